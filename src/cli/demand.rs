//! `gaprank demand`: what companies scan for, per tier, against what the clients show.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use super::args::DemandArgs;
use super::{DONE, print_line};
use crate::error::{Error, Result};
use crate::report::{Record, RunJson, read_table};
use crate::state::day_before;
use crate::taxonomy::Taxonomy;

/// The company of the rows over all postings.
const ALL: &str = "all";
/// Companies that are named where none or several fit.
const SHOWN: usize = 12;

pub(super) fn run(args: &DemandArgs) -> Result<u8> {
    if !args.out.exists() {
        return Err(Error::NoSuchPath(args.out.clone()));
    }
    let taxonomy = args.out.join("inputs").join("taxonomy");
    let taxonomy = if taxonomy.is_dir() { Taxonomy::load(&taxonomy)? } else { Taxonomy::built_in()? };
    let once = |r: &Record| r.get("duplicate_of").is_empty();
    let mut companies: BTreeMap<String, u64> = BTreeMap::new();
    let postings = read_table(&args.out, "postings", once)?;
    postings.iter().for_each(|p| *companies.entry(p.get("company").trim().to_owned()).or_default() += 1);
    let company = match &args.company {
        None => ALL.to_owned(),
        Some(name) => named(name, &companies).map_err(|message| Error::Output { path: args.out.clone(), message })?,
    };
    let n_postings = if company == ALL { postings.len() as u64 } else { companies.get(&company).copied().unwrap_or(0) };
    let clients = read_table(&args.out, "resumes", once)?.len();
    let mut rows = read_table(&args.out, "demand", |r| r.get("company") == company)?;
    rows.sort_by_key(|r| (Reverse(count(r, "postings")), Reverse(count(r, "required"))));

    let before = args.state.as_deref().map(|state| Before::read(state, &args.out, &company)).transpose()?;

    let whose = if company == ALL { "All companies".to_owned() } else { company.clone() };
    print_line(&format!("{whose}: {} and {}", many(n_postings, "posting"), many(clients as u64, "client")))?;
    match &before {
        Some(Some(before)) => print_line(&format!("Change of share: percentage points since {}", before.day))?,
        Some(None) => print_line("Change of share: no earlier run in the history knows these postings")?,
        None => {}
    }
    let before = before.flatten();
    if rows.is_empty() {
        print_line("No posting names a skill that is scored.")?;
    }
    for tier in taxonomy.tiers() {
        let of_tier: Vec<&Record> = rows.iter().filter(|r| r.get("tier") == tier.id).collect();
        if of_tier.is_empty() {
            continue;
        }
        print_line(&format!("\n{}", tier.name))?;
        let width = of_tier.iter().take(args.limit).map(|r| r.get("keyword").chars().count()).max().unwrap_or(0).max(7);
        let change = if before.is_some() { "  change" } else { "" };
        print_line(&format!(
            "  {:width$}  postings   share{change}  required  preferred  clients who show it",
            "keyword"
        ))?;
        for row in of_tier.iter().take(args.limit) {
            print_line(&line(row, width, clients, before.as_ref()))?;
        }
        if of_tier.len() > args.limit {
            print_line(&format!("  ... and {} more", of_tier.len() - args.limit))?;
        }
    }
    lacking(&rows, clients)?;
    Ok(DONE)
}

/// The shares of a company's skills in the run of an earlier day.
struct Before {
    day: String,
    shares: BTreeMap<String, f64>,
}

impl Before {
    /// The shares of the newest day before that of the run in `out`; none where the history has no such day, or not the company.
    fn read(state: &Path, out: &Path, company: &str) -> Result<Option<Self>> {
        let run = RunJson::read(out)?;
        let Some((day, dir)) = run.as_of.map_or(Ok(None), |day| day_before(state, "demand", &day))? else {
            return Ok(None);
        };
        let rows = read_table(&dir, "demand", |r| r.get("company") == company)?;
        let share = |r: &Record| Some((r.get("keyword").to_owned(), r.number("share")?));
        let shares: BTreeMap<String, f64> = rows.iter().filter_map(share).collect();
        Ok((!shares.is_empty()).then_some(Self { day, shares }))
    }

    /// By how many percentage points a skill's share moved; from 0 where no posting asked for it then.
    fn change(&self, row: &Record) -> f64 {
        let was = self.shares.get(row.get("keyword")).copied().unwrap_or(0.0);
        (row.number("share").unwrap_or(0.0) - was) * 100.0
    }
}

fn line(row: &Record, width: usize, clients: usize, before: Option<&Before>) -> String {
    let share = row.number("share").unwrap_or(0.0) * 100.0;
    let shown = match row.get("cohort_have") {
        "" => "too few to say".to_owned(),
        "0" if clients > 0 => "none".to_owned(),
        n => format!("{n} of {clients}"),
    };
    let change = before.map(|before| format!("  {:>+6.1}", before.change(row))).unwrap_or_default();
    format!(
        "  {:width$}  {:>8}  {share:>5.1}%{change}  {:>8}  {:>9}  {shown}",
        row.get("keyword"),
        row.get("postings"),
        row.get("required"),
        row.get("preferred"),
    )
}

/// What most pairs of posting and client lack, over the tiers.
fn lacking(rows: &[Record], clients: usize) -> Result<()> {
    let without = |r: &Record| clients as u64 - count(r, "cohort_have").min(clients as u64);
    let mut most: Vec<(u64, &Record)> = rows
        .iter()
        .filter(|r| !r.get("cohort_have").is_empty())
        .map(|r| (count(r, "postings") * without(r), r))
        .filter(|(lacks, _)| *lacks > 0)
        .collect();
    most.sort_by_key(|(lacks, _)| Reverse(*lacks));
    if most.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = most.iter().take(SHOWN / 2).map(|(_, r)| r.get("keyword")).collect();
    print_line(&format!("\nMost asked for, least shown: {}", names.join(", ")))
}

/// The company that a name, or a part of one, means.
fn named(name: &str, companies: &BTreeMap<String, u64>) -> Result<String, String> {
    let wanted = name.trim().to_lowercase();
    let fits = |is: &dyn Fn(&str) -> bool| -> Vec<&String> {
        companies.keys().filter(|company| !company.is_empty() && is(&company.to_lowercase())).collect()
    };
    let exact = fits(&|company| company == wanted);
    let found = if exact.is_empty() { fits(&|company| company.contains(&wanted)) } else { exact };
    match found[..] {
        [one] => Ok(one.clone()),
        [] => {
            let mut most: Vec<(&String, &u64)> = companies.iter().filter(|(company, _)| !company.is_empty()).collect();
            most.sort_by_key(|(_, n)| Reverse(**n));
            let most: Vec<&str> = most.iter().take(SHOWN).map(|(company, _)| company.as_str()).collect();
            let known = if most.is_empty() { "no posting names one".to_owned() } else { most.join(", ") };
            Err(format!("no company of this run is called {name:?}; those with most postings: {known}"))
        }
        _ => {
            let names: Vec<&str> = found.iter().take(SHOWN).map(|company| company.as_str()).collect();
            Err(format!("{} companies are called like {name:?}: {}", found.len(), names.join(", ")))
        }
    }
}

fn count(row: &Record, column: &str) -> u64 {
    row.get(column).parse().unwrap_or(0)
}

fn many(n: u64, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
