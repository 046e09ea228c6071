//! Links between texts led on from those of an earlier day: only what is new is compared.

use rustc_hash::{FxHashMap, FxHashSet};

use super::link::{COMPARED, Cut, Forest};
use super::signature::{BANDS, Signature};

/// What is known of a text from an earlier day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    New,
    /// The place that the first of its set has now; its own, where it is that first or is like no other. All texts of the set are
    /// still there.
    Set(usize),
}

/// A text that shares a band with a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    band: usize,
    hash: u32,
    place: usize,
    words: [u64; 2],
}

/// What [`duplicates`](super::duplicates) would give for texts of which some were linked before, where that compared all that share a
/// band. None where a new text shares one with so many that not all would be compared, or where most are new.
///
/// `signature` gives that of a new text; `each_known` tells those of the others, by their places and in any order, once.
pub fn relink<'s, K: Ord>(
    before: &[Before],
    signature: impl Fn(usize) -> &'s Signature,
    each_known: impl FnOnce(&mut dyn FnMut(usize, &Signature)),
    key: impl Fn(usize) -> K,
    mut alike: impl FnMut(usize, usize) -> bool,
) -> Option<Vec<Option<usize>>> {
    let new: Vec<usize> = (0..before.len()).filter(|place| before[*place] == Before::New).collect();
    if new.len() * 2 > before.len() {
        return None;
    }
    let mut sets = Forest::new(before.len());
    for (place, before) in before.iter().enumerate() {
        if let Before::Set(first) = before {
            sets.join(*first as u32, place as u32);
        }
    }
    // Texts of the same words, of which the bands need but one.
    let mut words: FxHashMap<[u64; 2], Option<usize>> = new.iter().map(|at| (signature(*at).words, None)).collect();
    let sought = Sought::new(new.iter().map(|at| signature(*at)));
    let mut shared: Vec<Shared> = Vec::new();
    let mut find = |place: usize, Signature { words: own, bands }: &Signature| {
        let repeats = words.get_mut(own).is_some_and(|first| match first {
            Some(first) => {
                sets.join(*first as u32, place as u32);
                true
            }
            None => {
                *first = Some(place);
                false
            }
        });
        if !repeats {
            sought.among(bands).for_each(|(band, hash)| shared.push(Shared { band, hash, place, words: *own }));
        }
    };
    each_known(&mut find);
    new.iter().for_each(|place| find(*place, signature(*place)));
    shared.sort_unstable();
    for bucket in shared.chunk_by(|a, b| (a.band, a.hash) == (b.band, b.hash)) {
        if distinct(bucket) > COMPARED {
            return None;
        }
        for one in bucket.iter().map(|shared| shared.place).filter(|place| before[*place] == Before::New) {
            for other in bucket.iter().map(|shared| shared.place) {
                if sets.first(one as u32) != sets.first(other as u32) && alike(one, other) {
                    sets.join(one as u32, other as u32);
                }
            }
        }
    }
    // The first of a set that has new texts may be another.
    let touched: FxHashSet<u32> = new.iter().map(|place| sets.first(*place as u32)).collect();
    let mut firsts: FxHashMap<u32, (K, usize)> = FxHashMap::default();
    let mut out = vec![None; before.len()];
    let mut again = Vec::new();
    for (place, before) in before.iter().enumerate() {
        let set = sets.first(place as u32);
        if touched.contains(&set) {
            again.push((place, set));
            let standing = (key(place), place);
            let first = firsts.entry(set).or_insert_with(|| (key(place), place));
            if standing < *first {
                *first = standing;
            }
        } else if let Before::Set(first) = before {
            out[place] = Some(*first).filter(|first| *first != place);
        }
    }
    again.into_iter().for_each(|(place, set)| out[place] = Some(firsts[&set].1).filter(|first| *first != place));
    Some(out)
}

/// How many texts of a bucket say different words.
fn distinct(bucket: &[Shared]) -> usize {
    if bucket.len() <= COMPARED {
        return bucket.len();
    }
    bucket.iter().map(|shared| shared.words).collect::<FxHashSet<_>>().len()
}

/// The bands' hashes of some texts.
struct Sought {
    cut: Cut,
    /// For each band a bit for what a hash is cut down to, so that few hashes of others are looked up.
    seen: Vec<Vec<u64>>,
    hashes: FxHashSet<(usize, u32)>,
}

