//! For every posting ever seen: when, whether it is open, and which file has it.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::postings::{Given, Memory};
use super::sealed::{Rows, Sealed, wrong};
use crate::error::Result;
use crate::ingest::PostingHashes;
use crate::taxonomy::Joined;

/// What the ledger says of a posting: little, because a run holds a million of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// By which it is known again.
    pub hashes: PostingHashes,
    origin: Arc<Origin>,
    /// Whether it is open. What is gone stays in the ledger and nowhere else.
    pub open: bool,
    /// The row in the file that has it; [`UNWRITTEN`](Self::UNWRITTEN) where it is to be written.
    row: u32,
}

/// What a mark has in common with many others, and what it came to when it last changed: the next ones change alike.
pub type Shared = Option<(Arc<Origin>, Arc<Origin>)>;

/// What a mark has in common with many others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    source_path: Arc<str>,
    first_seen: Option<Arc<str>>,
    last_seen: Option<Arc<str>>,
    file: Option<Arc<str>>,
}

impl Mark {
    /// The row of what no file has. No file has so many.
    const UNWRITTEN: u32 = u32::MAX;

    /// Of a posting that was given for the first time.
    pub fn new(hashes: PostingHashes, source_path: &str) -> Self {
        let origin = Arc::new(Origin { source_path: source_path.into(), ..Origin::default() });
        Self { hashes, origin, open: true, row: Self::UNWRITTEN }
    }

    /// The file that it came in last.
    pub fn source_path(&self) -> &Arc<str> {
        &self.origin.source_path
    }

    /// The `as_of` of the first run that was given it, YYYY-MM-DD.
    pub fn first_seen(&self) -> Option<&str> {
        self.origin.first_seen.as_deref()
    }

    /// That of the last.
    pub fn last_seen(&self) -> Option<&str> {
        self.origin.last_seen.as_deref()
    }

    /// Says that it came in this file; `last` is what the mark before came to, which most have in common.
    pub fn came_in(&mut self, source_path: &str, last: &mut Shared) {
        if let Some((from, to)) = last
            && Arc::ptr_eq(from, &self.origin)
            && *to.source_path == *source_path
        {
            self.origin = Arc::clone(to);
            return;
        }
        let from = Arc::clone(&self.origin);
        Arc::make_mut(&mut self.origin).source_path = source_path.into();
        *last = Some((from, Arc::clone(&self.origin)));
    }

    /// Says that it was first seen when the posting of another mark was.
    pub fn was_seen_as(&mut self, first: &Self) {
        Arc::make_mut(&mut self.origin).first_seen.clone_from(&first.origin.first_seen);
    }

    /// Whether a file of the state has the posting as it is.
    pub fn is_kept(&self) -> bool {
        self.row != Self::UNWRITTEN
    }

    /// The file that has it, by its name, and the row in it; none where it is to be written.
    pub(super) fn place(&self) -> Option<(&str, u32)> {
        self.is_kept().then_some((self.origin.file.as_deref()?, self.row))
    }

    /// Says where it is.
    pub(super) fn put(&mut self, file: &Arc<str>, row: u32) {
        self.row = row;
        Arc::make_mut(&mut self.origin).file = Some(Arc::clone(file));
    }

    /// Has the posting written anew: what was found in it is not what its file says any more.
    pub fn rewrite(&mut self) {
        self.row = Self::UNWRITTEN;
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

/// The name of a generation's ledger.
pub(super) fn name(number: u64) -> String {
    format!("{number:08}-ledger.rows")
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
        Self { id, mark, today: false, place: mark.place(), open: None }
    }
}

/// Two runs of lines, each in the order of the ids, as one.
pub(super) fn merged<'a>(
    one: impl Iterator<Item = Line<'a>>,
    other: impl Iterator<Item = Line<'a>>,
) -> impl Iterator<Item = Line<'a>> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b.id < a.id => other.next(),
        (None, _) => other.next(),
        _ => one.next(),
    })
}

