//! A fix as a sentence that names the place: the role and bullet of the resume, and the posting's line.

use std::cell::OnceCell;

use crate::extract::{Month, Requirement, ResumeSection, RoleEnd, SkillEvidence, Statement};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::explain::{Gap, PostingSide, ResumeSide};
use super::fix::Fix;

/// Characters of a bullet, a role or a line of a posting that are quoted.
const QUOTED: usize = 70;

/// What the sentences about one skill of a resume have in common, made when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    place: OnceCell<String>,
    where_to_show: OnceCell<String>,
}

/// Appends the sentence for the client about a gap of `posting`, nothing where there is nothing to do. It states only what the
/// two documents say.
pub fn advise(taxonomy: &Taxonomy, posting: PostingSide<'_>, resume: &ResumeSide<'_>, gap: &Gap, out: &mut String) {
    let Some(fix) = gap.fix else { return };
    let requirement = &posting.profile.requirements[gap.requirement];
    let name = |skill: SkillId| taxonomy.skill(skill).name.as_str();
    let best = gap.evidence.map(|at| (&resume.profile.skills[at], &resume.phrases[at]));
    let via = |e: &SkillEvidence| e.via.map(name).unwrap_or_default();
    let line = requirement.quote.of(posting.text);
    match (fix, best) {
        (Fix::Show, Some((e, phrases))) => {
            put(out, [name(e.skill), " stands only in ", section(e.section), ": "]);
            out.push_str(phrases.where_to_show.get_or_init(|| where_to_show(taxonomy, e.skill, resume)));
            out.push_str(", with what you built and what came of it. The posting: ");
            quote(line, out);
            out.push('.');
        }
        (Fix::NameIt, Some((e, phrases))) => {
            let (own, via) = (name(e.skill), via(e));
            put(out, [via, " proves ", own, ", but ", own, " is not named: name it where ", via, " stands, in "]);
            out.push_str(phrases.place(e, resume));
            out.push_str(". The posting: ");
            quote(line, out);
            out.push('.');
        }
        (Fix::Bridge, Some((e, phrases))) => {
            asked(taxonomy, requirement, line, out);
            put(out, [" You show ", via(e), ", which is close, in ", phrases.place(e, resume)]);
            put(out, [": say there what carries over, or learn ", name(e.skill), "."]);
        }
        (Fix::MirrorWording, Some((e, phrases))) => {
            let written = e.spelled.first().map_or_else(|| e.quote.of(resume.text), String::as_str);
            put(out, ["You show it as \"", written, "\" in ", phrases.place(e, resume), "; the posting writes \""]);
            match requirement.any_of.iter().position(|s| *s == e.skill) {
                Some(at) => out.push_str(requirement.spelled[at].of(posting.text)),
                None => any_of(taxonomy, &requirement.any_of, out),
            }
            out.push_str("\": use its spelling too.");
        }
        (Fix::Learn, _) | (_, None) => {
            asked(taxonomy, requirement, line, out);
            out.push_str(" The resume does not show it: learn it, or show it if you know it.");
        }
    }
}

fn put<const N: usize>(out: &mut String, parts: [&str; N]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// "The posting asks for Java or Go (3+ years): "the line"."
fn asked(taxonomy: &Taxonomy, requirement: &Requirement, line: &str, out: &mut String) {
    out.push_str("The posting asks for ");
    any_of(taxonomy, &requirement.any_of, out);
    if let Some(years) = requirement.min_years {
        put(out, [" (", &years.to_string(), "+ years)"]);
    }
    out.push_str(": ");
    quote(line, out);
    out.push('.');
}

/// "Java, Go or Python"
fn any_of(taxonomy: &Taxonomy, skills: &[SkillId], out: &mut String) {
    for (at, skill) in skills.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == skills.len() => " or ",
            _ => ", ",
        };
        put(out, [before, &taxonomy.skill(*skill).name]);
    }
}

impl Phrases {
    fn place(&self, e: &SkillEvidence, resume: &ResumeSide<'_>) -> &str {
        self.place.get_or_init(|| place(e, resume))
    }
}

