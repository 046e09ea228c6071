//! Points: a posting's 10,000 shared out over its requirements, and what a level of evidence earns of them.

use std::cmp::Reverse;

use super::Evidence;
use crate::error::{Error, Result};

/// The points of a posting: a score of 100.00.
pub const FULL_SCORE: u16 = 10_000;

/// The share of a requirement's points that each level of evidence earns, in thousandths.
///
/// Never rising from demonstrated to missing, none over 1000: better evidence never lowers a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credits {
    by_level: [u16; 5],
}

impl Default for Credits {
    /// 1, .6, .5, .25 and 0.
    fn default() -> Self {
        Self { by_level: [0, 250, 500, 600, 1000] }
    }
}

impl Credits {
    /// Credits in thousandths.
    ///
    /// # Errors
    /// [`Error::Config`] where one is over 1000, or higher than that of better evidence.
    pub fn new(demonstrated: u16, listed: u16, implied: u16, adjacent: u16, missing: u16) -> Result<Self> {
        let by_level = [missing, adjacent, implied, listed, demonstrated];
        if demonstrated > 1000 {
            return Err(refused(format!("demonstrated is {demonstrated} thousandths; a credit is at most 1")));
        }
        for (pair, levels) in by_level.windows(2).zip(Evidence::ALL.windows(2)) {
            if pair[0] > pair[1] {
                let (worse, better) = (levels[0].as_str(), levels[1].as_str());
                return Err(refused(format!("{worse} earns more than {better}; better evidence must not earn less")));
            }
        }
        Ok(Self { by_level })
    }

    /// Credits as the configuration has them: demonstrated, listed, implied, adjacent, missing; decimals from 0 to 1.
    ///
    /// # Errors
    /// [`Error::Config`] where one is not a number from 0 to 1 with at most three decimals, and as for [`Credits::new`].
    pub fn from_decimals(credits: [f64; 5]) -> Result<Self> {
        let mut thousandths = [0; 5];
        for (credit, out) in credits.into_iter().zip(&mut thousandths) {
            let scaled = credit * 1000.0;
            // Written so that not-a-number is refused too; 1e-6 is far above the error of reading a decimal.
            if !((0.0..=1000.0).contains(&scaled) && (scaled - scaled.round()).abs() < 1e-6) {
                return Err(refused(format!("{credit} is not a number from 0 to 1 with at most three decimals")));
            }
            *out = scaled.round() as u16;
        }
        let [demonstrated, listed, implied, adjacent, missing] = thousandths;
        Self::new(demonstrated, listed, implied, adjacent, missing)
    }

    /// What a level of evidence earns, in thousandths.
    pub fn of(&self, level: Evidence) -> u16 {
        self.by_level[level as usize]
    }
}

fn refused(message: String) -> Error {
    Error::Config { place: "credits".to_owned(), message }
}

/// Shares [`FULL_SCORE`] points out in proportion to the weights, by largest remainder: every weight gets its exact share
/// rounded down, and the points left over go one each to the largest remainders. Of equal remainders the one that stands
/// first wins, so the caller gives the weights in the order of `requirement_id`.
///
/// The result sums to exactly [`FULL_SCORE`], or is all zeros where no weight is over zero.
pub fn apportion(weights: &[u64]) -> Vec<u16> {
    let mut points = Vec::with_capacity(weights.len());
    apportion_into(weights, &mut Vec::with_capacity(weights.len()), &mut points);
    points
}

/// The same, appended to `points`; `by_remainder` is room to work in.
pub(super) fn apportion_into(weights: &[u64], by_remainder: &mut Vec<(Reverse<u128>, usize)>, points: &mut Vec<u16>) {
    let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    // A division of 64 bits takes a fraction of the time of one of 128, and only weights that nobody gives need those.
    let share = |weight: u64| match u64::try_from(total * u128::from(FULL_SCORE)) {
        Ok(_) => {
            let (share, total) = (weight * u64::from(FULL_SCORE), total as u64);
            ((share / total) as u16, u128::from(share % total))
        }
        Err(_) => {
            let share = u128::from(weight) * u128::from(FULL_SCORE);
            ((share / total) as u16, share % total)
        }
    };
    let first = points.len();
    if total == 0 {
        points.resize(first + weights.len(), 0);
        return;
    }
    by_remainder.clear();
    for (at, (whole, remainder)) in weights.iter().map(|&weight| share(weight)).enumerate() {
        points.push(whole);
        by_remainder.push((Reverse(remainder), at));
    }
    by_remainder.sort_unstable();
    // The remainders sum to a multiple of `total`, fewer than one each: never more left than there are weights.
    let points = &mut points[first..];
    let left = usize::from(FULL_SCORE) - points.iter().map(|&points| usize::from(points)).sum::<usize>();
    for &(_, at) in &by_remainder[..left] {
        points[at] += 1;
    }
}

/// `possible` points times a credit in thousandths, rounded half up.
pub fn earned(possible: u16, credit: u16) -> u16 {
    ((u32::from(possible) * u32::from(credit) + 500) / 1000) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apportions() {
        let table: [(&[u64], &[u16]); 8] = [
            (&[], &[]),
            (&[0, 0], &[0, 0]),
            (&[7], &[10_000]),
            (&[1, 1, 1], &[3334, 3333, 3333]),
            (&[4, 2, 1], &[5714, 2857, 1429]),
            (&[0, 1, 0, 1], &[0, 5000, 0, 5000]),
            (&[u64::MAX, u64::MAX], &[5000, 5000]),
            (&[1, u64::MAX], &[0, 10_000]),
        ];
        for (weights, points) in table {
            assert_eq!(apportion(weights), points, "{weights:?}");
        }
    }

    #[test]
    fn rounds_half_up() {
        for (possible, credit, points) in
            [(10_000, 1000, 10_000), (1429, 600, 857), (1, 500, 1), (1, 499, 0), (3, 250, 1), (5, 500, 3), (9, 0, 0)]
        {
            assert_eq!(earned(possible, credit), points, "{possible} x {credit}");
        }
    }

    #[test]
    fn refuses_credits_that_punish_evidence() {
        assert_eq!(Credits::from_decimals([1.0, 0.6, 0.5, 0.25, 0.0]).unwrap(), Credits::default());
        for decimals in [
            [1.1, 0.6, 0.5, 0.25, 0.0],
            [1.0, 0.4, 0.5, 0.25, 0.0],
            [1.0, 0.6, 0.5, 0.2505, 0.0],
            [1.0, 0.6, 0.5, f64::NAN, 0.0],
            [1.0, 0.6, 0.5, 0.25, -0.1],
        ] {
            assert!(Credits::from_decimals(decimals).is_err(), "{decimals:?}");
        }
    }

    /// Such as postings have, and such as need more than 64 bits.
    fn weights() -> impl Strategy<Value = Vec<u64>> {
        let weight = prop_oneof![0u64..1 << 40, any::<u64>()];
        prop_oneof![prop::collection::vec(0u64..1 << 40, 1..60), prop::collection::vec(weight, 1..60)]
    }

    proptest! {
        #[test]
        fn shares_are_exact_and_within_one_of_proportional(weights in weights()) {
            let points = apportion(&weights);
            let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
            prop_assume!(total > 0);
            prop_assert_eq!(points.iter().map(|&points| u32::from(points)).sum::<u32>(), u32::from(FULL_SCORE));
            for (&weight, &points) in weights.iter().zip(&points) {
                let floor = u128::from(weight) * u128::from(FULL_SCORE) / total;
                prop_assert!((floor..=floor + 1).contains(&u128::from(points)));
            }
        }
    }
}
