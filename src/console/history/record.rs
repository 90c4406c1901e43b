//! Entries as the database keeps them: records of names and values, as everything that this app stores. They are text, so that
//! whoever looks for a secret in the database would see it.

use crate::procore::{Body, CompanyId, Content, Method, Outgoing, Part};
use crate::record::{Reader, Writer};
use crate::share::{Past, SavedRequest};
use crate::time::UnixTime;

/// What can be a record.
pub trait Stored: Sized {
    /// As a record.
    fn to_record(&self) -> String;
    /// What a record says; `None` if it is none.
    fn from_record(record: &str) -> Option<Self>;
}

impl Stored for Past {
    fn to_record(&self) -> String {
        let status = self.status.map(|status| status.to_string());
        Writer::default()
            .field("request", &request_record(&self.request))
            .field("environment", &self.environment)
            .optional("status", status.as_deref())
            .field("at", &self.at.0.to_string())
            .field("elapsed", &self.elapsed.to_string())
            .field("bytes", &self.bytes.to_string())
            .finish()
    }

    fn from_record(record: &str) -> Option<Self> {
        let mut reader = Reader::new(record);
        Some(Self {
            request: read_request(&reader.take("request")?)?,
            environment: reader.take("environment")?,
            status: reader.parse("status"),
            at: UnixTime(reader.parse("at")?),
            elapsed: reader.parse("elapsed")?,
            bytes: reader.parse("bytes")?,
        })
    }
}

impl Stored for SavedRequest {
    fn to_record(&self) -> String {
        Writer::default()
            .field("name", &self.name)
            .field("folder", &self.folder)
            .field("notes", &self.notes)
            .optional("environment", self.environment.as_deref())
            .field("request", &request_record(&self.request))
            .finish()
    }

    fn from_record(record: &str) -> Option<Self> {
        let mut reader = Reader::new(record);
        Some(Self {
            name: reader.take("name")?,
            folder: reader.take("folder")?,
            notes: reader.take("notes")?,
            environment: reader.take("environment"),
            request: read_request(&reader.take("request")?)?,
        })
    }
}

fn request_record(request: &Outgoing) -> String {
    let Outgoing { method, target, company, headers, body } = request;
    let record = Writer::default().field("method", method.name()).field("target", target);
    let record = record.optional("company", company.as_ref().map(CompanyId::as_str));
    let record = pairs(record, "header", headers);
    match body {
        Body::Empty => record,
        Body::Json(text) => record.field("json", text),
        Body::Form(fields) => pairs(record.field("form", ""), "field", fields),
        Body::Multipart(parts) => parts.iter().fold(record.field("multipart", ""), part),
    }
    .finish()
}

fn pairs(record: Writer, kind: &str, pairs: &[(String, String)]) -> Writer {
    pairs.iter().fold(record, |record, (name, value)| {
        record.field(kind, &Writer::default().field("name", name).field("value", value).finish())
    })
}

fn part(record: Writer, Part { name, content }: &Part) -> Writer {
    let (kind, text) = match content {
        Content::Text(text) => ("text", text),
        Content::File(name) => ("file", name),
    };
    record.field("part", &Writer::default().field("name", name).field(kind, text).finish())
}

fn read_request(record: &str) -> Option<Outgoing> {
    let mut reader = Reader::new(record);
    let company = reader.take("company").map(|id| CompanyId::parse(&id)).transpose().ok()?;
    let headers = read_pairs(&mut reader, "header");
    let body = if let Some(text) = reader.take("json") {
        Body::Json(text)
    } else if reader.take("form").is_some() {
        Body::Form(read_pairs(&mut reader, "field"))
    } else if reader.take("multipart").is_some() {
        Body::Multipart(
            std::iter::from_fn(|| reader.take("part")).filter_map(|part| read_part(&part)).collect(),
        )
    } else {
        Body::Empty
    };
    Some(Outgoing {
        method: Method::parse(&reader.take("method")?)?,
        target: reader.take("target")?,
        company,
        headers,
        body,
    })
}

fn read_pairs(reader: &mut Reader, kind: &str) -> Vec<(String, String)> {
    let pair = |record: String| {
        let mut reader = Reader::new(&record);
        Some((reader.take("name")?, reader.take("value")?))
    };
    std::iter::from_fn(|| reader.take(kind)).filter_map(pair).collect()
}

fn read_part(record: &str) -> Option<Part> {
    let mut reader = Reader::new(record);
    let name = reader.take("name")?;
    let text = reader.take("text").map(Content::Text);
    Some(Part { name, content: text.or_else(|| reader.take("file").map(Content::File))? })
}
