//! What a run leaves to the next.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::intake::Posting;
use super::resumes::Resume;
use crate::config::Config;
use crate::error::Result;
use crate::score::Kept;
use crate::state::{LastPairs, Mark, NewPosting, NewState, Readings, State, Texts};
use crate::text::{Before, Links};

/// What the last run left to this one, and what this one leaves beside its documents.
pub(super) struct Past<'a> {
    /// With a state.
    last: Option<LastPairs>,
    /// Each resume's id, with a hash of its evidence; with a state.
    shows: Vec<(&'a str, String)>,
    /// A hash of all that scores and ranks go by beside the documents; none where the run does not rank all pairs.
    scoring: Option<String>,
}

impl<'a> Past<'a> {
    /// `ranks_all` tells whether the run ranks all pairs, by weights that other postings do not change.
    pub(super) fn new(state: Option<&mut State>, config: &Config, ranks_all: bool, resumes: &'a [Resume]) -> Self {
        let shows = if state.is_some() { shows(resumes) } else { Vec::new() };
        Self { last: state.map(State::last_pairs), shows, scoring: ranks_all.then(|| scoring(config)) }
    }

    /// The pairs of the last run, where those of this one can be led on from them.
    pub(super) fn leads_on(&self) -> Option<&LastPairs> {
        self.last.as_ref().filter(|last| self.scoring.as_deref().is_some_and(|s| last.is_of(s, &self.shows)))
    }

    /// What is new; with a state.
    pub(super) fn news(&self, postings: &[Posting], resumes: &[Resume]) -> Option<News<'_>> {
        let last = self.last.as_ref()?;
        let known = last.places(postings.iter().map(|p| p.record.posting_id()));
        let mut stay = vec![None; last.postings().len()];
        for (at, (posting, known)) in postings.iter().zip(&known).enumerate() {
            if let Some(known) = known.filter(|_| posting.memory.as_ref().is_some_and(|m| m.mark.is_kept())) {
                stay[known as usize] = Some(at as u32);
            }
        }
        let resumes = resumes.iter().map(|r| last.resume(r.document.resume_id.as_str())).collect();
        Some(News { last, postings: known, stay, resumes })
    }
}

/// What is new since the last complete run.
pub(super) struct News<'a> {
    last: &'a LastPairs,
    postings: Vec<Option<u32>>,
    /// The place now of each of the last run's postings that says what it said.
    stay: Vec<Option<u32>>,
    resumes: Vec<Option<u32>>,
}

impl News<'_> {
    /// The last run's place of a posting.
    pub(super) fn posting(&self, at: usize) -> Option<u32> {
        self.postings[at]
    }

    /// The place now of one of the last run's postings, where it says what it said.
    pub(super) fn place_now(&self, last: u32) -> Option<u32> {
        self.stay.get(last as usize).copied().flatten()
    }

    /// How the last run linked the postings that there are now, where links can be led on from it.
    pub(super) fn linked(&self) -> Option<Vec<Before>> {
        let firsts = self.last.firsts()?;
        let mut before = vec![Before::New; self.postings.len()];
        // A set that lost one of its texts may fall apart.
        let mut whole = vec![true; firsts.len()];
        firsts.iter().zip(&self.stay).filter(|(_, now)| now.is_none()).for_each(|(at, _)| whole[*at as usize] = false);
        for (first, now) in firsts.iter().zip(&self.stay) {
            if let (Some(now), Some(first), true) = (now, self.place_now(*first), whole[*first as usize]) {
                before[*now as usize] = Before::Set(first as usize);
            }
        }
        Some(before)
    }

    pub(super) fn is_new(&self, pair: &Kept) -> bool {
        !self.last.contains(self.resumes[pair.resume as usize], self.postings[pair.posting as usize])
    }
}

fn scoring(config: &Config) -> String {
    let Config { top, top_resumes, profile, score, .. } = config;
    blake3::hash(format!("{top} {top_resumes} {profile} {score:?}").as_bytes()).to_hex()[..32].to_owned()
}

fn shows(resumes: &[Resume]) -> Vec<(&str, String)> {
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
    (postings, aside, texts): (&[Posting], &[Posting], &Texts),
    closed: &BTreeMap<String, Mark>,
    readings: &Readings,
    (past, links): (&Past<'_>, &Links),
    kept: &[Kept],
) -> Result<()> {
    let link = |(at, first): (usize, &Option<usize>)| Some((at as u32, (*first)? as u32));
    let is_all = links.complete && aside.is_empty();
    state.commit(NewState {
        as_of,
        postings: postings.iter().chain(aside).filter_map(new_posting).collect(),
        texts,
        closed,
        readings,
        resumes: &past.shows,
        pairs: kept,
        scoring: past.scoring.clone(),
        links: is_all.then(|| links.firsts.iter().enumerate().filter_map(link).collect()),
    })
}

fn new_posting(posting: &Posting) -> Option<NewPosting<'_>> {
    let Posting { found, memory, today } = posting;
    Some(NewPosting { found, text: found.text, memory: memory.as_ref()?, today: *today })
}
