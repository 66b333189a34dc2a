//! What is asked of XML: names without their prefix, attributes by name, characters.

use quick_xml::events::{BytesRef, BytesStart};

/// The name of an element without its prefix.
pub(super) fn name<'e>(element: &'e BytesStart<'_>) -> &'e str {
    local(element.name().into_inner())
}

/// A name without its prefix: "w:tbl" is "tbl".
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    attributes(element, name).next()
}

/// The values of all attributes that have a name without its prefix.
pub(super) fn attributes(element: &BytesStart<'_>, name: &str) -> impl Iterator<Item = String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes
        .flatten()
        .filter(move |attribute| local(attribute.key.into_inner()) == name)
        .map(|attribute| html_escape::decode_html_entities(&attribute.value).into_owned())
}

/// Whether a property is switched on: present, and not said to be off.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(element, "val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

/// The character that a reference (`&amp;`, `&#8217;`) stands for.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
