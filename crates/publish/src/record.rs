//! A recommendation as JSON: the facts, and what they amount to on a day.

use crate::difference::{Piece, difference};
use crate::{Body, Directory, body};
use heeded_domain::answer::{AddresseeAnswer, Answer, Deadline, Unseen, Working};
use heeded_domain::recommendation::{
    DueRevision, Item, PlannedAction, ProgressFact, Recommendation, Response, ResponseVersion,
    Rewording, Source, StatedDisposition,
};
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Status, status};
use heeded_due::{Due, Lateness, Reading};
use jiff::civil::Date;
use serde::Serialize;

/// A recommendation as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordJson {
    /// Its permanent identifier.
    pub id: String,
    /// The issuer's reference; null when it has none.
    pub reference: Option<String>,
    /// What kind of ask.
    pub kind: &'static str,
    /// A short title made of its own words.
    pub title: String,
    /// The exact words.
    pub text: String,
    /// Other words that later captures have for it, oldest first; those above stand.
    pub rewordings: Vec<RewordingJson>,
    /// The first capture that no longer has it; null while its document has it.
    pub gone: Option<SourceJson>,
    /// What it is for, in the document's words.
    pub purpose: Option<String>,
    /// The separable things asked for.
    pub parts: Vec<String>,
    /// Who asks.
    pub issuer: Body,
    /// The rule book.
    pub scheme: String,
    /// The day it was made.
    pub made_on: Option<String>,
    /// The report that it comes from, by its identifier.
    pub report: Option<String>,
    /// How it stands.
    pub status: StatusJson,
    /// Who was asked, each with its own clock.
    pub addressees: Vec<AddresseeJson>,
    /// Who is named to work with them.
    pub collaborators: Vec<String>,
    /// What was answered.
    pub responses: Vec<ResponseJson>,
    /// What was promised.
    pub planned_actions: Vec<ActionJson>,
    /// The issuer's verdicts.
    pub assessments: Vec<AssessmentJson>,
    /// Links to other recommendations.
    pub links: Vec<LinkJson>,
    /// Notes beside the record.
    pub notes: Vec<NoteJson>,
    /// What it is about.
    pub themes: Vec<ThemeJson>,
    /// Why it ended.
    pub closure: Option<ClosureJson>,
    /// Why its issuer withdrew it.
    pub withdrawn: Option<String>,
    /// Where Heeded has it from.
    pub source: Option<SourceJson>,
}

/// Other words that a later capture has for an ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RewordingJson {
    /// The exact words.
    pub text: String,
    /// Where Heeded has them from.
    pub source: SourceJson,
}

/// How a record stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusJson {
    /// The day.
    pub as_of: String,
    /// The most serious thing.
    pub standing: &'static str,
    /// Why, in a plain sentence.
    pub why: String,
    /// How many addressees have answered.
    pub responded: usize,
}

/// An addressee and the state of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddresseeJson {
    /// Which organisation.
    pub organisation: Body,
    /// The name that the document uses.
    pub named_as: String,
    /// `answered`, `not-yet-due`, `overdue`, `deadline-not-known` or `no-duty`.
    pub answer: &'static str,
    /// The state in a plain sentence.
    pub sentence: String,
    /// The last day for an answer.
    pub due_on: Option<String>,
    /// How that day is worked out.
    pub working: Vec<String>,
    /// What it says it will do.
    pub disposition: Option<DispositionJson>,
}

/// What an addressee says it will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DispositionJson {
    /// What.
    pub value: &'static str,
    /// Who says so: `stated`, `coded` or `suggested`.
    pub source: &'static str,
    /// The words it rests on.
    pub words: Option<String>,
}

/// A response with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResponseJson {
    /// Its number in the record.
    pub number: u32,
    /// Who answered.
    pub from: Vec<Body>,
    /// What kind of answer.
    pub kind: &'static str,
    /// The versions, oldest first.
    pub versions: Vec<VersionJson>,
    /// The first capture that no longer has it; null while its document has it.
    pub gone: Option<SourceJson>,
}

/// One version of a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionJson {
    /// The exact words.
    pub text: String,
    /// The day that it bears.
    pub stated_on: Option<String>,
    /// The day of its receipt.
    pub received_on: Option<String>,
    /// Where Heeded has it from.
    pub source: Option<SourceJson>,
    /// What it changed in the words of the version before it; empty for the first.
    pub difference: Vec<Piece>,
}

