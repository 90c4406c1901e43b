//! A server that keeps what it gets, byte for byte, and answers each request with a redirect to itself: whoever follows
//! it is caught.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    /// The values of the headers with this name.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(header, _)| header == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// The server. It ends with the process.
pub struct Echo {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Echo {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                // Whoever breaks off has sent nothing that counts.
                let _ = serve(connection, port, &kept);
            }
        });
        Self { port, received }
    }

    /// What came so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

/// Reads a request, keeps it and answers it; none if it is broken off.
fn serve(connection: TcpStream, port: u16, kept: &Mutex<Vec<Received>>) -> Option<()> {
    let mut answers = connection.try_clone().ok()?;
    let mut reader = BufReader::new(connection);
    let mut line = || {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).ok()?;
        // As it came: a header in another encoding must not look right.
        Some(String::from_utf8_lossy(line.strip_suffix(b"\r\n")?).into_owned())
    };
    let first = line()?;
    let mut words = first.splitn(3, ' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let header = line()?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut received = Received { method, target, headers, body: Vec::new() };
    if !received.values("expect").is_empty() {
        answers.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    // Chunks are not read: everybody here knows the length of what is sent.
    let length = received.values("content-length").first().map_or(Some(0), |length| length.parse().ok())?;
    received.body.resize(length, 0);
    reader.read_exact(&mut received.body).ok()?;
    kept.lock().unwrap().push(received);
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:{port}/followed\r\nContent-Length: \
         0\r\nConnection: close\r\n\r\n"
    );
    answers.write_all(answer.as_bytes()).ok()
}
