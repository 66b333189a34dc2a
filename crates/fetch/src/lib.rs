//! Gets a document from its address, with limits, and gives back what came as it came.
//!
//! [`Fetcher::get`] asks for one document: `address` says what an address may be, `guard` where a
//! name may lead, `robots` what the site allows, `exchange` makes one request and reads its answer
//! within [`Limits`]. Nothing is read into the bytes here, and nothing is kept.

mod address;
mod body;
mod error;
mod exchange;
mod guard;
mod robots;

use address::Address;
use exchange::{Exchange, Response};
use robots::Robots;

pub use error::Unfetched;
pub use exchange::{HEADER_BYTES_MAX, Limits, REDIRECTS_MAX, SECONDS_MAX};
pub use guard::Reach;

/// What a site knows us by: the name and version, and where to read what it is.
pub const USER_AGENT: &str = concat!(
    "Heeded/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// Whether typed words are meant as an address, not as a file.
#[must_use]
pub fn is_address(typed: &str) -> bool {
    let scheme = typed.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// An address as [`Fetched::asked`] has it.
///
/// # Errors
///
/// [`Unfetched`] where it may not be asked for.
pub fn without_fragment(typed: &str) -> Result<String, Unfetched> {
    Address::new(typed).map(|address| address.to_string())
}

/// A document as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address that was asked for, without its fragment.
    pub asked: String,
    /// The address that answered.
    pub address: String,
    /// The addresses between the two that led on, in order.
    pub redirects: Vec<String>,
    /// The status of HTTP: 200 or 203.
    pub status: u16,
    /// The headers as received, a line each ("etag: \"7\""); bytes that are no text are replaced.
    pub headers: String,
    /// What to call it: the last part of the address, or the host.
    pub name: String,
    /// The media type that came with it, if any did.
    pub media_type: Option<String>,
    /// Its bytes, exactly as received; unpacked only where the server packed them although it was
    /// asked not to.
    pub bytes: Vec<u8>,
}

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The document.
    Fetched(Fetched),
    /// It is what it was when it was fetched before.
    NotChanged,
}

/// By what a server tells whether a document has changed: from the headers of a capture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The header `etag`.
    pub etag: Option<String>,
    /// The header `last-modified`.
    pub last_modified: Option<String>,
}

impl Seen {
    /// From headers as [`Fetched::headers`] has them.
    #[must_use]
    pub fn in_headers(headers: &str) -> Self {
        let value = |wanted: &str| {
            headers.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                (name == wanted).then(|| value.trim().to_owned())
            })
        };
        Self {
            etag: value("etag"),
            last_modified: value("last-modified"),
        }
    }
}

/// Fetches documents, and remembers the robots.txt of each site for as long as it lives.
#[derive(Debug)]
pub struct Fetcher {
    exchange: Exchange,
    robots: Robots,
}

impl Fetcher {
    /// A fetcher that goes as far as it is let.
    #[must_use]
    pub fn new(reach: Reach, limits: Limits) -> Self {
        Self {
            exchange: Exchange::new(reach, limits),
            robots: Robots::default(),
        }
    }

    /// Fetches the document at an address.
    ///
    /// # Errors
    ///
    /// [`Unfetched`]: each says what happened and how to mend it, and none repeats a password.
    pub fn get(&mut self, typed: &str) -> Result<Fetched, Unfetched> {
        match self.get_if_changed(typed, &Seen::default())? {
            Answer::Fetched(fetched) => Ok(fetched),
            // Nobody asked whether it has changed.
            Answer::NotChanged => Err(Unfetched::Status {
                address: typed.to_owned(),
                status: exchange::NOT_MODIFIED,
            }),
        }
    }

    /// Fetches the document at an address unless the server says that it is what was seen before.
    ///
    /// # Errors
    ///
    /// As [`Fetcher::get`].
    pub fn get_if_changed(&mut self, typed: &str, seen: &Seen) -> Result<Answer, Unfetched> {
        let asked = Address::new(typed)?;
        let deadline = self.exchange.deadline();
        let mut redirects = Vec::new();
        let mut at = asked.clone();
        loop {
            self.robots.allow(&self.exchange, &at, deadline)?;
            let response = self.exchange.ask(&at, seen, deadline)?;
            let Some(next) = self.next(&at, &response)? else {
                return self.answer(&asked, (at, redirects), response);
            };
            if redirects.contains(&next.to_string()) || next == at {
                return Err(Unfetched::Loop(asked.to_string()));
            }
            redirects.push(at.to_string());
            if redirects.len() > self.exchange.limits.redirects {
                return Err(Unfetched::Redirects {
                    address: asked.to_string(),
                    limit: self.exchange.limits.redirects,
                });
            }
            at = next;
        }
    }

    /// Where an answer leads on to, if it does.
    fn next(&self, at: &Address, response: &Response) -> Result<Option<Address>, Unfetched> {
        let Some(location) = response.redirect() else {
            return Ok(None);
        };
        let next = at.join(location)?;
        if at.is_secure() && !next.is_secure() {
            return Err(Unfetched::Downgrade {
                from: at.to_string(),
                to: next.to_string(),
            });
        }
        Ok(Some(next))
    }

    fn answer(
        &self,
        asked: &Address,
        (at, redirects): (Address, Vec<String>),
        response: Response,
    ) -> Result<Answer, Unfetched> {
        if response.status() == exchange::NOT_MODIFIED {
            return Ok(Answer::NotChanged);
        }
        response.must_be_a_document(&at)?;
        let (status, headers) = (response.status(), response.headers());
        let media_type = response.header("content-type").map(str::to_owned);
        let bytes = self.exchange.read(response, &at)?;
        Ok(Answer::Fetched(Fetched {
            asked: asked.to_string(),
            name: at.name(),
            address: at.to_string(),
            redirects: redirects.into_iter().skip(1).collect(),
            status,
            headers,
            media_type,
            bytes,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_file() {
        for typed in ["http://a.example", "HTTPS://a.example/b", "ftp://a.example"] {
            assert!(is_address(typed), "{typed}");
        }
        for typed in ["page.html", "-", "c:/pages", "a b://c", "./http:/x", "://"] {
            assert!(!is_address(typed), "{typed}");
        }
    }

    #[test]
    fn what_was_seen_is_in_the_headers() {
        let seen = Seen::in_headers("date: x\netag: \"a:b\"\nlast-modified: Mon, 02 Nov 2026\n");
        assert_eq!(seen.etag.as_deref(), Some("\"a:b\""));
        assert_eq!(seen.last_modified.as_deref(), Some("Mon, 02 Nov 2026"));
    }
}
