//! The pairs that the last complete run kept: what is not among them is new.

use std::path::Path;

use super::columns::{Columns, Frame, Sealed};
use crate::error::Result;

/// Pairs of an earlier run, by its own order of postings and resumes.
#[derive(Debug, Default)]
pub struct LastPairs {
    postings: Vec<String>,
    resumes: Vec<String>,
    /// `(resume, posting)`, sorted.
    pairs: Vec<(u32, u32)>,
}

impl LastPairs {
    /// The earlier run's place of a posting.
    pub fn posting(&self, id: &str) -> Option<u32> {
        self.postings.binary_search_by(|known| known.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// The earlier run's place of a resume.
    pub fn resume(&self, id: &str) -> Option<u32> {
        self.resumes.binary_search_by(|known| known.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// Whether the earlier run kept the pair at these places.
    pub fn contains(&self, resume: Option<u32>, posting: Option<u32>) -> bool {
        resume.zip(posting).is_some_and(|pair| self.pairs.binary_search(&pair).is_ok())
    }

    pub(super) fn read(dir: &Path, postings: Vec<String>, resumes: &Sealed, pairs: &Sealed) -> Result<Self> {
        let frame = Frame::read(dir, resumes, &["resume_id"])?;
        let resumes = frame.texts("resume_id")?.map(|id| id.unwrap_or_default().to_owned()).collect();
        let frame = Frame::read(dir, pairs, &["resume", "posting"])?;
        let both = frame.counts("resume")?.zip(frame.counts("posting")?);
        let mut pairs: Vec<(u32, u32)> = both.filter_map(|(resume, posting)| resume.zip(posting)).collect();
        pairs.sort_unstable();
        Ok(Self { postings, resumes, pairs })
    }
}

/// Writes the resumes of a run, sorted.
pub(super) fn write_resumes(dir: &Path, name: &str, resumes: &[&str]) -> Result<Sealed> {
    Columns::default().texts("resume_id", resumes.iter().map(|id| Some(*id))).write(dir, name)
}

/// Writes the pairs of a run: `(resume, posting)` by their places in its resumes and its ledger.
pub(super) fn write_pairs(dir: &Path, name: &str, pairs: &[(u32, u32)]) -> Result<Sealed> {
    Columns::default()
        .counts("resume", pairs.iter().map(|p| Some(p.0)))
        .counts("posting", pairs.iter().map(|p| Some(p.1)))
        .write(dir, name)
}
