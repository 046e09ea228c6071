//! Whose work is it? The words that a statement opens with.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::opening::IRREGULAR;
use super::word::{Class, Word};
use crate::text::Span;

/// What the opening words say of the person's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ownership {
    /// An owner's verb: built, led, chose.
    Strong,
    /// Work done with others: collaborated, supported.
    Shared,
    /// Somebody else's work: helped, was responsible for.
    Weak,
    /// The statement opens with no verb that tells.
    None,
}

impl Ownership {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Shared => "shared",
            Self::Weak => "weak",
            Self::None => "none",
        }
    }
}

/// How a statement opens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opener {
    pub ownership: Ownership,
    /// Whether it leaves open what the person did.
    pub unclear: bool,
    /// The words, pronoun and adverb included.
    pub span: Span,
}

/// An opening phrase, what it says, and whether it leaves open what the person did.
pub(super) type Phrase = (Vec<&'static str>, Ownership, bool);

/// Opening phrases by their first word, the longest first.
static OPENERS: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: FxHashMap<_, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("verbs.csv").lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(phrase), Some(ownership), Some(unclear)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let ownership = match ownership {
            "strong" => Ownership::Strong,
            "shared" => Ownership::Shared,
            "weak" => Ownership::Weak,
            _ => Ownership::None,
        };
        let words: Vec<&'static str> = phrase.split(' ').collect();
        out.entry(words[0]).or_default().push((words, ownership, unclear == "yes"));
    }
    out.values_mut().for_each(|v| v.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len())));
    out
});

