//! What a run leaves to the next.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::intake::Posting;
use super::resumes::Resume;
use crate::config::Config;
use crate::error::Result;
use crate::gap::Worded;
use crate::score::Kept;
use crate::state::{LastPairs, Mark, NewPosting, NewState, Readings, Shown, State, Texts};
use crate::text::{Before, Links};

/// What the last run left to this one, and what this one leaves beside its documents.
pub(super) struct Past {
    /// With a state.
    last: Option<LastPairs>,
    /// The resumes; with a state.
    shown: Vec<Shown>,
    /// A hash of all that scores, ranks and explanations go by beside the documents, the code among it; none where the run does not
    /// rank all pairs.
    scoring: Option<String>,
}

impl Past {
    /// `ranks_all` tells whether the run ranks all pairs, by weights that other postings do not change.
    pub(super) fn new(state: Option<&mut State>, config: &Config, ranks_all: bool, resumes: &[Resume]) -> Self {
        let shown = if state.is_some() { shown(resumes) } else { Vec::new() };
        Self { last: state.map(State::last_pairs), shown, scoring: ranks_all.then(|| scoring(config)) }
    }

    /// The pairs of the last run, where those of this one can be led on from them.
    pub(super) fn leads_on(&self) -> Option<&LastPairs> {
        self.last.as_ref().filter(|last| self.scoring.as_deref().is_some_and(|s| last.is_of(s, &self.shown)))
    }

    /// What is new; with a state.
    pub(super) fn news(&self, postings: &[Posting], resumes: &[Resume]) -> Option<News<'_>> {
        let last = self.last.as_ref()?;
        let known = last.places(postings.iter().map(|p| p.record.posting_id()));
        let mut stay = vec![NOWHERE; last.postings()];
        for ((posting, known), at) in postings.iter().zip(&known).zip(0..) {
            if let Some(known) = known.filter(|_| posting.is_kept()) {
                stay[known as usize] = at;
            }
        }
        let resumes = resumes.iter().map(|r| last.resume(r.document.resume_id.as_str())).collect();
        let postings = known.into_iter().map(|known| known.unwrap_or(NOWHERE)).collect();
        let explains_alike = self.scoring.as_deref().is_some_and(|scoring| last.went_by(scoring));
        Some(News { last, postings, stay, resumes, shown: &self.shown, explains_alike })
    }
}

/// The place of what is not there. Places are half as large as with a bit more for that, and there are millions of them.
const NOWHERE: u32 = u32::MAX;

/// What the last run knew of a pair.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Earlier {
    /// Whether it did not keep it.
    pub is_new: bool,
    /// What it found of it, where both sides are what they were.
    pub worded: Worded,
}

/// What is new since the last complete run.
pub(super) struct News<'a> {
    last: &'a LastPairs,
    /// For each posting the last run's place of it.
    postings: Vec<u32>,
    /// The place now of each of the last run's postings that says what it said.
    stay: Vec<u32>,
    /// For each resume the last run's place of it.
    resumes: Vec<Option<u32>>,
    /// What each resume shows now.
    shown: &'a [Shown],
    /// Whether explanations went by what they go by now.
    explains_alike: bool,
}

