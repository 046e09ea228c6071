//! All phrases that mean something, in one trie over words: names of skills and the cues of the trade.

use rustc_hash::FxHashMap;

use super::token::{Token, UNKNOWN, Vocabulary, tokenize};

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// What it stands for: the number given to [`LexiconBuilder::add`].
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
    children: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    /// Entries of cues, each node's in a row.
    cues: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The name that ends here, its entry + 1.
    name: u32,
    first_cue: u32,
    n_cues: u32,
    /// A bit for each child's word, by its lowest six bits: most next words are told from all children by it.
    children: u64,
}

/// A lexicon in the making.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    vocabulary: Vocabulary,
    phrases: Vec<(Vec<u32>, u32)>,
    /// Words of the phrase in hand.
    words: Vec<Token>,
}

impl LexiconBuilder {
    /// Adds `phrase` for `entry`. A phrase without a word, or with one that is too long, is left out and reported by `false`.
    pub(super) fn add(&mut self, phrase: &str, entry: u32) -> bool {
        self.words.clear();
        tokenize(phrase, &Vocabulary::sealed_empty(), &mut self.words);
        let spelt = |t: &Token| spelt(&phrase[t.start as usize..t.end as usize]);
        let ids: Option<Vec<u32>> = self.words.iter().map(|t| self.vocabulary.intern(&spelt(t))).collect();
        match ids {
            Some(ids) if !ids.is_empty() => {
                self.phrases.push((ids, entry));
                true
            }
            _ => false,
        }
    }

    /// Gives `word` a number, in the order of the calls, without a phrase.
    pub(super) fn know(&mut self, word: &str) {
        self.vocabulary.intern(word);
    }

    /// The finished lexicon. `is_name` says which entries are names: the words of a name are used up by it, while cues may
    /// share theirs ("nice to have" and "to have").
    pub(super) fn build(self, is_name: impl Fn(u32) -> bool) -> Lexicon {
        let mut vocabulary = self.vocabulary;
        vocabulary.seal();
        let mut phrases = self.phrases;
        phrases.sort_unstable();
        phrases.dedup();
        let mut nodes = vec![Node::default(); vocabulary.len() + 1];
        let mut children = FxHashMap::default();
        let mut cues: Vec<(u32, u32)> = Vec::with_capacity(phrases.len());
        for (words, entry) in phrases {
            let mut node = words[0];
            for &word in &words[1..] {
                nodes[node as usize].children |= 1 << (word % 64);
                let next = nodes.len() as u32;
                node = *children.entry(edge(node, word)).or_insert(next);
                if node == next {
                    nodes.push(Node::default());
                }
            }
            // A name means one skill: of two that spell it alike, the first owns it. Lint reports the other.
            let name = &mut nodes[node as usize].name;
            match is_name(entry) {
                true if *name == 0 => *name = entry + 1,
                true => {}
                false => cues.push((node, entry)),
            }
        }
        cues.sort_unstable();
        for (i, (node, _)) in (0..).zip(&cues) {
            let node = &mut nodes[*node as usize];
            if node.n_cues == 0 {
                node.first_cue = i;
            }
            node.n_cues += 1;
        }
        let cues = cues.into_iter().map(|(_, entry)| entry).collect();
        let first = &nodes[..=vocabulary.len()];
        let follow = first.iter().map(|n| if n.name != 0 || n.n_cues != 0 { u64::MAX } else { n.children }).collect();
        Lexicon { vocabulary, follow, children, nodes, cues }
    }
}

/// A word as the vocabulary keeps it: ". NET" is ".net", "C #" is "c#".
fn spelt(word: &str) -> String {
    word.replace(' ', "")
}

fn edge(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

impl Lexicon {
    /// Splits `text` into words.
    pub(super) fn tokens(&self, text: &str, out: &mut Vec<Token>) {
        tokenize(text, &self.vocabulary, out);
    }

    /// Finds the longest phrases of `tokens`, from left to right, names and cues apart.
    pub(super) fn find(&self, text: &str, tokens: &[Token], names: &mut Vec<Hit>, cues: &mut Vec<Hit>) {
        let mut i = 0;
        while let Some(token) = tokens.get(i) {
            let next = tokens.get(i + 1).map_or(UNKNOWN, |t| t.word);
            i = match self.follow[token.word as usize] >> (next % 64) & 1 {
                0 => i + 1,
                _ => self.find_at(text, tokens, i, names, cues),
            };
        }
    }

    /// Finds the phrases that begin at token `i`; returns where to go on.
    fn find_at(&self, text: &str, tokens: &[Token], i: usize, names: &mut Vec<Hit>, cues: &mut Vec<Hit>) -> usize {
        let mut node = self.nodes[tokens[i].word as usize];
        let mut name = Hit { entry: 0, first: i as u32, last: i as u32 + 1 };
        let mut cue = (0..0, 0);
        let mut key = tokens[i].word;
        let mut last = i + 1;
        loop {
            if node.name != 0 {
                (name.entry, name.last) = (node.name, last as u32);
            }
            if node.n_cues != 0 {
                cue = (node.first_cue as usize..(node.first_cue + node.n_cues) as usize, last as u32);
            }
            let Some(next) = tokens.get(last) else { break };
            if node.children >> (next.word % 64) & 1 == 0
                || !joins(&text.as_bytes()[tokens[last - 1].end as usize..next.start as usize])
            {
                break;
            }
            let Some(child) = self.children.get(&edge(key, next.word)) else { break };
            key = *child;
            node = self.nodes[key as usize];
            last += 1;
        }
        let (which, end) = cue;
        cues.extend(self.cues[which].iter().map(|&entry| Hit { entry, first: i as u32, last: end }));
        if name.entry == 0 {
            return i + 1;
        }
        names.push(Hit { entry: name.entry - 1, ..name });
        name.last as usize
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
