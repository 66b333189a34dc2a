//! What the reader found, field by field, before any person has looked at it.
//!
//! A draft is not a recommendation: nothing in it is public, and each field says where it comes
//! from and how sure the reader is. The oddities are [remarks](crate::Remark).

use std::ops::Range;

use heeded_domain::vocabulary::{AskKind, Disposition, ResponseKind};
use heeded_due::{Due, SaidOn};
use jiff::civil::Date;

use crate::columns::{ColumnField, Particular};
use crate::remark::Remark;

/// Where something stands in [`crate::Reading::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The page, counted from 1, where the document has pages.
    pub page: Option<u32>,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Passage {
    /// The words that stand there; empty if the passage lies outside the text.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Its place in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// How sure the reader is of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// The document says it in so many words, in the place where such documents say it.
    Certain,
    /// The usual reading; another is possible.
    Likely,
    /// A person must look.
    Doubtful,
}

/// A value with its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// What was read.
    pub value: T,
    /// Where it was read.
    pub passage: Passage,
    /// What gave it away, in a few words ("the line above the ask").
    pub cue: String,
    /// How sure the reader is.
    pub sure: Sure,
}

/// One recommendation as found in a document, with everything that was found about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its reference, if the document prints one; none is ever invented.
    pub reference: Option<Field<String>>,
    /// What kind of ask it is.
    pub kind: Field<AskKind>,
    /// Its exact words, purpose included.
    pub text: Field<String>,
    /// The sentence that says what it is for.
    pub purpose: Option<Field<String>>,
    /// The organisations that are asked, as the document writes them.
    pub addressees: Vec<Field<String>>,
    /// Those named to work with.
    pub collaborators: Vec<Field<String>>,
    /// The last day for an answer that the document prints ("namely by 12 March 2031").
    pub respond_by: Option<Field<Date>>,
    /// The responses, in the order of the document; empty when it prints none.
    pub responses: Vec<DraftResponse>,
    /// The planned actions, from lists and from prose, in the order of the document.
    pub actions: Vec<DraftAction>,
    /// What a table says of this one alone: who made it, when, how it stands.
    pub particulars: Vec<Particular>,
    /// What is odd or unsure about any of this.
    pub remarks: Vec<Remark>,
}

/// One response as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftResponse {
    /// What kind of answer it is.
    pub kind: Field<ResponseKind>,
    /// Who answers, if it can be told.
    pub from: Option<Field<String>>,
    /// The day on which the document says that it was received.
    pub received: Option<Field<Date>>,
    /// The day that the response itself bears.
    pub stated: Option<Field<Date>>,
    /// Its exact words, without the list of planned actions.
    pub text: Field<String>,
    /// What it seems to say about the ask; the passage holds its words. Suggestions only.
    pub dispositions: Vec<Field<Disposition>>,
    /// The sentences that refuse a part of what was asked.
    pub refusals: Vec<Field<String>>,
}

/// One planned action as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAction {
    /// Its exact words, without the labelled fields that follow them.
    pub text: Field<String>,
    /// When it falls due, as stated and as understood.
    pub due: Option<DraftDue>,
    /// The post, team or body that leads it.
    pub lead: Option<Field<String>>,
    /// What it waits for.
    pub dependencies: Vec<Field<String>>,
    /// The words that make it conditional ("subject to funding").
    pub conditions: Vec<Field<String>>,
    /// What the document adds under a label such as "Additional comments".
    pub comments: Option<Field<String>>,
    /// Whether a list showed it or a sentence hid it.
    pub found_in: FoundIn,
    /// How far it binds.
    pub commitment: Commitment,
    /// Which of [`Draft::responses`] makes it.
    pub response: Option<usize>,
}

/// A date as the document states it, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftDue {
    /// The words, in their place.
    pub words: Field<String>,
    /// When they were taken to have been said: what a date without a year was read from.
    pub said_on: Option<SaidOn>,
    /// What they mean.
    pub due: Due,
}

/// Where an action was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundIn {
    /// In a list or table of planned actions.
    List,
    /// In a sentence of the response.
    Prose,
}

/// How far the words of an action bind those who wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Commitment {
    /// "We will", or an entry in a list of planned actions.
    Promise,
    /// "We will if", "subject to".
    Conditional,
    /// "We will consider", "exploring": thinking about it is all that is promised.
    Considering,
    /// "We are reviewing": begun, and no end stated.
    UnderWay,
    /// "We have published": done before it was written down.
    AlreadyDone,
}

/// The order of doubt of a draft: the greater, the sooner a person should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doubt {
    /// The least sure of the fields that make the record (not the suggestions).
    pub worst: Sure,
    /// How many of those fields are doubtful.
    pub doubtful: usize,
    /// How many remarks doubt the reading itself.
    pub remarks: usize,
    /// How many of those fields are merely likely.
    pub likely: usize,
}

impl Doubt {
    /// Whether a person must look before it is accepted.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.worst == Sure::Doubtful
    }
}

impl Draft {
    /// How much a person should doubt this draft as a whole.
    ///
    /// Counts the fields that make the record: its words, addressees, reference, the dates of its
    /// responses, its listed actions. Suggestions (dispositions, promises found in prose) are for a
    /// person anyway, and oddities of the *document* are no doubt of the *reading*.
    #[must_use]
    pub fn doubt(&self) -> Doubt {
        let sures = self.record_sures();
        let remarks = self
            .remarks
            .iter()
            .filter(|remark| remark.kind.doubts_reading())
            .count();
        Doubt {
            worst: sures.iter().copied().max().unwrap_or(Sure::Doubtful),
            doubtful: sures.iter().filter(|&&sure| sure == Sure::Doubtful).count(),
            remarks,
            likely: sures.iter().filter(|&&sure| sure == Sure::Likely).count(),
        }
    }

    /// What a table says under a heading of this kind, the first of several.
    #[must_use]
    pub fn particular(&self, what: ColumnField) -> Option<&Particular> {
        self.particulars.iter().find(|one| one.what == what)
    }

    fn record_sures(&self) -> Vec<Sure> {
        let mut sures = vec![self.text.sure, self.kind.sure];
        sures.extend(self.reference.iter().map(|field| field.sure));
        sures.extend(self.addressees.iter().map(|field| field.sure));
        // Nearly every ask says who is asked: where nobody was found, somebody was missed. Only
        // observations and prompts may be for whom they concern.
        let for_all = [AskKind::SafetyObservation, AskKind::LearningPrompt];
        if self.addressees.is_empty() && !for_all.contains(&self.kind.value) {
            sures.push(Sure::Doubtful);
        }
        sures.extend(self.respond_by.iter().map(|field| field.sure));
        sures.extend(self.particulars.iter().map(|one| one.value.sure));
        for response in &self.responses {
            sures.push(response.text.sure);
            sures.extend(response.received.iter().map(|field| field.sure));
        }
        for action in self
            .actions
            .iter()
            .filter(|action| action.found_in == FoundIn::List)
        {
            sures.push(action.text.sure);
            sures.extend(action.due.iter().map(|due| due.words.sure));
            sures.extend(action.lead.iter().map(|lead| lead.sure));
        }
        sures
    }
}
