//! For every posting ever seen: when, whether it is open, and which file has it.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Columns, Frame, PART_ROWS};
use super::postings::{Given, Memory};
use super::sealed::Sealed;
use crate::error::{Error, Result};
use crate::ingest::PostingHashes;
use crate::taxonomy::Joined;

/// What the ledger says of a posting. Its texts are those of many others: they are held once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// By which it is known again.
    pub hashes: PostingHashes,
    /// The file that it came in last.
    pub source_path: Arc<str>,
    /// The `as_of` of the first run that was given it, YYYY-MM-DD.
    pub first_seen: Option<Arc<str>>,
    /// That of the last.
    pub last_seen: Option<Arc<str>>,
    /// Whether it is open. What is gone stays in the ledger and nowhere else.
    pub open: bool,
    /// The file that has it, by its name, and the row in it; none where it is to be written.
    pub(super) place: Option<(Arc<str>, u32)>,
}

impl Mark {
    /// Of a posting that was given for the first time.
    pub fn new(hashes: PostingHashes, source_path: &str) -> Self {
        Self { hashes, source_path: source_path.into(), first_seen: None, last_seen: None, open: true, place: None }
    }

    /// Whether a file of the state has the posting as it is.
    pub fn is_kept(&self) -> bool {
        self.place.is_some()
    }

    /// Has the posting written anew: what was found in it is not what its file says any more.
    pub fn rewrite(&mut self) {
        self.place = None;
    }
}

/// What is known of each posting, in the order of their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    pub(super) ids: Joined,
    /// What is known of each.
    #[expect(clippy::vec_box, reason = "it stays where it is when its posting gets it")]
    pub(super) memories: Vec<Box<Memory>>,
}

impl Ledger {
    /// How many postings were ever seen.
    pub(super) fn len(&self) -> usize {
        self.memories.len()
    }

    fn push(&mut self, id: &str, mark: Mark) {
        self.ids.push(id);
        self.memories.push(Box::new(Memory { given: Given::default(), mark }));
    }

    /// Each posting's id, with what is known of it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Memory)> {
        self.ids.iter().zip(self.memories.iter().map(|memory| &**memory))
    }
}

impl FromIterator<(String, Mark)> for Ledger {
    fn from_iter<T: IntoIterator<Item = (String, Mark)>>(marks: T) -> Self {
        let mut out = Self::default();
        marks.into_iter().for_each(|(id, mark)| out.push(&id, mark));
        out
    }
}

/// A line of the ledger that is written.
pub(super) struct Line<'a> {
    pub(super) id: &'a str,
    /// What it said before.
    pub(super) mark: &'a Mark,
    /// Whether this run was given the posting.
    pub(super) today: bool,
    /// Where the posting is now.
    pub(super) place: Option<(&'a str, u32)>,
    /// Its place among the open postings of the run that writes the ledger.
    pub(super) open: Option<u32>,
}

impl<'a> Line<'a> {
    /// One that says what it said.
    pub(super) fn again(id: &'a str, mark: &'a Mark) -> Self {
        Self { id, mark, today: false, place: mark.place.as_ref().map(|(file, row)| (&**file, *row)), open: None }
    }
}

/// Writes the ledger of a generation of the day `as_of`; `lines` are in the order of the ids.
pub(super) fn write(dir: &Path, name: &str, lines: &[Line<'_>], as_of: Option<&str>) -> Result<Sealed> {
    Columns::write_in_parts(dir, name, (lines, PART_ROWS), |lines| Ok(columns(lines, as_of)))
}

fn columns(lines: &[Line<'_>], as_of: Option<&str>) -> Columns {
    let content: Vec<[u8; 16]> = lines.iter().map(|l| l.mark.hashes.content.to_le_bytes()).collect();
    let raw: Vec<Option<[u8; 16]>> = lines.iter().map(|l| l.mark.hashes.raw.map(u128::to_le_bytes)).collect();
    let first = |l: &Line<'_>| if l.today { as_of } else { None };
    Columns::default()
        .texts("posting_id", lines.iter().map(|l| Some(l.id)))
        .bytes("content", content.iter().map(|c| &c[..]))
        .bytes("raw", raw.iter().map(|r| r.as_ref().map_or(&[][..], |r| &r[..])))
        .texts("source_path", lines.iter().map(|l| Some(&*l.mark.source_path)))
        .texts("first_seen", lines.iter().map(|l| l.mark.first_seen.as_deref().or_else(|| first(l))))
        .texts("last_seen", lines.iter().map(|l| if l.today { as_of } else { l.mark.last_seen.as_deref() }))
        .flags("open", lines.iter().map(|l| l.mark.open))
        .texts("file", lines.iter().map(|l| l.place.map(|(file, _)| file)))
        .counts("row", lines.iter().map(|l| l.place.map(|(_, row)| row)))
}

/// The text of the cell before, which most cells have again.
#[derive(Default)]
struct Again(Arc<str>);

impl Again {
    fn of(&mut self, cell: Option<Option<&str>>) -> Option<Arc<str>> {
        let cell = cell.flatten()?;
        if *self.0 != *cell {
            self.0 = cell.into();
        }
        Some(Arc::clone(&self.0))
    }
}

/// Reads the ledger of a generation, in the order of the ids. What it says is put where it stays with its posting.
pub(super) fn read(dir: &Path, sealed: &Sealed) -> Result<Ledger> {
    let columns = ["posting_id", "content", "raw", "source_path", "first_seen", "last_seen", "open", "file", "row"];
    let (mut path, mut file, mut seen) = (Again::default(), Again::default(), (Again::default(), Again::default()));
    let rows = sealed.rows as usize;
    let mut out = Ledger { ids: Joined::with_capacity(rows), memories: Vec::with_capacity(rows) };
    Frame::read_in_parts(dir, sealed, &columns, PART_ROWS, |frame| {
        let mut contents = frame.bytes("content")?;
        let mut raws = frame.bytes("raw")?;
        let mut paths = frame.texts("source_path")?;
        let mut first = frame.texts("first_seen")?;
        let mut last = frame.texts("last_seen")?;
        let mut open = frame.flags("open")?;
        let mut files = frame.texts("file")?;
        let mut rows = frame.counts("row")?;
        for id in frame.texts("posting_id")? {
            let damaged = || Error::State { path: dir.join(&sealed.name), message: "a ledger without ids".to_owned() };
            let id = id.ok_or_else(damaged)?;
            let hash = |cell: Option<&[u8]>| cell.and_then(|bytes| bytes.try_into().ok()).map(u128::from_le_bytes);
            let content = hash(contents.next()).unwrap_or_default();
            let place = file.of(files.next()).zip(rows.next().flatten());
            let mark = Mark {
                hashes: PostingHashes { content, raw: hash(raws.next()) },
                source_path: path.of(paths.next()).unwrap_or_default(),
                first_seen: seen.0.of(first.next()),
                last_seen: seen.1.of(last.next()),
                open: open.next().unwrap_or_default(),
                place,
            };
            out.push(id, mark);
        }
        Ok(())
    })?;
    Ok(out)
}

/// The ids alone.
pub(super) fn ids(dir: &Path, sealed: &Sealed) -> Result<Joined> {
    let frame = Frame::read(dir, sealed, &["posting_id"])?;
    Ok(frame.texts("posting_id")?.map(Option::unwrap_or_default).collect())
}
