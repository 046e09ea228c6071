//! What does a person or a notebook open? Rows become tables, tables become files, files become one finished folder.
//!
//! In: rows of the tables. Out: CSV and Parquet files, `run.json`, and a folder that is exchanged in one step.
//! This room knows files and columns. It must never know how a number came about.

mod behind;
mod busy;
mod cell;
mod csv;
mod html;
mod parquet;
mod publish;
mod read;
mod review_rows;
mod rows;
mod run_json;
mod schema;
mod staging;
mod table;
mod tables;
mod writer;
mod xlsx;

pub use busy::{process_time, thread_time};
pub use cell::{Cell, Kind, List, Points, Ratio, Said, Sentence, Sink, Text};
pub use html::{
    BestOf, ChangesPage, ClientPage, CohortPage, FitOf, Pages, SOLID_DEMANDS, ShownPosting, changes_page, client_page,
    cohort_page,
};
pub use parquet::metadata as table_metadata;
pub use publish::Output;
pub use read::{Record, read_table};
pub use review_rows::{bullet_rows, statistic_rows};
pub use rows::{
    Names, Pair, gap_cells, match_cells, posting_cells, reject_row, requirement_cells, resume_row, skill_rows,
};
pub use run_json::{Input, RunJson, Seconds, WrittenFile};
pub use schema::schemas;
pub use table::{Cells, Column, Row};
pub use tables::{
    BulletRow, ChangeRow, DemandCells, DemandRow, GapCells, GapRow, MatchCells, MatchRow, PostingCells, PostingRow,
    RejectRow, RequirementCells, RequirementRow, ResumeRow, SkillRow, StatisticRow, TABLES, Table, TextCells, TextRow,
    UnlockRow,
};
pub use writer::{Formats, TableWriter, WrittenTable};
pub use xlsx::Book;

/// The version of the tables' columns, written into every Parquet file and `run.json`. It goes up when a column is added.
pub const SCHEMA_VERSION: u32 = 5;
