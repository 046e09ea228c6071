//! The demands of a posting, close together in memory: explaining looks at those of thousands of postings in a row.

use serde::{Deserialize, Serialize};

use super::importance::Importance;
use super::section::PostingSection;
use crate::taxonomy::{SkillId, TierId};
use crate::text::Span;

/// One demand of a posting. Its id is the text id of its keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement<'a> {
    /// Any of these will do; never empty, the first is the requirement's keyword.
    pub any_of: &'a [SkillId],
    /// The tier of the first.
    pub tier: TierId,
    /// How much it is wanted.
    pub importance: Importance,
    /// Years asked for.
    pub min_years: Option<u8>,
    /// Where it stands.
    pub section: PostingSection,
    /// The words that ask for it.
    pub quote: Span,
    /// The spellings used, one an entry of `any_of`.
    pub spelled: &'a [Span],
}

/// The demands of a posting, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Requirements {
    demands: Vec<Demand>,
    /// The skills of all demands, one demand's after the other's.
    skills: Vec<SkillId>,
    /// The spelling of each.
    spelled: Vec<Span>,
}

/// A demand without its skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Demand {
    /// Where its skills end; they begin where those of the demand before end.
    end: u32,
    quote: Span,
    tier: TierId,
    importance: Importance,
    min_years: Option<u8>,
    section: PostingSection,
}

impl Requirements {
    /// None yet, with room for so many and their skills.
    pub(super) fn with_capacity(demands: usize, skills: usize) -> Self {
        let (skills, spelled) = (Vec::with_capacity(skills), Vec::with_capacity(skills));
        Self { demands: Vec::with_capacity(demands), skills, spelled }
    }

    pub(super) fn push(&mut self, demand: Requirement<'_>) {
        let Requirement { any_of, tier, importance, min_years, section, quote, spelled } = demand;
        self.skills.extend(any_of);
        self.spelled.extend(spelled);
        let end = self.skills.len() as u32;
        self.demands.push(Demand { end, quote, tier, importance, min_years, section });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.demands.len()
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.demands.is_empty()
    }

    /// The demand at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn at(&self, place: usize) -> Requirement<'_> {
        let Demand { end, quote, tier, importance, min_years, section } = self.demands[place];
        let start = place.checked_sub(1).map_or(0, |before| self.demands[before].end as usize);
        let skills = start..end as usize;
        let (any_of, spelled) = (&self.skills[skills.clone()], &self.spelled[skills]);
        Requirement { any_of, tier, importance, min_years, section, quote, spelled }
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Requirement<'_>> + Clone {
        (0..self.len()).map(|place| self.at(place))
    }

    /// The skills of all of them; each stands in one demand only.
    pub fn skills(&self) -> &[SkillId] {
        &self.skills
    }

    /// Every skill with its spelling.
    pub fn spellings(&self) -> impl Iterator<Item = (SkillId, Span)> {
        self.skills.iter().copied().zip(self.spelled.iter().copied())
    }

    /// A number every `bytes` of the memory that they lie in, for whoever is about to look at all of them.
    pub fn touched(&self, bytes: usize) -> impl Iterator<Item = u32> {
        let demands = self.demands.iter().step_by(bytes / size_of::<Demand>()).map(|demand| demand.end);
        let spelled = self.spelled.iter().step_by(bytes / size_of::<Span>()).map(|span| span.start);
        demands.chain(spelled).chain(self.skills.iter().step_by(bytes / size_of::<SkillId>()).map(|skill| skill.0))
    }

    /// Every place of the text that a demand points to.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.demands.iter().map(|demand| demand.quote).chain(self.spelled.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_come_back_as_they_were_given() {
        let (skills, spelled) =
            ([SkillId(3), SkillId(9), SkillId(1)], [Span::new(2, 4), Span::new(5, 9), Span::new(0, 1)]);
        let demand = |members: std::ops::Range<usize>, years| Requirement {
            any_of: &skills[members.clone()],
            tier: TierId(2),
            importance: Importance::Preferred,
            min_years: years,
            section: PostingSection::Tags,
            quote: Span::new(0, 9),
            spelled: &spelled[members],
        };
        let given = [demand(0..2, Some(3)), demand(2..3, None)];
        let mut kept = Requirements::with_capacity(2, 3);
        given.iter().for_each(|demand| kept.push(*demand));
        assert!(kept.iter().eq(given) && kept.at(1) == given[1]);
        assert_eq!((kept.len(), kept.skills(), kept.is_empty()), (2, &skills[..], false));
        assert_eq!((kept.spans().count(), kept.touched(64).count()), (5, 3));
        assert!(kept.spellings().eq(skills.into_iter().zip(spelled)));
    }
}
