//! The outcome of a run as bytes, between the worker and the page.

use std::io::{Error, ErrorKind, Read, Result as IoResult, Write};

use borsh::{BorshDeserialize, BorshSerialize};

use crate::json::{Expected, Fault};

use super::failure::Failure;
use super::report::Report;

/// An outcome as bytes. Writing them cannot fail; no bytes would be no outcome.
pub fn to_wire(outcome: &Result<Report, Failure>) -> Vec<u8> {
    borsh::to_vec(outcome).unwrap_or_default()
}

/// The outcome that `bytes` are; none if [`to_wire`] of this version did not make them.
pub fn from_wire(bytes: &[u8]) -> Option<Result<Report, Failure>> {
    borsh::from_slice(bytes).ok()
}

const ALL: [Expected; 12] = [
    Expected::Value,
    Expected::ValueOrEnd,
    Expected::KeyOrEnd,
    Expected::Key,
    Expected::Colon,
    Expected::CommaOrEnd,
    Expected::Nothing,
    Expected::Literal,
    Expected::Quote,
    Expected::Escape,
    Expected::Utf8,
    Expected::LessNesting,
];

pub(super) fn write_fault<W: Write>(fault: &Fault, writer: &mut W) -> IoResult<()> {
    let expected = ALL.iter().position(|expected| *expected == fault.expected).unwrap_or_default();
    (fault.offset, fault.line, fault.column, expected as u8).serialize(writer)
}

pub(super) fn read_fault<R: Read>(reader: &mut R) -> IoResult<Fault> {
    let (offset, line, column, expected) = <(usize, usize, usize, u8)>::deserialize_reader(reader)?;
    let expected = ALL.get(usize::from(expected)).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
    Ok(Fault { offset, line, column, expected: *expected })
}

#[cfg(all(test, feature = "filter", not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::filter::{ProgramFault, Wanted, Why};

    #[test]
    fn outcomes_come_back() {
        let why = Why::Expected(Wanted::Closing(")".to_owned()));
        let unknown = Why::UnknownFilter { name: "f".to_owned(), arguments: 2, known: vec![0, 1] };
        let program = |why| Failure::Program(ProgramFault { start: 3, end: 4, line: 1, column: 4, why });
        let mut outcomes = vec![
            Ok(Report { outputs: 7, bytes: 1 << 40, had_repeated_names: true }),
            Err(program(why)),
            Err(program(unknown)),
            Err(Failure::TooLarge { length: 5 }),
            Err(Failure::TooManyValues),
            Err(Failure::TooDeep),
            Err(Failure::Stopped { message: "no".to_owned(), outputs: 2 }),
            Err(Failure::TooMuch { outputs: 9 }),
        ];
        outcomes.extend(
            ALL.map(|expected| Err(Failure::NotJson(Fault { offset: 1, line: 2, column: 3, expected }))),
        );
        for outcome in outcomes {
            let bytes = to_wire(&outcome);
            assert_eq!(from_wire(&bytes), Some(outcome));
            assert_eq!(from_wire(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(from_wire(&[9]), None);
    }
}
