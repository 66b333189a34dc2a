//! Lists and their items, each with the number that the page shows.

use super::{Page, Tag};
use crate::read::numerals::Numeral;

/// A list with numbers.
pub(super) struct Ordered {
    /// The number of the last item, or the one before the first.
    before: usize,
    numeral: Numeral,
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
        let styled = tag.attribute("style");
        let styled = styled.and_then(Numeral::of_style);
        let numeral = || Numeral::of_html(tag.attribute("type").unwrap_or_default().trim());
        self.lists.push((name == "ol").then(|| Ordered {
            before,
            numeral: styled.unwrap_or_else(numeral),
        }));
    }

    /// The marker that the page shows before the next item.
    pub(super) fn next_marker(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(list)) => {
                list.before = list.before.saturating_add(1);
                format!("{}. ", list.numeral.write(list.before))
            }
            _ => "- ".to_owned(),
        }
    }
}
