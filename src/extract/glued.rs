//! Names that a lost line break has glued to another word: "LinuxElectrical", "experienceJava", "orJenkins".

use crate::taxonomy::is_english;
use crate::text::Span;
use crate::text::mask::{BLOCK, masks, places};

use super::scan::{Extractor, Name, Scan};
use super::vocabulary::UNKNOWN;

/// Letters of the shortest name that is looked for.
const NAME_MIN: usize = 3;

/// Letters of the shortest word of English that a name may be glued to.
const WORD_MIN: usize = 4;

/// Letters of the shortest word that is taken for one of English by its ending.
const DERIVED_MIN: usize = 8;

/// Endings that words of English have and names of products do not.
const ENDINGS: [&str; 10] = ["able", "ance", "ation", "ence", "ical", "ing", "ities", "ity", "ment", "ness"];

/// Degrees, with which many a line begins.
const DEGREES: [&str; 8] = ["BA", "BE", "BS", "BSc", "MBA", "MS", "MSc", "PhD"];

impl Extractor {
    /// Adds the names that make up a word with another word, known or English, that begins with a capital.
    pub(super) fn add_glued(&self, scan: &mut Scan<'_>) {
        let bytes = scan.text.as_bytes();
        let mut more = Vec::new();
        // What one seam explains needs no other.
        let mut explained = 0;
        for at in seams(bytes) {
            let token = scan.token_at(at as u32).saturating_sub(1);
            let Some(t) = scan.tokens.get(token as usize).filter(|t| t.word == UNKNOWN) else { continue };
            let (start, end) = (t.start as usize, t.end as usize);
            // "#AzureStorage" and "team:AzureStorage" are tags of somebody's own.
            let tag = start > 0 && matches!(bytes[start - 1], b'#' | b':' | b'@' | b'_' | b'.');
            if !(start + 2..end - 1).contains(&at) || end - start < NAME_MIN + 2 || start < explained || tag {
                continue;
            }
            let n = more.len();
            self.add_halves(scan, token, Span::new(start, at), Span::new(at, end), &mut more);
            if more.len() > n {
                explained = end;
            }
        }
        scan.add_names(more);
    }

    /// Adds what the halves of a word name, alone or together.
    fn add_halves(&self, scan: &Scan<'_>, token: u32, first: Span, second: Span, more: &mut Vec<Name>) {
        let text = scan.text;
        let mut add = |skill, span| more.push(Name { skill, guard: None, span, tokens: (token, token + 1) });
        let (left, right) = (first.of(text), second.of(text));
        if let Some(skill) = self.name_of(&format!("{left} {right}")) {
            add(skill, Span { start: first.start, end: second.end });
            return;
        }
        // "systemsC#": its sign makes up for the length.
        let long_enough = |half: &str| half.len() >= NAME_MIN || half.ends_with(['#', '+']);
        let named = |half: &str| if long_enough(half) { self.name_of(half) } else { None };
        let plain = |half: &str| {
            half.len() >= WORD_MIN && is_english(&half.to_lowercase())
                || half.len() >= DERIVED_MIN && ENDINGS.iter().any(|e| half.ends_with(e))
        };
        let small = |half: &str| half.bytes().all(|b| b.is_ascii_lowercase());
        match (named(left), named(right)) {
            (Some(one), Some(other)) => {
                add(one, first);
                add(other, second);
            }
            (Some(one), None) if plain(right) || DEGREES.contains(&right) => add(one, first),
            (None, Some(other)) if small(left) && (plain(left) || matches!(left, "and" | "or")) => add(other, second),
            _ => {}
        }
    }
}

/// What a byte is to a seam, a bit each.
const CAPITAL: u8 = 1;
const SMALL: u8 = 2;
const DIGIT: u8 = 4;

/// Where a capital goes on a word: behind a small letter or a digit ("experienceJava"), or behind another capital and before a
/// small letter ("CSSGrid"). A pass by blocks, since hardly a word has one.
fn seams(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let class = |b: u8| {
        let (capital, small) = (b.wrapping_sub(b'A') < 26, b.wrapping_sub(b'a') < 26);
        let digit = b.wrapping_sub(b'0') < 10;
        (u8::from(capital) * CAPITAL) | (u8::from(small) * SMALL) | (u8::from(digit) * DIGIT)
    };
    let blocks = masks::<3>(bytes, class);
    let (mut capital_before, mut other_before) = (0, 0);
    (0..blocks.len()).flat_map(move |block| {
        let [capitals, smalls, digits] = blocks[block];
        let small_ahead = blocks.get(block + 1).map_or(0, |next| next[1] & 1);
        let behind_other = (smalls | digits) << 1 | other_before;
        let inside_capitals = (capitals << 1 | capital_before) & (smalls >> 1 | small_ahead << 63);
        (capital_before, other_before) = (capitals >> 63, (smalls | digits) >> 63);
        places(capitals & (behind_other | inside_capitals)).map(move |at| block * BLOCK + at)
    })
}
