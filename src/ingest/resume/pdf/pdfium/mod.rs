//! The reader for those who have libpdfium: the library is loaded when it is first asked for, and its characters are
//! taken with their places.

mod clip;

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use pdfium_render::prelude::{
    PdfColor, PdfFontWeight, PdfPage, PdfPageObject, PdfPageObjectCommon, PdfPageObjectsCommon, PdfPageRenderRotation,
    PdfPageTextChar, PdfPageTextRenderMode, PdfPathFillMode, PdfRect, Pdfium, PdfiumError, PdfiumInternalError,
};

use super::dots;
use super::page::{ASKEW, Area, FEW_GLYPHS, Glyph, Ink, Page, Pages, straightened, turn_of, upright};
use crate::ingest::RejectCode;
use crate::ingest::reject::Fault;
use clip::Clips;

/// The reader's name and version. The library does not tell its own.
pub(super) const NAME: &str = "libpdfium (pdfium-render 0.9)";

/// The one library of this process. It knows nothing of threads: who reads holds the lock for a whole file.
static LIBRARY: OnceLock<Result<Mutex<Pdfium>, String>> = OnceLock::new();

/// Loads the library at `path`, or in the folder `path`. A process keeps the first that it loads.
///
/// # Errors
/// What the system says where it cannot be loaded.
pub(super) fn load(path: &Path) -> Result<(), String> {
    library(path).map(|_| ())
}

fn library(path: &Path) -> Result<MutexGuard<'static, Pdfium>, String> {
    let loaded = LIBRARY.get_or_init(|| {
        let file = if path.is_dir() { Pdfium::pdfium_platform_library_name_at_path(path) } else { path.to_owned() };
        // A bare name would be looked for in the system's folders.
        let file = std::path::absolute(&file).unwrap_or(file);
        let bindings = Pdfium::bind_to_library(file).map_err(|error| match &error {
            // What the system says lies below what the library says.
            PdfiumError::LoadLibraryError(error) => error.source().unwrap_or(error).to_string(),
            error => error.to_string(),
        })?;
        Ok(Mutex::new(Pdfium::new(bindings)))
    });
    match loaded {
        // A panic in a file leaves nothing behind: each file is opened and closed by itself.
        Ok(library) => Ok(library.lock().unwrap_or_else(PoisonError::into_inner)),
        Err(message) => Err(message.clone()),
    }
}

pub(super) fn read(path: &Path, bytes: &[u8], pages_max: usize) -> Result<Pages, Fault> {
    let unusable = |message| (RejectCode::Unreadable, format!("libpdfium cannot be loaded: {message}"));
    let library = library(path).map_err(unusable)?;
    let document = library.load_pdf_from_byte_slice(bytes, None).map_err(|error| broken(&error))?;
    let count = usize::try_from(document.pages().len()).unwrap_or(0);
    let mut pages = Pages { cut: count > pages_max, ..Pages::default() };
    let mut failure = None;
    for at in (0..).take(count.min(pages_max)) {
        let read = document.pages().get(at).and_then(|page| self::page(&page));
        match read {
            Ok((page, pictures)) => {
                pages.pictures |= pictures;
                pages.pages.push(page);
            }
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) if pages.pages.is_empty() => Err(broken(&error)),
        failure => {
            pages.cut |= failure.is_some();
            Ok(pages)
        }
    }
}

/// One page, and whether it shows a picture with few characters.
fn page(page: &PdfPage) -> Result<(Page, bool), PdfiumError> {
    let page_turn = match page.rotation()? {
        PdfPageRenderRotation::None => 0,
        PdfPageRenderRotation::Degrees90 => 1,
        PdfPageRenderRotation::Degrees180 => 2,
        PdfPageRenderRotation::Degrees270 => 3,
    };
    let turn = Turn { quarters: page_turn };
    let text = page.text()?;
    let mut glyphs: Vec<Glyph> = Vec::new();
    let (mut bold, mut origin) = (None, None);
    let mut clips = Clips::default();
    let mut made_up = false;
    for char in text.chars().iter() {
        let c = char.unicode_char().unwrap_or(char::REPLACEMENT_CHARACTER);
        let c = ligature(c);
        if c.is_whitespace() {
            // What the library makes up has no place, and may part nothing ("1 st").
            if let Some(last) = glyphs.last().copied() {
                made_up = char.is_generated().unwrap_or(false);
                glyphs.push(Glyph { c: ' ', left: last.right, ..last });
            }
            (bold, origin) = (None, None);
            continue;
        }
        // Places where a line may break take no room, but would be taken for letters of a ligature.
        if matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
            continue;
        }
        let is_bold = *bold.get_or_insert_with(|| is_bold(&char));
        if let Some(mut glyph) = glyph(&char, c, is_bold, turn) {
            if glyphs.pop_if(|space| std::mem::take(&mut made_up) && is_joined(space, &glyph)).is_some() {
                origin = None;
            }
            // The letters of a ligature all have its place: the first keeps it.
            if let Some(last) = glyphs.last()
                && last.turn == glyph.turn
                && origin == Some((glyph.left, glyph.base))
            {
                glyph.left = last.right;
                glyph.right = last.right;
            } else {
                origin = Some((glyph.left, glyph.base));
            }
            clips.apply(&char, &mut glyph, turn);
            glyphs.push(glyph);
        }
    }
    let white = glyphs.iter().any(|glyph| glyph.ink == Ink::White);
    let (mut painted, mut dots) = (Vec::new(), Vec::new());
    for object in page.objects().iter() {
        if white {
            painted.extend(self::painted(&object, turn));
        }
        if let PdfPageObject::Path(path) = &object
            && let Ok(bounds) = path.bounds()
        {
            dots.extend(dots::of(turn.area(&bounds.to_rect())));
        }
    }
    let shown = page.boundaries().bounding().map_or_else(|_| Area::default(), |shown| turn.area(&shown.bounds));
    let pictures = glyphs.len() <= FEW_GLYPHS && page.objects().iter().any(|object| object.as_image_object().is_some());
    Ok((Page { glyphs, shown, painted, dots }, pictures))
}

