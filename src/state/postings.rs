//! Postings as they were read, with what was found in them.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::columns::{Columns, Frame, Sealed};
use super::ledger::Mark;
use super::texts::TextPlace;
use crate::error::{Error, Result};
use crate::extract::PostingProfile;
use crate::ingest::{Imprint, PostingRecord};
use crate::text::{Excerpts, Signature};

/// Postings of one file: few enough to be held beside the run's own, many enough that a million postings are few files.
pub(super) const FILE_ROWS: usize = 50_000;

/// A posting as its input had it, without the description. Few runs ask for it again, so that it stays encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given(Vec<u8>);

impl Given {
    /// Of a record; its description is no part of it.
    pub fn of(record: &PostingRecord) -> Self {
        // A record holds nothing that has no encoding.
        Self(postcard::to_stdvec(record).unwrap_or_default())
    }

    /// The record.
    ///
    /// # Errors
    /// [`Error::State`] where it is none.
    pub fn record(&self) -> Result<PostingRecord> {
        postcard::from_bytes(&self.0).map_err(|e| wrong(Path::new("files"), &e))
    }
}

/// An open posting as the state keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPosting {
    /// As its input had it.
    pub given: Given,
    /// What was read and found; apart, because it is large and postings are sorted.
    pub found: Box<Found>,
    /// Where its normalised text is.
    pub text: TextPlace,
    /// What the ledger says of it.
    pub mark: Mark,
}

/// What is known of a posting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// As its input had it, without the description, with the columns that its text filled.
    pub record: PostingRecord,
    /// What it asks for.
    pub profile: PostingProfile,
    /// The words that the profile points to.
    pub excerpts: Excerpts,
    /// By which near-duplicates are found.
    pub signature: Signature,
    /// What the tables say of its text.
    pub imprint: Imprint,
}

/// Writes postings into a file of their own.
pub(super) fn write(dir: &Path, name: &str, postings: &[(&Given, &Found, TextPlace)]) -> Result<Sealed> {
    let encode = |(_, found, text): &(&Given, &Found, TextPlace)| {
        postcard::to_stdvec(&(found, text)).map_err(|e| wrong(&dir.join(name), &e))
    };
    let found: Vec<Vec<u8>> = postings.iter().map(encode).collect::<Result<_>>()?;
    Columns::default()
        .texts("posting_id", postings.iter().map(|p| Some(p.1.record.posting_id.as_str())))
        .bytes("given", postings.iter().map(|p| p.0.0.as_slice()))
        .bytes("found", found.iter().map(Vec::as_slice))
        .write_in_parts(dir, name)
}

/// Reads the rows that `marks` name: `(row, mark)`, rows ascending.
pub(super) fn read(dir: &Path, sealed: &Sealed, marks: Vec<(u32, Mark)>) -> Result<Vec<KeptPosting>> {
    let path = dir.join(&sealed.name);
    let missing = || wrong(&path, &"a row is missing");
    let mut out = Vec::with_capacity(marks.len());
    let mut marks = marks.into_iter().peekable();
    Frame::read_in_parts(dir, sealed, &["given", "found"], |start, frame| {
        let mut rows = (start..).zip(frame.bytes("given")?.zip(frame.bytes("found")?));
        let end = start + frame.rows();
        while let Some((row, mark)) = marks.next_if(|(row, _)| (*row as usize) < end) {
            let (_, (given, found)) = rows.find(|(at, _)| *at == row as usize).ok_or_else(missing)?;
            let (mut found, text): (Box<Found>, TextPlace) =
                postcard::from_bytes(found).map_err(|e| wrong(&path, &e))?;
            str::clone_into(&mark.source_path, &mut found.record.source_path);
            out.push(KeptPosting { given: Given(given.to_vec()), found, text, mark });
        }
        Ok(())
    })?;
    if marks.next().is_some() { Err(missing()) } else { Ok(out) }
}

fn wrong(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::State { path: path.to_owned(), message: error.to_string() }
}
