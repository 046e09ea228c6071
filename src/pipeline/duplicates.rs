//! Which documents say nearly the same as an earlier one.

use std::borrow::Cow;
use std::cell::Cell;

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
    let days: Vec<(bool, u128)> = (0..postings.len()).map(|at| (date(at).is_none(), beginning(date(at)))).collect();
    // Most dates are told apart, or the same, by their beginning.
    let order =
        |a: usize, b: usize| days[a].cmp(&days[b]).then_with(|| rest(date(a)).cmp(rest(date(b)))).then(a.cmp(&b));
    let failed = Cell::new(None);
    let text = |at: usize| {
        text(at).unwrap_or_else(|error| {
            failed.set(Some(error));
            Cow::default()
        })
    };
    let mut compared = Compared::new(likeness, text);
    let signature = |at: usize| &postings[at].signature;
    let linked = duplicates(postings.len(), signature, order, |a, b| compared.alike(a, b));
    failed.take().map_or(Ok(linked), Err)
}

/// Bytes that a number holds.
const HELD: usize = size_of::<u128>();

/// The first bytes of a text as a number, in the order of the texts.
fn beginning(text: Option<&str>) -> u128 {
    let mut bytes = [0; HELD];
    bytes.iter_mut().zip(text.unwrap_or_default().bytes()).for_each(|(to, from)| *to = from);
    u128::from_be_bytes(bytes)
}

/// What comes after them.
fn rest(text: Option<&str>) -> &[u8] {
    text.unwrap_or_default().as_bytes().get(HELD..).unwrap_or_default()
}

/// For each resume, the one that says nearly the same and has the smallest id.
pub(crate) fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    let likeness = Likeness::RESUME;
    let key = |at: usize| resumes[at].document.resume_id.as_str();
    let mut compared = Compared::new(likeness, |at: usize| Cow::from(&resumes[at].text));
    let signature = |at: usize| &resumes[at].signature;
    duplicates(resumes.len(), signature, |a, b| key(a).cmp(key(b)), |a, b| compared.alike(a, b))
}
