//! What a reader of PDFs hands over: the characters of a page with their places. Everything after it is ours and the
//! same for every reader.

/// Pages of a file as a reader found them.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The pages that could be read, in order.
    pub(super) pages: Vec<Page>,
    /// Whether a part of the file could not be read, or lies beyond the limit of pages.
    pub(super) cut: bool,
    /// Whether a page with [few](FEW_GLYPHS) characters shows a picture.
    pub(super) pictures: bool,
}

/// What the mark of a scanning program may have: a page with no more may be a picture of its text.
pub(super) const FEW_GLYPHS: usize = 60;

/// Points by which letters may reach over the edge of a clip and be seen.
pub(super) const CLIP_MARGIN: f32 = 1.0;

/// The characters of a page in the order in which the file draws them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// The part of the page that is shown; in points, like everything here.
    pub(super) shown: Area,
    /// Areas that are painted in a colour or with a picture. Found only where a glyph is drawn in white.
    pub(super) painted: Vec<Area>,
    /// Small shapes that could be the marks of lists, as browsers draw them.
    pub(super) dots: Vec<Area>,
}

/// A rectangle of the page: x to the right, y upwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) top: f32,
}

impl Area {
    /// All of the page and what is around it.
    pub(super) const EVERYWHERE: Self = Self { left: f32::MIN, bottom: f32::MIN, right: f32::MAX, top: f32::MAX };

    /// What both hold; nothing holds a point of it where they lie apart.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// Grown by `margin` on every side.
    pub(super) fn grown(self, margin: f32) -> Self {
        Self {
            left: self.left - margin,
            bottom: self.bottom - margin,
            right: self.right + margin,
            top: self.top + margin,
        }
    }

    /// Stretched as far as a point.
    pub(super) fn reaching(self, x: f32, y: f32) -> Self {
        Self { left: self.left.min(x), bottom: self.bottom.min(y), right: self.right.max(x), top: self.top.max(y) }
    }

    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }
}

/// A character on the page. One glyph that stands for several characters, as a ligature does, is several of these.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// What it says; U+FFFD where the file does not tell.
    pub(super) c: char,
    /// Where it starts and ends along its line.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Height of the line it stands on.
    pub(super) base: f32,
    /// Size of its font as drawn.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
    /// Quarter turns of its line, counter-clockwise, or [`ASKEW`]; `left`, `right` and `base` are those of the line turned upright.
    pub(super) turn: u8,
}

/// The turn of a line that stands at no right angle, as a stamp across the page does.
pub(super) const ASKEW: u8 = 4;

/// Quarter turns of a line that goes on towards (x, y).
pub(super) fn turn_of((x, y): (f32, f32)) -> u8 {
    /// The tangent of the angle from which on a line is askew.
    const ASKEW_FROM: f32 = 0.15;
    let (longer, shorter) = if x.abs() >= y.abs() { (x, y) } else { (y, x) };
    match () {
        () if shorter.abs() > ASKEW_FROM * longer.abs() => ASKEW,
        () if x.abs() >= y.abs() => 2 * u8::from(x < 0.0),
        () => 1 + 2 * u8::from(y < 0.0),
    }
}

/// A point turned so that a line towards `along` lies upright.
pub(super) fn straightened((along_x, along_y): (f32, f32), x: f32, y: f32) -> (f32, f32) {
    let length = along_x.hypot(along_y).max(f32::MIN_POSITIVE);
    ((x * along_x + y * along_y) / length, (y * along_x - x * along_y) / length)
}

impl Glyph {
    /// The middle of the glyph on the page as it lies; none where its line is askew.
    pub(super) fn middle(&self) -> Option<(f32, f32)> {
        let (along, up) = (f32::midpoint(self.left, self.right), self.base + 0.3 * self.size);
        match self.turn {
            0 => Some((along, up)),
            1 => Some((-up, along)),
            2 => Some((-along, -up)),
            3 => Some((up, -along)),
            _ => None,
        }
    }

    /// Takes its ink where it lies outside of what is shown.
    pub(super) fn clip(&mut self, shown: &Area) {
        if self.middle().is_some_and(|(x, y)| !shown.holds(x, y)) {
            self.ink = Ink::Clipped;
        }
    }
}

/// How a glyph is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// In a colour.
    Colour,
    /// In white or nearly so: seen only on what is painted in a colour.
    White,
    /// Not at all: by its rendering mode, or transparent.
    None,
    /// Outside of what the page lets through: cut off by a clip path.
    Clipped,
}

impl Ink {
    /// The ink of a fill in red, green and blue, each from 0 to 1.
    pub(super) fn of_rgb(rgb: [f32; 3]) -> Self {
        /// Paler than this nobody reads it on paper.
        const PALE: f32 = 0.97;
        if rgb.iter().all(|part| *part >= PALE) { Self::White } else { Self::Colour }
    }
}

/// Turns a point of the page so that a line with so many quarter turns lies upright.
pub(super) fn upright(turn: u8, x: f32, y: f32) -> (f32, f32) {
    match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}
