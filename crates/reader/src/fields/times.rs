//! The time phrases of a sentence of prose, and whether they date what it promises or something
//! that it only mentions.

use std::ops::Range;

use heeded_due::{Found, Kind};

use super::attributes::is_attribute;
use super::{passives, past};
use crate::draft::Commitment;
use crate::recognise::clauses;
use crate::recognise::commitment::Undertaking;
use crate::recognise::marks::{Mark, Marks};
use crate::recognise::occasions::occasions;
use crate::recognise::places::Places;
use crate::recognise::words;

/// Words of a clause that only supposes, asks, allows or refuses what its date is for.
const NOT_AHEAD: &[&str] = &[
    " not ",
    " whether ",
    " if ",
    " would ",
    " could ",
    " can ",
    " may ",
    " might ",
    " should ",
];
/// Words of a sentence of which no clause promises, if it does not say so by "will".
const NEVER_AHEAD: &[&str] = &[" would ", " can ", " not "];
/// The phrases that may date a promise: not those that only say of a thing how often it comes.
pub(super) fn phrases(sentence: &str, marks: Marks) -> Vec<Found> {
    let mut found = heeded_due::find(sentence);
    found.retain(|one| {
        let told = is_attribute(sentence, one)
            || is_gone_by(sentence, &one.range)
            || is_end_of_term(sentence, &one.range)
            || is_replaced(sentence, &one.range);
        !told && !is_requested(sentence, &one.range) && !is_standing(sentence, &one.range)
    });
    for one in &mut found {
        // "Will be in post early in 2032": at work.
        const AT_WORK: &str = "in post ";
        let words = sentence.get(one.range.clone()).unwrap_or_default();
        if words.starts_with(AT_WORK) {
            one.range.start += AT_WORK.len();
        }
        one.range.start = before_what(sentence, &one.range);
        one.range.start += lasting(sentence, &one.range);
        one.range.end += clauses::event_counted_from(sentence, &one.range);
    }
    let occasions = marks.has(Mark::Occasion).then(|| occasions(sentence));
    for range in occasions.into_iter().flatten() {
        let apart = |one: &Found| one.range.end <= range.start || one.range.start >= range.end;
        found
            .retain(|one| apart(one) || one.range.start < range.start || one.range.end > range.end);
        if found.iter().all(apart) {
            let kind = Kind::Event;
            found.push(Found { range, kind });
        }
    }
    found.sort_by_key(|one| one.range.start);
    found
}

/// "Before the season starts on 3 May 2031": where the words begin that say what the day is of; it
/// is the day before that counts.
fn before_what(sentence: &str, range: &Range<usize>) -> usize {
    /// "before the new safety arrangements for the season come into force on": words.
    const EVENT_WORDS_MAX: usize = 12;
    const BEFORE: &str = "before the ";
    let words = sentence.get(range.clone()).unwrap_or_default();
    let ahead = sentence.get(..range.start).unwrap_or_default();
    let at = ahead
        .last_place_of(BEFORE)
        .filter(|_| words.starts_with("on "));
    let event = at.and_then(|at| ahead.get(at..));
    let whole = event.is_some_and(|event| {
        !event.contains([',', ';', '.', ':']) && words::at_most(event, EVENT_WORDS_MAX)
    });
    at.filter(|_| whole).unwrap_or(range.start)
}

/// How long something lasts, in front of the time itself: "owners who wait for more than 12 months
/// before the end of June". In bytes.
fn lasting(sentence: &str, range: &Range<usize>) -> usize {
    const OPENINGS: &[&str] = &["for ", "more than ", "less than ", "at least ", "over "];
    let before = sentence.get(..range.start).unwrap_or_default();
    let opened = OPENINGS.iter().any(|opening| before.ends_with(opening));
    let words = sentence.get(range.clone()).unwrap_or_default();
    let at = opened.then(|| words.place_of(" before ")).flatten();
    at.map_or(0, |at| at + 1)
}

