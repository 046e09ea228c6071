//! The table `demand`.

use crate::report::cell::{Ratio, Text};
use crate::report::table::table;

table! {
    "demand"
    /// What a company's postings ask for, or all postings together. Postings that repeat another one count once; tier `other` is
    /// left out. Ordered by company, tier, keyword.
    DemandRow as DemandCells {
        /// The company; all for all postings together.
        company: Text,
        /// Tier of the skill.
        tier: Text,
        /// Display name of the skill.
        keyword: Text,
        /// Postings that name it as a demand.
        postings: u32,
        /// Their share of the company's postings, 0 to 1.
        share: Ratio,
        /// Postings that require it.
        required: u32,
        /// Postings that welcome it.
        preferred: u32,
        /// Clients who show it (demonstrated, listed or implied); null where fewer than min_group do.
        cohort_have: Option<u32>,
        /// Always null: with a state the tables are those of a run that knows no other. `gaprank demand --state` tells the change of the share.
        trend: Option<f64>,
    }
}
