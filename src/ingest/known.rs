//! Postings of earlier runs, as far as reading asks for them.

use rustc_hash::FxHashMap;

/// What a posting is known again by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostingHashes {
    /// Of everything it says: [`PostingRecord::content`](super::PostingRecord::content).
    pub content: u128,
    /// Of the bytes of its record, which are read as this posting again; none where its format has no such hash.
    pub raw: Option<u128>,
}

/// A posting of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownPosting<'a> {
    /// Its id.
    pub posting_id: &'a str,
    /// [`PostingHashes::content`].
    pub content: u128,
    /// Its place among the postings of who knows it.
    pub place: u32,
}

/// Postings by [`PostingHashes::raw`]: a million of them at the start of every night, and a night may ask for few.
#[derive(Debug, Clone, Default)]
pub struct KnownPostings {
    /// Numbers by hash.
    numbers: FxHashMap<u128, u32>,
    /// By number.
    known: Vec<Known>,
    /// All ids, one after the other.
    ids: String,
}

/// A [`KnownPosting`] whose id ends here; it begins where that of the one before ends.
#[derive(Debug, Clone, Copy)]
struct Known {
    id_end: usize,
    content: u128,
    place: u32,
}

impl KnownPostings {
    /// The number of the posting whose record has these bytes.
    pub fn find(&self, raw: u128) -> Option<u32> {
        self.numbers.get(&raw).copied()
    }

    /// The posting of a number.
    ///
    /// # Panics
    /// Where there is none.
    pub fn at(&self, number: u32) -> KnownPosting<'_> {
        let at = number as usize;
        let Known { id_end, content, place } = self.known[at];
        let start = at.checked_sub(1).map_or(0, |before| self.known[before].id_end);
        KnownPosting { posting_id: &self.ids[start..id_end], content, place }
    }
}

/// Of two postings with one hash the later is known.
impl<'a> FromIterator<(u128, KnownPosting<'a>)> for KnownPostings {
    fn from_iter<T: IntoIterator<Item = (u128, KnownPosting<'a>)>>(postings: T) -> Self {
        let postings = postings.into_iter();
        let mut out = Self::default();
        // Most of those that may come do.
        let most = postings.size_hint().1.unwrap_or_default();
        out.numbers.reserve(most);
        out.known.reserve(most);
        for ((raw, KnownPosting { posting_id, content, place }), number) in postings.zip(0..) {
            out.ids.push_str(posting_id);
            out.known.push(Known { id_end: out.ids.len(), content, place });
            out.numbers.insert(raw, number);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back_by_their_hashes() {
        let given = [("a", 7), ("", 1), ("job-3", 0)].map(|(posting_id, place)| {
            let content = u128::MAX - u128::from(place);
            (u128::from(place) << 70, KnownPosting { posting_id, content, place })
        });
        let known: KnownPostings = given.into_iter().collect();
        for (raw, posting) in given {
            assert_eq!(known.find(raw).map(|number| known.at(number)), Some(posting));
        }
        assert_eq!(known.find(5), None);
    }
}
