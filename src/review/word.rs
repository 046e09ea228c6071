//! A statement as words, each with what the reviewed lists say of it: one look-up a word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub(super) use super::class::Class;
use super::cues::{Cue, Phrase, each_phrase};
use super::metrics::{is_change, number_words, opening_words, unit_words};
use super::opener::{self, Phrase as Opening, first_words, single_verbs};
use crate::extract::{UNKNOWN, Vocabulary};
use crate::text::Span;

/// What the lists say of a word.
#[derive(Debug, Clone, Copy)]
struct Entry {
    classes: Class,
    /// The cues that the word gives alone, a bit each.
    cues: u64,
}

/// The phrases that a word begins.
#[derive(Debug, Default)]
struct Phrases {
    /// Those that it begins and whose second word is the beginning of one.
    open: Vec<(&'static str, Phrase)>,
    /// Those that it opens a statement with, the longest first.
    openings: &'static [Opening],
}

/// All words of the lists.
struct Lists {
    vocabulary: Vocabulary,
    /// By the numbers of the words; what is unknown comes first.
    entries: Vec<Entry>,
    /// The same.
    phrases: Vec<Phrases>,
    /// Phrases by the numbers of their first two words. Some words ("to", "which") begin a hundred.
    pairs: FxHashMap<(u32, u32), Vec<Phrase>>,
    /// Beginnings of words and their cues, by their first four bytes.
    stems: FxHashMap<u32, Vec<(&'static str, u64)>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        vocabulary: Vocabulary::default(),
        entries: vec![Entry { classes: Class::NONE, cues: 0 }],
        phrases: vec![Phrases::default()],
        pairs: FxHashMap::default(),
        stems: FxHashMap::default(),
    };
    each_phrase(|cue, phrase| {
        if let Some(stem) = phrase.strip_suffix('*').filter(|stem| !stem.contains(' ')) {
            lists.stems.entry(first_four(stem)).or_default().push((stem, cue.bit()));
        }
    });
    for line in include_str!("words.csv").lines().skip(1) {
        if let Some((class, word)) = line.split_once(',')
            && let Some(class) = Class::of(class)
        {
            lists.add(word, class);
        }
    }
    number_words().for_each(|word| lists.add(word, Class::NUMBER));
    opening_words().for_each(|word| lists.add(word, Class::OPENS_METRIC));
    unit_words().for_each(|word| lists.add(word, Class::UNIT));
    // These are most words of every statement.
    let common = lists.entries.len() - 1;
    single_verbs().for_each(|verb| lists.add(verb, Class::VERB));
    for first in first_words() {
        let id = lists.id(first);
        lists.phrases[id].openings = opener::openings(first);
    }
    each_phrase(|cue, phrase| match phrase.split_once(' ') {
        Some((first, rest)) => {
            let first = lists.id(first);
            let mut rest = rest.split(' ');
            let second = rest.next().unwrap_or_default();
            let phrase = Phrase { rest: rest.collect(), cue };
            if let Some(stem) = second.strip_suffix('*') {
                lists.entries[first].classes |= Class::BEGINS_OPEN;
                lists.phrases[first].open.push((stem, phrase));
                return;
            }
            let second = lists.id(second);
            lists.entries[first].classes |= Class::BEGINS_PHRASE;
            lists.entries[second].classes |= Class::SECOND;
            lists.pairs.entry((first as u32, second as u32)).or_default().push(phrase);
        }
        None if phrase.ends_with('*') => {}
        None => {
            let id = lists.id(phrase);
            lists.entries[id].cues |= cue.bit();
        }
    });
    lists.vocabulary.seal(common);
    lists
});

impl Lists {
    /// The number of a word of the lists, which is in small letters; a new one has the cues of its beginning.
    fn id(&mut self, word: &str) -> usize {
        // Only one that is too long has no number, and a test sees that none is.
        let id = self.vocabulary.intern(word).unwrap_or(UNKNOWN) as usize;
        if id == self.entries.len() {
            let change = if is_change(word) { Class::CHANGE } else { Class::NONE };
            self.entries.push(Entry { classes: Class::KNOWN | change, cues: self.stems_of(word) });
            self.phrases.push(Phrases::default());
        }
        id
    }

    fn add(&mut self, word: &str, class: Class) {
        let id = self.id(word);
        self.entries[id].classes |= class;
    }

