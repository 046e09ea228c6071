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
    /// Whether a metric may begin here; most words open none.
    pub opens: bool,
}

/// Whether a metric may begin with a token.
fn opens(kind: Kind, classes: Class) -> bool {
    match kind {
        Kind::Number(_) | Kind::NoNumber => true,
        Kind::Word => classes.has(Class::OPENS_METRIC),
        Kind::Sign(c) => currency_sign(c).is_some(),
    }
}

/// Puts the tokens of `within` into `out`, which is cleared first. Its `words` stand in `lower` in small letters, byte by byte at
/// the same places.
pub(super) fn tokens<'t>(text: &str, within: Span, lower: &'t str, words: &[Word<'t>], out: &mut Vec<Token<'t>>) {
    let text = &text[..within.end as usize];
    let mut at = within.start as usize;
    out.clear();
    let mut words = words.iter().peekable();
    let mut glued = false;
    while let Some(b) = text.as_bytes().get(at) {
        if *b == b' ' {
            (at, glued) = (at + 1, false);
            continue;
        }
        while words.next_if(|w| (w.span.start as usize) < at).is_some() {}
        let whole = words.peek().filter(|w| w.span.start as usize == at);
        // Most words are one token each, whose end and classes are known.
        if let Some(word) = whole.filter(|w| w.is(Class::LETTERS)) {
            let Word { lower: word, span, classes, .. } = **word;
            out.push(Token { kind: Kind::Word, word, span, glued, classes, opens: opens(Kind::Word, classes) });
            (at, glued) = (span.end as usize, true);
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            (at, glued) = (at + c.len_utf8(), false);
            continue;
        }
        let (kind, len) = if c.is_ascii_digit() {
            let len = number::digits_len(&text[at..]);
            let behind = text[at + len..].trim_start().starts_with('%');
            (number::parse(&text[at..at + len], behind).map_or(Kind::NoNumber, Kind::Number), len)
        } else if c.is_alphabetic() || c == '\u{b5}' {
            let rest = &text[at..];
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
        out.push(Token { kind, word, span: Span::new(at, at + len), glued, classes, opens: opens(kind, classes) });
        (at, glued) = (at + len, true);
    }
}
