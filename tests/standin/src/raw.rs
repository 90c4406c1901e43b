//! An API host that keeps what it gets, byte for byte: nothing is decoded, sorted or put in lower case. The stand-in itself
//! reads requests as servers do, and so cannot tell two spellings of an address apart.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::{StartError, origin, server};

/// What is answered to each request: the person of `/me`, so that an app can sign in here.
const ANSWER: &str = r#"{"id":562949953421312,"login":"ada@example.com","name":"Ada Raw"}"#;

/// A larger head or body breaks the connection off.
const LARGEST: usize = 1 << 20;

/// A request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRequest {
    /// Everything up to the empty line, which is not part of it.
    pub head: Vec<u8>,
    /// What came behind it.
    pub body: Vec<u8>,
}

impl RawRequest {
    fn line(&self) -> impl Iterator<Item = &[u8]> {
        self.head.split(|byte| *byte == b'\r').next().unwrap_or_default().split(|byte| *byte == b' ')
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> String {
        String::from_utf8_lossy(self.line().next().unwrap_or_default()).into_owned()
    }

    /// The request target, as it is spelled. Bytes beyond ASCII, which no request may have there, show as U+FFFD.
    #[must_use]
    pub fn target(&self) -> String {
        String::from_utf8_lossy(self.line().nth(1).unwrap_or_default()).into_owned()
    }

    /// The values of the headers with this name, without the white space around them, in their order.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<String> {
        let head = String::from_utf8_lossy(&self.head).into_owned();
        let headers = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        let named = headers.filter(|(given, _)| given.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim().to_owned()).collect()
    }
}

/// The host, running. Dropping it closes the port and every connection.
#[derive(Debug)]
pub struct RawListener {
    origin: String,
    received: Arc<Mutex<Vec<RawRequest>>>,
    task: JoinHandle<()>,
}

impl RawListener {
    /// Starts the host on a free port.
    ///
    /// # Errors
    /// If no port can be opened.
    pub async fn start() -> Result<Self, StartError> {
        let (listener, port) = server::bind(0).await?;
        let received = Arc::default();
        let task = tokio::spawn(accept(listener, Arc::clone(&received)));
        Ok(Self { origin: origin(port), received, task })
    }

    /// Its origin, such as `http://localhost:8083`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The requests so far, preflights left out, in the order of arrival.
    #[must_use]
    pub fn received(&self) -> Vec<RawRequest> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets the requests so far.
    pub fn clear(&self) {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Drop for RawListener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, received: Arc<Mutex<Vec<RawRequest>>>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                let received = Arc::clone(&received);
                // Whoever breaks off has sent nothing that counts.
                connections.spawn(async move { drop(serve(stream, &received).await) });
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

/// Reads one request, keeps it unless it is a preflight, and answers it.
async fn serve(mut stream: TcpStream, received: &Mutex<Vec<RawRequest>>) -> io::Result<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        more(&mut stream, &mut bytes).await?;
    };
    let body = bytes.split_off(end + 4);
    bytes.truncate(end);
    let mut request = RawRequest { head: bytes, body };
    if !request.values("expect").is_empty() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    // Chunks are not read: browsers and programs know the length of what they send here.
    let length = request.values("content-length").first().map_or(Some(0), |length| length.parse().ok());
    let length: usize = length.ok_or(io::ErrorKind::InvalidData)?;
    while request.body.len() < length {
        more(&mut stream, &mut request.body).await?;
    }
    let answer = answer(&request);
    if request.method() != "OPTIONS" {
        received.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    }
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    let is_over = stream.read_buf(bytes).await? == 0 || bytes.len() > LARGEST;
    if is_over { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

/// 200 with a body, or leave for what a preflight asks for.
fn answer(request: &RawRequest) -> String {
    const ALL: &str = "Access-Control-Allow-Origin: *\r\nConnection: close\r\n";
    if request.method() != "OPTIONS" {
        let length = ANSWER.len();
        return format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{ALL}\r\n{ANSWER}"
        );
    }
    // A wildcard does not cover `Authorization` (Fetch standard, "CORS protocol").
    let headers = request.values("access-control-request-headers").join(", ");
    format!(
        "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Methods: GET, POST, PUT, PATCH, DELETE\r\n\
         Access-Control-Allow-Headers: {headers}\r\n{ALL}\r\n"
    )
}
