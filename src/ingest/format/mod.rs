//! The formats postings come in: one file each, and one line in [`FORMATS`].

mod board;
mod columns;
mod csv;
mod date;
mod fields;
mod given;
mod html;
mod json;
mod jsonl;
mod linked_data;
mod object;
mod parquet;
mod plain;
mod recognised;
mod source;

use std::sync::Arc;

pub use given::{GivenCell, PostingColumns};
pub(super) use recognised::Record;
use source::Source;

use super::reject::Fault;
use super::{InputFile, KnownPostings, Limits, RejectCode};

/// A record's number in its file (1-based; none where the file is the posting), and what was read.
pub(super) type Entry = (Option<u64>, Result<Record, Fault>);

/// The records of one file, in its order, read as they are asked for.
pub(super) type Records = Box<dyn Iterator<Item = Entry> + Send>;

/// What records are read by.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) limits: Limits,
    /// Postings that need not be read again; none where nobody keeps the hashes of records.
    pub(super) known: Option<Arc<KnownPostings>>,
}

/// What to do about a record that is too long.
const FEWER_BYTES: &str = "leave out what is no job posting, or raise `limits.max_record_bytes`";

/// A format of posting files.
struct Format {
    /// As a person calls it.
    name: &'static str,
    /// Endings of file names, in lower case. All formats but Parquet may end in `.gz` beyond them.
    extensions: &'static [&'static str],
    /// Opens a file of it.
    open: fn(&InputFile, &Terms) -> Result<Records, Fault>,
}

/// Every format that is read.
const FORMATS: &[Format] = &[
    Format { name: "CSV", extensions: &["csv", "tsv"], open: csv::open },
    Format { name: "JSONL", extensions: &["jsonl", "ndjson"], open: jsonl::open },
    Format { name: "JSON", extensions: &["json"], open: json::open },
    Format { name: "HTML", extensions: &["html", "htm", "xhtml"], open: html::open },
    Format { name: "Parquet", extensions: &["parquet"], open: parquet::open },
    Format { name: "text", extensions: &["txt", "text"], open: plain::open },
    Format { name: "Markdown", extensions: &["md", "markdown"], open: plain::open },
];

/// Opens a file of postings by the ending of its name, or standard input by its first bytes.
pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    if !file.regular {
        return Err((
            RejectCode::UnsupportedType,
            "a device, pipe or socket, not a file: save what it gives as a file, or pass it on standard input as `-`"
                .into(),
        ));
    }
    if file.stdin {
        return sniff(file, terms);
    }
    let name = file.source_path.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let extension =
        name.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    match FORMATS.iter().find(|format| format.extensions.contains(&extension)) {
        Some(format) => (format.open)(file, terms),
        None => {
            let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
            let reason = format!("postings are read from {} files: save it as one of these", names.join(", "));
            Err((RejectCode::UnsupportedType, reason))
        }
    }
}

/// Standard input has no name: JSON and HTML show in their first character, CSV in a first line with a column that is known.
fn sniff(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    let source = Source::open(file)?;
    match source.head.iter().find(|b| !b.is_ascii_whitespace()) {
        None => Ok(Box::new(std::iter::empty())),
        // An object that goes on for more than its line is not one of many.
        Some(b'{') if has_object_a_line(&source.head) => Ok(jsonl::read(source, &file.source_path, terms)),
        Some(b'{') => json::read(source, &file.source_path, terms),
        Some(b'[') => json::read(source, &file.source_path, terms),
        Some(b'<') => html::read(source, &file.source_path, terms),
        Some(_) if csv::is_table(&source.head) => csv::read(source, &file.source_path, terms),
        Some(_) => plain::read(source, &file.source_path, terms),
    }
}

/// Whether the first line that holds anything ends as an object does.
fn has_object_a_line(head: &[u8]) -> bool {
    let lines = head.trim_ascii_start();
    memchr::memchr(b'\n', lines).is_some_and(|end| lines[..end].trim_ascii_end().ends_with(b"}"))
}
