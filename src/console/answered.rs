//! What the answer in sight answers, and whether the request above it is still the same.

use super::draft_fault::DraftFault;
use super::model::Console;
use super::sent::Sent;
use super::work::Call;
use crate::oauth::Origin;
use crate::procore::{Method, Outgoing};

/// What the answer in sight answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The method.
    pub method: Method,
    /// Path and query, as they were sent.
    pub target: String,
    /// Whether the request above is still the one that was sent. One that cannot be sent is another.
    pub is_current: bool,
    /// Whether there is a document, whose view says the same of itself.
    pub has_document: bool,
}

impl Sent {
    /// Whether this is what `draft` would send to `api`, with these files.
    fn is_sent_by(&self, draft: &Result<Outgoing, DraftFault>, api: &Origin, files: &[u32]) -> bool {
        let path = self.url.strip_prefix(&api.to_string());
        let goes_there = path.is_some_and(|path| path.starts_with('/'));
        goes_there && draft.as_ref() == Ok(&self.asked) && files == self.files
    }
}

impl Call {
    /// The request that the document, if there is one, answers: that of an earlier call while this one has none of its own.
    pub fn answered(&self) -> &Sent {
        let is_earlier = self.document.is_some_and(|document| document != self.number);
        self.earlier.as_deref().filter(|_| is_earlier).unwrap_or(&self.sent)
    }
}

impl Console {
    /// What the answer in sight answers; `None` while there is none, and for a file.
    pub fn answered(&self) -> Option<Answered> {
        let sheet = self.work.sheet();
        let call = sheet.call.as_ref().filter(|_| sheet.opened.is_none())?;
        let has_document = call.shown().is_some();
        if !has_document && (call.is_waiting || call.outcome.is_none()) {
            return None;
        }
        let sent = call.answered();
        let api = &self.environment().api;
        let draft = self.drafted().unwrap_or_else(|| {
            // The session has ended, and with it what is known of a service account's company.
            let draft = sheet.draft.outgoing(&self.places.chosen, api);
            draft.map(|draft| Outgoing { company: draft.company.or(sent.asked.company.clone()), ..draft })
        });
        Some(Answered {
            method: sent.asked.method,
            target: sent.asked.target.clone(),
            is_current: sent.is_sent_by(&draft, api, &sheet.draft.files()),
            has_document,
        })
    }

    /// The number of the call in sight that the person sent, and whether there is something of its own to look at.
    pub fn sent_by_person(&self) -> Option<(u32, bool)> {
        let call = self.work.call().filter(|call| call.is_by_person)?;
        Some((call.number, !call.is_waiting || call.document == Some(call.number)))
    }

    /// Whether the request above goes to the endpoint that the last call went to, whatever its query and body are.
    pub(super) fn is_same_endpoint(&self) -> bool {
        let sheet = self.work.sheet();
        let target = sheet.draft.target(&self.places.chosen, &self.environment().api);
        let path = |target: &str| target.split('?').next().map(str::to_owned);
        (sheet.call.as_ref()).zip(target.ok()).is_some_and(|(call, target)| {
            let asked = &call.sent.asked;
            asked.method == sheet.draft.method && path(&asked.target) == path(&target.to_string())
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::{Body, CompanyId, Content, Part};

    /// What makes it another request: method, address, headers, body (RFC 9110, section 6), and where it goes.
    #[test]
    fn a_draft_is_what_was_sent_only_with_every_part_of_it() {
        let api = Origin::parse("https://api.example").expect("an origin");
        let asked = Outgoing {
            method: Method::Post,
            target: "/rest/v1.0/rfis?a=1".into(),
            company: CompanyId::parse("7").ok(),
            headers: vec![("X-Note".into(), "1".into())],
            body: Body::Json("{}".into()),
        };
        let sent = Sent {
            asked: asked.clone(),
            url: "https://api.example/rest/v1.0/rfis?a=1".into(),
            files: Vec::new(),
        };
        let with = |change: &dyn Fn(&mut Outgoing)| {
            let mut asked = asked.clone();
            change(&mut asked);
            Ok(asked)
        };
        let file = |name: &str| {
            Body::Multipart(vec![Part { name: "file".into(), content: Content::File(name.into()) }])
        };
        let drafts: [(&str, Result<Outgoing, DraftFault>, bool); 10] = [
            ("as it was", with(&|_| {}), true),
            ("method", with(&|asked| asked.method = Method::Put), false),
            ("path", with(&|asked| asked.target = "/rest/v1.0/rfis/1?a=1".into()), false),
            ("version", with(&|asked| asked.target = "/rest/v1.1/rfis?a=1".into()), false),
            ("query", with(&|asked| asked.target = "/rest/v1.0/rfis?a=2".into()), false),
            ("company", with(&|asked| asked.company = CompanyId::parse("8").ok()), false),
            ("a header", with(&|asked| asked.headers.clear()), false),
            ("the body", with(&|asked| asked.body = Body::Json("{ }".into())), false),
            ("its kind", with(&|asked| asked.body = file("a.pdf")), false),
            ("a fault", Err(DraftFault::EnvironmentGone), false),
        ];
        for (what, draft, is_current) in drafts {
            assert_eq!(sent.is_sent_by(&draft, &api, &[]), is_current, "{what}");
        }
        for host in ["https://other.example", "https://api.example:8443", "https://api.example.org"] {
            let host = Origin::parse(host).expect("an origin");
            assert!(!sent.is_sent_by(&Ok(asked.clone()), &host, &[]), "{host}");
        }
        let upload = Outgoing { body: file("a.pdf"), ..asked };
        let sent = Sent { asked: upload.clone(), files: vec![3], ..sent };
        assert!(sent.is_sent_by(&Ok(upload.clone()), &api, &[3]));
        assert!(!sent.is_sent_by(&Ok(upload), &api, &[4]), "another file of that name");
    }
}
