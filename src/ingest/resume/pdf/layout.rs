//! Words with places to lines in reading order.

use pdf_oxide::layout::TextSpan;

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
    middle: f32,
    size: f32,
    bold: bool,
    /// Number of the text run that the word is from.
    run: usize,
}

/// Words whose middles are at one height, from left to right.
type Row = Vec<Placed>;

/// Puts the words of a page into lines. Where a white gutter stands between two bodies of text, the left one is read
/// before the right one; what spans both is read in its place, above or below.
pub(super) fn page(spans: &[TextSpan]) -> Page {
    let placed = |span: &&TextSpan| span.bbox.x.is_finite() && span.bbox.y.is_finite();
    let (upright, turned): (Vec<_>, Vec<_>) =
        spans.iter().filter(placed).partition(|span| span.rotation_degrees == 0.0);
    let words: Vec<_> = upright.into_iter().enumerate().flat_map(|(run, span)| words(span, run)).collect();
    let body = median(words.iter().map(|word| word.size).collect()).max(4.0);
    let mut reading = Reading { body, blocks: Vec::new(), columns: false };
    reading.region(rows(words), 0);
    // Turned text is a margin note or a stamp: behind the page, run by run.
    for span in turned.into_iter().filter(|span| !span.text.trim().is_empty()) {
        reading.blocks.push(Block { kind: BlockKind::Line, text: span.text.trim().to_owned() });
    }
    Page { blocks: reading.blocks, columns: reading.columns }
}

