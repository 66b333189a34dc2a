//! Clues to the place that words come from, and so to its calendar.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::context::Calendar;

/// Every name with its place, by the mark of its first word: a text is gone through once for all of
/// them.
static BY_MARK: LazyLock<ByMark> = LazyLock::new(|| {
    let mut all = ByMark {
        names: HashMap::new(),
        marks: [0; MARKS / 64],
    };
    for place in Place::ALL {
        for name in place.names() {
            let mark = mark(name.as_bytes());
            all.names.entry(mark).or_default().push((name, place));
            if let Some(bits) = all.marks.get_mut(mark / 64) {
                *bits |= 1 << (mark % 64);
            }
        }
    }
    all
});

struct ByMark {
    names: HashMap<usize, Vec<(&'static str, Place)>>,
    /// A bit for the mark of every first word: nearly all words of a text are told apart by these,
    /// and not looked up.
    marks: [u64; MARKS / 64],
}

impl ByMark {
    /// Whether a name may begin with the word with which a text begins: nearly no other passes.
    fn may_begin(&self, text: &[u8]) -> bool {
        let mark = mark(text);
        let bits = self.marks.get(mark / 64).copied().unwrap_or_default();
        bits & (1 << (mark % 64)) != 0
    }

    /// The names whose first word has the mark of that with which a text begins.
    fn names(&self, text: &[u8]) -> &[(&'static str, Place)] {
        self.names.get(&mark(text)).map_or(&[], Vec::as_slice)
    }
}

/// How many marks words can have: five bits of each of three letters.
const MARKS: usize = 1 << 15;

/// What tells most words apart, the same for small letters and capitals: the first three letters
/// and digits of the word with which a text begins, up to the first that is not ASCII.
fn mark(text: &[u8]) -> usize {
    let letter = |byte: &u8, shift: usize| match kind(*byte) {
        Kind::Word => Some(usize::from(byte % 32) << shift),
        Kind::Wide | Kind::Other => None,
    };
    let [first, behind @ ..] = text else { return 0 };
    let Some(mark) = letter(first, 10) else {
        return 0;
    };
    match behind {
        [second, third, ..] => match letter(second, 5) {
            Some(second) => mark | second | letter(third, 0).unwrap_or(0),
            None => mark,
        },
        [second] => mark | letter(second, 5).unwrap_or(0),
        [] => mark,
    }
}

/// Whose calendar a name speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Australia,
    /// Canada, India and Singapore: as in the United Kingdom, without its Parliament.
    Commonwealth,
    /// Ireland and Ghana: calendar years.
    Ireland,
    /// July to June, as in Australia; its seasons are hardly ever named.
    Kenya,
    NewZealand,
    /// South Africa and Namibia.
    SouthAfrica,
    /// A State of the United States by its own year, which is not the federal one.
    State,
    UnitedKingdom,
    UnitedStates,
    /// A country, or a State of one, whose financial year is none of these.
    Elsewhere,
}

impl Place {
    const ALL: [Self; 10] = [
        Self::Australia,
        Self::Commonwealth,
        Self::Ireland,
        Self::Kenya,
        Self::NewZealand,
        Self::SouthAfrica,
        Self::State,
        Self::UnitedKingdom,
        Self::UnitedStates,
        Self::Elsewhere,
    ];

    /// Names that only this place has, lower case and sorted; each is looked for as whole words. Of
    /// the languages of pages ("en-nz") those that are no program's own setting.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Australia => AUSTRALIA,
            Self::Commonwealth => COMMONWEALTH,
            Self::Ireland => IRELAND,
            Self::Kenya => KENYA,
            Self::NewZealand => NEW_ZEALAND,
            Self::SouthAfrica => SOUTH_AFRICA,
            Self::State => STATE,
            Self::UnitedKingdom => UNITED_KINGDOM,
            Self::UnitedStates => UNITED_STATES,
            Self::Elsewhere => ELSEWHERE,
        }
    }

    fn calendar(self) -> Option<Calendar> {
        match self {
            Self::Australia | Self::Kenya => Some(Calendar::AUSTRALIA),
            Self::Commonwealth => Some(Calendar::CANADA),
            Self::Ireland => Some(Calendar::IRELAND),
            Self::NewZealand => Some(Calendar::NEW_ZEALAND),
            Self::SouthAfrica => Some(Calendar::SOUTH_AFRICA),
            Self::State => Some(Calendar::STATE_OF_UNITED_STATES),
            Self::UnitedKingdom => Some(Calendar::UNITED_KINGDOM),
            Self::UnitedStates => Some(Calendar::UNITED_STATES),
            Self::Elsewhere => None,
        }
    }
}

