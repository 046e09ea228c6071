//! Looking after a state: what it holds, whether it is whole, and making it small again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::generation::{Fingerprints, Generation};
use super::ledger::{self, Line, Mark};
use super::postings::{self, FILE_ROWS, Memory};
use super::signatures;
use super::store::State;
use crate::error::{Error, Result};
use crate::index::PostingIndex;

/// What `gaprank state` tells of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Runs that were completed.
    pub generation: u64,
    /// The newest run's day.
    pub as_of: Option<String>,
    /// The version of the program that made it.
    pub gaprank: String,
    /// Open postings.
    pub open: usize,
    /// Postings that are gone.
    pub closed: usize,
    /// Resumes whose readings are kept.
    pub readings: u64,
    /// Files of the newest generation.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Rows of files that nothing refers to any more; `compact` removes them.
    pub dead_rows: u64,
    /// Whether this program would find in the postings what was found then.
    pub current: bool,
}

impl State {
    /// Opens a state that is there already.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`Error::State`] where there is none.
    pub fn open_existing(dir: &Path, fingerprints: Fingerprints) -> Result<Self> {
        if Generation::numbers(dir).is_empty() {
            let message = "the folder holds no state; `gaprank run --state` makes one".to_owned();
            return Err(Error::State { path: dir.to_owned(), message });
        }
        Self::open(dir, fingerprints)
    }

    /// What is wrong with the files of the state and of its index, a sentence each.
    pub fn verify(&mut self) -> Vec<String> {
        let mut findings = self.notes();
        let files = self.files();
        let of_generation = self.generation.iter().flat_map(Generation::files);
        findings.extend(of_generation.filter_map(|sealed| sealed.check(&files).err()).map(|e| e.to_string()));
        match PostingIndex::open(&self.index(), 1) {
            Err(error) => findings.push(format!("{error}; the next run makes the index anew")),
            Ok(index) => match index.damaged_files() {
                Err(error) => findings.push(error.to_string()),
                Ok(damaged) => findings.extend(
                    damaged.iter().map(|path| format!("index/{}: damaged; remove the folder index", path.display())),
                ),
            },
        }
        findings
    }

    /// Writes the postings that are still open into as few files as they need, as a generation of its own, and removes what is
    /// not needed then.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub fn compact(&mut self) -> Result<()> {
        let Some(old) = self.generation.clone() else { return Ok(()) };
        let published = self.published() == Some(old.number);
        let ledger = self.ledger.clone();
        let (mut kept, _) = self.postings();
        let texts = self.texts()?;
        for posting in &mut kept {
            posting.found.text = texts.add(&texts.read(posting.found.text)?)?;
        }
        self.ledger = ledger;
        let (number, files) = (self.next_number(), self.files());
        let of = |(id, memory): (&str, &Memory)| (id.to_owned(), memory.mark.clone());
        let mut marks: BTreeMap<String, Mark> = self.ledger.iter().map(of).collect();
        // What could not be read is no row of any file any more.
        marks.values_mut().for_each(Mark::rewrite);
        let mut kept_signatures = vec![None; kept.len()];
        self.signatures(kept.iter().zip(0..).map(|(p, at)| (at, &p.memory.mark)), &mut |at, signature| {
            kept_signatures[at] = Some(*signature);
        })?;
        let (mut written, mut signatures) = (Vec::new(), Vec::new());
        for (part, chunk) in kept.chunks(FILE_ROWS).enumerate() {
            let name = postings::name(number, part);
            let file: Arc<str> = name.as_str().into();
            let rows: Vec<_> = chunk.iter().map(|p| (&p.memory.given, &*p.found, p.found.text)).collect();
            for (row, posting) in chunk.iter().enumerate() {
                if let Some(mark) = marks.get_mut(posting.found.record.posting_id()) {
                    mark.put(&file, row as u32);
                }
            }
            written.push(postings::write(&files, &name, &rows)?);
            let own = kept_signatures[part * FILE_ROWS..].iter().take(chunk.len()).map(Option::as_ref);
            signatures.push(signatures::write(&files, &signatures::name(&name), own)?);
        }
        // A posting whose file could not be read is forgotten until it is given again.
        marks.values_mut().filter(|mark| !mark.is_kept()).for_each(|mark| mark.open = false);
        let by_id = marks.iter().map(|(id, mark)| Line::again(id, mark));
        let ledger = ledger::write(&files, &ledger::name(number), by_id, None)?;
        // The index holds the same postings as before: only its number moves on, with the state's.
        let mut index = PostingIndex::open(&self.index(), 1).ok().filter(|i| i.generation() == Some(old.number));
        if let Some(index) = &mut index {
            index.commit_as(number)?;
        }
        let texts = texts.seal()?.into_iter().collect();
        let generation = Generation { number, postings: written, signatures, texts, ledger, ..old };
        generation.write(&self.dir)?;
        self.ledger = marks.into_iter().collect();
        (self.generation, self.highest) = (Some(generation), number);
        if published {
            self.say_published()?;
        }
        self.clean(1);
        Ok(())
    }

    /// Has the next run make the index anew, read every resume and extract every posting again.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be written.
    pub fn forget_findings(&mut self) -> Result<()> {
        let index = self.index();
        if index.exists() {
            fs::remove_dir_all(&index).map_err(Error::io("removing", &index))?;
        }
        if let Some(generation) = &mut self.generation {
            generation.fingerprints.extraction = "to be done again".to_owned();
            generation.readings = None;
            generation.write(&self.dir)?;
        }
        Ok(())
    }

    /// What the folder holds.
    pub fn health(&self) -> Health {
        let g = self.generation.clone().unwrap_or_default();
        let open = self.ledger.iter().filter(|(_, memory)| memory.mark.open).count();
        Health {
            generation: g.number,
            as_of: g.as_of.clone(),
            gaprank: g.gaprank.clone(),
            open,
            closed: self.ledger.len() - open,
            readings: g.readings.as_ref().map_or(0, |r| r.rows),
            files: g.files().count(),
            bytes: g.files().map(|f| f.bytes).sum(),
            dead_rows: g.postings.iter().map(|f| f.rows).sum::<u64>().saturating_sub(open as u64),
            current: self.reads_alike() && self.extracts_alike(),
        }
    }
}
