//! Rows of a finished run, read back as text from whichever format it was written in.

use std::fs::File;
use std::path::Path;

use polars::prelude::{AnyValue, ParquetReader, SerReader};

use super::csv::runs_as_formula;
use crate::error::{Error, Result};

/// A row as text, a null as empty text; points and ratios as the CSV prints them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    columns: std::sync::Arc<Vec<String>>,
    cells: Vec<String>,
}

impl Record {
    /// The cell of a column; empty where there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.columns.iter().position(|c| c == column).map_or("", |at| &self.cells[at])
    }
}

impl Record {
    /// A number of a column; none where the cell has no value.
    pub fn number(&self, column: &str) -> Option<f64> {
        self.get(column).parse().ok()
    }
}

/// The rows of `table` in the output folder `dir` that `keep` wants, in their order.
///
/// # Errors
/// [`Error::Output`] where the run wrote neither CSV nor Parquet of it, [`Error::Table`] where the file cannot be read.
pub fn read_table(dir: &Path, table: &str, keep: impl Fn(&Record) -> bool) -> Result<Vec<Record>> {
    let csv = dir.join(format!("{table}.csv"));
    let parquet = dir.join(format!("{table}.parquet"));
    if csv.is_file() {
        from_csv(&csv, keep)
    } else if parquet.is_file() {
        from_parquet(&parquet, keep)
    } else {
        let message = format!("holds neither {table}.csv nor {table}.parquet; name the --out of a finished run");
        Err(Error::Output { path: dir.to_owned(), message })
    }
}

fn from_csv(path: &Path, keep: impl Fn(&Record) -> bool) -> Result<Vec<Record>> {
    let failed = |e: csv::Error| Error::Table { path: path.to_owned(), message: e.to_string() };
    let mut reader = csv::Reader::from_path(path).map_err(failed)?;
    let columns = std::sync::Arc::new(reader.headers().map_err(failed)?.iter().map(str::to_owned).collect::<Vec<_>>());
    let mut out = Vec::new();
    for row in reader.records() {
        let cells = row.map_err(failed)?.iter().map(|cell| without_quote(cell).to_owned()).collect();
        let record = Record { columns: columns.clone(), cells };
        if keep(&record) {
            out.push(record);
        }
    }
    Ok(out)
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
fn without_quote(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| runs_as_formula(text)).unwrap_or(cell)
}

fn from_parquet(path: &Path, keep: impl Fn(&Record) -> bool) -> Result<Vec<Record>> {
    let failed = |message: String| Error::Table { path: path.to_owned(), message };
    let file = File::open(path).map_err(Error::io("reading", path))?;
    let frame = ParquetReader::new(file).finish().map_err(|e| failed(e.to_string()))?;
    let names = frame.columns().iter().map(|c| c.name().to_string()).collect::<Vec<_>>();
    let columns = std::sync::Arc::new(names);
    let mut out = Vec::new();
    for row in 0..frame.height() {
        let cells: Vec<String> = frame
            .columns()
            .iter()
            .map(|column| column.get(row).map(|value| cell(column.name(), value)).map_err(|e| failed(e.to_string())))
            .collect::<Result<_>>()?;
        let record = Record { columns: columns.clone(), cells };
        if keep(&record) {
            out.push(record);
        }
    }
    Ok(out)
}

fn cell(column: &str, value: AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => text.to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::List(series) => {
            series.iter().map(|v| v.get_str().unwrap_or_default().to_owned()).collect::<Vec<_>>().join("; ")
        }
        AnyValue::Float64(number) if column.contains("points") || matches!(column, "score" | "potential") => {
            format!("{number:.2}")
        }
        other => other.to_string(),
    }
}
