//! The rule on spelling: British English in prose, in comments, and in the names we give.
//!
//! Strings are left alone: a reader must know how American documents spell. So are names of
//! others (`serialize` of serde, `color` of CSS): in prose they stand between backticks.

use crate::finding::Finding;
use crate::markdown;
use crate::pieces::Kind;
use crate::tree::{File, Tree};

/// American stem and British stem: a word that begins with the first is wrong.
const STEMS: &[(&str, &str)] = &[
    ("analyz", "analys"),
    ("apologiz", "apologis"),
    ("authoriz", "authoris"),
    ("behavior", "behaviour"),
    ("canonicaliz", "canonicalis"),
    ("capitaliz", "capitalis"),
    ("categoriz", "categoris"),
    ("center", "centre"),
    ("centraliz", "centralis"),
    ("criticiz", "criticis"),
    ("customiz", "customis"),
    ("emphasiz", "emphasis"),
    ("finaliz", "finalis"),
    ("generaliz", "generalis"),
    ("initializ", "initialis"),
    ("labeled", "labelled"),
    ("labeling", "labelling"),
    ("localiz", "localis"),
    ("materializ", "materialis"),
    ("maximiz", "maximis"),
    ("memoriz", "memoris"),
    ("minimiz", "minimis"),
    ("modeled", "modelled"),
    ("modeling", "modelling"),
    ("neighbor", "neighbour"),
    ("normaliz", "normalis"),
    ("optimiz", "optimis"),
    ("organiz", "organis"),
    ("parametriz", "parametris"),
    ("prioritiz", "prioritis"),
    ("randomiz", "randomis"),
    ("realiz", "realis"),
    ("recogniz", "recognis"),
    ("serializ", "serialis"),
    ("specializ", "specialis"),
    ("standardiz", "standardis"),
    ("summariz", "summaris"),
    ("synchroniz", "synchronis"),
    ("tokeniz", "tokenis"),
    ("traveled", "travelled"),
    ("traveling", "travelling"),
    ("utiliz", "use"),
    ("visualiz", "visualis"),
];

/// Whole words, where the stem begins British words too.
const WHOLE: &[(&str, &str)] = &[
    ("artifact", "artefact"),
    ("artifacts", "artefacts"),
    ("canceled", "cancelled"),
    ("canceling", "cancelling"),
    ("catalog", "catalogue"),
    ("catalogs", "catalogues"),
    ("color", "colour"),
    ("colored", "coloured"),
    ("colors", "colours"),
    ("defense", "defence"),
    ("favor", "favour"),
    ("favorite", "favourite"),
    ("favors", "favours"),
    ("flavor", "flavour"),
    ("fulfill", "fulfil"),
    ("fulfillment", "fulfilment"),
    ("fulfills", "fulfils"),
    ("gray", "grey"),
    ("honor", "honour"),
    ("honored", "honoured"),
    ("honors", "honours"),
    ("labor", "labour"),
    ("offense", "offence"),
];

/// Words after which "license" is a noun, and so a "licence".
const BEFORE_A_NOUN: &[&str] = &["a", "an", "its", "mit", "no", "same", "that", "the", "this"];

pub(crate) fn spelling(tree: &Tree) -> Vec<Finding> {
    // The samples of this crate's own tests are all such words.
    let others = tree
        .ours()
        .filter(|file| !file.path.starts_with("crates/tidy/"));
    let mut findings = Vec::new();
    for file in others {
        for (line, text) in prose(file) {
            for (wrong, right) in misspelt(&text) {
                let what = format!("\u{201c}{wrong}\u{201d} is \u{201c}{right}\u{201d} here");
                let mend = "spell it the British way; a name of somebody else's goes in backticks";
                findings.push(Finding::at(&file.path, line, what, mend).about(&wrong));
            }
        }
        for (name, line) in file
            .outline()
            .map(|o| o.names.as_slice())
            .unwrap_or_default()
        {
            for (wrong, right) in words_of(name).iter().filter_map(|word| american(word)) {
                let what =
                    format!("`{name}`: \u{201c}{wrong}\u{201d} is \u{201c}{right}\u{201d} here");
                let mend = "names are British too";
                findings.push(Finding::at(&file.path, *line, what, mend).about(name));
            }
        }
    }
    findings
}

