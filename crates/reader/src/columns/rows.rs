//! Rows to drafts: one row is one record, unless it only goes on with the one above it.

use std::cell::OnceCell;
use std::collections::HashMap;

use heeded_domain::vocabulary::{AskKind, Disposition};
use jiff::civil::Date;

use super::preamble::matters;
use super::sheet::{self, Row};
use super::{ColumnError, ColumnField, ColumnMap, Particular, linked};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::document::Document;
use crate::draft::{Draft, DraftResponse, Field, Sure};
use crate::fields::{self, Desk, Whose};
use crate::layout::{Answer, AnswerCue, AskCue, Entry, Listed, Span};
use crate::read::table;
use crate::reading::Reading;
use crate::recognise::bodies::Bodies;
use crate::recognise::dates;
use crate::remark::{About, Remark, RemarkKind};

/// The fields that a particular tells.
const PARTICULARS: &[ColumnField] = &[
    ColumnField::Progress,
    ColumnField::MadeOn,
    ColumnField::SentOn,
    ColumnField::Theme,
    ColumnField::Report,
    ColumnField::Address,
    ColumnField::Issuer,
    ColumnField::Status,
    ColumnField::StatusOn,
];
/// What gave a field of such a draft away.
const BY_COLUMN: &str = "its column, by the column map";

/// Reads a table by a column map.
///
/// # Errors
///
/// [`ColumnError`] where there is no such table, or it has not the headings that the map names.
pub fn read_by_columns(
    document: &Document<'_>,
    cues: &Cues,
    map: &ColumnMap,
) -> Result<Reading, ColumnError> {
    let book = table::book(document, map.encoding)?.ok_or_else(|| ColumnError::NoTable {
        document: document.name.to_owned(),
    })?;
    let (source, rows) = sheet::lay(document, &book, map)?;
    let desk = Desk {
        document,
        cues,
        source: &source,
        bodies: Bodies::of("", document.names),
        calendar: Whose::of(document, &source, None),
        issuer: None,
        reviewed: None,
        mentions: OnceCell::new(),
        times: None,
        receipts: Vec::new(),
        writer: None,
    };
    let reader = Reader { desk: &desk, map };
    let records = records(&desk, &rows);
    let mut drafts: Vec<Draft> = records.all.iter().map(|rows| reader.draft(rows)).collect();
    let mut remarks = source.remarks.clone();
    remarks.extend(without_words(&records.without));
    remarks.extend(repeats(records.repeats));
    remark_on_twice(&mut drafts);
    Ok(Reading {
        title: None,
        format: source.format,
        encoding: source.encoding.clone(),
        calendar: desk.calendar.calendar(),
        drafts,
        remarks,
        text: source.text,
    })
}

/// The rows of a table, sorted out.
struct Records<'r> {
    /// The rows of each record, in the order of the table.
    all: Vec<Vec<&'r Row>>,
    /// Rows that belong to none, by number.
    without: Vec<usize>,
    /// How many rows say again what another says.
    repeats: usize,
}

