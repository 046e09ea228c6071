//! The words of a text that something points to, where the text itself is kept elsewhere.

use super::span::Span;

/// Some words of a text, one after the other.
#[derive(Debug)]
pub(crate) struct Excerpts {
    words: String,
    /// In the order of the text; no two touch.
    pieces: Vec<Piece>,
}

/// A run of words.
#[derive(Debug, Clone, Copy)]
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
    pub(crate) fn new(text: &str, spans: impl Iterator<Item = Span>) -> Self {
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

    /// Where something starts in the words, of which a span covers the beginning that it has in the text.
    ///
    /// # Panics
    /// If none does.
    pub(crate) fn place(&self, start: u32) -> u32 {
        let piece = self.pieces[self.pieces.partition_point(|piece| piece.start <= start) - 1];
        piece.kept + (start - piece.start)
    }

    /// The words.
    pub(crate) fn into_words(self) -> Box<str> {
        self.words.into()
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
        assert_eq!(["Rust", "and Go", "Kafka"].map(|words| kept.place(of(words).start)), [0, 5, 11]);
        assert_eq!(&*Excerpts::new("", std::iter::once(Span::default())).into_words(), "");
    }

    proptest! {
        #[test]
        fn every_span_says_what_it_says_in_the_text(spans in prop::collection::vec((0usize..60, 0usize..20), 0..12)) {
            let text = "0123456789".repeat(8);
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
            let kept = Excerpts::new(&text, spans.iter().copied());
            for span in spans {
                let start = kept.place(span.start) as usize;
                prop_assert!(kept.words[start..].starts_with(span.of(&text)));
            }
        }
    }
}
