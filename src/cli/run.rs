//! `gaprank run`

use super::args::Run;
use super::progress::Bars;
use super::{DONE, REJECTED, print_line};
use crate::config::Config;
use crate::error::Result;
use crate::ingest::{Reject, RejectKind};
use crate::pipeline::{self, BestMatch, Outcome, Request};

/// Matches that the summary shows.
const SHOWN_MATCHES: usize = 10;
/// Rejects that the summary shows; all of them are in the table.
const SHOWN_REJECTS: usize = 10;

pub(super) fn run(args: Run) -> Result<u8> {
    let mut config = args.config.as_deref().map_or_else(|| Ok(Config::default()), Config::load)?;
    config.top = args.top.unwrap_or(config.top);
    config.top_resumes = args.top_resumes.unwrap_or(config.top_resumes);
    config.format = args.format.map_or(config.format, |formats| formats.into_iter().map(Into::into).collect());
    config.taxonomy = args.taxonomy.or(config.taxonomy);
    config.profile = args.profile.unwrap_or(config.profile);
    config.as_of = args.as_of.or(config.as_of);
    config.threads = args.threads.or(config.threads);
    let request = Request {
        postings: args.postings,
        resumes: args.resumes,
        out: args.out,
        query: args.query,
        pairs: args.pairs,
        state: args.state,
        snapshot: args.snapshot,
        reader: super::this_program(),
    };
    let outcome = if args.quiet {
        pipeline::run(&config, &request, &())?
    } else {
        let bars = Bars::new();
        let outcome = pipeline::run(&config, &request, &bars);
        bars.finish();
        outcome?
    };
    // Like the count of rejects, these are for whoever reads the mail of cron.
    outcome.run.notes.iter().for_each(|note| eprintln!("note: {note}"));
    report_rejects(&outcome.rejects, args.quiet);
    if !args.quiet {
        summary(&outcome, &request)?;
    }
    Ok(if args.strict && !outcome.rejects.is_empty() { REJECTED } else { DONE })
}

/// The count of rejects goes to standard error even where nothing else is printed: cron mails it.
fn report_rejects(rejects: &[Reject], quiet: bool) {
    if rejects.is_empty() {
        return;
    }
    let count = |kind| rejects.iter().filter(|r| r.kind == kind).count();
    let (postings, resumes) = (count(RejectKind::Posting), count(RejectKind::Resume));
    eprintln!("rejected: {postings} of postings, {resumes} of resumes; the table rejects has them all");
    if quiet {
        return;
    }
    for reject in rejects.iter().take(SHOWN_REJECTS) {
        let record = reject.record.map(|r| format!(" record {r}")).unwrap_or_default();
        eprintln!("  {}{record}: {} ({})", reject.source_path, reject.reason, reject.code);
    }
    if rejects.len() > SHOWN_REJECTS {
        eprintln!("  ... and {} more", rejects.len() - SHOWN_REJECTS);
    }
}

fn summary(outcome: &Outcome, request: &Request) -> Result<()> {
    let rows = |table: &str| outcome.run.rows.get(table).copied().unwrap_or(0);
    print_line(&format!(
        "{} postings x {} resumes: {} matches kept, {} gap rows",
        rows("postings"),
        rows("resumes"),
        rows("matches"),
        rows("gaps")
    ))?;
    if !outcome.best.is_empty() {
        print_line("\nBest match of each resume:\n  score  potential  required  resume -> posting")?;
    }
    for BestMatch { row, source_path, title, company } in outcome.best.iter().take(SHOWN_MATCHES) {
        let employer = if company.is_empty() { String::new() } else { format!(" at {company}") };
        let points =
            |p: Option<crate::report::Points>| p.map_or("-".into(), |p| format!("{:.2}", f64::from(p.0) / 100.0));
        print_line(&format!(
            "  {:>5}  {:>9}  {:>8}  {source_path} -> {title}{employer} ({})",
            points(row.score),
            points(row.potential),
            format!("{}/{}", row.required_met, row.required_total),
            &*row.posting_id
        ))?;
    }
    if outcome.best.len() > SHOWN_MATCHES {
        print_line(&format!("  ... and {} more resumes", outcome.best.len() - SHOWN_MATCHES))?;
    }
    let out = request.out.display();
    print_line(&format!(
        "\nTables are in {out}; read gaps.csv from the top, or: gaprank explain --out {out} POSTING RESUME"
    ))
}
