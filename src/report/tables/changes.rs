//! The table `changes`, which `gaprank compare` writes; no table of a run.

use crate::report::cell::{Points, Text};
use crate::report::table::table;

table! {
    "changes"
    /// A pair of client and posting whose score moved between two runs, or that newly reaches the threshold or no longer does. The parts
    /// sum to the change. Ordered by resume_id, posting_id.
    ChangeRow {
        /// The resume.
        resume_id: Text,
        /// The posting.
        posting_id: Text,
        /// The resume's file.
        client: Text,
        /// The posting's title and company.
        posting: Text,
        /// Score in the old run, 0 to 100; null where there was none.
        old_score: Option<Points>,
        /// Score in the new run, 0 to 100; null where there is none.
        new_score: Option<Points>,
        /// Points won or lost; null where one of the runs has no such pair.
        change: Option<f64>,
        /// Of these, by the day by which years are judged: 0, since no score depends on it.
        by_date: Option<f64>,
        /// Of these, by the taxonomy.
        by_taxonomy: Option<f64>,
        /// Of these, by weights, credits and rarity.
        by_weights: Option<f64>,
        /// Of these, by the posting's text.
        by_posting: Option<f64>,
        /// Of these, by the resume's text.
        by_resume: Option<f64>,
        /// Of these, by none of the others: another version of the program, or several causes that cannot be told apart without texts.
        by_other: Option<f64>,
        /// The cause of the largest part, or what is new or gone; empty where nothing moved.
        because: Text,
        /// Whether the new run has the pair at unlock_threshold and the old one did not.
        newly_qualifies: bool,
        /// Whether the old run had the pair at unlock_threshold and the new one does not.
        no_longer_qualifies: bool,
    }
}
