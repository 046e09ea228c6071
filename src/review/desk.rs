//! Statements on their way to bullets: read, measured, shown and judged, several together.
//!
//! The code of all steps is several times what a processor's nearest memory for code holds, so that statement by statement each
//! step had to be fetched anew, which took as long as the steps themselves. So each step is done for all statements on the
//! desk before the next.

use std::ops::Range;

use arrayvec::ArrayVec;

use super::bullet::Bullet;
use super::cues::{Cue, CuesOfAll};
use super::everyday::is_everyday;
use super::flag::flags;
use super::lower::Lower;
use super::metric::Metric;
use super::metrics::{Room, metrics_of};
use super::opener::{Opener, Ownership, opener};
use super::outcome::{has_result, reaches};
use super::signal::{Facts, Proof, Signal, only_knows, signals};
use super::strength::{Judged, strengths};
use super::system::system;
use super::word::{Class, Word, add_words, may_have_number};
use crate::extract::{ResumeProfile, Statement};
use crate::taxonomy::{SkillId, Taxonomy, TierId};
use crate::text::Span;

/// Statements that are on the desk together: what is found in them stays in near memory, too.
const TOGETHER: usize = 16;

/// What statements are reviewed on: the text, and room for what is found in them.
struct Desk<'t> {
    taxonomy: &'t Taxonomy,
    /// The tiers of databases and of queues.
    stores: Option<TierId>,
    queues: Option<TierId>,
    text: &'t str,
    lower: &'t Lower,
    profile: &'t ResumeProfile,
    /// How many of its names were passed.
    seen: usize,
    sheets: Vec<Sheet<'t>>,
    words: Vec<Word<'t>>,
    cues: CuesOfAll,
    room: Room<'t>,
    /// Names of skills, of databases and of queues.
    names: [Vec<Span>; 3],
}

/// What is known of one statement.
struct Sheet<'t> {
    at: Statement,
    /// Its words, what classes they have, and its names, among those on the desk.
    words: Range<usize>,
    classes: Class,
    names: [Range<usize>; 3],
    named: &'t [(SkillId, Span)],
    metrics: Vec<Metric>,
    opener: Option<Opener>,
    result: bool,
    reaches: bool,
    only_helped: bool,
    only_known: bool,
    signals: ArrayVec<Proof, { Signal::COUNT }>,
    system: Option<Span>,
}

/// Reviews all statements, as of a person whose level is mid. `lower` is the text in small letters.
pub(super) fn bullets(taxonomy: &Taxonomy, text: &str, lower: &Lower, profile: &ResumeProfile) -> Vec<Bullet> {
    let mut desk = Desk::new(taxonomy, text, lower, profile);
    let mut out = Vec::with_capacity(profile.statements.len());
    for together in profile.statements.chunks(TOGETHER) {
        desk.read(together);
        desk.find();
        desk.measure();
        desk.show();
        desk.judge(&mut out);
    }
    out
}

impl<'t> Desk<'t> {
    /// An empty one.
    fn new(taxonomy: &'t Taxonomy, text: &'t str, lower: &'t Lower, profile: &'t ResumeProfile) -> Self {
        let place = |id: &str| taxonomy.tiers().iter().position(|tier| tier.id == id).map(|at| TierId(at as u8));
        let together = profile.statements.len().min(TOGETHER);
        Self {
            taxonomy,
            stores: place("databases"),
            queues: place("messaging"),
            text,
            lower,
            profile,
            seen: 0,
            sheets: Vec::with_capacity(together),
            // Few statements have more.
            words: Vec::with_capacity(together * 24),
            cues: CuesOfAll::new(together),
            room: Room::default(),
            names: Default::default(),
        }
    }

    /// Puts statements on the desk, in the place of those that were there: their words and names.
    fn read(&mut self, statements: &[Statement]) {
        self.sheets.clear();
        self.words.clear();
        self.names.iter_mut().for_each(Vec::clear);
        for at in statements {
            let words = self.words.len();
            let classes = add_words(self.lower, at.span, &mut self.words);
            let words = words..self.words.len();
            let named = self.named(at.span);
            let from = self.names.each_ref().map(Vec::len);
            let [skills, in_stores, in_queues] = &mut self.names;
            for (id, span) in named {
                skills.push(*span);
                let tier = Some(self.taxonomy.tier_id(*id));
                if tier == self.stores {
                    in_stores.push(*span);
                } else if tier == self.queues {
                    in_queues.push(*span);
                }
            }
            let to = self.names.each_ref().map(Vec::len);
            let [a, b, c] = [0, 1, 2].map(|n| from[n]..to[n]);
            self.sheets.push(Sheet {
                at: *at,
                words,
                classes,
                names: [a, b, c],
                named,
                metrics: Vec::new(),
                opener: None,
                result: false,
                reaches: false,
                only_helped: false,
                only_known: false,
                signals: ArrayVec::new(),
                system: None,
            });
        }
    }

