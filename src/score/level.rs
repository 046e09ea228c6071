//! How well a resume proves a skill.

use serde::{Deserialize, Serialize};

/// The best that a resume has to show for a skill. Ordered: more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Evidence {
    /// Nothing.
    #[default]
    Missing = 0,
    /// Another skill of the same family.
    Adjacent = 1,
    /// A skill that cannot be had without this one.
    Implied = 2,
    /// In a skills section, a summary, a headline or a certificate.
    Listed = 3,
    /// In a statement of work or of a project.
    Demonstrated = 4,
}

impl Evidence {
    /// Every level, the weakest first: `ALL[level as usize] == level`.
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
}
