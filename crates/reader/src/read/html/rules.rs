//! What an element is for: words of the document, or furniture of the site around them.

use super::tokens::Tag;
use crate::recognise::words;

/// What an element does to the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing: it stands in the line.
    Inline,
    /// Begins and ends a block.
    Block,
    Heading(u8),
    Item,
    List,
    Break,
    Link,
    Table,
    Row,
    HeadCell,
    Cell,
    /// A term, and what is said of it.
    Term,
    Detail,
    /// The main part of the page.
    Main,
    Title,
    /// Never words: scripts, styles, drawings, fields of forms.
    Never,
    /// Furniture where it stands outside the main part.
    Furniture,
}

/// The role of an element by its name.
pub(super) fn role(name: &str) -> Role {
    match name {
        "a" => Role::Link,
        "br" => Role::Break,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "li" => Role::Item,
        "ul" | "ol" | "menu" => Role::List,
        "table" => Role::Table,
        "tr" => Role::Row,
        "th" => Role::HeadCell,
        "td" => Role::Cell,
        "dt" => Role::Term,
        "dd" => Role::Detail,
        "main" => Role::Main,
        "title" => Role::Title,
        "nav" | "header" | "footer" | "aside" | "dialog" => Role::Furniture,
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "button"
        | "textarea" | "object" | "noembed" | "noframes" | "math" | "canvas" | "audio"
        | "video" => Role::Never,
        "p" | "div" | "section" | "article" | "blockquote" | "pre" | "figure" | "figcaption"
        | "address" | "details" | "summary" | "fieldset" | "legend" | "form" | "hr" | "dl"
        | "caption" | "thead" | "tbody" | "tfoot" | "body" | "html" | "center" | "head" => {
            Role::Block
        }
        _ => Role::Inline,
    }
}

/// The role of an element by its class, where a site's own marks show pairs of label and value:
/// Drupal, in which many inspectors and auditors publish, writes its fields so.
pub(super) fn field(tag: &Tag<'_>, name: &str) -> Option<Role> {
    const LABELS: &[&str] = &["field__label", "field-label"];
    const VALUES: &[&str] = &["field__item", "field__items", "field-item", "field-items"];
    if !matches!(name, "div" | "span" | "p") {
        return None;
    }
    let mut classes = tag.attribute("class")?.split_ascii_whitespace();
    classes.find_map(|class| {
        let label = LABELS.contains(&class).then_some(Role::Term);
        label.or_else(|| VALUES.contains(&class).then_some(Role::Detail))
    })
}

/// Whether an element in a line has a class of its own, by which a page may set it apart.
pub(super) fn is_styled(tag: &Tag<'_>, name: &str) -> bool {
    name == "span" && tag.attribute("class").is_some()
}

/// Whether an element in a line is a mark beside other words, set apart from them by its style
/// alone: "<span>1</span><span class="badge">Open</span>".
pub(super) fn is_badge(tag: &Tag<'_>, name: &str) -> bool {
    const BADGES: &[&str] = &[
        "badge",
        "chip",
        "govuk-tag",
        "label",
        "lozenge",
        "pill",
        "status",
        "tag",
    ];
    let is_one = |class: &str| {
        BADGES.iter().any(|badge| {
            let rest = class.strip_prefix(badge);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
        })
    };
    matches!(name, "b" | "em" | "span" | "strong")
        && tag
            .attribute("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(is_one))
}

/// Elements without content: they never open anything.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What classes and ids of furniture begin with.
const FURNITURE_BEGINS: &[&str] = &[
    "cookie",
    "breadcrumb",
    "skip-link",
    "skiplink",
    "skip-to",
    "site-header",
    "site-footer",
    "site-nav",
    "navbar",
    "pagination",
    "social-",
    "share-",
    "sharing",
    "global-header",
    "global-footer",
    "back-to-top",
    "print-link",
];
/// What they hold anywhere, for names such as "app-cookie-banner".
const FURNITURE_HOLDS: &[&str] = &[
    "cookie-banner",
    "cookie-consent",
    "breadcrumbs",
    "skip-link",
];
/// What they are.
const FURNITURE_IS: &[&str] = &["share", "sidebar", "footer", "nav", "navigation", "menu"];
const FURNITURE_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "tooltip",
    "dialog",
    "alertdialog",
];

/// What the classes of such panels hold.
const OPENED: &[&str] = &[
    "accordion",
    "collaps",
    "disclosure",
    "expand",
    "tab-pane",
    "tabpanel",
];

/// Whether an element says of itself that it is furniture or not shown.
pub(super) fn is_furniture(tag: &Tag<'_>, name: &str) -> bool {
    // A page's own frame often carries such classes for its styles; and a paragraph has no end tag
    // by which one could tell where the furniture ends.
    if !matches!(
        name,
        "div" | "section" | "ul" | "ol" | "a" | "span" | "form" | "table"
    ) {
        return false;
    }
    tag.attributes().any(|(key, value)| {
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        if is("class") || is("id") {
            value.split_ascii_whitespace().any(names_furniture)
        } else if is("hidden") {
            value != "until-found" && !opens_by_hand(tag)
        } else {
            is("role") && FURNITURE_ROLES.contains(&value)
        }
    })
}

/// Whether an element is hidden only until its reader opens it: the panel of an accordion or a tab.
fn opens_by_hand(tag: &Tag<'_>) -> bool {
    tag.attributes().any(|(key, value)| {
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let named = || OPENED.iter().any(|part| words::find(value, part).is_some());
        is("role") && value.eq_ignore_ascii_case("tabpanel") || is("class") && named()
    })
}

fn names_furniture(word: &str) -> bool {
    let begins = |begin: &&str| {
        let head = word.get(..begin.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(begin))
    };
    FURNITURE_BEGINS.iter().any(begins)
        || FURNITURE_HOLDS
            .iter()
            .any(|part| words::find(word, part).is_some())
        || FURNITURE_IS
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
}
