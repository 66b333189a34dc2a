//! Organisations of the register whose names are alike: misspellings, abbreviations, words in
//! another order, brackets. A list for a person to decide from; nothing here says that two are one.

use crate::Directory;
use heeded_domain::id::OrganisationId;
use heeded_domain::key::key;
use heeded_domain::organisation::{Organisation, goes_on_as};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A shorter name is as near to many others.
const MISSPELT_LETTERS_MIN: usize = 6;
/// Names of at most so many letters may differ by one letter only.
const SHORT_LETTERS: usize = 9;
/// So many letters at the beginning or the end of a misspelt name are right.
const SOUND_LETTERS: usize = 4;
/// Names that begin or end alike are compared within groups of at most so many; more would take
/// long and are all "Ministry of …", which their other end parts.
const GROUP_MAX: usize = 2_000;

/// Why two names may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same but for capitals, punctuation, an article or what stands in brackets.
    Spelling,
    /// One is the abbreviation of the other by its initials.
    Abbreviation,
    /// The same words in another order, or with other small words between.
    Order,
    /// A letter or two differ.
    Misspelt,
}

impl Likeness {
    /// The stable word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Abbreviation => "abbreviation",
            Self::Order => "order",
            Self::Misspelt => "misspelt",
        }
    }

    /// What it says of two names.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Spelling => "the same but for capitals, punctuation, articles or brackets",
            Self::Abbreviation => "one may be the other's abbreviation",
            Self::Order => "the same words in another order",
            Self::Misspelt => "a letter or two differ",
        }
    }
}

/// Two organisations that may be one, by a name of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// Why they may be.
    pub likeness: Likeness,
    /// The one recorded first.
    pub one: OrganisationId,
    /// Its name that is like one of the other.
    pub one_name: String,
    /// The other.
    pub other: OrganisationId,
    /// Its name that is like one of the first.
    pub other_name: String,
}

/// Every two organisations with names alike that nobody has decided on, the likeliest first.
#[must_use]
pub fn alike(directory: &Directory) -> Vec<Alike> {
    let names: Vec<Named<'_>> = directory.values().flat_map(Named::of).collect();
    let mut found: BTreeMap<(OrganisationId, OrganisationId), Alike> = BTreeMap::new();
    for (likeness, group) in groups(&names) {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                add(directory, &mut found, likeness, (one, other));
            }
        }
    }
    let mut all: Vec<Alike> = found.into_values().collect();
    all.sort();
    all
}

/// A name as it is compared.
struct Named<'d> {
    of: OrganisationId,
    name: &'d str,
    /// Its words in small letters.
    words: Vec<String>,
}

impl<'d> Named<'d> {
    fn of(organisation: &'d Organisation) -> impl Iterator<Item = Self> {
        organisation.known_as().map(|name| Self {
            of: organisation.id,
            name,
            words: key(without_brackets(name).as_str())
                .split('-')
                .map(str::to_owned)
                .collect(),
        })
    }

    fn joined(&self) -> String {
        self.words.concat()
    }

    /// Its words without the small ones, in the order of the alphabet.
    fn bag(&self) -> String {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.retain(|word| !matches!(*word, "a" | "an" | "and" | "for" | "in" | "of" | "the"));
        words.sort_unstable();
        words.join(" ")
    }

    /// The initials by which it may be called: of all its words, and without the small ones.
    fn initials(&self) -> Vec<String> {
        let initials = |small: bool| -> String {
            let words = self.words.iter().filter(|word| {
                small || !matches!(word.as_str(), "and" | "for" | "in" | "of" | "the")
            });
            words.filter_map(|word| word.chars().next()).collect()
        };
        if self.words.len() < 2 {
            return Vec::new();
        }
        // "NHS England" is NHSE: an abbreviation inside stays whole.
        let kept: String = without_brackets(self.name)
            .split_whitespace()
            .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
            .flat_map(|word| {
                let short = word.len() <= 4 && word.chars().all(char::is_uppercase);
                word.chars().take(if short { word.len() } else { 1 })
            })
            .flat_map(char::to_lowercase)
            .collect();
        vec![initials(true), initials(false), kept]
    }

    fn is_abbreviation(&self) -> bool {
        let word = self.name.trim();
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        !word.contains(' ') && capitals >= 2 && capitals * 2 > word.chars().count()
    }

    fn digits(&self) -> String {
        self.name.chars().filter(char::is_ascii_digit).collect()
    }
}

/// "Care Council (CC)" without its bracket.
fn without_brackets(name: &str) -> String {
    match (name.find(" ("), name.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            let behind = name.get(close + 1..).unwrap_or_default();
            [name.get(..open).unwrap_or_default(), behind].concat()
        }
        _ => name.to_owned(),
    }
}

/// Names that are alike by the same key, and why.
fn groups<'n, 'd>(names: &'n [Named<'d>]) -> Vec<(Likeness, Vec<&'n Named<'d>>)> {
    let mut by_key: HashMap<(Likeness, String), Vec<&Named<'d>>> = HashMap::new();
    let mut put = |likeness: Likeness, key: String, named: &'n Named<'d>| {
        if !key.is_empty() {
            by_key.entry((likeness, key)).or_default().push(named);
        }
    };
    for named in names {
        let joined = named.joined();
        put(Likeness::Spelling, joined.clone(), named);
        put(Likeness::Order, named.bag(), named);
        if named.is_abbreviation() {
            put(Likeness::Abbreviation, joined.clone(), named);
        }
        let initials: BTreeSet<String> = named.initials().into_iter().collect();
        for initials in initials {
            put(Likeness::Abbreviation, initials, named);
        }
        if joined.chars().count() >= MISSPELT_LETTERS_MIN {
            let head: String = joined.chars().take(SOUND_LETTERS).collect();
            let tail: String = joined.chars().rev().take(SOUND_LETTERS).collect();
            put(Likeness::Misspelt, format!("{head}…"), named);
            put(Likeness::Misspelt, format!("…{tail}"), named);
        }
    }
    let groups = by_key
        .into_iter()
        .map(|((likeness, _), group)| (likeness, group));
    groups
        .filter(|(_, group)| (2..=GROUP_MAX).contains(&group.len()))
        .collect()
}

