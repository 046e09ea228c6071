//! A table on its way to its files: rows go to CSV and Parquet as they come, so that memory does not grow with them.

use std::fs::File;
use std::io::{self, BufWriter};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::time::Duration;

use polars::prelude::PolarsError;

use super::busy::thread_time;
use super::csv::CsvWriter;
use super::parquet::ParquetWriter;
use super::table::{Cells, Row};
use super::xlsx::{Book, SheetWriter};
use crate::error::{Error, Result};

/// Which files a table becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// `NAME.csv`.
    pub csv: bool,
    /// `NAME.parquet`.
    pub parquet: bool,
}

/// A table that is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenTable {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: u64,
    /// Processor time that writing it took.
    pub busy: Duration,
}

/// Writes a table. Rows are written in the order in which they are appended: the caller sorts them.
pub struct TableWriter<R: Row> {
    csv: Option<(PathBuf, CsvWriter<File>)>,
    parquet: Option<(PathBuf, ParquetWriter<BufWriter<File>>)>,
    sheet: Option<SheetWriter>,
    rows: u64,
    busy: Duration,
    row: PhantomData<fn(&R)>,
}

impl<R: Row> TableWriter<R> {
    /// Creates the table's files in `dir`.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Table`] with the file that could not be created.
    pub fn create(dir: &Path, formats: Formats) -> Result<Self> {
        let csv = formats.csv.then(|| {
            let path = dir.join(format!("{}.csv", R::NAME));
            let writer = create(&path).and_then(|file| CsvWriter::new::<R>(file).map_err(|e| csv_error(&path, e)))?;
            Ok::<_, Error>((path, writer))
        });
        let parquet = formats.parquet.then(|| {
            let path = dir.join(format!("{}.parquet", R::NAME));
            let file = BufWriter::with_capacity(1 << 18, create(&path)?);
            let writer = ParquetWriter::new::<R>(file).map_err(|e| parquet_error(&path, e))?;
            Ok::<_, Error>((path, writer))
        });
        Ok(Self {
            csv: csv.transpose()?,
            parquet: parquet.transpose()?,
            sheet: None,
            rows: 0,
            busy: Duration::ZERO,
            row: PhantomData,
        })
    }

    /// The same table as a sheet of `book` too, where there is one.
    ///
    /// # Errors
    /// [`Error::Table`] where the sheet cannot be made.
    pub fn with_sheet(mut self, book: Option<&Book>) -> Result<Self> {
        self.sheet = book.map(SheetWriter::new::<R>).transpose()?;
        Ok(self)
    }

    /// Appends rows, each written as it comes. Both formats are written at the same time where the calling thread is of a pool
    /// with a free one.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Table`] with the file that could not be written.
    pub fn append<C: Cells<Row = R>>(
        &mut self,
        rows: impl IntoIterator<Item = C, IntoIter: Clone + Send>,
    ) -> Result<()> {
        let rows = rows.into_iter();
        let (for_csv, for_parquet) = (rows.clone(), rows.clone());
        let (mut n_csv, mut n_parquet, mut n_sheet) = (0, 0, 0);
        let both = self.csv.is_some() && self.parquet.is_some();
        let csv = || match &mut self.csv {
            Some((path, writer)) => {
                let write = |row: C| writer.write(&row).map_err(|e| csv_error(path, e));
                busy(|| for_csv.inspect(|_| n_csv += 1).try_for_each(write))
            }
            None => Ok(Duration::ZERO),
        };
        let parquet = || match &mut self.parquet {
            Some((path, writer)) => {
                let write = |row: C| writer.write(&row).map_err(|e| parquet_error(path, e));
                busy(|| for_parquet.inspect(|_| n_parquet += 1).try_for_each(write))
            }
            None => Ok(Duration::ZERO),
        };
        // A thread that is woken for nothing costs more than some tables have to write.
        let (csv, parquet) = if both { rayon::join(csv, parquet) } else { (csv(), parquet()) };
        self.busy += csv? + parquet?;
        if let Some(sheet) = &mut self.sheet {
            self.busy += busy(|| rows.inspect(|_| n_sheet += 1).try_for_each(|row| sheet.write(&row)))?;
        }
        self.rows += n_csv.max(n_parquet).max(n_sheet);
        Ok(())
    }

    /// Waits until what other threads write of it is written, so that none is busy with it.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Table`] with the file that could not be written.
    pub fn settle(&mut self) -> Result<()> {
        if let Some((path, writer)) = &self.parquet {
            self.busy += busy(|| writer.settle().map_err(|e| parquet_error(path, e)))?;
        }
        Ok(())
    }

