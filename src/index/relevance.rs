//! How close is a resume's wording to a posting's? BM25, in integers of 1/1000.
//!
//! score = sum over title and body, over the resume's terms t:
//! `idf(t) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average length))` with
//! `idf(t) = ln(1 + (N - n + 0.5) / (n + 0.5))` (Robertson and Zaragoza 2009, as Lucene and tantivy have it). Each term's
//! part is rounded by itself, so that neither the order of terms nor of segments can show in the sum.

use std::collections::BTreeSet;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{TextAnalyzer, TokenStream};
use tantivy::{DocId, DocSet, SegmentReader, Term};

use super::statistics::Statistics;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Terms of a resume that are looked at, the rarest first: common words tell postings apart the least and cost the most.
const MAX_TERMS: usize = 64;

/// The distinct terms of a text, as the index would store them.
pub(super) fn terms(analyzer: &mut TextAnalyzer, text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut stream = analyzer.token_stream(text);
    while stream.advance() {
        let term = stream.token().text.as_str();
        if !terms.contains(term) {
            terms.insert(term.to_owned());
        }
    }
    terms
}

/// Thousandths of BM25 of `terms` against each of the postings `ids`, in their order; 0 where there is no such posting.
pub(super) fn relevance(
    statistics: &Statistics,
    (id_field, text_fields): (Field, [Field; 2]),
    terms: &BTreeSet<String>,
    ids: &[&str],
) -> tantivy::Result<Vec<u64>> {
    let mut scores = vec![0; ids.len()];
    let mut weighted = Vec::with_capacity(text_fields.len());
    for field in text_fields {
        weighted.push((field, rarest(statistics, field, terms)?));
    }
    for segment in statistics.searcher().segment_readers() {
        let wanted = documents(segment, id_field, ids)?;
        if wanted.is_empty() {
            continue;
        }
        for (field, terms) in &weighted {
            let average = statistics.tokens(*field)? as f64 / statistics.documents() as f64;
            let lengths = segment.get_fieldnorms_reader(*field)?;
            let index = segment.inverted_index(*field)?;
            for (term, idf) in terms {
                let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? else { continue };
                for &(doc, position) in &wanted {
                    if postings.doc() < doc {
                        postings.seek(doc);
                    }
                    if postings.doc() == doc {
                        let tf = f64::from(postings.term_freq());
                        let length = f64::from(lengths.fieldnorm(doc)) / average;
                        let part = idf * tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * length));
                        scores[position] += (part * 1000.0).round() as u64;
                    }
                }
            }
        }
    }
    Ok(scores)
}

/// The [`MAX_TERMS`] terms with the highest idf in `field`, ties by term; those that no posting has are left out.
fn rarest(statistics: &Statistics, field: Field, terms: &BTreeSet<String>) -> tantivy::Result<Vec<(Term, f64)>> {
    let documents = statistics.documents() as f64;
    let mut known = Vec::with_capacity(terms.len());
    for text in terms {
        let term = Term::from_field_text(field, text);
        let frequency = statistics.document_frequency(&term)?;
        if frequency > 0 {
            known.push((frequency, text, term));
        }
    }
    known.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    known.truncate(MAX_TERMS);
    let idf = |frequency: u64| (1.0 + (documents - frequency as f64 + 0.5) / (frequency as f64 + 0.5)).ln();
    Ok(known.into_iter().map(|(frequency, _, term)| (term, idf(frequency))).collect())
}

/// The live documents of a segment that are postings of `ids`, with their place in `ids`; sorted by document.
fn documents(segment: &SegmentReader, id_field: Field, ids: &[&str]) -> tantivy::Result<Vec<(DocId, usize)>> {
    let index = segment.inverted_index(id_field)?;
    let mut found = Vec::new();
    for (position, id) in ids.iter().enumerate() {
        let term = Term::from_field_text(id_field, id);
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        while postings.doc() != tantivy::TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                found.push((postings.doc(), position));
            }
            postings.advance();
        }
    }
    found.sort_unstable();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::index::{PostingDoc, PostingIndex};

    fn posting(n: usize) -> PostingDoc {
        let words = ["ledger", "queue", "cluster", "parser", "payment"];
        let body: Vec<_> = (0..=n % 7).map(|i| words[(n + i * i) % words.len()]).collect();
        PostingDoc {
            posting_id: format!("p{n:03}"),
            title: format!("{} engineer", words[n % words.len()]),
            body: body.join(" "),
            ..PostingDoc::default()
        }
    }

    /// Adds the postings in `batches` commits, which is in as many segments or more.
    fn index(postings: &[PostingDoc], threads: usize, batches: usize) -> PostingIndex {
        let mut index = PostingIndex::in_memory(threads).expect("an index");
        for batch in postings.chunks(postings.len().div_ceil(batches)) {
            index.add(batch).expect("postings");
            index.commit().expect("a commit");
        }
        index
    }

    const RESUME: &str = "Built a ledger and its payment queue. Ledger again.";

    #[test]
    fn segments_threads_and_deleted_postings_do_not_show() {
        let postings: Vec<_> = (0..100).map(posting).collect();
        let ids: Vec<_> = postings.iter().map(|posting| posting.posting_id.as_str()).collect();
        let one = index(&postings[..60], 1, 1);
        let mut many = index(&postings, 2, 9);
        many.remove(&ids[60..]).expect("ids");
        many.commit().expect("a commit");

        let scores = one.relevance(RESUME, &ids).expect("scores");
        assert_eq!(scores, many.relevance(RESUME, &ids).expect("scores"));
        assert!(scores[60..].iter().all(|&score| score == 0) && scores[..60].iter().any(|&score| score > 0));
        let found = one.search("payment OR queue", 20).expect("hits");
        assert_eq!(found, many.search("payment OR queue", 20).expect("hits"));
        assert_eq!(found.len(), 20);
    }

    #[test]
    fn rare_words_weigh_more_and_unknown_ones_nothing() {
        let bodies = ["common rare", "common other", "common thing", "nothing else"];
        let posting =
            |(n, body): (usize, &&str)| PostingDoc { title: String::new(), body: (*body).into(), ..posting(n) };
        let postings: Vec<_> = bodies.iter().enumerate().map(posting).collect();
        let index = index(&postings, 1, 1);
        let score = |text: &str| index.relevance(text, &["p000", "p001", "p003", "absent"]).expect("scores");
        let (rare, common) = (score("rare"), score("common"));
        assert!(rare[0] > common[0] && rare[1] == 0, "{rare:?} {common:?}");
        assert!(common[0] == common[1] && common[2] == 0 && common[3] == 0, "{common:?}");
        assert_eq!(score("unheard of"), [0; 4]);
        assert_eq!(score("rare RARE, common"), score("common rare"));
        // By hand: idf = ln(1 + 3.5 / 1.5), and both lengths are the average, so that one occurrence counts as one.
        assert_eq!(rare[0], 1_204);
    }
}
