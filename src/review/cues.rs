//! The phrases that reviews go by, as one reviewed list: `cues.csv`.

use super::sense::is_other;
use super::word::Word;
use crate::text::Span;

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
    pub(super) const fn bit(self) -> u64 {
        1 << self as u32
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
}

/// All cues in `words`, in their order, into `out`, which is cleared first; for one class and place the longest.
pub(super) fn find(words: &[Word<'_>], out: &mut Vec<Found>) {
    out.clear();
    for (at, word) in words.iter().enumerate() {
        let first = out.len();
        let mut see = |cue: Cue, end: usize| {
            if is_other(cue, words, at, end) {
                return;
            }
            let span = Span { start: word.span.start, end: words[end - 1].span.end };
            match out[first..].iter_mut().find(|f| f.cue == cue) {
                Some(shorter) if shorter.words.1 < end => (shorter.words.1, shorter.span) = (end, span),
                Some(_) => {}
                None => out.push(Found { cue, words: (at, end), span }),
            }
        };
        let mut left = word.cues;
        while left != 0 {
            see(Cue::ALL[left.trailing_zeros() as usize], at + 1);
            left &= left - 1;
        }
        let [second, behind @ ..] = &words[at + 1..] else { continue };
        for phrase in word.phrases_with(second) {
            let fits = behind.len() >= phrase.rest.len()
                && phrase.rest.iter().zip(behind).all(|(wanted, word)| match wanted.strip_suffix('*') {
                    Some(stem) => word.lower.starts_with(stem),
                    None => word.lower == *wanted,
                });
            if fits {
                see(phrase.cue, at + 2 + phrase.rest.len());
            }
        }
    }
}
