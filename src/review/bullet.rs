//! A statement of work with all that the review has to say of it.

use super::cues::{Cue, Found, find};
use super::everyday::is_everyday;
use super::flag::{Weakness, flags};
use super::metric::Metric;
use super::metrics::metrics_of;
use super::opener::{Ownership, opener};
use super::outcome::{has_result, reaches};
use super::signal::{Facts, Proof, only_knows, signals};
use super::strength::{Judged, band, strengths};
use super::system::system;
use super::word::{Word, classes, may_have_number, read_words};
use crate::extract::{Level, ResumeProfile, ResumeSection, Statement};
use crate::taxonomy::{SkillId, Taxonomy};
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
    /// The names of skills in it.
    pub skills: Vec<(SkillId, Span)>,
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
    /// Whether it tells of people led or taught.
    pub leads_people: bool,
    /// Whether it tells of a decision: a choice, a move, a design.
    pub decides: bool,
    /// 0 to 100, for the person's level.
    pub strength: u8,
    /// The same for junior, mid and senior people.
    strengths: [u8; 3],
}

impl Bullet {
    /// Sets the strength for a person of `level`; without one as for mid.
    pub(super) fn judge(&mut self, level: Option<Level>) {
        self.strength = self.strengths[band(level.unwrap_or(Level::Mid))];
    }
}

/// What statements are reviewed on: the text, and room for the words and cues of one after the other.
pub(super) struct Desk<'t> {
    pub taxonomy: &'t Taxonomy,
    pub profile: &'t ResumeProfile,
    pub text: &'t str,
    /// The text in small letters, byte by byte as it stands.
    pub lower: &'t str,
    pub words: Vec<Word<'t>>,
    pub cues: Vec<Found>,
}

/// Reviews one statement, as of a person whose level is mid.
pub(super) fn bullet(desk: &mut Desk<'_>, at: &Statement) -> Bullet {
    let Desk { taxonomy, profile, text, lower, words, cues } = desk;
    read_words(lower, at.span, words);
    find(words, cues);
    let (words, cues) = (words.as_slice(), cues.as_slice());
    let classes = classes(words);
    let metrics = if may_have_number(words, classes) { metrics_of(text, at.span, lower, words) } else { Vec::new() };
    let from = profile.named.partition_point(|(_, span)| span.start < at.span.start);
    let within = profile.named[from..].iter().take_while(|(_, span)| span.end <= at.span.end).count();
    let named = &profile.named[from..from + within];
    let skills: Vec<Span> = named.iter().map(|(_, span)| *span).collect();
    let of_tier = |tier: &str| -> Vec<Span> {
        named.iter().filter(|(id, _)| taxonomy.tier_of(*id).id == tier).map(|(_, span)| *span).collect()
    };
    let (databases, queues) = (of_tier("databases"), of_tier("messaging"));
    let opener = opener(words);
    let only_helped = opener.as_ref().is_some_and(|o| o.unclear && o.ownership == Ownership::Weak);
    let facts = Facts {
        text,
        words,
        classes,
        cues,
        present: cues.iter().fold(0, |bits, f| bits | f.cue.bit()),
        metrics: &metrics,
        databases: &databases,
        queues: &queues,
        skills: &skills,
        everyday: &|at| is_everyday(taxonomy, named[at].0),
        result: false,
        reaches: false,
        only_helped,
        only_known: only_knows(words),
    };
    let facts = Facts { result: has_result(&facts), reaches: metrics.iter().any(|m| reaches(&facts, m)), ..facts };
    let signals = signals(&facts);
    let named_system = system(&facts);
    let flags = flags(&facts, named_system, opener.as_ref(), &signals, at.span);
    let ownership = opener.map_or(Ownership::None, |o| o.ownership);
    let names_system = named_system.is_some();
    let judged =
        Judged { facts: &facts, ownership, signals: &signals, flags: &flags, names_system, words: words.len() };
    let strengths = strengths(&judged);
    let reasoned = facts.has(Cue::Reason);
    const DECIDES: u64 =
        Cue::bits(&[Cue::Choose, Cue::Move, Cue::Partition, Cue::Layout, Cue::Design, Cue::Over, Cue::Versus]);
    let decides = facts.present & DECIDES != 0;
    let leads_people = facts.has(Cue::People);
    let opener_span = opener.map_or(Span { start: at.span.start, end: at.span.start }, |o| o.span);
    Bullet {
        span: at.span,
        section: at.section,
        role: at.role,
        opener_span,
        ownership,
        skills: named.to_vec(),
        metrics,
        signals,
        flags,
        names_system,
        reasoned,
        decides,
        leads_people,
        strength: strengths[1],
        strengths,
    }
}
