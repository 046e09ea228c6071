//! Words of a text, as places and numbers: the only pass over its bytes.

use std::hint::select_unpredictable;

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
pub(super) const UNKNOWN: u32 = 0;

/// Longest word that a phrase may have, in bytes; longer ones are [`UNKNOWN`].
const WORD_MAX: usize = 32;

/// A word's letters in lower case, packed: eight bytes a number, the first byte lowest. No byte of a word is 0, so that
/// equal keys are equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Key([u64; WORD_MAX / 8]);

/// Sets the case bit of eight letters; digits, '+', '#' and '.' have it already.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// What is kept of a number that holds so many bytes of a word.
const KEPT: [u64; 9] = {
    let mut kept = [u64::MAX; 9];
    let mut n = 0;
    while n < 8 {
        kept[n] = (1 << (8 * n)) - 1;
        n += 1;
    }
    kept
};

impl Key {
    fn of_ascii(word: &[u8]) -> Option<Self> {
        let mut key = Self::default();
        if word.len() > WORD_MAX {
            return None;
        }
        for (packed, part) in key.0.iter_mut().zip(word.chunks(8)) {
            let mut bytes = [0; 8];
            bytes[..part.len()].copy_from_slice(part);
            *packed = (u64::from_le_bytes(bytes) | LOWER) & KEPT[part.len()];
        }
        Some(key)
    }

    /// The key of the word of `len` bytes that begins at `start`: two loads for nearly all words, without a loop over bytes.
    #[inline]
    fn at(bytes: &[u8], start: usize, len: usize) -> Option<Self> {
        match bytes[start..].first_chunk::<16>() {
            Some(near) if len <= 16 => {
                let (low, high) = near.split_at(8);
                let eight = |half: &[u8]| half.first_chunk().map_or(0, |b| u64::from_le_bytes(*b)) | LOWER;
                Some(Self([eight(low) & KEPT[len.min(8)], eight(high) & KEPT[len.saturating_sub(8)], 0, 0]))
            }
            _ => Self::of_ascii(&bytes[start..start + len]),
        }
    }

    fn of(word: &str) -> Option<Self> {
        if word.is_ascii() {
            return Self::of_ascii(word.as_bytes());
        }
        Self::of_ascii(lower_lookalikes(word).as_bytes())
    }

    /// A hash whose every bit depends on all bytes: the halves of a wide product. Names that differ in their last byte alone
    /// ("angular2") would fall together in a plain one.
    #[inline]
    fn hash(&self, seed: u64) -> u64 {
        let [a, b, c, d] = self.0;
        let far = b.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ c.wrapping_mul(0xA076_1D64_78BD_642F) ^ d.rotate_left(32);
        let wide = u128::from(a ^ far ^ far >> 32 ^ seed) * 0x9E37_79B9_7F4A_7C15;
        wide as u64 ^ (wide >> 64) as u64
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

/// The words of all phrases, numbered from 1 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: FxHashMap<Key, u32>,
    keys: Vec<Key>,
    seed: u64,
    /// How far the words of a group, by their hash, are moved so that each gets a slot of its own.
    moves: Vec<u16>,
    slots: Vec<Slot>,
}

/// A word's number with enough of its key to tell nearly all words; zeros where there is none.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    start: u64,
    next: u32,
    word: u32,
}

