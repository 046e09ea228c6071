//! Marks of lists that are drawn and not written: browsers print a bullet as a small disc, ring or square.

use super::page::{Area, Glyph, Ink, Page};

/// Points of the smallest and the largest shape that could be one.
const SIDES: std::ops::Range<f32> = 1.0..9.0;

/// Most of them on a page: more are a drawing.
const DOTS: usize = 1_000;

/// The painted area, if it could be such a mark: as high as wide, and small.
pub(super) fn of(area: Area) -> Option<Area> {
    let (width, height) = (area.right - area.left, area.top - area.bottom);
    (SIDES.contains(&width) && SIDES.contains(&height) && (0.7..1.4).contains(&(width / height))).then_some(area)
}

/// Puts a bullet before each line that has such a mark on its left: at the height of its small letters, smaller than these, and
/// with nothing before it. Points of a scale stand behind their text, and those of a timeline are larger.
pub(super) fn to_glyphs(page: &mut Page) {
    let mut dots = std::mem::take(&mut page.dots);
    if dots.len() > DOTS {
        return;
    }
    dots.sort_by(|a, b| b.top.total_cmp(&a.top).then(a.left.total_cmp(&b.left)));
    dots.dedup();
    let mut marks: Vec<(usize, Glyph)> = dots.iter().filter_map(|dot| mark(dot, &page.glyphs)).collect();
    marks.sort_by_key(|(at, _)| *at);
    marks.dedup_by_key(|(at, _)| *at);
    for (at, mark) in marks.into_iter().rev() {
        page.glyphs.insert(at, mark);
    }
}

/// The bullet that `dot` is, and the place of the glyph that it stands before.
fn mark(dot: &Area, glyphs: &[Glyph]) -> Option<(usize, Glyph)> {
    /// Parts of the text's size: the mark's own, the white around it, and where its middle is above the line.
    const OWN: std::ops::RangeInclusive<f32> = 0.15..=0.55;
    const WHITE: f32 = 2.5;
    const MIDDLE: std::ops::RangeInclusive<f32> = 0.1..=0.6;
    let (side, up) = (dot.right - dot.left, f32::midpoint(dot.bottom, dot.top));
    let beside = |glyph: &Glyph| {
        glyph.turn == 0 && !glyph.c.is_whitespace() && MIDDLE.contains(&((up - glyph.base) / glyph.size.max(1.0)))
    };
    let line = || glyphs.iter().enumerate().filter(|(_, glyph)| beside(glyph));
    let (at, first) = line()
        .filter(|(_, glyph)| glyph.left > dot.left && glyph.left - dot.right < WHITE * glyph.size)
        .min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))?;
    let white = |glyph: &Glyph| glyph.left >= dot.left || dot.left - glyph.right > WHITE * first.size;
    let fits = OWN.contains(&(side / first.size)) && first.left > dot.right - 0.1 * first.size;
    (fits && first.c != '\u{2022}' && line().all(|(_, glyph)| white(glyph))).then(|| {
        // White lies behind it, however near the text is.
        let right = dot.right.min(first.left - 0.3 * first.size);
        let glyph = Glyph { c: '\u{2022}', left: dot.left.min(right), right, ink: Ink::Colour, bold: false, ..*first };
        (at, glyph)
    })
}