/// A planned action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionJson {
    /// Its number in the record.
    pub number: u32,
    /// The exact words.
    pub text: String,
    /// The response it stands in.
    pub response: Option<u32>,
    /// `promised`, `considered`, `under-way` or `already-done`.
    pub commitment: &'static str,
    /// `list` or `prose`.
    pub found_in: &'static str,
    /// The post or body that leads.
    pub lead: Option<String>,
    /// What it waits for.
    pub dependencies: Vec<String>,
    /// What it binds itself to.
    pub conditions: Vec<String>,
    /// Further comments.
    pub comments: Option<String>,
    /// When it falls due, as it holds.
    pub due: Option<DueJson>,
    /// Its words before they were changed, oldest first.
    pub text_before: Vec<String>,
    /// The day that the date as it holds was said; null when not known.
    pub due_since: Option<String>,
    /// The first capture that no longer has it; null while its document has it.
    pub gone: Option<SourceJson>,
    /// The dates it had before, oldest first.
    pub due_before: Vec<Option<DueJson>>,
    /// Where it stands against its date.
    pub timing: &'static str,
    /// Why, in a plain sentence.
    pub why: String,
    /// What the addressee claims.
    pub claimed: Vec<ProgressJson>,
    /// What the assessor found.
    pub found: Vec<ProgressJson>,
}

/// A date as stated and as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueJson {
    /// The exact words.
    pub as_stated: String,
    /// First day on which it falls due.
    pub earliest: Option<String>,
    /// Last day on which it falls due.
    pub latest: Option<String>,
    /// The same as EDTF (ISO 8601-2).
    pub edtf: Option<String>,
    /// What weakens it, in its words.
    pub hedges: Vec<String>,
    /// Other readings that the words allow.
    pub other_readings: Vec<ReadingJson>,
    /// Whether it is late on the day: `no`, `may-be`, `yes`; `no` for what is no promise.
    pub late: &'static str,
}

/// Another reading of a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingJson {
    /// First day.
    pub earliest: Option<String>,
    /// Last day.
    pub latest: Option<String>,
    /// Why the words can be read so.
    pub why: String,
}

/// Progress as somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressJson {
    /// How far.
    pub value: &'static str,
    /// The day.
    pub on: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
}

/// The issuer's verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssessmentJson {
    /// On whose answer or work; null: the whole.
    pub addressee: Option<Body>,
    /// The issuer's own code.
    pub native: String,
    /// Its neutral value.
    pub neutral: &'static str,
    /// Why.
    pub reasons: Option<String>,
    /// The day.
    pub on: Option<String>,
}

/// A link to another recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkJson {
    /// How this one stands to it.
    pub kind: &'static str,
    /// The other's identifier.
    pub to: String,
}

/// A note beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteJson {
    /// What kind of note.
    pub kind: &'static str,
    /// Who speaks.
    pub from: Option<Body>,
    /// Its words.
    pub text: String,
    /// Its day.
    pub on: Option<String>,
}

/// What a recommendation is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeJson {
    /// The words.
    pub name: String,
    /// Whose words: `published`, `chosen` or `suggested`.
    pub source: &'static str,
}

/// How a record ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClosureJson {
    /// Why.
    pub reason: &'static str,
    /// The issuer's own words for it.
    pub native: Option<String>,
    /// The day.
    pub on: Option<String>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceJson {
    /// SHA-256 of the captured document.
    pub document: String,
    /// First and last byte (exclusive) in the document's text.
    pub passage: Option<(u64, u64)>,
    /// The day the document was captured.
    pub captured_on: String,
}

