//! How far a sentence binds those who wrote it: promise, thought, work under way, past deed.

use std::ops::Range;

use crate::cues::phrases::{Hit, Says};
use crate::draft::Commitment;
use heeded_domain::vocabulary::Disposition;

use super::words::{self, Word};

/// What a sentence undertakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undertaking {
    pub(crate) commitment: Commitment,
    /// The phrase that says so, in bytes of the sentence.
    pub(crate) cue: Range<usize>,
    /// Who undertakes it; `None` for "we" and "I", and where nobody is named.
    pub(crate) subject: Option<Range<usize>>,
}

/// Posts whose holder can undertake something.
const POSTS: &[&str] = &[
    "Administrator",
    "Adviser",
    "Advisor",
    "Ambassador",
    "Auditor",
    "Chair",
    "Chairman",
    "Chairwoman",
    "Chancellor",
    "Chief",
    "Commissioner",
    "Comptroller",
    "Coordinator",
    "Coroner",
    "Director",
    "Governor",
    "Guardian",
    "Head",
    "Inspector",
    "Manager",
    "Mayor",
    "Minister",
    "Ministers",
    "Officer",
    "Ombudsman",
    "President",
    "Registrar",
    "Secretary",
    "Superintendent",
];
/// Words before "will" that make it somebody else's, or no promise at all.
const NOT_PROMISING: &[&str] = &[
    "which", "that", "who", "they", "you", "patients", "people", "there", "where", "whether", "if",
    "when",
];
/// What follows "will" when an effect is told and nothing promised.
const EFFECTS: &[&str] = &[
    "able",
    "allow",
    "benefit",
    "come",
    "depend",
    "enable",
    "enhance",
    "ensure",
    "face",
    "give",
    "have",
    "help",
    "improve",
    "lead",
    "lose",
    "make",
    "mean",
    "need",
    "provide",
    "reduce",
    "require",
    "result",
    "strengthen",
    "support",
    "vary",
    "remain",
];
/// Words that open a clause which is only reported, asked or supposed.
const SUPPOSING: &[&str] = &["how", "whether", "if", "unless", "why", "risk", "hope"];
/// Nouns behind which "is to" says what something is for.
const PURPOSES: &[&str] = &[
    "aim",
    "challenge",
    "duty",
    "goal",
    "idea",
    "intention",
    "object",
    "objective",
    "plan",
    "purpose",
    "remit",
    "role",
    "task",
];
/// Verbs behind "will" that promise to think.
const THINKING: &[&str] = &["consider", "explore", "reflect", "discuss"];
/// What a thought is about when it is about the ask: then anybody's "consider" counts.
const SELF: &[&str] = &["we", "i", "our", "us"];

/// What a sentence undertakes, if anything.
pub(crate) fn undertaking(sentence: &str, hits: &[Hit]) -> Option<Undertaking> {
    // Most sentences have none of the phrases: they are not cut into words.
    if sentence.ends_with('?') || !hits.iter().any(|hit| undertakes(hit.says)) {
        return None;
    }
    let sentence_words: Vec<Word> = words::all_words(sentence).collect();
    let read = Sentence {
        text: sentence,
        words: &sentence_words,
    };
    let mut found = read.promise(hits)?;
    if explains_refusal(sentence, hits, &found.cue) {
        return None;
    }
    if found.commitment == Commitment::Promise && hits.iter().any(|hit| hit.says == Says::Condition)
    {
        found.commitment = Commitment::Conditional;
    }
    Some(found)
}

/// "We'll", "I'd": a verb that holds who speaks.
fn is_contracted(cue: &str) -> bool {
    let own = cue.split(['\'', '’']).next().unwrap_or_default();
    own.len() < cue.len() && SELF.iter().any(|one| own.eq_ignore_ascii_case(one))
}

/// "I hope that this letter shows": how a letter ends.
fn closes_letter(cue: &str, next: &[String]) -> bool {
    let about_itself = next
        .first()
        .is_some_and(|word| matches!(word.as_str(), "this" | "these" | "my" | "our"));
    about_itself && cue.to_lowercase().starts_with("hope that")
}

