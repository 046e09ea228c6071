//! `gaprank taxonomy`

use std::path::Path;

use super::args::Taxonomy as Command;
use super::{DONE, REJECTED, print_line};
use crate::error::{Error, Result};
use crate::taxonomy::{Skill, Taxonomy, lint};

pub(super) fn run(command: &Command) -> Result<u8> {
    match command {
        Command::Lint { taxonomy } => {
            let findings = lint(&load(taxonomy.as_deref())?);
            findings.iter().try_for_each(|f| print_line(&format!("{}: {}", f.skill, f.message)))?;
            eprintln!("{} to look at", findings.len());
            Ok(if findings.is_empty() { DONE } else { REJECTED })
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
    print_line(&format!("tier      {}", taxonomy.tiers()[usize::from(skill.tier.0)].id))?;
    let names = |ids: &[crate::taxonomy::SkillId]| {
        ids.iter().map(|i| taxonomy.skill(*i).name.as_str()).collect::<Vec<_>>().join(", ")
    };
    if !skill.implies.is_empty() {
        print_line(&format!("implies   {}", names(&skill.implies)))?;
    }
    if let Some(family) = skill.family {
        print_line(&format!("family    {}: {}", taxonomy.family_name(family), names(taxonomy.family(family))))?;
    }
    for alias in &skill.aliases {
        let guard = alias.guard.map(|g| format!("  [guard {}]", taxonomy.guard(g).name)).unwrap_or_default();
        print_line(&format!("spelling  {}{guard}", alias.text))?;
    }
    Ok(())
}
