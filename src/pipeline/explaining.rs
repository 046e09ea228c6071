//! Kept pairs, explained one by one, in the order of the report: the tables `matches` and `gaps`.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::Meter;
use super::pages::Picked;
use super::relay::relay;
use super::remember::News;
use super::sides::Sides;
use super::tables::Tables;
use crate::error::Result;
use crate::gap::{Advice, Explanation, PostingSide, ResumeSide, explain};
use crate::report::SOLID_DEMANDS;
use crate::report::{GapCells, MatchCells, MatchRow, Pair, Points, gap_cells, match_cells};
use crate::score::{CompiledRequirement, Kept};
use crate::state::Found;

/// Kept pairs that are explained before their rows are written: what was looked at for it stays in a core's cache until then.
const EXPLAINED: usize = 1024;
/// Kept pairs of a resume that one thread explains before it looks for others.
const AT_ONCE: usize = 128;

/// Bytes that memory gives at a time.
const CACHE_LINE: usize = 64;

/// Some pairs of one resume.
struct Part<'a> {
    pairs: &'a [Kept],
    resume: Arc<ResumeSide<'a>>,
}

/// The same, explained.
struct Explained<'a> {
    pairs: &'a [Kept],
    resume: Arc<ResumeSide<'a>>,
    judged: Vec<Judged>,
}

/// A pair of a part.
struct Judged {
    why: Explanation,
    is_new: bool,
}

/// All that an explanation goes by.
pub(super) struct Explainer<'a> {
    pub sides: &'a Sides<'a>,
    /// BM25 by (resume, posting).
    pub relevance: FxHashMap<(u32, u32), f64>,
    /// With a state.
    pub news: Option<News<'a>>,
}

/// The best match of a resume whose score rests on enough demands, or the best one where there is none, with the names that a
/// person knows both sides by.
#[derive(Debug, Clone)]
pub struct BestMatch {
    /// The match as the table has it.
    pub row: MatchRow,
    /// How many demands its score rests on.
    pub demands: usize,
    /// The resume's file, relative to the folder given.
    pub source_path: String,
    /// The posting's title; may be empty.
    pub title: String,
    /// The posting's employer; may be empty.
    pub company: String,
}

/// What stays of the explanations once their rows are written.
#[derive(Default)]
pub(super) struct Told {
    /// For each resume that has a match, in the order of the resumes, the one to name.
    pub best: Vec<BestMatch>,
    /// Its best score, whatever that rests on.
    pub scores: Vec<(u32, Points)>,
    /// What pages show; nothing where none are written.
    pub picked: Picked,
}

