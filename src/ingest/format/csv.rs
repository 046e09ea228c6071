//! Tables of postings: comma-, semicolon-, tab- or bar-separated, a header first.

use std::io::BufRead;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{self, Column};
use super::fields::{Field, Fields};
use super::recognised::Recognised;
use super::source::{Allowance, Bounded, Source, read_fault};
use super::{Entry, Fault, Records, Terms};
use crate::ingest::{InputFile, RejectCode, decode};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    read(Source::open(file)?, &file.source_path, terms)
}

/// Reads rows as they are asked for. A row is decoded by itself: tables put together from several boards mix encodings.
pub(super) fn read(source: Source, source_path: &str, terms: &Terms) -> Result<Records, Fault> {
    if source.head.iter().all(u8::is_ascii_whitespace) {
        return Ok(Box::new(std::iter::empty()));
    }
    let delimiter = delimiter(&source.head).map_or(b',', |(delimiter, _)| delimiter);
    let (bounded, allowance) = Bounded::new(source.into_reader(), terms.limits.max_record_bytes);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bounded);
    let mut header = ByteRecord::new();
    reader.read_byte_record(&mut header).map_err(csv_fault)?;
    let names: Vec<_> = header.iter().map(|name| decode::record(name).trim().to_owned()).collect();
    let columns: Vec<_> = names.iter().map(|name| Column::of(name)).collect();
    if !columns.iter().flatten().any(|(column, _)| *column == Column::Description) {
        let reason = columns::no_description_column(names.iter().map(String::as_str));
        return Err((RejectCode::BadRecord, reason));
    }
    let source_path = source_path.to_owned();
    let row = ByteRecord::new();
    let recognised = Recognised::new(terms, "csv", header.iter());
    Ok(Box::new(Rows { reader, allowance, columns, recognised, source_path, row, number: 0, ended: false }))
}

/// Whether the first line looks like the header of a table of postings.
pub(super) fn is_table(head: &[u8]) -> bool {
    delimiter(head).is_some_and(|(_, known)| known > 0)
}

/// The delimiter under which the header has the most columns that are known, then the most columns at all; and how many
/// of them are known. None where the first line holds no delimiter.
fn delimiter(head: &[u8]) -> Option<(u8, usize)> {
    let mut best: Option<((usize, usize), u8)> = None;
    for delimiter in DELIMITERS {
        let mut header = ByteRecord::new();
        let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(head);
        if !reader.read_byte_record(&mut header).unwrap_or(false) || header.len() < 2 {
            continue;
        }
        let known = header.iter().filter(|name| Column::of(&decode::record(name)).is_some()).count();
        let key = (known, header.len());
        if best.is_none_or(|(held, _)| key > held) {
            best = Some((key, delimiter));
        }
    }
    best.map(|((known, _), delimiter)| (delimiter, known))
}

struct Rows<R> {
    reader: Reader<Bounded<R>>,
    allowance: Allowance,
    columns: Vec<Option<(Column, usize)>>,
    recognised: Recognised,
    source_path: String,
    row: ByteRecord,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.ended {
            return None;
        }
        self.allowance.renew();
        let more = self.reader.read_byte_record(&mut self.row);
        self.number += 1;
        let number = Some(self.number);
        match more {
            Ok(true) => Some((number, self.recognised.or_read(self.row.iter(), || self.posting(number)))),
            Ok(false) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some((number, Err(csv_fault(error))))
            }
        }
    }
}

impl<R> Rows<R> {
    fn posting(&self, number: Option<u64>) -> Result<crate::ingest::PostingRecord, Fault> {
        if self.row.len() != self.columns.len() {
            let line = self.row.position().map_or(0, csv::Position::line);
            let (found, wanted) = (self.row.len(), self.columns.len());
            let reason = format!(
                "the row at line {line} has {found} fields where the header has {wanted}: put cells that hold a comma or a line break in \
                 quotes"
            );
            return Err((RejectCode::BadRecord, reason));
        }
        // One encoding a row: a field that happens to be UTF-8 by itself says nothing where its neighbour is not.
        let utf8 = std::str::from_utf8(self.row.as_slice()).is_ok();
        let mut fields = Fields::default();
        for (value, column) in self.row.iter().zip(&self.columns) {
            let Some(column) = *column else { continue };
            let text = if utf8 {
                String::from_utf8_lossy(value)
            } else {
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(value).0
            };
            fields.put(column, Field::Text(text.into_owned()));
        }
        Ok(fields.into_posting(&self.source_path, number))
    }
}

fn csv_fault(error: csv::Error) -> Fault {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => read_fault(&error),
        kind => (RejectCode::BadRecord, format!("the row cannot be read as CSV ({kind:?}): export the table again")),
    }
}
