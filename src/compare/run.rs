//! A finished run, read back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Result;
use crate::extract::Extractor;
use crate::report::{Record, RunJson, read_table};
use crate::taxonomy::Taxonomy;

/// A document of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What a person knows it by: title and company, or the file.
    pub name: String,
    /// The hash of its content.
    pub hash: String,
    /// Its text; none where the run kept none.
    pub text: Option<String>,
    /// The employer of a posting; empty where the input names none.
    pub company: String,
}

/// Recorded scores in 1/100 by resume and posting; null where nothing of the posting is recognised.
pub(super) type Scores = BTreeMap<(String, String), Option<u16>>;

/// What a run says of itself, with what it went by.
#[derive(Debug)]
pub struct Run {
    /// Its folder.
    pub dir: PathBuf,
    /// Its manifest.
    pub manifest: RunJson,
    /// The configuration it went by.
    pub config: Config,
    /// The taxonomy it went by.
    pub extractor: Extractor,
    /// Postings by id.
    pub postings: BTreeMap<String, Document>,
    /// Resumes by id.
    pub resumes: BTreeMap<String, Document>,
    /// The kept pairs.
    pub scores: Scores,
}

impl Run {
    /// Reads the output folder of a run.
    ///
    /// # Errors
    /// [`crate::error::Error`] with what of it cannot be read.
    pub fn read(dir: &Path) -> Result<Self> {
        let manifest = RunJson::read(dir)?;
        let inputs = dir.join("inputs");
        let config = Config::load(&inputs.join("gaprank.toml"))?;
        let extractor = Extractor::new(Taxonomy::load(&inputs.join("taxonomy"))?)?;
        let mut texts: BTreeMap<(String, String), String> = BTreeMap::new();
        if dir.join("texts.parquet").is_file() {
            for row in read_table(dir, "texts", |_| true)? {
                let key = (row.get("kind").to_owned(), row.get("id").to_owned());
                texts.insert(key, row.get("text").to_owned());
            }
        }
        let mut documents = |table: &str, kind: &str, name: &dyn Fn(&Record) -> String| -> Result<_> {
            let id = format!("{kind}_id");
            let employer = |row: &Record| if kind == "posting" { row.get("company").to_owned() } else { String::new() };
            let rows = read_table(dir, table, |_| true)?;
            let document = |row: Record| {
                let id = row.get(&id).to_owned();
                let text = texts.remove(&(kind.to_owned(), id.clone()));
                let (hash, company) = (row.get("content_hash").to_owned(), employer(&row));
                (id, Document { name: name(&row), hash, text, company })
            };
            Ok(rows.into_iter().map(document).collect::<BTreeMap<_, _>>())
        };
        let postings = documents("postings", "posting", &|row| match (row.get("title"), row.get("company")) {
            (title, "") => title.to_owned(),
            (title, company) => format!("{title} at {company}"),
        })?;
        let resumes = documents("resumes", "resume", &|row| row.get("source_path").to_owned())?;
        let scores = read_table(dir, "matches", |_| true)?
            .iter()
            .map(|row| ((row.get("resume_id").to_owned(), row.get("posting_id").to_owned()), points(row.get("score"))))
            .collect();
        Ok(Self { dir: dir.to_owned(), manifest, config, extractor, postings, resumes, scores })
    }

    /// Whether the run kept the texts that scores can be worked out from.
    pub fn has_texts(&self) -> bool {
        self.postings.values().chain(self.resumes.values()).all(|document| document.text.is_some())
    }
}

/// Points as the tables print them, in 1/100; none of an empty cell.
fn points(cell: &str) -> Option<u16> {
    let points: f64 = cell.parse().ok()?;
    // Two decimals: the nearest integer is exact.
    Some((points * 100.0).round() as u16)
}
