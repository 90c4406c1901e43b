//! What is wrong with the company of a call: it stands in a header, and often in the path or the query as well.

use super::cause::Meaning;
use super::target::Target;
use super::{CompanyId, Outgoing};

/// What is wrong with the company of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompanyFault {
    /// There is no header `Procore-Company-Id`.
    Missing,
    /// The header names one company, path or query another.
    Differs {
        /// The company of the header.
        header: String,
        /// The company of the address.
        address: String,
    },
    /// The header names a company that Procore does not take here.
    Refused,
}

impl CompanyFault {
    /// What is wrong with the company of a call before it is sent, if anything is: each call but `/me` and `/companies`
    /// needs the header, and path and query must not name another company (Procore's "Multiple Procore Regions").
    pub fn of(asked: &Outgoing) -> Option<Self> {
        let target = Target::of_sent(&asked.target);
        let in_address = companies(&target);
        match asked.company.as_ref().map(CompanyId::as_str) {
            None if in_address.is_empty() && needs_no_company(target.path()) => None,
            None => Some(Self::Missing),
            Some(header) => {
                let address = in_address.into_iter().find(|address| address != header)?;
                Some(Self::Differs { header: header.to_owned(), address })
            }
        }
    }

    /// In words.
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Missing => Meaning {
                title: "No company was named",
                what: "Procore wants the company in the header Procore-Company-Id with every call about one, also where \
                       path or query name it."
                    .into(),
                next: "Choose a company, then send again.",
            },
            Self::Differs { header, address } => Meaning {
                title: "Two companies in one call",
                what: format!("The header Procore-Company-Id names company {header}, the address company {address}.")
                    .into(),
                next: "Name the same company in both, then send again.",
            },
            Self::Refused => Meaning {
                title: "Procore did not take the company",
                what: "Procore does not take the company in the header Procore-Company-Id for this call.".into(),
                next: "Check that the company is the one that path and ids belong to.",
            },
        }
    }
}

/// The companies that path and query name, by `/companies/{company_id}` and `company_id`.
fn companies(target: &Target) -> Vec<String> {
    let mut segments = target.path().split('/').skip_while(|segment| *segment != "companies").skip(1);
    let in_path = segments.next().filter(|segment| CompanyId::parse(segment).is_ok()).map(str::to_owned);
    let in_query =
        target.pairs().into_iter().filter(|(name, _)| name == "company_id").map(|(_, value)| value);
    in_path.into_iter().chain(in_query.filter(|value| !value.is_empty())).collect()
}

/// The two calls that need no company for a person's token.
pub fn needs_no_company(path: &str) -> bool {
    matches!(path.trim_end_matches('/'), "/rest/v1.0/me" | "/rest/v1.0/companies")
}
