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
mod limit;
pub mod pages;
mod register;
mod remembered;
pub mod trouble;
pub mod visit;
pub mod words;

pub use limit::{Allowances, Peer};
pub use register::{Compliance, Deployment, Enforcement, Register, Statements};

use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use limit::Limits;
use remembered::Remembering;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// The whole site.
pub fn router(register: Register) -> Router {
    let limits = Arc::new(Limits::new(register.deployment.allowances));
    let limiting = (register.clone(), Arc::clone(&limits));
    let remembering = Remembering::of(register.clone());
    pages::router()
        .fallback(pages::not_found)
        .method_not_allowed_fallback(pages::not_allowed)
        .with_state(register)
        .layer(Extension(limits))
        .layer(CsrfLayer::new().with_rejection_response(sent_from_elsewhere))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(remembering, remembered::answer))
        // Outside of what is remembered, so that who asks counts whatever the answer costs.
        .layer(from_fn_with_state(limiting, limit::searches))
        .merge(assets::router())
        .layer(map_response(headers::add))
        .layer(CatchPanicLayer::new())
}

/// What a form is answered that another site had sent in a reader's name.
fn sent_from_elsewhere(_: ProtectionError) -> Response {
    let words = "This form was sent from another site. Open it on this one and send it again.";
    (StatusCode::FORBIDDEN, words).into_response()
}
