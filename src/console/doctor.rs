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

impl Cause {
    /// Whether Procore has to allow something (CORS) before the call can be made from this origin.
    pub fn needs_permission(self) -> bool {
        match self {
            Self::OriginNotAllowed | Self::CompanyHeaderNotAllowed | Self::AuthorizationNotAllowed => true,
            Self::HostUnreachable | Self::ErrorUnreadable | Self::Passing => false,
        }
    }
}

impl Diagnosis {
    /// Before the first probe.
    pub(super) fn begun(answered_before: bool) -> Self {
        Self { evidence: Evidence::default(), is_done: false, answered_before }
    }

    /// The causes that the evidence leaves, the likeliest first. Without evidence there are none.
    pub fn causes(&self) -> &'static [Cause] {
        use Cause::*;
        let Evidence { reached, readable, readable_for_company } = self.evidence;
        match (reached, readable, readable_for_company, self.answered_before) {
            (Some(false), ..) => &[HostUnreachable],
            (None, None, None, _) => &[],
            // Who was answered before is on the list, and may send a token.
            (_, Some(false) | None, None, true) => &[ErrorUnreadable],
            (_, Some(false) | None, _, false) => &[OriginNotAllowed, ErrorUnreadable],
            (_, _, Some(false), true) => &[CompanyHeaderNotAllowed, ErrorUnreadable],
            (_, _, Some(false), false) => &[CompanyHeaderNotAllowed, AuthorizationNotAllowed],
            (_, _, _, true) => &[ErrorUnreadable, Passing],
            (_, _, _, false) => &[AuthorizationNotAllowed, ErrorUnreadable, Passing],
        }
    }

    /// Whether the e-mail that asks Procore to allow this origin may help. It does only where the host was found to answer.
    pub fn advises_letter(&self) -> bool {
        self.is_done && self.causes().iter().any(|cause| cause.needs_permission())
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
    use crate::console::Called;
    use Cause::*;

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    /// What the three probes told, whether the host answered this page before, the causes, and whether the letter is offered.
    type Finding = (Option<bool>, Option<bool>, Option<bool>, bool, &'static [Cause], bool);

    /// Each finding, whether earlier calls were answered, what is likely, and whether the e-mail is advised. A probe in mode
    /// `no-cors` fails only where nothing answers; one in mode `cors` also where the origin may not read (Fetch standard, "HTTP
    /// fetch"); the third also where the preflight does not allow its header ("CORS-preflight fetch").
    const FINDINGS: [Finding; 12] = [
        // A call in the midst of which the host went: nothing that came before makes the e-mail right.
        (NO, YES, YES, true, &[HostUnreachable], false),
        (NO, NO, NO, false, &[HostUnreachable], false),
        // Name, network, firewall, certificate, an extension: no permission helps.
        (NO, None, None, false, &[HostUnreachable], false),
        (NO, None, None, true, &[HostUnreachable], false),
        (YES, NO, None, false, &[OriginNotAllowed, ErrorUnreadable], true),
        // The origin was allowed a moment ago.
        (YES, NO, None, true, &[ErrorUnreadable], false),
        (YES, YES, NO, false, &[CompanyHeaderNotAllowed, AuthorizationNotAllowed], true),
        (YES, YES, NO, true, &[CompanyHeaderNotAllowed, ErrorUnreadable], true),
        (YES, YES, YES, false, &[AuthorizationNotAllowed, ErrorUnreadable, Passing], true),
        (YES, YES, YES, true, &[ErrorUnreadable, Passing], false),
        (None, None, None, false, &[], false),
        (None, None, None, true, &[], false),
    ];

    #[test]
    fn advice_follows_the_finding() {
        for (reached, readable, for_company, before, causes, letter) in FINDINGS {
            let evidence = Evidence { reached, readable, readable_for_company: for_company };
            let diagnosis = Diagnosis { evidence, is_done: true, answered_before: before };
            assert_eq!(diagnosis.causes(), causes, "{evidence:?} {before}");
            assert_eq!(diagnosis.advises_letter(), letter, "{evidence:?} {before}");
            assert!(!Diagnosis { is_done: false, ..diagnosis }.advises_letter(), "nothing is found yet");
        }
    }

    /// Every combination, also those that no series of probes comes to.
    #[test]
    fn no_cause_contradicts_the_evidence_and_none_points_to_an_e_mail_that_is_not_there() {
        let answers = [None, YES, NO];
        for reached in answers {
            for readable in answers {
                for readable_for_company in answers {
                    for before in [false, true] {
                        let evidence = Evidence { reached, readable, readable_for_company };
                        let diagnosis = Diagnosis { evidence, is_done: true, answered_before: before };
                        let called =
                            Called { host: "h.example", origin: "https://o.example", is_write: false };
                        let causes = diagnosis.causes();
                        let mentions =
                            |word: &str| causes.iter().any(|cause| cause.explain(&called).contains(word));
                        assert_eq!(mentions("e-mail"), diagnosis.advises_letter(), "{evidence:?}");
                        assert_eq!(causes.contains(&HostUnreachable), reached == NO, "{evidence:?}");
                        let has_been_allowed = before && causes.contains(&OriginNotAllowed);
                        assert!(!(has_been_allowed || before && causes.contains(&AuthorizationNotAllowed)));
                    }
                }
            }
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
