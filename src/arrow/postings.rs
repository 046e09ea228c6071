//! Postings with what they ask for.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::batch::{Batches, batches_of};
use super::cells::Cells;
use super::given;
use super::rules::{Rules, Watch};
use crate::error::Result;
use crate::ingest::{PostingReader, Reject, discover};
use crate::pipeline::{Posting, duplicates_of_postings, read_posting};
use crate::report::{self, Text};

/// Postings with their requirements, sorted by id, each id once; and what was refused.
#[derive(Clone, Default)]
pub struct Postings {
    all: Vec<Posting>,
    texts: Vec<String>,
    ids: Vec<Text>,
    rejects: Vec<Reject>,
    /// For each the earlier one that says nearly the same, once somebody asks.
    repeated: OnceLock<Vec<Option<usize>>>,
}

/// Records that are read before the next are.
const BATCH: usize = 2048;

impl Postings {
    /// From files and folders, as the command line reads them.
    ///
    /// # Errors
    /// [`Error::NoSuchPath`](crate::error::Error::NoSuchPath), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn of_paths(rules: &Rules, paths: &[PathBuf], watch: &dyn Watch) -> Result<Self> {
        let reader = PostingReader::new(discover(paths)?, rules.config().limits.clone());
        Self::of_reader(rules, reader, watch)
    }

    /// From rows: a column each for id, title, company, description and so on, under any of the names that files may use.
    /// `source_path`, where there is such a column, says where a posting came from.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where no column holds a description, and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn of_cells(rules: &Rules, tables: &[Cells], watch: &dyn Watch) -> Result<Self> {
        Self::of_reader(rules, given::postings(tables)?, watch)
    }

    fn of_reader(rules: &Rules, mut reader: PostingReader, watch: &dyn Watch) -> Result<Self> {
        rules.install(|| {
            let mut out = Self::default();
            let mut all = Vec::new();
            loop {
                watch.check()?;
                let batch = reader.batch(BATCH, &mut out.rejects);
                if batch.taken == 0 {
                    break;
                }
                let read = |(record, _)| read_posting(record, None, rules.extractor());
                for found in batch.postings.into_par_iter().map(read).collect::<Vec<_>>() {
                    match found {
                        Ok(posting) => all.push(posting),
                        Err(reject) => out.rejects.push(reject),
                    }
                }
            }
            all.par_sort_by(|(a, _), (b, _)| a.record.posting_id().cmp(b.record.posting_id()));
            (out.all, out.texts) = all.into_iter().unzip();
            out.rejects.sort();
            out.ids = out.all.iter().map(|p| p.record.posting_id().into()).collect();
            Ok(out)
        })
    }

    /// The same postings in so many parts, in turn: what a cluster does with them.
    pub fn parts(&self, parts: usize) -> Vec<Self> {
        let of = |part: usize| (part..self.all.len()).step_by(parts.max(1));
        let part = |part: usize| Self {
            all: of(part).map(|at| self.all[at].clone()).collect(),
            texts: of(part).map(|at| self.texts[at].clone()).collect(),
            ids: of(part).map(|at| self.ids[at].clone()).collect(),
            ..Self::default()
        };
        (0..parts).map(part).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The day of the newest, `YYYY-MM-DD`; none where none is dated.
    pub fn newest(&self) -> Option<&str> {
        self.all.iter().filter_map(|p| p.record.date_posted()).max()
    }

    /// What was refused.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    pub(super) fn id(&self, at: usize) -> &Text {
        &self.ids[at]
    }

    pub(super) fn all(&self) -> &[Posting] {
        &self.all
    }

    /// Those that count once: near-duplicates of an earlier one are left out.
    pub(super) fn counted(&self) -> Result<impl Iterator<Item = &Posting>> {
        let once = self.all.iter().zip(self.repeated()?).filter(|(_, first)| first.is_none());
        Ok(once.map(|(posting, _)| posting))
    }

    fn repeated(&self) -> Result<&[Option<usize>]> {
        if let Some(known) = self.repeated.get() {
            return Ok(known);
        }
        let found = duplicates_of_postings(&self.all, |at: usize| Ok(Cow::from(&self.texts[at])))?;
        Ok(self.repeated.get_or_init(|| found))
    }

    /// The table `postings`. `day` is the day of the run, which first saw them; the newest posting's where it is not given. Near-duplicates
    /// are linked where these are all the postings that there are: `all`.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn postings(&self, rules: &Rules, day: Option<&str>, all: bool, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        let day = day.or(rules.config().as_of.as_deref()).or(self.newest());
        rules.install(|| {
            let repeated = if all { self.repeated()? } else { &[] };
            watch.check()?;
            let mut out = Batches::default();
            self.all.iter().enumerate().try_for_each(|(at, p)| {
                let first = repeated.get(at).copied().flatten().map(|at| self.all[at].record.posting_id());
                let (taxonomy, seen) = (rules.taxonomy(), (day, day));
                out.push(&report::posting_cells(taxonomy, &p.record, &p.profile, &p.imprint, first, seen))
            })?;
            out.finish()
        })
    }

    /// The table `requirements`.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn requirements(&self, rules: &Rules, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        rules.install(|| {
            let batches = self.all.par_chunks(BATCH).zip(self.ids.par_chunks(BATCH)).map(|(postings, ids)| {
                watch.check()?;
                let mut out = Batches::default();
                for (p, id) in postings.iter().zip(ids) {
                    p.profile.requirements.iter().try_for_each(|r| {
                        out.push(&report::requirement_cells(rules.names(), id, r, &p.words, rules.weight(r)))
                    })?;
                }
                out.finish()
            });
            Ok(batches.collect::<Result<Vec<_>>>()?.concat())
        })
    }

    /// The table `rejects` of what was refused here.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch).
    pub fn reject_rows(&self) -> Result<Vec<RecordBatch>> {
        batches_of(&self.rejects.iter().map(report::reject_row).collect::<Vec<_>>())
    }
}

impl fmt::Debug for Postings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postings").field("ids", &self.ids).field("rejects", &self.rejects).finish()
    }
}
