//! Characters that mean the same become the same.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Folds one piece of text: compatibility forms (NFKC: ligatures, full-width letters, no-break spaces), quotation marks
/// and hyphens to their plain forms; control, zero-width and trade-mark signs away; private-use glyphs (icon fonts) to a
/// bullet. Line feeds stay; carriage returns go.
///
/// Plain ASCII comes back as it is, so that the usual text costs one scan.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b'\n' | b'\t' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    // Signs that NFKC would turn into letters ("Java™" into "JavaTM") go first.
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            ' '..='~' | '\n' | '\t' => c,
            '\r' | '™' | '®' | '©' | '℠' | '\u{AD}' | '\u{FEFF}' => continue,
            '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{202A}'..='\u{202E}' => continue,
            '\u{FE00}'..='\u{FE0F}' => continue,
            '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}' => '\n',
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => '•',
            '‐' | '‑' | '−' => '-',
            '‘' | '’' | '‛' | '′' => '\'',
            '“' | '”' | '„' | '‟' | '″' => '"',
            '\u{A0}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        };
        kept.push(c);
    }
    if is_nfkc_quick(kept.chars()) == IsNormalized::Yes { Cow::Owned(kept) } else { Cow::Owned(kept.nfkc().collect()) }
}

/// Appends `line` to `out` with its edges trimmed and every run of white space as one space.
pub(super) fn push_squeezed(out: &mut String, line: &str) {
    let mut words = line.split([' ', '\t', '\u{3000}']).filter(|w| !w.is_empty());
    if let Some(first) = words.next() {
        out.push_str(first);
    }
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_mean_the_same_become_the_same() {
        for (raw, folded) in [
            ("plain C++ text", "plain C++ text"),
            ("eﬃcient o\u{FB03}ce", "efficient office"),
            ("Ｃ＋＋　１７", "C++ 17"),
            ("Java™ and .NET®", "Java and .NET"),
            ("client’s “API”", "client's \"API\""),
            ("zero\u{200B}width\u{AD}soft", "zerowidthsoft"),
            ("\u{F0B7} item", "• item"),
            ("a\r\nb", "a\nb"),
            ("non\u{A0}break", "non break"),
            ("back‑end", "back-end"),
        ] {
            assert_eq!(fold(raw), folded, "{raw:?}");
        }
    }
}
