//! Which postings fit which resume? Integer evidence levels and integer points in, kept pairs with ranks out.
//!
//! In: every resume's evidence level a skill, every posting's requirements with the points each level earns.
//! Out: the pairs that are in a resume's top N or a posting's top N, with score and ranks.
//! This room is arithmetic. It must never know texts, quotes or why a level is what it is.
