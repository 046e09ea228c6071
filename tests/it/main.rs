//! Everything that is tested from outside, in one binary: linking polars and tantivy once is enough.
//!
//! `UPDATE=1 cargo test --release` rewrites what is kept in step by a test (the schemas, the order of the taxonomy);
//! `INSTA_UPDATE=always` rewrites the snapshots, which are then read before they are committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arrow;
mod audit;
mod bullets;
mod command;
mod comparison;
mod corpus;
mod determinism;
mod dictionary;
mod duplicates;
mod extraction;
mod fairness;
mod figures;
mod hostile;
mod house;
mod layouts;
mod mutations;
mod pages;
mod pdf;
mod properties;
mod readme;
mod refusals;
mod review;
mod rewriter;
mod rewrites;
mod run;
mod schemas;
mod snapshots;
mod spreadsheets;
mod state;
mod taxonomy;
mod trend;
mod tricks;
