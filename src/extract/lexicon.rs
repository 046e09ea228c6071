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

/// A trie of words. A node's children are found by (node, word); the root's by the word alone.
#[derive(Debug)]
pub(super) struct Lexicon {
    vocabulary: Vocabulary,
    roots: Vec<u32>,
    children: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    /// Entries of the nodes, each node's in a row.
    entries: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    first_entry: u32,
    n_entries: u32,
    /// A bit for each child's word, by its lowest six bits: most next words are told from all children by it.
    children: u64,
}

/// A lexicon in the making.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    vocabulary: Vocabulary,
    phrases: Vec<(Vec<u32>, u32)>,
}

impl LexiconBuilder {
    /// Adds `phrase` for `entry`. A phrase without a word, or with one that is too long, is left out and reported by `false`.
    pub fn add(&mut self, phrase: &str, entry: u32) -> bool {
        let mut words = Vec::new();
        let empty = Vocabulary::sealed_empty();
        tokenize(phrase, &empty, &mut words);
        let ids: Option<Vec<u32>> =
            words.iter().map(|t| self.vocabulary.intern(&spelt(&phrase[t.start as usize..t.end as usize]))).collect();
        match ids {
            Some(ids) if !ids.is_empty() => {
                self.phrases.push((ids, entry));
                true
            }
            _ => false,
        }
    }

    /// Gives `word` a number, in the order of the calls, without a phrase.
    pub fn know(&mut self, word: &str) {
        self.vocabulary.intern(word);
    }

    /// The finished lexicon.
    pub fn build(self) -> Lexicon {
        let mut vocabulary = self.vocabulary;
        vocabulary.seal();
        let mut phrases = self.phrases;
        phrases.sort_unstable();
        phrases.dedup();
        let mut nodes = vec![Node::default()];
        let mut roots = Vec::new();
        let mut children = FxHashMap::default();
        let mut by_node: Vec<(u32, u32)> = Vec::with_capacity(phrases.len());
        for (words, entry) in phrases {
            let mut node = 0u32;
            for word in words {
                let next = nodes.len() as u32;
                let child = if node == 0 {
                    if roots.len() <= word as usize {
                        roots.resize(word as usize + 1, 0);
                    }
                    let slot = &mut roots[word as usize];
                    if *slot == 0 {
                        *slot = next;
                    }
                    *slot
                } else {
                    nodes[node as usize].children |= 1 << (word % 64);
                    *children.entry(edge(node, word)).or_insert(next)
                };
                if child == next {
                    nodes.push(Node::default());
                }
                node = child;
            }
            by_node.push((node, entry));
        }
        by_node.sort_unstable();
        let mut entries = Vec::with_capacity(by_node.len());
        for (node, entry) in by_node {
            let node = &mut nodes[node as usize];
            if node.n_entries == 0 {
                node.first_entry = entries.len() as u32;
            }
            node.n_entries += 1;
            entries.push(entry);
        }
        Lexicon { vocabulary, roots, children, nodes, entries }
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
    pub fn tokens(&self, text: &str, out: &mut Vec<Token>) {
        tokenize(text, &self.vocabulary, out);
    }

    /// Finds the longest phrases of `tokens`, from left to right. `is_name` says which entries are names: the words of a
    /// name are used up by it, while cues may share theirs ("nice to have" and "to have").
    pub fn find(&self, text: &str, tokens: &[Token], is_name: impl Fn(u32) -> bool, out: &mut Vec<Hit>) {
        let mut i = 0;
        while i < tokens.len() {
            let word = tokens[i].word;
            let root = if word == UNKNOWN { 0 } else { self.roots.get(word as usize).copied().unwrap_or(0) };
            i = if root == 0 { i + 1 } else { self.find_at(text, tokens, i, root, &is_name, out) };
        }
    }

    /// Finds the phrases that begin at token `i`; returns where to go on.
    fn find_at(
        &self,
        text: &str,
        tokens: &[Token],
        i: usize,
        root: u32,
        is_name: &impl Fn(u32) -> bool,
        out: &mut Vec<Hit>,
    ) -> usize {
        let mut node = root;
        let mut best_name = None;
        let mut best_cue = None;
        let mut at = i;
        loop {
            let here = self.nodes[node as usize];
            for &entry in &self.entries[here.first_entry as usize..(here.first_entry + here.n_entries) as usize] {
                let best = if is_name(entry) { &mut best_name } else { &mut best_cue };
                *best = Some((node, at + 1));
            }
            let Some(next) = tokens.get(at + 1) else { break };
            if here.children >> (next.word % 64) & 1 == 0 || next.word == UNKNOWN {
                break;
            }
            if !joins(&text.as_bytes()[tokens[at].end as usize..next.start as usize]) {
                break;
            }
            match self.children.get(&edge(node, next.word)) {
                Some(child) => node = *child,
                None => break,
            }
            at += 1;
        }
        let mut emit = |(node, last): (u32, usize), names: bool| {
            let node = self.nodes[node as usize];
            for &entry in &self.entries[node.first_entry as usize..(node.first_entry + node.n_entries) as usize] {
                if is_name(entry) == names {
                    out.push(Hit { entry, first: i as u32, last: last as u32 });
                    // A name means one skill: of two that spell it alike, the first owns it. Lint reports the other.
                    if names {
                        break;
                    }
                }
            }
        };
        if let Some(best) = best_cue {
            emit(best, false);
        }
        match best_name {
            Some(best) => {
                emit(best, true);
                best.1
            }
            None => i + 1,
        }
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
