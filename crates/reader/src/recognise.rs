//! What single words and phrases are: names, references, sentences, dispositions, commitments.

pub(crate) mod names;
