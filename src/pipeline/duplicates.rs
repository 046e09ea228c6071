//! Which documents say nearly the same as an earlier one.

use super::intake::Posting;
use super::resumes::Resume;
use crate::text::{Compared, Likeness, duplicates};

/// For each posting, the one that says nearly the same, itself or through others, and came first: by date, then id.
pub(crate) fn duplicates_of_postings(postings: &[Posting]) -> Vec<Option<usize>> {
    let likeness = Likeness::POSTING;
    let key = |at: usize| {
        let record = &postings[at].record;
        (record.date_posted.is_none(), record.date_posted.as_deref(), record.posting_id.as_str())
    };
    let mut compared = Compared::new(likeness, |at: usize| postings[at].text.as_str());
    let signature = |at: usize| &postings[at].signature;
    duplicates(postings.len(), signature, |a, b| key(a).cmp(&key(b)), |a, b| compared.alike(a, b))
}

/// For each resume, the one that says nearly the same and has the smallest id.
pub(crate) fn duplicates_of_resumes(resumes: &[Resume]) -> Vec<Option<usize>> {
    let likeness = Likeness::RESUME;
    let key = |at: usize| resumes[at].document.resume_id.as_str();
    let mut compared = Compared::new(likeness, |at: usize| resumes[at].text.as_str());
    let signature = |at: usize| &resumes[at].signature;
    duplicates(resumes.len(), signature, |a, b| key(a).cmp(key(b)), |a, b| compared.alike(a, b))
}
