//! What heads an ask: "Recommendation 3", with what may stand behind its number.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::is_title;
use super::numbers::{is_state, whole_reference};
use super::roles::{Follows, Role, value};
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::{Block, BlockKind, Source};
use crate::recognise::columns::asks;
use crate::recognise::{bodies, references, words};

/// The role of words that begin with the label of an ask.
pub(super) fn ask_head(
    kind: AskKind,
    found: &Found,
    text: &str,
    block: &Block,
    follows: Follows,
) -> Option<Role> {
    let base = block.range.start;
    let label = base..base + found.end;
    let place = |range: Range<usize>| base + range.start..base + range.end;
    let head = |reference: Option<Range<usize>>, rest: Option<Range<usize>>| Role::AskHead {
        kind,
        label: label.clone(),
        reference,
        rest,
    };
    if follows == Follows::Nothing {
        return Some(head(None, None));
    }
    let rest = value(text, found.end);
    let given = text.get(rest.clone())?;
    let number = references::at_start(given)
        .or_else(|| references::letters_in_brackets(given))
        .or_else(|| behind_code(given));
    let Some(reference) = number else {
        return (follows == Follows::Colon).then(|| head(None, Some(place(rest))));
    };
    let reference = rest.start + reference.start..rest.start + reference.end;
    let behind = text.get(reference.end..)?;
    // A line of a table of contents ends in its page.
    if behind.contains("....") {
        return None;
    }
    let noted = note_end(behind);
    // "Recommendation (Sl. No. 4, Para No. 2.9)": where in the report it stands.
    let noted = match given.starts_with('(') && behind.trim_end().ends_with(')') {
        true => behind.len(),
        false if is_other_number(behind) => behind.len(),
        false => noted,
    };
    let behind = behind.get(noted..)?;
    let inside = behind.trim_start_matches(|l: char| l.is_whitespace() || ":.–—-)]|,".contains(l));
    // "Recommendation 3 was accepted" is a sentence about it.
    let single = text
        .get(reference.clone())?
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic());
    let parted = behind
        .trim_start()
        .starts_with([':', '.', '–', '—', '-', ')', ']', '|']);
    // "A Harbour Board should be set up": an article, and no number.
    let sentence = !words::is_capital(inside) || single;
    if !inside.is_empty() && !parted && sentence {
        // In a column of asks it is one: "A lamp should burn", "2 boats should".
        return (found.end == 0).then(|| head(None, Some(place(rest))));
    }
    // "Recommendation 9 (accepted in full by Ann)": what became of it, not its words.
    let told = inside.len() < behind.len()
        && behind.trim_start_matches([' ', ')']).starts_with('(')
        && !words::is_capital(inside.trim_start_matches('('));
    let start = text.len() - inside.len();
    let given = (!inside.is_empty() && !told).then(|| place(start..text.trim_end().len()));
    Some(head(Some(place(reference)), given))
}

/// "25-A-011.01", behind "Recommendation 1": the number that the ask has beyond its report.
fn is_other_number(behind: &str) -> bool {
    let word = behind.trim();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let small = word.contains(|letter: char| letter.is_whitespace() || letter.is_lowercase());
    digits > 1 && !small && word.contains('-') && behind.starts_with(' ')
}

/// The "2031/03T" of "SEA No. 2031/03T": whose numbers they are stands before.
fn behind_code(given: &str) -> Option<Range<usize>> {
    let (code, number) = given.split_once(" No. ")?;
    let reference = references::at_start(number)?;
    let start = given.len() - number.len();
    bodies::is_abbreviation(code).then_some(start + reference.start..start + reference.end)
}

/// Where the notes end that stand behind the number of an ask: whom it is to, the paragraph of the
/// report in brackets, a word for how it stands ("Recommendation 3 to the Board (page 14) Open").
fn note_end(behind: &str) -> usize {
    let mut end = addressed(behind).map_or(0, |name| name.end);
    if let Some(bracket) = bracketed(behind.get(end..).unwrap_or_default()) {
        end += bracket;
    }
    let state = behind.get(end..).unwrap_or_default();
    if is_state(state) || is_closed(state) {
        behind.len()
    } else {
        end
    }
}

/// Whom the words behind a number name: "to the Board", "for NHS Tides", "(to the Board)", and
/// nothing else but a bracket or a word for how it stands.
pub(super) fn addressed(behind: &str) -> Option<Range<usize>> {
    let inside = behind.trim_start_matches([' ', '–', '—', '-', ':']);
    let noted = inside
        .strip_prefix('(')
        .filter(|note| note.trim_end().ends_with(')'));
    let inside = noted.unwrap_or(inside);
    let name = ["to ", "To ", "for ", "For "]
        .iter()
        .find_map(|word| inside.strip_prefix(word))?;
    let mut end = name.find(['(', '[', ')']).unwrap_or(name.len());
    if let Some((before, last)) = name.get(..end)?.trim_end().rsplit_once(' ')
        && is_state(last)
    {
        end = before.len();
    }
    end = before_state(name.get(..end)?);
    let bare = name.get(..end)?.trim_end_matches([' ', ':', '.']);
    let named = words::looks_like_name(bare) && is_title(bare);
    let start = behind.len() - name.len();
    named.then(|| start..start + bare.len())
}

