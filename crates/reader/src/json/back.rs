//! From JSON back to a reading. What can be worked out again is worked out, not believed.

use heeded_domain::vocabulary::{AskKind, Disposition as Said, ResponseKind};
use heeded_due::{Context, Hemisphere, SaidOn};
use jiff::civil::Date;

use super::{
    Action, Calendar, Due, NotAReading, Particular, Read, Reading, Recommendation, RemarkRead,
    Response, commitment_value, format_value, found_in_value, sure_value,
};
use crate::columns::ColumnField;
use crate::draft::{Draft, DraftAction, DraftDue, DraftResponse, Field, Passage};
use crate::reading::Encoding;
use crate::remark::{About, Remark, RemarkKind};

impl TryFrom<Reading> for crate::Reading {
    type Error = NotAReading;

    fn try_from(wire: Reading) -> Result<Self, NotAReading> {
        let calendar = calendar(wire.calendar);
        let drafts = wire
            .recommendations
            .into_iter()
            .map(|one| draft(one, calendar))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            title: wire.title,
            format: format_value(&wire.format)?,
            encoding: Encoding(wire.encoding),
            calendar,
            text: wire.text,
            drafts,
            remarks: remarks(wire.remarks, wire.remarks_read)?,
        })
    }
}

fn calendar(wire: Calendar) -> heeded_due::Calendar {
    heeded_due::Calendar {
        financial_year_starts: wire.financial_year_starts,
        hemisphere: if wire.southern {
            Hemisphere::South
        } else {
            Hemisphere::North
        },
        uk_parliament: wire.uk_parliament,
    }
}

fn draft(wire: Recommendation, calendar: heeded_due::Calendar) -> Result<Draft, NotAReading> {
    let kind = code("kind", &wire.kind, AskKind::from_code)?;
    Ok(Draft {
        reference: optional(wire.reference, wire.reference_read)?,
        kind: field(kind, wire.kind_read)?,
        text: field(wire.text, wire.text_read)?,
        purpose: optional(wire.purpose, wire.purpose_read)?,
        addressees: several(wire.addressees, wire.addressees_read)?,
        collaborators: several(wire.collaborators, wire.collaborators_read)?,
        respond_by: optional(day("respond_by", wire.respond_by)?, wire.respond_by_read)?,
        responses: wire
            .responses
            .into_iter()
            .map(response)
            .collect::<Result<_, _>>()?,
        actions: wire
            .actions
            .into_iter()
            .map(|one| action(one, calendar))
            .collect::<Result<_, _>>()?,
        particulars: wire
            .particulars
            .into_iter()
            .map(particular)
            .collect::<Result<_, _>>()?,
        remarks: remarks(wire.remarks, wire.remarks_read)?,
    })
}

fn particular(wire: Particular) -> Result<crate::Particular, NotAReading> {
    Ok(crate::Particular {
        what: code("what", &wire.what, ColumnField::from_code)?,
        value: field(wire.value, wire.read)?,
        words: wire.words,
    })
}

fn response(wire: Response) -> Result<DraftResponse, NotAReading> {
    let kind = code("kind", &wire.kind, ResponseKind::from_code)?;
    Ok(DraftResponse {
        kind: field(kind, wire.kind_read)?,
        from: optional(wire.from, wire.from_read)?,
        received: optional(day("received", wire.received)?, wire.received_read)?,
        stated: optional(day("stated", wire.stated)?, wire.stated_read)?,
        text: field(wire.text, wire.text_read)?,
        dispositions: wire
            .dispositions
            .into_iter()
            .map(|one| {
                field(
                    code("disposition", &one.disposition, Said::from_code)?,
                    one.read,
                )
            })
            .collect::<Result<_, _>>()?,
        refusals: several(wire.refusals, wire.refusals_read)?,
    })
}

