//! Postings as they were read, with what was found in them.

use std::path::Path;

use super::columns::{Columns, Frame, Sealed};
use super::ledger::Mark;
use crate::error::{Error, Result};
use crate::extract::PostingProfile;
use crate::ingest::{Imprint, PostingRecord};
use crate::text::Signature;

/// Postings of one file: few enough to be held beside the run's own, many enough that a million postings are few files.
pub(super) const FILE_ROWS: usize = 50_000;

/// An open posting as the state keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPosting {
    /// As its input had it, without the description.
    pub given: PostingRecord,
    /// With the columns that its text filled.
    pub record: PostingRecord,
    /// What it asks for.
    pub profile: PostingProfile,
    /// Its normalised text.
    pub text: String,
    /// By which near-duplicates are found.
    pub signature: Signature,
    /// What the tables say of its text.
    pub imprint: Imprint,
    /// What the ledger says of it.
    pub mark: Mark,
}

/// A posting as it is written: what is known of it, and its text.
pub(super) type Row<'a> =
    ((&'a PostingRecord, &'a PostingRecord, &'a PostingProfile, &'a Signature, &'a Imprint), &'a str);

/// What is known of a posting, as it is encoded: as given, with its columns filled, what it asks for, and what stands for its
/// text.
type Found = (PostingRecord, PostingRecord, PostingProfile, Signature, Imprint);

/// Writes postings into a file of their own.
pub(super) fn write(dir: &Path, name: &str, postings: &[Row<'_>]) -> Result<Sealed> {
    let encode = |(found, _): &Row<'_>| postcard::to_stdvec(found).map_err(|e| wrong(&dir.join(name), &e));
    let found: Vec<Vec<u8>> = postings.iter().map(encode).collect::<Result<_>>()?;
    Columns::default()
        .texts("posting_id", postings.iter().map(|p| Some(p.0.0.posting_id.as_str())))
        .bytes("found", found.iter().map(Vec::as_slice))
        .texts("text", postings.iter().map(|p| Some(p.1)))
        .write(dir, name)
}

/// Reads the rows that `marks` name: `(row, mark)`, rows ascending.
pub(super) fn read(dir: &Path, sealed: &Sealed, marks: Vec<(u32, Mark)>) -> Result<Vec<KeptPosting>> {
    let path = dir.join(&sealed.name);
    let missing = || wrong(&path, &"a row is missing");
    let mut out = Vec::with_capacity(marks.len());
    let mut marks = marks.into_iter().peekable();
    Frame::read_in_parts(dir, sealed, &["found", "text"], |start, frame| {
        let mut rows = (start..).zip(frame.bytes("found")?.zip(frame.texts("text")?));
        let end = start + frame.rows();
        while let Some((row, mark)) = marks.next_if(|(row, _)| (*row as usize) < end) {
            let (_, (found, text)) = rows.find(|(at, _)| *at == row as usize).ok_or_else(missing)?;
            let (given, mut record, profile, signature, imprint): Found =
                postcard::from_bytes(found).map_err(|e| wrong(&path, &e))?;
            record.source_path.clone_from(&mark.source_path);
            let text = text.unwrap_or_default().to_owned();
            out.push(KeptPosting { given, record, profile, text, signature, imprint, mark });
        }
        Ok(())
    })?;
    if marks.next().is_some() { Err(missing()) } else { Ok(out) }
}

fn wrong(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::State { path: path.to_owned(), message: error.to_string() }
}