    /// The cues that a word gives by how it begins.
    fn stems_of(&self, word: &str) -> u64 {
        let stems = self.stems.get(&first_four(word)).map_or(&[][..], |stems| stems);
        stems.iter().filter(|(stem, _)| word.starts_with(stem)).fold(0, |cues, (_, more)| cues | more)
    }
}

/// The first four bytes of a word as a number; no beginning of the lists is shorter.
fn first_four(word: &str) -> u32 {
    word.as_bytes().first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
}

/// A word of a statement, in small letters.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub lower: &'t str,
    pub span: Span,
    /// Whether a mark stands behind it, so that the next word belongs to another phrase.
    pub ends_phrase: bool,
    /// Whether a colon or semicolon stands behind it.
    pub opens_clause: bool,
    /// Whether a semicolon or full stop stands behind it.
    pub ends_clause: bool,
    pub classes: Class,
    /// The cues that it gives alone, a bit each.
    pub cues: u64,
    /// Its number in the lists.
    id: u32,
}

impl Word<'_> {
    /// Whether the lists count it so.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it alone is this cue, whatever stands around it.
    pub(super) fn gives(&self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }

    pub(super) fn is_number(&self) -> bool {
        self.lower.as_bytes()[0].is_ascii_digit()
    }

    fn phrases(&self) -> &'static Phrases {
        &LISTS.phrases[self.id as usize]
    }

    /// The phrases that it opens a statement with, the longest first.
    pub(super) fn openings(&self) -> &'static [Opening] {
        self.phrases().openings
    }

    /// The phrases whose first two words are it and `second`, as far as their rest stands behind these.
    pub(super) fn phrases_with(&self, second: &Word<'_>) -> impl Iterator<Item = &'static Phrase> {
        let lists = &*LISTS;
        let pair = self.is(Class::BEGINS_PHRASE) && second.is(Class::SECOND);
        let whole = pair.then(|| lists.pairs.get(&(self.id, second.id))).flatten();
        let open = if self.is(Class::BEGINS_OPEN) { &self.phrases().open[..] } else { &[] };
        let open = open.iter().filter(|(stem, _)| second.lower.starts_with(stem)).map(|(_, phrase)| phrase);
        whole.into_iter().flatten().chain(open)
    }
}

/// What the lists say of the word that stands in `text` from `start` to `end`.
pub(super) fn classes_at(text: &str, start: usize, end: usize) -> Class {
    let lists = &*LISTS;
    lists.entries[lists.vocabulary.at(text, start, end) as usize].classes
}

/// What the lists say of a word, or of what is counted, by itself.
pub(super) fn class_of(word: &str) -> Class {
    classes_at(word, 0, word.len())
}

/// Whether a word of these classes is for people: by the list, or by how trades end ("auditors", "pharmacist").
pub(super) fn is_people(word: &str, classes: Class) -> bool {
    let one = word.strip_suffix("'s").unwrap_or(word);
    let one = one.strip_suffix('s').unwrap_or(one);
    let trade = || one.len() > 4 && ["er", "or", "ist", "ian", "eer"].iter().any(|end| one.ends_with(end));
    classes.has(Class::PEOPLE)
        || trade() && !classes.has(Class::THING) && !classes.has(Class::NUMBER)
        || word.ends_with("people")
        || word.len() > 3 && word.ends_with("men") && !word.ends_with("specimen")
}

