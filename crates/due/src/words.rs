//! The words that the grammar knows, and what each stands for.
//!
//! One table, sorted by meaning. A word that is not in it is [`Word::Other`]; `typo.rs` gives
//! misspelt months and seasons a second chance. Nothing here knows what a date is.

use std::sync::LazyLock;

/// A season, by its name alone: whose months it has is the calendar's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A length of time that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
}

/// What a token of the text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    // Numbers and marks, which the tokeniser makes itself.
    Number { value: u32, digits: u8 },
    Figure, // a number that can be no date: 14,000 or £2025 or 3.5
    Ampersand,
    Apostrophe,
    Break, // a blank line or a bullet: no phrase goes across
    Close,
    Colon,
    Comma,
    Dash,
    Dot,
    Money,
    Open,
    Percent,
    Plus,
    Quote,
    Semicolon,
    Slash,
    Tilde,
    End,   // past the last token
    Other, // any other word or mark
    // Words, in alphabetical order.
    A,
    Academic,
    Act,
    After,
    Again,
    Ahead,
    Allows,
    And,
    Anniversary,
    Applicable,
    Approximately,
    As,
    At,
    Basis,
    Be,
    Before,
    Beyond,
    Between,
    Budget,
    By,
    Calendar,
    Christmas,
    Circa,
    Coming,
    Completion,
    Confirmed,
    Count(u8),
    Course,
    Cy,
    Date,
    Dependent,
    Done,
    Due,
    During,
    Earlier,
    Earliest,
    Early,
    Easter,
    Effect,
    Ending,
    Eofy,
    Eoy,
    Eve,
    EventNoun,
    Every,
    Expected,
    Few,
    Financial,
    Finish,
    Following,
    For,
    From,
    Future,
    Fy,
    Going,
    Grenfell,
    Half,
    Halves,
    Hillsborough,
    If,
    In,
    Is,
    Last,
    Late,
    Later,
    Latest,
    Latter,
    Least,
    Letter,
    Many(Length),
    Medium,
    Mid,
    Month(i8),
    N,
    Near,
    New,
    Next,
    No,
    Not,
    Now,
    Of,
    On,
    Once,
    One(Length),
    Ongoing,
    Onwards,
    OpenDate, // "TBC" and the like: the date is to be settled
    Opportunity,
    Or,
    Ordinal(u8),
    Over,
    Pace,
    Parliament,
    Parliamentary,
    Pending,
    Planned,
    Post,
    Per,
    Period,
    Permitting,
    Possible,
    Present, // "the present year"
    Prior,
    Provided,
    Provisional,
    Q,
    H,
    Quickly,
    Receipt,
    Report, // "within a month of this report", "the 2031 Report"
    Recess,
    Recurring,
    Regular,
    Rest,
    Said,
    Season(Season),
    Semester,
    Session, // of a parliament
    Several,
    Shortly,
    Since,
    Sitting, // of a parliament
    Soon,
    Start,
    Starting,
    Students,
    Subject,
    Target,
    Term,
    Than,
    That,
    The,
    This,
    Through,
    Time,
    Times,
    To,
    Today,
    Tomorrow,
    Towards,
    Trimester,
    Twice,
    Unless,
    Until,
    Up,
    Upon,
    Weekday(i8),
    When,
    Where,
    Will,
    With,
    Within,
    Working,
    Yet,
}

use Length as L;
use Season as S;
use Word as W;

