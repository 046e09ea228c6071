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
        (Signal::Security, facts.first(Cue::Secure).map(|f| f.span)),
        (Signal::TradeOff, trade_off(facts)),
    ];
    proofs.into_iter().filter_map(|(signal, span)| Some(Proof { signal, span: span? })).collect()
}

fn scale(facts: &Facts<'_>) -> Option<Span> {
    facts.metrics.iter().find(|m| m.is_scale()).map(|m| m.span)
}

/// A verb of design whose object is an API, or a contract by name. Somebody else's specification is none.
fn api_design(facts: &Facts<'_>) -> Option<Span> {
    if facts.first(Cue::ApiForeign).is_some() {
        return None;
    }
    if let Some(own) = facts.first(Cue::ApiOwn) {
        return Some(own.span);
    }
    facts.all(Cue::Design).find_map(|verb| {
        let api = facts.all(Cue::Api).find(|api| api.words.0 >= verb.words.1 && api.words.0 - verb.words.1 <= 6)?;
        let span = Span { start: verb.span.start, end: api.span.end };
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
            .then_some(span)
    })
}

/// A store chosen with its alternative or its layout, and what drove it.
fn database_decision(facts: &Facts<'_>) -> Option<Span> {
    let choose = facts.first(Cue::Choose)?;
    let store = facts.databases.iter().copied().chain(facts.all(Cue::Store).map(|f| f.span)).min()?;
    let two = facts.databases.len() >= 2 && facts.first(Cue::Instead).is_some();
    let versus = facts.first(Cue::Versus).is_some() || two;
    let over = facts
        .all(Cue::Instead)
        .any(|f| f.span.of(facts.text).eq_ignore_ascii_case("over") && f.span.start > choose.span.end);
    let layout =
        ["partition", "shard", "denorm"].iter().any(|stem| choose.span.of(facts.text).to_lowercase().starts_with(stem));
    let driven = facts.first(Cue::Reason).is_some() || facts.metrics.iter().any(|m| m.role.is_some());
    ((versus || over && facts.first(Cue::Reason).is_some() || layout || names_choice(facts, choose)) && driven)
        .then(|| Span { start: choose.span.start.min(store.start), end: choose.span.end.max(store.end) })
}

/// "Chose ClickHouse because ...": the verb alone says that there were others.
fn names_choice(facts: &Facts<'_>, choose: &Found) -> bool {
    let verb = choose.span.of(facts.text).to_lowercase();
    ["chose", "choose", "picked", "selected", "opted"].contains(&verb.as_str())
        && facts.first(Cue::Reason).is_some()
        && !facts.databases.is_empty()
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
    if let Some(versus) = facts.first(Cue::Versus) {
        return Some(Span {
            start: versus.span.start.min(reason.span.start),
            end: versus.span.end.max(reason.span.end),
        });
    }
    let choose = facts.first(Cue::Choose)?;
    let over = facts
        .all(Cue::Instead)
        .find(|f| f.span.start > choose.span.end && f.span.of(facts.text).eq_ignore_ascii_case("over"))?;
    Some(Span { start: choose.span.start, end: over.span.end.max(reason.span.end) })
}
