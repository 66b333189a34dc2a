//! What can go wrong with a page, and the problem pages that say so.
//!
//! The words for people and the cause for the log are two things: a problem page says what
//! happened and where to go on, never a code, a path or a cause inside. [`wrong`] is a value of the
//! address that is not known, [`shown`] how each form of answer tells a trouble.

mod shown;
mod wrong;

use shown::Way;
pub use wrong::Wrong;

use crate::words::thousands;
use axum::http::StatusCode;
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_store::StoreError;
use jiff::civil::Date;

/// What can go wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing at this address.
    NotFound,
    /// The page can only be read.
    NotAllowed {
        /// Whether it can be sent a form too.
        takes_forms: bool,
    },
    /// The record was taken down by those who run the register.
    TakenDown(Box<TakenDown>),
    /// The record was not there yet on the day asked for.
    NotYet,
    /// A field of the address cannot be understood, or its value is not known.
    Field(Box<Wrong>),
    /// The list has no such page.
    NoSuchPage {
        /// The last page that there is.
        last: u32,
        /// What to do about it, in a sentence.
        mend: String,
    },
    /// The figures asked for are being counted, and too many wait for them.
    Counting,
    /// The search index is being made; what needs it has to wait.
    Preparing,
    /// This address has sent too much lately.
    TooMany {
        /// What it sent.
        sent: Sent,
        /// Seconds after which it may try again.
        again_after_seconds: u32,
    },
    /// No more can be taken in for now.
    Busy,
    /// A fault of ours; its cause has been logged.
    Fault,
}

/// What may be said of a record that was taken down: nothing of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDown {
    /// Its identifier.
    pub id: RecommendationId,
    /// The day.
    pub on: Option<Date>,
    /// Why, in the words of those who did it.
    pub reason: String,
    /// Who had made it.
    pub issuer: (OrganisationId, String),
    /// The report that it stood in.
    pub report: Option<(ReportId, String)>,
}

/// What an address can send too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// A message about a mistake.
    Message,
    /// A search.
    Search,
    /// A request for a whole list as a table.
    Table,
}

impl From<Wrong> for Trouble {
    fn from(wrong: Wrong) -> Self {
        Self::Field(Box::new(wrong))
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "the register could not be read");
        Self::Fault
    }
}

impl Trouble {
    /// A page that a list of so many pages does not have.
    #[must_use]
    pub fn no_such_page(last: u32) -> Self {
        let mend = match last {
            1 => "It has one page".to_owned(),
            last => format!("It has {} pages", thousands(u64::from(last))),
        };
        Self::NoSuchPage { last, mend }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotYet | Self::NoSuchPage { .. } => StatusCode::NOT_FOUND,
            Self::NotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::TakenDown(_) => StatusCode::GONE,
            Self::Field(_) => StatusCode::BAD_REQUEST,
            Self::Counting | Self::Preparing | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::NotFound => "Page not found",
            Self::NotAllowed { .. } => "This page cannot be asked for in that way",
            Self::TakenDown(_) => "This record was taken down",
            Self::NotYet => "Not in the register on that day",
            Self::Field(wrong) => &wrong.what,
            Self::NoSuchPage { .. } => "This list has no such page",
            Self::Counting => "These figures are being counted",
            Self::Preparing => "Search is being prepared",
            Self::TooMany { sent, .. } => match sent {
                Sent::Message => "Too many messages from here",
                Sent::Search => "Too many searches from here",
                Sent::Table => "Too many whole lists from here",
            },
            Self::Busy => "No more messages can be taken now",
            Self::Fault => "Sorry, there is a problem with the service",
        }
    }

    /// How to mend it, as a sentence without its full stop.
    pub(crate) fn mend(&self) -> &str {
        match self {
            Self::NotFound => {
                "If you typed the address, check that it is correct. If you followed a link here, \
                 the record never had this address: an address once given answers for ever"
            }
            Self::NotAllowed { takes_forms: true } => {
                "It can be read (GET, HEAD), and its form can be sent (POST)"
            }
            Self::NotAllowed { takes_forms: false } => "It can only be read (GET, HEAD)",
            Self::TakenDown(_) => {
                "Those who run the register took it down, and give the reason below. Its words are \
                 shown on no page, list or file, as of no day. It may be put back; its address \
                 stays its own"
            }
            Self::NotYet => "It came later. See the page as it is today, or choose a later day",
            Self::Field(wrong) => &wrong.mend,
            Self::NoSuchPage { mend, .. } => mend,
            Self::Counting => "Many people asked for figures at once. Ask again in a minute",
            Self::Preparing => "Try again in a minute",
            Self::TooMany { sent, .. } => match sent {
                Sent::Message => {
                    "Yours was not kept, as many messages came from your network within an hour. \
                     Wait some minutes and send it again"
                }
                Sent::Search => {
                    "Many searches came from your network within a minute. Wait a moment and try \
                     again: this page then shows what you looked for. Everything but searching \
                     works meanwhile"
                }
                Sent::Table => {
                    "Your network asked for many whole lists within a minute. Wait a moment and \
                     try again. A list that is narrowed down is smaller, and records can be read \
                     meanwhile"
                }
            },
            Self::Busy => {
                "Yours was not kept, as many wait for an answer. Keep your words and send them \
                 again tomorrow"
            }
            Self::Fault => "Try again later. Nothing that was recorded is lost",
        }
    }
}