    /// The names within a statement. Statements come in the order of the text: names of the one before stand before its own.
    fn named(&mut self, within: Span) -> &'t [(SkillId, Span)] {
        let named = &self.profile.named;
        let in_order = named[..self.seen].last().is_none_or(|(_, span)| span.start < within.start);
        let behind = if in_order { self.seen } else { 0 };
        let from = behind + named[behind..].iter().take_while(|(_, span)| span.start < within.start).count();
        self.seen = from + named[from..].iter().take_while(|(_, span)| span.end <= within.end).count();
        &named[from..self.seen]
    }

    fn find(&mut self) {
        self.cues.clear();
        for sheet in &self.sheets {
            self.cues.find(&self.words[sheet.words.clone()]);
        }
    }

    fn measure(&mut self) {
        for sheet in &mut self.sheets {
            let words = &self.words[sheet.words.clone()];
            if may_have_number(words, sheet.classes) {
                sheet.metrics = metrics_of(self.text, sheet.at.span, self.lower.text(), words, &mut self.room);
            }
        }
    }

    /// What the statements open with, what they show and which systems they name.
    fn show(&mut self) {
        for n in 0..self.sheets.len() {
            let Sheet { words, classes, named, .. } = &self.sheets[n];
            let (words, classes) = (&self.words[words.clone()], *classes);
            let opener = opener(words, classes);
            let only_helped = opener.as_ref().is_some_and(|o| o.unclear && o.ownership == Ownership::Weak);
            let everyday = |at: usize| is_everyday(self.taxonomy, named[at].0);
            let mut facts = Facts { only_helped, only_known: only_knows(words, classes), ..self.facts(n, &everyday) };
            facts.result = has_result(&facts);
            facts.reaches = facts.metrics.iter().any(|m| reaches(&facts, m));
            let (signals, system) = (signals(&facts), system(&facts));
            let Facts { result, reaches, only_helped, only_known, .. } = facts;
            let sheet = &mut self.sheets[n];
            (sheet.opener, sheet.signals, sheet.system) = (opener, signals, system);
            (sheet.result, sheet.reaches) = (result, reaches);
            (sheet.only_helped, sheet.only_known) = (only_helped, only_known);
        }
    }

    /// What weakens the statements, and how strong they are.
    fn judge(&mut self, out: &mut Vec<Bullet>) {
        for n in 0..self.sheets.len() {
            let metrics = std::mem::take(&mut self.sheets[n].metrics);
            let sheet = &self.sheets[n];
            let everyday = |at: usize| is_everyday(self.taxonomy, sheet.named[at].0);
            let facts = Facts { metrics: &metrics, ..self.facts(n, &everyday) };
            let Sheet { at, named, opener, signals, system, .. } = sheet;
            let flags = flags(&facts, *system, opener.as_ref(), signals, at.span);
            let ownership = opener.as_ref().map_or(Ownership::None, |o| o.ownership);
            let names_system = system.is_some();
            let words = facts.words.len();
            let judged = Judged { facts: &facts, ownership, signals, flags: &flags, names_system, words };
            let strengths = strengths(&judged);
            const DECIDES: u64 =
                Cue::bits(&[Cue::Choose, Cue::Move, Cue::Partition, Cue::Layout, Cue::Design, Cue::Over, Cue::Versus]);
            let (reasoned, leads_people) = (facts.has(Cue::Reason), facts.has(Cue::People));
            let decides = facts.present & DECIDES != 0;
            out.push(Bullet {
                span: at.span,
                section: at.section,
                role: at.role,
                opener_span: opener.as_ref().map_or(Span { end: at.span.start, ..at.span }, |o| o.span),
                ownership,
                skills: named.to_vec(),
                metrics,
                signals: signals.clone(),
                flags,
                names_system,
                reasoned,
                decides,
                leads_people,
                strength: strengths[1],
                strengths,
            });
        }
    }

    /// What is known of the `n`th statement.
    fn facts<'a>(&'a self, n: usize, everyday: &'a dyn Fn(usize) -> bool) -> Facts<'a> {
        let sheet = &self.sheets[n];
        let [skills, databases, queues] = [0, 1, 2].map(|of| &self.names[of][sheet.names[of].clone()]);
        let cues = self.cues.of(n);
        Facts {
            text: self.text,
            words: &self.words[sheet.words.clone()],
            classes: sheet.classes,
            cues,
            present: cues.present(),
            metrics: &sheet.metrics,
            databases,
            queues,
            skills,
            everyday,
            result: sheet.result,
            reaches: sheet.reaches,
            only_helped: sheet.only_helped,
            only_known: sheet.only_known,
        }
    }
}
