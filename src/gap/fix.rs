//! What a client can do about a gap.

use crate::extract::Evidence;

/// What to do, by the status of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fix {
    /// Listed: put it into a statement of work.
    Show,
    /// Implied: say its name.
    NameIt,
    /// Adjacent: say what carries over.
    Bridge,
    /// Missing: learn it.
    Learn,
    /// Demonstrated in other words than the posting's: use its words.
    MirrorWording,
}

impl Fix {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::NameIt => "name_it",
            Self::Bridge => "bridge",
            Self::Learn => "learn",
            Self::MirrorWording => "mirror_wording",
        }
    }

    /// The fix for a status; none where there is nothing to do. `literal` tells whether the resume has the posting's words.
    #[inline]
    pub fn of(status: Evidence, literal: bool) -> Option<Self> {
        // By the number of the status. Statuses come in no order that a processor could foresee, so that it is not to choose a way.
        const FIXES: [Option<Fix>; 5] =
            [Some(Fix::Learn), Some(Fix::Bridge), Some(Fix::NameIt), Some(Fix::Show), Some(Fix::MirrorWording)];
        FIXES[status as usize].filter(|fix| *fix != Self::MirrorWording || !literal)
    }

    /// Whether words alone do it, without learning anything: what `potential` counts.
    pub fn is_wording(self) -> bool {
        matches!(self, Self::Show | Self::NameIt)
    }
}
