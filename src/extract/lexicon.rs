//! All phrases that mean something, in one trie over words: names of skills and the cues of the trade.

use std::hint::select_unpredictable;

use super::token::{SOME, Token, Tokens, tokenize};
use super::vocabulary::{NUMBER_BITS, UNKNOWN, Vocabulary, number};
use crate::text::mask::places;

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// What it stands for: the number given to [`LexiconBuilder::add_name`] or [`LexiconBuilder::add_cue`].
    pub entry: u32,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}

/// A trie of words.
#[derive(Debug)]
pub(super) struct Lexicon {
    vocabulary: Vocabulary,
    /// Where any phrase may begin.
    openings: Openings<ALL>,
    /// Where a name may, for whoever asks for names alone: a text has five times as many cues.
    name_openings: Openings<NAMES>,
    /// The nodes of first words, by their numbers.
    first: Vec<Node>,
    /// The nodes of later words, those of one parent in a table of their own: cues, of which every text is full, are few
    /// and lie close together (one table for all was a load from far memory a step).
    later: Vec<Node>,
    /// Entries of cues, each node's in a row.
    cues: Vec<u32>,
}

/// So many that few bits are set for the built-in taxonomy, and that they stay in near memory.
const PAIRS: usize = 1 << 13;

/// A bit for the hash of each two words that a longer phrase begins with: with a word's own [marks](Openings::WHOLE), which are
/// `MARKS_AT` bits above its number, it tells where phrases may begin, and nearly every place of a text is passed over by this
/// alone.
#[derive(Debug)]
struct Openings<const MARKS_AT: u32>(Box<[u32; PAIRS]>);

/// Where the marks of all phrases are, and those of names.
const ALL: u32 = 0;
const NAMES: u32 = 2;

/// A place in the trie: half a cache line, with all that a step needs. A free one has no word.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Node {
    /// A bit for each child's word, by its lowest six bits: most next words are told from all children by it.
    children: u64,
    /// The word that leads here.
    word: u32,
    /// Where the table of its children begins, and its size less one, which is all ones.
    table: u32,
    mask: u32,
    /// The name that ends here, its entry + 1.
    name: u32,
    first_cue: u32,
    n_cues: u32,
}

/// A phrase of a lexicon in the making, in the order of the trie.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    /// By number; never empty.
    words: Vec<u32>,
    is_cue: bool,
    entry: u32,
}

/// A lexicon in the making.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    vocabulary: Vocabulary,
    /// Words up to this number stand in every text.
    common: usize,
    phrases: Vec<Phrase>,
}

impl LexiconBuilder {
    /// Adds a name. The words of a name that is found are used up by it. A phrase without a word, or with one that is too
    /// long, is left out.
    pub(super) fn add_name(&mut self, phrase: &str, entry: u32) {
        self.add(phrase, false, entry);
    }

    /// Adds a cue. Cues may share their words ("nice to have" and "to have"). Those that are added before all names are
    /// found faster.
    pub(super) fn add_cue(&mut self, phrase: &str, entry: u32) {
        self.add(phrase, true, entry);
        self.common = self.vocabulary.len();
    }

    fn add(&mut self, phrase: &str, is_cue: bool, entry: u32) {
        let words = tokenize(phrase, &Vocabulary::default(), |_, _| 0, Tokens::default()).words;
        let spelt = |t: &Token| spelt(&phrase[t.start as usize..t.end as usize]);
        let ids: Option<Vec<u32>> = words.iter().map(|t| self.vocabulary.intern(&spelt(t))).collect();
        if let Some(words) = ids.filter(|ids| !ids.is_empty()) {
            self.phrases.push(Phrase { words, is_cue, entry });
        }
    }

    /// Gives `word` a number, in the order of the calls, without a phrase; none if it is too long.
    pub(super) fn know(&mut self, word: &str) -> Option<u32> {
        self.vocabulary.intern(word)
    }

    /// How many words it has: the largest number of one.
    pub(super) fn n_words(&self) -> usize {
        self.vocabulary.len()
    }

