//! How senior a title is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A level of seniority, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Interns and working students.
    Intern,
    /// 0-1 years.
    Junior,
    /// 2-4 years.
    Mid,
    /// 5 years and more.
    Senior,
    /// Staff, principal, lead, manager.
    Lead,
}

/// The level that a word of a title names, alone or with the word behind it.
fn level_of(word: &str, next: &str) -> Option<Level> {
    Some(match (word, next) {
        ("intern" | "internship" | "werkstudent" | "trainee" | "apprentice", _) => Level::Intern,
        ("working", "student") | ("co", "op") => Level::Intern,
        ("junior" | "jr" | "graduate" | "fresher" | "associate", _) => Level::Junior,
        ("entry", "level") | ("new", "grad") | ("early", "career") => Level::Junior,
        ("mid" | "middle" | "intermediate" | "medior" | "ii", _) => Level::Mid,
        ("senior" | "sr" | "snr" | "iii" | "iv" | "seasoned", _) => Level::Senior,
        ("lead" | "leader" | "staff" | "principal" | "head" | "director" | "architect", _) => Level::Lead,
        ("teamlead" | "teamleader" | "techlead" | "president", _) => Level::Lead,
        ("chief" | "ceo" | "cio" | "coo" | "cto" | "vp" | "distinguished", _)
        | ("principle", "software" | "engineer") => Level::Lead,
        _ => return None,
    })
}

/// The step of a ladder that a number behind a profession names: "Software Engineer 2".
fn step_of(before: &str, word: &str) -> Option<Level> {
    let level = match word {
        "1" | "i" => Level::Junior,
        "2" => Level::Mid,
        "3" | "4" => Level::Senior,
        _ => return None,
    };
    let profession = ["engineer", "developer", "scientist", "manager", "analyst", "designer", "sde", "programmer"];
    profession.contains(&before).then_some(level)
}

/// Whether a manager leads engineers. Managers of offices, products, projects and programs have no level by that word.
fn leads_engineers(before: &str, behind: &str, slashed: bool) -> bool {
    let teams = [
        "engineering",
        "software",
        "development",
        "devops",
        "platform",
        "infrastructure",
        "technical",
        "technology",
        "tech",
        "it",
        "qa",
        "qc",
        "security",
        "cybersecurity",
        "delivery",
        "team",
        "backend",
        "frontend",
        "mobile",
        "web",
        "network",
        "cloud",
        "systems",
        "research",
    ];
    let behind_teams = ["software", "engineering", "development", "level", "infrastructure", "technology", "devops"];
    slashed || teams.contains(&before) || behind_teams.contains(&behind)
}

/// "Manager (IT and Alarms)", "Manager - Systems & IT": a manager of IT, but for "Manager, IT Sales".
fn manages_it(words: &[Word<'_>], at: usize) -> bool {
    const BESIDE: [&str; 6] = ["systems", "infrastructure", "operations", "networks", "security", "services"];
    let behind: Vec<&str> = words[at + 1..].iter().map(|word| word.text).take_while(|word| *word != "and").collect();
    behind.contains(&"it") && behind.iter().all(|word| *word == "it" || BESIDE.contains(word))
}

/// A word of a title and what stands between it and the one before.
struct Word<'t> {
    text: &'t str,
    gap: &'t str,
}

fn words(title: &str) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity(title.len() / 6 + 1);
    let mut rest = title;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let end = rest[start..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |n| start + n);
        out.push(Word { text: &rest[start..end], gap: &rest[..start] });
        rest = &rest[end..];
    }
    out
}

impl Level {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intern => "intern",
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Lead => "lead",
        }
    }

    /// The level that a title names: of two the lower one ("Mid/Senior"), but "Senior Staff" is one.
    pub fn of_title(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let words = words(&lower);
        let at = |n: usize| words.get(n).map_or("", |w| w.text);
        let before = |n: usize| n.checked_sub(1).map_or("", at);
        let joined = |n: usize| words.get(n).is_some_and(|w| w.gap.trim().is_empty());
        let manages = |n: usize| {
            at(n) == "manager"
                && (leads_engineers(before(n), at(n + 1), words[n].gap.trim() == "/") || manages_it(&words, n))
        };
        let mut lowest: Option<Self> = None;
        for n in 0..words.len() {
            let mut level = level_of(at(n), at(n + 1));
            level = level.or_else(|| manages(n).then_some(Self::Lead)).or_else(|| step_of(before(n), at(n)));
            if at(n) == "associate" && matches!(before(n), "senior" | "sr") {
                level = None;
            }
            // "Senior Staff Engineer", "Senior Engineering Manager": the first word only raises the second.
            let raises = || {
                joined(n + 1)
                    && (matches!(at(n + 1), "staff" | "principal" | "lead" | "director" | "manager")
                        || joined(n + 2) && manages(n + 2))
            };
            if level == Some(Self::Senior) && raises() {
                level = Some(Self::Lead);
            }
            lowest = lowest.into_iter().chain(level).min();
        }
        lowest
    }

    /// The level that overall years of experience stand for.
    pub fn of_years(years: u32) -> Self {
        match years {
            0..=1 => Self::Junior,
            2..=4 => Self::Mid,
            _ => Self::Senior,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for (title, level) in [
            ("Senior Go Engineer", Some(Level::Senior)),
            ("Mid/Senior .NET Developer", Some(Level::Mid)),
            ("Lead Data Engineer", Some(Level::Lead)),
            ("Jr. Backend Developer", Some(Level::Junior)),
            ("Software Engineer II", Some(Level::Mid)),
            ("Entry-Level Developer", Some(Level::Junior)),
            ("Working Student, Platform", Some(Level::Intern)),
            ("Internal Tools Developer", None),
            ("Leading-edge Engineer", None),
            ("Backend Engineer", None),
            ("Engineering Manager", Some(Level::Lead)),
            ("Manager, Software Development", Some(Level::Lead)),
            ("Senior Engineering Manager, Platform", Some(Level::Lead)),
            ("Senior Staff Engineer", Some(Level::Lead)),
            ("Senior / Staff Engineer", Some(Level::Senior)),
            ("Cloud Engineer (Senior/Manager Level)", Some(Level::Senior)),
            ("Senior Program Manager", Some(Level::Senior)),
            ("Technical Leader", Some(Level::Lead)),
            ("Web-developer, Teamlead", Some(Level::Lead)),
            ("President & CEO", Some(Level::Lead)),
            ("Program Manager 2", Some(Level::Mid)),
            ("Software Engineer I", Some(Level::Junior)),
            ("Web 2 Developer", None),
            ("Office Manager", None),
            ("Product Manager", None),
            ("Account Manager, IT Sales", None),
            ("Manager (IT and Alarms)", Some(Level::Lead)),
            ("Manager (Systems & IT)", Some(Level::Lead)),
        ] {
            assert_eq!(Level::of_title(title), level, "{title}");
        }
    }
}
