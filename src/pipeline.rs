//! The whole run on one page: the one file that knows every room.

mod basis;
mod clock;
mod cohort;
mod describing;
mod drafts;
mod duplicates;
mod explaining;
mod indexing;
mod intake;
mod pages;
mod pairs;
mod ranking;
mod relay;
mod remember;
mod resumes;
mod sides;
mod stated;
mod survey;
mod tables;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::index::PostingIndex;
use crate::ingest::{Means, Reject, ResumeReader, discover, read_pairs};
use crate::report::SOLID_DEMANDS;
use crate::report::{self, DemandRow, Input, Output, RunJson, UnlockRow};
use crate::state::{Fingerprints, Readings, State};

pub(crate) use cohort::asked_for;
pub(crate) use drafts::{drafts, wording};
pub(crate) use duplicates::{duplicates_of_postings, duplicates_of_resumes};
pub(crate) use intake::{Posting, read_posting};
pub(crate) use ranking::rank_while;
pub(crate) use resumes::{Resume, admit_resumes, read_resume};

use basis::Basis;
use clock::Meter;
use describing::describe;
use drafts::rewritten;
use explaining::Explainer;
use indexing::{index_where_asked, pick, relevance};
use intake::{Intake, take_in};
use ranking::kept_pairs;
use remember::{Past, remember};
use resumes::{Known, read_resumes};
use sides::{Sides, as_of};
use tables::{Tables, write_inputs};

pub use explaining::BestMatch;
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
    /// The process ends after this run: what the run held is left to the system, which takes it back at once. To give back the
    /// pieces of a million postings one by one took half a second in a profile.
    pub ends: bool,
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
    let run = |trust| pool.install(|| run_here(config, request, threads, trust, progress));
    match run(true) {
        // The texts of a state are read where they are written, and one of them is damaged.
        Err(Error::Text { .. }) => run(false),
        outcome => outcome,
    }
}

