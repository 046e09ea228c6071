//! A statement as numbers, words and signs.

use super::number;
use super::unit::currency_sign;
use crate::review::word::{Class, Word, classes_at};
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
    /// What the lists say of a word.
    pub classes: Class,
}

impl Token<'_> {
    /// Whether a metric may begin here; most words open none.
    pub(super) fn may_open_metric(&self) -> bool {
        match self.kind {
            Kind::Number(_) | Kind::NoNumber => true,
            Kind::Word => self.classes.has(Class::OPENS_METRIC),
            Kind::Sign(c) => currency_sign(c).is_some(),
        }
    }
}

/// The tokens of `within`, whose `words` stand in `lower` in small letters, byte by byte at the same places.
pub(super) fn tokens<'t>(text: &str, within: Span, lower: &'t str, words: &[Word<'_>]) -> Vec<Token<'t>> {
    let piece = within.of(text);
    let base = within.start as usize;
    let mut out = Vec::with_capacity(piece.len() / 4 + 2);
    let mut words = words.iter().peekable();
    let (mut at, mut glued) = (0, false);
    while let Some(c) = piece[at..].chars().next() {
        if c.is_whitespace() {
            (at, glued) = (at + c.len_utf8(), false);
            continue;
        }
        while words.next_if(|w| (w.span.start as usize) < base + at).is_some() {}
        // Most words are one token each, whose end and classes are known.
        let whole = words.peek().filter(|w| w.span.start as usize == base + at);
        let (kind, len) = if let Some(word) = whole.filter(|w| w.is(Class::LETTERS)) {
            (Kind::Word, word.lower.len())
        } else if c.is_ascii_digit() {
            let len = number::digits_len(&piece[at..]);
            let behind = piece[at + len..].trim_start().starts_with('%');
            (number::parse(&piece[at..at + len], behind).map_or(Kind::NoNumber, Kind::Number), len)
        } else if c.is_alphabetic() || c == '\u{b5}' {
            let rest = &piece[at..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{b5}')));
            (Kind::Word, end.unwrap_or(rest.len()))
        } else {
            (Kind::Sign(c), c.len_utf8())
        };
        let word = if kind == Kind::Word { &lower[at..at + len] } else { "" };
        let classes = match whole {
            _ if word.is_empty() => Class::NONE,
            Some(whole) if whole.lower.len() == len => whole.classes,
            _ => classes_at(lower, at, at + len),
        };
        out.push(Token { kind, word, span: Span::new(base + at, base + at + len), glued, classes });
        (at, glued) = (at + len, true);
    }
    out
}
