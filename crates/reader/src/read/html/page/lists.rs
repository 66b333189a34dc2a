//! Lists and their items, each with the number that the page shows.

use super::{Page, Tag};

impl Page<'_> {
    pub(super) fn open_item(&mut self, tag: &Tag<'_>) {
        self.end_block();
        self.items = self.lists.len().max(1);
        self.item_begins = true;
        // `<li value="4">`
        let value = tag.attribute("value");
        let value = value.and_then(|value| value.trim().parse::<usize>().ok());
        if let (Some(Some(number)), Some(value)) = (self.lists.last_mut(), value) {
            *number = value.saturating_sub(1);
        }
    }

    pub(super) fn open_list(&mut self, tag: &Tag<'_>, name: &str) {
        self.end_block();
        let first = tag.attribute("start");
        let first = first.and_then(|first| first.trim().parse::<usize>().ok());
        let before = first.map_or(0, |first| first.saturating_sub(1));
        self.lists.push((name == "ol").then_some(before));
    }
}
