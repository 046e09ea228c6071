//! The best postings of every resume and the best resumes of every posting, out of all pairs.

use rayon::prelude::*;

use super::block::Block;
use super::standing::Standing;
use super::stretch::{Keep, Stretch};
use super::top::Best;
use super::{CompiledPosting, EvidenceMatrix};

/// A pair that is in a resume's top N or a posting's top N, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The posting, by its index.
    pub posting: u32,
    /// The resume, by its row in the matrix.
    pub resume: u32,
    /// In 1/100, 0 to 10,000; none where the posting has nothing to score.
    pub score: Option<u16>,
    /// From 1; none where the pair lies outside the posting's top N.
    pub rank_in_posting: Option<u32>,
    /// From 1; none where the pair lies outside the resume's top N.
    pub rank_in_resume: Option<u32>,
}

/// All resumes against all postings, the postings fed in batches.
///
/// Ranks follow the score (null last), then required coverage, then the index, so postings and resumes are indexed in the
/// order of their ids. Everything is exact, and the same for any number of threads and any division into batches. Memory grows with
/// resumes x `top` and postings x `top_resumes`, never with pairs. Runs on the rayon pool it is called in.
#[derive(Debug)]
pub struct Ranking {
    matrix: EvidenceMatrix,
    keep: Keep,
    by_resume: Vec<Best>,
    by_posting: Vec<PostingSide>,
    next: u32,
}

/// A pair of a posting's top N: the standing is the resume's.
#[derive(Debug, Clone, Copy)]
struct PostingSide {
    standing: Standing,
    posting: u32,
    rank: u32,
}

impl Ranking {
    /// Keeps the best `top` postings a resume and the best `top_resumes` resumes a posting.
    pub fn new(matrix: EvidenceMatrix, top: usize, top_resumes: usize) -> Self {
        let by_resume = vec![Best::new(top); matrix.resumes()];
        Self { matrix, keep: Keep { postings: top, resumes: top_resumes }, by_resume, by_posting: Vec::new(), next: 0 }
    }

    /// Scores more postings; their indices go on from those of the last call.
    pub fn add(&mut self, postings: &[CompiledPosting]) {
        let mut parts = Vec::new();
        let mut rest = postings;
        while !rest.is_empty() {
            let (part, others) = rest.split_at(Block::fitting(rest));
            parts.push((self.next, part));
            self.next += part.len() as u32;
            rest = others;
        }
        // A few blocks at a time are turned round side by side, which is the work that resumes don't share.
        for parts in parts.chunks(2 * rayon::current_num_threads()) {
            let blocks: Vec<Block> =
                parts.par_iter().map(|&(first, part)| Block::new(&self.matrix, first, part)).collect();
            for (block, &(_, part)) in blocks.iter().zip(parts) {
                self.score(block, part);
            }
        }
    }

    /// Scores one block: stretches of resumes side by side, each with its own best resumes of every posting.
    fn score(&mut self, block: &Block, batch: &[CompiledPosting]) {
        // Every stretch has to find the level of the best anew, so there is only one a thread.
        let len = self.by_resume.len().div_ceil(rayon::current_num_threads()).max(1);
        let (matrix, keep) = (&self.matrix, self.keep);
        let stretches: Vec<Vec<Best>> = self
            .by_resume
            .par_chunks_mut(len)
            .enumerate()
            .map(|(at, by_resume)| Stretch::new(matrix, block, keep).score(at * len, by_resume, batch))
            .collect();
        let ranked = |(place, posting): (usize, u32)| {
            let mut best = Best::new(keep.resumes);
            let offered = stretches.iter().flat_map(|stretch| stretch[place].held());
            offered.for_each(|&standing| best.offer(standing, keep.resumes));
            best.rank(keep.resumes);
            let ranked = best.held().iter().zip(1..);
            ranked.map(|(&standing, rank)| PostingSide { standing, posting, rank }).collect::<Vec<_>>()
        };
        let postings: Vec<(usize, u32)> = block.postings().enumerate().collect();
        self.by_posting.par_extend(postings.into_par_iter().flat_map_iter(ranked));
    }

    /// The pairs kept, by resume, then rank in the resume (none last), then posting.
    pub fn finish(self) -> Vec<Kept> {
        let Self { mut by_resume, by_posting, keep, .. } = self;
        by_resume.par_iter_mut().for_each(|best| best.rank(keep.postings));
        let mut sides = in_order_of_resumes(by_posting, by_resume.len());
        let mut kept = Vec::with_capacity(by_resume.iter().map(|best| best.held().len()).sum::<usize>());
        for (resume, (best, sides)) in (0..).zip(by_resume.into_iter().zip(&mut sides)) {
            append_rows(resume, best.held(), sides, &mut kept);
        }
        kept
    }
}

/// The rows of one resume: its own best in their order, then what only the postings' side has.
fn append_rows(resume: u32, own: &[Standing], sides: &mut [PostingSide], kept: &mut Vec<Kept>) {
    sides.sort_unstable_by_key(|side| side.posting);
    for (standing, rank) in own.iter().zip(1..) {
        let posting = standing.index();
        let side = sides.binary_search_by_key(&posting, |side| side.posting).ok();
        // A rank taken leaves 0 behind, so that the pair is not told twice.
        let rank_in_posting = side.map(|at| std::mem::take(&mut sides[at].rank));
        kept.push(Kept { posting, resume, score: standing.score(), rank_in_posting, rank_in_resume: Some(rank) });
    }
    for &PostingSide { posting, rank, standing } in sides.iter().filter(|side| side.rank > 0) {
        let score = standing.score();
        kept.push(Kept { posting, resume, score, rank_in_posting: Some(rank), rank_in_resume: None });
    }
}

