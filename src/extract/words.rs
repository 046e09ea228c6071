//! Words that mean something to a rule, told by one look whatever their case.

use rustc_hash::FxHashMap;

/// Lists of words, each with a bit of its own.
#[derive(Debug)]
pub(super) struct Words {
    /// The bits of all lists that have a word, by its small letters.
    known: FxHashMap<&'static [u8], u8>,
    /// A bit for each length that words of a first letter have: most words of a text are told by that.
    lengths: [u32; 32],
}

fn letter(word: &[u8]) -> usize {
    word.first().map_or(0, |b| usize::from(b.to_ascii_lowercase() & 31))
}

/// Longest word of a list, in bytes.
const LONGEST: usize = 16;

impl Words {
    /// `lists` are in small letters.
    pub(super) fn new(lists: &[(&[&'static str], u8)]) -> Self {
        let mut known: FxHashMap<&'static [u8], u8> = FxHashMap::default();
        let mut lengths = [0_u32; 32];
        for (word, bit) in lists.iter().flat_map(|(list, bit)| list.iter().map(move |word| (word, bit))) {
            debug_assert!(word.len() <= LONGEST, "{word} is too long to be found");
            *known.entry(word.as_bytes()).or_default() |= bit;
            lengths[letter(word.as_bytes())] |= 1 << word.len();
        }
        Self { known, lengths }
    }

    /// The bits of the lists that have `word`.
    pub(super) fn of(&self, word: &str) -> u8 {
        if word.is_ascii() { self.of_ascii(word.as_bytes()) } else { self.known(word.to_lowercase().as_bytes()) }
    }

    /// The bits of the lists that have a word of ASCII.
    pub(super) fn of_ascii(&self, word: &[u8]) -> u8 {
        if word.len() > LONGEST || self.lengths[letter(word)] >> word.len() & 1 == 0 {
            return 0;
        }
        let mut small = [0; LONGEST];
        let Some(small) = small.get_mut(..word.len()) else { return 0 };
        small.copy_from_slice(word);
        small.make_ascii_lowercase();
        self.known(small)
    }

    /// The bits of the lists that have a word in small letters.
    fn known(&self, small: &[u8]) -> u8 {
        self.known.get(small).copied().unwrap_or(0)
    }

    /// Whether a list has `word`.
    pub(super) fn has(&self, word: &str) -> bool {
        self.of(word) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_in_any_case() {
        let words = Words::new(&[(&["lead", "école"], 1), (&["lead", "road"], 2)]);
        for (word, bits) in
            [("Lead", 3), ("ROAD", 2), ("École", 1), ("leads", 0), ("", 0), ("internationalisation", 0), ("é", 0)]
        {
            assert_eq!(words.of(word), bits, "{word}");
        }
    }
}
