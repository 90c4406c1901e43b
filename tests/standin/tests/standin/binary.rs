//! The program.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standin"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn it_serves_until_stdin_closes() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = program()
        .args(["--site-port", "0", "--login-port", "0", "--api-port", "0", "--until-stdin-closes", "--site"])
        .arg(dir.path())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let app = lines.next().unwrap();
    let login = lines.next().unwrap();
    assert!(app.starts_with("App         http://localhost:"), "{app}");
    assert!(login.contains("not the real one"), "{login}");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert!(lines.any(|line| line.contains("ada@example.com")));
}

#[test]
fn a_port_in_use_is_one_line_and_exit_code_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program().args(["--login-port", "0", "--api-port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains(&format!("port {port} is in use")), "{text}");
}

#[test]
fn an_unknown_argument_is_exit_code_2() {
    let mut child = program().arg("--nonsense").spawn().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("--nonsense"), "{text}");
}
