//! Running code of a language and looking at what came.

use std::path::Path;
use std::process::Command;

use procore_console::oauth::Origin;
use procore_console::share::{Language, code};

use crate::echo::{Echo, Received};
use crate::multipart::parts;
use crate::programs;
use crate::requests::{Expected, FILES, Request};

/// The token, in its variable.
const TOKEN: &str = "obviously-fake-token";
/// The header `X-Api-Key`, in its variable.
pub const API_KEY: &str = "obviously fake 'key' %s";

/// Headers that matter, and that nobody may make up.
const OF_INTEREST: [&str; 7] = [
    "accept",
    "content-type",
    "procore-company-id",
    "cookie",
    "x-api-key",
    "x-machine",
    "proxy-authorization",
];

/// Files of a home folder, and what a machine may have there. `PORT` is one where nobody listens.
const HOME: [(&str, &str); 3] = [
    (
        ".netrc",
        "machine 127.0.0.1 login machine password machine\nmachine localhost login machine password machine\n\
                default login machine password machine\n",
    ),
    (
        ".curlrc",
        "user = \"machine:machine\"\nnetrc\nlocation\nheader = \"X-Machine: 1\"\ndata = \"machine\"\n\
                 cookie = \"machine=1\"\nproxy = \"http://127.0.0.1:PORT\"\nuser-agent = \"machine\"\n",
    ),
    (
        ".bashrc",
        "curl() { command curl --header 'X-Machine: 1' \"$@\"; }\nalias curl='curl --user machine:machine'\n\
                 shopt -s expand_aliases\n",
    ),
];

/// What the language is called in the names of the tests.
pub fn module(language: Language) -> &'static str {
    match language {
        Language::Bash => "bash",
        Language::PowerShell => "powershell",
        Language::JavaScript => "javascript",
        Language::Python => "python",
        Language::Rust => "rust",
    }
}

/// Why code of a language cannot be run here, if so.
pub fn why_not(language: Language) -> Option<String> {
    let check: &[&str] = match language {
        Language::Bash => &["curl", "--version"],
        Language::PowerShell => &["pwsh", "-Version"],
        Language::JavaScript => &["node", "--version"],
        Language::Python => &["python3", "-c", "import requests"],
        Language::Rust => return None,
    };
    let works = Command::new(check[0]).args(&check[1..]).output().is_ok_and(|output| output.status.success());
    (!works).then(|| format!("`{}` does not work", check.join(" ")))
}

/// Runs the code of a request on a machine whose settings would change it, and looks at what the server got.
pub fn check(language: Language, request: &Request) -> Result<(), String> {
    let echo = Echo::start();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in FILES {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let home = tempfile::tempdir().unwrap();
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    for (name, text) in HOME {
        std::fs::write(home.path().join(name), text.replace("PORT", &closed.to_string())).unwrap();
    }
    let host = match language {
        Language::Rust => programs::HOST.to_owned(),
        _ => format!("http://127.0.0.1:{}", echo.port),
    };
    let text = code(&request.outgoing, &Origin::parse(&host).unwrap(), language);
    if text.contains(TOKEN) || text.contains("must not be written") {
        return Err(format!("a secret is in\n{text}"));
    }
    let mut command = command(language, request, &text, folder.path());
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, format!("http://machine:machine@127.0.0.1:{closed}"));
    }
    for name in ["no_proxy", "NO_PROXY"] {
        command.env_remove(name);
    }
    let output = command
        .current_dir(folder.path())
        .env("HOME", home.path())
        .env("CURL_HOME", home.path())
        .env("NETRC", home.path().join(".netrc"))
        .env("BASH_ENV", home.path().join(".bashrc"))
        .env("REQUESTS_CA_BUNDLE", "/nowhere")
        // Node 22.21 and later.
        .env("NODE_USE_ENV_PROXY", "1")
        .env(programs::PORT, echo.port.to_string())
        .env("PROCORE_TOKEN", TOKEN)
        .env("HEADER_X_API_KEY", API_KEY)
        .output()
        .unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let received = echo.received();
    let [received] = received.as_slice() else {
        return Err(format!("{} requests came from\n{text}\nwhich said\n{said}", received.len()));
    };
    if folder.path().join("pwned").exists() {
        return Err(format!("what was text was run:\n{text}"));
    }
    let problems = problems(language, request, received);
    if !said.contains("307") {
        return Err(format!("the status is not said, but\n{said}"));
    }
    problems.is_empty().then_some(()).ok_or_else(|| format!("{}\nfrom\n{text}", problems.join("\n")))
}

