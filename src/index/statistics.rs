//! What BM25 needs to know of the collection, counted over live postings only.
//!
//! tantivy's own counts go on including a deleted document until its segment happens to be merged; then a score would
//! depend on when that was. These depend on the postings alone.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, FieldType, IndexRecordOption};
use tantivy::{Searcher, Term};

/// Counts of one state of the index. Each is computed when it is first asked for.
#[derive(Debug)]
pub(super) struct Statistics {
    searcher: Searcher,
    tokens: Mutex<FxHashMap<Field, u64>>,
    frequencies: Mutex<FxHashMap<Term, u64>>,
}

impl Statistics {
    pub(super) fn new(searcher: Searcher) -> Self {
        Self { searcher, tokens: Mutex::default(), frequencies: Mutex::default() }
    }

    /// The state that was counted.
    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Live postings.
    pub(super) fn documents(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Live postings that have `term`.
    pub(super) fn document_frequency(&self, term: &Term) -> tantivy::Result<u64> {
        let mut known = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&frequency) = known.get(term) {
            return Ok(frequency);
        }
        drop(known);
        let mut frequency = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(info) = index.get_term_info(term)? else { continue };
            frequency += match segment.alive_bitset() {
                Some(alive) => {
                    let postings = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                    u64::from(postings.doc_freq_given_deletes(alive))
                }
                None => u64::from(info.doc_freq),
            };
        }
        known = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(term.clone(), frequency);
        Ok(frequency)
    }

    /// Tokens that live postings have in `field`, by the lengths that tantivy keeps (rounded above 40). A field without
    /// lengths has one token a posting.
    pub(super) fn tokens(&self, field: Field) -> tantivy::Result<u64> {
        let mut known = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&tokens) = known.get(&field) {
            return Ok(tokens);
        }
        let mut tokens = 0;
        for segment in self.searcher.segment_readers() {
            let lengths = segment.fieldnorms_readers().get_field(field)?;
            tokens += match lengths {
                Some(lengths) => segment.doc_ids_alive().map(|doc| u64::from(lengths.fieldnorm(doc))).sum(),
                None => u64::from(segment.num_docs()),
            };
        }
        known.insert(field, tokens);
        Ok(tokens)
    }
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        match self.searcher.schema().get_field_entry(field).field_type() {
            FieldType::Str(_) => self.tokens(field),
            _ => Ok(self.documents()),
        }
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.document_frequency(term)
    }
}