/// Where a skill that is only listed could be shown: the bullet whose technologies are nearest, of the family before the tier and of
/// newer roles before older ones; else a bullet of the newest role.
fn where_to_show(taxonomy: &Taxonomy, skill: SkillId, resume: &ResumeSide<'_>) -> String {
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
fn role_line(resume: &ResumeSide<'_>, role: u16) -> Option<String> {
    let span = resume.profile.roles.get(usize::from(role))?.span;
    let line = span.of(resume.text).lines().find(|line| line.chars().any(char::is_alphabetic))?;
    Some(quoted(line))
}

/// Where evidence stands: the bullet itself where it is a statement of work; a section elsewhere, whose words may be about the
/// person.
fn place(e: &SkillEvidence, resume: &ResumeSide<'_>) -> String {
    let statements = &resume.profile.statements;
    let after = statements.partition_point(|s| s.span.start <= e.quote.start);
    let within = |span: Span| span.contains(Span { start: e.quote.start, end: e.quote.start + 1 });
    match after.checked_sub(1).map(|at| statements[at].span).filter(|span| within(*span)) {
        Some(span) => format!("the bullet {}", quoted(span.of(resume.text))),
        None => section(e.section).to_owned(),
    }
}

/// The beginning of a text on one line, in quotes; cut between words.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    quote(text, &mut out);
    out
}

/// Appends [`quoted`].
fn quote(text: &str, out: &mut String) {
    out.push('"');
    match plain_beginning(text) {
        Some(end) if end < text.len() => put(out, [&text[..end], " …"]),
        Some(_) => out.push_str(text.trim_end_matches(ENDS)),
        None => quote_by_word(text, out),
    }
    out.push('"');
}

/// What a quote does not end with.
const ENDS: [char; 3] = ['.', ';', ','];

/// Where to cut a text of plain words with one space between them, its end where it is short; none where it has to be looked
/// at word by word.
fn plain_beginning(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The last word may end where a space more would be one too many.
    let seen = &bytes[..bytes.len().min(QUOTED + 2)];
    let ends = seen.first()?.is_ascii_graphic() && bytes.last()?.is_ascii_graphic();
    let ascii = seen.iter().fold(true, |plain, b| plain & matches!(b, b' '..=b'~'));
    let single = seen.iter().zip(&seen[1..]).fold(true, |single, (a, b)| single & !((*a == b' ') & (*b == b' ')));
    if !(ends && ascii && single) {
        return None;
    }
    if bytes.len() <= QUOTED + 1 { Some(bytes.len()) } else { seen.iter().rposition(|b| *b == b' ') }
}

fn quote_by_word(text: &str, out: &mut String) {
    let (start, mut chars) = (out.len(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if chars + length > QUOTED && chars > 0 {
            out.push_str(" …");
            return;
        }
        if chars > 0 {
            out.push(' ');
            chars += 1;
        }
        out.push_str(word);
        chars += length;
    }
    out.truncate(start + out[start..].trim_end_matches(ENDS).len());
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
        ResumeSection::Other => "a side section",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_quoted_as_all_others() {
        let words = ["a", "Go", "C++", "PostgreSQL,", "distributed", "systems.", "und", "é", "\u{a0}", "of;", "  "];
        let mut cut = 0;
        for seed in 0..4000_usize {
            let n = seed % 23;
            let text = (0..n).map(|i| words[(seed * 31 + i * i * 7 + seed / 5 * i) % words.len()]).collect::<Vec<_>>();
            for text in [text.join(" "), text.join(""), text.join("ab"), text.join("   ").trim().to_owned()] {
                let mut by_word = String::new();
                quote_by_word(&text, &mut by_word);
                cut += usize::from(by_word.ends_with('…'));
                assert_eq!(quoted(&text), format!("\"{by_word}\""), "{text:?}");
            }
        }
        assert!(cut > 1000, "{cut}");
        for n in 66..76 {
            let text = format!("{} {} end", "x".repeat(n - 40), "y".repeat(39));
            let mut by_word = String::new();
            quote_by_word(&text, &mut by_word);
            assert_eq!(quoted(&text), format!("\"{by_word}\""), "{text:?}");
        }
    }
}
