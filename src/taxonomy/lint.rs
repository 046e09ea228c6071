//! What is doubtful in a taxonomy that loads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{SkillId, Taxonomy};

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The skill, by its text id.
    pub skill: String,
    /// What is doubtful and what would mend it.
    pub message: String,
}

/// Ordinary English words, one a line, in small letters; sorted.
const ENGLISH: &str = include_str!("english.txt");

/// Whether a word in small letters is an ordinary English one.
pub fn is_english(word: &str) -> bool {
    // Read once: every letter that stands apart in a resume asks.
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ENGLISH.lines().collect());
    WORDS.contains(word)
}

/// Doubtful rows: a spelling that two skills own, a spelling without a guard that is an ordinary English word or has one
/// letter, a family of one, an id of another vocabulary that two skills have, an implication that skips its own tier's evidence. Sorted by skill.
///
/// Unknown tiers and ids and cycles never get here: loading refuses them.
pub fn lint(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut owners: BTreeMap<String, Vec<SkillId>> = BTreeMap::new();
    for (i, skill) in (0..).zip(taxonomy.skills()) {
        for alias in &skill.aliases {
            let key = folded(&alias.text);
            let owned = owners.entry(key.clone()).or_default();
            if !owned.contains(&SkillId(i)) {
                owned.push(SkillId(i));
            }
            if alias.guard.is_some() {
                continue;
            }
            let message = if key.chars().count() < 2 {
                format!("{:?} is one letter: give it a guard", alias.text)
            } else if is_english(&key) {
                format!("{:?} is an English word: give it a guard", alias.text)
            } else {
                continue;
            };
            out.push(Finding { skill: skill.id.clone(), message });
        }
        if let Some(family) = skill.family
            && taxonomy.family(family).len() < 2
        {
            let message = format!("is alone in its family {:?}", taxonomy.family_name(family));
            out.push(Finding { skill: skill.id.clone(), message });
        }
    }
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for skill in taxonomy.skills() {
        for id in [&skill.esco, &skill.onet].into_iter().flatten() {
            named.entry(id).or_default().push(&skill.id);
        }
    }
    for (id, skills) in named.iter().filter(|(_, skills)| skills.len() > 1) {
        let message = format!("has the id {id:?} that {} has too: it can be one skill's only", skills[1..].join(", "));
        out.push(Finding { skill: skills[0].to_owned(), message });
    }
    for (alias, skills) in owners.iter().filter(|(_, skills)| skills.len() > 1) {
        let others: Vec<&str> = skills[1..].iter().map(|s| taxonomy.skill(*s).id.as_str()).collect();
        out.push(Finding {
            skill: taxonomy.skill(skills[0]).id.clone(),
            message: format!("{alias:?} is a spelling of {} too: it can mean one skill only", others.join(", ")),
        });
    }
    out.sort();
    out
}

/// A spelling as the matcher sees it: small letters, separators as one space.
fn folded(alias: &str) -> String {
    let lower = alias.to_lowercase().replace(['-', '_', '/'], " ");
    let dots = if lower.starts_with('.') { lower } else { lower.replace('.', " ") };
    dots.split_whitespace().collect::<Vec<_>>().join(" ")
}
