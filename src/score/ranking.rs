//! The best postings of every resume and the best resumes of every posting, out of all pairs.

use std::ops::Range;

use super::block::{Block, ROWS};
use super::standing::{Standing, Worth};
use super::stretch::{Keep, Stretch, score_stretch};
use super::top::Best;
use super::{CompiledPosting, EvidenceMatrix};

/// A pair that is in a resume's top N or a posting's top N, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The posting, by its index.
    pub posting: u32,
    /// The resume, by its row in the matrix.
    pub resume: u32,
    /// Its score and required coverage.
    pub worth: Worth,
    /// From 1; none where the pair lies outside the posting's top N.
    pub rank_in_posting: Option<u32>,
    /// From 1; none where the pair lies outside the resume's top N.
    pub rank_in_resume: Option<u32>,
}

impl Kept {
    /// In 1/100, 0 to 10,000; none where the posting has nothing to score.
    pub fn score(&self) -> Option<u16> {
        self.worth.score()
    }
}

/// All resumes against all postings: resumes are scored by the stretch, and what the stretches kept is put together.
///
/// Ranks follow the score (null last), then required coverage, then the index, so postings and resumes are indexed in the
/// order of their ids. Everything is exact, and the same however the resumes are divided. Memory grows with resumes x `top` and
/// postings x `top_resumes`, never with pairs. Nothing here runs beside anything else: stretches can be scored, and
/// their rows told, by as many threads as the caller has.
#[derive(Debug)]
pub struct Ranking<'a> {
    matrix: &'a EvidenceMatrix,
    postings: &'a [CompiledPosting],
    blocks: Vec<Block>,
    keep: Keep,
}

/// The postings' side, all stretches together.
#[derive(Debug)]
pub struct PostingSides {
    /// One resume after the other, each one's by posting.
    sides: Vec<PostingSide>,
    /// Where each resume's begin, and after the last one the end.
    starts: Vec<usize>,
}

/// A pair of a posting's top N: the standing is the resume's.
#[derive(Debug, Clone, Copy)]
struct PostingSide {
    standing: Standing,
    posting: u32,
    rank: u32,
}

impl<'a> Ranking<'a> {
    /// Keeps the best `top` postings a resume and the best `top_resumes` resumes a posting.
    pub fn new(matrix: &'a EvidenceMatrix, postings: &'a [CompiledPosting], top: usize, top_resumes: usize) -> Self {
        let keep = Keep { postings: top.min(postings.len()), resumes: top_resumes };
        let blocks = postings.chunks(ROWS).zip((0..).step_by(ROWS));
        let blocks = blocks.map(|(batch, first)| Block::new(matrix, first, batch)).collect();
        Self { matrix, postings, blocks, keep }
    }

    /// The resumes in at most `parts` stretches of about one length. Each has to find the level of every posting's best
    /// anew, so there should be no more of them than run side by side.
    pub fn stretches(&self, parts: usize) -> Vec<Range<usize>> {
        let resumes = self.matrix.resumes();
        let len = resumes.div_ceil(parts.max(1)).max(1);
        (0..resumes).step_by(len).map(|start| start..(start + len).min(resumes)).collect()
    }

    /// Scores a stretch of resumes, given by their rows in the matrix, against all postings.
    pub fn score(&self, resumes: Range<usize>) -> Stretch {
        score_stretch(self.matrix, self.postings, &self.blocks, self.keep, resumes)
    }

    /// Every posting's best of all resumes, from stretches that hold each resume once.
    pub fn posting_sides(&self, stretches: &[Stretch]) -> PostingSides {
        let keep = self.keep.resumes;
        let mut by_posting = Vec::new();
        for (place, posting) in self.blocks.iter().flat_map(Block::postings).enumerate() {
            let mut best = Best::new(keep);
            let offered = stretches.iter().flat_map(|stretch| stretch.by_posting[place].held());
            offered.for_each(|&standing| best.offer(standing, keep));
            best.rank(keep);
            let ranked = best.held().iter().zip(1..);
            by_posting.extend(ranked.map(|(&standing, rank)| PostingSide { standing, posting, rank }));
        }
        by_posting.sort_unstable_by_key(|side| (side.standing.index(), side.posting));
        let mut starts = vec![0; self.matrix.resumes() + 1];
        by_posting.iter().for_each(|side| starts[side.standing.index() as usize + 1] += 1);
        starts.iter_mut().fold(0, |sum, start| {
            *start += sum;
            *start
        });
        PostingSides { sides: by_posting, starts }
    }

