//! The clauses of a sentence: where one promise ends and the next begins, and the events that a
//! promise waits for.

use std::ops::Range;

use heeded_due::Kind;

use super::words::{self, WordSet};
use crate::recognise::places::Places;

/// Longer sentences are lists or broken text: no promise is looked for in their parts.
pub(crate) const SENTENCE_BYTES_MAX: usize = 4 * 1024;
/// Joints of a sentence at which a promise of its own may follow, and whether they say so
/// themselves; behind the others its verb must stand.
const JOINTS: &[(&str, bool)] = &[
    (", and ", false),
    ("; and ", false),
    ("; ", false),
    (", with a view to ", true),
    (", followed by ", true),
    (", with ", false),
    (", before ", true),
    (" before ", true),
    (" and, ", false),
    (" and ", false),
    (", ", false),
];
/// The verb of a promise stands within so many words behind a joint.
const JOINT_WORDS: usize = 7;
/// Verbs with which a clause behind a joint promises by itself.
const PROMISING: &[&str] = &[
    "will", "should", "would", "expect", "expects", "intend", "intends", "plan", "plans", "aim",
    "aims", "propose", "proposes",
];
/// An event is told in at most so many words.
const EVENT_WORDS_MAX: usize = 16;
/// Verbs without which a clause tells no event: "once considered" is about anybody at any time.
const FINITE: &[&str] = &[
    "is", "are", "has", "have", "been", "becomes", "become", "begins", "begin", "ends", "end",
    "comes", "come", "receives", "receive", "expire", "expires", "fall", "falls", "close",
    "closes", "goes", "go",
];

/// The joints behind which another promise with a date of its own follows ("… by May, and we will
/// publish it in June"); `dates` are the places of the time phrases, in their order.
pub(crate) fn dated_clauses(sentence: &str, dates: &[Range<usize>]) -> Vec<Range<usize>> {
    if sentence.len() > SENTENCE_BYTES_MAX || dates.len() < 2 {
        return Vec::new();
    }
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let joints = JOINTS.iter().flat_map(|(joint, says)| {
        let found = sentence.match_indices(joint);
        found.map(|(at, joint)| (at..at + joint.len(), *says))
    });
    let mut joints: Vec<(Range<usize>, bool)> = joints.collect();
    joints.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    for (joint, says) in joints {
        let from = cuts.last().map_or(0, |cut| cut.end);
        let before = dates
            .iter()
            .any(|date| date.start >= from && date.start < joint.start);
        let behind = dates.iter().any(|date| date.start >= joint.end);
        // A mere comma parts two promises only where one stands before it.
        let comma = joint.len() == ", ".len() && !says;
        let stands = || {
            let part = sentence.get(from..joint.start).unwrap_or_default();
            part.holds(" will ") || part.holds(" to be ")
        };
        // "By June 30, 2031": the comma of a day parts nothing.
        let inside = |date: &Range<usize>| date.start < joint.start && joint.end < date.end;
        let parts = joint.start >= from && before && behind && !dates.iter().any(inside);
        if parts
            && (!comma || stands())
            && (opens_promise(sentence, &joint, says)
                || is_for_each(sentence, dates, &joint)
                || shares_verb(sentence, dates, (from, &joint))
                || goes_with(sentence, dates, &joint))
        {
            cuts.push(joint);
        }
    }
    cuts
}

/// "By May for new boats and by June for old ones": a date for each.
fn is_for_each(sentence: &str, dates: &[Range<usize>], joint: &Range<usize>) -> bool {
    let head = sentence.get(joint.end..).unwrap_or_default();
    let opens = ["by ", "from "].iter().any(|word| head.starts_with(word));
    let last = dates.iter().rfind(|date| date.start < joint.start);
    let first = last.and_then(|date| sentence.get(date.start..joint.start));
    let dated = dates.iter().any(|date| date.start == joint.end);
    opens && dated && first.is_some_and(|words| words.holds(" for "))
}

