//! What a part of the postings need not tell of: pairs that can no longer be among a resume's best.

use arrow_array::RecordBatch;
use rustc_hash::FxHashMap;

use super::candidates::Pairs;
use crate::error::Result;

/// For each resume the standing of its last place among some of the postings. As many pairs of all of them stand as high or higher,
/// so that one below it is out.
#[derive(Debug, Clone, Default)]
pub struct Floors(FxHashMap<String, u64>);

impl Floors {
    /// The same floors, raised by a merged ranking of other postings, or of more of them: to the standings of its pairs in place
    /// `top`. A resume that has none there raises no floor.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where a batch is not one of candidates.
    pub fn raised(mut self, merged: &[RecordBatch], top: usize) -> Result<Self> {
        for batch in merged {
            let pairs = Pairs::of_batch(batch)?;
            for pair in pairs.iter().filter(|pair| pair.rank_in_resume.is_some_and(|rank| rank as usize == top)) {
                let floor = self.0.entry(pair.resume_id.to_owned()).or_default();
                *floor = (*floor).max(pair.standing);
            }
        }
        Ok(self)
    }

    /// The floor of a resume; 0, below which nothing stands, where none is known.
    pub(super) fn of(&self, resume_id: &str) -> u64 {
        self.0.get(resume_id).copied().unwrap_or_default()
    }
}