    /// Tells the pairs kept of a stretch: by resume, then rank in the resume (none last), then posting. They are made one
    /// by one, because the stretch holds them in a quarter of the room.
    pub fn kept(&self, stretch: &Stretch, sides: &PostingSides, mut tell: impl FnMut(Kept)) {
        let mut told = Vec::new();
        let mut start = 0;
        for (resume, &end) in stretch.resumes.clone().zip(&stretch.ends) {
            let sides = &sides.sides[sides.starts[resume]..sides.starts[resume + 1]];
            tell_resume(resume as u32, &stretch.by_resume[start..end], sides, &mut told, &mut tell);
            start = end;
        }
    }
}

/// The pairs of one resume: its own best in their order, then what only the postings' side has. `told` is room to work in.
fn tell_resume(
    resume: u32,
    own: &[Standing],
    sides: &[PostingSide],
    told: &mut Vec<bool>,
    tell: &mut impl FnMut(Kept),
) {
    told.clear();
    told.resize(sides.len(), false);
    for (standing, rank) in own.iter().zip(1..) {
        let posting = standing.index();
        let side = sides.binary_search_by_key(&posting, |side| side.posting).ok();
        let rank_in_posting = side.map(|at| {
            told[at] = true;
            sides[at].rank
        });
        tell(Kept { posting, resume, worth: standing.worth(), rank_in_posting, rank_in_resume: Some(rank) });
    }
    for (&PostingSide { posting, rank, standing }, _) in sides.iter().zip(&*told).filter(|(_, told)| !**told) {
        let worth = standing.worth();
        tell(Kept { posting, resume, worth, rank_in_posting: Some(rank), rank_in_resume: None });
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::score::{Credits, Evidence, Wanted, rank_pairs};

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
        let resume = prop::collection::vec(cell, 0..12);
        let resumes =
            prop_oneof![4 => prop::collection::vec(resume.clone(), 0..40), 1 => prop::collection::vec(resume, 60..140)];
        let postings = prop_oneof![4 => prop::collection::vec(posting.clone(), 0..40), 1 => prop::collection::vec(posting, 100..250)];
        (resumes, postings)
    }

    fn level(resume: &Resume, skill: u32) -> Evidence {
        resume.iter().filter(|cell| cell.0 == skill).map(|cell| cell.1).max().unwrap_or_default()
    }

    /// Every pair assessed, both sides sorted in full.
    fn plain(resumes: &[Resume], postings: &[CompiledPosting], top: usize, top_resumes: usize) -> Vec<Kept> {
        // Equal fractions stay equal, and others apart.
        let assess = |posting: usize, resume: usize| postings[posting].assess(|skill| level(&resumes[resume], skill));
        let order = |posting: usize, resume: usize| {
            let found = assess(posting, resume);
            (
                Reverse(found.score),
                Reverse((u64::from(found.required_met) << 40) / u64::from(found.required_total.max(1))),
            )
        };
        let worth = |posting: usize, resume: usize| {
            let found = assess(posting, resume);
            Worth::new(found.score, found.required_met, found.required_total)
        };
        let mut ranks: BTreeMap<(usize, usize), (Option<u32>, Option<u32>)> = BTreeMap::new();
        for resume in 0..resumes.len() {
            let mut ranked: Vec<usize> = (0..postings.len()).collect();
            ranked.sort_by_cached_key(|&posting| order(posting, resume));
            for (&posting, rank) in ranked.iter().take(top).zip(1..) {
                ranks.entry((resume, posting)).or_default().0 = Some(rank);
            }
        }
        for posting in 0..postings.len() {
            let mut ranked: Vec<usize> = (0..resumes.len()).collect();
            ranked.sort_by_cached_key(|&resume| order(posting, resume));
            for (&resume, rank) in ranked.iter().take(top_resumes).zip(1..) {
                ranks.entry((resume, posting)).or_default().1 = Some(rank);
            }
        }
        let row = |((resume, posting), (rank_in_resume, rank_in_posting))| Kept {
            posting: posting as u32,
            resume: resume as u32,
            worth: worth(posting, resume),
            rank_in_posting,
            rank_in_resume,
        };
        let mut kept: Vec<Kept> = ranks.into_iter().map(row).collect();
        kept.sort_by_key(|kept| (kept.resume, kept.rank_in_resume.unwrap_or(u32::MAX), kept.posting));
        kept
    }

    /// The resumes in so many stretches.
    fn ranked(
        resumes: &[Resume],
        postings: &[CompiledPosting],
        top: usize,
        top_resumes: usize,
        parts: usize,
    ) -> Vec<Kept> {
        let matrix = EvidenceMatrix::new(resumes.iter().cloned());
        let ranking = Ranking::new(&matrix, postings, top, top_resumes);
        let stretches: Vec<Stretch> = ranking.stretches(parts).into_iter().map(|part| ranking.score(part)).collect();
        let sides = ranking.posting_sides(&stretches);
        let mut kept = Vec::new();
        stretches.iter().for_each(|stretch| ranking.kept(stretch, &sides, |pair| kept.push(pair)));
        kept
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn equals_a_full_sort_of_plain_scores(
            (resumes, postings) in cohort(), top in 0usize..8, top_resumes in 0usize..8, parts in 1usize..6,
        ) {
            let kept = ranked(&resumes, &postings, top, top_resumes, parts);
            prop_assert_eq!(kept, plain(&resumes, &postings, top, top_resumes));
        }

        #[test]
        fn pairs_by_name_rank_as_all_do((resumes, postings) in cohort()) {
            let pairs: Vec<_> = (0..resumes.len()).flat_map(|of| (0..postings.len()).map(move |at| (of, at))).collect();
            let named = rank_pairs(&pairs, &postings, |of, skill| level(&resumes[of], skill));
            prop_assert_eq!(named, plain(&resumes, &postings, usize::MAX, usize::MAX));
        }
    }

    /// Every kind of posting on both sides of the edges of blocks, many of them equal.
    #[test]
    fn goes_on_from_block_to_block() {
        let level = |roll: usize| Evidence::ALL[roll % 5];
        let resumes: Vec<Resume> = (0..64 + 3)
            .map(|at| (0..at % 9).map(|skill| ((skill * at % 23) as u32, level(at / 3 + skill))).collect())
            .collect();
        let wanted = |at: usize| {
            let many = if at % 1000 == 999 { 300 } else { at % 7 };
            let any_of =
                |i: usize| (0..1 + (at + i) % 3).map(|j| ((at * 5 + i * 7 + j) % 29) as u32).collect::<Vec<u32>>();
            let weight = |i: usize| if at % 11 == 4 { 0 } else { 1 + (i as u64) % 3 };
            (0..many).map(|i| Wanted { any_of: any_of(i), weight: weight(i), required: i % 2 == 0 }).collect::<Vec<_>>()
        };
        for many in [ROWS, ROWS + 1, 2 * ROWS + 100] {
            let postings: Vec<CompiledPosting> =
                (0..many).map(|at| CompiledPosting::new(wanted(at), &Credits::default())).collect();
            for (top, top_resumes) in [(50, 7), (many / 2, 0)] {
                let expected = plain(&resumes, &postings, top, top_resumes);
                assert!(ranked(&resumes, &postings, top, top_resumes, 2) == expected, "{many}, {top}, {top_resumes}");
            }
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
