//! The words that reviews go by, as one reviewed list: `cues.csv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::ingest::opens_month;
use crate::text::Span;

/// What a phrase tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    Design,
    Api,
    ApiOwn,
    ApiForeign,
    /// One of several is picked.
    Choose,
    /// The one that was not picked follows.
    Over,
    Versus,
    Reason,
    /// What something is moved, or replaced, for: "for transactional consistency".
    Quality,
    /// Something goes from one place to another, or comes in.
    Move,
    /// Data is cut up or copied on purpose.
    Partition,
    /// A layout by its name.
    Layout,
    Store,
    /// A store that the taxonomy counts elsewhere.
    StoreName,
    /// What a store is brought in as.
    StoreRole,
    Rotate,
    Secret,
    /// What goes wrong, where a number tells that it does so less.
    Fault,
    /// People who were led or taught.
    People,
    Reliable,
    Observe,
    Operate,
    Secure,
    System,
    Generic,
    Build,
    Improve,
    Buzz,
    Outcome,
    Everyday,
}

impl Cue {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "design" => Self::Design,
            "api" => Self::Api,
            "api_own" => Self::ApiOwn,
            "api_foreign" => Self::ApiForeign,
            "choose" => Self::Choose,
            "over" => Self::Over,
            "quality" => Self::Quality,
            "move" => Self::Move,
            "partition" => Self::Partition,
            "layout" => Self::Layout,
            "store_name" => Self::StoreName,
            "store_role" => Self::StoreRole,
            "rotate" => Self::Rotate,
            "secret" => Self::Secret,
            "fault" => Self::Fault,
            "people" => Self::People,
            "versus" => Self::Versus,
            "reason" => Self::Reason,
            "store" => Self::Store,
            "reliable" => Self::Reliable,
            "observe" => Self::Observe,
            "operate" => Self::Operate,
            "secure" => Self::Secure,
            "system" => Self::System,
            "generic" => Self::Generic,
            "build" => Self::Build,
            "improve" => Self::Improve,
            "buzz" => Self::Buzz,
            "outcome" => Self::Outcome,
            "everyday" => Self::Everyday,
            _ => return None,
        })
    }
}

/// A phrase; a word that ends in `*` stands for all words that begin so.
struct Phrase {
    words: Vec<&'static str>,
    cue: Cue,
}

static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("cues.csv").lines().skip(1) {
        let Some((class, phrase)) = line.split_once(',') else { continue };
        let Some(cue) = Cue::of(class) else { continue };
        let words: Vec<&'static str> = phrase.split(' ').collect();
        out.entry(key(words[0].trim_end_matches('*'))).or_default().push(Phrase { words, cue });
    }
    out
});

/// The first letters, by which phrases are looked up.
fn key(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(at, _)| &word[..at])
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
}

/// The words of a statement: letters, digits and the marks within words ("ci/cd", "node.js", "on-call").
/// `piece` is the statement in small letters, byte by byte as it stands; it begins at `start` of the whole text.
pub(super) fn words(piece: &str, start: u32) -> Vec<Word<'_>> {
    let base = start as usize;
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '+' | '#' | '\'' | '’' | '%');
    let mut out = Vec::new();
    let mut at = 0;
    while at < piece.len() {
        let rest = &piece[at..];
        let Some(start) = rest.find(|c: char| c.is_alphanumeric()) else { break };
        let len = rest[start..].find(|c| !inner(c)).unwrap_or(rest.len() - start);
        let word = rest[start..start + len].trim_end_matches(['.', '-', '/', '\'', '’']);
        let from = base + at + start;
        let ends_phrase = rest[start + word.len()..].starts_with([',', ';', ':', '.', ')', '(']);
        let opens_clause = rest[start + word.len()..].starts_with([':', ';']);
        out.push(Word { lower: word, span: Span::new(from, from + word.len()), ends_phrase, opens_clause });
        at += start + len;
    }
    out
}

/// A cue found in a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub cue: Cue,
    /// Its words, half open.
    pub words: (usize, usize),
    pub span: Span,
}