/// "…, with the first boats fitted from June": what goes with the promise has its own date, in the
/// same clause.
fn goes_with(sentence: &str, dates: &[Range<usize>], joint: &Range<usize>) -> bool {
    let head = sentence.get(joint.end..).unwrap_or_default();
    let end = joint.end + head.find([',', ';']).unwrap_or(head.len());
    sentence.get(joint.clone()) == Some(", with ")
        && dates
            .iter()
            .any(|date| (joint.end..end).contains(&date.start))
}

/// "The first by May and the others in June", "will ask in May and answer in June": what stands
/// right behind a date and has one of its own shares the verb of the promise, or its "will".
pub(crate) fn shares_verb(
    sentence: &str,
    dates: &[Range<usize>],
    (from, joint): (usize, &Range<usize>),
) -> bool {
    /// "And, subject to the answers, lay the rules before the Assembly": more words are a clause
    /// that would have a verb. Words.
    const BETWEEN_WORDS_MAX: usize = 12;
    const PROMISES: &[&str] = &[
        " will ",
        " to be ",
        " expect",
        " intend",
        " plan",
        " aim",
        " due ",
        " propose",
        " is being ",
        " are being ",
    ];
    /// "By May for some, by June for others and by July for the rest"
    const LISTED_ITEMS_MIN: usize = 3;
    /// "To publish its findings"
    const DEED_WORDS_MIN: usize = 3;
    /// "Begins in May and ends in June" is one time.
    const SPANS: &[&str] = &[
        "end", "ending", "ends", "until", "to", "in", "by", "on", "then",
    ];
    const CLAUSES: &[&str] = &[
        " which ",
        " that ",
        " if ",
        " whether ",
        " when ",
        " was ",
        " were ",
    ];
    let joined = sentence.get(joint.clone()).unwrap_or_default();
    // "The first by May; the others by June"; of commas, only those of a list of three or more.
    let listed = joined == ", " && dates.len() >= LISTED_ITEMS_MIN;
    if !joined.contains("and") && joined != "; " && !listed {
        return false;
    }
    let Some(first) = dates.iter().rfind(|date| date.start < joint.start) else {
        return false;
    };
    let next = dates.iter().find(|date| date.start >= joint.end);
    let between = next.and_then(|next| sentence.get(joint.end..next.start));
    let between = between.unwrap_or_default().trim_end();
    let opening = between.split(' ').next().unwrap_or_default();
    let count = between.split_whitespace().count();
    // "And to print what it finds": a second deed, and no end of the first time.
    let deed = opening == "to" && count >= DEED_WORDS_MIN;
    // Behind a comma of the list the verb stands before that.
    let from = if dates.len() >= LISTED_ITEMS_MIN {
        0
    } else {
        from
    };
    let told = sentence.get(from..joint.start).unwrap_or_default();
    let promised = PROMISES.iter().any(|verb| told.contains(verb));
    let whole = format!(" {between} ");
    // "The first to cover the months ending 30 June"
    let spans = SPANS.contains(&opening) || between.ends_with("ending");
    first.end >= joint.start
        && promised
        && (1..=BETWEEN_WORDS_MAX).contains(&count)
        && (!spans || deed)
        && !CLAUSES.iter().any(|word| whole.contains(word))
}

