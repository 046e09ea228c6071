//! `gaprank state`

use std::path::Path;

use super::args::StateCommand;
use super::{DONE, FAILED, print_line};
use crate::error::Result;
use crate::state::{Fingerprints, State};
use crate::taxonomy::Taxonomy;

pub(super) fn run(command: &StateCommand) -> Result<u8> {
    match command {
        StateCommand::Info(args) => info(&mut open(&args.dir, args.taxonomy.as_deref())?),
        StateCommand::Verify(args) => verify(&mut open(&args.dir, args.taxonomy.as_deref())?),
        StateCommand::Compact(args) => {
            let mut state = open(&args.dir, args.taxonomy.as_deref())?;
            let before = state.health();
            state.compact()?;
            let after = state.health();
            notes(&mut state);
            print_line(&format!(
                "{} files of {} bytes are {} files of {} bytes now",
                before.files, before.bytes, after.files, after.bytes
            ))?;
            Ok(DONE)
        }
        StateCommand::Rebuild(args) => {
            let mut state = open(&args.dir, args.taxonomy.as_deref())?;
            state.forget_findings()?;
            notes(&mut state);
            print_line("the next run makes the index anew, reads all resumes and extracts all postings again")?;
            Ok(DONE)
        }
    }
}

fn open(dir: &Path, taxonomy: Option<&Path>) -> Result<State> {
    let taxonomy = taxonomy.map_or_else(Taxonomy::built_in, Taxonomy::load)?;
    State::open_existing(dir, Fingerprints::of(&taxonomy))
}

fn notes(state: &mut State) {
    state.notes().iter().for_each(|note| eprintln!("note: {note}"));
}

fn info(state: &mut State) -> Result<u8> {
    let health = state.health();
    notes(state);
    print_line(&format!("runs completed      {}", health.generation))?;
    print_line(&format!("newest run's day    {}", health.as_of.as_deref().unwrap_or("unknown")))?;
    print_line(&format!("made by gaprank     {}", health.gaprank))?;
    print_line(&format!("open postings       {}", health.open))?;
    print_line(&format!("closed postings     {}", health.closed))?;
    print_line(&format!("resumes as read     {}", health.readings))?;
    print_line(&format!("files               {} of {} bytes", health.files, health.bytes))?;
    print_line(&format!("rows no longer used {}", health.dead_rows))?;
    let current = if health.current { "yes" } else { "no: the next run extracts all postings again" };
    print_line(&format!("up to date          {current}"))?;
    Ok(DONE)
}

fn verify(state: &mut State) -> Result<u8> {
    let findings = state.verify();
    for finding in &findings {
        print_line(finding)?;
    }
    if findings.is_empty() {
        print_line("every file is what was written")?;
        Ok(DONE)
    } else {
        print_line("the next run mends what can be mended; give it all open postings once")?;
        Ok(FAILED)
    }
}
