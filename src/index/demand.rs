//! What the postings of a query ask for.

use std::collections::BTreeMap;

use tantivy::DocAddress;

use super::PostingIndex;
use super::matches::Matches;
use super::posting_index::failed;
use super::query;
use crate::error::Result;

impl PostingIndex {
    /// How many of the postings that `query` picks have each term of the field `skill`: ids and display names alike.
    ///
    /// # Errors
    /// [`Error::Query`](crate::error::Error::Query) with the place where reading the query stopped,
    /// [`Error::Index`](crate::error::Error::Index) where tantivy fails.
    pub fn skill_counts(&self, query: &str) -> Result<BTreeMap<String, u64>> {
        let query = query::read(self.index(), self.fields(), query)?;
        let searcher = self.searcher();
        let found = searcher.search(&*query, &Matches { scored: false }).map_err(failed)?;
        let mut counts = BTreeMap::new();
        for (at, segment) in (0..).zip(searcher.segment_readers()) {
            let Some(column) = segment.fast_fields().str("skill").map_err(failed)? else { continue };
            let mut by_ord = BTreeMap::<u64, u64>::new();
            for (DocAddress { doc_id, .. }, _) in found.iter().filter(|(doc, _)| doc.segment_ord == at) {
                column.term_ords(*doc_id).for_each(|ord| *by_ord.entry(ord).or_default() += 1);
            }
            let mut term = String::new();
            for (ord, n) in by_ord {
                term.clear();
                if column.ord_to_str(ord, &mut term).map_err(|e| failed(e.into()))? {
                    *counts.entry(term.clone()).or_default() += n;
                }
            }
        }
        Ok(counts)
    }
}
