//! A fix as a sentence that names the place: the role and bullet of the resume, and the posting's line.

use crate::extract::{Importance, Month, Requirement, ResumeSection, RoleEnd, SkillEvidence, Statement};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::explain::ResumeSide;
use super::fix::Fix;

/// Characters of a bullet, a role or a line of a posting that are quoted.
const QUOTED: usize = 70;

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
    let via = |e: &SkillEvidence| e.via.map(|v| taxonomy.skill(v).name.clone()).unwrap_or_default();
    let asked: Vec<&str> = requirement.any_of.iter().map(|s| taxonomy.skill(*s).name.as_str()).collect();
    let asked = any_of(&asked);
    let years = requirement.min_years.map(|y| format!(" ({y}+ years)")).unwrap_or_default();
    let own = best.and_then(|e| requirement.any_of.iter().position(|s| *s == e.skill));
    let line = line_around(posting, requirement.quote, requirement.spelled.get(own.unwrap_or(0)).copied());
    let wants = match requirement.importance {
        Importance::Required => "requires",
        Importance::Preferred => "welcomes",
        Importance::Mentioned => "mentions",
    };
    match (fix, best) {
        (Fix::Show, Some(e)) => format!(
            "{} stands only in {}: {}, with what you built and what came of it. The posting: {line}.",
            name(e),
            section(e.section),
            where_to_show(taxonomy, e.skill, resume)
        ),
        (Fix::NameIt, Some(e)) => format!(
            "{1} proves {0}, but {0} is not named: name it where {1} stands, in {2}. The posting: {line}.",
            name(e),
            via(e),
            place(e, resume)
        ),
        (Fix::Bridge, Some(e)) => {
            let carried = match bullet_of(e, resume) {
                Some(bullet) => {
                    format!("You show {}, which is close, in the bullet {bullet}: say there what carries over", via(e))
                }
                None => format!(
                    "You name {}, which is close, in {}: show in work what you did with it and what carries over",
                    via(e),
                    section(e.section)
                ),
            };
            format!("The posting {wants} {asked}{years}: {line}. {carried}, or learn {}.", name(e))
        }
        (Fix::MirrorWording, Some(e)) => {
            let own = own.and_then(|i| requirement.spelled.get(i)).map(|spelled| spelled.of(posting));
            let written = e.spelled.first().cloned().unwrap_or_else(|| e.quote.of(resume.text).to_owned());
            format!(
                "You show it as \"{written}\" in {}; the posting writes \"{}\": use its spelling too.",
                place(e, resume),
                own.unwrap_or(&asked)
            )
        }
        (Fix::Learn, _) | (_, None) => {
            let it = if requirement.any_of.len() > 1 { "any of them" } else { "it" };
            format!(
                "The posting {wants} {asked}{years}: {line}. Nothing in the resume shows {it}: if you have used it, say where and what \
                 for; else learn it."
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

/// Where a skill that is only listed could be shown: the bullet whose technologies are nearest, of the family before the tier and of
/// newer roles before older ones; else a bullet of the newest role.
fn where_to_show(taxonomy: &Taxonomy, skill: SkillId, resume: ResumeSide<'_>) -> String {
    let profile = resume.profile;
    let own = taxonomy.skill(skill);
    let newness = |role: Option<u16>| role.and_then(|r| profile.roles.get(usize::from(r))).map(|r| (r.end, r.start));
    type Nearness = (bool, Option<(RoleEnd, Month)>);
    let mut nearest: Option<(Nearness, &Statement, SkillId)> = None;
    for (other, span) in profile.named.iter().filter(|(other, _)| *other != skill) {
        let beside = taxonomy.skill(*other);
        if beside.tier != own.tier {
            continue;
        }
        let after = profile.statements.partition_point(|s| s.span.start <= span.start);
        let Some(statement) = after.checked_sub(1).map(|at| &profile.statements[at]) else { continue };
        if !statement.span.contains(*span) {
            continue;
        }
        let family = own.family.is_some() && own.family == beside.family;
        let key = (family, newness(statement.role));
        if nearest.is_none_or(|(best, ..)| key > best) {
            nearest = Some((key, statement, *other));
        }
    }
    if let Some((_, statement, other)) = nearest {
        let role = statement.role.and_then(|r| role_line(resume, r)).map(|r| format!(" of {r}")).unwrap_or_default();
        let beside = &taxonomy.skill(other).name;
        let bullet = quoted(statement.span.of(resume.text));
        return format!("if you used it there, show it beside {beside} in the bullet {bullet}{role}");
    }
    let newest = (0..profile.roles.len()).max_by_key(|r| (profile.roles[*r].end, profile.roles[*r].start));
    match newest.and_then(|r| role_line(resume, r as u16)) {
        Some(role) => format!("show it in a bullet of {role}, or of the role where you used it"),
        None => "put it into a statement of work or of a project".to_owned(),
    }
}

/// The first line of a role that has a letter, in quotes.
fn role_line(resume: ResumeSide<'_>, role: u16) -> Option<String> {
    let span = resume.profile.roles.get(usize::from(role))?.span;
    let line = span.of(resume.text).lines().find(|line| line.chars().any(char::is_alphabetic))?;
    Some(quoted(line))
}

/// Where evidence stands: the bullet itself where it is a statement of work; a section elsewhere, whose words may be about the
/// person.
fn place(e: &SkillEvidence, resume: ResumeSide<'_>) -> String {
    bullet_of(e, resume).map_or_else(|| section(e.section).to_owned(), |bullet| format!("the bullet {bullet}"))
}

/// The statement of work that evidence stands in, in quotes.
fn bullet_of(e: &SkillEvidence, resume: ResumeSide<'_>) -> Option<String> {
    let statements = &resume.profile.statements;
    let after = statements.partition_point(|s| s.span.start <= e.quote.start);
    let within = |span: Span| span.contains(Span { start: e.quote.start, end: e.quote.start + 1 });
    let span = after.checked_sub(1).map(|at| statements[at].span).filter(|span| within(*span))?;
    Some(quoted(span.of(resume.text)))
}

/// The posting's words in quotes. Of a long line those around the name that is asked for, so that a reader sees it.
fn line_around(posting: &str, line: Span, name: Option<Span>) -> String {
    let Some(name) = name.filter(|name| line.contains(*name)) else { return quoted(line.of(posting)) };
    let words = |start, end| Span { start, end }.of(posting);
    if words(line.start, name.end).chars().count() <= QUOTED {
        return quoted(line.of(posting));
    }
    // Some words before the name, counted from its end.
    let mut from = name.start;
    for (at, space) in words(line.start, name.start).rmatch_indices(char::is_whitespace) {
        let start = line.start + (at + space.len()) as u32;
        if words(start, name.end).chars().count() > QUOTED / 2 {
            break;
        }
        from = start;
    }
    quoted(words(from, line.end)).replacen('"', "\"… ", 1)
}

/// The beginning of a text on one line, in quotes; cut between words.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > QUOTED && !out.is_empty() {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    format!("\"{}\"", out.trim_end_matches(['.', ';', ',']))
}

fn section(section: ResumeSection) -> &'static str {
    match section {
        ResumeSection::Header => "the headline",
        ResumeSection::Summary => "the summary",
        ResumeSection::Experience => "your experience",
        ResumeSection::Projects => "your projects",
        ResumeSection::Skills => "the skills section",
        ResumeSection::Education => "your education",
        ResumeSection::Certificates => "your certificates",
        ResumeSection::Other => "another section",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_quoted_around_the_name() {
        let posting = "Experience with one thing and another,\u{a0}and with the services of our cloud (Lambda, API Gateway, Step Functions) at scale";
        let line = Span { start: 0, end: posting.len() as u32 };
        let of = |name: &str| {
            let start = posting.find(name).unwrap() as u32;
            line_around(posting, line, Some(Span { start, end: start + name.len() as u32 }))
        };
        assert_eq!(of("API Gateway"), "\"… cloud (Lambda, API Gateway, Step Functions) at scale\"");
        assert_eq!(of("one thing"), "\"Experience with one thing and another, and with the services of our …\"");
        assert_eq!(line_around(posting, line, None), of("one thing"));
    }
}
