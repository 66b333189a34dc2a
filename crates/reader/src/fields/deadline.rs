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
        let hits = desk.cues.phrases.find(words);
        hits.iter()
            .filter(|hit| hit.says == Says::AnswerBy)
            .find_map(|hit| {
                let (day, range) = dates::day(words.get(hit.range.end..)?)?;
                let place = hit.range.end + range.start..hit.range.end + range.end;
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
