//! One request: what is asked for, as of which day, in which form.
//!
//! Everything is in the address. `.json` at the end of a path asks for the page's twin as data;
//! `?as-of=2025-06-01` for the page as things stood at the end of that day.

use crate::layout::{AsOf, Page, Printed, Site, Twin};
use crate::register::Register;
use crate::trouble::{TakenDown, Trouble, Wrong};
use crate::words;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use heeded_domain::event::{Event, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::replay::{kept, taken_down};
use heeded_due::day_in_words;
use heeded_publish::name;
use heeded_store::Directory;
use jiff::civil::Date;
use maud::{Markup, Render};
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;

/// The field of the address that says as of which day.
pub const AS_OF: &str = "as-of";

/// The first year as of which pages can be read. Nobody published safety recommendations before;
/// an earlier year is a slip, such as 0205 for 2025.
const AS_OF_YEAR_MIN: i16 = 1700;

/// The form of an answer; the end of the path asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page to read.
    Page,
    /// Its twin as data: `.json`.
    Data,
    /// A table: `.csv`.
    Table,
    /// A feed: `.atom`.
    Feed,
}

impl Form {
    fn of(path: &str) -> Self {
        match path.rsplit_once('.') {
            Some((_, "json")) => Self::Data,
            Some((_, "csv")) => Self::Table,
            Some((_, "atom")) => Self::Feed,
            _ => Self::Page,
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// What the page stands on.
    pub register: Register,
    /// The path without `.json`.
    pub path: String,
    /// The form that is asked for.
    pub form: Form,
    /// The fields of the address.
    pub fields: Fields,
    /// Today.
    pub today: Date,
    /// The day asked for, where one is.
    pub as_of: Result<Option<Date>, Trouble>,
}

impl FromRequestParts<Register> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        register: &Register,
    ) -> Result<Self, Infallible> {
        let path = parts.uri.path();
        let fields = Fields::read(parts.uri.query().unwrap_or_default());
        let today = (register.today)();
        Ok(Self {
            path: path.strip_suffix(".json").unwrap_or(path).to_owned(),
            form: Form::of(path),
            as_of: day_asked_for(&fields, today),
            today,
            register: register.clone(),
            fields,
        })
    }
}

fn day_asked_for(fields: &Fields, today: Date) -> Result<Option<Date>, Trouble> {
    let Some(text) = fields.get(AS_OF) else {
        return Ok(None);
    };
    let wrong = |what: &'static str, mend: String| Wrong::new((AS_OF, text), what, mend).into();
    let Ok(day) = text.parse::<Date>() else {
        let mend = "Write it as year, month and day, such as 2025-06-01".to_owned();
        return Err(wrong("The day in the address is not a day", mend));
    };
    if day > today {
        // "No response on record as of" a day that has not come would be said of what nobody knows.
        let mend = format!(
            "What will be on record then is not known. Choose today, {}, or a day before",
            day_in_words(today)
        );
        return Err(wrong("That day has not come yet", mend));
    }
    if day.year() < AS_OF_YEAR_MIN {
        let mend = "Write the year with four digits, such as 2025-06-01".to_owned();
        return Err(wrong("That day is before all recommendations", mend));
    }
    Ok(Some(day))
}

impl Visit {
    /// The day that the page shows.
    ///
    /// # Errors
    ///
    /// When the day asked for is not a day.
    pub fn day(&self) -> Result<Date, Trouble> {
        Ok(self.as_of.clone()?.unwrap_or(self.today))
    }

