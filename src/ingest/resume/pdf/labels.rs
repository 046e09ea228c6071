//! Headings at the margin: in a column of their own beside what they head, upright or turned.

use super::layout::plain;
use super::lines::Line;
use super::words::{Row, Word};

/// Words of a heading.
const WORDS_MAX: usize = 4;

/// The rows of a region with the headings of its left margin as rows of their own, before what stands beside them. A margin of dates
/// or of a table's labels is none of headings: these have no digits, look like headings, and head several rows each.
pub(super) fn apart(rows: Vec<Row>, body: f32) -> Vec<Row> {
    let Some(Column { rows: band, edge }) = column(&rows, body) else { return rows };
    let mut out: Vec<Row> = Vec::with_capacity(rows.len() + WORDS_MAX);
    // Where the heading stands whose rest may be in the next row.
    let mut open: Option<usize> = None;
    for (at, mut row) in rows.into_iter().enumerate() {
        if !band.contains(&at) || !is_label(&row, edge) {
            open = None;
            out.push(row);
            continue;
        }
        let rest = row.split_off(row.iter().position(|word| word.left >= edge).unwrap_or(row.len()));
        match open.and_then(|head| out.get_mut(head)).filter(|head| goes_on(head, &row)) {
            Some(head) => {
                // Beside the words that it goes on from, as if there had been room.
                let space =
                    head.last().zip(row.first()).map_or(0.0, |(last, first)| last.right + 0.3 * last.size - first.left);
                head.extend(row.into_iter().map(|word| word.moved(space)));
            }
            None => {
                open = Some(out.len());
                out.push(row);
            }
        }
        out.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    out
}

/// Whether a heading's words go on in the row below: "WORK" over "EXPERIENCE".
fn goes_on(head: &Row, row: &Row) -> bool {
    const LINE: f32 = 1.35;
    let down = head.last().zip(row.first()).map(|(last, first)| (last.base - first.base, last.size));
    down.is_some_and(|(down, size)| down < LINE * size) && head.len() + row.len() <= WORDS_MAX
}

/// A margin of headings: the rows beside it, and where their text starts.
struct Column {
    rows: std::ops::Range<usize>,
    edge: f32,
}

/// The margin that most rows stand beside.
fn column(rows: &[Row], body: f32) -> Option<Column> {
    const LABELS_MIN: usize = 2;
    const ROWS_A_LABEL: usize = 3;
    const EDGES_MAX: usize = 40;
    let margin = rows.iter().filter_map(|row| row.first()).map(|word| word.left).fold(f32::INFINITY, f32::min);
    let mut edges: Vec<f32> = rows.iter().filter_map(|row| row.first()).map(|word| word.left - 0.5 * body).collect();
    edges.retain(|edge| *edge > margin + 2.0 * body);
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < body);
    let mut best: Option<Column> = None;
    for edge in edges.into_iter().take(EDGES_MAX) {
        // What spans both, as a person's name does, stands above or below.
        let crosses = |row: &Row| row.iter().any(|word| word.left < edge && word.right >= edge);
        let words = |row: &Row| row.iter().take_while(|word| word.left < edge).cloned().collect::<Row>();
        let other = |row: &Row| crosses(row) || is_label(row, edge) && !looks_like_heading(&words(row), body);
        let mut start = 0;
        for band in rows.chunk_by(|a, b| !other(a) && !other(b)) {
            let end = start + band.len();
            let first = band.iter().position(|row| !other(row) && is_label(row, edge));
            let Some(first) = first.map(|at| start + at) else {
                start = end;
                continue;
            };
            start = end;
            let labels: Vec<Row> = rows[first..end].iter().filter(|row| is_label(row, edge)).map(words).collect();
            let same = |of: fn(&Row) -> Option<f32>| {
                let at = labels.first().and_then(of);
                labels.iter().all(|label| at.zip(of(label)).is_some_and(|(a, b)| (a - b).abs() < 0.5 * body))
            };
            let rests = labels.windows(2).filter(|pair| goes_on(&pair[0], &pair[1])).count();
            let headings = labels.len() - rests;
            let found = headings >= LABELS_MIN
                && end - first >= ROWS_A_LABEL * headings
                && (same(|label| Some(label.first()?.left)) || same(|label| Some(label.last()?.right)));
            if found && best.as_ref().is_none_or(|held| end - first > held.rows.len()) {
                best = Some(Column { rows: first..end, edge });
            }
        }
    }
    best
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

/// Puts turned headings before the lines that they stand beside, and gives back the other turned rows: notes, stamps.
pub(super) fn beside(lines: &mut Vec<Line>, rows: Vec<Row>, turn: u8, body: f32) -> Vec<Row> {
    if turn != 1 && turn != 3 {
        return rows;
    }
    let mut others = Vec::new();
    for row in rows {
        let parts: Vec<Row> = row.chunk_by(|a, b| b.left - a.right < 1.5 * a.size).map(<[Word]>::to_vec).collect();
        if !parts.iter().all(|part| has_words_only(part) && part[0].size > 0.9 * body) {
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
