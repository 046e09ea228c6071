//! Some resumes against one block: what enters the best of either side.

use super::block::Block;
use super::kernel::Scores;
use super::standing::{Coverage, Standing};
use super::top::{Best, cut_score, pick, pick_each};
use super::{CompiledPosting, EvidenceMatrix};

/// The best resumes of every posting of a block so far, and room to work in.
pub(super) struct Stretch<'a> {
    matrix: &'a EvidenceMatrix,
    block: &'a Block,
    /// In the order of [`Block::postings`].
    by_posting: Vec<Best>,
    /// The lowest score that can enter each lane's best.
    entries: Vec<i16>,
    scores: Scores,
    /// Lanes picked for the resume's side: score, then lane, in one number.
    picked: Vec<u32>,
    offered: Vec<Standing>,
    guess: i16,
    keep: Keep,
}

/// How many are kept on either side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keep {
    /// Postings a resume.
    pub postings: usize,
    /// Resumes a posting.
    pub resumes: usize,
}

impl<'a> Stretch<'a> {
    pub(super) fn new(matrix: &'a EvidenceMatrix, block: &'a Block, keep: Keep) -> Self {
        let best = Best::new(keep.resumes);
        let entry = Standing::entry_score(best.floor(), block.zero_is_unmet);
        Self {
            matrix,
            block,
            by_posting: vec![best; block.postings().count()],
            entries: vec![entry; block.lanes.len()],
            scores: Scores::default(),
            picked: Vec::new(),
            offered: Vec::new(),
            guess: 0,
            keep,
        }
    }

    /// Scores the resumes from `first` on, whose best postings so far are `by_resume`, in their order. Returns every
    /// posting's best among them.
    pub(super) fn score(mut self, first: usize, by_resume: &mut [Best], batch: &[CompiledPosting]) -> Vec<Best> {
        for (resume, best) in (first..).zip(by_resume) {
            self.scores.score(self.matrix, resume, self.block);
            self.offer_to_resume(best.floor());
            self.offer_to_postings(resume as u32);
            self.offer_beside_lanes(resume as u32, best.floor(), batch);
            best.offer_all(&mut self.offered, self.keep.postings);
        }
        self.by_posting
    }

    fn offer_to_resume(&mut self, floor: Option<Standing>) {
        let Scores { lanes, levels, .. } = &self.scores;
        let low = Standing::entry_score(floor, self.block.zero_is_unmet);
        let wanted = self.keep.postings.min(lanes.len());
        let cut = cut_score(lanes, low, wanted, self.guess);
        self.guess = cut;
        self.picked.clear();
        pick(lanes, cut, |lane| self.picked.push((lanes[lane] as u32) << 16 | lane as u32));
        // Coverage decides between equal scores only: those below the last score that can stay need none.
        let mut least = 0;
        if let Some(last) = wanted.checked_sub(1)
            && last < self.picked.len()
        {
            least = *self.picked.select_nth_unstable_by(last, |a, b| b.cmp(a)).1 >> 16 << 16;
        }
        for &picked in self.picked.iter().filter(|&&picked| picked >= least) {
            let (score, lane) = (picked >> 16, (picked & 0xffff) as usize);
            let coverage = self.block.coverage(lane, levels);
            self.offered.push(Standing::new(Some(score as u16), coverage, self.block.lanes[lane]));
        }
    }

    fn offer_to_postings(&mut self, resume: u32) {
        let Self { block, by_posting, entries, scores, keep, .. } = self;
        pick_each(&scores.lanes, entries, |lane| {
            let coverage = block.coverage(lane, &scores.levels);
            let best = &mut by_posting[lane];
            best.offer(Standing::new(Some(scores.lanes[lane] as u16), coverage, resume), keep.resumes);
            Standing::entry_score(best.floor(), block.zero_is_unmet)
        });
    }

    /// Postings that are no lanes: null scores, and what did not fit.
    fn offer_beside_lanes(&mut self, resume: u32, floor: Option<Standing>, batch: &[CompiledPosting]) {
        let (block, keep) = (self.block, self.keep.resumes);
        let (unscored, plain) = self.by_posting[block.lanes.len()..].split_at_mut(block.unscored.len());
        for (best, &(index, at)) in plain.iter_mut().zip(&block.plain) {
            let found = batch[at].assess(|skill| self.matrix.level(resume as usize, skill));
            let coverage = Coverage { met: found.required_met, total: found.required_total };
            best.offer(Standing::new(found.score, coverage, resume), keep);
            self.offered.push(Standing::new(found.score, coverage, index));
        }
        // These stand in the order of their indices, on either side: once one cannot enter, nor can those after it.
        let standing = |index| Standing::new(None, Coverage::default(), index);
        for best in unscored.iter_mut().filter(|best| best.floor().is_none()) {
            best.offer(standing(resume), keep);
        }
        let enters = |&standing: &Standing| floor.is_none_or(|floor| standing > floor);
        let entering = block.unscored.iter().map(|&index| standing(index)).take_while(enters);
        self.offered.extend(entering.take(self.keep.postings));
    }
}
