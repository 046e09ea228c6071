//! What a posting asks for, compiled to points; and the score of one pair in plain words.

use super::shares::Shares;
use super::standing::Coverage;
use super::{Credits, Evidence, apportion};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompiledRequirement<'a> {
    /// Skills of which the best proven one counts.
    pub any_of: &'a [u32],
    /// Its share of the posting's 10,000 points.
    pub possible: u16,
    /// Whether it counts in the required coverage.
    pub required: bool,
}

/// The requirements of one posting. Their possible points sum to 10,000, or to 0 where nothing has a weight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompiledPosting {
    /// For each requirement where its skills end, and whether it counts in the required coverage.
    asks: Vec<(u32, bool)>,
    /// The points of each.
    possible: Vec<u16>,
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

impl CompiledPosting {
    /// Shares the points out. `wanted` is in the order of `requirement_id`, which decides between equal remainders.
    pub fn new<S: IntoIterator<Item = u32>>(wanted: impl IntoIterator<Item = Wanted<S>>, credits: &Credits) -> Self {
        let wanted = wanted.into_iter();
        let most = wanted.size_hint().1.unwrap_or_default();
        let (mut skills, mut weights) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut asks = Vec::with_capacity(most);
        for Wanted { any_of, weight, required } in wanted {
            skills.extend(any_of);
            weights.push(weight);
            asks.push((skills.len() as u32, required));
        }
        Self { asks, possible: apportion(&weights), skills, credits: *credits }
    }

    /// The requirements, in the order given.
    pub fn requirements(&self) -> impl ExactSizeIterator<Item = CompiledRequirement<'_>> {
        let mut start = 0;
        self.asks.iter().zip(&self.possible).map(move |(&(end, required), &possible)| {
            let any_of = &self.skills[start..end as usize];
            start = end as usize;
            CompiledRequirement { any_of, possible, required }
        })
    }

    /// The points of its requirements.
    pub fn shares(&self) -> Shares<'_> {
        Shares::new(&self.possible, &self.credits)
    }

    /// Whether there is anything to score: some requirement has points. Without it the score is null, never 0.
    pub fn is_scored(&self) -> bool {
        self.shares().is_scored()
    }

    /// Scores one resume, given its level of evidence for a skill.
    pub fn assess(&self, levels: impl Fn(u32) -> Evidence) -> Assessment {
        let mut best = Vec::with_capacity(self.asks.len());
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
        for CompiledRequirement { any_of, possible, required } in self.requirements() {
            let best = any_of.iter().map(|&skill| levels(skill)).max().unwrap_or(Evidence::Missing);
            score += self.shares().earned(possible, best);
            is_scored |= possible > 0;
            coverage.total += u32::from(required);
            coverage.met += u32::from(required && best.meets());
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
