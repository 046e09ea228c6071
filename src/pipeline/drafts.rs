//! The drafts of a batch: ours, in the words of its postings, and those of the program of `rewriter` where one is named.

use rayon::prelude::*;

use super::clock::Meter;
use super::intake::Posting;
use super::resumes::Resume;
use super::sides::Sides;
use crate::error::Result;
use crate::extract::Extractor;
use crate::review::{Bullet, Review, Rewrite, Wording, check, review, rewrite};
use crate::rewriter::{Ask, Rewriter};

/// For each resume the drafts of its statements, in their order.
pub(super) type Drafts = Vec<Vec<Rewrite>>;

/// How `postings` write the skills that one of `resumes` names.
pub(crate) fn wording<'a>(
    postings: impl Iterator<Item = &'a Posting>,
    resumes: impl Iterator<Item = &'a Resume>,
    n_skills: usize,
) -> Wording {
    let mut named = vec![false; n_skills];
    resumes.flat_map(|r| &r.profile.named).for_each(|(skill, _)| named[skill.0 as usize] = true);
    let named = &named;
    let asked = |p: &'a Posting| {
        let spellings = p.profile.requirements.spellings().filter(|(skill, _)| named[skill.0 as usize]);
        spellings.map(move |(skill, span)| (skill, span.of(&p.words)))
    };
    Wording::of(postings.flat_map(asked))
}

/// The wording of the postings of a run that count once.
pub(super) fn wording_of(sides: &Sides<'_>) -> Wording {
    let postings = sides.counted_postings().map(|at| &sides.postings[at]);
    wording(postings, sides.resumes.iter(), sides.basis.taxonomy().skills().len())
}

/// Our drafts of a resume's statements, in their order. A name that would be read as something else in its new words keeps
/// the statement's own.
pub(crate) fn drafts(extractor: &Extractor, text: &str, review: &Review, wording: &Wording) -> Vec<Rewrite> {
    let own = Wording::default();
    let draft = |bullet: &Bullet| {
        let renames = bullet.skills.iter().any(|(skill, span)| wording.instead_of(*skill, span.of(text)).is_some());
        let draft = rewrite(text, bullet, review.level, if renames { wording } else { &own });
        if renames && check(extractor, bullet.span.of(text), "", &draft.text).is_err() {
            return rewrite(text, bullet, review.level, &own);
        }
        draft
    };
    review.bullets.iter().map(draft).collect()
}

/// The drafts of all resumes where a rewriter has a say. It is asked for one after the other, in the order of the table
/// `bullets`, so that a program that always says the same gives the same table.
///
/// # Errors
/// [`Error::Interrupted`](crate::error::Error::Interrupted).
pub(super) fn rewritten(
    sides: &Sides<'_>,
    rewriter: Option<&mut Rewriter>,
    meter: &Meter<'_>,
) -> Result<Option<Drafts>> {
    let Some(rewriter) = rewriter else { return Ok(None) };
    let (extractor, words) = (&sides.basis.extractor, wording_of(sides));
    let ours = |r: &Resume| {
        let found = review(extractor.taxonomy(), &r.text, &r.profile, sides.month);
        let drafts = drafts(extractor, &r.text, &found, &words);
        (found, drafts)
    };
    let (reviews, mut all): (Vec<Review>, Drafts) = sides.resumes.par_iter().map(ours).unzip();
    let statements = all.iter().flatten().filter(|draft| !draft.text.is_empty()).count();
    meter.progress.stage("rewrite", Some(statements as u64));
    for ((resume, review), drafts) in sides.resumes.iter().zip(&reviews).zip(&mut all) {
        for (bullet, draft) in review.bullets.iter().zip(drafts).filter(|(_, draft)| !draft.text.is_empty()) {
            meter.go_on()?;
            let ask = Ask::of(&resume.text, &resume.profile, review.level, bullet, draft);
            *draft = rewriter.draft(extractor, &ask, draft.clone());
            meter.progress.step(1);
        }
    }
    Ok(Some(all))
}
