//! Pages that were just made, remembered for a second: when a story is out, thousands read the same
//! page. Every reader sees the same one, so it is made once.
//!
//! Nobody sees an older register by it: what is remembered is forgotten as soon as an event comes
//! in or the index moves on, and in any case with the second.
//!
//! Feeds, which programs ask for every hour, are not made at all where nothing has changed since.

use crate::register::Register;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of pages remembered: some 200 of them. When there are more all are forgotten.
const REMEMBERED_BYTES_MAX: usize = 8 << 20;

/// Bytes of one page that is remembered: few are longer than 100 KB, and tables are not read by
/// thousands at once.
const PAGE_BYTES_MAX: usize = 512 << 10;

/// How the addresses of feeds end.
const FEED: &str = ".atom";

/// What makes all that is remembered out of date when it moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    head: u64,
    index: u64,
    today: Date,
    second: i64,
}

/// What a page was asked by: its address, and in which encodings.
type Asked = (Uri, Option<HeaderValue>);

/// The pages of a moment.
#[derive(Debug, Default)]
struct Pages {
    moment: Option<Moment>,
    bytes: usize,
    answers: HashMap<Asked, (HeaderMap, Bytes)>,
}

/// The register, and what was just made of it.
#[derive(Clone)]
pub(crate) struct Remembering {
    register: Register,
    pages: Arc<Mutex<Pages>>,
    /// When it began, in nanoseconds: the index counts its changes from there.
    begun: i128,
}

impl Remembering {
    pub(crate) fn of(register: Register) -> Self {
        let begun = (register.now)().as_nanosecond();
        Self {
            register,
            pages: Arc::default(),
            begun,
        }
    }

    /// Where register and index stand now; `None` when the register does not say.
    async fn moment(&self) -> Option<Moment> {
        Some(Moment {
            head: self.register.store.head().await.ok()?,
            index: self.register.search.generation(),
            today: (self.register.today)(),
            second: (self.register.now)().as_second(),
        })
    }

    /// Names the state of the register, for those who ask for a feed again (RFC 9110, 8.8.3). Weak:
    /// it says that nothing changed, not that every byte is the same.
    fn tag(&self, moment: Moment) -> Option<HeaderValue> {
        let (head, index, today) = (moment.head, moment.index, moment.today);
        let tag = format!("W/\"{:x}-{head}-{index}-{today}\"", self.begun);
        HeaderValue::from_str(&tag).ok()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    fn known(&self, moment: Moment, asked: &Asked) -> Option<Response> {
        let answers = (self.moment == Some(moment)).then_some(&self.answers)?;
        let (headers, body) = answers.get(asked)?;
        Some((headers.clone(), body.clone()).into_response())
    }

    fn keep(&mut self, moment: Moment, asked: Asked, (headers, body): (HeaderMap, Bytes)) {
        let bytes = self.bytes.saturating_add(body.len());
        if self.moment != Some(moment) || bytes > REMEMBERED_BYTES_MAX {
            *self = Self {
                moment: Some(moment),
                ..Self::default()
            };
        }
        self.bytes += body.len();
        self.answers.insert(asked, (headers, body));
    }
}

/// Answers with a page as it was just made, else has it made.
pub(crate) async fn answer(
    State(remembering): State<Remembering>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let encodings = request.headers().get(ACCEPT_ENCODING).cloned();
    let asked = (request.uri().clone(), encodings);
    // Before the page is made: what changes meanwhile makes it out of date.
    let Some(moment) = remembering.moment().await else {
        return next.run(request).await;
    };
    if let Some(known) = remembering.pages().known(moment, &asked) {
        return known;
    }
    if asked.0.path().ends_with(FEED) {
        return feed(remembering.tag(moment), request, next).await;
    }
    let made = next.run(request).await;
    if made.status() != StatusCode::OK || !is_page(made.headers()) {
        return made;
    }
    let (parts, body) = made.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => {
            if body.len() <= PAGE_BYTES_MAX {
                let page = (parts.headers.clone(), body.clone());
                remembering.pages().keep(moment, asked, page);
            }
            Response::from_parts(parts, Body::from(body))
        }
        // A page is made in memory: there is nothing that could fail on the way.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers with a feed, or that it is as it was.
async fn feed(tag: Option<HeaderValue>, request: Request, next: Next) -> Response {
    let Some(tag) = tag else {
        return next.run(request).await;
    };
    let known = request.headers().get_all(IF_NONE_MATCH).into_iter();
    let mut known = known.filter_map(|tags| tags.to_str().ok());
    let is_as_it_was = tag
        .to_str()
        .is_ok_and(|tag| known.any(|tags| tags.split(',').any(|known| known.trim() == tag)));
    let mut answer = if is_as_it_was {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    if is_as_it_was || answer.status() == StatusCode::OK {
        answer.headers_mut().insert(ETAG, tag);
    }
    answer
}

fn is_page(headers: &HeaderMap) -> bool {
    let of = headers.get(CONTENT_TYPE).and_then(|of| of.to_str().ok());
    of.is_some_and(|of| of.starts_with("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const MOMENT: Moment = Moment {
        head: 7,
        index: 3,
        today: date(2026, 11, 22),
        second: 1_000,
    };

    fn asked(path: &'static str) -> Asked {
        (Uri::from_static(path), None)
    }

    fn page(bytes: usize) -> (HeaderMap, Bytes) {
        (HeaderMap::new(), vec![b'x'; bytes].into())
    }

    #[test]
    fn a_page_is_known_for_its_moment_its_address_and_its_encoding_alone() {
        let mut pages = Pages::default();
        pages.keep(MOMENT, asked("/a?q=1"), page(10));
        assert!(pages.known(MOMENT, &asked("/a?q=1")).is_some());
        assert!(pages.known(MOMENT, &asked("/a?q=2")).is_none());
        let packed = (
            Uri::from_static("/a?q=1"),
            Some(HeaderValue::from_static("gzip")),
        );
        assert!(pages.known(MOMENT, &packed).is_none());
        for later in [
            Moment { head: 8, ..MOMENT },
            Moment { index: 4, ..MOMENT },
            Moment {
                second: 1_001,
                ..MOMENT
            },
            Moment {
                today: date(2026, 11, 23),
                ..MOMENT
            },
        ] {
            assert!(pages.known(later, &asked("/a?q=1")).is_none());
            pages.keep(later, asked("/b"), page(10));
            assert!(
                pages.known(MOMENT, &asked("/a?q=1")).is_none(),
                "it is forgotten"
            );
            pages.keep(MOMENT, asked("/a?q=1"), page(10));
        }
    }

    #[test]
    fn no_more_is_remembered_than_there_is_room_for() {
        let mut pages = Pages::default();
        for number in 0..1_000 {
            let address = format!("/{number}").parse().unwrap();
            pages.keep(MOMENT, (address, None), page(PAGE_BYTES_MAX));
            let held: usize = pages.answers.values().map(|(_, body)| body.len()).sum();
            assert!(held <= REMEMBERED_BYTES_MAX);
        }
    }
}
