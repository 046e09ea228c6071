//! The formats resumes come in: one file each, and one line in [`READERS`].

mod docx;
mod html;
mod json_resume;
mod letters;
mod markdown;
mod pdf;
mod text;

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use memchr::memmem;
use serde::{Deserialize, Serialize};

pub use pdf::check_pdfium;

use super::contain::{Pool, ReadingProgram, contained};
use super::reject::{Fault, in_one_line};
use super::{
    InputFile, Limits, Reading, ReadingQuality, Reject, RejectCode, RejectKind, Remark, RemarkKind, ResumeDocument,
    ResumeId, decode,
};

/// What a reader makes of a file's bytes: a reading, or why there is none.
pub type ReadingOutcome = Result<Reading, (RejectCode, String)>;

type ReadOutcome = ReadingOutcome;

/// Where readings are kept from one run to the next. Called from many threads.
pub trait ReadingCache: Send + Sync {
    /// What was kept under this key.
    fn find(&self, key: &str) -> Option<ReadingOutcome>;
    /// Keeps an outcome that depends on nothing but what its key was made of.
    fn keep(&self, key: &str, outcome: &ReadingOutcome);
}

/// A reader of one format.
struct Reader {
    format: &'static str,
    /// The library that reads, and its version.
    name: &'static str,
    /// Endings of file names, in lower case.
    extensions: &'static [&'static str],
    /// Whether the first bytes must show the format, so that its ending alone is no proof.
    by_magic: bool,
    /// Whether it is read in a process apart whatever its size, where there is one: its library may hang, or run out of stack or memory.
    apart: bool,
    read: fn(&[u8], &Means) -> ReadingOutcome,
}

static PDF: Reader = Reader {
    format: "pdf",
    name: pdf::NAME,
    extensions: &["pdf"],
    by_magic: true,
    apart: true,
    read: |bytes, means| pdf::read(bytes, &means.limits, means.pdfium.as_deref()),
};

static DOCX: Reader = Reader {
    format: "docx",
    name: "quick-xml 0.42",
    extensions: &["docx"],
    by_magic: true,
    apart: true,
    read: |bytes, means| docx::read(bytes, &means.limits),
};

static HTML: Reader = Reader {
    format: "html",
    name: "html5ever 0.38",
    extensions: &["html", "htm", "xhtml"],
    by_magic: false,
    apart: false,
    read: |bytes, means| html::read(bytes, &means.limits),
};

static MARKDOWN: Reader = Reader {
    format: "markdown",
    name: "pulldown-cmark 0.13",
    extensions: &["md", "markdown"],
    by_magic: false,
    apart: false,
    read: |bytes, means| markdown::read(bytes, &means.limits),
};

static TEXT: Reader = Reader {
    format: "text",
    name: "encoding_rs 0.8",
    extensions: &["txt", "text"],
    by_magic: false,
    apart: false,
    read: |bytes, means| text::read(bytes, &means.limits),
};

static JSON_RESUME: Reader = Reader {
    format: "json_resume",
    name: "serde_json 1",
    extensions: &["json"],
    by_magic: false,
    apart: false,
    read: |bytes, means| json_resume::read(bytes, &means.limits),
};

/// Every format that is read.
static READERS: [&Reader; 6] = [&PDF, &DOCX, &HTML, &MARKDOWN, &TEXT, &JSON_RESUME];

/// Bytes from which on a file of any format is read apart: markup of nothing but marks takes a hundred times its size in memory.
const LARGE: usize = 1 << 20;

/// Fewest words of a resume that can be judged.
const WORDS_MIN: usize = 5;

/// What documents are read with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Means {
    /// What one document may ask of the machine.
    pub limits: Limits,
    /// The library libpdfium, or a folder with it, where PDFs are to be read with it; see [`check_pdfium`].
    pub pdfium: Option<PathBuf>,
}

impl From<Limits> for Means {
    fn from(limits: Limits) -> Self {
        Self { limits, pdfium: None }
    }
}

