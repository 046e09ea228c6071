//! The `gaprank` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    gaprank::cli::main()
}
