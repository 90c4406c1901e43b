//! Reading a multipart body (RFC 7578).

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub file: Option<String>,
    pub bytes: Vec<u8>,
}

/// The parts of a body, or what is wrong with it.
pub fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .ok_or_else(|| format!("no boundary in {content_type}"))?;
    let delimiter = format!("\r\n--{}", boundary.trim_matches('"')).into_bytes();
    // The first delimiter has no line break before it.
    let whole = [b"\r\n", body].concat();
    let mut pieces = split(&whole, &delimiter).into_iter().skip(1).peekable();
    let mut parts = Vec::new();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return match piece.starts_with(b"--") {
                true => Ok(parts),
                false => Err("the body does not end".into()),
            };
        }
        parts.push(part(piece).ok_or_else(|| format!("a bad part: {}", String::from_utf8_lossy(piece)))?);
    }
    Err("no part".into())
}

fn part(piece: &[u8]) -> Option<Part> {
    let piece = piece.strip_prefix(b"\r\n")?;
    let end = piece.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&piece[..end]).ok()?;
    let disposition = head
        .lines()
        .find_map(|line| {
            line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("content-disposition"))
        })?
        .1;
    let parameters = disposition.strip_prefix("form-data; name=\"")?;
    let (name, rest) = parameters.split_once('"')?;
    let file = match rest {
        "" => None,
        rest => Some(decoded(rest.strip_prefix("; filename=\"")?.strip_suffix('"')?)),
    };
    Some(Part { name: decoded(name), file, bytes: piece[end + 4..].to_vec() })
}

/// What browsers escape in names (HTML standard, "Multipart form data").
fn decoded(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

fn split<'a>(mut text: &'a [u8], delimiter: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = text.windows(delimiter.len()).position(|window| window == delimiter) {
        pieces.push(&text[..at]);
        text = &text[at + delimiter.len()..];
    }
    pieces.push(text);
    pieces
}
