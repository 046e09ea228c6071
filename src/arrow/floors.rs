//! What a part of the postings need not tell of: pairs that can no longer be among a resume's best.

use arrow_array::RecordBatch;
use rustc_hash::FxHashMap;

use super::candidates::{Builder, Pairs};
use crate::error::Result;

/// For each resume the standing of its last place among the postings of a sample. Where the sample is a part of the postings, as
/// many pairs of all of them stand as high or higher, so that one below it is out.
#[derive(Debug, Clone, Default)]
pub struct Floors(FxHashMap<String, u64>);

impl Floors {
    /// The floors that a merged ranking of the sample sets: the standings of its pairs in place `top`. A resume that has none sets
    /// no floor.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where a batch is not one of candidates.
    pub fn of_sample(merged: &[RecordBatch], top: usize) -> Result<Self> {
        let mut floors = FxHashMap::default();
        for batch in merged {
            let pairs = Pairs::of_batch(batch)?;
            let last = pairs.iter().filter(|pair| pair.rank_in_resume.is_some_and(|rank| rank as usize == top));
            floors.extend(last.map(|pair| (pair.resume_id.to_owned(), pair.standing)));
        }
        Ok(Self(floors))
    }

    /// The candidates that are left: a pair below its resume's floor has no rank in it, and goes where the posting does not keep it.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where the batch is not one of candidates.
    pub fn above(&self, candidates: &RecordBatch) -> Result<RecordBatch> {
        let pairs = Pairs::of_batch(candidates)?;
        let mut out = Builder::default();
        for mut pair in pairs.iter() {
            if self.0.get(pair.resume_id).is_some_and(|floor| pair.standing < *floor) {
                pair.rank_in_resume = None;
            }
            if pair.rank_in_resume.is_some() || pair.rank_in_posting.is_some() {
                out.push(&pair);
            }
        }
        out.finish()
    }
}
