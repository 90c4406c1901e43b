//! Code for a request (src/share/code), proved by running it: whatever the language, a server on loopback must receive what
//! the console would have sent.
//!
//! A language that is not installed is passed over, and that is said. The Rust programs are checked in, compiled as modules of this
//! test and run by it as a process of its own; after a change of what is generated, `REWRITE=1` writes them anew:
//!
//! ```sh
//! REWRITE=1 cargo test --package standin --test code
//! ```

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "generated programs print what comes back")]

mod echo;
mod multipart;
mod programs;
mod requests;
mod run;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use procore_console::share::Language;

fn main() -> ExitCode {
    if let Ok(name) = std::env::var(programs::NAME) {
        return programs::run(&name);
    }
    let mut trials = Vec::new();
    for request in requests::all() {
        if request.has_program {
            let request = request.clone();
            let name = format!("rust::{}::is_as_generated", request.name);
            trials.push(Trial::test(name, move || programs::compare(&request).map_err(Into::into)));
        }
    }
    for language in Language::ALL {
        let why_not = run::why_not(language);
        if let Some(why) = &why_not {
            eprintln!("{} is passed over: {why}", language.name());
        }
        for request in requests::all() {
            if language == Language::Rust && !request.has_program {
                continue;
            }
            let name = format!("{}::{}", run::module(language), request.name);
            let trial = Trial::test(name, move || run::check(language, &request).map_err(Into::into));
            trials.push(trial.with_ignored_flag(why_not.is_some()));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
