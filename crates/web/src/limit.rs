//! How often one address may send what costs work or a person's time.
//!
//! An address is that of the connection; behind a web server that is named in the settings, the
//! one that it says it had the request from. Nobody else is believed.

use crate::Register;
use crate::trouble::{Sent, Trouble};
use crate::visit::{Fields, Visit};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Messages that one address may send in an hour: more than a careful reader of many pages sends.
const MESSAGES_PER_HOUR: NonZeroU32 = match NonZeroU32::new(20) {
    Some(messages) => messages,
    None => NonZeroU32::MIN,
};

/// Addresses remembered, some 100 bytes each. When there are more, those that have not been seen
/// lately are forgotten.
const ADDRESS_ENTRIES_MAX: usize = 50_000;

/// The header in which a web server in front says who asked.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address at the other end of the connection; whoever serves sets it on each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// How much one address may ask for in a minute; 0: as much as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allowances {
    /// Searches: for words, or for what asks for the same.
    pub searches_per_minute: u32,
    /// Whole lists as a table.
    pub tables_per_minute: u32,
}

type Limiter = DefaultKeyedRateLimiter<IpAddr>;

/// What addresses have sent lately.
pub(crate) struct Limits {
    messages: Limiter,
    /// `None`: without a limit.
    searches: Option<Limiter>,
    tables: Option<Limiter>,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Limits")
    }
}

impl Limits {
    pub(crate) fn new(allowances: Allowances) -> Self {
        let by_minute = |many: u32| {
            let quota = Quota::per_minute(NonZeroU32::new(many)?);
            Some(RateLimiter::keyed(quota))
        };
        Self {
            messages: RateLimiter::keyed(Quota::per_hour(MESSAGES_PER_HOUR)),
            searches: by_minute(allowances.searches_per_minute),
            tables: by_minute(allowances.tables_per_minute),
        }
    }

    /// Counts what an address sends, when it may send it.
    ///
    /// # Errors
    ///
    /// [`Trouble::TooMany`] when it has sent too much lately, with the seconds until it may again.
    pub(crate) fn allow(&self, sent: Sent, asker: Asker) -> Result<(), Trouble> {
        let limiter = match sent {
            Sent::Message => Some(&self.messages),
            Sent::Search => self.searches.as_ref(),
            Sent::Table => self.tables.as_ref(),
        };
        let Some(limiter) = limiter else {
            return Ok(());
        };
        if limiter.len() > ADDRESS_ENTRIES_MAX {
            limiter.retain_recent();
        }
        limiter.check_key(&asker.0).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            // A begun second is waited for whole.
            let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
            Trouble::TooMany {
                sent,
                again_after_seconds: seconds.saturating_add(1),
            }
        })
    }
}

/// What a search costs: some milliseconds, where another page costs less than one.
fn costly(address: &Uri) -> Option<Sent> {
    let path = address.path();
    let fields = || Fields::read(address.query().unwrap_or_default());
    let plain = path.strip_suffix(".json").or(path.strip_suffix(".atom"));
    match plain.unwrap_or(path) {
        "/recommendations.csv" => Some(Sent::Table),
        "/recommendations" | "/reports" => fields().get("q").map(|_| Sent::Search),
        "/similar" => fields().get("text").map(|_| Sent::Search),
        _ => None,
    }
}

/// What the limits on searches stand on.
pub(crate) type Limiting = (Register, Arc<Limits>);

/// Lets a search through, or says when to come again.
pub(crate) async fn searches(
    State((register, limits)): State<Limiting>,
    request: Request,
    next: Next,
) -> Response {
    let Some(sent) = costly(request.uri()) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Ok(asker) = Asker::from_request_parts(&mut parts, &register).await;
    if let Err(trouble) = limits.allow(sent, asker) {
        let Ok(visit) = Visit::from_request_parts(&mut parts, &register).await;
        return trouble.answer(&visit);
    }
    next.run(Request::from_parts(parts, body)).await
}

