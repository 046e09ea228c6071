//! The whole run on one page: the one file that knows every room.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{Config, Format};
use crate::error::{Error, Result};
use crate::extract::{Extractor, Month, PostingProfile, ResumeProfile};
use crate::gap::{PostingSide, Rarity, ResumeSide, compile, explain, weight};
use crate::index::{PostingDoc, PostingIndex};
use crate::ingest::{
    InputFile, PostingReader, PostingRecord, Reject, RejectCode, RejectKind, ResumeDocument, discover, read_resume,
};
use crate::report::{
    self, Formats, GapRow, Input, MatchRow, Names, Output, Pair, PostingRow, RejectRow, RequirementRow, ResumeRow,
    RunJson, Seconds, SkillRow, TableWriter, Text, TextRow, WrittenTable,
};
use crate::score::{CompiledPosting, EvidenceMatrix, Kept, Ranking};
use crate::taxonomy::Taxonomy;
use crate::text::{posting_text, resume_text, same_words};

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
    /// Where the posting index is kept for `gaprank search`.
    pub state: Option<PathBuf>,
}

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The manifest as it was written.
    pub run: RunJson,
    /// What was refused.
    pub rejects: Vec<Reject>,
    /// The best matches, best first, for the summary.
    pub best: Vec<MatchRow>,
}

/// Told how a run gets on. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is how many steps it will take, where that is known.
    fn stage(&self, name: &'static str, total: Option<u64>);
    /// Some steps of the stage are done.
    fn step(&self, steps: u64);
}

/// Silence.
impl Progress for () {
    fn stage(&self, _: &'static str, _: Option<u64>) {}
    fn step(&self, _: u64) {}
}

/// A posting that was read. What its markup said is in `text`; `record.description` is empty.
struct Posting {
    record: PostingRecord,
    text: String,
    profile: PostingProfile,
}

/// A resume that was read. `document.blocks` is empty: its words are in `text`.
struct Resume {
    document: ResumeDocument,
    text: String,
    profile: ResumeProfile,
}

/// Postings that are read before the next are: enough to keep the threads busy.
const BATCH: usize = 2048;

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
    let profile = taxonomy.profiles().get(&config.profile).cloned().ok_or_else(|| Error::Config {
        place: "profile".into(),
        message: format!(
            "no profile is called {:?}; there are {}",
            config.profile,
            taxonomy.profiles().keys().cloned().collect::<Vec<_>>().join(", ")
        ),
    })?;
    let credits = config.credits()?;
    let weights = config.importance_weights();
    let extractor = Extractor::new(taxonomy)?;
    let taxonomy = extractor.taxonomy();
    let output = Output::open(&request.out)?;

    let (resumes, mut rejects) = read_resumes(&resume_files, &extractor, config, &clock, progress);
    let (mut postings, refused) = read_postings(posting_files, &extractor, config, &clock, progress);
    rejects.extend(refused);
    let n_read = postings.len();
    postings.sort_by(|a, b| a.record.posting_id.cmp(&b.record.posting_id));

