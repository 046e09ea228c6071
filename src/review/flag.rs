//! What weakens a statement (GUIDE section 3): where, why, and what to do.

use super::cues::{Cue, Found, Word};
use super::metric::{Metric, MetricKind};
use super::opener::{Opener, Ownership};
use super::signal::{Facts, Proof, Signal};
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

/// Whether a statement names a system: one by its kind, not "systems" at large.
pub(super) fn system(facts: &Facts<'_>, words: &[Word<'_>]) -> Option<Span> {
    facts.all(Cue::System).find(|f| !is_bare_plural(facts, words, f.words.0)).map(|f| f.span)
}

/// "architected systems", "built scalable applications": a plural with nothing but a big word before it.
fn is_bare_plural(facts: &Facts<'_>, words: &[Word<'_>], at: usize) -> bool {
    if !facts.all(Cue::Generic).any(|f| f.words.0 == at) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    let word = words[before].lower;
    const EMPTY: [&str; 20] = [
        "the",
        "various",
        "new",
        "complex",
        "many",
        "several",
        "different",
        "multiple",
        "software",
        "web",
        "modern",
        "existing",
        "and",
        "of",
        "in",
        "our",
        "their",
        "on",
        "for",
        "to",
    ];
    let verb = facts.all(Cue::Build).chain(facts.all(Cue::Improve)).any(|f| f.words.1 == at);
    verb || EMPTY.contains(&word) || facts.all(Cue::Buzz).any(|f| f.words.1 == at)
}

/// Systems that everybody's first pages are: naming one of these says nothing yet.
const PLAIN_SYSTEMS: [&str; 12] = [
    "website", "site", "page", "pages", "app", "application", "applications", "web app", "frontend", "front-end", "screens",
    "components",
];

/// The weaknesses of a statement, in the order of [`Flag`], each once.
pub(super) fn flags(
    facts: &Facts<'_>,
    words: &[Word<'_>],
    opener: Option<&Opener>,
    signals: &[Proof],
    whole: Span,
) -> Vec<Weakness> {
    let has = |s: Signal| signals.iter().any(|p| p.signal == s);
    let result = has_result(facts);
    let outcome = facts.first(Cue::Outcome).is_some() || result || facts.metrics.iter().any(|m| reaches(facts, m));
    let reason = facts.first(Cue::Reason).is_some();
    let named = system(facts, words);
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
    if let Some(verb) = facts.first(Cue::Improve).filter(|_| !result) {
        add(Flag::UnquantifiedImprovement, verb.span);
    }
    let everyday = |span: &Span| facts.all(Cue::Everyday).any(|f| f.span == *span || f.span.contains(*span));
    // "for the claims department" is something to tell; "a web application using HTML" is not.
    let plain = named.is_none_or(|span| {
        let what_for = words.iter().any(|w| w.span.start > span.start && matches!(w.lower, "for" | "of"));
        PLAIN_SYSTEMS.contains(&span.of(facts.text).to_lowercase().as_str()) && !what_for
    });
    if !facts.skills.is_empty()
        && facts.skills.iter().all(everyday)
        && facts.metrics.is_empty()
        && signals.is_empty()
        && plain
        && !outcome
        && !reason
    {
        add(Flag::TableStakes, facts.skills[0]);
    }
    // Microservices that do something by name are no mere word; "scalable" stays one.
    let mere = |buzz: &&Found| named.is_none() || !buzz.span.of(facts.text).to_lowercase().starts_with("microservice");
    if let Some(buzz) =
        facts.all(Cue::Buzz).find(mere).filter(|_| facts.metrics.is_empty() && !reason && !outcome)
    {
        add(Flag::Buzzword, buzz.span);
    }
    if named.is_none()
        && !has(Signal::Scale)
        && let Some(verb) = facts.all(Cue::Build).find(|b| builds_at_large(facts, words, b))
    {
        add(Flag::NoSystem, verb.span);
    }
    if !outcome {
        add(Flag::NoOutcome, whole);
    }
    out
}

/// Whether the object of a verb of building is something at large: "systems", "web applications", "new features".
fn builds_at_large(facts: &Facts<'_>, words: &[Word<'_>], verb: &Found) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    facts.all(Cue::Generic).any(|f| {
        let near = f.words.0 >= verb.words.1 && f.words.0 - verb.words.1 <= 6;
        // "code reviews", "software engineers"
        let kind_of = ["review", "reviews", "quality", "coverage", "engineers", "developers", "development", "team"];
        near && (!kind_of.contains(&word(f.words.1)) || words[f.words.1 - 1].ends_phrase)
    })
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
    let around = |text: &str| {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| QUALITIES.contains(&word))
    };
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
        MetricKind::Users | MetricKind::Rate | MetricKind::Requests | MetricKind::Availability | MetricKind::Money => true,
        MetricKind::Size => metric.unit.contains('/'),
        // "adopted by 4 teams"; "led 4 teams" and "worked with 4 teams" are no adoption.
        MetricKind::Count if metric.unit == "teams" => {
            let before = facts.text[..metric.span.start as usize].split_whitespace().next_back().unwrap_or_default();
            let no_adoption =
                ["led", "lead", "managed", "managing", "with", "between", "coordinated", "blocked", "of", "joined"];
            !no_adoption.contains(&before.to_lowercase().as_str())
        }
        _ => false,
    }
}
