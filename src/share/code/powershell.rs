//! Invoke-WebRequest, in PowerShell 5.1 or later. Bodies are given as bytes: 5.1 would write text in Latin-1, and knows no
//! multipart bodies.

use super::sent::{Field, Payload, Sent, Value, encoded, form_encoded};
use crate::procore::Content;
use crate::share::command::{TOKEN, UNSET};
use crate::share::quote::powershell as quoted;

/// Writes the parts of a multipart body.
const MULTIPART: &str = "$boundary = [guid]::NewGuid().ToString()
$body = New-Object IO.MemoryStream
function Add-Bytes([byte[]] $bytes) { $body.Write($bytes, 0, $bytes.Length) }
function Add-Text([string] $text) { Add-Bytes ([Text.Encoding]::UTF8.GetBytes($text)) }
function Add-Part([string] $header) {
  Add-Text \"--$boundary`r`nContent-Disposition: form-data; $header`r`n\"
}
";

/// The commands.
pub(super) fn write(sent: &Sent) -> String {
    let mut code = sent.shell_comments();
    if sent.is_respelled() {
        code += "# .NET may spell a few characters of this address in another way, which means the same.\n";
    }
    code += UNSET;
    let body = match &sent.body {
        Payload::None => None,
        Payload::Text(text) => Some(bytes(text)),
        Payload::Form(fields) => Some(bytes(&form_encoded(fields))),
        Payload::Parts(fields) => {
            code += MULTIPART;
            for field in fields {
                code += &part(field);
            }
            code += "Add-Text \"--$boundary--`r`n\"\n";
            Some("($body.ToArray())".to_owned())
        }
    };
    let mut headers = format!("  'Authorization' = \"Bearer $env:{TOKEN}\"\n");
    let mut content_type = matches!(sent.body, Payload::Parts(_))
        .then(|| "\"multipart/form-data; boundary=$boundary\"".to_owned());
    for (name, value) in &sent.headers {
        let value = match value {
            Value::Plain(value) => quoted(value),
            Value::Variable(variable) => format!("$env:{variable}"),
        };
        // Windows PowerShell takes this one only by its own parameter, and that only with a body.
        if name.eq_ignore_ascii_case("Content-Type") {
            content_type = Some(value);
            continue;
        }
        headers += &format!("  {} = {value}\n", quoted(name));
    }
    let method = sent.method.name();
    code += &format!(
        "(Microsoft.PowerShell.Utility\\Invoke-WebRequest @direct -UseBasicParsing -MaximumRedirection 0 -Method {method} -Uri {} -Headers @{{\n{headers}}}",
        quoted(&sent.url)
    );
    if let Some(content_type) = content_type {
        code += &format!(" -ContentType {content_type}");
    }
    if let Some(body) = body {
        code += &format!(" -Body {body}");
    }
    code + ").RawContent\n}"
}

fn bytes(text: &str) -> String {
    format!("([Text.Encoding]::UTF8.GetBytes({}))", quoted(text))
}

fn part(field: &Field) -> String {
    let name = format!("name=\"{}\"", field.encoded_name());
    match &field.content {
        Content::Text(text) => {
            format!("Add-Part {}\nAdd-Text (\"`r`n\" + {} + \"`r`n\")\n", quoted(&name), quoted(text))
        }
        Content::File(file) => format!(
            "Add-Part {}\nAdd-Text \"Content-Type: application/octet-stream`r`n`r`n\"\nAdd-Bytes \
             ([IO.File]::ReadAllBytes((Resolve-Path -LiteralPath {})))\nAdd-Text \"`r`n\"\n",
            quoted(&format!("{name}; filename=\"{}\"", encoded(file))),
            quoted(file)
        ),
    }
}
