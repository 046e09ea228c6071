//! The phrases that reviews go by, as one reviewed list: `cues.csv`.

use super::lists::{LISTS, Lists};
use super::sense::is_other;
use super::word::Word;
use crate::text::Span;
use crate::text::mask::places;

/// The cues with the names that they have in the list.
macro_rules! cues {
    ($($(#[$doc:meta])* $cue:ident = $name:literal,)*) => {
        /// What a phrase tells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Cue {
            $($(#[$doc])* $cue,)*
        }

        impl Cue {
            fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$cue),)*
                    _ => None,
                }
            }

            /// All of them, in the order of their bits.
            const ALL: &[Self] = &[$(Self::$cue,)*];
        }
    };
}

cues! {
    Design = "design",
    /// Something is written down: a contract, a specification.
    Write = "write",
    /// What says how programs talk to each other.
    Spec = "spec",
    Api = "api",
    /// A style of interface, which may be chosen.
    Style = "style",
    /// Work on the contract of an API by its name.
    ApiOwn = "api_own",
    /// A thing of a trade by several words: "delivery notes".
    Subject = "subject",
    /// A property of a contract.
    ApiTrait = "api_trait",
    /// The same, where several stand together.
    ApiHint = "api_hint",
    ApiForeign = "api_foreign",
    /// One of several is picked.
    Choose = "choose",
    /// Several are looked at.
    Weigh = "weigh",
    /// What is there is kept on purpose.
    Stay = "stay",
    /// The one that was not picked follows.
    Over = "over",
    Versus = "versus",
    /// The one that was not picked stands beside it.
    Reject = "reject",
    Reason = "reason",
    /// A reason where something was chosen, and no more than an aim elsewhere.
    Purpose = "purpose",
    /// What something is moved, or replaced, for: "for transactional consistency".
    Quality = "quality",
    /// Something goes from one place to another, or comes in.
    Move = "move",
    /// Data is cut up or copied on purpose.
    Partition = "partition",
    /// A layout by its name.
    Layout = "layout",
    Store = "store",
    /// A store that the taxonomy counts elsewhere.
    StoreName = "store_name",
    /// What a store is brought in as.
    StoreRole = "store_role",
    Rotate = "rotate",
    Secret = "secret",
    Sign = "sign",
    /// What may be signed by a key.
    Signable = "signable",
    /// How much somebody may take.
    Quota = "quota",
    /// What goes wrong, where a number tells that it does so less.
    Fault = "fault",
    /// People who were led or taught.
    People = "people",
    Reliable = "reliable",
    Observe = "observe",
    Operate = "operate",
    /// Something goes on ...
    Survive = "survive",
    /// ... while something else does not.
    Down = "down",
    Secure = "secure",
    System = "system",
    Generic = "generic",
    Build = "build",
    Improve = "improve",
    Buzz = "buzz",
    Outcome = "outcome",
    /// What only software has, and what is done with it.
    Property = "property",
    /// Words of the trade that name no kind of system: what one thing is chosen over another in.
    Craft = "craft",
    /// What a business feels when there is more or less of it.
    Business = "business",
}

impl Cue {
    #[inline]
    pub(super) const fn bit(self) -> u64 {
        1 << self as u32
    }

    /// The cues of bits, in order.
    #[inline]
    fn of_bits(mut bits: u64) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || {
            let cue = Self::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(*cue)
        })
    }

    /// The bits of several.
    pub(super) const fn bits(mut cues: &[Self]) -> u64 {
        let mut bits = 0;
        while let [first, rest @ ..] = cues {
            bits |= first.bit();
            cues = rest;
        }
        bits
    }
}

/// A phrase of several words, without its first two; a word that ends in `*` stands for all words that begin so.
#[derive(Debug)]
pub(super) struct Phrase {
    pub rest: Vec<&'static str>,
    pub cue: Cue,
    /// The first byte of the rest, which tells of most words that they do not fit.
    first: Option<u8>,
}

impl Phrase {
    pub(super) fn new(rest: Vec<&'static str>, cue: Cue) -> Self {
        let first = rest.first().and_then(|word| word.bytes().next());
        Self { rest, cue, first }
    }

    /// Whether its rest stands in front of `words`.
    #[inline]
    fn fits(&self, words: &[Word<'_>]) -> bool {
        if self.first.is_some() && self.first != words.first().and_then(|word| word.lower.as_bytes().first().copied()) {
            return false;
        }
        words.len() >= self.rest.len()
            && self.rest.iter().zip(words).all(|(wanted, word)| match wanted.strip_suffix('*') {
                Some(stem) => word.lower.starts_with(stem),
                None => word.lower == *wanted,
            })
    }
}

/// The lines of the list.
pub(super) fn each_phrase(mut see: impl FnMut(Cue, &'static str)) {
    for line in include_str!("cues.csv").lines().skip(1) {
        if let Some((class, phrase)) = line.split_once(',')
            && let Some(cue) = Cue::of(class)
        {
            see(cue, phrase);
        }
    }
}

/// A cue found in a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub cue: Cue,
    /// Its words, half open.
    pub words: (usize, usize),
    pub span: Span,
    /// The place of the next of its kind; itself where there is none.
    next: u32,
}

/// The cues of a statement. Rules ask for those of one kind, which are linked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cues<'a> {
    found: &'a [Found],
    kinds: &'a Kinds,
}

