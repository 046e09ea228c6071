//! Rows of one region to lines as their author made them: a wrapped line is marked as the rest of the one before, a
//! heading as such, and what stands at the margin beside an entry joins the entry's first line.

use super::unfinished;
use super::words::{Row, Word, between, joined_letters};
use crate::ingest::{Block, BlockKind, awaits_more};

/// A line of a region.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) block: Block,
    shape: Shape,
    /// What stands at the margins, top down: it follows the line's own text.
    margin: Vec<String>,
}

/// What of a line tells whether the next one goes on with it.
#[derive(Debug, Clone, Copy)]
struct Shape {
    base: f32,
    size: f32,
    bold: bool,
    left: f32,
    right: f32,
    /// Width of the first word.
    first: f32,
    /// Where the text of an item starts behind its mark; `left` where there is none.
    text_left: f32,
    /// Where the last cell of the row starts.
    cell_left: f32,
    /// How far the text could have gone.
    limit: f32,
    item: bool,
    /// Whether the text of an item goes on below its mark, so that what follows the item starts there too.
    below_mark: bool,
    /// Whether it ends with dates in a cell of their own, as the head of an entry does.
    dated: bool,
    words: usize,
}

/// A stretch of white this wide, in ems, parts cells of a row.
const CELL_GAP: f32 = 1.6;

/// The lines of a region. `body` is the size of the page's ordinary text.
pub(super) fn lines(rows: Vec<Row>, body: f32) -> Vec<Line> {
    let cells: Vec<Vec<Row>> = rows.into_iter().map(|row| split(joined_letters(row))).collect();
    let edge = right_edge(&cells, body);
    let limit = text_edge(&cells, body).unwrap_or(edge);
    let mut lines: Vec<Line> = Vec::with_capacity(cells.len());
    let mut margin: Option<Margin> = None;
    let mut before: Option<Shape> = None;
    for mut row in cells {
        let dated = margin.as_ref().and_then(|margin| lines.get(margin.head)).is_some_and(Line::has_year);
        let taken = margin.as_mut().and_then(|margin| margin.take(&mut row, before.as_ref(), dated));
        if let (Some(text), Some(head)) = (taken, margin.as_ref().and_then(|margin| lines.get_mut(margin.head))) {
            head.margin.push(text);
        }
        if row.is_empty() {
            continue;
        }
        if let Some(dates) = take_floated_dates(&mut row, lines.last(), edge) {
            lines.last_mut().into_iter().for_each(|head| head.margin.push(text(&dates)));
        }
        let Some(shape) = Shape::of(&row, limit) else { continue };
        let mut text = row.iter().map(text).collect::<Vec<_>>().join("\t");
        // The mark of an item in a font that does not tell its glyphs.
        if shape.item && text.starts_with(char::REPLACEMENT_CHARACTER) {
            text.replace_range(..char::REPLACEMENT_CHARACTER.len_utf8(), "\u{2022}");
        }
        let wrapped = before.is_some_and(|before| shape.goes_on(&before, &row, lines.last(), body));
        let kind = match () {
            () if wrapped => BlockKind::Wrapped,
            () if is_heading(&row, &text, body) => BlockKind::Heading,
            () => BlockKind::Paragraph,
        };
        before = Some(match before {
            // The rest of an item goes on as the item does.
            Some(before) if wrapped => Shape {
                item: before.item,
                text_left: shape.left,
                below_mark: before.below_mark || shape.left < before.text_left - 0.6 * shape.size,
                ..shape
            },
            _ => shape,
        });
        if row.len() > 1 {
            margin = Margin::of(&row, lines.len());
        } else if let Some(margin) = &mut margin {
            margin.base = shape.base;
        }
        lines.push(Line { block: Block { kind, text }, shape, margin: Vec::new() });
    }
    lines.into_iter().map(Line::with_margin).collect()
}

impl Line {
    /// A heading that stands beside the lines of the page.
    pub(super) fn heading(text: String, base: f32, left: f32, size: f32) -> Self {
        let (words, item, bold) = (text.split(' ').count(), false, true);
        let shape = Shape {
            base,
            size,
            bold,
            left,
            right: left,
            first: 0.0,
            text_left: left,
            cell_left: left,
            limit: left,
            item,
            below_mark: false,
            dated: false,
            words,
        };
        Self { block: Block { kind: BlockKind::Heading, text }, shape, margin: Vec::new() }
    }

