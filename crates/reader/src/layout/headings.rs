//! Which headings stand above a block: worked out once, for every ask looks up.

use std::ops::Range;

use super::Span;
use super::roles::Role;
use crate::read::{BlockKind, Source};

/// A heading, and the next higher one above it.
struct Heading {
    span: Span,
    level: u8,
    above: Option<usize>,
}

/// The headings of a document, in its order.
pub(super) struct Headings(Vec<Heading>);

impl Headings {
    /// Those that are not beside the point. Each is looked at twice at most.
    pub(super) fn of(source: &Source, roles: &[Role]) -> Self {
        let mut all: Vec<Heading> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (block, (own, role)) in source.blocks.iter().zip(roles).enumerate() {
            let BlockKind::Heading(level) = own.kind else {
                continue;
            };
            if matches!(role, Role::Aside) {
                continue;
            }
            let higher = |at: &usize| all.get(*at).is_some_and(|heading| heading.level < level);
            while open.last().is_some_and(|at| !higher(at)) {
                open.pop();
            }
            let above = open.last().copied();
            open.push(all.len());
            let range = named(role, &own.range);
            all.push(Heading {
                span: Span { block, range },
                level,
                above,
            });
        }
        Self(all)
    }

    /// The headings above a block, the nearest first, each higher than the one before.
    pub(super) fn above(&self, block: usize) -> Vec<Span> {
        let before = self.0.partition_point(|heading| heading.span.block < block);
        let nearest = before.checked_sub(1).and_then(|at| self.0.get(at));
        let higher = |one: &&Heading| one.above.and_then(|at| self.0.get(at));
        let chain = std::iter::successors(nearest, higher);
        chain.map(|heading| heading.span.clone()).collect()
    }
}

/// The name in a heading that says who is asked, else all of it.
fn named(role: &Role, whole: &Range<usize>) -> Range<usize> {
    match role {
        Role::Addressee(name) => name.clone(),
        _ => whole.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;
    use crate::document::Document;
    use crate::layout::columns::Columns;
    use crate::layout::roles::roles;
    use crate::read;

    fn above(page: &str, block: usize) -> Vec<String> {
        let cues = Cues::general();
        let document = Document::new("x.html", page.as_bytes());
        let source = read::source(&document, &cues).unwrap();
        let roles = roles(&source, &cues, &Columns::of(&source, &cues), &[]);
        let spans = Headings::of(&source, &roles).above(block).into_iter();
        spans
            .map(|span| source.words(&span.range).to_owned())
            .collect()
    }

    #[test]
    fn each_is_higher_than_the_one_below_it() {
        let page = "<h1>Piers</h1><h3>Lamps</h3><h2>Boats</h2><h4>Theme: tides</h4><h3>Sails</h3>\
                    <p>Words.</p>";
        assert_eq!(above(page, 5), ["Sails", "Boats", "Piers"]);
        assert_eq!(above(page, 4), ["Boats", "Piers"], "one beside the point");
        assert_eq!(above(page, 2), ["Lamps", "Piers"]);
        assert_eq!(above(page, 0), [""; 0]);
    }
}
