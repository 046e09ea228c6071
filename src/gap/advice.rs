//! A fix as a sentence that names the place: the role and bullet of the resume, and the posting's line.

use std::fmt;
use std::sync::OnceLock;

use crate::extract::{Choices, Importance, Month, Requirement, ResumeSection, RoleEnd, SkillEvidence, Statement};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::explain::{Gap, PostingSide, ResumeSide};
use super::fix::Fix;

/// Characters of a bullet, a role or a line of a posting that are quoted.
const QUOTED: usize = 70;

/// The sentence about a gap, to be put together where it is written: only there is it needed, and it is longer than all that it is
/// made of.
#[derive(Clone, Copy)]
pub struct Advice<'a> {
    /// By which skills are named.
    pub taxonomy: &'a Taxonomy,
    /// Who asks.
    pub posting: PostingSide<'a>,
    /// Who is told.
    pub resume: &'a ResumeSide<'a>,
    /// About what.
    pub gap: &'a Gap,
}

impl Advice<'_> {
    /// Appends the sentence, nothing where there is nothing to do.
    pub fn put(self, out: &mut String) {
        advise(self.taxonomy, self.posting, self.resume, self.gap, out);
    }
}

impl fmt::Debug for Advice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sentence = String::new();
        self.put(&mut sentence);
        fmt::Debug::fmt(&sentence, f)
    }
}

/// What the sentences about one skill of a resume have in common, made when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    place: OnceLock<String>,
    carried: OnceLock<String>,
    where_to_show: OnceLock<String>,
}

/// Appends the sentence for the client about a gap of `posting`, nothing where there is nothing to do. It states only what the
/// two documents say.
fn advise(taxonomy: &Taxonomy, posting: PostingSide<'_>, resume: &ResumeSide<'_>, gap: &Gap, out: &mut String) {
    let Some(fix) = gap.fix else { return };
    let requirement = posting.profile.requirements.at(gap.requirement as usize);
    let name = |skill: SkillId| taxonomy.name(skill);
    let best = gap.evidence.map(|at| at as usize).map(|at| (&resume.profile.skills[at], resume.phrases(at)));
    let via = |e: &SkillEvidence| e.via.map(name).unwrap_or_default();
    let own = best.and_then(|(e, _)| requirement.any_of.iter().position(|s| s == e.skill));
    let line = (requirement.quoted, requirement.any_of.spelled(own.unwrap_or(0)));
    match (fix, best) {
        (Fix::Show, Some((e, phrases))) => {
            put(out, [name(e.skill), " stands only in ", section(e.section), ": "]);
            out.push_str(phrases.where_to_show.get_or_init(|| where_to_show(taxonomy, e.skill, resume)));
            out.push_str(", with what you built and what came of it. The posting: ");
            quote_around(posting.words, line, out);
            out.push('.');
        }
        (Fix::NameIt, Some((e, phrases))) => {
            let (own, via) = (name(e.skill), via(e));
            put(out, [via, " proves ", own, ", but ", own, " is not named: name it where ", via, " stands, in "]);
            put(out, [phrases.place.get_or_init(|| place(e, resume)), ". The posting: "]);
            quote_around(posting.words, line, out);
            out.push('.');
        }
        (Fix::Bridge, Some((e, phrases))) => {
            asked(taxonomy, requirement, (posting.words, line), out);
            put(
                out,
                [" ", phrases.carried.get_or_init(|| carried(via(e), e, resume)), ", or learn ", name(e.skill), "."],
            );
        }
        (Fix::MirrorWording, Some((e, phrases))) => {
            let written = e.spelled().first().map_or_else(|| e.quote.of(resume.text), String::as_str);
            let place = phrases.place.get_or_init(|| place(e, resume));
            put(out, ["You show it as \"", written, "\" in ", place, "; the posting writes \""]);
            match own.and_then(|at| requirement.any_of.spelled(at)) {
                Some(spelled) => out.push_str(spelled.of(posting.words)),
                None => any_of(taxonomy, requirement.any_of, out),
            }
            out.push_str("\": use its spelling too.");
        }
        (Fix::Learn, _) | (_, None) => {
            asked(taxonomy, requirement, (posting.words, line), out);
            let it = if requirement.any_of.len() > 1 { "any of them" } else { "it" };
            put(
                out,
                [" Nothing in the resume shows ", it, ": if you have used it, say where and what for; else learn it."],
            );
        }
    }
}

fn put<const N: usize>(out: &mut String, parts: [&str; N]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// "The posting requires Java or Go (3+ years): "the line"."
fn asked(
    taxonomy: &Taxonomy,
    requirement: Requirement<'_>,
    (words, line): (&str, (Span, Option<Span>)),
    out: &mut String,
) {
    let wants = match requirement.importance {
        Importance::Required => "requires ",
        Importance::Preferred => "welcomes ",
        Importance::Mentioned => "mentions ",
    };
    put(out, ["The posting ", wants]);
    any_of(taxonomy, requirement.any_of, out);
    if let Some(years) = requirement.min_years {
        put(out, [" (", &years.to_string(), "+ years)"]);
    }
    out.push_str(": ");
    quote_around(words, line, out);
    out.push('.');
}

/// "Java, Go or Python"
fn any_of(taxonomy: &Taxonomy, skills: Choices<'_>, out: &mut String) {
    for (at, skill) in skills.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == skills.len() => " or ",
            _ => ", ",
        };
        put(out, [before, taxonomy.name(skill)]);
    }
}

