//! Class attributes put together from a base class and what applies to it.

use maud::Render;

/// A class attribute in the making.
#[derive(Clone, Debug)]
pub(super) struct Classes(String);

impl Classes {
    /// Starts from the class that the element always has.
    pub(super) fn new(base: &str) -> Self {
        Self(base.to_owned())
    }

    /// Adds a class, or several with spaces between; nothing when empty.
    pub(super) fn add(mut self, class: &str) -> Self {
        if !class.is_empty() {
            if !self.0.is_empty() {
                self.0.push(' ');
            }
            self.0.push_str(class);
        }
        self
    }

    /// Adds a class when the condition holds.
    pub(super) fn when(self, condition: bool, class: &str) -> Self {
        if condition { self.add(class) } else { self }
    }

    /// Adds `prefix` and `suffix` written together, when there is a suffix.
    pub(super) fn modifier(self, prefix: &str, suffix: Option<&str>) -> Self {
        match suffix {
            Some(suffix) => self.add(&format!("{prefix}{suffix}")),
            None => self,
        }
    }
}

impl Render for Classes {
    fn render_to(&self, buffer: &mut String) {
        self.0.render_to(buffer);
    }
}

/// Joins the ids of hint and error for `aria-describedby`; none gives no attribute.
pub(super) fn described_by(ids: &[Option<&str>]) -> Option<String> {
    let ids: Vec<&str> = ids
        .iter()
        .flatten()
        .copied()
        .filter(|id| !id.is_empty())
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
