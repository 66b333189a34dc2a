//! Clues to the place that words come from, and so to its calendar.

use crate::context::Calendar;

/// Names that only New Zealand has, lower case; each is looked for as whole words.
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

/// Bytes of text that are searched for names.
const SEARCHED_BYTES_MAX: usize = 100_000;

impl Calendar {
    /// The calendar that clear names in a text suggest; `None` where there are none.
    ///
    /// Only a suggestion: [`read`](crate::read) never applies it, the caller decides.
    #[must_use]
    pub fn suggested_by(text: &str) -> Option<Self> {
        let cut = text.floor_char_boundary(SEARCHED_BYTES_MAX);
        let lower = text.get(..cut)?.to_lowercase();
        NEW_ZEALAND
            .iter()
            .any(|name| has_word(&lower, name))
            .then_some(Self::NEW_ZEALAND)
    }
}

/// Whether a name stands in the text with no letter on either side.
fn has_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + found.len()..)
            .and_then(|text| text.chars().next());
        let free = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
        free(before) && free(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_new_zealand_suggest_its_calendar() {
        for text in [
            "The NZ rail rules",
            "KiwiRail agreed.",
            "(Waka Kotahi)",
            "in Aotearoa New Zealand",
        ] {
            assert_eq!(
                Calendar::suggested_by(text),
                Some(Calendar::NEW_ZEALAND),
                "{text}"
            );
        }
        for text in ["NHS England", "Network Rail", "a new zeal", "nzx"] {
            assert_eq!(Calendar::suggested_by(text), None, "{text}");
        }
    }
}
