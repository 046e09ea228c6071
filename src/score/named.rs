//! Pairs asked for by name, without all the others.

use std::cmp::Reverse;

use super::standing::{Coverage, Standing};
use super::{CompiledPosting, Evidence, Kept};

/// Scores `pairs` of (resume, posting) and ranks each among them, in the order of [`Ranking`](super::Ranking). `pairs`
/// are sorted and hold none twice; so is the result, as [`Ranking::kept`](super::Ranking::kept) sorts it.
pub fn rank_pairs(
    pairs: &[(usize, usize)],
    postings: &[CompiledPosting],
    level: impl Fn(usize, u32) -> Evidence,
) -> Vec<Kept> {
    let assessed: Vec<_> =
        pairs.iter().map(|&(resume, posting)| postings[posting].assess(|s| level(resume, s))).collect();
    // A standing falls with the rank: the smaller index is the better of equals.
    let standing = |at: usize, index: usize| {
        let a = &assessed[at];
        let coverage = Coverage { met: a.required_met, total: a.required_total };
        Standing::new(a.score, coverage, index as u32)
    };
    let ranks = |side: fn(&(usize, usize)) -> usize, other: fn(&(usize, usize)) -> usize| {
        let key = |at: usize| (side(&pairs[at]), Reverse(standing(at, other(&pairs[at]))), at);
        let mut order: Vec<(usize, Reverse<Standing>, usize)> = (0..pairs.len()).map(key).collect();
        order.sort_unstable();
        let mut ranks = vec![0u32; pairs.len()];
        for of_one in order.chunk_by(|a, b| a.0 == b.0) {
            of_one.iter().zip(1..).for_each(|((.., at), rank)| ranks[*at] = rank);
        }
        ranks
    };
    let in_resume = ranks(|p| p.0, |p| p.1);
    let in_posting = ranks(|p| p.1, |p| p.0);
    let mut out: Vec<Kept> = (0..pairs.len())
        .map(|at| Kept {
            posting: pairs[at].1 as u32,
            resume: pairs[at].0 as u32,
            score: assessed[at].score,
            rank_in_posting: Some(in_posting[at]),
            rank_in_resume: Some(in_resume[at]),
        })
        .collect();
    out.sort_unstable_by_key(|k| (k.resume, k.rank_in_resume, k.posting));
    out
}
