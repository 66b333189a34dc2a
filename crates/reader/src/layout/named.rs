//! Labels with something before or behind them: a number, the name of who asks, a place in a
//! report.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::is_title;
use super::markers::reference_before;
use super::numbers::whole_reference;
use super::roles::{Follows, Role, by_label, labelled_role, value};
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::{Block, BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::{dates, references, words};

/// "2a. PAC recommendation: The Board should …": the number stands in front of the label.
pub(super) fn numbered_label(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    let number = references::at_start(text)?;
    let rest = text.get(number.end..)?;
    let dotted = text.get(number.clone())?.contains('.');
    let behind = match rest.strip_prefix(['.', ')']) {
        Some(behind) => behind.trim_start(),
        None => rest.strip_prefix(' ').filter(|_| dotted)?,
    };
    let from = text.len() - behind.len();
    let beside = cues.labels.label(behind).is_some_and(|found| {
        let label = behind.get(..found.end).unwrap_or_default();
        found.label == Label::Aside && label.ends_with(':')
    });
    if beside {
        return Some(Role::Aside);
    }
    let named = named_end(behind).map(|end| (AskKind::SafetyRecommendation, end));
    let own = cues
        .labels
        .label(behind)
        .and_then(|found| match found.label {
            Label::Ask(kind) => Some((kind, found.end)),
            _ => None,
        });
    let (kind, end) = own.or(named)?;
    // "3.1 Recommendation 1": the first number is that of the section.
    let numbered = || {
        let rest = behind.get(end..)?.trim_start();
        let own = references::at_start(rest)?;
        let digits = rest.get(own)?.contains(|l: char| l.is_ascii_digit());
        (dotted && digits).then_some(())
    };
    if matches!(block.kind, BlockKind::Heading(_)) && numbered().is_some() {
        let inside = Block {
            range: block.range.start + from..block.range.end,
            ..block.clone()
        };
        return labelled_role(behind, &inside, cues);
    }
    let end = from + end;
    let rest = text.get(end..)?.trim_start();
    // "3.29 Recommendation. The Board should …"
    let stopped = rest.strip_prefix(". ").is_some_and(words::is_capital)
        || text.get(..end)?.ends_with('.') && words::is_capital(rest);
    let colon = text.get(..end)?.ends_with(':') || rest.starts_with(':') || stopped;
    let base = block.range.start;
    let given = value(text, end);
    (colon && !given.is_empty()).then(|| Role::AskHead {
        kind,
        label: base + from..base + end,
        reference: Some(base + number.start..base + number.end),
        rest: Some(base + given.start..base + given.end),
    })
}

/// "PAC recommendation: The Board should …", "Mid-Term Review recommendation 1. The Board …".
pub(super) fn named_label(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    let found = Found {
        label: Label::Ask(AskKind::SafetyRecommendation),
        end: named_end(text)?,
        body: None,
    };
    let rest = text.get(found.end..)?.trim_start();
    // "Inquiry recommendation 3 was …" may begin a sentence; "Mid-Term Review" is no first word.
    let named = text.get(..found.end)?.split(' ').count() > 2;
    // "Coroner's recommendation 1", "Board recommendation F24-01", and nothing else.
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let digits = rest.contains(|l: char| l.is_ascii_digit());
    let whole = heading && digits && whole_reference(rest).is_some();
    let numbered = whole || rest.starts_with(|l: char| l.is_ascii_digit());
    let named = named || whole;
    let follows = match rest.starts_with(':') {
        true => Follows::Colon,
        false if numbered && named => Follows::Words,
        false => return None,
    };
    by_label(&found, text, block, follows, cues)
}

/// Words in front of "recommendation" that name nobody.
const NO_NAMES: &[&str] = &[
    "accepting",
    "for",
    "from",
    "in",
    "on",
    "see",
    "the",
    "this",
    "under",
    "with",
];

/// Where the label ends that a short name and "recommendation" make.
fn named_end(text: &str) -> Option<usize> {
    /// "Public Accounts Committee" has three; more are a sentence.
    const NAME_WORDS_MAX: usize = 4;
    const LABEL: &str = " recommendation";
    let mut spaces = memchr::memchr_iter(b' ', text.as_bytes()).take(NAME_WORDS_MAX);
    let at = spaces.find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(LABEL)))?;
    let name = text.get(..at)?;
    let plain = !name.contains(|l: char| l.is_ascii_digit() || ",;:.()".contains(l));
    let capital = name.split(' ').all(words::is_capital);
    let plain = plain && capital && !NO_NAMES.contains(&name.to_lowercase().as_str());
    let whole = text.get(at + LABEL.len()..)?.starts_with([':', ' ']);
    (plain && whole && words::looks_like_name(name)).then_some(at + LABEL.len())
}

