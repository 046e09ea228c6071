//! Rows of a page to regions in reading order: where a white gutter stands between two bodies of text, the left one is
//! read before the right one; what spans both is read in its place, above or below.

use super::words::{Row, rows};

/// Regions in reading order, and whether any of them are columns.
pub(super) fn regions(page: Vec<Row>, body: f32) -> (Vec<Vec<Row>>, bool) {
    let mut reading = Reading { body, regions: Vec::new(), columns: false };
    reading.region(page, 0);
    (reading.regions, reading.columns)
}

struct Reading {
    /// Font size of the page's ordinary text, in points.
    body: f32,
    regions: Vec<Vec<Row>>,
    columns: bool,
}

/// A gutter: the rows it stands in, and where.
struct Gutter {
    first: usize,
    last: usize,
    x: f32,
}

impl Reading {
    fn region(&mut self, all: Vec<Row>, depth: u32) {
        // Three columns are two gutters; more nesting is a table.
        const DEPTH: u32 = 4;
        let gutter = if depth < DEPTH { self.gutter(&all) } else { None };
        let Some(Gutter { first, last, x }) = gutter else {
            if !all.is_empty() {
                self.regions.push(all);
            }
            return;
        };
        self.columns = true;
        let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, row) in all.into_iter().enumerate() {
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
        self.region(rows(left), depth + 1);
        self.region(rows(right), depth + 1);
        self.region(below, depth + 1);
    }

    /// The gutter with the most text on its smaller side, over consecutive rows that no word crosses.
    ///
    /// A table has gutters too, and is read row by row. It is told from columns by any of these: more than two gutters
    /// in the same rows; a side of few letters, as dates or labels are (reading it by itself would part each date from
    /// its entry); or a low band in which the rows of both sides stand at the same heights.
    fn gutter(&self, rows: &[Row]) -> Option<Gutter> {
        // Columns whose lines stand at other heights show no gap inside a row, but start further right.
        let edge = rows.iter().filter_map(|row| row.first()).map(|word| word.left).fold(f32::INFINITY, f32::min);
        let starts = rows.iter().filter_map(|row| row.first()).map(|word| word.left - self.body / 2.0);
        let mut xs: Vec<_> = rows.iter().flat_map(|row| gaps(row, self.body)).collect();
        xs.extend(starts.filter(|x| *x > edge + 4.0 * self.body));
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
        best.map(|(_, gutter)| self.ended(gutter, rows))
    }

    /// The gutter without the rows at its end that are entries of a text below: what stands to their right is set to the page's edge and
    /// not to the column's, and their heading is theirs.
    fn ended(&self, gutter: Gutter, rows: &[Row]) -> Gutter {
        const HEADINGS_MAX: usize = 2;
        let rights = |row: &Row| row.iter().find(|word| word.left > gutter.x).map(|word| word.left);
        let column = rows[gutter.first..=gutter.last].iter().filter_map(rights).fold(f32::INFINITY, f32::min);
        let mut last = gutter.last;
        while last > gutter.first
            && rows[last].first().is_some_and(|word| word.left < gutter.x)
            && rights(&rows[last]).is_some_and(|left| left > column + 2.0 * self.body)
        {
            last -= 1;
        }
        if last == gutter.last {
            return gutter;
        }
        let heading = |row: &Row| {
            let letters = || row.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
            row.len() <= 4
                && row.iter().all(|word| word.left < gutter.x)
                && (row.iter().all(|word| word.size > 1.12 * self.body || word.bold)
                    || letters().all(char::is_uppercase))
        };
        for _ in 0..HEADINGS_MAX {
            if last > gutter.first && heading(&rows[last]) {
                last -= 1;
            }
        }
        Gutter { last, ..gutter }
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
            on_side.map(|word| word.base).collect::<Vec<_>>()
        });
        let [left, right] = [false, true].map(|right| letters(band, x, right));
        // Rows that only one side has may go on far below a table: what the sides share is between these two.
        let both = |row: &Row| row.first().is_some_and(|w| w.left < x) && row.last().is_some_and(|w| w.left > x);
        let all_of_band = band;
        let band = match (band.iter().position(both), band.iter().rposition(both)) {
            (Some(first), Some(last)) => &band[first..=last],
            _ => band,
        };
        if sides.iter().any(|side| side.len() < ROWS_MIN) || gutters(band, self.body) > GUTTERS_MAX {
            return false;
        }
        let near = |y: &&f32, others: &[f32]| others.iter().any(|other| (*other - **y).abs() < 0.15 * self.body);
        let fewer = usize::from(sides[1].len() < sides[0].len());
        let aligned = sides[fewer].iter().filter(|y| near(y, &sides[1 - fewer])).count();
        if (left.min(right) as f32) < SMALLER_SIDE_MIN * (left + right) as f32 {
            return aligned * 3 < sides[fewer].len() * 2 && self.is_sidebar(all_of_band, x, right < left);
        }
        // Labels and values, entries and their years: the rows belong together.
        let words = all_of_band.iter().flatten().filter(|word| (word.left > x) == (right < left)).count();
        if aligned * 5 >= sides[fewer].len() * 4 && words < 3 * sides[usize::from(right < left)].len() {
            return false;
        }
        let height = |rows: &[Row]| match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first[0].base - last[0].base,
            _ => 0.0,
        };
        if height(band) > TALL * height(all) {
            return true;
        }
        (aligned as f32) < ALIGNED_MAX * sides[fewer].len() as f32
    }
}

impl Reading {
    /// Whether one side of `x`, which has few letters, is a text of its own: it has headings, and more than these and
    /// dates.
    fn is_sidebar(&self, band: &[Row], x: f32, right: bool) -> bool {
        let (mut headings, mut others, mut numbers) = (0, 0, 0);
        let side = |row: &Row| row.iter().filter(|word| (word.left > x) == right).cloned().collect::<Row>();
        let capitals = |row: &Row| {
            let letters = || row.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
            letters().count() > 1 && letters().all(char::is_uppercase)
        };
        // Where all is in capitals, these make no heading.
        let sides: Vec<Row> = band.iter().map(side).filter(|row| !row.is_empty()).collect();
        let loud = sides.iter().filter(|row| capitals(row)).count() * 2 > sides.len();
        for row in band {
            let words: Vec<_> = row.iter().filter(|word| (word.left > x) == right).collect();
            let letters = || words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
            if letters().count() < 2 {
                numbers += usize::from(!words.is_empty());
                continue;
            }
            let large = words.iter().all(|word| word.size > 1.12 * self.body);
            let dated = words.iter().any(|word| word.text.bytes().filter(u8::is_ascii_digit).count() >= 4);
            match () {
                () if words.len() <= 4
                    && (large || !loud && letters().count() >= 4 && letters().all(char::is_uppercase)) =>
                {
                    headings += 1;
                }
                () if dated => numbers += 1,
                () => others += 1,
            }
        }
        headings >= 2 && others >= headings.max(numbers)
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
