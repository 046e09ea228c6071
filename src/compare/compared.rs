//! Two runs side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::attribute::{Cause, Parts, attribute};
use super::run::{Document, Run};
use super::stages::Stages;
use crate::error::Result;
use crate::report::{ChangeRow, Points, Text};

/// What became of the documents of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the old run.
    pub old: usize,
    /// In the new run.
    pub new: usize,
    /// In the new run alone.
    pub added: usize,
    /// In the old run alone.
    pub gone: usize,
    /// In both, with another content.
    pub changed: usize,
}

/// A pair of client and posting whose score moved, or that came to or left the threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The resume's id.
    pub resume_id: String,
    /// The posting's id.
    pub posting_id: String,
    /// What a person knows the client by.
    pub client: String,
    /// Title and company.
    pub posting: String,
    /// The score before, in 1/100: null in itself, or none where the pair was not there or not known.
    pub old: Option<Option<u16>>,
    /// The score after, likewise.
    pub new: Option<Option<u16>>,
    /// What the change is made of; none where one of the runs has no such pair.
    pub parts: Option<Parts>,
    /// Why, in words: a cause, or what is new or gone.
    pub because: &'static str,
    /// Whether the new run has it at the threshold and the old one did not.
    pub qualifies: bool,
    /// Whether the old run had it at the threshold and the new one does not.
    pub lost: bool,
}

/// Two runs side by side.
#[derive(Debug)]
pub struct Comparison {
    /// Postings.
    pub postings: Counts,
    /// Resumes.
    pub resumes: Counts,
    /// Whether both runs went by one taxonomy.
    pub same_taxonomy: bool,
    /// Whether both runs went by the same weights, credits and rarity.
    pub same_weights: bool,
    /// The days by which the runs judged.
    pub days: [Option<String>; 2],
    /// Pairs of documents in both runs that either kept.
    pub pairs: usize,
    /// The score from which a client qualifies, in 1/100: the new run's.
    pub threshold: u16,
    /// What moved, most first.
    pub changes: Vec<Change>,
    /// What could not be told, and why.
    pub notes: Vec<String>,
}

/// Compares two finished runs.
///
/// # Errors
/// What of either cannot be read: see [`Run::read`].
pub fn compare(old: &Run, new: &Run) -> Result<Comparison> {
    let (was, is) = (old.extractor.taxonomy(), new.extractor.taxonomy());
    let same_taxonomy = was.source() == is.source();
    let profile = |run: &Run| run.extractor.taxonomy().profiles().get(&run.config.profile).cloned();
    let same_weights = old.config.score == new.config.score && profile(old) == profile(new);
    let mut notes = Vec::new();
    if old.manifest.gaprank != new.manifest.gaprank {
        let versions = [&old.manifest.gaprank, &new.manifest.gaprank];
        notes.push(format!(
            "the runs are of versions {} and {}: what the program itself moved is in \"other\"",
            versions[0], versions[1]
        ));
    }
    let stages = if old.has_texts() && new.has_texts() {
        Some(Stages::new(old, new)?)
    } else {
        notes.push(
            "a run kept no texts (keep_text, or a format without parquet): a change is put down to a cause where only that one \
             differs, else to \"other\""
                .to_owned(),
        );
        None
    };
    let threshold = (new.config.unlock_threshold * 100.0).round() as u16;
    let pairs: BTreeSet<&(String, String)> = old.scores.keys().chain(new.scores.keys()).collect();
    let (mut in_both, mut changes) = (0, Vec::new());
    for key in pairs {
        let (resume, posting) = (key.0.as_str(), key.1.as_str());
        let known = |run: &Run| run.resumes.contains_key(resume) && run.postings.contains_key(posting);
        let (known_old, known_new) = (known(old), known(new));
        let again = stages.as_ref().map(|stages| stages.scores(resume, posting));
        // A pair that one run did not keep has a score all the same, where its texts are there.
        let recorded = |run: &Run, stage: usize| run.scores.get(key).copied().or_else(|| again.and_then(|s| s[stage]));
        let before = recorded(old, 0).filter(|_| known_old);
        let after = recorded(new, 5).filter(|_| known_new);
        in_both += usize::from(known_old && known_new);
        let parts = match (before, after) {
            (Some(before), Some(after)) => Some(match again.map(|s| s.map(Option::flatten)) {
                Some(stages) => attribute(stages, before, after),
                None => {
                    let differs = |a: Option<&Document>, b: Option<&Document>| a.map(|d| &d.hash) != b.map(|d| &d.hash);
                    let causes = [
                        (Cause::Taxonomy, !same_taxonomy),
                        (Cause::Weights, !same_weights || old.config.score.rarity),
                        (Cause::Posting, differs(old.postings.get(posting), new.postings.get(posting))),
                        (Cause::Resume, differs(old.resumes.get(resume), new.resumes.get(resume))),
                        (Cause::Other, old.manifest.gaprank != new.manifest.gaprank),
                    ];
                    alone(&causes, before, after)
                }
            }),
            _ => None,
        };
        let reaches = |score: Option<Option<u16>>| score.flatten().is_some_and(|score| score >= threshold);
        let (qualifies, lost) = (reaches(after) && !reaches(before), reaches(before) && !reaches(after));
        if parts.is_none_or(|parts| parts.0 == [0; 6] && before == after) && !qualifies && !lost {
            continue;
        }
        let because = match parts {
            Some(parts) => parts.largest().map_or("", Cause::as_str),
            None if !old.postings.contains_key(posting) => "new posting",
            None if !old.resumes.contains_key(resume) => "new resume",
            None if !new.postings.contains_key(posting) => "posting gone",
            None if !new.resumes.contains_key(resume) => "resume gone",
            None => "outside the best kept in one run",
        };
        let name =
            |new: Option<&Document>, old: Option<&Document>| new.or(old).map(|d| d.name.clone()).unwrap_or_default();
        changes.push(Change {
            client: name(new.resumes.get(resume), old.resumes.get(resume)),
            posting: name(new.postings.get(posting), old.postings.get(posting)),
            resume_id: resume.to_owned(),
            posting_id: posting.to_owned(),
            old: before,
            new: after,
            parts,
            because,
            qualifies,
            lost,
        });
    }
    changes.sort_by_key(|c| std::cmp::Reverse(c.parts.map_or(-1, |parts| parts.sum().abs())));
    Ok(Comparison {
        postings: counts(&old.postings, &new.postings),
        resumes: counts(&old.resumes, &new.resumes),
        same_taxonomy,
        same_weights,
        days: [old.manifest.as_of.clone(), new.manifest.as_of.clone()],
        pairs: in_both,
        threshold,
        changes,
        notes,
    })
}