/// Whether the words around a phrase say that it means something else.
fn is_other(cue: Cue, words: &[Word<'_>], at: usize, end: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match cue {
        // "as the garages run simple sites" gives a reason, "as the lead developer" and "as well as" none.
        Cue::Reason if word(at) == "as" && end == at + 1 => {
            const VERBS: [&str; 30] = [
                "is", "are", "was", "were", "had", "has", "have", "must", "may", "can", "cannot", "need", "needs",
                "needed", "run", "runs", "join", "joins", "cost", "costs", "grew", "broke", "would", "will", "does",
                "did", "kept", "took", "made", "could",
            ];
            ["well", "a", "an", "part", "soon", "of"].contains(&word(end))
                || !words[end.min(words.len())..].iter().take(5).any(|w| VERBS.contains(&w.lower))
        }
        // "since 2019", "since March"
        Cue::Reason if word(at) == "since" => number(word(end)) || word(end).is_empty() || opens_month(word(end)),
        // "over two quarters", "1.3 s instead of 4.2 s"
        Cue::Over | Cue::Versus => {
            const SPANS: [&str; 14] = [
                "time", "the", "a", "an", "one", "two", "three", "four", "five", "six", "ten", "several", "many", "all",
            ];
            word(at) == "over" && number(word(end))
                || word(at) == "over" && SPANS.contains(&word(end)) && is_span(words, end)
        }
        // "designers", "software architecture", "two programmers": people and trades, no deeds.
        Cue::Design | Cue::Build => TRADES.contains(&word(at)),
        // "API guidelines", "front-end developers": the word only says of which kind.
        Cue::System => KINDS_OF.contains(&word(end)) && !words[end - 1].ends_phrase,
        // "cost grew faster than the business"
        Cue::Improve => matches!(word(at), "faster" | "better") && word(end) == "than",
        // "Enabled HTTP/2", "Adopted Scrum", "Won a prize": as the opening verb it tells of no outcome.
        Cue::Outcome => {
            at == 0 && ["enabl", "allow", "adopt", "won", "dropp"].iter().any(|stem| word(at).starts_with(stem))
        }
        _ => false,
    }
}

/// Nouns that begin as verbs of building do.
const TRADES: [&str; 21] = [
    "delivery",
    "deliveries",
    "deliverables",
    "designer",
    "designers",
    "architect",
    "architects",
    "architecture",
    "architectures",
    "architectural",
    "developer",
    "developers",
    "development",
    "engineer",
    "engineers",
    "engineering",
    "programmer",
    "programmers",
    "programming",
    "program",
    "programs",
];

/// Nouns before which a system is only a kind: what is meant is a team, a trade or a rule.
const KINDS_OF: [&str; 32] = [
    "development",
    "architecture",
    "developer",
    "developers",
    "engineer",
    "engineers",
    "engineering",
    "team",
    "teams",
    "guidelines",
    "guideline",
    "standards",
    "standard",
    "key",
    "keys",
    "tokens",
    "documentation",
    "governance",
    "strategy",
    "skills",
    "technologies",
    "design",
    "concepts",
    "knowledge",
    "desk",
    "department",
    "level",
    "owner",
    "owners",
    "management",
    "template",
    "templates",
];

/// Whether a length of time follows within three words.
fn is_span(words: &[Word<'_>], at: usize) -> bool {
    words[at..].iter().take(3).any(|w| {
        [
            "time", "year", "years", "month", "months", "week", "weeks", "day", "days", "quarter", "quarters", "hour",
            "hours", "weekend", "sprint", "sprints", "summer", "winter", "phone", "course",
        ]
        .contains(&w.lower)
    })
}

/// All cues in `words`, in their order; for one class and place the longest.
pub(super) fn find(words: &[Word<'_>]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(phrases) = PHRASES.get(key(word.lower)) else { continue };
        for phrase in phrases {
            let fits = words.len() - at >= phrase.words.len()
                && phrase.words.iter().zip(&words[at..]).all(|(wanted, word)| match wanted.strip_suffix('*') {
                    Some(stem) => word.lower.starts_with(stem),
                    None => word.lower == *wanted,
                });
            if fits && !is_other(phrase.cue, words, at, at + phrase.words.len()) {
                let end = at + phrase.words.len();
                let span = Span { start: word.span.start, end: words[end - 1].span.end };
                match out.iter_mut().find(|f| f.cue == phrase.cue && f.words.0 == at) {
                    Some(shorter) if shorter.words.1 < end => (shorter.words.1, shorter.span) = (end, span),
                    Some(_) => {}
                    None => out.push(Found { cue: phrase.cue, words: (at, end), span }),
                }
            }
        }
    }
    out
}
