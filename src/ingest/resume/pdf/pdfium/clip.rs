//! What a page lets through of its text: the clip paths of libpdfium's text objects.

use pdfium_render::prelude::{PdfMatrix, PdfPageObject, PdfPageTextChar, PdfPathSegments, PdfPoints};

use super::Turn;
use crate::ingest::resume::pdf::page::{Area, CLIP_MARGIN, Glyph};

/// The clip of the text object that was looked at last: its characters follow each other, and all have its matrix.
#[derive(Default)]
pub(super) struct Clips(Option<(PdfMatrix, Area)>);

impl Clips {
    /// Takes the ink of a glyph that lies outside of what is shown of its object.
    pub(super) fn apply(&mut self, char: &PdfPageTextChar, glyph: &mut Glyph, turn: Turn) {
        let Ok(matrix) = char.matrix() else { return };
        let shown = match self.0 {
            Some((of, shown)) if of == matrix => shown,
            _ => {
                let shown = shown(char, &matrix, turn).unwrap_or(Area::EVERYWHERE);
                self.0 = Some((matrix, shown));
                shown
            }
        };
        glyph.clip(&shown);
    }
}

/// Where the object of `char` is seen; none where it has no clip. A path that is no rectangle is taken to be as large as the one
/// around it.
fn shown(char: &PdfPageTextChar, matrix: &PdfMatrix, turn: Turn) -> Option<Area> {
    let object = char.text_object().ok()?;
    let own = object.matrix().ok()?;
    let object = PdfPageObject::Text(object);
    let clip = object.get_clip_path().filter(|clip| !clip.is_empty())?;
    // Objects inside a form lie in the form's space: what leads their matrix to that of the character leads the clip to the page.
    let form = (own != *matrix && own.determinant() != 0.0).then(|| own.invert().multiply(*matrix));
    let mut shown = Area::EVERYWHERE;
    for path in clip.iter() {
        let mut around: Option<Area> = None;
        for at in 0..path.len() {
            let Ok(segment) = path.get(at) else { continue };
            let (x, y) = point(segment.point(), form.as_ref(), turn);
            around = Some(around.map_or(Area { left: x, bottom: y, right: x, top: y }, |area| area.reaching(x, y)));
        }
        shown = shown.within(around?.grown(CLIP_MARGIN));
    }
    Some(shown)
}

fn point((x, y): (PdfPoints, PdfPoints), form: Option<&PdfMatrix>, turn: Turn) -> (f32, f32) {
    let (x, y) = form.map_or((x, y), |form| form.apply_to_points(x, y));
    turn.point(x.value, y.value)
}
