//! What somebody typed, understood: words, "exact phrases", -exclusions, OR. Nothing else means
//! anything, and nothing typed is an error: what is left out is said.

use crate::fields::{is_stop_word, stemmed, terms, written};

/// Characters read of what was typed: longer than any sentence that somebody looks for, and short
/// enough that reading it costs nothing.
pub const TYPED_CHARACTERS_MAX: usize = 300;

/// Words and phrases looked for: each costs a walk through the index.
pub const PARTS_MAX: usize = 12;

/// Words of one phrase, for the same reason.
const PHRASE_WORDS_MAX: usize = 12;

/// What somebody typed, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// All of these; of each, one of the alternatives.
    pub(crate) all: Vec<Vec<Part>>,
    /// None of these.
    pub(crate) none: Vec<Part>,
    /// What was left out, for the page to say.
    pub ignored: Vec<Ignored>,
    /// The whole, without what is left out, as it could be typed again.
    pub typed: String,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// As written, in lower case.
    pub(crate) written: Vec<String>,
    /// The stem of a single plain word; `None` where the words count as they are written.
    pub(crate) stem: Option<String>,
}

/// What was left out of what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ignored {
    /// Words that are in nearly every text.
    Common(Vec<String>),
    /// What came after so many characters, or after so many words.
    TooMuch,
}

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    is_quoted: bool,
    is_excluded: bool,
}

impl Words {
    /// Understands what was typed.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let plain: String = typed
            .chars()
            .map(|c| if is_unseen(c) { ' ' } else { c })
            .collect();
        let kept: String = plain.chars().take(TYPED_CHARACTERS_MAX).collect();
        let mut words = Self {
            typed: kept.split_whitespace().collect::<Vec<_>>().join(" "),
            ..Self::default()
        };
        let mut is_too_much = kept.len() < plain.trim_end().len();
        let (mut common, mut is_alternative) = (Vec::new(), false);
        for token in tokens(&kept) {
            if token.text == "OR" && !token.is_quoted && !token.is_excluded {
                is_alternative = !words.all.is_empty();
                continue;
            }
            let Some(part) = Part::read(&token) else {
                continue;
            };
            if words.parts() >= PARTS_MAX {
                is_too_much = true;
                break;
            }
            let is_common = matches!(part.written.as_slice(), [only] if is_stop_word(only));
            match (token.is_excluded, is_alternative, words.all.last_mut()) {
                (true, ..) => words.none.push(part),
                (false, true, Some(last)) => last.push(part),
                _ if is_common && !token.is_quoted => common.push(part),
                _ => words.all.push(vec![part]),
            }
            is_alternative = false;
        }
        words.take_common(common);
        if is_too_much {
            words.ignored.push(Ignored::TooMuch);
        }
        words
    }

    /// Common words count only where nothing else was typed.
    fn take_common(&mut self, common: Vec<Part>) {
        if common.is_empty() {
            return;
        }
        if self.all.is_empty() {
            self.all = common.into_iter().map(|part| vec![part]).collect();
            return;
        }
        let written = common.into_iter().flat_map(|part| part.written);
        self.ignored.push(Ignored::Common(written.collect()));
    }

    fn parts(&self) -> usize {
        self.all.iter().map(Vec::len).sum::<usize>() + self.none.len()
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }

    /// Every word and phrase looked for.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &Part> {
        self.all.iter().flatten()
    }

    /// The same with each alternative alone being enough.
    pub(crate) fn any(&self) -> Self {
        Self {
            all: vec![self.wanted().cloned().collect()],
            ..self.clone()
        }
    }
}

impl Part {
    fn read(token: &Token) -> Option<Self> {
        let mut written = terms(&mut written(), &token.text);
        written.truncate(PHRASE_WORDS_MAX);
        let stem = match (written.as_slice(), token.is_quoted) {
            ([], _) => return None,
            ([only], false) => terms(&mut stemmed(), only).pop(),
            _ => None,
        };
        Some(Self { written, stem })
    }
}

/// Control characters, and marks that turn the direction of writing: nobody types them to be found.
fn is_unseen(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    );
    is_mark || c.is_control()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Cuts what was typed at spaces and quotation marks; a mark without its partner is a space.
fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let after_minus = rest
            .strip_prefix(['-', '−'])
            .filter(|after| after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)));
        let body = after_minus.unwrap_or(rest);
        let quoted = body
            .strip_prefix(is_quote)
            .and_then(|inside| inside.split_once(is_quote));
        let (text, after, is_quoted) = match quoted {
            Some((inside, after)) => (inside, after, true),
            None => {
                let body = body.strip_prefix(is_quote).unwrap_or(body);
                let end = body.find(|c: char| c.is_whitespace() || is_quote(c));
                let (text, after) = body.split_at(end.unwrap_or(body.len()));
                (text, after, false)
            }
        };
        tokens.push(Token {
            text: text.to_owned(),
            is_quoted,
            is_excluded: after_minus.is_some(),
        });
        rest = after.trim_start();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> String {
        let words = Words::read(typed);
        let part = |part: &Part| match &part.stem {
            Some(stem) => stem.clone(),
            None => format!("[{}]", part.written.join(" ")),
        };
        let all = words
            .all
            .iter()
            .map(|group| group.iter().map(part).collect::<Vec<_>>().join("|"));
        let none = words.none.iter().map(|p| format!("-{}", part(p)));
        all.chain(none).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_phrases_exclusions_and_alternatives() {
        assert_eq!(shown("Handovers wards"), "handov ward");
        assert_eq!(shown("\"night shifts\" staff"), "[night shifts] staff");
        assert_eq!(
            shown("“night shifts” -rota -\"agency staff\""),
            "[night shifts] -rota -[agency staff]"
        );
        assert_eq!(shown("pumps OR ampoules alarms"), "pump|ampoul alarm");
        assert_eq!(shown("long-term"), "[long term]");
        assert_eq!(shown("\"ward\""), "[ward]");
        assert_eq!(shown("OR OR ward OR"), "ward");
    }

    #[test]
    fn what_means_nothing_is_no_error() {
        for typed in [
            "",
            "  ",
            "\"",
            "-",
            "--",
            "()[]{}:^~*?\\/",
            "\0",
            "\u{202e}",
            "OR",
            "\"\"\"",
            "-\"",
        ] {
            assert!(Words::read(typed).is_empty(), "{typed:?}");
        }
        assert_eq!(shown("title:ward^5 (x)"), "[title ward 5] x");
        assert_eq!(shown("ward\u{202e}drawer\0"), "ward drawer");
        assert_eq!(shown("\"unclosed words"), "unclos word");
    }

    #[test]
    fn common_words_are_left_out_and_said_unless_quoted_or_alone() {
        let words = Words::read("the rota of the ward");
        assert_eq!(words.all.len(), 2);
        assert_eq!(
            words.ignored,
            [Ignored::Common(vec![
                "the".into(),
                "of".into(),
                "the".into()
            ])]
        );
        assert_eq!(shown("to be or not to be").split(' ').count(), 6);
        assert_eq!(shown("\"to be\""), "[to be]");
    }

    #[test]
    fn ten_thousand_words_are_cut_and_said() {
        let words = Words::read(&"ward ".repeat(10_000));
        assert_eq!(words.parts(), PARTS_MAX);
        assert_eq!(words.ignored, [Ignored::TooMuch]);
    }
}