/// Reads resumes.
pub struct ResumeReader<'c> {
    means: Means,
    pool: Option<Pool>,
    cache: Option<&'c dyn ReadingCache>,
}

impl<'c> ResumeReader<'c> {
    /// Reads in this process: a panic inside a reader's library is a reject of its file, but a hang is a hang. For callers
    /// who have no program of their own to start.
    pub fn new(means: impl Into<Means>) -> Self {
        Self { means: means.into(), pool: None, cache: None }
    }

    /// Reads PDFs and DOCX in processes of `program`, as many as there are callers at once. What hangs, dies or takes too much
    /// there is a reject of its file. Where the program cannot be started, or reads nothing, this process reads as with
    /// [`new`](Self::new).
    pub fn apart(means: impl Into<Means>, program: impl Into<ReadingProgram>) -> Self {
        Self { means: means.into(), pool: Some(Pool::new(program.into())), cache: None }
    }

    /// Looks into `cache` before it reads a file.
    pub fn with_cache(self, cache: &'c dyn ReadingCache) -> Self {
        Self { cache: Some(cache), ..self }
    }

    /// Reads one resume. Nothing but its file is touched, and the outcome depends on nothing else.
    ///
    /// # Errors
    /// The [`Reject`] that stands for the file, with what its owner can do.
    pub fn read(&self, file: &InputFile) -> Result<ResumeDocument, Reject> {
        let bytes = load(file, self.means.limits.max_file_bytes);
        bytes.and_then(|bytes| self.take(&file.source_path, file.stdin, &bytes)).map_err(refused(&file.source_path))
    }

    fn take(&self, source_path: &str, stdin: bool, bytes: &[u8]) -> Result<ResumeDocument, Fault> {
        read((source_path, stdin), bytes, &self.means, self.pool.as_ref(), self.cache)
    }

    /// Reads one resume from its bytes. `source_path` is what its file would be called: its ending tells the format where the bytes
    /// do not, and its identity is made of it.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_bytes(&self, source_path: &str, bytes: &[u8]) -> Result<ResumeDocument, Reject> {
        self.take(source_path, false, bytes).map_err(refused(source_path))
    }
}

/// Reads one resume in this process: see [`ResumeReader::new`].
///
/// # Errors
/// The [`Reject`] that stands for the file.
pub fn read_resume(file: &InputFile, limits: &Limits) -> Result<ResumeDocument, Reject> {
    ResumeReader::new(limits.clone()).read(file)
}

/// Of a fault, the reject of the file at `source_path`.
fn refused(source_path: &str) -> impl FnOnce(Fault) -> Reject + '_ {
    |(code, reason)| Reject {
        kind: RejectKind::Resume,
        source_path: source_path.to_owned(),
        record: None,
        code,
        reason: in_one_line(&reason),
    }
}

fn read(
    (source_path, stdin): (&str, bool),
    bytes: &[u8],
    means: &Means,
    pool: Option<&Pool>,
    cache: Option<&dyn ReadingCache>,
) -> Result<ResumeDocument, Fault> {
    let limits = &means.limits;
    if bytes.len() as u64 > limits.max_file_bytes {
        let reason = format!("the file is larger than {} bytes: export it without its pictures", limits.max_file_bytes);
        return Err((RejectCode::TooLarge, reason));
    }
    let reader = choose(bytes, source_path, stdin)?;
    let name = if reader.format == PDF.format && means.pdfium.is_some() { pdf::PDFIUM_NAME } else { reader.name };
    let hash = blake3::hash(bytes).to_hex();
    let key = cache.map(|cache| (cache, format!("{hash} {name} {means:?}")));
    let outcome = match key.as_ref().and_then(|(cache, key)| cache.find(key)) {
        Some(outcome) => outcome,
        None => {
            let apart = pool
                .filter(|_| reader.apart || bytes.len() > LARGE)
                .and_then(|pool| pool.read(reader.format, bytes, means));
            let outcome = apart.unwrap_or_else(|| reader.read_here(bytes, means));
            // How long a reader took, or whether its process was killed, is no matter of the file alone.
            let lasting = !matches!(outcome, Err((RejectCode::Timeout | RejectCode::Unreadable, _)));
            if let Some((cache, key)) = key.as_ref().filter(|_| lasting) {
                cache.keep(key, &outcome);
            }
            outcome
        }
    };
    let Reading { blocks, quality, remarks } = outcome?;
    if blocks.iter().flat_map(|block| words(&block.text)).take(WORDS_MIN).count() < WORDS_MIN {
        return Err((
            RejectCode::NoText,
            "the file holds fewer than five words of text: see whether it is the right one, and save it again".into(),
        ));
    }
    Ok(ResumeDocument {
        resume_id: ResumeId::of_path(source_path),
        source_path: source_path.to_owned(),
        format: reader.format,
        reader: name,
        content_hash: hash[..32].to_owned(),
        blocks,
        quality,
        remarks,
    })
}

