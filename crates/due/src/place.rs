//! Clues to the place that words come from, and so to its calendar.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::context::Calendar;

/// Every name with its place, by its first word: a text is gone through once for all of them.
static BY_FIRST_WORD: LazyLock<ByFirstWord> = LazyLock::new(|| {
    let mut all = ByFirstWord {
        names: HashMap::new(),
        lengths: [0; 256],
        seconds: [0; 256],
    };
    for place in Place::ALL {
        for name in place.names() {
            let first = name.get(..word_end(name)).unwrap_or_default();
            all.names.entry(first).or_default().push((name, place));
            let at = first.bytes().next().map_or(0, usize::from);
            if let (Some(lengths), Some(seconds)) =
                (all.lengths.get_mut(at), all.seconds.get_mut(at))
            {
                *lengths |= length(first);
                *seconds |= second(first);
            }
        }
    }
    all
});

struct ByFirstWord {
    names: HashMap<&'static str, Vec<(&'static str, Place)>>,
    /// For each first byte of a word a bit for every length and one for every second byte: nearly
    /// all words of a text are told apart by these, and not looked up.
    lengths: [u32; 256],
    seconds: [u32; 256],
}

impl ByFirstWord {
    /// The names that begin with a word of a text in small letters.
    fn names(&self, word: &str) -> &[(&'static str, Place)] {
        let at = word.bytes().next().map_or(0, usize::from);
        let may = |known: &[u32; 256], bit: u32| known.get(at).is_some_and(|all| all & bit != 0);
        if !may(&self.lengths, length(word)) || !may(&self.seconds, second(word)) {
            return &[];
        }
        self.names.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A bit for the length of a word, the last for all that are longer.
fn length(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// A bit for the second byte of a word.
fn second(word: &str) -> u32 {
    1 << (word.as_bytes().get(1).copied().unwrap_or_default() % 32)
}

/// Whose calendar a name speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Australia,
    NewZealand,
    UnitedKingdom,
    UnitedStates,
    /// A country, or a State of one, whose financial year is none of these.
    Elsewhere,
}

impl Place {
    const ALL: [Self; 5] = [
        Self::Australia,
        Self::NewZealand,
        Self::UnitedKingdom,
        Self::UnitedStates,
        Self::Elsewhere,
    ];

    /// Names that only this place has, lower case and sorted; each is looked for as whole words.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Australia => AUSTRALIA,
            Self::NewZealand => NEW_ZEALAND,
            Self::UnitedKingdom => UNITED_KINGDOM,
            Self::UnitedStates => UNITED_STATES,
            Self::Elsewhere => ELSEWHERE,
        }
    }

    fn calendar(self) -> Option<Calendar> {
        match self {
            Self::Australia => Some(Calendar::AUSTRALIA),
            Self::NewZealand => Some(Calendar::NEW_ZEALAND),
            Self::UnitedKingdom => Some(Calendar::UNITED_KINGDOM),
            Self::UnitedStates => Some(Calendar::UNITED_STATES),
            Self::Elsewhere => None,
        }
    }
}

const AUSTRALIA: &[&str] = &[
    "anao",
    "atsb",
    "australia",
    "australian",
    "canberra",
    "new south wales",
    "nsw",
    "queensland",
    "tasmania",
    "victorian government",
];
const NEW_ZEALAND: &[&str] = &[
    "accident compensation corporation",
    "aotearoa",
    "auckland",
    "canterbury regional council",
    "christchurch",
    "civil aviation authority of new zealand",
    "civil aviation rule",
    "civil aviation rules",
    "crown law office",
    "district harbourmaster",
    "dunedin",
    "fire and emergency nz",
    "kainga ora",
    "kiwirail",
    "kāinga ora",
    "land transport safety authority",
    "ltsa",
    "maritime new zealand",
    "maritime nz",
    "maritime rule",
    "maritime rules",
    "maritime safety authority",
    "milford sound",
    "ministry of business, innovation and employment",
    "māori",
    "new zealand",
    "nz",
    "nzta",
    "ontrack",
    "oranga tamariki",
    "queenstown",
    "regional harbourmaster",
    "taic",
    "taranaki",
    "te whatu ora",
    "transit new zealand",
    "transport accident investigation commission",
    "tranz rail",
    "waikato",
    "waka kotahi",
    "wellington regional council",
    "whaikaha",
    "worksafe nz",
];
const UNITED_KINGDOM: &[&str] = &[
    "aaib",
    "british",
    "defra",
    "dhsc",
    "dluhc",
    "england",
    "gov.uk",
    "his majesty's",
    "hm government",
    "hm treasury",
    "hmpps",
    "hse",
    "hssib",
    "london",
    "maib",
    "mhclg",
    "nhs",
    "northern ireland",
    "ofsted",
    "raib",
    "regulation 28",
    "scotland",
    "scottish",
    "senedd",
    "uk",
    "united kingdom",
    "wales",
    "welsh",
];
const UNITED_STATES: &[&str] = &[
    "concur",
    "concurred",
    "concurs",
    "gao",
    "government accountability office",
    "inspector general",
    "medicaid",
    "national transportation safety board",
    "nonconcur",
    "nonconcurred",
    "ntsb",
    "office of inspector general",
    "office of the inspector general",
    "oig",
    "u.s",
    "united states",
];
const ELSEWHERE: &[&str] = &[
    "canada",
    "canadian",
    "hong kong",
    "legislative auditor",
    "republic of ireland",
    "singapore",
    "south africa",
    "state auditor",
];

/// Bytes of text that are searched for names.
const SEARCHED_BYTES_MAX: usize = 100_000;
/// A place is named so many times as often as any other to be that of the document.
const TIMES_AS_OFTEN: usize = 2;

impl Calendar {
    /// The calendar that clear names in a text suggest; `None` where there are none, where they
    /// speak for several places, or for one whose financial year is not known.
    ///
    /// Only a suggestion: [`read`](crate::read) never applies it, the caller decides.
    #[must_use]
    pub fn suggested_by(text: &str) -> Option<Self> {
        let cut = text.floor_char_boundary(SEARCHED_BYTES_MAX);
        let lower = text.get(..cut)?.to_lowercase();
        let mut named: Vec<(usize, Place)> = Place::ALL.map(|place| (0, place)).into();
        let known = &*BY_FIRST_WORD;
        let mut at = 0;
        while let Some((start, rest)) = next_word(&lower, at) {
            let word = word_end(rest);
            let named_so = known.names(rest.get(..word).unwrap_or_default());
            // "New South Wales" names no Wales.
            let found = named_so
                .iter()
                .filter(|(name, _)| has_name(rest, name))
                .max_by_key(|(name, _)| name.len());
            at = start + found.map_or(word, |(name, _)| name.len());
            for (times, place) in &mut named {
                *times += usize::from(found.is_some_and(|(_, own)| own == place));
            }
        }
        named.sort_by_key(|&(times, _)| std::cmp::Reverse(times));
        let [(most, place), (next, _), ..] = *named.as_slice() else {
            return None;
        };
        let clear = most > 0 && most >= next * TIMES_AS_OFTEN;
        place.calendar().filter(|_| clear)
    }
}

/// Where the next word begins at or behind a place, and the text from there on.
fn next_word(text: &str, from: usize) -> Option<(usize, &str)> {
    let mut at = from;
    loop {
        let rest = text.as_bytes().get(at..)?;
        at += rest.iter().position(|byte| kind(*byte) != Kind::Other)?;
        let rest = text.get(at..)?;
        match wide(rest) {
            Some(letter) if !letter.is_alphanumeric() => at += letter.len_utf8(),
            _ => return Some((at, rest)),
        }
    }
}

/// Where the word ends with which a text begins.
fn word_end(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let end = rest.iter().position(|byte| kind(*byte) != Kind::Word);
        at += end.unwrap_or(rest.len());
        match text.get(at..).and_then(wide) {
            Some(letter) if letter.is_alphanumeric() => at += letter.len_utf8(),
            _ => return at,
        }
    }
}