    /// The finished lexicon.
    pub(super) fn build(self) -> Lexicon {
        let mut vocabulary = self.vocabulary;
        vocabulary.seal(self.common);
        let mut phrases = self.phrases;
        phrases.sort_unstable();
        phrases.dedup();
        let n_words = vocabulary.len() + 1;
        let names = || phrases.iter().filter(|p| !p.is_cue);
        let mut marks = vec![0; n_words];
        Openings::<ALL>::mark(&mut marks, phrases.iter());
        Openings::<NAMES>::mark(&mut marks, names());
        (1..).zip(&marks[1..]).for_each(|(word, marks)| vocabulary.mark(word, *marks));
        let mut out = Lexicon {
            openings: Openings::of(phrases.iter(), &marks),
            name_openings: Openings::of(names(), &marks),
            first: vec![Node::default(); n_words],
            vocabulary,
            later: vec![],
            cues: vec![],
        };
        for begun in phrases.chunk_by(|a, b| a.words[0] == b.words[0]) {
            out.first[begun[0].words[0] as usize] = out.node(begun, 1);
        }
        out
    }
}

impl<const MARKS_AT: u32> Openings<MARKS_AT> {
    /// The mark of a word that is a phrase by itself.
    const WHOLE: u32 = 1 << MARKS_AT;
    /// The mark of a word that longer phrases begin with.
    const LEADS: u32 = 2 << MARKS_AT;

    /// Adds to the `marks` of words those of the first words of `phrases`.
    fn mark<'a>(marks: &mut [u32], phrases: impl Iterator<Item = &'a Phrase>) {
        for phrase in phrases {
            marks[phrase.words[0] as usize] |= if phrase.words.len() == 1 { Self::WHOLE } else { Self::LEADS };
        }
    }

    /// The openings of `phrases`; `marks` are those of all words.
    fn of<'a>(phrases: impl Iterator<Item = &'a Phrase>, marks: &[u32]) -> Self {
        let marked = |word: u32| word | marks[word as usize] << NUMBER_BITS;
        let mut pairs = Box::new([0; PAIRS]);
        for phrase in phrases {
            if let [first, second, ..] = phrase.words[..] {
                let (at, bit) = place(marked(first), marked(second));
                pairs[at] |= 1 << bit;
            }
        }
        Self(pairs)
    }

    /// 1 if a phrase may begin with the word `first` before `second`, else 0; both with their marks.
    #[inline(always)]
    fn at(&self, first: u32, second: u32) -> u8 {
        let (at, bit) = place(first, second);
        let marks = first >> (NUMBER_BITS + MARKS_AT);
        ((marks | marks >> 1 & self.0[at] >> bit) & 1) as u8
    }
}

/// Which of [`PAIRS`] numbers, and which of its bits, is that of two words. In 32 bits: of many pairs at a time.
#[inline(always)]
fn place(first: u32, second: u32) -> (usize, u32) {
    let hash = first.wrapping_mul(0x9E37_79B1).wrapping_add(second.wrapping_mul(0x85EB_CA77));
    // The uppermost bits, which all others bear on.
    let at = u32::BITS - PAIRS.ilog2();
    ((hash >> at) as usize, hash >> (at - 5) & 31)
}

impl Lexicon {
    /// The node of the first `depth` words of `phrases`, which are the same in all of them.
    fn node(&mut self, phrases: &[Phrase], depth: usize) -> Node {
        // Sorted: what ends here comes first.
        let (ends, more) = phrases.split_at(phrases.partition_point(|p| p.words.len() == depth));
        let mut node = Node { word: phrases[0].words[depth - 1], first_cue: self.cues.len() as u32, ..Node::default() };
        self.cues.extend(ends.iter().filter(|p| p.is_cue).map(|p| p.entry));
        node.n_cues = self.cues.len() as u32 - node.first_cue;
        // A name means one skill: of two that spell it alike, the first owns it. Lint reports the other.
        node.name = ends.iter().find(|p| !p.is_cue).map_or(0, |p| p.entry + 1);
        let children = || more.chunk_by(|a, b| a.words[depth] == b.words[depth]);
        // A third of a table is free at least, so that what is not there is not looked for long.
        let n = children().count();
        let size = (n + n / 2).next_power_of_two();
        (node.table, node.mask) = (self.later.len() as u32, size as u32 - 1);
        self.later.resize(self.later.len() + size, Node::default());
        for begun in children() {
            let child = self.node(begun, depth + 1);
            node.children |= 1 << (child.word % 64);
            let free = (0..=node.mask).map(|n| node.place(child.word, n)).find(|at| self.later[*at].word == UNKNOWN);
            free.into_iter().for_each(|at| self.later[at] = child);
        }
        node
    }

    /// The child of `node` that `word` leads to.
    #[inline]
    fn child(&self, node: &Node, word: u32) -> Option<&Node> {
        for n in 0..=node.mask {
            let child = &self.later[node.place(word, n)];
            if child.word == UNKNOWN {
                return None;
            }
            if child.word == word {
                return Some(child);
            }
        }
        None
    }
}

