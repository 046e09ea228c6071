//! A run: text of one formatting, and whether a person sees it.

use quick_xml::events::BytesStart;

use super::{attribute, is_on};

/// Half points of letters that nobody reads.
const TINY: f32 = 5.0;

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
            "color" => self.white = is_white(&value()),
            "sz" => self.tiny = value().parse().is_ok_and(|half_points: f32| half_points <= TINY),
            "spacing" => self.wide = value().parse().is_ok_and(|twentieths: i32| twentieths >= WIDE),
            _ => {}
        }
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

/// Whether a colour (six hex digits) cannot be told from white.
pub(super) fn is_white(colour: &str) -> bool {
    colour.len() == 6 && colour.is_ascii() && {
        let channels = [0, 2, 4].map(|at| u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or(0));
        channels.iter().all(|channel| *channel >= 0xF5)
    }
}
