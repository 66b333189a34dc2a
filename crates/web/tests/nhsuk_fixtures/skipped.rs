//! The fixtures that our components do not follow, each with the reason.

/// Fixtures of one component that are not followed for one reason.
pub(crate) struct Skip {
    pub(crate) component: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) fixtures: &'static [&'static str],
}

const fn skip(
    component: &'static str,
    reason: &'static str,
    fixtures: &'static [&'static str],
) -> Skip {
    Skip {
        component,
        reason,
        fixtures,
    }
}

const ACCOUNT_ON_ITS_OWN_LINE: &str = "account or search in the line of a one-line header";
const AN_ERROR_SAYS_WHAT: &str = "an error without words: ours always say how to mend it";
const BREADCRUMBS_KEEP_ONE_FORM: &str = "breadcrumbs with other attributes or another back link";
const CALL_BLOCK: &str =
    "the body comes from a Nunjucks call block, which the fixture does not hold";
const CAPTIONS_STAND_FIRST: &str = "a caption elsewhere than first in its heading";
const CARDS_ARE_NOT_LINKS: &str = "a card that is a link as a whole, or has a linked heading";
const CARE_CARDS: &str = "advice on urgent care";
const DEPRECATED: &str = "options that the package will drop";
const FEWER_KINDS: &str = "a variation that no page of ours needs";
const LINKS_ONLY: &str = "a button in place of a link: ours leads somewhere, so it is a link";
const NEEDS_A_SCRIPT: &str = "does nothing without a script";
const NO_DARK_BACKGROUND: &str = "for dark backgrounds, which we do not have";
const NO_NHS_LOGIN: &str = "the button of NHS login, which we do not use";
const NO_NHS_MARK: &str =
    "the NHS mark with an organisation, or with a link beside that of the service";
const OPTIONS_NOT_CLASSES: &str = "a class that overrules an option: ours are set in one way only";
const SCROLLS_WITHOUT_A_SCRIPT: &str = "a scrolling region that needs a script: ours does without";

