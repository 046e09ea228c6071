//! For which of a posting's requirements a resume has the posting's own words: kept from run to run, as to find it out means to look
//! at the words of both.

/// A bit for each of the first requirements, or nothing known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worded(u32);

/// Set where the other bits are known.
const KNOWN: u32 = 1 << 31;

/// Requirements that have a bit. Few postings have more, and theirs are looked at again.
const BITS: u32 = 31;

impl Worded {
    /// Of a pair of which nothing has been [noted](Self::note) yet.
    pub(super) fn begun() -> Self {
        Self(KNOWN)
    }

    /// Notes whether the resume has the words of the requirement at `place`.
    pub(super) fn note(&mut self, place: u32, has_words: bool) {
        if place < BITS {
            self.0 |= u32::from(has_words) << place;
        }
    }

    /// Whether it has them; none where that is not known.
    pub(super) fn at(self, place: u32) -> Option<bool> {
        (self.is_known() && place < BITS).then_some(self.0 >> place & 1 == 1)
    }

    /// Whether anything is known.
    pub fn is_known(self) -> bool {
        self.0 & KNOWN != 0
    }

    /// As a number, for a file.
    pub fn to_bits(self) -> u32 {
        self.0
    }

    /// What [`to_bits`](Self::to_bits) gave.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}
