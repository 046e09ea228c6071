//! What a run leaves to the next.

use std::collections::BTreeMap;

use super::intake::Posting;
use super::resumes::Resume;
use crate::error::Result;
use crate::score::Kept;
use crate::state::{LastPairs, Mark, NewPosting, NewState, Readings, State};

/// Which kept pairs are new since the last complete run.
pub(super) struct News {
    last: LastPairs,
    postings: Vec<Option<u32>>,
    resumes: Vec<Option<u32>>,
}

impl News {
    pub(super) fn new(last: LastPairs, postings: &[Posting], resumes: &[Resume]) -> Self {
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

/// Leads the state on by this run. `aside` are open postings that the run's query did not pick.
pub(super) fn remember(
    state: &mut State,
    as_of: Option<&str>,
    (postings, aside): (&[Posting], &[Posting]),
    closed: &BTreeMap<String, Mark>,
    resumes: &[Resume],
    readings: &Readings,
    kept: &[Kept],
) -> Result<()> {
    let resume_ids: Vec<&str> = resumes.iter().map(|r| r.document.resume_id.as_str()).collect();
    let pair = |k: &Kept| (k.resume, postings[k.posting as usize].record.posting_id.as_str());
    state.commit(NewState {
        as_of,
        postings: postings.iter().chain(aside).filter_map(|p| new_posting(p, as_of)).collect(),
        closed,
        readings,
        resumes: &resume_ids,
        pairs: kept.iter().map(pair).collect(),
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
