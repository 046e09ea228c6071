//! Entities (`&amp;`) in text that is no HTML otherwise, or that was escaped once too often.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, CharacterTokens, Token, TokenSink, TokenSinkResult, Tokenizer};

/// Longest name of an entity that text is known to hold by accident, with its number form.
const NAME_MAX: usize = 10;

/// Whether `text` holds something that reads as an entity.
pub fn has_entities(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'&', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        let name = rest.iter().take(NAME_MAX).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        name > 1 && rest.get(name) == Some(&b';')
    })
}

/// `text` with its entities as the characters they stand for; tags stay as they are.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !has_entities(text) {
        return Cow::Borrowed(text);
    }
    let input = BufferQueue::default();
    // An escaped bracket comes back as itself, so that no tag is seen.
    input.push_back(StrTendril::from(text.replace('<', "&lt;")));
    let tokenizer = Tokenizer::new(Characters::default(), html5ever::tokenizer::TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    Cow::Owned(tokenizer.sink.0.into_inner())
}

#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_become_characters_and_nothing_else_changes() {
        for (text, plain) in [
            ("R&amp;D &ndash; C&#43;&#x2b;", "R&D – C++"),
            ("&lt;p&gt;Go &amp;amp; Rust&lt;/p&gt;", "<p>Go &amp; Rust</p>"),
            ("AT&T, Q&A; a < b > c", "AT&T, Q&A; a < b > c"),
            ("<b>x</b>&nbsp;y", "<b>x</b>\u{a0}y"),
        ] {
            assert_eq!(unescape(text), plain, "{text}");
        }
    }
}
