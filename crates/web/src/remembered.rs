//! Pages that were just made, remembered for a second: when a story is out, thousands read the same
//! page. Every reader sees the same one, so it is made once.
//!
//! Nobody sees an older register by it: what is remembered counts no more as soon as an event comes
//! in or the index moves on, and in any case after its second. Only while the register is being
//! filled, which moves it on many times a second or by many events at a time, may a page be as old
//! as that.
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
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How long a page is remembered at most, in milliseconds from when it was made.
const REMEMBERED_MILLISECONDS: i64 = 1_000;

/// Milliseconds by which that is spread out: pages that were made one after the other would else be
/// forgotten together, second after second, and all who come then wait until they are made anew.
const SPREAD_MILLISECONDS: i64 = 500;

/// The golden section of the spread: so far apart are two that follow each other, and no number of
/// them comes to lie close together.
const SPREAD_STEP: i64 = 309;

/// So many moves of the register within that time, over no less than [`FILLING_MILLISECONDS`], are
/// of somebody who fills it: a change moves it twice, when it is recorded and when it is found.
const FILLING_MOVES: usize = 4;

/// See [`FILLING_MOVES`].
const FILLING_MILLISECONDS: i64 = 50;

/// Whoever fills it with many events at a time moves it less often: so many within
/// [`MANY_MILLISECONDS`], over as many moves, are no changes that somebody makes one by one.
const MANY_EVENTS: u64 = 500;

/// See [`MANY_EVENTS`].
const MANY_MILLISECONDS: i64 = 5_000;

/// Bytes of pages remembered: some 1,000 of them, of which each reader on a busy day asks a few.
const REMEMBERED_BYTES_MAX: usize = 24 << 20;

/// Bytes of one page that is remembered: few are longer than 100 KB, and tables are not read by
/// thousands at once.
const PAGE_BYTES_MAX: usize = 512 << 10;

/// How the addresses of feeds end.
const FEED: &str = ".atom";

/// Where register and index stand, and when that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    head: u64,
    index: u64,
    today: Date,
    milliseconds: i64,
}

impl Moment {
    fn stands_as(self, other: Self) -> bool {
        (self.head, self.index, self.today) == (other.head, other.index, other.today)
    }

    fn since(self, other: Self) -> i64 {
        self.milliseconds.saturating_sub(other.milliseconds)
    }
}

/// What a page was asked by: its address, and in which encodings.
type Asked = (Uri, Option<HeaderValue>);

/// A page, and the moment it is of.
#[derive(Debug)]
struct Page {
    made: Moment,
    /// How long it is remembered, in milliseconds.
    lasts: i64,
    headers: HeaderMap,
    body: Bytes,
}

impl Page {
    fn is_young(&self, now: Moment) -> bool {
        (0..self.lasts).contains(&now.since(self.made))
    }
}

/// The pages that are remembered.
#[derive(Debug, Default)]
struct Pages {
    /// The last moments at which the register was seen to have moved on, oldest first.
    moves: VecDeque<Moment>,
    /// By how much less than others the next one is remembered, in milliseconds.
    spread: i64,
    bytes: usize,
    answers: HashMap<Asked, Page>,
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
            milliseconds: (self.register.now)().as_millisecond(),
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
    fn known(&mut self, now: Moment, asked: &Asked) -> Option<Response> {
        self.see(now);
        let page = self.answers.get(asked)?;
        let counts =
            page.made.stands_as(now) || (page.made.today == now.today && self.is_being_filled(now));
        (page.is_young(now) && counts)
            .then(|| (page.headers.clone(), page.body.clone()).into_response())
    }

    /// Notes a move of the register.
    fn see(&mut self, now: Moment) {
        if self.moves.back().is_some_and(|last| last.stands_as(now)) {
            return;
        }
        if self.moves.len() >= FILLING_MOVES {
            self.moves.pop_front();
        }
        self.moves.push_back(now);
    }

