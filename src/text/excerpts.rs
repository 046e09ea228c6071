//! The words of a text that something points to, where the text itself is kept elsewhere.

use serde::{Deserialize, Serialize};

use super::span::Span;

/// Some words of a text, found by the spans that they have in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Excerpts {
    words: String,
    /// In the order of the text; no two touch.
    pieces: Vec<Piece>,
}

/// A run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    /// Where it starts in the text.
    start: u32,
    /// Where it starts in the words kept.
    kept: u32,
}

impl Excerpts {
    /// What `spans` cover of `text`.
    ///
    /// # Panics
    /// If a span was made for another text.
    pub fn new(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        spans.dedup();
        let mut runs: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match runs.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => runs.push(span),
            }
        }
        let mut words = String::with_capacity(runs.iter().map(|run| (run.end - run.start) as usize).sum());
        let mut pieces = Vec::with_capacity(runs.len());
        for run in runs {
            pieces.push(Piece { start: run.start, kept: words.len() as u32 });
            words.push_str(run.of(text));
        }
        Self { words, pieces }
    }

    /// The whole of `text`.
    pub fn whole(text: &str) -> Self {
        Self::new(text, std::iter::once(Span::new(0, text.len())))
    }

    /// All words that are kept.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// A number every `bytes` of the memory that they lie in, for whoever is about to look at all of them.
    pub fn touched(&self, bytes: usize) -> impl Iterator<Item = u32> {
        let words = self.words.as_bytes().iter().step_by(bytes).map(|byte| u32::from(*byte));
        self.pieces.iter().step_by(bytes / size_of::<Piece>()).map(|piece| piece.start).chain(words)
    }

    /// The words of a span that lies in one of those kept.
    ///
    /// # Panics
    /// If it does not.
    pub fn of(&self, span: Span) -> &str {
        let piece = self.pieces[self.pieces.partition_point(|piece| piece.start <= span.start) - 1];
        let start = (piece.kept + span.start - piece.start) as usize;
        &self.words[start..start + (span.end - span.start) as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_is_pointed_to_is_kept() {
        let text = "Rust and Go, then seven years of Kafka";
        let of = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("words of the text");
        let kept = Excerpts::new(text, ["Kafka", "Rust", "Rust and", " Go", "Rust"].map(of).into_iter());
        assert_eq!((kept.words.as_str(), kept.pieces.len()), ("Rust and GoKafka", 2));
        assert_eq!(["Rust", "and Go", "Kafka"].map(|words| kept.of(of(words))), ["Rust", "and Go", "Kafka"]);
        let whole = Excerpts::whole(text);
        assert_eq!(whole.of(of("seven years")), "seven years");
        assert_eq!(Excerpts::whole("").of(Span::default()), "");
    }

    proptest! {
        #[test]
        fn every_span_says_what_it_says_in_the_text(spans in prop::collection::vec((0usize..60, 0usize..20), 0..12)) {
            let text = "0123456789".repeat(8);
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
            let kept = Excerpts::new(&text, spans.iter().copied());
            for span in spans {
                prop_assert_eq!(kept.of(span), span.of(&text));
            }
        }
    }
}
