//! Which postings of a run say nearly the same, by their places in its ledger.

use std::path::Path;

use super::columns::{Columns, Frame};
use super::sealed::Sealed;
use crate::error::{Error, Result};

/// Writes the postings that say nearly what an earlier one says, each with that one.
pub(super) fn write(dir: &Path, name: &str, links: &[(u32, u32)]) -> Result<Sealed> {
    Columns::default()
        .numbers("posting", links.iter().map(|(posting, _)| *posting))
        .numbers("first", links.iter().map(|(_, first)| *first))
        .write(dir, name)
}

/// For each of the `postings` of a ledger the first that says nearly the same, which may be itself.
pub(super) fn read(dir: &Path, sealed: &Sealed, postings: usize) -> Result<Vec<u32>> {
    let frame = Frame::read(dir, sealed, &["posting", "first"])?;
    let mut firsts: Vec<u32> = (0..postings as u32).collect();
    for (posting, first) in frame.counts("posting")?.zip(frame.counts("first")?) {
        let (Some(posting), Some(first)) = (posting.map(|at| at as usize), first) else { continue };
        if posting.max(first as usize) >= postings {
            let message = "the file is damaged: it links postings that are not there".to_owned();
            return Err(Error::State { path: dir.join(&sealed.name), message });
        }
        firsts[posting] = first;
    }
    Ok(firsts)
}
