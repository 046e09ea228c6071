//! Names that a lost line break has glued to another word: "LinuxElectrical", "experienceJava".

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
const ENDINGS: [&str; 10] = ["able", "ance", "ation", "ence", "ical", "ing", "ities", "ity", "ment", "ness"];

/// Degrees, with which many a line begins.
const DEGREES: [&str; 8] = ["BA", "BE", "BS", "BSc", "MBA", "MS", "MSc", "PhD"];

impl Extractor {
    /// Adds the names that make up a word with another word, known or English, that begins with a capital.
    pub(super) fn add_glued(&self, scan: &mut Scan<'_>) {
        let bytes = scan.text.as_bytes();
        let mut more = Vec::new();
        for (token, t) in (0..).zip(&scan.tokens) {
            let (start, end) = (t.start as usize, t.end as usize);
            // "#AzureStorage" and "team:AzureStorage" are tags of somebody's own.
            let tag = start > 0 && matches!(bytes[start - 1], b'#' | b':' | b'@' | b'_' | b'.');
            if t.word != UNKNOWN || end - start < NAME_MIN + 2 || tag {
                continue;
            }
            // "CSS3+"
            if bytes[end - 1] == b'+'
                && bytes[end - 2].is_ascii_digit()
                && let Some(skill) = self.name_of(&scan.text[start..end - 1])
            {
                more.push(Name { skill, guard: None, span: Span::new(start, end), tokens: (token, token + 1) });
                continue;
            }
            for at in start + 2..end - 1 {
                let after = bytes[at + 1];
                let seam = bytes[at].is_ascii_uppercase()
                    && (bytes[at - 1].is_ascii_lowercase()
                        || bytes[at - 1].is_ascii_uppercase() && after.is_ascii_lowercase()
                        || bytes[at - 1].is_ascii_digit());
                let n = more.len();
                if seam {
                    self.add_halves(scan, token, Span::new(start, at), Span::new(at, end), &mut more);
                }
                // What one seam explains needs no other.
                if more.len() > n {
                    break;
                }
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
        let named = |half: &str| if half.len() < NAME_MIN { None } else { self.name_of(half) };
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
            (None, Some(other)) if small(left) && plain(left) => add(other, second),
            _ => {}
        }
    }
}
