//! The hiring signals of a statement, each with the words that prove it (GUIDE section 2).

use super::cues::{Cue, Found};
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
    pub cues: &'a [Found],
    pub metrics: &'a [Metric],
    /// Names of databases in it.
    pub databases: &'a [Span],
    /// All names of skills in it.
    pub skills: &'a [Span],
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
            let secret = facts.all(Cue::Secret).find(|s| s.words.0.abs_diff(verb.words.0) <= 4)?;
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
    if let Some(own) = facts.first(Cue::ApiOwn) {
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
    let store = || facts.databases.iter().copied().chain(facts.all(Cue::Store).map(|f| f.span)).min();
    let with = |verb: &Found, other: Span| Span {
        start: verb.span.start.min(other.start),
        end: verb.span.end.max(other.end),
    };
    // "Partitioned the events table by month": a result says as well as a reason what it was for.
    let driven = reason.is_some() || facts.metrics.iter().any(|m| m.role.is_some());
    if let (Some(verb), Some(place), true) = (facts.first(Cue::Partition), store(), driven) {
        return Some(with(verb, place));
    }
    if let (Some(layout), Some(_)) = (facts.first(Cue::Layout), reason) {
        return Some(layout.span);
    }
    // "Chose ClickHouse because ...", "kept PostgreSQL instead of ..., to avoid ...".
    let picked = facts.all(Cue::Choose).find(|verb| {
        let over = facts.all(Cue::Over).any(|f| f.words.0 >= verb.words.1);
        store().is_some_and(|s| s.end > verb.span.start) && (!facts.databases.is_empty() || over)
    });
    if let (Some(verb), Some(_)) = (picked, reason) {
        return store().map(|place| with(verb, place));
    }
    if let (Some(versus), Some(_), [first, ..]) = (facts.first(Cue::Versus), reason, facts.databases) {
        return Some(with(versus, *first));
    }
    // "Moved sessions from MySQL to Redis because ...": two stores and why.
    let moved = facts.first(Cue::Move)?;
    let stores: Vec<Span> = facts.databases.iter().copied().chain(facts.all(Cue::StoreName).map(|f| f.span)).collect();
    let why = reason.map(|f| f.span).or_else(|| facts.first(Cue::Quality).map(|f| f.span));
    let two = stores.len() >= 2 || stores.len() == 1 && facts.first(Cue::StoreRole).is_some();
    (two && why.is_some()).then(|| stores.iter().fold(moved.span, |span, s| Span {
        start: span.start.min(s.start),
        end: span.end.max(s.end),
    }))
}

/// What keeps a system up, in a statement of work. Monitoring and alerting as nouns are names; set up, tuned or answered
/// they are work.
fn reliability(facts: &Facts<'_>) -> Option<Span> {
    if let Some(strong) = facts.first(Cue::Reliable) {
        return Some(strong.span);
    }
    if let Some(up) = facts.metrics.iter().find(|m| m.kind == MetricKind::Availability) {
        return Some(up.span);
    }
    facts.all(Cue::Operate).find_map(|verb| {
        facts
            .all(Cue::Observe)
            .find(|noun| {
                noun.words.0 >= verb.words.1 && noun.words.0 - verb.words.1 <= 4
                    || verb.words.0 >= noun.words.1 && verb.words.0 - noun.words.1 <= 1
            })
            .map(|noun| Span { start: verb.span.start.min(noun.span.start), end: noun.span.end.max(verb.span.end) })
    })
}

/// One thing over another, and why.
fn trade_off(facts: &Facts<'_>) -> Option<Span> {
    let reason = facts.first(Cue::Reason)?;
    let joined = |a: Span, b: Span| Span { start: a.start.min(b.start), end: a.end.max(b.end) };
    if let Some(versus) = facts.first(Cue::Versus) {
        return Some(joined(versus.span, reason.span));
    }
    let choose = facts.first(Cue::Choose)?;
    let over = facts.all(Cue::Over).find(|f| f.words.0 >= choose.words.1)?;
    Some(joined(joined(choose.span, over.span), reason.span))
}
