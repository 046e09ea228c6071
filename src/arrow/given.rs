//! From cells to documents: what a row of a data frame says of a posting or a resume.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::ingest::{
    PostingColumns, PostingReader, PostingRecord, Reject, RejectCode, RejectKind, ResumeDocument, ResumeId,
    ResumeReader,
};

use super::cells::Cells;
use super::rules::{Rules, Watch};
use crate::pipeline::read_posting;

/// What the rows of a data frame have for a path, where none of its columns gives one.
const SOURCE: &str = "table";

/// Names of the column that says where a record came from.
const PATHS: &[&str] = &["source_path", "path", "filename", "file_name", "file"];
const IDS: &[&str] = &["resume_id", "id"];
const CONTENTS: &[&str] = &["content", "bytes", "text", "resume", "resume_text", "body"];

/// Whether a column of this name says anything of a posting or of a resume.
pub fn is_read(name: &str) -> bool {
    let own = [PATHS, IDS, CONTENTS].iter().any(|names| names.iter().any(|own| own.eq_ignore_ascii_case(name)));
    own || PostingColumns::new([name, "description"]).is_ok_and(|columns| columns.knows(0))
}

/// A reader of the postings in some rows; a row is refused as a record of a file would be.
///
/// # Errors
/// [`Error::Batch`] where no column holds a description, or a known one has a type that cannot be read.
pub(super) fn postings(tables: &[Cells]) -> Result<PostingReader> {
    let mut records: Vec<(u64, PostingRecord)> = Vec::new();
    for cells in tables {
        let columns = PostingColumns::new(cells.names().iter().map(String::as_str)).map_err(Error::Batch)?;
        let path = cells.place(&PATHS[..1]);
        for row in 0..cells.rows() {
            let number = records.len() as u64 + 1;
            let source_path = path.and_then(|at| cells.text(at, row)).unwrap_or(SOURCE);
            records.push((number, columns.posting(cells.row(row), source_path, Some(number))));
        }
    }
    Ok(PostingReader::of_records(SOURCE, records.into_iter()))
}

/// A posting's id, the hash of its content and its day; the last two are null where it is refused.
type Key = (String, Option<String>, Option<String>);

/// What postings are told apart by, row by row: `posting_id`, the id that each gets; `content`, a hash of all it says, null where it has
/// no description and is refused; `date`, its day, `YYYY-MM-DD`, null where none is known. A program that holds rows in many
/// places finds by it those that came twice, and the newest.
///
/// # Errors
/// [`Error::Batch`] where no column holds a description, and [`Error::Stopped`].
pub fn posting_keys(rules: &Rules, cells: &Cells, watch: &dyn Watch) -> Result<RecordBatch> {
    let columns = PostingColumns::new(cells.names().iter().map(String::as_str)).map_err(Error::Batch)?;
    let key = |row: usize| -> Result<Key> {
        watch.check()?;
        let record = columns.posting(cells.row(row), SOURCE, None);
        let id = record.posting_id.to_string();
        if !record.has_description() {
            return Ok((id, None, None));
        }
        let content = format!("{:032x}", record.content());
        // A day that no column gives is looked for in the text.
        let date = record.date_posted.clone();
        let stated = || Some(read_posting(record, None, rules.extractor()).ok()?.0.record.date_posted()?.to_owned());
        let date = date.or_else(stated);
        Ok((id, Some(content), date))
    };
    let keys = rules.install(|| (0..cells.rows()).into_par_iter().map(key).collect::<Result<Vec<_>>>())?;
    let column =
        |cell: fn(&Key) -> Option<&str>| -> ArrayRef { Arc::new(keys.iter().map(cell).collect::<StringArray>()) };
    let columns = [
        ("posting_id", column(|(id, ..)| Some(id))),
        ("content", column(|(_, content, _)| content.as_deref())),
        ("date", column(|(.., date)| date.as_deref())),
    ];
    let columns = columns.map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).map_err(|e| Error::Batch(e.to_string()))
}

/// Where the resumes of a table stand in its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResumeColumns {
    id: Option<usize>,
    path: Option<usize>,
    content: usize,
}

impl ResumeColumns {
    pub(super) fn of(cells: &Cells) -> Result<Self> {
        let content = cells.place(CONTENTS).ok_or_else(|| {
            let found = cells.names().join(", ");
            Error::Batch(format!("no column holds resumes: looked for {}; found {found}", CONTENTS.join(", ")))
        })?;
        Ok(Self { id: cells.place(IDS), path: cells.place(PATHS), content })
    }

    /// The resume of a row, `number` from 1. Bytes are a file, read by what they are; text is a text file, unless the path
    /// says that it is HTML, Markdown or JSON.
    pub(super) fn read(
        self,
        cells: &Cells,
        row: usize,
        number: u64,
        reader: &ResumeReader<'_>,
    ) -> Result<ResumeDocument, Reject> {
        let own =
            |column: Option<usize>| column.and_then(|at| cells.text(at, row)).map(str::trim).filter(|t| !t.is_empty());
        let id = own(self.id);
        let path = own(self.path).or(id).map_or_else(|| format!("{SOURCE}-{number}"), str::to_owned);
        let Some(bytes) = cells.bytes(self.content, row) else {
            let reason = "the row has no resume: its cell is null".to_owned();
            return Err(Reject {
                kind: RejectKind::Resume,
                source_path: path,
                record: Some(number),
                code: RejectCode::BadRecord,
                reason,
            });
        };
        let name = if cells.is_binary(self.content) || is_text(&path) { path.clone() } else { format!("{path}.txt") };
        let read = reader.read_bytes(&name, bytes);
        let mut document =
            read.map_err(|reject| Reject { source_path: path.clone(), record: Some(number), ..reject })?;
        document.resume_id = id.map_or_else(|| ResumeId::of_path(&path), ResumeId::given);
        document.source_path = path;
        Ok(document)
    }
}

/// Whether a name is that of a text with markup of its own.
fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "json"].contains(&extension.as_str())
}
