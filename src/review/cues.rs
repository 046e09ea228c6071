//! The words that reviews go by, as one reviewed list: `cues.csv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::Span;

/// What a phrase tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    Design,
    Api,
    ApiOwn,
    ApiForeign,
    Choose,
    Instead,
    Versus,
    Reason,
    Store,
    Reliable,
    Observe,
    Operate,
    Secure,
    System,
    Generic,
    Build,
    Improve,
    Buzz,
    Outcome,
    Everyday,
}

impl Cue {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "design" => Self::Design,
            "api" => Self::Api,
            "api_own" => Self::ApiOwn,
            "api_foreign" => Self::ApiForeign,
            "choose" => Self::Choose,
            "instead" => Self::Instead,
            "versus" => Self::Versus,
            "reason" => Self::Reason,
            "store" => Self::Store,
            "reliable" => Self::Reliable,
            "observe" => Self::Observe,
            "operate" => Self::Operate,
            "secure" => Self::Secure,
            "system" => Self::System,
            "generic" => Self::Generic,
            "build" => Self::Build,
            "improve" => Self::Improve,
            "buzz" => Self::Buzz,
            "outcome" => Self::Outcome,
            "everyday" => Self::Everyday,
            _ => return None,
        })
    }
}

/// A phrase; a word that ends in `*` stands for all words that begin so.
struct Phrase {
    words: Vec<&'static str>,
    cue: Cue,
}

static PHRASES: LazyLock<FxHashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("cues.csv").lines().skip(1) {
        let Some((class, phrase)) = line.split_once(',') else { continue };
        let Some(cue) = Cue::of(class) else { continue };
        let words: Vec<&'static str> = phrase.split(' ').collect();
        out.entry(key(words[0].trim_end_matches('*')).to_owned()).or_default().push(Phrase { words, cue });
    }
    out
});

/// The first letters, by which phrases are looked up.
fn key(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(at, _)| &word[..at])
}

/// A word of a statement, in small letters.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub lower: String,
    pub span: Span,
}

/// The words of a statement: letters, digits and the marks within words ("ci/cd", "node.js", "on-call").
pub(super) fn words(text: &str, within: Span) -> Vec<Word> {
    let piece = within.of(text);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '+' | '#' | '\'' | '’' | '%');
    let mut out = Vec::new();
    let mut at = 0;
    while at < piece.len() {
        let rest = &piece[at..];
        let Some(start) = rest.find(|c: char| c.is_alphanumeric()) else { break };
        let len = rest[start..].find(|c| !inner(c)).unwrap_or(rest.len() - start);
        let word = rest[start..start + len].trim_end_matches(['.', '-', '/', '\'', '’']);
        let from = within.start as usize + at + start;
        out.push(Word { lower: word.to_lowercase(), span: Span::new(from, from + word.len()) });
        at += start + len;
    }
    out
}

/// A cue found in a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub cue: Cue,
    /// Its words, half open.
    pub words: (usize, usize),
    pub span: Span,
}

/// All cues in `words`, in their order; for one class and place the longest.
pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(phrases) = PHRASES.get(key(&word.lower)) else { continue };
        for phrase in phrases {
            let fits = words.len() - at >= phrase.words.len()
                && phrase.words.iter().zip(&words[at..]).all(|(wanted, word)| match wanted.strip_suffix('*') {
                    Some(stem) => word.lower.starts_with(stem),
                    None => word.lower == *wanted,
                });
            if fits {
                let end = at + phrase.words.len();
                let span = Span { start: word.span.start, end: words[end - 1].span.end };
                match out.iter_mut().find(|f| f.cue == phrase.cue && f.words.0 == at) {
                    Some(shorter) if shorter.words.1 < end => (shorter.words.1, shorter.span) = (end, span),
                    Some(_) => {}
                    None => out.push(Found { cue: phrase.cue, words: (at, end), span }),
                }
            }
        }
    }
    out
}
