//! A short title of an ask: its own words, without what every such ask says first.

/// Titles are cut at this many characters, so that a heading stays within two lines of a phone.
const TITLE_CHARACTERS_MAX: usize = 90;

/// What an ask may open with before it says what is asked.
const OPENINGS: [&str; 5] = [
    " recommends that ",
    " recommend that ",
    " recommended that ",
    " recommends to ",
    " recommends ",
];

/// What only the sentences hold that stand before what is asked, in small letters. Coroners of
/// England and Wales begin every report with the same words (Form 1 of the Coroners
/// (Investigations) Regulations 2013): as titles they tell nothing apart.
const PREFACES: [&str; 9] = [
    "giving rise to concern",
    "future deaths will occur unless action",
    "future deaths could occur unless action",
    "my statutory duty to report to you",
    "in the circumstances it is",
    "matters of concern are as follows",
    "matters of concern as follows",
    "matter of concern is",
    "brief summary of matters of concern",
];

/// What stands before a list of what was heard, in small letters, where a colon ends it.
const HEARD: [&str; 6] = [
    "evidence was heard",
    "evidence showed",
    "evidence revealed",
    "i found",
    "i heard",
    "evidence heard",
];

/// A sentence of fewer letters is the number of a list.
const SENTENCE_LETTERS_MIN: usize = 3;

/// Words that a name may hold in small letters.
const IN_NAMES: [&str; 6] = ["and", "for", "in", "of", "on", "the"];

/// The first sentence that says something of this ask; the very first where none does.
fn telling<'t, 'a>(text: &'t str, addressees: impl Iterator<Item = &'a str> + Clone) -> &'t str {
    let lines = || text.lines().map(str::trim);
    let told = lines().find_map(|line| {
        let mut all = sentences(line).map(|one| without_mark(one.trim()));
        let tells =
            |one: &&str| tells(one) && !(is_label(one) || is_named(one, addressees.clone()));
        all.find(tells)
    });
    let first = || lines().find_map(|line| sentences(line).next());
    let found = told.or_else(first).unwrap_or(text);
    found.trim_end_matches(['.', ';'])
}

/// The sentences of a line; no full stop of an initial ends one, and no three points.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let is_end = |at: &usize| {
        let before = line.get(..*at).unwrap_or_default();
        let last = before.rsplit([' ', '.', '(']).next().unwrap_or_default();
        let initial = before.len() > last.len() && last.chars().count() < 2;
        // "(a) Fit bells. (b) Ring them.": only letters are initials.
        !(initial && last.chars().all(char::is_alphabetic))
    };
    let ends: Vec<usize> = line
        .match_indices(". ")
        .map(|(at, _)| at)
        .filter(is_end)
        .collect();
    let starts = std::iter::once(0).chain(ends.clone().into_iter().map(|at| at + 2));
    let ends = ends.into_iter().chain([line.len()]);
    starts.zip(ends).filter_map(|(from, to)| line.get(from..to))
}

fn tells(sentence: &str) -> bool {
    let small = sentence.to_lowercase();
    let letters = small.chars().filter(|c| c.is_alphabetic()).count();
    let has = |all: &[&str]| all.iter().any(|words| small.contains(words));
    let opens = small.trim_end_matches(['-', '–', ' ']).ends_with(':') || small.ends_with("that");
    letters >= SENTENCE_LETTERS_MIN && !has(&PREFACES) && !(opens && has(&HEARD))
}

/// "Part 1", "Concern 2": a word and its number.
fn is_label(line: &str) -> bool {
    let parts = line.split_once(' ');
    parts.is_some_and(|(_, number)| {
        let number = number.trim_end_matches([':', '.']);
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// "NHS England", "For the Tide Hospital": a line that is a name, of whom what follows is for.
fn is_named<'a>(line: &str, mut addressees: impl Iterator<Item = &'a str>) -> bool {
    let bare = line.strip_prefix("For ").unwrap_or(line);
    let bare = without_the(bare.trim_end_matches(':'));
    let capital = |word: &str| {
        let first = word.trim_start_matches(['(', '"', '“', '‘']).chars().next();
        first.is_some_and(|first| !first.is_lowercase()) || IN_NAMES.contains(&word)
    };
    let closed = line.ends_with(['.', ';']);
    let several = bare.contains(' ');
    let asked = addressees.any(|name| without_the(name) == bare);
    asked || several && !closed && bare.split(' ').all(capital)
}

/// A sentence without the mark of a list before it: "(1)", "a)", "•", "4.2".
fn without_mark(sentence: &str) -> &str {
    let Some((mark, rest)) = sentence.split_once(char::is_whitespace) else {
        return sentence;
    };
    let is_sign = |c: char| c.is_ascii_punctuation() || matches!(c, '•' | '–' | '—');
    let bare = mark.trim_matches(is_sign);
    let is_signed = bare.len() < mark.len() && mark.ends_with(is_sign);
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    // "4.2" is a section; "4" may be how many.
    let is_section = mark.contains('.') && bare.split('.').all(is_number);
    let is_roman = (1..=5).contains(&bare.len()) && bare.chars().all(|c| "ivxIVX".contains(c));
    let is_letter = is_roman || bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic());
    let is_mark = is_section || (is_signed && (is_number(bare) || is_letter));
    if is_mark { rest.trim_start() } else { sentence }
}

/// The ask's own words without their opening and the addressees, cut at a word.
pub(crate) fn of<'a>(text: &str, addressees: impl Iterator<Item = &'a str> + Clone) -> String {
    let sentence = telling(text, addressees.clone());
    let asked = OPENINGS
        .iter()
        .find_map(|opening| Some(sentence.split_once(opening)?.1));
    let body = without_the(asked.unwrap_or(sentence).trim());
    let mut bare = body;
    for name in addressees {
        let rest = bare
            .strip_prefix(without_the(name))
            .and_then(|rest| rest.strip_prefix(' '));
        // "Board and others rest" and "Board, working with others, rests" need the name.
        bare = rest
            .filter(|rest| !rest.starts_with("and "))
            .unwrap_or(bare);
    }
    bare = bare.strip_prefix("should ").unwrap_or(bare);
    cut(&capitalised(bare))
}

