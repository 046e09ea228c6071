//! The points of requirements alone, close together in memory: explaining looks at those of millions of postings, in any order.

use super::{Credits, Evidence, apportion_into, earned};

/// The points of one posting's requirements of scored tiers, in their order.
#[derive(Debug, Clone, Copy)]
pub struct Shares<'a> {
    possible: &'a [u16],
    credits: &'a Credits,
}

impl<'a> Shares<'a> {
    pub(super) fn new(possible: &'a [u16], credits: &'a Credits) -> Self {
        Self { possible, credits }
    }

    /// What each requirement is worth: they sum to 10,000, or to 0 where nothing has a weight.
    pub fn possible(self) -> &'a [u16] {
        self.possible
    }

    /// What a level of evidence earns of so many points: never less than a lower level.
    pub fn earned(self, possible: u16, level: Evidence) -> u16 {
        earned(possible, self.credits.of(level))
    }

    /// Whether there is anything to score: some requirement has points.
    pub fn is_scored(self) -> bool {
        self.possible.iter().any(|possible| *possible > 0)
    }
}

/// The points of some postings, by their places.
#[derive(Debug, Clone, Default)]
pub struct SharesOfAll {
    possible: Vec<u16>,
    /// Where those of each posting end.
    ends: Vec<u32>,
    credits: Credits,
}

impl SharesOfAll {
    /// Shares the points of each posting out, as [`CompiledPosting::new`](super::CompiledPosting::new) does: `postings` gives the
    /// weights of each.
    pub fn new<W: IntoIterator<Item = u64>>(postings: impl ExactSizeIterator<Item = W>, credits: &Credits) -> Self {
        let (mut possible, mut ends) = (Vec::new(), Vec::with_capacity(postings.len()));
        let (mut weights, mut room) = (Vec::new(), Vec::new());
        for posting in postings {
            weights.clear();
            weights.extend(posting);
            apportion_into(&weights, &mut room, &mut possible);
            ends.push(possible.len() as u32);
        }
        Self { possible, ends, credits: *credits }
    }

    /// Those of the posting at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn of(&self, place: usize) -> Shares<'_> {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Shares::new(&self.possible[start..self.ends[place] as usize], &self.credits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{CompiledPosting, Wanted};

    #[test]
    fn points_are_those_of_each_posting_alone() {
        let postings = [vec![], vec![1, 1, 1], vec![0, 0], vec![4, 2, 1]];
        let all = SharesOfAll::new(postings.iter().cloned(), &Credits::default());
        for (place, weights) in postings.iter().enumerate() {
            let wanted = weights.iter().map(|weight| Wanted { any_of: vec![1], weight: *weight, required: true });
            let alone = CompiledPosting::new(wanted, &Credits::default());
            assert_eq!(all.of(place).possible(), alone.shares().possible(), "{weights:?}");
            assert_eq!(all.of(place).is_scored(), alone.is_scored());
        }
        assert_eq!(all.of(1).earned(3334, Evidence::Listed), 2000);
    }
}
