//! Names that a lost line break has glued to another word: "LinuxElectrical", "experienceJava", "orJenkins".

use crate::taxonomy::is_english;
use crate::text::Span;

use super::scan::{Extractor, Name, Scan};
use super::vocabulary::UNKNOWN;

/// Letters of the shortest name that is looked for.
const NAME_MIN: usize = 3;

/// Letters of the shortest word of English that a name may be glued to.
const WORD_MIN: usize = 4;

/// Letters of the shortest word that is taken for one of English by its ending.
const DERIVED_MIN: usize = 8;

/// Endings that words of English have and names of products do not.
const ENDINGS: [&str; 11] = ["able", "ance", "ation", "ence", "ention", "ical", "ing", "ities", "ity", "ment", "ness"];

/// Degrees, with which many a line begins.
const DEGREES: [&str; 8] = ["BA", "BE", "BS", "BSc", "MBA", "MS", "MSc", "PhD"];

impl Extractor {
    /// Adds the names that make up a word with another word, known or English, that begins with a capital: one of `seams`.
    pub(super) fn add_glued(&self, scan: &mut Scan<'_>, seams: &[u32]) {
        let bytes = scan.text.as_bytes();
        let mut more = Vec::new();
        // What one seam explains needs no other.
        let mut explained = 0;
        for at in seams.iter().map(|at| *at as usize) {
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
