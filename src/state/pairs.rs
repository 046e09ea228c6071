//! The pairs that the last complete run kept: what is not among them is new, and what cannot have changed since need not be
//! scored again.

use std::ops::Range;
use std::path::Path;

use super::columns::{Columns, Frame, PART_ROWS};
use super::sealed::Sealed;
use crate::error::{Error, Result};
use crate::score::{Kept, Worth};
use crate::taxonomy::Joined;

/// Pairs of an earlier run, by its own order of postings and resumes.
#[derive(Debug, Default)]
pub struct LastPairs {
    postings: Joined,
    resumes: Vec<(String, String)>,
    /// One resume's after the other's, in the order of the report.
    pairs: Vec<LastPair>,
    /// Where those of each resume begin, and of the last end.
    starts: Vec<usize>,
    /// What scores went by then: see [`super::NewState::scoring`].
    scoring: Option<String>,
    /// For each posting the first that says nearly the same.
    firsts: Option<Vec<u32>>,
}

/// A pair of a resume.
#[derive(Debug, Clone, Copy)]
struct LastPair {
    posting: u32,
    worth: Worth,
    /// 0 where it is outside the posting's best.
    rank_in_posting: u32,
    /// Whether it is among the resume's best, which come by their rank.
    best: bool,
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
        self.resumes.binary_search_by(|known| known.0.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// Where the pairs of a resume are.
    fn places_of(&self, resume: u32) -> Range<usize> {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(self.pairs.len());
        at(resume as usize)..at(resume as usize + 1)
    }

    /// The pairs of a resume in the order of the report, with the earlier run's places.
    pub fn of(&self, resume: u32) -> impl Iterator<Item = Kept> {
        let ranked = self.pairs[self.places_of(resume)].iter().zip(1..);
        ranked.map(move |(&LastPair { posting, worth, rank_in_posting, best }, rank)| Kept {
            posting,
            resume,
            worth,
            rank_in_posting: Some(rank_in_posting).filter(|rank| *rank > 0),
            rank_in_resume: best.then_some(rank),
        })
    }

    /// Whether scores went by `scoring` then, and the resumes were these: their ids, sorted, and what they show.
    pub fn is_of(&self, scoring: &str, resumes: &[(&str, String)]) -> bool {
        let same = |(known, now): (&(String, String), &(&str, String))| known.0 == now.0 && known.1 == now.1;
        self.scoring.as_deref() == Some(scoring)
            && self.resumes.len() == resumes.len()
            && self.resumes.iter().zip(resumes).all(same)
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
        let frame = Frame::read(dir, resumes, &["resume_id", "shows"])?;
        let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        let resumes: Vec<(String, String)> =
            frame.texts("resume_id")?.map(text).zip(frame.texts("shows")?.map(text)).collect();
        let sealed = pairs;
        let mut starts = vec![0; resumes.len() + 1];
        let mut pairs: Vec<LastPair> = Vec::with_capacity(sealed.rows as usize);
        let columns = ["resume", "posting", "rank_in_posting", "best", "worth"];
        Frame::read_in_parts(dir, sealed, &columns, PART_ROWS, |frame| {
            frame.counts("resume")?.flatten().for_each(|resume| {
                starts.get_mut(resume as usize + 1).into_iter().for_each(|start| *start += 1);
            });
            let places = frame.counts("posting")?.zip(frame.counts("rank_in_posting")?);
            let cells = places.zip(frame.flags("best")?).zip(frame.counts("worth")?);
            pairs.extend(cells.filter_map(|(((posting, rank), best), worth)| {
                let worth = Worth::from_bits(worth?);
                Some(LastPair { posting: posting?, worth, rank_in_posting: rank?, best })
            }));
            Ok(())
        })?;
        starts.iter_mut().fold(0, |sum, start| {
            *start += sum;
            *start
        });
        if starts.last() != Some(&pairs.len()) {
            let message = "the file is damaged: it has pairs of no resume".to_owned();
            return Err(Error::State { path: dir.join(&sealed.name), message });
        }
        Ok(Self { postings, resumes, pairs, starts, scoring, firsts: None })
    }
}

/// Writes the resumes of a run, sorted, with what each shows.
pub(super) fn write_resumes(dir: &Path, name: &str, resumes: &[(&str, String)]) -> Result<Sealed> {
    Columns::default()
        .texts("resume_id", resumes.iter().map(|(id, _)| Some(*id)))
        .texts("shows", resumes.iter().map(|(_, shows)| Some(shows.as_str())))
        .write(dir, name)
}

/// Writes the pairs of a run, which are in the order of the report; `rows` are the places of its postings in its ledger.
pub(super) fn write_pairs(dir: &Path, name: &str, pairs: &[Kept], rows: &[u32]) -> Result<Sealed> {
    let part = |pairs: &[Kept]| {
        Ok(Columns::default()
            .numbers("resume", pairs.iter().map(|p| p.resume))
            .numbers("posting", pairs.iter().map(|p| rows[p.posting as usize]))
            .numbers("rank_in_posting", pairs.iter().map(|p| p.rank_in_posting.unwrap_or(0)))
            .flags("best", pairs.iter().map(|p| p.rank_in_resume.is_some()))
            .numbers("worth", pairs.iter().map(|p| p.worth.to_bits())))
    };
    Columns::write_in_parts(dir, name, (pairs, PART_ROWS), part)
}
