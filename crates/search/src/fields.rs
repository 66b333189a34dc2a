//! The fields of the index, and how text becomes terms.
//!
//! Nothing is stored: a page reads its rows from the register. Words stand in the index twice, as
//! stems for plain words (`words`, and once more in `ask`, which counts for more) and as they are
//! written for what stands in quotation marks and for "Did you mean" (`exact`).

use crate::stems::Stems;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, StopWordFilter,
    TextAnalyzer, TokenizerManager,
};

/// The version of this crate's documents. Raise it with every change of what stands in them:
/// indexes of older versions are then built anew.
pub(crate) const VERSION: u32 = 7;

/// Longer runs of letters are no words: cut out, in bytes.
const WORD_BYTES_MAX: usize = 60;

const STEMMED: &str = "stemmed";
const WRITTEN: &str = "written";

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// What a document is about: number of the subject and its kind, in one.
    pub(crate) key: Field,
    pub(crate) issuer: Field,
    pub(crate) addressee: Field,
    pub(crate) kind: Field,
    /// Each theme as a number, and as it is written.
    pub(crate) theme: Field,
    pub(crate) theme_name: Field,
    pub(crate) made: Field,
    /// Status by day: see [`crate::document`].
    pub(crate) turns: Field,
    /// Progress of planned actions by day, in the same way.
    pub(crate) progress_turns: Field,
    pub(crate) wait_spans: Field,
    pub(crate) wait_days: Field,
    pub(crate) wait_late: Field,
    pub(crate) responded: Field,
    /// The words of the ask in their order, for comparing: see [`crate::similar`].
    pub(crate) asked: Field,
    pub(crate) reference: Field,
    pub(crate) ask: Field,
    pub(crate) words: Field,
    pub(crate) exact: Field,
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = SchemaBuilder::new();
    let fields = Fields {
        key: schema.add_u64_field("key", INDEXED | FAST),
        issuer: schema.add_u64_field("issuer", INDEXED | FAST),
        addressee: schema.add_u64_field("addressee", INDEXED | FAST),
        kind: schema.add_u64_field("kind", FAST),
        theme: schema.add_u64_field("theme", INDEXED | FAST),
        theme_name: schema.add_text_field("theme_name", TextOptions::default().set_fast("raw")),
        made: schema.add_u64_field("made", FAST),
        turns: schema.add_u64_field("turns", FAST),
        progress_turns: schema.add_u64_field("progress_turns", FAST),
        wait_spans: schema.add_u64_field("wait_spans", FAST),
        wait_days: schema.add_u64_field("wait_days", FAST),
        wait_late: schema.add_u64_field("wait_late", FAST),
        responded: schema.add_u64_field("responded", FAST),
        asked: schema.add_u64_field("asked", FAST),
        reference: schema.add_text_field("reference", STRING),
        ask: schema.add_text_field("ask", text(STEMMED, IndexRecordOption::WithFreqs)),
        words: schema.add_text_field("words", text(STEMMED, IndexRecordOption::WithFreqs)),
        exact: schema.add_text_field(
            "exact",
            text(WRITTEN, IndexRecordOption::WithFreqsAndPositions),
        ),
    };
    (schema.build(), fields)
}

fn text(tokenizer: &str, option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// The ways that text becomes terms, by the names that the schema knows.
pub(crate) fn analysers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(STEMMED, stemmed());
    manager.register(WRITTEN, written());
    manager
}

/// Words as they are written, but for case and accents.
pub(crate) fn written() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// The stems of words: "handovers" and "handover" are one.
pub(crate) fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stems::default())
        .build()
}

/// The stems of words that say something: without those that stand in every text.
pub(crate) fn telling() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter);
    let stems = Stems::default();
    match StopWordFilter::new(Language::English) {
        Some(stop) => words.filter(stop).filter(stems).build(),
        None => words.filter(stems).build(),
    }
}

/// The terms of a text.
pub(crate) fn terms(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| terms.push(token.text.clone()));
    terms
}

/// Whether a written term is one of the words that are in every text.
pub(crate) fn is_stop_word(term: &str) -> bool {
    let Some(stop) = StopWordFilter::new(Language::English) else {
        return false;
    };
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(stop)
        .build();
    terms(&mut analyzer, term).is_empty()
}
