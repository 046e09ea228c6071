//! Statements on their way to bullets: read, measured, shown and judged, several together.
//!
//! The code of all steps is several times what a processor's nearest memory for code holds, so that statement by statement each
//! step had to be fetched anew, which took as long as the steps themselves. So each step is done for all statements on the
//! desk before the next.

use std::ops::Range;

use arrayvec::ArrayVec;

use super::bullet::Bullet;
use super::cues::{Cue, CuesOfAll};
use super::everyday::Everyday;
use super::flag::flags;
use super::lower::Lower;
use super::metric::Metric;
use super::metrics::{Room, metrics_of};
use super::opener::{Opener, Ownership, opener};
use super::reach::{has_result, reaches};
use super::signal::{Facts, only_knows, signals};
use super::strength::{Judged, strengths};
use super::system::system;
use super::word::{Class, Word, add_words, may_have_number};
use crate::extract::{Level, ResumeProfile, Statement};
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

/// What was read of one statement.
struct Sheet<'t> {
    at: Statement,
    /// Its words, and its names of each kind, among those on the desk.
    words: Range<usize>,
    names: [Range<usize>; 3],
    /// What classes its words have.
    classes: Class,
    named: &'t [(SkillId, Span)],
    metrics: Vec<Metric>,
}

/// What a statement shows.
struct Shown<'a> {
    facts: Facts<'a>,
    opener: Option<Opener>,
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
        let from = out.len();
        let shown = desk.show(&mut out);
        out[from..].iter_mut().zip(&shown).for_each(|(bullet, shown)| judge(bullet, shown));
        for (bullet, sheet) in out[from..].iter_mut().zip(&mut desk.sheets) {
            bullet.metrics = std::mem::take(&mut sheet.metrics);
        }
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
            let named = self.named(at.span);
            let [skills, in_stores, in_queues] = &mut self.names;
            let from = [skills.len(), in_stores.len(), in_queues.len()];
            for (id, span) in named {
                skills.push(*span);
                let tier = Some(self.taxonomy.tier_id(*id));
                if tier == self.stores {
                    in_stores.push(*span);
                } else if tier == self.queues {
                    in_queues.push(*span);
                }
            }
            self.sheets.push(Sheet {
                at: *at,
                words: words..self.words.len(),
                names: [from[0]..skills.len(), from[1]..in_stores.len(), from[2]..in_queues.len()],
                classes,
                named,
                metrics: Vec::new(),
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

    /// What the statements open with, what they show and which systems they name, as bullets that are not judged yet. Their
    /// metrics stay on the sheets.
    fn show(&self, out: &mut Vec<Bullet>) -> Vec<Shown<'_>> {
        let mut all = Vec::with_capacity(self.sheets.len());
        for (n, sheet) in self.sheets.iter().enumerate() {
            let (words, classes) = (&self.words[sheet.words.clone()], sheet.classes);
            let [skills, databases, queues] = &self.names;
            let [in_skills, in_databases, in_queues] = &sheet.names;
            let opener = opener(words, classes);
            let cues = self.cues.of(n);
            let mut facts = Facts {
                text: self.text,
                words,
                classes,
                cues,
                present: cues.present(),
                metrics: &sheet.metrics,
                databases: &databases[in_databases.clone()],
                queues: &queues[in_queues.clone()],
                skills: &skills[in_skills.clone()],
                everyday: Everyday { taxonomy: self.taxonomy, named: sheet.named },
                result: false,
                reaches: false,
                only_helped: opener.as_ref().is_some_and(|o| o.unclear && o.ownership == Ownership::Weak),
                only_known: only_knows(words, classes),
            };
            facts.result = has_result(&facts);
            facts.reaches = facts.metrics.iter().any(|m| reaches(&facts, m));
            let system = system(&facts);
            const DECIDES: u64 =
                Cue::bits(&[Cue::Choose, Cue::Move, Cue::Partition, Cue::Layout, Cue::Design, Cue::Over, Cue::Versus]);
            const TECHNICAL: u64 = Cue::bits(&[Cue::Api, Cue::ApiOwn, Cue::Style, Cue::Spec, Cue::StoreName]);
            let at = sheet.at;
            out.push(Bullet {
                span: at.span,
                section: at.section,
                role: at.role,
                opener_span: opener.as_ref().map_or(Span { end: at.span.start, ..at.span }, |o| o.span),
                ownership: opener.as_ref().map_or(Ownership::None, |o| o.ownership),
                skills: sheet.named.to_vec(),
                metrics: Vec::new(),
                signals: signals(&facts),
                flags: ArrayVec::new(),
                names_system: system.is_some(),
                technical: facts.present & TECHNICAL != 0
                    || classes.has(Class::SOFTWARE | Class::MODELS)
                    || sheet.named.iter().any(|(skill, _)| self.taxonomy.is_scored(*skill)),
                reasoned: facts.has(Cue::Reason),
                decides: facts.present & DECIDES != 0,
                leads_people: facts.has(Cue::People),
                strength: 0,
                strengths: [0; 3],
            });
            all.push(Shown { facts, opener, system });
        }
        all
    }
}

/// Adds what weakens a statement, and how strong it is.
fn judge(bullet: &mut Bullet, Shown { facts, opener, system }: &Shown<'_>) {
    bullet.flags = flags(facts, *system, opener.as_ref(), &bullet.signals, bullet.span);
    bullet.strengths = strengths(&Judged {
        facts,
        ownership: bullet.ownership,
        signals: &bullet.signals,
        flags: &bullet.flags,
        names_system: bullet.names_system,
        words: facts.words.len(),
    });
    bullet.judge(Level::Mid);
}