/// A row of the file. Most rows have some texts of the row before, and say no more than that: there are a million of them, and to
/// read and write them takes no table to look them up in.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    id: &'a str,
    content: [u8; HASH],
    raw: Option<[u8; HASH]>,
    #[serde(borrow)]
    source_path: Cell<'a>,
    #[serde(borrow)]
    first_seen: Cell<'a>,
    #[serde(borrow)]
    last_seen: Cell<'a>,
    open: bool,
    #[serde(borrow)]
    file: Cell<'a>,
    row: u32,
}

/// Bytes of a hash.
const HASH: usize = size_of::<u128>();

/// A text of a row.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Cell<'a> {
    /// That which the last row had that had any.
    Again,
    /// None.
    Nothing,
    /// Another.
    Text(&'a str),
}

/// The last text of a column that was written.
#[derive(Default)]
struct Written<'a>(Option<&'a str>);

impl<'a> Written<'a> {
    fn cell(&mut self, text: Option<&'a str>) -> Cell<'a> {
        match text {
            None => Cell::Nothing,
            Some(_) if text == self.0 => Cell::Again,
            Some(text) => {
                self.0 = Some(text);
                Cell::Text(text)
            }
        }
    }
}

/// The texts of rows as they are read: what many rows have is held once.
#[derive(Default)]
struct Origins {
    /// The last text of each column.
    last: [Option<Arc<str>>; COLUMNS],
    /// What the last row has.
    now: Arc<Origin>,
    texts: FxHashSet<Arc<str>>,
    all: FxHashSet<Arc<Origin>>,
}

/// Columns of texts that rows have in common.
const COLUMNS: usize = 4;

impl Origins {
    fn of(&mut self, cells: [Cell<'_>; COLUMNS]) -> Arc<Origin> {
        let Origin { first_seen, last_seen, file, .. } = &*self.now;
        let had = [true, first_seen.is_some(), last_seen.is_some(), file.is_some()];
        let same = |(cell, had): (&Cell<'_>, bool)| match cell {
            Cell::Again => had,
            Cell::Nothing => !had,
            Cell::Text(_) => false,
        };
        if self.last[0].is_none() || !cells.iter().zip(had).all(same) {
            let mut at = 0;
            let [source_path, first_seen, last_seen, file] = cells.map(|cell| {
                let last = &mut self.last[at];
                at += 1;
                match cell {
                    Cell::Nothing => return None,
                    Cell::Again => {}
                    Cell::Text(text) => {
                        let known = self.texts.get(text).cloned();
                        *last = Some(known.unwrap_or_else(|| {
                            let new: Arc<str> = text.into();
                            self.texts.insert(Arc::clone(&new));
                            new
                        }));
                    }
                }
                last.clone()
            });
            let now = Origin { source_path: source_path.unwrap_or_default(), first_seen, last_seen, file };
            self.now = self.all.get(&now).cloned().unwrap_or_else(|| {
                let now = Arc::new(now);
                self.all.insert(Arc::clone(&now));
                now
            });
        }
        Arc::clone(&self.now)
    }
}

/// Writes the ledger of a generation of the day `as_of`; `lines` come in the order of the ids.
pub(super) fn write<'a>(
    dir: &Path,
    name: &str,
    lines: impl Iterator<Item = Line<'a>>,
    as_of: Option<&'a str>,
) -> Result<Sealed> {
    let path = dir.join(name);
    let mut out = Rows::create(path.clone())?;
    let [mut path_before, mut first_before, mut last_before, mut file_before] = [(); 4].map(|()| Written::default());
    for Line { id, mark, today, place, .. } in lines {
        let first_seen = mark.first_seen().or(if today { as_of } else { None });
        let last_seen = if today { as_of } else { mark.last_seen() };
        out.add(&Row {
            id,
            content: mark.hashes.content.to_le_bytes(),
            raw: mark.hashes.raw.map(u128::to_le_bytes),
            source_path: path_before.cell(Some(mark.source_path())),
            first_seen: first_before.cell(first_seen),
            last_seen: last_before.cell(last_seen),
            open: mark.open,
            file: file_before.cell(place.map(|(file, _)| file)),
            row: place.map_or(0, |(_, row)| row),
        })?;
    }
    out.finish(name)
}

/// Reads the ledger of a generation, in the order of the ids. What it says is put where it stays with its posting.
pub(super) fn read(dir: &Path, sealed: &Sealed) -> Result<Ledger> {
    let rows = sealed.rows as usize;
    let mut out = Ledger { ids: Joined::with_capacity(rows), memories: Vec::with_capacity(rows) };
    let mut origins = Origins::default();
    each(dir, sealed, |row| {
        let origin = origins.of([row.source_path, row.first_seen, row.last_seen, row.file]);
        let mark = Mark {
            hashes: PostingHashes { content: u128::from_le_bytes(row.content), raw: row.raw.map(u128::from_le_bytes) },
            row: if origin.file.is_some() { row.row } else { Mark::UNWRITTEN },
            origin,
            open: row.open,
        };
        out.push(row.id, mark);
    })?;
    Ok(out)
}

/// The ids alone.
pub(super) fn ids(dir: &Path, sealed: &Sealed) -> Result<Joined> {
    let mut out = Joined::with_capacity(sealed.rows as usize);
    each(dir, sealed, |row| out.push(row.id))?;
    Ok(out)
}

fn each(dir: &Path, sealed: &Sealed, mut row: impl FnMut(Row<'_>)) -> Result<()> {
    sealed.read_rows(dir, |_, bytes| {
        row(postcard::from_bytes(bytes).map_err(|e| wrong(&dir.join(&sealed.name), &e))?);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(source_path: &str, first: Option<&str>, place: Option<(&str, u32)>) -> Mark {
        Mark {
            hashes: PostingHashes { content: 1 << 100, raw: first.map(|_| 7) },
            origin: Arc::new(Origin {
                source_path: source_path.into(),
                first_seen: first.map(Arc::from),
                last_seen: None,
                file: place.map(|(file, _)| file.into()),
            }),
            open: place.is_some(),
            row: place.map_or(Mark::UNWRITTEN, |(_, row)| row),
        }
    }

    fn lines<'a>(marks: &'a [(&str, Mark)]) -> impl Iterator<Item = Line<'a>> {
        marks.iter().map(|(id, mark)| Line::again(id, mark))
    }

    #[test]
    fn lines_come_back_in_the_order_of_the_ids() {
        let dir = tempfile::tempdir().expect("a folder");
        let open = [
            ("a", mark("x.csv", Some("2026-11-01"), Some(("one", 0)))),
            ("c", mark("x.csv", None, Some(("one", 1)))),
            ("d", mark("y.csv", Some("2026-11-01"), Some(("two", 0)))),
        ];
        let closed = [("b", mark("x.csv", None, None)), ("e", mark("", Some("2026-11-02"), None))];
        let today = merged(lines(&open), lines(&closed)).map(|line| Line { today: line.id == "c", ..line });
        let sealed = write(dir.path(), "ledger.rows", today, Some("2026-11-03")).expect("a file");
        let read = read(dir.path(), &sealed).expect("the ledger");
        let day = || Some(Arc::from("2026-11-03"));
        let expected = [&open[0].1, &closed[0].1, &open[1].1, &open[2].1, &closed[1].1].map(Mark::clone);
        let expected = expected.into_iter().enumerate().map(|(at, mark)| match at {
            2 => {
                let origin = Origin { first_seen: day(), last_seen: day(), ..(*mark.origin).clone() };
                Mark { origin: origin.into(), ..mark }
            }
            _ => mark,
        });
        let found: Vec<(String, Mark)> = read.iter().map(|(id, memory)| (id.to_owned(), memory.mark.clone())).collect();
        assert_eq!(found, ["a", "b", "c", "d", "e"].map(str::to_owned).into_iter().zip(expected).collect::<Vec<_>>());
        assert!(ids(dir.path(), &sealed).expect("ids").iter().eq(["a", "b", "c", "d", "e"]));
    }
}
