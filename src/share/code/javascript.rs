//! fetch, as an ES module for Node and for browsers.

use super::sent::{Payload, Sent, Value};
use crate::procore::Content;
use crate::share::command::TOKEN;
use crate::share::quote::javascript as quoted;

/// Gets a file.
const FILE: &str =
    "// In Node, the file of this name in the current folder; in a browser, the one that is chosen.
async function openFile(name) {
  if (globalThis.process) {
    const { readFile } = await import(\"node:fs/promises\");
    return new Blob([await readFile(name)]);
  }
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement(\"input\"), { type: \"file\", title: name });
    input.onchange = () => resolve(input.files[0]);
    input.click();
  });
}

";

/// The module.
pub(super) fn write(sent: &Sent) -> String {
    let mut code = sent.comments("//");
    code += "// In Node, from the environment; in a browser, it is asked for.\n";
    code += "const secret = (name) => (globalThis.process ? process.env[name] : prompt(name));\n";
    code += "// Without a proxy that the environment names.\n";
    code += "if (globalThis.process) process.env.no_proxy = \"*\";\n\n";
    let mut body = None;
    match &sent.body {
        Payload::None => {}
        Payload::Text(text) => body = Some(quoted(text)),
        Payload::Form(fields) => {
            let pairs =
                fields.iter().map(|(name, value)| format!("    [{}, {}],\n", quoted(name), quoted(value)));
            body = Some(format!("new URLSearchParams([\n{}  ])", pairs.collect::<String>()));
        }
        Payload::Parts(fields) => {
            if fields.iter().any(|field| matches!(field.content, Content::File(_))) {
                code += FILE;
            }
            code += "const body = new FormData();\n";
            for field in fields {
                let name = quoted(&field.name);
                code += &match &field.content {
                    Content::Text(text) => format!("body.append({name}, {});\n", quoted(text)),
                    Content::File(file) => {
                        let file = quoted(file);
                        format!("body.append({name}, await openFile({file}), {file});\n")
                    }
                };
            }
            code.push('\n');
            body = Some("body".to_owned());
        }
    }
    code += &format!("const response = await fetch({}, {{\n", quoted(&sent.url));
    code += &format!("  method: \"{}\",\n  headers: {{\n", sent.method.name());
    code += &format!("    Authorization: `Bearer ${{secret(\"{TOKEN}\")}}`,\n");
    for (name, value) in &sent.headers {
        let value = match value {
            Value::Plain(value) => quoted(value),
            Value::Variable(variable) => format!("secret(\"{variable}\")"),
        };
        code += &format!("    {}: {value},\n", quoted(name));
    }
    code += "  },\n";
    match body.as_deref() {
        None => {}
        Some("body") => code += "  body,\n",
        Some(body) => code += &format!("  body: {body},\n"),
    }
    code + "  credentials: \"omit\",\n  redirect: \"manual\",\n});\nconsole.log(response.status);\nconsole.log(await response.text());\n"
}
