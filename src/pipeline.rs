//! The whole run on one page: the one file that knows every room.

mod clock;
mod cohort;
mod drafts;
mod duplicates;
mod explaining;
mod indexing;
mod intake;
mod pages;
mod pairs;
mod ranking;
mod remember;
mod resumes;
mod stated;
mod tables;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{Config, Format};
use crate::error::{Error, Result};
use crate::extract::{Extractor, Month};
use crate::gap::{Rarity, compile, weight};
use crate::index::PostingIndex;
use crate::ingest::{Means, Reject, ResumeReader, discover};
use crate::report::{
    self, DemandRow, GapRow, Input, MatchRow, Names, Output, PostingRow, RequirementRow, RunJson, Text, TextRow,
    UnlockRow, WrittenTable,
};
use crate::review::{Review, review};
use crate::score::{CompiledPosting, Kept};
use crate::state::{Fingerprints, Readings, State};
use crate::taxonomy::{SkillId, Taxonomy};

pub(crate) use cohort::asked_for;
pub(crate) use drafts::{drafts, wording};
pub(crate) use duplicates::{duplicates_of_postings, duplicates_of_resumes};
pub(crate) use intake::{Posting, read_posting};
pub(crate) use ranking::rank_all;
pub(crate) use resumes::{Resume, admit_resumes, read_resume};

use clock::{Clock, timed};
use cohort::{demand_rows, unlock_rows};
use drafts::all_drafts;
use explaining::Explainer;
use indexing::{index_in_memory, index_of_state, relevance};
use intake::{Intake, take_in};
use pages::{Rows, SHOWN, Shown, write_pages};
use pairs::only_pairs;
use ranking::{matrix, rank_on};
use remember::{News, remember, scoring, shows};
use resumes::read_resumes;
use tables::{Tables, write_inputs};

pub use tables::WORKBOOK;

/// What a run is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders of postings; `-` for standard input.
    pub postings: Vec<PathBuf>,
    /// Files and folders of resumes.
    pub resumes: Vec<PathBuf>,
    /// The output folder.
    pub out: PathBuf,
    /// A tantivy query that picks the postings.
    pub query: Option<String>,
    /// A CSV of the only pairs to score.
    pub pairs: Option<PathBuf>,
    /// What is kept between runs: see [`crate::state`].
    pub state: Option<PathBuf>,
    /// With a state: the postings given are all that are open, and others are closed.
    pub snapshot: bool,
    /// The program whose processes read PDFs and DOCX, apart from this one: see [`ResumeReader::apart`]. Without it they
    /// are read here.
    pub reader: Option<PathBuf>,
}

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The manifest as it was written.
    pub run: RunJson,
    /// What was refused.
    pub rejects: Vec<Reject>,
    /// Each resume's best match, best first, for the summary.
    pub best: Vec<BestMatch>,
    /// The rows of `demand` over all postings.
    pub demand: Vec<DemandRow>,
    /// The cohort's rows of `unlocks`.
    pub unlocks: Vec<UnlockRow>,
    /// Postings and resumes that count once, without those that repeat another.
    pub counted: (usize, usize),
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

