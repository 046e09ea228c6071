//! Kept pairs, explained one by one, in the order of the report.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::{Clock, timed};
use super::intake::Posting;
use super::remember::News;
use super::resumes::Resume;
use crate::extract::Month;
use crate::gap::{PostingSide, ResumeSide, explain};
use crate::report::{GapRow, MatchRow, Names, Pair, Text, gap_rows, match_row, posting_quotes};
use crate::score::{CompiledPosting, Kept};
use crate::taxonomy::Taxonomy;

/// All that an explanation goes by.
pub(super) struct Explainer<'a> {
    pub taxonomy: &'a Taxonomy,
    pub names: &'a Names,
    pub postings: &'a [Posting],
    pub compiled: &'a [CompiledPosting],
    pub resumes: &'a [Resume],
    pub posting_ids: &'a [Text],
    pub resume_ids: &'a [Text],
    /// BM25 by (resume, posting).
    pub relevance: FxHashMap<(u32, u32), f64>,
    /// With a state.
    pub news: Option<News<'a>>,
    pub month: Option<Month>,
    pub clock: &'a Clock,
}

impl Explainer<'_> {
    /// The rows of `pairs`.
    pub(super) fn rows(&self, pairs: &[Kept]) -> Vec<(MatchRow, Vec<GapRow>)> {
        pairs.par_iter().map(|kept| timed(&self.clock.explain, || self.row(kept))).collect()
    }

    fn row(&self, kept: &Kept) -> (MatchRow, Vec<GapRow>) {
        let (at, of) = (kept.posting as usize, kept.resume as usize);
        let (posting, resume) = (&self.postings[at], &self.resumes[of]);
        let explained = explain(
            self.taxonomy,
            PostingSide { profile: &posting.profile, compiled: &self.compiled[at], text: &posting.text },
            ResumeSide { profile: &resume.profile, text: &resume.text },
            self.month,
        );
        debug_assert_eq!(explained.score, kept.score, "explained and kernel differ");
        let pair = Pair {
            posting_id: self.posting_ids[at].clone(),
            resume_id: self.resume_ids[of].clone(),
            rank_in_posting: kept.rank_in_posting,
            rank_in_resume: kept.rank_in_resume,
        };
        let relevance = self.relevance.get(&(kept.resume, kept.posting)).copied();
        let is_new = self.news.as_ref().is_some_and(|news| news.is_new(kept));
        let row = match_row(&pair, &explained, relevance, is_new);
        let quotes = posting_quotes(&posting.profile, &posting.text);
        (row, gap_rows(self.names, &pair, explained, &posting.profile, &quotes, &resume.text))
    }
}
