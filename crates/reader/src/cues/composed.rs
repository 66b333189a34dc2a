//! Labels that each body composes in its own way of the same few words: "Revised target date for
//! completion", "Lead department responsible".

use super::labels::Label;
use crate::recognise::words::{self, WordSet};

/// A label has at most so many words.
const LABEL_WORDS_MAX: usize = 7;

/// Words of labels over days.
const OF_DAYS: WordSet = WordSet::of(&[
    "action",
    "actions",
    "agreed",
    "anticipated",
    "be",
    "by",
    "completion",
    "current",
    "date",
    "dates",
    "deadline",
    "deadlines",
    "delivery",
    "due",
    "estimated",
    "expected",
    "final",
    "for",
    "forecast",
    "frame",
    "full",
    "implementation",
    "indicative",
    "intended",
    "latest",
    "milestone",
    "new",
    "of",
    "original",
    "planned",
    "projected",
    "proposed",
    "revised",
    "scheduled",
    "target",
    "the",
    "time",
    "timeframe",
    "timeframes",
    "timeline",
    "timelines",
    "timescale",
    "timescales",
    "timetable",
    "to",
]);
/// One of which has to stand in them.
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

/// Words of labels over those who act.
const OF_LEADS: WordSet = WordSet::of(&[
    "accountable",
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
    "implementing",
    "institution",
    "institutions",
    "lead",
    "leads",
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
    "owner",
    "owners",
    "parties",
    "party",
    "person",
    "persons",
    "post",
    "primary",
    "responsibility",
    "responsible",
    "s",
    "senior",
    "sponsor",
    "team",
    "the",
    "unit",
]);
/// One of which has to stand in them.
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

/// What a label says by its words, in whatever order they stand.
pub(super) fn composed(label: &str) -> Option<Label> {
    let first = label.trim_start();
    // Hardly a line begins so: the others are not looked at word by word.
    let opening = first.split(|sign: char| !sign.is_alphabetic()).next()?;
    (OF_DAYS.has(opening) || OF_LEADS.has(opening)).then_some(())?;
    if !words::at_most(label, LABEL_WORDS_MAX) {
        return None;
    }
    let mut all = Vec::new();
    for word in label.split(|sign: char| !sign.is_alphanumeric()) {
        if !word.is_empty() {
            all.push(word);
        }
    }
    let every = |set: &WordSet| all.iter().all(|word| set.has(word));
    let any = |set: &WordSet| all.iter().any(|word| set.has(word));
    let days = || every(&OF_DAYS) && (any(&DAYS) || any(&ENDS) && any(&TO_COME));
    if days() {
        Some(Label::Due)
    } else if every(&OF_LEADS) && any(&LEADS) {
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
}
