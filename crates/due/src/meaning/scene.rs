//! When and where the words were said, worked out once for one expression.

use jiff::civil::Date;

use crate::context::{Calendar, Context, SaidOn};
use crate::token::Tokens;
use crate::words::Word;

/// How exactly it is known when the words were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Day,
    Month,
    Year,
    /// Later than the day that is known.
    Later,
}

/// When the words were said: within these days.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) known: Known,
}

/// What has to be known beside the phrase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) said: Option<Said>,
    pub(crate) calendar: Calendar,
    /// Reported as done: a day without a year is the last such, not the next.
    pub(crate) done: Done,
    sentence: Option<&'a str>,
    words: &'a str,
}

/// Whether the words report something as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    No,
    Yes,
}

/// Bytes of a sentence that are searched for cues.
const CUE_BYTES_MAX: usize = 2_000;

impl<'a> Scene<'a> {
    pub(crate) fn of(words: &'a str, context: &Context<'a>) -> Self {
        let said = context.said_on.and_then(said);
        Self {
            said,
            calendar: context.calendar,
            done: Done::No,
            sentence: context.sentence,
            words,
        }
    }

    /// Whether "2025/26" is about students or courses, by the words and the sentence around them.
    pub(crate) fn is_about_students(&self) -> bool {
        has_student_cue(self.words) || self.sentence.is_some_and(has_student_cue)
    }
}

fn said(on: SaidOn) -> Option<Said> {
    let month = |year, month| Date::new(year, month, 1).ok();
    Some(match on {
        SaidOn::Day(day) => Said {
            first: day,
            last: day,
            known: Known::Day,
        },
        SaidOn::LaterThan(day) => Said {
            first: day,
            last: day,
            known: Known::Later,
        },
        SaidOn::Month(year, number) => {
            let first = month(year, number)?;
            Said {
                first,
                last: first.last_of_month(),
                known: Known::Month,
            }
        }
        SaidOn::Year(year) => {
            let first = month(year, 1)?;
            Said {
                first,
                last: first.last_of_year(),
                known: Known::Year,
            }
        }
    })
}

fn has_student_cue(text: &str) -> bool {
    let mut tokens = Vec::new();
    let mut lexer = Tokens::new(text);
    while lexer.more(&mut tokens) {
        let Some(token) = tokens.pop() else {
            return false;
        };
        tokens.clear();
        if matches!(token.word, Word::Students | Word::Academic | Word::Semester) {
            return true;
        }
        if token.end > CUE_BYTES_MAX {
            return false;
        }
    }
    false
}
