//! Postings as they were read, with what was found in them.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ledger::{Ledger, Mark};
use super::sealed::{Rows, Sealed, wrong};
use super::texts::TextPlace;
use crate::error::Result;
use crate::extract::PostingProfile;
use crate::ingest::{Card, Imprint, PostingRecord};
use crate::text::Signature;

/// Postings of one file: few enough to be held beside the run's own, many enough that a million postings are few files.
pub(super) const FILE_ROWS: usize = 50_000;

/// A posting as its input had it, without the description. Few runs ask for it again, so that it stays encoded; most postings are
/// found to be what their input had, and then nothing stands here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Given(Box<[u8]>);

impl Given {
    /// Of a record; its description is no part of it.
    pub fn of(record: &PostingRecord) -> Self {
        // A record holds nothing that has no encoding.
        Self(postcard::to_stdvec(record).unwrap_or_default().into())
    }

    /// The same beside what was made of the record.
    pub fn beside(self, found: &Card) -> Self {
        if self == Self::of(&found.to_record()) { Self::default() } else { self }
    }

    /// The record, of which `found` was made.
    ///
    /// # Errors
    /// [`crate::error::Error::State`] where it is none.
    pub fn record(&self, found: &Card) -> Result<PostingRecord> {
        if self.0.is_empty() {
            return Ok(found.to_record());
        }
        postcard::from_bytes(&self.0).map_err(|e| wrong(Path::new("files"), &e))
    }
}

/// An open posting as the state keeps it. Small, because postings are sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPosting {
    /// What was read and found.
    pub found: Box<Found>,
    /// What only the state asks for.
    pub memory: Box<Memory>,
}

/// What the state has to know of a posting beside what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// As its input had it.
    pub given: Given,
    /// What the ledger says of it.
    pub mark: Mark,
}

/// A row of a file of postings, on its way to become a [`KeptPosting`].
pub(super) struct Row {
    pub(super) found: Box<Found>,
    pub(super) given: Given,
}

/// What is known of a posting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// As its input had it, without the description, with the columns that its text filled.
    pub record: Card,
    /// What it asks for.
    pub profile: PostingProfile,
    /// The words that the profile points to.
    pub words: Box<str>,
    /// By which near-duplicates are found, of a posting that this run found anything in: those of others are in files, which are
    /// looked through for few: see [`State::signatures`](super::State::signatures).
    #[serde(skip)]
    pub signature: Option<Box<Signature>>,
    /// What the tables say of its text.
    pub imprint: Imprint,
    /// Where its normalised text is, which changes where texts are put together anew.
    #[serde(skip)]
    pub text: TextPlace,
}

/// The name of a generation's file of postings.
pub(super) fn name(number: u64, part: usize) -> String {
    format!("{number:08}-postings-{part}.rows")
}

/// Writes postings into a file of their own.
pub(super) fn write(dir: &Path, name: &str, postings: &[(&Given, &Found, TextPlace)]) -> Result<Sealed> {
    let mut out = Rows::create(dir.join(name))?;
    postings.iter().try_for_each(|posting| out.add(posting))?;
    out.finish(name)
}

/// Reads the rows that `wanted` names: `(row, place in the ledger)`, rows ascending. They are given in its order.
pub(super) fn read(dir: &Path, sealed: &Sealed, wanted: &[(u32, u32)], ledger: &Ledger) -> Result<Vec<Row>> {
    let path = dir.join(&sealed.name);
    let mut out = Vec::with_capacity(wanted.len());
    let mut wanted = wanted.iter().peekable();
    sealed.read_rows(dir, |row, bytes| {
        let Some((_, at)) = wanted.next_if(|(wanted, _)| u64::from(*wanted) == row) else { return Ok(()) };
        let (given, mut found, text): (Given, Box<Found>, TextPlace) =
            postcard::from_bytes(bytes).map_err(|e| wrong(&path, &e))?;
        found.text = text;
        found.record.source_path = Arc::clone(ledger.memories[*at as usize].mark.source_path());
        out.push(Row { found, given });
        Ok(())
    })?;
    if wanted.next().is_some() { Err(wrong(&path, &"a row is missing")) } else { Ok(out) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::PostingId;

    #[test]
    fn a_record_stands_once_where_nothing_was_filled() {
        let record = PostingRecord {
            posting_id: PostingId::given("1"),
            source_path: "a.csv".into(),
            record: Some(1),
            title: "Engineer".into(),
            company: String::new(),
            location: String::new(),
            is_remote: None,
            date_posted: None,
            url: None,
            tags: vec!["Go".into()],
            job_level: None,
            salary_min: None,
            salary_max: Some(9.5),
            salary_interval: None,
            currency: None,
            description: String::new(),
        };
        let filled = PostingRecord { location: "Bern".into(), ..record.clone() };
        let (card, filled) = (Card::of(record.clone()), Card::of(filled));
        let (same, other) = (Given::of(&record).beside(&card), Given::of(&record).beside(&filled));
        assert_eq!((same == Given::default(), other == Given::of(&record)), (true, true));
        assert_eq!((same.record(&card).unwrap(), other.record(&filled).unwrap()), (record.clone(), record));
    }
}
