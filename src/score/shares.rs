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

/// The points of some postings, by their places. Those of nearly every posting lie beside their number: to look at them is to wait for
/// memory once.
#[derive(Debug, Clone, Default)]
pub struct SharesOfAll {
    all: Vec<Slot>,
    /// The points of postings that have more than a slot takes.
    more: Vec<u16>,
    credits: Credits,
}

/// How many points a posting has, and they; or where they begin among those of others like it, in two halves.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Slot([u16; 1 + SLOT]);

/// Requirements of scored tiers that a slot takes.
const SLOT: usize = 15;

impl SharesOfAll {
    /// Shares the points of each posting out, as [`CompiledPosting::new`](super::CompiledPosting::new) does: `postings` gives the
    /// weights of each.
    pub fn new<W: IntoIterator<Item = u64>>(postings: impl ExactSizeIterator<Item = W>, credits: &Credits) -> Self {
        let mut out = Self { all: Vec::with_capacity(postings.len()), more: Vec::new(), credits: *credits };
        let (mut weights, mut room, mut possible) = (Vec::new(), Vec::new(), Vec::new());
        for posting in postings {
            weights.clear();
            weights.extend(posting);
            possible.clear();
            apportion_into(&weights, &mut room, &mut possible);
            let mut slot = Slot::default();
            // No text names so many technologies that they do not fit, and few postings name more than a slot takes.
            slot.0[0] = possible.len() as u16;
            if possible.len() <= SLOT {
                slot.0[1..=possible.len()].copy_from_slice(&possible);
            } else {
                let start = out.more.len();
                (slot.0[1], slot.0[2]) = (start as u16, (start >> u16::BITS) as u16);
                out.more.extend(&possible);
            }
            out.all.push(slot);
        }
        out
    }

    /// Those of the posting at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn of(&self, place: usize) -> Shares<'_> {
        let Slot(slot) = &self.all[place];
        let n = usize::from(slot[0]);
        let possible = if n <= SLOT {
            &slot[1..=n]
        } else {
            let start = usize::from(slot[1]) | usize::from(slot[2]) << u16::BITS;
            &self.more[start..start + n]
        };
        Shares::new(possible, &self.credits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{CompiledPosting, Wanted};

    #[test]
    fn points_are_those_of_each_posting_alone() {
        let postings = [vec![], vec![1, 1, 1], vec![2; 15], vec![5; 40], vec![0, 0], vec![1; 16], vec![4, 2, 1]];
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