    /// Every organisation, by identifier.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn directory(&self) -> Result<Arc<Directory>, Trouble> {
        Ok(self.register.store.directory().await?)
    }

    /// The events of a recommendation that is public.
    ///
    /// # Errors
    ///
    /// When there is none, it was taken down, or the store fails.
    pub(crate) async fn events_of(&self, id: RecommendationId) -> Result<Vec<Event>, Trouble> {
        let store = &self.register.store;
        let events = store.events(Subject::Recommendation(id)).await?;
        let record = kept(&events).ok_or(Trouble::NotFound)?;
        let Some((down, reason)) = taken_down(&events) else {
            return Ok(events);
        };
        let report = match record.ask.report {
            Some(report) => store.report(report).await?.map(|told| (report, told.title)),
            None => None,
        };
        let issuer = record.ask.issuer;
        let name = name(&*self.directory().await?, issuer).to_owned();
        Err(Trouble::TakenDown(Box::new(TakenDown {
            id,
            on: down.on,
            reason: reason.to_owned(),
            issuer: (issuer, name),
            report,
        })))
    }

    /// An address within the register, as of the same day as this page.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        match &self.as_of {
            Ok(Some(day)) => format!("{path}?{AS_OF}={day}"),
            _ => path.to_owned(),
        }
    }

    /// The path that was asked for, in the same form.
    #[must_use]
    pub fn address(&self) -> String {
        match self.form {
            Form::Data => format!("{}.json", self.path),
            Form::Page | Form::Table | Form::Feed => self.path.clone(),
        }
    }

    /// The address of another page of the list that this is.
    #[must_use]
    pub fn to_page(&self, number: u32) -> String {
        let fields = self.fields.with("page", &number.to_string());
        format!("{}{}", self.path, fields.as_query())
    }

    /// Answers with the page, or its twin as data, or the problem page.
    pub fn answer<T, J: Serialize>(
        &self,
        result: Result<T, Trouble>,
        data: impl FnOnce(&T) -> J,
        html: impl FnOnce(&T) -> Markup,
    ) -> Response {
        match result {
            Ok(found) if self.form == Form::Data => Json(data(&found)).into_response(),
            Ok(found) => Html(html(&found).into_string()).into_response(),
            Err(trouble) => trouble.answer(self),
        }
    }

    /// The frame of a page: title, breadcrumbs and the like are for the page to set.
    pub fn frame(&self, title: &str, set: impl FnOnce(&mut Page<'_>), main: Markup) -> Markup {
        let deployment = &self.register.deployment;
        let site = Site {
            service_name: &deployment.service_name,
            run_by: &deployment.run_by,
            official: deployment.official,
            phase: crate::pages::phase(deployment),
            ..Site::default()
        };
        let day = self.as_of.clone().ok().flatten().map(day_in_words);
        let twin = format!("{}.json{}", self.path, self.fields.as_query());
        let today_href = format!("{}{}", self.path, self.fields.without(AS_OF).as_query());
        let address = format!("{}{}", deployment.public_address, self.path);
        let printed_on = day_in_words(self.today);
        let mut page = Page::new(&site, title, main);
        page.twins = vec![Twin::json(&twin)];
        page.as_of = day.as_deref().map(|day| AsOf {
            day,
            today_href: &today_href,
        });
        page.printed = Some(Printed {
            address: &address,
            day: &printed_on,
        });
        set(&mut page);
        page.render()
    }
}

/// The fields of an address, in order; a name may come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads the fields of an address, or of a form that was sent.
    pub(crate) fn read(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        // Forms send empty fields; they ask for nothing.
        let set = pairs.filter(|(_, value)| !value.trim().is_empty());
        Self(
            set.map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
                .collect(),
        )
    }

    /// The first value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every field with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// The fields without one.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(n, _)| n != name).cloned().collect())
    }

    /// The fields without one value of one.
    #[must_use]
    pub fn without_value(&self, name: &str, value: &str) -> Self {
        Self(
            self.0
                .iter()
                .filter(|(n, v)| n != name || v != value)
                .cloned()
                .collect(),
        )
    }

    /// The fields with one set to this value alone.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut fields = self.without(name);
        fields.0.push((name.to_owned(), value.to_owned()));
        fields
    }

    /// The fields with one value of one more.
    #[must_use]
    pub fn and(&self, name: &str, value: &str) -> Self {
        let mut fields = self.clone();
        fields.0.push((name.to_owned(), value.to_owned()));
        fields
    }

    /// As the end of an address, with its question mark; empty when there are none.
    #[must_use]
    pub fn as_query(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut query = form_urlencoded::Serializer::new("?".to_owned());
        for (name, value) in &self.0 {
            query.append_pair(name, value);
        }
        // The serialiser puts a separator after what it was handed.
        query.finish().replacen("?&", "?", 1)
    }
}

/// Words for a day that may not be known.
#[must_use]
pub fn day_or_not_stated(day: Option<Date>) -> String {
    day.map_or_else(|| words::NOT_STATED.to_owned(), day_in_words)
}

/// A month in words: "November 2026".
#[must_use]
pub fn month_in_words((year, month): (i16, i8)) -> String {
    format!("{} {year}", heeded_due::month_name(month))
}

/// The year and calendar quarter, from 1, of a day.
#[must_use]
pub fn quarter_of(day: Date) -> (i16, i8) {
    (day.year(), (day.month() + 2) / 3)
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn fields_keep_their_order_and_lose_what_is_empty() {
        let fields = Fields::read("status=closed&status=withdrawn&issuer=&page=2&x=a%26b");
        assert_eq!(
            fields.all("status").collect::<Vec<_>>(),
            ["closed", "withdrawn"]
        );
        assert_eq!(fields.get("issuer"), None);
        assert_eq!(
            fields.with("page", "1").as_query(),
            "?status=closed&status=withdrawn&x=a%26b&page=1"
        );
        assert_eq!(
            fields
                .without_value("status", "closed")
                .without("x")
                .as_query(),
            "?status=withdrawn&page=2"
        );
        assert_eq!(Fields::read("").as_query(), "");
    }
}
