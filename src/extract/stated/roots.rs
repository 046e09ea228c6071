//! One pass for the few words and numbers that all of this page is about.

use crate::text::mask::{BLOCK, masks, places};

/// Where the words and numbers of a text stand, each list ascending.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// First digits of numbers.
    pub numbers: Vec<usize>,
    /// Words that begin with one of [`WORDS`], by their place in that list.
    words: Vec<(usize, usize)>,
}

/// Beginnings of words, by four letters at least.
const WORDS: [&str; 16] = [
    "remote",
    "hybrid",
    "onsite",
    "on-site",
    "days",
    "anywhere",
    "location",
    "place",
    "workplace",
    "address",
    "city",
    "standort",
    "arbeitsort",
    "based",
    "post",
    "publi",
];

/// Bits of what a byte is to [`Roots::of`].
const LETTER: u8 = 1;
const DIGIT: u8 = 2;

#[inline(always)]
fn class(b: u8) -> u8 {
    let letter = ((b | 0x20).wrapping_sub(b'a') < 26) | (b >= 0x80);
    let digit = b.wrapping_sub(b'0') < 10;
    (u8::from(letter) * LETTER) | (u8::from(digit) * DIGIT)
}

/// The first four letters of each word as one number: all are compared at once.
const FOURS: [u32; WORDS.len()] = {
    let mut fours = [0; WORDS.len()];
    let mut word = 0;
    while word < WORDS.len() {
        let bytes = WORDS[word].as_bytes();
        fours[word] = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        word += 1;
    }
    fours
};

impl Roots {
    /// Reads a text in small letters.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut out = Self::default();
        // Whether the byte before a block is a letter or digit, and whether it is a digit.
        let (mut behind_word, mut behind_digit) = (0, 0);
        for (n, [letters, digits]) in masks(bytes, class).into_iter().enumerate() {
            let words = letters | digits;
            out.numbers.extend(places(digits & !(digits << 1 | behind_digit)).map(|at| n * BLOCK + at));
            for at in places(letters & !(words << 1 | behind_word)).map(|at| n * BLOCK + at) {
                out.words.extend(word_at(bytes, at).map(|word| (at, word)));
            }
            (behind_word, behind_digit) = (words >> 63, digits >> 63);
        }
        out
    }

    /// The places of words that begin with one of `roots`, with that root.
    pub(super) fn starting<'r>(&'r self, roots: &'r [&str]) -> impl Iterator<Item = (usize, &'static str)> + 'r {
        let named = self.words.iter().map(|(at, word)| (*at, WORDS[*word]));
        named.filter(|(_, word)| roots.contains(word))
    }
}

/// The word of [`WORDS`] that begins at `at`.
fn word_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    // No branch a word: the compiler compares them side by side.
    let hits = (0..).zip(FOURS).fold(0u32, |hits, (word, first)| hits | u32::from(four == first) << word);
    if hits == 0 {
        return None;
    }
    let word = hits.trailing_zeros() as usize;
    bytes[at..].starts_with(WORDS[word].as_bytes()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_are_found_where_they_begin() {
        let text = "kr432k a remotely posted #li-remote; unposted, 12,50 zürich";
        let roots = Roots::of(text);
        let shown: Vec<_> = roots.starting(&["remote", "post"]).map(|(at, word)| (&text[at..at + 6], word)).collect();
        assert_eq!(shown, [("remote", "remote"), ("posted", "post"), ("remote", "remote")]);
        assert_eq!(roots.numbers.iter().map(|at| &text[*at..=*at]).collect::<String>(), "415");
    }
}
