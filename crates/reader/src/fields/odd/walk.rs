//! What the sentences of the responses show, found in one walk over them: the rules look here.

use super::Told;
use crate::cues::phrases::Says;
use crate::fields::Desk;
use crate::layout::Span;
use crate::recognise::bodies;

/// What one walk found; each sentence with the place of its response.
#[derive(Default)]
pub(super) struct Walk<'a> {
    /// Sentences that offer something else than was asked.
    pub(super) substitutes: Vec<(usize, &'a Told)>,
    /// Sentences that point at an address which is not there.
    pub(super) lost_links: Vec<(usize, &'a Told)>,
    /// For each response the places where it names bodies.
    pub(super) bodies: Vec<Vec<Span>>,
}

/// Walks the sentences of every response.
pub(super) fn walk<'a>(desk: &Desk<'_>, told: &'a [Vec<Told>]) -> Walk<'a> {
    let mut walk = Walk::default();
    for (index, sentences) in told.iter().enumerate() {
        let mut named = Vec::new();
        for one in sentences {
            let words = desk.words(&one.span);
            if is_substitute(one) {
                walk.substitutes.push((index, one));
            }
            if is_lost_link(one, words) {
                walk.lost_links.push((index, one));
            }
            let ranges = bodies::named_in(words, &desk.bodies).into_iter();
            named.extend(ranges.map(|range| desk.within(&one.span, &range)));
        }
        walk.bodies.push(named);
    }
    walk
}

fn is_substitute(one: &Told) -> bool {
    let says = |wanted: &[Says]| one.scan.hits.iter().any(|hit| wanted.contains(&hit.says));
    let acts = [Says::Promise, Says::UnderWay, Says::AlreadyDone];
    says(&[Says::Substitute]) && says(&acts)
}

/// "Can be found here", and no address.
fn is_lost_link(one: &Told, words: &str) -> bool {
    let points = one.scan.hits.iter().any(|hit| hit.says == Says::LostLink);
    let address = || {
        ["http", "www.", "</"]
            .iter()
            .any(|part| words.contains(part))
    };
    points && !address()
}
