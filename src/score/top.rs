//! The best of many, without sorting them all.

use super::standing::Standing;

/// The highest `keep` standings of those offered.
#[derive(Debug, Clone)]
pub(super) struct Best {
    keep: usize,
    /// Grows to twice `keep` before it is cut back: a cut then costs a few nanoseconds for each standing offered.
    held: Vec<Standing>,
    floor: Option<Standing>,
}

impl Best {
    /// Nothing offered yet.
    pub fn new(keep: usize) -> Self {
        Self { keep, held: Vec::new(), floor: (keep == 0).then_some(Standing::UNREACHABLE) }
    }

    /// How many are kept.
    pub fn keep(&self) -> usize {
        self.keep
    }

    /// The last of a full list, as of the last cut: a standing below it cannot be among the best.
    pub fn floor(&self) -> Option<Standing> {
        self.floor
    }

    /// Takes a standing in.
    pub fn offer(&mut self, standing: Standing) {
        if self.floor.is_none_or(|floor| standing > floor) {
            self.held.push(standing);
            if self.held.len() >= self.keep.saturating_mul(2) {
                self.cut();
            }
        }
    }

    /// Lets go of everything that is not among the best.
    pub fn cut(&mut self) {
        if let Some(last) = self.keep.checked_sub(1)
            && last < self.held.len()
        {
            let (_, &mut floor, _) = self.held.select_nth_unstable_by(last, |a, b| b.cmp(a));
            self.floor = Some(floor);
            self.held.truncate(self.keep);
        }
    }

    /// The best, in no order. Only exact after a [`Best::cut`].
    pub fn held(&self) -> &[Standing] {
        &self.held
    }

    /// The best, from the top.
    pub fn into_ranked(mut self) -> Vec<Standing> {
        self.cut();
        self.held.sort_unstable_by(|a, b| b.cmp(a));
        self.held
    }
}

/// A cut through a row of scores: at least `wanted` of them are at or above it, and not many more unless they are equal.
/// Never below `low`, whatever that lets through.
///
/// A count is one pass of eight lanes an instruction, a tenth of what it costs to pick the scores out one by one, so it pays to
/// look for the cut before picking.
pub(super) fn cut_score(scores: &[u16], low: u16, wanted: usize, guess: u16) -> u16 {
    let reaching = |cut: u16| usize::from(scores.iter().map(|&score| u16::from(score >= cut)).sum::<u16>());
    let (mut low, mut high) = (low, super::FULL_SCORE + 1);
    let mut cut = guess;
    let near = wanted + wanted / 2;
    while low + 1 < high {
        if !(low < cut && cut < high) {
            cut = low.midpoint(high);
        }
        match reaching(cut) {
            found if found < wanted => high = cut,
            found => {
                low = cut;
                if found <= near {
                    break;
                }
            }
        }
        cut = low.midpoint(high);
    }
    low
}

/// Appends to `picked` the place and score of every score that is at least `cut`.
pub(super) fn pick(scores: &[u16], cut: u16, mut picked: impl FnMut(usize, u16)) {
    const LANES: usize = 16;
    for (at, lanes) in scores.chunks(LANES).enumerate() {
        if lanes.iter().fold(false, |any, &score| any | (score >= cut)) {
            for (lane, &score) in lanes.iter().enumerate() {
                if score >= cut {
                    picked(at * LANES + lane, score);
                }
            }
        }
    }
}

/// As [`pick`], with a cut for each place.
pub(super) fn pick_each(scores: &[u16], cuts: &[u16], mut picked: impl FnMut(usize, u16)) {
    const LANES: usize = 64;
    for (at, (lanes, cuts)) in scores.chunks(LANES).zip(cuts.chunks(LANES)).enumerate() {
        if lanes.iter().zip(cuts).fold(false, |any, (&score, &cut)| any | (score >= cut)) {
            for (lane, (&score, &cut)) in lanes.iter().zip(cuts).enumerate() {
                if score >= cut {
                    picked(at * LANES + lane, score);
                }
            }
        }
    }
}
