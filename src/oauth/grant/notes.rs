//! What to know besides the sequences.

use super::{Grant, Note};

/// What to know of a grant.
pub(super) fn of(grant: Grant) -> &'static [Note] {
    match grant {
        Grant::AuthorizationCode => &AUTHORIZATION_CODE,
        Grant::Installed => &INSTALLED,
        Grant::ClientCredentials => &CLIENT_CREDENTIALS,
        Grant::Implicit => &IMPLICIT,
    }
}

/// What to know at a grant's workbench.
pub(super) fn of_bench(grant: Grant) -> &'static [&'static str] {
    match grant {
        Grant::AuthorizationCode => &[
            "With this page's own address as the redirect URI, the code comes back here by itself. It comes in the query of \
             the address, so the host that serves this page has it in its log. That is the way of codes, and why one \
             alone is worth nothing: whoever reads it there lacks the secret, has ten minutes, and comes too late once \
             you have used it.",
            "With any other address, Procore opens in a new tab. When it has sent you on, even to a page that does not \
             open, copy the whole address from that tab and bring it here. Either way the state is checked first.",
            TERMINAL,
        ],
        Grant::Installed => &[
            "The link opens in a new tab, and the code is shown there. It has no state: nothing comes back that could bring \
             one along, only you with a code in your hand. So paste only a code that you have just asked for yourself, and \
             give one to nobody who asks you for it.",
            TERMINAL,
        ],
        Grant::ClientCredentials => &[
            "The client id and the secret are those of the service account. Once you use the token here, the first call is \
             refused, because it names no company. The page then asks for the company's id, which you find in the \
             address of the company's pages at Procore, and sends it with every call.",
            TERMINAL,
        ],
        Grant::Implicit => &[
            "This is how you sign in to this app: the button on its first page follows the same link. `response_type=token` \
             asks for a token at once, not for a code. `client_id` names your app, as everybody may know. `redirect_uri` \
             is the folder that this app lives in, exactly as your app at Procore lists it. `state` is 128 random bits, \
             made when you press the button; this tab takes an answer only with them.",
        ],
    }
}

const TERMINAL: &str = "What needs the client secret runs in your terminal, which reads it from a variable: this page never \
                        asks for it.";

/// What holds for every grant.
pub static EVERY_GRANT: [Note; 4] = [
    Note {
        title: "Environments keep apart",
        words: &[
            "Each environment has client ids, secrets and tokens of its own: what was issued in one is worth nothing in \
             another. Only the monthly sandbox takes the keys of production, and even then its tokens are its own. The \
             login host gives out tokens; the API host takes them.",
        ],
    },
    Note {
        title: "Why a state",
        words: &[
            "Whoever lures a browser to your redirect URI with a code of their own would have a person work in the \
             wrong account, or tie the two together (cross-site request forgery). A state stops that: a fresh value \
             of letters and digits that nobody can guess goes out with each request, your app remembers it for this \
             very browser, and takes an answer only if it brings the same value back, once.",
            "The state comes back beside the answer, a code's in the query, a token's behind the `#`. Procore does not \
             insist on one. Send it all the same.",
        ],
    },
    Note {
        title: "How long things live",
        words: &[
            "A code lives ten minutes and works once. An access token lives an hour and a half as of 2026: believe \
             `expires_in`, it has changed before. A refresh token has no limit of time; it works once and brings the \
             next one along.",
        ],
    },
    Note {
        title: "Using a token",
        words: &[
            "Send it with every call in the header `Authorization: Bearer`, never in an address. These commands read it \
             from the variable `PROCORE_TOKEN`. The first asks the API who you are, the second asks the login host how \
             the token stands: its application, its person, the seconds that are left.",
        ],
    },
];

