//! The headers of every answer: a page may do nothing but be read.

use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

/// No script, no frame, no third party; styles, pictures and forms from here alone.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How long a page may be shown again without asking: short, so that a change is seen soon.
const PAGE_FRESH: &str = "public, max-age=30";

/// Adds the headers of every answer.
pub(crate) async fn add(mut response: Response) -> Response {
    let headers = response.headers_mut();
    set(headers, "content-security-policy", CONTENT_POLICY);
    set(headers, "cross-origin-opener-policy", "same-origin");
    set(headers, "cross-origin-resource-policy", "same-origin");
    set(headers, "permissions-policy", "interest-cohort=()");
    set(headers, "referrer-policy", "no-referrer");
    set(headers, "x-content-type-options", "nosniff");
    set(headers, "x-frame-options", "DENY");
    if !headers.contains_key("cache-control") {
        set(headers, "cache-control", PAGE_FRESH);
    }
    response
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.insert(
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    );
}
