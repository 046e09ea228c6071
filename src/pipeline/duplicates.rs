//! Which documents say nearly the same as an earlier one.

use std::borrow::Cow;
use std::cell::Cell;

use rustc_hash::FxHashMap;

use super::intake::Posting;
use super::resumes::{Known, Resume};
use crate::error::Result;
use crate::text::{Before, Compared, Likeness, Links, duplicates, relink};

/// For each posting, the one that says nearly the same, itself or through others, and came first: by date, then id. Postings are
/// sorted by id; `text` gives the text of one.
///
/// # Errors
/// The first of `text`.
pub(crate) fn duplicates_of_postings<'t>(
    postings: &[Posting],
    text: impl Fn(usize) -> Result<Cow<'t, str>>,
) -> Result<Vec<Option<usize>>> {
    links_of_postings(postings, text, None).map(|links| links.firsts)
}

/// The same, led on from what is known of the postings from `before`.
///
/// # Errors
/// The first of `text`.
pub(super) fn links_of_postings<'t>(
    postings: &[Posting],
    text: impl Fn(usize) -> Result<Cow<'t, str>>,
    before: Option<Vec<Before>>,
) -> Result<Links> {
    let date = |at: usize| postings[at].record.date_posted();
    let signature = |at: usize| &postings[at].signature;
    let failed = Cell::new(None);
    let text = |at: usize| {
        text(at).unwrap_or_else(|error| {
            failed.set(Some(error));
            Cow::default()
        })
    };
    let mut compared = Compared::new(Likeness::POSTING, text);
    let mut alike = |a: usize, b: usize| compared.alike(a, b);
    let key = |at: usize| (date(at).is_none(), date(at), at);
    let led_on = before.and_then(|before| relink(&before, signature, key, &mut alike));
    let links = led_on.map_or_else(|| link_all(postings, alike), |firsts| Links { firsts, complete: true });
    failed.take().map_or(Ok(links), Err)
}

fn link_all(postings: &[Posting], alike: impl FnMut(usize, usize) -> bool) -> Links {
    let date = |at: usize| postings[at].record.date_posted();
    // There are far fewer days than postings: each is known by its place among them, no day by the last.
    let mut days: FxHashMap<&str, u32> = (0..postings.len()).filter_map(|at| Some((date(at)?, 0))).collect();
    let mut sorted: Vec<&str> = days.keys().copied().collect();
    sorted.sort_unstable();
    sorted.into_iter().zip(0..).for_each(|(day, place)| *days.entry(day).or_default() = place);
    let key = |at: usize| (date(at).map_or(u32::MAX, |day| days[day]), at as u32);
    duplicates(postings.len(), |at| &postings[at].signature, key, alike)
}

/// The same as [`duplicates_of_resumes`], from what is known where the resumes are those of the last run.
pub(super) fn known_duplicates_of_resumes(resumes: &[Resume], known: Option<&Known<'_>>) -> Vec<Option<usize>> {
    let Some(known) = known else { return duplicates_of_resumes(resumes) };
    let mut hasher = blake3::Hasher::new();
    for resume in resumes {
        let id = resume.document.resume_id.as_str();
        hasher.update(&(id.len() as u64).to_le_bytes()).update(id.as_bytes());
        hasher.update(resume.said.as_bytes());
    }
    let key = format!("{} links {}", known.fingerprints.reading, hasher.finalize().to_hex());
    known.or(&key, || duplicates_of_resumes(resumes))
}

/// For each resume, the one that says nearly the same and has the smallest id.
pub(crate) fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    let likeness = Likeness::RESUME;
    let key = |at: usize| resumes[at].document.resume_id.as_str();
    let mut compared = Compared::new(likeness, |at: usize| Cow::from(&resumes[at].text));
    let signature = |at: usize| &resumes[at].signature;
    duplicates(resumes.len(), signature, key, |a, b| compared.alike(a, b)).firsts
}
