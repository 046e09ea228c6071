//! The pairs that the last complete run kept: what is not among them is new, and what cannot have changed since need not be
//! scored again.

use std::ops::Range;
use std::path::Path;

use super::columns::{Columns, Frame};
use super::sealed::{AtOnce, Rows, Sealed, wrong};
use crate::error::Result;
use crate::gap::Worded;
use crate::score::{Kept, Worth};
use crate::taxonomy::Joined;

/// Pairs of an earlier run, by its own order of postings and resumes.
#[derive(Debug, Default)]
pub struct LastPairs {
    postings: Joined,
    resumes: Vec<Shown>,
    /// One resume's after the other's, in the order of the report.
    pairs: Vec<LastPair>,
    /// Where those of each resume begin, and of the last end.
    starts: Vec<usize>,
    /// What scores went by then: see [`super::NewState::scoring`].
    scoring: Option<String>,
    /// For each posting the first that says nearly the same.
    firsts: Option<Vec<u32>>,
}

/// A resume as the next run knows it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub resume_id: String,
    /// A hash of the evidence that it has: what it scores by.
    pub evidence: String,
    /// A hash of how it spells that: what explanations go by beside the evidence.
    pub spellings: String,
}

/// A pair of a resume.
#[derive(Debug, Clone, Copy)]
struct LastPair {
    posting: u32,
    worth: Worth,
    /// 0 where it is outside the posting's best.
    rank_in_posting: u32,
    /// What its explanation found.
    worded: Worded,
    /// Whether it is among the resume's best, which come by their rank.
    best: bool,
}

/// Bytes of a pair.
const PAIR: usize = 17;

impl LastPair {
    fn to_bytes(self) -> [u8; PAIR] {
        let mut out = [0; PAIR];
        let numbers =
            [self.posting, self.worth.to_bits(), self.rank_in_posting, self.worded.to_bits()].map(u32::to_le_bytes);
        out[..PAIR - 1].copy_from_slice(numbers.as_flattened());
        out[PAIR - 1] = self.best.into();
        out
    }

    fn of_bytes(bytes: &[u8; PAIR]) -> Self {
        let (numbers, rest) = bytes.as_chunks();
        let mut numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
        let mut next = || numbers.next().unwrap_or_default();
        Self {
            posting: next(),
            worth: Worth::from_bits(next()),
            rank_in_posting: next(),
            worded: Worded::from_bits(next()),
            best: rest != [0],
        }
    }
}

impl LastPairs {
    /// The earlier run's places of the postings of this one, whose ids come sorted.
    pub fn places<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<Option<u32>> {
        let mut known = self.postings.iter().zip(0..).peekable();
        ids.map(|id| {
            while known.next_if(|(known, _)| *known < id).is_some() {}
            known.next_if(|(known, _)| *known == id).map(|(_, place)| place)
        })
        .collect()
    }