fn action(wire: Action, calendar: heeded_due::Calendar) -> Result<DraftAction, NotAReading> {
    Ok(DraftAction {
        due: wire
            .due
            .map(|one| due(one, &wire.text, calendar))
            .transpose()?,
        text: field(wire.text, wire.text_read)?,
        lead: optional(wire.lead, wire.lead_read)?,
        dependencies: several(wire.dependencies, wire.dependencies_read)?,
        conditions: several(wire.conditions, wire.conditions_read)?,
        comments: optional(wire.comments, wire.comments_read)?,
        found_in: found_in_value(&wire.found_in)?,
        commitment: commitment_value(&wire.commitment)?,
        response: wire.response,
    })
}

fn due(wire: Due, sentence: &str, calendar: heeded_due::Calendar) -> Result<DraftDue, NotAReading> {
    let said_on = wire.said_on.as_deref().map(said_on).transpose()?;
    let context = Context {
        said_on,
        calendar,
        sentence: Some(sentence),
    };
    let due = heeded_due::read(&wire.as_stated, &context);
    Ok(DraftDue {
        words: field(wire.as_stated, wire.read)?,
        said_on,
        due,
    })
}

fn said_on(words: &str) -> Result<SaidOn, NotAReading> {
    let wrong = || NotAReading {
        field: "said_on",
        value: words.to_owned(),
    };
    if let Some(after) = words.strip_prefix('>') {
        return after.parse().map(SaidOn::LaterThan).map_err(|_| wrong());
    }
    let parts: Vec<&str> = words.split('-').collect();
    match parts.as_slice() {
        [year] => year.parse().map(SaidOn::Year).map_err(|_| wrong()),
        [year, month] => {
            let (year, month) = (year.parse(), month.parse());
            year.ok()
                .zip(month.ok())
                .map(|(y, m)| SaidOn::Month(y, m))
                .ok_or_else(wrong)
        }
        _ => words.parse().map(SaidOn::Day).map_err(|_| wrong()),
    }
}

fn day(field: &'static str, words: Option<String>) -> Result<Option<Date>, NotAReading> {
    words
        .map(|words| {
            words.parse().map_err(|_| NotAReading {
                field,
                value: words.clone(),
            })
        })
        .transpose()
}

fn code<T>(
    field: &'static str,
    word: &str,
    from: impl Fn(&str) -> Option<T>,
) -> Result<T, NotAReading> {
    from(word).ok_or_else(|| NotAReading {
        field,
        value: word.to_owned(),
    })
}

fn field<T>(value: T, read: Read) -> Result<Field<T>, NotAReading> {
    let passage = Passage {
        page: read.page,
        start: read.start,
        end: read.end,
    };
    Ok(Field {
        value,
        passage,
        cue: read.cue,
        sure: sure_value(&read.sure)?,
    })
}

fn optional<T>(value: Option<T>, read: Option<Read>) -> Result<Option<Field<T>>, NotAReading> {
    value
        .zip(read)
        .map(|(value, read)| field(value, read))
        .transpose()
}

fn several<T>(values: Vec<T>, reads: Vec<Read>) -> Result<Vec<Field<T>>, NotAReading> {
    values
        .into_iter()
        .zip(reads)
        .map(|(value, read)| field(value, read))
        .collect()
}

fn remarks(words: Vec<String>, reads: Vec<RemarkRead>) -> Result<Vec<Remark>, NotAReading> {
    words
        .into_iter()
        .zip(reads)
        .map(|(words, read)| remark(words, read))
        .collect()
}

fn remark(words: String, read: RemarkRead) -> Result<Remark, NotAReading> {
    let page = read.page;
    Ok(Remark {
        kind: code("kind", &read.kind, RemarkKind::from_code)?,
        words,
        passage: read.span.map(|(start, end)| Passage { page, start, end }),
        about: about(&read.about, read.index.unwrap_or_default())?,
    })
}

fn about(word: &str, index: usize) -> Result<About, NotAReading> {
    Ok(match word {
        "document" => About::Document,
        "text" => About::Text,
        "reference" => About::Reference,
        "addressees" => About::Addressees,
        "response" => About::Response(index),
        "received" => About::Received(index),
        "disposition" => About::Disposition(index),
        "action" => About::Action(index),
        "due" => About::Due(index),
        "lead" => About::Lead(index),
        _ => {
            return Err(NotAReading {
                field: "about",
                value: word.to_owned(),
            });
        }
    })
}
