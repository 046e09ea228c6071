//! How do other programs call the same functions? Arrow record batches in, the tables' rows as record batches out.
//!
//! In: record batches (or files) of postings and resumes. Out: the tables of a run, batch by batch, with the schemas of their row
//! types; and resume profiles packed for other machines ([`Packed`]).
//! What is worked out here is worked out by the functions that a run calls: this room only carries values to and fro. It
//! must never decide anything that would make its tables differ from those of the command line.
//!
//! [`Rules`] is what everything goes by, [`Postings`] and [`Resumes`] are what was read, [`Matches`] is their ranking, and [`merge`]
//! puts together rankings of parts. Their tables are made when they are asked for.

mod batch;
mod candidates;
mod cells;
mod floors;
mod given;
mod matching;
mod packed;
mod postings;
mod resumes;
mod rules;
mod schema;

pub use arrow_array::RecordBatch;
pub use arrow_schema::SchemaRef;
pub use batch::batches_of;
pub use candidates::{Pairs, candidates_schema, merge};
pub use cells::Cells;
pub use floors::Floors;
pub use given::{is_read, posting_keys};
pub use matching::{Keep, Matches};
pub use packed::Packed;
pub use postings::Postings;
pub use resumes::{Cohort, Resumes};
pub use rules::{Rules, Watch};
pub use schema::{schema_of, table_schema};
