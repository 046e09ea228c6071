//! How high must a score be to be among a resume's best? A cut through a column of scores, for 64 resumes at once.

use super::FULL_SCORE;
use super::lanes::{LANES, Lanes};

/// Rows that a first look takes: their scores stay in the first-level cache.
const SAMPLE: usize = 192;

/// How finely the first look looks: to 10,000 / 2^10 points.
const SAMPLE_STEPS: usize = 10;

/// Room for the search.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    sample: Vec<Lanes<i16>>,
}

impl Cuts {
    /// A cut for each lane, never below its `low`: at least `wanted` scores reach it (or all that reach `low`, if those are
    /// fewer), and no more than `most`. Lanes whose bit is set in the second part of the result break the second promise,
    /// because more scores than that are equal there; then fewer than `wanted` lie above the cut.
    ///
    /// To count is one pass of many lanes an instruction, far cheaper than to pick scores out one by one.
    #[inline(always)]
    pub(super) fn find(
        &mut self,
        rows: &[Lanes<i16>],
        low: &Lanes<i16>,
        wanted: usize,
        most: usize,
    ) -> (Lanes<i16>, u64) {
        let mut cuts = *low;
        if rows.len() <= most {
            return (cuts, 0);
        }
        let (wanted, most) = (wanted as i16, most as i16);
        let mut open = mask(&reaching(rows, &cuts), |&count| count > most);
        if open == 0 {
            return (cuts, 0);
        }
        let mut bounds = Bounds { low: *low, high: [FULL_SCORE as i16 + 1; LANES] };
        self.guess(rows, &bounds, i32::from(wanted.midpoint(most)), open, &mut cuts);
        let mut step = [64_i16; LANES];
        let mut crowded = 0;
        loop {
            let counts = reaching(rows, &cuts);
            for lane in lanes_of(open) {
                let cut = cuts[lane];
                let next = if counts[lane] < wanted {
                    bounds.high[lane] = cut;
                    cut.saturating_sub(step[lane])
                } else if counts[lane] > most {
                    bounds.low[lane] = cut;
                    cut.saturating_add(step[lane])
                } else {
                    open &= !(1 << lane);
                    continue;
                };
                let (low, high) = (bounds.low[lane], bounds.high[lane]);
                if high - low <= 1 {
                    open &= !(1 << lane);
                    crowded |= 1 << lane;
                    cuts[lane] = low;
                } else {
                    step[lane] = step[lane].saturating_mul(2);
                    cuts[lane] = if low < next && next < high { next } else { low.midpoint(high) };
                }
            }
            if open == 0 {
                return (cuts, crowded);
            }
        }
    }

    /// Where to look first: the cut that `wanted` scores would reach if all were like the sample.
    #[inline(always)]
    fn guess(&mut self, rows: &[Lanes<i16>], bounds: &Bounds, wanted: i32, open: u64, cuts: &mut Lanes<i16>) {
        self.sample.clear();
        self.sample.extend(rows.iter().step_by(rows.len().div_ceil(SAMPLE)));
        let wanted = (wanted * self.sample.len() as i32 / rows.len() as i32 + 1) as i16;
        let (mut low, mut high) = (bounds.low, bounds.high);
        for _ in 0..SAMPLE_STEPS {
            let middle: Lanes<i16> = std::array::from_fn(|lane| (low[lane] + high[lane]) / 2);
            let counts = reaching(&self.sample, &middle);
            let enough = counts.map(|count| count >= wanted);
            low = std::array::from_fn(|lane| if enough[lane] { middle[lane] } else { low[lane] });
            high = std::array::from_fn(|lane| if enough[lane] { high[lane] } else { middle[lane] });
        }
        for lane in lanes_of(open) {
            // Above `low`, which is known to let too many through.
            cuts[lane] = low[lane].max(bounds.low[lane] + 1);
        }
    }
}

struct Bounds {
    /// Too many scores reach it.
    low: Lanes<i16>,
    /// Too few do.
    high: Lanes<i16>,
}

/// How many scores reach their lane's cut. Blocks have fewer rows than fit.
#[inline(always)]
fn reaching(rows: &[Lanes<i16>], cuts: &Lanes<i16>) -> Lanes<i16> {
    let (cuts, mut counts) = (*cuts, [0; LANES]);
    for row in rows {
        for ((count, score), cut) in counts.iter_mut().zip(row).zip(&cuts) {
            *count += i16::from(score >= cut);
        }
    }
    counts
}

fn mask<T>(lanes: &Lanes<T>, is_set: impl Fn(&T) -> bool) -> u64 {
    lanes.iter().rev().fold(0, |mask, lane| mask << 1 | u64::from(is_set(lane)))
}

/// The lanes whose bits are set.
#[inline(always)]
pub(super) fn lanes_of(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = (mask != 0).then(|| mask.trailing_zeros() as usize)?;
        mask &= mask - 1;
        Some(lane)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cuts_hold_what_is_wanted(
            rows in prop::collection::vec(prop_oneof![0i16..4, 0i16..=10_000], 0..600),
            low in 0i16..5, wanted in 1usize..40, more in 0usize..40,
        ) {
            // Each lane is the same column, turned a little further and lowered a little more.
            let turned = |row: usize| std::array::from_fn(|lane| {
                rows[(row + 7 * lane) % rows.len()].saturating_sub(lane as i16).max(0)
            });
            let rows: Vec<Lanes<i16>> = (0..rows.len()).map(turned).collect();
            let most = wanted + more;
            let (cuts, crowded) = Cuts::default().find(&rows, &[low; LANES], wanted, most);
            for (lane, &cut) in cuts.iter().enumerate() {
                let reaching = |cut: i16| rows.iter().filter(|row| row[lane] >= cut).count();
                let crowded = crowded >> lane & 1 == 1;
                prop_assert!(cut >= low && (cut == low || reaching(cut) >= wanted));
                prop_assert_eq!(crowded, reaching(cut) > most);
                prop_assert!(!crowded || reaching(cut + 1) < wanted);
            }
        }
    }
}
