//! All pairs, stretches of resumes side by side; or only those that can have changed since the last run.

use rayon::prelude::*;

use super::pairs::only_pairs;
use super::remember::{News, Past};
use super::resumes::Resume;
use super::sides::Sides;
use crate::ingest::{Reject, WantedPair};
use crate::score::{CompiledPosting, EvidenceMatrix, Kept, LedOn, Ranking, Stretch};
use crate::state::LastPairs;

/// The pairs that are kept, in the order of the report: those `wanted` by name, or the best of all.
pub(super) fn kept_pairs(
    sides: &Sides<'_>,
    wanted: Option<&[WantedPair]>,
    (past, news): (&Past, Option<&News<'_>>),
    rejects: &mut Vec<Reject>,
) -> Vec<Kept> {
    let Sides { resumes, config, .. } = sides;
    let best_of_all = || rank_all(&matrix(resumes.iter()), &sides.all_compiled(), config.top, config.top_resumes);
    match wanted {
        Some(wanted) => only_pairs(sides, wanted, rejects),
        None => {
            past.leads_on().zip(news).and_then(|(last, news)| rank_on(last, news, sides)).unwrap_or_else(best_of_all)
        }
    }
}

/// The evidence levels of resumes, as the kernel reads them.
fn matrix<'a>(resumes: impl Iterator<Item = &'a Resume>) -> EvidenceMatrix {
    EvidenceMatrix::new(resumes.map(|r| r.profile.skills.iter().map(|e| (e.skill.0, e.evidence)).collect::<Vec<_>>()))
}

/// The best `top` postings of every resume and the best `top_resumes` resumes of every posting, in the order of the report.
/// Runs on the rayon pool it is called in; the result is the same on any.
fn rank_all(matrix: &EvidenceMatrix, postings: &[CompiledPosting], top: usize, top_resumes: usize) -> Vec<Kept> {
    rank_while(&|| true, matrix, postings, top, top_resumes, rayon::current_num_threads()).unwrap_or_default()
}

/// The same in at most so many `parts`, one beside the other; none where `go_on` says no, which is asked before each.
pub(crate) fn rank_while(
    go_on: &(dyn Fn() -> bool + Sync),
    matrix: &EvidenceMatrix,
    postings: &[CompiledPosting],
    top: usize,
    top_resumes: usize,
    parts: usize,
) -> Option<Vec<Kept>> {
    let ranking = Ranking::new(matrix, postings, top, top_resumes);
    let score = |resumes| go_on().then(|| ranking.score(resumes));
    let stretches: Vec<Stretch> = ranking.stretches(parts).into_par_iter().map(score).collect::<Option<_>>()?;
    let sides = ranking.posting_sides(&stretches);
    let mut kept = Vec::new();
    stretches.iter().for_each(|stretch| ranking.kept(stretch, &sides, |pair| kept.push(pair)));
    Some(kept)
}

/// What [`rank_all`] would give, from the pairs that the last run kept: new postings are scored against all resumes, and
/// resumes that lost one of their best against all postings. None where so much has changed that scoring all is no more work.
///
/// The resumes, and what scores go by, must be those of the last run ([`LastPairs::is_of`]). Then a pair of two old sides that
/// was not kept cannot be kept now, unless its resume lost one of its best: scores depend on the pair alone, and what came
/// in between can only push it further down.
fn rank_on(last: &LastPairs, news: &News<'_>, sides: &Sides<'_>) -> Option<Vec<Kept>> {
    let Sides { postings, resumes, .. } = sides;
    let (top, top_resumes) = (sides.config.top, sides.config.top_resumes);
    let is_old = |at: usize| postings[at].is_kept();
    let new: Vec<usize> = (0..postings.len()).filter(|at| !is_old(*at)).collect();
    let now = |pair: Kept| Some(Kept { posting: news.place_now(pair.posting)?, ..pair });
    let is_bereft = |resume: &u32| last.of(*resume).any(|pair| pair.rank_in_resume.is_some() && now(pair).is_none());
    let bereft: Vec<u32> = (0..resumes.len() as u32).filter(is_bereft).collect();
    if bereft.len() * 2 > resumes.len() || new.len() * 2 > postings.len() {
        return None;
    }
    let fresh = sides.compiled(new.par_iter().copied());
    let mut fresh = rank_all(&matrix(resumes.iter()), &fresh, top, top_resumes);
    fresh.iter_mut().for_each(|pair| pair.posting = new[pair.posting as usize] as u32);
    let mut anew = Vec::new();
    if !bereft.is_empty() {
        let rows = matrix(bereft.iter().map(|at| &resumes[*at as usize]));
        anew = rank_all(&rows, &sides.all_compiled(), top, 1);
        anew.iter_mut().for_each(|pair| pair.resume = bereft[pair.resume as usize]);
    }
    let mut kept = Vec::with_capacity(last.len() + fresh.len());
    let (mut old, mut room) = (Vec::new(), Vec::new());
    let (mut fresh, mut anew) = (&fresh[..], &anew[..]);
    let mut bereft = bereft.into_iter().peekable();
    for resume in 0..resumes.len() as u32 {
        old.clear();
        old.extend(last.of(resume).filter_map(now));
        let (new, anew) = (first_of(&mut fresh, resume), first_of(&mut anew, resume));
        let anew = bereft.next_if_eq(&resume).map(|_| anew);
        LedOn { old: &old, new, anew, top }.keep(&mut room, &mut kept);
    }
    Some(kept)
}

/// Takes the pairs of `resume` from the front of `pairs`, which come by resume.
fn first_of<'k>(pairs: &mut &'k [Kept], resume: u32) -> &'k [Kept] {
    let (of, rest) = pairs.split_at(pairs.iter().take_while(|pair| pair.resume == resume).count());
    *pairs = rest;
    of
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::score::{Credits, Evidence, Wanted};

    #[test]
    fn it_ends_between_parts_and_parts_change_nothing() {
        let resume = |at: u32| (0..=at % 7).map(move |skill| (skill, Evidence::ALL[(at as usize + 1) % 5]));
        let matrix = EvidenceMatrix::new((0..300).map(resume));
        let wanted = |at: u32| vec![Wanted { any_of: vec![at % 7, at % 3], weight: 2, required: at.is_multiple_of(2) }];
        let postings: Vec<_> = (0..90).map(|at| CompiledPosting::new(wanted(at), &Credits::default())).collect();
        let whole = rank_all(&matrix, &postings, 5, 4);
        assert!(!whole.is_empty());
        for parts in [1, 3, 1000] {
            let asked = AtomicUsize::new(0);
            let go_on = || asked.fetch_add(1, Ordering::Relaxed) < parts.min(300);
            assert_eq!(rank_while(&go_on, &matrix, &postings, 5, 4, parts).as_ref(), Some(&whole), "{parts}");
            let asked = AtomicUsize::new(1);
            let go_on = || asked.fetch_add(1, Ordering::Relaxed) < parts.min(300);
            assert_eq!(rank_while(&go_on, &matrix, &postings, 5, 4, parts), None, "{parts}");
        }
    }
}
