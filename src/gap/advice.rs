//! A fix as a sentence that names the place.

use crate::extract::{Requirement, ResumeSection, SkillEvidence};
use crate::taxonomy::Taxonomy;

use super::explain::ResumeSide;
use super::fix::Fix;

/// The sentence for the client. It states only what the two documents say.
pub(super) fn advice(
    taxonomy: &Taxonomy,
    fix: Fix,
    requirement: &Requirement,
    best: Option<&SkillEvidence>,
    posting: &str,
    resume: ResumeSide<'_>,
) -> String {
    let name = |e: &SkillEvidence| taxonomy.skill(e.skill).name.clone();
    let asked: Vec<&str> = requirement.any_of.iter().map(|s| taxonomy.skill(*s).name.as_str()).collect();
    let asked = any_of(&asked);
    let years = requirement.min_years.map(|y| format!(" ({y}+ years)")).unwrap_or_default();
    match (fix, best) {
        (Fix::Show, Some(e)) => format!(
            "{} stands only in {}: put it into a statement of work or of a project, with what you built and what came of it.",
            name(e),
            place(e.section)
        ),
        (Fix::NameIt, Some(e)) => {
            let via = e.via.map(|v| taxonomy.skill(v).name.clone()).unwrap_or_default();
            format!(
                "{via} proves {0}, but {0} is not named: name it where {via} stands, in {1}.",
                name(e),
                place(e.section)
            )
        }
        (Fix::Bridge, Some(e)) => {
            let via = e.via.map(|v| taxonomy.skill(v).name.clone()).unwrap_or_default();
            format!(
                "The posting asks for {asked}{years}; you show {via}, which is close: say what carries over, or learn {}.",
                name(e)
            )
        }
        (Fix::MirrorWording, Some(e)) => {
            let own = requirement.any_of.iter().position(|s| *s == e.skill).map(|i| requirement.spelled[i].of(posting));
            let written = e.spelled.first().cloned().unwrap_or_else(|| e.quote.of(resume.text).to_owned());
            format!(
                "You show it as \"{written}\"; the posting writes \"{}\": use its spelling too.",
                own.unwrap_or(&asked)
            )
        }
        (Fix::Learn, _) | (_, None) => {
            format!(
                "The posting asks for {asked}{years}; the resume does not show it: learn it, or show it if you know it."
            )
        }
    }
}

/// "Java, Go or Python"
fn any_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn place(section: ResumeSection) -> &'static str {
    match section {
        ResumeSection::Header => "the headline",
        ResumeSection::Summary => "the summary",
        ResumeSection::Experience => "your experience",
        ResumeSection::Projects => "your projects",
        ResumeSection::Skills => "the skills section",
        ResumeSection::Education => "your education",
        ResumeSection::Certificates => "your certificates",
        ResumeSection::Other => "a side section",
    }
}
