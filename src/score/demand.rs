//! What a posting asks for, compiled to points; and the score of one pair in plain words.

use std::ops::Range;

use super::standing::Coverage;
use super::{Credits, Evidence, apportion, earned};

/// One requirement as it enters the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<S = Vec<u32>> {
    /// Skills of which the best proven one counts.
    pub any_of: S,
    /// Importance x tier weight x rarity, in any unit that is the same for the whole posting.
    pub weight: u64,
    /// Whether it counts in the required coverage.
    pub required: bool,
}

/// One requirement with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledRequirement {
    /// Where its skills are among those of the posting.
    skills: Range<u32>,
    possible: u16,
    required: bool,
}

/// The requirements of one posting, close together in memory. Their possible points sum to 10,000, or to 0 where nothing has a weight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompiledPosting {
    requirements: Vec<CompiledRequirement>,
    /// The skills of all requirements, one's after the other's.
    skills: Vec<u32>,
    credits: Credits,
}

/// The score of one posting and one resume, with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// In 1/100, 0 to 10,000; none where the posting has no requirement with a weight.
    pub score: Option<u16>,
    /// The best evidence for each requirement, in the posting's order.
    pub best: Vec<Evidence>,
    /// How many required requirements are met.
    pub required_met: u32,
    /// How many requirements are required.
    pub required_total: u32,
}

impl CompiledRequirement {
    /// Of how many skills the best proven one counts.
    pub fn choices(&self) -> usize {
        self.skills.len()
    }

    /// Its share of the posting's 10,000 points.
    pub fn possible(&self) -> u16 {
        self.possible
    }

    /// Whether it counts in the required coverage.
    pub fn required(&self) -> bool {
        self.required
    }
}

impl CompiledPosting {
    /// Shares the points out. `wanted` is in the order of `requirement_id`, which decides between equal remainders.
    pub fn new<S: IntoIterator<Item = u32>>(wanted: impl IntoIterator<Item = Wanted<S>>, credits: &Credits) -> Self {
        let wanted = wanted.into_iter();
        let most = wanted.size_hint().1.unwrap_or_default();
        let (mut skills, mut weights) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut requirements = Vec::with_capacity(most);
        for Wanted { any_of, weight, required } in wanted {
            let start = skills.len() as u32;
            skills.extend(any_of);
            weights.push(weight);
            let skills = start..skills.len() as u32;
            requirements.push(CompiledRequirement { skills, possible: 0, required });
        }
        for (requirement, possible) in requirements.iter_mut().zip(apportion(&weights)) {
            requirement.possible = possible;
        }
        Self { requirements, skills, credits: *credits }
    }

    /// The requirements, in the order given.
    pub fn requirements(&self) -> &[CompiledRequirement] {
        &self.requirements
    }

    /// The skills of one of its requirements, of which the best proven one counts.
    pub fn any_of(&self, requirement: &CompiledRequirement) -> &[u32] {
        &self.skills[requirement.skills.start as usize..requirement.skills.end as usize]
    }

    /// The points that a level of evidence earns of one of its requirements: never less than a lower level.
    pub fn earned(&self, requirement: &CompiledRequirement, level: Evidence) -> u16 {
        earned(requirement.possible, self.credits.of(level))
    }

    /// Whether there is anything to score: some requirement has points. Without it the score is null, never 0.
    pub fn is_scored(&self) -> bool {
        self.requirements.iter().any(|requirement| requirement.possible > 0)
    }

    /// Scores one resume, given its level of evidence for a skill.
    pub fn assess(&self, levels: impl Fn(u32) -> Evidence) -> Assessment {
        let mut best = Vec::with_capacity(self.requirements.len());
        let (score, coverage) = self.weigh(levels, |level| best.push(level));
        Assessment { score, best, required_met: coverage.met, required_total: coverage.total }
    }

    /// The score and what is required of one resume; `each` is told the best evidence for each requirement.
    pub(super) fn weigh(
        &self,
        levels: impl Fn(u32) -> Evidence,
        mut each: impl FnMut(Evidence),
    ) -> (Option<u16>, Coverage) {
        let (mut score, mut coverage, mut is_scored) = (0, Coverage::default(), false);
        for requirement in &self.requirements {
            let skills = self.any_of(requirement).iter();
            let best = skills.map(|&skill| levels(skill)).max().unwrap_or(Evidence::Missing);
            score += self.earned(requirement, best);
            is_scored |= requirement.possible > 0;
            coverage.total += u32::from(requirement.required);
            coverage.met += u32::from(requirement.required && best.meets());
            each(best);
        }
        (is_scored.then_some(score), coverage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted() -> impl Strategy<Value = Vec<Wanted>> {
        let one = (prop::collection::vec(0u32..6, 0..4), 0u64..4, any::<bool>());
        let one = one.prop_map(|(any_of, weight, required)| Wanted { any_of, weight, required });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn more_evidence_never_lowers_a_score(wanted in wanted(), levels: [u8; 6], skill in 0usize..6) {
            let posting = CompiledPosting::new(wanted, &Credits::default());
            let before = levels.map(|level| Evidence::ALL[usize::from(level % 5)]);
            let mut after = before;
            after[skill] = Evidence::ALL[(after[skill] as usize + 1).min(4)];
            let (before, after) = (posting.assess(|s| before[s as usize]), posting.assess(|s| after[s as usize]));
            prop_assert!(after.score >= before.score && after.required_met >= before.required_met);
        }
    }

    #[test]
    fn best_of_alternatives_counts_once() {
        let want = |any_of: &[u32], weight, required| Wanted { any_of: any_of.to_vec(), weight, required };
        let posting = CompiledPosting::new(vec![want(&[1, 2], 2, true), want(&[3], 2, false)], &Credits::default());
        let table =
            [([4, 3, 0], 5000, 1), ([0, 3, 0], 3000, 1), ([1, 0, 4], 6250, 0), ([2, 1, 1], 3750, 1), ([0, 0, 0], 0, 0)];
        for (levels, score, required_met) in table {
            let found = posting.assess(|skill| Evidence::ALL[levels[skill as usize - 1]]);
            assert_eq!((found.score, found.required_met), (Some(score), required_met), "{levels:?}");
        }
        assert_eq!(CompiledPosting::default().assess(|_| Evidence::Missing).score, None);
        assert!(!CompiledPosting::new(vec![want(&[1], 0, true)], &Credits::default()).is_scored());
    }
}