/// The words of a run of text, each with its place.
fn words(span: &TextSpan, run: usize) -> Vec<Placed> {
    let chars: Vec<char> = span.text.chars().collect();
    let (start, end) = (span.bbox.x, span.bbox.x + span.bbox.width.max(0.0));
    let known = span.char_x_offsets.len() == chars.len()
        && span.char_x_offsets.is_sorted()
        && span.char_x_offsets.iter().all(|x| (start - 1.0..=end + 1.0).contains(x));
    // Where letters have no place of their own they share the run's width evenly.
    let left = |i: usize| match span.char_x_offsets.get(i) {
        Some(x) if known => *x,
        _ => start + (end - start) * i as f32 / chars.len().max(1) as f32,
    };
    let mut words = Vec::new();
    let mut at = 0;
    for piece in chars.chunk_by(|a, b| a.is_whitespace() == b.is_whitespace()) {
        let from = at;
        at += piece.len();
        if !piece[0].is_whitespace() {
            words.push(Placed {
                text: piece.iter().collect(),
                left: left(from),
                right: if at < chars.len() { left(at) } else { end },
                middle: span.bbox.y + span.bbox.height / 2.0,
                size: span.font_size.max(1.0),
                bold: span.font_weight.is_bold(),
                run,
            });
        }
    }
    words
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
    /// A table has gutters too, and is read row by row. It is told from columns by any of these: more than two gutters
    /// in the same rows; a side of few letters, as dates or labels are (reading it by itself would part each date from
    /// its entry); or a low band in which the rows of both sides stand at the same heights.
    fn gutter(&self, rows: &[Row]) -> Option<Gutter> {
        let mut xs: Vec<_> = rows.iter().flat_map(|row| gaps(row, self.body)).collect();
        xs.sort_by(f32::total_cmp);
        xs.dedup_by(|a, b| (*a - *b).abs() < 1.0);
        let mut best: Option<(usize, Gutter)> = None;
        for x in xs {
            let crosses = |row: &Row| {
                row.iter().any(|word| word.left < x + self.body * 0.45 && word.right > x - self.body * 0.45)
            };
            let mut first = 0;
            for band in rows.chunk_by(|a, b| crosses(a) == crosses(b)) {
                let gutter = Gutter { first, last: first + band.len() - 1, x };
                first += band.len();
                if crosses(&band[0]) || !self.parts_columns(band, x, rows) {
                    continue;
                }
                let smaller = usize::min(letters(band, x, false), letters(band, x, true));
                if best.as_ref().is_none_or(|(held, _)| smaller > *held) {
                    best = Some((smaller, gutter));
                }
            }
        }
        best.map(|(_, gutter)| gutter)
    }

    /// Whether the white at `x` parts two columns in `band`, which is a part of the region `all`.
    fn parts_columns(&self, band: &[Row], x: f32, all: &[Row]) -> bool {
        const ROWS_MIN: usize = 5;
        const SMALLER_SIDE_MIN: f32 = 0.15;
        const GUTTERS_MAX: usize = 2;
        /// Above this part of the region's height, a band is a layout and no table.
        const TALL: f32 = 0.4;
        const ALIGNED_MAX: f32 = 0.6;
        let sides = [false, true].map(|right| {
            let on_side = band.iter().filter_map(|row| row.iter().find(|word| (word.left > x) == right));
            on_side.map(|word| word.middle).collect::<Vec<_>>()
        });
        let [left, right] = [false, true].map(|right| letters(band, x, right));
        // Rows that only one side has may go on far below a table: what the sides share is between these two.
        let both = |row: &Row| row.first().is_some_and(|w| w.left < x) && row.last().is_some_and(|w| w.left > x);
        let band = match (band.iter().position(both), band.iter().rposition(both)) {
            (Some(first), Some(last)) => &band[first..=last],
            _ => band,
        };
        if sides.iter().any(|side| side.len() < ROWS_MIN)
            || (left.min(right) as f32) < SMALLER_SIDE_MIN * (left + right) as f32
            || gutters(band, self.body) > GUTTERS_MAX
        {
            return false;
        }
        let height = |rows: &[Row]| match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first[0].middle - last[0].middle,
            _ => 0.0,
        };
        if height(band) > TALL * height(all) {
            return true;
        }
        let near = |y: &&f32, others: &[f32]| others.iter().any(|other| (*other - **y).abs() < 0.15 * self.body);
        let fewer = usize::from(sides[1].len() < sides[0].len());
        let aligned = sides[fewer].iter().filter(|y| near(y, &sides[1 - fewer])).count();
        (aligned as f32) < ALIGNED_MAX * sides[fewer].len() as f32
    }

    fn line(&mut self, row: &Row) {
        let mut text = String::new();
        for (i, word) in row.iter().enumerate() {
            if i > 0 {
                text.push_str(between(&row[i - 1], word));
            }
            text.push_str(&word.text);
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

/// Where a gutter can stand in a row: before each word that is at least `width` from the one before it.
fn gaps(row: &Row, width: f32) -> impl Iterator<Item = f32> {
    let wide = row.windows(2).filter(move |pair| pair[1].left - pair[0].right >= width);
    wide.map(move |pair| pair[1].left - width / 2.0)
}

/// Letters on one side of `x`.
fn letters(band: &[Row], x: f32, right: bool) -> usize {
    band.iter().flatten().filter(|word| (word.left > x) == right).map(|word| word.text.len()).sum()
}

/// Stretches of white at least `width` wide that run through all rows.
fn gutters(band: &[Row], width: f32) -> usize {
    let mut words: Vec<_> = band.iter().flatten().map(|word| (word.left, word.right)).collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reached = f32::INFINITY;
    let mut gutters = 0;
    for (left, right) in words {
        gutters += usize::from(left - reached >= width);
        reached = if reached.is_finite() { reached.max(right) } else { right };
    }
    gutters
}

/// What stands between two neighbours of a line: nothing inside a word that the file draws in pieces, a tab where a
/// stretch of white parts them, as between an employer and the dates at the margin.
fn between(before: &Placed, after: &Placed) -> &'static str {
    let gap = (after.left - before.right) / before.size.max(after.size);
    match gap {
        2.0.. => "\t",
        _ if before.run == after.run => " ",
        ..0.08 => "",
        _ => " ",
    }
}

/// Rows from the top down. A word belongs to the row whose middle lies within half its size.
fn rows(mut words: Vec<Placed>) -> Vec<Row> {
    words.sort_by(|a, b| b.middle.total_cmp(&a.middle));
    let mut rows: Vec<(f32, Row)> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some((middle, row)) if *middle - word.middle < word.size * 0.45 => row.push(word),
            _ => rows.push((word.middle, vec![word])),
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
            Placed { text: text.into(), left: start, right: left - 3.0, middle: y, size: 10.0, bold: false, run: 0 }
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
