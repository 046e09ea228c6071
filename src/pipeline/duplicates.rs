//! Which documents say nearly the same as an earlier one.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::intake::Posting;
use super::resumes::{Known, Resume};
use crate::error::Result;
use crate::state::State;
use crate::text::{Before, Compared, Likeness, Links, Signature, duplicates, relink};

/// For each posting, the one that says nearly the same, itself or through others, and came first: by date, then id. Postings are
/// sorted by id; `text` gives the text of one.
///
/// # Errors
/// The first of `text`.
pub(crate) fn duplicates_of_postings<'t>(
    postings: &[Posting],
    text: impl Fn(usize) -> Result<Cow<'t, str>>,
) -> Result<Vec<Option<usize>>> {
    links_of_postings(postings, text, None, None).map(|links| links.firsts)
}

/// The same, led on from what is known of the postings from `before`; `state` has the signatures of those of earlier runs.
///
/// # Errors
/// The first of `text`, and what keeps signatures from being read.
pub(super) fn links_of_postings<'t>(
    postings: &[Posting],
    text: impl Fn(usize) -> Result<Cow<'t, str>>,
    state: Option<&State>,
    before: Option<Vec<Before>>,
) -> Result<Links> {
    let date = |at: usize| postings[at].record.date_posted();
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
    let signatures = Signatures { postings, state };
    if let Some(before) = before {
        let is_new = |at: usize| before[at] == Before::New;
        let mut others: BTreeMap<usize, Signature> = BTreeMap::new();
        signatures.each_kept(is_new, &mut |at, signature| {
            others.insert(at, *signature);
        })?;
        let none = Signature::of("", Likeness::POSTING);
        let of_new = |at: usize| postings[at].signature.as_deref().or_else(|| others.get(&at)).unwrap_or(&none);
        let each_known = |each: &mut dyn FnMut(usize, &Signature)| {
            failed.set(signatures.each_kept(|at| !is_new(at), each).err());
        };
        let led_on = relink(&before, of_new, each_known, key, &mut alike);
        if let Some(error) = failed.take() {
            return Err(error);
        }
        if let Some(firsts) = led_on {
            return Ok(Links { firsts, complete: true });
        }
    }
    let links = if postings.iter().all(|posting| posting.signature.is_some()) {
        link_all(postings, |at| postings[at].signature.as_deref(), alike)
    } else {
        let mut all: Vec<Option<Signature>> = postings.iter().map(|p| p.signature.as_deref().copied()).collect();
        signatures.each_kept(|_| true, &mut |at, signature| all[at] = Some(*signature))?;
        link_all(postings, |at| all[at].as_ref(), alike)
    };
    failed.take().map_or(Ok(links), Err)
}

/// The signatures of postings that this run found nothing in.
struct Signatures<'a> {
    postings: &'a [Posting],
    state: Option<&'a State>,
}

impl Signatures<'_> {
    /// Tells those of the postings at the places that are `wanted`.
    fn each_kept(&self, wanted: impl Fn(usize) -> bool, each: &mut dyn FnMut(usize, &Signature)) -> Result<()> {
        let Some(state) = self.state else { return Ok(()) };
        let kept = self.postings.iter().zip(0..).filter(|(_, at)| wanted(*at as usize));
        state.signatures(kept.filter_map(|(p, at)| Some((at, &p.memory.as_ref()?.mark))), each)
    }
}

fn link_all<'s>(
    postings: &[Posting],
    signature: impl Fn(usize) -> Option<&'s Signature>,
    alike: impl FnMut(usize, usize) -> bool,
) -> Links {
    let date = |at: usize| postings[at].record.date_posted();
    // There are far fewer days than postings: each is known by its place among them, no day by the last.
    let mut days: FxHashMap<&str, u32> = (0..postings.len()).filter_map(|at| Some((date(at)?, 0))).collect();
    let mut sorted: Vec<&str> = days.keys().copied().collect();
    sorted.sort_unstable();
    sorted.into_iter().zip(0..).for_each(|(day, place)| *days.entry(day).or_default() = place);
    let key = |at: usize| (date(at).map_or(u32::MAX, |day| days[day]), at as u32);
    let none = Signature::of("", Likeness::POSTING);
    duplicates(postings.len(), |at| signature(at).unwrap_or(&none), key, alike)
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
