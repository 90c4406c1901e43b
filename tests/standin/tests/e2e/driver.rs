//! The `WebDriver` process: started once, on a free port, and ended by its handle.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::hosts::Hosts;

/// The running driver.
pub(crate) struct Driver {
    process: Child,
    /// Where the browsers put what they leave behind; removed at the end.
    _folder: TempDir,
    port: u16,
}

impl Driver {
    /// Starts it and waits until it says its port.
    pub(crate) fn start(hosts: &Hosts) -> Result<Self, String> {
        let folder =
            tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}."))?;
        let mut process = Command::new(&hosts.driver)
            .env("TMPDIR", folder.path())
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver does not start: {error}."))?;
        let output = process.stdout.take();
        let (send, receive) = mpsc::channel();
        // Reads on to the end, so that the driver never waits for somebody to listen.
        thread::spawn(move || {
            let lines = output.into_iter().flat_map(|output| BufReader::new(output).lines());
            for line in lines.map_while(Result::ok) {
                if let Some(port) = port_of(&line) {
                    let _ = send.send(port);
                }
            }
        });
        match receive.recv_timeout(Duration::from_secs(20)) {
            Ok(port) => Ok(Self { process, _folder: folder, port }),
            Err(_) => {
                end(&mut process);
                Err("chromedriver did not say its port within 20 seconds.".to_owned())
            }
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to end, and with it every browser that is left; if it does not, it is ended.
    pub(crate) fn stop(mut self) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let request = format!("GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read(&mut [0; 64]);
        }
        let deadline = Instant::now() + Duration::from_secs(5);
        while Instant::now() < deadline {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        end(&mut self.process);
    }
}

fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// The port in “`ChromeDriver` was started successfully on port 9515.”
fn port_of(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