const AUSTRALIA: &[&str] = &[
    "aboriginal",
    "adelaide",
    "anao",
    "atsb",
    "australia",
    "australian",
    "ballarat",
    "bendigo",
    "brisbane",
    "canberra",
    "darwin",
    "en-au",
    "geelong",
    "gippsland",
    "gov.au",
    "hobart",
    "launceston",
    "melbourne",
    "new south wales",
    "northern territory",
    "nsw",
    "perth",
    "queensland",
    "shire council",
    "south australia",
    "south australian",
    "sydney",
    "tafe",
    "tasmania",
    "tasmanian",
    "torres strait",
    "victoria",
    "victorian government",
    "western australia",
    "wimmera",
    "worksafe victoria",
];
const COMMONWEALTH: &[&str] = &[
    "alberta",
    "british columbia",
    "canada",
    "canada.ca",
    "canadian",
    "crore",
    "delhi",
    "en-ca",
    "first nation",
    "first nations",
    "gc.ca",
    "gov.in",
    "hong kong",
    "india",
    "indian",
    "kerala",
    "lakh",
    "lok sabha",
    "maharashtra",
    "manitoba",
    "mumbai",
    "new brunswick",
    "newfoundland",
    "nova scotia",
    "ontario",
    "ottawa",
    "public safety canada",
    "quebec",
    "québec",
    "rajya sabha",
    "saskatchewan",
    "singapore",
    "transport canada",
];
const IRELAND: &[&str] = &[
    "dublin",
    "dáil",
    "en-ie",
    "gaeltacht",
    "garda",
    "garda síochána",
    "ghana",
    "ghanaian",
    "gov.ie",
    "hiqa",
    "ireland",
    "irish",
    "oireachtas",
    "republic of ireland",
    "taoiseach",
    "tusla",
    "tánaiste",
];
const KENYA: &[&str] = &["go.ke", "kenya", "kenyan", "mombasa", "nairobi"];
const SOUTH_AFRICA: &[&str] = &[
    "cape town",
    "en-za",
    "gauteng",
    "gov.za",
    "johannesburg",
    "kwazulu-natal",
    "namibia",
    "namibian",
    "pretoria",
    "south africa",
    "south african",
    "western cape",
];
const STATE: &[&str] = &["legislative auditor", "state auditor"];
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
    "en-nz",
    "fire and emergency nz",
    "govt.nz",
    "hapū",
    "hauora",
    "health nz",
    "iwi",
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
    "otago",
    "queenstown",
    "regional harbourmaster",
    "taic",
    "tamariki",
    "taranaki",
    "te reo",
    "te whatu ora",
    "transit new zealand",
    "transport accident investigation commission",
    "tranz rail",
    "waikato",
    "waka kotahi",
    "wellington",
    "wellington regional council",
    "whaikaha",
    "whānau",
    "worksafe nz",
];
const UNITED_KINGDOM: &[&str] = &[
    "aaib",
    "british",
    "cardiff",
    "cqc",
    "defra",
    "dhsc",
    "dluhc",
    "edinburgh",
    "england",
    "glasgow",
    "gov.uk",
    "his majesty's",
    "his majesty’s",
    "hm government",
    "hm treasury",
    "hmicfrs",
    "hmics",
    "hmpps",
    "hse",
    "hssib",
    "leeds",
    "liverpool",
    "london",
    "maib",
    "manchester",
    "mhclg",
    "nhs",
    "northern ireland",
    "ofgem",
    "ofsted",
    "ofwat",
    "raib",
    "regulation 28",
    "scotland",
    "scottish",
    "senedd",
    "stormont",
    "uk",
    "united kingdom",
    "wales",
    "welsh",
    "westminster",
];
const UNITED_STATES: &[&str] = &[
    "alabama",
    "alaska",
    "american indian",
    "american indians",
    "arizona",
    "arkansas",
    "bureau of indian affairs",
    "california",
    "colorado",
    "concur",
    "concurred",
    "concurs",
    "congress",
    "congressional",
    "connecticut",
    "delaware",
    "federal register",
    "florida",
    "gao",
    "government accountability office",
    "hawaii",
    "idaho",
    "illinois",
    "indian affairs",
    "indian country",
    "indian health",
    "indian self-determination",
    "indian tribe",
    "indian tribes",
    "indiana",
    "inspector general",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maryland",
    "massachusetts",
    "medicaid",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "national transportation safety board",
    "nebraska",
    "nevada",
    "new mexico",
    "nonconcur",
    "nonconcurred",
    "north carolina",
    "north dakota",
    "ntsb",
    "office of inspector general",
    "office of the inspector general",
    "ohio",
    "oig",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "rhode island",
    "secretary of defense",
    "secretary of labor",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "u.s",
    "u.s.c",
    "united states",
    "utah",
    "vermont",
    "virginia",
    "washington, d.c",
    "washington, dc",
    "west virginia",
    "wisconsin",
    "wyoming",
];
const ELSEWHERE: &[&str] = &["european commission"];

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
        let text = text.get(..cut)?;
        // Places that share a calendar speak for it together.
        let mut named: Vec<(usize, Option<Self>)> = Vec::new();
        let known = &*BY_MARK;
        let mut at = 0;
        while let Some(start) = next_word(text, at, |text| known.may_begin(text)) {
            let rest = text.get(start..)?;
            // "New South Wales" names no Wales.
            let found = known
                .names(rest.as_bytes())
                .iter()
                .filter(|(name, _)| has_name(rest, name))
                .max_by_key(|(name, _)| name.len());
            at = found.map_or_else(|| word_end(text, start), |(name, _)| start + name.len());
            if let Some((_, place)) = found {
                count(&mut named, place.calendar(), 1);
            }
        }
        count(&mut named, Some(Self::AUSTRALIA), southern_summers(text));
        count(&mut named, Some(Self::UNITED_STATES), american_days(text));
        named.sort_by_key(|&(times, _)| std::cmp::Reverse(times));
        let next = named.get(1).map_or(0, |(times, _)| *times);
        let (most, calendar) = *named.first()?;
        let clear = most > 0 && most >= next * TIMES_AS_OFTEN;
        calendar.filter(|_| clear)
    }
}

