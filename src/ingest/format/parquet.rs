//! Parquet tables, a bounded slice of rows at a time.

use std::fs::File;

use polars::prelude::{AnyValue, ArrowDataType, DataFrame, ParallelStrategy, ParquetReader, PolarsResult, SerReader};

use super::columns::{self, Column};
use super::fields::{Field, Fields};
use super::source::read_fault;
use super::{Entry, Fault, Records, Terms};
use crate::ingest::contain::contained;
use crate::ingest::{InputFile, RejectCode};

/// Uncompressed bytes that one slice aims at, over all columns of the file.
const SLICE_BYTES: usize = 64 << 20;

pub(super) fn open(file: &InputFile, _: &Terms) -> Result<Records, Fault> {
    let opened = File::open(&file.path).map_err(|error| read_fault(&error))?;
    let shape = contained(|| Shape::read(&opened)).map_err(broken)?.map_err(broken)?;
    if !shape.columns.iter().any(|(_, (column, _))| *column == Column::Description) {
        let reason = columns::no_description_column(shape.names.iter().map(String::as_str));
        return Err((RejectCode::BadRecord, reason));
    }
    let source_path = file.source_path.clone();
    Ok(Box::new(Rows { file: opened, shape, source_path, slice: DataFrame::empty(), at: 0, start: 0 }))
}

/// What the file's footer says.
struct Shape {
    /// All columns, in the file's order.
    names: Vec<String>,
    /// The columns that are read, by their place in the file.
    columns: Vec<(usize, (Column, usize))>,
    /// Rows of each slice.
    slices: Vec<usize>,
}

impl Shape {
    fn read(file: &File) -> PolarsResult<Self> {
        let mut reader = ParquetReader::new(file.try_clone()?);
        let schema = reader.schema()?;
        // polars is built without timestamps: a column of them cannot be decoded, so it is left out.
        let known = schema.iter_values().enumerate().filter_map(|(i, field)| {
            let readable = !matches!(field.dtype(), ArrowDataType::Timestamp(..) | ArrowDataType::Date64);
            Column::of(&field.name).filter(|_| readable).map(|column| (i, column))
        });
        let columns = known.collect();
        let names = schema.iter_names().map(ToString::to_string).collect();
        let mut slices = Vec::new();
        // A slice never spans two row groups, and a group is cut only where it is large: each cut reads its pages again.
        for group in &reader.get_metadata()?.row_groups {
            let pieces = group.total_byte_size().div_ceil(SLICE_BYTES).max(1);
            let rows = group.num_rows().div_ceil(pieces).max(1);
            slices.extend((0..group.num_rows()).step_by(rows).map(|at| rows.min(group.num_rows() - at)));
        }
        slices.reverse();
        Ok(Self { names, columns, slices })
    }
}

struct Rows {
    file: File,
    shape: Shape,
    source_path: String,
    /// The rows at hand, of which the next is `at`.
    slice: DataFrame,
    at: usize,
    /// Rows of the file before this slice.
    start: usize,
}

impl Iterator for Rows {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while self.at == self.slice.height() {
            self.start += self.at;
            self.at = 0;
            let rows = self.shape.slices.pop()?;
            match contained(|| self.read(rows)).map_err(broken).and_then(|read| read.map_err(broken)) {
                Ok(slice) => self.slice = slice,
                Err(fault) => {
                    self.slice = DataFrame::empty();
                    self.shape.slices.clear();
                    return Some((Some(self.start as u64 + 1), Err(fault)));
                }
            }
        }
        let number = Some((self.start + self.at) as u64 + 1);
        let mut fields = Fields::default();
        for (values, (_, column)) in self.slice.columns().iter().zip(&self.shape.columns) {
            if let Some(field) = values.get(self.at).ok().and_then(|value| field(&value)) {
                fields.put(*column, field);
            }
        }
        self.at += 1;
        Some((number, Ok(fields.into_posting(&self.source_path, number).into())))
    }
}

impl Rows {
    fn read(&self, rows: usize) -> PolarsResult<DataFrame> {
        let projection = self.shape.columns.iter().map(|(i, _)| *i).collect();
        ParquetReader::new(self.file.try_clone()?)
            // On this thread, where a panic of the decoder is contained.
            .read_parallel(ParallelStrategy::None)
            .with_projection(Some(projection))
            .with_slice(Some((self.start, rows)))
            .finish()
    }
}

fn field(value: &AnyValue<'_>) -> Option<Field> {
    match value {
        AnyValue::Null => None,
        AnyValue::List(items) => {
            let texts = items.iter().filter_map(|item| item.get_str().map(str::to_owned));
            Some(Field::List(texts.collect()))
        }
        value => Some(Field::Text(value.get_str().map_or_else(|| value.to_string(), str::to_owned))),
    }
}

fn broken(error: impl std::fmt::Display) -> Fault {
    (RejectCode::Damaged, format!("the Parquet file cannot be read ({error}): write it again"))
}

#[cfg(test)]
mod tests {
    use polars::prelude::{Column as Series, NamedFrom, ParquetWriter};

    use super::super::Record;
    use super::*;

    #[test]
    fn rows_come_in_order_over_all_row_groups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        let ids: Vec<i64> = (0..50).collect();
        let texts: Vec<_> = ids.iter().map(|id| format!("Go {id}")).collect();
        let go = polars::prelude::Series::new("".into(), ["Go", "Kafka"]);
        let tags: Vec<_> = ids.iter().map(|_| go.clone()).collect();
        let mut table = DataFrame::new(
            ids.len(),
            vec![
                Series::new("job_id".into(), ids),
                Series::new("description".into(), texts),
                Series::new("skills".into(), tags),
            ],
        )
        .unwrap();
        ParquetWriter::new(File::create(&path).unwrap()).with_row_group_size(Some(7)).finish(&mut table).unwrap();
        let file = InputFile { path, source_path: "a.parquet".into(), stdin: false, regular: true };
        let mut rows = open(&file, &Terms::default()).unwrap_or_else(|(_, why)| panic!("{why}"));
        for i in 0..50 {
            let Some((number, Ok(Record::Read(posting, None)))) = rows.next() else { panic!("no posting") };
            assert_eq!(number, Some(i + 1));
            assert_eq!((posting.posting_id.as_str(), posting.description), (&*i.to_string(), format!("Go {i}")));
            assert_eq!(posting.tags, ["Go", "Kafka"]);
        }
        assert!(rows.next().is_none());
    }
}
