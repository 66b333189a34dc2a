//! What a site allows programs: its robots.txt, by RFC 9309.
//!
//! Asked for once for each site and remembered while the fetcher lives, which is one command. No
//! such file (4xx) allows everything; a site that cannot say (5xx, no answer) allows nothing.

use crate::Seen;
use crate::address::Address;
use crate::error::Unfetched;
use crate::exchange::Exchange;
use robotstxt::DefaultMatcher;
use std::collections::BTreeMap;
use std::time::Instant;

/// The name that a robots.txt knows us by.
const TOKEN: &str = "Heeded";
/// How much of a robots.txt counts, in bytes: what RFC 9309 (2.5) asks for at least.
const BYTES_MAX: usize = 500 * 1024;
/// How many times it may lead on: as RFC 9309 (2.3.1.2) has it.
const REDIRECTS_MAX: usize = 5;

/// What is known of sites.
#[derive(Debug, Default)]
pub(crate) struct Robots {
    by_origin: BTreeMap<String, Rules>,
}

#[derive(Debug, Clone)]
enum Rules {
    /// There are none.
    None,
    /// A robots.txt.
    Text(String),
    /// It could not be had.
    Failed { address: String, status: u16 },
}

impl Robots {
    /// Refuses an address that the site asks programs not to fetch.
    pub(crate) fn allow(
        &mut self,
        exchange: &Exchange,
        at: &Address,
        deadline: Instant,
    ) -> Result<(), Unfetched> {
        // The file itself may always be read.
        if at.is_robots() {
            return Ok(());
        }
        let origin = at.origin();
        let rules = match self.by_origin.get(&origin) {
            Some(rules) => rules,
            None => {
                let rules = ask(exchange, at, deadline)?;
                self.by_origin.entry(origin).or_insert(rules)
            }
        };
        match rules {
            Rules::None => Ok(()),
            Rules::Text(text) if allows(text, at) => Ok(()),
            Rules::Text(_) => Err(Unfetched::Robots(at.to_string())),
            Rules::Failed { address, status } => Err(Unfetched::RobotsFailed {
                address: address.clone(),
                status: *status,
            }),
        }
    }
}

fn ask(exchange: &Exchange, at: &Address, deadline: Instant) -> Result<Rules, Unfetched> {
    let mut robots = at.robots()?;
    for _ in 0..=REDIRECTS_MAX {
        let response = exchange.ask(&robots, &Seen::default(), deadline)?;
        if let Some(location) = response.redirect() {
            robots = robots.join(location)?;
            continue;
        }
        return match response.status() {
            200..=299 => {
                let bytes = exchange.read_start(response, &robots, BYTES_MAX)?;
                Ok(Rules::Text(String::from_utf8_lossy(&bytes).into_owned()))
            }
            // Redirects without an address too: there is no such file (2.3.1.2).
            300..=499 => Ok(Rules::None),
            status => Ok(Rules::Failed {
                address: robots.to_string(),
                status,
            }),
        };
    }
    Ok(Rules::None)
}

fn allows(text: &str, at: &Address) -> bool {
    DefaultMatcher::default().one_agent_allowed_by_robots(text, TOKEN, &at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed(text: &str, address: &str) -> bool {
        allows(text, &Address::new(address).unwrap())
    }

    #[test]
    fn the_group_with_our_name_counts_before_that_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: heeded\nDisallow: /drafts\n\
                    Allow: /drafts/final$\n";
        assert!(allowed(text, "https://a.example/report.pdf"));
        assert!(!allowed(text, "https://a.example/drafts/one"));
        assert!(allowed(text, "https://a.example/drafts/final"));
        let text = "User-agent: *\nDisallow: /*?print=\n";
        assert!(!allowed(text, "https://a.example/page?print=yes"));
        assert!(allowed(text, "https://a.example/page"));
        assert!(allowed("", "https://a.example/page"));
    }

    proptest! {
        #[test]
        fn no_robots_txt_stops_us(text in "(?s)(user-agent:|(dis)?allow:|[%*$/:#]|.|\n){0,60}") {
            allowed(&text, "https://a.example/p%C3%A9/é?x");
        }

        #[test]
        fn nor_do_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            allowed(&String::from_utf8_lossy(&bytes), "https://a.example/");
        }
    }
}
