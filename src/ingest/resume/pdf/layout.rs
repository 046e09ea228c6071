//! Words with places to lines in reading order.

use pdf_oxide::layout::Word;

use crate::ingest::{Block, BlockKind};

/// What a page reads as.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    /// Whether columns were found and read one after the other.
    pub(super) columns: bool,
}

/// A word on the page: x to the right and y upwards, both in points.
struct Placed {
    text: String,
    left: f32,
    right: f32,
    bottom: f32,
    top: f32,
    size: f32,
    bold: bool,
    /// Number of the text run that the word is from.
    run: usize,
}

/// Words whose middles are at one height, from left to right.
type Row = Vec<Placed>;

/// Puts the words of a page into lines. Where a white gutter stands between two bodies of text, the left one is read
/// before the right one; what spans both is read in its place, above or below.
pub(super) fn page(words: Vec<Word>) -> Page {
    let (upright, turned): (Vec<_>, Vec<_>) = words
        .into_iter()
        .filter(|word| !word.text.trim().is_empty() && word.bbox.x.is_finite() && word.bbox.y.is_finite())
        .partition(|word| word.rotation_degrees == 0.0);
    let body = median(upright.iter().map(|word| word.avg_font_size).collect());
    let mut reading = Reading { body, blocks: Vec::new(), columns: false };
    reading.region(rows(upright.into_iter().map(Placed::of).collect()), 0);
    // Turned text is a margin note or a stamp: behind the page, run by run.
    let mut turned: Vec<_> = turned.into_iter().map(Placed::of).collect();
    while !turned.is_empty() {
        let run = turned[0].run;
        let end = turned.iter().position(|word| word.run != run).unwrap_or(turned.len());
        let text: Vec<_> = turned.drain(..end).map(|word| word.text).collect();
        reading.blocks.push(Block { kind: BlockKind::Line, text: text.join(" ") });
    }
    Page { blocks: reading.blocks, columns: reading.columns }
}

impl Placed {
    fn of(word: Word) -> Self {
        let b = word.bbox;
        Self {
            text: word.text,
            left: b.x,
            right: b.x + b.width,
            bottom: b.y,
            top: b.y + b.height,
            size: word.avg_font_size.max(1.0),
            bold: word.is_bold,
            run: word.sequence,
        }
    }

    fn middle(&self) -> f32 {
        (self.bottom + self.top) / 2.0
    }
}

struct Reading {
    /// Font size of the page's ordinary text, in points.
    body: f32,
    blocks: Vec<Block>,
    columns: bool,
}

/// A gutter: the rows it stands in, and where.
struct Gutter {
    first: usize,
    last: usize,
    x: f32,
}

impl Reading {
    fn region(&mut self, rows: Vec<Row>, depth: u32) {
        // Three columns are two gutters; more nesting is a table.
        const DEPTH: u32 = 4;
        let gutter = if depth < DEPTH { self.gutter(&rows) } else { None };
        let Some(Gutter { first, last, x }) = gutter else {
            rows.iter().for_each(|row| self.line(row));
            return;
        };
        self.columns = true;
        let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, row) in rows.into_iter().enumerate() {
            if i < first {
                above.push(row);
            } else if i > last {
                below.push(row);
            } else {
                let (l, r): (Vec<_>, Vec<_>) = row.into_iter().partition(|word| word.right <= x);
                left.extend(l);
                right.extend(r);
            }
        }
        self.region(above, depth + 1);
        self.region(self::rows(left), depth + 1);
        self.region(self::rows(right), depth + 1);
        self.region(below, depth + 1);
    }

    /// The gutter with the most text on its smaller side, over consecutive rows that no word crosses.
    ///
    /// Two columns are told from a table of dates or labels beside text by how much the smaller side holds: a column of
    /// dates is short, and reading it by itself would part each date from its entry.
    fn gutter(&self, rows: &[Row]) -> Option<Gutter> {
        const ROWS_MIN: usize = 5;
        const SHARE_MIN: f32 = 0.15;
        let width = self.body.max(6.0);
        let mut xs: Vec<_> = rows
            .iter()
            .flat_map(|row| row.windows(2))
            .filter(|pair| pair[1].left - pair[0].right >= width)
            .map(|pair| pair[1].left - width / 2.0)
            .collect();
        xs.sort_by(f32::total_cmp);
        xs.dedup_by(|a, b| (*a - *b).abs() < 1.0);
        let mut best: Option<(f32, Gutter)> = None;
        for x in xs {
            let crosses = |row: &Row| row.iter().any(|w| w.left < x + width * 0.45 && w.right > x - width * 0.45);
            let mut first = 0;
            while first < rows.len() {
                if crosses(&rows[first]) {
                    first += 1;
                    continue;
                }
                let n = rows[first..].iter().take_while(|row| !crosses(row)).count();
                // Rows on one side alone, above or below all rows of the other, are no part of the columns.
                let band = &rows[first..first + n];
                let side = |row: &Row, right: bool| row.iter().any(|word| (word.left > x) == right);
                let (l, r) = ([false, true]).map(|right| band.iter().filter(|row| side(row, right)).count()).into();
                let letters = |right: bool| -> f32 {
                    band.iter()
                        .flatten()
                        .filter(|word| (word.left > x) == right)
                        .map(|word| word.text.len() as f32)
                        .sum()
                };
                let (left, right) = (letters(false), letters(true));
                let smaller = left.min(right);
                let enough = usize::min(l, r) >= ROWS_MIN && smaller >= SHARE_MIN * (left + right);
                if enough && best.as_ref().is_none_or(|(held, _)| smaller > *held) {
                    best = Some((smaller, Gutter { first, last: first + n - 1, x }));
                }
                first += n;
            }
        }
        best.map(|(_, gutter)| gutter)
    }

    fn line(&mut self, row: &Row) {
        let mut text = String::new();
        for (i, word) in row.iter().enumerate() {
            if i > 0 {
                text.push_str(between(&row[i - 1], word));
            }
            text.push_str(word.text.trim());
        }
        let kind = if self.is_heading(row, &text) { BlockKind::Heading } else { BlockKind::Line };
        self.blocks.push(Block { kind, text });
    }

    /// A few words that are larger than the text, or bold capitals: what page designers make of a heading.
    fn is_heading(&self, row: &Row, text: &str) -> bool {
        const WORDS_MAX: usize = 5;
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        row.len() <= WORDS_MAX
            && letters().count() >= 3
            && !text.chars().any(|c| c.is_ascii_digit() || "@|•,".contains(c))
            && (row.iter().all(|word| word.size >= self.body * 1.15)
                || (row.iter().all(|word| word.bold) && letters().all(char::is_uppercase)))
    }
}