fn command(language: Language, request: &Request, text: &str, folder: &Path) -> Command {
    let script = |name: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    match language {
        Language::Bash => {
            let mut command = Command::new("bash");
            command.arg(script("run.sh"));
            command
        }
        Language::PowerShell => {
            let mut command = Command::new("pwsh");
            command.args(["-NoProfile", "-NonInteractive", "-File"]).arg(script("run.ps1"));
            command
        }
        Language::JavaScript => {
            let mut command = Command::new("node");
            command.arg(script("run.mjs"));
            command
        }
        Language::Python => {
            let mut command = Command::new("python3");
            command.arg(script("run.py"));
            command
        }
        Language::Rust => {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.env(programs::NAME, request.name);
            command
        }
    }
}

/// What is not as it should be.
fn problems(language: Language, request: &Request, received: &Received) -> Vec<String> {
    let mut problems = Vec::new();
    let mut compare = |what: &str, came: &str, expected: &str| {
        if came != expected {
            problems.push(format!("{what} came as {came:?} and not as {expected:?}"));
        }
    };
    compare("method", &received.method, request.outgoing.method.name());
    let target = &*received.target;
    match language {
        Language::Python => compare("target", &normal(target), &normal(&request.outgoing.target)),
        _ => compare("target", target, &request.outgoing.target),
    }
    compare("authorization", &received.values("authorization").join("|"), &format!("Bearer {TOKEN}"));
    let mut headers = request.headers.clone();
    if !headers.iter().any(|(name, _)| *name == "accept") {
        headers.push(("accept", "application/json".to_owned()));
    }
    for (name, value) in &headers {
        compare(name, &received.values(name).join("|"), value);
    }
    for name in OF_INTEREST {
        let is_expected = headers.iter().any(|(expected, _)| *expected == name)
            || name == "content-type" && matches!(request.body, Expected::Parts(_));
        if !is_expected {
            compare(name, &received.values(name).join("|"), "");
        }
    }
    let came = String::from_utf8_lossy(&received.body);
    match &request.body {
        Expected::Bytes(expected) => compare("body", &came, &String::from_utf8_lossy(expected)),
        Expected::Form(expected) if language == Language::Python => {
            let fields =
                |body: &str| format!("{:?}", form_urlencoded::parse(body.as_bytes()).collect::<Vec<_>>());
            compare("form", &fields(&came), &fields(expected));
        }
        Expected::Form(expected) => compare("form", &came, expected),
        Expected::Parts(expected) => {
            let content_type = received.values("content-type").join("|");
            compare(
                "parts",
                &format!("{:?}", parts(&content_type, &received.body)),
                &format!("{:?}", Ok::<_, String>(expected)),
            );
        }
    }
    problems
}

/// The target in the one spelling of RFC 3986 section 6.2.2: capitals in what is encoded, and nothing encoded without need.
/// Brackets and the like, which that RFC does not know in a query, are taken for encoded, and so is a percent sign that begins no
/// escape.
fn normal(target: &str) -> String {
    let bytes = percent_encoding::percent_decode_str(target).collect::<Vec<_>>();
    let is_encoded = |at: usize| {
        let digits = target.as_bytes().get(at + 1..at + 3);
        target.as_bytes()[at] == b'%' && digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    };
    let (mut at, mut normal) = (0, String::new());
    for byte in bytes {
        let was_encoded = is_encoded(at);
        at += if was_encoded { 3 } else { 1 };
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let is_delimiter = b":/?@!$&'()*+,;=".contains(&byte);
        match is_plain || is_delimiter && !was_encoded {
            true => normal.push(char::from(byte)),
            false => normal += &format!("%{byte:02X}"),
        }
    }
    normal
}
