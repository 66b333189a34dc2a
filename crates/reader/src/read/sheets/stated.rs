//! What a workbook states of its own size: calamine sets memory aside for it before it looks, and
//! memory that is not there ends the whole program.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::MOST_CELLS;
use crate::read::package::{Fault, Package};
use crate::read::xml::{attributes, name};

/// Refuses a workbook that states more strings than there may be cells.
pub(super) fn strings(package: &mut Package<'_>) -> Result<(), Fault> {
    let is_strings = |name: &String| name.to_lowercase().ends_with("sharedstrings.xml");
    for part in package.names().iter().filter(|name| is_strings(name)) {
        let xml = package.xml(part)?.unwrap_or_default();
        if stated_strings(&xml).is_some_and(|strings| strings > MOST_CELLS) {
            return Err(Fault::Bomb);
        }
    }
    Ok(())
}

fn stated_strings(xml: &str) -> Option<usize> {
    let mut reader = Reader::from_str(xml);
    // As calamine reads it: what stops this reader has to stop that one.
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if name(&element) == "sst" => {
                return largest(&element, "uniqueCount");
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The largest number that an element gives under a name, whatever the prefix: which of them
/// calamine goes by does not matter then. More than can be counted is too many.
pub(super) fn largest(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    let given = attributes(element, name);
    let number = |value: String| value.trim().parse().unwrap_or(usize::MAX);
    given.map(number).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_counted_as_stated() {
        let stated = |count: &str| stated_strings(&format!("<sst uniqueCount=\"{count}\"><si/>"));
        assert_eq!(stated("12"), Some(12));
        assert_eq!(stated("99999999999999999999999999"), Some(usize::MAX));
        assert_eq!(stated_strings("<sst><si/>"), None);
        let hidden = "<a></b><sst x:uniqueCount=\"1\" uniqueCount=\"70000000\"><si/>";
        assert_eq!(stated_strings(hidden), Some(70_000_000));
    }
}
