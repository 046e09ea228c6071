//! A statement of work with all that the review has to say of it.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::flag::{Flag, Weakness};
use super::metric::Metric;
use super::opener::Ownership;
use super::signal::{Proof, Signal};
use super::strength::band;
use crate::extract::{Level, ResumeSection};
use crate::taxonomy::SkillId;
use crate::text::Span;

/// A reviewed statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bullet {
    /// Its words in the resume's text.
    pub span: Span,
    /// Experience or projects.
    pub section: ResumeSection,
    /// The role it belongs to, as a place in [`ResumeProfile::roles`](crate::extract::ResumeProfile::roles).
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
    #[serde(with = "super::kept")]
    pub signals: ArrayVec<Proof, { Signal::COUNT }>,
    /// What weakens it.
    #[serde(with = "super::kept")]
    pub flags: ArrayVec<Weakness, { Flag::COUNT }>,
    /// Whether it names a system.
    pub names_system: bool,
    /// Whether it names a technology of a scored tier, or speaks of what only software has.
    pub technical: bool,
    /// Whether it gives a reason.
    pub reasoned: bool,
    /// Whether it tells of people led or taught.
    pub leads_people: bool,
    /// Whether it tells of a decision: a choice, a move, a design.
    pub decides: bool,
    /// 0 to 100, for the person's level.
    pub strength: u8,
    /// The same for junior, mid and senior people.
    pub(super) strengths: [u8; 3],
}

impl Bullet {
    /// Sets the strength for a person of `level`.
    pub(super) fn judge(&mut self, level: Level) {
        self.strength = self.strengths[band(level)];
    }

    /// Takes away what is asked of work on software alone, which system and how big, where nothing but the words of any trade
    /// ("the filter systems of a pump house") said that it was such work.
    pub(super) fn leave_software(&mut self) {
        if !self.technical {
            self.flags.retain(|weakness| !matches!(weakness.flag, Flag::NoScale | Flag::NoSystem));
        }
    }
}
