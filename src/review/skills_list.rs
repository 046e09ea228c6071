//! The skills list (GUIDE section 4): what to keep, what to show in a statement, and what to drop.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cues::{Cue, CuesOfAll};
use super::lower::Lower;
use super::word::words;
use crate::extract::{Evidence, Month, ResumeProfile, ResumeSection, SkillEvidence};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

/// A list of more skills says that none is known well.
pub const SKILL_BUDGET: usize = 25;

/// Years after which a skill that no posting asks for is stale.
pub const STALE_AFTER: u32 = 5;

/// What to do with a skill of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suggestion {
    /// Leave it.
    Keep,
    /// Put it into a statement of work or of a project.
    Show,
    /// Take it out.
    Drop,
}

impl Suggestion {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Show => "show",
            Self::Drop => "drop",
        }
    }
}

/// What to do with one skill, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillAdvice {
    /// The skill.
    pub skill: SkillId,
    /// What to do.
    pub suggestion: Suggestion,
    /// Why, in one sentence.
    pub reason: String,
    /// What an interviewer will ask about it; none where no question is known.
    pub question: Option<&'static str>,
    /// Whether no statement names it.
    pub listed_only: bool,
    /// Whether it is a matter of security that no statement names: a name, not a signal.
    pub security_name: bool,
    /// Years since the last role that names it, where they are more than the limit.
    pub stale_years: Option<u32>,
}

/// What the review says of a skills list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillsList {
    /// Skills that the section names.
    pub count: usize,
    /// The primary stack: up to two languages, the main framework and the main database, by what statements show.
    pub primary: Vec<SkillId>,
    /// Those of the stack that the list does not name among its first: twice as many as the stack has. Empty where the
    /// stack leads.
    pub buried: Vec<SkillId>,
    /// Every skill of the section: what postings ask for most comes first, then by name.
    pub advice: Vec<SkillAdvice>,
}

impl SkillsList {
    /// Whether the section names more than [`SKILL_BUDGET`].
    pub fn is_over_budget(&self) -> bool {
        self.count > SKILL_BUDGET
    }
}

static QUESTIONS: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("questions.toml")).unwrap_or_default());

/// What an interviewer will ask about a skill, by its display name.
pub fn interview_question(name: &str) -> Option<&'static str> {
    QUESTIONS.get(name).map(String::as_str)
}

/// What is known of one skill of the list.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    /// Whether no statement names it.
    pub listed_only: bool,
    /// Years since the last role that names it, where they are more than the limit.
    pub stale_years: Option<u32>,
    /// How many postings ask for it; none where there are no postings to go by.
    pub asked: Option<u32>,
    /// How many skills the list names.
    pub count: usize,
}

impl Listing {
    /// Of a skill with this evidence, in a list of `count` skills, by a limit of `stale_after` years.
    pub fn new(
        profile: &ResumeProfile,
        e: &SkillEvidence,
        asked: Option<u32>,
        as_of: Option<Month>,
        stale_after: u32,
        count: usize,
    ) -> Self {
        let last = profile.last_used(e, as_of).map(Month::year);
        let age = as_of.zip(last).map(|(now, last)| now.year().saturating_sub(last));
        let stale_years = age.filter(|age| *age > stale_after);
        Self { listed_only: e.evidence < Evidence::Demonstrated, stale_years, asked, count }
    }

    /// What work shows stays, unless it is old and nobody asks for it; what stands in the list alone is shown in work where
    /// somebody asks for it, and dropped where nobody does. Without postings it is shown, as long as the list is short.
    pub fn suggestion(self) -> Suggestion {
        let asked = self.asked.unwrap_or(0) > 0;
        match (self.listed_only, self.stale_years) {
            (true, _) if asked => Suggestion::Show,
            (true, _) if self.asked.is_some() || self.count > SKILL_BUDGET => Suggestion::Drop,
            (true, _) => Suggestion::Show,
            (false, Some(_)) if !asked => Suggestion::Drop,
            (false, _) => Suggestion::Keep,
        }
    }
}

