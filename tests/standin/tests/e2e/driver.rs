//! The `WebDriver` process of one browser: started on a free port, and ended by its handle.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::browser::Engine;

/// The name of its log.
const LOG: &str = "driver.log";
/// So many bytes of a log are enough to see how a scenario ended.
const MOST_LOG: u64 = 1_000_000;

/// The running driver.
pub(crate) struct Driver {
    /// The process id of a browser that its driver may leave behind, as geckodriver does when it is ended.
    pub(crate) browser: Option<u64>,
    engine: Engine,
    process: Child,
    /// Where the browser puts its profile and what it leaves behind, and the driver its log; removed at the end.
    folder: TempDir,
    /// How much of its log has been read.
    read: Cell<u64>,
    port: u16,
}

impl Driver {
    /// Starts it and waits until it says its port. Chromedriver takes a free port of IPv4 and ends if another program
    /// has the same one of IPv6, so it gets more than one try.
    pub(crate) fn start(engine: Engine, program: &Path) -> Result<Self, String> {
        let attempt = || Self::try_to_start(engine, program);
        attempt().or_else(|_| attempt()).or_else(|_| attempt())
    }

    fn try_to_start(engine: Engine, program: &Path) -> Result<Self, String> {
        let folder =
            tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}."))?;
        let log = folder.path().join(LOG);
        let told = File::create(&log).map_err(|error| format!("no log of a driver can be made: {error}."))?;
        let arguments: &[&str] = match engine {
            Engine::Chromium => {
                &["--port=0", "--log-level=INFO", "--append-log", &format!("--log-path={}", log.display())]
            }
            Engine::Firefox => &["--port=0", "--allow-system-access", "--log", "debug"],
        };
        let name = program.display();
        let mut process = Command::new(program)
            .env("TMPDIR", folder.path())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{name} does not start: {error}."))?;
        let output = process.stdout.take();
        let (send, receive) = mpsc::channel();
        // Reads on to the end, so that the driver never waits for somebody to listen.
        thread::spawn(move || {
            let mut told = told;
            let lines = output.into_iter().flat_map(|output| BufReader::new(output).split(b'\n'));
            for line in lines.map_while(Result::ok) {
                let _ = told.write_all(&[line.as_slice(), b"\n"].concat());
                if let Some(port) = port_of(&String::from_utf8_lossy(&line)) {
                    let _ = send.send(port);
                }
            }
        });
        match receive.recv_timeout(Duration::from_secs(20)) {
            Ok(port) => Ok(Self { browser: None, engine, process, folder, read: Cell::new(0), port }),
            Err(_) => {
                end(&mut process);
                Err(format!("{name} did not say its port, or not within 20 seconds."))
            }
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it has written since the last call, or the end of that.
    pub(crate) fn log(&self) -> String {
        let path = self.folder.path().join(LOG);
        let (from, to) = (self.read.get(), fs::metadata(&path).map_or(0, |data| data.len()));
        self.read.set(to);
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|mut file| {
            file.seek(SeekFrom::Start(from.max(to.saturating_sub(MOST_LOG))))?;
            file.read_to_end(&mut bytes)
        });
        read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// Asks it to end, and with it a browser that is left.
    fn ask_to_end(&self) {
        match self.engine {
            Engine::Chromium => {
                if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
                    let request = format!("GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
                    let _ = stream.write_all(request.as_bytes());
                    let _ = stream.read(&mut [0; 64]);
                }
            }
            Engine::Firefox => {
                let _ = Command::new("kill").arg(self.process.id().to_string()).status();
            }
        }
    }

    /// Waits until it has ended; if it does not, it is ended.
    fn wait(&mut self) {
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

impl Drop for Driver {
    fn drop(&mut self) {
        self.ask_to_end();
        self.wait();
        if let Some(browser) = self.browser {
            let kill =
                Command::new("kill").args(["-KILL", &browser.to_string()]).stderr(Stdio::null()).status();
            drop(kill);
        }
    }
}

fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// The port in “`ChromeDriver` was started successfully on port 9515.” or “Listening on 127.0.0.1:4444”.
fn port_of(line: &str) -> Option<u16> {
    let (_, place) =
        line.split_once("started successfully on port ").or(line.split_once("Listening on 127.0.0.1:"))?;
    place.trim_end_matches('.').parse().ok()
}
