//! A statement as words, each with what the reviewed lists say of it: one look-up a word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues::{Cue, Phrase, each_phrase};
use super::metrics::number_words;
use super::opener::single_verbs;
use crate::text::Span;

/// What a word is in itself (`words.csv`), as a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// A phrase about a system ends here.
    pub(super) const END: Self = Self(1);
    /// Stands before a kind of system and does not tell which one.
    pub(super) const GENERIC: Self = Self(1 << 1);
    /// People, times and other things that cannot run.
    pub(super) const NO_THING: Self = Self(1 << 2);
    /// Counts or parts what follows "of".
    pub(super) const SHARE: Self = Self(1 << 3);
    /// A trade, or a person of it.
    pub(super) const TRADE: Self = Self(1 << 4);
    /// Before it a kind of system only says of which kind: "API guidelines".
    pub(super) const KIND_OF: Self = Self(1 << 5);
    /// A finite verb, as a reason has one.
    pub(super) const FINITE: Self = Self(1 << 6);
    /// A length of time.
    pub(super) const TIME: Self = Self(1 << 7);
    /// A verb of work (`verbs.csv`).
    pub(super) const VERB: Self = Self(1 << 8);
    /// An activity that a system is named by: "booking".
    pub(super) const ACTIVITY: Self = Self(1 << 9);
    /// Leads to what work was done on: "in the router".
    pub(super) const INTO: Self = Self(1 << 10);
    /// A verb whose object is what was made.
    pub(super) const MAKER: Self = Self(1 << 11);
    /// A word of another trade, in which breakers break currents.
    pub(super) const ELECTRICAL: Self = Self(1 << 12);
    /// A kind of system that is a name by itself: "checkout".
    pub(super) const OWN: Self = Self(1 << 13);
    /// A number in words, or a part of one.
    pub(super) const NUMBER: Self = Self(1 << 14);
    /// A degree or a course of study.
    pub(super) const DEGREE: Self = Self(1 << 15);
    /// A grade of a school.
    pub(super) const GRADE: Self = Self(1 << 16);
    /// What is finished or passed where somebody studied.
    pub(super) const STUDY: Self = Self(1 << 17);
    /// Opens a line of a person's particulars: "phone", "hobbies".
    pub(super) const LABEL: Self = Self(1 << 18);
    /// A person's particulars, anywhere in a short line.
    pub(super) const PERSONAL: Self = Self(1 << 19);
    /// A kind of system that is a thing of every office as well.
    pub(super) const OFFICE: Self = Self(1 << 20);
    /// Somebody knows something: "knowledge", "familiar".
    pub(super) const KNOWING: Self = Self(1 << 21);
    /// What people take their time for: to notice, mend, close or learn.
    pub(super) const HANDLING: Self = Self(1 << 22);
    /// Who is on call for people.
    pub(super) const RESCUE: Self = Self(1 << 23);
    /// Who pays for software, by kind.
    pub(super) const CUSTOMER: Self = Self(1 << 24);
    /// Somebody else's work was helped with.
    pub(super) const HELP: Self = Self(1 << 25);
    /// Says no: "not", "no".
    pub(super) const NOT: Self = Self(1 << 26);
    /// What measures or is machined: its errors are no failures.
    pub(super) const MEASURING: Self = Self(1 << 27);
    /// Who is on duty in other trades, so that a plan of it is a product.
    pub(super) const ON_DUTY: Self = Self(1 << 28);
    /// What is raised and is no higher then: tickets, funds.
    pub(super) const RAISED: Self = Self(1 << 29);
    /// What offices develop and implement: plans, policies, courses.
    pub(super) const PLANNED: Self = Self(1 << 30);

    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "end" => Self::END,
            "generic" => Self::GENERIC,
            "no_thing" => Self::NO_THING,
            "share" => Self::SHARE,
            "trade" => Self::TRADE,
            "kind_of" => Self::KIND_OF,
            "finite" => Self::FINITE,
            "time" => Self::TIME,
            "activity" => Self::ACTIVITY,
            "into" => Self::INTO,
            "maker" => Self::MAKER,
            "electrical" => Self::ELECTRICAL,
            "own" => Self::OWN,
            "degree" => Self::DEGREE,
            "grade" => Self::GRADE,
            "study" => Self::STUDY,
            "label" => Self::LABEL,
            "personal" => Self::PERSONAL,
            "office" => Self::OFFICE,
            "knowing" => Self::KNOWING,
            "handling" => Self::HANDLING,
            "rescue" => Self::RESCUE,
            "customer" => Self::CUSTOMER,
            "help" => Self::HELP,
            "not" => Self::NOT,
            "measuring" => Self::MEASURING,
            "on_duty" => Self::ON_DUTY,
            "raised" => Self::RAISED,
            "planned" => Self::PLANNED,
            _ => return None,
        })
    }
}

