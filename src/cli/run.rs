//! `gaprank run`

use super::args::{Log, Run};
use super::log::JsonLog;
use super::progress::{Bars, Silent};
use super::{DONE, REJECTED};
use crate::config::Config;
use crate::error::Result;
use crate::ingest::{Reject, RejectKind};
use crate::pipeline::{self, Outcome, Request};

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
        ends: true,
    };
    super::interrupt::listen();
    let outcome = if args.log == Log::Json {
        let log = JsonLog::start();
        let outcome = pipeline::run(&config, &request, &log);
        log.finish();
        let outcome = outcome?;
        JsonLog::outcome(&outcome);
        return Ok(code(args.strict, &outcome));
    } else if args.quiet {
        pipeline::run(&config, &request, &Silent)?
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
        super::summary::summary(&outcome, &request, &config)?;
    }
    Ok(code(args.strict, &outcome))
}

fn code(strict: bool, outcome: &Outcome) -> u8 {
    if strict && !outcome.rejects.is_empty() { REJECTED } else { DONE }
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
