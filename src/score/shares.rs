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

/// Points of a posting that stand in its slot; few postings have more.
const IN_SLOT: usize = 15;

/// The points of a posting behind their number, half as long as what memory gives at a time: to find them, nothing else is looked at.
/// Of one that has more than fit, [`ELSEWHERE`] and where in [`SharesOfAll::more`] they start and end, each in two parts.
type Slot = [u16; 1 + IN_SLOT];

/// More points than a slot has.
const ELSEWHERE: u16 = u16::MAX;

/// The points of some postings, by their places.
#[derive(Debug, Clone, Default)]
pub struct SharesOfAll {
    slots: Vec<Slot>,
    more: Vec<u16>,
    credits: Credits,
}

impl SharesOfAll {
    /// Shares the points of each posting out, as [`CompiledPosting::new`](super::CompiledPosting::new) does: `postings` gives the
    /// weights of each.
    pub fn new<W: IntoIterator<Item = u64>>(postings: impl ExactSizeIterator<Item = W>, credits: &Credits) -> Self {
        let (mut slots, mut more) = (Vec::with_capacity(postings.len()), Vec::new());
        let (mut weights, mut room, mut points) = (Vec::new(), Vec::new(), Vec::new());
        for posting in postings {
            weights.clear();
            weights.extend(posting);
            points.clear();
            apportion_into(&weights, &mut room, &mut points);
            let mut slot: Slot = [0; 1 + IN_SLOT];
            if points.len() > IN_SLOT {
                let [start, end] = [more.len(), more.len() + points.len()];
                more.append(&mut points);
                slot[0] = ELSEWHERE;
                [(slot[1], slot[2]), (slot[3], slot[4])] = [start, end].map(parted);
            } else {
                slot[0] = points.len() as u16;
                slot[1..=points.len()].copy_from_slice(&points);
            }
            slots.push(slot);
        }
        Self { slots, more, credits: *credits }
    }

    /// Those of the posting at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn of(&self, place: usize) -> Shares<'_> {
        let slot = &self.slots[place];
        let possible = match slot[0] {
            ELSEWHERE => &self.more[joined(slot[1], slot[2])..joined(slot[3], slot[4])],
            n => &slot[1..=usize::from(n)],
        };
        Shares::new(possible, &self.credits)
    }
}

/// A place in two parts.
fn parted(place: usize) -> (u16, u16) {
    (place as u16, (place >> u16::BITS) as u16)
}

/// What [`parted`] made two of.
fn joined(low: u16, high: u16) -> usize {
    usize::from(high) << u16::BITS | usize::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{CompiledPosting, Wanted};

    #[test]
    fn points_are_those_of_each_posting_alone() {
        let long: Vec<u64> = (0..300).map(|at| at % 7).collect();
        let postings =
            [vec![], vec![1, 1, 1], long[..IN_SLOT].to_vec(), long.repeat(250), vec![0, 0], long, vec![4, 2, 1]];
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
