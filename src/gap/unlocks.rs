//! Which few skills open the most postings?

use std::collections::BTreeMap;

use crate::score::{CompiledPosting, Evidence};

/// A posting that a person does not reach yet, as far as skills go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Points that lack to the threshold, in 1/100; never 0.
    lack: u16,
    /// For each requirement that could earn more: the skills of which one does it, and the points it adds.
    gains: Vec<(Vec<u32>, u16)>,
}

impl Near {
    /// The posting as one person stands to it; none where its score is null or has reached `threshold` (in 1/100).
    pub fn new(posting: &CompiledPosting, threshold: u16, levels: impl Fn(u32) -> Evidence) -> Option<Self> {
        let assessed = posting.assess(&levels);
        let lack = threshold.checked_sub(assessed.score?).filter(|lack| *lack > 0)?;
        let requirements = posting.requirements().iter().zip(&assessed.best);
        let gains = requirements
            .map(|(r, best)| (r.any_of().to_vec(), r.earned(Evidence::Demonstrated) - r.earned(*best)))
            .filter(|(_, gain)| *gain > 0)
            .collect();
        Some(Self { lack, gains })
    }

    /// The skills that would add points, each once, ascending.
    fn skills(&self) -> Vec<u32> {
        let mut out: Vec<u32> = self.gains.iter().flat_map(|(any_of, _)| any_of.iter().copied()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether the skills together reach the threshold.
    fn reached_by(&self, skills: &[u32]) -> bool {
        let gain: u32 = self
            .gains
            .iter()
            .filter(|(any_of, _)| any_of.iter().any(|s| skills.contains(s)))
            .map(|(_, gain)| u32::from(*gain))
            .sum();
        gain >= u32::from(self.lack)
    }

    /// Takes a skill as shown.
    fn gain(&mut self, skill: u32) {
        let lack = &mut self.lack;
        self.gains.retain(|(any_of, gain)| {
            let met = any_of.contains(&skill);
            if met {
                *lack = lack.saturating_sub(*gain);
            }
            !met
        });
    }
}

/// A step of a plan: one more skill, shown in a statement of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unlock {
    /// The skill.
    pub skill: u32,
    /// Postings that reach the threshold by this step.
    pub unlocked: u32,
    /// Postings that have reached it by all steps so far.
    pub cumulative: u32,
}

/// Up to `steps` skills, each the one that lifts the most postings to the threshold given those before it; where no single
/// skill lifts any, the best pair, as two steps of which the second counts. Ties go to the smaller skill. Ends where no pair
/// lifts a posting.
///
/// Greedy: the first step is never worse than the best single skill; a later one may be worse than the best set of as many.
pub fn unlocks(mut near: Vec<Near>, steps: usize) -> Vec<Unlock> {
    let mut out: Vec<Unlock> = Vec::new();
    let mut cumulative = 0;
    while out.len() < steps {
        let Some(set) = best_single(&near).or_else(|| best_pair(&near).filter(|_| out.len() + 2 <= steps)) else {
            break;
        };
        for skill in set {
            near.iter_mut().for_each(|n| n.gain(skill));
            let before = near.len();
            near.retain(|n| n.lack > 0);
            let unlocked = (before - near.len()) as u32;
            cumulative += unlocked;
            out.push(Unlock { skill, unlocked, cumulative });
        }
    }
    out
}

fn best_single(near: &[Near]) -> Option<Vec<u32>> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for posting in near {
        for skill in posting.skills() {
            if posting.reached_by(&[skill]) {
                *counts.entry(skill).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(skill, n)| (*n, std::cmp::Reverse(*skill))).map(|(skill, _)| vec![skill])
}

fn best_pair(near: &[Near]) -> Option<Vec<u32>> {
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for posting in near {
        let skills = posting.skills();
        for (at, &one) in skills.iter().enumerate() {
            for &other in &skills[at + 1..] {
                if posting.reached_by(&[one, other]) {
                    *counts.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    counts.into_iter().max_by_key(|(pair, n)| (*n, std::cmp::Reverse(*pair))).map(|((a, b), _)| vec![a, b])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(lack: u16, gains: &[(&[u32], u16)]) -> Near {
        Near { lack, gains: gains.iter().map(|(any_of, gain)| (any_of.to_vec(), *gain)).collect() }
    }

    #[test]
    fn the_skill_that_opens_most_goes_first_and_pairs_open_what_one_cannot() {
        let go = near(1000, &[(&[1], 1500)]);
        let go_or_rust = near(1000, &[(&[1, 2], 1500)]);
        let both = near(3000, &[(&[3], 1500), (&[4], 1500)]);
        let steps = unlocks(vec![go, go_or_rust, both.clone(), both], 10);
        let got: Vec<_> = steps.iter().map(|s| (s.skill, s.unlocked, s.cumulative)).collect();
        assert_eq!(got, [(1, 2, 2), (3, 0, 2), (4, 2, 4)]);
        assert_eq!(unlocks(vec![near(3000, &[(&[3], 1500)])], 10), []);
    }

    fn postings() -> impl Strategy<Value = Vec<Near>> {
        let gain = (proptest::collection::vec(0u32..12, 1..3), 500u16..3000);
        let one = (500u16..5000, proptest::collection::vec(gain, 1..5));
        proptest::collection::vec(one.prop_map(|(lack, gains)| Near { lack, gains }), 1..12)
    }

    proptest! {
        #[test]
        fn what_is_counted_is_open_and_the_first_step_is_the_best(near in postings(), k in 1usize..=4) {
            let steps = unlocks(near.clone(), k);
            let greedy = steps.last().map_or(0, |s| s.cumulative);
            let chosen: Vec<u32> = steps.iter().map(|s| s.skill).collect();
            prop_assert_eq!(greedy as usize, near.iter().filter(|n| n.reached_by(&chosen)).count());
            // The best set of as many skills, by trying all.
            let best = (0u32..1 << 12)
                .filter(|set| set.count_ones() as usize <= k)
                .map(|set| (0..12).filter(|s| set >> s & 1 == 1).collect::<Vec<u32>>())
                .map(|set| near.iter().filter(|n| n.reached_by(&set)).count())
                .max()
                .unwrap_or(0);
            prop_assert!(greedy as usize <= best);
            prop_assert!(k > 1 || greedy as usize == best);
            let singles = (0..12u32).map(|s| near.iter().filter(|n| n.reached_by(&[s])).count()).max().unwrap_or(0);
            prop_assert!(greedy as usize >= singles);
        }
    }
}
