//! The pairs that a run is to be limited to: `--pairs FILE.csv`.

use std::path::Path;

use super::named_csv::NamedCsv;
use super::{Card, Reject, RejectCode, RejectKind, ResumeDocument};
use crate::error::Result;

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
/// [`Error::NoSuchPath`](crate::error::Error::NoSuchPath), or [`Error::Config`](crate::error::Error::Config) where a column or a cell is missing.
pub fn read_pairs(path: &Path) -> Result<Vec<WantedPair>> {
    let mut csv = NamedCsv::open(path)?;
    let (posting, company) = (csv.column("posting_id"), csv.column("company"));
    let Some(resume) = csv.resume_column() else {
        return Err(csv.wrong("has no column resume_id or source_path".to_owned()));
    };
    if posting.is_none() && company.is_none() {
        return Err(csv.wrong("has no column posting_id or company".to_owned()));
    }
    let mut pairs = Vec::new();
    while let Some((row, record)) = csv.next_row()? {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        let pair = WantedPair {
            file: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            row,
            resume: cell(Some(resume)),
            posting: cell(posting),
            company: cell(company),
        };
        if pair.resume.is_empty() || pair.posting.is_empty() && pair.company.is_empty() {
            return Err(csv.wrong(format!("row {row} names no resume, or neither posting nor company")));
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
    pub fn is_posting(&self, posting: &Card) -> bool {
        if self.posting.is_empty() {
            posting.company().trim().eq_ignore_ascii_case(&self.company)
        } else {
            posting.posting_id() == self.posting
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
