//! The table `unlocks`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "unlocks"
    /// A step of the set of skills that lifts the most postings to the threshold. Ordered by resume_id (the cohort's first), step.
    UnlockRow {
        /// The resume; null for the cohort, where pairs of client and posting are counted.
        resume_id: Option<Text>,
        /// From 1.
        step: u32,
        /// Display name of the skill.
        keyword: Text,
        /// What the client does about it: show, name_it, bridge or learn; null for the cohort.
        fix: Option<Text>,
        /// Postings that this step lifts to the threshold; null for the cohort where it does so for fewer than min_group clients.
        postings_unlocked: Option<u32>,
        /// Postings lifted by all steps so far; null for the cohort from the first step on whose own figure is null.
        cumulative: Option<u32>,
    }
}