/// Rows by record. A row goes on with an earlier record when it has its reference, its words and
/// its issuer, or all its words where there is no reference; with the one above it when it has that
/// one's reference and no words, and is of the same report, or only an action.
fn records<'r>(desk: &Desk<'_>, rows: &'r [Row]) -> Records<'r> {
    let words = |row: &Row, field| row.cell(field).map(|spans| text(desk, spans).to_owned());
    let mut places: HashMap<[Option<String>; 3], usize> = HashMap::new();
    let mut records = Records {
        all: Vec::new(),
        without: Vec::new(),
        repeats: 0,
    };
    for row in rows {
        let ask = words(row, ColumnField::Ask);
        let reference = words(row, ColumnField::Reference);
        let goes_on = match (&ask, &reference) {
            (Some(_), _) => false,
            (None, Some(_)) => {
                let above = records.all.last().and_then(|rows| rows.first());
                let same =
                    above.is_some_and(|above| words(above, ColumnField::Reference) == reference);
                same && !above.is_some_and(|above| of_another(desk, above, row))
            }
            (None, None) => row.cell(ColumnField::Action).is_some(),
        };
        if ask.is_none() {
            match records.all.last_mut() {
                Some(record) if goes_on => record.push(row),
                _ => records.without.push(row.number),
            }
            continue;
        }
        let key = match &reference {
            Some(_) => [ask, reference.clone(), words(row, ColumnField::Issuer)],
            None => [Some(desk.words(&row.whole()).to_owned()), None, None],
        };
        let next = records.all.len();
        let place = *places.entry(key).or_insert(next);
        match records.all.get_mut(place) {
            Some(record) => {
                let said: Vec<&str> = record.iter().map(|row| desk.words(&row.whole())).collect();
                if said.contains(&desk.words(&row.whole())) {
                    records.repeats += 1;
                } else {
                    record.push(row);
                }
            }
            None => records.all.push(vec![row]),
        }
    }
    records
}

/// Whether a row is of another report than the one above it: a number was given out twice, or
/// misprinted.
fn of_another(desk: &Desk<'_>, above: &Row, row: &Row) -> bool {
    const TELLING: &[ColumnField] = &[
        ColumnField::Issuer,
        ColumnField::Report,
        ColumnField::Address,
        ColumnField::MadeOn,
    ];
    TELLING.iter().any(|&field| {
        let both = above.cell(field).zip(row.cell(field));
        both.is_some_and(|(one, other)| text(desk, one) != text(desk, other))
    })
}

fn repeats(count: usize) -> Option<Remark> {
    let words = match count {
        1 => "1 row says word for word what another says, and is read once.".to_owned(),
        _ => format!("{count} rows say word for word what another says, and are read once."),
    };
    (count > 0).then_some(Remark {
        kind: RemarkKind::Repeated,
        words,
        passage: None,
        about: About::Document,
    })
}

fn without_words(rows: &[usize]) -> Option<Remark> {
    /// So many numbers of rows are told one by one.
    const TOLD: usize = 5;
    if rows.is_empty() {
        return None;
    }
    let told: Vec<String> = rows.iter().take(TOLD).map(usize::to_string).collect();
    let more = if rows.len() > TOLD { ", …" } else { "" };
    let told = told.join(", ");
    let words = match rows.len() {
        1 => format!("Row {told} has no words of a recommendation and is left out."),
        count => format!(
            "{count} rows have no words of a recommendation and are left out: row {told}{more}."
        ),
    };
    Some(Remark {
        kind: RemarkKind::Unplaced,
        words,
        passage: None,
        about: About::Document,
    })
}

/// One number for two recommendations is a slip in the table, or two lists in one.
fn remark_on_twice(drafts: &mut [Draft]) {
    let mut times: HashMap<(String, Option<String>), usize> = HashMap::new();
    let key = |draft: &Draft| {
        let reference = draft.reference.as_ref()?.value.clone();
        let issuer = draft.particular(ColumnField::Issuer);
        Some((reference, issuer.map(|one| one.value.value.clone())))
    };
    for one in drafts.iter().filter_map(key) {
        *times.entry(one).or_default() += 1;
    }
    for draft in drafts.iter_mut() {
        let Some(key) = key(draft) else { continue };
        if times.get(&key).is_some_and(|times| *times > 1) {
            draft.remarks.push(Remark {
                kind: RemarkKind::ReferenceTwice,
                words: format!(
                    "The table has the reference {} more than once, with other words.",
                    key.0
                ),
                passage: draft.reference.as_ref().map(|field| field.passage),
                about: About::Reference,
            });
        }
    }
}

/// A name without the full stop of the sentence that a cell ends like; "Harbour Co." keeps its own
/// in no register, and "U.S.A." does.
fn without_stop((mut value, mut span): (String, Span)) -> (String, Span) {
    let last = value.split_whitespace().next_back().unwrap_or_default();
    if last.matches('.').count() == 1 && value.ends_with('.') && span.range.len() == value.len() {
        value.pop();
        span.range.end -= 1;
    }
    (value, span)
}