/// "We cannot accept it as it is currently written", "do not accept it, for there will be another
/// risk": what stands behind a refusal says why, unless something else begins there.
fn explains_refusal(sentence: &str, hits: &[Hit], cue: &Range<usize>) -> bool {
    const WHY: &[&str] = &[" as ", " because ", " since ", " for ", ": "];
    const OTHERWISE: &[&str] = &[
        " but ",
        " however",
        " instead",
        "; ",
        " we ",
        " and ",
        " although ",
    ];
    let refusals = hits
        .iter()
        .filter(|hit| hit.says == Says::Disposition(Disposition::NotAccepted));
    let ends = refusals
        .map(|hit| hit.range.end)
        .filter(|end| *end <= cue.start);
    ends.min().is_some_and(|end| {
        // "… but we will": the cue may begin with its subject.
        let behind = sentence
            .get(end..cue.end)
            .unwrap_or_default()
            .to_lowercase();
        let has = |all: &[&str]| all.iter().any(|word| behind.contains(word));
        has(WHY) && !has(OTHERWISE)
    })
}

/// "Work is to begin in May"; "the aim is to begin" says what for.
fn begins(before: &str, verb: &str) -> bool {
    const VERBS: &[&str] = &["begin", "close", "commence", "follow", "open", "start"];
    VERBS.contains(&verb) && !PURPOSES.contains(&before)
}

/// Whether a phrase says how far a sentence binds.
fn undertakes(says: Says) -> bool {
    matches!(
        says,
        Says::Promise | Says::Considering | Says::UnderWay | Says::AlreadyDone
    )
}

struct Sentence<'s> {
    text: &'s str,
    words: &'s [Word],
}

