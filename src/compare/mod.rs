//! What moved between two runs, and because of what?
//!
//! In: two output folders. Out: a [`Comparison`]: every score that differs, with the parts of the difference that the day, the
//! taxonomy, the weights, the posting and the resume account for, and who newly qualifies. The parts come from scoring
//! again what `inputs/` and `texts` of both runs kept, with one cause after the other replaced; they sum to the change exactly.
//! This room reads finished runs. It must never write one.

mod attribute;
mod compared;
mod page;
mod run;
mod stages;

pub use attribute::{Cause, Parts, attribute};
pub use compared::{Change, Comparison, Counts, compare};
pub use run::{Document, Run};
