//! The nouns and the rules of a register of safety recommendations. Read it like a rule book,
//! from top to bottom:
//!
//! [`vocabulary`] the closed word lists · [`id`] permanent identifiers · [`key`] words that mean
//! one thing · [`scheme`] an issuer's rule book · [`organisation`] bodies and their succession ·
//! [`recommendation`] the facts · [`event`] what can happen · [`decide`](mod@decide) what may be
//! recorded · [`replay`] from events to facts · [`answer`] until when an answer is owed ·
//! [`timing`] whether a promise is late · [`status`](mod@status) what it amounts to on a day ·
//! [`measure`] how long things take · [`chronicle`](mod@chronicle) on every day. No I/O, clock,
//! database or wire format in here.

pub mod vocabulary;

pub mod id;

pub mod key;

pub mod wording;

pub mod scheme;

pub mod organisation;

pub mod recommendation;

mod title;

pub mod event;

pub mod decide;

pub mod replay;

pub mod answer;

pub mod ending;

pub mod timing;

pub mod status;

pub mod measure;

pub mod chronicle;
