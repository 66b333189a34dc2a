//! A scheme: an issuer's rule book, as data. An adopter writes a file, not code.
//!
//! These are the rules once read and checked; the files themselves and their reading are
//! `crates/schemes`. What is not known of an issuer is left out and stays unknown here: a register
//! that guesses a legal duty does harm.

use crate::vocabulary::{AskKind, Verdict};
use heeded_due::Calendar;
use std::collections::BTreeMap;
use std::fmt;

/// A scheme's short name, such as `hssib`: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(String);

impl SchemeId {
    /// Takes a short name; `None` when it has other characters than it may or more than 40.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let fits = (1..=40).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(name.to_owned()))
    }

    /// The short name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SchemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An issuer's rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its short name.
    pub id: SchemeId,
    /// What people call it: "HSSIB safety recommendations".
    pub name: String,
    /// The issuer it belongs to, in full; `None` where many issuers share it (coroners).
    pub issuer: Option<String>,
    /// The kinds of ask it knows; the first is the usual one.
    pub kinds: Vec<AskKind>,
    /// How a reference looks, in words: "R/year/number". `None` when not known.
    pub reference_form: Option<String>,
    /// Who owes an answer by when; the first rule that fits an addressee holds.
    pub duties: Vec<Duty>,
    /// Its verdicts, in its own codes. Empty when the issuer gives none, or none is known.
    pub verdicts: Vec<NativeVerdict>,
    /// Its financial years and seasons.
    pub calendar: Calendar,
    /// How its statuses work, in sentences for readers.
    pub explanation: Vec<String>,
    /// Where its responses are published.
    pub responses: ResponsesAre,
}

impl Scheme {
    /// The duty of an addressee, known by any of these names.
    #[must_use]
    pub fn duty_of(&self, names: &[&str]) -> Option<&Duty> {
        self.duties.iter().find(|duty| match &duty.addressees {
            None => true,
            Some(only) => only
                .iter()
                .any(|o| names.iter().any(|n| o.eq_ignore_ascii_case(n))),
        })
    }

    /// The verdict that has this native code.
    #[must_use]
    pub fn verdict(&self, code: &str) -> Option<&NativeVerdict> {
        self.verdicts.iter().find(|verdict| verdict.code == code)
    }
}

/// Where responses are published: what the silence of a document proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ResponsesAre {
    /// Beside the asks: a document without a response says that none had come.
    #[default]
    Beside,
    /// Apart from them, as coroners' reports are: such a document says nothing about responses, so
    /// nobody is held to be silent until one is on record, or somebody looked for them.
    Apart,
}

/// Who owes an answer, by when, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Names of the organisations it binds; `None`: every addressee.
    pub addressees: Option<Vec<String>>,
    /// On what ground an answer is owed.
    pub ground: Ground,
    /// The law or paper that says so, as a reader would cite it; `None` when not known.
    pub legal_basis: Option<String>,
    /// The time for it; `None` when there is none, or it is not known.
    pub limit: Option<TimeLimit>,
    /// Whether the issuer may give more time; `None` when not known.
    pub extension: Option<Extension>,
}

/// On what ground an answer is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A law binds the addressee.
    Law,
    /// It is asked and expected; no law binds, or none is known to.
    Practice,
    /// Nobody has to answer.
    None,
}

/// The time for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit {
    /// Calendar days; the last of them is still in time.
    pub days: u16,
    /// What starts the clock.
    pub basis: Basis,
}

/// What starts the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The day the ask was sent to the addressee.
    Sent,
    /// The day the report was published.
    Published,
    /// The day the addressee received it.
    Received,
}

impl Basis {
    /// The words for "… days from …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Sent => "the day it was sent",
            Self::Published => "the day it was published",
            Self::Received => "the day it was received",
        }
    }
}

/// Whether more time may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extension {
    /// The issuer may give it, when asked.
    OnRequest,
    /// There is none.
    Never,
}

/// A verdict in the issuer's own words, with its neutral value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativeVerdict {
    /// The issuer's code or words, exactly.
    pub code: String,
    /// The neutral value that it means.
    pub neutral: Verdict,
    /// Whether the file is closed by it.
    pub closes: bool,
}

/// The schemes a register works with, by short name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schemes(BTreeMap<SchemeId, Scheme>);

impl Schemes {
    /// The scheme of this short name.
    #[must_use]
    pub fn get(&self, id: &SchemeId) -> Option<&Scheme> {
        self.0.get(id)
    }

    /// Every scheme, by short name.
    pub fn iter(&self) -> impl Iterator<Item = &Scheme> {
        self.0.values()
    }
}

impl FromIterator<Scheme> for Schemes {
    /// Of two schemes with one short name the later stands: an operator's file replaces ours.
    fn from_iter<T: IntoIterator<Item = Scheme>>(schemes: T) -> Self {
        Self(
            schemes
                .into_iter()
                .map(|scheme| (scheme.id.clone(), scheme))
                .collect(),
        )
    }
}
