//! Some resumes against all postings: the best of either side.

use std::ops::Range;

use pulp::NullaryFnOnce;

use super::block::Block;
use super::cuts::{Cuts, lanes_of};
use super::held::Held;
use super::kernel::{Levels, Scores};
use super::lanes::{LANES, Machine, Plain};
use super::standing::{Coverage, Standing};
use super::top::{Best, cut};
use super::{CompiledPosting, EvidenceMatrix};

/// How many are kept on either side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keep {
    /// Postings a resume.
    pub postings: usize,
    /// Resumes a posting.
    pub resumes: usize,
}

/// A stretch of resumes, scored: what both sides keep of it.
#[derive(Debug)]
pub struct Stretch {
    /// The resumes, by their rows in the matrix.
    pub(super) resumes: Range<usize>,
    /// The best postings of one resume after the other, each from the top.
    pub(super) by_resume: Vec<Standing>,
    /// Where each resume's end in `by_resume`.
    pub(super) ends: Vec<usize>,
    /// Of every posting, block by block in the order of [`Block::postings`], the best of these resumes.
    pub(super) by_posting: Vec<Best>,
}

/// Scores the resumes against all blocks.
pub(super) fn score_stretch(
    matrix: &EvidenceMatrix,
    postings: &[CompiledPosting],
    blocks: &[Block],
    keep: Keep,
    resumes: Range<usize>,
) -> Stretch {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.run(Scoring { work: Work::new(machine, matrix, postings, blocks, keep), resumes });
    }
    Plain.run(Scoring { work: Work::new(Plain, matrix, postings, blocks, keep), resumes })
}

/// Resumes that are to be scored.
struct Scoring<'a, M> {
    work: Work<'a, M>,
    resumes: Range<usize>,
}

impl<M: Machine> NullaryFnOnce for Scoring<'_, M> {
    type Output = Stretch;

    #[inline(always)]
    fn call(self) -> Stretch {
        self.work.score(self.resumes)
    }
}

/// The best resumes of every posting so far, and room to work in.
struct Work<'a, M> {
    machine: M,
    matrix: &'a EvidenceMatrix,
    postings: &'a [CompiledPosting],
    blocks: &'a [Block],
    keep: Keep,
    /// How many scores a cut may let through.
    most: usize,
    by_posting: Vec<Best>,
    /// The lowest score that can enter the best of each row, block by block.
    entries: Vec<i16>,
    levels: Levels,
    scores: Scores,
    /// Rows whose posting some lanes are offered to, and those lanes, a bit each.
    hits: Vec<(usize, u64)>,
    cuts: Cuts,
    held: Held,
    crowd: Vec<Standing>,
}

impl<'a, M: Machine> Work<'a, M> {
    fn new(
        machine: M,
        matrix: &'a EvidenceMatrix,
        postings: &'a [CompiledPosting],
        blocks: &'a [Block],
        keep: Keep,
    ) -> Self {
        let best = Best::new(keep.resumes);
        let entry = |zero_is_unmet| Standing::entry_score(best.floor(), zero_is_unmet);
        let most = keep.postings + (keep.postings / 4).max(14);
        Self {
            machine,
            matrix,
            postings,
            blocks,
            keep,
            most,
            entries: blocks.iter().flat_map(|block| &block.rows).map(|row| entry(row.zero_is_unmet)).collect(),
            by_posting: vec![best; postings.len()],
            levels: Levels::new(matrix.columns()),
            scores: Scores::default(),
            hits: Vec::new(),
            cuts: Cuts::default(),
            held: Held::new(keep.postings, most),
            crowd: Vec::new(),
        }
    }

    #[inline(always)]
    fn score(mut self, resumes: Range<usize>) -> Stretch {
        let mut by_resume = Vec::with_capacity(resumes.len() * self.keep.postings.min(self.postings.len()));
        let mut ends = Vec::with_capacity(resumes.len());
        for first in resumes.clone().step_by(LANES) {
            let lanes = first..(first + LANES).min(resumes.end);
            self.levels.fill(self.matrix, lanes.clone());
            self.held.clear();
            let (mut rows, mut places) = (0, 0);
            let blocks = self.blocks;
            for block in blocks {
                self.score_block(block, &lanes, rows, places);
                if self.keep.postings > 0 {
                    self.offer_to_resumes(block, lanes.len());
                }
                self.offer_beside_rows(block, &lanes, places + block.rows.len());
                rows += block.rows.len();
                places += block.postings().count();
            }
            for lane in 0..lanes.len() {
                by_resume.extend(self.held.best(lane));
                ends.push(by_resume.len());
            }
        }
        Stretch { resumes, by_resume, ends, by_posting: self.by_posting }
    }

