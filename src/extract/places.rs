//! Where the words of each stretch of a text begin.

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
    /// Makes room for so many stretches of another text, to be [added](Self::add).
    pub(super) fn clear(&mut self, stretches: usize) {
        self.0.clear();
        self.0.reserve(stretches);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_up_to_any_byte() {
        for starts in [vec![], vec![0], vec![3, 62, 63, 64, 130], vec![191]] {
            let mut places = Places::default();
            for block in 0..3 {
                let inside = |at: &&usize| **at / BLOCK == block;
                let here = starts.iter().filter(inside).fold(0, |bits, at| bits | 1 << (at % BLOCK));
                places.add(starts.iter().filter(|at| **at < block * BLOCK).count(), here);
            }
            for at in 0..300 {
                let expected = starts.iter().filter(|start| **start < at).count();
                assert_eq!(places.before(at as u32), expected, "{starts:?} {at}");
            }
        }
    }
}