/// Who asks, as far as limits go: an IPv4 address, or the first half of an IPv6 address, as one
/// subscriber has all of the second half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asker(IpAddr);

impl Asker {
    fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        let said = headers.get_all(FORWARDED_FOR).iter();
        let said: Vec<&str> = said
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        let mut at = peer;
        // From the nearest on: each is believed as long as a trusted server says it.
        for one in said.iter().rev() {
            match one.parse() {
                Ok(before) if proxies.contains(&at.to_canonical()) => at = before,
                _ => break,
            }
        }
        Self(subscriber(at.to_canonical()))
    }
}

fn subscriber(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

impl FromRequestParts<crate::Register> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        register: &crate::Register,
    ) -> Result<Self, Infallible> {
        // Without a connection, as in tests, everybody is one.
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(Ipv6Addr::UNSPECIFIED.into(), |peer| peer.0);
        let proxies = &register.deployment.proxies;
        Ok(Self::of(peer, &parts.headers, proxies))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(peer: &str, said: &str, proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, said.parse().unwrap());
        let proxies: Vec<IpAddr> = proxies.iter().map(|p| p.parse().unwrap()).collect();
        Asker::of(peer.parse().unwrap(), &headers, &proxies)
            .0
            .to_string()
    }

    #[test]
    fn only_servers_of_the_settings_are_believed() {
        assert_eq!(asker("192.0.2.9", "198.51.100.7", &[]), "192.0.2.9");
        let proxy = ["10.0.0.1"];
        assert_eq!(asker("10.0.0.1", "198.51.100.7", &proxy), "198.51.100.7");
        let forged = "203.0.113.5, 198.51.100.7";
        assert_eq!(asker("10.0.0.1", forged, &proxy), "198.51.100.7");
        assert_eq!(asker("10.0.0.1", "nobody", &proxy), "10.0.0.1");
        assert_eq!(asker("::ffff:10.0.0.1", "192.0.2.1", &proxy), "192.0.2.1");
    }

    #[test]
    fn one_subscriber_is_one() {
        assert_eq!(asker("2001:db8:1:2:3:4:5:6", "", &[]), "2001:db8:1:2::");
    }

    #[test]
    fn nobody_sends_without_end() {
        let limits = Limits::new(Allowances {
            searches_per_minute: 7,
            tables_per_minute: 0,
        });
        let (one, other) = (Asker([192, 0, 2, 1].into()), Asker([192, 0, 2, 2].into()));
        let allowed = |sent, of| limits.allow(sent, of).is_ok();
        let count = |sent| (0..100).filter(|_| allowed(sent, one)).count();
        assert_eq!(count(Sent::Message), 20);
        assert_eq!(count(Sent::Search), 7);
        assert_eq!(count(Sent::Table), 100, "0 is without a limit");
        assert!(allowed(Sent::Message, other) && allowed(Sent::Search, other));
        let refused = limits.allow(Sent::Search, one).unwrap_err();
        let Trouble::TooMany {
            again_after_seconds,
            ..
        } = refused
        else {
            panic!("{refused:?}")
        };
        assert!((1..=60).contains(&again_after_seconds), "{refused:?}");
    }

    #[test]
    fn only_what_costs_work_is_counted() {
        let of = |address: &'static str| costly(&Uri::from_static(address));
        assert_eq!(of("/recommendations?q=rest"), Some(Sent::Search));
        assert_eq!(of("/recommendations.json?q=rest"), Some(Sent::Search));
        assert_eq!(of("/recommendations.atom?q=rest"), Some(Sent::Search));
        assert_eq!(of("/recommendations.csv"), Some(Sent::Table));
        assert_eq!(of("/similar?text=rest"), Some(Sent::Search));
        for free in ["/recommendations?q=", "/similar?of=R0001A", "/", "/due?q=x"] {
            assert_eq!(of(free), None, "{free}");
        }
    }
}