/// What the lists say of a word.
#[derive(Debug, Default)]
struct Entry {
    classes: u32,
    /// A number of its own where it is the second word of a phrase; 0 for none.
    second: u16,
    /// The cues that the word gives alone, a bit each.
    cues: u64,
    /// Longer phrases that it opens.
    longer: Longer,
}

/// Phrases that begin with one word. Some words ("to", "which") open a hundred, so that they are looked up by the second.
#[derive(Debug, Default)]
pub(super) struct Longer {
    /// Those whose second word is whole, sorted by its number.
    whole: Vec<(u16, Phrase)>,
    /// Those whose second word is the beginning of one.
    open: Vec<Phrase>,
}

impl Longer {
    /// The phrases that may go on with `second`.
    pub(super) fn with(&self, second: &Word<'_>) -> impl Iterator<Item = &Phrase> {
        let second = second.second;
        let from = if second == 0 { self.whole.len() } else { self.whole.partition_point(|(n, _)| *n < second) };
        let whole = self.whole[from..].iter().take_while(move |(n, _)| *n == second);
        whole.map(|(_, phrase)| phrase).chain(&self.open)
    }
}

struct Lists {
    words: FxHashMap<&'static str, Entry>,
    /// Beginnings of words and their cues, by their first four bytes.
    stems: FxHashMap<[u8; 4], Vec<(&'static str, u64)>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { words: FxHashMap::default(), stems: FxHashMap::default() };
    let mut seconds = 0;
    each_phrase(|cue, phrase| match phrase.split_once(' ') {
        Some((first, rest)) => {
            let phrase = Phrase { rest: rest.split(' ').collect(), cue };
            if phrase.rest[0].ends_with('*') {
                lists.words.entry(first).or_default().longer.open.push(phrase);
                return;
            }
            let second = &mut lists.words.entry(phrase.rest[0]).or_default().second;
            if *second == 0 {
                seconds += 1;
                *second = seconds;
            }
            let second = *second;
            let whole = &mut lists.words.entry(first).or_default().longer.whole;
            let at = whole.partition_point(|(n, _)| *n <= second);
            whole.insert(at, (second, phrase));
        }
        None => match phrase.strip_suffix('*') {
            Some(stem) => {
                if let Some(first) = first_four(stem) {
                    lists.stems.entry(first).or_default().push((stem, cue.bit()));
                }
            }
            None => lists.words.entry(phrase).or_default().cues |= cue.bit(),
        },
    });
    for line in include_str!("words.csv").lines().skip(1) {
        if let Some((class, word)) = line.split_once(',')
            && let Some(class) = Class::of(class)
        {
            lists.words.entry(word).or_default().classes |= class.0;
        }
    }
    for word in number_words() {
        lists.words.entry(word).or_default().classes |= Class::NUMBER.0;
    }
    for verb in single_verbs() {
        lists.words.entry(verb).or_default().classes |= Class::VERB.0;
    }
    lists
});

fn first_four(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().first_chunk().copied()
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
    classes: u32,
    /// Its number as the second word of phrases, 0 for none.
    second: u16,
    /// The cues that it gives alone, a bit each.
    pub cues: u64,
    /// The longer phrases that it may open.
    pub longer: Option<&'static Longer>,
}

