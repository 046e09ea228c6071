//! Kept pairs, explained one by one, in the order of the report: the tables `matches` and `gaps`.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::Meter;
use super::pages::Picked;
use super::relay::relay;
use super::remember::News;
use super::sides::Sides;
use super::tables::Tables;
use crate::error::Result;
use crate::gap::{Explanation, PostingSide, ResumeSide, advise, explain};
use crate::report::SOLID_DEMANDS;
use crate::report::{GapCells, MatchCells, MatchRow, Pair, Points, gap_cells, match_cells};
use crate::score::Kept;
use crate::state::Found;

/// Kept pairs that are explained before their rows are written: their explanations stay in a core's cache until then.
const EXPLAINED: usize = 1024;
/// Kept pairs of a resume that one thread explains before it looks for others.
const AT_ONCE: usize = 128;

/// Gaps of most pairs, and bytes of their sentences: for so many is there room from the beginning.
const GAPS: usize = 12;
const ADVICE: usize = 1200;

/// Bytes that memory gives at a time.
const CACHE_LINE: usize = 64;

/// Some pairs of one resume, explained.
struct Part<'a> {
    pairs: &'a [Kept],
    explained: Vec<Judged>,
    /// The sentences of all gaps, one after the other.
    advice: String,
    /// For each gap of all pairs, where its sentence ends.
    ends: Vec<usize>,
}

/// A pair of a part.
struct Judged {
    why: Explanation,
    is_new: bool,
    /// The place of its first gap among those of the part.
    first: usize,
}

impl Part<'_> {
    /// The sentence of a gap, by its place.
    fn advice(&self, gap: usize) -> &str {
        let start = gap.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.advice[start..self.ends[gap]]
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
pub(super) struct Explained {
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
    pub(super) fn write(&self, kept: &[Kept], tables: &mut Tables, meter: &Meter<'_>) -> Result<Explained> {
        meter.progress.stage("explain", Some(kept.len() as u64));
        let mut out = Explained::default();
        if self.sides.has_pages() {
            out.picked = Picked::new(self.sides.resumes.len());
        }
        let make = |pairs| {
            meter.go_on()?;
            let parts = parts(pairs).into_par_iter();
            let explained: Vec<Part<'_>> = parts.map(|pairs| meter.explain.busy(|| self.explained(pairs))).collect();
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

    fn explained<'a>(&self, pairs: &'a [Kept]) -> Part<'a> {
        let (sides, taxonomy) = (self.sides, self.sides.basis.taxonomy());
        let mut part = Part {
            pairs,
            explained: Vec::with_capacity(pairs.len()),
            advice: String::with_capacity(pairs.len() * ADVICE),
            ends: Vec::with_capacity(pairs.len() * GAPS),
        };
        let Some(first) = pairs.first() else { return part };
        let resume = &sides.resumes[first.resume as usize];
        let resume = ResumeSide::new(taxonomy, &resume.profile, &resume.text, sides.month);
        self.fetch(pairs);
        for kept in pairs {
            let at = kept.posting as usize;
            let posting = &sides.postings[at];
            let posting =
                PostingSide { profile: &posting.profile, compiled: &sides.compiled[at], text: &posting.excerpts };
            let explained = explain(taxonomy, posting, &resume);
            debug_assert_eq!(explained.score, kept.score(), "explained and kernel differ");
            let is_new = self.news.as_ref().is_some_and(|news| news.is_new(kept));
            let first = part.ends.len();
            for gap in &explained.gaps {
                advise(taxonomy, posting, &resume, gap, &mut part.advice);
                part.ends.push(part.advice.len());
            }
            part.explained.push(Judged { why: explained, is_new, first });
        }
        part
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
            let points = compiled[at].requirements().iter().map(|r| u32::from(r.possible()));
            let skills = profile.requirements.skills().first().map_or(0, |skill| skill.0);
            let words = excerpts.words().as_bytes().iter().step_by(CACHE_LINE).map(|byte| u32::from(*byte));
            let id = posting_ids[at].as_bytes().first().map_or(0, |byte| u32::from(*byte));
            let places = profile.requirements.spans().map(|span| span.start);
            points.chain(places).chain(excerpts.starts()).chain(words).fold(skills ^ id, |all, one| all ^ one)
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

    fn matches<'a>(&'a self, part: &'a Part<'_>) -> impl Iterator<Item = MatchCells<'a>> + Clone + Send {
        part.pairs.iter().zip(&part.explained).map(|(kept, judged)| self.match_of(kept, judged))
    }

    fn match_of<'a>(&'a self, kept: &Kept, judged: &'a Judged) -> MatchCells<'a> {
        let relevance = self.relevance.get(&(kept.resume, kept.posting)).copied();
        match_cells(self.pair(kept), &judged.why, relevance, judged.is_new)
    }

    fn gaps<'a>(&'a self, part: &'a Part<'_>) -> impl Iterator<Item = GapCells<'a>> + Clone + Send {
        part.pairs.iter().zip(&part.explained).flat_map(|(kept, judged)| self.gaps_of(part, kept, judged))
    }

    fn gaps_of<'a>(
        &'a self,
        part: &'a Part<'_>,
        kept: &Kept,
        judged: &'a Judged,
    ) -> impl Iterator<Item = GapCells<'a>> + Clone + Send {
        let (names, pair) = (&self.sides.basis.names, self.pair(kept));
        let posting = &self.sides.postings[kept.posting as usize];
        let resume = &self.sides.resumes[kept.resume as usize];
        let (asks, shows) = ((&posting.profile, &posting.excerpts), (&resume.profile, resume.text.as_str()));
        let gaps = judged.why.gaps.iter().enumerate();
        gaps.map(move |(at, gap)| {
            gap_cells(names, pair, (gap, at as u32 + 1, part.advice(judged.first + at)), asks, shows)
        })
    }

    /// Keeps of some pairs what the summary and the pages show.
    fn keep(&self, part: &Part<'_>, out: &mut Explained) {
        for (kept, judged) in part.pairs.iter().zip(&part.explained) {
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
                out.picked.pick(kept, &row, (&gaps, demands), &self.sides.repeated_postings);
            }
        }
    }

    fn best_match(&self, kept: &Kept, row: &MatchCells<'_>, demands: usize) -> BestMatch {
        let record = &self.sides.postings[kept.posting as usize].record;
        BestMatch {
            row: row.to_row(),
            demands,
            source_path: self.sides.resumes[kept.resume as usize].document.source_path.clone(),
            title: record.title.clone(),
            company: record.company.clone(),
        }
    }
}

/// Pairs in parts for threads to take, each of one resume.
fn parts(pairs: &[Kept]) -> Vec<&[Kept]> {
    pairs.chunk_by(|a, b| a.resume == b.resume).flat_map(|pairs| pairs.chunks(AT_ONCE)).collect()
}
