//! The stand-in by itself: `standin` beside `trunk serve`, or `standin --site dist` with a built site.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, ValueExt as _};
use standin::{Options, Site, Standin, StartError};
use tokio::io::AsyncReadExt as _;

const USAGE: &str = "\
Usage: standin [OPTIONS]

A stand-in of Procore on this machine: a login host, an API host, and optionally a host for the app.

  --site DIR             Serve this folder too, with a config.json for this stand-in
  --site-port PORT       Port of the folder, or of another server of the app (8080)
  --mount PATH           Path of the folder (/)
  --no-config            Leave the folder's own config.json alone
  --login-port PORT      Port of the login host (8081)
  --api-port PORT        Port of the API host (8082)
  --no-login-cors        Keep pages from reading /oauth/token/info and /oauth/revoke
  --expose-headers       Let pages read paging and rate limit headers
  --no-control           Leave out the control route on the login host
  --until-stdin-closes   End at the end of standard input
  -h, --help             Print this
";

/// What the command line says.
struct Arguments {
    site: Option<PathBuf>,
    site_port: u16,
    mount: String,
    config: bool,
    login_port: u16,
    api_port: u16,
    login_cors: bool,
    expose_headers: bool,
    control: bool,
    until_stdin_closes: bool,
}

/// The arguments, or none if help was asked for.
fn arguments() -> Result<Option<Arguments>, lexopt::Error> {
    let mut arguments = Arguments {
        site: None,
        site_port: 8080,
        mount: "/".into(),
        config: true,
        login_port: 8081,
        api_port: 8082,
        login_cors: true,
        expose_headers: false,
        control: true,
        until_stdin_closes: false,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("site") => arguments.site = Some(parser.value()?.into()),
            Long("site-port") => arguments.site_port = parser.value()?.parse()?,
            Long("mount") => arguments.mount = parser.value()?.string()?,
            Long("no-config") => arguments.config = false,
            Long("login-port") => arguments.login_port = parser.value()?.parse()?,
            Long("api-port") => arguments.api_port = parser.value()?.parse()?,
            Long("no-login-cors") => arguments.login_cors = false,
            Long("expose-headers") => arguments.expose_headers = true,
            Long("no-control") => arguments.control = false,
            Long("until-stdin-closes") => arguments.until_stdin_closes = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(arguments))
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => return print(USAGE),
        Err(error) => return complain(&error.to_string(), 2),
    };
    if let Some(dir) = arguments.site.as_ref().filter(|dir| !dir.is_dir()) {
        return complain(&format!("{} is not a folder", dir.display()), 1);
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error.to_string(), 1),
    };
    let code = runtime.block_on(async {
        match run(&arguments).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => complain(&error.to_string(), 1),
        }
    });
    // A thread may still wait for standard input.
    runtime.shutdown_background();
    code
}

async fn run(arguments: &Arguments) -> Result<(), StartError> {
    let site = match &arguments.site {
        Some(dir) => Some(Site::start_on(dir, &arguments.mount, arguments.site_port).await?),
        None => None,
    };
    let root_url =
        site.as_ref().map_or_else(|| format!("http://localhost:{}/", arguments.site_port), Site::root_url);
    let mut options = Options::for_site(&root_url);
    options.login_cors = arguments.login_cors;
    options.expose_headers = arguments.expose_headers;
    options.many_projects = true;
    options.control = arguments.control;
    let standin = standin::start_on(options, arguments.login_port, arguments.api_port).await?;
    if let Some(site) = site.as_ref().filter(|_| arguments.config) {
        site.override_file("config.json", "application/json", 200, standin.config_json());
    }
    let _printed = print(&greeting(site.as_ref(), &standin));
    until_the_end(arguments.until_stdin_closes).await;
    Ok(())
}

fn greeting(site: Option<&Site>, standin: &Standin) -> String {
    let mut text = String::new();
    if let Some(site) = site {
        text += &format!("App         {}\n", site.root_url());
    }
    text += &format!("Login host  {}   (a stand-in of Procore, not the real one)\n", standin.login_origin());
    text += &format!("API host    {}\n\nYou can be:\n", standin.api_origin());
    for user in &standin.options().users {
        text += &format!("  {:<20} password {:<12} {}\n", user.email, user.password.expose(), user.name);
    }
    text + "\nCtrl-C ends it.\n"
}

/// Waits for Ctrl-C, or for the end of standard input if that is asked for.
async fn until_the_end(stdin_too: bool) {
    let stdin = async {
        if stdin_too {
            let mut rest = [0; 1024];
            let mut stdin = tokio::io::stdin();
            while matches!(stdin.read(&mut rest).await, Ok(1..)) {}
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = stdin => {}
    }
}

/// Prints for people; a closed pipe is none of our business.
fn print(text: &str) -> ExitCode {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn complain(text: &str, code: u8) -> ExitCode {
    // Nothing can be done if this fails too.
    let _written = writeln!(io::stderr(), "standin: {text}");
    ExitCode::from(code)
}
