//! Opens an input as a stream of UTF-8 or Windows-1252 bytes, with its first bytes at hand.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Encoding, UTF_8};
use flate2::read::MultiGzDecoder;

use super::{FEWER_BYTES, Fault};
use crate::ingest::decode::{Utf8Reader, utf16_without_mark};
use crate::ingest::{InputFile, RejectCode};

/// An opened input: unpacked, without a byte order mark, UTF-16 already turned into UTF-8.
pub(super) struct Source {
    /// The first bytes, up to [`HEAD`]: all of them where the input is shorter.
    pub(super) head: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

/// Bytes that are looked at before a format or delimiter is chosen.
const HEAD: u64 = 64 << 10;

impl Source {
    /// Opens the input and refuses one that holds nothing but NULs, as a disk leaves a file that was never written.
    pub(super) fn open(file: &InputFile) -> Result<Self, Fault> {
        let raw: Box<dyn Read + Send> = if file.stdin {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&file.path).map_err(|error| read_fault(&error))?)
        };
        Self::of(raw)
    }

    /// The input behind an opened file.
    pub(super) fn of(raw: Box<dyn Read + Send>) -> Result<Self, Fault> {
        let fault = |error: io::Error| read_fault(&error);
        let mut source = Self::peek(raw).map_err(fault)?;
        if source.head.starts_with(&[0x1f, 0x8b]) {
            source = Self::peek(Box::new(MultiGzDecoder::new(source.into_reader()))).map_err(fault)?;
        }
        let unmarked = || utf16_without_mark(&source.head).map(|encoding| (encoding, 0));
        if let Some((encoding, mark)) = Encoding::for_bom(&source.head).or_else(unmarked) {
            source.head.drain(..mark);
            if encoding != UTF_8 {
                source = Self::peek(Box::new(Utf8Reader::new(source.into_reader(), encoding))).map_err(fault)?;
            }
        }
        if !source.head.is_empty() && source.head.iter().all(|&b| b == 0) {
            return Err((RejectCode::Damaged, "the file holds nothing but zero bytes: copy it again".into()));
        }
        Ok(source)
    }

    fn peek(mut rest: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head)?;
        Ok(Self { head, rest })
    }

    /// Everything from the first byte on.
    pub(super) fn into_reader(self) -> impl BufRead + Send + 'static {
        BufReader::with_capacity(64 << 10, Cursor::new(self.head).chain(self.rest))
    }
}

/// What an error of reading means for the input.
pub(super) fn read_fault(error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::FileTooLarge => {
            (RejectCode::TooLarge, format!("{error}, and the rest of the file was not read: {FEWER_BYTES}"))
        }
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            (RejectCode::Damaged, format!("the compressed data is broken or cut off ({error}): copy the file again"))
        }
        _ => (
            RejectCode::Unreadable,
            format!("the system does not give the file ({error}): check that it is there and that you may read it"),
        ),
    }
}

/// Bounds what a parser may take for one record, since parsers that look for a closing quote or brace know no end.
pub(super) struct Bounded<R> {
    inner: R,
    allowance: Allowance,
}

/// The bytes left for the current record of a [`Bounded`] stream.
#[derive(Clone)]
pub(super) struct Allowance {
    left: Arc<AtomicU64>,
    limit: u64,
}

impl Allowance {
    /// A new record starts.
    pub(super) fn renew(&self) {
        self.left.store(self.limit, Ordering::Relaxed);
    }
}

impl<R> Bounded<R> {
    /// A stream that fails with [`ErrorKind::FileTooLarge`] once more than `limit` bytes were taken without
    /// [`Allowance::renew`].
    pub(super) fn new(inner: R, limit: u64) -> (Self, Allowance) {
        let allowance = Allowance { left: Arc::new(AtomicU64::new(limit)), limit };
        (Self { inner, allowance: allowance.clone() }, allowance)
    }

    fn spend(&self, n: usize) {
        let left = self.allowance.left.load(Ordering::Relaxed);
        self.allowance.left.store(left.saturating_sub(n as u64), Ordering::Relaxed);
    }

    fn check(&self) -> io::Result<()> {
        if self.allowance.left.load(Ordering::Relaxed) > 0 {
            return Ok(());
        }
        let message = format!("a record goes on for more than {} bytes", self.allowance.limit);
        Err(io::Error::new(ErrorKind::FileTooLarge, message))
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let n = self.inner.read(out)?;
        self.spend(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.spend(n);
        self.inner.consume(n);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn packed_and_marked_streams_read_as_their_text() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all("\u{feff}id,title".as_bytes()).unwrap();
        let gz = gz.finish().unwrap();
        let utf16: Vec<u8> = "\u{feff}id,title".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [b"id,title".to_vec(), "\u{feff}id,title".into(), gz.clone(), utf16] {
            let mut text = String::new();
            let source = Source::of(Box::new(Cursor::new(bytes))).unwrap_or_else(|(_, why)| panic!("{why}"));
            assert_eq!(source.head, b"id,title");
            source.into_reader().read_to_string(&mut text).unwrap();
            assert_eq!(text, "id,title");
        }
        for bytes in [vec![0; 900], gz[..gz.len() - 12].to_vec()] {
            assert_eq!(Source::of(Box::new(Cursor::new(bytes))).err().unwrap().0, RejectCode::Damaged);
        }
    }
}
