//! The Rust programs: checked in, so that they are compiled with everything else.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use procore_console::oauth::Origin;
use procore_console::share::{Language, code};

use crate::requests::Request;

/// The variable that names the program to run.
pub const NAME: &str = "GENERATED_PROGRAM";

/// The host of the programs. They are compiled, so that the name leads to the server of a test by the module `reqwest` here.
pub const HOST: &str = "http://localhost";

/// The variable with the port of that server.
pub const PORT: &str = "GENERATED_PROGRAM_PORT";

/// reqwest, with a client that knows where the server of a test is.
mod reqwest {
    pub use ::reqwest::{multipart, redirect};

    pub struct Client;

    impl Client {
        pub fn builder() -> ::reqwest::ClientBuilder {
            let port = std::env::var(super::PORT).unwrap().parse().unwrap();
            ::reqwest::Client::builder().resolve("localhost", ([127, 0, 0, 1], port).into())
        }
    }
}

macro_rules! programs {
    ($($name:ident)*) => {
        $(mod $name {
            use super::reqwest;

            include!(concat!("rust/", stringify!($name), ".rs"));

            pub fn run() -> Result<(), Box<dyn std::error::Error>> {
                main()
            }
        })*

        fn named(name: &str) -> Option<fn() -> Result<(), Box<dyn Error>>> {
            match name {
                $(stringify!($name) => Some($name::run),)*
                _ => None,
            }
        }
    };
}

programs! { read headers json empty remove remove_json form upload }

/// Runs the program of that name.
pub fn run(name: &str) -> ExitCode {
    match named(name).map(|program| program()) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("there is no program {name}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the program is what is generated today.
pub fn compare(request: &Request) -> Result<(), String> {
    let generated = code(&request.outgoing, &Origin::parse(HOST).unwrap(), Language::Rust);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/code/rust/{}.rs", request.name));
    if std::env::var_os("REWRITE").is_some() {
        std::fs::write(&file, &generated).map_err(|error| error.to_string())?;
    }
    let checked_in =
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    (checked_in == generated).then_some(()).ok_or_else(|| format!("now it is\n{generated}"))
}
