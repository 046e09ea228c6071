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
//!
//! Measured on one core of a shared 2-core machine, top N included, in nanoseconds of processor time a pair (even popularity
//! of skills with 25 and 60 skills a resume, then Zipf's law with both): 3.0, 3.7, 4.2 and 6.1 where the best 50 of 2,000
//! postings are kept for 100,000 resumes (`benches/score.rs`), and 1.4, 2.0, 2.6 and 4.0 where the best 50 of 50,000 are for
//! 10,000 resumes. numpy (float GEMM and argpartition, one thread) takes 46 to 63 in the first case. There one pair of forty
//! is kept, at some 65 ns for coverage, selection, sorting and its row; the kernel is a quarter of the time with even
//! popularity and 25 skills, and half of it, mostly lists, with Zipf's law and 60.

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