/// "We have asked the Board for its plans by May": when an answer is asked for, and nothing that
/// will be done. Whoever is asked "to" do something will do it.
fn is_requested(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default();
    let clause = before.rsplit(['.', ';']).next().unwrap_or_default();
    let asked = ["asked ", "asking "].iter().filter_map(|verb| {
        let at = clause.last_place_of(verb)?;
        clause.get(at + verb.len()..)
    });
    let behind = asked.min_by_key(|words| words.len());
    behind.is_some_and(|words| {
        let deed = [" to ", " will ", " would "]
            .iter()
            .any(|word| words.contains(word));
        let wanted = words.holds(" for ") || words.starts_with("for ");
        wanted && !deed && !words.contains(", and ")
    })
}

/// "In the last quarter", "in each later year": a time gone by, or any of several.
pub(super) fn is_gone_by(sentence: &str, phrase: &Range<usize>) -> bool {
    const GONE: &[&str] = &["in the last ", "over the last ", "during the last "];
    let words_in = sentence.get(phrase.clone()).unwrap_or_default();
    let before = sentence.get(..phrase.start).unwrap_or_default();
    // "In the last quarter of 2031" is to come.
    let gone = GONE.iter().any(|opening| words_in.starts_with(opening))
        && !words_in.bytes().any(|byte| byte.is_ascii_digit());
    let any = words_in == "later year" && before.ends_with("each ");
    // "In place since October 2031"
    let since = before.ends_with("since ") || before.ends_with("stood at ");
    let bare = words_in.ends_with("in the year");
    gone || any || bare || since
}

/// "As at 31 May 2031, 212 of 340 had done it": the day on which things stood so.
fn is_standing(sentence: &str, phrase: &Range<usize>) -> bool {
    let head = ["As at ", "As of "]
        .iter()
        .find(|opening| sentence.starts_with(**opening));
    head.is_some_and(|head| phrase.start <= head.len())
}

/// "In December 2032 (previously June 2032)", "the date of 30 June 2032 will be missed": the day
/// that was promised before.
fn is_replaced(sentence: &str, phrase: &Range<usize>) -> bool {
    const BEFORE: &[&str] = &["(formerly ", "(originally ", "(previously ", "(was "];
    const BEHIND: &[&str] = &[
        " will be missed",
        " will not be met",
        " has been missed",
        " was missed",
    ];
    let before = sentence.get(..phrase.start).unwrap_or_default();
    let behind = sentence.get(phrase.end..).unwrap_or_default();
    // "In October rather than, as we first said, in May"
    let rather = before.rsplit_once(" rather than");
    if rather.is_some_and(|(_, words)| words::at_most(words, 6)) {
        return true;
    }
    BEFORE.iter().any(|words| before.ends_with(words))
        || BEHIND.iter().any(|words| behind.starts_with(words))
}

/// "The framework expires on 30 June 2032": what its term brings, whatever anybody does.
fn is_end_of_term(sentence: &str, phrase: &Range<usize>) -> bool {
    const ENDS: &[&str] = &[
        " close ",
        " closes ",
        " comes to an end ",
        " end ",
        " come to an end ",
        " ends ",
        " expires ",
        " expire ",
        " lapses ",
        " lapse ",
        " runs out ",
    ];
    // "Terms will be offered when the contract expires on 30 June 2032": a promise is due then.
    const WITHIN: &[&str] = &["after", "as", "before", "once", "until", "when"];
    let before = sentence.get(..phrase.start).unwrap_or_default();
    let end = ENDS.iter().find_map(|end| before.strip_suffix(end));
    let within = |word: &str| word == "will" || WITHIN.contains(&word);
    // "Is due to end in September" plans it.
    let planned = |subject: &str| subject.ends_with(" to");
    end.is_some_and(|subject| {
        !planned(subject) && !words::all_words(subject).any(|word| within(word.text(subject)))
    })
}

/// Whether a phrase states a time that has bounds, or at least names a period.
pub(super) fn is_bound(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Open | Kind::Event | Kind::Recurring | Kind::Unread
    )
}

