//! Does the run treat groups alike, and does it look at who a person is?
//!
//! In: a finished run, and a file in which the user says which group a resume is of. Out: [`GroupRate`]s with impact ratios, and
//! the [`Difference`]s that swapping names, schools and addresses in the run's own texts makes; there should be none.
//! Groups are never inferred. This room must never write anything.

mod groups;
mod invariance;
mod swap;

pub use groups::{GroupRate, Rates, rates, read_groups};
pub use invariance::{Difference, Tested, test};
pub use swap::{SWAPS, Swap, swapped};