    // The index is made where something asks for it: a query, a state, rarity or relevance.
    let needed =
        request.query.is_some() || request.state.is_some() || config.score.rarity || config.score.text_relevance;
    let mut index = None;
    if needed {
        progress.stage("index", None);
        index = Some(clock.time(&clock.index, || build_index(request, taxonomy, &postings, threads))?);
    }
    if let (Some(index), Some(query)) = (&index, &request.query) {
        let picked = index.select(query)?;
        postings.retain(|p| picked.binary_search_by(|id| id.as_str().cmp(p.record.posting_id.as_str())).is_ok());
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

    progress.stage("score", None);
    let compiled: Vec<CompiledPosting> =
        postings.par_iter().map(|p| compile(taxonomy, &profile, &weights, &rarity, &credits, &p.profile)).collect();
    let kept = clock.time(&clock.score, || match &wanted_pairs {
        Some(wanted) => only_pairs(wanted, &postings, &resumes, &compiled, &mut rejects),
        None => {
            let row = |r: &Resume| r.profile.skills.iter().map(|e| (e.skill.0, e.evidence)).collect::<Vec<_>>();
            let mut ranking =
                Ranking::new(EvidenceMatrix::new(resumes.iter().map(row)), config.top, config.top_resumes);
            ranking.add(&compiled);
            ranking.finish()
        }
    });

    let tables = Tables::create(&output, config)?;
    let names = Names::new(taxonomy);
    let posting_ids: Vec<Text> = postings.iter().map(|p| p.record.posting_id.as_str().into()).collect();
    let resume_ids: Vec<Text> = resumes.iter().map(|r| r.document.resume_id.as_str().into()).collect();
    let mut counts = BTreeMap::from([
        ("posting_records_read".to_owned(), n_read as u64),
        ("pairs".to_owned(), postings.len() as u64 * resumes.len() as u64),
        ("pairs_kept".to_owned(), kept.len() as u64),
    ]);
    if request.query.is_some() {
        counts.insert("postings_picked".to_owned(), postings.len() as u64);
    }

    let relevance = match &index {
        Some(index) if config.score.text_relevance => {
            clock.time(&clock.index, || relevance(index, &kept, &postings, &resumes))?
        }
        _ => FxHashMap::default(),
    };

    // Gaps and matches: pair by pair in the order of the report.
    progress.stage("explain", Some(kept.len() as u64));
    let quotes: Vec<Vec<Text>> = postings.par_iter().map(|p| report::posting_quotes(&p.profile, &p.text)).collect();
    let (mut matches, mut gaps) = (tables.matches, tables.gaps);
    let mut best: Vec<MatchRow> = Vec::new();
    for pairs in kept.chunks(EXPLAINED) {
        let rows: Vec<(MatchRow, Vec<GapRow>)> = pairs
            .par_iter()
            .map(|kept| {
                clock.time(&clock.explain, || {
                    let (at, of) = (kept.posting as usize, kept.resume as usize);
                    let (posting, resume) = (&postings[at], &resumes[of]);
                    let explained = explain(
                        taxonomy,
                        PostingSide { profile: &posting.profile, compiled: &compiled[at], text: &posting.text },
                        ResumeSide { profile: &resume.profile, text: &resume.text },
                        month,
                    );
                    debug_assert_eq!(explained.score, kept.score, "explained and kernel differ");
                    let pair = Pair {
                        posting_id: posting_ids[at].clone(),
                        resume_id: resume_ids[of].clone(),
                        rank_in_posting: kept.rank_in_posting,
                        rank_in_resume: kept.rank_in_resume,
                    };
                    let row =
                        report::match_row(&pair, &explained, relevance.get(&(kept.resume, kept.posting)).copied());
                    (row, report::gap_rows(&names, &pair, explained, &posting.profile, &quotes[at], &resume.text))
                })
            })
            .collect();
        progress.step(pairs.len() as u64);
        clock.time(&clock.write, || -> Result<()> {
            let (match_rows, gap_rows): (Vec<MatchRow>, Vec<Vec<GapRow>>) = rows.into_iter().unzip();
            best.extend(match_rows.iter().filter(|m| m.rank_in_resume == Some(1)).cloned());
            matches.append(&match_rows)?;
            gap_rows.iter().try_for_each(|rows| gaps.append(rows))
        })?;
    }
    drop(index);

    progress.stage("write", None);
    let written = clock.time(&clock.write, || -> Result<Vec<WrittenTable>> {
        let duplicates = duplicates_of_postings(&postings);
        let mut table = tables.postings;
        let mut requirements = tables.requirements;
        for (at, posting) in postings.iter().enumerate() {
            let row = report::posting_row(
                taxonomy,
                &posting.record,
                &posting.profile,
                &posting.text,
                duplicates[at].map(|d| postings[d].record.posting_id.as_str()),
                as_of.as_deref(),
            );
            table.append(&[row])?;
            let weight = |r: &_| weight(taxonomy, &profile, &weights, &rarity, r);
            requirements.append(&report::requirement_rows(
                &names,
                &posting_ids[at],
                &posting.profile,
                &posting.text,
                weight,
            ))?;
        }
        let duplicates = duplicates_of_resumes(&resumes);
        let (mut resume_table, mut skills) = (tables.resumes, tables.skills);
        for (at, resume) in resumes.iter().enumerate() {
            let first = duplicates[at].map(|d| resumes[d].document.resume_id.as_str());
            resume_table.append(&[report::resume_row(
                &resume.document,
                &resume.profile,
                &resume.text,
                first,
                month,
            )])?;
            skills.append(&report::skill_rows(
                taxonomy,
                &names,
                &resume_ids[at],
                &resume.profile,
                &resume.text,
                month,
            ))?;
        }
        let mut reject_table = tables.rejects;
        rejects.sort();
        reject_table.append(&rejects.iter().map(report::reject_row).collect::<Vec<_>>())?;
        let mut written = vec![matches.finish()?, gaps.finish()?, requirements.finish()?, table.finish()?];
        written.extend([resume_table.finish()?, skills.finish()?, reject_table.finish()?]);
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
        write_inputs(&output, config, taxonomy)?;
        Ok(written)
    })?;

    best.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| (*a.resume_id).cmp(&*b.resume_id)));
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
        seconds: clock.seconds(started.elapsed()),
        threads: threads as u32,
    };
    let run = output.publish(run)?;
    Ok(Outcome { run, rejects, best })
}