impl Explainer<'_> {
    /// Writes the rows of `kept`, some explained while those before are written.
    ///
    /// # Errors
    /// [`Error::Interrupted`](crate::error::Error::Interrupted), and what stops the writing.
    pub(super) fn write(&self, kept: &[Kept], tables: &mut Tables, meter: &Meter<'_>) -> Result<Told> {
        meter.progress.stage("explain", Some(kept.len() as u64));
        let mut out = Told::default();
        if self.sides.has_pages() {
            out.picked = Picked::new(self.sides.resumes.len());
        }
        let make = |pairs| {
            meter.go_on()?;
            let parts = meter.explain.busy(|| self.parts(pairs)).into_par_iter();
            let explained: Vec<Explained<'_>> = parts.map(|part| meter.explain.busy(|| self.explained(part))).collect();
            meter.progress.step(pairs.len() as u64);
            Ok(explained)
        };
        relay(kept.chunks(EXPLAINED), make, |_, parts| {
            for part in &parts {
                meter.explain.busy(|| self.keep(part, &mut out));
                tables.matches.append(self.matches(part))?;
                tables.gaps.append(self.gaps(part))?;
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// Pairs in parts for threads to take, each of one resume, which is made ready once for all of them.
    fn parts<'a>(&'a self, pairs: &'a [Kept]) -> Vec<Part<'a>> {
        let Sides { basis, resumes, month, .. } = self.sides;
        let of_resume = |pairs: &'a [Kept]| {
            let resume = &resumes[pairs[0].resume as usize];
            let resume = Arc::new(ResumeSide::new(basis.taxonomy(), &resume.profile, &resume.text, *month));
            pairs.chunks(AT_ONCE).map(move |pairs| Part { pairs, resume: Arc::clone(&resume) })
        };
        pairs.chunk_by(|a, b| a.resume == b.resume).flat_map(of_resume).collect()
    }

    fn explained<'a>(&self, Part { pairs, resume }: Part<'a>) -> Explained<'a> {
        self.fetch(pairs);
        let judge = |kept: &Kept| {
            let why = explain(self.sides.basis.taxonomy(), self.posting(kept), &resume);
            debug_assert_eq!(why.score, kept.score(), "explained and kernel differ");
            Judged { why, is_new: self.news.as_ref().is_some_and(|news| news.is_new(kept)) }
        };
        let judged = pairs.iter().map(judge).collect();
        Explained { pairs, resume, judged }
    }

    fn posting(&self, kept: &Kept) -> PostingSide<'_> {
        let at = kept.posting as usize;
        let Found { profile, excerpts, .. } = &*self.sides.postings[at].found;
        PostingSide { profile, compiled: &self.sides.compiled[at], text: excerpts }
    }

    /// Looks at what the postings of `pairs` have, so that it is in the core's cache when they are explained: memory answers many
    /// such questions at a time, and explaining would wait for each. First where things are, then the things.
    fn fetch(&self, pairs: &[Kept]) {
        let all = |look: &dyn Fn(usize) -> u32| {
            std::hint::black_box(pairs.iter().fold(0, |all, kept| all ^ look(kept.posting as usize)));
        };
        let Sides { postings, compiled, posting_ids, .. } = self.sides;
        let address = |at: usize| std::ptr::from_ref::<Found>(&postings[at].found).addr();
        let known = |at: usize| self.news.as_ref().and_then(|news| news.posting(at)).unwrap_or_default();
        all(&|at| known(at) ^ (address(at) ^ compiled[at].requirements().len() ^ posting_ids[at].len()) as u32);
        all(&|at| {
            let Found { profile, excerpts, .. } = &*postings[at].found;
            (profile.requirements.len() ^ profile.requirements.skills().len() ^ excerpts.words().len()) as u32
        });
        all(&|at| {
            let Found { profile, excerpts, .. } = &*postings[at].found;
            let id = posting_ids[at].as_bytes().first().map_or(0, |byte| u32::from(*byte));
            let points = compiled[at].requirements().iter().step_by(CACHE_LINE / size_of::<CompiledRequirement>());
            let points = points.fold(id, |all, r| all ^ u32::from(r.possible()));
            let demands = profile.requirements.touched(CACHE_LINE).fold(points, |all, one| all ^ one);
            excerpts.touched(CACHE_LINE).fold(demands, |all, one| all ^ one)
        });
    }

    fn pair(&self, kept: &Kept) -> Pair<'_> {
        Pair {
            posting_id: self.sides.posting_ids[kept.posting as usize],
            resume_id: &self.sides.resume_ids[kept.resume as usize],
            rank_in_posting: kept.rank_in_posting,
            rank_in_resume: kept.rank_in_resume,
        }
    }

    fn matches<'a>(&'a self, part: &'a Explained<'_>) -> impl Iterator<Item = MatchCells<'a>> + Clone + Send {
        part.pairs.iter().zip(&part.judged).map(|(kept, judged)| self.match_of(kept, judged))
    }

    fn match_of<'a>(&'a self, kept: &Kept, judged: &'a Judged) -> MatchCells<'a> {
        let relevance = self.relevance.get(&(kept.resume, kept.posting)).copied();
        match_cells(self.pair(kept), &judged.why, relevance, judged.is_new)
    }

    fn gaps<'a>(&'a self, part: &'a Explained<'_>) -> impl Iterator<Item = GapCells<'a>> + Clone + Send {
        part.pairs.iter().zip(&part.judged).flat_map(|(kept, judged)| self.gaps_of(part, kept, judged))
    }

    fn gaps_of<'a>(
        &'a self,
        part: &'a Explained<'_>,
        kept: &Kept,
        judged: &'a Judged,
    ) -> impl Iterator<Item = GapCells<'a>> + Clone + Send {
        let (basis, pair, posting, resume) = (self.sides.basis, self.pair(kept), self.posting(kept), &*part.resume);
        let advice = move |gap| Advice { taxonomy: basis.taxonomy(), posting, resume, gap };
        let gaps = judged.why.gaps.iter().zip(1..);
        gaps.map(move |(gap, rank)| gap_cells(&basis.names, pair, (advice(gap), rank)))
    }

    /// Keeps of some pairs what the summary and the pages show.
    fn keep(&self, part: &Explained<'_>, out: &mut Told) {
        for (kept, judged) in part.pairs.iter().zip(&part.judged) {
            let first = kept.rank_in_resume == Some(1);
            let thin = |best: &BestMatch| best.demands < SOLID_DEMANDS;
            let may_replace = !first && kept.rank_in_resume.is_some() && out.best.last().is_some_and(thin);
            // Most pairs are neither named nor shown.
            if !first && !may_replace && !self.sides.has_pages() {
                continue;
            }
            let (row, demands) = (self.match_of(kept, judged), judged.why.demands());
            if first {
                out.scores.extend(row.score.map(|score| (kept.resume, score)));
                out.best.push(self.best_match(kept, &row, demands));
            } else if may_replace
                && demands >= SOLID_DEMANDS
                && let Some(best) = out.best.last_mut()
            {
                *best = self.best_match(kept, &row, demands);
            }
            if self.sides.has_pages() {
                let gaps: Vec<GapCells<'_>> = self.gaps_of(part, kept, judged).collect();
                out.picked.pick(kept, &row, (&gaps, demands), &self.sides.repeated_postings.firsts);
            }
        }
    }

    fn best_match(&self, kept: &Kept, row: &MatchCells<'_>, demands: usize) -> BestMatch {
        let record = &self.sides.postings[kept.posting as usize].record;
        BestMatch {
            row: row.to_row(),
            demands,
            source_path: self.sides.resumes[kept.resume as usize].document.source_path.clone(),
            title: record.title().to_owned(),
            company: record.company().to_owned(),
        }
    }
}
