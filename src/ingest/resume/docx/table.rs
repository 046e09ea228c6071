//! Tables as a person reads them: row by row, or one column after the other where a table is but the layout of a page.

use crate::ingest::{Block, BlockKind};

/// A table whose cells are read one by one: where the blocks of each begin and end, row by row.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<(usize, usize)>>,
}

impl Table {
    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell whose first block will be the one at `at`.
    pub(super) fn open_cell(&mut self, at: usize) {
        self.rows.last_mut().into_iter().for_each(|cells| cells.push((at, at)));
    }

    /// The innermost cell ends before the block at `at`.
    pub(super) fn close_cell(&mut self, at: usize) {
        let cell = self.rows.last_mut().and_then(|cells| cells.last_mut());
        cell.into_iter().for_each(|(_, end)| *end = at);
    }

    /// Puts the blocks of its cells, the last in `blocks`, into the order in which they are read.
    pub(super) fn read(self, blocks: &mut Vec<Block>) {
        let Some(first) = self.rows.iter().flatten().map(|(start, _)| *start).min().filter(|at| *at < blocks.len())
        else {
            return;
        };
        let all = blocks.split_off(first);
        let cell = |(start, end): &(usize, usize)| all.get(start - first..*end - first).unwrap_or_default();
        let rows: Vec<Vec<&[Block]>> = self.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        if is_layout(&rows) {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            let column = |at: usize| rows.iter().filter_map(move |row| row.get(at)).copied().flatten();
            blocks.extend((0..width).flat_map(column).cloned());
        } else {
            for cells in rows {
                match in_one_line(&cells) {
                    Some(text) => blocks.push(Block { kind: BlockKind::Paragraph, text }),
                    None => blocks.extend(cells.concat()),
                }
            }
        }
    }
}

/// Whether headings in several columns head what stands below them, and not beside them. The first row of a table of short cells may look
/// like headings too, and so may names in capitals.
fn is_layout(rows: &[Vec<&[Block]>]) -> bool {
    /// Blocks of a cell that is more than an entry of a table.
    const LIST: usize = 3;
    let columns = |of: fn(&Block) -> bool| {
        let mut found: Vec<usize> = rows
            .iter()
            .flat_map(|row| row.iter().enumerate())
            .filter(|(_, cell)| cell.iter().any(of))
            .map(|(at, _)| at)
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len() > 1
    };
    // Headings in a column of their own stand beside what they head.
    let label = |row: &Vec<&[Block]>| matches!(&row[..], [[head], rest @ ..] if heads(head) && rest.iter().any(|cell| !cell.is_empty()));
    let empty = |row: &Vec<&[Block]>| row.first().is_none_or(|cell| cell.is_empty());
    if rows.len() > 1
        && rows.iter().filter(|row| label(row)).count() > 1
        && rows.iter().all(|row| label(row) || empty(row))
    {
        return false;
    }
    let lists = rows.iter().flatten().any(|cell| cell.len() >= LIST);
    let below = rows.iter().skip(1).flatten().copied().flatten().any(|block| block.kind == BlockKind::Heading);
    columns(|block| block.kind == BlockKind::Heading) && (lists || below) || columns(heads) && lists
}

/// Whether a block heads a section: by its style, or as a few words in capitals.
pub(super) fn heads(block: &Block) -> bool {
    const WORDS_MAX: usize = 4;
    const LETTERS_MIN: usize = 5;
    let letters = || block.text.chars().filter(|c| c.is_alphabetic());
    let capitals = || {
        block.text.split_whitespace().count() <= WORDS_MAX
            && letters().count() >= LETTERS_MIN
            && letters().all(char::is_uppercase)
            && !block.text.contains(|c: char| c.is_ascii_digit() || c == ',')
    };
    block.kind == BlockKind::Heading || block.kind == BlockKind::Paragraph && capitals()
}

/// One line of a row whose cells hold a line each, as a person reads it; cells that hold more are read one after the other.
fn in_one_line(cells: &[&[Block]]) -> Option<String> {
    const WIDE: usize = 300;
    let line = |block: &Block| block.kind == BlockKind::Paragraph && !block.text.contains('\n');
    let row: Vec<&Block> = cells.iter().copied().flatten().collect();
    let sound = cells.iter().all(|cell| cell.len() < 2) && row.len() > 1;
    if !sound || !row.iter().all(|block| line(block)) || row.iter().map(|b| b.text.len()).sum::<usize>() > WIDE {
        return None;
    }
    Some(match row.iter().map(|block| block.text.trim()).collect::<Vec<_>>()[..] {
        [label, rest] if label.ends_with(':') || rest.starts_with(':') => format!("{label} {rest}"),
        [label, rest] if is_label(label) => format!("{label}: {rest}"),
        ref cells => cells.join(" | "),
    })
}

/// Whether the first of two cells names what the second holds.
fn is_label(cell: &str) -> bool {
    const LONGEST: usize = 40;
    cell.len() <= LONGEST
        && cell.ends_with(char::is_alphabetic)
        && !cell.contains(|c: char| c.is_ascii_digit() || c == ',')
}
