//! The self-test: who a person is changes nothing.

use super::swap::{SWAPS, swapped};
use crate::compare::Run;
use crate::extract::{Month, ResumeProfile, SkillEvidence};
use crate::taxonomy::Taxonomy;

/// Something that differs where only a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The resume's file.
    pub client: String,
    /// Whose name, school and address it was given.
    pub swap: &'static str,
    /// What differs, before and after, and the words where it stands.
    pub what: String,
}

/// What the self-test came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tested {
    /// Resumes with a text.
    pub resumes: usize,
    /// Those of them in which a name, a school or contact was found to swap.
    pub swapped: usize,
    /// Places that were exchanged, over all resumes and swaps.
    pub places: usize,
    /// What differs; empty where all is well.
    pub differences: Vec<Difference>,
}

/// Swaps names, schools, addresses, mail and phone in every text of the run, reads each again and compares all that a score, a rank, a
/// status, a fix or a level is made of: each skill's evidence, the skill it comes through, its spellings and roles, the level and the
/// years. Where these are the same, so is every match with any posting.
pub fn test(run: &Run) -> Tested {
    let taxonomy = run.extractor.taxonomy();
    let month = run.manifest.as_of.as_deref().and_then(Month::of_iso);
    let mut out = Tested::default();
    for document in run.resumes.values() {
        let Some(text) = &document.text else { continue };
        out.resumes += 1;
        let before = run.extractor.resume(text);
        let named: Vec<_> = before.named.iter().map(|(_, span)| *span).collect();
        let mut found = 0;
        for swap in &SWAPS {
            let (other, places) = swapped(text, &named, swap);
            found += places;
            if places == 0 {
                continue;
            }
            let after = run.extractor.resume(&other);
            let what = differences(taxonomy, (&before, text), (&after, &other), month);
            let difference = |what| Difference { client: document.name.clone(), swap: swap.label, what };
            out.differences.extend(what.into_iter().map(difference));
        }
        out.swapped += usize::from(found > 0);
        out.places += found;
    }
    out
}

fn differences(
    taxonomy: &Taxonomy,
    (before, old): (&ResumeProfile, &str),
    (after, new): (&ResumeProfile, &str),
    month: Option<Month>,
) -> Vec<String> {
    let mut out = Vec::new();
    let mut skills: Vec<_> = before.skills.iter().chain(&after.skills).map(|e| e.skill).collect();
    skills.sort_unstable();
    skills.dedup();
    for skill in skills {
        let (was, is) = (before.skill(skill), after.skill(skill));
        let differs = |was: &SkillEvidence, is: &SkillEvidence| {
            (was.evidence, was.via, was.spelled(), was.roles(), was.mentions())
                != (is.evidence, is.via, is.spelled(), is.roles(), is.mentions())
        };
        if was.zip(is).map_or(was.is_some() || is.is_some(), |(was, is)| differs(was, is)) {
            let word = |e: Option<&SkillEvidence>| e.map_or("missing", |e| e.evidence.as_str());
            let place = is.map(|e| e.quote.of(new)).or(was.map(|e| e.quote.of(old))).unwrap_or_default();
            let place: String = place.chars().take(80).collect();
            out.push(format!("{}: {} -> {}, at \"{place}\"", taxonomy.skill(skill).name, word(was), word(is)));
        }
    }
    let level = |profile: &ResumeProfile| profile.level(month).map_or("none", |level| level.as_str());
    if level(before) != level(after) {
        out.push(format!("level: {} -> {}", level(before), level(after)));
    }
    let years = |profile: &ResumeProfile| profile.experience_tenths(month);
    if years(before) != years(after) {
        let shown = |years: Option<u32>| years.map_or("none".to_owned(), |t| format!("{}.{}", t / 10, t % 10));
        out.push(format!("years: {} -> {}", shown(years(before)), shown(years(after))));
    }
    out
}
