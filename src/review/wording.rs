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
        let mut spellings = Spellings::default();
        asked.for_each(|(skill, words)| spellings.add(skill, words));
        spellings.wording()
    }

    /// The words that most postings use for `skill`, where none of them uses the words `written`: what a scan for the
    /// posting's own words would miss. None where nobody asks for it.
    pub fn instead_of(&self, skill: SkillId, written: &str) -> Option<&str> {
        let spellings = self.by_skill.get(&skill)?;
        let written = written.to_lowercase();
        // Most people write what somebody asks for.
        if spellings.contains_key(&written) {
            return None;
        }
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

/// The spellings of skills, counted: millions of demands use a few thousand.
#[derive(Debug, Default)]
pub struct Spellings {
    /// By skill, the spellings that are used most about first.
    uses: Vec<Vec<Uses>>,
    added: usize,
}

/// A spelling. Its words are held here, close to those of others: to compare a demand with the words of another posting means to wait
/// for memory.
#[derive(Debug)]
struct Uses {
    /// The beginning of the words and how many bytes they have: of most these are all.
    beginning: Beginning,
    words: Box<str>,
    /// How many were added before its first use.
    first: usize,
    n: u32,
}

type Beginning = ([u8; BEGINNING], usize);

/// Bytes of a beginning.
const BEGINNING: usize = 16;

fn beginning(words: &str) -> Beginning {
    let mut out = [0; BEGINNING];
    let len = words.len().min(BEGINNING);
    out[..len].copy_from_slice(&words.as_bytes()[..len]);
    (out, words.len())
}

impl Spellings {
    /// Adds a demand: a skill and the words that ask for it.
    pub fn add(&mut self, skill: SkillId, words: &str) {
        let at = skill.0 as usize;
        if at >= self.uses.len() {
            self.uses.resize_with(at + 1, Vec::new);
        }
        let uses = &mut self.uses[at];
        let beginning = beginning(words);
        let same = |of: &Uses| of.beginning == beginning && (words.len() <= BEGINNING || *of.words == *words);
        match uses.iter().position(same) {
            Some(at) => {
                uses[at].n += 1;
                // What is used more moves to where it is found sooner.
                if at > 0 && uses[at].n > uses[at - 1].n {
                    uses.swap(at, at - 1);
                }
            }
            None => uses.push(Uses { beginning, words: words.into(), first: self.added, n: 1 }),
        }
        self.added += 1;
    }

    /// What was added.
    pub fn wording(self) -> Wording {
        let mut by_skill: FxHashMap<SkillId, BTreeMap<String, (String, u32)>> = FxHashMap::default();
        for (mut uses, skill) in self.uses.into_iter().zip(0..).filter(|(uses, _)| !uses.is_empty()) {
            uses.sort_unstable_by_key(|uses| uses.first);
            let spellings = by_skill.entry(SkillId(skill)).or_default();
            for Uses { words, n, .. } in uses {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                spellings.entry(words.to_lowercase()).or_insert((words, 0)).1 += n;
            }
        }
        Wording { by_skill }
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
