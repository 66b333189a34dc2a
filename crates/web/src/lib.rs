//! Public pages of a register, made on the server as whole HTML documents.
//!
//! [`pages`] has all routes on one screen; a page is one file. [`visit`] is one request,
//! [`trouble`] what can go wrong with it, [`layout`] the frame of every page, [`components`] the
//! pieces that stand in it, [`assets`] the style sheet and icon, [`words`] what the frame says. No
//! page needs JavaScript, sets a cookie or calls a third party; no file here knows SQL or a rule.

pub mod assets;
pub mod components;
mod headers;
pub mod layout;
pub mod pages;
mod register;
pub mod trouble;
pub mod visit;
pub mod words;

pub use register::{Deployment, Register};

use axum::Router;
use axum::middleware::map_response;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// The whole site.
pub fn router(register: Register) -> Router {
    pages::router()
        .fallback(pages::not_found)
        .with_state(register)
        .layer(CompressionLayer::new())
        .merge(assets::router())
        .layer(map_response(headers::add))
        .layer(CatchPanicLayer::new())
}