    /// Scores every row and offers the lanes to its posting. `rows` and `places` is where the block's own begin in `entries`
    /// and `by_posting`.
    #[inline(always)]
    fn score_block(&mut self, block: &Block, lanes: &Range<usize>, rows: usize, places: usize) {
        let used = u64::MAX >> (LANES - lanes.len());
        let entries = &mut self.entries[rows..][..block.rows.len()];
        let by_posting = &mut self.by_posting[places..][..block.rows.len()];
        let (machine, keep) = (self.machine, self.keep.resumes);
        // What to do with hits is foreseen by no branch predictor, so it waits until all rows are scored.
        let n_hits = self.scores.score(machine, &self.levels, block, entries, &mut self.hits);
        for &(at, hits) in &self.hits[..n_hits] {
            let (row, points, met) = (&block.rows[at], &self.scores.points[at], &self.scores.met[at]);
            for lane in lanes_of(hits & used) {
                let resume = (lanes.start + lane) as u32;
                by_posting[at].offer(Standing::scored(points[lane], met[lane], row.coverage, resume), keep);
            }
            entries[at] = Standing::entry_score(by_posting[at].floor(), row.zero_is_unmet);
        }
    }

    /// Offers the best rows of a block to each lane.
    #[inline(always)]
    fn offer_to_resumes(&mut self, block: &Block, lanes: usize) {
        // Held are postings of lower indices: a tie in everything else is theirs.
        let low = std::array::from_fn(|lane| {
            if lane < lanes { Standing::entry_score(self.held.floor(lane), block.zero_is_unmet) } else { i16::MAX }
        });
        let wanted = self.keep.postings.min(block.rows.len());
        let (cuts, crowded) = self.cuts.find(&self.scores.points, &low, wanted, self.most);
        let rows = || self.scores.points.iter().zip(&self.scores.met).zip(&block.rows);
        for ((scores, met), row) in rows() {
            for lane in lanes_of(self.machine.reaching(scores, &cuts) & !crowded) {
                self.held.offer(lane, Standing::scored(scores[lane], met[lane], row.coverage, row.posting));
            }
        }
        for lane in lanes_of(crowded) {
            let reaching = rows().filter(|((scores, _), _)| scores[lane] >= cuts[lane]);
            self.crowd.clear();
            self.crowd.extend(
                reaching
                    .map(|((scores, met), row)| Standing::scored(scores[lane], met[lane], row.coverage, row.posting)),
            );
            cut(&mut self.crowd, wanted);
            self.crowd.iter().for_each(|&standing| self.held.offer(lane, standing));
        }
        self.held.settle();
    }

    /// Postings that are no rows: null scores, and what did not fit. `place` is where these begin in `by_posting`.
    fn offer_beside_rows(&mut self, block: &Block, lanes: &Range<usize>, place: usize) {
        let keep = self.keep;
        if block.unscored.is_empty() && block.plain.is_empty() {
            return;
        }
        let (unscored, plain) =
            self.by_posting[place..][..block.unscored.len() + block.plain.len()].split_at_mut(block.unscored.len());
        for (lane, resume) in lanes.clone().enumerate() {
            let mut offer = |standing| {
                if keep.postings > 0 {
                    if self.held.is_full(lane) {
                        self.held.settle();
                    }
                    self.held.offer(lane, standing);
                }
            };
            for (best, &index) in plain.iter_mut().zip(&block.plain) {
                let found = self.postings[index as usize].assess(|skill| self.matrix.level(resume, skill));
                let coverage = Coverage { met: found.required_met, total: found.required_total };
                best.offer(Standing::new(found.score, coverage, resume as u32), keep.resumes);
                offer(Standing::new(found.score, coverage, index));
            }
            // These stand in the order of their indices, on either side: once one cannot enter, nor can those after it.
            let standing = |index| Standing::new(None, Coverage::default(), index);
            for best in unscored.iter_mut().filter(|best| best.floor().is_none()) {
                best.offer(standing(resume as u32), keep.resumes);
            }
            block.unscored.iter().take(keep.postings).for_each(|&index| offer(standing(index)));
        }
        self.held.settle();
    }
}
