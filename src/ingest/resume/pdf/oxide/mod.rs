//! The reader that needs nothing but cargo: pdf_oxide opens the file, its objects and its fonts; [`content`] walks the
//! pages.

mod content;
mod face;

use pdf_oxide::PdfDocument;
use pdf_oxide::object::Object;

use super::page::{Area, FEW_GLYPHS, Ink, Page, Pages};
use crate::ingest::RejectCode;
use crate::ingest::reject::Fault;
use content::{Content, Faces};

/// The reader's name and version.
pub(super) const NAME: &str = "pdf_oxide 0.3.78";

pub(super) fn read(bytes: &[u8], pages_max: usize) -> Result<Pages, Fault> {
    // pdf_oxide takes fonts of one file for those of another that look alike, so that a file's text would depend on the
    // files that were read before it.
    pdf_oxide::set_global_font_cache_capacity(0);
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(broken)?;
    // Many PDFs only forbid printing: they open with the empty password.
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err(super::encrypted());
    }
    let count = document.page_count().map_err(broken)?;
    let mut pages = Pages { cut: count > pages_max, ..Pages::default() };
    let mut failure = None;
    let mut faces = Faces::default();
    for at in 0..count.min(pages_max) {
        match page(&document, at, &mut faces) {
            Ok((page, whole)) => {
                pages.cut |= !whole;
                let pictures = || document.page_image_handles(at).is_ok_and(|images| !images.is_empty());
                pages.pictures |= page.glyphs.len() <= FEW_GLYPHS && pictures();
                pages.pages.push(page);
            }
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) if pages.pages.is_empty() => Err(broken(error)),
        failure => {
            pages.cut |= failure.is_some();
            Ok(pages)
        }
    }
}

/// One page, and whether all of it could be read.
fn page(document: &PdfDocument, at: usize, faces: &mut Faces) -> pdf_oxide::Result<(Page, bool)> {
    let object = document.get_page(at)?;
    let Some(resources) = object.as_dict().and_then(|page| page.get("Resources")) else {
        return Ok((Page::default(), true));
    };
    let (left, bottom, right, top) = document.get_page_visible_box(at)?;
    let data = document.get_page_content_data(at)?;
    let turn = document.get_page_rotation(at).map_or(0, |degrees| degrees.rem_euclid(360) / 90) as u8;
    let mut content = Content::new(document, faces, turn);
    content.run(&data, resources, false);
    // What is painted matters only below white text, and finding it takes reading every stroke.
    if content.glyphs.iter().any(|glyph| glyph.ink == Ink::White) {
        let whole = content.whole;
        content = Content::new(document, faces, turn);
        content.whole = whole;
        content.run(&data, resources, true);
    }
    let corners = [content.displayed(left, bottom), content.displayed(right, top)];
    let shown = Area {
        left: corners[0].0.min(corners[1].0),
        bottom: corners[0].1.min(corners[1].1),
        right: corners[0].0.max(corners[1].0),
        top: corners[0].1.max(corners[1].1),
    };
    let Content { glyphs, painted, dots, whole, .. } = content;
    Ok((Page { glyphs, shown, painted, dots }, whole))
}

/// The object itself where `object` is a reference to one.
fn resolved(document: &PdfDocument, object: &Object) -> Option<Object> {
    match object.as_reference() {
        Some(reference) => document.load_object(reference).ok(),
        None => Some(object.clone()),
    }
}

fn broken(error: pdf_oxide::Error) -> Fault {
    match error {
        pdf_oxide::Error::EncryptedPdf => super::encrypted(),
        error => {
            let reason = format!("the PDF is broken or cut off ({error}): export it again from your editor");
            (RejectCode::Damaged, reason)
        }
    }
}
