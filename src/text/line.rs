//! The lines of a normalised text, and what their form alone says of them.

use super::Span;
use super::mask::{BLOCK, masks, places};

/// What starts an item of a list in a normalised text, whatever glyph the author used.
pub const ITEM_MARK: &str = "• ";

/// What the form of a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// An item of a list; the span leaves the mark out, and the item's number.
    Item,
    /// Any other line that has text.
    Plain,
}

/// A line that has text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its text, without mark and line break.
    pub span: Span,
    /// Item or not.
    pub kind: LineKind,
    /// Whether a blank line, or the start of the text, stands before it.
    pub opens_block: bool,
}

/// The lines of `text` that are not blank, in order.
pub fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 48 + 1);
    let mut start = 0;
    let mut opens_block = true;
    let mut add = |end: usize| {
        let mark = if bytes[start..end].starts_with(ITEM_MARK.as_bytes()) { ITEM_MARK.len() } else { 0 };
        let from = start + mark + if mark > 0 { number_len(&text[start + mark..end]) } else { 0 };
        if from < end {
            let kind = if mark > 0 { LineKind::Item } else { LineKind::Plain };
            out.push(Line { span: Span::new(from, end), kind, opens_block });
        }
        // An item without text is as if it was not there.
        opens_block = end == start || from == end && opens_block;
        start = end + 1;
    };
    // Lines are short: a search begun anew behind each break takes longer than to look at all bytes.
    for ([breaks], from) in masks(bytes, |b| u8::from(b == b'\n')).into_iter().zip((0..).step_by(BLOCK)) {
        places(breaks).for_each(|at| add(from + at));
    }
    add(bytes.len());
    out
}

/// A glyph that is a bullet wherever it stands, be it in the middle of a line that was several.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '●'
            | '▪'
            | '■'
            | '◦'
            | '‣'
            | '►'
            | '▶'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '✅'
            | '❖'
            | '◆'
            | '◾'
            | '⁃'
            | '∙'
            | '⦁'
            | '➔'
            | '☑'
            | '👉'
            | '🔹'
            | '🔸'
    )
}

/// How many bytes of `line` are the mark of a list item (a bullet glyph, a dash, a short number), 0 if it has none.
pub(super) fn item_mark_len(line: &str) -> usize {
    let mut chars = line.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let after = |n: usize| line[n..].starts_with([' ', '\t']);
    match first {
        // A glyph that is nothing but a bullet needs no space behind it.
        glyph if is_bullet(glyph) => glyph.len_utf8(),
        '○' | '□' | '→' | '★' | '·' => first.len_utf8(),
        '-' | '*' | '+' | '–' | '—' | 'o' | '>' | '~' | '¨' => {
            let n = first.len_utf8();
            // "o" is Word's second bullet, but also a word of some languages: only before a capital.
            let enough = first != 'o' || line[n..].trim_start().starts_with(char::is_uppercase);
            if after(n) && enough { n } else { 0 }
        }
        '0'..='9' => number_len(line).saturating_sub(1),
        _ => 0,
    }
}

/// How many bytes of `line` are the number of an item ("1. ", "12) "), the white space behind it included; 0 if it has
/// none.
pub(super) fn number_len(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']);
    if numbered && line[digits + 1..].starts_with([' ', '\t']) { digits + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_seen_only_where_it_is_one() {
        for (line, len) in [
            ("• Go", 3),
            ("•Go", 3),
            ("- Go", 1),
            ("-Go", 0),
            ("* Go", 1),
            ("1. Go", 2),
            ("12) Go", 3),
            ("2024. Go", 0),
            ("3.5 years", 0),
            ("o Built", 1),
            ("o que", 0),
            ("Go", 0),
            ("", 0),
        ] {
            assert_eq!(item_mark_len(line), len, "{line:?}");
        }
    }

    #[test]
    fn lines_leave_marks_and_blanks_out() {
        let text = "Title\n\nNeeds\n• Go\n• 2. Rust\n• \n";
        let got: Vec<_> = lines(text).iter().map(|l| (l.span.of(text), l.kind, l.opens_block)).collect();
        use LineKind::*;
        assert_eq!(got, [("Title", Plain, true), ("Needs", Plain, true), ("Go", Item, false), ("Rust", Item, false)]);
    }
}
