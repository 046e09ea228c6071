//! What tells, without the text, which other texts may say nearly the same: MinHash by one permutation, in bands.
//!
//! Shingles are spread over bins, the least hash of each bin is kept (P. Li, A. Owen, C.-H. Zhang: One permutation hashing,
//! NIPS 2012), an empty bin borrows from another that is chosen by its number (A. Shrivastava: Optimal densification for fast
//! and accurate minwise hashing, ICML 2017), and a band is the hash of some bins in a row (A. Z. Broder, 1997; A. Rajaraman,
//! J. Ullman: Mining of massive datasets, chapter 3). Two texts that share the part J of their shingles agree in a bin with
//! probability J, in a band of r bins with J^r, and in one of b bands or more with 1 - (1 - J^r)^b.

use serde::{Deserialize, Serialize};

use super::numbers;
use super::shingle::{runs, spread};

/// Bands of a signature.
pub(super) const BANDS: usize = 24;

/// Most bins of a band.
const ROWS: usize = 8;

/// When two texts are called the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Words of a shingle.
    pub(super) words: usize,
    /// Percent of the shingles of both that both must have.
    pub(super) percent: u64,
    /// Bins of a band.
    rows: usize,
}

impl Likeness {
    /// Postings. One employer's ads for different jobs share up to .88 of their runs of three words where little but the title
    /// differs, and mostly below .8; one ad on two boards above .9. A pair at the bound is looked at with probability .998.
    pub const POSTING: Self = Self { words: 3, percent: 85, rows: ROWS };

    /// Resumes. Two readers part and order words differently, so that one resume as PDF and as DOCX may share no more than
    /// .74 of its pairs of words; resumes of different people share under .4. A pair at the bound is looked at with
    /// probability .998.
    pub const RESUME: Self = Self { words: 2, percent: 70, rows: 4 };
}

/// The signature of a text, of 112 bytes: all that linking needs of a text that is like no other. It depends on nothing but
/// the text, so that it can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// A 128-bit hash of the words: equal for texts that say the same words in the same order.
    pub(super) words: [u64; 2],
    /// A hash of each band; texts that share one may be alike.
    #[serde(with = "numbers")]
    pub(super) bands: [u32; BANDS],
}

impl Signature {
    /// The signature of a text, as [`super::posting_text`] or [`super::resume_text`] makes it.
    pub fn of(text: &str, likeness: Likeness) -> Self {
        let n = BANDS * likeness.rows;
        let mut bins = [EMPTY; BANDS * ROWS];
        let words = runs(text, likeness.words, |run| {
            // The upper half chooses the bin, the lower one is the hash in it.
            let bin = &mut bins[scaled(run, n)];
            *bin = (*bin).min(run & 0xffff_ffff);
        });
        Self { words, bands: bands(&bins[..n], likeness.rows) }
    }
}

/// Bytes of a signature that is kept.
pub const SIGNATURE_BYTES: usize = 112;

/// As it is kept where it is read among a million others.
impl From<&Signature> for [u8; SIGNATURE_BYTES] {
    fn from(Signature { words, bands }: &Signature) -> Self {
        let mut out = [0; SIGNATURE_BYTES];
        let (first, second) = out.split_at_mut(size_of_val(words));
        first.copy_from_slice(words.map(u64::to_le_bytes).as_flattened());
        second.copy_from_slice(bands.map(u32::to_le_bytes).as_flattened());
        out
    }
}

impl From<&[u8; SIGNATURE_BYTES]> for Signature {
    fn from(bytes: &[u8; SIGNATURE_BYTES]) -> Self {
        let (mut words, mut bands) = ([0; 2], [0; BANDS]);
        let (first, second) = bytes.split_at(size_of_val(&words));
        words.iter_mut().zip(first.as_chunks().0).for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
        bands.iter_mut().zip(second.as_chunks().0).for_each(|(band, bytes)| *band = u32::from_le_bytes(*bytes));
        Self { words, bands }
    }
}

/// What a bin holds into which nothing fell.
const EMPTY: u64 = u64::MAX;

/// The hashes of the bands.
fn bands(bins: &[u64], rows: usize) -> [u32; BANDS] {
    let mut out = [0; BANDS];
    if bins.iter().all(|bin| *bin == EMPTY) {
        return out;
    }
    for (band, out) in out.iter_mut().enumerate() {
        let hash = (band * rows..(band + 1) * rows).fold(band as u64, |h, bin| {
            let mut lender = bin;
            for step in 0.. {
                if bins[lender] != EMPTY {
                    break;
                }
                lender = scaled(spread((bin as u64) << 32 | step), bins.len());
            }
            spread(h ^ bins[lender])
        });
        *out = (hash >> 32) as u32;
    }
    out
}

/// One of `n` numbers, by the upper half of a hash.
fn scaled(hash: u64, n: usize) -> usize {
    (((hash >> 32) * n as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_kept_as_it_is() {
        let signature = Signature::of("Go and Rust, and ten years of SQL", Likeness::POSTING);
        let kept = serde_json::to_string(&signature).unwrap();
        assert_eq!(serde_json::from_str::<Signature>(&kept).unwrap(), signature);
        assert_eq!(Signature::from(&<[u8; SIGNATURE_BYTES]>::from(&signature)), signature);
        assert_eq!(
            signature.bands[..2],
            [691_392_786, 568_593_290],
            "kept signatures stay valid from version to version"
        );
    }

    #[test]
    fn the_words_alone_decide() {
        let of = |text: &str| Signature::of(text, Likeness::RESUME);
        assert_eq!(of("• Go, Rust\nSQL"), of("GO\nrust - sql"));
        assert_ne!(of("Go Rust"), of("Rust Go"));
        assert_eq!(of("").bands, [0; BANDS]);
    }
}
