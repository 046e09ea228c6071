//! Resumes in, resumes with their profiles out: reading and extracting, side by side.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::clock::Meter;
use crate::error::Result;
use crate::extract::{Evidence, Extractor, ResumeProfile};
use crate::ingest::{InputFile, Reject, RejectCode, RejectKind, ResumeDocument, ResumeReader, alone};
use crate::review::{Bullet, bullets};
use crate::state::{Fingerprints, Readings};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::{Likeness, Signature, resume_text};

/// A resume that was read. `document.blocks` is empty: its words are in `text`.
#[derive(Clone)]
pub(crate) struct Resume {
    pub document: ResumeDocument,
    pub text: String,
    /// A hash of the text, by which it is known again.
    pub said: blake3::Hash,
    pub profile: ResumeProfile,
    pub signature: Signature,
}

impl Resume {
    /// What it proves of a skill, by the skill's number.
    pub(super) fn shows(&self, skill: u32) -> Evidence {
        self.profile.skill(SkillId(skill)).map_or(Evidence::Missing, |e| e.evidence)
    }
}

/// What was found in resumes by an earlier run.
pub(super) struct Known<'a> {
    pub readings: &'a Readings,
    /// What it was found by.
    pub fingerprints: &'a Fingerprints,
}

impl Known<'_> {
    /// What `find` finds, or found when it was kept under this key.
    pub(super) fn or<T: Serialize + DeserializeOwned>(&self, key: &str, find: impl FnOnce() -> T) -> T {
        self.readings.get(key).unwrap_or_else(|| {
            let found = find();
            self.readings.put(key, &found);
            found
        })
    }

    /// The reviewed statements of a resume.
    pub(super) fn bullets(&self, taxonomy: &Taxonomy, resume: &Resume) -> Vec<Bullet> {
        let Fingerprints { review, extraction, .. } = self.fingerprints;
        let key = format!("{review} {extraction} {}", resume.said.to_hex());
        self.or(&key, || bullets(taxonomy, &resume.text, &resume.profile))
    }
}

/// Reads all resumes, sorted by id. Two with one id: the first stays. What is `known` of their texts is taken from there.
pub(super) fn read_resumes(
    files: &[InputFile],
    extractor: &Extractor,
    reader: &ResumeReader<'_>,
    known: Option<&Known<'_>>,
    meter: &Meter<'_>,
) -> (Vec<Resume>, Vec<Reject>) {
    meter.progress.stage("resumes", Some(files.len() as u64));
    let read: Vec<Result<Resume, Reject>> = files
        .par_iter()
        // A run that is to end goes no further than the caller, who asks too.
        .take_any_while(|_| !meter.progress.is_cancelled())
        .map(|file| {
            let document = meter.read.waiting(|| reader.read(file));
            let resume = document.and_then(|document| meter.extract.busy(|| find_in(document, extractor, known)));
            meter.progress.step(1);
            resume
        })
        .collect();
    admit_resumes(read)
}

/// What a document shows.
///
/// # Errors
/// The reject of a resume on which extraction failed.
pub(crate) fn read_resume(document: ResumeDocument, extractor: &Extractor) -> Result<Resume, Reject> {
    find_in(document, extractor, None)
}

/// The same, taken from what is `known` where it can be.
fn find_in(mut document: ResumeDocument, extractor: &Extractor, known: Option<&Known<'_>>) -> Result<Resume, Reject> {
    let source_path = document.source_path.clone();
    alone(RejectKind::Resume, &source_path, None, move || {
        let text = resume_text(&std::mem::take(&mut document.blocks));
        let said = blake3::hash(text.as_bytes());
        let remarks = std::mem::take(&mut document.remarks);
        let find = |remarks| {
            let profile = extractor.resume(&text);
            let remarks = extractor.remarks(&text, &profile, remarks);
            (profile, remarks, Signature::of(&text, Likeness::RESUME))
        };
        let (profile, remarks, signature) = match known {
            Some(known) => {
                let of = &known.fingerprints.extraction;
                let key = format!("{of} {} {remarks:?}", said.to_hex());
                known.or(&key, || find(remarks))
            }
            None => find(remarks),
        };
        document.remarks = remarks;
        Resume { profile, said, text, document, signature }
    })
}

/// Resumes sorted by id, each id once, and the rejects.
pub(crate) fn admit_resumes(read: Vec<Result<Resume, Reject>>) -> (Vec<Resume>, Vec<Reject>) {
    let (mut resumes, mut rejects) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for outcome in read {
        match outcome {
            Ok(resume) => {
                let id = resume.document.resume_id.as_str().to_owned();
                match seen.get(&id) {
                    None => {
                        seen.insert(id, resume.document.content_hash.clone());
                        resumes.push(resume);
                    }
                    Some(first) => {
                        let same = *first == resume.document.content_hash;
                        let (code, reason) = if same {
                            (RejectCode::DuplicateRecord, "a file of this path and content came before".to_owned())
                        } else {
                            let reason =
                                "a file of this path, in another folder given, came before: rename one of them";
                            (RejectCode::DuplicateId, reason.to_owned())
                        };
                        let source_path = resume.document.source_path;
                        rejects.push(Reject { kind: RejectKind::Resume, source_path, record: None, code, reason });
                    }
                }
            }
            Err(reject) => rejects.push(reject),
        }
    }
    resumes.sort_by(|a, b| a.document.resume_id.cmp(&b.document.resume_id));
    (resumes, rejects)
}
