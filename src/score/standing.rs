//! The order of pairs: score, then required coverage, then id.

/// Bits of the index, the coverage and, above them, the score.
const INDEX_BITS: u32 = 31;
const COVERAGE_BITS: u32 = 18;
const INDEX_MASK: u32 = (1 << INDEX_BITS) - 1;
/// Coverage 1 as a fixed-point number.
const FULL_COVERAGE: u64 = 1 << (COVERAGE_BITS - 1);
/// Further bits of a [`CoverageUnit`], enough for exact coverages of as many required requirements as `FULL_COVERAGE` tells apart.
const UNIT_BITS: u32 = 23;

/// How many required requirements are met, of how many. None at all is a coverage of 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    pub met: u32,
    pub total: u32,
}

/// What one met requirement adds to the coverage of a posting: a division done once for all its pairs.
#[derive(Debug, Clone, Copy)]
pub(super) struct CoverageUnit(u64);

impl CoverageUnit {
    /// Of a posting with so many required requirements.
    pub(super) fn new(total: u32) -> Self {
        Self((FULL_COVERAGE << UNIT_BITS).div_ceil(u64::from(total.max(1))))
    }
}

/// How good a pair is, whichever side ranks it: its score, then its required coverage. More is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth(u32);

impl Worth {
    /// Of a score in 1/100, at most 10,000, or none, and of `met` of `total` required requirements.
    pub fn new(score: Option<u16>, met: u32, total: u32) -> Self {
        let coverage = u64::from(met) * FULL_COVERAGE / u64::from(total.max(1));
        Self((score.map_or(0, |score| u64::from(score) + 1) << COVERAGE_BITS | coverage) as u32)
    }

    /// As a number with the same order, for whoever keeps it.
    pub fn to_bits(self) -> u32 {
        self.0
    }

    /// What [`to_bits`](Self::to_bits) gave.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The score; none where the posting has nothing to score.
    pub fn score(self) -> Option<u16> {
        (self.0 >> COVERAGE_BITS).checked_sub(1).map(|score| score as u16)
    }
}

/// Where one candidate stands among the others of its side: more is better. The whole order is one comparison of integers,
/// which is what makes it cheap to keep the best of many. Never negative; signed, because that is what more processors compare.
///
/// Coverage is kept in 1/131,072, which tells any two different fractions apart as long as no posting has more than
/// 362 required requirements; above that, nearly equal coverages can count as equal. Indices are below 2^31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing(pub(super) i64);

impl Standing {
    /// Above every candidate.
    pub(super) const UNREACHABLE: Self = Self(i64::MAX);

    /// Of the candidate at `index` in the order of ids. A null score stands below 0.
    pub(super) fn new(score: Option<u16>, coverage: Coverage, index: u32) -> Self {
        Self::of(Worth::new(score, coverage.met, coverage.total), index)
    }

    /// Of the candidate at `index` that is worth so much.
    pub(super) fn of(worth: Worth, index: u32) -> Self {
        Self((u64::from(worth.0) << INDEX_BITS | u64::from(!index & INDEX_MASK)).cast_signed())
    }

    /// What the candidate is worth.
    pub(super) fn worth(self) -> Worth {
        Worth((self.0 >> INDEX_BITS) as u32)
    }

    /// Of a candidate whose score is not null, with `met` required requirements met.
    #[inline(always)]
    pub(super) fn scored(score: i16, met: u8, unit: CoverageUnit, index: u32) -> Self {
        Self::packed(u64::from(score.cast_unsigned()) + 1, (u64::from(met) * unit.0) >> UNIT_BITS, index)
    }

    #[inline(always)]
    fn packed(score: u64, coverage: u64, index: u32) -> Self {
        let packed = score << (INDEX_BITS + COVERAGE_BITS) | coverage << INDEX_BITS | u64::from(!index & INDEX_MASK);
        Self(packed.cast_signed())
    }

    /// The score.
    pub(super) fn score(self) -> Option<u16> {
        self.worth().score()
    }

    /// The candidate.
    pub(super) fn index(self) -> u32 {
        !(self.0 as u32) & INDEX_MASK
    }

    /// Whether every required requirement is met: no candidate of the same score and a later id can pass this one.
    fn is_covered(self) -> bool {
        self.0.cast_unsigned() >> INDEX_BITS & ((1 << COVERAGE_BITS) - 1) >= FULL_COVERAGE
    }

    /// The lowest score at which a candidate can still pass `floor`, the last of a full list; 0 while there is none.
    ///
    /// Only sound for candidates whose index is above all before (a tie in everything else is lost). `zero_is_unmet` says that
    /// a score of 0 means a coverage of 0. The two shortcuts keep a mass of equal scores from being looked at one by one.
    pub(super) fn entry_score(floor: Option<Self>, zero_is_unmet: bool) -> i16 {
        let Some(floor) = floor else { return 0 };
        match floor.score() {
            None => 0,
            Some(0) if zero_is_unmet => 1,
            Some(score) => (score + u16::from(floor.is_covered())) as i16,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_by_score_then_coverage_then_index() {
        let falling = [
            (Some(10_000), 0, 0, 9),
            (Some(9_999), 362, 362, 8),
            (Some(9_999), 361, 362, 7),
            (Some(9_999), 360, 361, 6),
            (Some(9_999), 1, 2, 1),
            (Some(9_999), 2, 4, 2),
            (Some(9_999), 0, 4, 0),
            (Some(0), 0, 1, 3),
            (None, 1, 1, 5),
            (None, 0, 0, 0),
            (None, 0, 0, INDEX_MASK),
        ];
        let standings = falling.map(|(score, met, total, index)| Standing::new(score, Coverage { met, total }, index));
        assert!(standings.is_sorted_by(|a, b| a > b && *a < Standing::UNREACHABLE));
        for (standing, (score, met, total, index)) in standings.into_iter().zip(falling) {
            assert_eq!((standing.score(), standing.index()), (score, index));
            let worth = Worth::new(score, met, total);
            assert_eq!((standing.worth(), worth.score()), (Worth::from_bits(worth.to_bits()), score));
        }
    }

    #[test]
    fn units_are_exact() {
        for total in 0..=255 {
            for met in 0..=total {
                let plain = Standing::new(Some(7), Coverage { met, total }, 1);
                assert_eq!(Standing::scored(7, met as u8, CoverageUnit::new(total), 1), plain, "{met} of {total}");
            }
        }
    }
}
