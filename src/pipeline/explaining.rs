//! Kept pairs, explained one by one, in the order of the report: the tables `matches` and `gaps`.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::Meter;
use super::pages::Picked;
use super::relay::relay;
use super::remember::Earlier;
use super::sides::Sides;
use super::tables::Tables;
use crate::error::Result;
use crate::gap::{Advice, Gap, PostingSide, ResumeSide, Verdict, Worded, demands, explain_into};
use crate::report::SOLID_DEMANDS;
use crate::report::{GapCells, MatchCells, MatchRow, Pair, Points, gap_cells, match_cells};
use crate::score::Kept;
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
    /// The place of the first of them among all pairs.
    first: usize,
    resume: Arc<ResumeSide<'a>>,
}

/// The same, explained.
struct Explained<'a> {
    pairs: &'a [Kept],
    resume: Arc<ResumeSide<'a>>,
    judged: Vec<Judged>,
    /// The gaps of all of them, in their order.
    gaps: Vec<Gap>,
}

impl Explained<'_> {
    fn gaps_of(&self, judged: &Judged) -> &[Gap] {
        &self.gaps[judged.gaps.0 as usize..judged.gaps.1 as usize]
    }
}

/// A pair of a part.
struct Judged {
    why: Verdict,
    /// Where its gaps begin and end among those of the part.
    gaps: (u32, u32),
    worded: Worded,
    is_new: bool,
}

/// All that an explanation goes by.
pub(super) struct Explainer<'a> {
    pub sides: &'a Sides<'a>,
    /// BM25 by (resume, posting).
    pub relevance: FxHashMap<(u32, u32), f64>,
    /// For each of the kept pairs what the last run knew of it; nothing without a state.
    pub earlier: Vec<Earlier>,
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
    /// For each of the pairs what the next run need not find again; nothing without a state.
    pub worded: Vec<Worded>,
}