/// Reads a document in the format of this name, as a reading process is asked to.
pub(super) fn read_apart(format: &str, bytes: &[u8], means: &Means) -> ReadingOutcome {
    match READERS.into_iter().find(|reader| reader.format == format) {
        Some(reader) => reader.read_here(bytes, means),
        None => Err(unreadable(format)),
    }
}

impl Reader {
    fn read_here(&self, bytes: &[u8], means: &Means) -> ReadingOutcome {
        let mut reading = contained(|| (self.read)(bytes, means)).unwrap_or_else(|_| Err(unreadable(self.format)))?;
        // Lines of a page are put together by its places.
        if self.format != PDF.format {
            mend(&mut reading);
        }
        cut(&mut reading, means.limits.max_text_bytes);
        Ok(reading)
    }
}

/// Cuts what goes beyond `most` bytes of text.
fn cut(reading: &mut Reading, most: u64) {
    let mut left = usize::try_from(most).unwrap_or(usize::MAX);
    for at in 0..reading.blocks.len() {
        let text = &mut reading.blocks[at].text;
        match left.checked_sub(text.len()) {
            Some(rest) => left = rest,
            None => {
                while !text.is_char_boundary(left) {
                    left -= 1;
                }
                text.truncate(left);
                reading.blocks.truncate(at + 1);
                reading.quality = reading.quality.max(ReadingQuality::Truncated);
                return;
            }
        }
    }
}

/// What is to be said of a file whose reader failed.
pub(super) fn unreadable(format: &str) -> Fault {
    (RejectCode::Damaged, broken(format))
}

/// Puts right what went wrong before the file was written: characters decoded as what they are not, letters set apart.
fn mend(reading: &mut Reading) {
    let all: Vec<&str> = reading.blocks.iter().map(|block| block.text.as_str()).collect();
    if let Some(example) = decode::mojibake(&all) {
        reading.remarks.push(Remark::new(RemarkKind::Mojibake, &example));
        for block in &mut reading.blocks {
            block.text = decode::unmangled(&block.text).into_owned();
        }
    }
    letters::join(&mut reading.blocks);
}

/// The bytes of the file, or one more than `limit` of them.
fn load(file: &InputFile, limit: u64) -> Result<Vec<u8>, Fault> {
    if !file.regular {
        return Err((
            RejectCode::UnsupportedType,
            "a device, pipe or socket, not a file: give the resume as a file".into(),
        ));
    }
    let read = || -> io::Result<Vec<u8>> {
        let source: &mut dyn Read = if file.stdin { &mut io::stdin() } else { &mut File::open(&file.path)? };
        let mut bytes = Vec::new();
        source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| {
        (
            RejectCode::Unreadable,
            format!("the file cannot be read ({error}): see whether it may be opened, and copy it again"),
        )
    })
}

