//! `gaprank compare`: what moved between two runs, and because of what.

use super::args::Compare;
use super::{DONE, print_line};
use crate::compare::{Run, compare};
use crate::error::{Error, Result};
use crate::report::{ChangeRow, Formats, Pages, TableWriter, changes_page};

/// Rows of each list on the terminal.
const SHOWN: usize = 15;
/// Rows of each list on the page.
const ON_PAGE: usize = 300;

pub(super) fn run(args: &Compare) -> Result<u8> {
    if let Some(dir) = &args.out
        && dir.join("run.json").exists()
    {
        let message = "holds a run; name another folder for the comparison".to_owned();
        return Err(Error::Output { path: dir.clone(), message });
    }
    let found = compare(&Run::read(&args.old)?, &Run::read(&args.new)?)?;
    let page = found.page(SHOWN);
    print_line(&format!("{} -> {}", args.old.display(), args.new.display()))?;
    for [label, value] in &page.facts {
        print_line(&format!("  {label:<14} {value}"))?;
    }
    for note in &page.notes {
        print_line(&format!("note: {note}"))?;
    }
    if !page.causes.is_empty() {
        print_line("\nBecause of what (pairs of client and posting in both runs):\n  cause      pairs      points")?;
    }
    for [cause, pairs, points] in &page.causes {
        print_line(&format!("  {cause:<9}  {pairs:>5}  {points:>10}"))?;
    }
    if !page.caseload.is_empty() {
        print_line(&format!(
            "\nPostings that a client newly qualifies for, and no longer (a score of {}):",
            page.threshold
        ))?;
    }
    for [client, won, lost] in &page.caseload {
        print_line(&format!("  +{won:<4} -{lost:<4} {client}"))?;
    }
    for (title, rows) in [("Who newly qualifies", &page.qualified), ("Who no longer qualifies", &page.lost)] {
        if !rows.is_empty() {
            print_line(&format!("\n{title} (a score of {}):", page.threshold))?;
        }
        for [client, posting, old, new, because] in rows {
            print_line(&format!("  {old:>6} -> {new:>6}  {client} -> {posting}: {because}"))?;
        }
    }
    if !page.moved.is_empty() {
        print_line("\nWhat moved most:")?;
    }
    for [client, posting, old, new, change, parts] in &page.moved {
        print_line(&format!("  {old:>6} -> {new:>6}  {change:>7}  {client} -> {posting}: {parts}"))?;
    }
    if page.left_out > 0 {
        print_line(&format!("\nAll {} are in the table changes (--out DIR)", page.left_out))?;
    }
    let Some(dir) = &args.out else { return Ok(DONE) };
    std::fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
    let mut table = TableWriter::<ChangeRow>::create(dir, Formats { csv: true, parquet: true })?;
    table.append(&found.rows())?;
    let written = table.finish()?;
    let path = dir.join("changes.html");
    std::fs::write(&path, changes_page(&Pages::new()?, &found.page(ON_PAGE))?).map_err(Error::io("writing", &path))?;
    let out = dir.display();
    print_line(&format!("\nPage: {out}/changes.html; table: {out}/changes.csv ({} rows)", written.rows))?;
    Ok(DONE)
}