/// Looks at something of each of these postings: the less there is to do from one to the next, the more of them memory is asked for at
/// a time.
fn look_at(postings: &[u32], look: impl Fn(usize) -> u32) {
    std::hint::black_box(postings.iter().fold(0, |all, at| all ^ look(*at as usize)));
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
        if !self.earlier.is_empty() {
            out.worded.reserve(kept.len());
        }
        let make = |(first, pairs)| {
            meter.go_on()?;
            let parts = meter.explain.busy(|| self.parts(first, pairs)).into_par_iter();
            let explain = parts.map(|part| {
                let (pairs, first) = (part.pairs, part.first);
                let explained = meter.explain.busy(|| self.explained(part));
                // Their words are for the writers alone.
                meter.write.busy(|| self.fetch_words(&self.postings_where(pairs, first, Worded::is_known)));
                explained
            });
            let explained: Vec<Explained<'_>> = explain.collect();
            meter.progress.step(pairs.len() as u64);
            Ok(explained)
        };
        relay((0..).step_by(EXPLAINED).zip(kept.chunks(EXPLAINED)), make, |_, parts| {
            for part in &parts {
                meter.explain.busy(|| self.keep(part, &mut out));
                if !self.earlier.is_empty() {
                    out.worded.extend(part.judged.iter().map(|judged| judged.worded));
                }
                tables.matches.append(self.matches(part))?;
                tables.gaps.append(self.gaps(part))?;
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// Pairs in parts for threads to take, each of one resume, which is made ready once for all of them. `first` is the place of
    /// the first among all.
    fn parts<'a>(&'a self, first: usize, pairs: &'a [Kept]) -> Vec<Part<'a>> {
        let Sides { basis, resumes, month, .. } = self.sides;
        let (mut out, mut first) = (Vec::new(), first);
        for pairs in pairs.chunk_by(|a, b| a.resume == b.resume) {
            let resume = &resumes[pairs[0].resume as usize];
            let resume = Arc::new(ResumeSide::new(basis.taxonomy(), &resume.profile, &resume.text, *month));
            for pairs in pairs.chunks(AT_ONCE) {
                out.push(Part { pairs, first, resume: Arc::clone(&resume) });
                first += pairs.len();
            }
        }
        out
    }

    fn explained<'a>(&self, Part { pairs, first, resume }: Part<'a>) -> Explained<'a> {
        self.fetch(&self.postings_where(pairs, first, |_| true));
        self.fetch_words(&self.postings_where(pairs, first, |worded| !worded.is_known()));
        let requirements = |kept: &Kept| self.sides.postings[kept.posting as usize].profile.requirements.len();
        let mut gaps = Vec::with_capacity(pairs.iter().map(requirements).sum());
        let judge = |(kept, place): (&Kept, usize)| {
            let start = gaps.len() as u32;
            let Earlier { is_new, mut worded } = self.earlier(place);
            let why = explain_into(&mut gaps, self.sides.basis.taxonomy(), self.posting(kept), &resume, &mut worded);
            debug_assert_eq!(why.score, kept.score(), "explained and kernel differ");
            Judged { why, gaps: (start, gaps.len() as u32), worded, is_new }
        };
        let judged = pairs.iter().zip(first..).map(judge).collect();
        Explained { pairs, resume, judged, gaps }
    }

    fn earlier(&self, place: usize) -> Earlier {
        self.earlier.get(place).copied().unwrap_or_default()
    }

    /// The postings of those pairs for which `is` holds of what the last run found; `first` is the place of the first among all.
    fn postings_where(&self, pairs: &[Kept], first: usize, is: impl Fn(Worded) -> bool) -> Vec<u32> {
        let those = pairs.iter().zip(first..).filter(|(_, place)| is(self.earlier(*place).worded));
        those.map(|(kept, _)| kept.posting).collect()
    }

    fn posting(&self, kept: &Kept) -> PostingSide<'_> {
        let at = kept.posting as usize;
        let Found { profile, words, .. } = &*self.sides.postings[at].found;
        PostingSide { profile, shares: self.sides.shares(at), words }
    }

    /// Looks at what these postings ask for, so that it is in the core's cache when their pairs are explained: memory answers many such
    /// questions at a time, and explaining would wait for each. First where things are, then the things.
    fn fetch(&self, of: &[u32]) {
        let postings = self.sides.postings;
        look_at(of, |at| std::ptr::from_ref::<Found>(&postings[at].found).addr() as u32);
        look_at(of, |at| self.sides.shares(at).possible().len() as u32);
        look_at(of, |at| postings[at].profile.min_years.map_or(0, u32::from));
        look_at(of, |at| postings[at].profile.requirements.touched(CACHE_LINE).fold(0, |all, one| all ^ one));
    }

    /// Looks in the same way at the words of these postings and at their ids: what their rows are made of, and where an explanation has
    /// to find the words in the resume.
    fn fetch_words(&self, of: &[u32]) {
        let postings = self.sides.postings;
        look_at(of, |at| (postings[at].words.len() ^ postings[at].record.bytes()) as u32);
        look_at(of, |at| postings[at].record.posting_id().as_bytes().first().map_or(0, |byte| u32::from(*byte)));
        look_at(of, |at| {
            let words = postings[at].words.as_bytes().iter();
            words.step_by(CACHE_LINE).fold(0, |all, one| all ^ u32::from(*one))
        });
    }

    fn pair(&self, kept: &Kept) -> Pair<'_> {
        Pair {
            posting_id: self.sides.postings[kept.posting as usize].record.posting_id(),
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
        let gaps = part.gaps_of(judged).iter().zip(1..);
        gaps.map(move |(gap, rank)| gap_cells(&basis.names, pair, (advice(gap), rank)))
    }

    /// Keeps of some pairs what the summary and the pages show.
    fn keep(&self, part: &Explained<'_>, out: &mut Told) {
        for (kept, judged) in part.pairs.iter().zip(&part.judged) {
            let first = kept.rank_in_resume == Some(1);
            let thin = |best: &BestMatch| best.demands < SOLID_DEMANDS;
            let may_replace = !first && kept.rank_in_resume.is_some() && out.best.last().is_some_and(thin);
            let gaps = part.gaps_of(judged);
            let replaces = may_replace && demands(gaps) >= SOLID_DEMANDS;
            // Most pairs are neither named nor shown.
            if !first && !replaces && !self.sides.has_pages() {
                continue;
            }
            let (row, demands) = (self.match_of(kept, judged), demands(gaps));
            if first {
                out.scores.extend(row.score.map(|score| (kept.resume, score)));
                out.best.push(self.best_match(kept, &row, demands));
            } else if replaces && let Some(best) = out.best.last_mut() {
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
