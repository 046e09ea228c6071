//! `gaprank review`: what a hiring manager would say of a resume, as a page for people.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

use super::args::{ReviewArgs, ReviewFormat};
use super::extract::resume_json;
use super::{DONE, print_line, resume_reader};
use crate::config::Config;
use crate::error::Result;
use crate::extract::{Extractor, Level, ResumeProfile};
use crate::ingest::discover;
use crate::review::{
    Flag, Review, Rewrite, SKILL_BUDGET, STALE_AFTER, Suggestion, Wording, review, rewrite, skills_list,
};
use crate::rewriter::{Ask, Rewriter};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::resume_text;

pub(super) fn run(args: &ReviewArgs) -> Result<u8> {
    crate::ingest::quiet_contained_panics();
    let config = args.config.as_deref().map_or_else(|| Ok(Config::default()), Config::load)?;
    let of_taxonomy = args.taxonomy.as_deref().or(config.taxonomy.as_deref());
    let taxonomy = of_taxonomy.map_or_else(Taxonomy::built_in, |p: &Path| Taxonomy::load(p))?;
    let extractor = Extractor::new(taxonomy)?;
    let files = discover(&args.files)?;
    let mut rewriter = config.start_rewriter()?;
    let reader = resume_reader(config.limits.clone())?;
    let paint = Paint { on: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() };
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
        let found = review(extractor.taxonomy(), &text, &profile, profile.newest);
        let drafts = drafts(&extractor, &text, &profile, &found, rewriter.as_mut());
        if args.format == ReviewFormat::Jsonl {
            print_line(&resume_json(extractor.taxonomy(), &document, &profile, &text, &found, &drafts).to_string())?;
        } else {
            let page = Page { text: &text, profile: &profile, review: &found, drafts: &drafts, paint };
            page.print(&document.source_path, extractor.taxonomy())?;
        }
    }
    if let Some(note) = rewriter.and_then(|r| r.calls().note()) {
        eprintln!("{note}");
    }
    if rejected > 0 {
        eprintln!("rejected: {rejected}");
    }
    Ok(DONE)
}

/// Our drafts, and the rewriter's in their place where it gave one that holds.
fn drafts(
    extractor: &Extractor,
    text: &str,
    profile: &ResumeProfile,
    review: &Review,
    mut rewriter: Option<&mut Rewriter>,
) -> Vec<Rewrite> {
    let draft = |bullet| {
        let ours = rewrite(text, bullet, review.level, &Wording::default());
        match &mut rewriter {
            Some(rewriter) if !ours.text.is_empty() => {
                let ask = Ask::of(text, profile, review.level, bullet, &ours);
                rewriter.draft(extractor, &ask, ours.clone())
            }
            _ => ours,
        }
    };
    review.bullets.iter().map(draft).collect()
}

/// Colours, where standard output is a terminal and `NO_COLOR` is not set.
#[derive(Debug, Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    /// Red below 40, yellow below 70, green from there.
    fn mark(self, points: u8, text: &str) -> String {
        self.with(
            if points < 40 {
                "31"
            } else if points < 70 {
                "33"
            } else {
                "32"
            },
            text,
        )
    }
}

/// The page of one resume.
struct Page<'a> {
    text: &'a str,
    profile: &'a ResumeProfile,
    review: &'a Review,
    drafts: &'a [Rewrite],
    paint: Paint,
}

