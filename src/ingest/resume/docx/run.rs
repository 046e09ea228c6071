//! A run: text of one formatting, and whether a person sees it.

use quick_xml::events::BytesStart;

use super::styles::Look;
use super::{attribute, is_on};

/// Half points of letters that nobody reads.
const TINY: f32 = 5.0;

/// Percent of their width below which letters are lines.
const NARROW: f32 = 10.0;

/// Twentieths of a point by which a space is widened where it parts words, in text whose letters stand apart.
const WIDE: i32 = 30;

#[derive(Default)]
pub(super) struct Run {
    text: String,
    pub(super) hidden: bool,
    white: bool,
    tiny: bool,
    /// Its letters are set wide apart.
    wide: bool,
}

impl Run {
    /// Notes a property of the run.
    pub(super) fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val").unwrap_or_default();
        match name {
            "vanish" => self.hidden |= is_on(start),
            "color" => self.white = is_white_ink(start),
            "sz" => self.tiny = is_tiny(start),
            // Letters squeezed to lines.
            "w" => self.hidden |= value().trim_end_matches('%').parse().is_ok_and(|percent: f32| percent < NARROW),
            "spacing" => self.wide = value().parse().is_ok_and(|twentieths: i32| twentieths >= WIDE),
            _ => {}
        }
    }

    /// A run of a paragraph whose style looks like this.
    pub(super) fn styled(look: Look) -> Self {
        Self { white: look.white, tiny: look.tiny, ..Self::default() }
    }

    /// Takes on the look of a style of its own.
    pub(super) fn restyle(&mut self, look: Look) {
        self.white |= look.white;
        self.tiny |= look.tiny;
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a person sees it; `on_ground` if something coloured lies behind it.
    pub(super) fn is_seen(&self, on_ground: bool) -> bool {
        // A space is nobody's trick, and parts words whatever its size.
        self.is_blank() || !(self.hidden || self.tiny || self.white && !on_ground)
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// Appends the text; a space set wide, as between words whose letters have spaces of their own, becomes two.
    pub(super) fn append_to(&self, out: &mut String) {
        out.push_str(&self.text);
        if self.wide && self.text == " " {
            out.push(' ');
        }
    }
}

/// Whether the letters are of a white, by its digits or by the theme's word for the colour of the page.
pub(super) fn is_white_ink(start: &BytesStart<'_>) -> bool {
    let theme = attribute(start, "themeColor").filter(|_| attribute(start, "themeShade").is_none());
    match attribute(start, "val").as_deref() {
        Some("auto") | None => matches!(theme.as_deref(), Some("background1" | "light1" | "bg1" | "lt1")),
        Some(colour) => is_white(colour),
    }
}

/// Whether the letters are too small to read.
pub(super) fn is_tiny(start: &BytesStart<'_>) -> bool {
    attribute(start, "val").is_some_and(|size| size.parse().is_ok_and(|half_points: f32| half_points <= TINY))
}

/// Whether a colour (six hex digits) cannot be told from white.
pub(super) fn is_white(colour: &str) -> bool {
    colour.len() == 6 && colour.is_ascii() && {
        let channels = [0, 2, 4].map(|at| u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or(0));
        channels.iter().all(|channel| *channel >= 0xF5)
    }
}