/// "By spring 2031 the Board will": hardly more than the subject between the date and the verb.
pub(super) fn leads_to(sentence: &str, phrase: &Range<usize>, cue: &Range<usize>) -> bool {
    const SUBJECT_WORDS: usize = 8;
    let between = sentence.get(phrase.end..cue.start);
    let near = |words: &str| words.split_whitespace().count() <= SUBJECT_WORDS;
    // "In the new year, …": with its comma at the head, it dates the whole sentence.
    let head = |words: &str| phrase.start == 0 && words.starts_with(", ");
    // "The plan (published in May) expects": the day is that of the plan.
    let aside = between.is_some_and(|words| words.contains(')'));
    // "Tests began in May and the rules will be revised": two things, and the day is the first's.
    let aside = aside
        || phrase.start > 0 && between.is_some_and(|words| words.trim_start().starts_with("and "));
    !dates_something_else(sentence, phrase)
        && !aside
        && between.is_some_and(|words| near(words) || head(words))
}

/// Whether a time phrase belongs to the verb of a promise before it.
pub(super) fn belongs(sentence: &str, found: &Undertaking, one: &Found) -> bool {
    /// The verb of a promise has at most so many words: "will also be set out".
    const VERB_WORDS: usize = 4;
    let between = sentence
        .get(found.cue.end..one.range.start)
        .unwrap_or_default();
    let phrase = sentence.get(one.range.clone()).unwrap_or_default();
    // "plans go up to 2034": how far, not when
    if phrase.starts_with("up to ") {
        return false;
    }
    // "a tool that might be useful in the future" says nothing of when.
    if is_long_view(phrase) {
        let cue = sentence.get(found.cue.clone()).unwrap_or_default();
        let own = match found.commitment {
            Commitment::UnderWay | Commitment::AlreadyDone => false,
            Commitment::Considering => cue.eq_ignore_ascii_case("will"),
            Commitment::Promise | Commitment::Conditional => true,
        };
        let relative = [" that ", " which ", " who "];
        return own && !relative.iter().any(|word| between.contains(word));
    }
    // "We will do so for ferries built from May 2032": what it is for is still to come.
    let onwards =
        phrase.starts_with("from ") && !phrase.holds(" to ") || phrase.starts_with("on or after ");
    let near = between.split_whitespace().count() <= VERB_WORDS;
    near || onwards || !dates_something_else(sentence, &one.range)
}

/// "In the future", "in the long term": hardly ever when something falls due.
fn is_long_view(phrase: &str) -> bool {
    let key = phrase.to_lowercase();
    key.starts_with("in the future") || key.starts_with("in future") || key.ends_with(" term")
}

/// Whether a time phrase dates a thing: it follows a participle such as "published" without a
/// comma.
pub(super) fn dates_something_else(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default().trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let key = words::key(last);
    // "The ferries concerned by May": says which, and takes no date.
    let which = matches!(
        key.as_str(),
        "affected" | "concerned" | "involved" | "needed"
    );
    let participle = (key.ends_with("ed") && key.len() > 4 && !which)
        || matches!(key.as_str(), "made" | "set" | "begun" | "held" | "out");
    let joined = |word: &str| {
        matches!(
            word,
            "be" | "been" | "being" | "is" | "are" | "fully" | "to" | "and"
        )
    };
    let mut earlier = before.rsplit(' ').skip(1).map(words::key);
    let set_out = key == "out";
    let second = earlier.next().unwrap_or_default();
    // "Will refund the amount that we found owed by June": what was found is so already.
    let by = sentence.get(range.clone()).unwrap_or_default();
    let by = by.starts_with("by ") || by.starts_with("no later than ");
    let told = matches!(second.as_str(), "we" | "it" | "they" | "you" | "i");
    // "Expects every service to have applied by May": done by then, and not before.
    let done = by && second == "have";
    let passive = joined(&second)
        || done
        || (by && told)
        || (set_out && earlier.next().is_some_and(|word| joined(&word)));
    let planned = matches!(
        key.as_str(),
        "planned" | "scheduled" | "expected" | "targeted" | "estimated" | "anticipated"
    );
    participle && !passive && !planned && !before.ends_with(',')
}

