//! A statement of work with all that the review has to say of it.

use super::cues::{Cue, find, words};
use super::flag::{Weakness, flags, system};
use super::metric::Metric;
use super::metrics::metrics;
use super::opener::{Ownership, opener};
use super::signal::{Facts, Proof, signals};
use super::strength::{Judged, strength};
use crate::extract::{Level, ResumeProfile, ResumeSection, Statement};
use crate::taxonomy::Taxonomy;
use crate::text::Span;

/// A reviewed statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Bullet {
    /// Its words in the resume's text.
    pub span: Span,
    /// Experience or projects.
    pub section: ResumeSection,
    /// The role it belongs to, as a place in [`ResumeProfile::roles`].
    pub role: Option<u16>,
    /// The opening words.
    pub opener_span: Span,
    /// What they say of the person's part.
    pub ownership: Ownership,
    /// Its numbers.
    pub metrics: Vec<Metric>,
    /// What it shows.
    pub signals: Vec<Proof>,
    /// What weakens it.
    pub flags: Vec<Weakness>,
    /// Whether it names a system.
    pub names_system: bool,
    /// Whether it gives a reason.
    pub reasoned: bool,
    /// 0 to 100, for the person's level.
    pub strength: u8,
}

/// Reviews one statement for a person of `level`; without one as for mid.
pub(super) fn bullet(
    taxonomy: &Taxonomy,
    text: &str,
    profile: &ResumeProfile,
    at: &Statement,
    level: Option<Level>,
) -> Bullet {
    let from = profile.named.partition_point(|(_, span)| span.start < at.span.start);
    let named = profile.named[from..].iter().take_while(|(_, span)| span.end <= at.span.end);
    let skills: Vec<Span> = named.clone().map(|(_, span)| *span).collect();
    let is_database = |id| taxonomy.tier_of(id).id == "databases";
    let databases: Vec<Span> = named.filter(|(id, _)| is_database(*id)).map(|(_, span)| *span).collect();
    let words = words(text, at.span);
    let cues = find(&words);
    let metrics = metrics(text, at.span);
    let facts = Facts { text, cues: &cues, metrics: &metrics, databases: &databases, skills: &skills };
    let opener = opener(&words);
    let signals = signals(&facts);
    let flags = flags(&facts, &words, opener.as_ref(), &signals, at.span);
    let ownership = opener.map_or(Ownership::None, |o| o.ownership);
    let names_system = system(&facts, &words).is_some();
    let judged =
        Judged { facts: &facts, ownership, signals: &signals, flags: &flags, names_system, words: words.len() };
    let strength = strength(&judged, level.unwrap_or(Level::Mid));
    let reasoned = facts.first(Cue::Reason).is_some();
    let opener_span = opener.map_or(Span { start: at.span.start, end: at.span.start }, |o| o.span);
    Bullet {
        span: at.span,
        section: at.section,
        role: at.role,
        opener_span,
        ownership,
        metrics,
        signals,
        flags,
        names_system,
        reasoned,
        strength,
    }
}
