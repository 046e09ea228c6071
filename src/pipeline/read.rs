//! Documents in, documents with their profiles out: reading and extracting, side by side.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Progress;
use super::clock::{Clock, timed};
use super::stated::complete;
use crate::config::Config;
use crate::error::Result;
use crate::extract::{Extractor, PostingProfile, ResumeProfile};
use crate::ingest::{
    InputFile, PostingReader, PostingRecord, Reject, RejectCode, RejectKind, ResumeDocument, ResumeReader,
};
use crate::text::{Likeness, Signature, posting_text, resume_text};

/// A posting that was read. What its markup said is in `text`; `record.description` is empty.
pub(super) struct Posting {
    pub record: PostingRecord,
    pub text: String,
    pub profile: PostingProfile,
    pub signature: Signature,
}

/// A resume that was read. `document.blocks` is empty: its words are in `text`.
pub(super) struct Resume {
    pub document: ResumeDocument,
    pub text: String,
    pub profile: ResumeProfile,
    pub signature: Signature,
}

/// Postings that are read before the next are: enough to keep the threads busy.
pub(super) const BATCH: usize = 2048;

/// Reads all resumes, sorted by id. Two with one id: the first stays.
pub(super) fn read_resumes(
    files: &[InputFile],
    extractor: &Extractor,
    reader: &ResumeReader,
    clock: &Clock,
    progress: &dyn Progress,
) -> (Vec<Resume>, Vec<Reject>) {
    progress.stage("resumes", Some(files.len() as u64));
    let read: Vec<Result<Resume, Reject>> = files
        .par_iter()
        .map(|file| {
            let document = timed(&clock.read, || reader.read(file));
            let resume = document.map(|mut document| {
                timed(&clock.extract, || {
                    let text = resume_text(&std::mem::take(&mut document.blocks));
                    let profile = extractor.resume(&text);
                    document.remarks = extractor.remarks(&text, &profile, std::mem::take(&mut document.remarks));
                    let signature = Signature::of(&text, Likeness::RESUME);
                    Resume { profile, text, document, signature }
                })
            });
            progress.step(1);
            resume
        })
        .collect();
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

/// Reads all postings, in input order.
pub(super) fn read_postings(
    files: Vec<InputFile>,
    extractor: &Extractor,
    config: &Config,
    clock: &Clock,
    progress: &dyn Progress,
) -> (Vec<Posting>, Vec<Reject>) {
    progress.stage("postings", None);
    let mut reader = PostingReader::new(files, config.limits.clone());
    let (mut postings, mut rejects) = (Vec::new(), Vec::new());
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut taken = 0u64;
        timed(&clock.read, || {
            for outcome in reader.by_ref().take(BATCH) {
                taken += 1;
                match outcome {
                    Ok(record) => batch.push(record),
                    Err(reject) => rejects.push(reject),
                }
            }
        });
        if taken == 0 {
            return (postings, rejects);
        }
        progress.step(taken);
        postings.par_extend(batch.into_par_iter().map(|mut record| {
            timed(&clock.extract, || {
                let description = std::mem::take(&mut record.description);
                let text = posting_text(&record.title, &record.tags, &description);
                complete(&mut record, &text);
                let signature = Signature::of(&text, Likeness::POSTING);
                Posting { profile: extractor.posting(&text), text, record, signature }
            })
        }));
    }
}