    /// Whether a year stands in it or beside it.
    fn has_year(&self) -> bool {
        let texts = std::iter::once(&self.block.text).chain(&self.margin);
        texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).any(unfinished::is_year)
    }

    /// Whether it stands at or below the height `y`, to the right of `x`.
    pub(super) fn stands_at(&self, x: f32, y: f32) -> bool {
        self.shape.base < y && self.shape.left > x
    }

    /// Whether the first line of the next page goes on with this one: it is full, and the next starts small.
    pub(super) fn goes_on_over(&self, next: &Line) -> bool {
        let small = next.block.text.starts_with(char::is_lowercase);
        let full = self.shape.right + next.shape.first > self.shape.limit - self.shape.size;
        small && full && next.block.kind == BlockKind::Paragraph && (next.shape.size - self.shape.size).abs() < 0.6
    }

    fn with_margin(mut self) -> Self {
        for text in std::mem::take(&mut self.margin) {
            self.block.text.push('\t');
            self.block.text.push_str(&text);
        }
        self
    }
}

/// What stands to the right of an entry and beside its next rows: a place, dates, a duration.
struct Margin {
    /// The line of its first cell.
    head: usize,
    left: f32,
    right: f32,
    size: f32,
    base: f32,
}

impl Margin {
    /// A place, a range of months.
    const WORDS_MAX: usize = 7;

    fn of(row: &[Row], head: usize) -> Option<Self> {
        let cell = row.last().filter(|cell| cell.len() <= Self::WORDS_MAX)?;
        let (first, last) = (cell.first()?, cell.last()?);
        Some(Self { head, left: first.left, right: last.right, size: first.size, base: first.base })
    }

    /// The text of `row` that stands in this margin, taken out of it: a cell below the last one, beside an item of a
    /// list or beside nothing at all. Another entry's margin starts where the row is an entry of its own, or has dates where this one is
    /// `dated`.
    fn take(&mut self, row: &mut Vec<Row>, before: Option<&Shape>, dated: bool) -> Option<String> {
        const LINE: f32 = 1.9;
        let first = row.first()?.first()?;
        let down = self.base - first.base;
        if !(0.0..LINE * self.size.max(first.size)).contains(&down) {
            return None;
        }
        // What starts where the text above does goes on with it.
        let below =
            before.is_some_and(|b| [b.left, b.text_left].iter().any(|at| (first.left - at).abs() < 0.6 * b.size));
        let alone = row.len() == 1 && first.left > self.left - 0.5 * self.size && !is_mark(&first.text) && !below;
        let rest = before.is_some_and(|b| b.item && (first.left - b.text_left).abs() < 0.6 * b.size);
        if !alone && !rest && !is_mark(&first.text) {
            return None;
        }
        if !alone && row.len() == 1 {
            let cell = &row[0];
            // The white beside a full line is narrow: the margin's own edge shows where it starts.
            let gap_min = self.size * (1.8 * usual_gap(cell)).max(0.7);
            let at = 1 + cell.get(1..)?.windows(2).position(|pair| {
                pair[1].left - pair[0].right > gap_min
                    && ((pair[1].left - self.left).abs() < 2.0
                        || cell.last().is_some_and(|w| (w.right - self.right).abs() < 2.0))
            })?;
            let tail = row[0].split_off(at + 1);
            row.push(tail);
        }
        let cell = row.last()?;
        let (first, last) = (cell.first()?, cell.last()?);
        let beside = (first.left - self.left).abs() < 2.0
            || (last.right - self.right).abs() < 2.0
            || (first.left >= self.left - self.size && last.right <= self.right + self.size);
        let others = dated && cell.iter().any(|word| unfinished::is_year(&word.text));
        if !beside || others || cell.len() > Self::WORDS_MAX {
            return None;
        }
        self.base = first.base;
        self.left = self.left.min(first.left);
        row.pop().map(|cell| text(&cell))
    }
}

