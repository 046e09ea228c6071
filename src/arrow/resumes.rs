//! Resumes with what they show.

use std::cmp::Ordering;
use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::batch::batches_of;
use super::cells::Cells;
use super::given::ResumeColumns;
use super::postings::Postings;
use super::rules::{Rules, Watch};
use crate::error::Result;
use crate::extract::{Evidence, Month, ResumeProfile};
use crate::ingest::{Means, Reject, ResumeReader, discover};
use crate::pipeline::{Resume, admit_resumes, asked_for, drafts, duplicates_of_resumes, read_resume, wording};
use crate::report::{self, ResumeRow, Text};
use crate::review::review;
use crate::score::EvidenceMatrix;
use crate::taxonomy::SkillId;

/// Resumes to be matched, sorted by id: as they were read here, or packed elsewhere.
pub trait Cohort: Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The id of the one at this place.
    fn id(&self, at: usize) -> Text;
    /// The place of the one with this id.
    fn find(&self, id: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match (*self.id(middle)).cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }
    /// What it proves, skill by skill.
    fn evidence(&self, at: usize) -> Vec<(u32, Evidence)>;
    /// What all of them prove: made once, however many batches of postings are matched.
    fn matrix(&self) -> &EvidenceMatrix;
    /// The newest month that any of them names.
    fn newest(&self) -> Option<Month>;
    /// Shows the profile and the text of the one at this place.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where it was packed and is damaged.
    fn show(&self, at: usize, to: &mut dyn FnMut(&ResumeProfile, &str)) -> Result<()>;
}

/// Resumes with their profiles, sorted by id, each id once; and what was refused.
#[derive(Clone, Default)]
pub struct Resumes {
    all: Vec<Resume>,
    ids: Vec<Text>,
    rejects: Vec<Reject>,
    matrix: OnceLock<EvidenceMatrix>,
}

/// Resumes of a batch of rows.
const BATCH: usize = 256;