/// The postings' side, apart by resume.
fn in_order_of_resumes(by_posting: Vec<PostingSide>, resumes: usize) -> Vec<Vec<PostingSide>> {
    let mut apart = vec![Vec::new(); resumes];
    for side in by_posting {
        apart[side.standing.index() as usize].push(side);
    }
    apart
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::score::{Credits, Evidence, Wanted};

    type Resume = Vec<(u32, Evidence)>;

    /// Few skills, few weights: many ties, null scores, alternatives that repeat, full columns and lists.
    fn cohort() -> impl Strategy<Value = (Vec<Resume>, Vec<CompiledPosting>)> {
        let skill = || prop_oneof![0u32..4, 0u32..40];
        let cell = (skill(), 0usize..5).prop_map(|(skill, level)| (skill, Evidence::ALL[level]));
        let wanted = (
            prop::collection::vec(skill(), 0..4),
            prop_oneof![3 => Just(1u64), 1 => 0u64..4, 1 => Just(9_000)],
            any::<bool>(),
        );
        let wanted = wanted.prop_map(|(any_of, weight, required)| Wanted { any_of, weight, required });
        let credits = prop_oneof![
            4 => Just(Credits::default()),
            1 => Just(Credits::new(1000, 600, 0, 0, 0).unwrap()),
            1 => Just(Credits::new(900, 900, 500, 100, 100).unwrap()),
        ];
        let posting = (prop::collection::vec(wanted, 0..5), credits);
        let posting = posting.prop_map(|(wanted, credits)| CompiledPosting::new(wanted, &credits));
        let resumes = prop::collection::vec(prop::collection::vec(cell, 0..12), 0..40);
        (resumes, prop::collection::vec(posting, 0..40))
    }

    /// Every pair assessed, both sides sorted in full.
    fn plain(resumes: &[Resume], postings: &[CompiledPosting], top: usize, top_resumes: usize) -> Vec<Kept> {
        let level = |resume: &Resume, skill| {
            resume.iter().filter(|cell| cell.0 == skill).map(|cell| cell.1).max().unwrap_or_default()
        };
        // Fractions compared by a common denominator: 1..=5 requirements divide 60.
        let order = |posting: usize, resume: usize| {
            let found = postings[posting].assess(|skill| level(&resumes[resume], skill));
            (Reverse(found.score), Reverse(found.required_met * 60 / found.required_total.max(1)))
        };
        let mut ranks: BTreeMap<(usize, usize), (Option<u32>, Option<u32>)> = BTreeMap::new();
        for resume in 0..resumes.len() {
            let mut ranked: Vec<usize> = (0..postings.len()).collect();
            ranked.sort_by_key(|&posting| order(posting, resume));
            for (&posting, rank) in ranked.iter().take(top).zip(1..) {
                ranks.entry((resume, posting)).or_default().0 = Some(rank);
            }
        }
        for posting in 0..postings.len() {
            let mut ranked: Vec<usize> = (0..resumes.len()).collect();
            ranked.sort_by_key(|&resume| order(posting, resume));
            for (&resume, rank) in ranked.iter().take(top_resumes).zip(1..) {
                ranks.entry((resume, posting)).or_default().1 = Some(rank);
            }
        }
        let row = |((resume, posting), (rank_in_resume, rank_in_posting))| Kept {
            posting: posting as u32,
            resume: resume as u32,
            score: order(posting, resume).0.0,
            rank_in_posting,
            rank_in_resume,
        };
        let mut kept: Vec<Kept> = ranks.into_iter().map(row).collect();
        kept.sort_by_key(|kept| (kept.resume, kept.rank_in_resume.unwrap_or(u32::MAX), kept.posting));
        kept
    }

    fn ranked(
        resumes: &[Resume],
        postings: &[CompiledPosting],
        top: usize,
        top_resumes: usize,
        batch: usize,
    ) -> Vec<Kept> {
        let mut ranking = Ranking::new(EvidenceMatrix::new(resumes.iter().cloned()), top, top_resumes);
        postings.chunks(batch).for_each(|postings| ranking.add(postings));
        ranking.finish()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn equals_a_full_sort_of_plain_scores(
            (resumes, postings) in cohort(), top in 0usize..8, top_resumes in 0usize..8, batch in 1usize..50, threads in 1usize..6,
        ) {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let kept = pool.install(|| ranked(&resumes, &postings, top, top_resumes, batch));
            prop_assert_eq!(kept, plain(&resumes, &postings, top, top_resumes));
        }
    }

    #[test]
    fn keeps_everything_where_asked() {
        let resumes = vec![vec![(1, Evidence::Listed)], vec![]];
        let wanted = |skill| vec![Wanted { any_of: vec![skill], weight: 1, required: true }];
        let postings = [1, 2].map(|skill| CompiledPosting::new(wanted(skill), &Credits::default()));
        let kept = ranked(&resumes, &postings, usize::MAX, usize::MAX, 1);
        assert_eq!(kept, plain(&resumes, &postings, 2, 2));
    }
}
