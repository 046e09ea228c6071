//! The reviewed lists, by word: what a word is, which cues it gives, which phrases it begins.
//!
//! Every word of every statement is looked up here, and what that takes is memory that lies far: words are told by a perfect
//! hash, and what is said of them is kept once for all words of which the same is said.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::class::Class;
use super::cues::{Phrase, each_phrase};
use super::metrics::{is_change, number_words, opening_words, unit_words};
use super::opener::{self, Phrase as Opening, first_words, single_verbs};
use crate::extract::{UNKNOWN, Vocabulary};

/// What the lists say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    pub classes: Class,
    /// The cues that the word gives alone, a bit each.
    pub cues: u64,
}

/// The phrases that begin with two words.
#[derive(Debug, Default)]
struct Pair {
    /// The cues that the two give alone, a bit each.
    cues: u64,
    /// The longer ones, as places in [`Lists::longer`].
    longer: (u32, u32),
}

/// A phrase whose second word is the beginning of one.
struct Open {
    begins: Beginning,
    stem: &'static str,
    phrase: Phrase,
}

/// Up to four bytes that a word begins with: they lie where the list does, and tell most words without a look at the stem.
struct Beginning {
    bytes: u32,
    mask: u32,
}

impl Beginning {
    fn of(stem: &str) -> Self {
        let mask = if stem.len() < 4 { (1 << (8 * stem.len())) - 1 } else { u32::MAX };
        Self { bytes: four(stem), mask }
    }

    #[inline]
    fn is_of(&self, four: u32) -> bool {
        four & self.mask == self.bytes
    }
}

