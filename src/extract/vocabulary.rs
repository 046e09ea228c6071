//! The words that phrases are made of, by number, and how a word of a text is looked up among them.

use std::hint::select_unpredictable;

use rustc_hash::FxHashMap;

/// The number of every word that no phrase has.
pub(crate) const UNKNOWN: u32 = 0;

/// How many bits of a word as it is looked up are its number; those above it are its [marks](Vocabulary::mark).
pub(super) const NUMBER_BITS: u32 = 28;

/// The number of a word as it is looked up.
#[inline(always)]
pub(super) fn number(marked: u32) -> u32 {
    marked & ((1 << NUMBER_BITS) - 1)
}

/// Longest word that a phrase may have, in bytes; longer ones are [`UNKNOWN`].
const WORD_MAX: usize = 32;

/// A word's letters in lower case, packed: eight bytes a number, the first byte lowest. No byte of a word is 0, so that
/// equal keys are equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Key([u64; WORD_MAX / 8]);

/// Of the first hashes that are tried.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Sets the case bit of eight letters; digits, '+', '#' and '.' have it already.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// What is kept of two numbers that hold so many bytes of a word.
const KEPT: [[u64; 2]; 17] = {
    let mut kept = [[u64::MAX, 0]; 17];
    let mut n = 0;
    while n < 8 {
        kept[n] = [(1 << (8 * n)) - 1, 0];
        kept[n + 8] = [u64::MAX, (1 << (8 * n)) - 1];
        n += 1;
    }
    kept[16] = [u64::MAX; 2];
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
            *packed = (u64::from_le_bytes(bytes) | LOWER) & KEPT[part.len()][0];
        }
        Some(key)
    }

    fn of(word: &str) -> Option<Self> {
        if word.is_ascii() {
            return Self::of_ascii(word.as_bytes());
        }
        Self::of_ascii(lower_lookalikes(word).as_bytes())
    }

    /// A hash whose every bit depends on all bytes: the halves of a wide product, one upon the other. Names that differ in
    /// their last byte alone ("angular2") would fall together in a plain one.
    #[inline]
    fn hash(&self, seed: u64) -> u64 {
        let [a, b, c, d] = self.0;
        hash(a, b ^ c.wrapping_mul(0xA076_1D64_78BD_642F) ^ d.rotate_left(32), seed)
    }
}

#[inline(always)]
fn hash(a: u64, b: u64, seed: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b ^ seed);
    wide as u64 ^ (wide >> 64) as u64
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

/// The words of all phrases, numbered from 1 in the order in which they came, in groups by their hash: so many that each has few
/// words, and that how they are moved stays in near memory.
#[derive(Debug)]
pub(crate) struct Vocabulary<const GROUPS: usize = { 1 << 13 }> {
    words: FxHashMap<Key, u32>,
    keys: Vec<Key>,
    /// What hashes are sown with.
    seed: u64,
    /// How far the words of a group, by their hash, are moved so that each gets a slot of its own.
    moves: Box<[u16; GROUPS]>,
    slots: Vec<Slot>,
}

/// What a word of at most 16 letters is looked up by: its key, and the slot where it lies if it is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    pub start: u64,
    pub next: u64,
    pub slot: u32,
}

/// A word's number and marks, with enough of its key to tell nearly all words; zeros where there is none.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    start: u64,
    next: u32,
    word: u32,
}

impl<const GROUPS: usize> Default for Vocabulary<GROUPS> {
    fn default() -> Self {
        let (words, keys, slots) = (FxHashMap::default(), vec![], vec![Slot::default()]);
        Self { words, keys, seed: SEED, moves: Box::new([0; GROUPS]), slots }
    }
}

