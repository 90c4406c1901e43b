//! Before all pages are asked for: what it takes.

use crate::procore::{Gauge, Sight, Target};
use crate::time::UnixTime;

/// What is asked for if nobody says otherwise, and the most that version 2 gives (Procore's "REST v2" page).
const USUAL: u32 = 100;
/// Beyond so many rows, or so many calls, Procore's policy is pointed out.
const MANY_ROWS: u64 = 10_000;
const MANY_CALLS: u64 = 100;

/// The rows to ask for in one call of this address: what its query says, or else a hundred.
pub fn per_page(target: &Target) -> u32 {
    let is_second_version = target.path().starts_with("/rest/v2");
    let given = target.pairs().into_iter().rev().find(|(name, _)| name == "per_page");
    let given = given.and_then(|(_, value)| value.parse().ok()).filter(|rows| *rows > 0).unwrap_or(USUAL);
    if is_second_version { given.min(USUAL) } else { given }
}

/// What all pages of a collection take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many rows are asked for in one call.
    pub per_page: u32,
    /// How many calls, if the number of rows is known.
    pub calls: Option<u64>,
    /// How many calls are left in this hour, as last told, if the browser can see it.
    pub hour: Option<u32>,
    /// How many calls are taken in ten seconds, alike.
    pub spike: Option<u32>,
    /// Whether limits were told at all. If they were and none is there, all have been counted anew since.
    pub sight: Sight,
    /// Whether it is so much that Procore's policy is to be pointed out.
    pub is_bulk: bool,
}

impl Plan {
    /// The plan for that many rows, if an answer said how many there are.
    pub fn new(total: Option<u64>, per_page: u32, gauge: &Gauge, now: UnixTime) -> Self {
        let calls = total.map(|rows| rows.div_ceil(u64::from(per_page.max(1))).max(1));
        Self {
            per_page,
            calls,
            hour: gauge.hour(now).map(|level| level.remaining),
            spike: gauge.spike(now).map(|level| level.limit),
            sight: gauge.sight(),
            is_bulk: total.is_some_and(|rows| rows > MANY_ROWS)
                || calls.is_some_and(|calls| calls > MANY_CALLS),
        }
    }

    /// In sentences: the calls, the limits, and Procore's policy where it may apply.
    pub fn words(&self) -> Vec<String> {
        let rows = match self.per_page {
            1 => "1 row".to_owned(),
            rows => format!("{rows} rows"),
        };
        let calls = match self.calls {
            Some(1) => format!("This takes one call, for {rows} at most."),
            Some(calls) => format!("This takes {calls} calls, each for {rows}."),
            None => format!(
                "How many calls this takes is not known: how many rows there are is not visible to a browser here. Pages \
                 of {rows} are asked for until one is not full."
            ),
        };
        let is_short = |left: u32| self.calls.is_some_and(|calls| calls > u64::from(left));
        let hour = self.hour.map(|left| match is_short(left) {
            true => format!("Only {left} calls are left this hour: it waits until they are counted anew."),
            false => format!("{left} calls are left this hour."),
        });
        let spike = self.spike.map(|limit| format!("Procore takes no more than {limit} in 10 s."));
        let limits: Vec<String> = hour.into_iter().chain(spike).collect();
        let mut words = vec![calls];
        words.push(match self.sight {
            _ if !limits.is_empty() => limits.join(" "),
            Sight::Visible => "The rate limits have been counted anew since the last call.".to_owned(),
            Sight::Unreadable => {
                "What is left of the rate limits was told in a form that is not understood: if Procore refuses a call, it \
                 is made again later."
                    .to_owned()
            }
            Sight::Unknown | Sight::Hidden => {
                "What is left of the rate limits is not visible to a browser here: if Procore refuses a call, it is made \
                 again later."
                    .to_owned()
            }
        });
        if self.is_bulk {
            words.push(
                "This is a lot: Procore's usage guidelines keep the REST API for transactions and do not permit bulk \
                 extraction. A filter may do."
                    .to_owned(),
            );
        }
        words
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn how_many_rows_to_a_page() {
        for (sent, rows) in [
            ("/rest/v1.0/projects/1/rfis", 100),
            ("/rest/v1.0/projects/1/rfis?per_page=500", 500),
            ("/rest/v1.0/projects/1/rfis?per_page=0", 100),
            ("/rest/v1.0/projects/1/rfis?per_page=x", 100),
            ("/rest/v2.0/companies/1/webhooks/hooks", 100),
            ("/rest/v2.1/companies/1/webhooks/hooks?per_page=500", 100),
            ("/rest/v2.0/companies/1/webhooks/hooks?per_page=20", 20),
        ] {
            assert_eq!(per_page(&Target::of_sent(sent)), rows, "{sent}");
        }
    }

    #[test]
    fn what_it_takes() {
        let now = UnixTime(0);
        let mut gauge = Gauge::default();
        let plan = |total, gauge: &Gauge| Plan::new(total, 100, gauge, now);
        let unknown = Plan {
            per_page: 100,
            calls: None,
            hour: None,
            spike: None,
            sight: Sight::Unknown,
            is_bulk: false,
        };
        assert_eq!(plan(None, &gauge), unknown);
        assert_eq!(plan(Some(0), &gauge).calls, Some(1));
        assert_eq!(plan(Some(10_000), &gauge), Plan { calls: Some(100), ..unknown });
        assert_eq!(plan(Some(10_001), &gauge), Plan { calls: Some(101), is_bulk: true, ..unknown });
        assert!(plan(None, &gauge).words()[0].contains("until one is not full"));
        assert!(plan(None, &gauge).words()[1].contains("not visible"));
        assert_eq!(plan(Some(u64::MAX), &gauge).words().len(), 3);
        for (limit, left, reset) in [("600", "51", "1800"), ("25", "24", "9")] {
            let told = [
                ("x-rate-limit-limit", limit),
                ("x-rate-limit-remaining", left),
                ("x-rate-limit-reset", reset),
            ];
            gauge.hear(&told.map(|(name, value)| (name.to_owned(), value.to_owned())), now);
        }
        let budget = "50 calls are left this hour. Procore takes no more than 25 in 10 s.";
        assert_eq!(plan(Some(200), &gauge).words(), ["This takes 2 calls, each for 100 rows.", budget]);
        assert_eq!(plan(Some(2), &gauge).words(), ["This takes one call, for 100 rows at most.", budget]);
        assert!(
            plan(Some(5_100), &gauge).words()[1].starts_with("Only 50 calls are left this hour: it waits")
        );
        let later = Plan::new(None, 100, &gauge, now.plus_seconds(1_800));
        assert!(later.words()[1].contains("counted anew"));
    }
}
