//! The settings of the pages on accessibility, privacy and terms.

use heeded_web::{Compliance, Enforcement, Statements};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// The section `[statements]` as it stands: every setting may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    answer_days: Option<u16>,
    compliance: Option<Compliant>,
    problems: Option<Vec<String>>,
    tested: Option<String>,
    enforcement: Option<Enforcing>,
    #[serde(deserialize_with = "day")]
    prepared_on: Option<Option<Date>>,
    #[serde(deserialize_with = "day")]
    reviewed_on: Option<Option<Date>>,
    logs: Option<String>,
    licence: Option<String>,
    licence_address: Option<String>,
}

/// How the settings write [`Compliance`].
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Compliant {
    NotAssessed,
    Fully,
    Partially,
    Not,
}

/// How the settings write [`Enforcement`].
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Enforcing {
    None,
    GreatBritain,
    NorthernIreland,
}

/// A day as text; empty: none.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<Date>>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(Some(None));
    }
    let day = text.parse().map_err(serde::de::Error::custom)?;
    Ok(Some(Some(day)))
}

impl File {
    /// What is set here, else what is set there.
    pub(super) fn or(self, usual: Self) -> Statements {
        let none = Statements::default();
        let compliance = self.compliance.or(usual.compliance);
        let enforcement = self.enforcement.or(usual.enforcement);
        let text = |set: Option<String>, usual: Option<String>| set.or(usual).unwrap_or_default();
        Statements {
            answer_days: self
                .answer_days
                .or(usual.answer_days)
                .unwrap_or(none.answer_days),
            compliance: compliance.map_or(none.compliance, |set| match set {
                Compliant::NotAssessed => Compliance::NotAssessed,
                Compliant::Fully => Compliance::Fully,
                Compliant::Partially => Compliance::Partially,
                Compliant::Not => Compliance::Not,
            }),
            problems: self.problems.or(usual.problems).unwrap_or_default(),
            tested: text(self.tested, usual.tested),
            enforcement: enforcement.map_or(none.enforcement, |set| match set {
                Enforcing::None => Enforcement::None,
                Enforcing::GreatBritain => Enforcement::GreatBritain,
                Enforcing::NorthernIreland => Enforcement::NorthernIreland,
            }),
            prepared_on: self.prepared_on.or(usual.prepared_on).flatten(),
            reviewed_on: self.reviewed_on.or(usual.reviewed_on).flatten(),
            logs: text(self.logs, usual.logs),
            licence: text(self.licence, usual.licence),
            licence_address: text(self.licence_address, usual.licence_address),
        }
    }

    /// Whether no setting is left out, as the defaults must have it.
    #[cfg(test)]
    pub(super) fn sets_everything(&self) -> bool {
        let texts = [
            &self.tested,
            &self.logs,
            &self.licence,
            &self.licence_address,
        ];
        texts.iter().all(|text| text.is_some())
            && self.answer_days.is_some()
            && self.compliance.is_some()
            && self.problems.is_some()
            && self.enforcement.is_some()
            && self.prepared_on.is_some()
            && self.reviewed_on.is_some()
    }
}
