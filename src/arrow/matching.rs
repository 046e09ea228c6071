//! Postings and resumes matched: which pairs are kept, and why.

use std::sync::Arc;

use arrow_array::RecordBatch;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::batch::Batches;
use super::candidates::{Pairs, candidates};
use super::floors::Floors;
use super::postings::Postings;
use super::resumes::Cohort;
use super::rules::{Rules, Watch};
use crate::error::{Error, Result};
use crate::extract::Month;
use crate::gap::{Advice, Explanation, PostingSide, ResumeSide, explain};
use crate::pipeline::rank_while;
use crate::report::{self, GapRow, MatchRow, Pair};
use crate::score::{CompiledPosting, Kept, Worth, rank_pairs};

/// How many pairs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Best postings a resume.
    pub top: usize,
    /// Best resumes a posting.
    pub top_resumes: usize,
}

/// Pairs that are scored before it is asked again whether to go on: a second or two.
const PAIRS_AT_ONCE: usize = 1_000_000_000;

/// Kept pairs of which one thread makes a batch of rows.
const PAIRS: usize = 1024;

/// Postings and resumes with the pairs that are kept. Rows are worked out when they are asked for.
pub struct Matches {
    postings: Arc<Postings>,
    resumes: Arc<dyn Cohort>,
    compiled: Vec<CompiledPosting>,
    kept: Vec<Kept>,
    as_of: Option<String>,
}

impl Matches {
    /// All pairs, of which the best are kept.
    ///
    /// # Errors
    /// [`Error::Stopped`].
    pub fn new(
        rules: &Rules,
        postings: Arc<Postings>,
        resumes: Arc<dyn Cohort>,
        keep: Keep,
        watch: &dyn Watch,
    ) -> Result<Self> {
        let mut out = Self::unranked(rules, postings, resumes)?;
        watch.check()?;
        let matrix = out.resumes.matrix();
        let go_on = || !watch.stopped();
        let pairs = out.resumes.len().saturating_mul(out.compiled.len());
        out.kept = rules.install(|| {
            let parts = rayon::current_num_threads().max(pairs / PAIRS_AT_ONCE);
            let kept = rank_while(&go_on, matrix, &out.compiled, keep.top, keep.top_resumes, parts);
            kept.ok_or(Error::Stopped)
        })?;
        Ok(out)
    }

    /// The pairs that are given, each with its ranks, as [`merge`](super::merge) leaves them.
    ///
    /// # Errors
    /// [`Error::Batch`] where a pair names a posting or a resume that is not there.
    pub fn of_pairs(rules: &Rules, postings: Arc<Postings>, resumes: Arc<dyn Cohort>, pairs: &[Pairs]) -> Result<Self> {
        let mut out = Self::unranked(rules, postings, resumes)?;
        for pair in pairs.iter().flat_map(Pairs::iter) {
            let at = out.postings.all().binary_search_by(|p| p.record.posting_id().cmp(pair.posting_id));
            let (Ok(at), Some(of)) = (at, out.resumes.find(pair.resume_id)) else {
                let message =
                    format!("no posting and resume are called {:?} and {:?}", pair.posting_id, pair.resume_id);
                return Err(Error::Batch(message));
            };
            out.kept.push(Kept {
                posting: at as u32,
                resume: of as u32,
                worth: Worth::from_bits(pair.standing as u32),
                rank_in_posting: pair.rank_in_posting,
                rank_in_resume: pair.rank_in_resume,
            });
        }
        out.kept.sort_by_key(|k| (k.resume, k.rank_in_resume.is_none(), k.rank_in_resume, k.posting));
        Ok(out)
    }

    /// The pairs that are asked for by their ids, ranked among themselves, as `--pairs` does.
    ///
    /// # Errors
    /// [`Error::Batch`] where a pair names a posting or a resume that is not there.
    pub fn only(
        rules: &Rules,
        postings: Arc<Postings>,
        resumes: Arc<dyn Cohort>,
        pairs: &[(String, String)],
    ) -> Result<Self> {
        let mut out = Self::unranked(rules, postings, resumes)?;
        let mut wanted = Vec::with_capacity(pairs.len());
        for (posting, resume) in pairs {
            let missing = |what: &str, id: &str| Error::Batch(format!("no {what} is called {id:?}"));
            let at = out.postings.all().binary_search_by(|p| p.record.posting_id().cmp(posting.as_str()));
            let at = at.map_err(|_| missing("posting", posting))?;
            wanted.push((out.resumes.find(resume).ok_or_else(|| missing("resume", resume))?, at));
        }
        wanted.sort_unstable();
        wanted.dedup();
        let levels: FxHashMap<usize, FxHashMap<u32, _>> =
            wanted.iter().map(|(of, _)| (*of, out.resumes.evidence(*of).into_iter().collect())).collect();
        out.kept = rank_pairs(&wanted, &out.compiled, |of, skill| levels[&of].get(&skill).copied().unwrap_or_default());
        Ok(out)
    }

