//! The best of many, one candidate at a time.

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
pub(super) fn cut(held: &mut Vec<Standing>, keep: usize) -> Option<Standing> {
    let last = keep.checked_sub(1).filter(|&last| last < held.len())?;
    let (_, &mut floor, _) = held.select_nth_unstable_by(last, |a, b| b.cmp(a));
    held.truncate(keep);
    Some(floor)
}
