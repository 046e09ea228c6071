//! Which postings fit which resume? Integer evidence levels and integer points in, kept pairs with ranks out.
//!
//! In: every resume's evidence level a skill, every posting's requirements with the points each level earns.
//! Out: the pairs that are in a resume's top N or a posting's top N, with score and ranks.
//! This room is arithmetic. It must never know texts, quotes or why a level is what it is.
//!
//! [`CompiledPosting::assess`] is the plain statement of the score, one pair at a time. [`Ranking`] is the same sum over
//! all pairs: `block` turns postings into rows of points per skill and level, `kernel` adds the rows of one resume, `top` finds
//! the best of a row of scores, `stretch` does so for some resumes and one block, `ranking` keeps both sides' best across
//! blocks. The tests hold the two equal.

mod block;
mod demand;
mod kernel;
mod matrix;
mod named;
mod points;
mod ranking;
mod standing;
mod stretch;
mod top;

pub use crate::extract::Evidence;
pub use demand::{Assessment, CompiledPosting, CompiledRequirement, Wanted};
pub use matrix::EvidenceMatrix;
pub use named::rank_pairs;
pub use points::{Credits, FULL_SCORE, apportion, earned};
pub use ranking::{Kept, Ranking};
