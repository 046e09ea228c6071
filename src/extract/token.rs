//! Words of a text, as places and numbers: the only pass over its bytes.

use std::cell::Cell;

use super::places::Places;
use super::vocabulary::{Sought, UNKNOWN, Vocabulary, number};
use crate::text::mask::{self, BLOCK, NullaryFnOnce, fill_masks, places};

/// A word. `+` and `#` belong to the word they follow (C++, C#), and a dot to a ".net" that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its number in the [`Vocabulary`], or [`UNKNOWN`](super::vocabulary::UNKNOWN).
    pub word: u32,
}

/// What one pass over the bytes of a text finds.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The words, in order.
    pub words: Vec<Token>,
    /// Where they begin.
    pub places: Places,
    /// Where a capital goes on a word: behind a small letter or a digit ("experienceJava"), or behind another capital and
    /// before a small letter ("CSSGrid").
    pub seams: Vec<u32>,
    /// Where phrases may begin, as the [lexicon](super::lexicon) tells: a bit for what stands before the first word, which is
    /// none, and for each word.
    pub begin: Vec<u64>,
}

/// What a byte is to the tokeniser, a bit each.
const ALNUM: u8 = 1;
const CAPITAL: u8 = 2;
const SMALL: u8 = 4;
/// May belong to the word before it, or be one.
const SIGN: u8 = 8;
/// May begin a word where none stands before it.
const DOT: u8 = 16;
/// Beyond ASCII.
const WIDE: u8 = 32;
/// The first two bytes of dashes, curly quotation marks and most bullets, which are nearly all that is beyond ASCII in an ad.
const MARK_FIRST: u8 = 64;
const MARK_SECOND: u8 = 128;

#[inline(always)]
fn class(b: u8) -> u8 {
    let (capital, small) = (b.wrapping_sub(b'A') < 26, b.wrapping_sub(b'a') < 26);
    let digit = b.wrapping_sub(b'0') < 10;
    (u8::from(capital | small | digit) * ALNUM)
        | (u8::from(capital) * CAPITAL)
        | (u8::from(small) * SMALL)
        | (u8::from((b == b'&') | (b == b'+') | (b == b'#')) * SIGN)
        | (u8::from(b == b'.') * DOT)
        | (u8::from(b >= 0x80) * WIDE)
        | (u8::from(b == 0xE2) * MARK_FIRST)
        | (u8::from(b == 0x80) * MARK_SECOND)
}

/// The words of `text`, and where phrases may begin: `opens` is 1 where one may with the first of two words before the second,
/// else 0, told by their numbers with their marks.
///
/// Blocks of 64 bytes become masks with a bit a byte, from which the places of words are read off: the classes of a block
/// are vector code without a branch, and what is left is work per word instead of per byte. Words are looked up when all are
/// split: nothing that is not foreseen comes between one look-up and the next. What was found in another text gives its memory.
pub(super) fn tokenize(
    text: &str,
    vocabulary: &Vocabulary,
    opens: impl Fn(u32, u32) -> u8,
    Tokens { words, places, seams, begin }: Tokens,
) -> Tokens {
    let Room { mut masks, edges } = ROOM.take();
    fill_masks(&mut masks, text.as_bytes(), class);
    let splitter = Splitter { text, vocabulary, edges, odd: Vec::new(), next: 0 };
    let splitting = Splitting { masks: &masks, splitter, places, seams };
    let Split { mut edges, odd, places, seams } = mask::with_bit_instructions(splitting);
    let looked_up = LookUp { text, vocabulary, edges: edges.as_chunks().0, odd: &odd, opens, words, begin };
    let (words, begin) = mask::with_bit_instructions(looked_up);
    edges.clear();
    if text.len() <= KEPT_MAX {
        ROOM.set(Room { masks, edges });
    }
    Tokens { words, places, seams, begin }
}

/// Bytes of the longest text whose room is kept.
pub(super) const KEPT_MAX: usize = 1 << 16;

/// Room for what is known of a text while it is split.
#[derive(Default)]
struct Room {
    masks: Vec<[u64; 8]>,
    /// Empty between two texts.
    edges: Vec<u32>,
}

thread_local! {
    /// Kept from text to text: fresh memory is far memory.
    static ROOM: Cell<Room> = const { Cell::new(Room { masks: Vec::new(), edges: Vec::new() }) };
}

/// The words of a text that stand between `edges`; `odd` are those that are looked up already.
struct LookUp<'a, F> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    edges: &'a [[u32; 2]],
    odd: &'a [(usize, u32)],
    opens: F,
    /// Where to put the words, in place of what is there, and where phrases may begin.
    words: Vec<Token>,
    begin: Vec<u64>,
}