/// Adds two names of a group, where they are alike indeed and nobody has decided on them.
fn add(
    directory: &Directory,
    found: &mut BTreeMap<(OrganisationId, OrganisationId), Alike>,
    likeness: Likeness,
    (one, other): (&Named<'_>, &Named<'_>),
) {
    let (one, other) = if one.of <= other.of {
        (one, other)
    } else {
        (other, one)
    };
    let alike = one.of != other.of
        && one.digits() == other.digits()
        && match likeness {
            Likeness::Spelling | Likeness::Order => true,
            Likeness::Abbreviation => one.is_abbreviation() != other.is_abbreviation(),
            Likeness::Misspelt => is_misspelt(&one.joined(), &other.joined()),
        };
    if !alike || is_decided(directory, one.of, other.of) {
        return;
    }
    let pair = Alike {
        likeness,
        one: one.of,
        one_name: one.name.to_owned(),
        other: other.of,
        other_name: other.name.to_owned(),
    };
    let before = found
        .entry((one.of, other.of))
        .or_insert_with(|| pair.clone());
    if pair < *before {
        *before = pair;
    }
}

fn is_misspelt(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let most = if letters <= SHORT_LETTERS { 1 } else { 2 };
    one.len().abs_diff(other.len()) <= 2 * most && strsim::osa_distance(one, other) <= most
}

/// Whether a person has said that two are one or are not, or one became the other.
fn is_decided(directory: &Directory, one: OrganisationId, other: OrganisationId) -> bool {
    let look_up = |id: OrganisationId| directory.get(&id);
    let (Some(first), Some(second)) = (look_up(one), look_up(other)) else {
        return true;
    };
    let apart = |of: &Organisation, id| of.told_apart.contains(&id);
    let became = |of: &Organisation, id| of.successions.iter().any(|step| step.to == Some(id));
    apart(first, other)
        || apart(second, one)
        || became(first, other)
        || became(second, one)
        || goes_on_as(first, look_up) == goes_on_as(second, look_up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use heeded_domain::event::OrganisationFact;
    use heeded_domain::organisation::{Moves, Name, Succession, SuccessionKind};
    use heeded_domain::replay::apply_to_organisation;
    use jiff::civil::date;

    fn directory(names: &[&str]) -> Directory {
        let mut directory = Directory::new();
        for (at, name) in names.iter().enumerate() {
            let id = OrganisationId(u64::try_from(at).unwrap() + 1);
            let name = Name {
                full: (*name).to_owned(),
                abbreviation: None,
                from: None,
            };
            let mut body = None;
            apply_to_organisation(&mut body, id, &OrganisationFact::Recorded(name));
            directory.insert(id, body.unwrap());
        }
        directory
    }

    fn pairs(names: &[&str]) -> Vec<(&'static str, String, String)> {
        let found = alike(&directory(names)).into_iter();
        found
            .map(|pair| (pair.likeness.code(), pair.one_name, pair.other_name))
            .collect()
    }

    #[test]
    fn each_kind_of_likeness_is_found_once() {
        let found = pairs(&[
            "Care Council",
            "The Care Council (CC)",
            "NHS Xanten",
            "NHSX",
            "Department of Tides and Moorings",
            "Department for Moorings and Tides",
            "Harbour Inspectorate",
            "Harbor Inspectorate",
        ]);
        let found: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|(why, one, other)| (*why, one.as_str(), other.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("spelling", "Care Council", "The Care Council (CC)"),
                ("abbreviation", "NHS Xanten", "NHSX"),
                (
                    "order",
                    "Department of Tides and Moorings",
                    "Department for Moorings and Tides"
                ),
                ("misspelt", "Harbour Inspectorate", "Harbor Inspectorate"),
            ]
        );
    }

    #[test]
    fn names_of_other_bodies_are_not_alike() {
        let none: Vec<(&str, String, String)> = Vec::new();
        assert_eq!(pairs(&["Wards Board", "Words Council", "Tide Board"]), none);
        assert_eq!(pairs(&["Fire Unit 11 North", "Fire Unit 12 North"]), none);
        assert_eq!(pairs(&["Ann Reed", "Tide Trust"]), none);
    }

    #[test]
    fn what_a_person_decided_is_not_asked_again() {
        let (one, two) = (OrganisationId(1), OrganisationId(2));
        let decided = |fact: OrganisationFact| {
            let mut directory = directory(&["Harbour Inspectorate", "Harbor Inspectorate"]);
            let mut body = directory.remove(&two);
            apply_to_organisation(&mut body, two, &fact);
            directory.insert(two, body.unwrap());
            alike(&directory).is_empty()
        };
        assert!(decided(OrganisationFact::ToldApart(one)));
        assert!(decided(OrganisationFact::Succeeded(Succession {
            kind: SuccessionKind::Same,
            to: Some(one),
            on: date(2031, 5, 1),
            moves: Moves::All,
            source: None,
        })));
        assert!(!decided(OrganisationFact::AliasAdded("HI".to_owned())));
    }
}