impl Sentence<'_> {
    fn promise(&self, hits: &[Hit]) -> Option<Undertaking> {
        let of = |says: Says| hits.iter().filter(move |hit| hit.says == says);
        of(Says::Promise)
            .find_map(|hit| self.promises(hit))
            .or_else(|| {
                of(Says::Considering).find_map(|hit| self.own(hit, Commitment::Considering))
            })
            .or_else(|| of(Says::UnderWay).find_map(|hit| self.own(hit, Commitment::UnderWay)))
            .or_else(|| {
                of(Says::AlreadyDone).find_map(|hit| self.own(hit, Commitment::AlreadyDone))
            })
    }

    /// "Do not intend to", "do not at present propose to": whether the verb at a place is denied.
    fn denied(&self, at: usize) -> bool {
        /// "at this stage", and another such word.
        const BETWEEN_WORDS: usize = 4;
        const BETWEEN: &[&str] = &[
            "also",
            "at",
            "currently",
            "however",
            "itself",
            "now",
            "present",
            "stage",
            "therefore",
            "this",
            "time",
            "yet",
        ];
        let before = self.words.get(..at).unwrap_or_default().iter().rev();
        let mut keys = before
            .take(BETWEEN_WORDS + 1)
            .map(|word| word.key(self.text));
        let first = keys.find(|key| !BETWEEN.contains(&key.as_str()));
        first.is_some_and(|key| matches!(key.as_str(), "not" | "never"))
    }

    fn promises(&self, hit: &Hit) -> Option<Undertaking> {
        let at = self.index(hit.range.start)?;
        let before = at
            .checked_sub(1)
            .and_then(|at| self.words.get(at))
            .map(|w| w.key(self.text));
        let before = before.unwrap_or_default();
        // "No further action will be taken": the subject itself denies.
        let opening = self.clause(at).first();
        if opening.is_some_and(|word| self.is_any(word, &["no", "none", "nobody", "neither"])) {
            return None;
        }
        let next = self.after(hit.range.end);
        // "They will be fitted by May", at the head: the lamps that were spoken of.
        let spoken_of =
            at == 1 && before == "they" && next.first().is_some_and(|word| word == "be");
        if NOT_PROMISING.contains(&before.as_str()) && !spoken_of || self.supposed(at) {
            return None;
        }
        let negated = next
            .first()
            .is_some_and(|word| matches!(word.as_str(), "not" | "no" | "never"));
        // "Did not intend to", behind which the day may stand by which it is not done.
        let negated = negated || self.denied(at);
        let cue = self.text.get(hit.range.clone()).unwrap_or_default();
        if closes_letter(cue, &next) {
            return None;
        }
        let own = is_contracted(cue) || SELF.contains(&before.as_str());
        let will = self
            .text
            .get(hit.range.clone())
            .is_some_and(|cue| cue.eq_ignore_ascii_case("will"));
        let verb = next
            .iter()
            .find(|word| {
                !matches!(
                    word.as_str(),
                    "also" | "be" | "now" | "therefore" | "then" | "continue" | "to"
                ) && !word.ends_with("ly")
            })
            .map(String::as_str)
            .unwrap_or_default();
        let effect = will && !own && EFFECTS.contains(&verb) && self.subject_is_thing(at);
        if negated || effect || (will && verb == "able") {
            return None;
        }
        let subject = self.subject(at);
        // "The Pilot Group is to advise" promises; "the aim is to advise" says what for.
        let to = matches!(cue, "is to" | "are to");
        let apart = |name: &Range<usize>| name.end + 1 != hit.range.start;
        if to && !begins(&before, verb) && subject.as_ref().is_none_or(apart) {
            return None;
        }
        let thinks =
            THINKING.contains(&verb) || (verb == "look" && next.iter().any(|word| word == "at"));
        let goes_on = !own && next.iter().take(2).any(|word| word == "continue");
        let commitment = match (thinks, goes_on) {
            (true, _) => Commitment::Considering,
            (false, true) => Commitment::UnderWay,
            (false, false) => Commitment::Promise,
        };
        Some(Undertaking {
            commitment,
            cue: hit.range.clone(),
            subject,
        })
    }

    /// A phrase that counts only where "we" or a body is its subject.
    fn own(&self, hit: &Hit, commitment: Commitment) -> Option<Undertaking> {
        let at = self.index(hit.range.start)?;
        let before = self.key_before(at);
        if self.supposed(at) || NOT_PROMISING.contains(&before.as_str()) {
            return None;
        }
        let clause = self.clause(at);
        // "We met and are pleased to": the subject stands before the "and".
        let joined = self.words.get(..at).unwrap_or_default();
        let clause = if clause.len() < 4 && !self.names_subject(clause) {
            joined
        } else {
            clause
        };
        if self.is_noun_form(hit, at) {
            return None;
        }
        let first_person = clause.iter().any(|word| self.is_any(word, SELF));
        let cue_own = self
            .text
            .get(hit.range.clone())
            .is_some_and(|cue| cue.to_ascii_lowercase().starts_with("we "));
        let subject = self.subject(at);
        if !first_person && !cue_own && subject.is_none() && at > 0 {
            return None;
        }
        Some(Undertaking {
            commitment,
            cue: hit.range.clone(),
            subject,
        })
    }

    fn is_any(&self, word: &Word, keys: &[&str]) -> bool {
        keys.iter().any(|key| word.is(self.text, key))
    }

    fn names_subject(&self, clause: &[Word]) -> bool {
        clause
            .iter()
            .any(|word| words::is_capital(word.text(self.text)))
    }

    /// "Our work exploring the barriers": a form in -ing that no verb of the sentence carries.
    fn is_noun_form(&self, hit: &Hit, at: usize) -> bool {
        let cue = self.text.get(hit.range.clone()).unwrap_or_default();
        let first = cue.split(' ').next().unwrap_or_default();
        let carried = matches!(
            self.key_before(at).as_str(),
            "is" | "are"
                | "am"
                | "be"
                | "been"
                | "currently"
                | "also"
                | "now"
                | "actively"
                | "were"
                | "was"
        );
        first.ends_with("ing") && at > 0 && !carried
    }

    /// The words of the clause before a word, nearest clause only.
    fn clause(&self, at: usize) -> &[Word] {
        let before = self.words.get(..at).unwrap_or_default();
        let begins = before.iter().rposition(|word| {
            word.text(self.text).ends_with([',', ';', ':', '–', '—'])
                || matches!(word.key(self.text).as_str(), "and" | "but" | "that")
        });
        let clause = begins.and_then(|at| before.get(at + 1..)).unwrap_or(before);
        // "NHS X and the Board will": the clause is what holds words at all.
        if clause.is_empty() { before } else { clause }
    }

    fn supposed(&self, at: usize) -> bool {
        let before = self.words.get(..at).unwrap_or_default();
        let start = before
            .iter()
            .rposition(|word| word.text(self.text).ends_with([',', ';', ':']));
        let clause = before
            .get(start.map_or(0, |at| at + 1)..)
            .unwrap_or_default();
        // "If the trial goes well we would expect to": the main clause begins with "we".
        let main = self
            .words
            .first()
            .is_some_and(|first| first.is(self.text, "if"))
            && before.last().is_some_and(|word| self.is_any(word, SELF));
        !main && clause.iter().any(|word| self.is_any(word, SUPPOSING))
    }

    /// Who undertakes it: the name before the verb, at the beginning of its clause.
    fn subject(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause(at);
        if clause.iter().any(|word| self.is_any(word, SELF)) {
            return None;
        }
        let whole = self.words.get(..at).unwrap_or_default();
        [clause, whole].into_iter().find_map(|words| {
            let name = words::name_at(self.text, words)?;
            let words_in = self.text.get(name.clone())?;
            (words::looks_like_name(words_in) && is_body(words_in)).then_some(name)
        })
    }

    /// "This will improve", "The new guidance will ensure": things, not bodies.
    fn subject_is_thing(&self, at: usize) -> bool {
        self.subject(at).is_none()
    }

    fn index(&self, byte: usize) -> Option<usize> {
        self.words.iter().position(|word| word.end > byte)
    }

    fn key_before(&self, at: usize) -> String {
        at.checked_sub(1)
            .and_then(|at| self.words.get(at))
            .map(|word| word.key(self.text))
            .unwrap_or_default()
    }

    fn after(&self, byte: usize) -> Vec<String> {
        let words = self.words.iter().filter(|word| word.start >= byte);
        words.take(5).map(|word| word.key(self.text)).collect()
    }
}