/// Every known word, lower case, by what it stands for.
const TABLE: &[(Word, &str)] = &[
    (W::A, "a an"),
    (W::Academic, "academic school teaching"),
    (
        W::Act,
        "act acts regulation regulations order orders bill rules directive standard review \
         guidance strategy framework edition version code inquiry census survey",
    ),
    (W::After, "after"),
    (W::Again, "again more"),
    (W::Ahead, "ahead advance"),
    (W::Allows, "allows allow permits permit allowing"),
    (W::And, "and"),
    (W::Anniversary, "anniversary"),
    (W::Applicable, "applicable known"),
    (
        W::Approximately,
        "around approximately approx about roughly",
    ),
    (W::As, "as"),
    (W::At, "at"),
    (W::Basis, "basis intervals"),
    (W::Be, "be been being have has"),
    (W::Before, "before"),
    (W::Between, "between"),
    (W::Beyond, "beyond"),
    (W::Budget, "budget statement"),
    (W::By, "by"),
    (W::Calendar, "calendar"),
    (W::Christmas, "christmas xmas"),
    (W::Circa, "circa ca c"),
    (W::Coming, "coming upcoming forthcoming"),
    (W::Completion, "completion expiry"),
    (
        W::Confirmed,
        "confirmed determined agreed decided advised announced",
    ),
    (W::Count(0), "zero"),
    (W::Count(1), "one single"),
    (W::Count(2), "two couple"),
    (W::Count(3), "three"),
    (W::Count(4), "four"),
    (W::Count(5), "five"),
    (W::Count(6), "six"),
    (W::Count(7), "seven"),
    (W::Count(8), "eight"),
    (W::Count(9), "nine"),
    (W::Count(10), "ten"),
    (W::Count(11), "eleven"),
    (W::Count(12), "twelve"),
    (W::Count(13), "thirteen"),
    (W::Count(14), "fourteen"),
    (W::Count(15), "fifteen"),
    (W::Count(16), "sixteen"),
    (W::Count(17), "seventeen"),
    (W::Count(18), "eighteen"),
    (W::Count(19), "nineteen"),
    (W::Count(20), "twenty"),
    (W::Count(30), "thirty"),
    (W::Count(40), "forty"),
    (W::Count(50), "fifty"),
    (W::Count(60), "sixty"),
    (W::Count(90), "ninety"),
    (W::Course, "course"),
    (W::Cy, "cy"),
    (
        W::Date,
        "date dates deadline timescale timeframe timeline timing",
    ),
    (W::Dependent, "dependent depending contingent conditional"),
    (
        W::Done,
        "achieved closed complete completed concluded delivered done finalised finished fulfilled \
         implemented issued launched published released submitted",
    ),
    (W::Due, "due"),
    (W::During, "during throughout across"),
    (W::Earlier, "earlier sooner"),
    (W::Earliest, "earliest"),
    (W::Early, "early"),
    (W::Easter, "easter"),
    (W::Effect, "effect"),
    (W::Ending, "ending ended"),
    (W::Eofy, "eofy"),
    (W::Eoy, "eoy"),
    (W::Eve, "eve"),
    (
        W::EventNoun,
        "adoption agreement appointment approval assent closure commencement consent \
         consultation consultations election enactment evaluation finalisation implementation \
         introduction investigation issuance launch legislation outcome passage procurement \
         publication recruitment referendum rollout signoff submission tabling",
    ),
    (W::Every, "every each"),
    (
        W::Expected,
        "aim aiming aims ambition anticipate anticipates estimate envisage expect expects \
         expecting hope hopes hoping hopefully intend intends intention likely plan planning \
         plans proposes seeking",
    ),
    (W::Few, "few"),
    (W::Financial, "financial fiscal"),
    (W::Finish, "end close conclusion"),
    (W::Following, "following"),
    (W::For, "for"),
    (W::From, "from"),
    (W::Future, "future"),
    (W::Fy, "fy"),
    (W::Grenfell, "grenfell"),
    (W::H, "h"),
    (W::Going, "going"),
    (W::Half, "half"),
    (W::Halves, "halves"),
    (W::Hillsborough, "hillsborough"),
    (W::If, "if assuming"),
    (W::In, "in"),
    (W::Is, "is are was were"),
    (W::Last, "last past previous final"),
    (W::Late, "late"),
    (W::Later, "later"),
    (W::Latest, "latest"),
    (W::Latter, "latter"),
    (W::Least, "least"),
    (
        W::Letter,
        "letter reply response notice document email correspondence message",
    ),
    (W::Many(L::Day), "days"),
    (W::Many(L::Decade), "decades"),
    (W::Many(L::Fortnight), "fortnights"),
    (W::Many(L::Hour), "hours hrs"),
    (W::Many(L::Month), "months mths"),
    (W::Many(L::Quarter), "quarters"),
    (W::Many(L::Week), "weeks wks"),
    (W::Many(L::Year), "years yrs"),
    (W::Medium, "medium short long longer shorter"),
    (W::N, "n"),
    (W::Mid, "mid middle midway"),
    (W::Month(1), "january jan"),
    (W::Month(2), "february feb"),
    (W::Month(3), "march mar"),
    (W::Month(4), "april apr"),
    (W::Month(5), "may"),
    (W::Month(6), "june jun"),
    (W::Month(7), "july jul"),
    (W::Month(8), "august aug"),
    (W::Month(9), "september sept sep"),
    (W::Month(10), "october oct"),
    (W::Month(11), "november nov"),
    (W::Month(12), "december dec"),
    (W::Near, "near foreseeable"),
    (W::New, "new"),
    (W::Next, "next"),
    (W::No, "no"),
    (W::Not, "not"),
    (W::Now, "now"),
    (W::Of, "of"),
    (W::On, "on"),
    (W::Once, "once"),
    (W::One(L::Day), "day"),
    (W::One(L::Decade), "decade"),
    (W::One(L::Fortnight), "fortnight"),
    (W::One(L::Hour), "hour hr"),
    (W::One(L::Month), "month mth"),
    (W::One(L::Quarter), "quarter qtr quater"),
    (W::One(L::Week), "week wk"),
    (W::One(L::Year), "year yr"),
    (
        W::Ongoing,
        "ongoing continuous continuously continuing underway",
    ),
    (W::Onwards, "onwards onward"),
    (W::OpenDate, "tbc tbd tba"),
    (W::Opportunity, "opportunity"),
    (W::Or, "or"),
    (W::Ordinal(1), "first"),
    (W::Ordinal(2), "second"),
    (W::Ordinal(3), "third"),
    (W::Ordinal(4), "fourth"),
    (W::Over, "over"),
    (W::Pace, "pace"),
    (W::Parliament, "parliament"),
    (W::Parliamentary, "parliamentary"),
    (W::Pending, "pending"),
    (W::Per, "per"),
    (W::Period, "period phase programme round cycle part"),
    (W::Permitting, "permitting"),
    (
        W::Planned,
        "aimed anticipated envisaged estimated expected hoped intended planned proposed scheduled \
         slated",
    ),
    (W::Possible, "possible practicable practical feasible able"),
    (W::Post, "post"),
    (W::Present, "present"),
    (W::Prior, "prior"),
    (W::Provided, "provided providing"),
    (
        W::Provisional,
        "provisional provisionally tentative tentatively indicative indicatively",
    ),
    (W::Q, "q"),
    (W::Quickly, "quickly promptly swiftly rapidly"),
    (W::Receipt, "receipt receiving"),
    (W::Report, "report reports paper update"),
    (W::Recess, "recess holidays holiday"),
    (
        W::Recurring,
        "annual annually biannual biannually biennial biennially bimonthly fortnightly \
         monthly quarterly termly triennial triennially weekly yearly",
    ),
    (
        W::Regular,
        "daily regular regularly periodically periodic routinely",
    ),
    (W::Rest, "rest remainder lifetime"),
    (W::Said, "we it they he she"),
    (W::Season(S::Autumn), "autumn fall"),
    (W::Season(S::Spring), "spring springtime"),
    (W::Season(S::Summer), "summer summertime"),
    (W::Season(S::Winter), "winter wintertime"),
    (W::Semester, "semester"),
    (W::Session, "session sessions"),
    (W::Several, "several some numerous"),
    (
        W::Shortly,
        "shortly imminently imminent immediately eventually",
    ),
    (W::Since, "since"),
    (W::Sitting, "sitting sittings"),
    (W::Soon, "soon asap"),
    (W::Start, "start beginning"),
    (W::Starting, "starting commencing"),
    (
        W::Students,
        "courses enrolment enrolments intake intakes postgraduate pupil \
         pupils student students undergraduate undergraduates",
    ),
    (W::Subject, "subject"),
    (W::Target, "target targeted targeting targets"),
    (W::Term, "term"),
    (W::Than, "than"),
    (W::That, "that which"),
    (W::The, "the"),
    (W::This, "this current"),
    (W::Through, "through thru"),
    (W::Time, "time"),
    (W::Times, "times"),
    (W::To, "to"),
    (W::Today, "today"),
    (W::Tomorrow, "tomorrow"),
    (W::Towards, "towards toward"),
    (W::Trimester, "trimester"),
    (W::Twice, "twice"),
    (W::Unless, "unless"),
    (W::Until, "until till til"),
    (W::Up, "up"),
    (W::Upon, "upon"),
    (W::Weekday(1), "monday mon"),
    (W::Weekday(2), "tuesday tue tues"),
    (W::Weekday(3), "wednesday weds wed"),
    (W::Weekday(4), "thursday thu thur thurs"),
    (W::Weekday(5), "friday fri"),
    (W::Weekday(6), "saturday"),
    (W::Weekday(7), "sunday"),
    (W::When, "when"),
    (W::Where, "where"),
    (W::Will, "will shall would should might must could can"),
    (W::With, "with"),
    (W::Within, "within inside"),
    (W::Working, "working business"),
    (W::Yet, "yet"),
];

