//! The pairs that the last complete run kept: what is not among them is new, and what cannot have changed since need not be
//! scored again.

use std::path::Path;

use super::columns::{Columns, Frame, Sealed};
use crate::error::Result;

/// Pairs of an earlier run, by its own order of postings and resumes.
#[derive(Debug, Default)]
pub struct LastPairs {
    postings: Vec<String>,
    resumes: Vec<(String, String)>,
    /// The postings of each resume's pairs, sorted, whether the pair was among the resume's best, and what it was worth.
    pairs: Vec<(u32, bool, u32)>,
    /// Where those of each resume begin, and of the last end.
    starts: Vec<usize>,
    /// What scores went by then: see [`super::NewState::scoring`].
    scoring: Option<String>,
}

impl LastPairs {
    /// The earlier run's places of the postings of this one, whose ids come sorted.
    pub fn places<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<Option<u32>> {
        let mut known = self.postings.iter().zip(0..).peekable();
        ids.map(|id| {
            while known.next_if(|(known, _)| known.as_str() < id).is_some() {}
            known.next_if(|(known, _)| known.as_str() == id).map(|(_, place)| place)
        })
        .collect()
    }

    /// The earlier run's place of a resume.
    pub fn resume(&self, id: &str) -> Option<u32> {
        self.resumes.binary_search_by(|known| known.0.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// Whether the earlier run kept the pair at these places.
    pub fn contains(&self, resume: Option<u32>, posting: Option<u32>) -> bool {
        let of = |(resume, posting)| self.of(resume).binary_search_by_key(&posting, |pair| pair.0).is_ok();
        resume.zip(posting).is_some_and(of)
    }

    /// The pairs of a resume.
    fn of(&self, resume: u32) -> &[(u32, bool, u32)] {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(self.pairs.len());
        &self.pairs[at(resume as usize)..at(resume as usize + 1)]
    }

    /// Whether scores went by `scoring` then, and the resumes were these: their ids, sorted, and what they show.
    pub fn is_of(&self, scoring: &str, resumes: &[(&str, String)]) -> bool {
        let same = |(known, now): (&(String, String), &(&str, String))| known.0 == now.0 && known.1 == now.1;
        self.scoring.as_deref() == Some(scoring)
            && self.resumes.len() == resumes.len()
            && self.resumes.iter().zip(resumes).all(same)
    }

    /// The earlier run's postings, sorted by id.
    pub fn postings(&self) -> &[String] {
        &self.postings
    }

    /// The pairs kept: places of a resume and a posting, whether the pair was among the resume's best, and what it was worth.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32, bool, u32)> {
        let of = |resume| self.of(resume).iter().map(move |&(posting, best, worth)| (resume, posting, best, worth));
        (0..self.resumes.len() as u32).flat_map(of)
    }

    pub(super) fn read(
        dir: &Path,
        postings: Vec<String>,
        resumes: &Sealed,
        pairs: &Sealed,
        scoring: Option<String>,
    ) -> Result<Self> {
        let frame = Frame::read(dir, resumes, &["resume_id", "shows"])?;
        let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        let resumes: Vec<(String, String)> =
            frame.texts("resume_id")?.map(text).zip(frame.texts("shows")?.map(text)).collect();
        let frame = Frame::read(dir, pairs, &["resume", "posting", "best", "worth"])?;
        let places = frame.counts("resume")?.zip(frame.counts("posting")?);
        let both = places.zip(frame.flags("best")?.zip(frame.counts("worth")?));
        let mut pairs: Vec<(u32, (u32, bool, u32))> =
            both.filter_map(|((resume, posting), (best, worth))| Some((resume?, (posting?, best, worth?)))).collect();
        pairs.sort_unstable();
        let starts = (0..=resumes.len() as u32).map(|resume| pairs.partition_point(|pair| pair.0 < resume)).collect();
        let pairs = pairs.into_iter().map(|(_, pair)| pair).collect();
        Ok(Self { postings, resumes, pairs, starts, scoring })
    }
}

/// Writes the resumes of a run, sorted, with what each shows.
pub(super) fn write_resumes(dir: &Path, name: &str, resumes: &[(&str, String)]) -> Result<Sealed> {
    Columns::default()
        .texts("resume_id", resumes.iter().map(|(id, _)| Some(*id)))
        .texts("shows", resumes.iter().map(|(_, shows)| Some(shows.as_str())))
        .write(dir, name)
}

/// Writes the pairs of a run: `(resume, posting, best, worth)` by their places in its resumes and its ledger.
pub(super) fn write_pairs(dir: &Path, name: &str, pairs: &[(u32, u32, bool, u32)]) -> Result<Sealed> {
    Columns::default()
        .numbers("resume", pairs.iter().map(|p| p.0))
        .numbers("posting", pairs.iter().map(|p| p.1))
        .flags("best", pairs.iter().map(|p| p.2))
        .numbers("worth", pairs.iter().map(|p| p.3))
        .write(dir, name)
}
