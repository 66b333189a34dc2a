//! What the headings of columns, rows and parts say.

use heeded_domain::vocabulary::AskKind;

use super::super::composed;
use super::{Found, LONGEST_HEADING_WORDS, Label, Labels};
use crate::recognise::words::{self, Word};

impl Labels {
    /// What the heading of a column or a row says of its cells; its last word may decide
    /// ("Recommendation status").
    pub(crate) fn heading(&self, text: &str) -> Option<Label> {
        let spelt = || self.heading_as_written(&spelt_out(text)?);
        self.heading_as_written(text).or_else(spelt)
    }

    fn heading_as_written(&self, text: &str) -> Option<Label> {
        let text = words::without_note(text);
        let all: Vec<Word> = words::first_words(text);
        if all.len() > LONGEST_HEADING_WORDS {
            return None;
        }
        if let Some(label) = self.whole_heading(text) {
            return Some(label);
        }
        // "Recommendation to the Board", over what the Board is asked.
        if words::made_to(text).is_some() {
            return Some(Label::Ask(AskKind::SafetyRecommendation));
        }
        let found = self.label(text);
        let end = found.as_ref().map_or(0, |found| found.end);
        let whole = !text.get(end..)?.contains(char::is_alphanumeric);
        // "Planned completion date": the last two words, else the last.
        let deciding =
            |found: &Found| matches!(found.label, Label::Disposition | Label::Lead | Label::Due);
        let two = all.len().checked_sub(2).filter(|at| *at > 0);
        let last = two
            .and_then(|at| self.label(text.get(all.get(at)?.start..)?))
            .filter(deciding)
            .or_else(|| all.last().and_then(|word| self.label(word.text(text))));
        // "Next steps and timescale": each cell says what will be done, with its day.
        let joined = [" and ", " / ", " & "]
            .iter()
            .any(|joint| text.contains(joint));
        // "Management response, deliverables and timeline" as well.
        let done = found.as_ref().is_some_and(|found| match found.label {
            Label::Actions => true,
            Label::Response | Label::Update => {
                last.as_ref().is_some_and(|last| last.label == Label::Due)
            }
            _ => false,
        });
        if let Some(Label::Disposition | Label::Lead | Label::Due) = last.as_ref().map(|l| l.label)
            && !whole
            && !(joined && done)
        {
            return last.map(|last| last.label);
        }
        // "Committee recommendation", "Inquiry recommendation", "Summary of reply and update".
        if let (None, Some(Label::Ask(_) | Label::Response | Label::Update)) =
            (&found, last.as_ref().map(|last| last.label))
            && last.as_ref().map(|last| last.label) != Some(Label::Ask(AskKind::Concern))
        {
            return last.map(|last| last.label);
        }
        // "Committee conclusion / recommendation": both stand below it.
        if let (Some(Label::Aside), Some(Label::Ask(_))) = (
            found.as_ref().map(|found| found.label),
            last.as_ref().map(|last| last.label),
        ) && !whole
        {
            return last.map(|last| last.label);
        }
        // "Agreed management action", "Summary of the response": the last words that are a label.
        if found.is_none() {
            return self.last_label(text, &all);
        }
        let own = match found?.label {
            Label::AskList => Label::Ask(AskKind::SafetyRecommendation),
            label => label,
        };
        Some(own)
    }

    /// What a heading says that means nothing but as a whole.
    fn whole_heading(&self, text: &str) -> Option<Label> {
        let asked = Some(Label::Ask(AskKind::SafetyRecommendation));
        // "No. and recommendation"
        let small = text.trim().to_lowercase();
        if self.columns.contains(&small.replace('.', "")) {
            return asked;
        }
        // "For", over the names of those whom each row is for: in a line it opens anything.
        if small == "for" {
            return Some(Label::Addressee);
        }
        // "Number of recommendations" counts them.
        if small.starts_with("number of ") {
            return Some(Label::Aside);
        }
        // "The Board should:": each cell goes on with these words.
        let bare = text.trim_end_matches([':', '…', ' ', '.']);
        let ends = [" should", " must", " should do", " must do"];
        if ends.iter().any(|word| bare.ends_with(word)) {
            return asked;
        }
        composed::composed(text).or_else(|| composed::heading(text))
    }

