//! Which attempts are repeated, and what a run has come to.

/// How often a trial is tried at most.
const MOST_ATTEMPTS: usize = 2;
/// So many flaky trials are told; with more, the run fails.
const MOST_FLAKY: usize = 3;

/// How one attempt of a trial ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Well.
    Passed,
    /// Not as it should; another one may end well.
    Failed,
    /// With what must never be there, however rarely: a token in a wrong place, a violation of the policy, an error of the page.
    Forbidden,
}

/// What a trial has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The first attempt passed.
    Passed,
    /// An attempt failed, and the next one passed.
    Flaky,
    /// It failed.
    Failed,
}

/// Whether a trial with these attempts is tried once more.
pub fn is_tried_again(attempts: &[Attempt]) -> bool {
    attempts.len() < MOST_ATTEMPTS && attempts.iter().all(|attempt| *attempt == Attempt::Failed)
}

/// What a trial with these attempts has come to.
pub fn verdict(attempts: &[Attempt]) -> Verdict {
    match attempts {
        [Attempt::Passed] => Verdict::Passed,
        [earlier @ .., Attempt::Passed] if !earlier.contains(&Attempt::Forbidden) => Verdict::Flaky,
        _ => Verdict::Failed,
    }
}

/// What a run has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Trials that passed, flaky ones among them if they are few.
    pub passed: usize,
    /// Trials that failed, flaky ones among them if they are too many.
    pub failed: usize,
    /// Trials that were left out.
    pub skipped: usize,
    /// Trials that passed only when they were tried again.
    pub flaky: usize,
}

impl Outcome {
    /// From the verdict on each trial that was run.
    pub fn new(verdicts: &[Verdict], skipped: usize) -> Self {
        let count = |wanted| verdicts.iter().filter(|verdict| **verdict == wanted).count();
        let (passed, flaky, failed) = (count(Verdict::Passed), count(Verdict::Flaky), count(Verdict::Failed));
        if flaky > MOST_FLAKY {
            Self { passed, failed: failed + flaky, skipped, flaky }
        } else {
            Self { passed: passed + flaky, failed, skipped, flaky }
        }
    }

    /// Whether more trials are flaky than a run may have.
    pub fn is_too_flaky(&self) -> bool {
        self.flaky > MOST_FLAKY
    }

    /// The last line of a run.
    pub fn line(&self) -> String {
        format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}
