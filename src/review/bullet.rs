//! A statement of work with all that the review has to say of it.

use arrayvec::ArrayVec;

use super::cues::{Cue, Cues};
use super::everyday::is_everyday;
use super::flag::{Flag, Weakness, flags};
use super::lower::Lower;
use super::metric::Metric;
use super::metrics::{Room, metrics_of};
use super::opener::{Ownership, opener};
use super::outcome::{has_result, reaches};
use super::signal::{Facts, Proof, Signal, only_knows, signals};
use super::strength::{Judged, band, strengths};
use super::system::system;
use super::word::{Word, may_have_number, read_words};
use crate::extract::{Level, ResumeProfile, ResumeSection, Statement};
use crate::taxonomy::{SkillId, Taxonomy, TierId};
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
    pub signals: ArrayVec<Proof, { Signal::COUNT }>,
    /// What weakens it.
    pub flags: ArrayVec<Weakness, { Flag::COUNT }>,
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

/// What statements are reviewed on: the text, and room for what is found in one after the other.
pub(super) struct Desk<'t> {
    taxonomy: &'t Taxonomy,
    /// The tiers of databases and of queues.
    stores: Option<TierId>,
    queues: Option<TierId>,
    text: &'t str,
    lower: &'t Lower,
    profile: &'t ResumeProfile,
    /// How many of its names were passed.
    seen: usize,
    words: Vec<Word<'t>>,
    cues: Cues,
    room: Room<'t>,
    /// Names of skills, of databases and of queues.
    names: [Vec<Span>; 3],
}

impl<'t> Desk<'t> {
    /// An empty one. `lower` is the text in small letters.
    pub(super) fn new(taxonomy: &'t Taxonomy, text: &'t str, lower: &'t Lower, profile: &'t ResumeProfile) -> Self {
        let place = |id: &str| taxonomy.tiers().iter().position(|tier| tier.id == id).map(|at| TierId(at as u8));
        let (stores, queues) = (place("databases"), place("messaging"));
        // Few statements have more words.
        let (words, cues) = (Vec::with_capacity(48), Cues::new());
        let (room, names) = Default::default();
        Self { taxonomy, stores, queues, text, lower, profile, seen: 0, words, cues, room, names }
    }
}

/// Reviews one statement, as of a person whose level is mid.
pub(super) fn bullet(desk: &mut Desk<'_>, at: &Statement) -> Bullet {
    let Desk { taxonomy, stores, queues, text, lower, profile, seen, words, cues, room, names } = desk;
    let classes = read_words(lower, at.span, words);
    cues.find(words);
    let words = words.as_slice();
    let numbers = may_have_number(words, classes);
    let metrics = if numbers { metrics_of(text, at.span, lower.text(), words, room) } else { Vec::new() };
    // Statements come in the order of the text: those of the one before stand before its own.
    let behind = |from: usize| {
        let names = profile.named.get(from..).unwrap_or_default();
        from + names.iter().take_while(|(_, span)| span.start < at.span.start).count()
    };
    let in_order = profile.named[..*seen].last().is_none_or(|(_, span)| span.start < at.span.start);
    let from = behind(if in_order { *seen } else { 0 });
    let within = profile.named[from..].iter().take_while(|(_, span)| span.end <= at.span.end).count();
    *seen = from + within;
    let named = &profile.named[from..*seen];
    names.iter_mut().for_each(Vec::clear);
    let [skills, in_stores, in_queues] = names;
    for (id, span) in named {
        skills.push(*span);
        let tier = Some(taxonomy.tier_id(*id));
        if tier == *stores {
            in_stores.push(*span);
        } else if tier == *queues {
            in_queues.push(*span);
        }
    }
    let opener = opener(words, classes);
    let only_helped = opener.as_ref().is_some_and(|o| o.unclear && o.ownership == Ownership::Weak);
    let mut facts = Facts {
        text,
        words,
        classes,
        cues,
        present: cues.present,
        metrics: &metrics,
        databases: in_stores,
        queues: in_queues,
        skills,
        everyday: &|at| is_everyday(taxonomy, named[at].0),
        result: false,
        reaches: false,
        only_helped,
        only_known: only_knows(words, classes),
    };
    facts.result = has_result(&facts);
    facts.reaches = metrics.iter().any(|m| reaches(&facts, m));
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
