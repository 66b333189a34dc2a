//! The fields of a draft that a person can correct, by the names that `heeded read --format json`
//! gives them: `addressees[0]`, `responses[1].received`, `actions[0].due`.

use heeded_domain::vocabulary::{AskKind, Disposition, ResponseKind};
use std::fmt;
use std::str::FromStr;

/// Whose field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The ask's.
    Ask,
    /// One response's.
    Response,
    /// One planned action's.
    Action,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Holds {
    /// Running words; they may have several lines.
    Words,
    /// A name or another short piece, on one line.
    Name,
    /// A calendar day.
    Day,
    /// One of the values of a vocabulary.
    Code,
}

/// Declares the fields once: code, owner, whether it holds one thing or several, what it holds, and
/// the words that people see.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $owner:ident $several:ident $holds:ident,
        $words:literal;)+) => {
        /// A field of a draft.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldName { $($(#[$doc])* $name,)+ }

        impl FieldName {
            /// Every field, in the order of a draft.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code, for rows and the command line.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The words that people see, in lower case.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// The field that has this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }

            /// Whose field it is.
            #[must_use]
            pub fn owner(self) -> Owner {
                match self { $(Self::$name => Owner::$owner,)+ }
            }

            /// Whether it holds several things, each of which can be corrected, added or removed.
            #[must_use]
            pub fn is_list(self) -> bool {
                match self { $(Self::$name => Several::$several == Several::Many,)+ }
            }

            pub(crate) fn holds(self) -> Holds {
                match self { $(Self::$name => Holds::$holds,)+ }
            }
        }
    };
}

#[derive(PartialEq)]
enum Several {
    One,
    Many,
}

fields! {
    /// The reference.
    Reference = "reference", Ask One Name, "reference";
    /// The kind of ask.
    Kind = "kind", Ask One Code, "kind of the recommendation";
    /// The words of the ask.
    Text = "text", Ask One Words, "words of the recommendation";
    /// What it is for.
    Purpose = "purpose", Ask One Words, "purpose";
    /// Who is asked.
    Addressees = "addressees", Ask Many Name, "addressee";
    /// Who is named to work with them.
    Collaborators = "collaborators", Ask Many Name, "collaborator";
    /// The last day for an answer that the document prints.
    RespondBy = "respond_by", Ask One Day, "last day for an answer";
    /// The responses.
    Responses = "responses", Ask Many Words, "response";
    /// The kind of a response.
    ResponseKind = "responses.kind", Response One Code, "kind of the response";
    /// Who answers.
    From = "responses.from", Response One Name, "body that answers";
    /// The day of receipt.
    Received = "responses.received", Response One Day, "day the response was received";
    /// The day that the response bears.
    Stated = "responses.stated", Response One Day, "day the response bears";
    /// The words of a response.
    ResponseText = "responses.text", Response One Words, "words of the response";
    /// What a response says about the ask.
    Disposition = "responses.disposition", Response One Code, "disposition";
    /// The planned actions.
    Actions = "actions", Ask Many Words, "planned action";
    /// The words of a planned action.
    ActionText = "actions.text", Action One Words, "words of the planned action";
    /// When it falls due, as stated.
    Due = "actions.due", Action One Name, "date of the planned action";
    /// Who leads it.
    Lead = "actions.lead", Action One Name, "lead of the planned action";
    /// What it waits for.
    Dependencies = "actions.dependencies", Action Many Name, "dependency of the planned action";
    /// The words that make it conditional.
    Conditions = "actions.conditions", Action Many Name, "condition of the planned action";
    /// What the document adds.
    Comments = "actions.comments", Action One Words, "comments on the planned action";
}

impl FieldName {
    /// Whether it names bodies.
    pub(crate) fn names_bodies(self) -> bool {
        matches!(self, Self::Addressees | Self::Collaborators | Self::From)
    }

    /// Whether it names bodies that are asked, or named to work with those.
    pub(crate) fn is_of_the_ask(self) -> bool {
        matches!(self, Self::Addressees | Self::Collaborators)
    }

    /// Whether a correction of it can hold for everything of an issuer: words that mean the same
    /// wherever they stand.
    pub(crate) fn may_hold_everywhere(self) -> bool {
        self.names_bodies() || matches!(self, Self::Lead | Self::Dependencies | Self::Conditions)
    }