/// The dates of the entry above, which had no room beside it and stand at the right edge of the first line below, or on a line of
/// their own there.
fn take_floated_dates(row: &mut Vec<Row>, head: Option<&Line>, limit: f32) -> Option<Row> {
    const HEAD_WORDS: usize = 14;
    let (head, before) = (head?, row.len().checked_sub(2).and_then(|at| row[at].last().map(|word| word.right)));
    let start = row.first()?.first()?;
    let (is_item, start) = (is_mark(&start.text), start.left);
    let cell = row.last_mut()?;
    let at = cell.iter().rposition(|word| !unfinished::is_of_date(&word.text)).map_or(0, |at| at + 1);
    let (first, last) = (cell.get(at)?, cell.last()?);
    // Alone on their line they stand far from the margin.
    let white = 6.0 * first.size;
    let text_ends = at.checked_sub(1).map(|at| cell[at].right).or(before).unwrap_or(head.shape.left + white);
    let gap_min = first.size * (1.6 * usual_gap(&cell[..at])).max(0.5);
    let dated = cell[at..].iter().any(|word| unfinished::is_year(&word.text));
    let is_head = !head.shape.item
        && head.block.kind == BlockKind::Paragraph
        && head.shape.words <= HEAD_WORDS
        && !head.block.text.ends_with(['.', ';'])
        && !head.has_year()
        && (0.1 * first.size..2.0 * first.size).contains(&(head.shape.base - first.base));
    // Beside a title or firm they are those of a new entry.
    let beside_title = !is_item && (at > 0 || before.is_some()) && start <= head.shape.left + 0.5 * first.size;
    if !dated || !is_head || beside_title || first.left - text_ends < gap_min || (last.right - limit).abs() > first.size
    {
        return None;
    }
    let dates = cell.split_off(at);
    row.retain(|cell| !cell.is_empty());
    Some(dates)
}

impl Shape {
    fn of(row: &[Row], limit: f32) -> Option<Self> {
        let (cell, last) = (row.first()?, row.last()?);
        let first = cell.first()?;
        let item = is_mark(&first.text);
        let start = if item { cell.get(1).or_else(|| row.get(1)?.first())? } else { first };
        Some(Self {
            base: first.base,
            size: row.iter().flatten().map(|word| word.size).fold(0.0, f32::max),
            bold: row.iter().flatten().all(|word| word.bold),
            left: first.left,
            right: last.last()?.right,
            first: first.right - first.left,
            text_left: start.left,
            cell_left: last.first()?.left,
            limit,
            item,
            below_mark: false,
            dated: row.len() > 1
                && last.iter().all(|word| unfinished::is_of_date(&word.text))
                && last.iter().any(|word| unfinished::is_year(&word.text)),
            words: row.iter().map(Vec::len).sum(),
        })
    }

    /// Whether this line is the rest of the line before, which was only full.
    fn goes_on(&self, before: &Self, row: &[Row], line: Option<&Line>, body: f32) -> bool {
        let Some(line) = line else { return false };
        let text = &line.block.text;
        let em = self.size.max(before.size);
        let down = before.base - self.base;
        if self.item
            || line.block.kind == BlockKind::Heading
            || !(0.5 * em..2.0 * em).contains(&down)
            || (self.size - before.size).abs() > 0.12 * em
            || (self.bold && !before.bold)
            || opens_with_label(row)
        {
            return false;
        }
        let opening = row.first().and_then(|cell| cell.first()).map_or("", |word| word.text.as_str());
        if unfinished::parts_date(text, opening) || unfinished::parts_word(text, opening) {
            return true;
        }
        if unfinished::is_address(opening) && !text.ends_with([',', '|', ':']) {
            return false;
        }
        let below_mark = before.item && (before.below_mark || (self.left - before.left).abs() < 0.6 * em);
        let aligned = below_mark
            || (self.left - before.text_left).abs() < 0.6 * em
            || (self.left - before.cell_left).abs() < 0.3 * em && before.cell_left > before.left + em;
        if !aligned {
            return false;
        }
        // Beside a margin the text could go as far as the margin alone.
        let limit = if line.margin.is_empty() { before.limit } else { before.right };
        let full = before.right + 0.2 * em + self.first > limit - 0.1 * em;
        let first = opening.chars().next().unwrap_or(' ');
        let width = (before.right - before.left) / (limit - before.left).max(body);
        let ended = text.ends_with(['.', '!', '?', ':', ';']);
        let open = text.ends_with([',', '-', '/', '&', '(', '\u{2013}']) || awaits_more(text);
        if below_mark {
            return full && row.len() == 1 && (first.is_lowercase() || !ended && self.bold == before.bold);
        }
        if before.item {
            return full || width > 0.3 && first.is_lowercase() || width > 0.5 && (open || !ended && width > 0.75);
        }
        // A column of short entries is as wide as its widest: only running text and lists with commas go on with a capital.
        let listed = text.matches(", ").count() > 1 && row.iter().flatten().any(|word| word.text.ends_with(','));
        let running = first.is_lowercase() || open || before.words >= 6 && !before.dated || listed;
        let full = full && running && (self.bold || !before.bold);
        row.len() == 1 && (full || width > 0.5 && (first.is_lowercase() && !ended || open))
    }
}

