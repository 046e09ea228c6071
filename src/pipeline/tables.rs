//! The writers of a run's tables, and the record of what it went by.

use std::path::Path;

use super::clock::Meter;
use crate::config::{Config, Format};
use crate::error::{Error, Result};
use crate::report::{
    Book, BulletRow, DemandRow, Formats, GapRow, MatchRow, Output, PostingRow, RejectRow, RequirementRow, ResumeRow,
    Row, SkillRow, StatisticRow, TableWriter, TextRow, UnlockRow, WrittenTable,
};
use crate::taxonomy::Taxonomy;

/// The file of the workbook in the output folder.
pub const WORKBOOK: &str = "gaprank.xlsx";

/// Where tables go.
struct Files<'a> {
    dir: &'a Path,
    formats: Formats,
    book: Option<&'a Book>,
}

impl Files<'_> {
    fn writer<R: Row>(&self) -> Result<TableWriter<R>> {
        TableWriter::create(self.dir, self.formats)?.with_sheet(self.book)
    }
}

/// The tables' writers.
pub(super) struct Tables {
    pub matches: TableWriter<MatchRow>,
    pub gaps: TableWriter<GapRow>,
    pub requirements: TableWriter<RequirementRow>,
    pub postings: TableWriter<PostingRow>,
    pub resumes: TableWriter<ResumeRow>,
    pub skills: TableWriter<SkillRow>,
    pub bullets: TableWriter<BulletRow>,
    pub demand: TableWriter<DemandRow>,
    pub unlocks: TableWriter<UnlockRow>,
    pub statistics: TableWriter<StatisticRow>,
    pub rejects: TableWriter<RejectRow>,
    pub texts: Option<TableWriter<TextRow>>,
    /// The workbook that the sheets of all tables but `texts` go to.
    pub book: Option<Book>,
}

/// Whether the table `texts` is written. Texts are for programs: a CSV of whole documents helps nobody.
pub(super) fn has_texts(config: &Config) -> bool {
    config.keep_text && config.format.contains(&Format::Parquet)
}

impl Tables {
    pub(super) fn create(output: &Output, config: &Config) -> Result<Self> {
        let (dir, has) = (output.dir(), |f: Format| config.format.contains(&f));
        let formats = Formats { csv: has(Format::Csv), parquet: has(Format::Parquet) };
        let texts =
            has_texts(config).then(|| TableWriter::create(dir, Formats { csv: false, parquet: true })).transpose()?;
        let book = has(Format::Xlsx).then(|| Book::create(&dir.join(WORKBOOK))).transpose()?;
        let to = Files { dir, formats, book: book.as_ref() };
        Ok(Self {
            matches: to.writer()?,
            gaps: to.writer()?,
            requirements: to.writer()?,
            postings: to.writer()?,
            resumes: to.writer()?,
            skills: to.writer()?,
            bullets: to.writer()?,
            demand: to.writer()?,
            unlocks: to.writer()?,
            statistics: to.writer()?,
            rejects: to.writer()?,
            texts,
            book,
        })
    }

    /// Waits until no thread is busy with tables, before work whose time is taken by all that the process does.
    ///
    /// # Errors
    /// What stops the writing.
    pub(super) fn settle(&mut self) -> Result<()> {
        self.matches.settle()?;
        self.gaps.settle()?;
        self.requirements.settle()?;
        self.postings.settle()?;
        self.resumes.settle()?;
        self.skills.settle()?;
        self.bullets.settle()?;
        self.demand.settle()
    }

    /// Completes all tables. What the workbook could not hold is told in `notes`.
    ///
    /// # Errors
    /// What stops the writing.
    pub(super) fn finish(self, notes: &mut Vec<String>, meter: &Meter<'_>) -> Result<Vec<WrittenTable>> {
        let mut written = vec![self.matches.finish()?, self.gaps.finish()?];
        written.extend([self.requirements.finish()?, self.postings.finish()?]);
        written.extend([self.resumes.finish()?, self.skills.finish()?, self.bullets.finish()?]);
        written.extend([self.demand.finish()?, self.unlocks.finish()?, self.statistics.finish()?]);
        written.push(self.rejects.finish()?);
        written.extend(self.texts.map(TableWriter::finish).transpose()?);
        written.iter().for_each(|table| meter.write.add(table.busy));
        if let Some(book) = self.book {
            notes.extend(meter.write.busy(|| book.save())?);
        }
        Ok(written)
    }
}

/// `inputs/`: the taxonomy and the configuration that the run went by.
pub(super) fn write_inputs(output: &Output, config: &Config, taxonomy: &Taxonomy) -> Result<()> {
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
