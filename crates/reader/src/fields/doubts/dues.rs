//! Dates that are often those of something else, or another day.

use heeded_due::{HedgeKind, Kind, SaidOn};
use jiff::civil::Date;

use crate::draft::{Commitment, DraftAction, DraftDue, FoundIn, Sure};
use crate::fields::Desk;
use crate::fields::actions::IN_ACTION;
use crate::recognise::words;

/// Makes doubtful when an action falls due, where its words show that it may be otherwise.
pub(super) fn raise(desk: &Desk<'_>, action: &mut DraftAction) {
    let text = action.text.value.as_str();
    let considers = action.commitment == Commitment::Considering;
    let Some(due) = &mut action.due else { return };
    let doubtful = match action.found_in {
        FoundIn::Prose => {
            considers
                || !is_day_to_come(due)
                || hangs_on_its_day(&due.words.value)
                || is_bare_season(&due.words.value)
                || has_no_year(due)
                || is_of_several(text, &due.words.value)
                || is_of_whole_paper(text)
        }
        FoundIn::List => {
            says_no_day(due)
                || is_bare_season(&due.words.value)
                || comes_again(text)
                || is_lettered(due, text)
                || was_done(desk, due, text)
                || is_open_ended(due)
                || was_told(due, text)
        }
    };
    if doubtful {
        due.words.sure = Sure::Doubtful;
    }
}

/// "In May 2031 and in June 2032", "to June": the words hold more than one time, or a part of one;
/// or another time is joined to them.
fn is_of_several(text: &str, words: &str) -> bool {
    const JOINTS: &[&str] = &[
        " and by ",
        " and from ",
        " and in ",
        " and on ",
        " and then ",
    ];
    let joined = |text: &str| JOINTS.iter().any(|joint| text.starts_with(joint));
    let behind = || {
        let behind = text.split_once(words).map_or("", |(_, behind)| behind);
        joined(behind) && !heeded_due::find(behind).is_empty()
    };
    words.starts_with("to ") || JOINTS.iter().any(|joint| words.contains(joint)) || behind()
}

/// "We will report on every recommendation by May": said of all of them, in the answer to one.
fn is_of_whole_paper(text: &str) -> bool {
    const OF_ALL: &[&str] = &[
        "all of the recommendations",
        "all recommendations",
        "all the recommendations",
        "each recommendation",
        "every recommendation",
        "these recommendations",
    ];
    OF_ALL.iter().any(|words| text.contains(words))
}

/// "After consultation in 2032": a first day without a last, where no word says that it is one.
fn is_open_ended(due: &DraftDue) -> bool {
    const OPEN: &[&str] = &[
        "beyond",
        "from",
        "onwards",
        "no earlier",
        "not before",
        "starting",
    ];
    let reading = due.due.chosen();
    let words = due.words.value.to_lowercase();
    reading.earliest.is_some()
        && reading.latest.is_none()
        && !OPEN.iter().any(|open| words.contains(open))
}

/// "On 1 June", "the May" of something: of which year is a guess.
fn has_no_year(due: &DraftDue) -> bool {
    let words = due.words.value.to_lowercase();
    let year = words.bytes().filter(u8::is_ascii_digit).count() >= "2031".len();
    let fixed = matches!(due.due.kind, Kind::Point | Kind::Period);
    let counted = ["this ", "next ", "coming "]
        .iter()
        .any(|word| words.contains(word));
    words.starts_with("the ") || fixed && !year && !counted
}

/// "The Chair met the families on 3 May 2031", "12 removed by the end of April": an item of a list
/// that tells and does not promise, with a date in its words.
fn was_told(due: &DraftDue, text: &str) -> bool {
    const TELLS: &[&str] = &["A", "All", "An", "It", "Most", "Some", "The", "They", "We"];
    let first = text.split_whitespace().next().unwrap_or_default();
    let tells = TELLS.contains(&first) || first.bytes().all(|byte| byte.is_ascii_digit());
    due.words.cue == IN_ACTION && tells && !looks_ahead(text)
}

/// Whether words tell of what is to come.
fn looks_ahead(text: &str) -> bool {
    let ahead = [" will ", " shall ", " to "];
    ahead.iter().any(|word| text.contains(word))
}

/// "For the winter", "through the summer": of which year nobody says.
fn is_bare_season(words: &str) -> bool {
    const SEASONS: &[&str] = &["spring", "summer", "autumn", "the fall", "winter"];
    if words.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let small = words.to_lowercase();
    SEASONS.iter().any(|season| small.contains(season))
}