/// Whether the clause around a phrase says nothing of what will be: it supposes or refuses.
pub(super) fn is_supposed(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default();
    let start = before.rfind([',', ';', ':', '–', '—']).unwrap_or(0);
    // In small letters: "May" is a month.
    let clause = format!(" {} ", sentence.get(start..range.end).unwrap_or_default());
    let follows = || {
        would_follow(&clause)
            || sentence.starts_with("Subject to ")
            || is_reported(sentence, range.start)
    };
    let supposes = |word: &str| match word {
        " would " | " could " => !follows(),
        " should " => !is_expected_by(sentence, range),
        _ => true,
    };
    let mut words = NOT_AHEAD.iter().filter(|word| clause.holds(word));
    let mut never = NEVER_AHEAD.iter().filter(|word| sentence.holds(word));
    words.any(|word| supposes(word)) || never.any(|word| supposes(word))
}

/// "The Board stated that the guide would be issued in May": what somebody said that they will do.
fn is_reported(sentence: &str, at: usize) -> bool {
    const SAID: &[&str] = &[
        " advised ",
        " confirmed ",
        " explained ",
        " indicated ",
        " noted ",
        " replied ",
        " reported ",
        " said ",
        " stated ",
        " told us ",
        " wrote ",
    ];
    const IFS: &[&str] = &[" if ", " whether ", " could ", " might "];
    let before = sentence.get(..at).unwrap_or_default();
    if !before.holds(" would ") {
        return false;
    }
    let told = SAID
        .iter()
        .filter_map(|verb| Some(before.place_of(verb)? + verb.len()));
    told.min().is_some_and(|end| {
        let behind = before.get(end..).unwrap_or_default();
        let that = behind.starts_with("that ") || behind.holds(" that ");
        let would = behind.holds(" would ");
        that && would && !IFS.iter().any(|word| behind.contains(word))
    })
}

/// "Subject to the Assembly, a bill would follow in 2032": what comes behind its condition.
fn would_follow(clause: &str) -> bool {
    const VERBS: &[&str] = &[
        "follow ",
        "begin ",
        "start ",
        "open ",
        "then ",
        "take effect ",
        "take place ",
        "come into ",
        "go live ",
        "be in place ",
    ];
    let behind = clause
        .split_once(" would ")
        .or_else(|| clause.split_once(" could "));
    let Some((before, behind)) = behind else {
        return false;
    };
    // "It would be completed in 2031 if": said of nothing that is planned.
    let deed = behind.strip_prefix("be ").is_some_and(|deed| {
        let needed = deed.starts_with("needed");
        passives::is_done(deed) && !needed
    });
    let begins = VERBS.iter().any(|verb| behind.starts_with(verb));
    !before.trim().is_empty() && (deed || begins)
}

/// "The last two should be opened by June 2032": said of one's own work, and not what somebody
/// asks for.
fn is_expected_by(sentence: &str, phrase: &Range<usize>) -> bool {
    const OTHERS: &[&str] = &[
        " that ",
        "recommend",
        " asked",
        " said",
        "Board should",
        "We should",
        "must",
    ];
    let by = sentence.get(phrase.clone()).is_some_and(|words| {
        let until = words.starts_with("by ") || words.starts_with("no later than ");
        until || matches!(words, "shortly" | "soon")
    });
    let before = sentence.get(..phrase.start).unwrap_or_default();
    let passive = before.holds(" should be ") && before.matches(" should ").count() == 1;
    let head = before.split(" should ").next().unwrap_or_default();
    by && passive && !OTHERS.iter().any(|word| head.contains(word))
}