fn count(named: &mut Vec<(usize, Option<Calendar>)>, calendar: Option<Calendar>, times: usize) {
    match named.iter_mut().find(|(_, own)| *own == calendar) {
        Some((own, _)) => *own += times,
        None => named.push((times, calendar)),
    }
}

/// How often a text speaks of a summer in two years, "summer 2031-32": there is none in the north.
/// Each counts as often as what else the text may name.
fn southern_summers(text: &str) -> usize {
    const WEIGHT: usize = 4;
    let split = |(at, summer): (usize, &str)| {
        let behind = text.get(at + summer.len()..)?;
        let behind = behind.strip_prefix("of ").unwrap_or(behind);
        let (first, rest) = behind.split_at_checked("2031".len())?;
        let digits =
            |words: &str| !words.is_empty() && words.bytes().all(|one| one.is_ascii_digit());
        let second = rest.strip_prefix(['-', '/', '–'])?;
        (digits(first) && digits(second.get(..2)?)).then_some(())
    };
    // "Summer" begins with a capital in titles.
    text.match_indices("ummer ").filter_map(split).count() * WEIGHT
}

/// How often a text has a day that can only be read month first, "08/26/2031", as hardly anybody
/// else writes it.
fn american_days(text: &str) -> usize {
    const DAY: &str = "08/26/";
    let bytes = text.as_bytes();
    let month_first = |at: usize| {
        let day = bytes.get(at.checked_sub(DAY.len())?..at)?;
        let [m, n, b'/', d, e, b'/'] = day else {
            return None;
        };
        let number = |tens: &u8, ones: &u8| {
            let digit = |byte: &u8| byte.is_ascii_digit().then(|| byte - b'0');
            Some(digit(tens)? * 10 + digit(ones)?)
        };
        let (month, day) = (number(m, n)?, number(d, e)?);
        ((1..=12).contains(&month) && (13..=31).contains(&day)).then_some(())
    };
    let years = text.match_indices("/20").map(|(at, _)| at + 1);
    years.filter_map(month_first).count()
}

