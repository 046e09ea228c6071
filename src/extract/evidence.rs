//! How well a resume shows a skill.

use serde::{Deserialize, Serialize};

use crate::taxonomy::SkillId;
use crate::text::Span;

use super::section::ResumeSection;

/// How a resume shows a skill. The order is that of strength, the numbers are those of the scoring kernel's columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Evidence {
    /// Not at all.
    #[default]
    Missing = 0,
    /// Through another skill of the same family: RabbitMQ for Kafka.
    Adjacent = 1,
    /// Through a skill that proves it: EKS for Kubernetes.
    Implied = 2,
    /// Named in a list of skills, a summary, a headline, education or a certificate.
    Listed = 3,
    /// Named in a statement of work or of a project.
    Demonstrated = 4,
}

impl Evidence {
    /// All, weakest first: `ALL[level as usize] == level`.
    pub const ALL: [Self; 5] = [Self::Missing, Self::Adjacent, Self::Implied, Self::Listed, Self::Demonstrated];

    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Adjacent => "adjacent",
            Self::Implied => "implied",
            Self::Listed => "listed",
            Self::Demonstrated => "demonstrated",
        }
    }

    /// Whether a requirement with this as its best evidence counts as met: implied, listed or demonstrated.
    pub fn meets(self) -> bool {
        self >= Self::Implied
    }

    /// What a mention in a section shows.
    pub(super) fn of_section(section: ResumeSection) -> Self {
        match section {
            ResumeSection::Experience | ResumeSection::Projects => Self::Demonstrated,
            _ => Self::Listed,
        }
    }
}

/// What a resume shows of one skill. Hundreds of skills are inferred of some that are named, so that what only those have stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillEvidence {
    /// The skill.
    pub skill: SkillId,
    /// The skill through which it is implied or adjacent.
    pub via: Option<SkillId>,
    /// The sentence of its strongest mention; that of `via` where it is implied or adjacent.
    pub quote: Span,
    /// The strongest evidence.
    pub evidence: Evidence,
    /// The section of that sentence.
    pub section: ResumeSection,
    /// Where it is named.
    pub sections: Sections,
    pub(super) used: Option<Box<Used>>,
}

/// Where a skill is named and how, or used without a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Used {
    pub(super) mentions: u32,
    pub(super) roles: Vec<u16>,
    pub(super) spelled: Vec<String>,
}

impl SkillEvidence {
    /// How often it is named; 0 where it is implied or adjacent.
    pub fn mentions(&self) -> u32 {
        self.used.as_ref().map_or(0, |used| used.mentions)
    }

    /// The roles that name it, as places in [`super::ResumeProfile::roles`], ascending.
    pub fn roles(&self) -> &[u16] {
        self.used.as_ref().map_or(&[], |used| &used.roles)
    }

    /// The spellings used, in the order of the text, each once.
    pub fn spelled(&self) -> &[String] {
        self.used.as_ref().map_or(&[], |used| &used.spelled)
    }
}

/// Sections of a resume, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections(u8);

impl Sections {
    /// Whether a section is among them.
    pub fn contains(self, section: ResumeSection) -> bool {
        self.0 >> section as u8 & 1 == 1
    }

    /// Them, in the order of [`ResumeSection`].
    pub fn iter(self) -> impl Iterator<Item = ResumeSection> {
        ResumeSection::ALL.into_iter().filter(move |section| self.contains(*section))
    }

    pub(super) fn insert(&mut self, section: ResumeSection) {
        self.0 |= 1 << section as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_in_their_order() {
        let mut sections = Sections::default();
        for section in [ResumeSection::Other, ResumeSection::Header, ResumeSection::Other, ResumeSection::Skills] {
            sections.insert(section);
        }
        assert!(sections.iter().eq([ResumeSection::Header, ResumeSection::Skills, ResumeSection::Other]));
        assert!(ResumeSection::ALL.into_iter().zip(0..).all(|(section, place)| section as u8 == place));
    }
}
