//! "Minister for Agriculture, Food and the Marine": one office, whose field has several matters.

use std::ops::Range;

use crate::recognise::bodies;
use crate::recognise::places::Places;
use crate::recognise::words::{self, WordSet};

/// How the names open of those whose field follows.
pub(super) const DEPARTMENTS: &[&str] = &[
    "Department for ",
    "Department of ",
    "Ministry for ",
    "Ministry of ",
];
const MINISTERS: &[&str] = &[
    "Commissioner for ",
    "Minister for ",
    "Minister of ",
    "Secretary for ",
    "Secretary of Defense for ",
    "Secretary of State for ",
    "Secretary of the Air Force for ",
    "Secretary of the Army for ",
    "Secretary of the Navy for ",
];

/// The words of the matters that governments have departments for.
static MATTERS: WordSet = WordSet::of(&[
    "acquisition",
    "affairs",
    "ageing",
    "agriculture",
    "arts",
    "business",
    "care",
    "change",
    "children",
    "climate",
    "communications",
    "communities",
    "culture",
    "development",
    "digital",
    "disability",
    "economic",
    "economy",
    "education",
    "employment",
    "energy",
    "enterprise",
    "environment",
    "equality",
    "families",
    "fisheries",
    "food",
    "foreign",
    "forests",
    "gaeltacht",
    "government",
    "health",
    "heritage",
    "higher",
    "home",
    "housing",
    "industry",
    "infrastructure",
    "innovation",
    "installations",
    "integration",
    "islands",
    "justice",
    "labour",
    "levelling",
    "local",
    "logistics",
    "marine",
    "media",
    "migration",
    "net",
    "oceans",
    "pensions",
    "planning",
    "protection",
    "public",
    "readiness",
    "reform",
    "regional",
    "research",
    "resources",
    "rural",
    "safety",
    "science",
    "security",
    "skills",
    "social",
    "sport",
    "strategy",
    "sustainment",
    "technology",
    "tourism",
    "trade",
    "training",
    "transport",
    "up",
    "urban",
    "water",
    "welfare",
    "work",
    "youth",
    "zero",
]);

/// Where the names stand in a line of the offices whose field has more matters than one.
pub(super) fn several_matters(text: &str) -> Vec<Range<usize>> {
    // Nothing else joins two; most names have neither.
    if !text.contains(',') && !text.holds(" and ") {
        return Vec::new();
    }
    let openings = DEPARTMENTS.iter().chain(MINISTERS);
    let named = openings.filter(|opening| text.holds(opening));
    let starts = named.flat_map(|opening| text.match_indices(opening));
    let office = |(start, opening): (usize, &str)| {
        let field = start + opening.len();
        let length = matters(text.get(field..)?);
        (length > 0).then_some(start..field + length)
    };
    starts.filter_map(office).collect()
}

/// How long the matters are that open these words; 0 where they are not several.
fn matters(words: &str) -> usize {
    const JOINTS: &[&str] = &[", and the ", ", and ", " and the ", " and ", ", "];
    let mut end = matter(words);
    let mut several = 0;
    while end > 0 {
        let rest = words.get(end..).unwrap_or_default();
        let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint)) else {
            break;
        };
        let part = rest.get(joint.len()..).unwrap_or_default();
        let next = matter(part);
        // "Trade and the Health and Safety Executive": a body of its own behind the article.
        let article = joint.ends_with("the ");
        if next == 0 || (article && opens_body(part.get(next..).unwrap_or_default())) {
            break;
        }
        end += joint.len() + next;
        several = end;
    }
    several
}

/// Behind "the Health": whether " and Safety Executive" makes it the name of a body.
fn opens_body(behind: &str) -> bool {
    let Some(behind) = behind.strip_prefix(" and ") else {
        return false;
    };
    let mut names = behind.split(' ').take_while(|word| words::is_capital(word));
    names.any(bodies::has_body_noun)
}

/// How long the words are that name one matter: "Rural Affairs".
fn matter(words: &str) -> usize {
    let mut end = 0;
    for word in words.split_inclusive(' ') {
        let name = word.trim_end();
        let bare = words::trimmed(name);
        if !words::is_capital(bare) || !name.starts_with(bare) {
            break;
        }
        // "Health Boards": the name of others.
        if !MATTERS.has(bare) {
            return 0;
        }
        end += usize::from(end > 0) + bare.len();
        if name.len() > bare.len() {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<&str> {
        let offices = several_matters(text);
        text.get(offices.first()?.clone())
    }

    #[test]
    fn an_office_of_several_matters_is_one() {
        let marine = "Minister for Agriculture, Food and the Marine";
        assert_eq!(first(marine), Some(marine));
        let housing = "Department of Housing, Local Government and Heritage";
        let with_others = format!("the {housing}, the Tide Board and islands");
        assert_eq!(first(&with_others), Some(housing));
        let communities = "Ministry of Housing, Communities and Local Government";
        let with_health = format!("the {communities} and NHS England");
        assert_eq!(first(&with_health), Some(communities));
        let defense = "Secretary of Defense for Energy, Housing, and Installations";
        assert_eq!(first(&format!("Assistant {defense}")), Some(defense));
    }

    #[test]
    fn one_matter_and_another_body_are_two() {
        assert_eq!(first("Department of Health and the Tide Board"), None);
        assert_eq!(first("Department of Health and Health Boards"), None);
        assert_eq!(first("Minister for Health, Ireland"), None);
        let with_board = "Department for Business and Trade and the Health and Safety Executive";
        assert_eq!(first(with_board), Some("Department for Business and Trade"));
    }
}
