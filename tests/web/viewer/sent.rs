//! What is sent to the viewer's document: an answer, and the call that it answers.

use js_sys::{Array, Uint8Array};
use procore_console::engine::Call;
use procore_console::oauth::{AccessToken, Session, Source};
use procore_console::procore::{Environments, Outgoing};

use super::super::support::{self, nonce};
use super::stage::js;

/// The next request gets this answer. What has come before a fault is read first.
const FETCH: &str = "const plain = (window.plainFetch ??= window.fetch);
    window.fetch = async ({ signal }) => {
        window.fetch = plain;
        let at = 0;
        const body = new ReadableStream({
            start(controller) {
                signal.addEventListener('abort', () => controller.error(signal.reason));
            },
            async pull(controller) {
                if (at < chunks.length) controller.enqueue(chunks[at++]);
                else if (end === 'whole') controller.close();
                else if (end === 'broken off') controller.error(new TypeError('the network is gone'));
                else await new Promise(() => {});
            },
        });
        return new Response(status === 204 ? null : body, { status, headers });
    };";

/// How a body ends.
#[derive(Clone, Copy)]
pub enum End {
    Whole,
    BrokenOff,
    /// Nothing more comes, and no end.
    Never,
}

/// An answer that is sent.
pub struct Sent {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
    end: End,
    patience: u32,
}

impl Sent {
    /// A whole body of JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::of("application/json; charset=utf-8", body)
    }

    /// A whole body of another type.
    pub fn of(content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type)];
        Self { status: 200, headers, body: body.into(), end: End::Whole, patience: 30_000 }
    }

    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub fn end(self, end: End) -> Self {
        Self { end, ..self }
    }

    /// Without a byte for so many milliseconds, the call is given up.
    pub fn patience(self, patience: u32) -> Self {
        Self { patience, ..self }
    }

    /// The next `fetch` gets it.
    pub fn answer_next(&self) {
        let chunks: Array = self.body.chunks(1 << 16).map(Uint8Array::from).collect();
        let header = |(name, value): &(&str, &str)| Array::of2(&(*name).into(), &(*value).into());
        let headers: Array = self.headers.iter().map(header).collect();
        let end = match self.end {
            End::Whole => "whole",
            End::BrokenOff => "broken off",
            End::Never => "never",
        };
        js(
            "chunks, headers, status, end",
            FETCH,
            &[chunks.into(), headers.into(), self.status.into(), end.into()],
        );
    }

    /// The call that it answers.
    pub fn call(&self) -> Call {
        let environments = Environments::builtin();
        let environment = environments.get("sandbox").expect("the sandbox");
        let session = Session {
            id: nonce(1),
            source: Source::Pasted,
            environment: environment.id.clone(),
            login: environment.login.clone(),
            api: environment.api.clone(),
            client_id: None,
            token: AccessToken::parse("obviously-fake-token").expect("a token"),
            obtained_at: support::NOW,
            expires_at: None,
            expiry_hint: None,
        };
        Call {
            session: session.to_record().expose().to_owned(),
            environment: environment.to_record(),
            asked: Outgoing { target: "/rest/v1.0/me".into(), ..Outgoing::default() },
            patience: self.patience,
        }
    }
}
