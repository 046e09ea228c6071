//! From rows to record batches.

use std::marker::PhantomData;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, ListBuilder, StringBuilder, UInt32Builder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};

use super::schema::schema_of;
use crate::error::{Error, Result};
use crate::report::{Cells, Kind, List, Row, Sink};

/// Rows of a batch: below the two gigabytes of text that a column can address, whatever they quote.
const ROWS: usize = 16_384;

/// The rows as record batches of their table's schema, in their order. No row at all is no batch.
///
/// # Errors
/// [`Error::Batch`] where a column would not fit.
pub fn batches_of<R: Row>(rows: &[R]) -> Result<Vec<RecordBatch>> {
    let mut out = Batches::<R>::default();
    rows.iter().try_for_each(|row| out.push(row))?;
    out.finish()
}

/// Record batches of a table under construction.
pub(super) struct Batches<R> {
    done: Vec<RecordBatch>,
    builders: Builders,
    rows: usize,
    row: PhantomData<fn(&R)>,
}

impl<R: Row> Default for Batches<R> {
    fn default() -> Self {
        Self { done: Vec::new(), builders: Builders::new::<R>(), rows: 0, row: PhantomData }
    }
}

impl<R: Row> Batches<R> {
    /// Takes the cells of a row.
    ///
    /// # Errors
    /// [`Error::Batch`] where a column would not fit.
    pub(super) fn push(&mut self, row: &impl Cells<Row = R>) -> Result<()> {
        self.builders.next = 0;
        row.visit(&mut self.builders);
        self.rows += 1;
        if self.rows == ROWS { self.close() } else { Ok(()) }
    }

    /// The batches; no row at all is no batch.
    ///
    /// # Errors
    /// [`Error::Batch`] where a column would not fit.
    pub(super) fn finish(mut self) -> Result<Vec<RecordBatch>> {
        if self.rows > 0 {
            self.close()?;
        }
        Ok(self.done)
    }

    fn close(&mut self) -> Result<()> {
        let full = std::mem::replace(&mut self.builders, Builders::new::<R>());
        let columns = full.columns.into_iter().map(Builder::finish).collect();
        self.done.push(RecordBatch::try_new(schema_of::<R>(), columns).map_err(|e| Error::Batch(e.to_string()))?);
        self.rows = 0;
        Ok(())
    }
}

/// One column under construction.
enum Builder {
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
    Bool(BooleanBuilder),
    Count(UInt32Builder),
    Long(UInt64Builder),
    Number(Float64Builder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::List => Self::List(ListBuilder::new(StringBuilder::new())),
            Kind::Bool => Self::Bool(BooleanBuilder::new()),
            Kind::Count => Self::Count(UInt32Builder::new()),
            Kind::Long => Self::Long(UInt64Builder::new()),
            Kind::Number | Kind::Decimal(_) => Self::Number(Float64Builder::new()),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::List(mut builder) => Arc::new(builder.finish()),
            Self::Bool(mut builder) => Arc::new(builder.finish()),
            Self::Count(mut builder) => Arc::new(builder.finish()),
            Self::Long(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
        }
    }
}

/// The columns of a batch under construction; `next` is the one whose turn it is.
struct Builders {
    columns: Vec<Builder>,
    next: usize,
    /// Texts that are made as they are written.
    made: String,
}

impl Builders {
    fn new<R: Row>() -> Self {
        let columns = R::COLUMNS.iter().map(|column| Builder::new(column.kind)).collect();
        Self { columns, next: 0, made: String::new() }
    }

    fn turn(&mut self) -> Option<&mut Builder> {
        self.next += 1;
        self.columns.get_mut(self.next - 1)
    }
}

/// A cell of another type than its column's cannot come: both are derived from the field's type.
impl Sink for Builders {
    fn text(&mut self, value: Option<&str>) {
        if let Some(Builder::Text(builder)) = self.turn() {
            builder.append_option(value);
        }
    }

    fn room(&mut self) -> &mut String {
        &mut self.made
    }

    fn list(&mut self, value: List<'_>) {
        if let Some(Builder::List(builder)) = self.turn() {
            value.iter().for_each(|item| builder.values().append_value(item));
            builder.append(true);
        }
    }

    fn bool(&mut self, value: Option<bool>) {
        if let Some(Builder::Bool(builder)) = self.turn() {
            builder.append_option(value);
        }
    }

    fn count(&mut self, value: Option<u32>) {
        if let Some(Builder::Count(builder)) = self.turn() {
            builder.append_option(value);
        }
    }

    fn long(&mut self, value: Option<u64>) {
        if let Some(Builder::Long(builder)) = self.turn() {
            builder.append_option(value);
        }
    }

    fn number(&mut self, value: Option<f64>) {
        if let Some(Builder::Number(builder)) = self.turn() {
            builder.append_option(value);
        }
    }

    fn decimal(&mut self, value: Option<u32>, digits: u8) {
        self.number(value.map(|value| f64::from(value) / 10_f64.powi(i32::from(digits))));
    }
}
