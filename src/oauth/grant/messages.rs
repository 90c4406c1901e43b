//! The sequences: who sends what to whom.

use super::Party::{Api, App, Login, Person};
use super::{Grant, Message, Party};

const fn message(from: Party, to: Party, label: &'static str, words: &'static str) -> Message {
    Message { from, to, label, words }
}

/// The sequence of a grant.
pub(super) fn of(grant: Grant) -> &'static [Message] {
    match grant {
        Grant::AuthorizationCode => &AUTHORIZATION_CODE,
        Grant::Installed => &INSTALLED,
        Grant::ClientCredentials => &CLIENT_CREDENTIALS,
        Grant::Implicit => &IMPLICIT,
    }
}

const LOGIN_FORM: Message = message(
    Login,
    Person,
    "Login form",
    "Procore shows its own login form. Your side never sees what is typed there, and has nothing to do: what is wrong \
     with it, Procore says itself.",
);
const LOG_IN: Message = message(
    Person,
    Login,
    "Name and password",
    "The person logs in. Whoever is logged in already skips this.",
);
const CONSENT: Message =
    message(Login, Person, "Allow or deny?", "Procore asks the person whether your app may use their data.");
const TOKENS: Message = message(
    Login,
    App,
    "Token, refresh token",
    "Procore checks client, secret and code, and answers with JSON: `access_token`, `token_type`, `expires_in` in seconds, \
     `refresh_token`, and `created_at` in seconds since 1970.",
);
const ANSWER: Message = message(
    Api,
    App,
    "JSON",
    "The API looks at the token and at the rights behind it, does what is asked, and answers with JSON.",
);
const REFRESH: Message = message(
    App,
    Login,
    "Refresh token",
    "Later, when the token has ended: a POST to `/oauth/token` with `grant_type=refresh_token`, the refresh token, client \
     id, secret and `redirect_uri`. Nobody has to log in for that.",
);
const NEXT_PAIR: Message = message(
    Login,
    App,
    "The next pair",
    "The refresh token that was sent is used up. A new access token comes, with a new refresh token: keep this pair, \
     forget the old one.",
);

static AUTHORIZATION_CODE: [Message; 17] = [
    message(Person, App, "Opens your app", "The person opens a page of your app in the browser."),
    message(
        App,
        Person,
        "A page with a button",
        "Your app answers with a page that has a button or a link to begin with, such as “Sign in with Procore”.",
    ),
    message(
        Person,
        Login,
        "GET /oauth/authorize",
        "The button leads the browser to `/oauth/authorize` on the login host, with `response_type=code`, `client_id`, \
         `redirect_uri` and a fresh `state`, which your app remembers for this person.",
    ),
    LOGIN_FORM,
    LOG_IN,
    CONSENT,
    message(
        Person,
        Login,
        "Allow",
        "The person allows it. If they deny it, the next step brings `error=access_denied` instead of a code.",
    ),
    message(
        Login,
        App,
        "code, state",
        "Procore sends the browser back to your redirect URI, with `code` and `state` in the query. The code lives ten \
         minutes and works once.",
    ),
    message(
        App,
        App,
        "Compares the state, takes the code",
        "Your app compares the state with the one that it remembered, and refuses the whole answer if they differ. Then it \
         takes the code.",
    ),
    message(
        App,
        Login,
        "POST /oauth/token",
        "Your server, not the browser, sends `grant_type=authorization_code`, the code, client id, secret and the same \
         `redirect_uri` once more.",
    ),
    TOKENS,
    message(
        App,
        App,
        "Keeps both tokens",
        "Your app takes the tokens out of the JSON and keeps them on the server, where its next requests find them.",
    ),
    message(
        App,
        Api,
        "GET /rest/v1.0/me",
        "It calls the API for the person, with the header `Authorization: Bearer` and the access token. Often the first \
         question is `/rest/v1.0/me`: who is this?",
    ),
    ANSWER,
    message(
        App,
        Person,
        "What came back",
        "Your app makes a page of it, and the person reads that in the browser.",
    ),
    REFRESH,
    NEXT_PAIR,
];

