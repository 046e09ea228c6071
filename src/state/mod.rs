//! What need not be done again tomorrow? What a run read and found, kept in a folder for the next.
//!
//! In: postings with their profiles, documents as they were read, the pairs that were kept. Out: the same, next time.
//! This room knows what is on disk and whether it can be trusted. It must never know what a score is.
//!
//! ```text
//! STATE/lock                     held while a run uses the folder; names its process
//! STATE/generations/N.json       what the state was after its N-th run: the files it is made of, each with its hash
//! STATE/published                the newest generation whose run took its place as output
//! STATE/files/N-postings-K       postings as they were read and what was found in them (never changed once written)
//! STATE/files/N-signatures-K     by which near-duplicates of these are found, in the same order
//! STATE/files/N-texts            their texts, one after the other
//! STATE/files/N-ledger           for every posting ever seen: when, whether it is open, and which file has it
//! STATE/files/N-readings         resumes as their readers saw them, by the hash of their bytes
//! STATE/files/N-pairs, N-resumes which pairs the run kept
//! STATE/files/N-links            which of its postings say nearly the same
//! STATE/index/                   the tantivy index over open postings
//! STATE/history/TABLE/run=DAY/   tables of earlier runs, one partition a day, for whoever follows them
//! ```
//!
//! The files are Parquet where they are small; what every night reads whole is plain rows, as they are held; texts are plain UTF-8, so
//! that one of them can be read without those around it. Nothing is ever changed in place: a generation names new files and old ones, and its own file
//! comes last, so that a run that is killed leaves the generation before as it was.

mod care;
mod columns;
mod generation;
mod history;
mod ledger;
mod links;
mod lock;
mod pairs;
mod postings;
mod readings;
mod sealed;
mod signatures;
mod store;
mod texts;

pub use care::Health;
pub use generation::Fingerprints;
pub use history::day_before;
pub use ledger::{Mark, Shared};
pub use pairs::{LastPairs, Shown};
pub use postings::{Found, Given, KeptPosting, Memory};
pub use readings::Readings;
pub use store::{NewPosting, NewState, State};
pub use texts::{TextPlace, Texts};