/// Whether a promise follows a joint: its "will" stands near, or the joint says it by itself.
fn opens_promise(sentence: &str, joint: &Range<usize>, says: bool) -> bool {
    let head = sentence.get(joint.end..).unwrap_or_default();
    // "…, and that the rule will be made in June": what is told goes on.
    let comma = sentence
        .get(joint.clone())
        .is_some_and(|words| words.starts_with(','));
    let told = head.strip_prefix("that ").filter(|_| comma);
    let head = told.unwrap_or(head);
    let mut first = words::all_words(head).take(JOINT_WORDS);
    // "before" joins a deed only in its form in -ing: "before bringing the bill".
    if sentence
        .get(joint.clone())
        .is_some_and(|words| words.ends_with("before "))
    {
        return first
            .next()
            .is_some_and(|word| word.text(head).ends_with("ing"));
    }
    // "The third by May and the remaining two in June"
    let rest = [
        "the remaining ",
        "the rest ",
        "the remainder ",
        "the others ",
    ];
    if rest.iter().any(|opening| head.starts_with(opening)) {
        return true;
    }
    // "…, with 200 ferries to be seen by June"
    let joined = sentence.get(joint.clone()).unwrap_or_default();
    if joined == ", with " {
        let clause = head.split([',', ';']).next().unwrap_or_default();
        let told = [
            " to be ",
            " to follow ",
            " to have ",
            " to begin",
            " to start",
            " due ",
            " made ",
        ];
        return told.iter().any(|verb| clause.contains(verb));
    }
    let relative = |word: &words::Word| {
        let key = word.key(head);
        matches!(key.as_str(), "which" | "who" | "that" | "where" | "when")
    };
    let near: Vec<&str> = head.split(' ').take(JOINT_WORDS).collect();
    let near = format!(" {} ", near.join(" "));
    let due = [
        " is to ",
        " are to ",
        " is due ",
        " are due ",
        " is expected ",
        " are expected ",
    ];
    if due.iter().any(|verb| near.contains(verb)) && !near.holds(" which ") {
        return true;
    }
    let mut own = first.take_while(|word| !relative(word));
    says || own.any(|word| PROMISING.iter().any(|verb| word.is(head, verb)))
}

/// An event for which a promise waits, and what of it a promise depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// With the word that opens it, in bytes of the sentence.
    pub(crate) range: Range<usize>,
    /// What must come about; `None` where it only says when ("before the unit is set up").
    pub(crate) awaited: Option<Range<usize>>,
}

/// The event told at the head of a sentence, up to its comma: "Once the members are appointed, …".
pub(crate) fn event_before(sentence: &str) -> Option<Event> {
    let end = sentence.find(',')?;
    let clause = sentence.get(..end)?;
    let opening = ["After ", "Following ", "Upon "]
        .into_iter()
        .find(|opening| clause.starts_with(opening));
    let telling = ["As soon as ", "Once ", "When ", "Should ", "As "]
        .into_iter()
        .find(|opening| clause.starts_with(opening));
    let count = clause.split_whitespace().count();
    let words = opening.or(telling)?;
    let short = count == 2 && telling == Some("Once ");
    // "As traffic continues to grow": how things are, and no event.
    if words == "As " && (clause.holds(" continues") || clause.holds(" continue ")) {
        return None;
    }
    let tells = opening.is_some() || short || words == "Should " || is_finite(clause);
    // A date in it is a date of its own.
    let dated = || {
        let found = heeded_due::find(clause);
        let mut kinds = found.iter().map(|found| found.kind);
        kinds.any(|kind| !matches!(kind, Kind::Event | Kind::Open))
    };
    let whole = (2..=EVENT_WORDS_MAX).contains(&count);
    (tells && whole && !dated()).then(|| Event {
        range: 0..end,
        awaited: (words != "As ").then_some(words.len()..end),
    })
}

/// Words of which one stands in whatever opens such an event.
pub(super) const EVENT_WORDS: &[WordSet] = &[WordSet::of(&[
    "after",
    "approval",
    "as",
    "before",
    "completion",
    "following",
    "once",
    "same",
    "soon",
    "until",
    "when",
])];

/// What of an opening belongs to what is waited for; the longest stand first.
const EVENT_JOINTS: &[&str] = &[
    "they are ",
    "its ",
    "it is ",
    "it ",
    "approval ",
    "those ",
    "this ",
    "these ",
    "that ",
    "an ",
    "a ",
    "the ",
];
/// The first letters of their words.
const EVENT_FIRSTS: &[u8] = b"abfouw";
/// What opens an event behind a promise, and whether the promise waits for it.
const EVENT_OPENINGS: &[(&str, bool)] = &[
    (" after it ", true),
    (" after its ", true),
    (" after the ", true),
    (" as it is ", false),
    (" as soon as the ", true),
    (" as they are ", false),
    (" as they become ", false),
    (" as they fall ", false),
    (" at the same time as ", false),
    (" before it ", false),
    (" before the ", false),
    (" before they ", false),
    (" following a ", true),
    (" following approval ", true),
    (" following the ", true),
    (" on completion of ", true),
    (" once ", true),
    (" until ", false),
    (" when a ", true),
    (" when an ", true),
    (" when it is ", true),
    (" when its ", true),
    (" when that ", true),
    (" when the ", true),
    (" when these ", true),
    (" when they are ", true),
    (" when this ", true),
    (" when those ", true),
];

