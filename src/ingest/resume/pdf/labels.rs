//! Headings at the margin: in a column of their own beside what they head, upright or turned.

use super::layout::plain;
use super::lines::Line;
use super::words::{Row, Word};

/// Words of a heading.
const WORDS_MAX: usize = 4;

/// The rows of a region with the headings of its left margin as rows of their own, before what stands beside them. A margin of dates
/// or of a table's labels is none of headings: these have no digits, look like headings, and head several rows each.
pub(super) fn apart(rows: Vec<Row>, body: f32) -> Vec<Row> {
    let Some((first, edge)) = column(&rows, body) else { return rows };
    let mut out: Vec<Row> = Vec::with_capacity(rows.len() + WORDS_MAX);
    // Where the heading of the row before went: its second line goes there too.
    let mut above = None;
    for (at, mut row) in rows.into_iter().enumerate() {
        if at < first || !is_label(&row, edge) {
            above = None;
            out.push(row);
            continue;
        }
        let rest = row.split_off(row.iter().position(|word| word.left >= edge).unwrap_or(row.len()));
        match above.and_then(|above| out.get_mut::<usize>(above)) {
            Some(label) => label.append(&mut row),
            None => {
                above = Some(out.len());
                out.push(row);
            }
        }
        if !rest.is_empty() {
            out.push(rest);
        }
    }
    out
}

/// Where the text beside a column of headings starts: the first row with one, and the edge.
fn column(rows: &[Row], body: f32) -> Option<(usize, f32)> {
    const LABELS_MIN: usize = 2;
    const ROWS_A_LABEL: usize = 3;
    let candidates = rows.iter().enumerate().filter_map(|(at, row)| {
        let gap = row.windows(2).find(|pair| pair[1].left - pair[0].right > body)?;
        Some((at, gap[1].left - 0.5 * body))
    });
    candidates.into_iter().find(|(first, edge)| {
        let band = &rows[*first..];
        let labels: Vec<&Row> = band.iter().filter(|row| is_label(row, *edge)).collect();
        let words = |row: &Row| row.iter().take_while(|word| word.left < *edge).cloned().collect::<Row>();
        let same = |of: fn(&Word) -> f32, a: Option<&Word>, b: Option<&Word>| {
            a.zip(b).is_some_and(|(a, b)| (of(a) - of(b)).abs() < 0.5 * body)
        };
        let lefts = |row: &&Row| same(|w| w.left, row.first(), labels[0].first());
        let rights = |row: &&Row| same(|w| w.right, words(row).last(), words(labels[0]).last());
        labels.len() >= LABELS_MIN
            && band.len() >= ROWS_A_LABEL * labels.len()
            && band.iter().flatten().all(|word| word.left >= *edge || word.right < *edge)
            && labels.iter().all(|row| looks_like_heading(&words(row), body))
            && (labels.iter().all(lefts) || labels.iter().all(rights))
    })
}

/// Whether a row starts in the column before `edge`.
fn is_label(row: &Row, edge: f32) -> bool {
    row.first().is_some_and(|word| word.left < edge)
}

fn looks_like_heading(words: &[Word], body: f32) -> bool {
    let letters = || words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
    has_words_only(words)
        && (words.iter().all(|word| word.bold || word.size > 1.12 * body) || letters().all(char::is_uppercase))
}

fn has_words_only(words: &[Word]) -> bool {
    let letters = words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic()).count();
    let odd = |c: char| c.is_ascii_digit() || "@|•,".contains(c);
    words.len() <= WORDS_MAX && letters >= 3 && !words.iter().any(|word| word.text.contains(odd))
}

/// Puts turned headings before the lines that they stand beside, and gives back the other turned rows: notes, stamps. Headings are
/// several, on one line along the margin.
pub(super) fn beside(lines: &mut Vec<Line>, rows: Vec<Row>, turn: u8, body: f32) -> Vec<Row> {
    if turn != 1 && turn != 3 {
        return rows;
    }
    let mut others = Vec::new();
    for row in rows {
        let parts: Vec<Row> = row.chunk_by(|a, b| b.left - a.right < 1.5 * a.size).map(<[Word]>::to_vec).collect();
        if parts.len() < 2 || !parts.iter().all(|part| has_words_only(part) && part[0].size > 0.9 * body) {
            others.push(row);
            continue;
        }
        for part in parts {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            // Read upwards, a line ends at its top.
            let (x, top) = if turn == 1 { (-first.base, last.right) } else { (first.base, -first.left) };
            let (size, below) = (first.size, top + 0.2 * body);
            let at = lines.iter().position(|line| line.stands_at(x, below)).unwrap_or(lines.len());
            lines.insert(at, Line::heading(plain(part), top, x, size));
        }
    }
    others
}
