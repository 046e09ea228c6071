//! The formats resumes come in: one file each, and one line in [`READERS`].

mod docx;
mod json_resume;
mod markdown;
mod pdf;
mod text;

use std::fs::File;
use std::io::{self, Read};

use memchr::memmem;

use super::contain::contained;
use super::reject::Fault;
use super::{Block, InputFile, Limits, ReadingQuality, Reject, RejectCode, RejectKind, ResumeDocument, ResumeId};

/// What a reader makes of a file's bytes.
type ReadOutcome = Result<(Vec<Block>, ReadingQuality), Fault>;

/// A reader of one format.
struct Reader {
    format: &'static str,
    /// The library that reads, and its version.
    name: &'static str,
    /// Endings of file names, in lower case.
    extensions: &'static [&'static str],
    /// Whether the first bytes must show the format, so that its ending alone is no proof.
    by_magic: bool,
    read: fn(&[u8], &Limits) -> ReadOutcome,
}

static PDF: Reader = Reader { format: "pdf", name: pdf::NAME, extensions: &["pdf"], by_magic: true, read: pdf::read };

static DOCX: Reader =
    Reader { format: "docx", name: "quick-xml 0.42", extensions: &["docx"], by_magic: true, read: docx::read };

static MARKDOWN: Reader = Reader {
    format: "markdown",
    name: "pulldown-cmark 0.13",
    extensions: &["md", "markdown"],
    by_magic: false,
    read: markdown::read,
};

static TEXT: Reader =
    Reader { format: "text", name: "encoding_rs 0.8", extensions: &["txt", "text"], by_magic: false, read: text::read };

static JSON_RESUME: Reader = Reader {
    format: "json_resume",
    name: "serde_json 1",
    extensions: &["json"],
    by_magic: false,
    read: json_resume::read,
};

/// Every format that is read.
static READERS: [&Reader; 5] = [&PDF, &DOCX, &MARKDOWN, &TEXT, &JSON_RESUME];

/// Fewest words of a resume that can be judged.
const WORDS_MIN: usize = 5;

/// Reads one resume. Nothing but its file is touched, and a panic inside a reader's library is a reject of this file.
///
/// # Errors
/// The [`Reject`] that stands for the file, with what its owner can do.
pub fn read_resume(file: &InputFile, limits: &Limits) -> Result<ResumeDocument, Reject> {
    read(file, limits).map_err(|(code, reason)| Reject {
        kind: RejectKind::Resume,
        source_path: file.source_path.clone(),
        record: None,
        code,
        reason,
    })
}

fn read(file: &InputFile, limits: &Limits) -> Result<ResumeDocument, Fault> {
    if !file.regular {
        return Err((RejectCode::UnsupportedType, "a device, pipe or socket, not a file".into()));
    }
    let bytes = load(file, limits.max_file_bytes)
        .map_err(|error| (RejectCode::Unreadable, format!("the file cannot be read: {error}")))?;
    if bytes.len() as u64 > limits.max_file_bytes {
        let reason = format!("the file is larger than {} bytes: export it without its pictures", limits.max_file_bytes);
        return Err((RejectCode::TooLarge, reason));
    }
    let reader = choose(&bytes, file)?;
    let (blocks, quality) = match contained(|| (reader.read)(&bytes, limits)) {
        Ok(outcome) => outcome?,
        Err(_) => return Err((RejectCode::Damaged, broken(reader.format))),
    };
    if blocks.iter().map(|block| words(&block.text)).sum::<usize>() < WORDS_MIN {
        return Err((RejectCode::NoText, "the file holds fewer than five words of text".into()));
    }
    Ok(ResumeDocument {
        resume_id: ResumeId::of_path(&file.source_path),
        source_path: file.source_path.clone(),
        format: reader.format,
        reader: reader.name,
        content_hash: blake3::hash(&bytes).to_hex()[..32].to_owned(),
        blocks,
        quality,
    })
}

/// The bytes of the file, or one more than `limit` of them.
fn load(file: &InputFile, limit: u64) -> io::Result<Vec<u8>> {
    let source: &mut dyn Read = if file.stdin { &mut io::stdin() } else { &mut File::open(&file.path)? };
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the file is by its own first bytes; only text has none, and is told by the ending of its name.
fn choose(bytes: &[u8], file: &InputFile) -> Result<&'static Reader, Fault> {
    const PDF_WITHIN: usize = 1024;
    let name = file.source_path.to_lowercase();
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
        Some(reader) if reader.by_magic => Err((RejectCode::Damaged, broken(reader.format))),
        Some(reader) => Ok(reader),
        None if file.stdin => Ok(&TEXT),
        None => Err((
            RejectCode::UnsupportedType,
            "resumes are read from PDF, DOCX, Markdown, text and JSON Resume files".into(),
        )),
    }
}

fn broken(format: &str) -> String {
    let name = format.to_uppercase();
    format!("the file is no {name} inside, or is broken or cut off: export it again from your editor")
}

/// Words as a person counts them: runs between white space that hold a letter or digit.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
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
    fn a_file_is_what_its_bytes_say() {
        let text = b"Jane Roe, backend developer in Basel";
        let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0];
        encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        let table: &[(&str, &[u8], &str)] = &[
            ("cv.txt", text, "text"),
            ("cv.MD", text, "markdown"),
            ("cv.txt", b"Jane Roe", "no_text"),
            ("cv.txt", b"", "no_text"),
            ("cv.txt", &[0; 64], "damaged"),
            ("cv.txt", &[b'x'; 4_001], "too_large"),
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
