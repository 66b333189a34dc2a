//! Due date: as its promiser stated it and, beside it, what we take it to mean.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A date as stated, and our reading of it.
#[derive(Clone, Debug, Default)]
pub struct DueDate<'a> {
    /// The exact words: "by winter 2025".
    pub as_stated: &'a str,
    /// The last day it can mean, in words: "28 February 2026". None where we set no day.
    pub day: Option<&'a str>,
    /// The same for machines: "2026-02-28".
    pub machine_date: Option<&'a str>,
    /// What else to say, such as a status tag or "Later than first stated".
    pub remark: Option<Content<'a>>,
}

impl<'a> DueDate<'a> {
    /// Makes a date that we set no day for.
    #[must_use]
    pub fn new(as_stated: &'a str) -> Self {
        Self {
            as_stated,
            ..Self::default()
        }
    }

    /// Makes a date with the last day that we take it to mean, in words and for machines.
    #[must_use]
    pub fn read_as(as_stated: &'a str, day: &'a str, machine_date: &'a str) -> Self {
        Self {
            day: Some(day),
            machine_date: Some(machine_date),
            ..Self::new(as_stated)
        }
    }
}

impl Render for DueDate<'_> {
    fn render(&self) -> Markup {
        html! {
            span class="app-due-date" {
                q class="app-due-date__stated" { (self.as_stated) }
                " "
                span class="app-due-date__reading" {
                    @match self.day {
                        Some(day) => {
                            (words::TREATED_AS_DUE_BY) " "
                            time datetime=[self.machine_date] { (day) }
                            "."
                        },
                        None => (words::NO_DAY_SET),
                    }
                }
                @if let Some(remark) = &self.remark {
                    " "
                    span class="app-due-date__remark" { (remark) }
                }
            }
        }
    }
}
