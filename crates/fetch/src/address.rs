//! What an address may be: http or https, a host, and nobody's password.

use crate::error::Unfetched;
use iri_string::types::{IriStr, UriAbsoluteString, UriReferenceStr};
use std::fmt;

/// The longest address that is asked for: what browsers and servers bear.
const ADDRESS_BYTES_MAX: usize = 8_000;
/// The longest name taken from an address: what a file system bears.
const NAME_BYTES_MAX: usize = 120;

/// An address that may be asked for, without its fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(UriAbsoluteString);

impl Address {
    /// Takes an address as it was typed.
    pub(crate) fn new(typed: &str) -> Result<Self, Unfetched> {
        let typed = typed.trim();
        if typed.len() > ADDRESS_BYTES_MAX {
            return Err(Unfetched::Address("it is too long"));
        }
        let wrong = |_| Unfetched::Address("it holds a space or a sign that no address has");
        let iri = IriStr::new(typed).map_err(wrong)?;
        let uri = iri.to_absolute().encode_to_uri().to_string();
        let uri = UriAbsoluteString::try_from(uri);
        Self::checked(uri.map_err(|_| Unfetched::Address("it cannot be written in ASCII"))?)
    }

    fn checked(uri: UriAbsoluteString) -> Result<Self, Unfetched> {
        if !["http", "https"].contains(&uri.scheme_str().to_ascii_lowercase().as_str()) {
            return Err(Unfetched::Scheme);
        }
        let authority = uri
            .authority_components()
            .filter(|authority| !authority.host().is_empty())
            .ok_or(Unfetched::Address("it names no host"))?;
        if authority.userinfo().is_some() {
            return Err(Unfetched::Credentials);
        }
        let port = authority.port().filter(|port| !port.is_empty());
        if port.is_some_and(|port| !matches!(port.parse::<u16>(), Ok(1..))) {
            return Err(Unfetched::Address(
                "its port is not a number from 1 to 65535",
            ));
        }
        Ok(Self(uri))
    }

    /// The address that a redirect names, seen from this one.
    pub(crate) fn join(&self, location: &str) -> Result<Self, Unfetched> {
        let wrong = || Unfetched::Location(self.to_string());
        if location.len() > ADDRESS_BYTES_MAX {
            return Err(wrong());
        }
        // Servers write what browsers accept: spaces and letters that are not ASCII.
        let encoded = encoded(location);
        let reference = UriReferenceStr::new(&encoded).map_err(|_| wrong())?;
        let base = self.0.as_slice();
        let resolved = reference.resolve_against(base);
        resolved
            .ensure_rfc3986_normalizable()
            .map_err(|_| wrong())?;
        let text = resolved.to_string();
        let uri = iri_string::types::UriStr::new(&text).map_err(|_| wrong())?;
        Self::checked(uri.to_absolute().to_owned())
    }

    /// Whether it is asked for over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.scheme_str().eq_ignore_ascii_case("https")
    }

    /// The host, for messages.
    pub(crate) fn host(&self) -> &str {
        self.0
            .authority_components()
            .map_or("", |authority| authority.host())
    }

    /// Scheme, host and port: what has a robots.txt of its own.
    pub(crate) fn origin(&self) -> String {
        let authority = self.0.authority_str().unwrap_or_default();
        format!("{}://{authority}", self.0.scheme_str()).to_ascii_lowercase()
    }

    /// The address of the robots.txt that speaks for it.
    pub(crate) fn robots(&self) -> Result<Self, Unfetched> {
        Self::new(&format!("{}/robots.txt", self.origin()))
    }

    pub(crate) fn is_robots(&self) -> bool {
        self.0.path_str() == "/robots.txt"
    }

    /// What to call what is there: the last part of the path, or the host.
    pub(crate) fn name(&self) -> String {
        let path = self.0.path_str().trim_end_matches('/');
        let last = path.rsplit('/').next().unwrap_or_default();
        let dots = last.chars().all(|letter| letter == '.');
        let name = if dots { self.host() } else { last };
        name.chars().take(NAME_BYTES_MAX).collect()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// A location with what may not stand in an address as it is written there.
fn encoded(location: &str) -> String {
    let mut out = String::with_capacity(location.len());
    for byte in location.trim().bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(typed: &str) -> Result<String, String> {
        let made = Address::new(typed);
        made.map(|address| address.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_is_http_with_a_host() {
        let kept = address("https://Board.example:8443/a/b?c=d#part");
        assert_eq!(kept.unwrap(), "https://Board.example:8443/a/b?c=d");
        let kept = address("http://board.example/né");
        assert_eq!(kept.unwrap(), "http://board.example/n%C3%A9");
        for typed in [
            "ftp://a.example/x",
            "file:///etc/passwd",
            "gopher://a.example",
        ] {
            assert!(address(typed).unwrap_err().contains("http"), "{typed}");
        }
        for typed in [
            "http://",
            "http:///x",
            "https://:80/",
            "http://a b/",
            "http://a:99999/",
        ] {
            assert!(address(typed).is_err(), "{typed}");
        }
        assert!(address("http://a.example:0/").is_err());
        assert!(address(&format!("http://a.example/{}", "x".repeat(9_000))).is_err());
    }

    #[test]
    fn a_password_is_refused_and_not_repeated() {
        for typed in ["https://ann:secret@a.example/", "http://secret@a.example/"] {
            let refused = address(typed).unwrap_err();
            assert!(!refused.contains("secret"), "{refused}");
            assert!(refused.contains("password"), "{refused}");
        }
    }

    #[test]
    fn a_redirect_is_seen_from_where_it_stands() {
        let at = Address::new("https://board.example/a/b?c").unwrap();
        let join = |location: &str| at.join(location).map(|next| next.to_string());
        assert_eq!(join("d").unwrap(), "https://board.example/a/d");
        assert_eq!(join("/d e").unwrap(), "https://board.example/d%20e");
        assert_eq!(join("../../x").unwrap(), "https://board.example/x");
        assert_eq!(
            join("//other.example/x#y").unwrap(),
            "https://other.example/x"
        );
        assert_eq!(join("?q").unwrap(), "https://board.example/a/b?q");
        assert!(join("https://ann:secret@other.example/").is_err());
        assert!(join("file:///etc/passwd").is_err());
        assert!(join("javascript:alert(1)").is_err());
    }

    #[test]
    fn a_document_is_called_by_the_last_part() {
        let name = |typed: &str| Address::new(typed).unwrap().name();
        assert_eq!(name("https://a.example/x/report.pdf?v=2"), "report.pdf");
        assert_eq!(name("https://a.example/x/"), "x");
        assert_eq!(name("https://a.example"), "a.example");
        assert_eq!(name("https://a.example/x/.."), "a.example");
    }
}