impl News<'_> {
    /// The place now of one of the last run's postings, where it says what it said.
    pub(super) fn place_now(&self, last: u32) -> Option<u32> {
        self.stay.get(last as usize).copied().filter(|now| *now != NOWHERE)
    }

    /// How the last run linked the postings that there are now, where links can be led on from it.
    pub(super) fn linked(&self) -> Option<Vec<Before>> {
        let firsts = self.last.firsts()?;
        let mut before = vec![Before::New; self.postings.len()];
        // A set that lost one of its texts may fall apart.
        let mut whole = vec![true; firsts.len()];
        let firsts = || firsts.iter().copied().zip(0..);
        let gone = firsts().filter(|(_, text)| self.place_now(*text).is_none());
        gone.for_each(|(first, _)| whole[first as usize] = false);
        for (first, text) in firsts().filter(|(first, _)| whole[*first as usize]) {
            if let (Some(now), Some(first)) = (self.place_now(text), self.place_now(first)) {
                before[now as usize] = Before::Set(first as usize);
            }
        }
        Some(before)
    }

    /// For each of `kept`, which come by resume, what the last run knew of it.
    pub(super) fn earlier(&self, kept: &[Kept]) -> Vec<Earlier> {
        // The resume with which the last run kept each of its postings last, by that resume's number here, and what it found then.
        let mut kept_with = vec![(NOWHERE, Worded::default()); self.last.postings()];
        let mut out = Vec::with_capacity(kept.len());
        for pairs in kept.chunk_by(|a, b| a.resume == b.resume) {
            let resume = pairs[0].resume;
            let mut same = false;
            if let Some(last) = self.resumes[resume as usize] {
                same = self.explains_alike && *self.last.shown(last) == self.shown[resume as usize];
                self.last.explained(last).for_each(|(posting, worded)| kept_with[posting as usize] = (resume, worded));
            }
            out.extend(pairs.iter().map(|pair| {
                let last = self.postings[pair.posting as usize];
                let with = kept_with.get(last as usize).filter(|(with, _)| *with == resume);
                let stays = |_: &&(u32, Worded)| same && self.place_now(last) == Some(pair.posting);
                let worded = with.filter(stays).map_or_else(Worded::default, |(_, worded)| *worded);
                Earlier { is_new: with.is_none(), worded }
            }));
        }
        out
    }
}

fn scoring(config: &Config) -> String {
    let Config { top, top_resumes, profile, score, .. } = config;
    // Whoever ranks, scores or explains otherwise has nothing to go on from.
    let code = env!("GAPRANK_SCORING");
    blake3::hash(format!("{code} {top} {top_resumes} {profile} {score:?}").as_bytes()).to_hex()[..32].to_owned()
}

fn shown(resumes: &[Resume]) -> Vec<Shown> {
    let digits = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..32].to_owned();
    let shown = |resume: &Resume| {
        let skills = &resume.profile.skills;
        let (mut evidence, mut spellings) = (Vec::with_capacity(skills.len() * 5), Vec::new());
        for skill in skills {
            evidence.extend(skill.skill.0.to_le_bytes());
            evidence.push(skill.evidence as u8);
            spellings.extend((skill.spelled().len() as u32).to_le_bytes());
            for spelled in skill.spelled() {
                spellings.extend((spelled.len() as u32).to_le_bytes());
                spellings.extend(spelled.as_bytes());
            }
        }
        let resume_id = resume.document.resume_id.as_str().to_owned();
        Shown { resume_id, evidence: digits(&evidence), spellings: digits(&spellings) }
    };
    resumes.par_iter().map(shown).collect()
}

/// Leads the state on by this run. `aside` are open postings that the run's query did not pick.
pub(super) fn remember(
    state: &mut State,
    as_of: Option<&str>,
    (postings, aside, texts): (&[Posting], &[Posting], &Texts),
    closed: &BTreeMap<String, Mark>,
    readings: &Readings,
    (past, links): (&Past, &Links),
    kept: (&[Kept], &[Worded]),
) -> Result<()> {
    let link = |(at, first): (usize, &Option<usize>)| Some((at as u32, (*first)? as u32));
    let is_all = links.complete && aside.is_empty();
    let mut all: Vec<_> = postings.iter().filter_map(new_posting).collect();
    let picked = all.len();
    all.extend(aside.iter().filter_map(new_posting));
    state.commit(NewState {
        as_of,
        postings: all,
        picked,
        texts,
        closed,
        readings,
        resumes: &past.shown,
        pairs: kept,
        scoring: past.scoring.clone(),
        links: is_all.then(|| links.firsts.iter().enumerate().filter_map(link).collect()),
    })
}

fn new_posting(posting: &Posting) -> Option<NewPosting<'_>> {
    let Posting { found, memory, today } = posting;
    Some(NewPosting { found, memory: memory.as_ref()?, today: *today })
}