    /// The earlier run's place of a resume.
    pub fn resume(&self, id: &str) -> Option<u32> {
        self.resumes.binary_search_by(|known| known.resume_id.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// Where the pairs of a resume are.
    fn places_of(&self, resume: u32) -> Range<usize> {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(self.pairs.len());
        at(resume as usize)..at(resume as usize + 1)
    }

    /// The pairs of a resume in the order of the report, with the earlier run's places.
    pub fn of(&self, resume: u32) -> impl Iterator<Item = Kept> {
        let ranked = self.pairs[self.places_of(resume)].iter().zip(1..);
        ranked.map(move |(&LastPair { posting, worth, rank_in_posting, best, .. }, rank)| Kept {
            posting,
            resume,
            worth,
            rank_in_posting: Some(rank_in_posting).filter(|rank| *rank > 0),
            rank_in_resume: best.then_some(rank),
        })
    }

    /// The postings of these pairs, each with what the explanation found.
    pub fn explained(&self, resume: u32) -> impl Iterator<Item = (u32, Worded)> {
        self.pairs[self.places_of(resume)].iter().map(|pair| (pair.posting, pair.worded))
    }

    /// What the earlier run knew of a resume.
    pub fn shown(&self, resume: u32) -> &Shown {
        &self.resumes[resume as usize]
    }

    /// Whether scores and explanations went by `scoring` then.
    pub fn went_by(&self, scoring: &str) -> bool {
        self.scoring.as_deref() == Some(scoring)
    }

    /// Whether scores went by `scoring` then, and the resumes, sorted by id, had this evidence.
    pub fn is_of(&self, scoring: &str, resumes: &[Shown]) -> bool {
        let same = |(known, now): (&Shown, &Shown)| known.resume_id == now.resume_id && known.evidence == now.evidence;
        self.went_by(scoring) && self.resumes.len() == resumes.len() && self.resumes.iter().zip(resumes).all(same)
    }

    /// For each of the earlier run's postings the place of the first that says nearly the same, which may be itself; none where
    /// nothing follows from that for a run that has others too.
    pub fn firsts(&self) -> Option<&[u32]> {
        self.firsts.as_deref()
    }

    /// The same pairs, with the links of their postings.
    pub(super) fn with_firsts(self, firsts: Option<Vec<u32>>) -> Self {
        Self { firsts, ..self }
    }

    /// How many postings the earlier run knew.
    pub fn postings(&self) -> usize {
        self.postings.len()
    }

    /// How many pairs it kept.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether it kept none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    pub(super) fn read(
        dir: &Path,
        postings: Joined,
        resumes: &Sealed,
        pairs: &Sealed,
        scoring: Option<String>,
    ) -> Result<Self> {
        let [resume_id, evidence, spellings] = COLUMNS;
        let frame = Frame::read(dir, resumes, &COLUMNS)?;
        let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        let (ids, hashes) = (frame.texts(resume_id)?, frame.texts(evidence)?.zip(frame.texts(spellings)?));
        let shown = ids.zip(hashes).map(|(id, (evidence, spellings))| Shown {
            resume_id: text(id),
            evidence: text(evidence),
            spellings: text(spellings),
        });
        let resumes: Vec<Shown> = shown.collect();
        let sealed = pairs;
        let path = || dir.join(&sealed.name);
        let mut starts = Vec::with_capacity(resumes.len() + 1);
        let mut pairs: Vec<LastPair> = Vec::with_capacity(sealed.bytes as usize / PAIR);
        sealed.read_rows(dir, |_, row| {
            let AtOnce(bytes) = postcard::from_bytes(row).map_err(|e| wrong(&path(), &e))?;
            let (kept, rest) = bytes.as_chunks::<PAIR>();
            if !rest.is_empty() {
                return Err(wrong(&path(), &"the file is damaged: it has a part of a pair"));
            }
            starts.push(pairs.len());
            pairs.extend(kept.iter().map(LastPair::of_bytes));
            Ok(())
        })?;
        starts.push(pairs.len());
        if starts.len() != resumes.len() + 1 {
            return Err(wrong(&path(), &"the file is damaged: it has pairs of no resume"));
        }
        Ok(Self { postings, resumes, pairs, starts, scoring, firsts: None })
    }
}

/// The columns of a file of resumes.
const COLUMNS: [&str; 3] = ["resume_id", "evidence", "spellings"];

/// Writes the resumes of a run, sorted.
pub(super) fn write_resumes(dir: &Path, name: &str, resumes: &[Shown]) -> Result<Sealed> {
    let [resume_id, evidence, spellings] = COLUMNS;
    Columns::default()
        .texts(resume_id, resumes.iter().map(|shown| Some(shown.resume_id.as_str())))
        .texts(evidence, resumes.iter().map(|shown| Some(shown.evidence.as_str())))
        .texts(spellings, resumes.iter().map(|shown| Some(shown.spellings.as_str())))
        .write(dir, name)
}

/// The name of the file of the pairs of a generation.
pub(super) fn name(number: u64) -> String {
    format!("{number:08}-pairs.rows")
}

/// Writes the pairs of a run, which are in the order of the report, each with what its explanation found, in a row for each of so many
/// resumes; `rows` are the places of its postings in its ledger.
pub(super) fn write_pairs(
    dir: &Path,
    name: &str,
    resumes: usize,
    (pairs, worded): (&[Kept], &[Worded]),
    rows: &[u32],
) -> Result<Sealed> {
    let mut out = Rows::create(dir.join(name))?;
    if pairs.len() != worded.len() {
        return Err(wrong(&dir.join(name), &"the pairs are not those that were explained"));
    }
    let (mut bytes, mut pairs) = (Vec::new(), pairs.iter().zip(worded.iter().copied()).peekable());
    for resume in 0..resumes as u32 {
        bytes.clear();
        while let Some((pair, worded)) = pairs.next_if(|(pair, _)| pair.resume == resume) {
            let pair = LastPair {
                posting: rows[pair.posting as usize],
                worth: pair.worth,
                rank_in_posting: pair.rank_in_posting.unwrap_or(0),
                worded,
                best: pair.rank_in_resume.is_some(),
            };
            bytes.extend(pair.to_bytes());
        }
        out.add(&AtOnce(&bytes))?;
    }
    if pairs.next().is_some() {
        return Err(wrong(&dir.join(name), &"the pairs are not in the order of the resumes"));
    }
    out.finish(name)
}
