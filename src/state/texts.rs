//! The texts of postings, in files: a run holds in memory what its findings point to, and reads the rest here, text by text.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::sealed::{Seal, Sealed};
use crate::error::{Error, Result};

/// Bytes that are gathered before they are written.
const GATHERED: usize = 1 << 20;

/// Where a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextPlace {
    /// The number of the generation that wrote its file.
    pub(super) file: u64,
    /// Its first byte there.
    start: u64,
    /// Its bytes.
    pub(super) len: u32,
    /// A hash of them, so that who reads a text knows that it is what was written.
    hash: u32,
}

impl TextPlace {
    /// The text's bytes.
    pub fn bytes(self) -> usize {
        self.len as usize
    }
}

/// The texts of postings: those of earlier runs, which stay where they are, and new ones.
#[derive(Debug)]
pub struct Texts {
    kept: BTreeMap<u64, (PathBuf, File)>,
    /// The number of the file of new texts.
    number: u64,
    path: PathBuf,
    file: File,
    new: Mutex<New>,
}

/// What is known of the file of new texts.
#[derive(Debug)]
struct New {
    gathered: Vec<u8>,
    written: u64,
    rows: u64,
    /// Of what is written; none where nobody will ask.
    seal: Option<Seal>,
}

/// The name of the file of a generation's new texts.
pub(super) fn name(number: u64) -> String {
    format!("{number:08}-texts.txt")
}

impl Texts {
    /// None yet; those to come are kept in `dir` until this is dropped.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be written.
    pub fn temporary(dir: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(dir).map_err(Error::io("writing into", dir))?;
        Ok(Self::new(BTreeMap::new(), 0, (dir.to_owned(), file), None))
    }

    /// Those of the files `kept` of `dir`, by their numbers; new ones go to the file of generation `number`.
    pub(super) fn open(dir: &Path, kept: impl Iterator<Item = u64>, number: u64) -> Result<Self> {
        let open = |number| {
            let path = dir.join(name(number));
            let file = File::open(&path).map_err(Error::io("reading", &path))?;
            Ok((number, (path, file)))
        };
        let kept = kept.map(open).collect::<Result<_>>()?;
        let path = dir.join(name(number));
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path);
        let file = file.map_err(Error::io("writing", &path))?;
        Ok(Self::new(kept, number, (path, file), Some(Seal::default())))
    }

    fn new(
        kept: BTreeMap<u64, (PathBuf, File)>,
        number: u64,
        (path, file): (PathBuf, File),
        seal: Option<Seal>,
    ) -> Self {
        Self { kept, number, path, file, new: Mutex::new(New { gathered: Vec::new(), written: 0, rows: 0, seal }) }
    }

    /// Adds a text. It can be read after [`flush`](Self::flush).
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub fn add(&self, text: &str) -> Result<TextPlace> {
        let mut new = self.lock();
        let start = new.written + new.gathered.len() as u64;
        new.gathered.extend_from_slice(text.as_bytes());
        new.rows += 1;
        if new.gathered.len() >= GATHERED {
            self.write(&mut new)?;
        }
        Ok(TextPlace { file: self.number, start, len: text.len() as u32, hash: hash(text.as_bytes()) })
    }

    /// Has all texts written.
    ///
    /// # Errors
    /// [`Error::Io`] where they cannot be.
    pub fn flush(&self) -> Result<()> {
        self.write(&mut self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, New> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, new: &mut New) -> Result<()> {
        let mut file = &self.file;
        let end = SeekFrom::Start(new.written);
        let written = file.seek(end).and_then(|_| file.write_all(&new.gathered));
        written.map_err(Error::io("writing", &self.path))?;
        if let Some(seal) = &mut new.seal {
            seal.update(&new.gathered);
        }
        new.written += new.gathered.len() as u64;
        new.gathered.clear();
        Ok(())
    }

    /// Reads a text.
    ///
    /// # Errors
    /// [`Error::Io`], and [`Error::Text`] where it is not what was written.
    pub fn read(&self, place: TextPlace) -> Result<String> {
        let bytes = self.read_all(&[place], Vec::new())?;
        String::from_utf8(bytes).map_err(|_| self.damaged(place))
    }

    /// Reads the bytes of texts one after the other into one, which takes the place of `room`: those that lie side by side at
    /// once. [`text`](Self::text) makes texts of them.
    ///
    /// # Errors
    /// [`Error::Io`], and [`Error::Text`] where one is not what was written.
    pub fn read_all(&self, places: &[TextPlace], room: Vec<u8>) -> Result<Vec<u8>> {
        let mut bytes = room;
        bytes.resize(places.iter().map(|place| place.len as usize).sum(), 0);
        let mut start = 0;
        let adjoin = |a: &TextPlace, b: &TextPlace| a.file == b.file && a.start + u64::from(a.len) == b.start;
        for run in places.chunk_by(adjoin) {
            let (path, file) = self.file_of(run[0]);
            let end = start + run.iter().map(|place| place.len as usize).sum::<usize>();
            read_at(file, run[0].start, &mut bytes[start..end]).map_err(Error::io("reading", path))?;
            for place in run {
                let end = start + place.len as usize;
                if hash(&bytes[start..end]) != place.hash {
                    return Err(self.damaged(*place));
                }
                start = end;
            }
        }
        Ok(bytes)
    }

    /// The text of which these are the bytes.
    ///
    /// # Errors
    /// [`Error::Text`] where they are none.
    pub fn text<'t>(&self, place: TextPlace, bytes: &'t [u8]) -> Result<&'t str> {
        simdutf8::basic::from_utf8(bytes).map_err(|_| self.damaged(place))
    }

    fn file_of(&self, place: TextPlace) -> (&Path, &File) {
        let own = || (self.path.as_path(), &self.file);
        self.kept.get(&place.file).map_or_else(own, |(path, file)| (path.as_path(), file))
    }

    /// The error of a text that is not what was written any more.
    fn damaged(&self, place: TextPlace) -> Error {
        Error::Text { path: self.file_of(place).0.to_owned() }
    }

    /// Whether a text is in the file of new ones.
    pub(super) fn is_new(&self, place: TextPlace) -> bool {
        place.file == self.number
    }

    /// Makes sure that the new texts are on disk; none where there are none.
    pub(super) fn seal(&self) -> Result<Option<Sealed>> {
        self.flush()?;
        let new = self.lock();
        if new.rows == 0 {
            return Ok(None);
        }
        self.file.sync_all().map_err(Error::io("writing", &self.path))?;
        let seal = new.seal.as_ref().map(Seal::digits).unwrap_or_default();
        Ok(Some(Sealed { name: name(self.number), rows: new.rows, bytes: new.written, seal }))
    }
}