/// Longest word that the table can hold, in bytes: one 128-bit number.
const KEY_BYTES: usize = 16;
/// With this bit a letter of ASCII is small.
const SMALL: u8 = 0x20;

/// The letters of one word, lower case, packed into a number that compares in one step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Key {
    letters: u128,
    length: usize,
}

impl Key {
    /// The same word with one more letter.
    pub(crate) fn push(&mut self, byte: u8) {
        self.letters = (self.letters << 8) | u128::from(byte.to_ascii_lowercase());
        self.length += 1;
    }

    /// The same word with the letters of ASCII with which a text goes on; how many these are.
    pub(crate) fn extend(&mut self, text: &[u8]) -> usize {
        let mut letters = self.letters;
        let mut added = 0;
        for byte in text.iter().take_while(|byte| byte.is_ascii_alphabetic()) {
            letters = (letters << 8) | u128::from(byte | SMALL);
            added += 1;
        }
        self.letters = letters;
        self.length += added;
        added
    }

    /// The key of a whole word.
    pub(crate) fn of(word: &[u8]) -> Self {
        let mut key = Self::default();
        key.extend(word);
        key
    }

    /// What the word stands for; [`Word::Other`] when it is not in the table.
    pub(crate) fn word(self) -> Word {
        if self.length > KEY_BYTES {
            Word::Other
        } else {
            LEXICON.get(self.letters)
        }
    }