/// The first letter of a text, where it is not ASCII: only these are decoded.
fn wide(text: &str) -> Option<char> {
    let first = text.bytes().next()?;
    (!first.is_ascii()).then(|| text.chars().next()).flatten()
}

/// What a byte is of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// A part of a letter that is not ASCII.
    Wide,
    Other,
}

fn kind(byte: u8) -> Kind {
    match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Kind::Word,
        0x80.. => Kind::Wide,
        _ => Kind::Other,
    }
}

/// Whether a text begins with a name and no letter goes on behind it.
fn has_name(text: &str, name: &str) -> bool {
    let behind = text.strip_prefix(name);
    behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_place_suggest_its_calendar() {
        for (text, calendar) in [
            ("The NZ rail rules", Some(Calendar::NEW_ZEALAND)),
            ("KiwiRail agreed.", Some(Calendar::NEW_ZEALAND)),
            ("(Waka Kotahi)", Some(Calendar::NEW_ZEALAND)),
            ("in Aotearoa New Zealand", Some(Calendar::NEW_ZEALAND)),
            ("NHS England", Some(Calendar::UNITED_KINGDOM)),
            ("the Welsh Government", Some(Calendar::UNITED_KINGDOM)),
            ("in New South Wales", Some(Calendar::AUSTRALIA)),
            ("the U.S. Coast Guard", Some(Calendar::UNITED_STATES)),
            ("claimed from Medicaid", Some(Calendar::UNITED_STATES)),
            ("the Canadian ports", None),
            ("a new zeal", None),
            ("nzx and nhsx", None),
            ("Network Rail", None),
        ] {
            assert_eq!(Calendar::suggested_by(text), calendar, "{text}");
        }
    }

    #[test]
    fn a_place_named_now_and_then_is_not_that_of_the_document() {
        let once = "The NHS and the Welsh Government learn from New Zealand.";
        assert_eq!(Calendar::suggested_by(once), Some(Calendar::UNITED_KINGDOM));
        let both = "The NHS and New Zealand learn from each other.";
        assert_eq!(Calendar::suggested_by(both), None);
        // A State's own year is not the federal one.
        let state = "The State Auditor looked at Medicaid.";
        assert_eq!(Calendar::suggested_by(state), None);
    }
}
