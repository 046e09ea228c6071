//! A statement as numbers, words and signs.

use super::number;
use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A number in digits.
    Number(f64),
    /// Digits that are no number: "3.11.2", "2nd".
    NoNumber,
    /// Letters, and digits behind letters ("p95", "S3").
    Word,
    /// One character that is neither.
    Sign(char),
}

/// A token with its place in the whole text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    /// A word in small letters; empty for all others.
    pub word: &'t str,
    pub span: Span,
    /// Whether no white space stands before it.
    pub glued: bool,
}

/// The tokens of `within`, whose words stand in `lower` in small letters, byte by byte at the same places.
pub(super) fn tokens<'t>(text: &str, within: Span, lower: &'t str) -> Vec<Token<'t>> {
    let piece = within.of(text);
    let base = within.start as usize;
    let mut out = Vec::with_capacity(piece.len() / 4 + 2);
    let (mut at, mut glued) = (0, false);
    while let Some(c) = piece[at..].chars().next() {
        let len = if c.is_ascii_digit() {
            number::digits_len(&piece[at..])
        } else if c.is_alphabetic() || matches!(c, '\u{b5}') {
            let rest = &piece[at..];
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{b5}'))).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let span = Span::new(base + at, base + at + len);
        if c.is_whitespace() {
            glued = false;
            at += len;
            continue;
        }
        let kind = if c.is_ascii_digit() {
            let behind = piece[at + len..].trim_start().starts_with('%');
            number::parse(&piece[at..at + len], behind).map_or(Kind::NoNumber, Kind::Number)
        } else if c.is_alphabetic() || c == '\u{b5}' {
            Kind::Word
        } else {
            Kind::Sign(c)
        };
        let word = if kind == Kind::Word { &lower[at..at + len] } else { "" };
        out.push(Token { kind, word, span, glued });
        glued = true;
        at += len;
    }
    out
}