/// "12. The Board should light its piers. (Recommendation, Paragraph 34)": an ask that says behind
/// its words what it is.
pub(super) fn closing_label(source: &Source, block: &Block) -> Option<Role> {
    let text = source.words(&block.range);
    let closed = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let (ask, inside) = closed.rsplit_once('(')?;
    let within = inside;
    let inside = inside.to_lowercase();
    // "The Board should light its piers. (Recommendation 3)"
    let asks = || ask.contains(" should ") || ask.contains(" must ");
    let numbered = inside
        .strip_prefix("recommendation ")
        .is_some_and(|number| references::is_reference(number) && asks());
    if !inside.contains("paragraph") && !numbered {
        return None;
    }
    if inside.starts_with("conclusion") && !inside.contains("recommendation") {
        return Some(Role::Aside);
    }
    if !inside.starts_with("recommendation") {
        return None;
    }
    let before = reference_before(source, block);
    // "(Recommendation 4, Paragraph 34)"
    let inside = || {
        const LABEL: usize = "recommendation".len();
        let digits = within.get(LABEL..)?.trim_start();
        let number = digits.starts_with(|letter: char| letter.is_ascii_digit());
        let range = references::at_start(digits).filter(|_| number)?;
        let start = block.range.start + ask.len() + "(".len() + within.len() - digits.len();
        Some(start + range.start..start + range.end)
    };
    let (start, end) = (block.range.start, block.range.start + ask.trim_end().len());
    // "12. The Board should": no item, as in a paragraph in bold.
    let opening = || {
        let (number, rest) = ask.split_once(". ")?;
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let rest = start + ask.len() - rest.len();
        (digits && before.is_none()).then(|| (start..start + number.len(), rest))
    };
    let (opening, rest) = opening().map_or((None, start), |(number, rest)| (Some(number), rest));
    Some(Role::AskHead {
        kind: AskKind::SafetyRecommendation,
        label: start + ask.len()..block.range.end,
        reference: before.or_else(inside).or(opening),
        rest: Some(rest..end),
    })
}

/// "AO-2030-001 (011/30)", "AO-2030-001 011/30 The ask" and "008/27 (being done) – The ask": a
/// number that heads an ask.
pub(super) fn issued_head(
    text: &str,
    block: &Block,
    end: usize,
    reference: Range<usize>,
) -> Option<Role> {
    const FEWEST_WORDS: usize = 4;
    /// Without a dash a number may belong to a sentence; a long one that begins anew is an ask.
    const FEWEST_WORDS_UNPARTED: usize = 8;
    let base = block.range.start;
    let mut reference = reference;
    let mut behind = text.get(end..)?.trim();
    let first = behind.split_whitespace().next().unwrap_or_default();
    if references::is_issued(first) {
        let start = base + text.len() - text.get(end..)?.trim_start().len();
        reference = start..start + first.len();
        behind = behind.get(first.len()..)?.trim_start();
    }
    let (inside, after) = match behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        Some((inside, after)) => (Some(inside), after.trim_start()),
        None => (None, behind),
    };
    let head = |reference, rest| Role::AskHead {
        kind: AskKind::SafetyRecommendation,
        label: base..base + end,
        reference: Some(reference),
        rest,
    };
    if let Some(inside) = inside.filter(|inside| references::is_issued(inside))
        && after.is_empty()
    {
        let start = base + text.rfind(inside)?;
        return Some(head(start..start + inside.len(), None));
    }
    let rest = after.trim_start_matches([':', '–', '—', '-', ' ']);
    // "MO-2030-R1 Accepted – action in progress": the number, and a badge that says how it stands.
    const STATES: &[&str] = &[
        "Accepted",
        "Closed",
        "Open",
        "Partially accepted",
        "Rejected",
    ];
    let mut states = STATES.iter().filter_map(|state| rest.strip_prefix(*state));
    if states.any(|behind| behind.is_empty() || behind.starts_with(" –")) {
        return Some(head(reference, None));
    }
    // "AO-2030-001 Published: 3 May 2030": the number of the report.
    if rest
        .split(' ')
        .next()
        .is_some_and(|word| word.ends_with(':'))
    {
        return None;
    }
    let fewest = match rest.len() < after.len() {
        true => FEWEST_WORDS,
        false => FEWEST_WORDS_UNPARTED,
    };
    let long = words::all_words(rest).count() >= fewest && words::is_capital(rest);
    let end = base + text.trim_end().len();
    long.then(|| head(reference, Some(end - rest.trim_end().len()..end)))
}