    /// Whether its elements are responses or planned actions, which have fields of their own.
    pub(crate) fn is_of_items(self) -> bool {
        matches!(self, Self::Responses | Self::Actions)
    }

    /// Whether a draft cannot do without it.
    pub(crate) fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Kind | Self::Text | Self::ResponseKind | Self::ResponseText | Self::ActionText
        )
    }

    /// The codes of its vocabulary, where it has one.
    pub(crate) fn codes(self) -> Vec<&'static str> {
        match self {
            Self::Kind => AskKind::ALL.iter().map(|one| one.code()).collect(),
            Self::ResponseKind => ResponseKind::ALL.iter().map(|one| one.code()).collect(),
            Self::Disposition => Disposition::ALL.iter().map(|one| one.code()).collect(),
            _ => Vec::new(),
        }
    }
}

/// A field of one draft, by its place in it: what a person points at. Kept are the words that
/// stand there, never the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Which field.
    pub field: FieldName,
    /// Which response or planned action it belongs to, from 0.
    pub item: Option<usize>,
    /// Which of several, from 0; `None` for the whole field.
    pub at: Option<usize>,
}

impl Spot {
    /// The whole field of an item.
    pub(crate) fn of(field: FieldName, item: Option<usize>) -> Self {
        let at = None;
        Self { field, item, at }
    }
}

/// Words that name no field of a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{typed}” is no field of a draft; write it as `heeded drafts show` does, such as \
     addressees[0], responses[0].received or actions[1].due. Fields: {fields}"
)]
pub struct NoSuchField {
    typed: String,
    fields: String,
}

impl FromStr for Spot {
    type Err = NoSuchField;

    fn from_str(typed: &str) -> Result<Self, NoSuchField> {
        spot(typed.trim()).ok_or_else(|| NoSuchField {
            typed: typed.to_owned(),
            fields: FieldName::ALL
                .iter()
                .map(|field| field.code())
                .collect::<Vec<_>>()
                .join(", "),
        })
    }
}

fn spot(typed: &str) -> Option<Spot> {
    let mut pieces = typed.split('.').map(piece);
    let (first, second) = (pieces.next()??, pieces.next());
    let Some(second) = second else {
        let (name, at) = first;
        let field = FieldName::from_code(name).filter(|field| field.owner() == Owner::Ask)?;
        let item = None;
        return (at.is_none() || field.is_list()).then_some(Spot { field, item, at });
    };
    let ((list, item), (name, at)) = (first, second?);
    let field = FieldName::from_code(&format!("{list}.{name}"))?;
    let fits = pieces.next().is_none() && item.is_some() && (at.is_none() || field.is_list());
    fits.then_some(Spot { field, item, at })
}

/// A name with its number, where it has one: `addressees[0]`.
fn piece(typed: &str) -> Option<(&str, Option<usize>)> {
    match typed.split_once('[') {
        None => Some((typed, None)),
        Some((name, rest)) => {
            let number = rest.strip_suffix(']')?.trim().parse().ok()?;
            Some((name, Some(number)))
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.field.code();
        match (code.split_once('.'), self.item) {
            (Some((list, name)), Some(item)) => write!(f, "{list}[{item}].{name}")?,
            _ => f.write_str(code)?,
        }
        match self.at {
            Some(at) => write!(f, "[{at}]"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_reads_back_as_it_is_shown() {
        for typed in [
            "reference",
            "addressees",
            "addressees[0]",
            "responses[1].from",
            "actions[2]",
            "actions[0].dependencies[1]",
            "actions[10].due",
        ] {
            let spot: Spot = typed.parse().unwrap();
            assert_eq!(spot.to_string(), typed);
        }
    }

    #[test]
    fn what_is_no_field_is_refused_with_those_there_are() {
        for typed in [
            "",
            "reference[0]",
            "addressee",
            "addressees[-1]",
            "addressees[",
            "responses.from",
            "responses[0].from[1]",
            "responses[0].from.name",
            "actions[0].text.",
            "due",
        ] {
            let refused = typed.parse::<Spot>().unwrap_err().to_string();
            assert!(refused.contains("actions.due"), "{typed}: {refused}");
        }
    }
}
