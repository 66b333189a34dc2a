//! What a column can hold: each field of a record once, with its code and its words.

/// Declares the fields once, each with its code in a map and the words that people see.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $code:literal, $words:literal;)+) => {
        /// What a column of a table can hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ColumnField { $($(#[$doc])* $field,)+ }

        impl ColumnField {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$field,)+];

            /// Its name in a column map.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$field => $code,)+ }
            }

            /// The words that people see.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$field => $words,)+ }
            }

            /// The field of a name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$field),)+ _ => None }
            }
        }
    };
}

fields! {
    /// The issuer's own number for it.
    Reference = "reference", "its reference";
    /// The words of the recommendation.
    Ask = "ask", "the words of the recommendation";
    /// What it is for.
    Purpose = "purpose", "what it is for";
    /// What kind of ask it is, by the code of the vocabulary.
    Kind = "kind", "what kind of ask it is";
    /// Who is asked.
    Addressees = "addressees", "who is asked";
    /// Who is named to work with them.
    Collaborators = "collaborators", "who is named to work with them";
    /// The words of the response.
    Response = "response", "the words of the response";
    /// Who answers, where it is not the one addressee.
    ResponseFrom = "response-from", "who answers";
    /// The day the response came.
    AnsweredOn = "answered-on", "the day the response came";
    /// What the response says will be done.
    Disposition = "disposition", "accepted or not";
    /// The words of a planned action.
    Action = "action", "a planned action";
    /// Who leads it.
    Lead = "lead", "who leads the action";
    /// When it falls due.
    Due = "due", "when the action is due";
    /// What it waits for.
    Dependency = "dependency", "what the action waits for";
    /// What is said of it besides.
    Comment = "comment", "comments on the action";
    /// How far the addressee says the action has come.
    Progress = "progress", "how far the action has come";
    /// The day the recommendation was made.
    MadeOn = "made-on", "the day it was made";
    /// The day it was sent to its addressees.
    SentOn = "sent-on", "the day it was sent";
    /// The last day for an answer, as printed.
    AnswerBy = "answer-by", "the last day for an answer";
    /// What it is about, in the words of whoever sorted it.
    Theme = "theme", "its theme";
    /// The title of the report that it comes from.
    Report = "report", "the title of its report";
    /// Where the report is published.
    Address = "address", "where it is published";
    /// Who made it.
    Issuer = "issuer", "who made it";
    /// How it stands by its issuer's words.
    Status = "status", "how it stands, by its issuer";
    /// The day from which it stands so.
    StatusOn = "status-on", "the day of its status";
    /// Nothing that a record holds.
    Unused = "unused", "not used";
}

impl ColumnField {
    /// Whether its cells hold days.
    pub(crate) fn is_day(self) -> bool {
        matches!(
            self,
            Self::AnsweredOn | Self::MadeOn | Self::SentOn | Self::AnswerBy | Self::StatusOn
        )
    }

    /// What parts several values in one cell, where a map does not say. The others hold one value.
    pub(crate) fn usual_separators(self) -> &'static [&'static str] {
        match self {
            Self::Addressees | Self::Collaborators | Self::Theme => &["\n", ";"],
            _ => &[],
        }
    }
}
