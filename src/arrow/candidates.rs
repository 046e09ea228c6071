//! Rankings of parts, put together: the pairs that each part of the postings kept become the pairs that all of them keep.
//!
//! A posting is in one part, so its best resumes are final. A resume's best postings are the best of each part's best.

use std::cmp::Reverse;
use std::sync::Arc;

use arrow_array::builder::{StringBuilder, UInt32Builder};
use arrow_array::cast::AsArray;
use arrow_array::types::{UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, UInt32Array, UInt64Array};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::floors::Floors;
use crate::error::{Error, Result};
use crate::report::Text;
use crate::score::Kept;

/// The columns of candidates: `points` are 1/100, null where the posting has nothing to score; `standing` orders the candidates of
/// a resume, more is better: score, then required coverage; equal ones stand in the order of posting_id.
const CANDIDATES: [(&str, DataType); 6] = [
    ("posting_id", DataType::Utf8),
    ("resume_id", DataType::Utf8),
    ("points", DataType::UInt32),
    ("standing", DataType::UInt64),
    ("rank_in_posting", DataType::UInt32),
    ("rank_in_resume", DataType::UInt32),
];

/// The schema of candidates.
pub fn candidates_schema() -> SchemaRef {
    let fields = CANDIDATES.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The kept pairs, in the order of their resumes, as a batch. A pair below its resume's floor has no rank in it, and goes where the
/// posting does not keep it.
pub(super) fn candidates(
    kept: &[Kept],
    floors: Option<&Floors>,
    ids: impl Fn(&Kept) -> (Text, Text),
) -> Result<RecordBatch> {
    let mut out = Builder::default();
    for of_one in kept.chunk_by(|a, b| a.resume == b.resume) {
        let floor = floors.map_or(0, |floors| floors.of(&ids(&of_one[0]).1));
        for pair in of_one {
            let standing = u64::from(pair.worth.to_bits());
            let rank_in_resume = pair.rank_in_resume.filter(|_| standing >= floor);
            if rank_in_resume.is_some() || pair.rank_in_posting.is_some() {
                let (posting, resume) = ids(pair);
                out.push(&NamedPair {
                    posting_id: &posting,
                    resume_id: &resume,
                    score: pair.score(),
                    standing,
                    rank_in_posting: pair.rank_in_posting,
                    rank_in_resume,
                });
            }
        }
    }
    out.finish()
}

/// Puts candidates of parts of the postings together: each resume's best `top` of all, and every pair that a posting keeps. Sorted
/// by resume, rank in it (null last), posting.
///
/// # Errors
/// [`Error::Batch`] where a batch is not one of candidates.
pub fn merge(parts: &[RecordBatch], top: usize) -> Result<RecordBatch> {
    let parts: Vec<Pairs> = parts.iter().map(Pairs::of_batch).collect::<Result<_>>()?;
    let mut all: Vec<NamedPair<'_>> = parts.iter().flat_map(Pairs::iter).collect();
    all.sort_by_key(|pair| (pair.resume_id, Reverse(pair.standing), pair.posting_id));
    let mut out = Vec::new();
    for of_one in all.chunk_by(|a, b| a.resume_id == b.resume_id) {
        let ranked = of_one.iter().zip(1..).map(|(pair, place)| {
            // A part that did not keep the pair for the resume's sake has as many better ones itself.
            let in_part = pair.rank_in_resume.is_some();
            NamedPair { rank_in_resume: (in_part && place as usize <= top).then_some(place), ..*pair }
        });
        let mut ranked: Vec<_> = ranked.filter(|p| p.rank_in_resume.is_some() || p.rank_in_posting.is_some()).collect();
        ranked.sort_by_key(|p| (p.rank_in_resume.is_none(), p.rank_in_resume, p.posting_id));
        out.extend(ranked);
    }
    let mut builder = Builder::default();
    out.iter().for_each(|pair| builder.push(pair));
    builder.finish()
}

/// A batch of candidates under construction.
#[derive(Default)]
struct Builder {
    postings: StringBuilder,
    resumes: StringBuilder,
    points: UInt32Builder,
    standings: Vec<u64>,
    in_posting: UInt32Builder,
    in_resume: UInt32Builder,
}

impl Builder {
    fn push(&mut self, pair: &NamedPair<'_>) {
        self.postings.append_value(pair.posting_id);
        self.resumes.append_value(pair.resume_id);
        self.points.append_option(pair.score.map(u32::from));
        self.standings.push(pair.standing);
        self.in_posting.append_option(pair.rank_in_posting);
        self.in_resume.append_option(pair.rank_in_resume);
    }

    fn finish(mut self) -> Result<RecordBatch> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.postings.finish()),
            Arc::new(self.resumes.finish()),
            Arc::new(self.points.finish()),
            Arc::new(UInt64Array::from(self.standings)),
            Arc::new(self.in_posting.finish()),
            Arc::new(self.in_resume.finish()),
        ];
        RecordBatch::try_new(candidates_schema(), columns).map_err(|e| Error::Batch(e.to_string()))
    }
}

/// Candidates, or pairs that are left of them, read from a batch.
#[derive(Debug, Clone)]
pub struct Pairs {
    postings: StringArray,
    resumes: StringArray,
    points: UInt32Array,
    standings: UInt64Array,
    in_posting: UInt32Array,
    in_resume: UInt32Array,
}

/// A pair by its ids.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedPair<'a> {
    pub posting_id: &'a str,
    pub resume_id: &'a str,
    pub score: Option<u16>,
    pub standing: u64,
    pub rank_in_posting: Option<u32>,
    pub rank_in_resume: Option<u32>,
}

impl Pairs {
    /// Reads a batch that has the columns of [`candidates_schema`], in any order and of any types that can be taken for theirs.
    ///
    /// # Errors
    /// [`Error::Batch`] where one is missing or holds something else.
    pub fn of_batch(batch: &RecordBatch) -> Result<Self> {
        let column = |at: usize| {
            let (name, kind) = &CANDIDATES[at];
            let column = batch.column_by_name(name);
            let column = column.ok_or_else(|| Error::Batch(format!("candidates without the column {name}")))?;
            cast(column, kind).map_err(|e| Error::Batch(format!("the column {name}: {e}")))
        };
        Ok(Self {
            postings: column(0)?.as_string().clone(),
            resumes: column(1)?.as_string().clone(),
            points: column(2)?.as_primitive::<UInt32Type>().clone(),
            standings: column(3)?.as_primitive::<UInt64Type>().clone(),
            in_posting: column(4)?.as_primitive::<UInt32Type>().clone(),
            in_resume: column(5)?.as_primitive::<UInt32Type>().clone(),
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = NamedPair<'_>> {
        let number = |numbers: &UInt32Array, at: usize| numbers.is_valid(at).then(|| numbers.value(at));
        (0..self.postings.len()).map(move |at| NamedPair {
            posting_id: self.postings.value(at),
            resume_id: self.resumes.value(at),
            score: number(&self.points, at).map(|points| points as u16),
            standing: if self.standings.is_valid(at) { self.standings.value(at) } else { 0 },
            rank_in_posting: number(&self.in_posting, at),
            rank_in_resume: number(&self.in_resume, at),
        })
    }
}
