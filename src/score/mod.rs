//! Which postings fit which resume? Integer evidence levels and integer points in, kept pairs with ranks out.
//!
//! In: every resume's evidence level a skill, every posting's requirements with the points each level earns.
//! Out: the pairs that are in a resume's top N or a posting's top N, with score and ranks.
//! This room is arithmetic. It must never know texts, quotes or why a level is what it is.
//!
//! [`CompiledPosting::assess`] is the plain statement of the score, one pair at a time. [`Ranking`] is the same sum over
//! all pairs, 64 resumes side by side: `lanes` is what the processor does for 64 of them at once, `block` is postings as
//! `kernel` reads them, `cuts` finds how high a score must be to be among a resume's best, `held` sorts those that are,
//! `shares` are the points alone, for explaining; `top` keeps the best of each posting, `stretch` does all this for some resumes, `ranking` puts stretches together. The
//! tests hold the two equal. Threads are the caller's: a stretch is a value made of values.

mod block;
mod cuts;
mod demand;
mod held;
mod kernel;
mod lanes;
mod led_on;
mod matrix;
mod named;
mod points;
mod ranking;
mod shares;
mod standing;
mod stretch;
mod top;

pub use crate::extract::Evidence;
pub use demand::{Assessment, CompiledPosting, CompiledRequirement, Wanted};
pub use led_on::LedOn;
pub use matrix::EvidenceMatrix;
pub use named::{rank_known, rank_pairs};
use points::apportion_into;
pub use points::{Credits, FULL_SCORE, apportion, earned};
pub use ranking::{Kept, PostingSides, Ranking};
pub use shares::{Shares, SharesOfAll};
pub use standing::Worth;
pub use stretch::Stretch;
