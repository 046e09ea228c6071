//! Words of a text, as places and numbers: the only pass over its bytes.

use rustc_hash::FxHashMap;

/// A word. `+` and `#` belong to the word they follow (C++, C#), and a dot to a ".net" that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its number in the [`Vocabulary`], or [`UNKNOWN`].
    pub word: u32,
}

/// The number of every word that no phrase has.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Longest word that a phrase may have, in bytes; longer ones are [`UNKNOWN`].
const WORD_MAX: usize = 32;

/// A word's letters in lower case, packed: eight bytes a number, the first byte lowest. Equal keys are equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Key {
    packed: [u64; WORD_MAX / 8],
    len: u32,
}

impl Key {
    fn of_ascii(word: &[u8]) -> Option<Self> {
        if word.len() > WORD_MAX {
            return None;
        }
        let mut key = Self { len: word.len() as u32, ..Self::default() };
        for (i, b) in word.iter().enumerate() {
            // Sets the case bit of letters; digits, '+', '#' and '.' have it already.
            key.packed[i / 8] |= u64::from(b | 0x20) << (i % 8 * 8);
        }
        Some(key)
    }

    fn of(word: &str) -> Option<Self> {
        if word.is_ascii() {
            return Self::of_ascii(word.as_bytes());
        }
        Self::of_ascii(lower_lookalikes(word).as_bytes())
    }

    fn hash(&self) -> u64 {
        let mut h = u64::from(self.len);
        for w in &self.packed[..(self.len as usize).div_ceil(8)] {
            h = (h ^ w).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            h ^= h >> 32;
        }
        h
    }
}

/// Lower case; letters of other alphabets that look like Latin ones become those where the word has no others ("С#" with
/// a Cyrillic С).
fn lower_lookalikes(word: &str) -> String {
    let latin = |c: char| match c {
        'а' | 'А' => Some('a'),
        'В' => Some('b'),
        'с' | 'С' => Some('c'),
        'е' | 'Е' => Some('e'),
        'Н' => Some('h'),
        'К' | 'к' => Some('k'),
        'М' => Some('m'),
        'о' | 'О' => Some('o'),
        'р' | 'Р' => Some('p'),
        'Т' => Some('t'),
        'х' | 'Х' => Some('x'),
        'у' | 'У' => Some('y'),
        'І' | 'і' => Some('i'),
        'Ј' | 'ј' => Some('j'),
        'Ѕ' | 'ѕ' => Some('s'),
        c if c.is_ascii() => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    word.chars().map(latin).collect::<Option<String>>().unwrap_or_else(|| word.to_lowercase())
}

/// The words of all phrases, numbered from 0 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: FxHashMap<Key, u32>,
    keys: Vec<Key>,
    /// Open addressing over [`Key::hash`].
    slots: Vec<Slot>,
    /// A bit for each hash that some word has: most words of a text are told from all of these by it alone, and it stays in
    /// the first-level cache.
    filter: Vec<u64>,
}

/// A word's number + 1, or 0 for an empty slot, with enough of its key to tell nearly all words.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    start: u64,
    len: u32,
    word: u32,
}

/// Bits of the filter: 32 KiB.
const FILTER_BITS: usize = 1 << 18;

impl Vocabulary {
    /// The number of `word`, new or known; none if it is too long.
    pub fn intern(&mut self, word: &str) -> Option<u32> {
        let key = Key::of(word)?;
        let next = self.keys.len() as u32;
        let id = *self.words.entry(key).or_insert(next);
        if id == next {
            self.keys.push(key);
        }
        Some(id)
    }

    /// A vocabulary without words, for splitting alone.
    pub fn sealed_empty() -> Self {
        let mut empty = Self::default();
        empty.seal();
        empty
    }

    /// Makes the words findable. Call once, after the last [`Self::intern`].
    pub fn seal(&mut self) {
        let size = (self.keys.len() * 2).next_power_of_two().max(16);
        self.slots = vec![Slot::default(); size];
        self.filter = vec![0; FILTER_BITS / 64];
        for (key, word) in self.keys.iter().zip(1..) {
            let hash = key.hash();
            let bit = filter_bit(hash);
            self.filter[bit / 64] |= 1 << (bit % 64);
            let mut at = hash as usize & (size - 1);
            while self.slots[at].word != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = Slot { start: key.packed[0], len: key.len, word };
        }
    }

