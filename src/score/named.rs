//! Pairs that are known already, ranked without all the others.

use std::cmp::Reverse;

use super::standing::{Standing, Worth};
use super::{CompiledPosting, Evidence, Kept};

/// Scores `pairs` of (resume, posting) and ranks each among them: see [`rank_known`].
pub fn rank_pairs(
    pairs: &[(usize, usize)],
    postings: &[CompiledPosting],
    level: impl Fn(usize, u32) -> Evidence,
) -> Vec<Kept> {
    let scored = pairs.iter().map(|&(resume, posting)| {
        let (score, coverage) = postings[posting].weigh(|skill| level(resume, skill), |_| ());
        (resume as u32, posting as u32, Worth::new(score, coverage.met, coverage.total))
    });
    rank_known(scored, postings.len())
}

/// Ranks each of `pairs` of (resume, posting, worth) among them, in the order of [`Ranking`](super::Ranking). They are sorted and
/// hold none twice; so is the result, as [`Ranking::kept`](super::Ranking::kept) sorts it. Postings are below `postings`.
pub fn rank_known(pairs: impl Iterator<Item = (u32, u32, Worth)>, postings: usize) -> Vec<Kept> {
    // A standing falls with the rank: the smaller index is the better of equals.
    let mut own: Vec<(u32, Standing)> =
        pairs.map(|(resume, posting, worth)| (resume, Standing::of(worth, posting))).collect();
    let mut out = Vec::with_capacity(own.len());
    for own in own.chunk_by_mut(|a, b| a.0 == b.0) {
        own.sort_unstable_by_key(|(_, standing)| Reverse(*standing));
        out.extend(own.iter().zip(1..).map(|(&(resume, standing), rank)| Kept {
            posting: standing.index(),
            resume,
            worth: standing.worth(),
            rank_in_posting: None,
            rank_in_resume: Some(rank),
        }));
    }
    // The pairs of each posting, one posting's after the other's.
    let mut starts = vec![0; postings + 1];
    out.iter().for_each(|kept| starts[kept.posting as usize + 1] += 1);
    starts.iter_mut().fold(0, |sum, start| {
        *start += sum;
        *start
    });
    let mut by_posting = vec![(Standing::UNREACHABLE, 0); out.len()];
    for (at, kept) in out.iter().enumerate() {
        let next = &mut starts[kept.posting as usize];
        by_posting[*next] = (Standing::of(kept.worth, kept.resume), at);
        *next += 1;
    }
    // Each start has become the end.
    let mut start = 0;
    for end in starts {
        by_posting[start..end].sort_unstable_by_key(|(standing, _)| Reverse(*standing));
        by_posting[start..end].iter().zip(1..).for_each(|((_, at), rank)| out[*at].rank_in_posting = Some(rank));
        start = end;
    }
    out
}
