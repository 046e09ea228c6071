//! Job postings, one record at a time, whatever file they come in.

use super::PostingId;

/// A posting as its input has it; text is not yet cleaned of markup.
#[derive(Debug, Clone, PartialEq)]
pub struct PostingRecord {
    /// The input's id as it stands, or a hash of the content.
    pub posting_id: PostingId,
    /// The file, relative to the folder given, with "/"; `-` for standard input.
    pub source_path: String,
    /// The record in that file, 1-based; none where the file is the posting.
    pub record: Option<u64>,
    /// Job title; may be empty.
    pub title: String,
    /// Employer; may be empty.
    pub company: String,
    /// Place as written; may be empty.
    pub location: String,
    /// Whether the input says that the work is remote.
    pub is_remote: Option<bool>,
    /// `YYYY-MM-DD`.
    pub date_posted: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The input's own skill tags, in its order.
    pub tags: Vec<String>,
    /// Level as the input has it (`Mid-Senior level`), not judged.
    pub job_level: Option<String>,
    /// Lower end of the salary in `currency`, for the period the input gives.
    pub salary_min: Option<f64>,
    /// Upper end of the salary.
    pub salary_max: Option<f64>,
    /// ISO 4217 code, as the input has it.
    pub currency: Option<String>,
    /// Description with its markup: Markdown, HTML or plain text.
    pub description: String,
}