    /// What the last words of a heading say that begins with no label.
    fn last_label(&self, text: &str, all: &[Word]) -> Option<Label> {
        let whole = |word: &Word| {
            let rest = text.get(word.start..)?;
            let found = self.label(rest)?;
            let whole = !rest.get(found.end..)?.contains(char::is_alphanumeric);
            whole.then_some(found.label)
        };
        let says = |label: &Label| {
            matches!(
                label,
                Label::Ask(AskKind::SafetyRecommendation)
                    | Label::Response
                    | Label::Update
                    | Label::Actions
            )
        };
        all.iter().skip(1).find_map(whole).filter(says)
    }

    /// Whether a heading stands over what the issuer thinks of an answer.
    pub(crate) fn judges(&self, heading: &str) -> bool {
        composed::judges(heading)
    }
}

/// How exports shorten the words of their headings.
const SHORT: &[(&str, &str)] = &[
    ("actn", "action"),
    ("agcy", "agency"),
    ("cmmt", "comment"),
    ("cmnt", "comment"),
    ("cmt", "comment"),
    ("compl", "completion"),
    ("dept", "department"),
    ("dt", "date"),
    ("impl", "implementation"),
    ("mgmt", "management"),
    ("mgt", "management"),
    ("nbr", "number"),
    ("no", "number"),
    ("org", "organisation"),
    ("prog", "progress"),
    ("rec", "recommendation"),
    ("recom", "recommendation"),
    ("resp", "response"),
    ("stat", "status"),
    ("sts", "status"),
    ("tgt", "target"),
    ("txt", "text"),
    ("upd", "update"),
];
/// Whose "Resp" it is that acts: "Resp_Officer".
const RESPONSIBLE: &[&str] = &["body", "dept", "lead", "officer", "org", "owner", "person"];

/// "Tgt_Dt" and "TargetDate" as words: "target date". `None` where nothing is shortened or joined.
fn spelt_out(heading: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in heading.chars() {
        let joint = before.is_lowercase() && letter.is_uppercase();
        let apart = !letter.is_alphanumeric();
        if joint || apart || parts.is_empty() {
            parts.push(String::new());
        }
        if !apart && let Some(last) = parts.last_mut() {
            last.extend(letter.to_lowercase());
        }
        before = letter;
    }
    parts.retain(|part| !part.is_empty());
    let short = |part: &str| SHORT.iter().find(|(short, _)| *short == part);
    let any = parts.iter().any(|part| short(part).is_some());
    let joined = heading.contains('_') || parts.len() > heading.split_whitespace().count();
    let mut words = String::new();
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).map_or("", String::as_str);
        let word = match short(part) {
            _ if part == "resp" && RESPONSIBLE.contains(&next) => "responsible",
            Some((_, long)) => long,
            None => part,
        };
        if at > 0 {
            words.push(' ');
        }
        words.push_str(word);
    }
    (any || joined).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;

    #[test]
    fn whole_headings_are_known() {
        let labels = &Cues::general().labels;
        let asks = Some(Label::Ask(AskKind::SafetyRecommendation));
        for (heading, label) in [
            // Two columns that print has as one.
            ("No. Recommendation", asks),
            ("No. and recommendation", asks),
            ("No.", Some(Label::Reference)),
            ("For", Some(Label::Addressee)),
            ("Number of recommendations", Some(Label::Aside)),
            ("Formal", None),
        ] {
            assert_eq!(labels.heading(heading), label, "{heading}");
        }
    }

    #[test]
    fn headings_of_exports_are_spelt_out() {
        for (heading, words) in [
            ("Tgt_Dt", Some("target date")),
            ("TargetDate", Some("target date")),
            ("Rec_Txt_Full", Some("recommendation text full")),
            ("Resp Officer", Some("responsible officer")),
            ("Mgmt_Resp", Some("management response")),
            ("Target date", None),
            ("RAG", None),
        ] {
            assert_eq!(spelt_out(heading).as_deref(), words, "{heading}");
        }
    }
}
