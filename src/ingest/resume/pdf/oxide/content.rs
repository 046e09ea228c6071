//! The operators of a page, followed as far as they place, paint and hide text (ISO 32000-1, sections 8.4 and 9).

mod paint;

use std::collections::HashMap;
use std::sync::Arc;

use pdf_oxide::PdfDocument;
use pdf_oxide::content::{Matrix, Operator, TextElement, parse_and_execute_text_only, parse_content_stream};
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::fonts::FontInfo;
use pdf_oxide::object::Object;
use rustc_hash::FxHashMap;

use paint::has_clips;

use super::face::Face;
use super::resolved;
use crate::ingest::resume::pdf::page::{ASKEW, Area, Glyph, Ink, straightened, turn_of, upright};

/// The fonts of a file, each decoded once.
pub(super) type Faces = FxHashMap<*const FontInfo, Face>;

/// Forms inside forms: deeper is a loop.
const DEPTH: usize = 12;
/// States saved: more is a broken file.
const STATES: usize = 512;
/// Glyphs of a page: more is no resume, and memory is not for free.
const GLYPHS: usize = 1 << 20;

/// What a page comes to.
pub(super) struct Content<'a> {
    document: &'a PdfDocument,
    faces: &'a mut Faces,
    /// Quarter turns clockwise in which the page is shown.
    page_turn: u8,
    /// Whether fills and pictures are looked at too.
    paint: bool,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) painted: Vec<Area>,
    pub(super) dots: Vec<Area>,
    /// Whether every part of it could be read.
    pub(super) whole: bool,
    state: State,
    saved: Vec<State>,
    /// Text that the file gives in place of the glyphs of a marked piece, for each level of marks.
    marks: Vec<Option<Actual>>,
    path: Option<Area>,
    /// The path becomes a clip when it is done with.
    clips: bool,
    /// What is drawn belongs to a group that is transparent as a whole.
    veiled: bool,
    depth: usize,
}

/// Text in place of glyphs: its first glyph carries it, the others nothing.
struct Actual {
    text: String,
    written: bool,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Arc<FontInfo>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    /// Horizontal scale; 1 is as the font has it.
    scale: f32,
    leading: f32,
    rise: f32,
    mode: u8,
    fill: Ink,
    transparent: bool,
    gray: bool,
    line_width: f32,
    /// What is let through of the page as it is shown.
    clip: Area,
}

/// Names of a page or form: its dictionary of resources, and its fonts.
struct Scope {
    names: HashMap<String, Object>,
    fonts: HashMap<String, Arc<FontInfo>>,
}

impl<'a> Content<'a> {
    pub(super) fn new(document: &'a PdfDocument, faces: &'a mut Faces, page_turn: u8) -> Self {
        let state = State {
            matrix: Matrix::identity(),
            text: Matrix::identity(),
            line: Matrix::identity(),
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            fill: Ink::Colour,
            transparent: false,
            gray: false,
            line_width: 1.0,
            clip: Area::EVERYWHERE,
        };
        Self {
            document,
            faces,
            page_turn,
            paint: false,
            glyphs: Vec::new(),
            painted: Vec::new(),
            dots: Vec::new(),
            whole: true,
            state,
            saved: Vec::new(),
            marks: Vec::new(),
            path: None,
            clips: false,
            veiled: false,
            depth: 0,
        }
    }

    /// Follows the operators in `data`. With `paint`, fills and pictures too, which takes longer.
    pub(super) fn run(&mut self, data: &[u8], resources: &Object, paint: bool) {
        self.paint = paint || has_clips(data);
        let names = resolved(self.document, resources).and_then(|object| object.as_dict().cloned()).unwrap_or_default();
        let mut extractor = TextExtractor::new();
        self.whole &= self.document.load_fonts_public(&Object::Dictionary(names.clone()), &mut extractor).is_ok();
        let scope = Scope { names, fonts: extractor.get_font_set().into_iter().collect() };
        if self.paint {
            match parse_content_stream(data) {
                Ok(operators) => operators.into_iter().for_each(|operator| self.step(operator, &scope)),
                Err(_) => self.whole = false,
            }
        } else {
            let followed = parse_and_execute_text_only(data, |operator| {
                self.step(operator, &scope);
                Ok(())
            });
            self.whole &= followed.is_ok();
        }
    }

    /// A point of the page as it is shown.
    pub(super) fn displayed(&self, x: f32, y: f32) -> (f32, f32) {
        upright(self.page_turn, x, y)
    }