/// What of a skill that is close carries over.
fn carried(via: &str, e: &SkillEvidence, resume: &ResumeSide<'_>) -> String {
    match bullet_of(e, resume) {
        Some(bullet) => {
            format!("You show {via}, which is close, in the bullet {bullet}: say there what carries over")
        }
        None => format!(
            "You name {via}, which is close, in {}: show in work what you did with it and what carries over",
            section(e.section)
        ),
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
        let beside = taxonomy.name(other);
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
    bullet_of(e, resume).map_or_else(|| section(e.section).to_owned(), |bullet| format!("the bullet {bullet}"))
}

/// The statement of work that evidence stands in, in quotes.
fn bullet_of(e: &SkillEvidence, resume: &ResumeSide<'_>) -> Option<String> {
    let statements = &resume.profile.statements;
    let after = statements.partition_point(|s| s.span.start <= e.quote.start);
    let within = |span: Span| span.contains(Span { start: e.quote.start, end: e.quote.start + 1 });
    let span = after.checked_sub(1).map(|at| statements[at].span).filter(|span| within(*span))?;
    Some(quoted(span.of(resume.text)))
}

/// Appends a posting's line in quotes. Of a long line the words around the name that is asked for, so that a reader sees it.
fn quote_around(words: &str, (line, name): (Span, Option<Span>), out: &mut String) {
    let words = line.of(words);
    // From here on places are those in the line.
    let name = name.filter(|name| line.contains(*name));
    let ends = name.map(|name| ((name.start - line.start) as usize, (name.end - line.start) as usize));
    match ends.and_then(|name| if words.is_ascii() { plain_start(words, name) } else { start_around(words, name) }) {
        Some(start) => {
            out.push_str("\"… ");
            push_beginning(&words[start..], out);
            out.push('"');
        }
        None => quote(words, out),
    }
}

/// Where to begin a long line so that the name at these places is seen: some words before it, counted from its end. None where the
/// beginning of the line shows it.
fn start_around(line: &str, (name, end): (usize, usize)) -> Option<usize> {
    let fits = |text: &str, most: usize| text.len() <= most || text.chars().count() <= most;
    if fits(&line[..end], QUOTED) {
        return None;
    }
    let spaces = line[..name].rmatch_indices(char::is_whitespace);
    let starts = spaces.map(|(at, space)| at + space.len());
    Some(starts.take_while(|start| fits(&line[*start..end], QUOTED / 2)).last().unwrap_or(name))
}

/// The same of a line whose characters are bytes.
fn plain_start(line: &str, (name, end): (usize, usize)) -> Option<usize> {
    if end <= QUOTED {
        return None;
    }
    // The first word that begins late enough.
    let first = (end - QUOTED / 2).saturating_sub(1).min(name);
    let space = line[first..name].bytes().position(|byte| char::from(byte).is_whitespace());
    Some(space.map_or(name, |space| first + space + 1))
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
    push_beginning(text, out);
    out.push('"');
}

/// Appends it without the quotes.
fn push_beginning(text: &str, out: &mut String) {
    match plain_beginning(text) {
        Some(end) if end < text.len() => put(out, [&text[..end], " …"]),
        Some(_) => out.push_str(text.trim_end_matches(ENDS)),
        None => push_by_word(text, out),
    }
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

fn push_by_word(text: &str, out: &mut String) {
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
        let around = |name| {
            let mut out = String::new();
            quote_around(posting, (line, name), &mut out);
            out
        };
        let of = |name: &str| {
            let start = posting.find(name).unwrap() as u32;
            around(Some(Span { start, end: start + name.len() as u32 }))
        };
        assert_eq!(of("API Gateway"), "\"… of our cloud (Lambda, API Gateway, Step Functions) at scale\"");
        assert_eq!(of("one thing"), "\"Experience with one thing and another, and with the services of our …\"");
        assert_eq!(around(None), of("one thing"));
    }

    #[test]
    fn plain_lines_begin_where_all_others_do() {
        let words = ["a", "of", "Go", "PostgreSQL,", "distributed", "systems", "\tx", "  "];
        let mut far = 0;
        for seed in 0..3000_usize {
            let line = (0..seed % 40).map(|i| words[(seed * 31 + i * i * 7) % words.len()]).collect::<Vec<_>>();
            let line = line.join(if seed % 7 == 0 { "" } else { " " });
            for name in (0..line.len()).step_by(5) {
                let name = (name, (name + 1 + seed % 50).min(line.len()));
                let start = start_around(&line, name);
                far += usize::from(start.is_some());
                assert_eq!(plain_start(&line, name), start, "{line:?} {name:?}");
            }
        }
        assert!(far > 1000, "{far}");
    }

    #[test]
    fn plain_texts_are_quoted_as_all_others() {
        let words = ["a", "Go", "C++", "PostgreSQL,", "distributed", "systems.", "und", "é", "\u{a0}", "of;", "  "];
        let mut cut = 0;
        for seed in 0..4000_usize {
            let n = seed % 23;
            let text = (0..n).map(|i| words[(seed * 31 + i * i * 7 + seed / 5 * i) % words.len()]).collect::<Vec<_>>();
            for text in [text.join(" "), text.join(""), text.join("ab"), text.join("   ").trim().to_owned()] {
                let mut by_word = String::new();
                push_by_word(&text, &mut by_word);
                cut += usize::from(by_word.ends_with('…'));
                assert_eq!(quoted(&text), format!("\"{by_word}\""), "{text:?}");
            }
        }
        assert!(cut > 1000, "{cut}");
        for n in 66..76 {
            let text = format!("{} {} end", "x".repeat(n - 40), "y".repeat(39));
            let mut by_word = String::new();
            push_by_word(&text, &mut by_word);
            assert_eq!(quoted(&text), format!("\"{by_word}\""), "{text:?}");
        }
    }
}