/// Whether capital words name somebody who can act: an abbreviation, or a name of several words
/// that does not merely open its sentence.
pub(crate) fn is_body(name: &str) -> bool {
    let bare = words::without_article(name);
    let post = bare.split([' ', '-']).any(|word| POSTS.contains(&word));
    post || super::bodies::is_abbreviation(bare) || super::bodies::has_body_noun(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;

    fn check(sentence: &str, expected: Option<(Commitment, Option<&str>)>) {
        let cues = Cues::general();
        let found = undertaking(sentence, &cues.phrases.find(sentence));
        let found = found.map(|found| {
            (
                found.commitment,
                found.subject.map(|range| sentence.get(range).unwrap()),
            )
        });
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn promises_are_told_from_thoughts_deeds_and_effects() {
        use Commitment::{AlreadyDone, Conditional, Considering, Promise, UnderWay};
        check(
            "We will publish the plan by spring 2031.",
            Some((Promise, None)),
        );
        check(
            "The Harbour Board will publish it.",
            Some((Promise, Some("The Harbour Board"))),
        );
        check(
            "We plan to do so in 2031, subject to funding.",
            Some((Conditional, None)),
        );
        check("We will consider the findings.", Some((Considering, None)));
        check(
            "We are pleased to consider this as part of our work.",
            Some((Considering, None)),
        );
        check(
            "HBX is reviewing its moorings.",
            Some((UnderWay, Some("HBX"))),
        );
        check("We have published new guidance.", Some((AlreadyDone, None)));
        check(
            "The rules will be reviewed as part of this.",
            Some((Promise, None)),
        );
        check(
            "We met in March and are pleased to consider it.",
            Some((Considering, None)),
        );
        check("This builds on our work exploring the tides.", None);
        check("This is expected to continue.", Some((UnderWay, None)));
        check("We’ll list the lamps.", Some((Promise, None)));
        check(
            "The Pilot Board is to advise on it by May 2031.",
            Some((Promise, Some("The Pilot Board"))),
        );
        check("The aim of the Pilot Board is to advise.", None);
        check("This will improve safety.", None);
        check("Boards have plans which will include tides.", None);
        check("We ask how pilots will be told.", None);
        check("They fear they will lose work.", None);
        check("They will lose work by 31 May 2031.", None);
        check("They will be fitted by 31 May 2031.", Some((Promise, None)));
        check("Will you publish it?", None);
        check("We will not publish it.", None);
        check("The Board did not intend to publish it by May 2031.", None);
    }
}
