//! A block of postings as the kernel reads it: requirement by requirement, the columns and the points they earn.

use super::lanes::{HIGHEST, UNMET};
use super::standing::CoverageUnit;
use super::{CompiledPosting, CompiledRequirement, Evidence, EvidenceMatrix};

/// The most postings of a block: the scores of 64 resumes against them (384 KiB with their coverage) stay in the
/// second-level cache, beside the levels of these resumes.
pub(super) const ROWS: usize = 2048;

/// The most required requirements of a row: they are counted in a byte.
const REQUIRED_MAX: usize = 255;

/// Postings side by side, ready to be scored against any resume. The scored ones are its rows.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub rows: Vec<Row>,
    pub asks: Vec<Ask>,
    /// The columns of asks after their first.
    pub more: Vec<u32>,
    /// Whether a score of 0 can only mean that no required requirement is met, for every row.
    pub zero_is_unmet: bool,
    /// Postings without a score and without required requirements: they stand by their index alone.
    pub unscored: Vec<u32>,
    /// Postings that do not fit the scheme and are assessed pair by pair.
    pub plain: Vec<u32>,
}

/// A scored posting.
#[derive(Debug)]
pub(super) struct Row {
    pub posting: u32,
    /// How many asks are its own, after those of the rows before.
    pub asks: u32,
    /// What its requirements earn where everything is missing.
    pub base: i16,
    pub coverage: CoverageUnit,
    /// Whether a score of 0 can only mean that no required requirement is met.
    pub zero_is_unmet: bool,
}

/// A requirement that some resume proves something of.
#[derive(Debug)]
pub(super) struct Ask {
    /// The points it earns above those for missing evidence, for the four levels from adjacent to demonstrated.
    pub gains: [i16; 4],
    pub column: u32,
    /// How many columns more there are; the best of all of them counts.
    pub more: u16,
    /// The codes above this one count in the required coverage.
    pub unmet: i8,
}

impl Block {
    /// The postings have the indices from `first` on, and are no more than [`ROWS`].
    pub(super) fn new(matrix: &EvidenceMatrix, first: u32, batch: &[CompiledPosting]) -> Self {
        let mut block = Self { zero_is_unmet: true, ..Self::default() };
        let mut scored = Vec::new();
        for (posting, index) in batch.iter().zip(first..) {
            let required = posting.requirements().filter(|requirement| requirement.required).count();
            let fits =
                required <= REQUIRED_MAX && posting.requirements().all(|r| u16::try_from(r.any_of.len()).is_ok());
            if posting.is_scored() && fits {
                // The widest choices first. Postings of one shape stand together, so that the kernel's branches are foreseen.
                let mut asks: Vec<CompiledRequirement<'_>> = posting.requirements().collect();
                asks.sort_by_key(|ask| std::cmp::Reverse(ask.any_of.len()));
                let shape: Vec<usize> = asks.iter().map(|ask| ask.any_of.len()).collect();
                scored.push((shape, index, required as u32, posting, asks));
            } else if required > 0 || posting.is_scored() {
                block.plain.push(index);
            } else {
                block.unscored.push(index);
            }
        }
        scored.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (_, index, required, posting, asks) in scored {
            block.push(matrix, index, required, (posting, &asks));
        }
        block
    }

    fn push(
        &mut self,
        matrix: &EvidenceMatrix,
        index: u32,
        required: u32,
        (posting, requirements): (&CompiledPosting, &[CompiledRequirement<'_>]),
    ) {
        let (mut base, mut zero_is_unmet) = (0, true);
        let start = self.asks.len();
        let shares = posting.shares();
        for &CompiledRequirement { any_of, possible, required } in requirements {
            let earned = |level| shares.earned(possible, level) as i16;
            let missing = earned(Evidence::Missing);
            base += missing;
            zero_is_unmet &= !required || earned(Evidence::Implied) > 0;
            let mut columns = any_of.iter().filter_map(|&skill| matrix.column(skill));
            if let Some(column) = columns.next() {
                let before = self.more.len();
                self.more.extend(columns);
                self.asks.push(Ask {
                    gains: [1, 2, 3, 4].map(|level| earned(Evidence::ALL[level]) - missing),
                    column,
                    more: (self.more.len() - before) as u16,
                    unmet: if required { UNMET } else { HIGHEST },
                });
            }
        }
        let asks = (self.asks.len() - start) as u32;
        self.zero_is_unmet &= zero_is_unmet;
        self.rows.push(Row { posting: index, asks, base, coverage: CoverageUnit::new(required), zero_is_unmet });
    }

    /// Every posting of the block, by its index: rows first, then `unscored`, then `plain`.
    pub(super) fn postings(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|row| row.posting).chain(self.unscored.iter().chain(&self.plain).copied())
    }
}
