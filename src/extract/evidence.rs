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

/// What a resume shows of one skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillEvidence {
    /// The skill.
    pub skill: SkillId,
    /// The strongest evidence.
    pub evidence: Evidence,
    /// The skill through which it is implied or adjacent.
    pub via: Option<SkillId>,
    /// How often it is named; 0 where it is implied or adjacent.
    pub mentions: u32,
    /// Where it is named, in the order of [`ResumeSection`].
    pub sections: Vec<ResumeSection>,
    /// The roles that name it, as places in [`super::ResumeProfile::roles`], ascending.
    pub roles: Vec<u16>,
    /// The sentence of its strongest mention; that of `via` where it is implied or adjacent.
    pub quote: Span,
    /// The section of that sentence.
    pub section: ResumeSection,
    /// The spellings used, in the order of the text, each once.
    pub spelled: Vec<String>,
}
