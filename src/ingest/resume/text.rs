//! Plain text, line by line.

use crate::ingest::reject::Fault;
use crate::ingest::{Block, BlockKind, Limits, ReadingQuality, decode};

/// One block a line. A blank line stays as one empty block: it is all that a text has to end a paragraph with.
pub(super) fn read(bytes: &[u8], _: &Limits) -> Result<(Vec<Block>, ReadingQuality), Fault> {
    let text = decode::text(bytes);
    let mut blocks: Vec<Block> = Vec::new();
    // A form feed is how text has a page break, a lone carriage return how old systems end a line.
    for line in text.lines().flat_map(|line| line.split(['\r', '\u{c}'])).map(str::trim_end) {
        if !line.is_empty() || blocks.last().is_some_and(|last| !last.text.is_empty()) {
            blocks.push(Block { kind: BlockKind::Line, text: line.to_owned() });
        }
    }
    let lost = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let garbled = lost * 50 > text.chars().count();
    Ok((blocks, if garbled { ReadingQuality::Garbled } else { ReadingQuality::Ok }))
}
