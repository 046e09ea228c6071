//! Which documents say the same words as an earlier one.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::intake::Posting;
use super::resumes::Resume;
use crate::text::same_words;

/// For each posting, the one that says the same words and came first: by date, then id.
pub(super) fn duplicates_of_postings(postings: &[Posting]) -> Vec<Option<usize>> {
    first_of_same(
        postings.len(),
        |i| same_words(&postings[i].text),
        |i| {
            let record = &postings[i].record;
            (record.date_posted.is_none(), record.date_posted.clone(), record.posting_id.clone())
        },
    )
}

/// For each resume, the one that says the same words and has the smallest id.
pub(super) fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    first_of_same(resumes.len(), |i| same_words(&resumes[i].text), |i| resumes[i].document.resume_id.clone())
}

/// For each of `n` documents the first, by `order`, of those that have its `key`; none where it is the first itself.
pub(crate) fn first_of_same<K: Ord>(
    n: usize,
    key: impl Fn(usize) -> u128 + Sync + Send,
    order: impl Fn(usize) -> K,
) -> Vec<Option<usize>> {
    let keys: Vec<u128> = (0..n).into_par_iter().map(key).collect();
    let mut first: BTreeMap<u128, usize> = BTreeMap::new();
    for (i, key) in keys.iter().enumerate() {
        first
            .entry(*key)
            .and_modify(|f| {
                if order(i) < order(*f) {
                    *f = i;
                }
            })
            .or_insert(i);
    }
    keys.iter().enumerate().map(|(i, key)| Some(first[key]).filter(|f| *f != i)).collect()
}
