//! What the state was after a run: the files it is made of.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::sealed::Sealed;
use crate::error::{Error, Result};
use crate::ingest::hash_of;
use crate::taxonomy::Taxonomy;

/// The version of everything in the folder. One that is not this is not read.
pub(super) const FORMAT: u32 = 12;

/// What the things kept were made by: where it is not what would make them now, they are made again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprints {
    /// The code that reads documents and puts their text in order.
    pub reading: String,
    /// The code that extracts, and the taxonomy.
    pub extraction: String,
    /// The code that reviews resumes.
    pub review: String,
}

impl Fingerprints {
    /// Of this program with this taxonomy.
    pub fn of(taxonomy: &Taxonomy) -> Self {
        let [a, b, c, d] = taxonomy.source().files();
        let taxonomy = &hash_of([a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1]).to_hex()[..16];
        Self {
            reading: env!("GAPRANK_READING").to_owned(),
            extraction: format!("{}-{taxonomy}", env!("GAPRANK_EXTRACTION")),
            review: env!("GAPRANK_REVIEW").to_owned(),
        }
    }
}

/// A generation, as `generations/N.json` has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Generation {
    /// [`FORMAT`].
    pub(super) format: u32,
    /// Runs that were completed before it, and itself.
    pub(super) number: u64,
    /// The program's version, for people.
    pub(super) gaprank: String,
    /// The run's day, YYYY-MM-DD.
    pub(super) as_of: Option<String>,
    pub(super) fingerprints: Fingerprints,
    pub(super) postings: Vec<Sealed>,
    /// Those beside these.
    pub(super) signatures: Vec<Sealed>,
    /// The texts of the postings.
    pub(super) texts: Vec<Sealed>,
    pub(super) ledger: Sealed,
    pub(super) readings: Option<Sealed>,
    pub(super) resumes: Sealed,
    pub(super) pairs: Sealed,
    /// Which postings say nearly the same; none where that depends on all of them.
    pub(super) links: Option<Sealed>,
    /// What scores went by.
    #[serde(default)]
    pub(super) scoring: Option<String>,
}

/// A generation with the hash of its JSON.
#[derive(Serialize, Deserialize)]
struct Checked {
    blake3: String,
    generation: serde_json::Value,
}

impl Generation {
    /// All files that it is made of.
    pub(super) fn files(&self) -> impl Iterator<Item = &Sealed> {
        self.postings
            .iter()
            .chain(&self.signatures)
            .chain(&self.texts)
            .chain([&self.ledger, &self.resumes, &self.pairs])
            .chain(&self.readings)
            .chain(&self.links)
    }

    pub(super) fn path(dir: &Path, number: u64) -> PathBuf {
        dir.join("generations").join(format!("{number:08}.json"))
    }

    /// The numbers of the generations in `dir`, newest first.
    pub(super) fn numbers(dir: &Path) -> Vec<u64> {
        let entries = fs::read_dir(dir.join("generations")).into_iter().flatten().flatten();
        let number = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".json")?.parse().ok();
        let mut numbers: Vec<u64> = entries.filter_map(number).collect();
        numbers.sort_unstable_by(|a, b| b.cmp(a));
        numbers
    }

    /// Reads a generation.
    ///
    /// # Errors
    /// [`Error::State`] where the file is damaged or another version's.
    pub(super) fn read(dir: &Path, number: u64) -> Result<Self> {
        let path = Self::path(dir, number);
        let bytes = fs::read(&path).map_err(Error::io("reading", &path))?;
        let wrong = |message: String| Error::State { path: path.clone(), message };
        let checked: Checked =
            serde_json::from_slice(&bytes).map_err(|e| wrong(format!("the file is damaged: {e}")))?;
        let format = checked.generation.get("format").and_then(serde_json::Value::as_u64);
        if format.is_some_and(|format| format > u64::from(FORMAT)) {
            return Err(Error::StateFormat { path });
        }
        if format.is_some_and(|format| format < u64::from(FORMAT)) {
            return Err(wrong("the file is of an older gaprank, which kept other things".to_owned()));
        }
        if hash(&checked.generation) != checked.blake3 {
            return Err(wrong("the file is damaged: it is not what was written".to_owned()));
        }
        serde_json::from_value(checked.generation).map_err(|e| wrong(e.to_string()))
    }

    /// Writes the generation: from here on it is the state's newest.
    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let path = Self::path(dir, self.number);
        let wrong = |e: serde_json::Error| Error::State { path: path.clone(), message: e.to_string() };
        let generation = serde_json::to_value(self).map_err(wrong)?;
        let checked = Checked { blake3: hash(&generation), generation };
        replace(&path, &serde_json::to_vec_pretty(&checked).map_err(wrong)?)
    }
}

fn hash(value: &serde_json::Value) -> String {
    blake3::hash(value.to_string().as_bytes()).to_hex()[..32].to_owned()
}

/// Puts `content` in the place of the file at `path` in one step, durably.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        if let (true, Some(folder)) = (cfg!(unix), path.parent()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    };
    write().map_err(Error::io("writing", path))
}
