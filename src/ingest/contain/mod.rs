//! Keeps what a document does to its reader to that document alone.
//!
//! A panic inside a third-party reader is caught ([`panic`]). Hangs, stack overflows and exhausted memory are not to be caught
//! in the process where they happen, so that PDFs and DOCX are read in processes of their own ([`pool`]), which run this
//! very program ([`worker`]) under limits of the operating system. One process reads many documents; it is replaced when
//! it dies.

mod frame;
mod panic;
mod pool;
mod worker;

pub(super) use panic::contained;
pub use panic::{alone, quiet_contained_panics};
pub(super) use pool::Pool;
pub use pool::{READING_COMMAND, ReadingProgram};
pub use worker::serve;
