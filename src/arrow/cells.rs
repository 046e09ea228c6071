//! The cells of a record batch, whichever of Arrow's types they come in.

use std::sync::Arc;

use arrow_array::builder::{LargeListBuilder, LargeStringBuilder};
use arrow_array::{Array, ArrayRef, LargeBinaryArray, LargeListArray, LargeStringArray, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Field};

use crate::error::{Error, Result};
use crate::ingest::GivenCell;

/// A column of cells.
#[derive(Debug, Clone)]
enum Values {
    Text(LargeStringArray),
    List(LargeListArray),
    Bytes(LargeBinaryArray),
}

/// Rows with named columns: those of a record batch, or what a program has by itself.
#[derive(Debug, Clone)]
pub struct Cells {
    names: Vec<String>,
    columns: Vec<Option<Values>>,
    rows: usize,
}

impl Cells {
    /// The cells of the columns that `wanted` picks by name. Text may be `Utf8`, `LargeUtf8`, `Utf8View` or a dictionary of one; numbers,
    /// days and truth values become text; a list is one of texts; bytes stay bytes.
    ///
    /// # Errors
    /// [`Error::Batch`] with the column that has another type.
    pub fn of_batch(batch: &RecordBatch, wanted: impl Fn(usize, &str) -> bool) -> Result<Self> {
        let schema = batch.schema_ref();
        let mut columns = Vec::with_capacity(batch.num_columns());
        for (at, (field, column)) in schema.fields().iter().zip(batch.columns()).enumerate() {
            let values = wanted(at, field.name()).then(|| values(field.name(), column)).transpose()?;
            columns.push(values.flatten());
        }
        let names = schema.fields().iter().map(|f| f.name().clone()).collect();
        Ok(Self { names, columns, rows: batch.num_rows() })
    }

    /// Rows that a program has without Arrow: each a cell a name, in their order.
    pub fn of_texts(names: Vec<String>, rows: &[Vec<Option<GivenCell>>]) -> Self {
        let columns = (0..names.len())
            .map(|at| {
                let cells = || rows.iter().map(move |row| row.get(at).and_then(Option::as_ref));
                if cells().flatten().any(|cell| matches!(cell, GivenCell::List(_))) {
                    let mut builder = LargeListBuilder::new(LargeStringBuilder::new());
                    for cell in cells() {
                        match cell {
                            Some(GivenCell::List(list)) => list.iter().for_each(|t| builder.values().append_value(t)),
                            Some(GivenCell::Text(text)) => builder.values().append_value(text),
                            None => {}
                        }
                        builder.append(cell.is_some());
                    }
                    return Some(Values::List(builder.finish()));
                }
                let text = |cell: Option<&GivenCell>| match cell {
                    Some(GivenCell::Text(text)) => Some(text.clone()),
                    _ => None,
                };
                Some(Values::Text(cells().map(text).collect()))
            })
            .collect();
        Self { names, columns, rows: rows.len() }
    }

    /// The same rows with one more column, of bytes.
    #[must_use]
    pub fn with_bytes(mut self, name: &str, bytes: Vec<Option<Vec<u8>>>) -> Self {
        self.names.push(name.to_owned());
        self.columns.push(Some(Values::Bytes(bytes.into_iter().collect())));
        self
    }

