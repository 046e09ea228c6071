//! From tantivy's documents to posting ids.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// Collects every document that a query matches, with its score where one is asked for.
///
/// tantivy's own collectors break ties by document id, which depends on thread timing.
pub(super) struct Matches {
    /// Whether scores are wanted; they are 0 otherwise.
    pub(super) scored: bool,
}

pub(super) struct SegmentMatches {
    segment: SegmentOrdinal,
    found: Vec<(DocAddress, Score)>,
}

impl Collector for Matches {
    type Fruit = Vec<(DocAddress, Score)>;
    type Child = SegmentMatches;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentMatches> {
        Ok(SegmentMatches { segment, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for SegmentMatches {
    type Fruit = Vec<(DocAddress, Score)>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.found.push((DocAddress::new(self.segment, doc), score));
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}

/// The posting ids of `documents`, in the same order. Ids are read a segment at a time in the order of its dictionary,
/// which is decoded once and forwards.
pub(super) fn posting_ids(searcher: &Searcher, documents: &[DocAddress]) -> tantivy::Result<Vec<String>> {
    let mut ids = vec![String::new(); documents.len()];
    let mut by_segment: Vec<Vec<(u64, usize)>> = vec![Vec::new(); searcher.segment_readers().len()];
    let columns: Vec<_> = searcher
        .segment_readers()
        .iter()
        .map(|segment| segment.fast_fields().str("posting_id"))
        .collect::<Result<_, _>>()?;
    for (position, document) in documents.iter().enumerate() {
        let segment = document.segment_ord as usize;
        let ordinal = columns[segment].as_ref().and_then(|column| column.ords().first(document.doc_id));
        by_segment[segment].extend(ordinal.map(|ordinal| (ordinal, position)));
    }
    for (column, mut wanted) in columns.iter().zip(by_segment) {
        let Some(column) = column else { continue };
        wanted.sort_unstable();
        let ordinals: Vec<u64> = wanted.iter().map(|&(ordinal, _)| ordinal).collect();
        let mut positions = wanted.iter().map(|&(_, position)| position);
        column.dictionary().sorted_ords_to_term_cb(&ordinals, |id| {
            if let Some(position) = positions.next() {
                ids[position] = String::from_utf8_lossy(id).into_owned();
            }
        })?;
    }
    Ok(ids)
}
