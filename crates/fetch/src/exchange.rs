//! One request and its answer: no cookies, nobody's password, no proxy, and limits on everything.

use crate::Seen;
use crate::USER_AGENT;
use crate::address::Address;
use crate::body;
use crate::error::Unfetched;
use crate::guard::{Guard, Reach, Refused, Whose};
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::HeaderMap;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// The seconds that a document may take, robots.txt and redirects included: the largest document
/// that is read comes in that time over 4 Mbit/s, and a person waits no longer.
pub const SECONDS_MAX: u64 = 120;
/// How many times an address may lead on: browsers go to 20, and chains of public bodies have three
/// or four.
pub const REDIRECTS_MAX: usize = 10;
/// The bytes of the headers of one answer: what large sites send is 2 to 8 kB.
pub const HEADER_BYTES_MAX: usize = 64 * 1024;

/// The status that says that nothing has changed.
pub(crate) const NOT_MODIFIED: u16 = 304;

/// How much a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest document, in bytes, packed or not.
    pub document_bytes: usize,
    /// The time from the first look-up to the last byte.
    pub time: Duration,
    /// How often it may lead on.
    pub redirects: usize,
    /// The headers of one answer, in bytes.
    pub header_bytes: usize,
}

impl Limits {
    /// The usual limits, for documents of at most so many bytes.
    #[must_use]
    pub fn for_documents_of(document_bytes: usize) -> Self {
        Self {
            document_bytes,
            time: Duration::from_secs(SECONDS_MAX),
            redirects: REDIRECTS_MAX,
            header_bytes: HEADER_BYTES_MAX,
        }
    }
}

/// Makes requests.
#[derive(Debug)]
pub(crate) struct Exchange {
    agent: Agent,
    pub(crate) limits: Limits,
    /// Why no certificate can be proved, where none can.
    untrusting: Option<String>,
}

/// An answer whose body has not been read.
pub(crate) struct Response(ureq::http::Response<Body>);

