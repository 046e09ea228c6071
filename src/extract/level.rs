//! How senior a title is.

use std::fmt;

/// A level of seniority, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
        ("senior" | "sr" | "snr" | "iii" | "seasoned", _) => Level::Senior,
        ("lead" | "staff" | "principal" | "manager" | "head" | "director" | "architect", _) => Level::Lead,
        ("chief" | "cto" | "vp" | "distinguished", _) => Level::Lead,
        _ => return None,
    })
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

    /// The level that a title names: of two the lower one.
    pub fn of_title(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
        let mut lowest = None;
        while let Some(word) = words.next() {
            let level = level_of(word, words.peek().copied().unwrap_or_default());
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
        ] {
            assert_eq!(Level::of_title(title), level, "{title}");
        }
    }
}
