//! Why a document could not be fetched: each message says what happened and how to mend it.

use std::net::IpAddr;

/// Why there is no document from an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfetched {
    /// The words are no address. They are not repeated: a password may stand in them.
    #[error("this is no address that can be asked for: {0}. Copy it from a browser's address bar.")]
    Address(&'static str),
    /// Another scheme than http and https.
    #[error(
        "only addresses that begin with http:// or https:// are read. Save the page as a file."
    )]
    Scheme,
    /// A name or a password in the address.
    #[error(
        "the address holds a user name or a password; none is ever sent. Leave it out, or sign in \
         with a browser, save the page, and read the file."
    )]
    Credentials,
    /// An address of this machine or of a private network.
    #[error(
        "{host} leads to {address}, an address of a private network, which is not asked unless \
         you say so: with --allow-private-addresses, or allow_private_addresses in the settings."
    )]
    Private {
        /// The host as it was written.
        host: String,
        /// What it leads to.
        address: IpAddr,
    },
    /// An address at which no document stands.
    #[error(
        "{host} leads to {address}, at which no document can stand (link-local, multicast, \
         reserved or for examples only). Check the address."
    )]
    Nobodys {
        /// The host as it was written.
        host: String,
        /// What it leads to.
        address: IpAddr,
    },
    /// The name is not known.
    #[error("{0} is not found: no such name is known. Check the spelling and the connection.")]
    NoSuchHost(String),
    /// No connection, or one that broke off before there was an answer.
    #[error("{host} cannot be reached: {cause}. Check the address, or try again later.")]
    Unreachable {
        /// The host.
        host: String,
        /// What the system says.
        cause: String,
    },
    /// The certificate or the handshake is wrong.
    #[error(
        "no safe connection to {host}: {cause}. If its certificate is signed by an authority of \
         your own, name that authority's file in SSL_CERT_FILE."
    )]
    Tls {
        /// The host.
        host: String,
        /// What is wrong.
        cause: String,
    },
    /// The system has no certificates to trust, or they cannot be read.
    #[error(
        "the certificates of the authorities to trust cannot be read: {0}. Debian and Ubuntu: apt \
         install ca-certificates; or name a file with them in SSL_CERT_FILE."
    )]
    Certificates(String),
    /// Each address leads on to one that was there before.
    #[error("{0} leads in a circle. Open it in a browser, save the page, and read the file.")]
    Loop(String),
    /// Too many redirects.
    #[error("{address} leads on more than {limit} times. Name the address where it ends.")]
    Redirects {
        /// The address that was asked for.
        address: String,
        /// The limit.
        limit: usize,
    },
    /// A redirect to no address.
    #[error("{0} leads on to something that is no address. Tell those who run the site.")]
    Location(String),
    /// From https to http.
    #[error(
        "{from} leads on to {to}, where anybody on the way could change it. If you want that all \
         the same, name that address itself."
    )]
    Downgrade {
        /// Where it leads from.
        from: String,
        /// Where it leads to.
        to: String,
    },
    /// robots.txt says no.
    #[error(
        "the site's robots.txt asks programs not to fetch {0}. Open it in a browser, save the \
         page, and read the file; or ask those who run the site to allow Heeded."
    )]
    Robots(String),
    /// The rules for programs cannot be had, which means no (RFC 9309, section 2.3.1.4).
    #[error(
        "{address} answers {status}, so what the site allows programs is not known, and nothing \
         is fetched. Try again later, or save the page with a browser."
    )]
    RobotsFailed {
        /// The address of the robots.txt.
        address: String,
        /// Its status.
        status: u16,
    },
    /// A status that is not a document's.
    #[error("{address} answers {status} ({}). {}", status_words(*status), status_mend(*status))]
    Status {
        /// The address that answered.
        address: String,
        /// The status of HTTP.
        status: u16,
    },
    /// More bytes than are read.
    #[error(
        "{address} is too large: more than {limit} bytes. Save it, split it, and read the pages \
         that hold the recommendations."
    )]
    TooLarge {
        /// The address.
        address: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// Headers larger than any site needs.
    #[error("{address} sends headers of more than {limit} bytes. Save the page with a browser.")]
    Headers {
        /// The address.
        address: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// It took too long.
    #[error("{address} took longer than {seconds} seconds. Try again later, or save it by hand.")]
    TooSlow {
        /// The address.
        address: String,
        /// The limit, whole seconds.
        seconds: u64,
    },
    /// The connection broke off.
    #[error("{address} broke off before its end, so nothing of it is read. Try again.")]
    Cut {
        /// The address.
        address: String,
    },
    /// Packed in a way that is not unpacked here, or packed wrongly.
    #[error("{address} came packed ({coding}) in a way that cannot be read. Save it by hand.")]
    Packed {
        /// The address.
        address: String,
        /// The coding that its headers name.
        coding: String,
    },
    /// An answer that is not HTTP.
    #[error("{address} does not answer as a web site does: {cause}. Check the address.")]
    Garbled {
        /// The address.
        address: String,
        /// What is wrong with it.
        cause: String,
    },
}

fn status_words(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 => "it wants a sign-in, or does not let programs in",
        404 | 410 => "there is nothing at this address",
        429 => "too many requests",
        500..=599 => "the site has a fault",
        _ => "that is no document",
    }
}

fn status_mend(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 => "Open it in a browser, save the page, and read the file.",
        404 | 410 => "Check the address; the page may have moved.",
        429 | 500..=599 => "Try again later.",
        _ => "Check the address in a browser.",
    }
}
