//! The stems of words, remembered: a register says the same words again and again, and finding a
//! stem takes longer than all else that is done to a word before it stands in the index.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};

/// Words whose stems are remembered, some 80 bytes each; when there are more all are forgotten.
const STEM_WORDS_MAX: usize = 30_000;

/// Puts the stem of a word in its place.
#[derive(Clone, Default)]
pub(crate) struct Stems(Arc<Mutex<HashMap<String, Box<str>>>>);

impl Stems {
    /// Puts the stem in the place of a word.
    fn stem(&self, stemmer: &mut TextAnalyzer, word: &mut String) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stem) = known.get(word.as_str()) {
            word.clear();
            word.push_str(stem);
            return;
        }
        let mut stem = String::new();
        stemmer
            .token_stream(word)
            .process(&mut |token| stem.push_str(&token.text));
        if known.len() >= STEM_WORDS_MAX {
            known.clear();
        }
        known.insert(std::mem::replace(word, stem.clone()), stem.into());
    }
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, words: T) -> Stemmed<T> {
        Stemmed {
            words,
            stems: self,
            stemmer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
        }
    }
}

/// What cuts a text into words, with stems.
#[derive(Clone)]
pub(crate) struct Stemmed<T> {
    words: T,
    stems: Stems,
    stemmer: TextAnalyzer,
}

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = StemmedStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedStream {
            words: self.words.token_stream(text),
            stems: &self.stems,
            stemmer: &mut self.stemmer,
        }
    }
}

/// The stems of a text.
pub(crate) struct StemmedStream<'a, S> {
    words: S,
    stems: &'a Stems,
    stemmer: &'a mut TextAnalyzer,
}

impl<S: TokenStream> TokenStream for StemmedStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.words.advance() {
            return false;
        }
        self.stems
            .stem(self.stemmer, &mut self.words.token_mut().text);
        true
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::tokenizer::SimpleTokenizer;

    fn terms(analyser: &mut TextAnalyzer, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        analyser
            .token_stream(text)
            .process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    #[test]
    fn stems_are_the_same_whether_remembered_or_not() {
        let text = "reviewing reviews of the rail crossings reviewing caresses ponies caress 漢字";
        let plain = TextAnalyzer::builder(SimpleTokenizer::default());
        let mut plain = plain.filter(Stemmer::new(Language::English)).build();
        let remembered = TextAnalyzer::builder(SimpleTokenizer::default());
        let mut remembered = remembered.filter(Stems::default()).build();
        for _ in 0..2 {
            assert_eq!(terms(&mut remembered, text), terms(&mut plain, text));
        }
    }

    #[test]
    fn no_more_words_are_remembered_than_there_is_room_for() {
        let stems = Stems::default();
        let remembered = TextAnalyzer::builder(SimpleTokenizer::default());
        let mut remembered = remembered.filter(stems.clone()).build();
        for number in 0..STEM_WORDS_MAX + 10 {
            assert_eq!(terms(&mut remembered, &format!("w{number}")).len(), 1);
        }
        assert_eq!(stems.0.lock().unwrap().len(), 10);
    }
}
