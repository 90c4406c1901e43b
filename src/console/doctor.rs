//! The connection doctor: a page is not told why a call had no answer to see, so it asks a few harmless questions and
//! weighs what it finds. What comes out are likelihoods with their evidence, never certainties.

use crate::procore::{Evidence, Probe};

/// What is being found out about one failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What the probes found so far.
    pub evidence: Evidence,
    /// Whether they are done.
    pub is_done: bool,
    /// Whether an earlier call of this session was answered by the same host.
    pub answered_before: bool,
}

/// Why a call may have had no answer to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing answers at that host from here: name, network, firewall, certificate, or an extension that blocks it.
    HostUnreachable,
    /// The host answers, but does not let this origin read.
    OriginNotAllowed,
    /// The host answered with an error (429, 5xx) that lacks the headers that let a page read it.
    ErrorUnreadable,
    /// The host does not let pages send `Procore-Company-Id`.
    CompanyHeaderNotAllowed,
    /// The host does not let pages send `Authorization`.
    AuthorizationNotAllowed,
    /// The network failed for a moment.
    Passing,
}

impl Diagnosis {
    /// Before the first probe.
    pub(super) fn begun(answered_before: bool) -> Self {
        Self { evidence: Evidence::default(), is_done: false, answered_before }
    }

    /// The causes that the evidence leaves, the likeliest first.
    pub fn causes(&self) -> &'static [Cause] {
        use Cause::*;
        let Evidence { reached, readable, readable_for_company } = self.evidence;
        match (reached, readable, readable_for_company, self.answered_before) {
            (Some(false), ..) => &[HostUnreachable],
            (_, Some(false), _, false) => &[OriginNotAllowed, ErrorUnreadable],
            (_, Some(false), _, true) => &[ErrorUnreadable, OriginNotAllowed],
            (_, _, Some(false), false) => &[CompanyHeaderNotAllowed, AuthorizationNotAllowed],
            (_, _, Some(false), true) => &[CompanyHeaderNotAllowed, ErrorUnreadable],
            (_, Some(true), Some(true), false) => &[AuthorizationNotAllowed, ErrorUnreadable, Passing],
            (_, Some(true), Some(true), true) => &[ErrorUnreadable, Passing],
            (_, _, _, true) => &[ErrorUnreadable, HostUnreachable],
            (_, _, _, false) => &[OriginNotAllowed, HostUnreachable],
        }
    }

    /// What each probe found, in the order in which they were made.
    pub fn findings(&self) -> Vec<(Probe, bool)> {
        let Evidence { reached, readable, readable_for_company } = self.evidence;
        let found = [reached, readable, readable_for_company];
        Probe::ALL.into_iter().zip(found).filter_map(|(probe, found)| Some((probe, found?))).collect()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use Cause::*;

    #[test]
    fn what_the_evidence_says() {
        let (yes, no) = (Some(true), Some(false));
        for (reached, readable, for_company, before, causes) in [
            (no, None, None, false, &[HostUnreachable][..]),
            (no, None, None, true, &[HostUnreachable]),
            (yes, no, None, false, &[OriginNotAllowed, ErrorUnreadable]),
            (yes, no, None, true, &[ErrorUnreadable, OriginNotAllowed]),
            (yes, yes, no, false, &[CompanyHeaderNotAllowed, AuthorizationNotAllowed]),
            (yes, yes, no, true, &[CompanyHeaderNotAllowed, ErrorUnreadable]),
            (yes, yes, yes, false, &[AuthorizationNotAllowed, ErrorUnreadable, Passing]),
            (yes, yes, yes, true, &[ErrorUnreadable, Passing]),
            (None, None, None, false, &[OriginNotAllowed, HostUnreachable]),
            (None, None, None, true, &[ErrorUnreadable, HostUnreachable]),
            (yes, None, None, true, &[ErrorUnreadable, HostUnreachable]),
        ] {
            let evidence = Evidence { reached, readable, readable_for_company: for_company };
            let diagnosis = Diagnosis { evidence, is_done: true, answered_before: before };
            assert_eq!(diagnosis.causes(), causes, "{evidence:?} {before}");
        }
    }

    #[test]
    fn findings_stand_in_the_order_of_the_probes() {
        let mut diagnosis = Diagnosis::begun(false);
        assert_eq!(diagnosis.findings(), []);
        diagnosis.evidence.add(Probe::Reach, true);
        diagnosis.evidence.add(Probe::Cors, false);
        assert_eq!(diagnosis.findings(), [(Probe::Reach, true), (Probe::Cors, false)]);
    }
}
