//! A font as text needs it: codes in, characters and widths out.

use std::sync::Arc;

use pdf_oxide::fonts::{CIDToGIDMap, Encoding, FontInfo, TrueTypeFont};
use rustc_hash::FxHashMap;

/// A font of a page.
pub(super) struct Face {
    info: Arc<FontInfo>,
    codes: Codes,
    /// Its glyphs are pictures (bullets, hands, boxes) under the codes of letters.
    pictures: bool,
    pub(super) bold: bool,
    /// Widths in ems by glyph, of an embedded font where the file itself gives none.
    own_widths: Vec<f32>,
    known: FxHashMap<u32, Meaning>,
}

/// How bytes make codes.
enum Codes {
    One,
    Two,
    ShiftJis,
}

/// What a code means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    chars: [char; 4],
    len: u8,
    /// Width in ems.
    pub(super) width: f32,
}

impl Meaning {
    pub(super) fn chars(&self) -> &[char] {
        &self.chars[..usize::from(self.len)]
    }
}

impl Face {
    pub(super) fn new(info: Arc<FontInfo>) -> Self {
        let name = info.base_font.to_ascii_lowercase();
        let pictures =
            info.to_unicode.is_none() && ["wingdings", "webdings", "dingbats"].iter().any(|f| name.contains(f));
        Self {
            codes: codes(&info),
            pictures,
            bold: info.is_bold(),
            own_widths: own_widths(&info),
            known: FxHashMap::default(),
            info,
        }
    }

    /// Calls `each` with every code of a string: what it means, and whether it is the one-byte space that word spacing
    /// widens.
    pub(super) fn decode(&mut self, bytes: &[u8], mut each: impl FnMut(Meaning, bool)) {
        let mut rest = bytes;
        while let Some((first, after)) = rest.split_first() {
            let two = match self.codes {
                Codes::One => false,
                Codes::Two => true,
                Codes::ShiftJis => matches!(first, 0x81..=0x9f | 0xe0..=0xfc),
            };
            let (code, space) = match after.split_first() {
                Some((second, after)) if two => {
                    rest = after;
                    (u32::from(*first) << 8 | u32::from(*second), false)
                }
                _ => {
                    rest = after;
                    (u32::from(*first), *first == b' ')
                }
            };
            let meaning = match self.known.get(&code) {
                Some(meaning) => *meaning,
                None => {
                    let meaning = self.meaning(code);
                    self.known.insert(code, meaning);
                    meaning
                }
            };
            each(meaning, space);
        }
    }

    fn meaning(&self, code: u32) -> Meaning {
        let width = self.own_width(code).unwrap_or_else(|| {
            let units = match u8::try_from(code) {
                Ok(byte) if self.info.subtype != "Type0" => self.info.get_byte_to_width_table()[usize::from(byte)],
                _ => self.info.get_glyph_width(code as u16),
            };
            units * self.info.font_matrix_a
        });
        let mut meaning = Meaning { chars: ['\u{FFFD}'; 4], len: 1, width };
        let text = self.ligature(code).or_else(|| self.info.char_to_unicode(code));
        let text = text.filter(|text| !text.chars().all(char::is_control) || code <= 32).or_else(|| self.unused(code));
        if self.pictures {
            meaning.chars[0] = if code == 32 { ' ' } else { '\u{F0B7}' };
        } else if let Some(text) = text.filter(|text| !text.is_empty()) {
            meaning.len = 0;
            for (place, c) in meaning.chars.iter_mut().zip(text.chars()) {
                *place = if c.is_control() && !c.is_whitespace() { '\u{FFFD}' } else { c };
                meaning.len += 1;
            }
        }
        meaning
    }
}

impl Face {
    fn own_width(&self, code: u32) -> Option<f32> {
        let code = u16::try_from(code).ok()?;
        let glyph = match &self.info.cid_to_gid_map {
            Some(map @ CIDToGIDMap::Explicit(_)) => map.get_gid(code),
            _ => code,
        };
        self.own_widths.get(usize::from(glyph)).copied()
    }

    /// What the codes mean that an encoding does not use: in that of Windows a bullet (ISO 32000-1, annex D.2).
    fn unused(&self, code: u32) -> Option<String> {
        let windows = matches!(&self.info.encoding, Encoding::Standard(name) if name == "WinAnsiEncoding");
        (windows && self.info.subtype != "Type0" && code > 32).then(|| "\u{2022}".to_owned())
    }

    /// The letters of a glyph that is named after them (`f_i`): the library takes the first for all.
    fn ligature(&self, code: u32) -> Option<String> {
        if self.info.to_unicode.is_some() {
            return None;
        }
        let name = self.info.diff_glyph_names.get(&u8::try_from(code).ok()?)?;
        let (letters, _) = name.split_once('.').unwrap_or((name, ""));
        let parts: Vec<&str> = letters.split('_').collect();
        let ascii = |part: &&str| matches!(part.as_bytes(), [letter] if letter.is_ascii_alphabetic());
        (parts.len() > 1 && parts.iter().all(ascii)).then(|| parts.concat())
    }
}

/// The length of a font's codes, which its encoding tells; where that is a map of the file's own, the map back to
/// Unicode has codes of the same length.
fn codes(info: &FontInfo) -> Codes {
    const TWO: [&str; 9] = ["Identity", "UCS2", "UTF16", "EUC", "GBK", "GBpc", "CNS", "B5", "KSC"];
    if info.subtype != "Type0" {
        return Codes::One;
    }
    if info.to_unicode.as_ref().is_some_and(|map| map.code_width() == 2) {
        return Codes::Two;
    }
    match &info.encoding {
        Encoding::Identity => Codes::Two,
        Encoding::Standard(name) if name.contains("RKSJ") => Codes::ShiftJis,
        Encoding::Standard(name) if name == "OneByteIdentityH" => Codes::One,
        Encoding::Standard(name) if name == "H" || name == "V" || TWO.iter().any(|two| name.contains(two)) => {
            Codes::Two
        }
        _ => Codes::One,
    }
}

fn own_widths(info: &FontInfo) -> Vec<f32> {
    if info.subtype != "Type0" || info.cid_widths.is_some() || info.has_explicit_dw {
        return Vec::new();
    }
    let font = info.embedded_font_data.as_ref().and_then(|data| TrueTypeFont::parse(data).ok());
    font.map_or_else(Vec::new, |font| {
        let em = f32::from(font.units_per_em().max(1));
        (0..font.num_glyphs()).map(|glyph| f32::from(font.glyph_width(glyph)) / em).collect()
    })
}
