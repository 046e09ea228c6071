//! Which texts say nearly the same as an earlier one.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::shingle::{share, shingles};
use super::signature::{BANDS, Likeness, Signature};

/// Texts that a text is compared with inside one bucket, and texts of different meaning that a bucket holds for that. A bucket
/// beyond is boilerplate, and comparing all of it would take the square of its size.
pub(super) const COMPARED: usize = 64;

/// Texts whose shingles are held at a time.
const HELD: usize = 4096;

/// Compares texts exactly.
#[derive(Debug)]
pub struct Compared<F> {
    text: F,
    likeness: Likeness,
    held: FxHashMap<usize, Vec<u64>>,
}

impl<'t, F: Fn(usize) -> Cow<'t, str>> Compared<F> {
    /// Of the texts that `text` gives by their places.
    pub fn new(likeness: Likeness, text: F) -> Self {
        Self { text, likeness, held: FxHashMap::default() }
    }

    /// Whether the texts at two places are the same by the likeness.
    pub fn alike(&mut self, one: usize, other: usize) -> bool {
        if self.held.len() >= HELD {
            self.held.clear();
        }
        for at in [one, other] {
            let (text, words) = (&self.text, self.likeness.words);
            self.held.entry(at).or_insert_with(|| shingles(&text(at), words));
        }
        share(&self.held[&one], &self.held[&other], self.likeness.percent)
    }
}

/// Which texts are linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// For each text the first of all that are linked to it, directly or through others; none for the first itself.
    pub firsts: Vec<Option<usize>>,
    /// Whether all were compared that share a band: then a link depends on no third text but by going through it.
    pub complete: bool,
}

/// Links `n` texts; the first of those that are linked is that by `key`. Where no two have the same key, the outcome depends on the set of texts alone, not on their places.
///
/// Linked are texts of the same words, and texts that share a band and are `alike`. `alike` is asked for pairs of places, in an
/// order that depends on the set alone, for some two pairs a text that has a like; it may remember what it was asked.
pub fn duplicates<'s, K: Ord>(
    n: usize,
    signature: impl Fn(usize) -> &'s Signature,
    key: impl Fn(usize) -> K,
    mut alike: impl FnMut(usize, usize) -> bool,
) -> Links {
    let mut places: Vec<(K, usize)> = (0..n).map(|place| (key(place), place)).collect();
    places.sort_unstable();
    let places: Vec<usize> = places.into_iter().map(|(_, place)| place).collect();
    // From here on a text is its rank, so that the least of a set is its first.
    let mut forest = Forest::new(n);
    let mut ranks = vec![0; n];
    places.iter().zip(0..).for_each(|(place, rank)| ranks[*place] = rank);
    // Signatures are looked at in the order of their places, which is how they lie in memory.
    let mut same: Vec<([u64; 2], u32)> = (0..n).map(|place| (signature(place).words, ranks[place])).collect();
    same.sort_unstable();
    let mut repeats = vec![false; n];
    for group in same.chunk_by(|a, b| a.0 == b.0) {
        for (_, rank) in &group[1..] {
            forest.join(group[0].1, *rank);
            repeats[places[*rank as usize]] = true;
        }
    }
    drop(same);
    let different: Vec<u32> = (0..n).filter(|place| !repeats[*place]).map(|place| ranks[place]).collect();
    // Each band's hashes side by side, since one band is looked through after the other.
    let mut bands: Vec<Vec<u32>> = (0..BANDS).map(|_| Vec::with_capacity(different.len())).collect();
    for place in (0..n).filter(|place| !repeats[*place]) {
        bands.iter_mut().zip(signature(place).bands).for_each(|(band, hash)| band.push(hash));
    }
    let mut alike = |a: u32, b: u32| alike(places[a as usize], places[b as usize]);
    // A band's hash above, the text below: one number is sorted faster than two.
    let mut banded: Vec<u64> = Vec::new();
    let mut repeated = Repeated::new(different.len());
    let mut complete = true;
    for band in &bands {
        // Most hashes are those of one text alone, and need not be sorted.
        repeated.learn(band.iter().copied());
        let shared = band.iter().zip(&different).filter(|(hash, _)| repeated.may_be(**hash));
        banded.clear();
        banded.extend(shared.map(|(hash, rank)| u64::from(*hash) << 32 | u64::from(*rank)));
        banded.sort_unstable();
        for bucket in banded.chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1) {
            complete &= bucket.len() <= COMPARED;
            join_bucket(bucket, &mut forest, &mut alike);
        }
    }
    let mut firsts = vec![None; n];
    for (rank, place) in places.iter().enumerate() {
        let first = forest.first(rank as u32) as usize;
        firsts[*place] = (first != rank).then(|| places[first]);
    }
    Links { firsts, complete }
}

