//! From phrases to days: what the grammar read, seen from the day on which it was said.

pub(crate) mod alternatives;
pub(crate) mod combine;
pub(crate) mod count;
pub(crate) mod named_day;
pub(crate) mod parts;
pub(crate) mod period;
pub(crate) mod readings;
pub(crate) mod scene;
