//! Text that a person does not see on the page, and a machine would read.

use super::page::{Glyph, Ink, Page};
use super::words::{rows, words};
use crate::ingest::{Remark, RemarkKind};

/// How text is kept from a person's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hidden {
    White,
    Tiny,
    OffPage,
    Unpainted,
    Clipped,
}

/// Text below this size, in points, is a line to the eye.
const TINY: f32 = 2.0;

/// Takes what is hidden out of the pages, and says what it was.
pub(super) fn take(pages: &mut [Page]) -> Vec<Remark> {
    // The text layer below a scanned page is drawn without ink, and is what the page says.
    let all: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let unpainted: usize = pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| glyph.ink == Ink::None).count();
    let is_scan = unpainted * 2 > all;
    let mut remarks = Vec::new();
    for page in pages {
        let kinds: Vec<Option<Hidden>> = page.glyphs.iter().map(|glyph| kind(glyph, page, is_scan)).collect();
        if kinds.iter().all(Option::is_none) {
            continue;
        }
        let glyphs = std::mem::take(&mut page.glyphs);
        for kind in [Hidden::White, Hidden::Tiny, Hidden::OffPage, Hidden::Unpainted, Hidden::Clipped] {
            let hidden = glyphs.iter().zip(&kinds).filter(|(_, of)| **of == Some(kind)).map(|(glyph, _)| glyph);
            let lines = rows(words(hidden))
                .into_iter()
                .map(|row| row.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
            let text = lines.collect::<Vec<_>>().join(" ");
            // A stray mark hides nothing.
            if text.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
                remarks.push(Remark::new(RemarkKind::HiddenText, &text));
            }
        }
        page.glyphs =
            glyphs.into_iter().zip(kinds).filter(|(_, kind)| kind.is_none()).map(|(glyph, _)| glyph).collect();
    }
    remarks
}

fn kind(glyph: &Glyph, page: &Page, is_scan: bool) -> Option<Hidden> {
    if glyph.c.is_whitespace() {
        return None;
    }
    let shown = page.shown;
    let middle = glyph.middle();
    if shown.right > shown.left && middle.is_some_and(|(x, y)| !shown.holds(x, y)) {
        return Some(Hidden::OffPage);
    }
    if glyph.size < TINY {
        return Some(Hidden::Tiny);
    }
    match glyph.ink {
        Ink::Clipped => Some(Hidden::Clipped),
        Ink::None if !is_scan => Some(Hidden::Unpainted),
        Ink::White if middle.is_none_or(|(x, y)| !page.painted.iter().any(|area| area.holds(x, y))) => {
            Some(Hidden::White)
        }
        _ => None,
    }
}
