//! Plain text, line by line.

use super::ReadOutcome;
use crate::ingest::{Block, BlockKind, Limits, ReadingQuality, decode};

/// One block a line. A blank line stays as one empty block: it is all that a text has to end a paragraph with.
pub(super) fn read(bytes: &[u8], _: &Limits) -> ReadOutcome {
    let text = decode::text(bytes);
    let mut blocks: Vec<Block> = Vec::new();
    // A form feed is how text has a page break, a lone carriage return how old systems end a line.
    for line in text.lines().flat_map(|line| line.split(['\r', '\u{c}'])).map(str::trim_end) {
        if !line.is_empty() || blocks.last().is_some_and(|last| !last.text.is_empty()) {
            blocks.push(Block { kind: BlockKind::Line, text: line.to_owned() });
        }
    }
    let (all, lost, empty) = text.chars().fold((0usize, 0usize, 0usize), |(all, lost, empty), c| {
        (all + 1, lost + usize::from(c == char::REPLACEMENT_CHARACTER), empty + usize::from(c == '\0'))
    });
    let quality = match () {
        () if lost * 50 > all => ReadingQuality::Garbled,
        // A disk that lost a part of the file shows zeros there.
        () if empty * 50 > all => ReadingQuality::Truncated,
        () => ReadingQuality::Ok,
    };
    Ok((blocks, quality).into())
}
