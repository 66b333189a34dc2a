//! A subject as a document of the index: its words, and what it can be narrowed and sorted by.

use crate::axis::{answer, place, progress, theme};
use crate::day::{NEVER, number, pair};
use crate::fields::Fields;
use crate::similar::{compared, marks, packed};
use heeded_domain::answer::{AddresseeAnswer, Answer};
use heeded_domain::chronicle::{Wait, chronicle, each_turn};
use heeded_domain::event::{Event, Report, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::organisation::Organisation;
use heeded_domain::recommendation::{Recommendation, ThemeSource};
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Standing, Status};
use heeded_domain::vocabulary::{AskKind, ClosureReason, Disposition, DispositionSource, Verdict};
use heeded_store::Directory;
use tantivy::TantivyDocument;

/// Bits of a turn's state: standing, then a bit for each answer, then one for each disposition,
/// verdict and reason of closure; 31 in all.
pub(crate) const STANDING_BITS: u32 = 4;
/// Where the dispositions begin: behind a bit for each of the six states of an answer.
pub(crate) const DISPOSITIONS_FROM: u32 = STANDING_BITS + 6;
/// Where the verdicts begin: behind a bit for each of the eight dispositions.
pub(crate) const VERDICTS_FROM: u32 = DISPOSITIONS_FROM + 8;
/// Where the reasons of closure begin: behind a bit for each of the seven verdicts.
pub(crate) const CLOSURES_FROM: u32 = VERDICTS_FROM + 7;

/// Longer names of an issuer do not stand before a reference: "HSIB R/2023/220".
const ABBREVIATION_CHARACTERS_MAX: usize = 12;

/// The kinds of documents, as the last digits of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Recommendation,
    Report,
    Organisation,
}

/// Numbers of a key for each number of a subject.
const KINDS: u64 = 4;

/// The key of a subject's document.
pub(crate) fn key(subject: Subject) -> u64 {
    let (number, kind) = match subject {
        Subject::Recommendation(id) => (id.0, 0),
        Subject::Report(id) => (id.0, 1),
        Subject::Organisation(id) => (id.0, 2),
    };
    number.saturating_mul(KINDS) + kind
}

/// The number of a key's subject, and what kind it is.
pub(crate) fn about(key: u64) -> (u64, About) {
    let kind = match key % KINDS {
        0 => About::Recommendation,
        1 => About::Report,
        _ => About::Organisation,
    };
    (key / KINDS, kind)
}

/// The recommendation of a key that is one's.
pub(crate) fn recommendation_of(key: u64) -> RecommendationId {
    RecommendationId(about(key).0)
}

/// A document in the making.
struct Making<'a> {
    fields: &'a Fields,
    document: TantivyDocument,
}

impl Making<'_> {
    /// Words that any search may match.
    fn words(&mut self, text: &str) {
        self.document.add_text(self.fields.words, text);
        self.document.add_text(self.fields.exact, text);
    }

    /// Words of the ask itself, which count for more.
    fn ask(&mut self, text: &str) {
        self.document.add_text(self.fields.ask, text);
        self.words(text);
    }

    fn reference(&mut self, text: &str) {
        let plain = plain(text);
        if !plain.is_empty() {
            self.document.add_text(self.fields.reference, plain);
        }
    }

    fn names(&mut self, directory: &Directory, id: OrganisationId) {
        for name in directory.get(&id).iter().flat_map(|o| o.known_as()) {
            self.words(name);
        }
    }
}

