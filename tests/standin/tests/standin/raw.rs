//! The host that keeps bytes.

use standin::RawListener;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What is answered to these bytes, sent in two pieces.
async fn answer(listener: &RawListener, bytes: &[u8]) -> String {
    let port = listener.origin().rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let (first, second) = bytes.split_at(bytes.len() / 2);
    stream.write_all(first).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    stream.write_all(second).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn bytes_are_kept_as_they_came() {
    let listener = RawListener::start().await.unwrap();
    let head = b"PATCH /x?a=%2f&&b=\xff&c=\"{}\" HTTP/1.1\r\nHost: localhost\r\nX-Two: 1\r\nx-two:  2 \r\n\
                 Content-Length: 7";
    let body = b"a\r\n\r\n\0\xfe";
    let whole = [&head[..], b"\r\n\r\n", body].concat();
    assert!(answer(&listener, &whole).await.starts_with("HTTP/1.1 200 OK\r\n"));
    let received = listener.received();
    let [request] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!((request.head.as_slice(), request.body.as_slice()), (&head[..], &body[..]));
    assert_eq!(request.method(), "PATCH");
    assert_eq!(request.target(), "/x?a=%2f&&b=\u{fffd}&c=\"{}\"");
    assert_eq!(request.values("X-TWO"), ["1", "2"]);
    listener.clear();
    assert!(listener.received().is_empty());
}

/// Fetch standard, "CORS-preflight fetch": what is asked for is allowed, and is no request that counts.
#[tokio::test]
async fn a_preflight_gets_leave() {
    let listener = RawListener::start().await.unwrap();
    let asked = b"OPTIONS /x HTTP/1.1\r\nHost: localhost\r\nOrigin: http://app.example\r\n\
                  Access-Control-Request-Method: DELETE\r\n\
                  Access-Control-Request-Headers: authorization,x-note\r\n\r\n";
    let answer = answer(&listener, asked).await;
    for line in [
        "Access-Control-Allow-Origin: *\r\n",
        "Access-Control-Allow-Headers: authorization,x-note\r\n",
        "DELETE",
    ] {
        assert!(answer.contains(line), "{answer}");
    }
    assert!(listener.received().is_empty());
}
