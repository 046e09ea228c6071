//! A file of a state that is known again: sealed by its size and a hash when it is written, held to both when it is read.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};
use xxhash_rust::xxh3::Xxh3Default;

use crate::error::{Error, Result};

/// Bytes that are read at a time: few enough for a core's cache to hold them while they are hashed and looked at.
const PART: usize = 1 << 18;

/// A file that a generation is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Sealed {
    /// Its name in `files/`.
    pub(super) name: String,
    /// Rows.
    pub(super) rows: u64,
    /// Size.
    pub(super) bytes: u64,
    /// Its [`Seal`].
    pub(super) seal: String,
}

/// A hash of a file, which is to tell damage and not deceit: XXH3 takes a fraction of the time that a cryptographic one does,
/// and every night hashes all texts.
#[derive(Clone, Default)]
pub(super) struct Seal(Xxh3Default);

impl Seal {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// 32 hex digits.
    pub(super) fn digits(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits())
    }
}

impl Sealed {
    /// Whether the file in `dir` is what was written.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::State`].
    pub(super) fn check(&self, dir: &Path) -> Result<()> {
        let path = dir.join(&self.name);
        let mut seal = Seal::default();
        let mut part = vec![0; PART];
        let mut read = || -> std::io::Result<()> {
            let mut file = File::open(&path)?;
            loop {
                match file.read(&mut part)? {
                    0 => return Ok(()),
                    n => seal.update(&part[..n]),
                }
            }
        };
        read().map_err(Error::io("reading", &path))?;
        if seal.digits() == self.seal { Ok(()) } else { Err(Self::damaged(path)) }
    }

    /// Whether the file in `dir` is as long as what was written.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::State`].
    pub(super) fn check_size(&self, dir: &Path) -> Result<()> {
        let path = dir.join(&self.name);
        let found = path.metadata().map_err(Error::io("reading", &path))?.len();
        if found == self.bytes { Ok(()) } else { Err(Self::damaged(path)) }
    }

    fn damaged(path: PathBuf) -> Error {
        Error::State { path, message: "the file is damaged: it is not what was written".to_owned() }
    }

    /// Its bytes, which are what was written.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::State`].
    pub(super) fn load(&self, dir: &Path) -> Result<Vec<u8>> {
        let mut room = Vec::new();
        self.load_into(dir, &mut room)?;
        Ok(room)
    }

    /// The same in `room`, of which nothing else is left.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub(super) fn load_into(&self, dir: &Path, room: &mut Vec<u8>) -> Result<()> {
        let path = dir.join(&self.name);
        room.clear();
        File::open(&path).and_then(|mut file| file.read_to_end(room)).map_err(Error::io("reading", &path))?;
        let mut seal = Seal::default();
        seal.update(room);
        if seal.digits() == self.seal { Ok(()) } else { Err(Self::damaged(path)) }
    }

    /// Tells `each` of the rows, one after the other, with its place. They come before it is known that the file is what was written:
    /// what is made of them is good only where no error is returned.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::State`], and those of `each` where the file is what was written.
    pub(super) fn read_rows(&self, dir: &Path, mut each: impl FnMut(u64, &[u8]) -> Result<()>) -> Result<()> {
        let path = dir.join(&self.name);
        let file = File::open(&path).map_err(Error::io("reading", &path))?;
        if file.metadata().map_err(Error::io("reading", &path))?.len() != self.bytes {
            return Err(Self::damaged(path));
        }
        let mut rows = BufReader::with_capacity(PART, Checking { file, seal: Seal::default() });
        let (mut row, mut done) = (Vec::new(), Ok(()));
        for place in 0..self.rows {
            let mut len = [0; size_of::<u32>()];
            rows.read_exact(&mut len).map_err(|_| Self::damaged(path.clone()))?;
            let len = u32::from_le_bytes(len);
            if u64::from(len) > self.bytes {
                return Err(Self::damaged(path));
            }
            row.resize(len as usize, 0);
            rows.read_exact(&mut row).map_err(|_| Self::damaged(path.clone()))?;
            if done.is_ok() {
                done = each(place, &row);
            }
        }
        // The hash is of the whole file: what is left in it must be nothing.
        let rest = io::copy(&mut rows, &mut io::sink()).map_err(Error::io("reading", &path))?;
        if rest > 0 || rows.into_inner().seal.digits() != self.seal { Err(Self::damaged(path)) } else { done }
    }
}

/// A file that is hashed as it is read.
struct Checking {
    file: File,
    seal: Seal,
}

impl Read for Checking {
    fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(part)?;
        self.seal.update(&part[..read]);
        Ok(read)
    }
}

/// A file that is written and hashed on its way.
pub(super) struct Hashing {
    path: PathBuf,
    out: BufWriter<File>,
    seal: Seal,
    bytes: u64,
}

impl Hashing {
    /// Makes the file.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn create(path: PathBuf) -> Result<Self> {
        let file = File::create(&path).map_err(Error::io("writing", &path))?;
        Ok(Self { path, out: BufWriter::new(file), seal: Seal::default(), bytes: 0 })
    }

    /// Makes sure that the file, which is called `name` and has so many rows, is on disk.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn finish(self, name: &str, rows: usize) -> Result<Sealed> {
        let Self { path, out, seal, bytes } = self;
        let file = out.into_inner().map_err(|e| Error::io("writing", &path)(e.into_error()))?;
        file.sync_all().map_err(Error::io("writing", &path))?;
        Ok(Sealed { name: name.to_owned(), rows: rows as u64, bytes, seal: seal.digits() })
    }
}

/// What is not right about a file of the state.
pub(super) fn wrong(path: &Path, error: &dyn fmt::Display) -> Error {
    Error::State { path: path.to_owned(), message: error.to_string() }
}

/// Bytes all at once, and not as so many numbers.
#[derive(Deserialize)]
pub(super) struct AtOnce<'a>(pub(super) &'a [u8]);

impl Serialize for AtOnce<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// A file of rows, each behind its length: what [`Sealed::read_rows`] reads. They are not packed: to read them and to make sure of
/// them takes less time than to unpack them.
pub(super) struct Rows {
    out: Hashing,
    row: Vec<u8>,
    rows: usize,
}

impl Rows {
    /// Makes the file.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn create(path: PathBuf) -> Result<Self> {
        Ok(Self { out: Hashing::create(path)?, row: Vec::new(), rows: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`Error::Io`], and [`Error::State`] where it has no bytes.
    pub(super) fn add(&mut self, row: &impl Serialize) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.row);
        // Its length goes before it, once that is known.
        bytes.clear();
        bytes.extend([0; size_of::<u32>()]);
        self.row = postcard::to_extend(row, bytes).map_err(|e| wrong(&self.out.path, &e))?;
        let (len, row) = self.row.split_at_mut(size_of::<u32>());
        len.copy_from_slice(&(row.len() as u32).to_le_bytes());
        self.rows += 1;
        self.out.write_all(&self.row).map_err(Error::io("writing", &self.out.path))
    }

    /// As [`Hashing::finish`].
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn finish(self, name: &str) -> Result<Sealed> {
        self.out.finish(name, self.rows)
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.seal.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
