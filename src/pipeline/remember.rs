//! What a run leaves to the next.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::intake::Posting;
use super::resumes::Resume;
use crate::config::Config;
use crate::error::Result;
use crate::score::Kept;
use crate::state::{LastPairs, Mark, NewPosting, NewState, Readings, State};

/// Which kept pairs are new since the last complete run.
pub(super) struct News<'a> {
    last: &'a LastPairs,
    postings: Vec<Option<u32>>,
    resumes: Vec<Option<u32>>,
}

impl<'a> News<'a> {
    pub(super) fn new(last: &'a LastPairs, postings: &[Posting], resumes: &[Resume]) -> Self {
        Self {
            postings: postings.iter().map(|p| last.posting(p.record.posting_id.as_str())).collect(),
            resumes: resumes.iter().map(|r| last.resume(r.document.resume_id.as_str())).collect(),
            last,
        }
    }

    pub(super) fn is_new(&self, pair: &Kept) -> bool {
        !self.last.contains(self.resumes[pair.resume as usize], self.postings[pair.posting as usize])
    }
}

/// A hash of all that scores and ranks go by beside the documents.
pub(super) fn scoring(config: &Config) -> String {
    let Config { top, top_resumes, profile, score, .. } = config;
    blake3::hash(format!("{top} {top_resumes} {profile} {score:?}").as_bytes()).to_hex()[..32].to_owned()
}

/// Each resume's id, with a hash of its evidence.
pub(super) fn shows(resumes: &[Resume]) -> Vec<(&str, String)> {
    let hash = |resume: &Resume| {
        let mut hasher = blake3::Hasher::new();
        for skill in &resume.profile.skills {
            hasher.update(&skill.skill.0.to_le_bytes()).update(&[skill.evidence as u8]);
        }
        hasher.finalize().to_hex()[..32].to_owned()
    };
    resumes.par_iter().map(|resume| (resume.document.resume_id.as_str(), hash(resume))).collect()
}

/// Leads the state on by this run. `aside` are open postings that the run's query did not pick.
pub(super) fn remember(
    state: &mut State,
    as_of: Option<&str>,
    (postings, aside): (&[Posting], &[Posting]),
    closed: &BTreeMap<String, Mark>,
    readings: &Readings,
    (scoring, shows): (Option<String>, &[(&str, String)]),
    kept: &[Kept],
) -> Result<()> {
    let id = |k: &Kept| postings[k.posting as usize].record.posting_id.as_str();
    state.commit(NewState {
        as_of,
        postings: postings.iter().chain(aside).filter_map(|p| new_posting(p, as_of)).collect(),
        closed,
        readings,
        resumes: shows,
        pairs: kept.iter().map(|k| (k.resume, id(k), k.rank_in_resume.is_some())).collect(),
        scoring,
    })
}

fn new_posting<'a>(posting: &'a Posting, as_of: Option<&str>) -> Option<NewPosting<'a>> {
    let Posting { record, text, profile, signature, memory: Some(memory) } = posting else { return None };
    let mut mark = memory.mark.clone();
    let (first, last) = posting.seen(as_of);
    let (first, last) = (first.map(str::to_owned), last.map(str::to_owned));
    (mark.first_seen, mark.last_seen) = (first, last);
    Some(NewPosting { given: &memory.given, record, profile, text, signature, mark })
}
