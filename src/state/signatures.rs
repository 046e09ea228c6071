//! The signatures of postings, in files beside those of the postings: a run looks through them, and holds none of them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::ledger::Mark;
use super::sealed::{Hashing, Sealed};
use super::store::State;
use crate::error::{Error, Result};
use crate::text::{SIGNATURE_BYTES, Signature};

/// The name of the file beside a file of postings.
pub(super) fn name(postings: &str) -> String {
    postings.replace("postings", "signatures")
}

/// Writes signatures, in the order of the postings of the file that they are beside; one that is missing would give its row to the next.
pub(super) fn write<'s>(
    dir: &Path,
    name: &str,
    signatures: impl Iterator<Item = Option<&'s Signature>>,
) -> Result<Sealed> {
    let path = dir.join(name);
    let mut out = Hashing::create(path.clone())?;
    let mut rows = 0;
    for signature in signatures {
        let missing = || Error::State { path: path.clone(), message: "a posting has no signature".to_owned() };
        let signature = signature.ok_or_else(missing)?;
        let bytes: [u8; SIGNATURE_BYTES] = signature.into();
        out.write_all(&bytes).map_err(Error::io("writing", &path))?;
        rows += 1;
    }
    out.finish(name, rows)
}

impl State {
    /// Tells the signatures of postings that files of the state have, each by the number that comes with its mark.
    ///
    /// # Errors
    /// [`Error::Text`] where a file is not what was written.
    pub fn signatures<'m>(
        &self,
        marks: impl Iterator<Item = (u32, &'m Mark)>,
        each: &mut dyn FnMut(usize, &Signature),
    ) -> Result<()> {
        let mut by_file: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
        for (number, mark) in marks {
            if let Some((file, row)) = mark.place() {
                by_file.entry(file).or_default().push((row, number));
            }
        }
        let (files, mut room) = (self.files(), Vec::new());
        for (file, mut wanted) in by_file {
            let damaged = || Error::Text { path: files.join(name(file)) };
            self.signatures_beside(file)?.load_into(&files, &mut room).map_err(|_| damaged())?;
            wanted.sort_unstable();
            let signatures = room.as_chunks::<SIGNATURE_BYTES>().0;
            for (row, number) in wanted {
                let bytes = signatures.get(row as usize).ok_or_else(damaged)?;
                each(number as usize, &bytes.into());
            }
        }
        Ok(())
    }

    /// The file of signatures beside a file of postings.
    pub(super) fn signatures_beside(&self, postings: &str) -> Result<&Sealed> {
        let name = name(postings);
        let found = self.generation.iter().flat_map(|g| &g.signatures).find(|sealed| sealed.name == name);
        let missing = || Error::State { path: self.files().join(&name), message: "the file is missing".to_owned() };
        found.ok_or_else(missing)
    }
}
