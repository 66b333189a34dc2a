//! Rules on dates: to be confirmed, ambiguous, unread.

use heeded_due::{HedgeKind, Kind, Reading};

use super::Case;
use crate::draft::Sure;
use crate::remark::{About, Remark, RemarkKind};

/// A date that is to be confirmed.
pub(super) fn to_be_confirmed(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let hedge = due
            .due
            .hedges
            .iter()
            .find(|hedge| hedge.kind == HedgeKind::ToBeConfirmed)?;
        Some((
            RemarkKind::DateToBeConfirmed,
            format!(
                "The date “{}” is not settled (“{}”).",
                due.words.value, hedge.words
            ),
        ))
    })
}

/// A date that can be read in more than one way.
pub(super) fn ambiguous(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let (chosen, rest) = due.due.readings.split_first()?;
        let other = rest.iter().find(|other| !is_day_before(other, chosen))?;
        let days = |reading: &Reading| reading.in_words().unwrap_or_else(|| "no day".to_owned());
        let words = format!(
            "“{}” is read as {}; it could also mean {}.",
            due.words.value,
            days(chosen),
            days(other)
        );
        Some((RemarkKind::AmbiguousDate, words))
    })
}

/// A date of a financial year, where nothing says of which country.
pub(super) fn of_any_year(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let words = format!(
            "“{}” is read as of a financial year from April; nothing says of which country it is.",
            due.words.value
        );
        // Such a date is doubtful: of the others it was found before that they are none.
        let doubtful = due.words.sure == Sure::Doubtful;
        let another = doubtful && case.desk.calendar.may_be_another(due);
        another.then_some((RemarkKind::AmbiguousDate, words))
    })
}

/// "By March" may mean before March begins: so it is with every such date, and no remark is due.
fn is_day_before(other: &Reading, chosen: &Reading) -> bool {
    let before = chosen.earliest.and_then(|day| day.yesterday().ok());
    before.is_some() && other.latest == before
}

/// A time phrase that could not be read.
pub(super) fn unread(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let unread = due.due.kind == Kind::Unread;
        unread.then(|| {
            (
                RemarkKind::DateUnread,
                format!(
                    "The words “{}” could not be read as a date.",
                    due.words.value
                ),
            )
        })
    })
}

fn each_due(
    case: &Case<'_>,
    rule: impl Fn(&crate::draft::DraftDue) -> Option<(RemarkKind, String)>,
) -> Vec<Remark> {
    let dues = case
        .draft
        .actions
        .iter()
        .enumerate()
        .filter_map(|(at, action)| Some((at, action.due.as_ref()?)));
    dues.filter_map(|(at, due)| {
        let (kind, words) = rule(due)?;
        Some(case.remark(kind, About::Due(at), due.words.passage, words))
    })
    .collect()
}