/// The quarter turns clockwise in which the page is shown.
#[derive(Clone, Copy)]
struct Turn {
    quarters: u8,
}

impl Turn {
    fn point(self, x: f32, y: f32) -> (f32, f32) {
        upright(self.quarters, x, y)
    }

    fn area(self, rect: &PdfRect) -> Area {
        let (x0, y0) = self.point(rect.left().value, rect.bottom().value);
        let (x1, y1) = self.point(rect.right().value, rect.top().value);
        Area { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }
}

fn glyph(char: &PdfPageTextChar, c: char, bold: bool, page: Turn) -> Option<Glyph> {
    let c = match c {
        // What the library makes of a hyphen at the end of a line.
        '\u{2}' | '\u{FFFE}' => '-',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let (x, y) = char.origin().ok()?;
    let (x, y) = page.point(x.value, y.value);
    let advance = char.loose_bounds().ok().map(|rect| page.area(&rect));
    let matrix = char.matrix().ok();
    let along = matrix.map_or((1.0, 0.0), |matrix| page.point(matrix.a(), matrix.b()));
    let turn = turn_of(along);
    let place = |x, y| if turn == ASKEW { straightened(along, x, y) } else { upright(turn, x, y) };
    let (left, base) = place(x, y);
    let scale = matrix.map_or(1.0, |matrix| matrix.c().hypot(matrix.d()));
    let size = (char.unscaled_font_size().value * scale).abs();
    let width = advance.map_or(0.5 * size, |area| {
        let (a, b) = (place(area.left, area.bottom), place(area.right, area.top));
        a.0.max(b.0) - left
    });
    let finite = [left, base, size, width].iter().all(|part| part.is_finite() && part.abs() < 1e6);
    finite.then(|| Glyph { c, left, right: left + width.max(0.0), base, size, bold, ink: ink(char), turn })
}

/// Whether white space before a glyph is none: the glyph stands right behind what was before the space, on its line or raised.
fn is_joined(space: &Glyph, glyph: &Glyph) -> bool {
    /// Parts of a size: narrower white is that between letters.
    const LETTERS: std::ops::Range<f32> = -0.2..0.08;
    const RAISED: f32 = 0.7;
    let size = space.size.max(glyph.size);
    space.turn == glyph.turn
        && LETTERS.contains(&((glyph.left - space.left) / size))
        && (glyph.base - space.base).abs() < RAISED * size
}

/// The ligatures of TeX's encoding, which the library gives as they lie in the file where that has no map to characters.
fn ligature(c: char) -> char {
    match c {
        '\u{1B}' => '\u{FB00}',
        '\u{1C}' => '\u{FB01}',
        '\u{1D}' => '\u{FB02}',
        '\u{1E}' => '\u{FB03}',
        '\u{1F}' => '\u{FB04}',
        c => c,
    }
}

fn ink(char: &PdfPageTextChar) -> Ink {
    if let Ok(PdfPageTextRenderMode::Invisible | PdfPageTextRenderMode::InvisibleClipping) = char.render_mode() {
        return Ink::None;
    }
    char.fill_color().map_or(Ink::Colour, |colour| {
        if colour.alpha() < 13 {
            return Ink::None;
        }
        Ink::of_rgb([colour.red(), colour.green(), colour.blue()].map(|part| f32::from(part) / 255.0))
    })
}

fn is_bold(char: &PdfPageTextChar) -> bool {
    let heavy = matches!(
        char.font_weight(),
        Some(
            PdfFontWeight::Weight600
                | PdfFontWeight::Weight700Bold
                | PdfFontWeight::Weight800
                | PdfFontWeight::Weight900
        )
    );
    let name = char.font_name().to_ascii_lowercase();
    heavy || ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
}

/// Where a fill, picture or shading is seen below text.
fn painted(object: &PdfPageObject, turn: Turn) -> Option<Area> {
    let coloured = |colour: PdfColor| {
        let rgb = [colour.red(), colour.green(), colour.blue()].map(|part| f32::from(part) / 255.0);
        colour.alpha() > 12 && Ink::of_rgb(rgb) == Ink::Colour
    };
    // A thick line is how some drawing packages fill a bar.
    let mut half = 0.0;
    let seen = match object {
        PdfPageObject::Path(path) => {
            let filled = !matches!(path.fill_mode(), Ok(PdfPathFillMode::None) | Err(_));
            if path.is_stroked().unwrap_or(false) && path.stroke_color().is_ok_and(coloured) {
                half = path.stroke_width().map_or(0.0, |width| width.value / 2.0);
            }
            half > 2.0 || filled && path.fill_color().is_ok_and(coloured)
        }
        PdfPageObject::Image(_) | PdfPageObject::Shading(_) | PdfPageObject::XObjectForm(_) => true,
        _ => false,
    };
    let bounds = seen.then(|| object.bounds().ok()).flatten()?;
    let Area { left, bottom, right, top } = turn.area(&bounds.to_rect());
    Some(Area { left: left - half, bottom: bottom - half, right: right + half, top: top + half })
}

fn broken(error: &PdfiumError) -> Fault {
    match error {
        PdfiumError::PdfiumLibraryInternalError(
            PdfiumInternalError::PasswordError | PdfiumInternalError::SecurityError,
        ) => super::encrypted(),
        _ => (RejectCode::Damaged, "the PDF is broken or cut off: export it again from your editor".into()),
    }
}
