//! Which postings does a query pick? The postings as a tantivy index.
//!
//! In: postings' texts, skill and tier terms, dates. Out: posting ids, document frequencies, relevance in fixed point.
//! tantivy's own document ids depend on thread timing: they never leave this room.

mod demand;
mod fields;
mod matches;
mod posting_doc;
mod posting_index;
mod query;
mod relevance;
mod statistics;

pub use posting_doc::PostingDoc;
pub use posting_index::{PostingIndex, SearchHit};
