//! A table as Parquet: zstd, dictionary-encoded texts, page index, and in the file's metadata the schema version and what
//! each column says (`gaprank.schema_version`, `gaprank.table`, `gaprank.description`, `gaprank.schema`).
//!
//! The file says its types by Parquet's own logical types alone: a second, embedded Arrow schema would only tell readers
//! about polars' view strings, which older ones do not know.

use std::io::Write;
use std::time::Duration;

use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, DataFrame, DataType, Field, Float64Type, IntoColumn, IntoSeries,
    KeyValueMetadata, ListBuilderTrait, ListStringChunkedBuilder, ParquetCompression, ParquetMetadataContext,
    ParquetWriter as PolarsWriter, PlSmallStr, PolarsError, PolarsResult, PrimitiveChunkedBuilder, Schema,
    StatisticsOptions, StringChunkedBuilder, UInt32Type, UInt64Type,
};
use serde_json::json;

use super::SCHEMA_VERSION;
use super::behind::Behind;
use super::cell::{Kind, List, Sink};
use super::table::{Cells, Column, Row};

/// Rows of a row group: small enough that a reader after one resume skips most of the file by its statistics.
pub(super) const GROUP_ROWS: usize = 20_000;

/// Bytes of a text that statistics keep: enough to skip by, and no quote or address is repeated in the footer.
const STATISTICS_BYTES: u64 = 64;

/// Writes rows of one table as Parquet, a row group at a time, each while the next is filled.
pub(super) struct ParquetWriter<W: Write> {
    out: Behind<W>,
    columns: Builders,
    metadata: Vec<(String, String)>,
}

impl<W: Write + Send + 'static> ParquetWriter<W> {
    /// Opens the file.
    pub(super) fn new<R: Row>(out: W) -> PolarsResult<Self> {
        let schema: Schema =
            R::COLUMNS.iter().map(|column| Field::new(column.name.into(), data_type(column.kind))).collect();
        let statistics = StatisticsOptions {
            binary_statistics_truncate_length: Some(STATISTICS_BYTES),
            ..StatisticsOptions::default()
        };
        // Tables are written side by side by the pipeline's own threads: polars' pool would only compete with them.
        let out = PolarsWriter::new(out)
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(statistics)
            .set_parallel(false)
            .batched(&schema)?;
        Ok(Self { out: Behind::new(out), columns: Builders::new(R::COLUMNS), metadata: metadata::<R>() })
    }

    /// Takes a row; every [`GROUP_ROWS`] of them are written.
    pub(super) fn write(&mut self, row: &impl Cells) -> PolarsResult<()> {
        self.columns.next = 0;
        row.visit(&mut self.columns);
        self.columns.rows += 1;
        if self.columns.rows == GROUP_ROWS { self.flush() } else { Ok(()) }
    }

    /// Waits until every full row group is written.
    pub(super) fn settle(&self) -> PolarsResult<()> {
        self.out.settle()
    }

    /// Writes the last row group and the footer. Returns how long other threads were busy with row groups.
    pub(super) fn finish(mut self) -> PolarsResult<Duration> {
        if self.columns.rows > 0 {
            self.flush()?;
        }
        let metadata = KeyValueMetadata::from_static(self.metadata);
        let metadata = metadata.collect(ParquetMetadataContext { arrow_schema: "" })?;
        let (out, elsewhere) = self.out.finish()?;
        if let Some(out) = out {
            let mut file = out.get_writer().lock().map_err(|_| PolarsError::ComputeError("writer poisoned".into()))?;
            file.end(Some(metadata))?;
        }
        Ok(elsewhere)
    }

    fn flush(&mut self) -> PolarsResult<()> {
        self.out.write(self.columns.take()?)
    }
}

/// What a table says about itself, wherever it is kept.
pub fn metadata<R: Row>() -> Vec<(String, String)> {
    let columns: Vec<_> = R::COLUMNS
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "type": column.kind.name(),
                "nullable": column.nullable,
                "description": column.description,
            })
        })
        .collect();
    vec![
        ("gaprank.schema_version".to_owned(), SCHEMA_VERSION.to_string()),
        ("gaprank.table".to_owned(), R::NAME.to_owned()),
        ("gaprank.description".to_owned(), R::DESCRIPTION.to_owned()),
        ("gaprank.schema".to_owned(), json!(columns).to_string()),
    ]
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::List => DataType::List(Box::new(DataType::String)),
        Kind::Bool => DataType::Boolean,
        Kind::Count => DataType::UInt32,
        Kind::Long => DataType::UInt64,
        Kind::Number | Kind::Decimal(_) => DataType::Float64,
    }
}

/// One column under construction.
enum Builder {
    Text(StringChunkedBuilder),
    List(ListStringChunkedBuilder),
    Bool(BooleanChunkedBuilder),
    Count(PrimitiveChunkedBuilder<UInt32Type>),
    Long(PrimitiveChunkedBuilder<UInt64Type>),
    Number(PrimitiveChunkedBuilder<Float64Type>),
}

impl Builder {
    fn new(column: &Column, capacity: usize) -> Self {
        let name = PlSmallStr::from_static(column.name);
        match column.kind {
            Kind::Text => Self::Text(StringChunkedBuilder::new(name, capacity)),
            Kind::List => Self::List(ListStringChunkedBuilder::new(name, capacity, capacity)),
            Kind::Bool => Self::Bool(BooleanChunkedBuilder::new(name, capacity)),
            Kind::Count => Self::Count(PrimitiveChunkedBuilder::new(name, capacity)),
            Kind::Long => Self::Long(PrimitiveChunkedBuilder::new(name, capacity)),
            Kind::Number | Kind::Decimal(_) => Self::Number(PrimitiveChunkedBuilder::new(name, capacity)),
        }
    }

    fn finish(self) -> polars::prelude::Column {
        match self {
            Self::Text(builder) => builder.finish().into_column(),
            Self::List(mut builder) => builder.finish().into_series().into_column(),
            Self::Bool(builder) => builder.finish().into_column(),
            Self::Count(builder) => builder.finish().into_column(),
            Self::Long(builder) => builder.finish().into_column(),
            Self::Number(builder) => builder.finish().into_column(),
        }
    }
}

/// The columns of a row group under construction. A cell goes straight to its builder; `next` is the one whose turn it is.
struct Builders {
    columns: &'static [Column],
    builders: Vec<Builder>,
    next: usize,
    rows: usize,
    /// Texts that are made as they are written.
    made: String,
}

impl Builders {
    fn new(columns: &'static [Column]) -> Self {
        // Most tables of a coach's batch are small: only a table that fills a group gets builders of that size.
        let builders = columns.iter().map(|column| Builder::new(column, 0)).collect();
        Self { columns, builders, next: 0, rows: 0, made: String::new() }
    }

    fn take(&mut self) -> PolarsResult<DataFrame> {
        let height = std::mem::take(&mut self.rows);
        let empty = self.columns.iter().map(|column| Builder::new(column, height)).collect();
        let full = std::mem::replace(&mut self.builders, empty);
        DataFrame::new(height, full.into_iter().map(Builder::finish).collect())
    }

    fn turn(&mut self) -> Option<&mut Builder> {
        self.next += 1;
        self.builders.get_mut(self.next - 1)
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
            builder.append_values_iter(value.iter());
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