impl<F: Fn(u32, u32) -> u8> NullaryFnOnce for LookUp<'_, F> {
    /// The words, and where phrases may begin.
    type Output = (Vec<Token>, Vec<u64>);

    #[inline(always)]
    fn call(self) -> Self::Output {
        let Self { text, vocabulary, edges, odd, opens, mut words, mut begin } = self;
        begin.clear();
        begin.reserve(edges.len() / SOME + 1);
        words.clear();
        words.reserve(edges.len());
        let mut odd = odd.iter().peekable();
        // The word before those that are looked up, and behind it those.
        let mut found = [UNKNOWN; SOME + 1];
        let (mut starts, mut nexts, mut slots) = ([0; SOME], [0; SOME], [0; SOME]);
        // Short loops let the processor look further ahead than a long one, to what is not in its nearest memory. What one
        // leaves for the next lies in lists of numbers: what is written in parts and read as a whole has to wait.
        for (edges, first) in edges.chunks(SOME).zip((0..).step_by(SOME)) {
            found[0] = found[SOME];
            // Those that cannot be sought.
            let mut others = 0_u64;
            let each = edges.iter().zip(&mut starts).zip(&mut nexts).zip(&mut slots).zip(0..);
            for (((([start, end], of_start), of_next), of_slot), at) in each {
                match vocabulary.seek(text.as_bytes(), *start as usize, *end as usize) {
                    Some(Sought { start, next, slot }) => {
                        *of_start = start;
                        *of_next = next;
                        *of_slot = slot;
                    }
                    None => others |= 1 << at,
                }
            }
            for (((start, next), slot), found) in
                starts[..edges.len()].iter().zip(&nexts).zip(&slots).zip(&mut found[1..])
            {
                *found = vocabulary.find(Sought { start: *start, next: *next, slot: *slot });
            }
            for at in places(others) {
                let [start, end] = edges[at];
                found[at + 1] = vocabulary.at_end(&text[start as usize..end as usize]);
            }
            while let Some((at, word)) = odd.next_if(|(at, _)| *at < first + SOME) {
                found[at % SOME + 1] = *word;
            }
            found[edges.len() + 1..].fill(UNKNOWN);
            words.extend(edges.iter().zip(&found[1..]).map(|([start, end], word)| Token {
                start: *start,
                end: *end,
                word: number(*word),
            }));
            // To the end, behind the last word too: eight pairs at a time.
            let mut bits = [0; SOME];
            for (bit, (first, second)) in bits.iter_mut().zip(found.iter().zip(&found[1..])) {
                *bit = opens(*first, *second);
            }
            begin.push(mask::ones(&bits));
        }
        // Behind the last word.
        if edges.len() % SOME == 0 {
            begin.push(u64::from(opens(found[SOME], UNKNOWN)));
        }
        (words, begin)
    }
}

/// Words whose bits lie in one number.
pub(super) const SOME: usize = u64::BITS as usize;

/// What splitting a text gives.
struct Split {
    /// Where words begin and end, by turns.
    edges: Vec<u32>,
    /// Words that are looked up already, as they are spelt otherwise than they stand there: which they are, and their numbers.
    odd: Vec<(usize, u32)>,
    places: Places,
    seams: Vec<u32>,
}

/// A text to be split by its masks.
struct Splitting<'a> {
    masks: &'a [[u64; 8]],
    splitter: Splitter<'a>,
    /// Where to put the places and the seams, in place of what is there.
    places: Places,
    seams: Vec<u32>,
}

impl NullaryFnOnce for Splitting<'_> {
    type Output = Split;

    #[inline(always)]
    fn call(self) -> Split {
        let Self { masks, mut splitter, places: mut stretches, mut seams } = self;
        stretches.clear(masks.len());
        seams.clear();
        let (mut word_before, mut capital_before, mut other_before, mut marks_before) = (0, 0, 0, 0);
        for (block, [words, capitals, smalls, signs, dots, wide, firsts, seconds]) in masks.iter().copied().enumerate()
        {
            let base = block * BLOCK;
            let [_, _, smalls_ahead, .., seconds_ahead] = masks.get(block + 1).copied().unwrap_or_default();
            let others = words & !capitals;
            let inside_capitals = (capitals << 1 | capital_before) & (smalls >> 1 | smalls_ahead << 63);
            let joined = capitals & (others << 1 | other_before | inside_capitals);
            (capital_before, other_before) = (capitals >> 63, others >> 63);
            seams.extend(places(joined).map(|at| (base + at) as u32));
            let marks = firsts & (seconds >> 1 | seconds_ahead << 63);
            let letters = wide & !(marks | marks << 1 | marks << 2 | marks_before);
            marks_before = marks >> 62 | marks >> 63;
            let behind_words = words << 1 | word_before;
            let runs_in = splitter.edges.len() % 2;
            word_before = words >> 63;
            let before = splitter.edges.len() / 2 + runs_in;
            let starts = words & !(words << 1 | runs_in as u64);
            // Texts with spaced punctuation are full of dots that no word stands before.
            let mut free_dots = places(dots & !behind_words);
            let plain = signs | letters == 0 && splitter.next <= base;
            let begun = if plain && !free_dots.any(|at| opens_dot_net(splitter.text.as_bytes(), base + at)) {
                splitter.plain_block(base, words ^ (words << 1 | runs_in as u64));
                starts
            } else {
                splitter.odd_block(base, words, words & !behind_words | signs | dots | letters)
            };
            stretches.add(before, begun);
        }
        if splitter.edges.len() % 2 == 1 {
            splitter.edges.push(splitter.text.len() as u32);
        }
        let Splitter { edges, odd, .. } = splitter;
        Split { edges, odd, places: stretches, seams }
    }
}

