//! A body in parts: bytes, pauses, and an end before its time.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use thiserror::Error;
use tokio::time::{Sleep, sleep};

use crate::answer;

/// One part.
enum Part {
    Bytes(Bytes),
    Pause(Duration),
    /// The connection is closed, though more was promised.
    Break,
}

/// The body ended before its time, on purpose.
#[derive(Clone, Copy, Debug, Error)]
#[error("broken off on purpose")]
pub(crate) struct Broken;

/// The parts in their order. `Content-Length` is the sum of all bytes, those behind a break included.
#[derive(Default)]
pub(crate) struct Parts {
    parts: VecDeque<Part>,
    pause: Option<Pin<Box<Sleep>>>,
    /// Bytes that are still to come.
    left: u64,
}

impl Parts {
    /// Only these bytes.
    pub(crate) fn of(bytes: impl Into<Bytes>) -> Self {
        Self::default().bytes(bytes)
    }

    /// Then these bytes.
    pub(crate) fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        self.left += bytes.len() as u64;
        self.parts.push_back(Part::Bytes(bytes));
        self
    }

    /// Then nothing for a while.
    pub(crate) fn pause(mut self, length: Duration) -> Self {
        self.parts.push_back(Part::Pause(length));
        self
    }

    /// Then no more, and the connection is closed.
    pub(crate) fn broken(mut self) -> Self {
        self.parts.push_back(Part::Break);
        self
    }

    /// The same bytes in pieces of at most `size` with a pause after each.
    pub(crate) fn slowly(self, size: usize, length: Duration) -> Self {
        let mut slow = Self::default();
        for part in self.parts {
            match part {
                Part::Bytes(mut bytes) => {
                    while !bytes.is_empty() {
                        let piece = bytes.split_to(bytes.len().min(size.max(1)));
                        slow = slow.bytes(piece).pause(length);
                    }
                }
                other => slow.parts.push_back(other),
            }
        }
        slow
    }

    /// A response that no cache keeps.
    pub(crate) fn response(self, status: StatusCode, content_type: &str) -> Response {
        answer::with(answer::body(status, content_type, Body::new(self)), &[(CACHE_CONTROL, "no-store")])
    }
}

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                if pause.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                self.pause = None;
            }
            match self.parts.pop_front() {
                None => return Poll::Ready(None),
                Some(Part::Bytes(bytes)) => {
                    self.left -= bytes.len() as u64;
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Some(Part::Pause(length)) => self.pause = Some(Box::pin(sleep(length))),
                Some(Part::Break) => return Poll::Ready(Some(Err(Broken))),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.parts.is_empty() && self.pause.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
