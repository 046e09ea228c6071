//! Resumes as their readers saw them, so that the same file is not read twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::columns::{Columns, Frame, Sealed};
use crate::error::Result;
use crate::ingest::{ReadingCache, ReadingOutcome};

/// Readings by key. What a run does not ask for is let go: the resumes given are always the whole caseload.
#[derive(Debug, Default)]
pub struct Readings {
    kept: BTreeMap<String, Vec<u8>>,
    used: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl ReadingCache for Readings {
    fn find(&self, key: &str) -> Option<ReadingOutcome> {
        let bytes = self.kept.get(key)?;
        let outcome = postcard::from_bytes(bytes).ok()?;
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), bytes.clone());
        Some(outcome)
    }

    fn keep(&self, key: &str, outcome: &ReadingOutcome) {
        if let Ok(bytes) = postcard::to_stdvec(outcome) {
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), bytes);
        }
    }
}

impl Readings {
    pub(super) fn read(dir: &Path, sealed: &Sealed) -> Result<Self> {
        let frame = Frame::read(dir, sealed, &["key", "reading"])?;
        let keys = frame.texts("key")?.map(|key| key.unwrap_or_default().to_owned());
        let kept = keys.zip(frame.bytes("reading")?.map(<[u8]>::to_vec)).collect();
        Ok(Self { kept, used: Mutex::default() })
    }

    /// Whether what the run asked for is what is kept.
    pub(super) fn unchanged(&self) -> bool {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.keys().eq(self.kept.keys())
    }

    pub(super) fn write(&self, dir: &Path, name: &str) -> Result<Sealed> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        Columns::default()
            .texts("key", used.keys().map(|key| Some(key.as_str())))
            .bytes("reading", used.values().map(Vec::as_slice))
            .write(dir, name)
    }
}
