//! Postings of earlier runs, as far as reading asks for them.

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

/// Postings by [`PostingHashes::raw`]: a million of them at the start of every night, and a night may ask for few. So the table
/// has nothing but their numbers, for a processor's cache to hold.
#[derive(Debug, Clone, Default)]
pub struct KnownPostings {
    /// Numbers from 1, each in the first free slot from that which its hash names; a power of two of slots, half of them 0.
    slots: Vec<u32>,
    /// By number.
    known: Vec<Known>,
    /// All ids, one after the other.
    ids: String,
}

/// A [`KnownPosting`] whose id ends here; it begins where that of the one before ends.
#[derive(Debug, Clone, Copy)]
struct Known {
    raw: u128,
    content: u128,
    id_end: u32,
    place: u32,
}

impl KnownPostings {
    /// The number of the posting whose record has these bytes.
    pub fn find(&self, raw: u128) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = raw as usize & mask;
        loop {
            let number = self.slots[slot].checked_sub(1)?;
            if self.known[number as usize].raw == raw {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The posting of a number.
    ///
    /// # Panics
    /// Where there is none.
    pub fn at(&self, number: u32) -> KnownPosting<'_> {
        let at = number as usize;
        let Known { id_end, content, place, .. } = self.known[at];
        let start = at.checked_sub(1).map_or(0, |before| self.known[before].id_end);
        KnownPosting { posting_id: &self.ids[start as usize..id_end as usize], content, place }
    }
}

/// Of two postings with one hash the first is known.
impl<'a> FromIterator<(u128, KnownPosting<'a>)> for KnownPostings {
    fn from_iter<T: IntoIterator<Item = (u128, KnownPosting<'a>)>>(postings: T) -> Self {
        let postings = postings.into_iter();
        // Most of those that may come do.
        let most = postings.size_hint().1.unwrap_or_default();
        let (mut known, mut ids) = (Vec::with_capacity(most), String::new());
        for (raw, KnownPosting { posting_id, content, place }) in postings {
            ids.push_str(posting_id);
            known.push(Known { raw, content, id_end: ids.len() as u32, place });
        }
        let mut slots = vec![0; (2 * known.len()).next_power_of_two()];
        for (of, number) in known.iter().zip(1..) {
            let mut slot = of.raw as usize & (slots.len() - 1);
            while slots[slot] > 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = number;
        }
        Self { slots, known, ids }
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
        assert_eq!((known.find(5), KnownPostings::default().find(5)), (None, None));
    }
}
