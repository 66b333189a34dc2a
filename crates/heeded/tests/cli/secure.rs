//! Addresses over TLS: trusted are the authorities of the system, or those in a file.

use crate::desk::{Desk, RESPONSES, code, said};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

/// A certificate for `localhost`, signed by an invented authority.
const CERTIFICATE: &[u8] = include_bytes!("tls/server.pem");
const KEY: &[u8] = include_bytes!("tls/key.pem");
const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/tls/authority.pem");

fn config() -> Arc<ServerConfig> {
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = ServerConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    Arc::new(config)
}

/// Answers one request; whoever does not trust it hangs up before.
fn answer(mut socket: TcpStream, config: Arc<ServerConfig>) -> std::io::Result<()> {
    let mut connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut stream = Stream::new(&mut connection, &mut socket);
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? > 0 {
        request.extend(byte);
    }
    let (status, body) = match request.starts_with(b"GET /responses.txt ") {
        true => ("200 OK", RESPONSES),
        false => ("404 Not Found", ""),
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    connection.send_close_notify();
    connection.complete_io(&mut socket).map(|_| ())
}

fn port() -> u16 {
    let listener = TcpListener::bind("localhost:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = config();
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            std::thread::spawn(move || answer(socket, config));
        }
    });
    port
}

#[test]
fn a_certificate_is_proved_by_the_authorities_that_are_trusted() {
    assert!(Path::new(AUTHORITY).is_file());
    let (desk, port) = (Desk::new(), port());
    let read = |host: &str, authority: Option<&str>| {
        let mut command = desk.command();
        command.args(["read", "--allow-private-addresses"]);
        command.arg(format!("https://{host}:{port}/responses.txt"));
        command.envs(authority.map(|file| ("SSL_CERT_FILE", file)));
        command.output().unwrap()
    };
    let trusted = read("localhost", Some(AUTHORITY));
    assert_eq!(code(&trusted), 0, "{}", said(&trusted));
    assert!(said(&trusted).starts_with("2 recommendations found."));
    let unknown = read("localhost", None);
    assert_eq!(code(&unknown), 1, "{}", said(&unknown));
    assert!(
        said(&unknown).contains("SSL_CERT_FILE"),
        "{}",
        said(&unknown)
    );
    let other = read("127.0.0.1", Some(AUTHORITY));
    assert!(
        said(&other).contains("no safe connection to 127.0.0.1"),
        "{}",
        said(&other)
    );
}
