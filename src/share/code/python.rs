//! Python 3, with requests.

use super::sent::{Payload, Sent, Value};
use crate::procore::Content;
use crate::share::command::TOKEN;
use crate::share::quote::python as quoted;

/// The program.
pub(super) fn write(sent: &Sent) -> String {
    let mut code = sent.comments("#");
    if sent.is_respelled() {
        code += "# requests spells a few characters of this address in another way, which means the same.\n";
    }
    code += "import os\n\nimport requests\n\nsession = requests.Session()\n";
    code += "# Neither .netrc nor a proxy or certificate that the environment names: set session.proxies and session.verify.\n";
    code += "session.trust_env = False\nresponse = session.request(\n";
    code += &format!(
        "    \"{}\",\n    {},\n    headers={{\n",
        sent.method.name(),
        quoted(&with_whole_escapes(&sent.url))
    );
    code += &format!("        \"Authorization\": \"Bearer \" + os.environ[\"{TOKEN}\"],\n");
    for (name, value) in &sent.headers {
        let value = match value {
            Value::Plain(value) => quoted(value),
            Value::Variable(variable) => format!("os.environ[\"{variable}\"]"),
        };
        code += &format!("        {}: {value},\n", quoted(name));
    }
    code += "    },\n";
    match &sent.body {
        Payload::None => {}
        Payload::Text(text) => code += &format!("    data={}.encode(),\n", quoted(text)),
        Payload::Form(fields) => {
            code += "    data=[\n";
            for (name, value) in fields {
                code += &format!("        ({}, {}),\n", quoted(name), quoted(value));
            }
            code += "    ],\n";
        }
        Payload::Parts(fields) => {
            code += "    files=[\n";
            for field in fields {
                let content = match &field.content {
                    Content::Text(text) => format!("(None, {})", quoted(text)),
                    Content::File(file) => {
                        let file = quoted(file);
                        format!("({file}, open({file}, \"rb\"))")
                    }
                };
                code += &format!("        ({}, {content}),\n", quoted(&field.name));
            }
            code += "    ],\n";
        }
    }
    code + "    allow_redirects=False,\n)\nprint(response.status_code)\nprint(response.text)\n"
}

/// The address with `%25` for each `%` that begins no escape: requests encodes every `%` again where one of them is bare.
fn with_whole_escapes(url: &str) -> String {
    let mut pieces = url.split('%');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_escape = piece.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        whole += if is_escape { "%" } else { "%25" };
        whole += piece;
    }
    whole
}
