//! The hiring signals of a statement, each with the words that prove it (GUIDE section 2).

use super::cues::{Cue, Found, Word};
use super::metric::{Metric, MetricKind};
use crate::text::Span;

/// What a hiring manager looks for in a statement of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// A number that shows how big the system was.
    Scale,
    /// The person designed the contract of an API.
    ApiDesign,
    /// A store or its layout was chosen, for a reason.
    DatabaseDecision,
    /// Work on what keeps a system up.
    Reliability,
    /// Security inside a feature.
    Security,
    /// One thing chosen over another, for a reason.
    TradeOff,
}

impl Signal {
    /// The id that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::ApiDesign => "api_design",
            Self::DatabaseDecision => "database_decision",
            Self::Reliability => "reliability",
            Self::Security => "security",
            Self::TradeOff => "trade_off",
        }
    }
}

/// A signal and the words that prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// Which.
    pub signal: Signal,
    /// The words, in the whole text.
    pub span: Span,
}

/// What was found in one statement.
pub(super) struct Facts<'a> {
    pub text: &'a str,
    pub words: &'a [Word<'a>],
    pub cues: &'a [Found],
    pub metrics: &'a [Metric],
    /// Names of databases in it.
    pub databases: &'a [Span],
    /// All names of skills in it.
    pub skills: &'a [Span],
    /// For each of them, whether it is one of those that postings ask for most.
    pub common: &'a [bool],
    /// Whether it opens with somebody else's work: decisions in it are not the person's own.
    pub only_helped: bool,
}

impl Facts<'_> {
    pub(super) fn all(&self, cue: Cue) -> impl Iterator<Item = &Found> {
        self.cues.iter().filter(move |f| f.cue == cue)
    }

    pub(super) fn first(&self, cue: Cue) -> Option<&Found> {
        self.all(cue).next()
    }
}

/// The signals of a statement, in the order of [`Signal`], each once.
pub(super) fn signals(facts: &Facts<'_>) -> Vec<Proof> {
    let proofs = [
        (Signal::Scale, scale(facts)),
        (Signal::ApiDesign, api_design(facts)),
        (Signal::DatabaseDecision, database_decision(facts)),
        (Signal::Reliability, reliability(facts)),
        (Signal::Security, security(facts)),
        (Signal::TradeOff, trade_off(facts)),
    ];
    proofs.into_iter().filter_map(|(signal, span)| Some(Proof { signal, span: span? })).collect()
}

/// A topic of security, or tokens, keys and secrets that are rotated.
fn security(facts: &Facts<'_>) -> Option<Span> {
    let rotated = || {
        facts.all(Cue::Rotate).find_map(|verb| {
            let secret = facts.all(Cue::Secret).find(|s| s.words.0.abs_diff(verb.words.0) <= 6)?;
            Some(Span { start: verb.span.start.min(secret.span.start), end: verb.span.end.max(secret.span.end) })
        })
    };
    facts.first(Cue::Secure).map(|f| f.span).or_else(rotated)
}

fn scale(facts: &Facts<'_>) -> Option<Span> {
    facts.metrics.iter().find(|m| m.is_scale()).map(|m| m.span)
}

/// A verb of design whose object is an API, or a contract by name. Somebody else's specification is none.
fn api_design(facts: &Facts<'_>) -> Option<Span> {
    if facts.first(Cue::ApiForeign).is_some() || facts.only_helped {
        return None;
    }
    // "Consistent error codes" are those of an API only where one is spoken of.
    let of_api = |own: &&Found| {
        let words = own.span.of(facts.text).to_lowercase();
        ["api", "spec", "contract"].iter().any(|word| words.contains(word))
            || facts.all(Cue::Api).any(|api| api.words.1 <= own.words.0 || api.words.0 >= own.words.1)
    };
    if let Some(own) = facts.all(Cue::ApiOwn).find(of_api) {
        return Some(own.span);
    }
    facts.all(Cue::Design).find_map(|verb| {
        let api = facts.all(Cue::Api).find(|api| api.words.0 >= verb.words.1 && api.words.0 - verb.words.1 <= 6)?;
        // "Designed a pipeline that calls REST APIs": the API is not what was designed.
        const APART: [&str; 14] = [
            "that",
            "which",
            "using",
            "with",
            "calling",
            "consuming",
            "integrating",
            "behind",
            "against",
            "from",
            "via",
            "through",
            "for",
            "to",
        ];
        let between = facts.text.get(verb.span.end as usize..api.span.start as usize)?.to_lowercase();
        (!between.split_whitespace().any(|w| APART.contains(&w.trim_matches(','))) && !between.contains([';', '.']))
            .then_some(Span { start: verb.span.start, end: api.span.end })
    })
}

