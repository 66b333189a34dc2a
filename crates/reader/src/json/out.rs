//! From a reading to its JSON.

use heeded_due::{Hemisphere, SaidOn};

use super::{
    Action, Calendar, Disposition, Due, Particular, Read, Reading, Recommendation, RemarkRead,
    Response, commitment_word, format_word, found_in_word, sure_word,
};
use crate::draft::{Draft, DraftAction, DraftDue, DraftResponse, Field, Passage, Sure};
use crate::remark::{About, Remark};

impl From<&crate::Reading> for Reading {
    fn from(reading: &crate::Reading) -> Self {
        Self {
            title: reading.title.clone(),
            format: format_word(reading.format),
            encoding: reading.encoding.0.clone(),
            calendar: Calendar {
                financial_year_starts: reading.calendar.financial_year_starts,
                southern: reading.calendar.hemisphere == Hemisphere::South,
                uk_parliament: reading.calendar.uk_parliament,
            },
            recommendations: reading
                .drafts
                .iter()
                .map(|draft| recommendation(draft, &reading.text))
                .collect(),
            remarks: words(&reading.remarks),
            remarks_read: reading.remarks.iter().map(remark_read).collect(),
            text: reading.text.clone(),
        }
    }
}

fn recommendation(draft: &Draft, text: &str) -> Recommendation {
    let (reference, reference_read) = optional(draft.reference.as_ref());
    let (purpose, purpose_read) = optional(draft.purpose.as_ref());
    let (addressees, addressees_read) = several(&draft.addressees);
    let (collaborators, collaborators_read) = several(&draft.collaborators);
    Recommendation {
        reference,
        reference_read,
        kind: draft.kind.value.code().to_owned(),
        kind_read: read(&draft.kind),
        text: draft.text.value.clone(),
        text_read: read(&draft.text),
        purpose,
        purpose_read,
        addressees,
        addressees_read,
        collaborators,
        collaborators_read,
        respond_by: draft
            .respond_by
            .as_ref()
            .map(|field| field.value.to_string()),
        respond_by_read: draft.respond_by.as_ref().map(read),
        responses: draft
            .responses
            .iter()
            .map(|one| response(one, text))
            .collect(),
        actions: draft.actions.iter().map(action).collect(),
        particulars: draft.particulars.iter().map(particular).collect(),
        remarks: words(&draft.remarks),
        remarks_read: draft.remarks.iter().map(remark_read).collect(),
        doubt: sure_word(draft.doubt().worst),
    }
}

fn particular(one: &crate::Particular) -> Particular {
    Particular {
        what: one.what.code().to_owned(),
        value: one.value.value.clone(),
        words: one.words.clone(),
        read: read(&one.value),
    }
}

fn response(response: &DraftResponse, text: &str) -> Response {
    let (from, from_read) = optional(response.from.as_ref());
    let (refusals, refusals_read) = several(&response.refusals);
    Response {
        kind: response.kind.value.code().to_owned(),
        kind_read: read(&response.kind),
        from,
        from_read,
        received: response
            .received
            .as_ref()
            .map(|field| field.value.to_string()),
        received_read: response.received.as_ref().map(read),
        stated: response
            .stated
            .as_ref()
            .map(|field| field.value.to_string()),
        stated_read: response.stated.as_ref().map(read),
        text: response.text.value.clone(),
        text_read: read(&response.text),
        dispositions: response
            .dispositions
            .iter()
            .map(|field| Disposition {
                disposition: field.value.code().to_owned(),
                words: field.passage.words(text).to_owned(),
                read: read(field),
            })
            .collect(),
        refusals,
        refusals_read,
    }
}

fn action(action: &DraftAction) -> Action {
    let (lead, lead_read) = optional(action.lead.as_ref());
    let (dependencies, dependencies_read) = several(&action.dependencies);
    let (conditions, conditions_read) = several(&action.conditions);
    let (comments, comments_read) = optional(action.comments.as_ref());
    Action {
        text: action.text.value.clone(),
        text_read: read(&action.text),
        due: action.due.as_ref().map(due),
        lead,
        lead_read,
        dependencies,
        dependencies_read,
        conditions,
        conditions_read,
        comments,
        comments_read,
        found_in: found_in_word(action.found_in),
        commitment: commitment_word(action.commitment),
        response: action.response,
    }
}

fn due(due: &DraftDue) -> Due {
    let chosen = due.due.readings.first();
    Due {
        as_stated: due.words.value.clone(),
        edtf: chosen
            .and_then(|reading| reading.edtf.as_ref())
            .map(|edtf| edtf.as_str().to_owned()),
        earliest: chosen
            .and_then(|reading| reading.earliest)
            .map(|day| day.to_string()),
        latest: chosen
            .and_then(|reading| reading.latest)
            .map(|day| day.to_string()),
        hedges: due
            .due
            .hedges
            .iter()
            .map(|hedge| hedge.words.clone())
            .collect(),
        said_on: due.said_on.map(said_on_words),
        read: read(&due.words),
    }
}

fn said_on_words(said_on: SaidOn) -> String {
    match said_on {
        SaidOn::Day(day) => day.to_string(),
        SaidOn::Month(year, month) => format!("{year:04}-{month:02}"),
        SaidOn::Year(year) => format!("{year:04}"),
        SaidOn::LaterThan(day) => format!(">{day}"),
    }
}

fn read<T>(field: &Field<T>) -> Read {
    mark(field.passage, &field.cue, field.sure)
}

fn mark(passage: Passage, cue: &str, sure: Sure) -> Read {
    Read {
        page: passage.page,
        start: passage.start,
        end: passage.end,
        cue: cue.to_owned(),
        sure: sure_word(sure),
    }
}

fn optional(field: Option<&Field<String>>) -> (Option<String>, Option<Read>) {
    (field.map(|field| field.value.clone()), field.map(read))
}

fn several(fields: &[Field<String>]) -> (Vec<String>, Vec<Read>) {
    (
        fields.iter().map(|field| field.value.clone()).collect(),
        fields.iter().map(read).collect(),
    )
}

fn words(remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(|remark| remark.words.clone()).collect()
}

fn remark_read(remark: &Remark) -> RemarkRead {
    let (about, index) = match remark.about {
        About::Document => ("document", None),
        About::Text => ("text", None),
        About::Reference => ("reference", None),
        About::Addressees => ("addressees", None),
        About::Response(index) => ("response", Some(index)),
        About::Received(index) => ("received", Some(index)),
        About::Disposition(index) => ("disposition", Some(index)),
        About::Action(index) => ("action", Some(index)),
        About::Due(index) => ("due", Some(index)),
        About::Lead(index) => ("lead", Some(index)),
    };
    RemarkRead {
        kind: remark.kind.code().to_owned(),
        about: about.to_owned(),
        index,
        page: remark.passage.and_then(|passage| passage.page),
        span: remark.passage.map(|passage| (passage.start, passage.end)),
    }
}