/// The lines of a file that people read as sentences.
fn prose(file: &File) -> Vec<(usize, String)> {
    if file.has_extension("md") {
        return markdown::prose(file.text());
    }
    let mut found = Vec::new();
    for piece in file
        .pieces()
        .into_iter()
        .filter(|piece| piece.kind == Kind::Comment)
    {
        for (offset, line) in piece.text.lines().enumerate() {
            found.push((piece.line + offset, markdown::without_code(line)));
        }
    }
    if file.has_extension("toml") || file.has_extension("sh") {
        let lines = file.text().lines().enumerate();
        let comments = lines.filter(|(_, line)| line.trim_start().starts_with('#'));
        found.extend(comments.map(|(at, line)| (at + 1, markdown::without_code(line))));
    }
    found
}

/// The American words of a line, with their British spelling.
fn misspelt(line: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut before = "";
    for token in line.split_whitespace() {
        let is_quoted = token.starts_with(['"', '\u{2018}', '\u{201c}']);
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        // "World Health Organization": two capitals in a row are somebody's name.
        let is_name = starts_upper(word) && starts_upper(before);
        // `theme-color`, `a::b`, `a_b`, `a/b`, `a.b` and `A()` are code that lost its backticks.
        let is_code =
            word.contains(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '\u{2019}'));
        if !is_quoted && !is_name && !is_code {
            found.extend(american(&word.to_lowercase()));
            let is_noun = BEFORE_A_NOUN.contains(&before.to_lowercase().as_str());
            if is_noun && (word == "license" || word == "License") {
                found.push((word.to_owned(), "licence".to_owned()));
            }
        }
        before = word;
    }
    found
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The British spelling of a word in small letters, if it is American.
fn american(word: &str) -> Option<(String, String)> {
    let whole = WHOLE.iter().find(|(wrong, _)| word == *wrong);
    if let Some((_, right)) = whole {
        return Some((word.to_owned(), (*right).to_owned()));
    }
    let (stem, right) = STEMS.iter().find(|(stem, _)| word.starts_with(stem))?;
    let ending = word.strip_prefix(stem)?;
    Some((word.to_owned(), format!("{right}{ending}")))
}

/// The words of a name: `next_bestColor` is `next`, `best`, `color`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        let begins = c == '_' || c.is_uppercase();
        // A run of capitals (MAX) is one word.
        if begins
            && words
                .last()
                .is_some_and(|word| !word.ends_with(char::is_uppercase))
        {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut().filter(|_| c != '_') {
            last.push(c);
        }
    }
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        spelling(&Tree::of(&[(path, text)]))
            .into_iter()
            .filter_map(|f| f.item)
            .collect()
    }

    #[test]
    fn comments_and_names_but_not_strings() {
        let text = "//! Organization of colors.\nstruct BestColor { normalized_by: u8 }\n\
            impl Serialize for X { fn serialize(&self) {} }\nfn a() { b(\"organization\"); }\n";
        assert_eq!(
            found("crates/x/src/a.rs", text),
            ["organization", "colors", "BestColor", "normalized_by"]
        );
    }

    #[test]
    fn names_of_others_are_theirs() {
        for text in [
            "The World Health Organization said so.",
            "The `color` property and theme-color, std::fs::canonicalize(), \"organization\".",
            "See [the list](https://example.org/organization).",
            "```css\ncolor: red\n```",
            "The prize, the size, a laboratory, an honorary chair: emphasis.",
        ] {
            assert_eq!(found("README.md", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_licence_is_a_noun_and_to_license_a_verb() {
        assert_eq!(
            found("README.md", "Under the license of MIT. We license it."),
            ["license"]
        );
    }

    #[test]
    fn comments_of_settings() {
        assert_eq!(
            found("config.default.toml", "# The color\ncolor = 1"),
            ["color"]
        );
    }
}