pub(crate) const SKIPPED: &[Skip] = &[
    skip("action-link", NO_DARK_BACKGROUND, &["default", "with HTML"]),
    skip("action-link", CALL_BLOCK, &["with HTML via call block"]),
    skip("action-link", LINKS_ONLY, &["as a button"]),
    skip("back-link", NO_DARK_BACKGROUND, &["default"]),
    skip(
        "back-link",
        LINKS_ONLY,
        &[
            "with HTML",
            "with HTML via call block",
            "with text escaping",
            "as a button",
        ],
    ),
    skip(
        "breadcrumb",
        BREADCRUMBS_KEEP_ONE_FORM,
        &[
            "attributes",
            "with back link as a button",
            "with back link custom text",
        ],
    ),
    skip("breadcrumb", NO_DARK_BACKGROUND, &["reverse"]),
    skip(
        "button",
        NO_DARK_BACKGROUND,
        &[
            "example reverse save button, small",
            "example reverse search button, small",
            "reverse",
            "reverse as a link",
            "reverse as a link, small",
            "reverse disabled",
            "reverse disabled, small",
            "reverse, small",
            "reverse with icon at end",
            "reverse with icon at end, small",
            "reverse with icon at start",
            "reverse with icon at start, small",
        ],
    ),
    skip(
        "button",
        NO_NHS_LOGIN,
        &[
            "login",
            "login as a link",
            "login as a link, small",
            "login disabled",
            "login disabled, small",
            "login, small",
            "login with icon at end",
            "login with icon at end, small",
            "login with icon at start",
            "login with icon at start, small",
        ],
    ),
    skip(
        "card",
        CALL_BLOCK,
        &[
            "default",
            "basic with custom HTML",
            "basic with custom HTML and heading as string",
            "basic with summary list",
            "basic with summary list and action",
            "basic with summary list and actions",
            "basic with summary list and actions array",
            "basic with summary list and actions (empty items)",
            "basic with summary list and actions, without heading",
            "basic with summary list and button",
            "basic with summary lists",
            "feature with nested card and summary list",
            "feature with summary list",
            "heading",
            "secondary with custom HTML",
            "secondary with summary list",
            "secondary with summary list and actions",
            "secondary with summary list and actions (empty items)",
            "secondary with summary list and actions, without heading",
            "secondary with summary list and button",
            "secondary with summary lists",
        ],
    ),
    skip(
        "card",
        CARDS_ARE_NOT_LINKS,
        &[
            "basic with heading link",
            "basic with summary list and heading link",
            "clickable",
            "primary (with chevron)",
            "primary (with chevron and description)",
            "secondary",
            "secondary non-clickable with custom description",
            "secondary with heading link",
            "secondary with summary list and heading link",
            "top task",
            "with image",
            "with image and caption",
            "with image and custom HTML",
        ],
    ),
    skip(
        "card",
        LINKS_ONLY,
        &[
            "basic with summary list and action as a button",
            "basic with summary list and actions as buttons",
        ],
    ),
    skip(
        "card",
        CARE_CARDS,
        &[
            "emergency (red and black)",
            "emergency (red and black) with action link",
            "non-urgent (blue)",
            "urgent (red)",
        ],
    ),
    skip(
        "checkboxes",
        NEEDS_A_SCRIPT,
        &[
            "with \"all\" option",
            "with \"all\" option (named group)",
            "with \"all\" option (named group, unique)",
            "with \"none\" option",
            "with \"none\" option, conditional content",
            "with \"none\" option, deprecated",
            "with \"none\" option (named group)",
            "with \"none\" option (named group, unique)",
        ],
    ),
    skip("checkboxes", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip(
        "details",
        CALL_BLOCK,
        &[
            "expander with HTML via call block",
            "with HTML via call block",
        ],
    ),
    skip("error-message", CALL_BLOCK, &["with HTML via call block"]),
    skip(
        "error-summary",
        NEEDS_A_SCRIPT,
        &["auto-focus disabled", "auto-focus explicitly enabled"],
    ),
    skip(
        "error-summary",
        CALL_BLOCK,
        &["with description via call block"],
    ),
    skip("fieldset", CALL_BLOCK, &["with HTML via call block"]),
    skip("footer", CALL_BLOCK, &["with meta HTML via call block"]),
    skip(
        "footer",
        FEWER_KINDS,
        &["with multiple navigation groups and custom HTML"],
    ),
    skip(
        "header",
        NO_NHS_MARK,
        &[
            "white linked logo, ARIA label",
            "with organisation name",
            "with organisation name (and descriptor)",
            "with organisation name (split with descriptor)",
            "with organisation name (split with descriptor), search",
            "with service name",
            "with service name as separate link",
            "with service name (linked)",
            "with service name (linked and long), search",
        ],
    ),
    skip(
        "header",
        ACCOUNT_ON_ITS_OWN_LINE,
        &[
            "with account inline (logged in)",
            "with account inline (logged out)",
            "with search inline",
            "with service name, account inline (logged in)",
            "with service name, account inline (logged out)",
        ],
    ),
    skip(
        "header",
        FEWER_KINDS,
        &[
            "with navigation (justified)",
            "with service name, search, account (logged in, complex), navigation",
        ],
    ),
    skip(
        "heading",
        OPTIONS_NOT_CLASSES,
        &["size class", "size class overriding size option"],
    ),
    skip(
        "heading",
        CAPTIONS_STAND_FIRST,
        &[
            "text and caption \"after\"",
            "text and caption \"after\" as a paragraph",
            "text and caption \"before\"",
            "text and caption \"before\" as a heading",
            "text and caption \"end\"",
        ],
    ),
    skip(
        "heading",
        FEWER_KINDS,
        &[
            "with link",
            "with link and caption",
            "with visually hidden text",
            "with visually hidden text and caption",
        ],
    ),
    skip("hint", CALL_BLOCK, &["with HTML via call block"]),
    skip(
        "input",
        OPTIONS_NOT_CLASSES,
        &["width class overriding width option"],
    ),
    skip("input", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip("inset-text", CALL_BLOCK, &["with HTML via call block"]),
    skip(
        "label",
        OPTIONS_NOT_CLASSES,
        &["size class overriding size option"],
    ),
    skip(
        "label",
        CAPTIONS_STAND_FIRST,
        &[
            "text and caption \"after\" as a paragraph",
            "text and caption \"before\" as a paragraph",
        ],
    ),
    skip(
        "label",
        DEPRECATED,
        &[
            "with deprecated page heading",
            "with deprecated page heading overriding heading",
        ],
    ),
    skip(
        "label",
        CALL_BLOCK,
        &[
            "with HTML via call block",
            "with HTML via call block, without heading",
        ],
    ),
    skip("label", FEWER_KINDS, &["with id attribute on heading"]),
    skip(
        "legend",
        OPTIONS_NOT_CLASSES,
        &["size class overriding size option"],
    ),
    skip(
        "legend",
        CAPTIONS_STAND_FIRST,
        &["text and caption \"after\" as a paragraph"],
    ),
    skip(
        "legend",
        DEPRECATED,
        &[
            "with deprecated page heading",
            "with deprecated page heading overriding heading",
        ],
    ),
    skip(
        "legend",
        CALL_BLOCK,
        &[
            "with HTML via call block",
            "with HTML via call block, without heading",
        ],
    ),
    skip("legend", FEWER_KINDS, &["with id attribute on heading"]),
    skip(
        "notification-banner",
        NEEDS_A_SCRIPT,
        &[
            "auto-focus disabled, with success variant",
            "auto-focus explicitly enabled, with success variant",
        ],
    ),
    skip(
        "notification-banner",
        FEWER_KINDS,
        &["custom tabindex", "paragraph with heading class"],
    ),
    skip(
        "notification-banner",
        CALL_BLOCK,
        &[
            "success with HTML via call block",
            "with HTML via call block",
        ],
    ),
    skip("pagination", DEPRECATED, &["with deprecated options"]),
    skip("radios", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip("search-input", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip("select", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip(
        "summary-list",
        LINKS_ONLY,
        &[
            "with actions as buttons",
            "with multiple actions as buttons",
            "as a card with action as a button",
            "as a card with actions as buttons",
        ],
    ),
    skip(
        "summary-list",
        CARDS_ARE_NOT_LINKS,
        &["as a card (clickable) without actions"],
    ),
    skip(
        "summary-list",
        CARE_CARDS,
        &[
            "as a card (type emergency) with actions",
            "as a card (type non-urgent) with actions",
            "as a card (type urgent) with actions",
        ],
    ),
    skip(
        "tables",
        NO_DARK_BACKGROUND,
        &[
            "default",
            "sortable server-side",
            "with column widths",
            "with numeric format",
            "with numeric format and missing data",
            "without border",
            "without last row border",
        ],
    ),
    skip(
        "tables",
        SCROLLS_WITHOUT_A_SCRIPT,
        &["scrolling", "scrolling as a card", "scrolling (full width)"],
    ),
    skip(
        "tables",
        NEEDS_A_SCRIPT,
        &[
            "scrolling sortable",
            "scrolling sortable as a card",
            "scrolling sortable (full width)",
            "sortable",
            "sortable with numeric format",
            "sortable with numeric format and missing data",
            "sortable with numeric format and sort values",
            "sortable with sort values",
            "sortable with string items",
        ],
    ),
    skip(
        "tables",
        DEPRECATED,
        &["as a card (feature) with deprecated options"],
    ),
    skip(
        "tag",
        OPTIONS_NOT_CLASSES,
        &["colour class overriding colour option"],
    ),
    skip("tag", CALL_BLOCK, &["with HTML via call block"]),
    skip("textarea", AN_ERROR_SAYS_WHAT, &["with error only"]),
    skip("warning-callout", CALL_BLOCK, &["with HTML via call block"]),
];
