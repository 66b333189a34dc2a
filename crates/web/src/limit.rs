//! How often one address may send what costs work or a person's time.
//!
//! An address is that of the connection; behind a web server that is named in the settings, the
//! one that it says it had the request from. Nobody else is believed.

use crate::visit::Visit;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

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

/// What addresses have sent lately.
pub(crate) struct Limits {
    messages: DefaultKeyedRateLimiter<IpAddr>,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Limits")
    }
}

impl Default for Limits {
    fn default() -> Self {
        let hourly = Quota::per_hour(MESSAGES_PER_HOUR);
        Self {
            messages: RateLimiter::keyed(hourly),
        }
    }
}

impl Limits {
    /// Whether an address may send another message now; counts it when it may.
    pub(crate) fn allows_message(&self, asker: Asker) -> bool {
        if self.messages.len() > ADDRESS_ENTRIES_MAX {
            self.messages.retain_recent();
        }
        self.messages.check_key(&asker.0).is_ok()
    }
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

/// Says to whoever sent too much when to come again.
pub(crate) fn too_many(visit: &Visit) -> axum::response::Response {
    crate::trouble::Trouble::TooMany.answer(visit)
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
        let limits = Limits::default();
        let (one, other) = (Asker([192, 0, 2, 1].into()), Asker([192, 0, 2, 2].into()));
        let sent = (0..100).filter(|_| limits.allows_message(one)).count();
        assert_eq!(sent, usize::try_from(MESSAGES_PER_HOUR.get()).unwrap());
        assert!(limits.allows_message(other));
    }
}