impl Word<'_> {
    /// Whether the lists count it so.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & class.0 != 0
    }

    /// Whether it alone is this cue, whatever stands around it.
    pub(super) fn gives(&self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }

    pub(super) fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The classes of all `words` together.
pub(super) fn classes(words: &[Word<'_>]) -> Classes {
    Classes(words.iter().fold(0, |all, w| all | w.classes))
}

/// Which classes the words of a statement have: most questions end here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Classes(u32);

impl Classes {
    /// Whether a word is of this class.
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & class.0 != 0
    }
}

/// Whether a statement of `words`, which are of `classes`, has a digit, or a word that is a number or stands in one. Most have none.
pub(super) fn may_have_number(piece: &str, words: &[Word<'_>], classes: Classes) -> bool {
    const JOINTS: [char; 3] = ['-', '/', '+'];
    let lists = &*LISTS;
    let part = |part: &str| lists.words.get(part).is_some_and(|e| e.classes & Class::NUMBER.0 != 0);
    piece.bytes().any(|b| b.is_ascii_digit())
        || classes.has(Class::NUMBER)
        || memchr::memchr3(b'-', b'/', b'+', piece.as_bytes()).is_some()
            && words.iter().any(|w| w.lower.contains(JOINTS) && w.lower.split(JOINTS).any(part))
}

/// Where the first character stands that is neither ASCII of which `plain` holds nor another of which `other` does. Most are
/// ASCII, byte by byte.
fn find(text: &str, plain: impl Fn(u8) -> bool, other: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.as_bytes()[at..].iter().position(|b| !b.is_ascii() || !plain(*b))?;
        let c = text[at..].chars().next()?;
        if c.is_ascii() || !other(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Whether an ASCII character may stand within a word.
fn is_inner(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.' | b'+' | b'#' | b'\'' | b'%')
}

/// The words of a statement: letters, digits and the marks within words ("ci/cd", "node.js", "on-call").
/// `piece` is the statement in small letters, byte by byte as it stands; it begins at `start` of the whole text.
pub(super) fn words(piece: &str, start: u32) -> Vec<Word<'_>> {
    let lists = &*LISTS;
    let base = start as usize;
    let mut out = Vec::with_capacity(piece.len() / 5 + 1);
    let mut at = 0;
    while at < piece.len() {
        let rest = &piece[at..];
        let Some(start) = find(rest, |b| !b.is_ascii_alphanumeric(), |c| !c.is_alphanumeric()) else { break };
        let len = find(&rest[start..], is_inner, |c| c.is_alphanumeric() || c == '’').unwrap_or(rest.len() - start);
        let word = rest[start..start + len].trim_end_matches(['.', '-', '/', '\'', '’']);
        let from = base + at + start;
        // "on the frontend (10 h a week)": a bracket ends a phrase before its space.
        let behind = rest.as_bytes().get(start + word.len()..).unwrap_or_default();
        let mark = if behind.starts_with(b" (") { b'(' } else { behind.first().copied().unwrap_or(b' ') };
        let entry = lists.words.get(word);
        let stems = first_four(word).and_then(|first| lists.stems.get(&first));
        let of_stems = stems.map_or(0, |stems| {
            stems.iter().filter(|(stem, _)| word.starts_with(stem)).fold(0, |cues, (_, more)| cues | more)
        });
        out.push(Word {
            lower: word,
            span: Span::new(from, from + word.len()),
            ends_phrase: matches!(mark, b',' | b';' | b':' | b'.' | b')' | b'('),
            opens_clause: matches!(mark, b':' | b';'),
            ends_clause: matches!(mark, b';' | b'.'),
            classes: entry.map_or(0, |e| e.classes),
            second: entry.map_or(0, |e| e.second),
            cues: entry.map_or(0, |e| e.cues) | of_stems,
            longer: entry.map(|e| &e.longer),
        });
        at += start + len;
    }
    out
}
