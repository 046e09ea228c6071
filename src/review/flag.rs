//! What weakens a statement (GUIDE section 3): where, why, and what to do.

use super::cues::{Cue, Found};
use super::metric::{Metric, MetricKind};
use super::opener::{Opener, Ownership};
use super::signal::{Facts, Proof, Signal, is_adoption};
use crate::text::Span;

/// A weakness of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Opens without ownership.
    WeakOpener,
    /// Leaves open what this person did.
    UnclearContribution,
    /// A system without its size.
    NoScale,
    /// An improvement without a number.
    UnquantifiedImprovement,
    /// Only technology that everybody uses.
    TableStakes,
    /// A big word without what, why or result.
    Buzzword,
    /// Building, but not what.
    NoSystem,
    /// Nothing for users, teams or the business.
    NoOutcome,
}

impl Flag {
    /// The id that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WeakOpener => "weak_opener",
            Self::UnclearContribution => "unclear_contribution",
            Self::NoScale => "no_scale",
            Self::UnquantifiedImprovement => "unquantified_improvement",
            Self::TableStakes => "table_stakes",
            Self::Buzzword => "buzzword",
            Self::NoSystem => "no_system",
            Self::NoOutcome => "no_outcome",
        }
    }

    /// Why it weakens, in one sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::WeakOpener => "It opens with words that show no ownership.",
            Self::UnclearContribution => "A reader cannot tell what you did yourself.",
            Self::NoScale => "It names a system, but not how big, how many or how fast.",
            Self::UnquantifiedImprovement => "It claims an improvement without before and after.",
            Self::TableStakes => "It names only what everybody at this level uses.",
            Self::Buzzword => "A big word stands here without what, why or result.",
            Self::NoSystem => "It does not say which system, under which constraint.",
            Self::NoOutcome => "It does not say what came of it for users, teams or the business.",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::WeakOpener => "Open with the verb of what you did: built, led, designed, chose, cut.",
            Self::UnclearContribution => "Say your own part: what did you design, write, decide or run?",
            Self::NoScale => "Add one number of the system: requests, users, data, services or latency.",
            Self::UnquantifiedImprovement => "Give the number before and the number after.",
            Self::TableStakes => "Say what was hard or special about it, or drop it.",
            Self::Buzzword => "Replace the word by what you built, why, and what came of it.",
            Self::NoSystem => "Name the system and the constraint it had to meet.",
            Self::NoOutcome => "Say who uses it, what got better, or what stopped going wrong.",
        }
    }
}

/// A flag and the words that earn it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weakness {
    /// Which.
    pub flag: Flag,
    /// The words, in the whole text.
    pub span: Span,
}

/// The weaknesses of a statement, in the order of [`Flag`], each once.
pub(super) fn flags(
    facts: &Facts<'_>,
    named: Option<Span>,
    opener: Option<&Opener>,
    signals: &[Proof],
    whole: Span,
) -> Vec<Weakness> {
    let has = |s: Signal| signals.iter().any(|p| p.signal == s);
    let result = has_result(facts);
    // Coverage of tests serves nobody by itself.
    let of_tests = facts.text[whole.start as usize..whole.end as usize].contains("coverage")
        && facts.metrics.iter().all(|m| m.role.is_none() || m.kind == MetricKind::Percent);
    // "Reduced support calls": a business feels it, with a number or without.
    let business = || {
        facts.all(Cue::Improve).any(|verb| {
            let near = |f: &Found| f.words.0 >= verb.words.1 && f.words.0 - verb.words.1 <= 5;
            facts.all(Cue::Business).any(near)
        })
    };
    // ", so clients never see their stack traces"
    let so = || {
        facts.words.windows(3).any(|w| {
            w[0].ends_phrase
                && w[1].lower == "so"
                && !matches!(w[2].lower, "i" | "we" | "far" | "called" | "as" | "that")
        })
    };
    let outcome = facts.all(Cue::Outcome).any(|o| !facts.in_cause(o))
        || result && !of_tests
        || facts.metrics.iter().any(|m| reaches(facts, m))
        || business()
        || so();
    // A cause excuses; an aim ("to support the business") says little.
    let reason = facts.all(Cue::Reason).any(|r| !matches!(facts.words[r.words.0].lower, "to" | "in"));
    let opening = opener.map_or(whole, |o| o.span);
    let mut out = Vec::new();
    let mut add = |flag: Flag, span: Span| out.push(Weakness { flag, span });
    if let Some(opener) = opener {
        if opener.ownership == Ownership::Weak {
            add(Flag::WeakOpener, opening);
        }
        if opener.unclear {
            add(Flag::UnclearContribution, opening);
        }
    }
    if let Some(span) = named.filter(|_| !has(Signal::Scale)) {
        add(Flag::NoScale, span);
    }
    // "As their proxies cut idle sockets" claims nothing.
    let claim = facts.all(Cue::Improve).find(|verb| !facts.in_cause(verb));
    if let Some(verb) = claim.filter(|_| !result) {
        add(Flag::UnquantifiedImprovement, verb.span);
    }
    // What anybody may have listed; a few names are interesting by themselves.
    let everyday = |span: &Span| !facts.all(Cue::Special).any(|f| f.span == *span || span.contains(f.span));
    // "SQL migrations" are a thing, "migrated" is a deed.
    let moves = facts.all(Cue::Move).any(|f| {
        let word = facts.words[f.words.0].lower;
        !word.starts_with("introduc") && !word.ends_with("ions")
    });
    // So is what it was chosen over, or a named system that was made better: something is told of it.
    let chooses = facts.has(Cue::Over) && facts.has(Cue::Choose)
        || facts.has(Cue::Versus)
        || facts.has(Cue::Improve) && named.is_some();
    // "A REST API" and "an agile team" say how, not with what.
    const STYLES: [&str; 12] = [
        "http",
        "rest",
        "graphql",
        "grpc",
        "openapi",
        "microservice",
        "agile",
        "scrum",
        "kanban",
        "devops",
        "saas",
        "tdd",
    ];
    let style = |span: &Span| {
        let name = span.of(facts.text).to_lowercase();
        STYLES.iter().any(|style| name.starts_with(style))
            // "the iOS team"
            || facts.words.iter().any(|w| w.span.start == span.end + 1 && matches!(w.lower, "team" | "developers"))
    };
    // Where somebody else designed the interface, only its technology is left.
    let foreign = facts.has(Cue::ApiForeign);
    let mut technologies = facts.skills.iter().filter(|span| foreign || !style(span)).peekable();
    let helped = opener.is_some_and(|o| o.ownership == Ownership::Weak);
    if technologies.peek().is_some()
        && technologies.all(everyday)
        && !result
        && signals.is_empty()
        && (!moves || helped && named.is_none())
        && !chooses
        && !outcome
        && !reason
    {
        add(Flag::TableStakes, facts.skills[0]);
    }
    // Microservices that do something by name are no mere word; "scalable" stays one.
    let mere = |buzz: &&Found| named.is_none() || !buzz.span.of(facts.text).to_lowercase().starts_with("microservice");
    // An improvement that is claimed without a number excuses no big word.
    let claimed = facts.has(Cue::Improve) && !result;
    let unexcused = facts.metrics.is_empty() && !reason && (!outcome || claimed);
    if let Some(buzz) = facts.all(Cue::Buzz).find(mere).filter(|_| unexcused) {
        add(Flag::Buzzword, buzz.span);
    }
    // Without a scale a statement lacks either the size of its system or the system.
    if named.is_none() && !has(Signal::Scale) {
        const TELLING: [Cue; 6] = [Cue::Build, Cue::Improve, Cue::Buzz, Cue::Generic, Cue::System, Cue::Partition];
        let verb = TELLING.iter().find_map(|cue| facts.first(*cue)).map(|f| f.span);
        let weak = opener.filter(|o| o.unclear || o.ownership == Ownership::Weak).map(|o| o.span);
        let about = verb.or(weak).or(signals.first().map(|p| p.span)).or_else(|| facts.skills.first().copied());
        add(Flag::NoSystem, about.unwrap_or(opening));
    }
    if !outcome {
        add(Flag::NoOutcome, whole);
    }
    out
}