/// The words of a cell.
fn text<'d>(desk: &'d Desk<'_>, spans: &[Span]) -> &'d str {
    desk.source.words(&whole(spans).range)
}

/// A cell from its first paragraph to its last.
fn whole(spans: &[Span]) -> Span {
    let (first, last) = (spans.first(), spans.last());
    let start = first.map_or(0, |span| span.range.start);
    Span {
        block: first.map_or(0, |span| span.block),
        range: start..last.map_or(start, |span| span.range.end),
    }
}

struct Reader<'a> {
    desk: &'a Desk<'a>,
    map: &'a ColumnMap,
}

impl Reader<'_> {
    fn draft(&self, rows: &[&Row]) -> Draft {
        let mut remarks = Vec::new();
        let first = rows.first();
        let cell = |field| first.and_then(|row| row.cell(field));
        let exact = |field| {
            let spans: &[Span] = cell(field)?;
            Some(self.desk.exact(&whole(spans), BY_COLUMN, Sure::Certain))
        };
        let row = first.map_or(
            Span {
                block: 0,
                range: 0..0,
            },
            |row| row.whole(),
        );
        let text = match cell(ColumnField::Ask) {
            Some(spans) => self.ask(&whole(spans), &mut remarks),
            None => self
                .desk
                .field(String::new(), &row, BY_COLUMN, Sure::Doubtful),
        };
        let mut draft = Draft {
            reference: exact(ColumnField::Reference),
            kind: self.kind(cell(ColumnField::Kind), &row),
            purpose: exact(ColumnField::Purpose),
            addressees: self.names(rows, ColumnField::Addressees),
            collaborators: self.names(rows, ColumnField::Collaborators),
            responses: Vec::new(),
            actions: Vec::new(),
            particulars: self.particulars(rows),
            respond_by: self
                .day_of(rows, ColumnField::AnswerBy)
                .map(|(day, span)| self.desk.field(day, &span, BY_COLUMN, Sure::Certain)),
            remarks: Vec::new(),
            text,
        };
        if draft.addressees.is_empty() && draft.kind.value.asks_for_an_answer() {
            remarks.push(Remark {
                kind: RemarkKind::AddresseeUnknown,
                words: "The table does not say who is asked.".to_owned(),
                passage: Some(draft.text.passage),
                about: About::Addressees,
            });
        }
        remarks.extend(self.answer(rows, &mut draft));
        draft.remarks.extend(remarks);
        draft
    }

    /// What a cell asks for, without what every coroner's report says first.
    fn ask(&self, cell: &Span, remarks: &mut Vec<Remark>) -> Field<String> {
        let words = self.desk.words(cell);
        let Some(from) = matters(&self.desk.cues.labels, words) else {
            let text = self.desk.exact(cell, BY_COLUMN, Sure::Doubtful);
            remarks.push(Remark {
                kind: RemarkKind::Unplaced,
                words: "The table has only what every such report says first; the matters of \
                        concern themselves are missing."
                    .to_owned(),
                passage: Some(text.passage),
                about: About::Text,
            });
            return text;
        };
        let span = self.desk.within(cell, &(from..words.len()));
        self.desk.exact(&span, BY_COLUMN, Sure::Certain)
    }

    fn kind(&self, cell: Option<&[Span]>, row: &Span) -> Field<AskKind> {
        let usual = AskKind::SafetyRecommendation;
        let Some(spans) = cell else {
            let cue = "no column says otherwise";
            return self.desk.field(usual, row, cue, Sure::Certain);
        };
        let words = text(self.desk, spans);
        let code = self.map.meaning(ColumnField::Kind, words).unwrap_or(words);
        let known = AskKind::from_code(&super::key(code).replace(' ', "-"));
        let sure = known.map_or(Sure::Doubtful, |_| Sure::Certain);
        let span = whole(spans);
        self.desk
            .field(known.unwrap_or(usual), &span, BY_COLUMN, sure)
    }

    /// The names in the cells of a field, each once.
    fn names(&self, rows: &[&Row], field: ColumnField) -> Vec<Field<String>> {
        let mut names: Vec<Field<String>> = Vec::new();
        for spans in rows.iter().flat_map(|row| row.cells_of(field)) {
            for named in self.values(field, spans) {
                let (value, span) = without_stop(named);
                if !names.iter().any(|name| name.value == value) {
                    names.push(self.desk.field(value, &span, BY_COLUMN, Sure::Certain));
                }
            }
        }
        names
    }

    /// The values in a cell with their places, each by what the map says that it means.
    fn values(&self, field: ColumnField, spans: &[Span]) -> Vec<(String, Span)> {
        let cell = whole(spans);
        let words = self.desk.words(&cell);
        let mut from = 0;
        let mut values = Vec::new();
        for value in self.map.split(field, words) {
            let rest = words.get(from..).unwrap_or_default();
            let at = from + rest.find(value).unwrap_or_default();
            from = at + value.len();
            let meaning = self.map.meaning(field, value).unwrap_or(value);
            if !meaning.is_empty() {
                let span = self.desk.within(&cell, &(at..at + value.len()));
                values.push((meaning.to_owned(), span));
            }
        }
        values
    }

    fn particulars(&self, rows: &[&Row]) -> Vec<Particular> {
        let mut found: Vec<Particular> = Vec::new();
        for field in PARTICULARS {
            for spans in rows.iter().flat_map(|row| row.cells_of(*field)) {
                for (value, span) in self.values(*field, spans) {
                    let words = self.desk.words(&span).to_owned();
                    let (value, sure) = self.understood(*field, value);
                    let value = self.desk.field(value, &span, BY_COLUMN, sure);
                    let new = Particular {
                        what: *field,
                        value,
                        words,
                    };
                    let same = |one: &Particular| {
                        one.what == new.what && one.value.value == new.value.value
                    };
                    // Progress belongs to the action of its row; the rest is said once.
                    if *field == ColumnField::Progress || !found.iter().any(same) {
                        found.push(new);
                    }
                }
            }
        }
        found
    }

    /// The plain form of a value; what has none is doubtful.
    fn understood(&self, field: ColumnField, value: String) -> (String, Sure) {
        if !field.is_day() {
            return (value, Sure::Certain);
        }
        match self.day(&value) {
            Some(day) => (day.to_string(), Sure::Certain),
            None => (value, Sure::Doubtful),
        }
    }

    fn day(&self, words: &str) -> Option<Date> {
        if self.map.month_first {
            let parts: Vec<&str> = words.trim().split(['/', '-', '.']).collect();
            if let [month, day, year] = parts.as_slice()
                && year.len() == 4
            {
                let year = year.parse().ok()?;
                return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
            }
        }
        dates::day(words).map(|(day, _)| day)
    }

    /// A day of the response, with its place.
    fn day_of(&self, rows: &[&Row], field: ColumnField) -> Option<(Date, Span)> {
        let spans = rows.iter().find_map(|row| row.cell(field))?;
        let (value, span) = self.values(field, spans).into_iter().next()?;
        Some((self.day(&value)?, span))
    }

    /// What the rows say of the answer and of actions, into the draft; what is odd about it.
    fn answer(&self, rows: &[&Row], draft: &mut Draft) -> Vec<Remark> {
        let first = |field| rows.iter().find_map(|row| row.cell(field));
        let response = first(ColumnField::Response);
        let decision = first(ColumnField::Disposition);
        let actions: Vec<Listed> = rows.iter().filter_map(|row| listed(row)).collect();
        if response.is_none() && decision.is_none() && actions.is_empty() {
            return Vec::new();
        }
        let linked = response.and_then(|spans| linked::addresses(self.desk, &whole(spans)));
        if let Some(addresses) = linked.filter(|_| decision.is_none() && actions.is_empty()) {
            let addressees = draft.addressees.clone();
            let read = |address| linked::response(self.desk, address, &addressees, BY_COLUMN);
            draft.responses = addresses.iter().map(read).collect();
            let first = draft.responses.first();
            return first
                .map(|first| linked::unread(addresses.len(), first))
                .into_iter()
                .collect();
        }
        let entry = entry(rows);
        let answer = Answer {
            cue: AnswerCue::Marked,
            from: first(ColumnField::ResponseFrom).map(whole),
            received: self.day_of(rows, ColumnField::AnsweredOn),
            appended: None,
            stated: None,
            decision: decision.map(whole),
            narrative: response.unwrap_or_default().to_vec(),
            actions,
            loose: Vec::new(),
            beside: Vec::new(),
            mark: None,
        };
        let told = fields::answer(self.desk, &answer, draft);
        for response in &mut draft.responses {
            response.text.cue = BY_COLUMN.to_owned();
        }
        self.decide(decision, draft);
        let mut remarks = Vec::new();
        if response.is_some() {
            remarks = fields::oddities(self.desk, &entry, vec![told], draft);
        }
        if first(ColumnField::AnsweredOn).is_some() && answer.received.is_none() {
            remarks.push(Remark {
                kind: RemarkKind::DateUnread,
                words: "The day of the response cannot be read.".to_owned(),
                passage: first(ColumnField::AnsweredOn).map(|spans| {
                    self.desk
                        .source
                        .passage(whole(spans).block, whole(spans).range)
                }),
                about: About::Received(0),
            });
        }
        remarks
    }

    /// What the column says of the disposition counts before what the words of the response say.
    fn decide(&self, decision: Option<&[Span]>, draft: &mut Draft) {
        let Some((spans, response)) = decision.zip(draft.responses.first_mut()) else {
            return;
        };
        let span = whole(spans);
        let words = self.desk.words(&span);
        let meant = self.map.meaning(ColumnField::Disposition, words);
        let code = super::key(words).replace(' ', "-");
        let value = meant.and_then(Disposition::from_code);
        let value = value.or_else(|| Disposition::from_code(&code));
        match value {
            Some(value) => {
                response.dispositions =
                    vec![self.desk.field(value, &span, BY_COLUMN, Sure::Certain)];
            }
            None if !is_certain(response) => response.text.sure = Sure::Doubtful,
            None => {}
        }
    }
}

