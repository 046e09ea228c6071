//! Both sides of a run, with all that their rows go by.

use std::borrow::Cow;

use rayon::prelude::*;

use super::basis::Basis;
use super::duplicates::{known_duplicates_of_resumes, links_of_postings};
use super::intake::Posting;
use super::remember::News;
use super::resumes::{Known, Resume};
use crate::config::{Config, Format};
use crate::error::Result;
use crate::extract::Month;
use crate::report::Text;
use crate::score::{CompiledPosting, Shares, SharesOfAll};
use crate::state::{State, Texts};
use crate::text::Links;

/// Postings whose points one thread shares out.
const SHARED: usize = 1 << 14;

/// Postings and resumes, each sorted by id.
pub(super) struct Sides<'a> {
    pub basis: &'a Basis,
    pub config: &'a Config,
    pub postings: &'a [Posting],
    /// The texts of the postings.
    pub texts: &'a Texts,
    /// The points of what postings ask for, [`SHARED`] postings each.
    shares: Vec<SharesOfAll>,
    pub resumes: &'a [Resume],
    /// What earlier runs found in resumes.
    pub known: Option<&'a Known<'a>>,
    pub resume_ids: Vec<Text>,
    /// For each posting the earlier one that says nearly the same.
    pub repeated_postings: Links,
    /// For each resume the earlier one that says nearly the same.
    pub repeated_resumes: Vec<Option<usize>>,
    /// The day by which ages and years are judged.
    pub as_of: Option<&'a str>,
    /// Its month.
    pub month: Option<Month>,
}

impl<'a> Sides<'a> {
    /// # Errors
    /// What keeps the texts from being read.
    pub(super) fn new(
        basis: &'a Basis,
        config: &'a Config,
        (postings, texts, state): (&'a [Posting], &'a Texts, Option<&State>),
        (resumes, known): (&'a [Resume], Option<&'a Known<'a>>),
        news: Option<&News<'_>>,
        as_of: Option<&'a str>,
    ) -> Result<Self> {
        Ok(Self {
            basis,
            config,
            postings,
            texts,
            shares: postings
                .par_chunks(SHARED)
                .map(|postings| basis.shares(postings.iter().map(|p| &p.profile)))
                .collect(),
            resumes,
            known,
            resume_ids: resumes.iter().map(|r| r.document.resume_id.as_str().into()).collect(),
            repeated_postings: links_of_postings(
                postings,
                |at| texts.read(postings[at].text).map(Cow::from),
                state,
                news.and_then(News::linked),
            )?,
            repeated_resumes: known_duplicates_of_resumes(resumes, known),
            as_of,
            month: as_of.and_then(Month::of_iso),
        })
    }

    /// How many pairs there are.
    pub(super) fn pairs(&self) -> u64 {
        self.postings.len() as u64 * self.resumes.len() as u64
    }

    /// The points of what a posting asks for.
    pub(super) fn shares(&self, posting: usize) -> Shares<'_> {
        self.shares[posting / SHARED].of(posting % SHARED)
    }

    /// What the postings at `places` ask for, as pairs are scored by it.
    pub(super) fn compiled(&self, places: impl IndexedParallelIterator<Item = usize>) -> Vec<CompiledPosting> {
        places.map(|at| self.basis.compile(&self.postings[at].profile)).collect()
    }

    /// What all postings ask for.
    pub(super) fn all_compiled(&self) -> Vec<CompiledPosting> {
        self.compiled((0..self.postings.len()).into_par_iter())
    }

    /// Whether pages are written.
    pub(super) fn has_pages(&self) -> bool {
        self.config.format.contains(&Format::Html)
    }

    /// The places of the postings that count once.
    pub(super) fn counted_postings(&self) -> impl Iterator<Item = usize> {
        (0..self.postings.len()).filter(|at| self.repeated_postings.firsts[*at].is_none())
    }

    /// The places of the resumes that count once.
    pub(super) fn counted_resumes(&self) -> impl Iterator<Item = usize> {
        (0..self.resumes.len()).filter(|at| self.repeated_resumes[*at].is_none())
    }
}

/// The day by which ages and years are judged: the one asked for, else the newest posting's, else the newest in a resume.
pub(super) fn as_of(config: &Config, postings: &[Posting], resumes: &[Resume]) -> Option<String> {
    let newest_posting = || postings.iter().filter_map(|p| p.record.date_posted()).max().map(str::to_owned);
    let newest_month = || resumes.iter().filter_map(|r| r.profile.newest).max();
    config.as_of.clone().or_else(newest_posting).or_else(|| newest_month().map(|m| format!("{m}-01")))
}
