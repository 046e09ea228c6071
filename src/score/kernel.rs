//! The scores of one resume against a whole block.

use super::block::Block;
use super::{Evidence, EvidenceMatrix};

/// Room for one resume's scores, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Scores {
    /// The score of each lane of the block, 0 to 10,000.
    pub lanes: Vec<i16>,
    /// The resume's level in each column of the matrix.
    pub levels: Vec<Evidence>,
    slots: Vec<i16>,
}

impl Scores {
    /// Scores a resume exactly. The plain statement of the same sum is [`super::CompiledPosting::assess`].
    pub(super) fn score(&mut self, matrix: &EvidenceMatrix, resume: usize, block: &Block) {
        let row = matrix.row(resume);
        self.levels.clear();
        self.levels.resize(matrix.columns(), Evidence::Missing);
        self.lanes.clear();
        self.lanes.extend_from_slice(&block.base);
        self.slots.clear();
        self.slots.resize(block.slots(), 0);
        for &(column, level) in row {
            self.levels[column as usize] = level;
            block.singles.bring(column, level, &mut self.lanes, |sum, points| sum + points);
            block.choices.bring(column, level, &mut self.slots, i16::max);
        }
        for turn in &block.turns {
            for (lane, &slot) in self.lanes.iter_mut().zip(&self.slots[turn.clone()]) {
                *lane += slot;
            }
        }
    }
}
