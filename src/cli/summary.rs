//! What a run came to, at its end: the best matches, what the cohort lacks, what would open most, where the files are.

use std::cmp::Reverse;

use super::print_line;
use crate::config::{Config, Format};
use crate::error::Result;
use crate::pipeline::{BestMatch, Outcome, Request};
use crate::report::SOLID_DEMANDS;
use crate::report::{DemandRow, Points};

/// Matches that are shown.
const MATCHES: usize = 10;
/// Gaps and steps of the cohort that are shown.
const SKILLS: usize = 5;

pub(super) fn summary(outcome: &Outcome, request: &Request, config: &Config) -> Result<()> {
    let rows = |table: &str| outcome.run.rows.get(table).copied().unwrap_or(0);
    print_line(&format!(
        "{} postings x {} resumes: {} matches kept, {} gap rows",
        rows("postings"),
        rows("resumes"),
        rows("matches"),
        rows("gaps")
    ))?;
    best_matches(&outcome.best)?;
    gaps(outcome)?;
    unlocks(outcome, config)?;
    files(request, config)
}

fn best_matches(best: &[BestMatch]) -> Result<()> {
    if !best.is_empty() {
        print_line(&format!(
            "\nBest match of each resume, of postings with {SOLID_DEMANDS} demands or more where there is one:\n  \
             score  potential  required  resume -> posting"
        ))?;
    }
    for BestMatch { row, demands, source_path, title, company } in best.iter().take(MATCHES) {
        let thin = match demands {
            1 => "; rests on 1 demand".to_owned(),
            2..SOLID_DEMANDS => format!("; rests on {demands} demands"),
            _ => String::new(),
        };
        let employer = if company.is_empty() { String::new() } else { format!(" at {company}") };
        let points = |p: Option<Points>| p.map_or("-".into(), |p| format!("{:.2}", f64::from(p.0) / 100.0));
        print_line(&format!(
            "  {:>5}  {:>9}  {:>8}  {source_path} -> {title}{employer} ({}{thin})",
            points(row.score),
            points(row.potential),
            format!("{}/{}", row.required_met, row.required_total),
            &*row.posting_id
        ))?;
    }
    if best.len() > MATCHES {
        print_line(&format!("  ... and {} more resumes", best.len() - MATCHES))?;
    }
    Ok(())
}

fn many(n: u32) -> String {
    if n == 1 { "1 pair".to_owned() } else { format!("{n} pairs") }
}

/// Skills by the pairs of posting and client of which the one asks and the other shows nothing.
fn gaps(outcome: &Outcome) -> Result<()> {
    let (postings, clients) = outcome.counted;
    let lacking = |row: &DemandRow| {
        let have = row.cohort_have.unwrap_or(0) as usize;
        (row.postings as usize) * clients.saturating_sub(have)
    };
    let mut most: Vec<&DemandRow> = outcome.demand.iter().filter(|row| lacking(row) > 0).collect();
    most.sort_by_key(|row| (Reverse(lacking(row)), Reverse(row.postings)));
    if !most.is_empty() {
        print_line("\nMost asked for, least shown:")?;
    }
    for row in most.iter().take(SKILLS) {
        let shown = match row.cohort_have {
            Some(0) => "no client shows it".to_owned(),
            Some(1) => format!("1 of {clients} clients shows it"),
            Some(n) => format!("{n} of {clients} clients show it"),
            None => "too few clients show it to say how many".to_owned(),
        };
        print_line(&format!("  {}: {} of {postings} postings ask for it, {shown}", &*row.keyword, row.postings))?;
    }
    Ok(())
}

fn unlocks(outcome: &Outcome, config: &Config) -> Result<()> {
    if !outcome.unlocks.is_empty() {
        let threshold = config.unlock_threshold;
        print_line(&format!(
            "\nSkills that would lift most pairs of client and posting to {threshold}, each shown in work:"
        ))?;
    }
    for step in outcome.unlocks.iter().take(SKILLS) {
        let opened = match (step.postings_unlocked, step.cumulative) {
            (Some(0), _) => "opens with the next".to_owned(),
            (Some(n), Some(all)) if n == all => many(n),
            (Some(n), Some(all)) => format!("{n} more, {all} in all"),
            (Some(n), None) => many(n),
            (None, _) => "for too few clients to say how many".to_owned(),
        };
        print_line(&format!("  {}. {}: {opened}", step.step, &*step.keyword))?;
    }
    Ok(())
}

fn files(request: &Request, config: &Config) -> Result<()> {
    let out = request.out.display();
    let has = |format| config.format.contains(&format);
    print_line("")?;
    if has(Format::Html) {
        print_line(&format!("Pages: {out}/report/index.html, and one a client in {out}/report/resumes"))?;
    }
    if has(Format::Xlsx) {
        print_line(&format!("Workbook: {out}/{}", crate::pipeline::WORKBOOK))?;
    }
    if has(Format::Csv) {
        print_line(&format!("Tables: {out}; read gaps.csv from the top"))?;
    } else if has(Format::Parquet) {
        print_line(&format!("Tables: {out}"))?;
    }
    if has(Format::Csv) || has(Format::Parquet) {
        print_line(&format!(
            "One score: gaprank explain --out {out} POSTING RESUME; demand: gaprank demand --out {out}"
        ))?;
    }
    Ok(())
}
