//! The pages of the login host. Everything that is inserted is escaped.

use crate::options::{Client, User};

/// The text for use between tags and in quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

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

fn layout(title: &str, main: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - Stand-in of Procore</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <p class=\"note\" role=\"note\"><strong>Stand-in of Procore: not the real one.</strong> \
         It runs on this machine. Do not type a real password here.</p>\n\
         <main>\n<h1>{title}</h1>\n{main}</main>\n</body>\n</html>\n",
        title = escape(title),
    )
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escape(name), escape(value))
}

/// The people of this stand-in with their passwords.
fn people(users: &[User]) -> String {
    let rows: String = users
        .iter()
        .map(|user| {
            format!(
                "<tr><td>{}</td><td><code>{}</code></td><td><code>{}</code></td></tr>\n",
                escape(&user.name),
                escape(&user.email),
                escape(user.password.expose())
            )
        })
        .collect();
    format!(
        "<h2>People you can be</h2>\n<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Email address</th>\
         <th scope=\"col\">Demo password</th></tr></thead>\n<tbody>{rows}</tbody></table>\n"
    )
}

/// The login form. `wrong` after an attempt that failed.
pub(crate) fn login(users: &[User], return_to: &str, email: &str, wrong: bool) -> String {
    let alert = if wrong { "<p class=\"bad\" role=\"alert\">Email or password is wrong.</p>\n" } else { "" };
    layout(
        "Log in",
        &format!(
            "{alert}<form method=\"post\" action=\"/login\">\n{}\
             <label for=\"email\">Email</label>\n\
             <input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required value=\"{}\">\n\
             <label for=\"password\">Password</label>\n\
             <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>\n\
             <div class=\"buttons\"><button type=\"submit\">Log in</button></div>\n</form>\n{}",
            hidden("return_to", return_to),
            escape(email),
            people(users)
        ),
    )
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
    let fields = [
        hidden("csrf", consent.csrf),
        hidden("client_id", &consent.client.id),
        hidden("response_type", consent.response_type),
        hidden("redirect_uri", consent.redirect_uri),
        consent.state.map(|state| hidden("state", state)).unwrap_or_default(),
    ]
    .concat();
    layout(
        "Allow access?",
        &format!(
            "<p><strong>{}</strong> asks to act for <strong>{}</strong> ({}).</p>\n\
             <p>If you allow it, {what} is sent to <code>{}</code>.</p>\n\
             <form method=\"post\" action=\"/oauth/authorize\">\n{fields}<div class=\"buttons\">\n\
             <button type=\"submit\" name=\"decision\" value=\"allow\">Allow</button>\n\
             <button type=\"submit\" name=\"decision\" value=\"deny\" class=\"second\">Deny</button>\n</div>\n</form>\n{}",
            escape(&consent.client.name),
            escape(&consent.user.name),
            escape(&consent.user.email),
            escape(consent.redirect_uri),
            log_out_form(consent.csrf, "Not you?", consent.return_to)
        ),
    )
}

fn log_out_form(csrf: &str, heading: &str, return_to: &str) -> String {
    format!(
        "<h2>{}</h2>\n<form method=\"post\" action=\"/logout\">\n{}{}\
         <button type=\"submit\" class=\"second\">Log out</button>\n</form>\n",
        escape(heading),
        hidden("csrf", csrf),
        hidden("return_to", return_to)
    )
}

/// The page of an error that never returns to the app.
pub(crate) fn error(code: &str, description: &str) -> String {
    layout(
        "An error has occurred",
        &format!(
            "<p class=\"bad\" role=\"alert\">{}</p>\n<p><code>{}</code></p>\n\
             <p>You are not sent back to the app from here. Use the browser's Back button.</p>\n",
            escape(description),
            escape(code)
        ),
    )
}

/// The page that shows a code to copy.
pub(crate) fn code(code: &str) -> String {
    layout(
        "Authorization code",
        &format!(
            "<p>Copy this code into the app. It works once, for ten minutes.</p>\n\
             <p><code id=\"authorization_code\">{}</code></p>\n",
            escape(code)
        ),
    )
}

/// The front page of the login host.
pub(crate) fn home(users: &[User], who: Option<(&User, &str)>, api_origin: &str) -> String {
    let state = match who {
        Some((user, csrf)) => {
            format!(
                "<p>Logged in as <strong>{}</strong>.</p>\n{}",
                escape(&user.name),
                log_out_form(csrf, "Leave", "/")
            )
        }
        None => "<p>Nobody is logged in. <a href=\"/login\">Log in</a></p>\n".to_owned(),
    };
    layout(
        "Login host",
        &format!("<p>The API host is <code>{}</code>.</p>\n{state}{}", escape(api_origin), people(users)),
    )
}

/// A page with one sentence.
pub(crate) fn notice(title: &str, sentence: &str) -> String {
    layout(title, &format!("<p role=\"alert\">{}</p>\n", escape(sentence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_inserted_raw() {
        let html = login(&[], "/oauth/authorize?state=\"><script>x</script>", "'><b>", true);
        assert!(!html.contains("<script>") && !html.contains("<b>"));
        assert!(html.contains("&quot;&gt;&lt;script&gt;") && html.contains("&#39;&gt;&lt;b&gt;"));
    }
}
