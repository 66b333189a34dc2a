//! What single words and phrases are: names, references, dates, sentences, how far a sentence
//! binds.

pub(crate) mod bodies;
pub(crate) mod clauses;
pub(crate) mod columns;
pub(crate) mod commitment;
pub(crate) mod dates;
pub(crate) mod lexicon;
pub(crate) mod likelihood;
pub(crate) mod marks;
pub(crate) mod mentions;
pub(crate) mod named_asks;
pub(crate) mod names;
pub(crate) mod occasions;
pub(crate) mod places;
pub(crate) mod references;
pub(crate) mod sentences;
pub(crate) mod stance;
pub(crate) mod words;
