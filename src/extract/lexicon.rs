//! All phrases that mean something, in one trie over words: names of skills and the cues of the trade.

use super::places::Places;
use super::token::{Token, tokenize};
use super::vocabulary::{UNKNOWN, Vocabulary};

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

/// A trie of words. The node of a phrase's first word has that word's number; other nodes are found by the node before and
/// the word.
#[derive(Debug)]
pub(super) struct Lexicon {
    vocabulary: Vocabulary,
    /// Which words may follow a first word, by the lowest six bits of their numbers; all, where the word is a phrase itself.
    /// Nearly every place of a text is passed over by this alone, in one branch.
    follow: Vec<u64>,
    /// The nodes of first words, by their numbers.
    first: Vec<Node>,
    edges: Edges,
    /// Entries of cues, each node's in a row.
    cues: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// A bit for each child's word, by its lowest six bits: most next words are told from all children by it.
    children: u64,
    /// The name that ends here, its entry + 1.
    name: u32,
    first_cue: u32,
    n_cues: u32,
}

/// The nodes of all later words in one open table, by the node before and the word. A step of a walk is one load: the node
/// lies where its edge is found (a map from edges to nodes took three, two of them far away).
#[derive(Debug)]
struct Edges {
    slots: Vec<Edge>,
    /// The number of the node in the first slot; first words have those below.
    first: u32,
}

/// Half a cache line. Free where `word` is [`UNKNOWN`].
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Edge {
    parent: u32,
    word: u32,
    node: Node,
}

impl Edges {
    /// A table for so many edges, over half of it free.
    fn new(edges: usize, first: usize) -> Self {
        Self { slots: vec![Edge::default(); (edges * 2 + 1).next_power_of_two()], first: first as u32 }
    }

    /// The slot of the edge, or the free one where it belongs.
    #[inline]
    fn slot(&self, parent: u32, word: u32) -> usize {
        let mask = self.slots.len() - 1;
        let key = u64::from(parent) << 32 | u64::from(word);
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.slots[at].word != UNKNOWN && (self.slots[at].parent, self.slots[at].word) != (parent, word) {
            at = (at + 1) & mask;
        }
        at
    }

    /// The number and the node of the child.
    #[inline]
    fn child(&self, parent: u32, word: u32) -> Option<(u32, &Node)> {
        let at = self.slot(parent, word);
        let edge = &self.slots[at];
        (edge.word != UNKNOWN).then_some((self.first + at as u32, &edge.node))
    }
}

/// A lexicon in the making.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    vocabulary: Vocabulary,
    /// Words, whether they are a cue, and what they stand for.
    phrases: Vec<(Vec<u32>, bool, u32)>,
    /// Words of the phrase in hand.
    words: Vec<Token>,
}

impl LexiconBuilder {
    /// Adds a name. The words of a name that is found are used up by it. A phrase without a word, or with one that is too
    /// long, is left out.
    pub(super) fn add_name(&mut self, phrase: &str, entry: u32) {
        self.add(phrase, false, entry);
    }

    /// Adds a cue. Cues may share their words ("nice to have" and "to have").
    pub(super) fn add_cue(&mut self, phrase: &str, entry: u32) {
        self.add(phrase, true, entry);
    }

    fn add(&mut self, phrase: &str, is_cue: bool, entry: u32) {
        self.words.clear();
        tokenize(phrase, &Vocabulary::sealed_empty(), &mut self.words, &mut Places::with_capacity(phrase.len()));
        let spelt = |t: &Token| spelt(&phrase[t.start as usize..t.end as usize]);
        let ids: Option<Vec<u32>> = self.words.iter().map(|t| self.vocabulary.intern(&spelt(t))).collect();
        if let Some(ids) = ids.filter(|ids| !ids.is_empty()) {
            self.phrases.push((ids, is_cue, entry));
        }
    }

    /// Gives `word` a number, in the order of the calls, without a phrase.
    pub(super) fn know(&mut self, word: &str) {
        self.vocabulary.intern(word);
    }

    /// The finished lexicon.
    pub(super) fn build(self) -> Lexicon {
        let mut vocabulary = self.vocabulary;
        vocabulary.seal();
        let mut phrases = self.phrases;
        phrases.sort_unstable();
        phrases.dedup();
        let mut first = vec![Node::default(); vocabulary.len() + 1];
        let mut edges = Edges::new(phrases.iter().map(|p| p.0.len() - 1).sum(), first.len());
        let mut cues = Vec::with_capacity(phrases.len());
        for (words, is_cue, entry) in phrases {
            let (mut number, mut node) = (words[0], &mut first[words[0] as usize]);
            for &word in &words[1..] {
                node.children |= 1 << (word % 64);
                let at = edges.slot(number, word);
                (edges.slots[at].parent, edges.slots[at].word) = (number, word);
                (number, node) = (edges.first + at as u32, &mut edges.slots[at].node);
            }
            // A name means one skill: of two that spell it alike, the first owns it. Lint reports the other.
            match is_cue {
                false if node.name == 0 => node.name = entry + 1,
                false => {}
                true => {
                    // The phrases of a node come one after another.
                    if node.n_cues == 0 {
                        node.first_cue = cues.len() as u32;
                    }
                    node.n_cues += 1;
                    cues.push(entry);
                }
            }
        }
        let follow = first.iter().map(|n| if n.name != 0 || n.n_cues != 0 { u64::MAX } else { n.children }).collect();
        Lexicon { vocabulary, follow, first, edges, cues }
    }
}

/// A word as the vocabulary keeps it: ". NET" is ".net", "C #" is "c#".
fn spelt(word: &str) -> String {
    word.replace(' ', "")
}

impl Lexicon {
    /// Splits `text` into words, with the places where they stand.
    pub(super) fn tokens(&self, text: &str, out: &mut Vec<Token>, places: &mut Places) {
        tokenize(text, &self.vocabulary, out, places);
    }

    /// Finds the longest phrases of `tokens`, from left to right, names and cues apart.
    pub(super) fn find(&self, text: &str, tokens: &[Token], mut name: impl FnMut(Hit), mut cue: impl FnMut(Hit)) {
        let mut i = 0;
        while let Some(token) = tokens.get(i) {
            let next = tokens.get(i + 1).map_or(UNKNOWN, |t| t.word);
            i = match self.follow[token.word as usize] >> (next % 64) & 1 {
                0 => i + 1,
                _ => self.find_at(text, tokens, i, &mut name, &mut cue),
            };
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
        let mut number = tokens[i].word;
        let mut node = &self.first[number as usize];
        let mut last = i + 1;
        let (mut named, mut cued) = ((0, last), (node, last));
        loop {
            if node.name != 0 {
                named = (node.name, last);
            }
            if node.n_cues != 0 {
                cued = (node, last);
            }
            let Some(next) = tokens.get(last) else { break };
            if node.children >> (next.word % 64) & 1 == 0
                || !joins(&text.as_bytes()[tokens[last - 1].end as usize..next.start as usize])
            {
                break;
            }
            let Some(child) = self.edges.child(number, next.word) else { break };
            (number, node) = child;
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

/// Whether two words with `gap` between them can belong to one phrase: "node.js", "ci/cd", "CI / CD", "back-end".
fn joins(gap: &[u8]) -> bool {
    match gap {
        [] | b" " => true,
        [b] => matches!(b, b'-' | b'.' | b'/' | b'_' | b'\''),
        [b' ', b] | [b, b' '] => matches!(b, b'-' | b'/'),
        [b' ', b'/' | b'-', b' '] => true,
        // An en dash, as in "Back–End".
        [0xE2, 0x80, 0x93] => true,
        _ => false,
    }
}
