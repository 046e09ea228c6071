//! A statement in pieces: its numbers, the words that show something and the words that weaken it, in place.

use serde::Serialize;

use crate::review::{Bullet, Flag};

/// A piece of a statement.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    /// `number`, `signal`, `flag`, or `lack` where a system is named whose size is not; empty for plain words.
    pub mark: &'static str,
}

/// The pieces of a statement whose words are `text`. Where marks overlap, a number goes before a signal and a signal before a flag. What
/// covers most of a statement marks nothing in it, and is left to the words beside it.
pub(super) fn pieces<'a>(text: &'a str, bullet: &Bullet) -> Vec<Piece<'a>> {
    let numbers = bullet.metrics.iter().map(|m| (m.span, "number"));
    let signals = bullet.signals.iter().map(|p| (p.span, "signal"));
    let flags = bullet.flags.iter().map(|w| (w.span, if w.flag == Flag::NoScale { "lack" } else { "flag" }));
    let mut marks: Vec<(usize, usize, &'static str)> = Vec::new();
    for (span, mark) in numbers.chain(signals).chain(flags) {
        let inside = |at: u32| at.checked_sub(bullet.span.start).map(|at| at as usize);
        let (Some(start), Some(end)) = (inside(span.start), inside(span.end)) else { continue };
        let most = (end.saturating_sub(start)) * 5 > text.len() * 3;
        let overlaps = marks.iter().any(|(from, to, _)| start < *to && *from < end);
        if start < end && !most && !overlaps && text.get(start..end).is_some() {
            marks.push((start, end, mark));
        }
    }
    marks.sort_unstable();
    let mut out = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = 0;
    for (start, end, mark) in marks {
        out.push(Piece { text: &text[at..start], mark: "" });
        out.push(Piece { text: &text[start..end], mark });
        at = end;
    }
    out.push(Piece { text: &text[at..], mark: "" });
    out.retain(|piece| !piece.text.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extractor;
    use crate::review::review;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn marks_stand_in_place_and_the_pieces_are_the_statement() {
        let text = "Ada Sample\n\nExperience\n\nEngineer, Example Ltd, January 2020 - March 2021\n\
                    - Helped migrate the billing API, improved latency to 240 ms é for 40,000 users\n";
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let review = review(extractor.taxonomy(), text, &extractor.resume(text), None);
        let bullet = &review.bullets[0];
        let statement = bullet.span.of(text);
        let pieces = pieces(statement, bullet);
        assert_eq!(pieces.iter().map(|p| p.text).collect::<String>(), statement);
        let marked = |mark| pieces.iter().filter(|p| p.mark == mark).map(|p| p.text).collect::<Vec<_>>();
        assert_eq!(marked("number"), ["240 ms", "40,000 users"]);
        assert_eq!(marked("flag").first(), Some(&"Helped"), "{pieces:?}");
        assert!(marked("lack").is_empty(), "users are a scale");
    }
}
