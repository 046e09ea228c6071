//! The pairs that a run is to be limited to: `--pairs FILE.csv`.

use std::path::Path;

use super::{PostingRecord, Reject, RejectCode, RejectKind, ResumeDocument};
use crate::error::{Error, Result};

/// A pair asked for: one resume and one posting, or all postings of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedPair {
    file: String,
    row: u64,
    resume: String,
    posting: String,
    company: String,
}

/// Reads a CSV with a column `resume_id` or `source_path` and a column `posting_id` or `company`.
///
/// # Errors
/// [`Error::NoSuchPath`], [`Error::Io`], or [`Error::Config`] where a column or a cell is missing.
pub fn read_pairs(path: &Path) -> Result<Vec<WantedPair>> {
    let wrong = |message: String| Error::Config { place: path.display().to_string(), message };
    if !path.exists() {
        return Err(Error::NoSuchPath(path.to_owned()));
    }
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(|e| wrong(e.to_string()))?;
    let header = reader.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{FEFF}').eq_ignore_ascii_case(name));
    let resume = column("resume_id").or_else(|| column("source_path"));
    let (posting, company) = (column("posting_id"), column("company"));
    let Some(resume) = resume else {
        return Err(wrong("has no column resume_id or source_path".to_owned()));
    };
    if posting.is_none() && company.is_none() {
        return Err(wrong("has no column posting_id or company".to_owned()));
    }
    let mut pairs = Vec::new();
    for (record, row) in reader.records().zip(1..) {
        let record = record.map_err(|e| wrong(e.to_string()))?;
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        let pair = WantedPair {
            file: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            row,
            resume: cell(Some(resume)),
            posting: cell(posting),
            company: cell(company),
        };
        if pair.resume.is_empty() || pair.posting.is_empty() && pair.company.is_empty() {
            return Err(wrong(format!("row {row} names no resume, or neither posting nor company")));
        }
        pairs.push(pair);
    }
    Ok(pairs)
}

impl WantedPair {
    /// Whether the resume is the one asked for, by id or path.
    pub fn is_resume(&self, resume: &ResumeDocument) -> bool {
        resume.resume_id.as_str() == self.resume || resume.source_path == self.resume
    }

    /// Whether the posting is asked for: by id where the pair names one, else by company.
    pub fn is_posting(&self, posting: &PostingRecord) -> bool {
        if self.posting.is_empty() {
            posting.company.trim().eq_ignore_ascii_case(&self.company)
        } else {
            posting.posting_id.as_str() == self.posting
        }
    }

    /// The reject of a pair that nothing answers to.
    pub fn unmatched(&self, no_resume: bool) -> Reject {
        let (kind, reason) = if no_resume {
            (RejectKind::Resume, format!("no resume that was read has the id or path {:?}", self.resume))
        } else if self.posting.is_empty() {
            (RejectKind::Posting, format!("no posting that was read is of the company {:?}", self.company))
        } else {
            (RejectKind::Posting, format!("no posting that was read has the id {:?}", self.posting))
        };
        Reject { kind, source_path: self.file.clone(), record: Some(self.row), code: RejectCode::BadRecord, reason }
    }
}
