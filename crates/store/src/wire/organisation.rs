//! The forms of what can happen to organisations and reports.

use super::form::{Coded, Unreadable, Wire, coded, form, vocabularies};
use heeded_domain::event::Report;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Moves, Name, Succession, SuccessionKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

vocabularies!(SuccessionKind);

form! { NameForm of Name { full: String; abbreviation: Option<String>, from: Option<Date> } }

form! {
    SuccessionForm of Succession {
        kind: SuccessionKind, on: Date, moves: Moves;
        to: Option<OrganisationId>, source: Option<String>,
    }
}

form! {
    ReportForm of Report {
        title: String, issuer: OrganisationId;
        address: Option<String>, published_on: Option<Date>,
    }
}

/// The form of [`Moves`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum MovesForm {
    All,
    Function(String),
    NotKnown,
}

impl Wire for Moves {
    type Form = MovesForm;

    fn form(&self) -> MovesForm {
        match self {
            Self::All => MovesForm::All,
            Self::Function(name) => MovesForm::Function(name.clone()),
            Self::NotKnown => MovesForm::NotKnown,
        }
    }

    fn from_form(form: MovesForm) -> Result<Self, Unreadable> {
        Ok(match form {
            MovesForm::All => Self::All,
            MovesForm::Function(name) => Self::Function(name),
            MovesForm::NotKnown => Self::NotKnown,
        })
    }
}
