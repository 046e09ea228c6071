//! `gaprank review`: what a hiring manager would say of a resume, as a page for people.

use std::path::Path;

use super::args::{ReviewArgs, ReviewFormat};
use super::extract::resume_json;
use super::{DONE, print_line, resume_reader};
use crate::error::Result;
use crate::extract::{Extractor, Level};
use crate::ingest::{Limits, discover};
use crate::review::{Review, review, rewrite};
use crate::taxonomy::Taxonomy;
use crate::text::resume_text;

pub(super) fn run(args: &ReviewArgs) -> Result<u8> {
    crate::ingest::quiet_contained_panics();
    let taxonomy = args.taxonomy.as_deref().map_or_else(Taxonomy::built_in, |p: &Path| Taxonomy::load(p))?;
    let extractor = Extractor::new(taxonomy)?;
    let files = discover(&args.files)?;
    let reader = resume_reader(Limits::default())?;
    let mut rejected = 0usize;
    for file in &files {
        let document = match reader.read(file) {
            Ok(document) => document,
            Err(reject) => {
                rejected += 1;
                eprintln!("{}: {} ({})", reject.source_path, reject.reason, reject.code);
                continue;
            }
        };
        let text = resume_text(&document.blocks);
        let profile = extractor.resume(&text);
        if args.format == ReviewFormat::Jsonl {
            print_line(&resume_json(extractor.taxonomy(), &document, &profile, &text).to_string())?;
        } else {
            let found = review(extractor.taxonomy(), &text, &profile, profile.newest);
            page(&document.source_path, &text, &found)?;
        }
    }
    if rejected > 0 {
        eprintln!("rejected: {rejected}");
    }
    Ok(DONE)
}

/// The page of one resume: readiness by its parts, then the statements, weakest first.
fn page(name: &str, text: &str, review: &Review) -> Result<()> {
    print_line(name)?;
    let level = review.level.map_or("not shown; judged as mid", Level::as_str);
    print_line(&format!(
        "level {level}   readiness {} of 100   {} statements",
        review.readiness.score,
        review.bullets.len()
    ))?;
    for part in &review.readiness.parts {
        print_line(&format!("  {:>2} of {:>2}  {}", part.points, part.of, part.name))?;
    }
    let mut weakest: Vec<usize> = (0..review.bullets.len()).collect();
    weakest.sort_by_key(|at| (review.bullets[*at].strength, *at));
    for at in weakest {
        let bullet = &review.bullets[at];
        print_line("")?;
        print_line(&format!("{:>3}  {}", bullet.strength, bullet.span.of(text)))?;
        for proof in &bullet.signals {
            print_line(&format!("     + {}: \"{}\"", proof.signal.as_str(), proof.span.of(text)))?;
        }
        for weakness in &bullet.flags {
            let flag = weakness.flag;
            print_line(&format!("     - {}: {} {}", flag.as_str(), flag.why(), flag.advice()))?;
        }
        let draft = rewrite(text, bullet, review.level);
        if !draft.text.is_empty() {
            print_line(&format!("     > {}", draft.text))?;
        }
        for question in &draft.questions {
            print_line(&format!("     ? {question}"))?;
        }
    }
    print_line("")
}
