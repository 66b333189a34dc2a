//! The pieces that pages are made of: one file per component.
//!
//! Those from nhsuk-frontend 10.6.1 give the markup of the package's own macros, which
//! `tests/nhsuk_fixtures.rs` proves against the package's fixtures; those of our own carry classes
//! that begin with `app-`. Each is a struct of plain fields with a short constructor for what it
//! cannot do without, and renders with `maud::Render`: `html! { (Tag::new("Completed")) }`.
//!
//! Styles are in `/style`; the words that components say by themselves are in [`crate::words`].

mod action_link;
mod back_link;
mod breadcrumbs;
mod button;
mod card;
pub mod chart;
mod checkboxes;
mod choice;
mod classes;
mod content;
mod contents_list;
mod details;
mod difference;
mod due_date;
mod error_message;
mod error_summary;
mod fieldset;
mod filter;
mod footer;
mod form_group;
mod header;
mod heading;
mod hint;
mod icon;
mod input;
mod inset_text;
mod label;
mod notification_banner;
mod pagination;
mod phase_banner;
mod quotation;
mod radios;
mod results;
mod search_input;
mod select;
mod selected_filters;
mod skip_link;
mod status;
mod summary_list;
mod table;
mod tag;
mod textarea;
mod timeline;
mod warning_callout;
mod working;

pub use action_link::ActionLink;
pub use back_link::BackLink;
pub use breadcrumbs::{Breadcrumb, Breadcrumbs};
pub use button::{Button, ButtonIcon, ButtonVariant};
pub use card::{Card, CardAction, CardVariant};
pub use checkboxes::Checkboxes;
pub use choice::{Choice, ChoiceItem};
pub use content::Content;
pub use contents_list::{ContentsItem, ContentsList};
pub use details::Details;
pub use difference::Difference;
pub use due_date::DueDate;
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorItem, ErrorSummary};
pub use fieldset::{Fieldset, Legend};
pub use filter::{Filter, FilterGroup};
pub use footer::{Footer, FooterColumn, FooterLink};
pub use header::{Account, AccountItem, Header, HeaderSearch, Logo, NavigationItem};
pub use heading::{Caption, Heading, Level, Size};
pub use hint::Hint;
pub use icon::Icon;
pub use input::Input;
pub use inset_text::InsetText;
pub use label::Label;
pub use notification_banner::{BannerHeading, NotificationBanner};
pub use pagination::{PageItem, PageLink, Pagination, page_of, pages};
pub use phase_banner::PhaseBanner;
pub use quotation::Quotation;
pub use radios::Radios;
pub use results::{ResultItem, Results};
pub use search_input::{SearchButton, SearchInput};
pub use select::{Select, SelectOption};
pub use selected_filters::{SelectedFilter, SelectedFilters};
pub use skip_link::SkipLink;
pub use status::Status;
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Align, Cell, Column, Sort, SortOrder, Table};
pub use tag::{Tag, TagColour};
pub use textarea::Textarea;
pub use timeline::{Timeline, TimelineItem};
pub use warning_callout::WarningCallout;
pub use working::Working;