/// Where the next word begins behind a place at which none goes on, of those that may be meant by
/// the text from there on.
fn next_word(text: &str, from: usize, meant: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let mut within = false;
    for (ahead, byte) in rest.iter().enumerate() {
        let goes_on = match kind(*byte) {
            Kind::Other => false,
            Kind::Word => true,
            // Its first byte says what a letter is, the others say nothing.
            Kind::Wide => wide_at(text, from + ahead).map_or(within, char::is_alphanumeric),
        };
        if goes_on && !within && meant(rest.get(ahead..)?) {
            return Some(from + ahead);
        }
        within = goes_on;
    }
    None
}

/// Where the word ends that stands at a place.
fn word_end(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        match text.as_bytes().get(at).map(|byte| kind(*byte)) {
            Some(Kind::Word) => at += 1,
            Some(Kind::Wide) => match wide_at(text, at) {
                Some(letter) if letter.is_alphanumeric() => at += letter.len_utf8(),
                _ => return at,
            },
            Some(Kind::Other) | None => return at,
        }
    }
}

/// The letter at a place: only those that are not ASCII are decoded.
fn wide_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// What a byte is of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// A part of a letter that is not ASCII.
    Wide,
    Other,
}

/// The kind of each byte: every byte of a text is looked at.
static KINDS: [Kind; 256] = kinds();

const fn kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Other; 256];
    let mut rest: &mut [Kind] = &mut kinds;
    let mut byte: u8 = 0;
    while let [kind, behind @ ..] = rest {
        *kind = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Kind::Word,
            0x80.. => Kind::Wide,
            _ => Kind::Other,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    kinds
}

fn kind(byte: u8) -> Kind {
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Wide)
}

/// Whether a text begins with a name, in small letters or capitals, and no letter goes on behind
/// it.
fn has_name(text: &str, name: &str) -> bool {
    text.split_at_checked(name.len())
        .is_some_and(|(own, behind)| {
            let same =
                own.eq_ignore_ascii_case(name) || !own.is_ascii() && own.to_lowercase() == name;
            same && !behind.starts_with(char::is_alphanumeric)
        })
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
            ("the Indian Health Service", Some(Calendar::UNITED_STATES)),
            ("Indian railways", Some(Calendar::CANADA)),
            ("closed 08/26/2031", Some(Calendar::UNITED_STATES)),
            ("closed 08/12/2031, or 26/08/2031", None),
            ("the Canadian ports", Some(Calendar::CANADA)),
            ("Dáil Éireann and the Garda", Some(Calendar::IRELAND)),
            ("counties of Kenya", Some(Calendar::AUSTRALIA)),
            ("by summer 2031-32", Some(Calendar::AUSTRALIA)),
            ("in summer 2031", None),
            (
                "the House Committee of Congress",
                Some(Calendar::UNITED_STATES),
            ),
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
        let state = "The State Auditor asked the Legislature.";
        assert_eq!(
            Calendar::suggested_by(state),
            Some(Calendar::STATE_OF_UNITED_STATES)
        );
    }
}