    /// Writes what is held back. A table without a row still is a file with all its columns.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Table`] with the file that could not be written.
    pub fn finish(self) -> Result<WrittenTable> {
        let mut elsewhere = Duration::ZERO;
        let last = busy(|| {
            if let Some((path, writer)) = self.csv {
                writer.finish().map_err(Error::io("writing", path))?;
            }
            if let Some((path, writer)) = self.parquet {
                elsewhere = writer.finish().map_err(|e| parquet_error(&path, e))?;
            }
            self.sheet.map_or(Ok(()), SheetWriter::finish)
        })?;
        Ok(WrittenTable { name: R::NAME, rows: self.rows, busy: self.busy + elsewhere + last })
    }
}

/// Does `work` and tells the processor time that it took.
fn busy(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let before = thread_time();
    work()?;
    Ok(thread_time().saturating_sub(before))
}

fn create(path: &Path) -> Result<File> {
    File::create(path).map_err(Error::io("creating", path))
}

fn csv_error(path: &Path, error: ::csv::Error) -> Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(source) => Error::Io { doing: "writing", path: path.to_owned(), source },
        kind => Error::Table { path: path.to_owned(), message: format!("{kind:?}") },
    }
}

fn parquet_error(path: &Path, error: PolarsError) -> Error {
    match error {
        PolarsError::IO { error, .. } => {
            let source = io::Error::new(error.kind(), error.to_string());
            Error::Io { doing: "writing", path: path.to_owned(), source }
        }
        error => Error::Table { path: path.to_owned(), message: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::{DataFrame, ParquetReader, SerReader};

    use super::*;
    use crate::report::{MatchRow, Points, RequirementRow, Text, TextRow};

    const BOTH: Formats = Formats { csv: true, parquet: true };

    fn requirement(n: u32) -> RequirementRow {
        RequirementRow {
            posting_id: format!("p{}", n / 10).into(),
            requirement_id: format!("{n:06}").into(),
            tier: Text::Fixed("languages"),
            keyword: "Rust".into(),
            any_of: vec!["Rust".into(), "Go".into()],
            importance: Text::Fixed("required"),
            min_years: n.is_multiple_of(3).then_some(2.5),
            weight: 1.5,
            section: None,
            quote: format!("= {n}, \"quoted\"\nline").into(),
            start: n,
            end: n + 1,
        }
    }

    fn names(frame: &DataFrame) -> Vec<&str> {
        frame.columns().iter().map(|column| column.name().as_str()).collect()
    }

    /// The bytes of the table's files when its rows arrive in slices of `step`.
    fn written(rows: &[RequirementRow], step: usize) -> (Vec<u8>, Vec<u8>) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut writer = TableWriter::create(dir.path(), BOTH).expect("files");
        rows.chunks(step).for_each(|rows| writer.append(rows).expect("rows"));
        assert_eq!(writer.finish().expect("a footer").rows, rows.len() as u64);
        let read = |name: &str| std::fs::read(dir.path().join(name)).expect("a file");
        (read("requirements.csv"), read("requirements.parquet"))
    }

    #[test]
    fn the_bytes_depend_on_the_rows_alone() {
        let rows: Vec<_> = (0..45_000).map(requirement).collect();
        let whole = written(&rows, rows.len());
        assert!(whole == written(&rows, 777));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("a pool");
        assert!(whole == pool.install(|| written(&rows, 4_321)));

        let frame = ParquetReader::new(io::Cursor::new(&whole.1)).finish().expect("Parquet");
        let columns: Vec<_> = RequirementRow::COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(frame.height(), rows.len());
        assert_eq!(names(&frame), columns);
        assert_eq!(frame.column("min_years").expect("a column").null_count(), rows.len() / 3 * 2);

        let mut csv = ::csv::Reader::from_reader(&*whole.0);
        assert_eq!(csv.headers().expect("a header"), columns);
        let last = csv.records().last().expect("a row").expect("a readable row");
        assert_eq!((&last[4], &last[6], &last[9]), ("Rust; Go", "", "'= 44999, \"quoted\"\nline"));
    }

    #[test]
    fn a_table_without_a_row_has_its_columns() {
        let (csv, parquet) = written(&[], 1);
        let header: Vec<_> = RequirementRow::COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(String::from_utf8_lossy(&csv), header.join(",") + "\n");
        let frame = ParquetReader::new(io::Cursor::new(parquet)).finish().expect("Parquet");
        assert_eq!((frame.height(), names(&frame)), (0, header));
    }

    #[test]
    fn only_the_formats_asked_for_are_written() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let formats = Formats { csv: false, parquet: true };
        TableWriter::<TextRow>::create(dir.path(), formats).expect("files").finish().expect("a footer");
        assert!(dir.path().join("texts.parquet").is_file() && !dir.path().join("texts.csv").exists());
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = TableWriter::<MatchRow>::create(Path::new("no/such/folder"), BOTH).err().expect("an error");
        assert!(error.to_string().contains("matches.csv"), "{error}");
    }

    #[test]
    fn points_are_the_same_in_every_format() {
        assert_eq!(serde_json::to_string(&[Points(8_705), Points(0)]).expect("JSON"), "[87.05,0.0]");
    }
}
