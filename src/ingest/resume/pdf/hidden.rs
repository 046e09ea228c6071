//! Text that a person does not see on the page, and a machine would read.

use super::page::{Glyph, Ink, Page};
use super::words::{rows, words};
use crate::ingest::document::{Finding, FindingKind};

/// Text below this size, in points, is a line to the eye.
const TINY: f32 = 2.0;

/// Takes what is hidden out of the pages, and says what it was.
pub(super) fn take(pages: &mut [Page]) -> Vec<Finding> {
    // The text layer below a scanned page is drawn without ink, and is what the page says.
    let all: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let unpainted: usize = pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| glyph.ink == Ink::None).count();
    let is_scan = unpainted * 2 > all;
    let mut findings = Vec::new();
    for page in pages {
        let kinds: Vec<Option<FindingKind>> = page.glyphs.iter().map(|glyph| kind(glyph, page, is_scan)).collect();
        if kinds.iter().all(Option::is_none) {
            continue;
        }
        let glyphs = std::mem::take(&mut page.glyphs);
        for kind in [FindingKind::White, FindingKind::Tiny, FindingKind::OffPage, FindingKind::Unpainted] {
            let hidden = glyphs.iter().zip(&kinds).filter(|(_, of)| **of == Some(kind)).map(|(glyph, _)| glyph);
            let lines = rows(words(hidden))
                .into_iter()
                .map(|row| row.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
            let text = lines.collect::<Vec<_>>().join(" ");
            // A stray mark hides nothing.
            if text.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
                findings.push(Finding { kind, text });
            }
        }
        page.glyphs =
            glyphs.into_iter().zip(kinds).filter(|(_, kind)| kind.is_none()).map(|(glyph, _)| glyph).collect();
    }
    findings
}

fn kind(glyph: &Glyph, page: &Page, is_scan: bool) -> Option<FindingKind> {
    if glyph.c.is_whitespace() {
        return None;
    }
    let (x, y) = glyph.middle();
    let shown = page.shown;
    if shown.right > shown.left && !shown.holds(x, y) {
        return Some(FindingKind::OffPage);
    }
    if glyph.size < TINY {
        return Some(FindingKind::Tiny);
    }
    match glyph.ink {
        Ink::None if !is_scan => Some(FindingKind::Unpainted),
        Ink::White if !page.painted.iter().any(|area| area.holds(x, y)) => Some(FindingKind::White),
        _ => None,
    }
}