fn hash(text: &[u8]) -> u32 {
    xxh3_64(text) as u32
}

/// Fills `into` from the byte `start` of a file.
#[cfg(unix)]
pub(super) fn read_at(file: &File, start: u64, into: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, start)
}

/// The same where a file has but one place that it is read at.
#[cfg(not(unix))]
pub(super) fn read_at(mut file: &File, start: u64, into: &mut [u8]) -> io::Result<()> {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(start))?;
    io::Read::read_exact(&mut file, into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_from_both_kinds_of_files() {
        let dir = tempfile::tempdir().expect("a folder");
        let long = "Kubernetes, ärger und Ruhe. ".repeat(60_000);
        let texts = ["", "Go", long.as_str(), "Rust\n"];
        let first = Texts::open(dir.path(), std::iter::empty(), 7).expect("a file");
        let places = texts.map(|text| first.add(text).expect("a place"));
        let sealed = first.seal().expect("a seal").expect("new texts");
        assert_eq!((sealed.rows, sealed.bytes), (4, texts.iter().map(|text| text.len() as u64).sum()));
        sealed.check(dir.path()).expect("what was written");

        let second = Texts::open(dir.path(), [7].into_iter(), 8).expect("files");
        let place = second.add("Kafka").expect("a place");
        second.flush().expect("a file");
        assert!(second.is_new(place) && !second.is_new(places[0]));
        assert_eq!(second.read(place).expect("a text"), "Kafka");
        for (place, text) in places.into_iter().zip(texts) {
            assert_eq!(
                (first.read(place).expect("a text"), second.read(place).expect("a text")),
                (text.into(), text.into())
            );
        }
        let all = second.read_all(&[places[1], places[2], place, places[3], places[0]], vec![1; 36]).expect("texts");
        assert_eq!(second.text(place, &all).expect("a text"), format!("Go{long}KafkaRust\n"));
        assert!(Texts::temporary(dir.path()).expect("a file").seal().expect("nothing to do").is_none());
    }

    #[test]
    fn what_is_not_what_was_written_is_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let texts = Texts::open(dir.path(), std::iter::empty(), 1).expect("a file");
        let place = texts.add("Go and Rust").expect("a place");
        texts.flush().expect("a file");
        for damage in [b"Go and Ruby", &[0xff; 11]] {
            std::fs::write(dir.path().join(name(1)), damage).expect("damage");
            assert!(texts.read(place).expect_err("damage").to_string().contains("damaged"));
        }
        std::fs::write(dir.path().join(name(1)), "Go").expect("damage");
        assert!(texts.read(place).expect_err("damage").to_string().contains("reading"));
    }
}