/// What has been split, up to a block.
struct Splitter<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    /// Where words begin and end, by turns.
    edges: Vec<u32>,
    /// Words that are looked up already, as they are spelt otherwise than they stand there: which they are, and their numbers.
    odd: Vec<(usize, u32)>,
    /// What starts before it is part of an odd word that is read already.
    next: usize,
}

impl Splitter<'_> {
    /// Splits a block in which words are nothing but letters and digits of ASCII, by where they begin and end.
    #[inline(always)]
    fn plain_block(&mut self, base: usize, mut edges: u64) {
        let all = self.edges.len() + edges.count_ones() as usize;
        // Eight at a time, the last ones too many: a loop whose end is foreseen more often.
        while edges != 0 {
            let mut some = [0; 8];
            for edge in &mut some {
                *edge = base as u32 + edges.trailing_zeros();
                edges &= edges.wrapping_sub(1);
            }
            self.edges.extend_from_slice(&some);
        }
        self.edges.truncate(all);
    }

    /// Splits a block with other signs in it, of which each of `candidates` may begin a word; returns those that do.
    fn odd_block(&mut self, base: usize, words: u64, candidates: u64) -> u64 {
        let mut begun = 0;
        let candidates = places(candidates).map(|at| base + at);
        // A word may run into the block.
        let open = if self.edges.len() % 2 == 1 { self.edges.pop() } else { None };
        for start in open.map(|open| open as usize).into_iter().chain(candidates) {
            if start < self.next {
                continue;
            }
            let bit = start.saturating_sub(base);
            let end = bit + (!words >> bit).trailing_zeros() as usize;
            let before = self.edges.len();
            if start == base + end {
                self.next = self.sign(start);
            } else if end >= BLOCK {
                self.edges.push(start as u32);
            } else if self.text.as_bytes().get(base + end).is_some_and(|b| matches!(b, b'+' | b'#' | 0x80..)) {
                self.next = self.odd_word(start, base + end);
            } else {
                self.push(start, base + end);
            }
            begun |= u64::from(start >= base && self.edges.len() > before) << bit;
        }
        begun
    }

    #[inline(always)]
    fn push(&mut self, start: usize, end: usize) {
        self.edges.extend_from_slice(&[start as u32, end as u32]);
    }

    /// Adds a word as it is looked up; returns its end.
    fn push_known(&mut self, start: usize, end: usize, spelt: &str) -> usize {
        self.odd.push((self.edges.len() / 2, self.vocabulary.word(spelt)));
        self.push(start, end);
        end
    }

    /// Reads what begins at `at` with no letter or digit of ASCII; returns where the next word may begin.
    fn sign(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        match bytes[at] {
            b'.' if opens_dot_net(bytes, at) => {
                self.push_known(at, at + 4 + usize::from(bytes[at + 1] == b' '), ".net")
            }
            b'#' => self.spaced_sharp(at),
            b'&' => self.push_known(at, at + 1, "&"),
            0x80.. => self.wide_word(at, at),
            _ => at + 1,
        }
    }

    /// "C #", as texts with spaced punctuation have it.
    fn spaced_sharp(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if let [.., start, end] = self.edges.as_mut_slice()
            && *end as usize + 1 == at
            && bytes[at - 1] == b' '
            && *end - *start == 1
            && bytes[at - 2].is_ascii_alphabetic()
            && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
        {
            *end = at as u32 + 1;
            let word = self.vocabulary.word(&format!("{}#", &self.text[at - 2..at - 1]));
            self.odd.push((self.edges.len() / 2 - 1, word));
        }
        at + 1
    }

    /// Reads the word whose ASCII letters and digits are `start..end` and behind which stands a sign that may belong to it;
    /// returns where the next word may begin.
    fn odd_word(&mut self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes[end] >= 0x80 && continues_word(self.text, end) {
            return self.wide_word(start, end);
        }
        // "C#", "C++", "F#"; but "Java+Spring" are two words, and "5+" is a number.
        let run = suffixes(&bytes[end..]);
        let letters = bytes[start..end].iter().any(u8::is_ascii_alphabetic);
        let joined = bytes.get(end + run).is_some_and(u8::is_ascii_alphanumeric);
        // "CSS3+" is CSS3 and what is newer.
        let newer = bytes[end] == b'+' && bytes[end - 1].is_ascii_digit();
        // "C#Location": a line break was lost behind it.
        let glued = joined && bytes[end] == b'#' && end - start == 1 && bytes[end + 1].is_ascii_uppercase();
        let whole = letters && (run == 2 || run == 1 && (!joined || glued) && !newer);
        let end = if whole { end + run } else { end };
        self.push(start, end);
        end
    }

    /// Reads a word with letters beyond ASCII. `at` is where the first of them, or of another sign, stands.
    #[cold]
    fn wide_word(&mut self, start: usize, at: usize) -> usize {
        let text = self.text;
        let of_names = start < at || text[at..].chars().next().is_some_and(spells_names);
        let mut end = at;
        for c in text[at..].chars() {
            if !(is_mark(c) || c.is_alphanumeric() && spells_names(c) == of_names) {
                break;
            }
            end += c.len_utf8();
        }
        if end == start {
            // A sign: the next word begins behind it.
            return at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        let end = end + suffixes(&text.as_bytes()[end..]).min(2);
        self.push_known(start, end, &text[start..end])
    }
}