/// The change as the part of the one cause that differs; of [`Cause::Other`] where none or several do.
fn alone(causes: &[(Cause, bool)], old: Option<u16>, new: Option<u16>) -> Parts {
    let mut differing = causes.iter().filter(|(_, differs)| *differs).map(|(cause, _)| *cause);
    let cause = match (differing.next(), differing.next()) {
        (Some(cause), None) => cause,
        _ => Cause::Other,
    };
    let mut parts = Parts::default();
    parts.0[cause as usize] = new.map_or(0, i32::from) - old.map_or(0, i32::from);
    parts
}

fn counts(old: &BTreeMap<String, Document>, new: &BTreeMap<String, Document>) -> Counts {
    let both = old.iter().filter_map(|(id, document)| Some((document, new.get(id)?)));
    let (shared, changed) = both.fold((0, 0), |(n, changed), (a, b)| (n + 1, changed + usize::from(a.hash != b.hash)));
    Counts { old: old.len(), new: new.len(), added: new.len() - shared, gone: old.len() - shared, changed }
}

impl Comparison {
    /// The rows of the table `changes`, by resume and posting.
    pub fn rows(&self) -> Vec<ChangeRow> {
        let points = |score: Option<Option<u16>>| score.flatten().map(|score| Points(score.into()));
        let row = |change: &Change| {
            let part = |cause| change.parts.map(|parts| f64::from(parts.of(cause)) / 100.0);
            ChangeRow {
                resume_id: change.resume_id.as_str().into(),
                posting_id: change.posting_id.as_str().into(),
                client: change.client.as_str().into(),
                posting: change.posting.as_str().into(),
                old_score: points(change.old),
                new_score: points(change.new),
                change: change.parts.map(|parts| f64::from(parts.sum()) / 100.0),
                by_date: part(Cause::Date),
                by_taxonomy: part(Cause::Taxonomy),
                by_weights: part(Cause::Weights),
                by_posting: part(Cause::Posting),
                by_resume: part(Cause::Resume),
                by_other: part(Cause::Other),
                because: Text::Fixed(change.because),
                newly_qualifies: change.qualifies,
                no_longer_qualifies: change.lost,
            }
        };
        let mut rows: Vec<ChangeRow> = self.changes.iter().map(row).collect();
        rows.sort_by(|a, b| (&*a.resume_id, &*a.posting_id).cmp(&(&*b.resume_id, &*b.posting_id)));
        rows
    }

    /// What each cause moved: how many pairs, and the sum of its parts in 1/100.
    pub fn by_cause(&self) -> Vec<(Cause, usize, i64)> {
        let parts = || self.changes.iter().filter_map(|change| change.parts);
        let of = |cause: Cause| {
            let moved = parts().filter(move |parts| parts.of(cause) != 0);
            (cause, moved.clone().count(), moved.map(|parts| i64::from(parts.of(cause))).sum())
        };
        Cause::ALL.into_iter().map(of).filter(|(_, pairs, _)| *pairs > 0).collect()
    }
}