    fn step(&mut self, operator: Operator, scope: &Scope) {
        let state = &mut self.state;
        match operator {
            Operator::SaveState if self.saved.len() < STATES => {
                self.saved.push(state.clone());
            }
            Operator::RestoreState => {
                if let Some(saved) = self.saved.pop() {
                    *state = saved;
                }
            }
            Operator::Cm { a, b, c, d, e, f } => state.matrix = Matrix { a, b, c, d, e, f }.multiply(&state.matrix),
            Operator::BeginText => state.start_line(Matrix::identity()),
            Operator::Tm { a, b, c, d, e, f } => state.start_line(Matrix { a, b, c, d, e, f }),
            Operator::Td { tx, ty } => state.next_line(tx, ty),
            Operator::TD { tx, ty } => {
                state.leading = -ty;
                state.next_line(tx, ty);
            }
            Operator::TStar => state.next_line(0.0, -state.leading),
            Operator::Tc { char_space } => state.char_space = char_space,
            Operator::Tw { word_space } => state.word_space = word_space,
            Operator::Tz { scale } => state.scale = scale / 100.0,
            Operator::TL { leading } => state.leading = leading,
            Operator::Ts { rise } => state.rise = rise,
            Operator::Tr { render } => state.mode = render,
            Operator::Tf { font, size } => {
                state.font = scope.fonts.get(&font).cloned();
                state.size = size;
            }
            Operator::Tj { text } => self.show(&text),
            Operator::Quote { text } => {
                state.next_line(0.0, -state.leading);
                self.show(&text);
            }
            Operator::DoubleQuote { word_space, char_space, text } => {
                state.word_space = word_space;
                state.char_space = char_space;
                state.next_line(0.0, -state.leading);
                self.show(&text);
            }
            Operator::TJ { array } => {
                for element in array {
                    match element {
                        TextElement::String(text) => self.show(&text),
                        TextElement::Offset(back) => self.state.advance(-back / 1000.0 * self.state.size),
                    }
                }
            }
            Operator::SetFillRgb { r, g, b } => state.fill = Ink::of_rgb([r, g, b]),
            Operator::SetFillGray { gray } => state.fill = Ink::of_rgb([gray; 3]),
            Operator::SetFillCmyk { c, m, y, k } => state.fill = of_cmyk([c, m, y, k]),
            Operator::SetFillColorSpace { name } => {
                state.fill = Ink::Colour;
                state.gray = is_gray(self.document, scope, &name);
            }
            Operator::SetFillColor { components } | Operator::SetFillColorN { components, .. } => {
                state.fill = match components[..] {
                    [gray] if state.gray => Ink::of_rgb([gray; 3]),
                    [r, g, b] => Ink::of_rgb([r, g, b]),
                    [c, m, y, k] => of_cmyk([c, m, y, k]),
                    _ => Ink::Colour,
                };
            }
            Operator::SetExtGState { dict_name } => self.graphics_state(scope, &dict_name),
            Operator::Do { name } => self.draw(scope, &name),
            Operator::BeginMarkedContent { .. } => self.marks.push(None),
            Operator::BeginMarkedContentDict { properties, .. } => {
                let actual = self.actual_text(scope, &properties);
                self.marks.push(actual);
            }
            Operator::EndMarkedContent => {
                self.marks.pop();
            }
            operator if self.paint => self.paint(&operator),
            _ => {}
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let face = self.faces.entry(Arc::as_ptr(&font)).or_insert_with(|| Face::new(font));
        let state = &mut self.state;
        let ink = match state.mode {
            _ if state.transparent || self.veiled => Ink::None,
            3 | 7 => Ink::None,
            _ => state.fill,
        };
        let (page_turn, clip) = (self.page_turn, state.clip);
        let bold = face.bold || state.mode == 2;
        let mut actual = self.marks.iter_mut().flatten().next();
        let glyphs = &mut self.glyphs;
        face.decode(bytes, |meaning, space| {
            let all = state.text.multiply(&state.matrix);
            let from = all.transform_point(0.0, state.rise);
            let to = all.transform_point(meaning.width * state.size * state.scale, state.rise);
            let size = (state.size * all.c.hypot(all.d)).abs();
            let (from, to) = (upright(page_turn, from.x, from.y), upright(page_turn, to.x, to.y));
            let along = upright(page_turn, all.a * state.size * state.scale, all.b * state.size * state.scale);
            let turn = turn_of(along);
            let place = |(x, y)| if turn == ASKEW { straightened(along, x, y) } else { upright(turn, x, y) };
            let ((left, base), (right, _)) = (place(from), place(to));
            let mut push = |chars: &[char]| {
                let width = (right - left) / chars.len().max(1) as f32;
                for (c, at) in chars.iter().zip(0u8..) {
                    let left = left + width * f32::from(at);
                    let mut glyph = Glyph { c: *c, left, right: left + width, base, size, bold, ink, turn };
                    glyph.clip(&clip);
                    glyphs.push(glyph);
                }
            };
            if glyphs_allowed(left, right, base, size) {
                match &mut actual {
                    None => push(meaning.chars()),
                    Some(actual) if !actual.written => {
                        actual.written = true;
                        push(&actual.text.chars().collect::<Vec<_>>());
                    }
                    // The glyphs that the text stands for go on taking their place.
                    Some(_) => {}
                }
            }
            let spacing = state.char_space + if space { state.word_space } else { 0.0 };
            state.advance(meaning.width * state.size + spacing);
        });
        self.glyphs.truncate(GLYPHS);
    }

    fn graphics_state(&mut self, scope: &Scope, name: &str) {
        let Some(states) = self.entry(scope, "ExtGState", name) else { return };
        let opacity = states.as_dict().and_then(|dict| dict.get("ca")).and_then(number);
        if let Some(opacity) = opacity {
            self.state.transparent = opacity < 0.05;
        }
    }

    /// Draws a form in its own space, or a picture.
    fn draw(&mut self, scope: &Scope, name: &str) {
        let Some(object) = self.entry(scope, "XObject", name) else { return };
        let Some(dict) = object.as_dict() else { return };
        match dict.get("Subtype").and_then(Object::as_name) {
            Some("Form") => {}
            Some("Image") if self.paint => return self.picture(),
            _ => return,
        }
        if self.depth >= DEPTH || self.glyphs.len() >= GLYPHS {
            self.whole = false;
            return;
        }
        // Streams of an encrypted file's forms cannot be had from the library.
        let data = match object.decode_stream_data() {
            Ok(data) if !self.document.is_encrypted() => data,
            _ => {
                self.whole = false;
                return;
            }
        };
        let held = (self.state.clone(), std::mem::take(&mut self.saved), self.path.take());
        let veiled = self.veiled;
        // What a group holds says how opaque it is within the group.
        if dict.get("Group").is_some() {
            self.veiled |= std::mem::take(&mut self.state.transparent);
        }
        if let Some([a, b, c, d, e, f]) =
            dict.get("Matrix").and_then(|m| resolved(self.document, m)).as_ref().and_then(numbers)
        {
            self.state.matrix = Matrix { a, b, c, d, e, f }.multiply(&self.state.matrix);
        }
        if let Some(shown) = dict.get("BBox").and_then(|b| resolved(self.document, b)).as_ref().and_then(numbers) {
            self.clip_to(shown);
        }
        let paint = self.paint;
        let own = Object::Dictionary(scope.names.clone());
        let resources = dict.get("Resources").unwrap_or(&own);
        self.depth += 1;
        self.run(&data, resources, paint);
        self.paint = paint;
        self.depth -= 1;
        (self.state, self.saved, self.path) = held;
        self.veiled = veiled;
    }

    /// An object of the scope by the kind of resource and its name.
    fn entry(&self, scope: &Scope, kind: &str, name: &str) -> Option<Object> {
        let kind = resolved(self.document, scope.names.get(kind)?)?;
        resolved(self.document, kind.as_dict()?.get(name)?)
    }

    fn actual_text(&self, scope: &Scope, properties: &Object) -> Option<Actual> {
        let named;
        let properties = match properties.as_name() {
            Some(name) => {
                named = self.entry(scope, "Properties", name)?;
                &named
            }
            None => properties,
        };
        let bytes = properties.as_dict()?.get("ActualText")?.as_string()?;
        let text = match bytes {
            [0xfe, 0xff, wide @ ..] => {
                let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
            // Of the one-byte encoding only its plain part is sure.
            plain if plain.is_ascii() => plain.iter().map(|b| char::from(*b)).collect(),
            _ => return None,
        };
        Some(Actual { text, written: false })
    }
}

impl State {
    fn start_line(&mut self, at: Matrix) {
        self.line = at;
        self.text = at;
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.start_line(Matrix::translation(x, y).multiply(&self.line));
    }

    /// Moves on by `width` of unscaled text space.
    fn advance(&mut self, width: f32) {
        let x = width * self.scale;
        self.text.e += x * self.text.a;
        self.text.f += x * self.text.b;
    }
}

/// Only what has a place on a page: broken files hold infinite numbers.
fn glyphs_allowed(left: f32, right: f32, base: f32, size: f32) -> bool {
    [left, right, base, size].iter().all(|part| part.is_finite() && part.abs() < 1e6)
}

fn of_cmyk(ink: [f32; 4]) -> Ink {
    Ink::of_rgb([0, 1, 2].map(|at| (1.0 - ink[at]) * (1.0 - ink[3])))
}

/// Whether one number in this colour space is a gray, from black to white. Of a printing ink, 1 is all of it.
fn is_gray(document: &PdfDocument, scope: &Scope, name: &str) -> bool {
    if matches!(name, "DeviceGray" | "G" | "CalGray") {
        return true;
    }
    let spaces = scope.names.get("ColorSpace").and_then(|spaces| resolved(document, spaces));
    let Some(space) = spaces.as_ref().and_then(Object::as_dict).and_then(|spaces| spaces.get(name)) else {
        return false;
    };
    let space = resolved(document, space);
    let kind = |space: &Object| space.as_array().and_then(|parts| parts.first()?.as_name().map(str::to_owned));
    space.is_some_and(|space| {
        matches!(kind(&space).as_deref().or(space.as_name()), Some("ICCBased" | "CalGray" | "DeviceGray"))
    })
}

fn number(object: &Object) -> Option<f32> {
    object.as_real().or_else(|| object.as_integer().map(|n| n as f64)).map(|n| n as f32)
}

/// An array of so many numbers.
fn numbers<const N: usize>(object: &Object) -> Option<[f32; N]> {
    let numbers: Vec<f32> = object.as_array()?.iter().filter_map(number).collect();
    numbers.try_into().ok()
}
