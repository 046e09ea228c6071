//! A change of a score as a sum of parts, one a cause.

/// What can move a score, in the order in which the causes are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The day by which ages and years are judged. Levels and years depend on it; a score never does, so that its part is 0.
    Date,
    /// The skills, their names, tiers and families.
    Taxonomy,
    /// The weights of tiers and importance, the credits, and how rare skills are.
    Weights,
    /// The posting's text.
    Posting,
    /// The resume's text.
    Resume,
    /// What none of these accounts for: another version of the program, or, where a run kept no texts, several at once.
    Other,
}

impl Cause {
    /// All, in the order in which they are replaced.
    pub const ALL: [Self; 6] = [Self::Date, Self::Taxonomy, Self::Weights, Self::Posting, Self::Resume, Self::Other];

    /// The word that tables and pages print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Taxonomy => "taxonomy",
            Self::Weights => "weights",
            Self::Posting => "posting",
            Self::Resume => "resume",
            Self::Other => "other",
        }
    }
}

/// The parts of a change in 1/100, in the order of [`Cause::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts(pub [i32; 6]);

impl Parts {
    /// The part of a cause.
    pub fn of(&self, cause: Cause) -> i32 {
        self.0[cause as usize]
    }

    /// The change.
    pub fn sum(&self) -> i32 {
        self.0.iter().sum()
    }

    /// The cause of the largest part, the earlier of equals; none where every part is 0.
    pub fn largest(&self) -> Option<Cause> {
        let most = self.0.iter().map(|part| part.abs()).max().filter(|most| *most > 0)?;
        Cause::ALL.into_iter().find(|cause| self.of(*cause).abs() == most)
    }
}

/// The parts of the change from `old` to `new`, the scores as the runs recorded them. `stages` are the scores worked out again: with
/// everything old, then with day, taxonomy, weights, posting and resume replaced one after the other. What is left to the
/// recorded change is [`Cause::Other`]. A score that is null counts as 0.
pub fn attribute(stages: [Option<u16>; 6], old: Option<u16>, new: Option<u16>) -> Parts {
    let value = |score: Option<u16>| score.map_or(0, i32::from);
    let mut parts = [0; 6];
    for (part, pair) in parts.iter_mut().zip(stages.windows(2)) {
        *part = value(pair[1]) - value(pair[0]);
    }
    parts[Cause::Other as usize] = value(new) - value(old) - parts.iter().sum::<i32>();
    Parts(parts)
}
