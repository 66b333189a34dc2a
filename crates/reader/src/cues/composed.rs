//! Labels that each body composes in its own way of the same few words: "Revised target date for
//! completion", "Lead department responsible".

use super::labels::Label;
use crate::recognise::words::{self, WordSet};
use heeded_domain::vocabulary::AskKind;

/// A label has at most so many words.
const LABEL_WORDS_MAX: usize = 8;

/// Words beside which those below may stand, in labels over days.
const OF_DAYS: WordSet = WordSet::of(&[
    "action",
    "actions",
    "agreed",
    "be",
    "by",
    "compliance",
    "complied",
    "current",
    "final",
    "for",
    "full",
    "indicative",
    "intended",
    "latest",
    "milestone",
    "new",
    "of",
    "original",
    "revised",
    "the",
    "time",
    "to",
    "with",
]);
/// One of these has to stand in them.
const DAYS: WordSet = WordSet::of(&[
    "date",
    "dates",
    "deadline",
    "deadlines",
    "due",
    "frame",
    "timeframe",
    "timeframes",
    "timeline",
    "timelines",
    "timescale",
    "timescales",
    "timetable",
]);
/// Or one of the first of these with one of the second.
const ENDS: WordSet = WordSet::of(&["completion", "delivery", "implementation"]);
const TO_COME: WordSet = WordSet::of(&[
    "anticipated",
    "estimated",
    "expected",
    "forecast",
    "planned",
    "projected",
    "proposed",
    "scheduled",
    "target",
]);

/// Words beside which those below may stand, in labels over those who act.
const OF_LEADS: WordSet = WordSet::of(&[
    "action",
    "actions",
    "agencies",
    "agency",
    "and",
    "authority",
    "board",
    "body",
    "bodies",
    "by",
    "delivery",
    "department",
    "departments",
    "director",
    "directorate",
    "division",
    "entities",
    "entity",
    "executive",
    "for",
    "holder",
    "implementation",
    "institution",
    "institutions",
    "main",
    "manager",
    "ministry",
    "ministries",
    "name",
    "named",
    "of",
    "office",
    "officer",
    "official",
    "organisation",
    "organisations",
    "organization",
    "overall",
    "parties",
    "party",
    "person",
    "persons",
    "post",
    "primary",
    "s",
    "senior",
    "sponsor",
    "team",
    "the",
    "unit",
]);
/// One of these has to stand in them.
const LEADS: WordSet = WordSet::of(&[
    "accountable",
    "implementing",
    "lead",
    "leads",
    "owner",
    "owners",
    "responsibility",
    "responsible",
]);

/// Words beside which those below may stand, in headings over what will be done.
const OF_ACTIONS: WordSet = WordSet::of(&[
    "agreed",
    "and",
    "by",
    "committed",
    "corrective",
    "further",
    "future",
    "government",
    "is",
    "key",
    "main",
    "management",
    "next",
    "of",
    "planned",
    "promised",
    "proposed",
    "remaining",
    "required",
    "s",
    "state",
    "taken",
    "the",
    "to",
    "be",
]);
/// One of these has to stand in them.
const ACTIONS: WordSet = WordSet::of(&[
    "action",
    "actions",
    "commitment",
    "commitments",
    "step",
    "steps",
]);

/// "Actions planned to deliver the recommendation": what they are to do to it,
const DELIVERING: WordSet = WordSet::of(&[
    "address",
    "addressing",
    "deliver",
    "delivering",
    "fulfil",
    "implement",
    "implementing",
    "meet",
]);
/// and how it may be called.
const DELIVERED: WordSet = WordSet::of(&[
    "each",
    "in",
    "our",
    "recommendation",
    "recommendations",
    "response",
    "safety",
    "this",
    "we",
    "will",
]);

/// Words beside which those below may stand, in labels over days of receipt.
const OF_RECEIPTS: WordSet = WordSet::of(&[
    "agency",
    "answer",
    "date",
    "day",
    "department",
    "from",
    "management",
    "of",
    "on",
    "reply",
    "response",
    "the",
    "was",
    "when",
]);
/// One of these has to stand in them.
const RECEIPTS: WordSet = WordSet::of(&["receipt", "received"]);

/// Words beside which those below may stand, in headings over what is asked.
const OF_ASKS: WordSet = WordSet::of(&[
    "auditor",
    "auditors",
    "been",
    "board",
    "commission",
    "commissioner",
    "committee",
    "coroner",
    "for",
    "full",
    "had",
    "has",
    "have",
    "i",
    "inquiry",
    "inspector",
    "inspectorate",
    "inspectors",
    "investigation",
    "investigators",
    "it",
    "jury",
    "of",
    "ombudsman",
    "our",
    "panel",
    "report",
    "review",
    "reviewers",
    "s",
    "team",
    "text",
    "the",
    "they",
    "to",
    "us",
    "was",
    "we",
    "were",
    "what",
    "you",
]);
/// One of these has to stand in them.
const ASKED: WordSet = WordSet::of(&["asked", "asks", "recommend", "recommended", "recommends"]);