/// `trust` says that texts of a state which the run reads anyhow need not be checked before.
///
/// # Errors
/// [`Error::Text`] where one of these is damaged, and as [`run`].
fn run_here(
    config: &Config,
    request: &Request,
    threads: usize,
    trust: bool,
    progress: &dyn Progress,
) -> Result<Outcome> {
    let meter = Meter::start(progress);
    crate::ingest::quiet_contained_panics();

    // Everything that can be refused is refused before any work is done.
    let (posting_files, resume_files) = (discover(&request.postings)?, discover(&request.resumes)?);
    let wanted = request.pairs.as_deref().map(read_pairs).transpose()?;
    let basis = Basis::new(config)?;
    let query = request.query.as_deref();
    query.map(PostingIndex::check).transpose()?;
    let means = Means { limits: config.limits.clone(), pdfium: config.pdfium()? };
    let fingerprints = Fingerprints::of(basis.taxonomy());
    let opened = |dir| meter.state.alone(|| State::open(dir, fingerprints.clone()));
    let mut state = request.state.as_deref().map(opened).transpose()?;
    if let Some(state) = state.as_mut().filter(|_| trust && query.is_none() && tables::has_texts(config)) {
        state.spare_texts();
    }
    let output = Output::open(&request.out)?;
    let mut rewriter = config.start_rewriter()?;

    // Both sides, and the index where something asks for it.
    let readings = state.as_mut().map_or_else(Readings::default, |state| meter.state.alone(|| state.readings()));
    let reader = match &request.reader {
        Some(program) => ResumeReader::apart(means, program.clone()),
        None => ResumeReader::new(means),
    };
    let reader = if state.is_some() { reader.with_cache(&readings) } else { reader };
    let known = Known { readings: &readings, fingerprints: &fingerprints };
    let known = state.is_some().then_some(&known);
    let (resumes, mut rejects) = read_resumes(&resume_files, &basis.extractor, &reader, known, &meter);
    drop(reader);
    let kept = (state.as_mut(), request.snapshot, output.beside());
    let mut intake = take_in(posting_files, &basis.extractor, &config.limits, kept, &meter)?;
    meter.go_on()?;
    let of = (basis.taxonomy(), &mut intake);
    let index = index_where_asked(config, query, state.as_ref(), of, threads, &meter)?;
    let Intake { postings, texts, rejects: refused, closed, mut counts, mut notes, .. } = intake;
    rejects.extend(refused);
    let (postings, aside) = match index.as_ref().zip(query) {
        Some((index, query)) => pick(index, query, postings)?,
        None => (postings, Vec::new()),
    };
    let basis = match &index {
        Some(index) if config.score.rarity => basis.with_rarity(index)?,
        _ => basis,
    };

    // The pairs that are kept.
    meter.go_on()?;
    progress.stage("score", None);
    let as_of = as_of(config, &postings, &resumes);
    let ranks_all = wanted.is_none() && query.is_none() && !config.score.rarity;
    let past = meter.state.alone(|| Past::new(state.as_mut(), config, ranks_all, &resumes));
    let news = meter.score.alone(|| past.news(&postings, &resumes));
    let sides = meter.score.alone(|| {
        let open = (&postings[..], &texts, state.as_ref());
        Sides::new(&basis, config, open, (&resumes, known), news.as_ref(), as_of.as_deref())
    })?;
    let kept = meter.score.alone(|| kept_pairs(&sides, wanted.as_deref(), (&past, news.as_ref()), &mut rejects));
    let relevance = match &index {
        Some(index) if config.score.text_relevance => meter.index.alone(|| relevance(index, &kept, &sides))?,
        _ => FxHashMap::default(),
    };
    drop(index);
    rejects.sort();
    counts.insert("pairs".to_owned(), sides.pairs());
    counts.insert("pairs_kept".to_owned(), kept.len() as u64);
    if query.is_some() {
        counts.insert("postings_picked".to_owned(), postings.len() as u64);
    }

    // Why they are kept, and everything else that there is to say.
    let mut tables = Tables::create(&output, config)?;
    let earlier = meter.explain.alone(|| news.as_ref().map_or_else(Vec::new, |news| news.earlier(&kept)));
    let explainer = Explainer { sides: &sides, relevance, earlier };
    let mut explained = explainer.write(&kept, &mut tables, &meter)?;
    let rewritten = rewritten(&sides, rewriter.as_mut(), &meter)?;
    let cohort =
        describe(&sides, &explained, &rejects, rewritten.as_deref(), (&mut tables, &output), &mut notes, &meter)?;
    if let Some(rewriter) = rewriter {
        counts.extend(rewriter.calls().counts());
        notes.extend(rewriter.calls().note());
    }
    let written = tables.finish(&mut notes, &meter)?;
    write_inputs(&output, config, basis.taxonomy())?;

    // What the next run goes on from. From here on nothing is interrupted.
    meter.go_on()?;
    if let Some(state) = &mut state {
        progress.stage("state", None);
        let open = (&postings[..], &aside[..], &texts);
        let links = &sides.repeated_postings;
        meter.state.alone(|| {
            remember(state, as_of.as_deref(), open, &closed, &readings, (&past, links), (&kept, &explained.worded))
        })?;
        notes.extend(state.notes());
    }
    let files = meter.write.alone(|| output.files())?;
    let run = RunJson {
        gaprank: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: report::SCHEMA_VERSION,
        as_of: as_of.clone(),
        inputs: inputs(request),
        files,
        rows: written.iter().map(|t| (t.name.to_owned(), t.rows)).collect(),
        counts,
        readers: readers(&resumes),
        notes,
        seconds: meter.seconds(),
        threads: threads as u32,
    };
    output.publish(&run)?;
    state.map_or(Ok(()), |state| state.publish(&request.out, as_of.as_deref()))?;

    let counted = (sides.counted_postings().count(), sides.counted_resumes().count());
    if request.ends {
        std::mem::forget((explainer, kept, closed));
        std::mem::forget((past, sides));
        std::mem::forget((postings, aside, resumes, readings));
    }
    let rests = |best: &BestMatch| (best.demands >= SOLID_DEMANDS, best.row.score);
    explained.best.sort_by(|a, b| rests(b).cmp(&rests(a)).then_with(|| a.source_path.cmp(&b.source_path)));
    Ok(Outcome {
        run,
        rejects,
        best: explained.best,
        counted,
        demand: cohort.demand,
        unlocks: cohort.unlocks.into_iter().filter(|row| row.resume_id.is_none()).collect(),
    })
}

/// The paths that the run was given.
fn inputs(request: &Request) -> Vec<Input> {
    let inputs = |kind: &'static str, paths: &[PathBuf]| {
        let input = |path: &PathBuf| Input { kind: kind.to_owned(), path: path.display().to_string() };
        paths.iter().map(input).collect::<Vec<_>>()
    };
    [inputs("postings", &request.postings), inputs("resumes", &request.resumes)].concat()
}

/// Resumes by the reader that read them.
fn readers(resumes: &[Resume]) -> BTreeMap<String, u64> {
    let mut readers = BTreeMap::new();
    resumes.iter().for_each(|r| *readers.entry(r.document.reader.to_owned()).or_default() += 1);
    readers
}