    fn is_being_filled(&self, now: Moment) -> bool {
        let (Some(first), Some(last)) = (self.moves.front(), self.moves.back()) else {
            return false;
        };
        let has_many = last.head.saturating_sub(first.head) >= MANY_EVENTS;
        let within = if has_many {
            MANY_MILLISECONDS
        } else {
            REMEMBERED_MILLISECONDS
        };
        self.moves.len() >= FILLING_MOVES
            && last.since(*first) >= FILLING_MILLISECONDS
            && now.since(*first) < within
    }

    fn keep(&mut self, made: Moment, asked: Asked, (headers, body): (HeaderMap, Bytes)) {
        if self.bytes.saturating_add(body.len()) > REMEMBERED_BYTES_MAX {
            self.forget(made);
        }
        self.bytes += body.len();
        let page = Page {
            made,
            lasts: REMEMBERED_MILLISECONDS - self.spread,
            headers,
            body,
        };
        self.spread = (self.spread + SPREAD_STEP) % SPREAD_MILLISECONDS;
        if let Some(before) = self.answers.insert(asked, page) {
            self.bytes -= before.body.len();
        }
    }

    /// Makes room: forgets what is too old to be shown, and then the older half.
    fn forget(&mut self, now: Moment) {
        self.answers.retain(|_, page| page.is_young(now));
        self.count();
        if self.bytes > REMEMBERED_BYTES_MAX / 2 {
            let mut made: Vec<i64> = self.pages_made().collect();
            made.sort_unstable();
            let middle = made.get(made.len() / 2).copied().unwrap_or_default();
            self.answers
                .retain(|_, page| page.made.milliseconds > middle);
            self.count();
        }
    }

    fn pages_made(&self) -> impl Iterator<Item = i64> {
        self.answers.values().map(|page| page.made.milliseconds)
    }

    fn count(&mut self) {
        self.bytes = self.answers.values().map(|page| page.body.len()).sum();
    }
}

