//! `gaprank audit`: selection rates of groups that the user supplies, and the test that who a person is changes nothing.

use std::collections::BTreeSet;

use super::args::Audit;
use super::{DONE, print_line};
use crate::audit::{GroupRate, Rates, rates, read_groups, test};
use crate::compare::Run;
use crate::error::{Error, Result};
use crate::report::read_table;

/// Fewer clients than this say little about a group.
const FEW: usize = 30;
/// Differences that are printed.
const SHOWN: usize = 20;

pub(super) fn run(args: &Audit) -> Result<u8> {
    let groups = read_groups(&args.groups)?;
    let run = Run::read(&args.out)?;
    let threshold = args.threshold.unwrap_or(run.config.unlock_threshold);
    if !(threshold > 0.0 && threshold <= 100.0) {
        let message = "must be a number over 0, up to 100".to_owned();
        return Err(Error::Config { place: "--threshold".to_owned(), message });
    }
    let repeats = read_table(&args.out, "resumes", |r| !r.get("duplicate_of").is_empty())?;
    let repeats: BTreeSet<&str> = repeats.iter().map(|r| r.get("resume_id")).collect();
    let found = rates(&run, &groups, &|id| repeats.contains(id), (threshold * 100.0).round() as u16);
    if found.groups.is_empty() {
        let message = "names no resume of this run by resume_id or source_path".to_owned();
        return Err(Error::Config { place: args.groups.display().to_string(), message });
    }
    tell(&found, threshold)?;
    self_test(&run)?;
    Ok(DONE)
}

fn tell(found: &Rates, threshold: f64) -> Result<()> {
    print_line(&format!("Clients with at least one posting at a score of {threshold}, by the groups of the file"))?;
    let width = found.groups.iter().map(|g| g.group.chars().count()).max().unwrap_or(0).max(5);
    print_line(&format!("  {:width$}  clients  selected    rate  impact ratio", "group"))?;
    for group in &found.groups {
        let GroupRate { group: name, clients, selected, impact, .. } = group;
        let rate = *selected as f64 * 100.0 / *clients as f64;
        let impact = impact.map_or("-".to_owned(), thousandths);
        let under = if group.is_under_four_fifths() { "  under four fifths" } else { "" };
        print_line(&format!("  {name:width$}  {clients:>7}  {selected:>8}  {rate:>5.1}%  {impact:>12}{under}"))?;
    }
    if found.groups.iter().any(|g| g.impact.is_none()) {
        print_line("No client of any group reaches the threshold, so that there is nothing to compare.")?;
    }
    if found.groups.len() == 1 {
        print_line("The file names one group only: there is nothing to compare it with.")?;
    }
    for group in found.groups.iter().filter(|g| g.clients < FEW) {
        let one = group
            .impact_by_one
            .map(|one| format!("; one person more or less would make the ratio {}", thousandths(one)));
        print_line(&format!(
            "warning: {} has {} clients, too few to conclude from{}",
            group.group,
            group.clients,
            one.unwrap_or_default()
        ))?;
    }
    if found.without > 0 {
        print_line(&format!("{} resumes of the run are not in the file and were left out", found.without))?;
    }
    if !found.unknown.is_empty() {
        let names: Vec<&str> = found.unknown.iter().take(SHOWN).map(String::as_str).collect();
        print_line(&format!(
            "warning: {} rows of the file name no resume of the run: {}",
            found.unknown.len(),
            names.join(", ")
        ))?;
    }
    print_line("A ratio under 0.80 is a reason to look closer (the four-fifths rule), not a finding by itself.")
}

fn self_test(run: &Run) -> Result<()> {
    print_line("\nSelf-test: names, schools, addresses, mail and phone swapped in the run's own texts")?;
    let tested = test(run);
    if tested.resumes == 0 {
        return print_line("  not done: the run kept no texts (keep_text, or a format without parquet)");
    }
    print_line(&format!(
        "  {} resumes, {} of them with something to swap, {} places exchanged",
        tested.resumes, tested.swapped, tested.places
    ))?;
    if tested.differences.is_empty() {
        return print_line(
            "  nothing differs: the same evidence, so the same scores, ranks, statuses, fixes and levels",
        );
    }
    let clients: BTreeSet<&str> = tested.differences.iter().map(|d| d.client.as_str()).collect();
    print_line(&format!("  {} differences in {} resumes:", tested.differences.len(), clients.len()))?;
    for difference in tested.differences.iter().take(SHOWN) {
        print_line(&format!("  {} as {}: {}", difference.client, difference.swap, difference.what))?;
    }
    if tested.differences.len() > SHOWN {
        print_line(&format!("  ... and {} more", tested.differences.len() - SHOWN))?;
    }
    Ok(())
}

fn thousandths(ratio: u32) -> String {
    format!("{:.2}", f64::from(ratio) / 1000.0)
}
