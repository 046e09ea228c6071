//! Resumes as their readers saw them, and what was found in them, so that the same file is not read twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::columns::{Columns, Frame};
use super::sealed::Sealed;
use crate::error::Result;
use crate::ingest::{ReadingCache, ReadingOutcome};

/// Values by key; a key names all that its value depends on. What a run does not ask for is let go: the resumes given are always the
/// whole caseload.
#[derive(Debug, Default)]
pub struct Readings {
    kept: BTreeMap<String, Kept>,
    new: Mutex<BTreeMap<String, Vec<u8>>>,
}

/// A value of the last run.
#[derive(Debug)]
struct Kept {
    bytes: Vec<u8>,
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
        let frame = Frame::read(dir, sealed, &["key", "reading"])?;
        let keys = frame.texts("key")?.map(|key| key.unwrap_or_default().to_owned());
        let kept = frame.bytes("reading")?.map(|bytes| Kept { bytes: bytes.to_vec(), used: AtomicBool::new(false) });
        Ok(Self { kept: keys.zip(kept).collect(), new: Mutex::default() })
    }

    /// Whether what the run asked for is what is kept.
    pub(super) fn unchanged(&self) -> bool {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.is_empty() && self.kept.values().all(|kept| kept.used.load(Ordering::Relaxed))
    }

    pub(super) fn write(&self, dir: &Path, name: &str) -> Result<Sealed> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let used = self.kept.iter().filter(|(_, kept)| kept.used.load(Ordering::Relaxed));
        let mut all: BTreeMap<&str, &[u8]> = used.map(|(key, kept)| (key.as_str(), kept.bytes.as_slice())).collect();
        all.extend(new.iter().map(|(key, bytes)| (key.as_str(), bytes.as_slice())));
        Columns::default()
            .texts("key", all.keys().map(|key| Some(*key)))
            .bytes("reading", all.values().copied())
            .write(dir, name)
    }
}
