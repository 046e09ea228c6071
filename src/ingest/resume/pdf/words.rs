//! Characters with places to words, and words to rows.

use super::page::Glyph;

/// A word on the page; its measures are those of a [`Glyph`].
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Whether white space was drawn before it, so that it is no part of the word to its left however near that is.
    spaced: bool,
}

impl Word {
    /// The word as if it stood `right` points further to the right.
    pub(super) fn moved(self, right: f32) -> Self {
        Self { left: self.left + right, right: self.right + right, ..self }
    }
}

/// Words that stand on one line, from left to right.
pub(super) type Row = Vec<Word>;

/// A gap between two glyphs above this part of their size parts words, where the file draws its spaces ...
const GAP_DRAWN: f32 = 0.17;
/// ... and where gaps are all that the file has, as files made by TeX.
const GAP_BARE: f32 = 0.12;

/// The words of glyphs of one turn, in the order of the file.
pub(super) fn words<'a>(glyphs: impl Iterator<Item = &'a Glyph> + Clone) -> Vec<Word> {
    let (all, spaces) =
        glyphs.clone().fold((0usize, 0usize), |(all, spaces), g| (all + 1, spaces + usize::from(g.c == ' ')));
    let gap_min = if spaces * 20 > all { GAP_DRAWN } else { GAP_BARE };
    let mut words: Vec<Word> = Vec::new();
    let mut before: Option<&Glyph> = None;
    let mut spaced = true;
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            spaced = true;
            continue;
        }
        // Places where a line may break, and marks of direction.
        if matches!(glyph.c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
            continue;
        }
        // A hyphen that is drawn is one, whatever the font's map calls it.
        let c = match glyph.c {
            '\u{AD}' if glyph.right - glyph.left > 0.05 * glyph.size => '-',
            '\u{AD}' => continue,
            c => c,
        };
        let near = 0.15 * glyph.size;
        if let Some(before) = before
            && before.c == glyph.c
            && (before.left - glyph.left).abs() < near.min(0.5 * (glyph.right - glyph.left))
            && (before.base - glyph.base).abs() < near
        {
            // Drawn twice to look bold.
            continue;
        }
        let size = before.map_or(glyph.size, |before| before.size.max(glyph.size));
        let joined = before.is_some_and(|before| {
            let gap = (glyph.left - before.right) / size;
            (before.base - glyph.base).abs() < 0.2 * size && (-0.5..gap_min).contains(&gap)
        });
        match words.last_mut() {
            Some(word) if joined && !spaced => {
                word.text.push(c);
                word.right = word.right.max(glyph.right);
                word.size = word.size.max(glyph.size);
                word.bold &= glyph.bold;
            }
            _ => words.push(Word {
                text: c.to_string(),
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size: glyph.size,
                bold: glyph.bold,
                spaced,
            }),
        }
        spaced = false;
        before = Some(glyph);
    }
    words
}

/// Rows from the top down. A word belongs to the row on whose line it stands, raised and lowered ones too.
pub(super) fn rows(mut words: Vec<Word>) -> Vec<Row> {
    words.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut rows: Vec<(f32, f32, Row)> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some((base, size, row)) if *base - word.base < 0.4 * size.min(word.size) => {
                if word.size > *size {
                    (*base, *size) = (word.base, word.size);
                }
                row.push(word);
            }
            _ => rows.push((word.base, word.size, vec![word])),
        }
    }
    lowered(rows.into_iter().map(|(_, _, row)| row).collect()).into_iter().map(tidied).collect()
}

/// Puts rows of small raised words ("12th", a footnote's number) to the row below that they belong to.
fn lowered(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let beside = |raised: &Word| {
            row.iter().any(|word| {
                let gap = raised.left - word.right;
                raised.size < 0.85 * word.size
                    && raised.base - word.base < 0.7 * word.size
                    && (-0.2 * word.size..0.3 * word.size).contains(&gap)
            })
        };
        if out.last().is_some_and(|above| above.iter().all(beside)) {
            row.extend(out.pop().unwrap_or_default());
        }
        out.push(row);
    }
    out
}

/// A row from left to right, with nothing drawn twice.
fn tidied(mut row: Row) -> Row {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    row.dedup_by(|after, before| after.text == before.text && after.left - before.left < 0.15 * before.size);
    row
}

/// What stands between two neighbours of a row: nothing inside a word that the file draws in pieces.
pub(super) fn between(before: &Word, after: &Word) -> &'static str {
    let gap = (after.left - before.right) / before.size.max(after.size);
    if gap < 0.08 && !after.spaced { "" } else { " " }
}

/// Puts words together that are spaced letter by letter, as designers do with headings: `E X P E R I E N C E`. A gap
/// that is much wider than those between the letters parts words.
pub(super) fn joined_letters(row: Row) -> Row {
    const LETTERS_MIN: usize = 4;
    let single = |word: &Word| {
        let mut chars = word.text.chars();
        chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none()
    };
    let mut out: Row = Vec::with_capacity(row.len());
    let mut row = row.into_iter().peekable();
    let mut run: Row = Vec::new();
    while let Some(word) = row.next() {
        // "&" and the like stand in the middle of such headings.
        let piece = |word: &Word| word.text.chars().count() == 1;
        let goes_on = run.last().is_some_and(|last| word.left - last.right < 2.5 * word.size);
        if piece(&word) && (run.is_empty() || goes_on) {
            run.push(word);
            if row.peek().is_some() {
                continue;
            }
        } else {
            join_run(&mut out, &mut run, LETTERS_MIN, single);
            if piece(&word) { run.push(word) } else { out.push(word) }
        }
        if row.peek().is_none() {
            join_run(&mut out, &mut run, LETTERS_MIN, single);
        }
    }
    out
}

fn join_run(out: &mut Row, run: &mut Row, letters_min: usize, single: impl Fn(&Word) -> bool) {
    let words = std::mem::take(run);
    if words.iter().filter(|word| single(word)).count() < letters_min
        || words.iter().filter(|w| single(w)).count() * 4 < words.len() * 3
    {
        out.extend(words);
        return;
    }
    let mut gaps: Vec<f32> = words.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 3).copied().unwrap_or(0.0).max(0.0);
    let from = out.len();
    for word in words {
        match out[from..].last_mut() {
            Some(last) if word.left - last.right < 1.7 * usual + 0.05 * word.size => {
                last.text.push_str(&word.text);
                last.right = word.right;
                last.bold &= word.bold;
            }
            _ => out.push(word),
        }
    }
}