    /// The names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The first of `names` that is a column here, by its place.
    pub(super) fn place(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.names.iter().position(|own| own.eq_ignore_ascii_case(name)))
    }

    /// The text of a cell; none where it is null, a list or bytes.
    pub(super) fn text(&self, column: usize, row: usize) -> Option<&str> {
        match self.columns.get(column)? {
            Some(Values::Text(texts)) => texts.is_valid(row).then(|| texts.value(row)),
            _ => None,
        }
    }

    /// The bytes of a cell; those of its text, where it is text.
    pub(super) fn bytes(&self, column: usize, row: usize) -> Option<&[u8]> {
        match self.columns.get(column)? {
            Some(Values::Bytes(bytes)) => bytes.is_valid(row).then(|| bytes.value(row)),
            _ => self.text(column, row).map(str::as_bytes),
        }
    }

    /// Whether a column holds bytes, not text.
    pub(super) fn is_binary(&self, column: usize) -> bool {
        matches!(self.columns.get(column), Some(Some(Values::Bytes(_))))
    }

    /// A row's cells that have a value, with the places of their columns.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, GivenCell)> {
        self.columns.iter().enumerate().filter_map(move |(at, values)| {
            let cell = match values.as_ref()? {
                Values::Text(texts) => GivenCell::Text(texts.is_valid(row).then(|| texts.value(row).to_owned())?),
                Values::Bytes(bytes) => {
                    let bytes = bytes.is_valid(row).then(|| bytes.value(row))?;
                    GivenCell::Text(String::from_utf8_lossy(bytes).into_owned())
                }
                Values::List(lists) => {
                    let list = lists.is_valid(row).then(|| lists.value(row))?;
                    let texts = list.as_any().downcast_ref::<LargeStringArray>()?;
                    GivenCell::List(texts.iter().flatten().map(str::to_owned).collect())
                }
            };
            Some((at, cell))
        })
    }
}

/// The column's cells; none where it holds nothing but nulls without a type.
fn values(name: &str, column: &ArrayRef) -> Result<Option<Values>> {
    let wrong = |error: String| Error::Batch(format!("the column {name} cannot be read: {error}"));
    let to = |to: &DataType| cast(column, to).map_err(|e| wrong(e.to_string()));
    let other = || wrong(format!("its type is {}", column.data_type()));
    Ok(match column.data_type() {
        DataType::Null => None,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
            let bytes = to(&DataType::LargeBinary)?;
            Some(Values::Bytes(bytes.as_any().downcast_ref::<LargeBinaryArray>().ok_or_else(other)?.clone()))
        }
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::FixedSizeList(..) => {
            let item = Arc::new(Field::new_list_field(DataType::LargeUtf8, true));
            let lists = to(&DataType::LargeList(item))?;
            Some(Values::List(lists.as_any().downcast_ref::<LargeListArray>().ok_or_else(other)?.clone()))
        }
        _ => {
            let texts = to(&DataType::LargeUtf8)?;
            Some(Values::Text(texts.as_any().downcast_ref::<LargeStringArray>().ok_or_else(other)?.clone()))
        }
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::types::Int32Type;
    use arrow_array::{BooleanArray, Date32Array, DictionaryArray, Float64Array, StringArray, StringViewArray};

    use super::*;

    #[test]
    fn text_of_every_type_is_the_same_text() {
        let texts = || vec![Some("Go"), None];
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(texts())),
            Arc::new(LargeStringArray::from(texts())),
            Arc::new(StringViewArray::from(texts())),
            Arc::new(texts().into_iter().collect::<DictionaryArray<Int32Type>>()),
            Arc::new(LargeBinaryArray::from(vec![Some(b"Go".as_slice()), None])),
        ];
        for column in columns {
            let kind = column.data_type().clone();
            let batch = RecordBatch::try_from_iter_with_nullable([("text", column, true)]).unwrap();
            let cells = Cells::of_batch(&batch, |_, _| true).unwrap();
            assert_eq!(cells.row(0).collect::<Vec<_>>(), [(0, GivenCell::Text("Go".into()))], "{kind}");
            assert_eq!(cells.row(1).count(), 0, "{kind}");
            assert_eq!((cells.bytes(0, 0), cells.bytes(0, 1)), (Some(b"Go".as_slice()), None), "{kind}");
        }
    }

    #[test]
    fn what_is_not_text_reads_as_it_is_written() {
        let batch = RecordBatch::try_from_iter([
            ("date", Arc::new(Date32Array::from(vec![20_770])) as ArrayRef),
            ("pay", Arc::new(Float64Array::from(vec![90_000.5]))),
            ("remote", Arc::new(BooleanArray::from(vec![true]))),
        ])
        .unwrap();
        let cells = Cells::of_batch(&batch, |_, name| name != "pay").unwrap();
        assert_eq!((cells.text(0, 0), cells.text(1, 0), cells.text(2, 0)), (Some("2026-11-13"), None, Some("true")));
        assert_eq!((cells.place(&["when", "Date"]), cells.place(&["when"])), (Some(0), None));
    }
}
