//! The best of many, without sorting them all.

use super::FULL_SCORE;
use super::standing::Standing;

/// The highest standings of those offered, at most as many as are asked for.
#[derive(Debug, Clone)]
pub(super) struct Best {
    held: Vec<Standing>,
    floor: Option<Standing>,
}

impl Best {
    /// Nothing offered yet.
    pub(super) fn new(keep: usize) -> Self {
        Self { held: Vec::new(), floor: (keep == 0).then_some(Standing::UNREACHABLE) }
    }

    /// The last of a full list, as of the last cut: a standing below it cannot be among the best.
    pub(super) fn floor(&self) -> Option<Standing> {
        self.floor
    }

    /// Takes one in. The list grows to twice `keep` before it is cut: a cut then costs a few nanoseconds a standing.
    pub(super) fn offer(&mut self, standing: Standing, keep: usize) {
        if self.floor.is_none_or(|floor| standing > floor) {
            self.held.push(standing);
            if self.held.len() >= keep.saturating_mul(2) {
                self.floor = cut(&mut self.held, keep);
            }
        }
    }

    /// Takes all of `offered` in and leaves it empty. The list takes no more room than it needs: there is one for every resume.
    pub(super) fn offer_all(&mut self, offered: &mut Vec<Standing>, keep: usize) {
        if !offered.is_empty() && keep > 0 {
            offered.append(&mut self.held);
            self.floor = cut(offered, keep);
            self.held.reserve_exact(offered.len());
            self.held.append(offered);
        }
        offered.clear();
    }

    /// The best, in no order, and perhaps some more.
    pub(super) fn held(&self) -> &[Standing] {
        &self.held
    }

    /// Leaves the best, from the top.
    pub(super) fn rank(&mut self, keep: usize) {
        cut(&mut self.held, keep);
        self.held.sort_unstable_by(|a, b| b.cmp(a));
    }
}

/// Lets go of everything that is not among the highest `keep`. Returns the last of a full list.
fn cut(held: &mut Vec<Standing>, keep: usize) -> Option<Standing> {
    let last = keep.checked_sub(1).filter(|&last| last < held.len())?;
    let (_, &mut floor, _) = held.select_nth_unstable_by(last, |a, b| b.cmp(a));
    held.truncate(keep);
    Some(floor)
}

/// A cut through a row of scores: at least `wanted` of them reach it, and not many more unless they are equal. Never below
/// `low`, whatever that lets through. `guess` is where to look first.
///
/// To count is one pass of eight lanes an instruction, a tenth of what it costs to pick scores out one by one, so it pays to look
/// for the cut first. Counts fall about tenfold from a quarter of the way to the next, so steps from the guess soon have it.
pub(super) fn cut_score(scores: &[i16], low: i16, wanted: usize, guess: i16) -> i16 {
    let reaching = |cut: i16| usize::from(scores.iter().map(|&score| u16::from(score >= cut)).sum::<u16>());
    if low > 0 && reaching(low) <= 2 * wanted {
        return low;
    }
    let (mut low, mut high) = (low, FULL_SCORE as i16 + 1);
    let (mut cut, mut step) = (guess, 128_i16);
    let mut bounds = (false, false);
    while low + 1 < high {
        if !(low < cut && cut < high) || bounds == (true, true) {
            cut = low.midpoint(high);
        }
        let found = reaching(cut);
        if found < wanted {
            (high, bounds.1) = (cut, true);
            cut = cut.saturating_sub(step);
        } else if found <= 2 * wanted {
            return cut;
        } else {
            (low, bounds.0) = (cut, true);
            cut = cut.saturating_add(step);
        }
        step = step.saturating_mul(2);
    }
    low
}

/// Lanes looked at together: their hits are the bits of a word.
const WORD: usize = 64;

/// Tells `hit` the place of every score that reaches `cut`.
pub(super) fn pick(scores: &[i16], cut: i16, mut hit: impl FnMut(usize)) {
    let (words, rest) = scores.as_chunks::<WORD>();
    for (at, word) in words.iter().enumerate() {
        each_bit(bits(word.map(|score| u8::from(score >= cut))), |lane| hit(at * WORD + lane));
    }
    let start = words.len() * WORD;
    rest.iter().zip(start..).filter(|&(&score, _)| score >= cut).for_each(|(_, lane)| hit(lane));
}

/// As [`pick`], with a cut of its own for every place. `hit` may return a new one.
pub(super) fn pick_each(scores: &[i16], cuts: &mut [i16], mut hit: impl FnMut(usize) -> i16) {
    let (words, rest) = scores.as_chunks::<WORD>();
    let (word_cuts, rest_cuts) = cuts.as_chunks_mut::<WORD>();
    for (at, (word, cuts)) in words.iter().zip(word_cuts).enumerate() {
        let mut hits = [0; WORD];
        for ((hit, &score), &cut) in hits.iter_mut().zip(word).zip(&*cuts) {
            *hit = u8::from(score >= cut);
        }
        each_bit(bits(hits), |lane| cuts[lane] = hit(at * WORD + lane));
    }
    let start = words.len() * WORD;
    for ((&score, cut), lane) in rest.iter().zip(rest_cuts).zip(start..) {
        if score >= *cut {
            *cut = hit(lane);
        }
    }
}

/// Bytes of 0 and 1 as the bits of a word. The multiplication brings the low bits of eight bytes together in the top byte.
fn bits(bytes: [u8; WORD]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let gather = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |word, eight| word << 8 | gather(eight))
}

fn each_bit(mut word: u64, mut hit: impl FnMut(usize)) {
    while word != 0 {
        hit(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cuts_hold_what_is_wanted(
            scores in prop::collection::vec(prop_oneof![0i16..4, 0i16..=10_000], 0..300),
            low in 0i16..5, wanted in 0usize..40, guess in -5i16..10_005,
        ) {
            let cut = cut_score(&scores, low, wanted, guess);
            let mut picked = Vec::new();
            pick(&scores, cut, |lane| picked.push(lane));
            let reaching: Vec<usize> = (0..scores.len()).filter(|&lane| scores[lane] >= cut).collect();
            prop_assert_eq!(&picked, &reaching);
            prop_assert!(cut >= low && (cut == low || picked.len() >= wanted));
            let above = scores.iter().filter(|&&score| score > cut).count();
            prop_assert!(picked.len() <= 2 * wanted || above < wanted);

            let mut cuts = vec![cut; scores.len()];
            let mut each = Vec::new();
            pick_each(&scores, &mut cuts, |lane| { each.push(lane); scores[lane] });
            prop_assert_eq!(each, picked);
            prop_assert!(cuts.iter().zip(&scores).all(|(&after, &score)| after == cut.max(score)));
        }
    }
}