/// The event told behind the verb of a promise: "… before the unit is set up".
pub(crate) fn event_behind(sentence: &str, from: usize) -> Option<Event> {
    let behind = sentence.get(from..)?;
    let spaces = behind.match_indices(' ').map(|(at, _)| from + at);
    let mut opened = spaces.filter_map(|at| {
        let rest = sentence.get(at..)?;
        // Few words begin like an opening: the others are not compared with each.
        let first = rest.as_bytes().get(1)?;
        EVENT_FIRSTS.contains(first).then_some(())?;
        let mut openings = EVENT_OPENINGS.iter();
        let (opening, awaits) = openings.rfind(|(opening, _)| rest.starts_with(opening))?;
        Some((at, *opening, *awaits))
    });
    opened.find_map(|opened| event_at(sentence, opened))
}

/// The event that an opening at a place of a sentence tells.
fn event_at(sentence: &str, (at, opening, awaits): (usize, &str, bool)) -> Option<Event> {
    let clause = sentence.get(at + 1..)?;
    let end = clause
        .find([',', '.', ';', ')', ':'])
        .unwrap_or(clause.len());
    let end = end.min(clause.place_of(" and before ").unwrap_or(end));
    let clause = clause.get(..end)?;
    let few = clause.split_whitespace().count() <= EVENT_WORDS_MAX;
    let tells = is_finite(clause) || comes_about(sentence, at + 1..at + 1 + end);
    let mut joints = EVENT_JOINTS.iter();
    let bare = joints.find_map(|word| opening.strip_suffix(word));
    let skip = bare.unwrap_or(opening).trim_start().len();
    // "When the period ends": a time that comes by itself.
    let by_itself = ["comes to an end", " ends", " expires", " expire"]
        .iter()
        .any(|verb| clause.ends_with(verb));
    // "When a ferry is hired" tells of any ferry; one that has been hired is one.
    let any = matches!(opening, " when a " | " when an ");
    let tells = tells && (!any || clause.holds(" has "));
    // "The tools are checked when they are fitted" is the rule; "will be checked" is promised.
    let each = matches!(opening, " when it is " | " when they are ");
    let tells = tells && (!each || promises(sentence.get(..at).unwrap_or_default()));
    (few && tells).then(|| Event {
        range: at + 1..at + 1 + end,
        awaited: (awaits && !by_itself).then_some(at + 1 + skip..at + 1 + end),
    })
}

/// Whether words promise by themselves; "those who buy tools (which will be few) are to check them"
/// does not.
fn promises(words: &str) -> bool {
    let outside = words
        .split(')')
        .filter_map(|piece| piece.split(" (").next());
    let mut words = outside.flat_map(|piece| piece.split(' '));
    words.any(|word| PROMISING.contains(&word))
}

/// Whether a clause without a verb of its own tells what comes about: by the words that open it, or
/// by its noun, where it ends its sentence ("after the move of the office.").
fn comes_about(sentence: &str, range: Range<usize>) -> bool {
    const OPENINGS: &[&str] = &[
        "as it is ",
        "as they are ",
        "following approval ",
        "on completion",
        "until the end of ",
        "when it is ",
        "when they are ",
    ];
    const NOUNS: &[&str] = &["after ", "following "];
    let clause = sentence.get(range.clone()).unwrap_or_default();
    let opens = |all: &[&str]| all.iter().any(|opening| clause.starts_with(opening));
    let behind = sentence.get(range.end..);
    let last = behind.is_none_or(|behind| behind.len() <= 1);
    // "The rule, revised following the report": what was done so is no promise.
    let mut before = sentence
        .get(..range.start)
        .unwrap_or_default()
        .trim_end()
        .rsplit(' ');
    let done = before.next().is_some_and(|word| word.ends_with("ed"))
        && !matches!(before.next(), Some("be" | "been"));
    opens(OPENINGS) || opens(NOUNS) && last && !done
}

