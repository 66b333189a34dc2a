//! The options of a fixture, read one by one; what nobody has read is not supported.

use std::cell::RefCell;

use heeded_web::components::{Content, Size};
use maud::PreEscaped;
use serde_json::Value;

/// The options of one fixture, or of one part of it.
pub(crate) struct Options<'v> {
    value: &'v Value,
    taken: RefCell<Vec<&'static str>>,
}

impl<'v> Options<'v> {
    pub(crate) fn new(value: &'v Value) -> Self {
        Self {
            value,
            taken: RefCell::new(Vec::new()),
        }
    }

    /// Takes an option; one that says nothing counts as none.
    pub(crate) fn value(&self, key: &'static str) -> Option<&'v Value> {
        self.taken.borrow_mut().push(key);
        self.value.get(key).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<&'v str> {
        self.value(key)
            .map(|value| value.as_str().unwrap_or("(not a text)"))
    }

    pub(crate) fn words(&self, key: &'static str) -> &'v str {
        self.text(key).unwrap_or_default()
    }

    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.maybe(key) == Some(true)
    }

    pub(crate) fn maybe(&self, key: &'static str) -> Option<bool> {
        self.value(key).and_then(Value::as_bool)
    }

    /// Takes a flag that is on unless said otherwise.
    pub(crate) fn is_off(&self, key: &'static str) -> bool {
        self.maybe(key) == Some(false)
    }

    /// Takes a list, without its empty entries.
    pub(crate) fn list(&self, key: &'static str) -> Vec<&'v Value> {
        let list = self.value(key).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter(|item| !item.is_boolean() && !item.is_null())
            .collect()
    }

    pub(crate) fn part(&self, key: &'static str) -> Option<Options<'v>> {
        self.value(key)
            .filter(|value| value.is_object())
            .map(Options::new)
    }

    /// Takes `html` or else `text`.
    pub(crate) fn content(&self) -> Content<'v> {
        let (html, text) = (self.text("html"), self.text("text"));
        match (html, text) {
            (Some(html), _) => Content::Html(PreEscaped(html.to_owned())),
            (None, text) => Content::from(text.unwrap_or_default()),
        }
    }

    /// Takes an option that is a text or has `html` or `text`, and nothing else.
    pub(crate) fn content_of(&self, key: &'static str) -> Result<Option<Content<'v>>, String> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(Content::from(text))),
            Some(value @ Value::Object(_)) => {
                let part = Options::new(value);
                let content = part.content();
                part.all_taken()?;
                Ok(Some(content))
            }
            Some(other) => Err(format!("{key} is {other}")),
        }
    }

    pub(crate) fn size(&self) -> Result<Option<Size>, String> {
        match self.text("size") {
            None => Ok(None),
            Some("xs") => Ok(Some(Size::Xs)),
            Some("s") => Ok(Some(Size::S)),
            Some("m") => Ok(Some(Size::M)),
            Some("l") => Ok(Some(Size::L)),
            Some("xl") => Ok(Some(Size::Xl)),
            Some(other) => Err(format!("size {other}")),
        }
    }

    /// Fails if an option has not been taken.
    pub(crate) fn all_taken(&self) -> Result<(), String> {
        let taken = self.taken.borrow();
        let all = self.value.as_object().into_iter().flatten();
        match all
            .map(|(key, _)| key)
            .find(|key| !taken.contains(&key.as_str()))
        {
            None => Ok(()),
            Some(key) => Err(format!("option {key}")),
        }
    }

    /// Hands on what was made of the options, if all were taken.
    pub(crate) fn done<T>(&self, made: T) -> Result<T, String> {
        self.all_taken().map(|()| made)
    }
}