/// "Was published on 3 March 2031": the day of a deed, even if the report bears an earlier one.
pub(super) fn tells_deed(sentence: &str, phrase: &str) -> bool {
    let before = sentence.split(phrase).next().unwrap_or_default();
    // "Has asked the Board to report within six months": whoever is asked will do it.
    let asked = [" have asked ", " has asked "].iter().any(|verb| {
        let behind = before.split_once(verb).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.holds(" to "))
    });
    if asked {
        return false;
    }
    // "Approved it in March": a day without its year is the nearest before.
    let dated = phrase.contains(|one: char| one.is_ascii_digit());
    if !dated && past::is_past(sentence) {
        return true;
    }
    // "Replies have been requested by May": the day is still to come.
    if phrase.starts_with("by ") {
        return false;
    }
    let around = [before, phrase].concat();
    let from = before.len().saturating_sub(24);
    let near = around.get(from..).unwrap_or(&around).to_lowercase();
    ["was ", "were ", "has been ", "have been "]
        .iter()
        .any(|verb| near.contains(verb))
}

/// Whether a time phrase can be trusted by itself: "on 16 August" in a report of December is past,
/// "for the next ten years" is a length of time, and "until 2032" says how things are till then.
pub(super) fn is_full(words: &str, kind: Kind) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let key = words.to_lowercase();
    // "To June 2031", behind what it was extended or funded to; "to begin in June" is to be done.
    let extent =
        key.starts_with("to ") && !key.starts_with("to begin") && !key.starts_with("to start");
    let lasts = ["for ", "until ", "up to "];
    (digits == 0 || digits >= 4 || kind == Kind::Relative)
        && !(extent || lasts.iter().any(|opening| key.starts_with(opening)))
}

/// What is done with a time that is still to come: "funded until", "fixed for".
const GIVEN_TIME: &[&str] = &[
    "arranged",
    "booked",
    "confirmed",
    "fixed",
    "fixed for",
    "given",
    "scheduled",
    "scheduled for",
];

/// Whether those who do something are given time up to a day: "providers will have until June".
pub(super) fn gives_time(sentence: &str, at: usize) -> bool {
    let before = sentence.get(..at).unwrap_or_default().trim_end();
    // "Extended to June 2031" tells of a deed; "the cap is extended until then" holds till then.
    let behind = sentence.get(at..).unwrap_or_default();
    ["will have", "now have", "shall have"]
        .iter()
        .any(|verb| before.ends_with(verb))
        || GIVEN_TIME.iter().any(|verb| before.ends_with(verb))
        || before.ends_with("extended") && behind.starts_with("until ")
}

/// Whether what is said not to happen ends or begins on a day: "From 1 May the Board will not".
pub(super) fn ends_from(sentence: &str, phrase: &Range<usize>) -> bool {
    let head = sentence.get(phrase.clone()).unwrap_or_default();
    let from = phrase.start == 0 && (head.starts_with("From ") || head.starts_with("As from "));
    from && [" will not ", " will no longer "]
        .iter()
        .any(|verb| sentence.contains(verb))
}

/// Whether a later phrase dates only what follows the first: "a report in July 2031 and a second
/// one in July 2033".
pub(super) fn dates_a_second(sentence: &str, first: &Range<usize>, later: &Range<usize>) -> bool {
    let between = sentence.get(first.end..later.start).unwrap_or_default();
    let joints = [
        " and a ",
        " and an ",
        " and another ",
        " and again",
        " and then ",
        ", then ",
    ];
    let joined = joints.iter().any(|joint| between.starts_with(joint));
    // "On 3 May, the day of the fire, and annually after that until 2040"
    let again = [
        " and annually ",
        " and each ",
        " and every ",
        " and yearly ",
    ];
    if again.iter().any(|joint| between.contains(joint)) {
        return true;
    }
    // "From May for new boats and from June for old ones"
    let shared = between.starts_with(" for ") && between.ends_with(" and ");
    (joined || shared) && !between.holds(" will ")
}

/// Whether a later phrase says of a first what day it is, and no other time: "on 19 June 2031, one
/// year after the report", "until May 2031, that is, ten years from the fire".
pub(super) fn says_again(sentence: &str, first: &Range<usize>, later: &Range<usize>) -> bool {
    const JOINTS: &[&str] = &[
        ", ",
        ", i.e. ",
        ", namely ",
        ", that is ",
        ", that is, ",
        " (",
    ];
    let between = sentence.get(first.end..later.start).unwrap_or_default();
    let words = sentence.get(later.clone()).unwrap_or_default();
    let counted = [" after ", " from ", " since "]
        .iter()
        .any(|word| words.contains(word))
        || words.ends_with(" from");
    let year = |words: &str| words.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let own = sentence.get(first.clone()).unwrap_or_default();
    // "By October 2031, ahead of the 2031-32 season"
    let ahead = ["ahead of ", "before the ", "in advance of ", "in time for "]
        .iter()
        .any(|opening| words.starts_with(opening));
    JOINTS.contains(&between) && year(own) && (counted && !year(words) || ahead)
}

