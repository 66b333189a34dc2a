//! Public pages of a register, made on the server as whole HTML documents.
//!
//! [`layout`] is the frame of every page, [`components`] the pieces that stand in it, [`assets`]
//! the style sheet and icon, [`words`] what the frame says. No page needs JavaScript, sets a
//! cookie or calls a third party.

pub mod assets;
pub mod components;
pub mod layout;
pub mod words;
