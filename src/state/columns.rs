//! A file of columns: Parquet, [`Sealed`] as all files of a state are.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use polars::prelude::{
    Column, DataFrame, IntoColumn, NamedFrom, ParallelStrategy, ParquetCompression, ParquetReader, ParquetWriter,
    PolarsError, SerReader, Series, UInt32Chunked,
};

use super::sealed::{Hashing, Sealed};
use crate::error::{Error, Result};

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

    /// Writes the file `name` of the folder `dir` and makes sure that it is on disk.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Table`].
    pub(super) fn write(self, dir: &Path, name: &str) -> Result<Sealed> {
        let path = dir.join(name);
        let failed = |e: PolarsError| Error::Table { path: path.clone(), message: e.to_string() };
        let mut frame = DataFrame::new(self.0.first().map_or(0, Column::len), self.0).map_err(failed)?;
        let mut out = Hashing::create(path.clone())?;
        let writer = ParquetWriter::new(&mut out).with_compression(ParquetCompression::Lz4Raw).set_parallel(false);
        writer.finish(&mut frame).map_err(failed)?;
        out.finish(name, frame.height())
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
        let path = dir.join(&sealed.name);
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        let reader = ParquetReader::new(Cursor::new(bytes)).with_columns(Some(columns));
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
}
