//! A statement as words, each with what the reviewed lists say of it: one look-up a word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub(super) use super::class::Class;
use super::cues::{Cue, Phrase, each_phrase};
use super::metrics::{is_change, number_words, opening_words};
use super::opener::{self, Phrase as Opening, first_words, single_verbs};
use crate::text::Span;

/// What the lists say of a word.
#[derive(Debug, Default)]
struct Entry {
    classes: Class,
    /// The cues that the word gives alone, a bit each.
    cues: u64,
    /// A number of its own where it is the second word of a phrase; 0 for none.
    second: u16,
    /// Longer phrases that it opens. In a box: looking a word up is a load from memory, and the less there is, the nearer it lies.
    longer: Option<Box<Longer>>,
    /// The phrases that it opens a statement with.
    openings: &'static [Opening],
}

/// Phrases that begin with one word. Some words ("to", "which") open a hundred, so that they are looked up by the second.
#[derive(Debug, Default)]
struct Longer {
    /// Those whose second word is whole, sorted by its number.
    whole: Vec<(u16, Phrase)>,
    /// Those whose second word is the beginning of one.
    open: Vec<Phrase>,
}

/// What the lists say of a word that they do not know.
static UNKNOWN: Entry = Entry { classes: Class::NONE, cues: 0, second: 0, longer: None, openings: &[] };

struct Lists {
    /// Most words, by their letters as one number.
    short: FxHashMap<u128, Entry>,
    /// Those that are too long for it.
    long: FxHashMap<&'static str, Entry>,
    /// Beginnings of words and their cues, by their first four bytes.
    stems: FxHashMap<u32, Vec<(&'static str, u64)>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { short: FxHashMap::default(), long: FxHashMap::default(), stems: FxHashMap::default() };
    each_phrase(|cue, phrase| {
        if let Some(stem) = phrase.strip_suffix('*').filter(|stem| !stem.contains(' ')) {
            lists.stems.entry(first_four(stem)).or_default().push((stem, cue.bit()));
        }
    });
    let mut seconds = 0;
    each_phrase(|cue, phrase| match phrase.split_once(' ') {
        Some((first, rest)) => {
            let phrase = Phrase { rest: rest.split(' ').collect(), cue };
            if phrase.rest[0].ends_with('*') {
                lists.longer(first).open.push(phrase);
                return;
            }
            let second = &mut lists.entry(phrase.rest[0]).second;
            if *second == 0 {
                seconds += 1;
                *second = seconds;
            }
            let second = *second;
            let whole = &mut lists.longer(first).whole;
            let at = whole.partition_point(|(n, _)| *n <= second);
            whole.insert(at, (second, phrase));
        }
        None if phrase.ends_with('*') => {}
        None => lists.entry(phrase).cues |= cue.bit(),
    });
    for line in include_str!("words.csv").lines().skip(1) {
        if let Some((class, word)) = line.split_once(',')
            && let Some(class) = Class::of(class)
        {
            lists.entry(word).classes |= class;
        }
    }
    for word in number_words() {
        lists.entry(word).classes |= Class::NUMBER;
    }
    for word in opening_words() {
        lists.entry(word).classes |= Class::OPENS_METRIC;
    }
    for word in first_words() {
        lists.entry(word).openings = opener::openings(word);
    }
    for verb in single_verbs() {
        lists.entry(verb).classes |= Class::VERB;
    }
    lists
});

impl Lists {
    /// The entry of a word of the lists, which is in small letters; a new one has the cues of its beginning.
    fn entry(&mut self, word: &'static str) -> &mut Entry {
        let stems = self.stems_of(word);
        let mut classes = Class::KNOWN;
        if is_change(word) {
            classes |= Class::CHANGE;
        }
        let new = || Entry { cues: stems, classes, ..Entry::default() };
        match key(word.as_bytes(), 0, word.len()) {
            Some(key) => self.short.entry(key).or_insert_with(new),
            None => self.long.entry(word).or_insert_with(new),
        }
    }