    #[inline]
    fn find(&self, key: &Key) -> u32 {
        let hash = key.hash();
        let bit = filter_bit(hash);
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
            return UNKNOWN;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.word == 0 {
                return UNKNOWN;
            }
            let same = slot.start == key.packed[0] && slot.len == key.len;
            if same && (key.len <= 8 || self.keys[slot.word as usize - 1] == *key) {
                return slot.word - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a word that stands in a text.
    pub fn word(&self, word: &str) -> u32 {
        Key::of(word).map_or(UNKNOWN, |key| self.find(&key))
    }
}

/// The filter's bits are others than those that choose the slot.
fn filter_bit(hash: u64) -> usize {
    (hash >> 40) as usize & (FILTER_BITS - 1)
}

/// What a byte is to the tokeniser.
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const WIDE: u8 = 3;
const SUFFIX: u8 = 4;
const DOT: u8 = 5;
const AMPERSAND: u8 = 6;

static CLASS: [u8; 256] = {
    let mut class = [0u8; 256];
    let mut b = 0usize;
    while b < 256 {
        class[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            0x80..=0xFF => WIDE,
            b'+' | b'#' => SUFFIX,
            b'.' => DOT,
            b'&' => AMPERSAND,
            _ => 0,
        };
        b += 1;
    }
    class
};

/// Appends the words of `text` to `out`, in order.
pub(super) fn tokenize(text: &str, vocabulary: &Vocabulary, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let class = CLASS[bytes[i] as usize];
        match class {
            LETTER | DIGIT => i = ascii_word(text, i, vocabulary, out),
            WIDE => i = wide_word(text, i, i, vocabulary, out),
            DOT if opens_dot_net(bytes, i) => {
                let word = i + 1 + usize::from(bytes[i + 1] == b' ');
                let end = word + 3;
                out.push(Token { start: i as u32, end: end as u32, word: vocabulary.word(".net") });
                i = end;
            }
            AMPERSAND => {
                out.push(Token { start: i as u32, end: i as u32 + 1, word: vocabulary.word("&") });
                i += 1;
            }
            _ => i += 1,
        }
    }
}

/// Reads the word at `start`, which begins with an ASCII letter or digit; returns where the next one may begin.
#[inline]
fn ascii_word(text: &str, start: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut key = Key::default();
    let mut packed = 0u64;
    let mut letters = false;
    let mut i = start;
    while let Some(&b) = bytes.get(i) {
        match CLASS[b as usize] {
            LETTER => letters = true,
            DIGIT => {}
            WIDE if continues_word(text, i) => return wide_word(text, start, i, vocabulary, out),
            _ => break,
        }
        let n = i - start;
        if n < WORD_MAX {
            packed |= u64::from(b | 0x20) << (n % 8 * 8);
            if n % 8 == 7 {
                key.packed[n / 8] = packed;
                packed = 0;
            }
        }
        i += 1;
    }
    // "C#", "C++", "F#"; but "Java+Spring" are two words, and "5+" is a number.
    if letters && bytes.get(i).is_some_and(|b| CLASS[*b as usize] == SUFFIX) {
        let run = bytes[i..].iter().take_while(|b| CLASS[**b as usize] == SUFFIX).count();
        let joined = bytes.get(i + run).is_some_and(|b| matches!(CLASS[*b as usize], LETTER | DIGIT));
        if run == 2 || (run == 1 && !joined) {
            return push_word(text, start, i + run, vocabulary, out);
        }
    }
    // "C #", as texts with spaced punctuation have it.
    if i - start == 1
        && letters
        && bytes[i..].starts_with(b" #")
        && !bytes.get(i + 2).is_some_and(u8::is_ascii_alphanumeric)
    {
        let sharp = format!("{}#", &text[start..i]);
        out.push(Token { start: start as u32, end: i as u32 + 2, word: vocabulary.word(&sharp) });
        return i + 2;
    }
    let len = i - start;
    let word = if len > WORD_MAX {
        UNKNOWN
    } else {
        if len % 8 != 0 {
            key.packed[len / 8] = packed;
        }
        key.len = len as u32;
        vocabulary.find(&key)
    };
    out.push(Token { start: start as u32, end: i as u32, word });
    i
}

/// Reads a word with letters beyond ASCII. `at` is where the first of them, or of another sign, stands.
#[cold]
fn wide_word(text: &str, start: usize, at: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        if !(c.is_alphanumeric() || is_mark(c)) {
            break;
        }
        end += c.len_utf8();
    }
    if end == start {
        // A sign: the next word begins behind it.
        return at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    let run = text.as_bytes()[end..].iter().take_while(|b| CLASS[**b as usize] == SUFFIX).count();
    push_word(text, start, end + run.min(2), vocabulary, out)
}

fn push_word(text: &str, start: usize, end: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    out.push(Token { start: start as u32, end: end as u32, word: vocabulary.word(&text[start..end]) });
    end
}

fn continues_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || is_mark(c))
}

/// Combining accents belong to the letter they stand on.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// ".NET" with nothing before the dot, also as ". NET" where punctuation is spaced.
fn opens_dot_net(bytes: &[u8], at: usize) -> bool {
    let free = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let rest = &bytes[at + 1..];
    let ends = |n: usize| !rest.get(n).is_some_and(|b| b.is_ascii_alphanumeric());
    free && (rest.len() >= 3 && rest[..3].eq_ignore_ascii_case(b"net") && ends(3)
        || rest.len() >= 4 && matches!(&rest[..4], b" NET" | b" Net") && ends(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.seal();
        let mut out = Vec::new();
        tokenize(text, &vocabulary, &mut out);
        out.iter().map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn boundaries() {
        for (text, expected) in [
            ("C++ and C#/F#.", vec!["C++", "and", "C#", "F#"]),
            ("C++17, Java+Spring", vec!["C++", "17", "Java", "Spring"]),
            ("5+ years", vec!["5", "years"]),
            (".NET, ASP.NET and . NET", vec![".NET", "ASP", "NET", "and", ". NET"]),
            ("site.network", vec!["site", "network"]),
            ("C # and R&D", vec!["C #", "and", "R", "&", "D"]),
            ("naïve café—Go", vec!["naïve", "café", "Go"]),
            ("• Go…", vec!["Go"]),
            ("С#", vec!["С#"]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_found_in_any_case_and_no_others() {
        let mut vocabulary = Vocabulary::default();
        let known: Vec<u32> =
            ["c#", "kubernetes", "internationalisation", "go"].iter().map(|w| vocabulary.intern(w).unwrap()).collect();
        vocabulary.seal();
        let mut out = Vec::new();
        tokenize("C# С# KUBERNETES Internationalisation internationalisatioN Gop go", &vocabulary, &mut out);
        let got: Vec<u32> = out.iter().map(|t| t.word).collect();
        assert_eq!(got, [known[0], known[0], known[1], known[2], known[2], UNKNOWN, known[3]]);
    }
}
