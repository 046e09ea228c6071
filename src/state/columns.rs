//! A file of columns: Parquet, [`Sealed`] as all files of a state are.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use polars::prelude::{
    Column, DataFrame, IntoColumn, NamedFrom, ParallelStrategy, ParquetCompression, ParquetReader, ParquetWriter,
    PolarsError, SerReader, Series, UInt32Chunked,
};

use super::sealed::{Hashing, Sealed};
use crate::error::{Error, Result};

/// Rows of a part of a file that is written and read in parts, a row group each: few enough that the memory of one part serves the
/// next before it has left a core's cache.
pub(super) const PART_ROWS: usize = 1 << 15;

/// Columns to be written; all of one length.
#[derive(Default)]
pub(super) struct Columns(Vec<Column>);

impl Columns {
    pub(super) fn texts<'a>(mut self, name: &str, values: impl Iterator<Item = Option<&'a str>>) -> Self {
        self.0.push(Series::new(name.into(), values.collect::<Vec<_>>()).into_column());
        self
    }

    pub(super) fn numbers(mut self, name: &str, values: impl Iterator<Item = u32>) -> Self {
        self.0.push(UInt32Chunked::from_vec(name.into(), values.collect()).into_column());
        self
    }

    pub(super) fn flags(mut self, name: &str, values: impl Iterator<Item = bool>) -> Self {
        self.0.push(Series::new(name.into(), values.collect::<Vec<_>>()).into_column());
        self
    }

    /// Writes the file `name` of the folder `dir` and makes sure that it is on disk.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Table`].
    pub(super) fn write(self, dir: &Path, name: &str) -> Result<Sealed> {
        Self::write_by(dir, name, std::iter::once(Ok(self)))
    }

    /// The same for `rows` of which `columns` makes columns, `part` of them at a time: the file is to be
    /// [read in parts](Frame::read_in_parts) of as many.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(super) fn write_in_parts<T>(
        dir: &Path,
        name: &str,
        (rows, part): (&[T], usize),
        columns: impl Fn(&[T]) -> Result<Self>,
    ) -> Result<Sealed> {
        // A file without a row still has its columns.
        let (first, rest) = rows.split_at(part.min(rows.len()));
        Self::write_by(dir, name, std::iter::once(first).chain(rest.chunks(part)).map(columns))
    }

    fn write_by(dir: &Path, name: &str, mut parts: impl Iterator<Item = Result<Self>>) -> Result<Sealed> {
        let path = dir.join(name);
        let failed = |e: PolarsError| Error::Table { path: path.clone(), message: e.to_string() };
        let frame = |part: Result<Self>| {
            let columns = part?.0;
            DataFrame::new(columns.first().map_or(0, Column::len), columns).map_err(failed)
        };
        let mut out = Hashing::create(path.clone())?;
        let writer = ParquetWriter::new(&mut out).with_compression(ParquetCompression::Lz4Raw).set_parallel(false);
        let first = parts.next().map_or_else(|| Ok(DataFrame::empty()), frame)?;
        let mut rows = first.height();
        let mut writer = writer.batched(first.schema()).map_err(failed)?;
        writer.write_batch(&first).map_err(failed)?;
        for part in parts {
            let part = frame(part)?;
            rows += part.height();
            writer.write_batch(&part).map_err(failed)?;
        }
        writer.finish().map_err(failed)?;
        drop(writer);
        out.finish(name, rows)
    }
}

/// A file of columns that was read and is what was written.
pub(super) struct Frame {
    frame: DataFrame,
    path: PathBuf,
}

impl Frame {
    /// Reads `sealed` from the folder `dir`, the columns named.
    ///
    /// # Errors
    /// [`Error::State`] where the file is not what was written.
    pub(super) fn read(dir: &Path, sealed: &Sealed, columns: &[&str]) -> Result<Self> {
        let bytes = sealed.load(dir)?;
        Self::of(&bytes, dir.join(&sealed.name), columns, (0, usize::MAX))
    }

    /// The same, some rows at a time, so that no more of them are held. `part` is how many rows each part was written with.
    ///
    /// # Errors
    /// [`Error::State`] where the file is not what was written, and what `each` fails with.
    pub(super) fn read_in_parts(
        dir: &Path,
        sealed: &Sealed,
        columns: &[&str],
        part: usize,
        mut each: impl FnMut(&Self) -> Result<()>,
    ) -> Result<()> {
        let bytes = sealed.load(dir)?;
        (0..sealed.rows as usize)
            .step_by(part)
            .try_for_each(|start| each(&Self::of(&bytes, dir.join(&sealed.name), columns, (start, part))?))
    }

    /// The rows `(first, how many)` of the file with these bytes.
    fn of(bytes: &[u8], path: PathBuf, columns: &[&str], rows: (usize, usize)) -> Result<Self> {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        let reader = ParquetReader::new(Cursor::new(bytes)).with_columns(Some(columns)).with_slice(Some(rows));
        // On this thread, which gives the memory of one part to the next.
        let reader = reader.read_parallel(ParallelStrategy::None);
        let mut frame = reader.finish().map_err(|e| Error::State { path: path.clone(), message: e.to_string() })?;
        frame.rechunk_mut();
        Ok(Self { frame, path })
    }

    fn column(&self, name: &str) -> Result<&Series> {
        let found = self.frame.column(name).map(Column::as_materialized_series);
        found.map_err(|e| self.wrong(&e))
    }

    fn wrong(&self, error: &dyn std::fmt::Display) -> Error {
        Error::State { path: self.path.clone(), message: error.to_string() }
    }

    pub(super) fn texts(&self, name: &str) -> Result<impl Iterator<Item = Option<&str>>> {
        Ok(self.column(name)?.str().map_err(|e| self.wrong(&e))?.iter())
    }

    pub(super) fn counts(&self, name: &str) -> Result<impl Iterator<Item = Option<u32>>> {
        Ok(self.column(name)?.u32().map_err(|e| self.wrong(&e))?.iter())
    }

    pub(super) fn flags(&self, name: &str) -> Result<impl Iterator<Item = bool>> {
        let column = self.column(name)?.bool().map_err(|e| self.wrong(&e))?;
        Ok(column.iter().map(Option::unwrap_or_default))
    }
}