impl Node {
    /// The `n`th place where the child that `word` leads to may lie.
    #[inline]
    fn place(&self, word: u32, n: u32) -> usize {
        // Neighbours in number are neighbours in the alphabet, and apart here.
        let spread = word.wrapping_mul(0x9E37_79B9) >> 16;
        (self.table + (spread.wrapping_add(n) & self.mask)) as usize
    }
}

/// A word as the vocabulary keeps it: ". NET" is ".net", "C #" is "c#".
fn spelt(word: &str) -> String {
    word.replace(' ', "")
}

impl Lexicon {
    /// The name that is these words of letters and digits, a space between each two.
    pub(super) fn name_of<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> Option<u32> {
        let number = |word: &str| Some(number(self.vocabulary.word(word))).filter(|word| *word != UNKNOWN);
        let mut node = &self.first[number(words.next()?)? as usize];
        for word in words {
            node = self.child(node, number(word)?)?;
        }
        node.name.checked_sub(1)
    }

    /// Splits `text` into words, with the places where they stand and where phrases may begin, in the memory of another text's.
    pub(super) fn tokens(&self, room: Tokens, text: &str) -> Tokens {
        // Nothing predicts where one may: this takes no branch.
        tokenize(text, &self.vocabulary, |first, second| self.openings.at(first, second), room)
    }

    /// The same, with the places where names may begin.
    pub(super) fn tokens_for_names(&self, room: Tokens, text: &str) -> Tokens {
        tokenize(text, &self.vocabulary, |first, second| self.name_openings.at(first, second), room)
    }

    /// Finds the longest phrases of a text, from left to right, names and cues apart: all of them, or of [names](Self::tokens_for_names)
    /// all and of cues only those that begin as names do.
    pub(super) fn find(&self, text: &str, tokens: &Tokens, mut name: impl FnMut(Hit), mut cue: impl FnMut(Hit)) {
        // What begins before it is part of a name.
        let mut free = 0;
        for (begin, first) in tokens.begin.iter().zip((0..).step_by(SOME)) {
            for at in places(*begin).map(|at| first + at - 1) {
                if at >= free {
                    free = self.find_at(text, &tokens.words, at, &mut name, &mut cue);
                }
            }
        }
    }

    /// Finds the phrases that begin at token `i`; returns where to go on.
    #[inline]
    fn find_at(
        &self,
        text: &str,
        tokens: &[Token],
        i: usize,
        name: &mut impl FnMut(Hit),
        cue: &mut impl FnMut(Hit),
    ) -> usize {
        let mut node = &self.first[tokens[i].word as usize];
        let mut last = i + 1;
        let (mut named, mut cued) = ((0, last), (node, last));
        loop {
            if node.name != 0 {
                named = (node.name, last);
            }
            // Half of all nodes: a branch would be missed as often.
            cued = select_unpredictable(node.n_cues != 0, (node, last), cued);
            let Some(next) = tokens.get(last) else { break };
            if node.children >> (next.word % 64) & 1 == 0 || !joins(text, &tokens[last - 1], next) {
                break;
            }
            let Some(child) = self.child(node, next.word) else { break };
            node = child;
            last += 1;
        }
        let (Node { first_cue, n_cues, .. }, end) = cued;
        for entry in &self.cues[*first_cue as usize..(first_cue + n_cues) as usize] {
            cue(Hit { entry: *entry, first: i as u32, last: end as u32 });
        }
        let (entry, end) = named;
        if entry == 0 {
            return i + 1;
        }
        name(Hit { entry: entry - 1, first: i as u32, last: end as u32 });
        end
    }
}

/// Whether two words can belong to one phrase by what is between them: "node.js", "ci/cd", "CI / CD", "back-end", "HAL+JSON".
#[inline]
fn joins(text: &str, a: &Token, b: &Token) -> bool {
    let bytes = text.as_bytes();
    b.start == a.end + 1 && bytes[a.end as usize] == b' ' || joins_oddly(&bytes[a.end as usize..b.start as usize])
}

fn joins_oddly(gap: &[u8]) -> bool {
    match gap {
        [] => true,
        [b] => matches!(b, b'-' | b'.' | b'/' | b'_' | b'\'' | b'+'),
        [b' ', b] | [b, b' '] => matches!(b, b'-' | b'/'),
        [b' ', b'/' | b'-', b' '] => true,
        // An en dash, as in "Back–End".
        [0xE2, 0x80, 0x93] => true,
        _ => false,
    }
}