/// The classes of all `words` together.
pub(super) fn classes(words: &[Word<'_>]) -> Class {
    words.iter().fold(Class::NONE, |mut all, w| {
        all |= w.classes;
        all
    })
}

/// Whether a statement of `words`, which are of `classes`, has a digit, or a word that is a number or stands in one. Most have none.
pub(super) fn may_have_number(words: &[Word<'_>], classes: Class) -> bool {
    let is_number = |part: &str| class_of(part).has(Class::NUMBER);
    let joint = |w: &Word<'_>| w.is(Class::JOINT) && w.lower.split(['-', '/', '+']).any(is_number);
    classes.has(Class::DIGIT | Class::NUMBER) || classes.has(Class::JOINT) && words.iter().any(joint)
}

/// What a byte is in a statement, as bits.
mod byte {
    /// Stands within words.
    pub const INNER: u8 = 1;
    /// Opens one, too.
    pub const OPENS: u8 = 1 << 1;
    pub const DIGIT: u8 = 1 << 2;
    /// Stands within words and is none of their letters.
    pub const MARK: u8 = 1 << 3;
    pub const JOINT: u8 = 1 << 4;
    /// Is part of a character that is not ASCII.
    pub const OTHER: u8 = 1 << 5;

    /// By the byte.
    pub const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut b = 0;
        while b < 256 {
            kinds[b] = match b as u8 {
                b'a'..=b'z' | b'A'..=b'Z' => INNER | OPENS,
                b'0'..=b'9' => INNER | OPENS | DIGIT,
                b'-' | b'/' | b'+' => INNER | MARK | JOINT,
                b'.' | b'#' | b'%' => INNER | MARK,
                b'\'' => INNER,
                128.. => OTHER,
                _ => 0,
            };
            b += 1;
        }
        kinds
    };
}

/// Where the next word of `piece` begins, from `at`.
fn next_word(piece: &str, mut at: usize) -> Option<usize> {
    loop {
        let kind = byte::KINDS[usize::from(*piece.as_bytes().get(at)?)];
        if kind & byte::OPENS != 0 {
            return Some(at);
        }
        at += if kind & byte::OTHER == 0 {
            1
        } else {
            let c = piece[at..].chars().next()?;
            if c.is_alphanumeric() {
                return Some(at);
            }
            c.len_utf8()
        };
    }
}

/// Where the word of `piece` that begins at `start` ends, marks at its end included, and the kinds of all its bytes together.
fn word_end(piece: &str, start: usize) -> (usize, u8) {
    let (mut at, mut kinds) = (start, 0);
    while let Some(b) = piece.as_bytes().get(at) {
        let kind = byte::KINDS[usize::from(*b)];
        if kind & byte::INNER != 0 {
            at += 1;
        } else if kind & byte::OTHER != 0
            && let Some(c) = piece[at..].chars().next().filter(|c| c.is_alphanumeric() || *c == '’')
        {
            at += c.len_utf8();
        } else {
            break;
        }
        kinds |= kind;
    }
    (at, kinds)
}

/// The words of the statement `within` of a text whose small letters are `lower`, byte by byte as it stands: letters, digits and
/// the marks within words ("ci/cd", "node.js", "on-call").
pub(super) fn words(lower: &str, within: Span) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity((within.end - within.start) as usize / 5 + 1);
    read_words(lower, within, &mut out);
    out
}

/// The same, into `out`, which is cleared first.
pub(super) fn read_words<'t>(lower: &'t str, within: Span, out: &mut Vec<Word<'t>>) {
    let lists = &*LISTS;
    let piece = &lower[..within.end as usize];
    let mut at = within.start as usize;
    out.clear();
    while let Some(start) = next_word(piece, at) {
        let (end, kinds) = word_end(piece, start);
        at = end;
        let word = piece[start..end].trim_end_matches(['.', '-', '/', '\'', '’']);
        let last = start + word.len();
        // "on the frontend (10 h a week)": a bracket ends a phrase before its space.
        let behind = &piece.as_bytes()[last..];
        let mark = if behind.starts_with(b" (") { b'(' } else { behind.first().copied().unwrap_or(b' ') };
        let id = lists.vocabulary.at(lower, start, last);
        let Entry { mut classes, cues } = lists.entries[id as usize];
        let cues = if classes.has(Class::KNOWN) { cues } else { lists.stems_of(word) };
        if kinds & byte::DIGIT != 0 {
            classes |= Class::DIGIT;
        }
        if kinds & byte::JOINT != 0 {
            classes |= Class::JOINT;
        }
        let opens = byte::KINDS[usize::from(piece.as_bytes()[start])];
        if opens & byte::DIGIT == 0 && kinds & (byte::MARK | byte::OTHER) == 0 && last == end {
            classes |= Class::LETTERS;
        }
        out.push(Word {
            lower: word,
            span: Span::new(start, last),
            ends_phrase: matches!(mark, b',' | b';' | b':' | b'.' | b')' | b'('),
            opens_clause: matches!(mark, b':' | b';'),
            ends_clause: matches!(mark, b';' | b'.'),
            classes,
            cues,
            id,
        });
    }
}