fn without_the(name: &str) -> &str {
    name.strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name)
}

fn cut(title: &str) -> String {
    if title.chars().count() <= TITLE_CHARACTERS_MAX {
        return title.to_owned();
    }
    let cut: String = title.chars().take(TITLE_CHARACTERS_MAX).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':']))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters
        .next()
        .map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::of;

    fn check(text: &str, addressee: &str, expected: &str) {
        assert_eq!(of(text, [addressee].into_iter()), expected);
    }

    #[test]
    fn a_title_is_the_ask_without_its_opening() {
        let text = "WPB recommends that the Ministry of Wards reviews its rota. This is to rest.";
        check(text, "Ministry of Wards", "Reviews its rota");
        check(text, "Somebody Else", "Ministry of Wards reviews its rota");
        check(
            "On 7 May 2021 the Commission recommended that the Board review its rota.",
            "Board",
            "Review its rota",
        );
        check("It is recommended that the Board rest.", "Board", "Rest");
        check("Fit detectors.", "the Board", "Fit detectors");
        check("The Board should fit them.", "Board", "Fit them");
        check(
            "The Board and others should rest.",
            "Board",
            "Board and others should rest",
        );
        check(
            "It is recommended that the Board, with others, rests.",
            "the Board",
            "Board, with others, rests",
        );
        check("", "the Board", "");
    }

    #[test]
    fn a_title_leaves_out_what_every_report_says_first_and_marks_of_lists() {
        let preface = "During the inquest the evidence revealed matters giving rise to concern. \
                       In my opinion there is a risk that future deaths will occur unless action \
                       is taken.";
        let told = format!("{preface}\nThe MATTERS OF CONCERN are as follows.\n1. Bells are low.");
        check(&told, "the Board", "Bells are low");
        let expected = "During the inquest the evidence revealed matters giving rise to concern";
        check(preface, "the Board", expected);
        check("(1) The bell was low.", "the Board", "Bell was low");
        check("(a) Fit bells. (b) Ring them.", "the Board", "Fit bells");
        check("• Fit bells.", "the Board", "Fit bells");
        check("4.2 Bells were low.", "the Board", "Bells were low");
        check("4 bells were low.", "the Board", "4 bells were low");
        check("A bell was low.", "the Board", "A bell was low");
        check("(ii) Fit bells.", "the Board", "Fit bells");
    }

    #[test]
    fn a_title_is_no_heading_over_what_is_asked() {
        for heading in [
            "a. Tide Service",
            "Part 1",
            "For the Quay Hospital",
            "TIDE COUNTY COUNCIL",
            "During the inquest evidence was heard that:",
            "1. I found that:",
            "In the circumstances it is\nmy statutory duty to report to you.",
        ] {
            let text = format!("{heading}\n1. The bell was low.");
            check(&text, "the Board", "Bell was low");
        }
        check("Tide Service", "the Board", "Tide Service");
        check(
            "Night-time training\nDrivers were not trained.",
            "the Board",
            "Night-time training",
        );
    }

    #[test]
    fn initials_and_three_points_end_no_title() {
        check(
            "Require Tide S.A. to mend it. It broke.",
            "the Board",
            "Require Tide S.A. to mend it",
        );
        check(
            "Liaise with Tide to ... mend it.",
            "the Board",
            "Liaise with Tide to ... mend it",
        );
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = of(&"word ".repeat(60), std::iter::empty());
        assert!(
            long.ends_with("word…") && long.chars().count() <= 91,
            "{long}"
        );
    }
}