/// "Closed and Implemented", "Closed - Not Implemented": how an ask ended, in several words.
fn is_closed(state: &str) -> bool {
    let mut all = words::all_words(state).map(|word| words::trimmed(word.text(state)));
    let first = all
        .next()
        .is_some_and(|word| matches!(word, "Closed" | "Open"));
    first
        && all.all(|word| {
            word.is_empty()
                || matches!(word, "and" | "Not" | "not")
                || word.ends_with("mplemented")
                || is_state(word)
        })
}

/// Where a name ends behind which a state stands: "Pier Agency - Open Unimplemented".
fn before_state(name: &str) -> usize {
    const STATES: &[&str] = &["Closed", "Open"];
    let state = |word: &words::Word| {
        let own = words::trimmed(word.text(name));
        own.ends_with("mplemented") || is_state(own)
    };
    let all: Vec<words::Word> = words::all_words(name).collect();
    let first = all
        .iter()
        .position(|word| STATES.contains(&word.text(name)));
    let behind = first.and_then(|at| all.get(at..));
    let told = behind.is_some_and(|words| words.iter().all(state));
    let start = first.and_then(|at| all.get(at)).filter(|_| told);
    let before = name.get(..start.map_or(name.len(), |word| word.start));
    before.map_or(name.len(), |name| {
        name.trim_end_matches([' ', '-', '–', '—', ':']).len()
    })
}

/// How long a note in brackets is, if such a note comes next: "(paragraph 9.14)", "[page 3]".
fn bracketed(behind: &str) -> Option<usize> {
    let inside = behind.trim_start();
    let close = match inside.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = inside.find(close)?;
    let note = inside.get(1..end)?;
    let after = inside.get(end + 1..)?.trim_start_matches([' ', ':', '.']);
    // "(a) Light the pier" is a part, and "(the lamps) was accepted" a sentence.
    let whole = after.is_empty() || words::is_capital(after);
    let long = note.chars().count() > 2 && is_title(note);
    (whole && long).then(|| behind.len() - inside.len() + end + 1)
}

/// "6 (4 open, 2 closed)": how many asks there are.
pub(super) fn is_count(text: &str) -> bool {
    let bracket = text.trim_end().strip_suffix(')');
    let Some((number, states)) = bracket.and_then(|text| text.split_once(" (")) else {
        return false;
    };
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits && states.split([' ', ',']).any(is_state)
}

/// "For the Harbour Board:", "To Tide Lights Inc.:", over what it is to do or over the concerns
/// that are for it.
pub(super) fn for_line(text: &str, block: &Block) -> Option<Role> {
    let line = text.trim_end().strip_suffix(':')?;
    let (opening, name) = ["For ", "To "]
        .iter()
        .find_map(|opening| Some((opening, line.strip_prefix(*opening)?)))?;
    let body = bodies::has_body_noun(name) || bodies::is_company(name);
    let bare = name.trim_end_matches('.');
    let named = is_title(bare) && words::looks_like_name(bare) && body;
    let start = block.range.start + opening.len();
    named.then(|| Role::Addressee(start..start + name.len()))
}

/// Whom an ask opens with before it says what to do: "TO THE HARBOUR BOARD: Light the pier." (With
/// "To the Board: that it light the pier" the name is a part of what is asked.)
pub(super) fn addressed_first(words: &str) -> Option<Range<usize>> {
    const OPENING: &str = "TO ";
    let behind = words.strip_prefix(OPENING)?;
    let name = behind.get(..behind.find(": ")?)?;
    let named = words::looks_like_name(name) && is_title(name);
    let bare = name.strip_prefix("THE ").unwrap_or(name);
    let end = OPENING.len() + name.len();
    named.then_some(end - bare.len()..end)
}

/// "Jury recommendations", "Recommendations to the Board": a heading over a list of asks. One that
/// speaks of others ("Progress with recommendations") is none.
pub(super) fn list_heading(text: &str, block: &Block) -> Option<Role> {
    /// "Conclusions and recommendations"; more words tell of something.
    const BEFORE_WORDS_MAX: usize = 3;
    const JOINTS: &[&str] = &["to", "for", "addressed", "assigned", "made"];
    const OTHERS: &[&str] = &[
        "closed",
        "earlier",
        "implemented",
        "open",
        "other",
        "outstanding",
        "past",
        "previous",
        "prior",
        "related",
        "these",
        "withdrawn",
    ];
    if !matches!(block.kind, BlockKind::Heading(_)) || !is_title(text) {
        return None;
    }
    let keys: Vec<String> = words::first_words(text)
        .iter()
        .map(|word| word.key(text))
        .collect();
    let (first, last) = (keys.first()?, keys.last()?);
    let to = first == "recommendations"
        && keys
            .get(1)
            .is_some_and(|joint| JOINTS.contains(&joint.as_str()));
    let before = keys.get(..keys.len() - 1)?;
    let plain = |key: &String| {
        let joins = matches!(key.as_str(), "of" | "on" | "to" | "for" | "with" | "from");
        !joins && !OTHERS.contains(&key.as_str())
    };
    let named = last == "recommendations"
        && (1..=BEFORE_WORDS_MAX).contains(&before.len())
        && before.iter().all(plain);
    (to || named).then_some(Role::AskList)
}