static INSTALLED: [Message; 16] = [
    message(
        App,
        Person,
        "A link to open",
        "Your program has no page of its own. It shows a link, or opens it in the person's browser.",
    ),
    message(
        Person,
        Login,
        "GET /oauth/authorize",
        "The link leads to `/oauth/authorize` on the login host, with `response_type=code`, `client_id` and \
         `redirect_uri=urn:ietf:wg:oauth:2.0:oob`, which means: I cannot be redirected to.",
    ),
    LOGIN_FORM,
    LOG_IN,
    CONSENT,
    message(
        Person,
        Login,
        "Allow",
        "The person allows it. If they deny it, Procore says so on its page, and your program hears nothing.",
    ),
    message(
        Login,
        Person,
        "The code, on a page",
        "Procore shows the code and asks to copy it; it is the last part of that page's address, too. It lives ten minutes \
         and works once.",
    ),
    message(Person, App, "Pastes the code", "The person copies the code and pastes it into your program."),
    message(
        App,
        Login,
        "POST /oauth/token",
        "Your program sends `grant_type=authorization_code`, the code, client id, secret and the same `redirect_uri` as \
         in the link.",
    ),
    TOKENS,
    message(
        App,
        Api,
        "GET /rest/v1.0/…",
        "It calls the API with the header `Authorization: Bearer` and the access token: the list of a company's \
         projects, say.",
    ),
    ANSWER,
    message(
        App,
        Login,
        "GET /oauth/token/info",
        "If it wants to know how a token stands, it asks `/oauth/token/info`, with the same header. Nothing needs this.",
    ),
    message(
        Login,
        App,
        "App, person, seconds",
        "The answer names the application and the person that it was issued to, and the seconds that are left.",
    ),
    REFRESH,
    NEXT_PAIR,
];

static CLIENT_CREDENTIALS: [Message; 5] = [
    message(
        App,
        Login,
        "POST /oauth/token",
        "Your program sends `grant_type=client_credentials` with the client id and the secret of the service account.",
    ),
    message(
        Login,
        App,
        "Token",
        "Procore checks both and answers with JSON: `access_token`, `token_type`, `expires_in` and `created_at`. There is \
         no refresh token: when this one ends, the first step brings another.",
    ),
    message(
        App,
        App,
        "Keeps the token until it ends",
        "One token serves many calls. Ask for the next when it ends.",
    ),
    message(
        App,
        Api,
        "Call with a company",
        "It calls the API with the headers `Authorization: Bearer`, with the token, and `Procore-Company-Id`.",
    ),
    message(
        Api,
        App,
        "JSON",
        "The API answers with JSON, as far as that company has let the service account in.",
    ),
];

static IMPLICIT: [Message; 13] = [
    message(Person, App, "Opens your page", "The person opens your page, and the browser loads all of it."),
    message(
        App,
        Person,
        "A button",
        "The page shows a button or a link to begin with, such as “Sign in with Procore”.",
    ),
    message(
        Person,
        Login,
        "GET /oauth/authorize",
        "The button leads the browser to `/oauth/authorize` on the login host, with `response_type=token`, `client_id`, \
         `redirect_uri` and a fresh `state`, which the page leaves in this tab.",
    ),
    LOGIN_FORM,
    LOG_IN,
    CONSENT,
    message(
        Person,
        Login,
        "Allow",
        "The person allows it. If they deny it, the next step brings `error=access_denied` instead of a token.",
    ),
    message(
        Login,
        App,
        "#access_token, state",
        "Procore sends the browser back to the redirect URI with `access_token`, `token_type`, `expires_in` and `state` \
         behind the `#`. A browser keeps that part of an address to itself: no server on the way sees it.",
    ),
    message(
        App,
        App,
        "Compares the state, takes the token",
        "A script of your page takes the answer out of the address, compares the state with the one that was left here, \
         and keeps the token.",
    ),
    message(
        App,
        Api,
        "GET /rest/v1.0/me",
        "The page calls the API for the person, with the header `Authorization: Bearer` and the token.",
    ),
    message(
        Api,
        App,
        "JSON",
        "The API answers with JSON. The browser shows it to your page only if Procore allows the page's origin (CORS).",
    ),
    message(App, Person, "What came back", "The page shows it, and the person reads it."),
    message(
        App,
        Person,
        "Sign in again",
        "Later, when the token has ended: there is no refresh token, so the person begins anew. Who is still logged in at \
         Procore is back in a moment.",
    ),
];
