//! What a coroner's report says before its matters of concern, where a cell holds both.
//!
//! The words are those of the form ("During the course of the inquest the evidence revealed matters
//! giving rise to concern…", Coroners (Investigations) Regulations 2013, form 28): in every report
//! they are the same, and they ask for nothing.

use crate::cues::labels::{Label, Labels};
use crate::recognise::sentences::sentences;

/// Where the matters begin in the words of a cell; 0 where they begin with it, and `None` where
/// there are none behind what every report says first.
pub(super) fn matters(labels: &Labels, words: &str) -> Option<usize> {
    let mut begin = 0;
    for sentence in sentences(words) {
        let text = words.get(sentence.clone()).unwrap_or_default();
        match labels.label(text) {
            Some(found) if found.label == Label::ConcernPreamble => begin = sentence.end,
            // "The MATTERS OF CONCERN are as follows: …", once or as the form has it twice.
            Some(found) if found.label == Label::ConcernList => {
                begin = sentence.start + found.end;
                if has_words(text.get(found.end..)) {
                    break;
                }
            }
            _ if !has_words(Some(text)) => begin = sentence.end,
            _ => break,
        }
    }
    if begin == 0 {
        return Some(0);
    }
    let rest = words.get(begin..).unwrap_or_default();
    let opens = |c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '"' | '‘');
    rest.find(opens).map(|at| begin + at)
}

fn has_words(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;

    fn behind(words: &str) -> Option<&str> {
        let at = matters(&Cues::general().labels, words)?;
        words.get(at..)
    }

    #[test]
    fn what_every_report_says_first_is_no_concern() {
        let first = "During the course of the inquest the evidence revealed matters giving rise to \
                     concern. In my opinion there is a risk that future deaths will occur unless \
                     action is taken. In the circumstances it is my statutory duty to report to \
                     you.";
        assert_eq!(behind(first), None);
        let list = format!("{first}\n \nThe MATTERS OF CONCERN are as follows.");
        assert_eq!(behind(&list), None);
        for between in [" – ", ": ", " ", ".\n"] {
            let whole = format!("{list}{between}(1) Nobody lit the pier. (2) Nor the stairs.");
            let matters = "(1) Nobody lit the pier. (2) Nor the stairs.";
            assert_eq!(behind(&whole), Some(matters), "{between:?}");
        }
        let unlisted = format!("{first} The lamps of the pier are not looked after.");
        assert_eq!(
            behind(&unlisted),
            Some("The lamps of the pier are not looked after.")
        );
    }

    #[test]
    fn other_words_stay_whole() {
        for words in [
            "Light the pier.",
            "During the night nobody lit the pier.",
            "– Light the pier.",
            "",
        ] {
            assert_eq!(behind(words), Some(words));
        }
    }
}