    /// The word's letters, lower case; empty when it is too long to be kept.
    pub(crate) fn letters(self) -> ([u8; KEY_BYTES], usize) {
        let length = if self.length > KEY_BYTES {
            0
        } else {
            self.length
        };
        (self.letters.to_be_bytes(), length)
    }
}

/// Slots of the hash table: a power of two, several times the number of words.
const SLOTS: usize = 2048;

/// An open hash table: the text of a whole register passes through it, word by word.
struct Lexicon(Vec<(u128, Word)>);

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon(vec![(0, Word::Other); SLOTS]);
    for &(word, spellings) in TABLE {
        for spelling in spellings.split_ascii_whitespace() {
            lexicon.put(Key::of(spelling.as_bytes()).letters, word);
        }
    }
    lexicon
});

impl Lexicon {
    fn slot(key: u128) -> usize {
        // Fibonacci hashing: the top bits of the product are the well mixed ones.
        let folded = u64::try_from((key ^ (key >> 64)) & u128::from(u64::MAX)).unwrap_or(0);
        let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53;
        usize::try_from(mixed).unwrap_or(0)
    }

    fn put(&mut self, key: u128, word: Word) {
        let mut slot = Self::slot(key);
        while self.0.get(slot).is_some_and(|(taken, _)| *taken != 0) {
            slot = (slot + 1) % SLOTS;
        }
        if let Some(entry) = self.0.get_mut(slot) {
            *entry = (key, word);
        }
    }

    fn get(&self, key: u128) -> Word {
        let mut slot = Self::slot(key);
        while let Some(&(found, word)) = self.0.get(slot) {
            if found == key || found == 0 {
                return word;
            }
            slot = (slot + 1) % SLOTS;
        }
        Word::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_stands_for_one_word_only() {
        let mut seen = std::collections::HashMap::new();
        for (word, spellings) in TABLE {
            for spelling in spellings.split_ascii_whitespace() {
                assert!(
                    spelling.len() <= KEY_BYTES,
                    "{spelling} is too long for a key"
                );
                assert!(
                    spelling.bytes().all(|b| b.is_ascii_lowercase()),
                    "{spelling}"
                );
                let other = seen.insert(spelling, word);
                assert!(other.is_none(), "{spelling} is both {other:?} and {word:?}");
                assert_eq!(Key::of(spelling.as_bytes()).word(), *word, "{spelling}");
            }
        }
        assert!(seen.len() * 3 < SLOTS, "the table is getting full");
    }
}