fn is_certain(response: &DraftResponse) -> bool {
    let mut sures = response.dispositions.iter().map(|field| field.sure);
    sures.any(|sure| sure == Sure::Certain)
}

/// What the rules on oddities know of the places.
fn entry(rows: &[&Row]) -> Entry {
    let ask = rows.first().and_then(|row| row.cell(ColumnField::Ask));
    let mut entry = Entry::new(AskCue::Label);
    entry.ask = ask.unwrap_or_default().to_vec();
    entry
}

/// The action of a row. Where a row has a lead or a date and no action, it is what was answered
/// or else what was asked that is led and dated.
fn listed(row: &Row) -> Option<Listed> {
    const LABELLED: &[(ColumnField, Label)] = &[
        (ColumnField::Lead, Label::Lead),
        (ColumnField::Due, Label::Due),
        (ColumnField::Dependency, Label::Dependency),
        (ColumnField::Comment, Label::Comment),
    ];
    let parts: Vec<(Label, Span)> = LABELLED
        .iter()
        .filter_map(|(field, label)| Some((*label, whole(row.cell(*field)?))))
        .collect();
    let dated = row.cell(ColumnField::Due).is_some();
    let instead = [ColumnField::Response, ColumnField::Ask];
    let text = row.cell(ColumnField::Action).or_else(|| {
        let mut instead = instead.iter().filter_map(|field| row.cell(*field));
        instead.next().filter(|_| dated)
    })?;
    Some(Listed {
        text: whole(text),
        parts,
    })
}
