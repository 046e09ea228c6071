//! The drafts of a batch: ours, in the words of its postings, and those of the program of `rewriter` where one is named.

use rayon::prelude::*;

use super::Progress;
use super::intake::Posting;
use super::resumes::Resume;
use crate::extract::Extractor;
use crate::review::{Review, Rewrite, Wording, check, rewrite};
use crate::rewriter::{Ask, Rewriter};
use crate::taxonomy::SkillId;

/// How `postings` write the skills that one of `resumes` names.
pub(crate) fn wording<'a>(
    postings: impl Iterator<Item = &'a Posting>,
    resumes: impl Iterator<Item = &'a Resume>,
    n_skills: usize,
) -> Wording {
    let mut named = vec![false; n_skills];
    resumes.flat_map(|r| &r.profile.named).for_each(|(skill, _)| named[skill.0 as usize] = true);
    let asked = |p: &'a Posting| {
        let words = |r: &'a crate::extract::Requirement| r.any_of.iter().zip(&r.spelled);
        p.profile.requirements.iter().flat_map(words).map(|(skill, span)| (*skill, span.of(&p.text)))
    };
    Wording::of(postings.flat_map(asked).filter(|(skill, _): &(SkillId, &str)| named[skill.0 as usize]))
}

/// Our drafts of a resume's statements, in their order. A name that would be read as something else in its new words keeps
/// the statement's own.
pub(crate) fn drafts(extractor: &Extractor, text: &str, review: &Review, wording: &Wording) -> Vec<Rewrite> {
    let own = Wording::default();
    let draft = |bullet: &crate::review::Bullet| {
        let renames = bullet.skills.iter().any(|(skill, span)| wording.instead_of(*skill, span.of(text)).is_some());
        let draft = rewrite(text, bullet, review.level, if renames { wording } else { &own });
        if renames && check(extractor, bullet.span.of(text), "", &draft.text).is_err() {
            return rewrite(text, bullet, review.level, &own);
        }
        draft
    };
    review.bullets.iter().map(draft).collect()
}

/// The drafts of all resumes, each in the order of its statements. The rewriter is asked for one after the other, in the
/// order of the table `bullets`, so that a program that always says the same gives the same table.
pub(super) fn all_drafts(
    extractor: &Extractor,
    resumes: &[Resume],
    reviews: &[Review],
    wording: &Wording,
    rewriter: Option<&mut Rewriter>,
    progress: &dyn Progress,
) -> Vec<Vec<Rewrite>> {
    let ours = resumes.par_iter().zip(reviews).map(|(r, review)| drafts(extractor, &r.text, review, wording));
    let mut all: Vec<Vec<Rewrite>> = ours.collect();
    let Some(rewriter) = rewriter else { return all };
    let statements = all.iter().flatten().filter(|draft| !draft.text.is_empty()).count();
    progress.stage("rewrite", Some(statements as u64));
    for ((resume, review), drafts) in resumes.iter().zip(reviews).zip(&mut all) {
        for (bullet, draft) in review.bullets.iter().zip(drafts) {
            if draft.text.is_empty() || progress.is_cancelled() {
                continue;
            }
            let ask = Ask::of(&resume.text, &resume.profile, review.level, bullet, draft);
            *draft = rewriter.draft(extractor, &ask, draft.clone());
            progress.step(1);
        }
    }
    all
}
