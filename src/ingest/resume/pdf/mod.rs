//! PDF: a reader gives the characters of each page with their places; what a person reads there is found here.

mod columns;
mod dots;
mod furniture;
mod garbled;
mod hidden;
mod labels;
mod layout;
mod lines;
mod oxide;
mod page;
mod pdfium;
mod unfinished;
mod words;

use crate::ingest::reject::Fault;
use std::path::Path;

use crate::ingest::{Block, Limits, Reading, ReadingQuality, RejectCode};
use page::Pages;

/// The reader that is used where no other is named.
pub(super) const NAME: &str = oxide::NAME;
/// The reader that is used where libpdfium is named.
pub(super) const PDFIUM_NAME: &str = pdfium::NAME;

/// Loads libpdfium from a file or folder, as reading with it does.
///
/// # Errors
/// Why it cannot be loaded.
pub fn check_pdfium(path: &Path) -> Result<(), String> {
    pdfium::load(path)
}

/// Fewest words of a PDF that has a text layer.
const WORDS_MIN: usize = 20;

/// Blocks in reading order, read with libpdfium where it is named. An unreadable page is left out; a file in which no page can be read is damaged.
pub(super) fn read(bytes: &[u8], limits: &Limits, pdfium: Option<&Path>) -> super::ReadOutcome {
    let pages_max = limits.max_pages as usize;
    let Pages { mut pages, cut, pictures } = match pdfium {
        Some(library) => pdfium::read(library, bytes, pages_max)?,
        None => oxide::read(bytes, pages_max)?,
    };
    let remarks = hidden::take(&mut pages);
    pages.iter_mut().for_each(dots::to_glyphs);
    let laid: Vec<_> = pages.iter().map(|page| layout::page(&page.glyphs)).collect();
    let columns = laid.iter().any(|page| page.columns);
    let blocks = furniture::blocks(laid);
    if blocks.iter().flat_map(|block| super::words(&block.text)).take(WORDS_MIN).count() < WORDS_MIN {
        return Err(no_text(&blocks, pictures, cut, bytes));
    }
    let quality = match () {
        () if cut => ReadingQuality::Truncated,
        () if garbled::is_garbled(&blocks) => ReadingQuality::Garbled,
        () if columns => ReadingQuality::MultiColumn,
        () => ReadingQuality::Ok,
    };
    Ok(Reading { blocks, quality, remarks })
}

/// A file that was cut off has lost the mark of its end; a scan shows in its pictures.
fn no_text(blocks: &[Block], pictures: bool, cut: bool, bytes: &[u8]) -> Fault {
    // Libraries rebuild what they can of a broken file, down to pages without a word. Some writers leave bytes behind
    // the mark, so that it is looked for everywhere.
    if cut || memchr::memmem::rfind(bytes, b"%%EOF").is_none() {
        let reason = "the PDF is broken or cut off: export it again from your editor";
        return (RejectCode::Damaged, reason.into());
    }
    if pictures || blocks.is_empty() {
        let reason = "a parser sees no text in this PDF, only a picture: export it again from your editor, as text";
        return (RejectCode::ImageOnly, reason.into());
    }
    let reason = "a parser sees fewer than twenty words in this PDF: export it again from your editor";
    (RejectCode::NoText, reason.into())
}

fn encrypted() -> Fault {
    (RejectCode::Encrypted, "a password protects this PDF: save it without one".into())
}