/// Which cues a statement has.
#[derive(Debug)]
struct Kinds {
    /// A bit each.
    present: u64,
    /// The places of the first and the last of each kind that is present, among those of the statement.
    ends: [(u32, u32); Cue::ALL.len()],
    /// How many the statements before have.
    from: usize,
}

impl<'a> Cues<'a> {
    /// Which there are, a bit each.
    #[inline]
    pub(super) fn present(self) -> u64 {
        self.kinds.present
    }

    /// All, in the order of their words.
    pub(super) fn iter(self) -> std::slice::Iter<'a, Found> {
        self.found.iter()
    }

    #[inline]
    pub(super) fn has(self, cue: Cue) -> bool {
        self.present() & cue.bit() != 0
    }

    /// Those of one kind, in the order of their words.
    #[inline]
    pub(super) fn all(self, cue: Cue) -> impl Iterator<Item = &'a Found> {
        let mut next = self.has(cue).then_some(self.kinds.ends[cue as usize].0);
        std::iter::from_fn(move || {
            let at = next?;
            let found = &self.found[at as usize];
            next = (found.next != at).then_some(found.next);
            Some(found)
        })
    }
}

/// The cues of several statements.
#[derive(Debug)]
pub(super) struct CuesOfAll {
    found: Vec<Found>,
    of: Vec<Kinds>,
}

impl CuesOfAll {
    /// Room for `statements`; few have more cues.
    pub(super) fn new(statements: usize) -> Self {
        Self { found: Vec::with_capacity(statements * 16), of: Vec::with_capacity(statements) }
    }

    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.of.clear();
    }

    /// The cues of the `n`th statement.
    pub(super) fn of(&self, n: usize) -> Cues<'_> {
        let to = self.of.get(n + 1).map_or(self.found.len(), |next| next.from);
        Cues { found: &self.found[self.of[n].from..to], kinds: &self.of[n] }
    }

    /// Adds the cues of a statement of these words; of one kind at one place the longest.
    pub(super) fn find(&mut self, words: &[Word<'_>]) {
        let from = self.found.len();
        self.of.push(Kinds { present: 0, ends: [(0, 0); Cue::ALL.len()], from });
        if let Some(kinds) = self.of.last_mut() {
            Finding { found: &mut self.found, kinds }.find(words);
        }
    }
}

/// The cues of a statement in the making.
struct Finding<'a> {
    found: &'a mut Vec<Found>,
    kinds: &'a mut Kinds,
}

impl Finding<'_> {
    fn find(&mut self, words: &[Word<'_>]) {
        let lists = &*LISTS;
        for from in (0..words.len()).step_by(BITS) {
            // At which words cues may begin: told of all of them first, since nothing predicts it of one.
            let part = &words[from..];
            let begins = |bit: usize| u64::from(part[bit].may_begin(lists, part.get(bit + 1))) << bit;
            let begins = (0..part.len().min(BITS)).fold(0, |bits, bit| bits | begins(bit));
            places(begins).for_each(|at| self.find_at(lists, words, from + at));
        }
    }

    /// Adds the cues that begin at the word at `at`.
    fn find_at(&mut self, lists: &Lists, words: &[Word<'_>], at: usize) {
        let word = &words[at];
        let [second, behind @ ..] = &words[at + 1..] else {
            return Cue::of_bits(word.cues).for_each(|cue| self.add(cue, words, at, at + 1));
        };
        let (short, longer) = word.phrases_with(lists, second);
        // Of the word, then of both, as one: nothing predicts where a loop ends.
        let mut bits = u128::from(word.cues) | u128::from(short) << BITS;
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if let Some(cue) = Cue::ALL.get(bit % BITS) {
                self.add(*cue, words, at, at + 1 + bit / BITS);
            }
        }
        for phrase in longer {
            if phrase.fits(behind) {
                self.add(phrase.cue, words, at, at + 2 + phrase.rest.len());
            }
        }
    }

    /// Adds a cue whose words are `at..end`, unless they mean something else.
    fn add(&mut self, cue: Cue, words: &[Word<'_>], at: usize, end: usize) {
        if is_other(cue, words, at, end) {
            return;
        }
        let span = Span { start: words[at].span.start, end: words[end - 1].span.end };
        let Kinds { present, ends, from } = self.kinds;
        let next = (self.found.len() - *from) as u32;
        let (first, last) = &mut ends[cue as usize];
        if *present & cue.bit() == 0 {
            *first = next;
        } else {
            let before = &mut self.found[*from + *last as usize];
            if before.words.0 == at {
                if before.words.1 < end {
                    (before.words.1, before.span) = (end, span);
                }
                return;
            }
            before.next = next;
        }
        *last = next;
        *present |= cue.bit();
        self.found.push(Found { cue, words: (at, end), span, next });
    }
}

/// Words that are told of at once.
const BITS: usize = u64::BITS as usize;
