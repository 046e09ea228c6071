//! PDF, through pdf_oxide: its words with their places, put into lines and columns by [`layout`].

mod layout;

use pdf_oxide::PdfDocument;

use crate::ingest::reject::Fault;
use crate::ingest::{Block, Limits, ReadingQuality, RejectCode};

/// Fewest words of a PDF that has a text layer.
const WORDS_MIN: usize = 20;

/// One block a visual line, columns one after the other. An unreadable page is left out; a file in which no page can be
/// read is damaged.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<Block>, ReadingQuality), Fault> {
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(broken)?;
    // Many PDFs only forbid printing: they open with the empty password.
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err((RejectCode::Encrypted, "a password protects this PDF: save it without one".into()));
    }
    let pages = document.page_count().map_err(broken)?;
    let read = pages.min(limits.max_pages as usize);
    let mut quality = if read < pages { ReadingQuality::Truncated } else { ReadingQuality::Ok };
    let mut blocks = Vec::new();
    let mut failure = None;
    for page in 0..read {
        // Spans keep the letters in the order of the file; the library's own words sort them by place and mix up letters
        // of runs whose places are off.
        match document.extract_spans(page) {
            Ok(spans) => {
                let laid_out = layout::page(&spans);
                if laid_out.columns {
                    quality = quality.max(ReadingQuality::MultiColumn);
                }
                blocks.extend(laid_out.blocks);
            }
            Err(error) => failure = Some(error),
        }
    }
    let words: usize = blocks.iter().map(|block: &Block| super::words(&block.text)).sum();
    match failure {
        Some(error) if words < WORDS_MIN => return Err(broken(error)),
        Some(_) => quality = quality.max(ReadingQuality::Truncated),
        None if words < WORDS_MIN => return Err(no_text(&document, read, bytes)),
        None => {}
    }
    if is_garbled(&blocks) {
        quality = quality.max(ReadingQuality::Garbled);
    }
    Ok((blocks, quality))
}

/// A file that was cut off has lost the mark of its end; a scan shows in its pictures; drawn letters show in nothing at
/// all.
fn no_text(document: &PdfDocument, pages: usize, bytes: &[u8]) -> Fault {
    // The library rebuilds what it can of a broken file, down to pages without a word. Some writers leave bytes behind
    // the mark, so that it is looked for everywhere.
    if memchr::memmem::rfind(bytes, b"%%EOF").is_none() {
        let reason = "the PDF is broken or cut off: export it again from your editor";
        return (RejectCode::Damaged, reason.into());
    }
    let pictures = |page| document.page_image_handles(page).is_ok_and(|images| !images.is_empty());
    let fonts = |page| document.extract_spans(page).is_ok_and(|spans| !spans.is_empty());
    if (0..pages).any(pictures) || !(0..pages).any(fonts) {
        let reason =
            "no text can be read in this PDF: it looks like a scan; export it again from your editor as PDF with text";
        return (RejectCode::ImageOnly, reason.into());
    }
    (RejectCode::NoText, "the PDF holds fewer than twenty words of text".into())
}

/// More than one in twenty of the characters is none: fonts whose glyphs have no map to characters.
fn is_garbled(blocks: &[Block]) -> bool {
    let (mut all, mut lost) = (0usize, 0usize);
    for c in blocks.iter().flat_map(|block| block.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        lost += usize::from(c == char::REPLACEMENT_CHARACTER || c.is_control());
    }
    lost * 20 > all
}

fn broken(error: pdf_oxide::Error) -> Fault {
    match error {
        pdf_oxide::Error::EncryptedPdf => {
            (RejectCode::Encrypted, "a password protects this PDF: save it without one".into())
        }
        error => {
            let reason = format!("the PDF is broken or cut off ({error}): export it again from your editor");
            (RejectCode::Damaged, reason)
        }
    }
}
