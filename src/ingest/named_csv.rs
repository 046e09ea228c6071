//! A CSV that a user writes by hand to name resumes: columns in any order, found by their names.

use std::fs::File;
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord, Trim};

use crate::error::{Error, Result};

/// Such a file, of which the header was read.
pub struct NamedCsv {
    file: String,
    header: StringRecord,
    reader: Reader<File>,
    row: u64,
}

impl NamedCsv {
    /// Opens the file and reads its header.
    ///
    /// # Errors
    /// [`Error::NoSuchPath`], or [`Error::Config`] where it is no CSV.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::NoSuchPath(path.to_owned()));
        }
        let file = path.display().to_string();
        let opened = ReaderBuilder::new().trim(Trim::All).from_path(path);
        let read = opened.and_then(|mut reader| Ok((reader.headers()?.clone(), reader)));
        match read {
            Ok((header, reader)) => Ok(Self { file, header, reader, row: 0 }),
            Err(error) => Err(wrong(&file, error.to_string())),
        }
    }

    /// The place of a column, by its name in small or capital letters.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h.trim_start_matches('\u{FEFF}').eq_ignore_ascii_case(name))
    }

    /// The place of the column that names a resume: `resume_id`, else `source_path`.
    pub fn resume_column(&self) -> Option<usize> {
        self.column("resume_id").or_else(|| self.column("source_path"))
    }

    /// The next row with its number, from 1; its cells are without white space around them. None at the end.
    ///
    /// # Errors
    /// [`Error::Config`] where it is no row of a CSV.
    pub fn next_row(&mut self) -> Result<Option<(u64, StringRecord)>> {
        let mut row = StringRecord::new();
        let read = self.reader.read_record(&mut row).map_err(|e| self.wrong(e.to_string()))?;
        self.row += 1;
        Ok(read.then_some((self.row, row)))
    }

    /// What is wrong with the file.
    pub fn wrong(&self, message: String) -> Error {
        wrong(&self.file, message)
    }
}

fn wrong(file: &str, message: String) -> Error {
    Error::Config { place: file.to_owned(), message }
}