/// What stands between two neighbours of a line: nothing inside a word that the file draws in pieces, a tab where a
/// stretch of white parts them, as between an employer and the dates at the margin.
fn between(before: &Placed, after: &Placed) -> &'static str {
    let gap = (after.left - before.right) / before.size.max(after.size);
    match gap {
        2.0.. => "\t",
        ..0.08 if before.run != after.run => "",
        _ => " ",
    }
}

/// Rows from the top down. A word belongs to the row whose middle lies within half its height.
fn rows(mut words: Vec<Placed>) -> Vec<Row> {
    words.sort_by(|a, b| b.middle().total_cmp(&a.middle()));
    let mut rows: Vec<(f32, Row)> = Vec::new();
    for word in words {
        let height = (word.top - word.bottom).max(1.0);
        match rows.last_mut() {
            Some((middle, row)) if *middle - word.middle() < height * 0.5 => row.push(word),
            _ => rows.push((word.middle(), vec![word])),
        }
    }
    let sorted = rows.into_iter().map(|(_, mut row)| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        row
    });
    sorted.collect()
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of words of six points a letter, starting at `x`.
    fn line(x: f32, y: f32, text: &str) -> Row {
        let mut left = x;
        let words = text.split(' ').map(|text| {
            let start = left;
            left += 6.0 * text.len() as f32 + 3.0;
            let (right, bottom, top) = (left - 3.0, y, y + 10.0);
            Placed { text: text.into(), left: start, right, bottom, top, size: 10.0, bold: false, run: 0 }
        });
        words.collect()
    }

    fn read(lines: Vec<Row>) -> (Vec<String>, bool) {
        let mut reading = Reading { body: 10.0, blocks: Vec::new(), columns: false };
        reading.region(rows(lines.into_iter().flatten().collect()), 0);
        (reading.blocks.into_iter().map(|block| block.text).collect(), reading.columns)
    }

    #[test]
    fn columns_are_read_one_after_the_other_under_their_header() {
        let mut lines = vec![line(150.0, 700.0, "a header that spans both of the columns")];
        for i in 0..6u8 {
            let y = 680.0 - 12.0 * f32::from(i);
            lines.push(line(50.0, y, "left text here"));
            lines.push(line(300.0, y - 4.0, "right text over there"));
        }
        let (lines, columns) = read(lines);
        assert!(columns && lines[0].starts_with("a header"));
        assert!(lines[1..7].iter().all(|line| line == "left text here"));
        assert!(lines[7..].iter().all(|line| line == "right text over there"));
    }

    #[test]
    fn dates_at_the_margin_stay_in_their_line() {
        let entry = |i: u8| {
            let y = 680.0 - 12.0 * f32::from(i);
            line(50.0, y, "an employer and a title there").into_iter().chain(line(450.0, y, "2020")).collect()
        };
        let (lines, columns) = read((0..8).map(entry).collect());
        assert!(!columns && lines.iter().all(|line| line == "an employer and a title there\t2020"), "{lines:?}");
    }
}
