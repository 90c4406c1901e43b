//! Rust, with reqwest.

use super::sent::{Payload, Sent, Value, encoded};
use crate::procore::Content;
use crate::share::command::TOKEN;
use crate::share::quote::rust as quoted;

/// The program, formatted as rustfmt does it but for long lines.
pub(super) fn write(sent: &Sent) -> String {
    let features = match sent.body {
        Payload::Parts(_) => ", features = [\"multipart\"]",
        Payload::None | Payload::Text(_) | Payload::Form(_) => "",
    };
    let mut code = format!(
        "// [dependencies]\n// reqwest = {{ version = \"0.12\"{features} }}\n// tokio = {{ version = \"1\", features = \
         [\"macros\", \"rt-multi-thread\"] }}\n"
    );
    code += &sent.comments("//");
    code += "\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";
    code += "    // Without a proxy that the environment names.\n";
    code += "    let client = reqwest::Client::builder()\n        .no_proxy()\n";
    code += "        .redirect(reqwest::redirect::Policy::none())\n        .build()?;\n";
    if let Payload::Parts(fields) = &sent.body {
        code += "    let form = reqwest::multipart::Form::new()\n        .percent_encode_noop()";
        for field in fields {
            let name = quoted(&field.encoded_name());
            code += &match &field.content {
                Content::Text(text) => format!("\n        .text({name}, {})", quoted(text)),
                Content::File(file) => format!(
                    "\n        .part({name}, reqwest::multipart::Part::bytes(std::fs::read({})?).file_name({}))",
                    quoted(file),
                    quoted(&encoded(file))
                ),
            };
        }
        code += ";\n";
    }
    code += "    let response = client\n";
    code += &format!("        .{}({})\n", sent.method.name().to_ascii_lowercase(), quoted(&sent.url));
    code += &format!("        .bearer_auth(std::env::var(\"{TOKEN}\")?)\n");
    for (name, value) in &sent.headers {
        let value = match value {
            Value::Plain(value) => quoted(value),
            Value::Variable(variable) => format!("std::env::var(\"{variable}\")?"),
        };
        code += &format!("        .header({}, {value})\n", quoted(name));
    }
    if sent.says_that_it_is_empty() {
        code += "        .header(\"Content-Length\", \"0\")\n";
    }
    match &sent.body {
        Payload::None => {}
        Payload::Text(text) => code += &format!("        .body({})\n", quoted(text)),
        Payload::Form(fields) => {
            code += "        .form(&[\n";
            for (name, value) in fields {
                code += &format!("            ({}, {}),\n", quoted(name), quoted(value));
            }
            code += "        ])\n";
        }
        Payload::Parts(_) => code += "        .multipart(form)\n",
    }
    code += "        .send()\n        .await?;\n";
    code + "    println!(\"{}\", response.status());\n    println!(\"{}\", response.text().await?);\n    Ok(())\n}\n"
}