/// All words of the lists.
pub(super) struct Lists {
    vocabulary: Vocabulary<GROUPS>,
    /// What is said of each word by its number, as a place in `entries`; unknown ones come first.
    said: Vec<u16>,
    entries: Vec<Entry>,
    /// Phrases by the numbers of their first two words. Some words ("to", "which") begin a hundred.
    pairs: FxHashMap<u64, Pair>,
    /// Which pairs there may be.
    pair_bits: Bits<1024>,
    longer: Vec<Phrase>,
    /// Phrases by their first word, whose second is the beginning of one.
    open: FxHashMap<u32, Vec<Open>>,
    /// The phrases that a word opens a statement with, the longest first.
    openings: Vec<&'static [Opening]>,
    /// By the number of a word, its place there.
    opens: Vec<u16>,
    /// Beginnings of words and their cues, by their first four bytes.
    stems: FxHashMap<u32, Vec<(&'static str, u64)>>,
    /// Which of these bytes there may be.
    stem_bits: Bits<64>,
}

/// Some numbers, a bit each by a hash: tells from memory that is near that most others are none of them. A twentieth of the bits
/// is set.
struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Bits<N> {
    fn of(numbers: impl Iterator<Item = u64>) -> Self {
        let mut bits = [0; N];
        numbers.map(Self::bit).for_each(|bit| bits[bit / 64] |= 1 << (bit % 64));
        Self(bits)
    }

    /// No for most numbers that are none of them.
    #[inline]
    fn may_have(&self, number: u64) -> bool {
        let bit = Self::bit(number);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    #[inline]
    fn bit(number: u64) -> usize {
        (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % (N * 64)
    }
}

/// The lists of the program.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::new);

/// The lists in the making.
#[derive(Default)]
struct Making {
    vocabulary: Vocabulary<GROUPS>,
    /// By the numbers of the words.
    entries: Vec<Entry>,
    stems: FxHashMap<u32, Vec<(&'static str, u64)>>,
}

impl Making {
    /// The number of a word, which is in small letters; a new one has the cues of its beginning.
    fn id(&mut self, word: &str) -> u32 {
        // Only one that is too long has no number, and a test sees that none is.
        let id = self.vocabulary.intern(word).unwrap_or(UNKNOWN);
        if id as usize == self.entries.len() {
            let change = if is_change(word) { Class::CHANGE } else { Class::NONE };
            self.entries.push(Entry { classes: Class::KNOWN | change, cues: stems_of(&self.stems, word) });
        }
        id
    }

    fn of(&mut self, id: u32) -> &mut Entry {
        &mut self.entries[id as usize]
    }

    fn add(&mut self, word: &str, class: Class) {
        let id = self.id(word);
        self.of(id).classes |= class;
    }
}

impl Lists {
    fn new() -> Self {
        let mut making = Making { entries: vec![Entry { classes: Class::NONE, cues: 0 }], ..Making::default() };
        each_phrase(|cue, phrase| {
            if let Some(stem) = phrase.strip_suffix('*').filter(|stem| !stem.contains(' ')) {
                making.stems.entry(first_four(stem)).or_default().push((stem, cue.bit()));
            }
        });
        let listed = || {
            let lines = include_str!("words.csv").lines().skip(1).filter_map(|line| line.split_once(','));
            lines.filter_map(|(class, word)| Some((Class::of(class)?, word)))
        };
        listed().filter(|(class, _)| !class.has(OF_TRADES)).for_each(|(class, word)| making.add(word, class));
        number_words().for_each(|word| making.add(word, Class::NUMBER));
        opening_words().for_each(|word| making.add(word, Class::OPENS_METRIC));
        unit_words().for_each(|word| making.add(word, Class::UNIT));
        // These are most words of every statement.
        let common = making.entries.len() - 1;
        listed().filter(|(class, _)| class.has(OF_TRADES)).for_each(|(class, word)| making.add(word, class));
        single_verbs().for_each(|verb| making.add(verb, Class::VERB));
        let firsts: Vec<(u32, &str)> = first_words().map(|first| (making.id(first), first)).collect();
        let mut pairs: FxHashMap<u64, Vec<Phrase>> = FxHashMap::default();
        let mut open: FxHashMap<u32, Vec<Open>> = FxHashMap::default();
        each_phrase(|cue, phrase| match phrase.split_once(' ') {
            Some((first, rest)) => {
                let first = making.id(first);
                let mut rest = rest.split(' ');
                let second = rest.next().unwrap_or_default();
                let phrase = Phrase::new(rest.collect(), cue);
                if let Some(stem) = second.strip_suffix('*') {
                    making.of(first).classes |= Class::BEGINS_OPEN;
                    open.entry(first).or_default().push(Open { begins: Beginning::of(stem), stem, phrase });
                    return;
                }
                let second = making.id(second);
                pairs.entry(both(first, second)).or_default().push(phrase);
            }
            None if phrase.ends_with('*') => {}
            None => {
                let id = making.id(phrase);
                making.of(id).cues |= cue.bit();
            }
        });
        let mut longer = Vec::new();
        let pair = |(words, phrases): (u64, Vec<Phrase>)| {
            let (short, long): (Vec<Phrase>, Vec<Phrase>) = phrases.into_iter().partition(|p| p.rest.is_empty());
            let from = longer.len() as u32;
            longer.extend(long);
            let cues = short.iter().fold(0, |cues, p| cues | p.cue.bit());
            (words, Pair { cues, longer: (from, longer.len() as u32) })
        };
        let pairs: FxHashMap<u64, Pair> = pairs.into_iter().map(pair).collect();
        let pair_bits = Bits::of(pairs.keys().copied());
        let Making { mut vocabulary, entries: all, stems } = making;
        vocabulary.seal(common);
        let (mut entries, mut places) = (Vec::new(), FxHashMap::default());
        let place = |entry: &Entry| {
            *places.entry(*entry).or_insert_with(|| {
                entries.push(*entry);
                entries.len() as u16 - 1
            })
        };
        let said = all.iter().map(place).collect();
        let (mut openings, mut opens): (Vec<&[Opening]>, _) = (vec![&[]], vec![0; all.len()]);
        for (id, first) in firsts {
            opens[id as usize] = openings.len() as u16;
            openings.push(opener::openings(first));
        }
        Self {
            vocabulary,
            said,
            entries,
            pairs,
            pair_bits,
            longer,
            open,
            openings,
            opens,
            stem_bits: Bits::of(stems.keys().map(|first| u64::from(*first))),
            stems,
        }
    }

    /// The number of the word that stands in `lower` from `start` to `end`.
    #[inline]
    pub(super) fn id(&self, lower: &str, start: usize, end: usize) -> u32 {
        self.vocabulary.at(lower, start, end)
    }

    /// What is said of the word of a number.
    #[inline]
    pub(super) fn entry(&self, id: u32) -> Entry {
        self.entries[usize::from(self.said[id as usize])]
    }

    /// The cues that the word that begins at `start` gives by how it begins, where the lists do not know it. That is asked at once
    /// with its first bytes: nothing predicts either of both, but hardly ever are both so.
    #[inline]
    pub(super) fn stems_of(&self, lower: &str, start: usize, word: &str, known: bool) -> u64 {
        let four =
            lower.as_bytes().get(start..).and_then(<[u8]>::first_chunk).map_or(0, |four| u32::from_le_bytes(*four));
        if !known & self.stem_bits.may_have(four.into()) { stems_of(&self.stems, word) } else { 0 }
    }

    /// The phrases that a word opens a statement with, the longest first.
    pub(super) fn openings(&self, id: u32) -> &'static [Opening] {
        self.openings[usize::from(self.opens[id as usize])]
    }

    /// The phrases that begin with two words: the cues that these give alone, a bit each, and the longer ones.
    #[inline]
    pub(super) fn pair(&self, first: u32, second: u32) -> (u64, &[Phrase]) {
        let pair = self.may_have_pair(first, second).then(|| self.pairs.get(&both(first, second))).flatten();
        let Some(Pair { cues, longer: (from, to) }) = pair else { return (0, &[]) };
        (*cues, &self.longer[*from as usize..*to as usize])
    }

    /// Whether phrases may begin with two words: yes for all with which some do, and for few others.
    #[inline]
    pub(super) fn may_have_pair(&self, first: u32, second: u32) -> bool {
        self.pair_bits.may_have(both(first, second))
    }

    /// The phrases that begin with a word and go on with the beginning of `second`.
    pub(super) fn open(&self, first: u32, second: &str) -> impl Iterator<Item = &Phrase> {
        let open = self.open.get(&first).into_iter().flatten();
        let four = four(second);
        open.filter(move |open| open.begins.is_of(four) && second.starts_with(open.stem)).map(|open| &open.phrase)
    }
}

/// What is said of words of trades: of each trade there are many, and few in a text.
const OF_TRADES: Class = Class::SUBJECT.with(Class::COMMON_SUBJECT).with(Class::PLACE);

/// Groups of words: some ten thousand words are in them.
const GROUPS: usize = 1 << 12;

/// The numbers of two words as one.
fn both(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The cues that a word gives by how it begins.
fn stems_of(stems: &FxHashMap<u32, Vec<(&'static str, u64)>>, word: &str) -> u64 {
    let stems = stems.get(&first_four(word)).map_or(&[][..], |stems| stems);
    stems.iter().filter(|(stem, _)| word.starts_with(stem)).fold(0, |cues, (_, more)| cues | more)
}

/// The first four bytes of a word as a number, of a shorter one zeros behind.
fn four(word: &str) -> u32 {
    match word.as_bytes().first_chunk() {
        Some(four) => u32::from_le_bytes(*four),
        None => word.bytes().rev().fold(0, |four, byte| four << 8 | u32::from(byte)),
    }
}

/// The first four bytes of a word as a number; no beginning of the lists is shorter.
fn first_four(word: &str) -> u32 {
    word.as_bytes().first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_class_and_a_number() {
        let unlike = include_str!("words.csv").lines().skip(1).filter_map(|line| line.split_once(','));
        let unknown: Vec<&str> = unlike.map(|(class, _)| class).filter(|class| Class::of(class).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
        // A word that is too long for a number would stand for all that are unknown.
        assert_eq!(LISTS.entry(UNKNOWN), Entry { classes: Class::NONE, cues: 0 });
    }
}
