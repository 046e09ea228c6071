//! A statement as words, each with what the reviewed lists say of it: one look-up a word.

pub(super) use super::class::Class;
use super::cues::{Cue, Phrase};
use super::lists::{Entry, LISTS, Lists};
use super::lower::Lower;
use super::opener::Phrase as Opening;
use crate::extract::UNKNOWN;
use crate::text::Span;

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

impl<'t> Word<'t> {
    /// The word of `text` from `start` to `end`, of which the lists have not been asked.
    #[inline(always)]
    fn new(text: &'t str, start: usize, end: usize, classes: Class, id: u32, marks: u8) -> Self {
        Self {
            lower: &text[start..end],
            span: Span::new(start, end),
            ends_phrase: marks & mark::PHRASE != 0,
            opens_clause: marks & mark::OPENS != 0,
            ends_clause: marks & mark::CLAUSE != 0,
            classes,
            cues: 0,
            id,
        }
    }
}

impl Word<'_> {
    /// Whether the lists count it so.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it alone is this cue, whatever stands around it.
    #[inline]
    pub(super) fn gives(&self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }

    #[inline]
    pub(super) fn is_number(&self) -> bool {
        self.lower.as_bytes()[0].is_ascii_digit()
    }

    /// Whether a colon stands behind it, and no semicolon.
    pub(super) fn ends_in_colon(&self) -> bool {
        self.opens_clause && !self.ends_clause
    }

    /// Whether it is a number, or a part of one, in digits or in words.
    pub(super) fn tells_number(&self) -> bool {
        self.is_number() || self.is(Class::NUMBER)
    }

    /// The phrases that it opens a statement with, the longest first.
    #[inline]
    pub(super) fn openings(&self) -> &'static [Opening] {
        LISTS.openings(self.id)
    }

    /// Whether a cue may begin with it where `second` stands behind it.
    #[inline]
    pub(super) fn may_begin(&self, lists: &Lists, second: Option<&Word<'_>>) -> bool {
        let pair = lists.may_have_pair(self.id, second.map_or(UNKNOWN, |second| second.id));
        pair | (self.cues != 0) | self.is(Class::BEGINS_OPEN)
    }

    /// The phrases whose first two words are it and `second`: the cues that these give alone, a bit each, and the longer ones, as
    /// far as their rest stands behind.
    #[inline]
    pub(super) fn phrases_with<'l>(
        &self,
        lists: &'l Lists,
        second: &'l Word<'_>,
    ) -> (u64, impl Iterator<Item = &'l Phrase>) {
        let (cues, longer) = lists.pair(self.id, second.id);
        let open = self.is(Class::BEGINS_OPEN).then(|| lists.open(self.id, second.lower));
        (cues, longer.iter().chain(open.into_iter().flatten()))
    }
}