/// "What the Tide Commission said": those who ask,
const ASKING: WordSet = WordSet::of(&[
    "auditor",
    "commission",
    "committee",
    "coroner",
    "inquiry",
    "inspectorate",
    "ombudsman",
    "review",
]);
/// and what they did.
const SAYING: WordSet = WordSet::of(&["asked", "recommended", "said", "says"]);

/// Words beside which those below may stand, in headings over answers.
const OF_ANSWERS: WordSet = WordSet::of(&[
    "agency",
    "authority",
    "board",
    "company",
    "council",
    "department",
    "final",
    "first",
    "full",
    "government",
    "has",
    "have",
    "initial",
    "its",
    "latest",
    "management",
    "ministry",
    "of",
    "our",
    "s",
    "service",
    "the",
    "their",
    "they",
    "this",
    "to",
    "trust",
    "we",
    "what",
    "your",
]);
/// One of these has to stand in them.
const ANSWERED: WordSet = WordSet::of(&[
    "answer",
    "answered",
    "answers",
    "replied",
    "replies",
    "reply",
    "responded",
    "response",
    "responses",
    "said",
    "say",
    "says",
]);

/// Headings over the words of an answer, where its decision has a heading of its own.
const DETAILS: WordSet = WordSet::of(&["detail", "details"]);

/// Words beside which those below may stand, in headings over what the issuer thinks of an answer.
const OF_JUDGEMENTS: WordSet = WordSet::of(&[
    "agency",
    "and",
    "board",
    "bureau",
    "commission",
    "general",
    "inspector",
    "inspectorate",
    "management",
    "of",
    "office",
    "oig",
    "ombudsman",
    "on",
    "our",
    "replies",
    "reply",
    "response",
    "responses",
    "s",
    "the",
    "this",
    "to",
]);
/// One of these has to stand in them,
const JUDGED: WordSet = WordSet::of(&["analysis", "assessment", "evaluation"]);
/// or one of these with whom nobody answers for.
const REMARKS: WordSet = WordSet::of(&["comment", "comments", "conclusion", "remarks", "view"]);
const JUDGES: WordSet = WordSet::of(&[
    "bureau",
    "coroner",
    "inspector",
    "inspectorate",
    "oig",
    "ombudsman",
]);

/// "Board assessment of the response", "Bureau comment": whether what stands below is what the
/// issuer thinks of an answer, and no part of it.
pub(super) fn judges(heading: &str) -> bool {
    if !words::at_most(heading, LABEL_WORDS_MAX) {
        return false;
    }
    let all = heading.split(|sign: char| !sign.is_alphanumeric());
    let all: Vec<&str> = all.filter(|word| !word.is_empty()).collect();
    let any = |set: &WordSet| all.iter().any(|word| set.has(word));
    let known = |word: &&&str| {
        let sets = [&OF_JUDGEMENTS, &JUDGED, &REMARKS, &JUDGES];
        sets.iter().any(|set| set.has(word))
    };
    let judged = any(&JUDGED) && all.len() > 1;
    all.iter().filter(known).count() == all.len() && (judged || any(&REMARKS) && any(&JUDGES))
}

/// "What the Tide Commission said in its final report": those who ask say what is asked.
fn said_by_asking(heading: &str) -> bool {
    /// "What the Royal Commission into Tides and Piers said in its final report".
    const WORDS_MAX: usize = 14;
    let what = ["What ", "what "]
        .iter()
        .any(|what| heading.starts_with(what));
    let has = |set: &WordSet| words::all_words(heading).any(|word| set.has(word.text(heading)));
    what && words::at_most(heading, WORDS_MAX) && has(&ASKING) && has(&SAYING)
}

/// What a heading of a column or a row says by its words: "The review recommended", "Our answer".
pub(super) fn heading(heading: &str) -> Option<Label> {
    if said_by_asking(heading) {
        return Some(Label::Ask(AskKind::SafetyRecommendation));
    }
    if !words::at_most(heading, LABEL_WORDS_MAX) {
        return None;
    }
    if DETAILS.has(heading.trim()) || heading.starts_with("How ") && heading.contains(" will ") {
        return Some(Label::Response);
    }
    let all = heading.split(|sign: char| !sign.is_alphanumeric());
    let all: Vec<&str> = all.filter(|word| !word.is_empty()).collect();
    let told = |others: &WordSet, known: &WordSet| {
        all.len() > 1
            && all.iter().any(|word| known.has(word))
            && all.iter().all(|word| others.has(word) || known.has(word))
    };
    let delivers = all.iter().any(|word| DELIVERING.has(word))
        && all.iter().any(|word| ACTIONS.has(word))
        && all.iter().all(|word| {
            let sets = [&OF_ACTIONS, &ACTIONS, &DELIVERING, &DELIVERED];
            sets.iter().any(|set| set.has(word))
        });
    if delivers {
        Some(Label::Actions)
    } else if told(&OF_ASKS, &ASKED) {
        Some(Label::Ask(AskKind::SafetyRecommendation))
    } else if told(&OF_ANSWERS, &ANSWERED) {
        Some(Label::Response)
    } else if told(&OF_ACTIONS, &ACTIONS) {
        Some(Label::Actions)
    } else if told(&OF_RECEIPTS, &RECEIPTS) && all.iter().any(|word| OF_RECEIPTS.has(word)) {
        Some(Label::Received)
    } else {
        None
    }
}

