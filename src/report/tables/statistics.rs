//! The table `statistics`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "statistics"
    /// A figure of the batch. Resumes that repeat another one count once. Ordered by group, metric.
    StatisticRow {
        /// Whom it is about: all, or a level (junior, mid, senior, ...).
        group: Text,
        /// What it says; those that begin with share_ are from 0 to 1, best_score_p10 to p90 are deciles of the clients' best scores.
        metric: Text,
        /// The figure; null where fewer clients than min_group count.
        value: Option<f64>,
        /// How many resumes are in the group.
        count: u32,
    }
}
