//! What is odd about a document or unsure about its reading, each in a plain sentence.
//!
//! Each kind is a general rule; the rules stand in `fields/odd/`.

use crate::draft::Passage;

/// One thing that a person should know before accepting a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which rule made it.
    pub kind: RemarkKind,
    /// A plain sentence.
    pub words: String,
    /// Where the reason stands, if it stands anywhere.
    pub passage: Option<Passage>,
    /// What it is about.
    pub about: About,
}

/// What a remark is about; the numbers count [`crate::Draft::responses`] and
/// [`crate::Draft::actions`] from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The document as a whole.
    Document,
    /// The words of the ask.
    Text,
    /// The reference.
    Reference,
    /// The addressees.
    Addressees,
    /// A response as a whole.
    Response(usize),
    /// The day of receipt of a response.
    Received(usize),
    /// What a response says about the ask.
    Disposition(usize),
    /// A planned action.
    Action(usize),
    /// When an action falls due.
    Due(usize),
    /// Who leads an action.
    Lead(usize),
}

/// Declares the kinds once, each with its stable code and whether it doubts the reading itself.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal, $of:ident;)+) => {
        /// The rules that make remarks, in the order of their codes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RemarkKind { $($(#[$doc])* $kind,)+ }

        impl RemarkKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The stable code, for files.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// The kind that has this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$kind),)+ _ => None }
            }

            fn source(self) -> Source {
                match self { $(Self::$kind => Source::$of,)+ }
            }

            /// Whether it doubts the reading, rather than finding the document odd.
            #[must_use]
            pub fn doubts_reading(self) -> bool {
                self.source() == Source::Reading
            }
        }
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Reading,
    Document,
}

kinds! {
    /// The line above the ask and the ask itself name different bodies.
    AddresseeDiffers = "addressee-differs", Reading;
    /// It cannot be told who is asked.
    AddresseeUnknown = "addressee-unknown", Reading;
    /// A date that can be read in more than one way.
    AmbiguousDate = "ambiguous-date", Document;
    /// The response refers to that to another recommendation, or leaves the answer to others.
    AnsweredElsewhere = "answered-elsewhere", Document;
    /// Something that is attached to a letter could not be read.
    AttachmentUnread = "attachment-unread", Reading;
    /// A body that is neither addressee nor collaborator is named in the response.
    BodyInProse = "body-in-prose", Document;
    /// What columns of a table hold cannot be told from their headings.
    ColumnsUnsure = "columns-unsure", Reading;
    /// A promise that binds only if something happens.
    ConditionalPromise = "conditional-promise", Document;
    /// To consider is not to accept.
    ConsiderIsNotAcceptance = "consider-is-not-acceptance", Document;
    /// A date that is to be confirmed.
    DateToBeConfirmed = "date-to-be-confirmed", Document;
    /// A time phrase that could not be read.
    DateUnread = "date-unread", Reading;
    /// What shows the recommendations, or the answers to them, is a form that nobody knows.
    FormUnsure = "form-unsure", Reading;
    /// Characters that the encoding does not have.
    GarbledCharacters = "garbled-characters", Reading;
    /// A promise that stands in prose and in no list.
    HiddenPromise = "hidden-promise", Document;
    /// An action names no lead where its siblings do.
    LeadMissing = "lead-missing", Document;
    /// Words that point at a link whose address is not there.
    LostLink = "lost-link", Document;
    /// Nearly the same name, written differently.
    NameDrift = "name-drift", Document;
    /// A positive answer that promises nothing.
    NoCommitment = "no-commitment", Document;
    /// The document prints no response.
    NoResponse = "no-response", Document;
    /// The document holds no recommendation that could be found.
    NothingFound = "nothing-found", Reading;
    /// Only what was done before is told.
    OnlyPast = "only-past", Document;
    /// A table has one reference for several recommendations.
    ReferenceTwice = "reference-twice", Document;
    /// A part of what was asked is refused.
    RefusedInPart = "refused-in-part", Document;
    /// The same ask stands in the document more than once.
    Repeated = "repeated", Document;
    /// No response was found, and words behind the ask may be one.
    ResponseUnfound = "response-unfound", Reading;
    /// Of a response only the address is known.
    ResponseUnread = "response-unread", Document;
    /// Where the response begins is a guess.
    ResponseUnmarked = "response-unmarked", Reading;
    /// The text speaks of what came after the day on which it was received.
    RevisedAfterReceipt = "revised-after-receipt", Document;
    /// Something else is offered than was asked.
    Substitution = "substitution", Document;
    /// The document has tracked changes, read as if they were accepted.
    TrackedChanges = "tracked-changes", Document;
    /// The document breaks off.
    Truncated = "truncated", Reading;
    /// Words between two entries that belong to neither.
    Unplaced = "unplaced", Reading;
}
