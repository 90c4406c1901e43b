//! curl, in bash. Token and other secrets reach it by a pipe and not as an argument, which every program of the machine
//! could read.

use super::sent::{Payload, Sent, Value, form_encoded};
use crate::procore::{Content, Method};
use crate::share::command::{DIRECT, TOKEN};
use crate::share::quote::bash as quoted;

/// A longer body goes through a pipe: Linux allows 128 KiB for one argument.
const LONGEST_ARGUMENT: usize = 100_000;

/// The command. Brackets and braces of the address mean themselves, and so do its dots.
pub(super) fn write(sent: &Sent) -> String {
    let mut command = sent.shell_comments();
    if let Payload::Parts(fields) = &sent.body
        && fields.iter().any(|field| field.name.is_empty() || field.name.contains('='))
    {
        command += "# curl cannot send a field without a name or with = in its name.\n";
    }
    command += DIRECT;
    command += " --silent --show-error --include --globoff --path-as-is";
    if sent.method != Method::Get {
        command += " --request ";
        command += sent.method.name();
    }
    let mut option = |name: &str, value: &str| {
        command += " \\\n  ";
        command += name;
        command.push(' ');
        command += value;
    };
    option("--header", &format!("@<(printf 'Authorization: Bearer %s' \"${TOKEN}\")"));
    for (name, value) in &sent.headers {
        let value = match value {
            Value::Variable(variable) => {
                let name = quoted(&format!("{}: %s", name.replace('%', "%%")));
                format!("@<(printf {name} \"${variable}\")")
            }
            // In this way curl sends a header without a value.
            Value::Plain(value) if value.is_empty() => quoted(&format!("{name};")),
            Value::Plain(value) => quoted(&format!("{name}: {value}")),
        };
        option("--header", &value);
    }
    if sent.says_that_it_is_empty() {
        option("--header", "'Content-Length: 0'");
    }
    let mut data = |text: &str| match text.len() {
        0..LONGEST_ARGUMENT => option("--data-raw", &quoted(text)),
        _ => option("--data-binary", &format!("@<(printf %s {})", quoted(text))),
    };
    match &sent.body {
        Payload::None => {}
        Payload::Text(text) => data(text),
        Payload::Form(fields) => data(&form_encoded(fields)),
        Payload::Parts(fields) => {
            for field in fields {
                match &field.content {
                    Content::Text(text) => {
                        option("--form-string", &quoted(&format!("{}={text}", field.name)));
                    }
                    Content::File(file) => {
                        // Alone, the dash would be the standard input.
                        let folder = if file == "-" { "./" } else { "" };
                        let file = file.replace('\\', r"\\").replace('"', "\\\"");
                        option("--form", &quoted(&format!("{}=@\"{folder}{file}\"", field.name)));
                    }
                }
            }
        }
    }
    format!("{command} \\\n  {}", quoted(&sent.url))
}
