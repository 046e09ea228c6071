//! `gaprank taxonomy`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{Kind, Taxonomy as Command};
use super::{DONE, REJECTED, print_line, resume_reader};
use crate::error::{Error, Result};
use crate::extract::Extractor;
use crate::ingest::{Limits, PostingReader, discover};
use crate::taxonomy::{Skill, Taxonomy, import, lint};
use crate::text::{posting_text, resume_text};

pub(super) fn run(command: &Command) -> Result<u8> {
    match command {
        Command::Lint { taxonomy } => {
            let findings = lint(&load(taxonomy.as_deref())?);
            findings.iter().try_for_each(|f| print_line(&format!("{}: {}", f.skill, f.message)))?;
            eprintln!("{} to look at", findings.len());
            Ok(if findings.is_empty() { DONE } else { REJECTED })
        }
        Command::Misses { files, kind, taxonomy, limit } => misses(files, *kind, taxonomy.as_deref(), *limit),
        Command::Import { file, tier, new_only } => {
            let text = std::fs::read_to_string(file).map_err(Error::io("reading", file))?;
            let built_in = Taxonomy::built_in()?;
            if !built_in.tiers().iter().any(|t| t.id == *tier) {
                let known: Vec<&str> = built_in.tiers().iter().map(|t| t.id.as_str()).collect();
                let message = format!("no tier is called {tier:?}; there are {}", known.join(", "));
                return Err(Error::Config { place: "--tier".into(), message });
            }
            let rows = import(&text, &file.display().to_string(), tier, new_only.then_some(&built_in))?;
            print_line(rows.trim_end())?;
            Ok(DONE)
        }
        Command::Show { skill: None, taxonomy } => {
            let taxonomy = load(taxonomy.as_deref())?;
            for (i, tier) in taxonomy.tiers().iter().enumerate() {
                let n = taxonomy.skills().iter().filter(|s| usize::from(s.tier.0) == i).count();
                print_line(&format!("{:<15} {:<24} {n:>5}", tier.id, tier.name))?;
            }
            let aliases: usize = taxonomy.skills().iter().map(|s| s.aliases.len()).sum();
            print_line(&format!("{} skills, {aliases} spellings", taxonomy.skills().len()))?;
            Ok(DONE)
        }
        Command::Show { skill: Some(name), taxonomy } => {
            let taxonomy = load(taxonomy.as_deref())?;
            let wanted = name.to_lowercase();
            let is = |s: &&Skill| s.id == wanted || s.aliases.iter().any(|a| a.text.to_lowercase() == wanted);
            let skill = taxonomy.skills().iter().find(is).ok_or_else(|| Error::Taxonomy {
                place: "taxonomy".into(),
                message: format!("no skill is called {name:?}"),
            })?;
            show(&taxonomy, skill)?;
            Ok(DONE)
        }
    }
}

fn load(path: Option<&Path>) -> Result<Taxonomy> {
    path.map_or_else(Taxonomy::built_in, Taxonomy::load)
}

fn show(taxonomy: &Taxonomy, skill: &Skill) -> Result<()> {
    print_line(&format!("{} ({})", skill.name, skill.id))?;
    print_line(&format!("tier      {}", taxonomy.tier(skill.tier).id))?;
    let names = |ids: &[crate::taxonomy::SkillId]| {
        ids.iter().map(|i| taxonomy.skill(*i).name.as_str()).collect::<Vec<_>>().join(", ")
    };
    if !skill.implies.is_empty() {
        print_line(&format!("implies   {}", names(&skill.implies)))?;
    }
    if let Some(family) = skill.family {
        print_line(&format!("family    {}: {}", taxonomy.family_name(family), names(taxonomy.family(family))))?;
    }
    for (vocabulary, id) in [("esco", &skill.esco), ("onet", &skill.onet)] {
        if let Some(id) = id {
            print_line(&format!("{vocabulary:<10}{id}"))?;
        }
    }
    for alias in &skill.aliases {
        let guard = alias.guard.map(|g| format!("  [guard {}]", taxonomy.guard(g).name)).unwrap_or_default();
        print_line(&format!("spelling  {}{guard}", alias.text))?;
    }
    Ok(())
}

/// Prints each unknown term with its count and one line that it stands in, most frequent first.
fn misses(files: &[PathBuf], kind: Kind, taxonomy: Option<&Path>, limit: usize) -> Result<u8> {
    crate::ingest::quiet_contained_panics();
    let extractor = Extractor::new(load(taxonomy)?)?;
    let files = discover(files)?;
    // By the term in small letters: its count, its first spelling and the first line that has it.
    let mut terms: BTreeMap<String, (u64, String, String)> = BTreeMap::new();
    let mut rejected = 0u64;
    let mut add = |text: &str| {
        for (term, line) in extractor.misses(text) {
            let entry = || (0, term.of(text).to_owned(), line.of(text).to_owned());
            terms.entry(term.of(text).to_lowercase()).or_insert_with(entry).0 += 1;
        }
    };
    match kind {
        Kind::Posting => {
            for record in PostingReader::new(files, Limits::default()) {
                match record {
                    Ok(p) => add(&posting_text(&p.title, &p.tags, &p.description)),
                    Err(_) => rejected += 1,
                }
            }
        }
        Kind::Resume => {
            let reader = resume_reader(Limits::default())?;
            for file in &files {
                match reader.read(file) {
                    Ok(document) => add(&resume_text(&document.blocks)),
                    Err(_) => rejected += 1,
                }
            }
        }
    }
    let mut ranked: Vec<(u64, String, String)> = terms.into_values().collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (n, term, line) in ranked.iter().take(limit) {
        let line: String = line.chars().take(120).collect();
        print_line(&format!("{n:>5}  {term:<28}  {line}"))?;
    }
    eprintln!("{} terms; {rejected} inputs could not be read", ranked.len());
    Ok(DONE)
}
