//! Before all pages are asked for: what it takes.

use crate::procore::{Gauge, Target};
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
    /// How many calls, if the number of rows is known.
    pub calls: Option<u64>,
    /// How many calls are left in this hour, as last told, if the browser can see it.
    pub budget: Option<u32>,
    /// Whether it is so much that Procore's policy is to be pointed out.
    pub is_bulk: bool,
}

impl Plan {
    /// The plan for that many rows, if an answer said how many there are.
    pub fn new(total: Option<u64>, per_page: u32, gauge: &Gauge, now: UnixTime) -> Self {
        let calls = total.map(|rows| rows.div_ceil(u64::from(per_page.max(1))).max(1));
        Self {
            calls,
            budget: gauge.hour(now).map(|level| level.remaining),
            is_bulk: total.is_some_and(|rows| rows > MANY_ROWS)
                || calls.is_some_and(|calls| calls > MANY_CALLS),
        }
    }

    /// In sentences.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![match (self.calls, self.budget) {
            (Some(1), _) => "This takes one call.".to_owned(),
            (Some(calls), Some(budget)) if calls > u64::from(budget) => format!(
                "This takes {calls} calls, and {budget} are left in this hour. It will wait until they are counted anew."
            ),
            (Some(calls), Some(budget)) => {
                format!("This takes {calls} calls. {budget} are left in this hour.")
            }
            (Some(calls), None) => {
                format!(
                    "This takes {calls} calls. How many are left in this hour is not visible to a browser here."
                )
            }
            (None, Some(budget)) => {
                format!("How many calls this takes is not known before. {budget} are left in this hour.")
            }
            (None, None) => {
                "How many calls this takes, and how many are left, is not visible to a browser here."
                    .to_owned()
            }
        }];
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
        assert_eq!(plan(None, &gauge), Plan { calls: None, budget: None, is_bulk: false });
        assert_eq!(plan(Some(0), &gauge).calls, Some(1));
        assert_eq!(plan(Some(10_000), &gauge), Plan { calls: Some(100), budget: None, is_bulk: false });
        assert_eq!(plan(Some(10_001), &gauge), Plan { calls: Some(101), budget: None, is_bulk: true });
        assert_eq!(plan(Some(u64::MAX), &gauge).words().len(), 2);
        let told =
            [("x-rate-limit-limit", "600"), ("x-rate-limit-remaining", "50"), ("x-rate-limit-reset", "1800")];
        gauge.hear(&told.map(|(name, value)| (name.to_owned(), value.to_owned())), now);
        assert_eq!(plan(Some(200), &gauge).words(), ["This takes 2 calls. 50 are left in this hour."]);
        assert!(plan(Some(5_100), &gauge).words()[0].contains("51 calls, and 50 are left"));
    }
}
