//! In whose words? The spellings that the postings of a batch use for each skill.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::taxonomy::SkillId;

/// How postings write the skills that they ask for.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// By skill: each spelling with the number of its uses. Spellings that differ in capitals alone are one, by its first use.
    by_skill: FxHashMap<SkillId, BTreeMap<String, (String, u32)>>,
}

impl Wording {
    /// Of all demands: a skill and the words that ask for it.
    pub fn of<'a>(asked: impl Iterator<Item = (SkillId, &'a str)>) -> Self {
        let mut by_skill: FxHashMap<SkillId, BTreeMap<String, (String, u32)>> = FxHashMap::default();
        // Millions of demands use a few thousand spellings: by its place, the first use of each, and how many there are.
        let mut uses: FxHashMap<(SkillId, &str), (usize, u32)> = FxHashMap::default();
        for (place, spelling) in asked.enumerate() {
            uses.entry(spelling).or_insert((place, 0)).1 += 1;
        }
        let mut uses: Vec<_> = uses.into_iter().collect();
        uses.sort_unstable_by_key(|(_, (first, _))| *first);
        for ((skill, words), (_, n)) in uses {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let entry = by_skill.entry(skill).or_default().entry(words.to_lowercase()).or_insert((words, 0));
            entry.1 += n;
        }
        Self { by_skill }
    }

    /// The words that most postings use for `skill`, where none of them uses the words `written`: what a scan for the
    /// posting's own words would miss. None where nobody asks for it.
    pub fn instead_of(&self, skill: SkillId, written: &str) -> Option<&str> {
        let spellings = self.by_skill.get(&skill)?;
        let written = written.to_lowercase();
        let stands = |words: &str| {
            written.match_indices(words).any(|(at, _)| {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !inside(written[..at].chars().next_back()) && !inside(written[at + words.len()..].chars().next())
            })
        };
        if spellings.keys().any(|words| stands(words)) {
            return None;
        }
        // The most used; of equals the first by the alphabet.
        let best = spellings.iter().max_by(|a, b| a.1.1.cmp(&b.1.1).then_with(|| b.0.cmp(a.0)))?;
        Some(&best.1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_used_words_stand_in_where_nobody_uses_ones_own() {
        let (kubernetes, go) = (SkillId(1), SkillId(2));
        let wording = Wording::of(
            [(kubernetes, "Kubernetes"), (kubernetes, "kubernetes"), (kubernetes, "Kube"), (go, "Golang")].into_iter(),
        );
        assert_eq!(wording.instead_of(kubernetes, "k8s"), Some("Kubernetes"));
        assert_eq!(wording.instead_of(kubernetes, "KUBERNETES"), None);
        assert_eq!(wording.instead_of(kubernetes, "kube"), None);
        assert_eq!(wording.instead_of(go, "Go"), Some("Golang"));
        assert_eq!(wording.instead_of(SkillId(3), "Rust"), None);
    }
}