/// Which hashes may come more than once: two bits for each of the values that a hash is cut down to, seen once and seen again.
struct Repeated {
    cut: Cut,
    seen: Vec<u64>,
    again: Vec<u64>,
}

/// What hashes are cut down to, so that there is a bit for each value.
pub(super) struct Cut {
    shift: u32,
}

/// Bits a hash: one hash in so many is taken for another.
const ROOM: usize = 16;

impl Cut {
    /// For so many hashes.
    pub(super) fn new(n: usize) -> Self {
        let bits = (n * ROOM).max(u64::BITS as usize).next_power_of_two().min(1 << u32::BITS);
        Self { shift: u32::BITS - bits.ilog2() }
    }

    /// All bits, none of them set.
    pub(super) fn words(&self) -> Vec<u64> {
        vec![0; (1 << (u32::BITS - self.shift)) / u64::BITS as usize]
    }

    /// The word of a hash and its bit there.
    pub(super) fn place(&self, hash: u32) -> (usize, u64) {
        let at = hash >> self.shift;
        ((at / u64::BITS) as usize, 1 << (at % u64::BITS))
    }
}

impl Repeated {
    /// For so many hashes.
    fn new(n: usize) -> Self {
        let cut = Cut::new(n);
        Self { seen: cut.words(), again: cut.words(), cut }
    }

    /// Forgets all hashes for these.
    fn learn(&mut self, hashes: impl Iterator<Item = u32>) {
        self.seen.fill(0);
        self.again.fill(0);
        for hash in hashes {
            let (word, bit) = self.cut.place(hash);
            self.again[word] |= self.seen[word] & bit;
            self.seen[word] |= bit;
        }
    }

    /// Whether a hash may have come more than once; that of two always is.
    fn may_be(&self, hash: u32) -> bool {
        let (word, bit) = self.cut.place(hash);
        self.again[word] & bit != 0
    }
}

/// Joins what is alike in a bucket.
fn join_bucket(bucket: &[u64], forest: &mut Forest, alike: &mut impl FnMut(u32, u32) -> bool) {
    // Texts of the bucket that are joined already, the earliest first.
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for text in bucket.iter().map(|banded| *banded as u32) {
        let mut left = COMPARED;
        for group in &groups {
            if forest.first(group[0]) == forest.first(text) {
                continue;
            }
            let near = group.iter().take(left).position(|other| alike(*other, text));
            left = left.saturating_sub(near.map_or(group.len(), |at| at + 1));
            if near.is_some() {
                forest.join(group[0], text);
            }
        }
        let own = forest.first(text);
        let joined = groups.iter().position(|group| forest.first(group[0]) == own);
        match joined {
            Some(group) if groups[group].len() < COMPARED => groups[group].push(text),
            None if groups.len() < COMPARED => groups.push(vec![text]),
            _ => {}
        }
    }
}

/// Sets of texts by a member each, the least first.
pub(super) struct Forest(Vec<u32>);

