//! A slower network between a browser and the servers, which all of them share. It is put into the servers because a browser's
//! own emulation leaves out its workers.
//!
//! What is modelled: one bandwidth for all bytes that the servers send, given to the connections in turn; a round trip for each
//! request; two round trips before the first request to a host, for TCP and TLS 1.3, and none for its later connections, since
//! a host of the web multiplexes all requests over one (HTTP/2). What is not: names, lost packets, TCP's slow start, and the time
//! that requests take to be sent.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until};

/// How many bytes a connection sends before it is another's turn.
const TURN: usize = 4_096;

/// Round trips before the first request to a host: TCP and TLS 1.3 (RFC 8446 section 2).
const HANDSHAKE: u32 = 2;

/// A network: what goes through it takes time.
#[derive(Debug)]
pub struct Link {
    bytes_per_second: f64,
    round_trip: Duration,
    traffic: Mutex<Traffic>,
}

#[derive(Debug)]
struct Traffic {
    /// When all that was given to it has gone through.
    free_at: Instant,
    /// How many bytes that was.
    sent: usize,
}

impl Link {
    /// A network of that bandwidth, in bits per second, and that round-trip time.
    #[must_use]
    pub fn new(bits_per_second: u32, round_trip: Duration) -> Arc<Self> {
        let bytes_per_second = f64::from(bits_per_second) / 8.0;
        let traffic = Mutex::new(Traffic { free_at: Instant::now(), sent: 0 });
        Arc::new(Self { bytes_per_second, round_trip, traffic })
    }

    /// How many bytes the servers have sent through it, headers included.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.traffic().sent
    }

    fn traffic(&self) -> MutexGuard<'_, Traffic> {
        self.traffic.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When so many bytes have gone through that may not set out before `earliest`.
    fn pass(&self, bytes: usize, earliest: Instant) -> Instant {
        let mut traffic = self.traffic();
        let time = Duration::from_secs_f64(bytes as f64 / self.bytes_per_second);
        traffic.free_at = earliest.max(traffic.free_at) + time;
        traffic.sent += bytes;
        traffic.free_at
    }
}

/// The network before a server. A change of it closes the connections that are open.
#[derive(Debug)]
pub(crate) struct LinkSwitch(watch::Sender<Option<Arc<Link>>>);

impl LinkSwitch {
    /// None: as fast as the machine is.
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    pub(crate) fn set(&self, link: Option<Arc<Link>>) {
        self.0.send_replace(link);
    }

    /// What a server listens to.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Option<Arc<Link>>> {
        self.0.subscribe()
    }
}

/// A server's end of a network: when the first connection was made, which all have to wait for.
#[derive(Debug)]
pub(crate) struct Gate {
    link: Arc<Link>,
    open_at: Option<Instant>,
}

impl Gate {
    pub(crate) fn new(link: Arc<Link>) -> Self {
        Self { link, open_at: None }
    }

    /// The connection that was just accepted, behind the network.
    pub(crate) fn admit<S>(&mut self, stream: S) -> Linked<S> {
        let open_at = *self.open_at.get_or_insert_with(|| Instant::now() + self.link.round_trip * HANDSHAKE);
        Linked { stream, link: Arc::clone(&self.link), open_at, earliest: open_at, granted: 0, wait: None }
    }
}

/// A connection behind a network.
pub(crate) struct Linked<S> {
    stream: S,
    link: Arc<Link>,
    /// When the handshake is over.
    open_at: Instant,
    /// When the next bytes may set out: half a round trip is the request's, half the answer's.
    earliest: Instant,
    /// How many bytes have gone through and may be handed over.
    granted: usize,
    /// Until bytes have gone through.
    wait: Option<(Pin<Box<Sleep>>, usize)>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Linked<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            this.earliest = Instant::now().max(this.open_at) + this.link.round_trip;
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Linked<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        while this.granted == 0 {
            let (sleep, count) = this.wait.get_or_insert_with(|| {
                let count = bytes.len().min(TURN);
                (Box::pin(sleep_until(this.link.pass(count, this.earliest))), count)
            });
            ready!(sleep.as_mut().poll(context));
            this.granted = *count;
            this.wait = None;
        }
        let count = bytes.len().min(this.granted);
        let written = ready!(Pin::new(&mut this.stream).poll_write(context, &bytes[..count]))?;
        this.granted -= written;
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// Sends a request on each of these connections at once and reads the answers; when each was whole, from the start.
    async fn answered(gate: &mut Gate, lengths: &[usize]) -> Vec<Duration> {
        let start = Instant::now();
        let mut ends = Vec::new();
        for length in lengths.iter().copied() {
            let (mut near, far) = duplex(1 << 20);
            let mut far = gate.admit(far);
            tokio::spawn(async move {
                let mut request = [0; 3];
                far.read_exact(&mut request).await.expect("a request");
                far.write_all(&vec![7; length]).await.expect("an answer");
            });
            ends.push(tokio::spawn(async move {
                near.write_all(b"GET").await.expect("a request");
                let mut answer = Vec::new();
                near.read_to_end(&mut answer).await.expect("an answer");
                assert_eq!(answer.len(), length);
                Instant::now() - start
            }));
        }
        let mut times = Vec::new();
        for end in ends {
            times.push(end.await.expect("a time"));
        }
        times
    }

    /// Within a millisecond, which is what tokio's timers are good for, and one for each turn.
    fn assert_close(time: Duration, expected: Duration) {
        assert!(time >= expected && time < expected + 2 * MS, "{time:?} instead of {expected:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_takes_a_round_trip_and_its_bytes() {
        // 1 Mbit/s: 8 ms for 1,000 bytes.
        let mut gate = Gate::new(Link::new(1_000_000, 100 * MS));
        // Two round trips of the handshake, one of the request.
        assert_close(answered(&mut gate, &[1_000]).await[0], 308 * MS);
        // The host is known.
        assert_close(answered(&mut gate, &[1_000]).await[0], 108 * MS);
        assert_close(answered(&mut gate, &[4_000]).await[0], 132 * MS);
    }

    #[tokio::test(start_paused = true)]
    async fn connections_share_the_bandwidth() {
        let mut gate = Gate::new(Link::new(1_000_000, Duration::ZERO));
        let alone = answered(&mut gate, &[8_192]).await[0];
        let both = answered(&mut gate, &[8_192, 8_192]).await;
        assert_close(both[1], 2 * Duration::from_secs_f64(8_192.0 * 8e-6));
        // In turn: the first ends one turn before the second.
        assert!(both[0] > alone && both[0] < both[1], "{both:?}, alone {alone:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_share_one_link() {
        let link = Link::new(1_000_000, Duration::ZERO);
        let (mut site, mut api) = (Gate::new(Arc::clone(&link)), Gate::new(link));
        let times = tokio::join!(answered(&mut site, &[20_000]), answered(&mut api, &[20_000]));
        assert_close(times.0[0].max(times.1[0]), Duration::from_millis(320));
    }
}