    fn longer(&mut self, first: &'static str) -> &mut Longer {
        self.entry(first).longer.get_or_insert_default()
    }

    /// The entry of the word that stands in `piece` at `at`.
    #[inline]
    fn find(&self, piece: &str, at: usize, len: usize) -> Option<&Entry> {
        match key(piece.as_bytes(), at, len) {
            Some(key) => self.short.get(&key),
            None => self.long.get(&piece[at..at + len]),
        }
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

/// A word of up to 16 bytes as one number.
#[inline]
fn key(bytes: &[u8], at: usize, len: usize) -> Option<u128> {
    const MAX: usize = 16;
    let unused = 8 * MAX.checked_sub(len)? as u32;
    let word = match bytes[at..].first_chunk() {
        Some(all) => u128::from_le_bytes(*all),
        None => bytes[at..].iter().rev().fold(0, |word, b| word << 8 | u128::from(*b)),
    };
    Some(word << unused >> unused)
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
    entry: &'static Entry,
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

    /// The phrases that it opens a statement with, the longest first.
    pub(super) fn openings(&self) -> &'static [Opening] {
        self.entry.openings
    }

    /// The longer phrases that it opens and that may go on with `second`.
    pub(super) fn phrases_with(&self, second: &Word<'_>) -> impl Iterator<Item = &'static Phrase> {
        let (whole, open) = self.entry.longer.as_ref().map_or((&[][..], &[][..]), |l| (&l.whole, &l.open));
        let second = second.entry.second;
        let from = if second == 0 { whole.len() } else { whole.partition_point(|(n, _)| *n < second) };
        let whole = whole[from..].iter().take_while(move |(n, _)| *n == second);
        whole.map(|(_, phrase)| phrase).chain(open)
    }
}

/// What the lists say of a word, or of what is counted, by itself.
pub(super) fn class_of(word: &str) -> Class {
    LISTS.find(word, 0, word.len()).map_or(Class::NONE, |e| e.classes)
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

/// The words of a statement: letters, digits and the marks within words ("ci/cd", "node.js", "on-call").
/// `piece` is the statement in small letters, byte by byte as it stands; it begins at `start` of the whole text.
pub(super) fn words(piece: &str, start: u32) -> Vec<Word<'_>> {
    let lists = &*LISTS;
    let base = start as usize;
    let mut out = Vec::with_capacity(piece.len() / 5 + 1);
    let mut at = 0;
    while let Some(start) = next_word(piece, at) {
        let (end, kinds) = word_end(piece, start);
        at = end;
        let word = piece[start..end].trim_end_matches(['.', '-', '/', '\'', '’']);
        // "on the frontend (10 h a week)": a bracket ends a phrase before its space.
        let behind = &piece.as_bytes()[start + word.len()..];
        let mark = if behind.starts_with(b" (") { b'(' } else { behind.first().copied().unwrap_or(b' ') };
        let known = lists.find(piece, start, word.len());
        let entry = known.unwrap_or(&UNKNOWN);
        let mut classes = entry.classes;
        if kinds & byte::DIGIT != 0 {
            classes |= Class::DIGIT;
        }
        if kinds & byte::JOINT != 0 {
            classes |= Class::JOINT;
        }
        let opens = byte::KINDS[usize::from(piece.as_bytes()[start])];
        if opens & byte::DIGIT == 0 && kinds & (byte::MARK | byte::OTHER) == 0 && start + word.len() == end {
            classes |= Class::LETTERS;
        }
        out.push(Word {
            lower: word,
            span: Span::new(base + start, base + start + word.len()),
            ends_phrase: matches!(mark, b',' | b';' | b':' | b'.' | b')' | b'('),
            opens_clause: matches!(mark, b':' | b';'),
            ends_clause: matches!(mark, b';' | b'.'),
            classes,
            cues: if known.is_some() { entry.cues } else { lists.stems_of(word) },
            entry,
        });
    }
    out
}
