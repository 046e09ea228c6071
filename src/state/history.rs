//! Tables of earlier runs as hive-partitioned Parquet: `history/TABLE/run=YYYY-MM-DD/TABLE.parquet`.
//!
//! A day is the run's `as_of`; of two runs of one day the later stays, so that there is nothing to compact. polars, pandas and
//! DuckDB read all days of a table as one: `read_parquet('history/matches/*/*.parquet', hive_partitioning = true)`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// What is worth following from day to day. Postings and gaps are too large, and the newest of them say it all.
const TABLES: [&str; 5] = ["matches", "demand", "unlocks", "statistics", "resumes"];

/// The newest day before `day` of which the state in the folder `state` keeps `table`, and the folder that has it; none where it keeps
/// none.
///
/// # Errors
/// [`Error::NoSuchPath`] where there is no such state; [`Error::Io`] where its folder cannot be read.
pub fn day_before(state: &Path, table: &str, day: &str) -> Result<Option<(String, PathBuf)>> {
    if !state.is_dir() {
        return Err(Error::NoSuchPath(state.to_owned()));
    }
    let days = state.join("history").join(table);
    if !days.is_dir() {
        return Ok(None);
    }
    let mut newest: Option<(String, PathBuf)> = None;
    for entry in fs::read_dir(&days).map_err(Error::io("reading", &days))? {
        let entry = entry.map_err(Error::io("reading", &days))?;
        let name = entry.file_name();
        let Some(found) = name.to_str().and_then(|name| name.strip_prefix("run=")) else { continue };
        if found < day && newest.as_ref().is_none_or(|(newest, _)| found > newest.as_str()) {
            newest = Some((found.to_owned(), entry.path()));
        }
    }
    Ok(newest)
}

/// Keeps the tables that the output folder `out` has as Parquet. Each takes its place in one step.
pub(super) fn keep(history: &Path, day: &str, out: &Path) -> Result<()> {
    for table in TABLES {
        let file = format!("{table}.parquet");
        let from = out.join(&file);
        if !from.is_file() {
            continue;
        }
        let dir = history.join(table).join(format!("run={day}"));
        fs::create_dir_all(&dir).map_err(Error::io("creating", &dir))?;
        // Readers pass over names that open with a dot.
        let (beside, place) = (dir.join(format!(".{file}.new")), dir.join(&file));
        // The output is never changed in place, so that a second name for its file does; not all file systems have that.
        let _ = fs::remove_file(&beside);
        if fs::hard_link(&from, &beside).is_err() {
            fs::copy(&from, &beside).map_err(Error::io("writing", &beside))?;
        }
        fs::rename(&beside, &place).map_err(Error::io("writing", &place))?;
        // Renaming one name of a file onto another name of the same file does nothing.
        let _ = fs::remove_file(&beside);
    }
    Ok(())
}