/// A reference or identifier without what people write differently: case, spaces, strokes.
pub(crate) fn plain(reference: &str) -> String {
    let letters = reference.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The document of an organisation.
pub(crate) fn of_organisation(fields: &Fields, organisation: &Organisation) -> TantivyDocument {
    let mut making = Making::new(fields, Subject::Organisation(organisation.id));
    for name in organisation.known_as() {
        making.ask(name);
    }
    making.reference(&organisation.id.to_string());
    making.document
}

/// The document of a report.
pub(crate) fn of_report(fields: &Fields, subject: Subject, report: &Report) -> TantivyDocument {
    let mut making = Making::new(fields, subject);
    making.ask(&report.title);
    making.document
}

/// The document of a recommendation; `None` when its events do not record one.
pub(crate) fn of_recommendation(
    fields: &Fields,
    events: &[Event],
    scheme: &Scheme,
    directory: &Directory,
) -> Option<TantivyDocument> {
    let record = recommendation(events)?;
    let mut making = Making::new(fields, Subject::Recommendation(record.id));
    making.text(&record, directory);
    making.facts(&record);
    making.days(events, scheme);
    Some(making.document)
}

impl<'a> Making<'a> {
    fn new(fields: &'a Fields, subject: Subject) -> Self {
        let mut document = TantivyDocument::default();
        document.add_u64(fields.key, key(subject));
        Self { fields, document }
    }

    fn text(&mut self, record: &Recommendation, directory: &Directory) {
        let ask = &record.ask;
        self.ask(&ask.text);
        for more in ask.purpose.iter().chain(&ask.parts) {
            self.ask(more);
        }
        self.reference(&record.id.to_string());
        if let Some(reference) = &ask.reference {
            self.reference(reference);
            self.words(reference);
            for short in abbreviations(directory, ask.issuer) {
                self.reference(&format!("{short}{reference}"));
            }
        }
        self.names(directory, ask.issuer);
        for addressee in &ask.addressees {
            self.words(&addressee.named_as);
            self.names(directory, addressee.organisation);
        }
        for collaborator in &ask.collaborators {
            self.words(collaborator);
        }
        for version in record.responses.iter().filter_map(|r| r.newest()) {
            self.words(&version.text);
        }
        for promise in record.actions.iter().map(|action| &action.promise) {
            self.words(&promise.text);
            let more = promise.lead.iter().chain(&promise.comments);
            for text in more.chain(&promise.dependencies).chain(&promise.conditions) {
                self.words(text);
            }
        }
        let reasons = record.assessments.iter().filter_map(|a| a.reasons.as_ref());
        for text in reasons.chain(record.notes.iter().map(|note| &note.text)) {
            self.words(text);
        }
    }

    fn facts(&mut self, record: &Recommendation) {
        let (fields, ask) = (self.fields, &record.ask);
        let document = &mut self.document;
        document.add_u64(fields.issuer, ask.issuer.0);
        for addressee in &ask.addressees {
            document.add_u64(fields.addressee, addressee.organisation.0);
        }
        document.add_u64(fields.kind, place(AskKind::ALL, &ask.kind));
        if let Some(made_on) = ask.made_on {
            document.add_u64(fields.made, u64::from(number(made_on)));
        }
        let told = |source| source != ThemeSource::Suggested;
        for about in record.themes.iter().filter(|about| told(about.source)) {
            document.add_u64(fields.theme, theme(&about.name));
            document.add_text(fields.theme_name, &about.name);
        }
        for pair in packed(&marks(compared(ask))) {
            document.add_u64(fields.asked, pair);
        }
        for day in record.responses.iter().filter_map(|r| r.day()) {
            document.add_u64(fields.responded, u64::from(number(day)));
        }
    }

    fn days(&mut self, events: &[Event], scheme: &Scheme) {
        let (fields, document) = (self.fields, &mut self.document);
        let (mut before, mut before_of_actions) = (None, 0);
        each_turn(events, scheme, |status| {
            let (day, state, of_actions) = (number(status.day), state(status), progresses(status));
            if before != Some(state) {
                document.add_u64(fields.turns, pair(day, state));
            }
            if before_of_actions != of_actions {
                document.add_u64(fields.progress_turns, pair(day, of_actions));
            }
            (before, before_of_actions) = (Some(state), of_actions);
        });
        for wait in chronicle(events, scheme).waits {
            let Wait { from, until, .. } = wait;
            let day = |day: Option<_>| day.map_or(NEVER, number);
            document.add_u64(fields.wait_spans, pair(number(from), day(until)));
            // Without a first day it may be due at any time: from the start.
            let earliest = wait.earliest.map_or(0, number);
            document.add_u64(fields.wait_days, pair(earliest, day(wait.latest)));
            let late = pair(day(wait.may_be_late_from), day(wait.late_from));
            document.add_u64(fields.wait_late, late);
        }
    }
}

/// The short names that an issuer's references may stand behind.
fn abbreviations(directory: &Directory, issuer: OrganisationId) -> impl Iterator<Item = &str> {
    let names = directory
        .get(&issuer)
        .into_iter()
        .flat_map(|o| o.known_as());
    names.filter(|name| name.chars().count() <= ABBREVIATION_CHARACTERS_MAX)
}

/// The state of a turn, as bits.
fn state(status: &Status<'_>) -> u32 {
    let bit = |from: u32, place: u64| 1_u32 << (from + u32::try_from(place).unwrap_or(0));
    let mut state = u32::try_from(place(Standing::ALL, &status.standing())).unwrap_or(0);
    for answer in &status.answers {
        state |= bit(STANDING_BITS, state_of(answer));
    }
    let told = |source| source != DispositionSource::Suggested;
    for stated in status.dispositions.iter().filter(|d| told(d.source)) {
        state |= bit(DISPOSITIONS_FROM, place(Disposition::ALL, &stated.value));
    }
    for verdict in &status.verdicts {
        state |= bit(VERDICTS_FROM, place(Verdict::ALL, &verdict.neutral));
    }
    if let Some(closure) = status.closure {
        state |= bit(CLOSURES_FROM, place(ClosureReason::ALL, &closure.reason));
    }
    state
}

/// How far the planned actions have come, a bit for each value that one of them has.
fn progresses(status: &Status<'_>) -> u32 {
    let bit = |reported| u32::try_from(progress(reported)).map_or(0, |place| 1_u32 << place);
    (status.progress.iter()).fold(0, |bits, reported| bits | bit(*reported))
}

fn state_of(answer: &AddresseeAnswer) -> u64 {
    match answer.answer {
        Answer::Answered { .. } => answer::ANSWERED,
        Answer::NotYetDue(_) => answer::NOT_YET_DUE,
        Answer::Overdue(_) => answer::OVERDUE,
        Answer::DeadlineNotKnown(_) => answer::DEADLINE_NOT_KNOWN,
        Answer::NoDuty => answer::NO_DUTY,
        Answer::NotKnown(..) => answer::NOT_KNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Axis;
    use heeded_domain::id::ReportId;

    #[test]
    fn every_axis_of_a_state_has_its_bits() {
        let size = |axis: Axis| u32::try_from(axis.size()).unwrap();
        let ends = [
            (DISPOSITIONS_FROM, STANDING_BITS + size(Axis::Answer)),
            (VERDICTS_FROM, DISPOSITIONS_FROM + size(Axis::Disposition)),
            (CLOSURES_FROM, VERDICTS_FROM + size(Axis::Verdict)),
        ];
        for (from, end) in ends {
            assert_eq!(from, end);
        }
        assert!(size(Axis::Standing) <= 1 << STANDING_BITS);
        assert!(CLOSURES_FROM + size(Axis::Closure) <= u32::BITS);
        assert!(size(Axis::Progress) <= u32::BITS);
    }

    #[test]
    fn keys_tell_kinds_apart() {
        let subjects = [
            (
                Subject::Recommendation(RecommendationId(7)),
                About::Recommendation,
            ),
            (Subject::Report(ReportId(7)), About::Report),
            (
                Subject::Organisation(OrganisationId(7)),
                About::Organisation,
            ),
        ];
        for (subject, kind) in subjects {
            assert_eq!(about(key(subject)), (7, kind));
        }
    }

    #[test]
    fn references_are_compared_by_their_letters_and_digits() {
        assert_eq!(plain("HSIB R/2023/220"), plain("hsib r2023-220"));
    }
}
