//! Where the words and cues of each stretch of a text begin.

use crate::text::mask::BLOCK;

/// For each stretch of a text, how many places stand before it and which of its bytes are places. The rules ask for the cues of
/// a line, sentence or gap so often that searches over the text took a tenth of an extraction.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<Stretch>);

/// 64 bytes of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    before: u32,
    /// A bit a byte.
    here: u64,
}

impl Places {
    /// Room for a text of `len` bytes, to be filled by [`Self::add`].
    pub(super) fn with_capacity(len: usize) -> Self {
        Self(Vec::with_capacity(len / BLOCK + 1))
    }

    /// Adds the next stretch, before which `before` places stand.
    #[inline]
    pub(super) fn add(&mut self, before: usize, here: u64) {
        self.0.push(Stretch { before: before as u32, here });
    }

    /// How many places stand before `at`.
    #[inline]
    pub(super) fn before(&self, at: u32) -> usize {
        match self.0.get(at as usize / BLOCK) {
            Some(stretch) => {
                let inside = stretch.here & ((1 << (at as usize % BLOCK)) - 1);
                (stretch.before + inside.count_ones()) as usize
            }
            None => self.0.last().map_or(0, |last| (last.before + last.here.count_ones()) as usize),
        }
    }
}

/// The places of items of which several may begin at one byte.
#[derive(Debug, Default)]
pub(super) struct SharedPlaces {
    places: Places,
    /// The first item of each place, and the number of all.
    first: Vec<u32>,
}

impl SharedPlaces {
    /// Of items that begin at `starts`, ascending, within `len` bytes.
    pub(super) fn new(len: usize, starts: impl ExactSizeIterator<Item = u32>) -> Self {
        let all = starts.len() as u32;
        if all == 0 {
            return Self { places: Places::default(), first: vec![0] };
        }
        let (mut here, mut first) = (vec![0_u64; len / BLOCK + 1], Vec::with_capacity(starts.len() + 1));
        let mut last = None;
        for (item, start) in (0..).zip(starts) {
            if last.replace(start) != Some(start) {
                here[start as usize / BLOCK] |= 1 << (start as usize % BLOCK);
                first.push(item);
            }
        }
        first.push(all);
        let mut places = Places::with_capacity(len);
        let mut before = 0;
        for here in here {
            places.add(before, here);
            before += here.count_ones() as usize;
        }
        Self { places, first }
    }

    /// How many items begin before `at`.
    #[inline]
    pub(super) fn before(&self, at: u32) -> usize {
        self.first[self.places.before(at)] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_counted_up_to_any_byte() {
        for starts in [vec![], vec![0], vec![3, 3, 63, 64, 64, 64, 130], vec![200]] {
            let places = SharedPlaces::new(200, starts.iter().copied());
            for at in 0..300 {
                assert_eq!(places.before(at), starts.iter().filter(|start| **start < at).count(), "{starts:?} {at}");
            }
        }
    }
}
