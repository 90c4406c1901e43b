//! Listening: one loopback port, one axum router, connections that end with the server.
//!
//! `axum::serve` is not used because a test must be able to close a connection without an answer, and to close a port
//! with everything that is open on it.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt as _;

use crate::StartError;
use crate::link::{Gate, Link, LinkSwitch};

/// An extension of a response that must never be sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloseConnection;

impl CloseConnection {
    /// A response that closes the connection.
    pub(crate) fn response() -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Self);
        response
    }
}

/// Binds a loopback port; 0 means any free one. Returns the port as well.
pub(crate) async fn bind(port: u16) -> Result<(TcpListener, u16), StartError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            StartError::PortInUse(port)
        } else {
            StartError::Listen { port, error }
        }
    })?;
    let port = listener.local_addr().map_err(|error| StartError::Listen { port, error })?.port();
    Ok((listener, port))
}

/// A running server. Dropping it closes the port and every connection.
#[derive(Debug)]
pub(crate) struct Server {
    task: JoinHandle<()>,
    link: LinkSwitch,
}

impl Server {
    pub(crate) fn run(listener: TcpListener, router: Router) -> Self {
        let link = LinkSwitch::new();
        Self { task: tokio::spawn(accept(listener, router, link.subscribe())), link }
    }

    /// Puts a network before it, or none, and closes the connections that are open.
    pub(crate) fn set_link(&self, link: Option<Arc<Link>>) {
        self.link.set(link);
    }

    /// Closes the port and every connection, and returns when they are closed.
    pub(crate) async fn stop(mut self) {
        self.task.abort();
        // The only outcome is that the task was cancelled.
        let _cancelled = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, router: Router, mut link: watch::Receiver<Option<Arc<Link>>>) {
    let mut connections = JoinSet::new();
    let mut gate = None;
    loop {
        tokio::select! {
            Ok(()) = link.changed() => {
                gate = link.borrow_and_update().clone().map(Gate::new);
                connections.shutdown().await;
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => match &mut gate {
                    Some(gate) => drop(connections.spawn(serve(gate.admit(stream), router.clone()))),
                    None => drop(connections.spawn(serve(stream, router.clone()))),
                },
                // Out of file descriptors, or a peer that has gone: try again.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, router: Router) {
    let service = service_fn(move |request: Request<Incoming>| {
        let answer = router.clone().oneshot(request.map(Body::new));
        async move {
            let response = match answer.await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            if response.extensions().get::<CloseConnection>().is_some() {
                return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
            }
            Ok(response)
        }
    });
    // Errors are peers that went away and connections closed on purpose.
    let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