impl Exchange {
    pub(crate) fn new(reach: Reach, limits: Limits) -> Self {
        let (roots, untrusting) = roots();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // A proxy would look names up by itself, past the guard.
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept("text/html, application/pdf;q=0.9, */*;q=0.8")
            // What is kept is what the site has, not a packing of it.
            .accept_encoding("identity")
            .max_response_header_size(limits.header_bytes)
            .tls_config(tls)
            .build();
        let inner = DefaultResolver::default();
        let guard = Guard { reach, inner };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            limits,
            untrusting,
        }
    }

    /// When the time for a document that is begun now is over.
    pub(crate) fn deadline(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.limits.time).unwrap_or(now)
    }

    /// Asks for what is at an address.
    pub(crate) fn ask(
        &self,
        at: &Address,
        seen: &Seen,
        deadline: Instant,
    ) -> Result<Response, Unfetched> {
        if let Some(why) = self.untrusting.as_ref().filter(|_| at.is_secure()) {
            return Err(Unfetched::Certificates(why.clone()));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.too_slow(at));
        }
        let mut request = self.agent.get(at.to_string());
        if let Some(etag) = &seen.etag {
            request = request.header("if-none-match", etag);
        }
        if let Some(day) = &seen.last_modified {
            request = request.header("if-modified-since", day);
        }
        let request = request.config().timeout_global(Some(left)).build();
        let response = request.call().map_err(|cause| self.failed(at, cause))?;
        Ok(Response(response))
    }

    /// Reads the body of an answer, unpacked where it came packed.
    pub(crate) fn read(&self, response: Response, at: &Address) -> Result<Vec<u8>, Unfetched> {
        let coding = response.header("content-encoding").map(str::to_owned);
        let too_large = || Unfetched::TooLarge {
            address: at.to_string(),
            limit: self.limits.document_bytes,
        };
        let most = self.limits.document_bytes;
        let stated = response.header("content-length");
        if stated.is_some_and(|length| length.parse().is_ok_and(|length: usize| length > most)) {
            return Err(too_large());
        }
        let body = response.0.into_body().into_reader();
        let bytes = body::limited(body, most).map_err(|cause| self.broken(at, cause.into()))?;
        let bytes = bytes.ok_or_else(too_large)?;
        match body::unpacked(bytes, coding.as_deref(), most) {
            Ok(bytes) => bytes.ok_or_else(too_large),
            Err(coding) => Err(Unfetched::Packed {
                address: at.to_string(),
                coding,
            }),
        }
    }

    /// Reads the beginning of the body of an answer: what lies behind it does not count.
    pub(crate) fn read_start(
        &self,
        response: Response,
        at: &Address,
        most: usize,
    ) -> Result<Vec<u8>, Unfetched> {
        let coding = response.header("content-encoding").map(str::to_owned);
        let body = response.0.into_body().into_reader();
        let bytes = body::start(body, most).map_err(|cause| self.broken(at, cause.into()))?;
        Ok(body::unpacked_start(bytes, coding.as_deref(), most))
    }

    fn too_slow(&self, at: &Address) -> Unfetched {
        Unfetched::TooSlow {
            address: at.to_string(),
            seconds: self.limits.time.as_secs(),
        }
    }

    /// What it means that the body breaks off.
    fn broken(&self, at: &Address, cause: ureq::Error) -> Unfetched {
        match cause {
            ureq::Error::Io(_) => Unfetched::Cut {
                address: at.to_string(),
            },
            cause => self.failed(at, cause),
        }
    }

    /// What it means that there is no answer.
    fn failed(&self, at: &Address, cause: ureq::Error) -> Unfetched {
        let (host, address) = (at.host().to_owned(), at.to_string());
        match cause {
            ureq::Error::Timeout(_) => self.too_slow(at),
            ureq::Error::HostNotFound => Unfetched::NoSuchHost(host),
            ureq::Error::LargeResponseHeader(..) => Unfetched::Headers {
                address,
                limit: self.limits.header_bytes,
            },
            ureq::Error::Other(cause) => match cause.downcast_ref::<Refused>() {
                Some(refused) => self.refused(host, refused),
                None => Unfetched::Unreachable {
                    host,
                    cause: cause.to_string(),
                },
            },
            ureq::Error::Io(cause) if is_tls(&cause) => Unfetched::Tls {
                host,
                cause: cause.to_string(),
            },
            ureq::Error::Rustls(cause) => Unfetched::Tls {
                host,
                cause: cause.to_string(),
            },
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BadUri(_) => {
                Unfetched::Garbled {
                    address,
                    cause: cause.to_string(),
                }
            }
            cause => Unfetched::Unreachable {
                host,
                cause: cause.to_string(),
            },
        }
    }

    fn refused(&self, host: String, refused: &Refused) -> Unfetched {
        let address = refused.address;
        match refused.whose {
            Whose::Private => Unfetched::Private { host, address },
            Whose::Everybodys | Whose::Nobodys => Unfetched::Nobodys { host, address },
        }
    }
}

fn is_tls(cause: &std::io::Error) -> bool {
    cause
        .get_ref()
        .is_some_and(|inner| inner.is::<rustls::Error>())
}

/// The authorities that this system trusts (or those in `SSL_CERT_FILE`), so that those of a body's
/// own network count and those that were withdrawn do not; and what is wrong where there are none.
fn roots() -> (Vec<Certificate<'static>>, Option<String>) {
    let loaded = rustls_native_certs::load_native_certs();
    let certificates: Vec<Certificate<'static>> = loaded
        .certs
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned())
        .collect();
    let faults: Vec<String> = loaded.errors.iter().map(ToString::to_string).collect();
    let untrusting = certificates.is_empty().then(|| match faults.is_empty() {
        true => "there are none".to_owned(),
        false => faults.join("; "),
    });
    (certificates, untrusting)
}

impl Response {
    pub(crate) fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// The first value of a header, where it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// Every header, a line each.
    pub(crate) fn headers(&self) -> String {
        lines(self.0.headers())
    }

    /// Where it leads on to, if it does.
    pub(crate) fn redirect(&self) -> Option<&str> {
        let leads = matches!(self.status(), 301 | 302 | 303 | 307 | 308);
        self.header("location").filter(|_| leads)
    }

    /// Whether it holds a document.
    pub(crate) fn must_be_a_document(&self, at: &Address) -> Result<(), Unfetched> {
        match self.status() {
            200 | 203 => Ok(()),
            status => Err(Unfetched::Status {
                address: at.to_string(),
                status,
            }),
        }
    }
}

fn lines(headers: &HeaderMap) -> String {
    let mut lines = String::new();
    for (name, value) in headers {
        lines.push_str(name.as_str());
        lines.push_str(": ");
        lines.push_str(&String::from_utf8_lossy(value.as_bytes()));
        lines.push('\n');
    }
    lines
}