/// Reads all resumes, sorted by id. Two with one id: the first stays.
fn read_resumes(
    files: &[InputFile],
    extractor: &Extractor,
    config: &Config,
    clock: &Clock,
    progress: &dyn Progress,
) -> (Vec<Resume>, Vec<Reject>) {
    progress.stage("resumes", Some(files.len() as u64));
    let read: Vec<Result<Resume, Reject>> = files
        .par_iter()
        .map(|file| {
            let document = clock.time(&clock.read, || read_resume(file, &config.limits));
            let resume = document.map(|mut document| {
                clock.time(&clock.extract, || {
                    let text = resume_text(&std::mem::take(&mut document.blocks));
                    Resume { profile: extractor.resume(&text), text, document }
                })
            });
            progress.step(1);
            resume
        })
        .collect();
    let (mut resumes, mut rejects) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for outcome in read {
        match outcome {
            Ok(resume) => {
                let id = resume.document.resume_id.as_str().to_owned();
                match seen.get(&id) {
                    None => {
                        seen.insert(id, resume.document.content_hash.clone());
                        resumes.push(resume);
                    }
                    Some(first) => {
                        let same = *first == resume.document.content_hash;
                        let (code, reason) = if same {
                            (RejectCode::DuplicateRecord, "a file of this path and content came before".to_owned())
                        } else {
                            let reason =
                                "a file of this path, in another folder given, came before: rename one of them";
                            (RejectCode::DuplicateId, reason.to_owned())
                        };
                        let source_path = resume.document.source_path;
                        rejects.push(Reject { kind: RejectKind::Resume, source_path, record: None, code, reason });
                    }
                }
            }
            Err(reject) => rejects.push(reject),
        }
    }
    resumes.sort_by(|a, b| a.document.resume_id.cmp(&b.document.resume_id));
    (resumes, rejects)
}

/// Reads all postings, in input order.
fn read_postings(
    files: Vec<InputFile>,
    extractor: &Extractor,
    config: &Config,
    clock: &Clock,
    progress: &dyn Progress,
) -> (Vec<Posting>, Vec<Reject>) {
    progress.stage("postings", None);
    let mut reader = PostingReader::new(files, config.limits.clone());
    let (mut postings, mut rejects) = (Vec::new(), Vec::new());
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut taken = 0u64;
        clock.time(&clock.read, || {
            for outcome in reader.by_ref().take(BATCH) {
                taken += 1;
                match outcome {
                    Ok(record) => batch.push(record),
                    Err(reject) => rejects.push(reject),
                }
            }
        });
        if taken == 0 {
            return (postings, rejects);
        }
        progress.step(taken);
        postings.par_extend(batch.into_par_iter().map(|mut record| {
            clock.time(&clock.extract, || {
                let description = std::mem::take(&mut record.description);
                let text = posting_text(&record.title, &record.tags, &description);
                Posting { profile: extractor.posting(&text), text, record }
            })
        }));
    }
}

/// The index over all postings read: in memory, or in the state's folder, made anew.
fn build_index(request: &Request, taxonomy: &Taxonomy, postings: &[Posting], threads: usize) -> Result<PostingIndex> {
    let mut index = match &request.state {
        Some(state) => {
            let dir = state.join("index");
            if dir.exists() {
                std::fs::remove_dir_all(&dir).map_err(Error::io("replacing", &dir))?;
            }
            PostingIndex::create(&dir, threads)?
        }
        None => PostingIndex::in_memory(threads)?,
    };
    for batch in postings.chunks(BATCH) {
        let docs: Vec<PostingDoc> = batch.par_iter().map(|p| posting_doc(taxonomy, p)).collect();
        index.add(&docs)?;
    }
    index.commit()?;
    Ok(index)
}

