//! What does the user type? Arguments become calls of the library; results become words on a terminal and an exit code.
//!
//! The one room that prints. It must never decide anything that another caller of the library would want too.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod audit;
mod compare;
mod demand;
mod explain;
mod extract;
mod interrupt;
mod log;
mod manual;
mod progress;
mod review;
mod run;
mod schema;
mod search;
mod state;
mod summary;
mod taxonomy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::ingest::{Limits, Means, ResumeReader};

/// Done; rejects, if any, are listed and counted.
pub const DONE: u8 = 0;
/// Done, but `--strict` was given and something was rejected.
pub const REJECTED: u8 = 1;
/// Could not run: arguments, a path that does not exist, state, disk.
pub const FAILED: u8 = 2;

/// The whole program.
pub fn main() -> ExitCode {
    // clap itself exits with 2 on arguments that it cannot read, which is FAILED.
    let args = args::Args::parse();
    let done: Result<u8> = match args.command {
        args::Command::Run(run) => run::run(*run),
        args::Command::Extract(extract) => extract::run(&extract),
        args::Command::Review(args) => review::run(&args),
        args::Command::Audit(args) => audit::run(&args),
        args::Command::Compare(args) => compare::run(&args),
        args::Command::Demand(args) => demand::run(&args),
        args::Command::Explain(explain) => explain::run(&explain),
        args::Command::Search(search) => search::run(&search),
        args::Command::State { command } => state::run(&command),
        args::Command::Taxonomy { command } => taxonomy::run(&command),
        args::Command::Schema(schema) => schema::run(&schema),
        args::Command::Completions { shell } => manual::completions(shell),
        args::Command::Man { write } => manual::pages(write.as_deref()),
        args::Command::ReadDocuments => crate::ingest::serve(std::io::stdin(), std::io::stdout())
            .map(|()| DONE)
            .map_err(Error::io("reading", "standard input")),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever reads our output has seen enough: "gaprank ... | head".
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(FAILED)
        }
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Prints a line to standard output; a closed pipe is an error to end on, not a panic.
fn print_line(line: &str) -> Result<()> {
    use std::io::Write;
    writeln!(std::io::stdout().lock(), "{line}").map_err(Error::io("writing", "standard output"))
}

/// This program, to read documents in processes of its own.
fn this_program() -> Option<PathBuf> {
    // The link leads to the running program itself, even where another has taken its place since.
    let link = PathBuf::from("/proc/self/exe");
    if link.exists() { Some(link) } else { std::env::current_exe().ok() }
}

/// Reads resumes in processes of this program.
fn resume_reader(limits: Limits) -> Result<ResumeReader<'static>> {
    let means = Means { limits, pdfium: Config::default().pdfium()? };
    Ok(match this_program() {
        Some(program) => ResumeReader::apart(means, program),
        None => ResumeReader::new(means),
    })
}