impl Vocabulary {
    /// The number of `word`, new or known; none if it is too long.
    pub(super) fn intern(&mut self, word: &str) -> Option<u32> {
        let key = Key::of(word)?;
        let next = self.keys.len() as u32 + 1;
        let id = *self.words.entry(key).or_insert(next);
        if id == next {
            self.keys.push(key);
        }
        Some(id)
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// A vocabulary without words, for splitting alone.
    pub(super) fn sealed_empty() -> Self {
        Self { moves: vec![0], slots: vec![Slot::default()], ..Self::default() }
    }

    /// Makes the words findable. Call once, after the last [`Self::intern`].
    ///
    /// Every word gets a slot that no other has, so that a look-up is one comparison. About half the words of a text are
    /// known, and the branches of a probing table, which nothing predicts, took more time than all else in splitting.
    pub(super) fn seal(&mut self) {
        // Three of four slots are taken: a smaller table stays nearer to the processor.
        self.moves = vec![0; (self.keys.len() / 3).next_power_of_two()];
        self.slots = vec![Slot::default(); self.keys.len() * 4 / 3 + 1];
        while !self.place_all() {
            self.seed = self.seed.wrapping_add(0x2545_F491_4F6C_DD1D);
        }
    }

    /// Whether every word found a slot with this seed; the fullest groups choose first.
    fn place_all(&mut self) -> bool {
        self.slots.fill(Slot::default());
        let mut groups = vec![Vec::new(); self.moves.len()];
        for (key, word) in self.keys.iter().zip(1..) {
            let hash = key.hash(self.seed);
            groups[hash as usize & (self.moves.len() - 1)].push((hash, word));
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|g| std::cmp::Reverse(groups[*g].len()));
        let mut taken = Vec::new();
        for g in order {
            let fits = (0..=u16::MAX).find(|shift| {
                taken.clear();
                groups[g].iter().all(|(hash, _)| {
                    let at = slot_of(*hash, *shift, self.slots.len());
                    let free = self.slots[at].word == UNKNOWN && !taken.contains(&at);
                    taken.push(at);
                    free
                })
            });
            let Some(shift) = fits else { return false };
            self.moves[g] = shift;
            for ((_, word), at) in groups[g].iter().zip(&taken) {
                let key = self.keys[*word as usize - 1];
                self.slots[*at] = Slot { start: key.0[0], next: key.0[1] as u32, word: *word };
            }
        }
        true
    }

    #[inline]
    fn find(&self, key: &Key) -> u32 {
        let hash = key.hash(self.seed);
        let shift = self.moves[hash as usize & (self.moves.len() - 1)];
        let slot = self.slots[slot_of(hash, shift, self.slots.len())];
        let same = (slot.start == key.0[0]) & (slot.next == key.0[1] as u32);
        // Nothing predicts whether a word is known: a branch here took half of the time of splitting.
        let word = select_unpredictable(same, slot.word, UNKNOWN);
        // Twelve bytes and more: the slot does not hold them all.
        if key.0[1] >> 24 != 0 && word != UNKNOWN && self.keys[word as usize - 1] != *key {
            return UNKNOWN;
        }
        word
    }

    /// The number of a word that stands in a text.
    pub(super) fn word(&self, word: &str) -> u32 {
        Key::of(word).map_or(UNKNOWN, |key| self.find(&key))
    }
}

/// The slot, of `size`, of a word in a group that is moved by `shift`.
#[inline]
fn slot_of(hash: u64, shift: u16, size: usize) -> usize {
    let place = (hash >> 32).wrapping_add(u64::from(shift).wrapping_mul(hash >> 16 | 1)) as u32;
    ((u64::from(place) * size as u64) >> 32) as usize
}

/// What a byte is to the tokeniser, a bit each.
const ALNUM: u8 = 1;
/// Begins something of its own, or may.
const SIGN: u8 = 2;
const DOT: u8 = 4;

#[inline]
fn class(b: u8) -> u8 {
    let letter = (b | 0x20).wrapping_sub(b'a') < 26;
    let digit = b.wrapping_sub(b'0') < 10;
    (u8::from(letter | digit) * ALNUM) | (u8::from(b >= 0x80 || b == b'&') * SIGN) | (u8::from(b == b'.') * DOT)
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// The lowest bit of each byte, as a number with a bit a byte. The product moves bit 0 of byte i to bit 56 + i, and no two
/// of its terms meet.
#[inline]
fn gather(classes: &[u8; BLOCK], bit: u32) -> u64 {
    let mut out = 0;
    for (i, eight) in classes.as_chunks::<8>().0.iter().enumerate() {
        let ones = u64::from_le_bytes(*eight) >> bit & 0x0101_0101_0101_0101;
        out |= (ones.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    out
}

/// Appends the words of `text` to `out`, in order.
///
/// Blocks of 64 bytes become masks with a bit a byte, from which the places of words are read off: the classes of a block
/// are vector code without a branch, and what is left is work per word instead of per byte.
pub(super) fn tokenize(text: &str, vocabulary: &Vocabulary, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    // Where the next word may begin; what starts before it is part of the last one.
    let mut next = 0;
    let mut word_before = 0;
    let mut base = 0;
    while base < bytes.len() {
        let mut classes = [0; BLOCK];
        match bytes[base..].first_chunk::<BLOCK>() {
            Some(block) => classes.iter_mut().zip(block).for_each(|(c, b)| *c = class(*b)),
            None => classes.iter_mut().zip(&bytes[base..]).for_each(|(c, b)| *c = class(*b)),
        }
        let words = gather(&classes, 0);
        let behind_words = words << 1 | word_before;
        word_before = words >> 63;
        let signs = gather(&classes, 1) | gather(&classes, 2) & !behind_words;
        let mut places = words & !behind_words | signs;
        while places != 0 {
            let bit = places.trailing_zeros();
            places &= places - 1;
            let at = base + bit as usize;
            if at < next {
                continue;
            }
            next = if words >> bit & 1 == 0 {
                sign(text, at, vocabulary, out)
            } else {
                let mut end = at + (words >> bit).trailing_ones() as usize;
                if end >= base + BLOCK {
                    end += bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                }
                ascii_word(text, at, end, vocabulary, out)
            };
        }
        base += BLOCK;
    }
}

/// Reads what begins at `at` with no letter or digit of ASCII; returns where the next word may begin.
fn sign(text: &str, at: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'.' if opens_dot_net(bytes, at) => {
            let end = at + 4 + usize::from(bytes[at + 1] == b' ');
            out.push(Token { start: at as u32, end: end as u32, word: vocabulary.word(".net") });
            end
        }
        b'&' => push_word(text, at, at + 1, vocabulary, out),
        0x80.. => wide_word(text, at, at, vocabulary, out),
        _ => at + 1,
    }
}

/// Reads the word of ASCII letters and digits in `start..end`, and what belongs to it behind; returns where the next one may
/// begin.
#[inline]
fn ascii_word(text: &str, start: usize, end: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(end) {
        Some(b'+' | b'#' | 0x80..) => return odd_word(text, start, end, vocabulary, out),
        Some(b' ') if end - start == 1 && bytes.get(end + 1) == Some(&b'#') => {
            return odd_word(text, start, end, vocabulary, out);
        }
        _ => {}
    }
    let word = Key::at(bytes, start, end - start).map_or(UNKNOWN, |key| vocabulary.find(&key));
    out.push(Token { start: start as u32, end: end as u32, word });
    end
}

/// Reads the word whose ASCII letters and digits are `start..end` and behind which stands a sign that may belong to it.
#[cold]
fn odd_word(text: &str, start: usize, end: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    if bytes[end] >= 0x80 && continues_word(text, end) {
        return wide_word(text, start, end, vocabulary, out);
    }
    let letters = bytes[start..end].iter().any(u8::is_ascii_alphabetic);
    // "C#", "C++", "F#"; but "Java+Spring" are two words, and "5+" is a number.
    let run = suffixes(&bytes[end..]);
    let joined = bytes.get(end + run).is_some_and(u8::is_ascii_alphanumeric);
    if letters && (run == 2 || run == 1 && !joined) {
        return push_word(text, start, end + run, vocabulary, out);
    }
    // "C #", as texts with spaced punctuation have it.
    let spaced = bytes[end..].starts_with(b" #") && !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric);
    if letters && spaced && end - start == 1 {
        let sharp = format!("{}#", &text[start..end]);
        out.push(Token { start: start as u32, end: end as u32 + 2, word: vocabulary.word(&sharp) });
        return end + 2;
    }
    push_word(text, start, end, vocabulary, out)
}

/// How many signs that can end a name ("C++") stand at the start of `bytes`.
fn suffixes(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b'+' | b'#')).count()
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
    let run = suffixes(&text.as_bytes()[end..]);
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
    let ends = |n: usize| !rest.get(n).is_some_and(u8::is_ascii_alphanumeric);
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
    fn blocks_do_not_show() {
        let text = "Naïve C++17, C # and .NET; R&D – Kubernetes, internationalisation… ASP.NET/F# • 5+ élan";
        let alone = words(text);
        for n in 0..2 * BLOCK {
            assert_eq!(words(&(" ".repeat(n) + text)), alone, "{n}");
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
