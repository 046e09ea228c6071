//! `--pairs`: the pairs that were asked for by name.

use super::sides::Sides;
use crate::ingest::{Reject, WantedPair};
use crate::score::{Kept, rank_pairs};

/// The pairs asked for by name, each with its place among the pairs asked for. Those that name nobody go to `rejects`.
pub(super) fn only_pairs(sides: &Sides<'_>, wanted: &[WantedPair], rejects: &mut Vec<Reject>) -> Vec<Kept> {
    let (postings, resumes) = (sides.postings, sides.resumes);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for pair in wanted {
        let of: Vec<usize> = (0..resumes.len()).filter(|r| pair.is_resume(&resumes[*r].document)).collect();
        let at: Vec<usize> = (0..postings.len()).filter(|p| pair.is_posting(&postings[*p].record)).collect();
        if of.is_empty() || at.is_empty() {
            rejects.push(pair.unmatched(of.is_empty()));
        }
        pairs.extend(of.iter().flat_map(|r| at.iter().map(move |p| (*r, *p))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    rank_pairs(&pairs, &sides.all_compiled(), |resume, skill| resumes[resume].shows(skill))
}