/// "Thereafter lists will be sent every month", with a day beside it: that of what it goes on from.
fn comes_again(text: &str) -> bool {
    [
        "Thereafter",
        "thereafter",
        " every month",
        " every quarter",
        " every year",
    ]
    .iter()
    .any(|words| text.contains(words))
}

/// "(a) May 2031" beside "(b) Light the piers": the date of another part.
fn is_lettered(due: &DraftDue, text: &str) -> bool {
    let part = |words: &str| {
        let inside = words.strip_prefix('(')?;
        Some(inside.split(')').next()?.to_owned())
    };
    let own = part(&due.words.value);
    own.is_some() && own != part(text)
}

/// "Lamps fitted", with a day that had passed when the paper was written: when it was done, unless
/// the date was missed.
fn was_done(desk: &Desk<'_>, due: &DraftDue, text: &str) -> bool {
    let passed = due.due.chosen().latest.zip(due.said_on);
    let passed = passed.is_some_and(|(latest, said_on)| is_before(latest, said_on));
    let first = text.split_whitespace().next().unwrap_or_default();
    passed && !looks_ahead(text) && !desk.cues.labels.is_ask_verb(&words::key(first))
}

/// "TBC", "within three months" of nobody knows when: a column that dates what it dates not.
fn says_no_day(due: &DraftDue) -> bool {
    let reading = due.due.chosen();
    let unbounded = reading.earliest.is_none() && reading.latest.is_none();
    let mut hedges = due.due.hedges.iter();
    let open = hedges.any(|hedge| hedge.kind == HedgeKind::ToBeConfirmed);
    // "Ongoing", "no date at present": half of those who label call that no day at all.
    unbounded && (open || matches!(due.due.kind, Kind::Relative | Kind::Open))
}

/// "In the next twelve months", "later this year": of which year is told by the day on which it was
/// said alone, and that is often another than the one that the paper bears.
fn hangs_on_its_day(words: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "ahead of ",
        "from now",
        "in the next ",
        "later this ",
        "within the next ",
    ];
    let small = words.to_lowercase();
    let year = words.bytes().filter(u8::is_ascii_digit).count() >= "2031".len();
    !year && OPENINGS.iter().any(|opening| small.starts_with(opening))
}

/// Whether words of prose say by when something will be done: from a first day to a last one, which
/// had not passed when they were said. "In future", "up to 2030" and past days often belong to
/// something else in the sentence.
fn is_day_to_come(due: &DraftDue) -> bool {
    let Some(reading) = due.due.readings.first() else {
        return false;
    };
    let bounded = reading.earliest.is_some();
    let words = due.words.value.to_lowercase();
    let until = ["up to ", "until ", "over ", "on over "];
    let span = until.iter().any(|word| words.starts_with(word));
    let passed = |latest: Date| {
        due.said_on
            .is_some_and(|said_on| is_before(latest, said_on))
    };
    // "Before the 2032 season" falls nobody knows when in that year.
    let named = words.starts_with("before the ")
        && words.ends_with(|last: char| last.is_alphabetic())
        && words.contains(" 20");
    bounded && !span && !named && reading.latest.is_some_and(|latest| !passed(latest))
}

fn is_before(day: Date, said_on: SaidOn) -> bool {
    match said_on {
        SaidOn::Day(said) | SaidOn::LaterThan(said) => day < said,
        SaidOn::Month(year, month) => (day.year(), day.month()) < (year, month),
        SaidOn::Year(year) => day.year() < year,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Cues, Document, Sure, read};

    #[test]
    fn a_date_in_prose_is_sure_only_where_it_says_by_when() {
        let text = "The Board recommends that the Office lights the pier.\n\
                    We will light it by March 2031. We will look at the ramps in future. We will \
                    paint it in the next twelve months.\n\
                    Response received on 3 June 2030.\n";
        let reading = read(&Document::new("x.txt", text.as_bytes()), &Cues::general()).unwrap();
        let dues = reading.drafts[0].actions.iter();
        let found: Vec<(String, bool)> = dues
            .filter_map(|action| action.due.as_ref())
            .map(|due| (due.words.value.clone(), due.words.sure == Sure::Doubtful))
            .collect();
        assert_eq!(
            found,
            [
                ("by March 2031".to_owned(), false),
                ("in future".to_owned(), true),
                ("in the next twelve months".to_owned(), true)
            ]
        );
    }
}