impl Resumes {
    /// From files and folders, as the command line reads them; in this process where `rules` name no program that reads
    /// ([`Rules::with_reader`]).
    ///
    /// # Errors
    /// [`Error::NoSuchPath`](crate::error::Error::NoSuchPath), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn of_paths(rules: &Rules, paths: &[PathBuf], watch: &dyn Watch) -> Result<Self> {
        let files = discover(paths)?;
        let reader = reader(rules)?;
        rules.install(|| {
            let read = |file| {
                watch.check()?;
                Ok(reader.read(file).and_then(|document| read_resume(document, rules.extractor())))
            };
            Ok(Self::admit(files.par_iter().map(read).collect::<Result<Vec<_>>>()?))
        })
    }

    /// From rows: the resume in a column `content`, `text`, `bytes`, `resume` or `body` as text or as the bytes of a file, and `resume_id`
    /// or `source_path` (one is enough; the place of the row stands in for both).
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch) where no column holds resumes, and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn of_cells(rules: &Rules, tables: &[Cells], watch: &dyn Watch) -> Result<Self> {
        let reader = reader(rules)?;
        rules.install(|| {
            let mut read = Vec::new();
            for cells in tables {
                let columns = ResumeColumns::of(cells)?;
                let before = read.len() as u64;
                let row = |row: usize| {
                    watch.check()?;
                    let number = before + row as u64 + 1;
                    Ok(columns
                        .read(cells, row, number, &reader)
                        .and_then(|document| read_resume(document, rules.extractor())))
                };
                read.extend((0..cells.rows()).into_par_iter().map(row).collect::<Result<Vec<_>>>()?);
            }
            Ok(Self::admit(read))
        })
    }

    fn admit(read: Vec<Result<Resume, Reject>>) -> Self {
        let (all, mut rejects) = admit_resumes(read);
        rejects.sort();
        let ids = all.iter().map(|r| r.document.resume_id.as_str().into()).collect();
        Self { all, ids, rejects, matrix: OnceLock::new() }
    }

    /// What was refused.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    pub(super) fn all(&self) -> &[Resume] {
        &self.all
    }

    /// The table `resumes`. `as_of` is the month that ages are judged by.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn resumes(&self, rules: &Rules, as_of: Option<Month>, watch: &dyn Watch) -> Result<Vec<RecordBatch>> {
        rules.install(|| {
            let first = duplicates_of_resumes(&self.all);
            let row = |(r, first): (&Resume, Option<usize>)| {
                watch.check()?;
                let first = first.map(|at| self.all[at].document.resume_id.as_str());
                let review = review(rules.taxonomy(), &r.text, &r.profile, as_of);
                Ok(report::resume_row(&r.document, &r.profile, &r.text, first, as_of, &review))
            };
            batches_of(&self.all.par_iter().zip(first).map(row).collect::<Result<Vec<ResumeRow>>>()?)
        })
    }

    /// The table `skills`. What to drop from a skills list goes by what `postings` ask for, near-duplicates once, where they
    /// are given, else by its length alone.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn skills(
        &self,
        rules: &Rules,
        postings: Option<&Postings>,
        as_of: Option<Month>,
        watch: &dyn Watch,
    ) -> Result<Vec<RecordBatch>> {
        let wanted = postings.map(|p| rules.install(|| Ok(asked_for(rules.taxonomy(), p.counted()?)))).transpose()?;
        let asked = |skill: SkillId| wanted.as_ref().map(|wanted| wanted[skill.0 as usize]);
        self.tables(rules, watch, |r, id| {
            report::skill_rows(rules.taxonomy(), rules.names(), id, &r.profile, &r.text, as_of, &asked)
        })
    }

    /// The table `bullets`. Drafts are in the words of `postings`, where they are given.
    ///
    /// # Errors
    /// [`Error::Batch`](crate::error::Error::Batch), and [`Error::Stopped`](crate::error::Error::Stopped).
    pub fn bullets(
        &self,
        rules: &Rules,
        postings: Option<&Postings>,
        as_of: Option<Month>,
        watch: &dyn Watch,
    ) -> Result<Vec<RecordBatch>> {
        let skills = rules.taxonomy().skills().len();
        let words = |p: &Postings| rules.install(|| Ok(wording(p.counted()?, self.all.iter(), skills)));
        let words = postings.map(words).transpose()?.unwrap_or_default();
        self.tables(rules, watch, |r, id| {
            let review = review(rules.taxonomy(), &r.text, &r.profile, as_of);
            let drafts = drafts(rules.extractor(), &r.text, &review, &words);
            report::bullet_rows(id, &r.profile, &r.text, &review, drafts)
        })
    }

    fn tables<R: report::Row>(
        &self,
        rules: &Rules,
        watch: &dyn Watch,
        rows: impl Fn(&Resume, &Text) -> Vec<R> + Sync,
    ) -> Result<Vec<RecordBatch>> {
        rules.install(|| {
            let batches = self.all.par_chunks(BATCH).zip(self.ids.par_chunks(BATCH)).map(|(resumes, ids)| {
                watch.check()?;
                let rows = |(resume, id): (&Resume, &Text)| rows(resume, id);
                batches_of(&resumes.iter().zip(ids).flat_map(rows).collect::<Vec<R>>())
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

impl Cohort for Resumes {
    fn len(&self) -> usize {
        self.all.len()
    }

    fn id(&self, at: usize) -> Text {
        self.ids[at].clone()
    }

    fn evidence(&self, at: usize) -> Vec<(u32, Evidence)> {
        self.all[at].profile.skills.iter().map(|e| (e.skill.0, e.evidence)).collect()
    }

    fn matrix(&self) -> &EvidenceMatrix {
        self.matrix.get_or_init(|| matrix_of(self))
    }

    fn newest(&self) -> Option<Month> {
        self.all.iter().filter_map(|r| r.profile.newest).max()
    }

    fn show(&self, at: usize, to: &mut dyn FnMut(&ResumeProfile, &str)) -> Result<()> {
        to(&self.all[at].profile, &self.all[at].text);
        Ok(())
    }
}

/// The evidence of all resumes of a cohort, in their order.
pub(super) fn matrix_of(cohort: &impl Cohort) -> EvidenceMatrix {
    EvidenceMatrix::new((0..cohort.len()).map(|at| cohort.evidence(at)))
}

fn reader(rules: &Rules) -> Result<ResumeReader<'static>> {
    crate::ingest::quiet_contained_panics();
    let means = Means { limits: rules.config().limits.clone(), pdfium: rules.config().pdfium()? };
    Ok(match rules.reader() {
        Some(program) => ResumeReader::apart(means, program.clone()),
        None => ResumeReader::new(means),
    })
}

impl fmt::Debug for Resumes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resumes").field("ids", &self.ids).field("rejects", &self.rejects).finish()
    }
}
