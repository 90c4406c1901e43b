//! What is sent: the request as a browser would send it.

use crate::oauth::Origin;
use crate::procore::{
    Body, CompanyId, Content, Method, Outgoing, Part, TypeNote, check_content_type, check_header,
};
use crate::share::secrets::is_secret_header;

/// A request, ready to be written down.
pub(super) struct Sent {
    pub(super) method: Method,
    pub(super) url: String,
    /// All headers but the token's, no name twice. That of a multipart body is not among them: it holds the boundary,
    /// which whatever sends it makes up.
    pub(super) headers: Vec<(String, Value)>,
    pub(super) body: Payload,
    /// What is said about the code in a comment, one line each.
    pub(super) notes: Vec<&'static str>,
}

/// The value of a header.
pub(super) enum Value {
    Plain(String),
    /// The name of the environment variable that holds it.
    Variable(String),
}

/// A body, ready to be written down.
pub(super) enum Payload {
    None,
    Text(String),
    Form(Vec<(String, String)>),
    Parts(Vec<Field>),
}

/// A part of a multipart body. Line breaks in names and texts are CR LF (HTML standard, "Multipart form data").
pub(super) struct Field {
    pub(super) name: String,
    pub(super) content: Content,
}

impl Field {
    /// The name as it stands in the header of the part.
    pub(super) fn encoded_name(&self) -> String {
        encoded(&self.name)
    }
}

impl Sent {
    pub(super) fn of(request: &Outgoing, api: &Origin) -> Self {
        let body = payload(request);
        let mut sent = Self {
            method: request.method,
            url: format!("{api}{}", request.target),
            headers: Vec::new(),
            body,
            notes: Vec::new(),
        };
        sent.set_headers(request);
        sent
    }

    fn set_headers(&mut self, request: &Outgoing) {
        for (name, value) in request.sent_headers() {
            self.add(&name, &value);
        }
        match check_content_type(request.sent_body(), &request.headers) {
            Ok(note) => self.notes.extend(note.map(TypeNote::words)),
            Err(_) => self.note("A Content-Type that contradicts the body is left out."),
        }
        for (name, value) in &request.headers {
            let is_ours = is_name(name, "Authorization")
                || is_name(name, CompanyId::HEADER) && request.company.is_some();
            if !is_ours && check_header(name.trim(), value.trim()).is_err() {
                self.note("A header that no browser sends is left out.");
            }
        }
    }

    /// Adds a header; to one of the same name, as browsers do it (Fetch standard, "combine").
    fn add(&mut self, name: &str, value: &str) {
        let value = match is_secret_header(name) {
            true => Value::Variable(variable(name)),
            false => Value::Plain(value.to_owned()),
        };
        match (self.headers.iter_mut().find(|(set, _)| is_name(set, name)), value) {
            (Some((_, Value::Plain(set))), Value::Plain(value)) => *set += &format!(", {value}"),
            (Some(_), _) => {}
            (None, value) => self.headers.push((name.to_owned(), value)),
        }
    }

    /// Says something about the code, once.
    fn note(&mut self, note: &'static str) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The notes as comments, each with `mark` before it.
    pub(super) fn comments(&self, mark: &str) -> String {
        self.notes.iter().map(|note| format!("{mark} {note}\n")).collect()
    }

    /// The notes as comments of a shell, whose literals leave something out.
    pub(super) fn shell_comments(&self) -> String {
        let has_nul = |text: &str| text.contains('\0');
        let is_changed = match &self.body {
            Payload::None | Payload::Form(_) => false,
            Payload::Text(text) => has_nul(text),
            Payload::Parts(fields) => fields.iter().any(|field| {
                let (Content::Text(text) | Content::File(text)) = &field.content;
                has_nul(text) || has_nul(&field.name)
            }),
        };
        let note = if is_changed { "# A shell cannot hold the character NUL: it is left out.\n" } else { "" };
        self.comments("#") + note
    }

    /// Whether a library may spell the address in another way that means the same (RFC 3986 section 6.2.2): encode what that RFC
    /// has no place for, decode what needs no encoding, write the digits of an escape in capitals.
    pub(super) fn is_respelled(&self) -> bool {
        let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let bytes = self.url.as_bytes();
        let is_kept = |at: usize| match bytes[at] {
            b'%' => {
                let digits = self.url.get(at + 1..at + 3).unwrap_or_default();
                let byte = u8::from_str_radix(digits, 16);
                byte.is_ok_and(|byte| !is_unreserved(byte)) && digits == digits.to_ascii_uppercase()
            }
            byte => is_unreserved(byte) || b"/?:@!$&'()*+,;=".contains(&byte),
        };
        !(0..bytes.len()).all(is_kept)
    }

    /// Whether a browser sends `Content-Length: 0` (Fetch standard, "HTTP-network-or-cache fetch").
    pub(super) fn says_that_it_is_empty(&self) -> bool {
        matches!(self.method, Method::Post | Method::Put) && matches!(self.body, Payload::None)
    }
}

fn payload(request: &Outgoing) -> Payload {
    match request.sent_body() {
        Body::Empty => Payload::None,
        Body::Json(text) => Payload::Text(text.clone()),
        Body::Form(fields) => Payload::Form(fields.clone()),
        Body::Multipart(parts) => {
            let field = |part: &Part| Field {
                name: with_crlf(&part.name),
                content: match &part.content {
                    Content::Text(text) => Content::Text(with_crlf(text)),
                    Content::File(name) => Content::File(name.clone()),
                },
            };
            Payload::Parts(parts.iter().map(field).collect())
        }
    }
}

/// A name in a header of a part, as browsers escape it (HTML standard, "Multipart form data").
pub(super) fn encoded(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The fields as `application/x-www-form-urlencoded` (URL standard).
pub(super) fn form_encoded(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

/// The variable for the value of a header: `HEADER_X_API_KEY`.
fn variable(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    format!("HEADER_{}", name.chars().map(letter).collect::<String>())
}

fn is_name(name: &str, other: &str) -> bool {
    name.trim().eq_ignore_ascii_case(other)
}