/// Whether a row starts as the lines of a list in groups do: `Databases: PostgreSQL, ...`.
fn opens_with_label(row: &[Row]) -> bool {
    const WORDS_MAX: usize = 4;
    let mut words = row.iter().flatten().take(WORDS_MAX).map(|word| word.text.as_str()).peekable();
    words.peek().is_some_and(|first| first.starts_with(char::is_uppercase)) && words.any(|word| word.ends_with(':'))
}

/// A row in its cells.
fn split(row: Row) -> Vec<Row> {
    let gap_min = CELL_GAP.max(2.2 * usual_gap(&row));
    let mut cells: Vec<Row> = Vec::new();
    for word in row {
        let near = cells.last().and_then(|cell| cell.last()).is_some_and(|before: &Word| {
            (word.left - before.right) / before.size.max(word.size) < gap_min
                || is_mark(&before.text) && cells.len() == 1
        });
        match cells.last_mut() {
            Some(cell) if near => cell.push(word),
            _ => cells.push(vec![word]),
        }
    }
    cells
}

/// The median of a row's gaps in ems: justified lines have wide ones. 0 where there are too few to tell.
fn usual_gap(row: &[Word]) -> f32 {
    const GAPS_MIN: usize = 3;
    let mut gaps: Vec<f32> = row.windows(2).map(|pair| (pair[1].left - pair[0].right) / pair[1].size).collect();
    gaps.sort_by(f32::total_cmp);
    if gaps.len() < GAPS_MIN { 0.0 } else { gaps[gaps.len() / 2] }
}

/// How far lines go to the right: of many, the edge that the second-longest reaches, for one may stick out.
fn right_edge(cells: &[Vec<Row>], body: f32) -> f32 {
    let mut edges: Vec<f32> = cells.iter().filter_map(|row| row.last()?.last()).map(|word| word.right).collect();
    const MANY: usize = 5;
    edges.sort_by(|a, b| b.total_cmp(a));
    match edges[..] {
        [first, second, ..] if edges.len() >= MANY && first - second > 2.0 * body => second,
        [first, ..] => first,
        [] => 0.0,
    }
}

/// How far running text goes where dates are set further out: the edge that several lines reach.
fn text_edge(cells: &[Vec<Row>], body: f32) -> Option<f32> {
    const REACH_IT: usize = 3;
    let single = cells.iter().filter(|row| row.len() == 1);
    let mut edges: Vec<f32> = single.filter_map(|row| row[0].last()).map(|word| word.right).collect();
    edges.sort_by(|a, b| b.total_cmp(a));
    let far = *edges.first()?;
    (edges.get(REACH_IT - 1).is_some_and(|edge| far - edge < 2.5 * body)).then_some(far)
}

fn text(cell: &Row) -> String {
    let mut text = String::new();
    for (i, word) in cell.iter().enumerate() {
        if i > 0 {
            text.push_str(between(&cell[i - 1], word));
        }
        text.push_str(&word.text);
    }
    text
}

/// A few words that are larger than the text, or bold capitals: what page designers make of a heading.
fn is_heading(row: &[Row], text: &str, body: f32) -> bool {
    const WORDS_MAX: usize = 5;
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let words = || row.iter().flatten();
    words().count() <= WORDS_MAX
        && letters().count() >= 3
        && !text.chars().any(|c| c.is_ascii_digit() || "@|•,".contains(c))
        && (words().all(|word| word.size >= body * 1.15)
            || (words().all(|word| word.bold) && letters().all(char::is_uppercase)))
}

/// Whether a word is the mark of a list's item: a glyph that is no letter, digit or part of running text, and nothing
/// behind it but what cannot be seen.
fn is_mark(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(c) = chars.next() else { return false };
    if !chars.all(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        return false;
    }
    match c {
        'o' | '-' | '*' | '+' | '>' | '~' | '¨' | '–' | '—' | '−' => true,
        c => !c.is_alphanumeric() && !c.is_ascii() && !"«»“”‘’„…€£¥©®™°§¶".contains(c),
    }
}
