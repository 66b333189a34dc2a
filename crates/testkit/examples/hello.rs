//! The least that a web server does, to measure pages against: answers "hello" at an address.
//! `cargo run --release -p heeded-testkit --example hello 127.0.0.1:8001`.

use axum::Router;
use axum::routing::get;
use std::error::Error;
use tokio::net::TcpListener;

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("say at which address")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let site = Router::new().route("/", get(async || "hello"));
        axum::serve(TcpListener::bind(address).await?, site).await?;
        Ok(())
    })
}
