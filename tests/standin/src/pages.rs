//! The pages of the login host. maud escapes everything that is inserted.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::options::{Client, User};

const STYLE: &str = "
:root { color-scheme: light dark; --line: light-dark(#c9c4ba, #4a4740); --paper: light-dark(#fff, #211f1c);
  --ground: light-dark(#f1eee8, #171614); --ink: light-dark(#22201c, #ece8e0); --soft: light-dark(#5d584f, #b3ada2);
  --accent: light-dark(#0b57a4, #8ec1f5); --on-accent: light-dark(#fff, #10202f); --bad: light-dark(#9f1c1c, #ffaaa0); }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: anywhere; }
.note { max-width: 30rem; margin: 0 auto 1rem; color: var(--soft); text-align: center; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
input { width: 100%; padding: .6rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: .25rem; }
button { min-height: 2.75rem; padding: .5rem 1.5rem; font: inherit; font-weight: 600; cursor: pointer;
  border: 1px solid var(--accent); border-radius: .25rem; background: var(--accent); color: var(--on-accent); }
button.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
.bad { color: var(--bad); font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .5rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
code { font-family: ui-monospace, monospace; }
a { color: var(--accent); }
";

fn layout(title: &str, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - Stand-in of Procore" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                p.note role="note" {
                    strong { "Stand-in of Procore: not the real one." }
                    " It runs on this machine. Do not type a real password here."
                }
                main { h1 { (title) } (main) }
            }
        }
    };
    page.into_string()
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The people of this stand-in with their passwords.
fn people(users: &[User]) -> Markup {
    html! {
        h2 { "People you can be" }
        table {
            thead { tr { th scope="col" { "Name" } th scope="col" { "Email address" } th scope="col" { "Demo password" } } }
            tbody {
                @for user in users {
                    tr { td { (user.name) } td { code { (user.email) } } td { code { (user.password.expose()) } } }
                }
            }
        }
    }
}

/// The login form. `wrong` after an attempt that failed.
pub(crate) fn login(users: &[User], return_to: &str, email: &str, wrong: bool) -> String {
    let main = html! {
        @if wrong { p.bad role="alert" { "Email or password is wrong." } }
        form method="post" action="/login" {
            (hidden("return_to", return_to))
            label for="email" { "Email" }
            input id="email" name="email" type="email" autocomplete="username" required value=(email);
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            div.buttons { button type="submit" { "Log in" } }
        }
        (people(users))
    };
    layout("Log in", &main)
}

/// What the consent form sends back besides the decision.
pub(crate) struct Consent<'a> {
    pub(crate) client: &'a Client,
    pub(crate) user: &'a User,
    pub(crate) csrf: &'a str,
    pub(crate) response_type: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: Option<&'a str>,
    /// Where a log-out leads: the same request, for somebody else.
    pub(crate) return_to: &'a str,
}

/// The consent page.
pub(crate) fn consent(consent: &Consent<'_>) -> String {
    let what = if consent.response_type == "token" { "an access token" } else { "an authorization code" };
    let main = html! {
        p {
            strong { (consent.client.name) } " asks to act for " strong { (consent.user.name) }
            " (" (consent.user.email) ")."
        }
        p { "If you allow it, " (what) " is sent to " code { (consent.redirect_uri) } "." }
        form method="post" action="/oauth/authorize" {
            (hidden("csrf", consent.csrf))
            (hidden("client_id", &consent.client.id))
            (hidden("response_type", consent.response_type))
            (hidden("redirect_uri", consent.redirect_uri))
            @if let Some(state) = consent.state { (hidden("state", state)) }
            div.buttons {
                button type="submit" name="decision" value="allow" { "Allow" }
                button.second type="submit" name="decision" value="deny" { "Deny" }
            }
        }
        (log_out_form(consent.csrf, "Not you?", consent.return_to))
    };
    layout("Allow access?", &main)
}

fn log_out_form(csrf: &str, heading: &str, return_to: &str) -> Markup {
    html! {
        h2 { (heading) }
        form method="post" action="/logout" {
            (hidden("csrf", csrf))
            (hidden("return_to", return_to))
            button.second type="submit" { "Log out" }
        }
    }
}

/// The page of an error that never returns to the app.
pub(crate) fn error(code: &str, description: &str) -> String {
    let main = html! {
        p.bad role="alert" { (description) }
        p { code { (code) } }
        p { "You are not sent back to the app from here. Use the browser's Back button." }
    };
    layout("An error has occurred", &main)
}

/// The page that shows a code to copy.
pub(crate) fn code(code: &str) -> String {
    let main = html! {
        p { "Copy this code into the app. It works once, for ten minutes." }
        p { code id="authorization_code" { (code) } }
    };
    layout("Authorization code", &main)
}

/// The front page of the login host.
pub(crate) fn home(users: &[User], who: Option<(&User, &str)>, api_origin: &str) -> String {
    let main = html! {
        p { "The API host is " code { (api_origin) } "." }
        @match who {
            Some((user, csrf)) => {
                p { "Logged in as " strong { (user.name) } "." }
                (log_out_form(csrf, "Leave", "/"))
            }
            None => p { "Nobody is logged in. " a href="/login" { "Log in" } }
        }
        (people(users))
    };
    layout("Login host", &main)
}

/// A page with one sentence.
pub(crate) fn notice(title: &str, sentence: &str) -> String {
    layout(title, &html! { p role="alert" { (sentence) } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_inserted_raw() {
        let html = login(&[], "/oauth/authorize?state=\"><script>x</script>", "'><b>", true);
        assert!(!html.contains("<script>") && !html.contains("<b>"));
        assert!(html.contains("&quot;&gt;&lt;script&gt;") && html.contains("value=\"'&gt;&lt;b&gt;\""));
    }
}