/// What a thing that cannot begin yet waits for: "cannot begin until the dock is free".
pub(crate) fn held_up(sentence: &str) -> Option<Range<usize>> {
    let at = [" cannot ", " not "]
        .iter()
        .filter_map(|word| sentence.find(word))
        .min()?;
    let start = at + sentence.get(at..)?.place_of(" until ")? + " until ".len();
    let clause = sentence.get(start..)?;
    let end = clause
        .find([',', '.', ';', ')', ':'])
        .unwrap_or(clause.len());
    let few = clause.get(..end)?.split_whitespace().count() <= EVENT_WORDS_MAX;
    (few && is_finite(clause.get(..end)?)).then_some(start..start + end)
}

/// What must be gone through before a promise is kept: "…, following the usual consultation, …".
pub(crate) fn process_behind(sentence: &str, from: usize) -> Option<Range<usize>> {
    let rest = sentence.get(from..)?;
    let opening = ["following the ", "following a ", "following an "]
        .into_iter()
        .filter_map(|opening| Some(rest.find(opening)? + "following ".len()));
    let start = from + opening.min()?;
    let words = sentence.get(start..)?;
    let end = words.find([',', '.', ';', ')', ':']).unwrap_or(words.len());
    let few = words.get(..end)?.split_whitespace().count() <= EVENT_WORDS_MAX;
    few.then_some(start..start + end)
}

/// How long the word is that makes a time phrase an event to wait for: "once ", "following ".
pub(crate) fn awaiting(phrase: &str) -> Option<usize> {
    let key = phrase.to_ascii_lowercase();
    let openings = [
        "as soon as ",
        "once ",
        "following ",
        "after ",
        "upon ",
        "when ",
    ];
    let counted = counted_from(&key);
    let opening = openings.iter().find(|opening| key.starts_with(**opening));
    let opening = opening.map_or(counted, |opening| Some(opening.len()))?;
    // "As soon as possible" waits for nothing, and so does "when time allows".
    let vague = ["possible", "allows", "permits", "practicable", "feasible"];
    let open = vague.iter().any(|word| key.contains(word));
    let event = key.get(opening..)?;
    let times = heeded_due::find(event);
    let tells = event.starts_with(char::is_alphabetic) && times.len() <= 1;
    // "The first week of May 2026": a time is not waited for.
    let is_time = times.iter().any(|time| time.range.len() == event.len());
    (!open && tells && !is_time).then_some(opening)
}

/// Units of the time that is counted from an event.
const UNITS: &[&str] = &[
    "day", "days", "month", "months", "week", "weeks", "year", "years",
];

/// Where the event begins from which a phrase counts its time: "ratification" of "within two years
/// of ratification". What came about already ("of receipt", "of this report") is awaited by nobody.
fn counted_from(phrase: &str) -> Option<usize> {
    const CAME: &[&str] = &["receipt", "receiving", "the date", "this ", "today", "now"];
    let at = [" of ", " after ", " following "]
        .iter()
        .filter_map(|joint| Some((phrase.place_of(joint)?, joint.len())))
        .min()?;
    let unit = phrase.get(..at.0)?.rsplit(' ').next()?;
    // "For the first 12 months of the committee": how long, and not when.
    let lasts = ["for ", "over ", "during ", "throughout "];
    if lasts.iter().any(|opening| phrase.starts_with(opening)) {
        return None;
    }
    let event = phrase.get(at.0 + at.1..)?;
    let bare = ["the ", "its "]
        .iter()
        .find_map(|article| event.strip_prefix(*article));
    // "The publication of this response": the day of the document itself.
    let own = event.holds(" of this ");
    let awaited = !own && !CAME.iter().any(|came| event.starts_with(came));
    let start = phrase.len()
        - if awaited {
            bare.unwrap_or(event).len()
        } else {
            0
        };
    (UNITS.contains(&unit) && awaited && !event.is_empty()).then_some(start)
}