fn posting_doc(taxonomy: &Taxonomy, posting: &Posting) -> PostingDoc {
    let asked: Vec<_> = posting.profile.requirements.iter().flat_map(|r| r.any_of.iter().copied()).collect();
    let mut tiers: Vec<String> = asked.iter().map(|s| taxonomy.tier_of(*s).id.clone()).collect();
    tiers.sort();
    tiers.dedup();
    let record = &posting.record;
    PostingDoc {
        posting_id: record.posting_id.as_str().to_owned(),
        title: record.title.clone(),
        company: record.company.clone(),
        location: record.location.clone(),
        body: posting.text.clone(),
        skills: asked.iter().map(|s| taxonomy.skill(*s).id.clone()).collect(),
        skill_names: asked.iter().map(|s| taxonomy.skill(*s).name.clone()).collect(),
        tiers,
        date: record.date_posted.clone(),
        level: posting.profile.level.map(|l| l.as_str().to_owned()),
        min_years: posting.profile.min_years.map(u32::from),
        is_remote: record.is_remote,
        n_required: posting
            .profile
            .requirements
            .iter()
            .filter(|r| r.importance == crate::extract::Importance::Required)
            .count() as u32,
    }
}

/// The day by which ages and years are judged: the one asked for, else the newest posting's, else the newest in a resume.
fn as_of(config: &Config, postings: &[Posting], resumes: &[Resume]) -> Option<String> {
    let newest_posting = postings.iter().filter_map(|p| p.record.date_posted.clone()).max();
    let newest_month = resumes.iter().filter_map(|r| r.profile.newest).max();
    config.as_of.clone().or(newest_posting).or_else(|| newest_month.map(|m| format!("{m}-01")))
}