/// "K1 | The Board should light the pier": a row of a form whose heading is the number of the ask,
/// with or without the label of an ask before it.
pub(super) fn pair_head(source: &Source, block: &Block, cues: &Cues) -> Option<Role> {
    let heading = block.label.clone()?;
    let between = source.text.get(heading.end..block.range.start)?;
    let words = source.words(&heading);
    let own = cues.labels.label(words);
    let labelled = own.filter(|found| matches!(found.label, Label::Ask(_)));
    let from = labelled.as_ref().map_or(0, |found| found.end);
    let number = whole_reference(without_place(words.get(from..)?))?;
    let digits = words.get(from..)?.contains(|l: char| l.is_ascii_digit());
    let told = labelled.is_some() || asks(source.words(&block.range), cues);
    let to_do = || is_to_do(source.words(&block.range), cues);
    let kind = match labelled.map(|found| found.label) {
        Some(Label::Ask(kind)) => kind,
        _ => AskKind::SafetyRecommendation,
    };
    let head = between.trim().is_empty() && digits && (told || to_do());
    head.then(|| Role::AskHead {
        kind,
        label: heading.clone(),
        reference: Some(heading.start + from + number.start..heading.start + from + number.end),
        rest: Some(block.range.clone()),
    })
}

/// "1" of "1 Paragraph 2.21": a number without where in the report it stands.
fn without_place(number: &str) -> &str {
    let places = [" Paragraph ", " paragraph ", " Para ", " para "];
    let place = places.iter().find_map(|place| number.find(place));
    place.and_then(|at| number.get(..at)).unwrap_or(number)
}

/// "The Board to light the pier": how minutes say what somebody should do.
pub(super) fn is_to_do(text: &str, cues: &Cues) -> bool {
    /// A name has at most so many words.
    const NAME_WORDS_MAX: usize = 8;
    let mut before = text.split_whitespace();
    let at = before.by_ref().position(|word| word == "to");
    let verb = before.next().unwrap_or_default();
    at.is_some_and(|at| (1..=NAME_WORDS_MAX).contains(&at))
        && words::looks_like_name(text)
        && cues.labels.is_ask_verb(verb)
}

/// A heading that the ask below it repeats before its "should" names who is asked, whatever its
/// words look like: "Turas na nOileán", and "Turas na nOileán should count".
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    /// The label of the ask may stand between.
    const BLOCKS_BELOW: usize = 2;
    let words = |at: usize| source.block_words(at).trim();
    let asked = |at: usize| {
        let name = words(at);
        let below = (at + 1..=at + BLOCKS_BELOW).filter_map(|at| words(at).strip_prefix(name));
        let mut told = below.map(|behind| behind.split(' ').nth(1));
        !name.is_empty() && told.any(|verb| matches!(verb, Some("should" | "must")))
    };
    for at in 0..roles.len() {
        let heading = source.blocks.get(at).map(|block| block.kind);
        let plain = matches!(roles.get(at), Some(Role::Heading(_)));
        if plain
            && matches!(heading, Some(BlockKind::Heading(_)))
            && asked(at)
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::Name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_behind_a_name_is_no_part_of_it() {
        let name = |words: &str| addressed(words).map(|range| words.get(range).unwrap().to_owned());
        assert_eq!(name(" to CTH - Open Unimplemented"), Some("CTH".into()));
        assert_eq!(name(" to Pier Agency Closed"), Some("Pier Agency".into()));
        assert_eq!(
            name(" to the Open Water Board"),
            Some("the Open Water Board".into())
        );
    }

    #[test]
    fn notes_behind_a_number_are_told_from_sentences() {
        for (behind, rest) in [
            (" (paragraph 9.14)", ""),
            (" (paragraph 9.14): The Board", ": The Board"),
            (" [page 3] The Board", " The Board"),
            (" to the Board Closed", ""),
            (" to NHS Tides (page 4)", ""),
            (" (the lamps) was accepted", " (the lamps) was accepted"),
            (" (a) Light it", " (a) Light it"),
            (" to light piers", " to light piers"),
            (": The Board", ": The Board"),
        ] {
            assert_eq!(behind.get(note_end(behind)..), Some(rest), "{behind}");
        }
        let behind = " to the Tide Board (page 4) Open";
        let name = addressed(behind).unwrap();
        assert_eq!(behind.get(name), Some("the Tide Board"));
    }

    #[test]
    fn minutes_say_who_is_to_do_what() {
        let cues = Cues::general();
        assert!(is_to_do("Harbour Board to review its lamps.", &cues));
        assert!(!is_to_do("A visit to the pier.", &cues));
    }
}