/// A store chosen, moved to or laid out anew, and what drove it. A list of stores, and a move without its reason, are none.
fn database_decision(facts: &Facts<'_>) -> Option<Span> {
    if facts.only_helped {
        return None;
    }
    let reason = facts.first(Cue::Reason);
    let mut stores: Vec<Span> =
        facts.databases.iter().copied().chain(facts.all(Cue::StoreName).map(|f| f.span)).collect();
    stores.sort_unstable();
    let place = || stores.iter().copied().chain(facts.all(Cue::Store).map(|f| f.span)).min();
    // "Partitioned the events table by month": a result says as well as a reason what it was for.
    let driven = reason.is_some() || facts.metrics.iter().any(|m| m.role.is_some());
    if let (Some(verb), true) = (facts.first(Cue::Partition), driven) {
        let by = facts.words[verb.words.1..].iter().take(4).find(|w| w.lower == "by").map(|w| w.span);
        if let Some(place) = place().or(by) {
            return Some(joined(verb.span, place));
        }
    }
    if let (Some(layout), Some(_)) = (facts.first(Cue::Layout), reason) {
        return Some(layout.span);
    }
    // "Chose a document store over ... because ..."
    let picked = facts.all(Cue::Choose).find(|verb| facts.all(Cue::Over).any(|f| f.words.0 >= verb.words.1));
    if let (Some(verb), Some(reason), Some(place)) = (picked, reason, place())
        && place.start < reason.span.start
    {
        return Some(joined(verb.span, place));
    }
    // "Events live in Cassandra because ...", "SQLite rather than a server database, because ...".
    let chosen = stores.iter().find_map(|store| {
        let why = facts.all(Cue::Reason).find(|r| r.span.start > store.end && is_chosen(facts, *store, r))?;
        Some(joined(*store, why.span))
    });
    if chosen.is_some() {
        return chosen;
    }
    if let (Some(verb), Some(_), Some(store)) = (facts.first(Cue::Choose), reason, stores.first()) {
        return Some(joined(verb.span, *store));
    }
    // "Moved sessions from MySQL to Redis because ...": two stores and why.
    let moved = facts.first(Cue::Move)?;
    let why = reason.map(|f| f.span).or_else(|| facts.first(Cue::Quality).map(|f| f.span));
    let two = stores.len() >= 2 || stores.len() == 1 && facts.first(Cue::StoreRole).is_some();
    (two && why.is_some()).then(|| stores.iter().fold(moved.span, |span, s| joined(span, *s)))
}

/// Whether a reason behind a store is that of its choice: they stand in one clause and close by, and where an alternative
/// stands between them, that is a store, too ("a Redis bucket instead of nginx counters" is no choice of a store).
fn is_chosen(facts: &Facts<'_>, store: Span, reason: &Found) -> bool {
    let Some(clause) = facts.text.get(store.end as usize..reason.span.start as usize) else { return false };
    if clause.contains(';') || clause.contains(". ") {
        return false;
    }
    let apart = clause.split_whitespace().count();
    let other = facts
        .cues
        .iter()
        .filter(|f| matches!(f.cue, Cue::Versus | Cue::Over))
        .find(|f| f.span.start >= store.end && f.span.end <= reason.span.start);
    let Some(other) = other else { return apart <= 3 };
    let behind = |span: Span| span.start >= other.span.end && span.end <= reason.span.start;
    let store_too = facts.databases.iter().any(|s| behind(*s))
        || facts.cues.iter().any(|f| matches!(f.cue, Cue::Store | Cue::StoreName) && behind(f.span));
    store_too && apart <= 16
}

fn joined(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// What keeps a system up, in a statement of work. Monitoring and alerting as nouns are names; set up, tuned or answered
/// they are work, and so are fewer crashes and incidents by number.
fn reliability(facts: &Facts<'_>) -> Option<Span> {
    if let Some(strong) = facts.first(Cue::Reliable) {
        return Some(strong.span);
    }
    if let Some(up) = facts.metrics.iter().find(|m| m.kind == MetricKind::Availability) {
        return Some(up.span);
    }
    if let Some(fault) = facts.first(Cue::Fault).filter(|_| facts.metrics.iter().any(|m| m.role.is_some())) {
        return Some(fault.span);
    }
    let alert = |noun: &Found| noun.span.of(facts.text).to_lowercase().starts_with("alert");
    facts.all(Cue::Operate).find_map(|verb| {
        facts
            .all(Cue::Observe)
            .find(|noun| {
                let behind = noun.words.0 >= verb.words.1;
                behind && (noun.words.0 - verb.words.1 <= 4 || alert(noun))
                    || verb.words.0 >= noun.words.1 && verb.words.0 - noun.words.1 <= 1
            })
            .map(|noun| joined(verb.span, noun.span))
    })
}

/// One thing over another, and why.
fn trade_off(facts: &Facts<'_>) -> Option<Span> {
    let reason = facts.first(Cue::Reason)?;
    // "1.3 s instead of 4.2 s" is a change.
    let change = |f: &&Found| facts.metrics.iter().any(|m| m.role.is_some() && m.span.start.abs_diff(f.span.end) <= 1);
    if let Some(versus) = facts.all(Cue::Versus).find(|f| !change(f)) {
        return Some(joined(versus.span, reason.span));
    }
    let chosen = |over: &&Found| {
        let before = over.words.0.checked_sub(1).map(|at| facts.words[at].span);
        let named = before.is_some_and(|word| facts.skills.iter().any(|s| s.contains(word)));
        named || facts.all(Cue::Choose).any(|verb| verb.words.1 <= over.words.0)
    };
    if let Some(over) = facts.all(Cue::Over).find(chosen) {
        return Some(joined(over.span, reason.span));
    }
    // "in PostgreSQL, not Redis, because"
    let not = facts
        .words
        .windows(3)
        .find(|w| w[0].ends_phrase && w[1].lower == "not" && facts.skills.iter().any(|s| s.contains(w[2].span)));
    if let Some(not) = not {
        return Some(joined(not[1].span, reason.span));
    }
    // "from MySQL to Redis because": what was there was turned down.
    let moved = facts.first(Cue::Move)?;
    let from = |s: &&Span| {
        let at = facts.words.iter().position(|w| s.contains(w.span));
        let before = |n: usize| at.and_then(|at| at.checked_sub(n)).map_or("", |b| facts.words[b].lower);
        before(1) == "from" || before(1) == "of" && before(2) == "out"
    };
    let from = facts.skills.iter().find(from)?;
    let two = facts.skills.iter().chain(facts.databases).any(|s| s.start > from.end)
        || facts.all(Cue::StoreName).any(|f| f.span.start > from.end);
    two.then(|| joined(moved.span, reason.span))
}
