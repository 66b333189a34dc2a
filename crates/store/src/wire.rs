//! The JSON in which facts are kept. It has to be readable for ever, so it has types of its own.
//!
//! [`fact`] is the list of facts and their codes; [`recommendation`], [`organisation`] and [`due`]
//! are the forms of what stands in them; [`form`] is how a form is declared. Rules: codes instead
//! of names of Rust, absent fields left out, unknown fields ignored when reading. A field may be
//! added when its absence means what was meant before; none is ever renamed, removed or given
//! another meaning. `tests/wire/` holds one file of each, for ever.

mod due;
mod fact;
mod form;
mod organisation;
mod recommendation;

pub(crate) use fact::{decode, encode};

#[cfg(test)]
mod kept;
