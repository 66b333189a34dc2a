//! Passives. What is done to somebody or something is asked of nobody ("lamps should be lit"),
//! unless the verb binds whoever stands before it ("owners should be required to").

use crate::recognise::words;

/// Verbs whose passive binds whoever stands before it.
const BINDING: &[&str] = &[
    "asked",
    "expected",
    "obliged",
    "placed under",
    "required",
    "tasked",
];

/// Whether words behind "be" say what is done to whoever or whatever stands before it.
pub(super) fn is_done(behind: &str) -> bool {
    let from = verb(behind);
    is_passive(from) && !BINDING.iter().any(|binding| from.starts_with(binding))
}

/// Whether words behind "be" are a passive, one that binds included: whoever "will be asked to" do
/// something is not who promises it.
pub(super) fn is_passive(behind: &str) -> bool {
    let first = verb(behind).split([' ', ',', '.']).next();
    first.is_some_and(is_participle)
}

/// The words behind "be" from their verb on: without "also fully".
fn verb(behind: &str) -> &str {
    let adverb = |word: &str| word.ends_with("ly") || matches!(word, "also" | "then");
    let verb = words::all_words(behind).find(|word| !adverb(word.text(behind)));
    verb.and_then(|verb| behind.get(verb.start..))
        .unwrap_or_default()
}

/// Whether a word behind "be" says what is done to something: "lit", "brought in".
pub(super) fn is_participle(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "built", "cut", "done", "found", "held", "kept", "laid", "led", "lit", "made", "met",
        "paid", "put", "read", "sent", "set", "told",
    ];
    let endings = ["ed", "en", "ght", "wn"];
    SHORT.contains(&word) || endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_done;

    #[test]
    fn a_passive_is_done_to_somebody_unless_it_binds_them() {
        for behind in [
            "lit.",
            "brought in by May",
            "also fully funded",
            "placed on piers",
        ] {
            assert!(is_done(behind), "{behind}");
        }
        for behind in [
            "required to light piers",
            "placed under a duty",
            "able to act",
            "clear",
        ] {
            assert!(!is_done(behind), "{behind}");
        }
    }
}
