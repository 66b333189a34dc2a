//! The style sheet and the icon, carried in the binary and served for ever under a hashed name.
//!
//! `/style/build.sh` makes the files in `/crates/web/assets`, compressed beforehand, and their
//! names; `cargo build` needs no Node, and a binary that is moved keeps its looks.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use axum::routing::get;

include!("../assets/names.rs");

/// A name is never used again for other bytes, so nobody needs to ask twice.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file that pages refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// How everything looks, on screen and on paper.
    Stylesheet,
    /// The icon of a browser's tab.
    Icon,
}

impl Asset {
    const ALL: [Self; 2] = [Self::Stylesheet, Self::Icon];

    fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Stylesheet => "text/css; charset=utf-8",
            Self::Icon => "image/svg+xml",
        })
    }

    fn bytes(self, encoding: Encoding) -> &'static [u8] {
        match (self, encoding) {
            (Self::Stylesheet, Encoding::Plain) => include_bytes!("../assets/heeded.css"),
            (Self::Stylesheet, Encoding::Gzip) => include_bytes!("../assets/heeded.css.gz"),
            (Self::Stylesheet, Encoding::Brotli) => include_bytes!("../assets/heeded.css.br"),
            (Self::Icon, Encoding::Plain) => include_bytes!("../assets/heeded.svg"),
            (Self::Icon, Encoding::Gzip) => include_bytes!("../assets/heeded.svg.gz"),
            (Self::Icon, Encoding::Brotli) => include_bytes!("../assets/heeded.svg.br"),
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|asset| href(*asset).strip_prefix("/assets/") == Some(name))
    }
}

/// The address of a file, to write into pages.
#[must_use]
pub fn href(asset: Asset) -> &'static str {
    match asset {
        Asset::Stylesheet => STYLESHEET_HREF,
        Asset::Icon => ICON_HREF,
    }
}

/// Serves `/assets/{name}`.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let read = get(serve).fallback(|| async {
        let words = "This file can only be read (GET, HEAD).";
        answer(StatusCode::METHOD_NOT_ALLOWED, Body::from(words))
    });
    Router::new().route("/assets/{name}", read)
}

async fn serve(Path(name): Path<String>, asked: HeaderMap) -> Response<Body> {
    match Asset::named(&name) {
        Some(asset) => found(asset, &asked),
        None => answer(StatusCode::NOT_FOUND, Body::empty()),
    }
}

fn found(asset: Asset, asked: &HeaderMap) -> Response<Body> {
    let encoding = Encoding::best_of(asked);
    let etag = encoding.etag(asset);
    let held = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let unchanged = held
        .flat_map(|tags| tags.split(','))
        .any(|tag| tag.trim() == etag);
    let mut response = if unchanged {
        answer(StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        answer(StatusCode::OK, Body::from(asset.bytes(encoding)))
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, FOR_EVER);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(ETAG, etag);
    }
    if !unchanged {
        headers.insert(CONTENT_TYPE, asset.content_type());
        if let Some(token) = encoding.token() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(token));
        }
    }
    response
}

fn answer(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// The forms in which a file is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The smallest form that the reader's browser takes.
    fn best_of(asked: &HeaderMap) -> Self {
        let takes = |token: &str| {
            let values = asked.get_all(ACCEPT_ENCODING).iter();
            let offers = values
                .filter_map(|value| value.to_str().ok())
                .flat_map(|v| v.split(','));
            offers.into_iter().any(|offer| offers_token(offer, token))
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    fn token(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// A strong tag differs by encoding, as the bytes do.
    fn etag(self, asset: Asset) -> String {
        let name = href(asset).trim_start_matches("/assets/");
        match self.token() {
            None => format!("\"{name}\""),
            Some(token) => format!("\"{name}-{token}\""),
        }
    }
}

/// Reads one entry of `Accept-Encoding`; a weight of nought is a refusal.
fn offers_token(offer: &str, token: &str) -> bool {
    let mut pieces = offer.split(';').map(str::trim);
    let named = pieces
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case(token));
    let refused = pieces.any(|piece| {
        let weight = piece
            .strip_prefix("q=")
            .or_else(|| piece.strip_prefix("Q="));
        weight.and_then(|weight| weight.trim().parse::<f32>().ok()) == Some(0.0)
    });
    named && !refused
}
