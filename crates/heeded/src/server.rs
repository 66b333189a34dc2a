//! The server: one task for each connection, with bounds on time, size and number.
//!
//! A reader who is slow costs little (a task and some kilobytes); one who is slower than anybody
//! with a telephone on a train is let go, so that a thousand of them do not keep others out.

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use heeded_web::Peer;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;
use tower_http::timeout::TimeoutLayer;

/// How long the head of a request may take, and a connection wait for the next one.
const HEAD_SECONDS_MAX: Duration = Duration::from_secs(10);

/// Bytes that the head of a request may have: addresses of ours are short, and browsers send a
/// few hundred bytes more.
const HEAD_BYTES_MAX: usize = 16 << 10;

/// Connections at once: each takes some 20 KB, and one browser opens six. Who comes after that
/// waits until one ends.
const CONNECTIONS_MAX: usize = 4_096;

/// How long an answer may take, the body of the request included: a page takes milliseconds, and a
/// form is a few kilobytes.
const ANSWER_SECONDS_MAX: Duration = Duration::from_secs(30);

/// How long one connection may last: long enough to read for a while over one that is kept, short
/// enough that nobody holds a place for good by taking an answer byte after byte.
const CONNECTION_SECONDS_MAX: Duration = Duration::from_secs(300);

/// How long open answers may take after somebody has asked to stop.
const STOPPING_SECONDS_MAX: Duration = Duration::from_secs(10);

/// How long to wait after a connection could not be taken, such as when files run out.
const AFTER_FAILURE_MILLISECONDS: Duration = Duration::from_millis(100);

/// Serves a site until `stopped`; answers that are under way are finished.
pub(crate) async fn serve(listener: TcpListener, site: Router, stopped: impl Future<Output = ()>) {
    let site = site.layer(TimeoutLayer::with_status_code(
        StatusCode::REQUEST_TIMEOUT,
        ANSWER_SECONDS_MAX,
    ));
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let open = GracefulShutdown::new();
    tokio::pin!(stopped);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, taken) = tokio::select! {
            () = &mut stopped => break,
            next = next => next,
        };
        match (place, taken) {
            (Ok(place), Ok((stream, peer))) => connect(&open, site.clone(), (stream, peer), place),
            // Nobody closes the places; a connection that went before it was taken is no failure.
            _ => tokio::time::sleep(AFTER_FAILURE_MILLISECONDS).await,
        }
    }
    let finished = tokio::time::timeout(STOPPING_SECONDS_MAX, open.shutdown());
    // Those who are slower than that are cut off: what was acknowledged is kept.
    let _ = finished.await;
}

fn connect(
    open: &GracefulShutdown,
    site: Router,
    (stream, peer): (TcpStream, SocketAddr),
    place: OwnedSemaphorePermit,
) {
    let service = site.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        request.map(axum::body::Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_SECONDS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // What goes wrong with a connection is its reader's affair: there is nobody to tell.
        let _ = tokio::time::timeout(CONNECTION_SECONDS_MAX, connection).await;
        drop(place);
    });
}
