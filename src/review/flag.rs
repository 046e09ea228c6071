//! What weakens a statement (GUIDE section 3): where, why, and what to do.

use super::cues::{Cue, Word};
use super::metric::MetricKind;
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
pub(super) fn system(facts: &Facts<'_>, words: &[Word]) -> Option<Span> {
    facts.all(Cue::System).find(|f| !is_bare_plural(facts, words, f.words.0)).map(|f| f.span)
}

/// "architected systems", "built scalable applications": a plural with nothing but a big word before it.
fn is_bare_plural(facts: &Facts<'_>, words: &[Word], at: usize) -> bool {
    if !facts.all(Cue::Generic).any(|f| f.words.0 == at) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    let word = words[before].lower.as_str();
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

/// The weaknesses of a statement, in the order of [`Flag`], each once.
pub(super) fn flags(
    facts: &Facts<'_>,
    words: &[Word],
    opener: Option<&Opener>,
    signals: &[Proof],
    whole: Span,
) -> Vec<Weakness> {
    let has = |s: Signal| signals.iter().any(|p| p.signal == s);
    let result = has_result(facts);
    let outcome = facts.first(Cue::Outcome).is_some() || result || facts.metrics.iter().any(|m| carries(m.kind));
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
    if !facts.skills.is_empty()
        && facts.skills.iter().all(everyday)
        && facts.metrics.is_empty()
        && signals.is_empty()
        && !outcome
        && !reason
    {
        add(Flag::TableStakes, facts.skills[0]);
    }
    if let Some(buzz) = facts.first(Cue::Buzz).filter(|_| facts.metrics.is_empty() && !reason && !outcome) {
        add(Flag::Buzzword, buzz.span);
    }
    if named.is_none()
        && facts.skills.is_empty()
        && !has(Signal::Scale)
        && let Some(verb) = facts.first(Cue::Build).filter(|b| b.words.0 <= 3)
        && facts.first(Cue::Generic).is_some()
    {
        add(Flag::NoSystem, verb.span);
    }
    if !outcome {
        add(Flag::NoOutcome, whole);
    }
    out
}

/// Whether a number tells of a change.
pub(super) fn has_result(facts: &Facts<'_>) -> bool {
    facts.metrics.iter().any(|m| {
        m.role.is_some() || matches!(m.kind, MetricKind::Percent | MetricKind::Multiplier | MetricKind::Availability)
    })
}

/// Whether a metric tells by itself that the work reached somebody: users served, traffic carried, measured availability.
pub(super) fn carries(kind: MetricKind) -> bool {
    matches!(
        kind,
        MetricKind::Users | MetricKind::Rate | MetricKind::Requests | MetricKind::Availability | MetricKind::Money
    )
}
