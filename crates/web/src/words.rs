//! What the frame and the components say by themselves: every sentence of theirs, to translate.
//!
//! Words of pages stand in their pages. Words of records are never here and never translated.

/// The account bar.
pub const ACCOUNT: &str = "Account";
/// The button of the filter panel.
pub const APPLY_FILTERS: &str = "Apply filters";
/// Back link.
pub const BACK: &str = "Back";
/// Before the page that the back link of breadcrumbs leads to.
pub const BACK_TO: &str = "Back to";
/// The landmark of breadcrumbs.
pub const BREADCRUMB: &str = "Breadcrumb";
/// Takes all filters away.
pub const CLEAR_ALL_FILTERS: &str = "Clear all filters";
/// For screen readers, after the caption of a table.
pub const COLUMN_HEADERS_ARE_SORTABLE: &str = "Column headers are sortable";
/// The hidden heading of a contents list.
pub const CONTENTS: &str = "Contents";
/// Before an error message, and first in the title of a page whose form failed.
pub const ERROR: &str = "Error";
/// The filter panel.
pub const FILTER: &str = "Filter";
/// After "Previous" and "Next", for screen readers.
pub const HIDDEN_PAGE: &str = " page";
/// The first breadcrumb.
pub const HOME: &str = "Home";
/// The title of a notice.
pub const IMPORTANT: &str = "Important";
/// The working of a count.
pub const HOW_COUNTED: &str = "How this is counted";
/// Before inset text, for screen readers.
pub const INFORMATION: &str = "Information";
/// The landmark of the navigation.
pub const MENU: &str = "Menu";
/// The next page of a list.
pub const NEXT: &str = "Next";
/// For a day or number that nobody has put on record.
pub const NOT_KNOWN: &str = "Not known";
/// For what a document does not say.
pub const NOT_STATED: &str = "Not stated";
/// Beside a date as stated that names no day.
pub const NO_DAY_SET: &str = "We have set no day for this.";
/// The landmark of a contents list.
pub const ON_THIS_PAGE: &str = "On this page";
/// The landmark of a pagination.
pub const PAGINATION: &str = "Pagination";
/// The landmark of the line that says how young the register is.
pub const PHASE: &str = "Phase";
/// The previous page of a list.
pub const PREVIOUS: &str = "Previous";
/// Before a filter that the link takes away, for screen readers.
pub const REMOVE_FILTER: &str = "Remove filter";
/// A search button that shows an icon alone.
pub const SEARCH: &str = "Search";
/// The label of the search field in the header.
pub const SEARCH_THE_REGISTER: &str = "Search the register";
/// The hidden heading of the filters in force.
pub const SELECTED_FILTERS: &str = "Selected filters";
/// The first link of a page.
pub const SKIP_TO_MAIN_CONTENT: &str = "Skip to main content";
/// The title of a banner that says what has been done.
pub const SUCCESS: &str = "Success";
/// The hidden heading of the links in the footer.
pub const SUPPORT_LINKS: &str = "Support links";
/// The heading of an error summary.
pub const THERE_IS_A_PROBLEM: &str = "There is a problem";
/// Between a date as stated and our reading of it.
pub const TREATED_AS_DUE_BY: &str = "We treat this as due by";

/// The link to a feed of a list.
pub const FOLLOW_THIS_LIST: &str = "Follow this list as a feed (Atom)";

/// The link to a feed of a record.
pub const FOLLOW_THIS_RECORD: &str = "Follow this record as a feed (Atom)";

/// The link to a feed of what concerns an organisation.
pub const FOLLOW_THIS_ORGANISATION: &str = "Follow this organisation as a feed (Atom)";

/// The link to the page as data.
pub const THIS_PAGE_AS_DATA: &str = "This page as data (JSON)";
/// Opens the table that a picture is drawn from.
pub const THESE_FIGURES_AS_A_TABLE: &str = "These figures as a table";
/// The link to the figures of a picture.
pub const THESE_FIGURES_AS_A_FILE: &str = "These figures as a file (CSV)";

/// The line on the status of the register, when it is not an official publication.
pub const NOT_OFFICIAL: &str = "This is not an official publication.";
/// The line on the status of the register, when it is one.
pub const OFFICIAL: &str = "This is an official publication.";

/// Says who runs the register.
#[must_use]
pub fn run_by(body: &str) -> String {
    format!("This register is run by {body}.")
}

/// Says that a page shows a past day.
#[must_use]
pub fn as_of(day: &str) -> String {
    format!(
        "This page shows the register as it stood on {day}. What has no day on record is shown as \
         if it had always been so."
    )
}

/// Says at the foot of a printed page what it is a copy of.
#[must_use]
pub fn printed(address: &str, day: &str) -> String {
    format!("Printed from {address} on {day}.")
}

/// The link from a past day to today.
pub const SEE_TODAY: &str = "See this page as it is today";

/// The name of a page of a list.
#[must_use]
pub fn page(number: u32) -> String {
    format!("Page {number}")
}

/// Says which page of a list this is.
#[must_use]
pub fn page_of(current: u32, last: u32) -> String {
    format!("(page {current} of {last})")
}

/// What the parts of the service are called in the navigation.
pub mod parts {
    /// About the register.
    pub const ABOUT: &str = "About";
    /// What falls due.
    pub const DUE: &str = "Due";
    /// Organisations.
    pub const ORGANISATIONS: &str = "Organisations";
    /// Recommendations.
    pub const RECOMMENDATIONS: &str = "Recommendations";
    /// Counts over the register.
    pub const STATISTICS: &str = "Statistics";
    /// Reports.
    pub const REPORTS: &str = "Reports";
    /// How statuses work.
    pub const STATUSES: &str = "How statuses work";
}

/// What the pages that every service has are called in the footer.
pub mod support {
    /// Accessibility statement.
    pub const ACCESSIBILITY: &str = "Accessibility";
    /// Ways to reach those who run the register.
    pub const CONTACT: &str = "Contact";
    /// Cookies.
    pub const COOKIES: &str = "Cookies";
    /// Data and API.
    pub const DATA: &str = "Data and API";
    /// Glossary.
    pub const GLOSSARY: &str = "Glossary";
    /// Privacy.
    pub const PRIVACY: &str = "Privacy";
    /// How statuses work.
    pub const STATUSES: &str = "How statuses work";
    /// Terms.
    pub const TERMS: &str = "Terms";
}

/// 1234567 as "1,234,567".
#[must_use]
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
