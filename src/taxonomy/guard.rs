//! When an ordinary word means a technology, as data: `guards.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};

/// A guard's place among a taxonomy's guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuardId(pub u32);

/// How the word must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// In any way.
    Any,
    /// With a capital first letter.
    Capital,
    /// With a capital first letter and small letters behind it.
    Title,
    /// In capitals only.
    Upper,
}

/// When a rightly written word counts without further proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alone {
    /// Always.
    Always,
    /// Inside a sentence, where its capital is not that of the sentence.
    InsideSentence,
    /// Never.
    Never,
}

/// Phrases beside a name, by the letter that stands next to it: nearly all are passed over by that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrases {
    /// In the order of the lowest five bits of their letters.
    all: Vec<String>,
    /// Where those of each begin.
    first: [u16; 32],
}

impl Phrases {
    /// Those next to whose name stands `letter`, in any case, and some others.
    pub(crate) fn with(&self, letter: u8) -> &[String] {
        let class = usize::from(letter % 32);
        let end = self.first.get(class + 1).map_or(self.all.len(), |first| usize::from(*first));
        &self.all[usize::from(self.first[class])..end]
    }

    fn add(&mut self, more: &[String], letter: fn(&str) -> u8) {
        self.all.extend(more.iter().cloned());
        self.all.sort_by_key(|phrase| letter(phrase) % 32);
        for (first, class) in self.first.iter_mut().zip(0..) {
            *first = self.all.partition_point(|phrase| letter(phrase) % 32 < class) as u16;
        }
    }
}

/// The first letter of a phrase that stands behind a name; the comma of ", Colorado" is none.
fn first_letter(phrase: &str) -> u8 {
    phrase.strip_prefix(", ").unwrap_or(phrase).bytes().next().unwrap_or_default()
}

/// The last letter of a phrase that stands before a name.
fn last_letter(phrase: &str) -> u8 {
    phrase.bytes().next_back().unwrap_or_default()
}

/// A rule. A mention counts if nothing in `not_before` and `not_after` stands beside it and it is either written as
/// `case` asks and counts `alone`, or is proved: by a technology beside it in a list, by a word of `before` or `after`
/// beside it, or by standing in a list of skills, tags or a title. A word in the wrong case is proved by lists alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// Its name: a class (`word`) or a skill's id.
    pub name: String,
    /// How the word must be written.
    pub case: Case,
    /// When it needs no proof.
    pub alone: Alone,
    /// Whether it is a place's name too: a title says where the work is, and so proves nothing.
    pub town: bool,
    /// Phrases that prove it when they stand right before it.
    pub before: Phrases,
    /// Phrases that prove it when they stand right behind it.
    pub after: Phrases,
    /// Phrases right before it that refuse it, whatever else speaks for it but `proof_over`.
    pub not_before: Phrases,
    /// Those of `before` that end in a phrase of `not_before`, and so go over it: "to React", but "exposure to React".
    pub proof_over: Phrases,
    /// Phrases right behind it that refuse it.
    pub not_after: Phrases,
    /// Phrases right behind it that refuse it unless one of `before` proves it: "Go on", but "written in Go on Linux".
    pub weak_after: Phrases,
    /// Ways to write the word that mean something else.
    pub never: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGuard {
    like: Option<String>,
    case: Option<Case>,
    alone: Option<Alone>,
    town: Option<bool>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    weak_after: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// Reads `guards.toml`: a table a guard; `like` takes over another's rules, lists are added to.
pub(super) fn read_guards(text: &str, place: &str) -> Result<Vec<Guard>> {
    let raw: BTreeMap<String, RawGuard> = toml::from_str(text)
        .map_err(|e| Error::Taxonomy { place: place.to_owned(), message: e.to_string().trim_end().to_owned() })?;
    raw.keys().map(|name| resolve(name, &raw, place, 0)).collect()
}

fn resolve(name: &str, raw: &BTreeMap<String, RawGuard>, place: &str, depth: usize) -> Result<Guard> {
    let wrong = |message: String| Error::Taxonomy { place: format!("{place} [{name}]"), message };
    let own = raw.get(name).ok_or_else(|| wrong("no such guard".into()))?;
    if depth > raw.len() {
        return Err(wrong("`like` goes in a circle".into()));
    }
    let mut guard = match &own.like {
        Some(base) => Guard { name: name.to_owned(), ..resolve(base, raw, place, depth + 1)? },
        None => Guard {
            name: name.to_owned(),
            case: own.case.ok_or_else(|| wrong("needs `case`, or `like`".into()))?,
            alone: own.alone.ok_or_else(|| wrong("needs `alone`, or `like`".into()))?,
            town: false,
            before: Phrases::default(),
            after: Phrases::default(),
            not_before: Phrases::default(),
            proof_over: Phrases::default(),
            not_after: Phrases::default(),
            weak_after: Phrases::default(),
            never: Vec::new(),
        },
    };
    guard.case = own.case.unwrap_or(guard.case);
    guard.alone = own.alone.unwrap_or(guard.alone);
    guard.town = own.town.unwrap_or(guard.town);
    guard.never.extend(own.never.iter().cloned());
    for (list, more, letter) in [
        (&mut guard.before, &own.before, last_letter as fn(&str) -> u8),
        (&mut guard.not_before, &own.not_before, last_letter),
        (&mut guard.after, &own.after, first_letter),
        (&mut guard.not_after, &own.not_after, first_letter),
        (&mut guard.weak_after, &own.weak_after, first_letter),
    ] {
        list.add(more, letter);
    }
    let ends_in_refusal = |phrase: &&String| {
        let ends = |refusal: &String| phrase.strip_suffix(refusal.as_str()).is_some_and(|lead| lead.ends_with(' '));
        guard.not_before.all.iter().any(ends)
    };
    let proof_over: Vec<String> = guard.before.all.iter().filter(ends_in_refusal).cloned().collect();
    guard.proof_over = Phrases::default();
    guard.proof_over.add(&proof_over, last_letter);
    Ok(guard)
}