/// Whether a number tells of a change, or of how good the result is.
pub(super) fn has_result(facts: &Facts<'_>) -> bool {
    facts.metrics.iter().any(|m| {
        m.role.is_some()
            || matches!(m.kind, MetricKind::Multiplier | MetricKind::Availability)
            || m.kind == MetricKind::Percent && is_quality(facts.text, m.span)
    })
}

/// "95 % accuracy", "an accuracy of 95 %", "80 % test coverage".
fn is_quality(text: &str, percent: Span) -> bool {
    const QUALITIES: [&str; 8] =
        ["accuracy", "precision", "recall", "coverage", "satisfaction", "auc", "sensitivity", "success"];
    let around =
        |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| QUALITIES.contains(&word));
    let (start, end) = (percent.start as usize, percent.end as usize);
    let mut from = start.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 24).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    around(&text[from..start]) || around(&text[end..to])
}

/// Whether a metric tells by itself that the work reached somebody: users served, traffic carried, measured availability,
/// adoption by teams.
pub(super) fn reaches(facts: &Facts<'_>, metric: &Metric) -> bool {
    match metric.kind {
        MetricKind::Users | MetricKind::Rate | MetricKind::Requests | MetricKind::Availability | MetricKind::Money => {
            true
        }
        MetricKind::Size => metric.unit.contains('/'),
        MetricKind::Count => is_adoption(facts, metric) || serves(facts, metric),
        _ => false,
    }
}

/// Whether organisations are counted that the work was for: "52 councils", "430 hotels".
fn serves(facts: &Facts<'_>, metric: &Metric) -> bool {
    const ORGANISATIONS: [&str; 52] = [
        "agencies",
        "airlines",
        "airports",
        "banks",
        "branches",
        "brands",
        "brokers",
        "businesses",
        "carriers",
        "chains",
        "cities",
        "clinics",
        "clubs",
        "colleges",
        "communities",
        "companies",
        "cooperatives",
        "councils",
        "dealers",
        "dealerships",
        "departments",
        "farms",
        "firms",
        "franchises",
        "garages",
        "hospitals",
        "hotels",
        "insurers",
        "integrators",
        "labs",
        "libraries",
        "ministries",
        "municipalities",
        "museums",
        "offices",
        "operators",
        "organisations",
        "organizations",
        "pharmacies",
        "practices",
        "publishers",
        "restaurants",
        "retailers",
        "schools",
        "shops",
        "sites",
        "stations",
        "stores",
        "suppliers",
        "towns",
        "universities",
        "utilities",
    ];
    let before = facts.text[..metric.span.start as usize].split_whitespace().next_back().unwrap_or_default();
    let unit = metric.unit.split(' ').next_back().unwrap_or_default();
    ORGANISATIONS.contains(&unit) && !["from", "of", "across"].contains(&before.to_lowercase().as_str())
}
