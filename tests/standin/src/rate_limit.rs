//! Two rate limits per token: sixty minutes, and a short window against spikes.
//!
//! Procore's headers describe whichever of the two is nearer. Windows are fixed: they start with a token's first call.
//! Failed calls count; a refused one does not.

use std::time::Duration;

use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use serde_json::json;

use crate::answer;
use crate::options::Options;

const LIMIT: HeaderName = HeaderName::from_static("x-rate-limit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-rate-limit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-rate-limit-reset");
const RETRY_AFTER: HeaderName = HeaderName::from_static("retry-after");

/// The calls of one token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Windows {
    hour: Window,
    spike: Window,
}

#[derive(Clone, Copy, Debug, Default)]
struct Window {
    ends: Duration,
    used: u32,
}

/// What the headers of an answer say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) allowed: bool,
    limit: u32,
    remaining: u32,
    /// Seconds since 1970.
    reset: u64,
    /// Seconds from now.
    wait: u64,
}

impl Window {
    fn roll(&mut self, now: Duration, length: Duration) {
        if now >= self.ends {
            *self = Self { ends: now.saturating_add(length), used: 0 };
        }
    }

    fn verdict(self, now: Duration, limit: u32, allowed: bool) -> Verdict {
        Verdict {
            allowed,
            limit,
            remaining: limit.saturating_sub(self.used),
            reset: ceil(self.ends),
            wait: ceil(self.ends.saturating_sub(now)),
        }
    }
}

fn ceil(time: Duration) -> u64 {
    time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0))
}

impl Windows {
    /// Counts a call, unless it is over a limit.
    pub(crate) fn take(&mut self, now: Duration, options: &Options) -> Verdict {
        self.hour.roll(now, Duration::from_secs(3600));
        self.spike.roll(now, Duration::from_secs(options.spike_window_seconds));
        if self.hour.used >= options.hourly_limit {
            return self.hour.verdict(now, options.hourly_limit, false);
        }
        if self.spike.used >= options.spike_limit {
            return self.spike.verdict(now, options.spike_limit, false);
        }
        self.hour.used += 1;
        self.spike.used += 1;
        let hour = self.hour.verdict(now, options.hourly_limit, true);
        let spike = self.spike.verdict(now, options.spike_limit, true);
        if hour.remaining < spike.remaining { hour } else { spike }
    }
}

impl Verdict {
    /// The response with the three headers, if they are wanted.
    pub(crate) fn on(self, response: Response, options: &Options) -> Response {
        if !options.rate_limit_headers {
            return response;
        }
        let [limit, remaining, reset] =
            [u64::from(self.limit), u64::from(self.remaining), self.reset].map(text);
        answer::with(response, &[(LIMIT, &limit), (REMAINING, &remaining), (RESET, &reset)])
    }

    /// The 429.
    pub(crate) fn refusal(self, options: &Options) -> Response {
        let body = json!({ "error": format!("Rate limit reached. Call again in {} seconds.", self.wait) });
        let response = self.on(answer::json(StatusCode::TOO_MANY_REQUESTS, &body), options);
        if options.retry_after {
            answer::with(response, &[(RETRY_AFTER, &text(self.wait))])
        } else {
            response
        }
    }
}

fn text(number: u64) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_limit_is_told_and_a_window_rolls() {
        let options =
            Options { hourly_limit: 4, spike_limit: 2, spike_window_seconds: 10, ..Options::default() };
        let mut windows = Windows::default();
        let at = |seconds: u64| Duration::from_secs(1000 + seconds);
        let told = |verdict: Verdict| (verdict.allowed, verdict.limit, verdict.remaining, verdict.reset);
        assert_eq!(told(windows.take(at(0), &options)), (true, 2, 1, 1010));
        assert_eq!(told(windows.take(at(1), &options)), (true, 2, 0, 1010));
        assert_eq!(told(windows.take(at(2), &options)), (false, 2, 0, 1010));
        assert_eq!(told(windows.take(at(10), &options)), (true, 2, 1, 1020));
        assert_eq!(told(windows.take(at(11), &options)), (true, 2, 0, 1020));
        assert_eq!(told(windows.take(at(12), &options)), (false, 4, 0, 4600));
    }
}
