//! `run.json`: what a run was, for the next run and for whoever keeps the books. The one file that differs between two
//! runs over the same input, because it holds times.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The manifest of a run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct RunJson {
    /// The program's version.
    pub gaprank: String,
    /// The version of the tables' columns.
    pub schema_version: u32,
    /// The day by which ages and years were judged, YYYY-MM-DD; null where no input had a date.
    pub as_of: Option<String>,
    /// What was read.
    pub inputs: Vec<Input>,
    /// Every file of the run but this one, by path.
    pub files: Vec<WrittenFile>,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Other counts of the run: documents read, pairs scored and so on.
    pub counts: BTreeMap<String, u64>,
    /// Resumes that each reader read.
    #[serde(default)]
    pub readers: BTreeMap<String, u64>,
    /// What a person should know of the run: what was repaired, left out or cut, and why.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Where the time went.
    pub seconds: Seconds,
    /// Threads that the run was given.
    pub threads: u32,
}

impl RunJson {
    /// The manifest of the finished run in the output folder `dir`.
    ///
    /// # Errors
    /// [`Error::NoSuchPath`], [`Error::Output`] where the folder holds none, [`Error::Table`] where it cannot be read.
    pub fn read(dir: &Path) -> Result<Self> {
        if !dir.exists() {
            return Err(Error::NoSuchPath(dir.to_owned()));
        }
        let path = dir.join("run.json");
        if !path.is_file() {
            let message = "holds no run.json; name the --out of a finished run".to_owned();
            return Err(Error::Output { path: dir.to_owned(), message });
        }
        let json = std::fs::read(&path).map_err(Error::io("reading", &path))?;
        serde_json::from_slice(&json).map_err(|e| Error::Table { path, message: e.to_string() })
    }
}

/// A path that the run was given.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// postings or resumes.
    pub kind: String,
    /// The path as it was given.
    pub path: String,
}

/// A file that the run wrote.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct WrittenFile {
    /// Path in the output folder, with "/".
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// 32 hex digits of BLAKE3.
    pub blake3: String,
}

/// Busy seconds of each stage, over all its threads: processor time, but for the reading of resumes, which other processes do
/// a part of. `total` is what the clock on the wall says.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Seconds {
    /// Reading documents and records.
    pub read: f64,
    /// Finding skills, requirements and evidence.
    pub extract: f64,
    /// Indexing postings.
    pub index: f64,
    /// Scoring all pairs.
    pub score: f64,
    /// Explaining the kept pairs, reviewing resumes, counting what is asked for, and making rows of all that.
    pub explain: f64,
    /// Writing tables, with the sentences of `gaps`, which are put together as they are written.
    pub write: f64,
    /// Writing pages.
    pub html: f64,
    /// Reading and writing what is kept between runs.
    #[serde(default)]
    pub state: f64,
    /// From start to end.
    pub total: f64,
}
