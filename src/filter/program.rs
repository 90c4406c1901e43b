//! The text of a program, read and run.

use std::ops::ControlFlow;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Filter, Vars, load};
use jaq_json::{Map, Val};

use super::cut::shortened;
use super::failure::Failure;
use super::fault::ProgramFault;
use super::input::Document;
use super::natives::{Given, Kinds, definitions, functions};
use super::outputs::Outputs;
use super::report::Report;

/// A jq program that has been read: it can run.
pub struct Program {
    filter: Filter<Kinds>,
}

impl Program {
    /// Reads a program. It sees jq's filters as far as jaq has them, but no files, no further inputs, no variables of an
    /// environment (`$ENV` and `env` are empty), no time zone, and no modules.
    ///
    /// The only failure is [`Failure::Program`].
    pub fn read(text: &str) -> Result<Self, Failure> {
        Self::compiled(text).map_err(Failure::Program)
    }

    fn compiled(text: &str) -> Result<Self, ProgramFault> {
        let arena = Arena::default();
        let file = File { code: text, path: () };
        let of_reading = |errors: load::Errors<&str, ()>| {
            let fault = errors.iter().find_map(|(_, error)| ProgramFault::of_reading(text, error));
            fault.unwrap_or_else(|| ProgramFault::unclear(text))
        };
        let modules = Loader::new(definitions()).load(&arena, file).map_err(of_reading)?;
        load::import(&modules, |_| Err(String::new())).map_err(of_reading)?;
        let compiler = Compiler::default().with_funs(functions()).with_global_vars(["$ENV"]);
        let filter = compiler.compile(modules).map_err(|errors| {
            let first = errors.iter().flat_map(|(_, errors)| errors).next();
            first.map_or_else(
                || ProgramFault::unclear(text),
                |(name, undefined)| ProgramFault::of_name(text, name, undefined, &known()),
            )
        })?;
        Ok(Self { filter })
    }

    /// Runs the program over a document to its end. `now` is the time that the program hears, in seconds since 1970; `out`
    /// gets the outputs as one document, in chunks of [`CHUNK`](super::CHUNK) bytes but for the last: nothing at all for no
    /// output, the output itself for a single one, an array for several.
    ///
    /// If the program meets an error or does not end, what it had put out before is still a whole document.
    pub fn run(&self, document: Document, now: f64, mut out: impl FnMut(&[u8])) -> Result<Report, Failure> {
        let Document { value, had_repeated_names } = document;
        let given = Given { lut: &self.filter.lut, now };
        let context = Ctx::<Kinds>::new(given, Vars::new([Val::obj(Map::default())]));
        let mut outputs = Outputs::new(&mut out);
        let mut failure = None;
        for output in self.filter.id.run((context, value)) {
            match output {
                Ok(value) => {
                    if let ControlFlow::Break(too_much) = outputs.add(value) {
                        failure = Some(too_much);
                        break;
                    }
                }
                Err(exception) => {
                    // What is no error is a halt: the program wants to end here.
                    if let Ok(error) = exception.get_err() {
                        failure =
                            Some(Failure::Stopped { message: shortened(&error), outputs: outputs.count() });
                    }
                    break;
                }
            }
        }
        let (outputs, bytes) = outputs.finish();
        failure.map_or(Ok(Report { outputs, bytes, had_repeated_names }), Err)
    }
}

/// Names and numbers of arguments of all filters.
fn known() -> Vec<(&'static str, usize)> {
    let defined = definitions().map(|definition| (definition.name, definition.args.len()));
    defined.chain(functions().map(|(name, arguments, _)| (name, arguments.len()))).collect()
}