/// What the file is by its own first bytes; only text has none, and is told by the ending of its name.
fn choose(bytes: &[u8], source_path: &str, stdin: bool) -> Result<&'static Reader, Fault> {
    const PDF_WITHIN: usize = 1024;
    let name = source_path.to_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let named = READERS.into_iter().find(|reader| reader.extensions.contains(&extension));
    if memmem::find(&bytes[..bytes.len().min(PDF_WITHIN)], b"%PDF").is_some() {
        return Ok(&PDF);
    }
    if docx::is_docx(bytes) {
        return Ok(&DOCX);
    }
    if !bytes.is_empty() && bytes.iter().all(|&b| b == 0) {
        return Err((RejectCode::Damaged, "the file holds nothing but zero bytes: copy it again".into()));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        // An encrypted DOCX lies in the container of the old formats, under a name in UTF-16.
        let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if memmem::find(bytes, &marker).is_some() {
            return Err((RejectCode::Encrypted, "a password protects this file: save it without one".into()));
        }
    }
    let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || bytes.starts_with(b"{\\rtf");
    match named {
        _ if old || ["doc", "rtf", "odt", "pages"].contains(&extension) => Err((
            RejectCode::UnsupportedType,
            "a document of an older or other word processor: save it as PDF or DOCX".into(),
        )),
        Some(reader) if reader.by_magic => Err(unreadable(reader.format)),
        Some(reader) => Ok(reader),
        None if stdin => Ok(&TEXT),
        None => Err((
            RejectCode::UnsupportedType,
            "resumes are read from PDF, DOCX, HTML, Markdown, text and JSON Resume files: save it as one of these"
                .into(),
        )),
    }
}

fn broken(format: &str) -> String {
    let name = format.to_uppercase();
    format!("the file is no {name} inside, or is broken or cut off: export it again from your editor")
}

/// Words as a person counts them: runs between white space that hold a letter or digit.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::discover;

    fn outcome(name: &str, content: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), content).unwrap();
        let limits = Limits { max_file_bytes: 4_000, ..Limits::default() };
        match read_resume(&discover(&[folder.path().into()]).unwrap()[0], &limits) {
            Ok(document) => document.format.to_owned(),
            Err(reject) => reject.code.to_string(),
        }
    }

    #[test]
    fn text_beyond_the_limit_is_cut_between_characters() {
        let mut reading = Reading::from((
            ["abc", "dé", "f"]
                .map(|text| super::super::Block { kind: super::super::BlockKind::Line, text: text.into() })
                .to_vec(),
            ReadingQuality::Ok,
        ));
        cut(&mut reading, 100);
        assert_eq!((reading.blocks.len(), reading.quality), (3, ReadingQuality::Ok));
        cut(&mut reading, 5);
        let texts: Vec<_> = reading.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!((texts, reading.quality), (vec!["abc", "d"], ReadingQuality::Truncated));
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let text = b"Jane Roe, backend developer in Basel";
        let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0];
        encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        let table: &[(&str, &[u8], &str)] = &[
            ("cv.txt", text, "text"),
            ("cv.MD", text, "markdown"),
            ("cv.html", b"<h1>Jane Roe</h1><p>backend developer in Basel", "html"),
            ("cv.txt", b"Jane Roe", "no_text"),
            ("cv.txt", b"", "no_text"),
            ("cv.txt", &[0; 64], "damaged"),
            ("cv.txt", &[b'x'; 4_001], "too_large"),
            ("cv.html", b"<html><body>Jane", "no_text"),
            ("cv.pdf", text, "damaged"),
            ("cv.txt", b"%PDF-1.7 and nothing that follows", "damaged"),
            ("cv.docx", b"PK\x03\x04 and nothing that follows", "damaged"),
            ("cv.docx", &encrypted, "encrypted"),
            ("cv.doc", &encrypted[..4], "unsupported_type"),
            ("cv.rtf", b"{\\rtf1 Jane}", "unsupported_type"),
            ("cv.png", b"\x89PNG", "unsupported_type"),
            ("cv", text, "unsupported_type"),
        ];
        for (name, content, expected) in table {
            assert_eq!(outcome(name, content), *expected, "{name} {}", content.escape_ascii());
        }
    }
}
