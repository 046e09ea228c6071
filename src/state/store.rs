//! The folder of a state: opened under its lock, loaded, and led on to its next generation.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::generation::{FORMAT, Fingerprints, Generation, replace};
use super::history;
use super::ledger::{self, Ledger, Line, Mark};
use super::links;
use super::lock::Lock;
use super::pairs::{self, LastPairs, Shown, write_pairs, write_resumes};
use super::postings::{self, FILE_ROWS, Found, KeptPosting, Memory, Row};
use super::readings::Readings;
use super::sealed::Sealed;
use super::signatures;
use super::texts::{self, TextPlace, Texts};
use crate::error::{Error, Result};
use crate::gap::Worded;
use crate::score::Kept;
use crate::taxonomy::Joined;
use crate::text::Signature;

/// A state that this process holds the lock of.
#[derive(Debug)]
pub struct State {
    pub(super) dir: PathBuf,
    pub(super) generation: Option<Generation>,
    /// The highest number that a generation in the folder has, whole or not.
    pub(super) highest: u64,
    pub(super) ledger: Ledger,
    /// The ids of the ledger, once postings were asked for.
    ids: Option<Joined>,
    pub(super) fingerprints: Fingerprints,
    notes: Vec<String>,
    /// The files of texts that are what was written, by number; known once postings were asked for.
    pub(super) whole_texts: BTreeSet<u64>,
    /// Whether whoever asks for postings will read all their texts.
    reads_texts: bool,
    /// Whether postings had to be forgotten, so that the index has more than the state.
    forgetful: bool,
    _lock: Lock,
}

/// Rows of a file, each with its place in the ledger.
type Wanted = Vec<(u32, u32)>;

/// An open posting on its way into the state.
#[derive(Debug)]
pub struct NewPosting<'a> {
    /// What was read and found.
    pub found: &'a Found,
    /// As its input had it, and what the ledger says of it.
    pub memory: &'a Memory,
    /// Whether the run was given it.
    pub today: bool,
}

/// What a run leaves to the next.
#[derive(Debug)]
pub struct NewState<'a> {
    /// The run's day.
    pub as_of: Option<&'a str>,
    /// All open postings: so many that the run looked at, and those that it did not; each sorted by id.
    pub postings: Vec<NewPosting<'a>>,
    /// How many it looked at.
    pub picked: usize,
    /// Their texts.
    pub texts: &'a Texts,
    /// Postings that are gone.
    pub closed: &'a BTreeMap<String, Mark>,
    /// The documents that the run read.
    pub readings: &'a Readings,
    /// All resumes, sorted by id.
    pub resumes: &'a [Shown],
    /// The pairs that the run kept, in the order of the report: places in `resumes` and in `postings`; with what their explanations
    /// found.
    pub pairs: (&'a [Kept], &'a [Worded]),
    /// A hash of all that scores and ranks go by beside postings and resumes; none where the run did not score all pairs.
    pub scoring: Option<String>,
    /// The postings that say nearly what an earlier one says, each with that one: places in `postings`. None where that is known of
    /// some alone, or where links depend on more than the two that they link.
    pub links: Option<Vec<(u32, u32)>>,
}

impl State {
    /// Opens the state in `dir`, which is made where it is not there.
    ///
    /// A damaged generation is passed over for the one before it, and [`notes`](Self::notes) say so.
    ///
    /// # Errors
    /// [`Error::State`] where another process uses it or the folder holds other things, [`Error::StateFormat`] where a newer
    /// gaprank made it, [`Error::Io`] where it cannot be written.
    pub fn open(dir: &Path, fingerprints: Fingerprints) -> Result<Self> {
        let known = ["lock", "generations", "published", "files", "index", "history"];
        if let Ok(entries) = fs::read_dir(dir)
            && let Some(foreign) = entries.flatten().find(|e| !known.iter().any(|k| e.file_name() == *k))
            && !dir.join("generations").exists()
        {
            let message = format!(
                "the folder is no state of gaprank: it holds {}; name another one",
                foreign.file_name().to_string_lossy()
            );
            return Err(Error::State { path: dir.to_owned(), message });
        }
        for folder in ["generations", "files"].map(|name| dir.join(name)) {
            fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
        }
        let lock = Lock::take(dir)?;
        let mut state = Self {
            dir: dir.to_owned(),
            generation: None,
            highest: 0,
            ledger: Ledger::default(),
            ids: None,
            fingerprints,
            notes: Vec::new(),
            whole_texts: BTreeSet::new(),
            reads_texts: false,
            forgetful: false,
            _lock: lock,
        };
        state.load()?;
        Ok(state)
    }

