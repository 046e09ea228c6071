//! Where the words and cues of each stretch of a text begin.

use crate::text::mask::BLOCK;

/// For each stretch of [`Places::STRETCH`] bytes of a text, how many of a list of places stand before it. The rules ask for
/// the cues of a line, sentence or gap so often that binary searches over the text took a tenth of an extraction.
#[derive(Debug)]
pub(super) struct Places(Vec<u32>);

impl Places {
    /// Bytes of a stretch.
    pub(super) const STRETCH: usize = BLOCK;

    /// Room for a text of `len` bytes, to be filled by [`Self::open`].
    pub(super) fn with_capacity(len: usize) -> Self {
        Self(Vec::with_capacity(len / Self::STRETCH + 2))
    }

    /// Opens the next stretch, before which `n` places stand.
    #[inline]
    pub(super) fn open(&mut self, n: usize) {
        self.0.push(n as u32);
    }

    /// Ends a text of `len` bytes that has `n` places.
    pub(super) fn end(&mut self, len: usize, n: usize) {
        self.0.resize(len / Self::STRETCH + 2, n as u32);
    }

    /// `starts` lie within `len` bytes.
    pub(super) fn new(len: usize, starts: impl Iterator<Item = u32>) -> Self {
        let mut places = vec![0; len / Self::STRETCH + 2];
        starts.for_each(|start| places[start as usize / Self::STRETCH + 1] += 1);
        let mut n = 0;
        for before in &mut places {
            n += *before;
            *before = n;
        }
        Self(places)
    }

    /// How many of `items` start before `at`.
    pub(super) fn before<T>(&self, items: &[T], at: u32, start: impl Fn(&T) -> u32) -> usize {
        let stretch = (at as usize / Self::STRETCH).min(self.0.len() - 2);
        let (from, to) = (self.0[stretch] as usize, self.0[stretch + 1] as usize);
        from + items[from..to].iter().take_while(|item| start(item) < at).count()
    }
}