/// "Must give notice within 28 days of a change": a length that any such change begins.
pub(super) fn is_of_any(sentence: &str, phrase: &Range<usize>) -> bool {
    let words = sentence.get(phrase.clone()).unwrap_or_default();
    let any = [
        " of a ",
        " of an ",
        " of any ",
        " of each ",
        " of every ",
        " after a ",
        " after any ",
    ];
    words.starts_with("within ") && any.iter().any(|of| words.contains(of))
}

/// Whether a time stands behind words that plan: "planned for delivery in 2032".
pub(super) fn is_planned(sentence: &str, at: usize) -> bool {
    /// Between the word that plans and its time: "for delivery".
    const BETWEEN: usize = 3;
    let before = sentence.get(..at).unwrap_or_default();
    let mut last = before.split_whitespace().rev().take(BETWEEN);
    last.any(|word| matches!(words::key(word).as_str(), "planned" | "scheduled" | "due"))
}

/// Whether a sentence names a sum of money: to give it over a time is to promise it.
pub(super) fn names_sum(sentence: &str) -> bool {
    // "Approved £2 million in March" tells of a deed.
    let goes_on = [
        " is ",
        " are ",
        " will ",
        " being ",
        " to spend ",
        " allocated to ",
        "providing",
    ];
    sentence.contains(['£', '$', '€']) && goes_on.iter().any(|word| sentence.contains(word))
}

/// Whether a sentence tells of work that goes on or stands before: "is being drafted", "to be
/// published".
pub(super) fn goes_on(sentence: &str, before: usize) -> bool {
    let clause = sentence.get(..before).unwrap_or_default();
    let keys: Vec<String> = words::all_words(clause)
        .map(|word| word.key(clause))
        .collect();
    keys.windows(3).any(|three| match three {
        [one, two, three] => {
            let is = matches!(one.as_str(), "is" | "are" | "be");
            let to_be = one == "to" && two == "be";
            to_be || (is && (is_progress(two) || is_progress(three)))
        }
        _ => false,
    })
}

fn is_progress(key: &str) -> bool {
    key.len() > "being".len() - 1 && key.ends_with("ing") && key != "nothing"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_by_a_day_is_no_promise() {
        let count = |sentence: &str| phrases(sentence, Marks::default()).len();
        assert_eq!(
            count("We have asked the Board for its plans by May 2031."),
            0
        );
        assert_eq!(
            count("We have asked the Board to publish them by May 2031."),
            1
        );
        assert_eq!(
            count("We asked for a lamp, and it will be lit by May 2031."),
            1
        );
    }

    #[test]
    fn a_length_is_counted_from_the_event_behind_it() {
        let words = |sentence: &'static str| {
            let found = phrases(sentence, Marks::default()).pop().unwrap();
            sentence.get(found.range).unwrap()
        };
        assert_eq!(
            words("We will report within two years of ratification of the Treaty."),
            "within two years of ratification of the Treaty"
        );
        assert_eq!(
            words("Within 6 months of the lamps going live, we will report."),
            "Within 6 months of the lamps going live"
        );
    }

    #[test]
    fn a_participle_takes_the_date_for_itself() {
        let dates = |sentence: &str| {
            let found = heeded_due::find(sentence).pop().unwrap();
            dates_something_else(sentence, &found.range)
        };
        assert!(dates("It follows the strategy published by May 2031"));
        assert!(!dates("A training day planned for May 2031"));
        assert!(!dates("It is to be published by May 2031"));
        assert!(!dates(
            "It will refund the sum that we identified by May 2031"
        ));
    }
}