impl Page<'_> {
    /// Level and readiness with their reasons, the skills list, then the statements, weakest first.
    fn print(&self, name: &str, taxonomy: &Taxonomy) -> Result<()> {
        let (review, paint) = (self.review, self.paint);
        print_line(&paint.strong(name))?;
        let level = review.level.map_or("not shown; judged as mid", Level::as_str);
        let score = review.readiness.score;
        let readiness = paint.mark(score, &format!("readiness {score} of 100"));
        print_line(&format!("level {level}   {readiness}   {} statements", review.bullets.len()))?;
        for reason in &review.level_reasons {
            print_line(&format!("  {reason}"))?;
        }
        for part in &review.readiness.parts {
            let share = u32::from(part.points) * 100 / u32::from(part.of).max(1);
            let points = paint.mark(share as u8, &format!("{:>2} of {:>2}", part.points, part.of));
            print_line(&format!("  {points}  {}", part.name))?;
        }
        self.skills(taxonomy)?;
        let mut weakest: Vec<usize> = (0..review.bullets.len()).collect();
        weakest.sort_by_key(|at| (review.bullets[*at].strength, *at));
        let mut told = BTreeSet::new();
        weakest.into_iter().try_for_each(|at| self.bullet(at, &mut told))?;
        print_line("")
    }

    /// What to do with the skills list: the stack, and what to show, drop and prepare for.
    fn skills(&self, taxonomy: &Taxonomy) -> Result<()> {
        let list = skills_list(taxonomy, self.profile, None, self.profile.newest, STALE_AFTER);
        if list.count == 0 {
            return Ok(());
        }
        let names = |ids: &mut dyn Iterator<Item = SkillId>| {
            ids.map(|id| taxonomy.skill(id).name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let say = |what: &str, ids: &mut dyn Iterator<Item = SkillId>| {
            let names = names(ids);
            if names.is_empty() { Ok(()) } else { print_line(&format!("  {what}: {names}")) }
        };
        let budget = if list.is_over_budget() { format!(", {SKILL_BUDGET} are plenty") } else { String::new() };
        print_line(&self.paint.strong(&format!("skills list: {} names{budget}", list.count)))?;
        say("primary stack, by what was done", &mut list.primary.iter().copied())?;
        say("belongs in front", &mut list.buried.iter().copied())?;
        let told = |s: Suggestion| list.advice.iter().filter(move |a| a.suggestion == s).map(|a| a.skill);
        say("show in a statement, or drop", &mut told(Suggestion::Show))?;
        say("drop", &mut told(Suggestion::Drop))?;
        say("a name, not a signal", &mut list.advice.iter().filter(|a| a.security_name).map(|a| a.skill))?;
        for advice in list.advice.iter().filter(|a| a.listed_only) {
            if let Some(question) = advice.question {
                let name = &taxonomy.skill(advice.skill).name;
                print_line(&self.paint.faint(&format!("  {name} will be asked: {question}")))?;
            }
        }
        Ok(())
    }

    /// One statement. What a flag means is said where it first comes up; from then on its name is enough.
    fn bullet(&self, at: usize, told: &mut BTreeSet<Flag>) -> Result<()> {
        let (bullet, draft, paint) = (&self.review.bullets[at], &self.drafts[at], self.paint);
        print_line("")?;
        let strength = paint.mark(bullet.strength, &format!("{:>3}", bullet.strength));
        print_line(&format!("{strength}  {}", bullet.span.of(self.text)))?;
        for proof in &bullet.signals {
            let signal = format!("     + {}: \"{}\"", proof.signal.as_str(), proof.span.of(self.text));
            print_line(&paint.with("32", &signal))?;
        }
        let (known, new): (Vec<Flag>, Vec<Flag>) = bullet.flags.iter().map(|w| w.flag).partition(|f| told.contains(f));
        for flag in new {
            print_line(&format!("     - {}: {} {}", flag.as_str(), flag.why(), flag.advice()))?;
            told.insert(flag);
        }
        if !known.is_empty() {
            let names: Vec<&str> = known.into_iter().map(Flag::as_str).collect();
            print_line(&format!("     - {}", names.join(", ")))?;
        }
        if !draft.text.is_empty() {
            print_line(&paint.strong(&format!("     > {}", draft.text)))?;
        }
        draft.questions.iter().try_for_each(|question| print_line(&paint.faint(&format!("     ? {question}"))))
    }
}