    fn unranked(rules: &Rules, postings: Arc<Postings>, resumes: Arc<dyn Cohort>) -> Result<Self> {
        let newest = || resumes.newest().map(|m| format!("{m}-01"));
        let as_of = rules.config().as_of.clone().or_else(|| postings.newest().map(str::to_owned)).or_else(newest);
        let compile = || Ok(postings.all().par_iter().map(|p| rules.compile(&p.profile)).collect());
        let compiled = rules.install(compile)?;
        Ok(Self { postings, resumes, compiled, kept: Vec::new(), as_of })
    }

    /// The day by which ages and years are judged: the one configured, else the newest posting's, else the newest in a resume.
    pub fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }

    /// The month of that day.
    pub fn month(&self) -> Option<Month> {
        self.as_of.as_deref().and_then(Month::of_iso)
    }

    /// How many pairs are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The postings.
    pub fn postings(&self) -> &Arc<Postings> {
        &self.postings
    }

    /// The resumes.
    pub fn resumes(&self) -> &Arc<dyn Cohort> {
        &self.resumes
    }

    /// The table `matches`.
    ///
    /// # Errors
    /// [`Error::Batch`] where a packed profile is damaged, and [`Error::Stopped`].
    pub fn matches(&self, rules: &Rules, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        self.tables(rules, watch, |pair, _, explained, _, out: &mut Batches<MatchRow>| {
            out.push(&report::match_cells(pair, explained, None, false))
        })
    }

    /// The table `gaps`.
    ///
    /// # Errors
    /// [`Error::Batch`] where a packed profile is damaged, and [`Error::Stopped`].
    pub fn gaps(&self, rules: &Rules, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        self.tables(rules, watch, |pair, posting, explained, resume, out: &mut Batches<GapRow>| {
            let advice = |gap| Advice { taxonomy: rules.taxonomy(), posting, resume, gap };
            let mut gaps = explained.gaps.iter().zip(1..);
            gaps.try_for_each(|(gap, rank)| out.push(&report::gap_cells(rules.names(), pair, (advice(gap), rank))))
        })
    }

    /// The pairs as values that can be put together with those of other postings: see [`merge`](super::merge). Without those that
    /// stand below what is already known of their resumes.
    ///
    /// # Errors
    /// [`Error::Batch`].
    pub fn candidates(&self, floors: Option<&Floors>) -> Result<RecordBatch> {
        let ids =
            |kept: &Kept| (self.postings.id(kept.posting as usize).clone(), self.resumes.id(kept.resume as usize));
        candidates(&self.kept, floors, ids)
    }

    /// The batches of a table, with what `rows` makes of each kept pair.
    fn tables<R: report::Row>(
        &self,
        rules: &Rules,
        watch: &dyn Watch,
        rows: impl Fn(Pair<'_>, PostingSide<'_>, &Explanation, &ResumeSide<'_>, &mut Batches<R>) -> Result<()> + Sync,
    ) -> Result<Vec<RecordBatch>> {
        let month = self.month();
        let of_resume = |pairs: &[Kept], out: &mut Batches<R>| {
            let of = pairs[0].resume as usize;
            let resume_id = self.resumes.id(of);
            let mut done = Ok(());
            self.resumes.show(of, &mut |profile, text| {
                let resume = ResumeSide::new(rules.taxonomy(), profile, text, month);
                done = pairs.iter().try_for_each(|kept| {
                    let at = kept.posting as usize;
                    let posting = &self.postings.all()[at];
                    let side = PostingSide {
                        profile: &posting.profile,
                        shares: self.compiled[at].shares(),
                        words: &posting.words,
                    };
                    let pair = Pair {
                        posting_id: self.postings.id(at),
                        resume_id: &resume_id,
                        rank_in_posting: kept.rank_in_posting,
                        rank_in_resume: kept.rank_in_resume,
                    };
                    rows(pair, side, &explain(rules.taxonomy(), side, &resume), &resume, out)
                });
            })?;
            done
        };
        rules.install(|| {
            let batches = self.kept.par_chunks(PAIRS).map(|pairs| {
                watch.check()?;
                let mut out = Batches::default();
                pairs.chunk_by(|a, b| a.resume == b.resume).try_for_each(|pairs| of_resume(pairs, &mut out))?;
                out.finish()
            });
            Ok(batches.collect::<Result<Vec<_>>>()?.concat())
        })
    }
}