impl Forest {
    pub(super) fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    /// The first of a text's set.
    pub(super) fn first(&mut self, mut text: u32) -> u32 {
        while self.0[text as usize] != text {
            let above = self.0[self.0[text as usize] as usize];
            self.0[text as usize] = above;
            text = above;
        }
        text
    }

    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.first(one), self.first(other));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `n` words that no other seed has.
    fn words(seed: u32, n: u32) -> Vec<String> {
        (0..n).map(|i| format!("w{}x{seed}", i * 7919 % 1000)).collect()
    }

    fn link(texts: &[String]) -> Vec<Option<usize>> {
        let likeness = Likeness::POSTING;
        let signatures: Vec<_> = texts.iter().map(|text| Signature::of(text, likeness)).collect();
        let mut compared = Compared::new(likeness, |at: usize| Cow::from(&texts[at]));
        // By the text, so that the order does not depend on places.
        duplicates(texts.len(), |at| &signatures[at], |at| &texts[at], |a, b| compared.alike(a, b)).firsts
    }

    /// Each text with the first of its set.
    fn by_text(texts: &[String]) -> Vec<(String, Option<String>)> {
        let linked = link(texts);
        let mut out: Vec<_> =
            texts.iter().zip(linked).map(|(text, first)| (text.clone(), first.map(|at| texts[at].clone()))).collect();
        out.sort();
        out
    }

    #[test]
    fn near_texts_are_linked_through_others_and_far_ones_are_not() {
        let base = words(1, 400);
        // Each differs from the one before by 4 % of its words, so that the ends are no longer alike.
        let mut texts = vec![base.join(" ")];
        let mut changed = base;
        for step in 0..6 {
            for i in 0..8 {
                changed[step * 60 + i * 5] = format!("new{step}x{i}");
            }
            texts.push(changed.join(" "));
        }
        texts.push(words(2, 400).join(" "));
        texts.push(words(1, 200).join(" "));
        let first = (0..7).min_by_key(|at| &texts[*at]).unwrap();
        let linked = link(&texts);
        for (at, of) in linked.iter().enumerate() {
            assert_eq!(*of, (at < 7 && at != first).then_some(first), "{at}");
        }
    }

    #[test]
    fn the_order_of_arrival_leaves_no_trace() {
        let mut texts: Vec<String> = Vec::new();
        for seed in 0..40 {
            let base = words(seed, 60 + seed * 5);
            for copy in 0..seed % 5 {
                let mut near = base.clone();
                near[copy as usize * 3] = "other".into();
                texts.push(near.join(" "));
            }
        }
        let one = by_text(&texts);
        assert!(one.iter().filter(|(_, first)| first.is_some()).count() > 40);
        for turn in [1, 7, 23] {
            texts.rotate_left(turn);
            texts.swap(0, turn);
            assert_eq!(by_text(&texts), one);
        }
        texts.reverse();
        assert_eq!(by_text(&texts), one);
    }

    #[test]
    fn every_hash_that_comes_again_is_known() {
        for n in [0, 1, 3, 1000] {
            let mut repeated = Repeated::new(n);
            for turn in 0..3 {
                let hash = |at: usize| (at as u32 + turn).wrapping_mul(0x9e37_79b9);
                let hashes = (0..n).chain(0..n / 3).map(hash);
                repeated.learn(hashes);
                assert!((0..n / 3).all(|at| repeated.may_be(hash(at))));
                let others = (n / 3..n).filter(|at| repeated.may_be(hash(*at))).count();
                assert!(others <= n / 8, "{others} of {n}");
            }
        }
    }

    #[test]
    fn a_large_group_costs_no_square() {
        let base = words(3, 300).join(" ");
        let texts: Vec<String> = (0..3000).map(|n| format!("{base} branch {n}")).collect();
        let likeness = Likeness::POSTING;
        let signatures: Vec<_> = texts.iter().map(|text| Signature::of(text, likeness)).collect();
        let mut compared = Compared::new(likeness, |at: usize| Cow::from(&texts[at]));
        let mut asked = 0;
        let linked = duplicates(
            texts.len(),
            |at| &signatures[at],
            |at| &texts[at],
            |a, b| {
                asked += 1;
                compared.alike(a, b)
            },
        );
        assert_eq!(linked.firsts.iter().flatten().count(), texts.len() - 1);
        assert!(!linked.complete);
        assert!(asked < 2 * texts.len(), "{asked} comparisons");
    }
}
