//! Postings with what they ask for.

use std::path::PathBuf;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::batch::batches_of;
use super::cells::Cells;
use super::given;
use super::rules::{Rules, Watch};
use crate::error::Result;
use crate::extract::PostingProfile;
use crate::ingest::{PostingReader, PostingRecord, Reject, discover};
use crate::pipeline::{complete, first_of_same};
use crate::report::{self, PostingRow, RequirementRow, Text};
use crate::text::{posting_text, same_words};

/// A posting that was read. What its markup said is in `text`; `record.description` is empty.
#[derive(Debug, Clone)]
pub(super) struct Posting {
    pub id: Text,
    pub record: PostingRecord,
    pub text: String,
    pub profile: PostingProfile,
}

/// Postings with their requirements, sorted by id, each id once; and what was refused.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    all: Vec<Posting>,
    rejects: Vec<Reject>,
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
            loop {
                watch.check()?;
                let mut batch = Vec::with_capacity(BATCH);
                let mut taken = 0;
                for outcome in reader.by_ref().take(BATCH) {
                    taken += 1;
                    match outcome {
                        Ok(record) => batch.push(record),
                        Err(reject) => out.rejects.push(reject),
                    }
                }
                if taken == 0 {
                    break;
                }
                out.all.par_extend(batch.into_par_iter().map(|record| posting(rules, record)));
            }
            out.all.par_sort_by(|a, b| a.record.posting_id.cmp(&b.record.posting_id));
            out.rejects.sort();
            Ok(out)
        })
    }

    /// The same postings in so many parts, in turn: what a cluster does with them.
    pub fn parts(&self, parts: usize) -> Vec<Self> {
        let of = |part: usize| self.all.iter().skip(part).step_by(parts.max(1)).cloned().collect();
        (0..parts).map(|part| Self { all: of(part), rejects: Vec::new() }).collect()
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
        self.all.iter().filter_map(|p| p.record.date_posted.as_deref()).max()
    }

    /// What was refused.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    pub(super) fn all(&self) -> &[Posting] {
        &self.all
    }

    /// The table `postings`. `day` is the day of the run, which first saw them; the newest posting's where it is not given.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn postings(&self, rules: &Rules, day: Option<&str>, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        let day = day.or(rules.config().as_of.as_deref()).or(self.newest());
        rules.install(|| {
            let order = |i: usize| {
                let record = &self.all[i].record;
                (record.date_posted.is_none(), record.date_posted.clone(), record.posting_id.clone())
            };
            let first = first_of_same(self.all.len(), |i| same_words(&self.all[i].text), order);
            watch.check()?;
            let row = |(p, first): (&Posting, Option<usize>)| {
                let first = first.map(|at| self.all[at].record.posting_id.as_str());
                report::posting_row(rules.taxonomy(), &p.record, &p.profile, &p.text, first, (day, day))
            };
            let rows: Vec<PostingRow> = self.all.par_iter().zip(first).map(row).collect();
            batches_of(&rows)
        })
    }

    /// The table `requirements`.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn requirements(&self, rules: &Rules, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        rules.install(|| {
            let batches = self.all.par_chunks(BATCH).map(|postings| {
                watch.check()?;
                let rows = |p: &Posting| {
                    report::requirement_rows(rules.names(), &p.id, &p.profile, &p.text, |r| rules.weight(r))
                };
                batches_of(&postings.iter().flat_map(rows).collect::<Vec<RequirementRow>>())
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

fn posting(rules: &Rules, mut record: PostingRecord) -> Posting {
    let description = std::mem::take(&mut record.description);
    let text = posting_text(&record.title, &record.tags, &description);
    complete(&mut record, &text);
    Posting { id: record.posting_id.as_str().into(), profile: rules.extractor().posting(&text), text, record }
}