/// Words of a line with which a reply opens the concerns that it answers.
const OF_CONCERNS: WordSet = WordSet::of(&[
    "28",
    "are",
    "as",
    "below",
    "follows",
    "following",
    "have",
    "identified",
    "identifies",
    "in",
    "letter",
    "list",
    "listed",
    "lists",
    "matter",
    "matters",
    "of",
    "out",
    "raise",
    "raised",
    "raises",
    "regulation",
    "report",
    "set",
    "sets",
    "that",
    "the",
    "were",
    "which",
    "you",
    "your",
]);
const CONCERNS: WordSet = WordSet::of(&["concern", "concerns"]);

/// "Your report set out the following matters of concern", "Your concerns were": whether a line of
/// a reply opens what it answers.
fn lists_concerns(line: &str) -> bool {
    let all = line.split(|sign: char| !sign.is_alphanumeric());
    let all: Vec<&str> = all.filter(|word| !word.is_empty()).collect();
    let any = |known: &[&str]| {
        let mut words = all.iter();
        words.any(|word| known.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    let known = |word: &&str| OF_CONCERNS.has(word) || CONCERNS.has(word);
    // The coroner's own term needs no other words beside it: "… that you addressed to the Trust".
    let told = all.iter().all(known) || line.contains("matters of concern");
    let concerns = all.iter().any(|word| CONCERNS.has(word));
    told && concerns && any(&["you", "your"]) && any(&["following", "are", "were", "as"])
}

/// What a label says by its words, in whatever order they stand.
pub(super) fn composed(label: &str) -> Option<Label> {
    let in_any = |sets: &[&WordSet], word: &str| sets.iter().any(|set| set.has(word));
    let of_days = |word: &str| in_any(&[&OF_DAYS, &DAYS, &ENDS, &TO_COME], word);
    let of_leads = |word: &str| in_any(&[&OF_LEADS, &LEADS], word);
    let first = label.trim_start();
    // Hardly a line begins so: the others are not looked at word by word.
    let opening = first.split(|sign: char| !sign.is_alphabetic()).next()?;
    if matches!(opening, "In" | "The" | "You" | "Your") {
        return lists_concerns(label).then_some(Label::ConcernList);
    }
    (of_days(opening) || of_leads(opening)).then_some(())?;
    if !words::at_most(label, LABEL_WORDS_MAX) {
        return None;
    }
    let all = label.split(|sign: char| !sign.is_alphanumeric());
    let all: Vec<&str> = all.filter(|word| !word.is_empty()).collect();
    let every = |known: &dyn Fn(&str) -> bool| all.iter().all(|word| known(word));
    let any = |set: &WordSet| all.iter().any(|word| set.has(word));
    let days = || every(&of_days) && (any(&DAYS) || any(&ENDS) && any(&TO_COME));
    if days() {
        Some(Label::Due)
    } else if every(&of_leads) && any(&LEADS) {
        Some(Label::Lead)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_by_their_words() {
        for (label, said) in [
            ("Target date for completion", Some(Label::Due)),
            ("Revised expected completion date", Some(Label::Due)),
            ("Planned delivery", Some(Label::Due)),
            ("Responsible ministry / lead agency", Some(Label::Lead)),
            ("Executive owner", Some(Label::Lead)),
            ("Action", None),
            ("Date of report", None),
            ("Implementation", None),
            ("Department", None),
        ] {
            assert_eq!(composed(label), said, "{label}");
        }
    }

    #[test]
    fn what_an_issuer_thinks_of_an_answer_is_told_from_the_answer() {
        for heading in [
            "Board assessment of the response",
            "Bureau comment",
            "Our assessment of the reply",
        ] {
            assert!(judges(heading), "{heading}");
        }
        for heading in [
            "Agency comments",
            "Assessment of need",
            "Response",
            "Department’s view",
            "Board",
        ] {
            assert!(!judges(heading), "{heading}");
        }
    }

    #[test]
    fn headings_of_asks_and_answers_are_known_by_their_words() {
        let asks = Some(Label::Ask(AskKind::SafetyRecommendation));
        for (words, said) in [
            ("The review recommended", asks),
            ("We recommended", asks),
            ("What the Panel asked for", asks),
            ("Our answer", Some(Label::Response)),
            ("What the Department said", Some(Label::Response)),
            ("Next action promised", Some(Label::Actions)),
            (
                "Actions planned to deliver the recommendation",
                Some(Label::Actions),
            ),
            ("Date reply received", Some(Label::Received)),
            ("Received", None),
            ("Recommended", None),
            ("What we found", None),
            ("Answered by", None),
        ] {
            assert_eq!(heading(words), said, "{words}");
        }
    }
}
