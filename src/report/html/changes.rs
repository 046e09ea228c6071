//! The page of a comparison of two runs.

use serde::Serialize;

use super::Pages;
use crate::error::Result;

/// What the page is made of; figures are printed as they stand here.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChangesPage {
    /// What the runs went by, a label and a value each.
    pub facts: Vec<[String; 2]>,
    /// What the reader should know.
    pub notes: Vec<String>,
    /// Cause, pairs, points.
    pub causes: Vec<[String; 3]>,
    /// Client, posting, old score, new score, why: those that newly qualify.
    pub qualified: Vec<[String; 5]>,
    /// The same of those that no longer do.
    pub lost: Vec<[String; 5]>,
    /// Client, posting, old score, new score, change, its parts in words.
    pub moved: Vec<[String; 6]>,
    /// Client, how many postings newly qualify for, how many no longer.
    pub caseload: Vec<[String; 3]>,
    /// How many rows the table has, where the lists leave some out; else 0.
    pub left_out: usize,
    /// The score from which a client qualifies.
    pub threshold: String,
}

/// The page as HTML. Everything is escaped.
///
/// # Errors
/// [`crate::error::Error::Table`] where the template fails, which a test rules out.
pub fn changes_page(pages: &Pages, page: &ChangesPage) -> Result<String> {
    pages.render("changes.html", page)
}