/// Told how a run gets on. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is how many steps it will take, where that is known.
    fn stage(&self, name: &'static str, total: Option<u64>);
    /// Some steps of the stage are done.
    fn step(&self, steps: u64);
    /// Whether the run is to end as soon as it can, without a trace: [`Error::Interrupted`]. Asked between batches.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Silence.
impl Progress for () {
    fn stage(&self, _: &'static str, _: Option<u64>) {}
    fn step(&self, _: u64) {}
}

/// Kept pairs that are explained before their rows are written.
const EXPLAINED: usize = 8192;

/// Runs the main job and publishes its output.
///
/// # Errors
/// What stops the whole run: see [`Error`]. A document that cannot be read stops nothing; it is a reject.
pub fn run(config: &Config, request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    config.check()?;
    let threads = config.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|e| Error::Config { place: "threads".into(), message: e.to_string() })?;
    pool.install(|| run_here(config, request, threads, progress))
}

fn run_here(config: &Config, request: &Request, threads: usize, progress: &dyn Progress) -> Result<Outcome> {
    let started = Instant::now();
    let clock = Clock::default();
    crate::ingest::quiet_contained_panics();

    // Everything that can be refused is refused before any work is done.
    let posting_files = discover(&request.postings)?;
    let resume_files = discover(&request.resumes)?;
    let wanted_pairs = request.pairs.as_deref().map(crate::ingest::read_pairs).transpose()?;
    let taxonomy = config.taxonomy.as_deref().map_or_else(Taxonomy::built_in, Taxonomy::load)?;
    let profile = config.tier_weights(&taxonomy)?;
    if let Some(query) = &request.query {
        PostingIndex::check(query)?;
    }
    let means = Means { limits: config.limits.clone(), pdfium: config.pdfium()? };
    let credits = config.credits()?;
    let weights = config.importance_weights();
    let extractor = Extractor::new(taxonomy)?;
    let taxonomy = extractor.taxonomy();
    let mut state = request.state.as_deref().map(|dir| State::open(dir, Fingerprints::of(taxonomy))).transpose()?;
    let output = Output::open(&request.out)?;
    let mut rewriter = config.start_rewriter()?;

    let readings = state.as_mut().map_or_else(Readings::default, State::readings);
    let reader = match &request.reader {
        Some(program) => ResumeReader::apart(means, program.clone()),
        None => ResumeReader::new(means),
    };
    let reader = if state.is_some() { reader.with_cache(&readings) } else { reader };
    let (resumes, mut rejects) = read_resumes(&resume_files, &extractor, &reader, &clock, progress);
    drop(reader);
    let mut intake = take_in(posting_files, &extractor, config, state.as_mut(), request.snapshot, &clock, progress);

    go_on(progress)?;

    // The index is made where something asks for it: a query, a state, rarity or relevance.
    let needed = request.query.is_some() || config.score.rarity || config.score.text_relevance;
    let mut index = None;
    if needed || state.is_some() {
        progress.stage("index", None);
        index = Some(timed(&clock.index, || match &state {
            Some(state) => index_of_state(state, taxonomy, &mut intake, threads),
            None => index_in_memory(taxonomy, &intake.postings, threads),
        })?);
    }
    let Intake { mut postings, rejects: refused, closed, mut counts, mut notes, .. } = intake;
    rejects.extend(refused);
    let mut aside = Vec::new();
    if let (Some(index), Some(query)) = (&index, &request.query) {
        let picked = index.select(query)?;
        let is_picked =
            |p: &Posting| picked.binary_search_by(|id| id.as_str().cmp(p.record.posting_id.as_str())).is_ok();
        (postings, aside) = postings.into_iter().partition(is_picked);
    }
    let as_of = as_of(config, &postings, &resumes);
    let month = as_of.as_deref().and_then(Month::of_iso);
    let rarity = match &index {
        Some(index) if config.score.rarity => {
            let frequencies =
                taxonomy.skills().iter().map(|s| index.document_frequency(&s.id)).collect::<Result<Vec<u64>>>()?;
            Rarity::from_frequencies(&frequencies, index.len())
        }
        _ => Rarity::off(),
    };

    go_on(progress)?;
    progress.stage("score", None);
    let compiled: Vec<CompiledPosting> =
        postings.par_iter().map(|p| compile(taxonomy, &profile, &weights, &rarity, &credits, &p.profile)).collect();
    let last = state.as_mut().map(|state| timed(&clock.score, || state.last_pairs()));
    let shows = if state.is_some() { shows(&resumes) } else { Vec::new() };
    // Pairs of earlier runs can be led on from where all pairs are scored, and by weights that other postings do not change.
    let scoring = (wanted_pairs.is_none() && request.query.is_none() && !config.score.rarity).then(|| scoring(config));
    let led_on = last.as_ref().zip(scoring.as_deref()).filter(|(last, scoring)| last.is_of(scoring, &shows));
    let kept = timed(&clock.score, || match &wanted_pairs {
        Some(wanted) => only_pairs(wanted, &postings, &resumes, &compiled, &mut rejects),
        None => led_on
            .and_then(|(last, _)| rank_on(last, &postings, &compiled, &resumes, config.top, config.top_resumes))
            .unwrap_or_else(|| rank_all(&matrix(resumes.iter()), &compiled, config.top, config.top_resumes)),
    });

    let tables = Tables::create(&output, config)?;
    let names = Names::new(taxonomy);
    let posting_ids: Vec<Text> = postings.iter().map(|p| p.record.posting_id.as_str().into()).collect();
    let resume_ids: Vec<Text> = resumes.iter().map(|r| r.document.resume_id.as_str().into()).collect();
    let mut readers = BTreeMap::new();
    for resume in &resumes {
        *readers.entry(resume.document.reader.to_owned()).or_default() += 1;
    }
    counts.insert("pairs".to_owned(), postings.len() as u64 * resumes.len() as u64);
    counts.insert("pairs_kept".to_owned(), kept.len() as u64);
    if request.query.is_some() {
        counts.insert("postings_picked".to_owned(), postings.len() as u64);
    }

    let relevance = match &index {
        Some(index) if config.score.text_relevance => {
            timed(&clock.index, || relevance(index, &kept, &postings, &resumes))?
        }
        _ => FxHashMap::default(),
    };

    let duplicates = timed(&clock.score, || duplicates_of_postings(&postings));

    // Gaps and matches: pair by pair in the order of the report, some explained while those before are written.
    progress.stage("explain", Some(kept.len() as u64));
    let explainer = Explainer {
        taxonomy,
        names: &names,
        postings: &postings,
        compiled: &compiled,
        resumes: &resumes,
        posting_ids: &posting_ids,
        resume_ids: &resume_ids,
        relevance,
        news: last.as_ref().map(|last| News::new(last, &postings, &resumes)),
        month,
        clock: &clock,
    };
    let (mut matches, mut gaps) = (tables.matches, tables.gaps);
    let mut best: Vec<BestMatch> = Vec::new();
    let html = config.format.contains(&Format::Html);
    let mut shown: Vec<Vec<Shown>> = vec![Vec::new(); if html { resumes.len() } else { 0 }];
    let mut write = |pairs: &[Kept], rows: Vec<(MatchRow, Vec<GapRow>)>| {
        let (match_rows, gap_rows): (Vec<MatchRow>, Vec<Vec<GapRow>>) = rows.into_iter().unzip();
        let first = pairs.iter().zip(&match_rows).filter(|(kept, _)| kept.rank_in_resume == Some(1));
        best.extend(first.map(|(kept, row)| {
            let posting = &postings[kept.posting as usize].record;
            BestMatch {
                row: row.clone(),
                source_path: resumes[kept.resume as usize].document.source_path.clone(),
                title: posting.title.clone(),
                company: posting.company.clone(),
            }
        }));
        if html {
            for ((kept, row), gaps) in pairs.iter().zip(&match_rows).zip(&gap_rows) {
                let (at, shown) = (kept.posting as usize, &mut shown[kept.resume as usize]);
                let ad = |at: usize| duplicates[at].unwrap_or(at);
                // One ad on several boards is shown once, where it fits best.
                let known = || shown.iter().any(|(other, ..)| ad(*other) == ad(at));
                if kept.rank_in_resume.is_some() && shown.len() < SHOWN && !known() {
                    shown.push((at, row.clone(), gaps.clone()));
                }
            }
        }
        let gap_rows: Vec<GapRow> = gap_rows.into_iter().flatten().collect();
        timed(&clock.write, || matches.append(&match_rows).and_then(|()| gaps.append(&gap_rows)))
    };
    let mut explained = None;
    for pairs in kept.chunks(EXPLAINED) {
        go_on(progress)?;
        let before = explained.take();
        let (rows, written) =
            rayon::join(|| explainer.rows(pairs), || before.map_or(Ok(()), |(pairs, rows)| write(pairs, rows)));
        written?;
        progress.step(pairs.len() as u64);
        explained = Some((pairs, rows));
    }
    explained.map_or(Ok(()), |(pairs, rows)| write(pairs, rows))?;
    drop(index);

    progress.stage("write", None);
    let mut n_counted = (0, 0);
    let (mut demand_of_all, mut unlocks_of_all) = (Vec::new(), Vec::new());
    let written = timed(&clock.write, || -> Result<Vec<WrittenTable>> {
        let mut table = tables.postings;
        let mut requirements = tables.requirements;
        let rows = |(at, posting): (usize, &Posting)| {
            let row = report::posting_row(
                taxonomy,
                &posting.record,
                &posting.profile,
                &posting.text,
                duplicates[at].map(|d| postings[d].record.posting_id.as_str()),
                posting.seen(as_of.as_deref()),
            );
            let weight = |r: &_| weight(taxonomy, &profile, &weights, &rarity, r);
            (row, report::requirement_rows(&names, &posting_ids[at], &posting.profile, &posting.text, weight))
        };
        let places: Vec<usize> = (0..postings.len()).collect();
        let mut posting_rows = Vec::new();
        for places in places.chunks(EXPLAINED) {
            let (rows, required): (Vec<PostingRow>, Vec<Vec<RequirementRow>>) =
                places.par_iter().map(|at| rows((*at, &postings[*at]))).unzip();
            let required: Vec<RequirementRow> = required.into_iter().flatten().collect();
            let (written, also) = rayon::join(|| table.append(&rows), || requirements.append(&required));
            written.and(also)?;
            if html {
                posting_rows.extend(rows);
            }
        }
        let first = |at: &usize| duplicates[*at].is_none();
        let open: Vec<&Posting> = (0..postings.len()).filter(first).map(|at| &postings[at]).collect();
        let counted: Vec<&CompiledPosting> = (0..postings.len()).filter(first).map(|at| &compiled[at]).collect();
        let duplicates = duplicates_of_resumes(&resumes);
        let (mut resume_table, mut skills, mut bullets) = (tables.resumes, tables.skills, tables.bullets);
        let reviews: Vec<Review> = resumes.par_iter().map(|r| review(taxonomy, &r.text, &r.profile, month)).collect();
        let wanted = asked_for(taxonomy, open.iter().copied());
        let words = wording(open.iter().copied(), resumes.iter(), taxonomy.skills().len());
        let mut drafts = all_drafts(&extractor, &resumes, &reviews, &words, rewriter.as_mut(), progress).into_iter();
        go_on(progress)?;
        let mut resume_rows = Vec::with_capacity(resumes.len());
        let mut skill_rows = Vec::with_capacity(resumes.len());
        let mut bullet_rows = Vec::with_capacity(resumes.len());
        for (at, resume) in resumes.iter().enumerate() {
            let first = duplicates[at].map(|d| resumes[d].document.resume_id.as_str());
            resume_rows.push(report::resume_row(
                &resume.document,
                &resume.profile,
                &resume.text,
                first,
                month,
                &reviews[at],
            ));
            let rows = report::bullet_rows(
                &resume_ids[at],
                &resume.profile,
                &resume.text,
                &reviews[at],
                drafts.next().unwrap_or_default(),
            );
            bullets.append(&rows)?;
            if html {
                bullet_rows.push(rows);
            }
            let asked = |skill: SkillId| Some(wanted[skill.0 as usize]);
            let rows =
                report::skill_rows(taxonomy, &names, &resume_ids[at], &resume.profile, &resume.text, month, &asked);
            skills.append(&rows)?;
            if html {
                skill_rows.push(rows);
            }
        }
        resume_table.append(&resume_rows)?;
        let once: Vec<bool> = duplicates.iter().map(Option::is_none).collect();
        let clients: Vec<&Resume> = resumes.iter().zip(&once).filter(|(_, once)| **once).map(|(r, _)| r).collect();
        let (mut demand, mut unlocked, mut statistics) = (tables.demand, tables.unlocks, tables.statistics);
        let asked = demand_rows(taxonomy, &names, &open, &clients, config.min_group);
        demand.append(&asked)?;
        let mut steps = Vec::new();
        let pairs = postings.len() as u64 * resumes.len() as u64;
        if pairs <= config.unlock_pairs {
            let threshold = (config.unlock_threshold * 100.0).round() as u16;
            let skills = taxonomy.skills().len();
            steps = unlock_rows(&names, skills, &counted, &resumes, &once, threshold, config.min_group);
            unlocked.append(&steps)?;
        } else {
            let most = config.unlock_pairs;
            notes.push(format!(
                "unlocks is empty: {pairs} pairs are more than unlock_pairs = {most} of the configuration"
            ));
        }
        let scores = best.iter().filter_map(|b| Some((&*b.row.resume_id, b.row.score?))).collect();
        let figures = report::statistic_rows(&resume_rows, &scores, config.min_group);
        statistics.append(&figures)?;
        let mut reject_table = tables.rejects;
        rejects.sort();
        let refused: Vec<_> = rejects.iter().map(report::reject_row).collect();
        reject_table.append(&refused)?;
        if html {
            let pages = Rows {
                as_of: as_of.as_deref(),
                threshold: config.unlock_threshold,
                postings: &posting_rows,
                resumes: &resume_rows,
                shown: &shown,
                bullets: &bullet_rows,
                skills: &skill_rows,
                unlocks: &steps,
                demand: &asked,
                statistics: &figures,
                rejects: &refused,
            };
            timed(&clock.html, || write_pages(output.dir(), &pages))?;
        }
        let mut written = vec![matches.finish()?, gaps.finish()?, requirements.finish()?, table.finish()?];
        written.extend([resume_table.finish()?, skills.finish()?, bullets.finish()?, demand.finish()?]);
        written.extend([unlocked.finish()?, statistics.finish()?, reject_table.finish()?]);
        if let Some(mut texts) = tables.texts {
            for (posting, id) in postings.iter().zip(&posting_ids) {
                texts.append(&[TextRow {
                    kind: Text::Fixed("posting"),
                    id: id.clone(),
                    text: posting.text.as_str().into(),
                }])?;
            }
            for (resume, id) in resumes.iter().zip(&resume_ids) {
                texts.append(&[TextRow {
                    kind: Text::Fixed("resume"),
                    id: id.clone(),
                    text: resume.text.as_str().into(),
                }])?;
            }
            written.push(texts.finish()?);
        }
        if let Some(rewriter) = &rewriter {
            counts.extend(rewriter.calls().counts());
            notes.extend(rewriter.calls().note());
        }
        if let Some(book) = tables.book {
            notes.extend(book.save()?);
        }
        write_inputs(&output, config, taxonomy)?;
        n_counted = (open.len(), clients.len());
        demand_of_all = asked.into_iter().filter(|row| &*row.company == cohort::ALL).collect();
        unlocks_of_all = steps.into_iter().filter(|row| row.resume_id.is_none()).collect();
        Ok(written)
    })?;

    best.sort_by(|a, b| b.row.score.cmp(&a.row.score).then_with(|| a.source_path.cmp(&b.source_path)));
    go_on(progress)?;
    if let Some(state) = &mut state {
        progress.stage("state", None);
        timed(&clock.write, || {
            remember(state, as_of.as_deref(), (&postings, &aside), &closed, &readings, (scoring, &shows), &kept)
        })?;
        notes.extend(state.notes());
    }
    let inputs = [("postings", &request.postings), ("resumes", &request.resumes)];
    let run = RunJson {
        gaprank: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: report::SCHEMA_VERSION,
        as_of,
        inputs: inputs
            .iter()
            .flat_map(|(kind, paths)| {
                paths.iter().map(|path| Input { kind: (*kind).to_owned(), path: path.display().to_string() })
            })
            .collect(),
        files: vec![],
        rows: written.iter().map(|t| (t.name.to_owned(), t.rows)).collect(),
        counts,
        readers,
        notes,
        seconds: clock.seconds(started.elapsed()),
        threads: threads as u32,
    };
    let run = output.publish(run)?;
    if let Some(state) = state {
        timed(&clock.write, || state.publish(&request.out, run.as_of.as_deref()))?;
    }
    Ok(Outcome { run, rejects, best, demand: demand_of_all, unlocks: unlocks_of_all, counted: n_counted })
}

fn go_on(progress: &dyn Progress) -> Result<()> {
    if progress.is_cancelled() { Err(Error::Interrupted) } else { Ok(()) }
}

/// The day by which ages and years are judged: the one asked for, else the newest posting's, else the newest in a resume.
fn as_of(config: &Config, postings: &[Posting], resumes: &[Resume]) -> Option<String> {
    let newest_posting = postings.iter().filter_map(|p| p.record.date_posted.clone()).max();
    let newest_month = resumes.iter().filter_map(|r| r.profile.newest).max();
    config.as_of.clone().or(newest_posting).or_else(|| newest_month.map(|m| format!("{m}-01")))
}
