//! Some resumes against one block: what enters the best of either side.

use super::block::Block;
use super::kernel::Scores;
use super::standing::Standing;
use super::top::{Best, cut_score, pick, pick_each};
use super::{CompiledPosting, EvidenceMatrix};

/// The best resumes of every posting of a block so far, and room to work in.
pub(super) struct Stretch<'a> {
    matrix: &'a EvidenceMatrix,
    block: &'a Block,
    /// In the order of [`Block::postings`].
    by_posting: Vec<Best>,
    /// The lowest score that can enter each lane's best.
    entries: Vec<u16>,
    scores: Scores,
    /// Lanes picked for the resume's side: score, then lane.
    picked: Vec<(u16, u16)>,
    guess: u16,
}

impl<'a> Stretch<'a> {
    pub fn new(matrix: &'a EvidenceMatrix, block: &'a Block, top_resumes: usize) -> Self {
        let by_posting = vec![Best::new(top_resumes); block.postings().count()];
        let entry = Standing::entry_score(Best::new(top_resumes).floor(), block.zero_is_unmet);
        Self {
            matrix,
            block,
            by_posting,
            entries: vec![entry; block.lanes.len()],
            scores: Scores::default(),
            picked: Vec::new(),
            guess: 0,
        }
    }

    /// Scores the resumes from `first` on, whose best postings so far are `by_resume`, in their order. Returns every
    /// posting's best among them.
    pub fn score(mut self, first: usize, by_resume: &mut [Best], batch: &[CompiledPosting]) -> Vec<Best> {
        for (resume, best) in (first..).zip(by_resume) {
            self.scores.score(self.matrix, resume, self.block);
            self.offer_to_resume(best);
            self.offer_to_postings(resume as u32);
            self.offer_beside_lanes(resume as u32, best, batch);
            best.cut();
        }
        self.by_posting
    }

    fn offer_to_resume(&mut self, best: &mut Best) {
        let Scores { lanes, levels, .. } = &self.scores;
        let low = Standing::entry_score(best.floor(), self.block.zero_is_unmet);
        let wanted = best.keep().min(lanes.len());
        let cut = cut_score(lanes, low, wanted, self.guess);
        self.guess = cut;
        self.picked.clear();
        pick(lanes, cut, |lane, score| self.picked.push((score, lane as u16)));
        // Coverage decides between equal scores only: those below the last score that can stay need none.
        let last_score = match wanted.checked_sub(1).filter(|&last| last < self.picked.len()) {
            Some(last) => self.picked.select_nth_unstable_by(last, |a, b| b.cmp(a)).1.0,
            None => 0,
        };
        for &(score, lane) in self.picked.iter().filter(|&&(score, _)| score >= last_score) {
            let (met, total) = self.block.coverage(usize::from(lane), levels);
            best.offer(Standing::new(Some(score), met, total, self.block.lanes[usize::from(lane)]));
        }
    }

    fn offer_to_postings(&mut self, resume: u32) {
        let Self { block, by_posting, entries, scores, .. } = self;
        // The cuts move while lanes are picked, but each lane is looked at once: what it was is what counts.
        let mut moved = Vec::new();
        pick_each(&scores.lanes, entries, |lane, score| {
            let (met, total) = block.coverage(lane, &scores.levels);
            let best = &mut by_posting[lane];
            best.offer(Standing::new(Some(score), met, total, resume));
            moved.push(lane);
        });
        for lane in moved {
            entries[lane] = Standing::entry_score(by_posting[lane].floor(), block.zero_is_unmet);
        }
    }

    /// Postings that are no lanes: null scores, and what did not fit.
    fn offer_beside_lanes(&mut self, resume: u32, best: &mut Best, batch: &[CompiledPosting]) {
        let (unscored, plain) = self.by_posting[self.block.lanes.len()..].split_at_mut(self.block.unscored.len());
        for (side, &index) in unscored.iter_mut().zip(&self.block.unscored) {
            side.offer(Standing::new(None, 0, 0, resume));
            best.offer(Standing::new(None, 0, 0, index));
        }
        for (side, &(index, at)) in plain.iter_mut().zip(&self.block.plain) {
            let found = batch[at].assess(|skill| self.matrix.level(resume as usize, skill));
            side.offer(Standing::new(found.score, found.required_met, found.required_total, resume));
            best.offer(Standing::new(found.score, found.required_met, found.required_total, index));
        }
    }
}