static AUTHORIZATION_CODE: [Note; 4] = [
    Note {
        title: "Before you begin",
        words: &[
            "You need an account on Procore's Developer Portal and an app there that lists your redirect URI, letter by \
             letter. While you develop it may be `http://localhost:4567/callback`, served by a web server on your own \
             machine, with a small database beside it for your users.",
        ],
    },
    Note {
        title: "Signing up and signing in",
        words: &[
            "“Sign up with Procore” and “Sign in with Procore” are two buttons with one link behind them, and both \
             come back to one address. Which of the two it was shows there.",
            "Exchange the code, then ask `/rest/v1.0/me` with the token. It tells the person's `id` and their `login`, \
             which is an e-mail address. Look that `id` up in your table of users: a number of your own, `procore_id`, \
             `email`. Nobody there? Add them. Somebody there? They are back.",
            "Either way, put your own number for them into your web server's session and lead on to the home page, which \
             finds the person by it. Keep the tokens there too if you want to go on calling the API. This app \
             does the same, as far as a page can: it remembers people in this browser's own database.",
        ],
    },
    Note {
        title: "Query or #?",
        words: &[
            "One page of Procore's has the code come behind the `#`, where no server could read it; RFC 6749 and Procore's \
             own tutorial have it in the query. The workbench below takes both.",
        ],
    },
    Note {
        title: "Use a library",
        words: &[
            "Nearly every language has one that does all this. Write it yourself only to learn how it goes.",
        ],
    },
];

static INSTALLED: [Note; 3] = [
    Note {
        title: "Before you begin",
        words: &[
            "Give the app in the Developer Portal the redirect URI `urn:ietf:wg:oauth:2.0:oob`. A new app has \
             `http://localhost`, which shows no code.",
        ],
    },
    Note {
        title: "Without a person from then on",
        words: &[
            "Only the first time needs somebody at a browser. Your program uses its access token for the hour and a half \
             that it lives. Before the next call after that, it exchanges the refresh token for a new pair, keeps \
             this pair, and goes on: today, tomorrow, next month.",
        ],
    },
    Note {
        title: "Refresh tokens work once",
        words: &[
            "Each is good for one exchange, and only use ends it, not time. Keep the pair somewhere safe, and write the \
             new one down before you use it: if it gets lost, a person must log in again. Two programs cannot share one \
             chain, since whoever comes second holds a token that is used up.",
        ],
    },
];

static CLIENT_CREDENTIALS: [Note; 2] = [
    Note {
        title: "The service account",
        words: &[
            "Procore calls it a developer managed service account. It comes with the app: a company's administrator \
             installs the app and decides what the account may do and in which projects. It is nobody's login.",
        ],
    },
    Note {
        title: "Every call names a company",
        words: &[
            "The header `Procore-Company-Id` says in which company the account acts. Without it even `/rest/v1.0/me` is \
             refused, which says nothing against the token. This app asks you for the company's id when it comes to that.",
        ],
    },
];

static IMPLICIT: [Note; 3] = [
    Note {
        title: "How it stands",
        words: &[
            "Procore withdrew its support of this grant in September 2022. Its API specification of 2026 still lists \
             `response_type=token`. So it may work for your app, be refused for it, or be switched off for everybody, \
             on any day and without notice. Do not build anything on it that has to last.",
        ],
    },
    Note {
        title: "What is risky about it, and what this app does",
        words: &[
            "A token in an address is easier to come by than a code: in the history, in a log, over a shoulder. And a \
             page that takes any token can be handed somebody else's. RFC 6819, section 4.4.2, lists the threats.",
            "Therefore the very first script of this page takes the answer out of the address. It counts only for a \
             sign-in that this tab began, within ten minutes, once. Procore is asked whether the token was issued to your \
             client id. And the page's own policy lets it talk to the two hosts of each environment and to nobody else.",
        ],
    },
    Note {
        title: "The origin must be allowed",
        words: &[
            "Even with a good token, a browser lets a page read an answer only if the server names the page's origin in \
             `Access-Control-Allow-Origin`. Procore keeps that list by hand, for each app: ask \
             apisupport@procore.com. The page “Set up at Procore” has the letter ready.",
        ],
    },
];