/// How many signs that can end a name ("C++") stand at the start of `bytes`.
fn suffixes(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b'+' | b'#')).count()
}

fn continues_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() && spells_names(c) || is_mark(c))
}

/// Whether words that names are spelt with may go on with `c`: Latin, Greek or Cyrillic (which has letters that look Latin).
///
/// Chinese and Japanese have no spaces, Korean, Arabic and Hebrew glue their particles on a foreign name ("Java开发",
/// "Java와"), so that a name ends where such a script begins.
fn spells_names(c: char) -> bool {
    matches!(c, '\0'..='\u{52F}' | '\u{1D00}'..='\u{1FFF}' | '\u{2100}'..='\u{218F}' | '\u{2C60}'..='\u{2C7F}' | '\u{A640}'..='\u{A7FF}' | '\u{FB00}'..='\u{FB06}' | '\u{FF00}'..='\u{FF5E}')
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
        || rest.len() >= 4 && matches!(&rest[..4], b" NET" | b" Net") && ends(4)
        // Texts with spaced punctuation have a space on both sides: "python . net".
        || rest.len() >= 4 && at > 0 && bytes[at - 1] == b' ' && &rest[..4] == b" net" && ends(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.seal(0);
        tokenize(text, &vocabulary, |_, _| 0, Tokens::default())
            .words
            .iter()
            .map(|t| &text[t.start as usize..t.end as usize])
            .collect()
    }

    #[test]
    fn boundaries() {
        for (text, expected) in [
            ("C++ and C#/F#.", vec!["C++", "and", "C#", "F#"]),
            ("C++17, Java+Spring", vec!["C++", "17", "Java", "Spring"]),
            ("5+ years", vec!["5", "years"]),
            ("C#Location: C#7", vec!["C#", "Location", "C", "7"]),
            ("CSS3+ and Disney+", vec!["CSS3", "and", "Disney+"]),
            (".NET, ASP.NET and . NET", vec![".NET", "ASP", "NET", "and", ". NET"]),
            ("site.network", vec!["site", "network"]),
            ("C # and R&D", vec!["C #", "and", "R", "&", "D"]),
            ("naïve café—Go", vec!["naïve", "café", "Go"]),
            ("• Go…", vec!["Go"]),
            ("С#", vec!["С#"]),
            ("使用Java开发C++、Go", vec!["使用", "Java", "开发", "C++", "Go"]),
            ("Java와 Pythonの", vec!["Java", "와", "Python", "の"]),
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
        vocabulary.seal(0);
        let text = "C# С# KUBERNETES Internationalisation internationalisatioN Gop go";
        let got: Vec<u32> =
            tokenize(text, &vocabulary, |_, _| 0, Tokens::default()).words.iter().map(|t| t.word).collect();
        assert_eq!(got, [known[0], known[0], known[1], known[2], known[2], UNKNOWN, known[3]]);
    }
}
