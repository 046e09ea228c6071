//! Resumes as their readers saw them, and what was found in them, so that the same file is not read twice.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::sealed::{AtOnce, Rows, Sealed, wrong};
use super::texts::read_at;
use crate::error::{Error, Result};
use crate::ingest::{ReadingCache, ReadingOutcome};

/// Values by key; a key names all that its value depends on. What a run does not ask for is let go: the resumes given are always the
/// whole caseload. Values of the last run stay in their file, which is read value by value.
#[derive(Debug, Default)]
pub struct Readings {
    file: Option<(PathBuf, File)>,
    kept: BTreeMap<String, Kept>,
    new: Mutex<BTreeMap<String, Vec<u8>>>,
}

/// A key with its value, as the file has them.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    key: &'a str,
    #[serde(borrow)]
    value: AtOnce<'a>,
}

/// A value of the last run.
#[derive(Debug)]
struct Kept {
    /// Its first byte in the file.
    start: u64,
    /// Its bytes.
    len: usize,
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
        let value = postcard::from_bytes(&self.bytes(kept).ok()?).ok()?;
        kept.used.store(true, Ordering::Relaxed);
        Some(value)
    }

    /// Keeps a value.
    pub fn put(&self, key: &str, value: &impl Serialize) {
        if let Ok(bytes) = postcard::to_stdvec(value) {
            self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), bytes);
        }
    }

    fn bytes(&self, kept: &Kept) -> Result<Vec<u8>> {
        let mut bytes = vec![0; kept.len];
        if let Some((path, file)) = &self.file {
            read_at(file, kept.start, &mut bytes).map_err(Error::io("reading", path))?;
        }
        Ok(bytes)
    }

    pub(super) fn read(dir: &Path, sealed: &Sealed) -> Result<Self> {
        let path = dir.join(&sealed.name);
        let (mut kept, mut end) = (BTreeMap::new(), 0);
        sealed.read_rows(dir, |_, bytes| {
            let Row { key, value: AtOnce(value) } = postcard::from_bytes(bytes).map_err(|e| wrong(&path, &e))?;
            // A row stands behind its length, and its value at its end.
            end += (size_of::<u32>() + bytes.len()) as u64;
            let start = end - value.len() as u64;
            kept.insert(key.to_owned(), Kept { start, len: value.len(), used: AtomicBool::new(false) });
            Ok(())
        })?;
        let file = File::open(&path).map_err(Error::io("reading", &path))?;
        Ok(Self { file: Some((path, file)), kept, new: Mutex::default() })
    }

    /// Whether what the run asked for is what is kept.
    pub(super) fn unchanged(&self) -> bool {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.is_empty() && self.kept.values().all(|kept| kept.used.load(Ordering::Relaxed))
    }

    pub(super) fn write(&self, dir: &Path, name: &str) -> Result<Sealed> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let used = self.kept.iter().filter(|(_, kept)| kept.used.load(Ordering::Relaxed));
        let mut out = Rows::create(dir.join(name))?;
        let (mut used, mut new) = (used.peekable(), new.iter().peekable());
        loop {
            // What is new takes the place of what was kept.
            let new = new.next_if(|(key, _)| used.peek().is_none_or(|(kept, _)| key <= kept));
            let kept = used.next_if(|(kept, _)| new.is_none_or(|(key, _)| key == *kept));
            match (new, kept) {
                (Some((key, bytes)), _) => out.add(&Row { key, value: AtOnce(bytes) })?,
                (None, Some((key, kept))) => out.add(&Row { key, value: AtOnce(&self.bytes(kept)?) })?,
                (None, None) => break,
            }
        }
        out.finish(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_stays_beside_what_is_new() {
        let dir = tempfile::tempdir().expect("a folder");
        let first = Readings::default();
        [("b", 2), ("a", 1), ("d", 4), ("c", 3)].iter().for_each(|(key, value)| first.put(key, value));
        let sealed = first.write(dir.path(), "1.rows").expect("a file");
        let second = Readings::read(dir.path(), &sealed).expect("what was written");
        assert_eq!(["a", "d", "e"].map(|key| second.get::<i32>(key)), [Some(1), Some(4), None]);
        assert!(!second.unchanged());
        second.put("e", &5);
        second.put("d", &40);
        let sealed = second.write(dir.path(), "2.rows").expect("a file");
        let third = Readings::read(dir.path(), &sealed).expect("what was written");
        let all = ["a", "b", "c", "d", "e"].map(|key| third.get::<i32>(key));
        assert_eq!((all, third.unchanged()), ([Some(1), None, None, Some(40), Some(5)], true));
    }
}
