//! Resumes as their readers saw them, and what was found in them, so that the same file is not read twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};

use super::sealed::{Rows, Sealed, wrong};
use crate::error::Result;
use crate::ingest::{ReadingCache, ReadingOutcome};

/// Values by key; a key names all that its value depends on. What a run does not ask for is let go: the resumes given are always the
/// whole caseload.
#[derive(Debug, Default)]
pub struct Readings {
    kept: BTreeMap<String, Kept>,
    new: Mutex<BTreeMap<String, Vec<u8>>>,
}

/// A key with its value, as the file has them.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    key: &'a str,
    #[serde(serialize_with = "at_once")]
    value: &'a [u8],
}

/// Bytes all at once, and not as so many numbers.
fn at_once<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

/// A value of the last run.
#[derive(Debug)]
struct Kept {
    bytes: Box<[u8]>,
    /// Whether this run asked for it.
    used: AtomicBool,
}

impl ReadingCache for Readings {
    fn find(&self, key: &str) -> Option<ReadingOutcome> {
        self.get(key)
    }

    fn keep(&self, key: &str, outcome: &ReadingOutcome) {
        self.put(key, outcome);
    }
}

impl Readings {
    /// What was kept under a key.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let kept = self.kept.get(key)?;
        let value = postcard::from_bytes(&kept.bytes).ok()?;
        kept.used.store(true, Ordering::Relaxed);
        Some(value)
    }

    /// Keeps a value.
    pub fn put(&self, key: &str, value: &impl Serialize) {
        if let Ok(bytes) = postcard::to_stdvec(value) {
            self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), bytes);
        }
    }

    pub(super) fn read(dir: &Path, sealed: &Sealed) -> Result<Self> {
        let mut kept = BTreeMap::new();
        sealed.read_rows(dir, |_, bytes| {
            let Row { key, value } = postcard::from_bytes(bytes).map_err(|e| wrong(&dir.join(&sealed.name), &e))?;
            kept.insert(key.to_owned(), Kept { bytes: value.into(), used: AtomicBool::new(false) });
            Ok(())
        })?;
        Ok(Self { kept, new: Mutex::default() })
    }

    /// Whether what the run asked for is what is kept.
    pub(super) fn unchanged(&self) -> bool {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.is_empty() && self.kept.values().all(|kept| kept.used.load(Ordering::Relaxed))
    }

    pub(super) fn write(&self, dir: &Path, name: &str) -> Result<Sealed> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let used = self.kept.iter().filter(|(_, kept)| kept.used.load(Ordering::Relaxed));
        let mut all: BTreeMap<&str, &[u8]> = used.map(|(key, kept)| (key.as_str(), &*kept.bytes)).collect();
        all.extend(new.iter().map(|(key, bytes)| (key.as_str(), bytes.as_slice())));
        let mut out = Rows::create(dir.join(name))?;
        all.into_iter().try_for_each(|(key, value)| out.add(&Row { key, value }))?;
        out.finish(name)
    }
}