impl<const GROUPS: usize> Vocabulary<GROUPS> {
    /// The number of `word`, new or known; none if it is too long.
    pub(crate) fn intern(&mut self, word: &str) -> Option<u32> {
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

    /// Makes the words findable. Call once, after the last [`Self::intern`]. The slots of the words up to number `common`
    /// lie together, if they can: they are most words of every text, and stay in the processor's nearest memory.
    ///
    /// Every word gets a slot that no other has, so that a look-up is one comparison. About half the words of a text are
    /// known, and the branches of a probing table, which nothing predicts, took more time than all else in splitting.
    pub(crate) fn seal(&mut self, common: usize) {
        // Two to four of five slots are taken.
        self.slots = vec![Slot::default(); (self.keys.len() * 5 / 4).next_power_of_two()];
        while !self.place_all(common) {
            self.seed = self.seed.wrapping_add(0x2545_F491_4F6C_DD1D);
        }
    }

    /// Sets marks of a word, the four bits above its number, for whoever looks it up. Call after [`Self::seal`].
    pub(super) fn mark(&mut self, word: u32, marks: u32) {
        let at = self.place(self.keys[word as usize - 1].hash(self.seed));
        self.slots[at].word |= marks << NUMBER_BITS;
    }

    /// Whether every word found a slot with this seed; the fullest groups choose first.
    fn place_all(&mut self, common: usize) -> bool {
        self.slots.fill(Slot::default());
        let mut groups = vec![Vec::new(); GROUPS];
        for (key, word) in self.keys.iter().zip(1..) {
            let hash = key.hash(self.seed);
            groups[hash as usize % GROUPS].push((hash, word));
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|g| std::cmp::Reverse(groups[*g].len()));
        let mut taken = Vec::new();
        // Every slot before this one is taken.
        let mut full = 0;
        for g in order {
            full += self.slots[full..].iter().take_while(|slot| slot.word != UNKNOWN).count();
            let mut fits = |shift: &u16, near: usize| {
                taken.clear();
                groups[g].iter().all(|(hash, word)| {
                    let at = slot_of(*hash, *shift, self.slots.len());
                    let free = self.slots[at].word == UNKNOWN && !taken.contains(&at);
                    taken.push(at);
                    free && (*word as usize > common || at < near)
                })
            };
            // Shifts that bring the group's first common word to where such words lie.
            let first = groups[g].iter().find(|(_, word)| *word as usize <= common);
            let place = common * 3 / 2;
            let near = first.and_then(|(hash, _)| {
                let shifts = (full..place).map(|at| (*hash >> 32) as u16 ^ at as u16);
                let is_free = |shift: &u16| self.slots[slot_of(*hash, *shift, self.slots.len())].word == UNKNOWN;
                shifts.filter(is_free).find(|shift| fits(shift, place))
            });
            let Some(shift) = near.or_else(|| (0..=u16::MAX).find(|shift| fits(shift, usize::MAX))) else {
                return false;
            };
            self.moves[g] = shift;
            for ((_, word), at) in groups[g].iter().zip(&taken) {
                let key = self.keys[*word as usize - 1];
                self.slots[*at] = Slot { start: key.0[0], next: key.0[1] as u32, word: *word };
            }
        }
        true
    }

    /// What the ASCII word `text[start..end]` is looked up by; none if it is too long for that, or the text ends soon behind it.
    /// Nearly all words have at most 16 letters: two loads make their key, without a loop over bytes.
    #[inline(always)]
    pub(super) fn seek(&self, text: &[u8], start: usize, end: usize) -> Option<Sought> {
        let near = text.get(start..start + 16)?.first_chunk::<16>()?;
        Some(self.sought(near, KEPT.get(end - start)?))
    }

    /// The number, with its marks, of an ASCII word that cannot be [sought](Self::seek).
    #[cold]
    pub(super) fn at_end(&self, word: &str) -> u32 {
        let Some(kept) = KEPT.get(word.len()) else { return self.word(word) };
        let mut near = [0; 16];
        near[..word.len()].copy_from_slice(word.as_bytes());
        self.find(self.sought(&near, kept))
    }

    /// What the word is looked up by of which these 16 bytes hold as much as is `kept`.
    #[inline(always)]
    fn sought(&self, bytes: &[u8; 16], [low, high]: &[u64; 2]) -> Sought {
        let both = u128::from_le_bytes(*bytes);
        let (start, next) = ((both as u64 | LOWER) & low, ((both >> 64) as u64 | LOWER) & high);
        Sought { start, next, slot: self.place(hash(start, next, self.seed)) as u32 }
    }

    /// The number, with its marks, of the word that is looked up.
    #[inline(always)]
    pub(super) fn find(&self, Sought { start, next, slot }: Sought) -> u32 {
        let slot = self.slots[slot as usize];
        let same = (slot.start == start) & (slot.next == next as u32);
        // Nothing predicts whether a word is known: a branch here took half of the time of splitting.
        let word = select_unpredictable(same, slot.word, UNKNOWN);
        // Twelve bytes and more: the slot does not hold them all.
        if (next >> 24 != 0) & (word != UNKNOWN) && self.keys[number(word) as usize - 1].0 != [start, next, 0, 0] {
            return UNKNOWN;
        }
        word
    }

    /// The number, with its marks, of the ASCII word `text[start..end]`.
    #[inline(always)]
    pub(crate) fn at(&self, text: &str, start: usize, end: usize) -> u32 {
        match self.seek(text.as_bytes(), start, end) {
            Some(sought) => self.find(sought),
            None => self.at_end(&text[start..end]),
        }
    }

    /// The slot of the word with this hash.
    #[inline(always)]
    fn place(&self, hash: u64) -> usize {
        slot_of(hash, self.moves[hash as usize % GROUPS], self.slots.len())
    }

    /// The number, with its marks, of a word that stands in a text.
    #[cold]
    pub(super) fn word(&self, word: &str) -> u32 {
        let known = |key: Key| match self.slots[self.place(key.hash(self.seed))].word {
            UNKNOWN => UNKNOWN,
            word if self.keys[number(word) as usize - 1] == key => word,
            _ => UNKNOWN,
        };
        Key::of(word).map_or(UNKNOWN, known)
    }
}

/// The slot, of `size`, of a word in a group that is moved by `shift`.
#[inline(always)]
fn slot_of(hash: u64, shift: u16, size: usize) -> usize {
    ((hash >> 32) as usize ^ usize::from(shift)) & (size - 1)
}
