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

/// Words of titles. "A title with two levels takes the lower one", so the lowest found counts.
const WORDS: [(Level, &[&str]); 5] = [
    (Level::Intern, &["intern", "internship", "working student", "werkstudent", "trainee", "apprentice", "co-op"]),
    (
        Level::Junior,
        &["junior", "jr", "graduate", "entry level", "entry-level", "new grad", "fresher", "associate", "early career"],
    ),
    (Level::Mid, &["mid", "middle", "mid-level", "mid level", "intermediate", "medior", "ii"]),
    (Level::Senior, &["senior", "sr", "snr", "iii", "seasoned"]),
    (
        Level::Lead,
        &[
            "lead",
            "staff",
            "principal",
            "manager",
            "head",
            "director",
            "architect",
            "chief",
            "cto",
            "vp",
            "distinguished",
        ],
    ),
];

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

    /// The level that a title names.
    pub fn of_title(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let has = |phrase: &str| {
            let parts = || phrase.split([' ', '-']);
            words.windows(parts().count()).any(|w| w.iter().copied().eq(parts()))
        };
        WORDS.iter().find(|(_, phrases)| phrases.iter().any(|p| has(p))).map(|(level, _)| *level)
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
            ("Internal Tools Developer", None),
            ("Leading-edge Engineer", None),
            ("Backend Engineer", None),
        ] {
            assert_eq!(Level::of_title(title), level, "{title}");
        }
    }
}