/// How many bytes the event goes on behind a phrase that ends with what joins it: "within two years
/// of" in front of "ratification".
pub(crate) fn event_counted_from(sentence: &str, phrase: &Range<usize>) -> usize {
    /// "The Act coming into force", "ratification of the Treaty by all".
    const EVENT_WORDS: usize = 8;
    let words_in = sentence.get(phrase.clone()).unwrap_or_default();
    let behind = sentence.get(phrase.end..).unwrap_or_default();
    let joined = [" of", " after", " following"]
        .iter()
        .find_map(|joint| words_in.strip_suffix(joint));
    let unit = joined.and_then(|words| words.rsplit(' ').next());
    if !unit.is_some_and(|unit| UNITS.contains(&unit)) {
        return 0;
    }
    let marks = [",", ";", ".", ")", ":", " and ", " will ", " should "];
    let end = marks.iter().filter_map(|mark| behind.place_of(mark)).min();
    let event = behind
        .get(..end.unwrap_or(behind.len()))
        .unwrap_or_default();
    let short = (1..=EVENT_WORDS).contains(&event.split_whitespace().count());
    if short { event.trim_end().len() } else { 0 }
}

/// Whether words hold a verb that tells what happens.
fn is_finite(clause: &str) -> bool {
    words::all_words(clause).any(|word| FINITE.iter().any(|verb| word.is(clause, verb)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn awaited(sentence: &str, event: Option<Event>) -> Option<&str> {
        event.and_then(|event| sentence.get(event.awaited?))
    }

    #[test]
    fn events_are_told_before_and_behind_a_promise() {
        let check = |sentence: &str, expected: Option<&str>| {
            assert_eq!(
                awaited(sentence, event_before(sentence)),
                expected,
                "{sentence}"
            );
        };
        check(
            "Once the pilots have been appointed, the rules will be written.",
            Some("the pilots have been appointed"),
        );
        check("Following the survey, we will act.", Some("the survey"));
        check(
            "Should the Assembly decide to go on, the Board accepts its duty.",
            Some("the Assembly decide to go on"),
        );
        check("Once enrolled with a pilot, all owners will be paid.", None);
        check("When weighing costs, we will think of boats.", None);
        check("As a first step, we will publish it.", None);
        let sentence = "We will meet the crews before the new office is set up.";
        let event = event_behind(sentence, 7).unwrap();
        assert_eq!(
            sentence.get(event.range).unwrap(),
            "before the new office is set up"
        );
        assert_eq!(event.awaited, None);
    }

    #[test]
    fn each_date_with_a_verb_of_its_own_is_a_clause() {
        let cut = |sentence: &str| {
            let dates = heeded_due::find(sentence).into_iter();
            let dates: Vec<Range<usize>> = dates.map(|found| found.range).collect();
            dated_clauses(sentence, &dates).len()
        };
        assert_eq!(
            cut("We will ask in May 2031 and will answer in June 2031."),
            1
        );
        assert_eq!(
            cut("We will ask later in 2031 before bringing a rule in spring 2032."),
            1
        );
        assert_eq!(cut("We will ask in May 2031 and in June 2031."), 0);
        assert_eq!(cut("We will ask in May 2031."), 0);
        assert_eq!(
            cut("The first will open in May 2031 and the other two in June 2032."),
            1
        );
        assert_eq!(
            cut("We will ask in May 2031 and, if we may, answer in June 2031."),
            0
        );
        assert_eq!(
            cut("It will be in force in May 2031 and ending in June 2032."),
            0
        );
        assert_eq!(
            cut("The Board will ask in May 2031, and we expect it to answer in June 2031."),
            1
        );
    }
}
