//! The best postings of 64 resumes so far, sorted side by side.

use super::lanes::{LANES, Lanes};
use super::standing::Standing;

/// A standing below every candidate's, where a lane holds none.
const NONE: i64 = -1;

/// For each lane its standings: first those held since the last [`Held::settle`], from the top, then what was offered since.
#[derive(Debug)]
pub(super) struct Held {
    slots: Vec<Lanes<i64>>,
    len: Lanes<u32>,
    keep: usize,
}

impl Held {
    /// Room for `keep` standings a lane, and for `offered` more.
    pub(super) fn new(keep: usize, offered: usize) -> Self {
        Self { slots: vec![[NONE; LANES]; keep + offered], len: [0; LANES], keep }
    }

    pub(super) fn clear(&mut self) {
        self.len = [0; LANES];
    }

    /// Whether a lane can't be offered more before it is settled.
    pub(super) fn is_full(&self, lane: usize) -> bool {
        self.len[lane] as usize == self.slots.len()
    }

    #[inline(always)]
    pub(super) fn offer(&mut self, lane: usize, standing: Standing) {
        self.slots[self.len[lane] as usize][lane] = standing.0;
        self.len[lane] += 1;
    }

    /// The last of a lane's full list, as of the last [`Held::settle`]: nothing below it can be among the best.
    pub(super) fn floor(&self, lane: usize) -> Option<Standing> {
        let last = self.keep.checked_sub(1).filter(|&last| last < self.len[lane] as usize)?;
        Some(Standing(self.slots[last][lane]))
    }

    /// Sorts every lane and lets go of what is not among its best.
    ///
    /// Batcher's odd-even merge sort: which places are compared does not depend on the values, so all lanes are sorted by the
    /// same instructions. One lane alone would be sorted faster otherwise; 64 are not.
    #[inline(always)]
    pub(super) fn settle(&mut self) {
        let most = self.len.iter().max().map_or(0, |&len| len as usize);
        for (lane, len) in self.len.iter_mut().enumerate() {
            self.slots[*len as usize..most].iter_mut().for_each(|slot| slot[lane] = NONE);
            *len = (*len).min(self.keep as u32);
        }
        let slots = &mut self.slots[..most];
        let mut run = 1;
        while run < most {
            let mut far = run;
            while far >= 1 {
                let mut start = far % run;
                while start + far < most {
                    for at in start..(start + far).min(most - far) {
                        if at / (2 * run) == (at + far) / (2 * run) {
                            exchange(slots, at, at + far);
                        }
                    }
                    start += 2 * far;
                }
                far /= 2;
            }
            run *= 2;
        }
    }

    /// A lane's best from the top, once settled.
    pub(super) fn best(&self, lane: usize) -> impl Iterator<Item = Standing> {
        self.slots[..self.len[lane] as usize].iter().map(move |slot| Standing(slot[lane]))
    }
}

/// Leaves the higher of two standings in the first slot.
#[inline(always)]
fn exchange(slots: &mut [Lanes<i64>], first: usize, second: usize) {
    let (head, tail) = slots.split_at_mut(second);
    for (a, b) in head[first].iter_mut().zip(&mut tail[0]) {
        (*a, *b) = ((*a).max(*b), (*a).min(*b));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn settles_to_the_highest_in_order(
            offered in prop::collection::vec((0usize..4, any::<u32>()), 0..300), keep in 0usize..60, room in 1usize..90,
        ) {
            let mut held = Held::new(keep, room);
            for &(lane, value) in &offered {
                if held.is_full(lane) {
                    held.settle();
                }
                held.offer(lane, Standing(value.into()));
            }
            held.settle();
            for lane in 0..LANES {
                let mut plain: Vec<i64> = offered.iter().filter(|own| own.0 == lane).map(|own| own.1.into()).collect();
                plain.sort_by(|a, b| b.cmp(a));
                plain.truncate(keep);
                prop_assert_eq!(held.floor(lane).map(|floor| floor.0), keep.checked_sub(1).and_then(|at| plain.get(at).copied()));
                prop_assert_eq!(held.best(lane).map(|standing| standing.0).collect::<Vec<_>>(), plain);
            }
        }
    }
}
