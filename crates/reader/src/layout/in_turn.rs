//! Bodies that answer one report in turn, behind all asks: below the heading with the name of each
//! stand its answers, by the numbers of the asks.

use super::entries::Shelf;
use super::roles::{Role, is_title};
use super::{Entry, Span};
use crate::read::BlockKind;
use crate::recognise::{bodies, words};

/// One heading over answers may be anything.
const HEADING_BLOCKS_MIN: usize = 2;

/// A heading with the name of who answers below it.
struct Head {
    block: usize,
    body: Span,
    /// The first site below it, which has the number of an ask and no words of one.
    site: usize,
}

/// Gives the answers below such headings to the bodies that they name. What a body says before its
/// answers belongs to no ask.
pub(super) fn tell_apart(shelf: &Shelf<'_>, found: &mut [(Entry, bool)]) {
    let heads = heads(shelf, found);
    if heads.len() < HEADING_BLOCKS_MIN {
        return;
    }
    let first = heads.first().map_or(0, |head| head.site);
    let before = found.get(..first.saturating_sub(1)).unwrap_or_default();
    let listed = before.iter().all(|(entry, _)| entry.answers.is_empty());
    for (at, head) in heads.iter().enumerate() {
        let Some((entry, mention)) = head.site.checked_sub(1).and_then(|at| found.get_mut(at))
        else {
            continue;
        };
        // Between the last of the asks and the first who answers stands no answer without a mark.
        let none = at == 0 && listed && !*mention;
        leave_before(entry, head.block, none);
        let end = heads.get(at + 1).map_or(found.len(), |next| next.site);
        for (entry, _) in found.iter_mut().take(end).skip(head.site) {
            for answer in &mut entry.answers {
                answer.from.get_or_insert_with(|| head.body.clone());
            }
        }
    }
}

/// Takes what stands at a block or behind it out of the answers of an entry, and with `unmarked`
/// those that only their place makes answers.
fn leave_before(entry: &mut Entry, block: usize, unmarked: bool) {
    let begins = |span: &Span| span.block >= block;
    for mut answer in std::mem::take(&mut entry.answers) {
        let placed = unmarked && answer.mark.is_none();
        if answer.mark.as_ref().is_some_and(begins) || placed {
            entry.unplaced.append(&mut answer.narrative);
            continue;
        }
        let (behind, own) = answer.narrative.into_iter().partition(begins);
        let behind: Vec<Span> = behind;
        entry.unplaced.extend(behind);
        answer.narrative = own;
        entry.answers.push(answer);
    }
}

/// The headings that name who answers, below each of which an ask is told of by its number.
fn heads(shelf: &Shelf<'_>, found: &[(Entry, bool)]) -> Vec<Head> {
    let finder = shelf.finder;
    let mut heads: Vec<Head> = Vec::new();
    for (block, role) in finder.roles.iter().enumerate() {
        let Some(body) = body_of(shelf, block, role) else {
            continue;
        };
        let site = shelf.sites.partition_point(|site| site.ask.block <= block);
        let told = found.get(site).is_some_and(|(_, mention)| *mention);
        if told && heads.last().is_none_or(|last| last.site < site) {
            heads.push(Head { block, body, site });
        }
    }
    heads
}

/// The name in "Response of the Tide Board", or in a heading or line that holds nothing else.
fn body_of(shelf: &Shelf<'_>, block: usize, role: &Role) -> Option<Span> {
    let span = shelf.finder.span(block);
    if let Role::Response {
        body: Some(body),
        reference: None,
        rest: None,
    } = role
    {
        let range = body.clone();
        return Some(Span { block, range });
    }
    let kind = shelf.finder.source.blocks.get(block)?.kind;
    let line = *role == Role::Name || matches!(kind, BlockKind::Heading(_));
    let name = shelf.finder.source.words(&span.range);
    let named = || is_title(name) && words::looks_like_name(name) && bodies::has_body_noun(name);
    (line && named()).then_some(span)
}
