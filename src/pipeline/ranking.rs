//! All pairs, stretches of resumes side by side.

use rayon::prelude::*;

use crate::score::{CompiledPosting, EvidenceMatrix, Kept, Ranking, Stretch};

/// The best `top` postings of every resume and the best `top_resumes` resumes of every posting, in the order of the report.
/// Runs on the rayon pool it is called in; the result is the same on any.
pub(crate) fn rank_all(
    matrix: &EvidenceMatrix,
    postings: &[CompiledPosting],
    top: usize,
    top_resumes: usize,
) -> Vec<Kept> {
    let ranking = Ranking::new(matrix, postings, top, top_resumes);
    let stretches = ranking.stretches(rayon::current_num_threads());
    let stretches: Vec<Stretch> = stretches.into_par_iter().map(|resumes| ranking.score(resumes)).collect();
    let sides = ranking.posting_sides(&stretches);
    let mut kept = Vec::new();
    stretches.iter().for_each(|stretch| ranking.kept(stretch, &sides, |pair| kept.push(pair)));
    kept
}