impl Sought {
    fn new<'s>(texts: impl ExactSizeIterator<Item = &'s Signature>) -> Self {
        let cut = Cut::new(texts.len());
        let mut out = Self { seen: vec![cut.words(); BANDS], cut, hashes: FxHashSet::default() };
        for (band, hash) in texts.flat_map(|text| text.bands.iter().copied().enumerate()) {
            let (word, bit) = out.cut.place(hash);
            out.seen[band][word] |= bit;
            out.hashes.insert((band, hash));
        }
        out
    }

    /// The bands of a text that are among those sought.
    fn among<'b>(&'b self, bands: &'b [u32; BANDS]) -> impl Iterator<Item = (usize, u32)> + 'b {
        let may_be = |(band, hash): &(usize, u32)| {
            let (word, bit) = self.cut.place(*hash);
            self.seen[*band][word] & bit != 0
        };
        bands.iter().copied().enumerate().filter(may_be).filter(|of| self.hashes.contains(of))
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;
    use crate::text::{Compared, Likeness, duplicates};

    /// A text of the family `seed`, of which `changed` words are others.
    fn text(seed: u32, changed: u32) -> String {
        let word = |at: u32| match at % 40 < changed && at > 40 * (changed % 3) {
            true => format!("other{changed}x{at}"),
            false => format!("w{}x{seed}", at * 7919 % 1000),
        };
        (0..200).map(word).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        /// Texts that stay, come and go: as if all were linked anew.
        #[test]
        fn equals_links_of_all(texts in prop::collection::vec((0u32..4, 0u32..6, 0u8..6), 1..40)) {
            let likeness = Likeness::POSTING;
            let said: Vec<String> = texts.iter().map(|(seed, changed, _)| text(*seed, *changed)).collect();
            let signatures: Vec<_> = said.iter().map(|text| Signature::of(text, likeness)).collect();
            let link = |is_there: &dyn Fn(u8) -> bool| {
                let places: Vec<usize> = (0..texts.len()).filter(|at| is_there(texts[*at].2)).collect();
                let mut compared = Compared::new(likeness, |at: usize| Cow::from(&said[places[at]]));
                let key = |at: usize| (said[places[at]].len() % 3, places[at]);
                let found =
                    duplicates(places.len(), |at| &signatures[places[at]], key, |a, b| compared.alike(a, b));
                let firsts: Vec<_> = found.firsts.iter().map(|first| first.map(|at| places[at])).collect();
                (places, firsts, found.complete)
            };
            // Some come, some go, most stay.
            let (old, known, complete) = link(&|kind| kind != 0);
            let (now, expected, _) = link(&|kind| kind != 1);
            prop_assert!(complete);
            let gone = |at: usize| texts[at].2 == 1;
            let first_of = |at: usize| old.binary_search(&at).ok().map(|place| known[place].unwrap_or(at));
            let broken: Vec<usize> = old.iter().filter(|at| gone(**at)).filter_map(|at| first_of(*at)).collect();
            let now_at = |at: usize| now.binary_search(&at).expect("a text that stays");
            let before: Vec<Before> = now
                .iter()
                .map(|at| first_of(*at).filter(|first| !broken.contains(first)))
                .map(|first| first.map_or(Before::New, |first| Before::Set(now_at(first))))
                .collect();
            let mut compared = Compared::new(likeness, |at: usize| Cow::from(&said[now[at]]));
            let key = |at: usize| (said[now[at]].len() % 3, now[at]);
            let each_known = |each: &mut dyn FnMut(usize, &Signature)| {
                let known = (0..now.len()).rev().filter(|at| before[*at] != Before::New);
                known.for_each(|at| each(at, &signatures[now[at]]));
            };
            let found = relink(&before, |at| &signatures[now[at]], each_known, key, |a, b| compared.alike(a, b));
            if let Some(found) = found {
                let found: Vec<_> = found.into_iter().map(|first| first.map(|at| now[at])).collect();
                prop_assert_eq!(found, expected);
            } else {
                prop_assert!(before.iter().filter(|before| **before == Before::New).count() * 2 > before.len());
            }
        }
    }
}
