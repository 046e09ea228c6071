//! `gaprank explain`: every point of one score.

use super::args::Explain;
use super::{DONE, print_line};
use crate::error::{Error, Result};
use crate::report::{Record, read_table};

pub(super) fn run(args: &Explain) -> Result<u8> {
    if !args.out.exists() {
        return Err(Error::NoSuchPath(args.out.clone()));
    }
    let resumes =
        read_table(&args.out, "resumes", |r| r.get("resume_id") == args.resume || r.get("source_path") == args.resume)?;
    let missing = |what: &str, id: &str| Error::Output {
        path: args.out.clone(),
        message: format!("no {what} of this run is called {id:?}"),
    };
    let resume = resumes.first().ok_or_else(|| missing("resume", &args.resume))?;
    let id = resume.get("resume_id").to_owned();
    let postings = read_table(&args.out, "postings", |r| r.get("posting_id") == args.posting)?;
    let posting = postings.first().ok_or_else(|| missing("posting", &args.posting))?;
    let pair = |r: &Record| r.get("posting_id") == args.posting && r.get("resume_id") == id;
    let matches = read_table(&args.out, "matches", pair)?;
    let Some(found) = matches.first() else {
        return Err(Error::Output {
            path: args.out.clone(),
            message:
                "this pair is outside both top N, so it was not kept; run again with a higher --top, or with --pairs"
                    .into(),
        });
    };
    let gaps = read_table(&args.out, "gaps", pair)?;
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    print_line(&format!("{} at {}", or_dash(posting.get("title")), or_dash(posting.get("company"))))?;
    print_line(&format!("{} ({})", id, resume.get("source_path")))?;
    print_line(&format!(
        "score {}  potential {}  required {}/{}  preferred {}/{}  level {}",
        or_dash(found.get("score")),
        or_dash(found.get("potential")),
        found.get("required_met"),
        found.get("required_total"),
        found.get("preferred_met"),
        found.get("preferred_total"),
        or_dash(found.get("level_fit"))
    ))?;
    for gap in &gaps {
        let via = if gap.get("via").is_empty() { String::new() } else { format!(" through {}", gap.get("via")) };
        print_line(&format!(
            "\n{:>6} of {:>6}  {} ({}, {}): {}{via}",
            gap.get("points_earned"),
            gap.get("points_possible"),
            gap.get("any_of").replace("; ", " or "),
            gap.get("tier"),
            gap.get("importance"),
            gap.get("status"),
        ))?;
        print_line(&format!("        posting: \"{}\"", gap.get("posting_quote")))?;
        if !gap.get("resume_quote").is_empty() {
            print_line(&format!("        resume ({}): \"{}\"", gap.get("resume_section"), gap.get("resume_quote")))?;
        }
        if !gap.get("fix").is_empty() {
            print_line(&format!("        {} (+{}): {}", gap.get("fix"), gap.get("fix_points"), gap.get("advice")))?;
        }
    }
    print_line(&format!("\n{:>6}  the sum of the points is the score", or_dash(found.get("score"))))?;
    Ok(DONE)
}
