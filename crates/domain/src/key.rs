//! Keys: what is the same for two texts that say the same thing in other capitals, punctuation or
//! spaces. For grouping and addresses; the words themselves stand beside it, as written.
//!
//! It goes no further on purpose: two texts with different words have different keys, however
//! alike they seem. Whether those mean one thing is for a person to say.

/// Longer keys are cut here and end in a number made of the whole, so that an address stays short
/// enough to be sent by e-mail.
const KEY_CHARACTERS_MAX: usize = 80;

/// Words that open a name without changing it.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The key of a text: its words in small letters, without an article first, joined by hyphens.
/// Empty when there is no letter or digit in it.
#[must_use]
pub fn key(text: &str) -> String {
    let small = text.replace('&', " and ").to_lowercase();
    let mut words: Vec<&str> = small
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words.first().is_some_and(|first| ARTICLES.contains(first)) {
        words.remove(0);
    }
    let whole = words.join("-");
    if whole.chars().count() <= KEY_CHARACTERS_MAX {
        return whole;
    }
    let cut: String = whole.chars().take(KEY_CHARACTERS_MAX).collect();
    let cut = cut.rsplit_once('-').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{cut}-{:016x}", number(&whole))
}

/// A number that stands for a key: Fowler, Noll and Vo's hash of 64 bits, the same for ever,
/// whatever machine.
#[must_use]
pub fn number(text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn capitals_punctuation_and_spaces_make_no_difference() {
        let one = "The Major NHSE & DHSC  strategic changes, 25-26.";
        assert_eq!(key(one), "major-nhse-and-dhsc-strategic-changes-25-26");
        assert_eq!(key("major NHSE and DHSC strategic changes 25-26"), key(one));
        assert_eq!(key(" – "), "");
        assert_eq!(key("The"), "the");
        assert_eq!(key("Ærø 東京"), "ærø-東京");
    }

    #[test]
    fn other_words_are_another_thing() {
        assert_ne!(key("the budget"), key("budgets"));
        let long = "word ".repeat(40);
        let (one, two) = (key(&format!("{long}one")), key(&format!("{long}two")));
        assert!(one != two && one.len() < 100, "{one}");
    }
}