/// A recommendation as JSON, as of a day; `record` holds the facts as of that day.
#[must_use]
pub fn record(
    record: &Recommendation,
    scheme: &Scheme,
    directory: &Directory,
    day: Date,
) -> RecordJson {
    let ask = &record.ask;
    let status = status(record, scheme, day);
    let answers = ask.addressees.iter().zip(&status.answers);
    RecordJson {
        id: record.id.to_string(),
        reference: ask.reference.clone(),
        kind: ask.kind.code(),
        title: ask.title(),
        text: ask.text.clone(),
        rewordings: record.rewordings.iter().map(rewording).collect(),
        gone: gone(record, Item::Ask),
        purpose: ask.purpose.clone(),
        parts: ask.parts.clone(),
        issuer: body(directory, ask.issuer),
        scheme: ask.scheme.to_string(),
        made_on: text(ask.made_on),
        report: ask.report.map(|id| id.to_string()),
        addressees: answers
            .map(|(addressee, answer)| {
                addressee_json(&addressee.named_as, answer, &status, directory)
            })
            .collect(),
        collaborators: ask.collaborators.clone(),
        responses: record
            .responses
            .iter()
            .map(|r| response(record, r, directory))
            .collect(),
        planned_actions: record
            .actions
            .iter()
            .map(|a| action(record, a, day))
            .collect(),
        assessments: assessments(record, directory),
        links: links(record),
        notes: notes(record, directory),
        themes: themes(record),
        closure: closure(record),
        withdrawn: record
            .withdrawal
            .as_ref()
            .map(|withdrawal| withdrawal.reason.clone()),
        source: ask.source.as_ref().map(source),
        status: StatusJson {
            as_of: day.to_string(),
            standing: status.standing().code(),
            why: status.why(),
            responded: status.responded(),
        },
    }
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn addressee_json(
    named_as: &str,
    answer: &AddresseeAnswer,
    status: &Status<'_>,
    directory: &Directory,
) -> AddresseeJson {
    let working = working(&answer.answer);
    AddresseeJson {
        organisation: body(directory, answer.addressee),
        named_as: named_as.to_owned(),
        answer: answer_code(&answer.answer),
        sentence: answer.sentence(status.day),
        due_on: working.map(|working| working.ends.to_string()),
        working: working.map(Working::steps).unwrap_or_default(),
        disposition: status.disposition(answer.addressee).map(disposition),
    }
}

fn answer_code(answer: &Answer) -> &'static str {
    match answer {
        Answer::Answered { .. } => "answered",
        Answer::NotYetDue(_) => "not-yet-due",
        Answer::Overdue(_) => "overdue",
        Answer::DeadlineNotKnown(_) => "deadline-not-known",
        Answer::NoDuty => "no-duty",
        Answer::NotKnown(Unseen::NotSought, _) => "not-sought",
        Answer::NotKnown(Unseen::NotSoughtSince(_), _) => "not-sought-since",
        Answer::NotKnown(Unseen::Unclaimed, _) => "unclaimed",
        Answer::NotKnown(Unseen::ByOthers, _) => "by-others",
    }
}

/// How the last day for an answer is worked out, where one is known.
#[must_use]
pub fn working(answer: &Answer) -> Option<&Working> {
    match answer {
        Answer::Answered {
            deadline: Deadline::Day(working),
            ..
        }
        | Answer::NotKnown(_, Deadline::Day(working))
        | Answer::NotYetDue(working)
        | Answer::Overdue(working) => Some(working),
        Answer::Answered { .. }
        | Answer::DeadlineNotKnown(_)
        | Answer::NoDuty
        | Answer::NotKnown(..) => None,
    }
}

fn disposition(stated: &StatedDisposition) -> DispositionJson {
    DispositionJson {
        value: stated.value.code(),
        source: stated.source.code(),
        words: stated.words.clone(),
    }
}

fn response(record: &Recommendation, response: &Response, directory: &Directory) -> ResponseJson {
    ResponseJson {
        number: response.number,
        from: response
            .from
            .iter()
            .map(|id| body(directory, *id))
            .collect(),
        kind: response.kind.code(),
        versions: versions(&response.versions),
        gone: gone(record, Item::Response(response.number)),
    }
}

fn versions(versions: &[ResponseVersion]) -> Vec<VersionJson> {
    let before = std::iter::once(None).chain(versions.iter().map(Some));
    let each = before.zip(versions).map(|(before, version)| VersionJson {
        text: version.text.clone(),
        stated_on: text(version.stated_on),
        received_on: text(version.received_on),
        source: version.source.as_ref().map(source),
        difference: before
            .map(|before| difference(&before.text, &version.text))
            .unwrap_or_default(),
    });
    each.collect()
}

fn rewording(words: &Rewording) -> RewordingJson {
    RewordingJson {
        text: words.text.clone(),
        source: source(&words.source),
    }
}

