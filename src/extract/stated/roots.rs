//! One pass for the few words and numbers that all of this page is about.

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

/// What a byte is to [`Roots::of`].
const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_digit() {
            table[byte] = DIGIT;
        } else if (byte as u8).is_ascii_alphabetic() || byte >= 0x80 {
            table[byte] = LETTER;
        }
        byte += 1;
    }
    table
};

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
        let mut before = OTHER;
        for (at, byte) in bytes.iter().enumerate() {
            let class = CLASS[usize::from(*byte)];
            if class != before {
                if class == DIGIT {
                    out.numbers.push(at);
                } else if class == LETTER && before == OTHER {
                    out.words.extend(word_at(bytes, at).map(|word| (at, word)));
                }
            }
            before = class;
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
