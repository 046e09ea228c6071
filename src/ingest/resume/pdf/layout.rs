//! The pages of a file as blocks in reading order.

use super::columns::regions;
use super::lines::{Line, lines};
use super::page::Glyph;
use super::words::{Row, Word, joined_letters, rows, words};
use crate::ingest::{Block, BlockKind};

/// What a page reads as.
pub(super) struct Laid {
    pub(super) lines: Vec<Line>,
    /// Whether columns were found and read one after the other.
    pub(super) columns: bool,
    /// Text that is not upright: a note at the margin, a stamp.
    pub(super) turned: Vec<Block>,
}

/// The visible glyphs of a page in lines.
pub(super) fn page(glyphs: &[Glyph]) -> Laid {
    let upright = words(glyphs.iter().filter(|glyph| glyph.turn == 0));
    let body = body(&upright);
    let (regions, columns) = regions(rows(upright), body);
    let lines = regions.into_iter().flat_map(|rows| lines(rows, body)).collect();
    let turned = (1..4).flat_map(|turn| rows(words(glyphs.iter().filter(move |glyph| glyph.turn == turn))));
    let turned = turned.map(|row| Block { kind: BlockKind::Paragraph, text: plain(row) }).collect();
    Laid { lines, columns, turned }
}

fn plain(row: Row) -> String {
    joined_letters(row).iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The size of ordinary text: the median by letters.
fn body(words: &[Word]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words.iter().map(|word| (word.size, word.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let median = sizes.iter().find(|(_, letters)| {
        seen += letters;
        seen > half
    });
    median.map_or(10.0, |(size, _)| *size).max(4.0)
}