fn gone(record: &Recommendation, of: Item) -> Option<SourceJson> {
    record.absence(of).map(|absence| source(&absence.gone))
}

fn source(source: &Source) -> SourceJson {
    SourceJson {
        document: source.document.clone(),
        passage: source.passage,
        captured_on: source.captured_on.to_string(),
    }
}

fn action(record: &Recommendation, action: &PlannedAction, day: Date) -> ActionJson {
    let promise = &action.promise;
    let before = action.dues.len().saturating_sub(1);
    let due = |due: &Due| DueJson {
        late: late(action, due, day),
        ..date(due)
    };
    let dated = |revision: &DueRevision| revision.due.as_ref().map(due);
    ActionJson {
        number: action.number,
        text: promise.text.clone(),
        response: promise.response,
        commitment: promise.commitment.code(),
        found_in: promise.found_in.code(),
        lead: promise.lead.clone(),
        dependencies: promise.dependencies.clone(),
        conditions: promise.conditions.clone(),
        comments: promise.comments.clone(),
        due: action.due().map(due),
        text_before: action.earlier.iter().map(|p| p.text.clone()).collect(),
        due_since: text(action.dues.last().and_then(|revision| revision.on)),
        gone: gone(record, Item::Action(action.number)),
        due_before: action.dues.iter().take(before).map(dated).collect(),
        timing: action.timing(day).words(),
        why: action.why(day),
        claimed: action.claimed.iter().map(progress).collect(),
        found: action.found.iter().map(progress).collect(),
    }
}

/// Whether a date of an action is late on a day.
fn late(action: &PlannedAction, due: &Due, day: Date) -> &'static str {
    match due.is_late(day) {
        _ if !action.promise.commitment.is_a_promise() => "no",
        Lateness::No => "no",
        Lateness::MayBe => "may-be",
        Lateness::Yes => "yes",
    }
}

/// A date as JSON, not late yet.
fn date(due: &Due) -> DueJson {
    let chosen = due.chosen();
    DueJson {
        as_stated: due.as_stated.clone(),
        earliest: text(chosen.earliest),
        latest: text(chosen.latest),
        edtf: chosen.edtf.as_ref().map(|edtf| edtf.as_str().to_owned()),
        hedges: due.hedges.iter().map(|hedge| hedge.words.clone()).collect(),
        other_readings: due.readings.iter().skip(1).map(reading).collect(),
        late: "no",
    }
}

fn reading(reading: &Reading) -> ReadingJson {
    ReadingJson {
        earliest: text(reading.earliest),
        latest: text(reading.latest),
        why: reading.why.to_string(),
    }
}

fn progress(fact: &ProgressFact) -> ProgressJson {
    ProgressJson {
        value: fact.value.code(),
        on: text(fact.on),
        evidence: fact.evidence.clone(),
    }
}

fn assessments(record: &Recommendation, directory: &Directory) -> Vec<AssessmentJson> {
    let all = record.assessments.iter();
    all.map(|assessment| AssessmentJson {
        addressee: assessment.addressee.map(|id| body(directory, id)),
        native: assessment.native.clone(),
        neutral: assessment.neutral.code(),
        reasons: assessment.reasons.clone(),
        on: text(assessment.on),
    })
    .collect()
}

fn links(record: &Recommendation) -> Vec<LinkJson> {
    let all = record.links.iter();
    all.map(|link| LinkJson {
        kind: link.kind.code(),
        to: link.to.to_string(),
    })
    .collect()
}

fn notes(record: &Recommendation, directory: &Directory) -> Vec<NoteJson> {
    let all = record.notes.iter();
    all.map(|note| NoteJson {
        kind: note.kind.code(),
        from: note.from.map(|id| body(directory, id)),
        text: note.text.clone(),
        on: text(note.on),
    })
    .collect()
}

fn themes(record: &Recommendation) -> Vec<ThemeJson> {
    let all = record.themes.iter();
    all.map(|theme| ThemeJson {
        name: theme.name.clone(),
        source: theme.source.code(),
    })
    .collect()
}

fn closure(record: &Recommendation) -> Option<ClosureJson> {
    record.closure.as_ref().map(|closure| ClosureJson {
        reason: closure.reason.code(),
        native: closure.native.clone(),
        on: text(closure.on),
    })
}
