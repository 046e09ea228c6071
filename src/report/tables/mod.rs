//! The tables of a run, one file each. A new table is one file and one line in [`TABLES`].

mod bullets;
mod changes;
mod demand;
mod gaps;
mod matches;
mod postings;
mod rejects;
mod requirements;
mod resumes;
mod skills;
mod statistics;
mod texts;
mod unlocks;

pub use bullets::BulletRow;
pub use changes::ChangeRow;
pub use demand::{DemandCells, DemandRow};
pub use gaps::{GapCells, GapRow};
pub use matches::{MatchCells, MatchRow};
pub use postings::{PostingCells, PostingRow};
pub use rejects::RejectRow;
pub use requirements::{RequirementCells, RequirementRow};
pub use resumes::ResumeRow;
pub use skills::SkillRow;
pub use statistics::StatisticRow;
pub use texts::{TextCells, TextRow};
pub use unlocks::UnlockRow;

use schemars::{JsonSchema, Schema};

use super::table::{Column, Row};

/// A table as its row type describes it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name, which is the name of its files.
    pub name: &'static str,
    /// What a row of it is.
    pub description: &'static str,
    /// Its columns, in their order.
    pub columns: &'static [Column],
    /// The JSON Schema of a row.
    pub schema: fn() -> Schema,
}

const fn table<R: Row + JsonSchema>() -> Table {
    Table { name: R::NAME, description: R::DESCRIPTION, columns: R::COLUMNS, schema: || schemars::schema_for!(R) }
}

/// Every table of a run.
pub const TABLES: &[Table] = &[
    table::<MatchRow>(),
    table::<GapRow>(),
    table::<RequirementRow>(),
    table::<PostingRow>(),
    table::<ResumeRow>(),
    table::<SkillRow>(),
    table::<BulletRow>(),
    table::<DemandRow>(),
    table::<UnlockRow>(),
    table::<StatisticRow>(),
    table::<RejectRow>(),
    table::<TextRow>(),
];