/// Whether another deed stands behind the first, and somebody else did it: "collected requirements, participated in the
/// design", "... and helped the team with tests".
fn helps_later(words: &[Word<'_>]) -> bool {
    // "Taught the clerks and helped them with the first returns" is help that was the work.
    let served =
        |at: usize| words.get(at + 1).is_some_and(|w| matches!(w.lower, "them" | "users" | "customers" | "clients"));
    (1..words.len()).any(|at| {
        let before = &words[at - 1];
        words[at].is(Class::HELP) && (before.ends_phrase || before.lower == "and") && !served(at)
    })
}

/// How the statement of `words`, which are of `classes`, opens; none without words.
pub(super) fn opener(words: &[Word<'_>], classes: Class) -> Option<Opener> {
    // "Responsibilities: renewed the editor": a label opens nothing.
    const LABELS: [&str; 10] = [
        "responsibilities",
        "responsibility",
        "description",
        "duties",
        "tasks",
        "achievements",
        "role",
        "implementation",
        "contribution",
        "result",
    ];
    let labelled = words.len() > 1 && words[0].opens_clause && LABELS.contains(&words[0].lower);
    // "My tasks: creating the pages", "Key responsibilities: ..."
    let owned = words.len() > 2
        && words[1].opens_clause
        && matches!(words[0].lower, "my" | "key" | "main" | "core" | "major")
        && LABELS.contains(&words[1].lower);
    let words = &words[if owned { 2 } else { usize::from(labelled) }..];
    let first = words.first()?;
    let plain = |at: usize| Opener {
        ownership: Ownership::None,
        unclear: false,
        span: Span { start: first.span.start, end: words[at].span.end },
    };
    let later = || classes.has(Class::HELP) && helps_later(words);
    let mut at = 0;
    let mut shared = false;
    // "The platform team and I introduced": two did it.
    if let Some(and) = words.iter().take(6).position(|w| w.lower == "and")
        && and > 0
        && words.get(and + 1).is_some_and(|w| w.lower == "i")
    {
        let span = Span { start: first.span.start, end: words[and + 1].span.end };
        return Some(Opener { ownership: Ownership::Shared, unclear: !tells_own_part(&words[and + 2..]), span });
    }
    // "For my year in industry I helped", "during the migration I wrote"
    // So "as a part of a small team, I took part", "working as a developer, I helped".
    if matches!(
        first.lower,
        "after" | "as" | "at" | "before" | "during" | "for" | "in" | "on" | "while" | "with" | "working"
    ) && let Some(i) = words.iter().take(10).position(|w| w.lower == "i")
        && i + 1 < words.len()
        && !words[..i].iter().any(|w| w.is(Class::VERB) || w.ends_clause)
    {
        return opener(&words[i..], classes);
    }
    while at < 4 {
        let Some(word) = words.get(at) else { break };
        let fits = |(phrase, ..): &&Phrase| {
            words.len() - at >= phrase.len() && phrase.iter().zip(&words[at..]).skip(1).all(|(p, w)| w.lower == *p)
        };
        if let Some(found) = word.openings().iter().find(fits) {
            let (phrase, ownership, unclear) = found;
            // "We built": whose work it is stays open.
            let ownership = if word.lower == "we" && at == 0 {
                shared = true;
                at += 1;
                continue;
            } else if shared && *ownership == Ownership::Strong {
                Ownership::Shared
            } else {
                *ownership
            };
            let behind = &words[at + phrase.len()..];
            // "As part of my traineeship I took over"
            if word.lower == "as"
                && let Some(i) = behind.iter().take(8).position(|w| w.lower == "i")
                && i + 1 < behind.len()
            {
                return opener(&behind[i..], classes);
            }
            // "Developed strong skills in React", "Acquired knowledge of SQL": learning is no deed.
            let ownership =
                if ownership == Ownership::Strong && is_learning(behind) { Ownership::Weak } else { ownership };
            let supported = word.lower.starts_with("support");
            // "Supported the data team in building dashboards": theirs were the dashboards.
            let people = || behind.iter().take(4).position(|w| w.is(Class::COLLEAGUE));
            let aided = supported
                && people().and_then(|p| behind.get(p + 1)).is_some_and(|w| matches!(w.lower, "in" | "with" | "by"));
            // "Supported the renewal by participating in sprint ceremonies": what tells the part is none.
            const ATTENDS: [&str; 4] = ["participating", "attending", "assisting", "helping"];
            let attended =
                supported && behind.windows(2).any(|pair| pair[0].lower == "by" && ATTENDS.contains(&pair[1].lower));
            let ownership = if aided || attended { Ownership::Weak } else { ownership };
            // "Collected requirements, participated in the design", "... and helped the team with tests"
            let open = *unclear || aided || shared || later();
            let unclear = attended || open && !tells_own_part(behind);
            let span = Span { start: first.span.start, end: words[at + phrase.len() - 1].span.end };
            return Some(Opener { ownership, unclear, span });
        }
        let adverb = word.lower.len() > 4 && word.lower.ends_with("ly");
        if !adverb && !word.is(Class::BEFORE_VERB) {
            break;
        }
        at += 1;
    }
    if shared {
        return Some(Opener { ownership: Ownership::Shared, unclear: !tells_own_part(words), ..plain(0) });
    }
    // "Preparing", "maintains", "coordinate": a verb of the list in another form.
    let word = &words[at.min(words.len() - 1)];
    if let Some(ownership) = other_form(word.lower) {
        return Some(Opener { ownership, unclear: later(), ..plain(at.min(words.len() - 1)) });
    }
    // A regular past tense that no list knows is still what somebody did: "Wireframed", "Benchmarked".
    if word.lower.len() > 4 && word.lower.ends_with("ed") && at == 0 {
        return Some(Opener { ownership: Ownership::Strong, ..plain(0) });
    }
    Some(Opener { unclear: later(), ..plain(0) })
}

/// Whether a verb's object is what somebody knows: "strong skills in", "a deep understanding of".
fn is_learning(behind: &[Word<'_>]) -> bool {
    const OF: [&str; 4] = ["in", "of", "with", "on"];
    let Some(at) = behind.iter().take(5).position(|w| w.is(Class::LEARNT)) else { return false };
    // "Developed an experience in the museum", "improved the user experience of": experience that others have.
    let of_users = behind[..at].iter().any(|w| {
        w.ends_phrase
            || matches!(w.lower, "a" | "an" | "user" | "customer" | "shopping" | "developer")
            || w.is(Class::INTO)
    });
    !of_users && (at + 1 == behind.len() || behind[at].ends_phrase || OF.contains(&behind[at + 1].lower))
}

/// Whether what follows a weak opening tells the person's own part: "by writing the backfill job", ": wrote the second factor".
fn tells_own_part(rest: &[Word<'_>]) -> bool {
    /// What somebody does alone, behind what was done with others.
    const OWN_DEEDS: [&str; 9] =
        ["answered", "built", "coded", "developed", "fixed", "implemented", "resolved", "rewrote", "wrote"];
    rest.windows(2).enumerate().any(|(at, pair)| {
        let verb = pair[1].lower;
        let gerund = pair[0].lower == "by" && verb.ends_with("ing") && other_form(verb).is_some();
        let clause = pair[0].opens_clause && pair[1].is(Class::VERB) && !verb.ends_with("ing");
        // "We needed geo queries, so I moved the finder"
        let own = pair[0].lower == "i" && pair[1].is(Class::VERB);
        // "... and wrote the drivers"; in "the team that designed and built it" the verb is theirs.
        let theirs = || {
            let clause = rest[..at].iter().rev().take_while(|w| !w.ends_clause);
            clause.clone().any(|w| matches!(w.lower, "that" | "which" | "who"))
                // "In the design and built" names what was done.
                || clause.take(1).any(|w| w.is(Class::VERB) || w.lower.ends_with("ed"))
                    && at.checked_sub(2).is_none_or(|n| !matches!(rest[n].lower, "a" | "an" | "the"))
                || rest[at + 2..].iter().take_while(|w| !w.ends_clause).any(|w| w.lower == "by")
        };
        let also = pair[0].lower == "and" && OWN_DEEDS.contains(&verb) && !theirs();
        gerund || clause || own || also
    })
}

/// What a verb of the list says by itself.
fn alone(past: &str) -> Option<Ownership> {
    let mut phrases = OPENERS.get(past)?.iter();
    phrases.find(|(phrase, ..)| phrase.len() == 1).map(|(_, ownership, _)| *ownership)
}

/// What the bases of the list's verbs say: "prepare" by "prepared", "carry" by "carried", "build" by "built".
static BASES: LazyLock<FxHashMap<String, Ownership>> = LazyLock::new(|| {
    let mut bases = FxHashMap::default();
    // Where a base has two pasts, the first that is added stays.
    let mut add = |base: String, past: &str| {
        if let Some(ownership) = alone(past) {
            bases.entry(base).or_insert(ownership);
        }
    };
    IRREGULAR.iter().for_each(|(base, past)| add((*base).to_owned(), past));
    for end in ["ed", "d"] {
        single_verbs().for_each(|past| past.strip_suffix(end).into_iter().for_each(|base| add(base.to_owned(), past)));
    }
    single_verbs().for_each(|past| past.strip_suffix("ied").into_iter().for_each(|stem| add(format!("{stem}y"), past)));
    bases
});

/// What irregular verbs say, by what stands before "ing": "mak", "lead".
static IRREGULAR_STEMS: LazyLock<FxHashMap<&'static str, Ownership>> = LazyLock::new(|| {
    let mut stems = FxHashMap::default();
    for (base, past) in IRREGULAR {
        for stem in [Some(*base), base.strip_suffix('e')].into_iter().flatten() {
            if let Some(ownership) = alone(past) {
                stems.entry(stem).or_insert(ownership);
            }
        }
    }
    stems
});

/// What a verb says in the present: "preparing", "maintains", "coordinate" by "prepared", "maintained", "coordinated". Bases
/// that are nouns as well ("test", "report") are none: they head titles and lists as often.
pub(super) fn other_form(word: &str) -> Option<Ownership> {
    const NOUNS: [&str; 34] = [
        "test", "review", "report", "project", "design", "support", "plan", "research", "process", "program", "order",
        "release", "model", "script", "code", "market", "field", "control", "monitor", "document", "track", "map",
        "cache", "index", "trace", "profile", "record", "cost", "work", "share", "split", "train", "host", "source",
    ];
    let of_base = |base: &str| BASES.get(base).copied();
    if let Some(stem) = word.strip_suffix("ing").filter(|stem| stem.len() >= 3) {
        return IRREGULAR_STEMS.get(stem).copied().or_else(|| of_base(stem));
    }
    // Few words are a verb's, and only for these it is asked whether they are nouns as well.
    let plain = || of_base(word).filter(|_| word.len() >= 4 && !NOUNS.contains(&word));
    let Some(base) = word.strip_suffix('s').filter(|base| base.len() >= 4) else { return plain() };
    let stem = base.strip_suffix("ie").map(|stem| format!("{stem}y"));
    match (of_base(base).or_else(|| stem.and_then(|stem| of_base(&stem))), plain()) {
        (None, None) => None,
        (found, _) if !NOUNS.contains(&base) => found,
        (_, plain) => plain,
    }
}

/// The opening phrases that begin with a word.
pub(super) fn openings(first: &str) -> &'static [Phrase] {
    OPENERS.get(first).map_or(&[], |phrases| phrases)
}

/// Whether a word alone is a verb of work that the list knows.
pub(super) fn is_verb(word: &str) -> bool {
    OPENERS.get(word).is_some_and(|phrases| phrases.iter().any(|(phrase, ..)| phrase.len() == 1))
}

/// All first words of opening phrases.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    OPENERS.keys().copied()
}

/// All such verbs.
pub(super) fn single_verbs() -> impl Iterator<Item = &'static str> {
    OPENERS.iter().filter(|(_, phrases)| phrases.iter().any(|(phrase, ..)| phrase.len() == 1)).map(|(verb, _)| *verb)
}
