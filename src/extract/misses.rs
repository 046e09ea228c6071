//! What a taxonomy does not know: terms that stand in lists of technologies and are none of its skills.

use crate::text::{Span, lines};

use super::cue::{Cue, Kinds};
use super::mention::{Mention, Place, mentions};
use super::scan::{Extractor, Scan};

/// Longest term in words and in bytes: longer items of a list are prose.
const WORDS_MAX: usize = 3;
const BYTES_MAX: usize = 40;

impl Extractor {
    /// The terms of `text` that look like technologies (an item of a list, beginning with a capital or holding a digit or
    /// sign, right beside a known technology) and are in no skill of the taxonomy, in the order of the text. With each, the
    /// line that it stands in.
    pub fn misses(&self, text: &str) -> Vec<(Span, Span)> {
        let scan = self.scan(text, Kinds::OF_POSTINGS);
        let mut out = Vec::new();
        let all_lines = lines(text);
        let places: Vec<(Span, Place)> = all_lines.iter().map(|l| (l.span, Place::Text)).collect();
        let found = mentions(&self.taxonomy, &scan, &places);
        for (at, line) in all_lines.iter().enumerate() {
            let known: Vec<&Mention> = found.iter().filter(|m| m.piece as usize == at).collect();
            if known.is_empty() {
                continue;
            }
            let items = items(text, line.span);
            let names = |item: &Span| known.iter().any(|m| item.contains(m.span));
            // An item that is a known name, with at most one more word, shows that this is a list of technologies.
            let is_name = |item: &Span| names(item) && item.of(text).split_whitespace().count() <= WORDS_MAX;
            for (i, item) in items.iter().enumerate() {
                let beside = i > 0 && is_name(&items[i - 1]) || items.get(i + 1).is_some_and(is_name);
                let touches = |n: &super::scan::Name| n.span.start < item.end && item.start < n.span.end;
                // A guarded name that is the whole item is in the taxonomy, meant here or not.
                let known = |n: &super::scan::Name| touches(n) && (n.guard.is_none() || n.span == *item);
                let partly_known = scan.names_in(line.span).iter().any(known);
                if beside && !partly_known && looks_like_a_name(&scan, *item) {
                    out.push((*item, line.span));
                }
            }
        }
        out
    }
}

/// The items of the lists in a line: what stands between commas, semicolons, bars, slashes, brackets, "and" and "or".
fn items(text: &str, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let (start, end) = (line.start as usize, line.end as usize);
    let body = &text[start..end];
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        let piece = &body[from..to];
        let mut inner = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '"' | '\'' | '…'));
        for word in ["and ", "or "] {
            inner = inner.strip_prefix(word).unwrap_or(inner).trim_start();
        }
        if !inner.is_empty() {
            let at = start + from + (inner.as_ptr() as usize - piece.as_ptr() as usize);
            out.push(Span::new(at, at + inner.len()));
        }
    };
    let bytes = body.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let cut = match bytes[i] {
            b',' | b';' | b'|' | b'/' | b'(' | b')' | b'[' | b']' | b':' => 1,
            b' ' if body[i..].starts_with(" and ") => 5,
            b' ' if body[i..].starts_with(" or ") => 4,
            // A sentence ends; "Node.js" does not.
            b'.' if bytes.get(i + 1).is_none_or(|b| *b == b' ') => 1,
            _ => 0,
        };
        if cut > 0 {
            push(from, i);
            from = i + cut;
            i = from;
        } else {
            i += 1;
        }
    }
    push(from, bytes.len());
    out
}

/// One to three words, the first with a capital, or with a digit or sign inside, and no word of the trade ("Databases").
fn looks_like_a_name(scan: &Scan<'_>, item: Span) -> bool {
    let text = item.of(scan.text);
    let words = text.split_whitespace().count();
    let first = text.chars().next().unwrap_or(' ');
    let signs = text.chars().any(|c| c.is_ascii_digit() || matches!(c, '+' | '#' | '.'))
        && text.chars().any(char::is_alphabetic);
    let trade = scan.cues_in(item).iter().any(|c| {
        matches!(
            c.cue,
            Cue::Class | Cue::Need | Cue::Years | Cue::OrSimilar | Cue::Practice | Cue::SoftAfter | Cue::SuchAs
        )
    });
    (1..=WORDS_MAX).contains(&words)
        && text.len() <= BYTES_MAX
        && text.len() > 1
        && (first.is_uppercase() || words == 1 && signs && first.is_alphabetic())
        && !trade
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn unknown_names_in_lists_of_known_ones() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (text, expected) in [
            ("Kafka, Zorbify and RabbitMQ", vec!["Zorbify"]),
            ("Docker (Quuxlet, Kubernetes)", vec!["Quuxlet"]),
            ("Zorbify met Quuxlet in Paris", vec![]),
            ("Java, strong teamwork, Go", vec![]),
            ("PostgreSQL, frob.js, Redis", vec!["frob.js"]),
            ("Python, Databases, SQL", vec![]),
            ("Queues (e.g. Kafka, NATS)", vec![]),
        ] {
            let got: Vec<&str> = extractor.misses(text).iter().map(|(term, _)| term.of(text)).collect();
            assert_eq!(got, expected, "{text:?}");
        }
    }
}
