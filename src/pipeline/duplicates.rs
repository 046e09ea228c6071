//! Which documents say nearly the same as an earlier one.

use std::borrow::Cow;
use std::cell::Cell;

use rustc_hash::FxHashMap;

use super::intake::Posting;
use super::resumes::Resume;
use crate::error::Result;
use crate::text::{Compared, Likeness, duplicates};

/// For each posting, the one that says nearly the same, itself or through others, and came first: by date, then id. Postings are
/// sorted by id; `text` gives the text of one.
///
/// # Errors
/// The first of `text`.
pub(crate) fn duplicates_of_postings<'t>(
    postings: &[Posting],
    text: impl Fn(usize) -> Result<Cow<'t, str>>,
) -> Result<Vec<Option<usize>>> {
    let likeness = Likeness::POSTING;
    let date = |at: usize| postings[at].record.date_posted.as_deref();
    // There are far fewer days than postings: each is known by its place among them, no day by the last.
    let mut days: FxHashMap<&str, u32> = (0..postings.len()).filter_map(|at| Some((date(at)?, 0))).collect();
    let mut sorted: Vec<&str> = days.keys().copied().collect();
    sorted.sort_unstable();
    sorted.into_iter().zip(0..).for_each(|(day, place)| *days.entry(day).or_default() = place);
    let key = |at: usize| (date(at).map_or(u32::MAX, |day| days[day]), at as u32);
    let failed = Cell::new(None);
    let text = |at: usize| {
        text(at).unwrap_or_else(|error| {
            failed.set(Some(error));
            Cow::default()
        })
    };
    let mut compared = Compared::new(likeness, text);
    let signature = |at: usize| &postings[at].signature;
    let linked = duplicates(postings.len(), signature, key, |a, b| compared.alike(a, b));
    failed.take().map_or(Ok(linked), Err)
}

/// For each resume, the one that says nearly the same and has the smallest id.
pub(crate) fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    let likeness = Likeness::RESUME;
    let key = |at: usize| resumes[at].document.resume_id.as_str();
    let mut compared = Compared::new(likeness, |at: usize| Cow::from(&resumes[at].text));
    let signature = |at: usize| &resumes[at].signature;
    duplicates(resumes.len(), signature, key, |a, b| compared.alike(a, b))
}