/// What the lists say of the word that stands in `text` from `start` to `end`.
#[inline]
pub(super) fn classes_at(text: &str, start: usize, end: usize) -> Class {
    let lists = &*LISTS;
    lists.entry(lists.id(text, start, end)).classes
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

/// Whether a statement of `words`, which are of `classes`, has a digit, or a word that is a number or stands in one. Most have none.
pub(super) fn may_have_number(words: &[Word<'_>], classes: Class) -> bool {
    let is_number = |part: &str| class_of(part).has(Class::NUMBER);
    let joint = |w: &Word<'_>| w.is(Class::JOINT) && w.lower.split(['-', '/', '+']).any(is_number);
    classes.has(Class::DIGIT | Class::NUMBER) || classes.has(Class::JOINT) && words.iter().any(joint)
}

/// What stands behind a word, as bits.
mod mark {
    use super::Class;

    /// Ends a phrase.
    pub(super) const PHRASE: u8 = 1;
    /// Opens a clause.
    pub(super) const OPENS: u8 = 1 << 1;
    /// Ends one.
    pub(super) const CLAUSE: u8 = 1 << 2;

    /// What a statement has by the marks behind its words.
    pub(super) const CLASSES: [Class; 8] = {
        let mut classes = [Class::NONE; 8];
        let mut marks = 0;
        while marks < 8 {
            let opens = if marks & OPENS != 0 { Class::OPENS_CLAUSE } else { Class::NONE };
            let ends = if marks & CLAUSE != 0 { Class::ENDS_CLAUSE } else { Class::NONE };
            classes[marks as usize] = opens.with(ends);
            marks += 1;
        }
        classes
    };

    /// By the byte.
    const MARKS: [u8; 256] = {
        let mut marks = [0; 256];
        marks[b',' as usize] = PHRASE;
        marks[b'(' as usize] = PHRASE;
        marks[b')' as usize] = PHRASE;
        marks[b':' as usize] = PHRASE | OPENS;
        marks[b';' as usize] = PHRASE | OPENS | CLAUSE;
        marks[b'.' as usize] = PHRASE | CLAUSE;
        marks
    };

    /// Of the mark behind the word of `text` that ends at `end`.
    #[inline(always)]
    pub(super) fn behind(text: &str, end: usize) -> u8 {
        let bytes = text.as_bytes();
        let Some(first) = bytes.get(end) else { return 0 };
        // "on the frontend (10 h a week)", "Languages : Go": these marks count behind a space, too.
        let spaced = match bytes.get(end + 1) {
            Some(b'(') => PHRASE,
            Some(b':') => PHRASE | OPENS,
            _ => 0,
        };
        MARKS[usize::from(*first)] | if *first == b' ' { spaced } else { 0 }
    }
}

/// What a byte is in a statement, as bits.
mod byte {
    /// Stands within words.
    pub(super) const INNER: u8 = 1;
    /// Opens one, too.
    pub(super) const OPENS: u8 = 1 << 1;
    pub(super) const DIGIT: u8 = 1 << 2;
    /// Stands within words and is none of their letters.
    pub(super) const MARK: u8 = 1 << 3;
    pub(super) const JOINT: u8 = 1 << 4;
    /// Is part of a character that is not ASCII.
    pub(super) const OTHER: u8 = 1 << 5;

    /// By the byte.
    pub(super) const KINDS: [u8; 256] = {
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

/// The words of the statement `within` of a text: letters, digits and the marks within words ("ci/cd", "node.js", "on-call").
pub(super) fn words(lower: &Lower, within: Span) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity((within.end - within.start) as usize / 5 + 1);
    read_words(lower, within, &mut out);
    out
}

/// The same, into `out`, which is cleared first. Returns the classes of all of them together.
pub(super) fn read_words<'t>(lower: &'t Lower, within: Span, out: &mut Vec<Word<'t>>) -> Class {
    out.clear();
    add_words(lower, within, out)
}

/// The same, added to `out`.
pub(super) fn add_words<'t>(lower: &'t Lower, within: Span, out: &mut Vec<Word<'t>>) -> Class {
    let text = lower.text();
    // Outside of the statement nothing is read.
    let piece = &text[..within.end as usize];
    let before = out.len();
    let lists = &*LISTS;
    let mut marks = 0;
    let mut add = |start: usize, end: usize, classes: Class| {
        let behind = mark::behind(piece, end);
        marks |= behind;
        out.push(Word::new(piece, start, end, classes, lists.id(text, start, end), behind));
    };
    lower.each_run(within, |start, end, letters| {
        // Most runs are words.
        if letters {
            add(start, end, Class::LETTERS);
        } else {
            odd_words(piece, start, end, &mut add);
        }
    });
    // In a loop of its own, since loads from far memory, and what nothing predicts (which words are unknown), are not awaited
    // one by one then.
    let mut all = mark::CLASSES[usize::from(marks)];
    for word in &mut out[before..] {
        let Entry { classes, cues } = lists.entry(word.id);
        word.classes |= classes;
        let stems = lists.stems_of(text, word.span.start as usize, word.lower, word.id != UNKNOWN);
        word.cues = cues | stems;
        all |= word.classes;
    }
    all
}

/// Shows the words of the run of `text` from `at` to `end`, which has marks, digits or other letters.
fn odd_words(text: &str, mut at: usize, end: usize, mut see: impl FnMut(usize, usize, Class)) {
    let piece = &text[..end];
    while let Some(start) = next_word(piece, at) {
        let (end, kinds) = word_end(piece, start);
        at = end;
        let word = &piece[start..end];
        let whole = byte::KINDS[usize::from(piece.as_bytes()[end - 1])] & byte::OPENS != 0;
        let word = if whole { word } else { word.trim_end_matches(['.', '-', '/', '\'', '’']) };
        let last = start + word.len();
        let mut classes = Class::NONE;
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
        see(start, last, classes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_digits_and_inner_marks() {
        let text = "• Don't -use ci/cd, node.js: 3.5 of naïve 'x’s' (a-b) p95.";
        let lower = Lower::of(text);
        // Outside of the statement nothing is read.
        let mut found = Vec::new();
        let all = read_words(&lower, Span::new(4, text.len() - 1), &mut found);
        let told = |w: &Word<'_>| [Class::DIGIT, Class::JOINT, Class::LETTERS].map(|class| w.is(class));
        let found: Vec<_> = found.iter().map(|w| (w.lower, w.ends_phrase, told(w))).collect();
        assert_eq!(
            found,
            [
                ("don't", false, [false, false, true]),
                ("use", false, [false, false, true]),
                ("ci/cd", true, [false, true, false]),
                ("node.js", true, [false, false, false]),
                ("3.5", false, [true, false, false]),
                ("of", false, [false, false, true]),
                ("naïve", false, [false, false, false]),
                ("x’s", false, [false, false, false]),
                ("a-b", true, [false, true, false]),
                ("p95", false, [true, false, true]),
            ]
        );
        assert!(all.has(Class::DIGIT) && all.has(Class::KNOWN) && !all.has(Class::NOT));
    }

    #[test]
    fn a_number_may_stand_in_a_word() {
        for (text, may) in
            [("a two-thirds cut", true), ("twenty tables", true), ("uses S3", true), ("a re-run of it", false)]
        {
            let lower = Lower::of(text);
            let mut words = Vec::new();
            let classes = read_words(&lower, Span::new(0, text.len()), &mut words);
            assert_eq!(may_have_number(&words, classes), may, "{text}");
        }
    }
}
