//! The nouns and the rules of a register of safety recommendations. Read it top to bottom.

pub mod vocabulary;