    fn load(&mut self) -> Result<()> {
        let numbers = Generation::numbers(&self.dir);
        self.highest = numbers.first().copied().unwrap_or(0);
        for number in &numbers {
            let read = Generation::read(&self.dir, *number)
                .and_then(|generation| Ok((ledger::read(&self.files(), &generation.ledger)?, generation)));
            match read {
                Ok((ledger, generation)) => {
                    (self.ledger, self.generation) = (ledger, Some(generation));
                    break;
                }
                Err(error @ Error::StateFormat { .. }) => return Err(error),
                Err(error) => self.notes.push(format!("{error}; the state of the run before is used")),
            }
        }
        match &self.generation {
            None if !numbers.is_empty() => {
                self.notes.push("nothing of the state can be used: it is made anew from what is given".to_owned());
            }
            Some(generation) if generation.fingerprints.extraction != self.fingerprints.extraction => self.notes.push(
                "the taxonomy or the program is not that of the last run: all postings kept are extracted again"
                    .to_owned(),
            ),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn files(&self) -> PathBuf {
        self.dir.join("files")
    }

    /// What was repaired, and what is done again and why. Each is told once.
    pub fn notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// The number of the generation that was loaded; 0 for a new state.
    pub fn number(&self) -> u64 {
        self.generation.as_ref().map_or(0, |g| g.number)
    }

    /// The number that the next generation will have.
    pub fn next_number(&self) -> u64 {
        self.highest + 1
    }

    /// Whether an index of this generation has the postings that [`postings`](Self::postings) gave, and no others.
    pub fn owns_index(&self, generation: Option<u64>) -> bool {
        !self.forgetful && self.generation.is_some() && generation == Some(self.number())
    }

    /// Where the index is.
    pub fn index(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// Whether what is kept of a posting is what this program would read from the same input.
    pub fn reads_alike(&self) -> bool {
        self.generation.as_ref().is_none_or(|g| g.fingerprints.reading == self.fingerprints.reading)
    }

    /// Whether what was found in a posting is what this program would find with this taxonomy.
    pub fn extracts_alike(&self) -> bool {
        self.generation.as_ref().is_none_or(|g| g.fingerprints.extraction == self.fingerprints.extraction)
    }

    /// Spares the reading of all texts in [`postings`](Self::postings), for a run that reads each of them itself before it leads
    /// the state on: [`Texts::read`] tells what is damaged. That run has to be done again without this.
    pub fn spare_texts(&mut self) {
        self.reads_texts = true;
    }

    /// The open postings, sorted by id, and the marks of those that are gone. The postings of a damaged file are forgotten
    /// until they are given again, and [`notes`](Self::notes) say how many.
    pub fn postings(&mut self) -> (Vec<KeptPosting>, BTreeMap<String, Mark>) {
        let ledger = std::mem::take(&mut self.ledger);
        let mut by_file: BTreeMap<&str, Wanted> = BTreeMap::new();
        for ((_, memory), at) in ledger.iter().zip(0..) {
            let mark = &memory.mark;
            if let Some((file, row)) = mark.place().filter(|_| mark.open) {
                by_file.entry(file).or_default().push((row, at));
            }
        }
        let sealed = self.generation.iter().flat_map(|g| &g.postings);
        let sealed: BTreeMap<&str, &Sealed> = sealed.map(|s| (s.name.as_str(), s)).collect();
        let files = self.files();
        let read: Vec<(Wanted, Result<Vec<Row>>)> = by_file
            .into_par_iter()
            .map(|(name, mut wanted)| {
                wanted.sort_unstable();
                let missing = || Error::State { path: files.join(name), message: "the file is missing".to_owned() };
                let file = sealed.get(name).ok_or_else(missing);
                let rows = file.and_then(|sealed| postings::read(&files, sealed, &wanted, &ledger));
                let signatures = self.signatures_beside(name).and_then(|sealed| self.check(sealed));
                let rows = signatures.and(rows);
                (wanted, rows)
            })
            .collect();
        let Ledger { ids, mut memories } = ledger;
        let mut rows: Vec<Option<Box<Found>>> = vec![None; memories.len()];
        for (wanted, read) in read {
            match read {
                Ok(read) => wanted.iter().zip(read).for_each(|((_, at), Row { found, given })| {
                    rows[*at as usize] = Some(found);
                    memories[*at as usize].given = given;
                }),
                Err(error) => self.forget(&error, wanted.len()),
            }
        }
        // The ledger is in the order of the ids.
        let (mut open, mut closed) = (Vec::with_capacity(memories.len()), BTreeMap::new());
        for ((id, memory), found) in ids.iter().zip(memories).zip(rows) {
            match found {
                Some(found) => open.push(KeptPosting { found, memory }),
                None if memory.mark.open && memory.mark.is_kept() => {}
                None => drop(closed.insert(id.to_owned(), memory.mark)),
            }
        }
        self.ids = Some(ids);
        self.without_damaged_texts(&mut open);
        (open, closed)
    }

    /// Whether a file is what was written, as far as that is not told when it is read.
    fn check(&self, sealed: &Sealed) -> Result<()> {
        let files = self.files();
        if self.reads_texts { sealed.check_size(&files) } else { sealed.check(&files) }
    }

    /// Takes out of `open` the postings whose texts are damaged.
    fn without_damaged_texts(&mut self, open: &mut Vec<KeptPosting>) {
        let mut readers: BTreeMap<u64, usize> = BTreeMap::new();
        open.chunk_by(|a, b| a.found.text.file == b.found.text.file)
            .for_each(|run| *readers.entry(run[0].found.text.file).or_default() += run.len());
        let files = self.files();
        let check = |number: u64| {
            let name = texts::name(number);
            let sealed = self.generation.iter().flat_map(|g| &g.texts).find(|sealed| sealed.name == name);
            let missing = || Error::State { path: files.join(name), message: "the file is missing".to_owned() };
            self.check(sealed.ok_or_else(missing)?)
        };
        let checked: Vec<(u64, usize, Result<()>)> =
            readers.into_par_iter().map(|(number, n)| (number, n, check(number))).collect();
        for (number, n, outcome) in checked {
            match outcome {
                Ok(()) => drop(self.whole_texts.insert(number)),
                Err(error) => self.forget(&error, n),
            }
        }
        open.retain(|posting| self.whole_texts.contains(&posting.found.text.file));
    }

    /// Says that `n` postings are not known any more, and why.
    fn forget(&mut self, error: &Error, n: usize) {
        self.forgetful = true;
        self.notes.push(format!(
            "{error}: {n} postings of earlier runs are forgotten until they are given again; give all open postings once"
        ));
    }

    /// The texts of the open postings, once these were asked for, with room for those of the next generation.
    ///
    /// # Errors
    /// [`Error::Io`] where a file cannot be opened.
    pub fn texts(&self) -> Result<Texts> {
        Texts::open(&self.files(), self.whole_texts.iter().copied(), self.next_number())
    }

    /// The documents that were read by this reader.
    pub fn readings(&mut self) -> Readings {
        let kept = self.generation.as_ref().and_then(|g| g.readings.as_ref()).filter(|_| self.reads_alike());
        match kept.map(|sealed| Readings::read(&self.files(), sealed)) {
            None => Readings::default(),
            Some(Ok(readings)) => readings,
            Some(Err(error)) => {
                self.notes.push(format!("{error}: all resumes are read again"));
                Readings::default()
            }
        }
    }

    /// The pairs of the newest run whose output took its place.
    pub fn last_pairs(&mut self) -> LastPairs {
        let published = self.published();
        let newest = self.generation.as_ref().filter(|g| Some(g.number) == published).cloned();
        let generation = newest
            .map_or_else(|| published.map(|number| Generation::read(&self.dir, number)).transpose(), |g| Ok(Some(g)));
        let read = generation.and_then(|generation| {
            let Some(generation) = generation else { return Ok(LastPairs::default()) };
            let loaded = self.ids.take().filter(|_| generation.number == self.number());
            let ids = loaded.map_or_else(|| ledger::ids(&self.files(), &generation.ledger), Ok)?;
            // Scores and links can be led on only from the run that the rest of the state is of.
            let leads_on = generation.number == self.number() && self.extracts_alike();
            let links = generation.links.filter(|_| leads_on);
            let firsts = links.map(|links| links::read(&self.files(), &links, ids.len())).transpose()?;
            let scoring = generation.scoring.filter(|_| leads_on);
            let last = LastPairs::read(&self.files(), ids, &generation.resumes, &generation.pairs, scoring)?;
            Ok(last.with_firsts(firsts))
        });
        read.unwrap_or_else(|error| {
            self.notes.push(format!("{error}: every match counts as new"));
            LastPairs::default()
        })
    }

    pub(super) fn published(&self) -> Option<u64> {
        fs::read_to_string(self.dir.join("published")).ok()?.trim().parse().ok()
    }

    /// Writes the next generation. The run's output may take its place after this, and [`publish`](Self::publish) then
    /// says so; a run that ends in between is done again by the next.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`]: the generation before is then still the newest.
    pub fn commit<'a>(&mut self, new: NewState<'a>) -> Result<()> {
        let (number, files) = (self.next_number(), self.files());
        let kept: Vec<Sealed> = self.generation.iter().flat_map(|g| g.postings.iter().cloned()).collect();
        let live = distinct(new.postings.iter().filter_map(|p| p.memory.mark.place()).map(|(file, _)| file));
        let mut sealed: Vec<Sealed> = kept.into_iter().filter(|s| live.contains(s.name.as_str())).collect();
        let worn = worn(&sealed, new.postings.len());
        // Where the texts are put together anew, if they are.
        let mut moved: Vec<TextPlace> = Vec::new();
        if worn {
            sealed.clear();
            let texts = new.postings.iter().map(|p| p.found.text);
            let again = |text| if new.texts.is_new(text) { Ok(text) } else { new.texts.add(&new.texts.read(text)?) };
            moved = texts.map(again).collect::<Result<_>>()?;
        }
        let text = |at: usize| moved.get(at).copied().unwrap_or(new.postings[at].found.text);
        let used: BTreeSet<String> =
            distinct((0..new.postings.len()).map(|at| text(at).file)).into_iter().map(texts::name).collect();
        let kept = self.generation.iter().flat_map(|g| g.texts.iter().cloned());
        let mut texts: Vec<Sealed> = kept.filter(|sealed| used.contains(&sealed.name)).collect();
        texts.extend(new.texts.seal()?);
        let unwritten: Vec<usize> =
            (0..new.postings.len()).filter(|at| worn || !new.postings[*at].memory.mark.is_kept()).collect();
        let mut signatures: Vec<Sealed> = self.generation.iter().flat_map(|g| g.signatures.iter().cloned()).collect();
        signatures.retain(|of| sealed.iter().any(|sealed| signatures::name(&sealed.name) == of.name));
        // Those of postings that are put into other files.
        let mut moving: BTreeMap<usize, Signature> = BTreeMap::new();
        let kept = unwritten.iter().map(|at| (*at as u32, &new.postings[*at]));
        let kept = kept.filter(|(_, posting)| posting.found.signature.is_none());
        self.signatures(kept.map(|(at, posting)| (at, &posting.memory.mark)), &mut |at, signature| {
            moving.insert(at, *signature);
        })?;
        let parts: Vec<(Sealed, Sealed)> = unwritten
            .par_chunks(FILE_ROWS)
            .enumerate()
            .map(|(part, places)| {
                let row = |at: &usize| {
                    let NewPosting { found, memory, .. } = &new.postings[*at];
                    (&memory.given, *found, text(*at))
                };
                let rows: Vec<_> = places.iter().map(row).collect();
                let name = postings::name(number, part);
                let own = places.iter().map(|at| new.postings[*at].found.signature.as_deref().or(moving.get(at)));
                let signatures = signatures::write(&files, &signatures::name(&name), own)?;
                Ok((postings::write(&files, &name, &rows)?, signatures))
            })
            .collect::<Result<_>>()?;
        let (written, beside): (Vec<Sealed>, Vec<Sealed>) = parts.into_iter().unzip();
        signatures.extend(beside);
        let mut rows = vec![0; new.postings.len()];
        let ledger = {
            let line = |at: usize| {
                let NewPosting { found, memory: Memory { mark, .. }, today } = &new.postings[at];
                let mut line = Line::again(found.record.posting_id(), mark);
                if worn || !mark.is_kept() {
                    let place = unwritten.partition_point(|of| *of < at);
                    line.place = Some((written[place / FILE_ROWS].name.as_str(), (place % FILE_ROWS) as u32));
                }
                (line.today, line.open) = (*today, Some(at as u32));
                line
            };
            let closed = new.closed.iter().map(|(id, mark)| Line::again(id, mark));
            let (picked, aside) = (0..new.picked, new.picked..new.postings.len());
            let lines = ledger::merged(closed, ledger::merged(picked.map(line), aside.map(line)));
            let lines = (0..).zip(lines).map(|(row, line)| {
                line.open.iter().for_each(|at| rows[*at as usize] = row);
                line
            });
            ledger::write(&files, &ledger::name(number), lines, new.as_of)?
        };
        let name = |what: &str| format!("{number:08}-{what}.parquet");
        let old_readings = self.generation.as_ref().and_then(|g| g.readings.clone());
        let readings = match old_readings {
            Some(old) if new.readings.unchanged() && files.join(&old.name).is_file() => old,
            _ => new.readings.write(&files, &format!("{number:08}-readings.rows"))?,
        };
        let generation = Generation {
            format: FORMAT,
            number,
            gaprank: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: new.as_of.map(str::to_owned),
            fingerprints: self.fingerprints.clone(),
            postings: sealed.into_iter().chain(written.iter().cloned()).collect(),
            signatures,
            texts,
            ledger,
            readings: Some(readings),
            resumes: write_resumes(&files, &name("resumes"), new.resumes)?,
            pairs: write_pairs(&files, &pairs::name(number), new.resumes.len(), new.pairs, &rows)?,
            links: new.links.map(|all| links::write(&files, &name("links"), &by_row(&all, &rows))).transpose()?,
            scoring: new.scoring,
        };
        generation.write(&self.dir)?;
        (self.generation, self.highest) = (Some(generation), number);
        Ok(())
    }

    /// Says that the output of the newest generation, `out`, took its place; keeps its tables in the history, and removes
    /// files that no generation needs.
    ///
    /// # Errors
    /// [`Error::Io`] where this cannot be written; the next run then takes this one's matches for new once more.
    pub fn publish(self, out: &Path, as_of: Option<&str>) -> Result<()> {
        self.say_published()?;
        if let Some(day) = as_of {
            history::keep(&self.dir.join("history"), day, out)?;
        }
        self.clean(2);
        Ok(())
    }

    pub(super) fn say_published(&self) -> Result<()> {
        replace(&self.dir.join("published"), format!("{}\n", self.number()).as_bytes())
    }

    /// Removes what neither the newest `keep` generations nor the one that was published need. What cannot be removed stays.
    pub(super) fn clean(&self, keep: usize) {
        let published = self.published();
        let mut needed = BTreeSet::new();
        for (at, number) in Generation::numbers(&self.dir).into_iter().enumerate() {
            match Generation::read(&self.dir, number) {
                Ok(generation) if at < keep || Some(number) == published => {
                    needed.extend(generation.files().map(|s| s.name.clone()));
                }
                _ => drop(fs::remove_file(Generation::path(&self.dir, number))),
            }
        }
        for entry in fs::read_dir(self.files()).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_none_or(|name| !needed.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Links by the places that their postings have in the ledger.
fn by_row(links: &[(u32, u32)], rows: &[u32]) -> Vec<(u32, u32)> {
    links.iter().map(|(posting, first)| (rows[*posting as usize], rows[*first as usize])).collect()
}

/// Whether files of postings hold so much that nobody needs, or are so many, that writing all of them anew is worth it.
fn worn(files: &[Sealed], open: usize) -> bool {
    let rows: u64 = files.iter().map(|f| f.rows).sum();
    rows > 2 * open as u64 + FILE_ROWS as u64 || files.len() > 2 * (open / FILE_ROWS) + 40
}

/// The values, each once. Most come several times in a row.
fn distinct<T: Ord + Copy>(values: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut out = BTreeSet::new();
    let mut last = None;
    for value in values {
        if last.replace(value) != Some(value) {
            out.insert(value);
        }
    }
    out
}