/// Answers with a page as it was just made, else has it made.
pub(crate) async fn answer(
    State(remembering): State<Remembering>,
    request: Request,
    next: Next,
) -> Response {
    let is_feed = request.uri().path().ends_with(FEED);
    let is_asked_for = match *request.method() {
        Method::GET => true,
        // The head of a feed says whether it has changed; that of a page nobody asks often.
        Method::HEAD => is_feed,
        _ => false,
    };
    if !is_asked_for {
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
    if is_feed {
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
        milliseconds: 1_000,
    };

    fn asked(path: &'static str) -> Asked {
        (Uri::from_static(path), None)
    }

    fn page(bytes: usize) -> (HeaderMap, Bytes) {
        (HeaderMap::new(), vec![b'x'; bytes].into())
    }

    /// When the register has moved, so long after the moment.
    fn moved(head: u64, after: i64) -> Moment {
        Moment {
            head,
            milliseconds: MOMENT.milliseconds + after,
            ..MOMENT
        }
    }

    /// At which of these moments a page that is asked for at each has to be made.
    fn made_anew(pages: &mut Pages, moments: impl Iterator<Item = Moment>) -> Vec<usize> {
        let mut made = Vec::new();
        for (step, now) in moments.enumerate() {
            if pages.known(now, &asked("/a")).is_none() {
                pages.keep(now, asked("/a"), page(10));
                made.push(step);
            }
        }
        made
    }

    #[test]
    fn a_page_is_known_for_its_moment_its_address_and_its_encoding_alone() {
        let packed = (
            Uri::from_static("/a?q=1"),
            Some(HeaderValue::from_static("gzip")),
        );
        let mut pages = Pages::default();
        pages.keep(MOMENT, asked("/a?q=1"), page(10));
        assert!(pages.known(MOMENT, &asked("/a?q=1")).is_some());
        assert!(pages.known(MOMENT, &asked("/a?q=2")).is_none());
        assert!(pages.known(MOMENT, &packed).is_none());
        let after = |milliseconds| Moment {
            milliseconds: MOMENT.milliseconds + milliseconds,
            ..MOMENT
        };
        assert!(pages.known(after(999), &asked("/a?q=1")).is_some());
        for later in [
            Moment { head: 8, ..MOMENT },
            Moment { index: 4, ..MOMENT },
            after(1_000),
            after(-1),
            Moment {
                today: date(2026, 11, 23),
                ..MOMENT
            },
        ] {
            assert!(pages.known(later, &asked("/a?q=1")).is_none(), "{later:?}");
        }
    }

    #[test]
    fn while_the_register_is_being_filled_a_page_may_be_as_old_as_it_is_remembered() {
        let moved = |head, milliseconds: i64| moved(u64::try_from(head).unwrap(), milliseconds);
        let mut pages = Pages::default();
        // Changes that come at once are each seen.
        for head in 1..20 {
            let now = moved(head, 1_000);
            assert!(pages.known(now, &asked("/a")).is_none(), "{head}");
            pages.keep(now, asked("/a"), page(10));
        }
        // Those that go on coming are seen within the second.
        let mut pages = Pages::default();
        let made = made_anew(&mut pages, (0..40).map(|step| moved(step, 100 * step)));
        assert_eq!(made.first_chunk(), Some(&[0, 1, 2]));
        let apart = made.windows(2).skip(2).map(|two| two[1] - two[0]);
        assert!(
            apart.clone().all(|steps| (5..=10).contains(&steps)),
            "{made:?}"
        );
        // When they end, what is shown is what is there.
        assert!(pages.known(moved(39, 6_000), &asked("/a")).is_none());
        pages.keep(moved(39, 6_000), asked("/a"), page(10));
        assert!(pages.known(moved(40, 6_100), &asked("/a")).is_none());
    }

    #[test]
    fn many_events_at_a_time_fill_the_register_as_well_and_few_do_not() {
        // Every 400 milliseconds, so many at a time.
        let moves = |events: u64| {
            let head = move |step: i64| u64::try_from(step).unwrap() * events;
            (0..40).map(move |step| moved(head(step), 400 * step))
        };
        let by_few = made_anew(&mut Pages::default(), moves(10));
        assert_eq!(by_few.len(), 40);
        let by_many = made_anew(&mut Pages::default(), moves(1_000));
        assert!(by_many.len() < 25, "{by_many:?}");
        // Never more than a second old.
        assert!(
            by_many.windows(2).all(|two| two[1] - two[0] <= 3),
            "{by_many:?}"
        );
    }

    #[test]
    fn pages_made_together_are_not_forgotten_together() {
        let mut pages = Pages::default();
        let address = |number: i64| (format!("/{number}").parse().unwrap(), None);
        for number in 0..100 {
            pages.keep(MOMENT, address(number), page(10));
        }
        for milliseconds in (0..1_000).step_by(50) {
            let now = moved(MOMENT.head, milliseconds);
            let known = (0..100).filter(|number| pages.known(now, &address(*number)).is_some());
            let lasting = (1_000 - milliseconds).min(500) / 5;
            let known = i64::try_from(known.count()).unwrap();
            assert!((known - lasting).abs() <= 3, "{known} after {milliseconds}");
        }
    }

    #[test]
    fn no_more_is_remembered_than_there_is_room_for() {
        let mut pages = Pages::default();
        for number in 0..1_000_u64 {
            let address = format!("/{}", number % 700).parse().unwrap();
            let moment = Moment {
                head: number / 10,
                ..MOMENT
            };
            pages.keep(moment, (address, None), page(PAGE_BYTES_MAX));
            let held = pages.answers.values().map(|page| page.body.len());
            let held: usize = held.sum();
            assert!(held <= REMEMBERED_BYTES_MAX);
            assert_eq!(held, pages.bytes);
        }
    }
}
