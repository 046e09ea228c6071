//! Ranks led on from those of an earlier run, one resume at a time.

use super::Kept;
use super::standing::Standing;

/// What is known of one resume. All pairs are in the order of the report, with the places that postings have now.
#[derive(Debug, Clone, Copy)]
pub struct LedOn<'a> {
    /// What an earlier run kept of it and the postings that are still there.
    pub old: &'a [Kept],
    /// What is kept of it and the postings that are new, among these alone.
    pub new: &'a [Kept],
    /// Its best of all postings, where one of the old ones is gone that was among its best.
    pub anew: Option<&'a [Kept]>,
    /// How many postings a resume keeps.
    pub top: usize,
}

impl LedOn<'_> {
    /// Appends the pairs that are kept now, in the order of the report. `room` is room to work in.
    ///
    /// The resumes are those of the earlier run. So the best resumes of an old posting are what they were, those of a new one
    /// were found among all, and a resume's best are the best of both.
    pub fn keep(self, room: &mut Vec<(Kept, bool)>, out: &mut Vec<Kept>) {
        let both = || self.old.iter().chain(self.new);
        room.clear();
        room.extend(both().filter(|pair| pair.rank_in_posting.is_some()).map(|pair| (*pair, false)));
        // Most come sorted, in a few runs, which a stable sort takes as they are.
        room.sort_by_key(|(pair, _)| pair.posting);
        let mut tell = |pair: &Kept, rank: u32| {
            let side = room.binary_search_by_key(&pair.posting, |(side, _)| side.posting).ok();
            let rank_in_posting = side.and_then(|at| {
                room[at].1 = true;
                room[at].0.rank_in_posting
            });
            out.push(Kept { rank_in_posting, rank_in_resume: Some(rank), ..*pair });
        };
        match self.anew {
            Some(anew) => ranked(anew).iter().zip(1..).for_each(|(pair, rank)| tell(pair, rank)),
            None => {
                let (mut old, mut new) = (ranked(self.old).iter().peekable(), ranked(self.new).iter().peekable());
                let best = std::iter::from_fn(|| match (old.peek(), new.peek()) {
                    (Some(a), Some(b)) if standing(b) > standing(a) => new.next(),
                    (None, _) => new.next(),
                    _ => old.next(),
                });
                best.take(self.top).zip(1..).for_each(|(pair, rank)| tell(pair, rank));
            }
        }
        let sides = room.iter().filter(|(_, told)| !told);
        out.extend(sides.map(|(pair, _)| Kept { rank_in_resume: None, ..*pair }));
    }
}

/// Those among the resume's best: they come first.
fn ranked(pairs: &[Kept]) -> &[Kept] {
    &pairs[..pairs.partition_point(|pair| pair.rank_in_resume.is_some())]
}

fn standing(pair: &Kept) -> Standing {
    Standing::of(pair.worth, pair.posting)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::score::{Worth, rank_known};

    /// The pairs kept of all whose worth is given, by resume and posting; `is_there` picks postings, whose places stay.
    fn kept(worth: &[Vec<u16>], is_there: impl Fn(usize) -> bool, top: usize, top_resumes: u32) -> Vec<Kept> {
        let pairs = worth.iter().zip(0..).flat_map(|(row, resume)| {
            row.iter().zip(0..).map(move |(score, posting)| (resume, posting, Worth::new(Some(*score), 0, 0)))
        });
        let postings = worth.first().map_or(0, Vec::len);
        let mut kept = rank_known(pairs.filter(|(_, posting, _)| is_there(*posting as usize)), postings);
        for pair in &mut kept {
            pair.rank_in_resume = pair.rank_in_resume.filter(|rank| *rank as usize <= top);
            pair.rank_in_posting = pair.rank_in_posting.filter(|rank| *rank <= top_resumes);
        }
        kept.retain(|pair| pair.rank_in_resume.is_some() || pair.rank_in_posting.is_some());
        kept.sort_by_key(|pair| (pair.resume, pair.rank_in_resume.unwrap_or(u32::MAX), pair.posting));
        kept
    }

    proptest! {
        /// Postings that stay, come and go, with many ties: as if all pairs were ranked.
        #[test]
        fn equals_a_ranking_of_all(
            kinds in prop::collection::vec(0u8..4, 1..24),
            scores in prop::collection::vec(0u16..6, 7 * 24),
            top in 0usize..6,
            top_resumes in 0u32..4,
        ) {
            let worth: Vec<Vec<u16>> = scores.chunks(24).map(|row| row[..kinds.len()].to_vec()).collect();
            let (goes, comes) = (|at: usize| kinds[at] == 0, |at: usize| kinds[at] == 1);
            let before = kept(&worth, |at| !comes(at), top, top_resumes);
            let new = kept(&worth, comes, top, top_resumes);
            let all = kept(&worth, |at| !goes(at), top, top_resumes);
            let (mut room, mut out) = (Vec::new(), Vec::new());
            for resume in 0..worth.len() as u32 {
                let of = |pairs: &[Kept]| pairs.iter().filter(|pair| pair.resume == resume).copied().collect::<Vec<_>>();
                let (mut old, new) = (of(&before), of(&new));
                let lost = old.iter().any(|pair| goes(pair.posting as usize) && pair.rank_in_resume.is_some());
                old.retain(|pair| !goes(pair.posting as usize));
                let anew = lost.then(|| of(&all));
                LedOn { old: &old, new: &new, anew: anew.as_deref(), top }.keep(&mut room, &mut out);
            }
            prop_assert_eq!(out, all);
        }
    }
}
