//! Lists and their items, each with the number that the page shows.

use super::{Page, Tag};
use crate::read::numerals::Numeral;

/// A list with numbers.
pub(super) struct Ordered {
    /// The number of the last item, or the one before the first.
    before: usize,
    numeral: Numeral,
    /// Whether its style hides the numbers.
    is_hidden: bool,
}

impl Page<'_> {
    pub(super) fn open_item(&mut self, tag: &Tag<'_>) {
        self.end_block();
        self.items = self.lists.len().max(1);
        self.item_begins = true;
        // `<li value="4">`
        let value = tag.attribute("value");
        let value = value.and_then(|value| value.trim().parse::<usize>().ok());
        if let (Some(Some(list)), Some(value)) = (self.lists.last_mut(), value) {
            list.before = value.saturating_sub(1);
        }
    }

    pub(super) fn open_list(&mut self, tag: &Tag<'_>, name: &str) {
        self.end_block();
        let first = tag.attribute("start");
        let first = first.and_then(|first| first.trim().parse::<usize>().ok());
        let before = first.map_or(0, |first| first.saturating_sub(1));
        let style = tag.attribute("style").unwrap_or_default();
        let styled = Numeral::of_style(style);
        let hides = |rule: &str| {
            let mut sides = rule.splitn(2, ':').map(str::trim);
            let named = sides
                .next()
                .is_some_and(|name| name.starts_with("list-style"));
            named && sides.next().is_some_and(|value| value.starts_with("none"))
        };
        let numeral = || Numeral::of_html(tag.attribute("type").unwrap_or_default().trim());
        self.lists.push((name == "ol").then(|| Ordered {
            before,
            numeral: styled.unwrap_or_else(numeral),
            is_hidden: style.split(';').any(hides),
        }));
    }

    /// The marker that the page shows before the next item, which begins with these words.
    pub(super) fn next_marker(&mut self, words: &str) -> String {
        match self.lists.last_mut() {
            Some(Some(list)) => {
                list.before = list.before.saturating_add(1);
                // A page that types its numbers itself hides those of the list.
                if list.is_hidden || is_number(words) {
                    return "- ".to_owned();
                }
                format!("{}. ", list.numeral.write(list.before))
            }
            _ => "- ".to_owned(),
        }
    }
}

/// Whether words begin with a number of their own: "7.1 The Board", "(a) the piers", "4. Lamps".
fn is_number(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let inner = first.trim_matches(['(', ')', '.']);
    let digits = inner
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let dotted = digits && inner.contains('.');
    let marked = inner.len() < first.len() && (digits || inner.len() == 1);
    !inner.is_empty() && (dotted || marked)
}
