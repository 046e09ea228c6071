//! `gaprank completions` and `gaprank man`

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;

use super::DONE;
use super::args::Args;
use crate::error::{Error, Result};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "gaprank", &mut script);
    print(&script)
}

pub(super) fn pages(folder: Option<&Path>) -> Result<u8> {
    let command = Args::command();
    match folder {
        Some(dir) => {
            std::fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
            clap_mangen::generate_to(command, dir).map_err(Error::io("writing", dir))?;
            Ok(DONE)
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(Error::io("writing", "the manual page"))?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> Result<u8> {
    std::io::stdout().lock().write_all(bytes).map_err(Error::io("writing", "standard output"))?;
    Ok(DONE)
}
