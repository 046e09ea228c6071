//! Postings of earlier runs, as far as reading asks for them.

use rustc_hash::FxHashMap;

use super::PostingId;

/// What a posting is known again by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostingHashes {
    /// Of everything it says: [`PostingRecord::content`](super::PostingRecord::content).
    pub content: u128,
    /// Of the bytes of its record, which are read as this posting again; none where its format has no such hash.
    pub raw: Option<u128>,
}

/// A posting of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPosting {
    /// Its id.
    pub posting_id: PostingId,
    /// [`PostingHashes::content`].
    pub content: u128,
    /// Its place among the postings of who knows it.
    pub place: u32,
}

/// Postings by [`PostingHashes::raw`].
pub type KnownPostings = FxHashMap<u128, KnownPosting>;