/// "SR 2030-009" in a line of its own: letters and the number that the issuer gave.
pub(super) fn issued_line(text: &str) -> Option<Range<usize>> {
    /// "AAIU", "SR": short forms of an issuer or of a kind.
    const LETTERS_MAX: usize = 5;
    /// A year and a number behind it, each digit a byte; fewer are a type or a paragraph.
    const DIGIT_BYTES_MIN: usize = 5;
    let (letters, number) = text.trim().split_once(' ')?;
    let capitals =
        letters.len() <= LETTERS_MAX && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !capitals {
        return None;
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let parted = number.contains(['-', '/']);
    let only = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-/".contains(&byte));
    // "HC 2031-32" is a session, "ATR 72-600" a kind of aircraft.
    let given = parted
        && only
        && digits >= DIGIT_BYTES_MIN
        && references::is_issued(&format!("{letters}{number}"));
    let session = number
        .split(['-', '/'])
        .next_back()
        .is_some_and(|last| last.len() == 2);
    let start = text.len() - text.trim_start().len();
    (given && !session).then(|| start..start + text.trim().len())
}

/// "60-Day Agency Response", "Six-Month Response": a heading that says when one of several came.
pub(super) fn timed_response(text: &str, block: &Block) -> Option<Role> {
    /// "60-Day Agency Response" and a word or two; more are a sentence.
    const WORDS_MAX: usize = 5;
    const SPANS: &[&str] = &["day", "week", "month", "year"];
    if !matches!(block.kind, BlockKind::Heading(_)) {
        return None;
    }
    let mut words = text.split_whitespace();
    let first = words.next()?.to_lowercase();
    let timed = first
        .rsplit_once('-')
        .is_some_and(|(_, span)| SPANS.contains(&span));
    let short = text.split_whitespace().count() <= WORDS_MAX;
    let last = words
        .next_back()
        .is_some_and(|last| words::has_key(last, "response"));
    (timed && short && last).then_some(Role::Response {
        body: None,
        reference: None,
        rest: None,
    })
}

/// "The Harbour Office replied on 3 May 2031:", over its words.
pub(super) fn replied_line(text: &str, block: &Block) -> Option<Role> {
    const VERBS: &[&str] = &[
        " replied on ",
        " responded on ",
        " replied in ",
        " replied:",
        " responded:",
    ];
    /// A name, the verb and a day; more are a sentence.
    const WORDS_MAX: usize = 16;
    if !text.trim_end().ends_with(':') || !words::at_most(text, WORDS_MAX) {
        return None;
    }
    let verb = VERBS.iter().find_map(|verb| text.find(verb))?;
    let before = text.get(..verb)?;
    // "On 3 May 2031 the Harbour Office replied:"
    let from = dates::day(before).map_or(0, |(_, day)| day.end);
    let name = before.get(from..)?.trim_start_matches([',', ' ']);
    let article = ["the ", "The "].iter();
    let name = article.fold(name, |name, the| name.strip_prefix(*the).unwrap_or(name));
    let end = block.range.start + verb;
    (words::looks_like_name(name) && words::is_capital(name)).then(|| Role::Response {
        body: Some(end - name.len()..end),
        reference: None,
        rest: None,
    })
}

/// "Staff at night (concern 3)", over the answer to it: the number of what is answered closes the
/// heading.
pub(super) fn closing_answer(text: &str, block: &Block) -> Option<Role> {
    let line = matches!(block.kind, BlockKind::Heading(_)) || is_title(text);
    let inside = text.trim_end().strip_suffix(')')?;
    let at = inside.rfind('(')? + 1;
    let small = inside.get(at..)?.to_lowercase();
    let label = [
        "concern ",
        "matter of concern ",
        "matter ",
        "recommendation ",
    ]
    .iter()
    .find(|label| small.starts_with(**label))?;
    let behind = inside.get(at + label.len()..)?;
    let letter = || (behind.len() == 1 && behind.starts_with(char::is_alphabetic)).then_some(0..1);
    let number = whole_reference(behind).or_else(letter)?;
    let start = block.range.start + at + label.len();
    (line && at > 1 && small.len() <= label.len() + number.end).then(|| Role::Response {
        body: None,
        reference: Some(start + number.start..start + number.end),
        rest: None,
    })
}

/// "Tide Prison Response received: 28 February 2031": who answers and when, in one line over the
/// answers.
pub(super) fn closing_receipt(text: &str, block: &Block) -> Option<Role> {
    /// "Northern Islands Regional Detention Centre"
    const NAME_WORDS_MAX: usize = 8;
    let marks = [" Response received", " Reply received"];
    let at = marks
        .iter()
        .find_map(|mark| Some(text.place_of(mark)? + mark.len()))?;
    let behind = text.get(at..)?;
    let (date, place) = dates::day(behind)?;
    let named = words::at_most(text.get(..at)?, NAME_WORDS_MAX) && words::is_capital(text);
    let closes = behind
        .get(place.end..)?
        .trim_matches(['.', ' ', ')'])
        .is_empty();
    let start = block.range.start + at;
    (named && closes).then(|| Role::Received(date, start + place.start..start + place.end))
}

/// "What the Commission said in its report": what those said who ask, though it ends like the
/// label of an answer.
pub(super) fn asked_line(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    let said = text.starts_with("What ") && text.holds(" said");
    let line = said.then(|| composed_line(text, block, cues)).flatten();
    line.filter(|role| matches!(role, Role::AskHead { .. }))
}

/// "What the review recommended", in a line of its own over what that was.
pub(super) fn composed_line(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    if block.kind == BlockKind::Item {
        return None;
    }
    let found = cues.labels.composed(text)?;
    by_label(&found, text, block, Follows::Nothing, cues)
}
