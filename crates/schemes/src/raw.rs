//! A scheme file as TOML has it: every key, and where its value stands. Nothing is checked here.
//!
//! `docs/schemes.md` describes the same keys; `tests/guide.rs` holds the two together.

use serde::Deserialize;
use toml::Spanned;

pub(crate) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scheme {
    pub(crate) id: Text,
    pub(crate) name: Text,
    pub(crate) issuer: Option<Text>,
    pub(crate) kinds: Spanned<Vec<Text>>,
    pub(crate) reference_form: Option<Text>,
    #[serde(default)]
    pub(crate) explanation: Vec<Text>,
    pub(crate) responses: Option<Text>,
    pub(crate) calendar: Spanned<Calendar>,
    #[serde(default)]
    pub(crate) duty: Vec<Spanned<Duty>>,
    #[serde(default)]
    pub(crate) verdict: Vec<Spanned<Verdict>>,
    #[serde(default)]
    pub(crate) organisation: Vec<Spanned<Organisation>>,
    pub(crate) reading: Option<toml::Table>,
    #[serde(default)]
    pub(crate) column_map: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calendar {
    pub(crate) country: Option<Text>,
    pub(crate) financial_year_starts: Option<Spanned<i64>>,
    pub(crate) hemisphere: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duty {
    pub(crate) addressees: Option<Spanned<Vec<Text>>>,
    pub(crate) ground: Text,
    pub(crate) legal_basis: Option<Text>,
    pub(crate) days: Option<Spanned<i64>>,
    pub(crate) basis: Option<Text>,
    pub(crate) extension: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verdict {
    pub(crate) code: Text,
    pub(crate) neutral: Text,
    pub(crate) closes: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    pub(crate) name: Text,
    pub(crate) abbreviation: Option<Text>,
    #[serde(default)]
    pub(crate) aliases: Vec<Text>,
    pub(crate) from: Option<Day>,
    pub(crate) ended_on: Option<Day>,
    #[serde(default)]
    pub(crate) former: Vec<Former>,
    #[serde(default)]
    pub(crate) succession: Vec<Spanned<Succession>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Former {
    pub(crate) name: Text,
    pub(crate) abbreviation: Option<Text>,
    pub(crate) from: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Succession {
    pub(crate) kind: Text,
    pub(crate) to: Option<Text>,
    pub(crate) on: Day,
    pub(crate) moves: Text,
    pub(crate) function: Option<Text>,
    pub(crate) source: Option<Text>,
}

/// A day: a TOML date; whatever else stands there is told apart when it is checked.
pub(crate) type Day = Spanned<toml::Value>;