/// The pairs asked for by name, each with its place among the pairs asked for.
fn only_pairs(
    wanted: &[crate::ingest::WantedPair],
    postings: &[Posting],
    resumes: &[Resume],
    compiled: &[CompiledPosting],
    rejects: &mut Vec<Reject>,
) -> Vec<Kept> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for pair in wanted {
        let of: Vec<usize> = (0..resumes.len()).filter(|r| pair.is_resume(&resumes[*r].document)).collect();
        let at: Vec<usize> = (0..postings.len()).filter(|p| pair.is_posting(&postings[*p].record)).collect();
        if of.is_empty() || at.is_empty() {
            rejects.push(pair.unmatched(of.is_empty()));
        }
        pairs.extend(of.iter().flat_map(|r| at.iter().map(move |p| (*r, *p))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    crate::score::rank_pairs(&pairs, compiled, |resume, skill| {
        resumes[resume]
            .profile
            .skill(crate::taxonomy::SkillId(skill))
            .map_or(crate::extract::Evidence::Missing, |e| e.evidence)
    })
}

/// BM25 of each kept pair's resume against its posting, by (resume, posting).
fn relevance(
    index: &PostingIndex,
    kept: &[Kept],
    postings: &[Posting],
    resumes: &[Resume],
) -> Result<FxHashMap<(u32, u32), f64>> {
    let by_resume: Vec<&[Kept]> = kept.chunk_by(|a, b| a.resume == b.resume).collect();
    let scored: Vec<Vec<((u32, u32), f64)>> = by_resume
        .par_iter()
        .map(|pairs| {
            let resume = &resumes[pairs[0].resume as usize];
            let parts: Vec<&str> = resume.profile.relevant.iter().map(|span| span.of(&resume.text)).collect();
            let ids: Vec<&str> =
                pairs.iter().map(|k| postings[k.posting as usize].record.posting_id.as_str()).collect();
            let scores = index.relevance(&parts.join("\n"), &ids)?;
            // Fixed point of thousandths.
            Ok(pairs.iter().zip(scores).map(|(k, s)| ((k.resume, k.posting), s as f64 / 1000.0)).collect())
        })
        .collect::<Result<_>>()?;
    Ok(scored.into_iter().flatten().collect())
}

/// For each posting, the one that says the same words and came first: by date, then id.
fn duplicates_of_postings(postings: &[Posting]) -> Vec<Option<usize>> {
    first_of_same(
        postings.len(),
        |i| same_words(&postings[i].text),
        |i| {
            let record = &postings[i].record;
            (record.date_posted.is_none(), record.date_posted.clone(), record.posting_id.clone())
        },
    )
}

/// For each resume, the one that says the same words and has the smallest id.
fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    first_of_same(resumes.len(), |i| same_words(&resumes[i].text), |i| resumes[i].document.resume_id.clone())
}

fn first_of_same<K: Ord>(
    n: usize,
    key: impl Fn(usize) -> u128 + Sync + Send,
    order: impl Fn(usize) -> K,
) -> Vec<Option<usize>> {
    let keys: Vec<u128> = (0..n).into_par_iter().map(key).collect();
    let mut first: BTreeMap<u128, usize> = BTreeMap::new();
    for (i, key) in keys.iter().enumerate() {
        first
            .entry(*key)
            .and_modify(|f| {
                if order(i) < order(*f) {
                    *f = i
                }
            })
            .or_insert(i);
    }
    keys.iter().enumerate().map(|(i, key)| Some(first[key]).filter(|f| *f != i)).collect()
}

/// The tables' writers.
struct Tables {
    matches: TableWriter<MatchRow>,
    gaps: TableWriter<GapRow>,
    requirements: TableWriter<RequirementRow>,
    postings: TableWriter<PostingRow>,
    resumes: TableWriter<ResumeRow>,
    skills: TableWriter<SkillRow>,
    rejects: TableWriter<RejectRow>,
    texts: Option<TableWriter<TextRow>>,
}

impl Tables {
    fn create(output: &Output, config: &Config) -> Result<Self> {
        let (dir, has) = (output.dir(), |f: Format| config.format.contains(&f));
        let formats = Formats { csv: has(Format::Csv), parquet: has(Format::Parquet) };
        // Texts are for programs: a CSV of whole documents helps nobody.
        let texts = (config.keep_text && formats.parquet)
            .then(|| TableWriter::create(dir, Formats { csv: false, parquet: true }))
            .transpose()?;
        Ok(Self {
            matches: TableWriter::create(dir, formats)?,
            gaps: TableWriter::create(dir, formats)?,
            requirements: TableWriter::create(dir, formats)?,
            postings: TableWriter::create(dir, formats)?,
            resumes: TableWriter::create(dir, formats)?,
            skills: TableWriter::create(dir, formats)?,
            rejects: TableWriter::create(dir, formats)?,
            texts,
        })
    }
}

/// `inputs/`: the taxonomy and the configuration that the run went by.
fn write_inputs(output: &Output, config: &Config, taxonomy: &Taxonomy) -> Result<()> {
    let dir = output.dir().join("inputs");
    let folder = dir.join("taxonomy");
    std::fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
    for (name, text) in taxonomy.source().files() {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(Error::io("writing", &path))?;
    }
    let path = dir.join("gaprank.toml");
    // Where the tables were to go, and by how many threads, is not what they say.
    let effective = Config { threads: None, ..config.clone() };
    let text = toml::to_string(&effective).map_err(|e| Error::Table { path: path.clone(), message: e.to_string() })?;
    std::fs::write(&path, text).map_err(Error::io("writing", &path))
}

/// Busy time of each stage in nanoseconds, over all threads.
#[derive(Default)]
struct Clock {
    read: AtomicU64,
    extract: AtomicU64,
    index: AtomicU64,
    score: AtomicU64,
    explain: AtomicU64,
    write: AtomicU64,
}

impl Clock {
    #[allow(clippy::unused_self)]
    fn time<T>(&self, stage: &AtomicU64, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let out = work();
        stage.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        out
    }

    fn seconds(&self, total: Duration) -> Seconds {
        let read = |stage: &AtomicU64| Duration::from_nanos(stage.load(Ordering::Relaxed)).as_secs_f64();
        Seconds {
            read: read(&self.read),
            extract: read(&self.extract),
            index: read(&self.index),
            score: read(&self.score),
            explain: read(&self.explain),
            write: read(&self.write),
            html: 0.0,
            total: total.as_secs_f64(),
        }
    }
}
