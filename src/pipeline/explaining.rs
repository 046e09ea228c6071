//! Kept pairs, explained one by one, in the order of the report: the tables `matches` and `gaps`.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::Meter;
use super::pages::{SHOWN, Shown};
use super::relay::relay;
use super::remember::News;
use super::sides::Sides;
use super::tables::Tables;
use crate::error::Result;
use crate::gap::{PostingSide, ResumeSide, explain};
use crate::report::{GapRow, MatchRow, Pair, gap_rows, match_row, posting_quotes};
use crate::score::Kept;

/// Kept pairs that are explained before their rows are written.
const EXPLAINED: usize = 8192;
/// Kept pairs that one thread explains before it looks for others.
const AT_ONCE: usize = 64;

/// The rows of some pairs.
#[derive(Default)]
struct Rows {
    matches: Vec<MatchRow>,
    gaps: Vec<GapRow>,
    /// For each pair, where its gaps end.
    ends: Vec<usize>,
}

impl Rows {
    fn push(&mut self, (row, gaps): (MatchRow, Vec<GapRow>)) {
        self.matches.push(row);
        self.gaps.extend(gaps);
        self.ends.push(self.gaps.len());
    }

    /// Each match with its gaps.
    fn pairs(&self) -> impl Iterator<Item = (&MatchRow, &[GapRow])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        self.matches.iter().zip(starts.zip(&self.ends).map(|(start, end)| &self.gaps[start..*end]))
    }
}

/// All that an explanation goes by.
pub(super) struct Explainer<'a> {
    pub sides: &'a Sides<'a>,
    /// BM25 by (resume, posting).
    pub relevance: FxHashMap<(u32, u32), f64>,
    /// With a state.
    pub news: Option<News<'a>>,
}

/// The best match of a resume, with the names that a person knows both sides by.
#[derive(Debug, Clone)]
pub struct BestMatch {
    /// The match as the table has it.
    pub row: MatchRow,
    /// The resume's file, relative to the folder given.
    pub source_path: String,
    /// The posting's title; may be empty.
    pub title: String,
    /// The posting's employer; may be empty.
    pub company: String,
}

/// What stays of the explanations once their rows are written.
#[derive(Default)]
pub(super) struct Explained {
    /// Each resume's best match, in the order of the resumes.
    pub best: Vec<BestMatch>,
    /// For each resume what its page shows; nothing where no pages are written.
    pub shown: Vec<Vec<Shown>>,
}

impl Explainer<'_> {
    /// Writes the rows of `kept`, some explained while those before are written.
    ///
    /// # Errors
    /// [`Error::Interrupted`](crate::error::Error::Interrupted), and what stops the writing.
    pub(super) fn write(&self, kept: &[Kept], tables: &mut Tables, meter: &Meter<'_>) -> Result<Explained> {
        meter.progress.stage("explain", Some(kept.len() as u64));
        let mut out = Explained::default();
        out.shown.resize(if self.sides.has_pages() { self.sides.resumes.len() } else { 0 }, Vec::new());
        let rows = |pairs: &[Kept]| {
            meter.go_on()?;
            let rows: Vec<Rows> =
                pairs.par_chunks(AT_ONCE).map(|pairs| meter.explain.busy(|| self.rows(pairs))).collect();
            meter.progress.step(pairs.len() as u64);
            Ok(rows)
        };
        relay(kept.chunks(EXPLAINED), rows, |pairs, rows| {
            for (pairs, rows) in pairs.chunks(AT_ONCE).zip(&rows) {
                self.keep(pairs, rows, &mut out);
                tables.matches.append(&rows.matches)?;
                tables.gaps.append(&rows.gaps)?;
            }
            Ok(())
        })?;
        Ok(out)
    }

    fn rows(&self, pairs: &[Kept]) -> Rows {
        let mut rows = Rows::default();
        pairs.iter().for_each(|kept| rows.push(self.row(kept)));
        rows
    }

    fn row(&self, kept: &Kept) -> (MatchRow, Vec<GapRow>) {
        let (at, of) = (kept.posting as usize, kept.resume as usize);
        let sides = self.sides;
        let (posting, resume) = (&sides.postings[at], &sides.resumes[of]);
        let explained = explain(
            sides.basis.taxonomy(),
            PostingSide { profile: &posting.profile, compiled: &sides.compiled[at], text: &posting.text },
            ResumeSide { profile: &resume.profile, text: &resume.text },
            sides.month,
        );
        debug_assert_eq!(explained.score, kept.score, "explained and kernel differ");
        let pair = Pair {
            posting_id: sides.posting_ids[at].clone(),
            resume_id: sides.resume_ids[of].clone(),
            rank_in_posting: kept.rank_in_posting,
            rank_in_resume: kept.rank_in_resume,
        };
        let relevance = self.relevance.get(&(kept.resume, kept.posting)).copied();
        let is_new = self.news.as_ref().is_some_and(|news| news.is_new(kept));
        let row = match_row(&pair, &explained, relevance, is_new);
        let quotes = posting_quotes(&posting.profile, &posting.text);
        (row, gap_rows(&sides.basis.names, &pair, explained, &posting.profile, &quotes, &resume.text))
    }

    /// Keeps of some rows what the summary and the pages show.
    fn keep(&self, pairs: &[Kept], rows: &Rows, out: &mut Explained) {
        for (kept, (row, gaps)) in pairs.iter().zip(rows.pairs()) {
            let (at, of) = (kept.posting as usize, kept.resume as usize);
            if kept.rank_in_resume == Some(1) {
                let record = &self.sides.postings[at].record;
                out.best.push(BestMatch {
                    row: row.clone(),
                    source_path: self.sides.resumes[of].document.source_path.clone(),
                    title: record.title.clone(),
                    company: record.company.clone(),
                });
            }
            let Some(shown) = out.shown.get_mut(of) else { continue };
            let ad = |at: usize| self.sides.repeated_postings[at].unwrap_or(at);
            // One ad on several boards is shown once, where it fits best.
            let known = || shown.iter().any(|(other, ..)| ad(*other) == ad(at));
            if kept.rank_in_resume.is_some() && shown.len() < SHOWN && !known() {
                shown.push((at, row.clone(), gaps.to_vec()));
            }
        }
    }
}