/// Reviews the skills section. `demand` tells how many postings of the batch ask for a skill; none where there is no batch.
/// A skill counts as stale `stale_after` years after its last role, as of `as_of`.
pub fn skills_list(
    taxonomy: &Taxonomy,
    profile: &ResumeProfile,
    demand: Option<&dyn Fn(SkillId) -> u32>,
    as_of: Option<Month>,
    stale_after: u32,
) -> SkillsList {
    let name = |e: &SkillEvidence| taxonomy.skill(e.skill).name.as_str();
    let asked = |e: &SkillEvidence| demand.map_or(0, |of| of(e.skill));
    let mut listed: Vec<&SkillEvidence> =
        profile.skills.iter().filter(|e| e.sections.contains(ResumeSection::Skills)).collect();
    listed.sort_by(|a, b| asked(b).cmp(&asked(a)).then_with(|| name(a).cmp(name(b))));
    let primary = primary(taxonomy, profile, as_of);

    let advice = |e: &&SkillEvidence| {
        let listing = Listing::new(profile, e, demand.map(|of| of(e.skill)), as_of, stale_after, listed.len());
        let Listing { listed_only, stale_years, .. } = listing;
        let postings = match asked(e) {
            1 => "1 posting asks for it".to_owned(),
            n => format!("{n} postings ask for it"),
        };
        let suggestion = listing.suggestion();
        let reason = match (suggestion, stale_years) {
            (Suggestion::Show, _) if asked(e) > 0 => {
                format!("{postings}, and no statement shows it: put it into one, or be ready for the question.")
            }
            (Suggestion::Show, _) => "No statement shows it: put it into one, or drop it.".to_owned(),
            (Suggestion::Drop, _) if listed_only && demand.is_some() => {
                "No statement shows it and no posting asks for it.".to_owned()
            }
            (Suggestion::Drop, _) if listed_only => format!(
                "No statement shows it, and the list has {} names where {SKILL_BUDGET} are plenty.",
                listed.len()
            ),
            (Suggestion::Drop, years) => format!("Last used {} years ago.", years.unwrap_or(stale_after)),
            (Suggestion::Keep, Some(years)) => {
                format!("{postings}; last used {years} years ago, so prepare for it.")
            }
            (Suggestion::Keep, None) if asked(e) > 0 => format!("A statement shows it, and {postings}."),
            (Suggestion::Keep, None) => "A statement shows it.".to_owned(),
        };
        let name = name(e);
        let lower = Lower::of(name);
        let mut cues = CuesOfAll::new(1);
        cues.find(&words(&lower, Span::new(0, name.len())));
        let security = cues.of(0).has(Cue::Secure);
        SkillAdvice {
            skill: e.skill,
            suggestion,
            reason,
            question: interview_question(name),
            listed_only,
            security_name: listed_only && security,
            stale_years,
        }
    };
    // "Python, Java, Go, ..." may name a category at a time, so that the stack need not be the very first names.
    let first = &profile.listed[..profile.listed.len().min(2 * primary.len())];
    let buried = primary.iter().filter(|id| !profile.listed.is_empty() && !first.contains(id)).copied().collect();
    SkillsList { count: listed.len(), primary, buried, advice: listed.iter().map(advice).collect() }
}

/// Two languages, a framework and a database: those used last, then those that most roles and statements show.
fn primary(taxonomy: &Taxonomy, profile: &ResumeProfile, as_of: Option<Month>) -> Vec<SkillId> {
    let mut out = Vec::new();
    for (tier, most) in [("languages", 2), ("frameworks", 1), ("databases", 1)] {
        let of_tier = |e: &&SkillEvidence| e.evidence == Evidence::Demonstrated && taxonomy.tier_of(e.skill).id == tier;
        let mut shown: Vec<&SkillEvidence> = profile.skills.iter().filter(of_tier).collect();
        shown.sort_by_key(|e| {
            (Reverse(profile.last_used(e, as_of)), Reverse(e.roles().len()), Reverse(e.mentions()), e.skill)
        });
        out.extend(shown.iter().take(most).map(|e| e.skill));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extractor;

    #[test]
    fn every_question_is_about_a_known_skill() {
        let taxonomy = Taxonomy::built_in().unwrap();
        assert!(QUESTIONS.len() > 90, "{}", QUESTIONS.len());
        let unknown: Vec<&String> =
            QUESTIONS.keys().filter(|name| !taxonomy.skills().iter().any(|s| s.name == **name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn listed_stale_and_asked_for_skills_are_told_apart() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let text = "Ada Example\n\nSkills\n\nPython, PostgreSQL, Perl, Kafka, OAuth 2.0\n\nExperience\n\n\
            Developer, Example Ltd, 01/2020 - 06/2024\n• Built the order API in Python on PostgreSQL\n\n\
            Developer, Sample GmbH, 01/2009 - 12/2011\n• Wrote import scripts in Perl\n";
        let profile = extractor.resume(text);
        let taxonomy = extractor.taxonomy();
        let name = |id: SkillId| taxonomy.skill(id).name.as_str();
        let demand = |id: SkillId| u32::from(name(id) == "Kafka") * 3;
        let list = skills_list(taxonomy, &profile, Some(&demand), Month::of_iso("2024-06-01"), 5);
        let told: Vec<(&str, &str)> = list.advice.iter().map(|a| (name(a.skill), a.suggestion.as_str())).collect();
        assert_eq!(told[0], ("Kafka", "show"));
        assert!(told.contains(&("Python", "keep")) && told.contains(&("PostgreSQL", "keep")), "{told:?}");
        assert!(told.contains(&("Perl", "drop")), "{told:?}");
        assert!(list.advice.iter().any(|a| a.security_name), "{told:?}");
        assert!(list.advice[0].question.is_some_and(|q| q.contains("consumer groups")));
        assert_eq!(list.primary.iter().map(|id| name(*id)).collect::<Vec<_>>(), ["Python", "Perl", "PostgreSQL"]);
        assert!(list.buried.is_empty());
        let buried =
            text.replace("Python, PostgreSQL, Perl, ", "Excel, Git, Jira, Bash, Docker, Linux, Python, PostgreSQL, ");
        let list = skills_list(taxonomy, &extractor.resume(&buried), None, None, 5);
        assert!(list.buried.iter().any(|id| name(*id) == "Python"), "{:?}", list.buried);
    }
}
