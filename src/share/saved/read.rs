//! Reading a file. Members that are not known are passed over.

use super::fault::{ImportError, Wanted};
use super::member::Member;
use super::{Export, FORMAT, LARGEST_FILE, MOST_ENTRIES, Past, SavedRequest, VERSION};
use crate::json::{JsonText, Status, Type};
use crate::procore::{Body, CompanyId, Content, Method, Outgoing, Part};
use crate::share::secrets::without_secrets;
use crate::time::UnixTime;

impl Export {
    /// What is in the file. It is imported as a whole or not at all.
    pub fn read(file: &[u8]) -> Result<Self, ImportError> {
        let too_large = ImportError::TooLarge(file.len());
        if file.len() > LARGEST_FILE {
            return Err(too_large);
        }
        let text = JsonText::read(file).map_err(|_| too_large)?;
        if let Status::Faulty(fault) = text.status() {
            return Err(ImportError::NotJson(fault));
        }
        let root = Member::root(&text).filter(|root| root.is(Type::Object)).ok_or(ImportError::Foreign)?;
        let format = root.optional("format")?.filter(|format| format.is(Type::String));
        if format.map(|format| format.text()).transpose()?.as_deref() != Some(FORMAT) {
            return Err(ImportError::Foreign);
        }
        let version = root.get("version")?.spelled();
        if version != VERSION.to_string() {
            return Err(ImportError::Version(version.chars().take(20).collect()));
        }
        let lists = [root.optional("saved")?, root.optional("history")?];
        let mut entries = 0;
        for list in lists.iter().flatten() {
            entries += list.elements()?.0;
        }
        if entries > MOST_ENTRIES {
            return Err(ImportError::TooMany(entries));
        }
        let [saved, history] = &lists;
        Ok(Self { saved: all(saved.as_ref(), saved_request)?, history: all(history.as_ref(), past)? })
    }
}

/// The elements of a list, each read by `read`; none if there is no list.
fn all<'a, T>(
    list: Option<&'a Member<'a>>,
    read: impl Fn(&Member<'_>) -> Result<T, ImportError>,
) -> Result<Vec<T>, ImportError> {
    match list {
        None => Ok(Vec::new()),
        Some(list) => list.elements()?.1.map(|element| read(&element)).collect(),
    }
}

fn saved_request(entry: &Member<'_>) -> Result<SavedRequest, ImportError> {
    let text = |name| entry.optional(name)?.map(|member| member.text()).transpose();
    Ok(SavedRequest {
        name: entry.get("name")?.text()?,
        folder: text("folder")?.unwrap_or_default(),
        notes: text("notes")?.unwrap_or_default(),
        environment: text("environment")?,
        request: request(&entry.get("request")?)?,
    })
}

fn past(entry: &Member<'_>) -> Result<Past, ImportError> {
    Ok(Past {
        request: request(&entry.get("request")?)?,
        environment: entry.get("environment")?.text()?,
        status: entry.optional("status")?.map(|status| status.number()).transpose()?,
        at: UnixTime(entry.get("at")?.number()?),
        elapsed: entry.get("elapsed")?.number()?,
        bytes: entry.get("bytes")?.number()?,
    })
}

fn request(entry: &Member<'_>) -> Result<Outgoing, ImportError> {
    let method = entry.get("method")?;
    let target = entry.get("target")?;
    let company = entry.optional("company")?;
    let headers = entry.optional("headers")?;
    let path = target.text()?;
    if !path.starts_with('/') || path.starts_with("//") {
        return Err(target.not(Wanted::Path));
    }
    let company_id = |id: &Member<'_>| CompanyId::parse(&id.text()?).map_err(|_| id.not(Wanted::Id));
    Ok(without_secrets(Outgoing {
        method: Method::parse(&method.text()?).ok_or_else(|| method.not(Wanted::Method))?,
        target: path,
        company: company.as_ref().map(company_id).transpose()?,
        headers: all(headers.as_ref(), pair)?,
        body: entry.optional("body")?.map_or(Ok(Body::Empty), |entry| body(&entry))?,
    }))
}

fn body(entry: &Member<'_>) -> Result<Body, ImportError> {
    if let Some(json) = entry.optional("json")? {
        return Ok(Body::Json(json.text()?));
    }
    if let Some(form) = entry.optional("form")? {
        return Ok(Body::Form(all(Some(&form), pair)?));
    }
    match entry.optional("multipart")? {
        Some(parts) => Ok(Body::Multipart(all(Some(&parts), part)?)),
        None => Err(entry.not(Wanted::Body)),
    }
}

fn part(entry: &Member<'_>) -> Result<Part, ImportError> {
    let content = match entry.optional("file")? {
        Some(file) => Content::File(file.text()?),
        None => Content::Text(entry.get("text")?.text()?),
    };
    Ok(Part { name: entry.get("name")?.text()?, content })
}

fn pair(entry: &Member<'_>) -> Result<(String, String), ImportError> {
    let mut texts = entry.elements()?.1.map(|element| element.text());
    match (texts.next(), texts.next(), texts.next()) {
        (Some(name), Some(value), None) => Ok((name?, value?)),
        _ => Err(entry.not(Wanted::Pair)),
    }
}
