//! `--pairs`: the pairs that were asked for by name.

use super::intake::Posting;
use super::resumes::Resume;
use crate::ingest::Reject;
use crate::score::{CompiledPosting, Kept};

/// The pairs asked for by name, each with its place among the pairs asked for.
pub(super) fn only_pairs(
    wanted: &[crate::ingest::WantedPair],
    postings: &[Posting],
    resumes: &[Resume],
    compiled: &[CompiledPosting],
    rejects: &mut Vec<Reject>,
) -> Vec<Kept> {
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
    crate::score::rank_pairs(&pairs, compiled, |resume, skill| {
        resumes[resume]
            .profile
            .skill(crate::taxonomy::SkillId(skill))
            .map_or(crate::extract::Evidence::Missing, |e| e.evidence)
    })
}
