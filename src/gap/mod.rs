//! Why this score, and what would change it? A pair is explained requirement by requirement.
//!
//! In: a posting's and a resume's profile with their texts, and the points. Out: an [`Explanation`] whose points are the
//! kernel's, with a fix for each gap.
//! Pure. This room must never know files or tables.

mod advice;
mod compile;
mod explain;
mod fix;
mod unlocks;
mod worded;

pub use advice::Advice;
pub use compile::{Rarity, Weights, compile, shares, weight};
pub use explain::{Explanation, Gap, LevelFit, PostingSide, ResumeSide, Verdict, demands, explain, explain_into};
pub use fix::Fix;
pub use unlocks::{Near, Unlock, unlocks};
pub use worded::Worded;
