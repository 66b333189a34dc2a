//! By when an answer is due, where the document prints the day: "within 56 days, namely by 12 March
//! 2031".

use jiff::civil::Date;

use super::Desk;
use crate::cues::phrases::Says;
use crate::draft::{Field, Sure};
use crate::layout::Entry;
use crate::recognise::dates;

/// The day that follows the first words which say by when an answer is due.
pub(super) fn read(desk: &Desk<'_>, entry: &Entry) -> Option<Field<Date>> {
    entry.deadlines.iter().find_map(|span| {
        let words = desk.words(span);
        let mut terms = desk.cues.phrases.saying(Says::AnswerBy, words);
        terms.find_map(|term| {
            let (day, range) = dates::day(words.get(term.end..)?)?;
            let place = term.end + range.start..term.end + range.end;
            let span = desk.within(span, &place);
            Some(desk.field(
                day,
                &span,
                "the day by which an answer is due",
                Sure::Certain,
            ))
        })
    })
}
