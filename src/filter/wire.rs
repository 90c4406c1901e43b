//! The outcome of a run as bytes, between the worker and the page.

use super::failure::Failure;
use super::report::Report;

/// An outcome as bytes. Writing them cannot fail; no bytes would be no outcome.
pub fn to_wire(outcome: &Result<Report, Failure>) -> Vec<u8> {
    postcard::to_allocvec(outcome).unwrap_or_default()
}

/// The outcome that `bytes` are; none if [`to_wire`] of this version did not make them.
pub fn from_wire(bytes: &[u8]) -> Option<Result<Report, Failure>> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(all(test, feature = "filter", not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::filter::{ProgramFault, Wanted, Why};
    use crate::json::{Expected, Fault};

    #[test]
    fn outcomes_come_back() {
        let why = Why::Expected(Wanted::Closing(")".to_owned()));
        let unknown = Why::UnknownFilter { name: "f".to_owned(), arguments: 2, known: vec![0, 1] };
        let program = |why| Failure::Program(ProgramFault { start: 3, end: 4, line: 1, column: 4, why });
        let not_json = Fault { offset: 1, line: 2, column: 3, expected: Expected::Value };
        let outcomes = [
            Ok(Report { outputs: 7, bytes: 1 << 40, had_repeated_names: true }),
            Err(program(why)),
            Err(program(unknown)),
            Err(Failure::TooLarge { length: 5 }),
            Err(Failure::TooManyValues),
            Err(Failure::TooDeep),
            Err(Failure::Stopped { message: "no".to_owned(), outputs: 2 }),
            Err(Failure::TooMuch { outputs: 9 }),
            Err(Failure::NotJson(not_json)),
        ];
        for outcome in outcomes {
            let bytes = to_wire(&outcome);
            assert_eq!(from_wire(&bytes), Some(outcome));
            assert_eq!(from_wire(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(from_wire(&[9]), None);
    }
}
