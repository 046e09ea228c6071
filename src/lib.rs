//! gaprank matches job postings with resumes in batches and writes ranked gap reports.
//!
//! The modules are in the order in which data flows through them; each may name only those before it
//! (`tests/it/house.rs` holds them to that). [`pipeline`] is the one that knows them all.

pub mod error;

pub mod ingest;

pub mod text;

pub mod taxonomy;

pub mod extract;

pub mod review;

pub mod rewriter;

pub mod index;

pub mod score;

pub mod gap;

pub mod report;

pub mod state;

pub mod config;

pub mod pipeline;

pub mod compare;

pub mod audit;

pub mod arrow;

pub mod cli;
