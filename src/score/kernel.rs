//! The scores of 64 resumes against one posting after the other.

use super::block::Block;
use super::lanes::{LANES, Lanes, MISSING, Machine};
use super::{Evidence, EvidenceMatrix};

/// What 64 resumes prove: for each column of the matrix each one's level, as [`super::lanes`] codes them.
#[derive(Debug)]
pub(super) struct Levels {
    columns: Vec<Lanes<i8>>,
}

impl Levels {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns: vec![[MISSING; _]; columns] }
    }

    /// Takes the place of what was there; lanes past the last resume prove nothing.
    pub(super) fn fill(&mut self, matrix: &EvidenceMatrix, resumes: std::ops::Range<usize>) {
        self.columns.fill([MISSING; _]);
        for (lane, resume) in resumes.enumerate() {
            for &(column, level) in matrix.row(resume) {
                let code = 2 * (level as i8 - Evidence::Adjacent as i8);
                self.columns[column as usize][lane] = code;
            }
        }
    }
}

/// Of one block, row by row: the score of each lane, and how many required requirements it meets.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub points: Vec<Lanes<i16>>,
    pub met: Vec<Lanes<u8>>,
}

impl Scores {
    /// Scores the resumes exactly, and leaves at the start of `hits` the rows whose entry a score reaches in some lane, and those
    /// lanes, a bit each; returns how many rows these are. The plain statement of the same sum is [`super::CompiledPosting::assess`].
    #[inline(always)]
    pub(super) fn score<M: Machine>(
        &mut self,
        machine: M,
        levels: &Levels,
        block: &Block,
        entries: &[i16],
        hits: &mut Vec<(usize, u64)>,
    ) -> usize {
        self.points.resize(block.rows.len(), [0; _]);
        self.met.resize(block.rows.len(), [0; _]);
        let (mut asks, mut more) = (block.asks.as_slice(), block.more.as_slice());
        hits.resize(block.rows.len(), (0, 0));
        let mut n_hits = 0;
        let rows = block.rows.iter().zip(&mut self.points).zip(&mut self.met).zip(entries);
        for (at, (((row, points), met), entry)) in rows.enumerate() {
            let (own, others) = asks.split_at(row.asks as usize);
            asks = others;
            let (mut sums, mut counts) = (machine.sums(row.base), machine.none_met());
            for ask in own {
                let mut best = machine.levels(&levels.columns[ask.column as usize]);
                let (choices, others) = more.split_at(usize::from(ask.more));
                more = others;
                for &column in choices {
                    best = machine.better(best, &levels.columns[column as usize]);
                }
                sums = machine.earn(sums, best, ask.gains);
                counts = machine.count_met(counts, best, ask.unmet);
            }
            *points = machine.scores(sums);
            *met = machine.counts(counts);
            let reaching = machine.reaching(points, &[*entry; LANES]);
            hits[n_hits] = (at, reaching);
            n_hits += usize::from(reaching != 0);
        }
        n_hits
    }
}
