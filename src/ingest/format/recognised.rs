//! Records that were read in an earlier run, recognised by their bytes: most of a board's export is what it was the night before.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3Default;

use super::{Fault, Terms};
use crate::ingest::{KnownPostings, PostingRecord};

/// A record of a file.
pub(in crate::ingest) enum Record {
    /// What was read, with the hash of its bytes where such hashes are kept.
    Read(Box<PostingRecord>, Option<u128>),
    /// One of the known postings, by its number.
    Again(u32),
}

/// A format whose records have no hash.
impl From<PostingRecord> for Record {
    fn from(posting: PostingRecord) -> Self {
        Self::Read(Box::new(posting), None)
    }
}

/// The known postings, for the records of one file.
pub(super) struct Recognised {
    known: Option<Arc<KnownPostings>>,
    /// Hashes of what all records of the file are read by.
    file: Xxh3Default,
}

impl Recognised {
    /// For a file of a format; `header` is what each of its records is read by beside its own bytes.
    pub(super) fn new<'a>(terms: &Terms, format: &str, header: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut file = Xxh3Default::new();
        if terms.known.is_some() {
            put(&mut file, [format.as_bytes()]);
            put(&mut file, header);
            file.update(&u64::MAX.to_le_bytes());
        }
        Self { known: terms.known.clone(), file }
    }

    /// What `read` makes of the record that consists of `parts`, unless it is known. Nothing but these parts and the header may
    /// decide what is read.
    ///
    /// The hash need not withstand an attack: a record made to pass for another is that posting once more, and not the one of
    /// who made it.
    pub(super) fn or_read<'a>(
        &self,
        parts: impl IntoIterator<Item = &'a [u8]>,
        read: impl FnOnce() -> Result<PostingRecord, Fault>,
    ) -> Result<Record, Fault> {
        let Some(known) = &self.known else { return read().map(Record::from) };
        let mut hasher = self.file.clone();
        put(&mut hasher, parts);
        let raw = hasher.digest128();
        match known.find(raw) {
            Some(number) => Ok(Record::Again(number)),
            None => Ok(Record::Read(Box::new(read()?), Some(raw))),
        }
    }
}

/// Each part goes in with its length, so that no other division of the same bytes has the same hash.
fn put<'a>(hasher: &mut Xxh3Default, parts: impl IntoIterator<Item = &'a [u8]>) {
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
}
