//! The head of a job in its parts: the post and the employer.

use std::sync::LazyLock;

use crate::text::Span;

use super::date::range;
use super::entry::{is_firm, is_post};
use super::scan::Scan;
use super::words::Words;

/// What the head of a job names; none of what it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub title: Option<Span>,
    pub company: Option<Span>,
}

/// Whether one of the words names what people are employed as.
pub(super) fn names_post(text: &str) -> bool {
    static KNOWN: LazyLock<Words> = LazyLock::new(|| Words::new(&[(&POSTS, 1)]));
    words(text).any(|word| KNOWN.has(word) || word.strip_suffix(['s', 'S']).is_some_and(|one| KNOWN.has(one)))
}

/// Whether one of the words belongs to a course of study.
pub(super) fn names_study(text: &str) -> bool {
    const STUDIES: [&str; 26] = [
        "bachelor",
        "bachelors",
        "bachelor's",
        "bsc",
        "b.sc",
        "b.e",
        "b.tech",
        "btech",
        "b.a",
        "bca",
        "masters",
        "master's",
        "msc",
        "m.sc",
        "m.tech",
        "mtech",
        "mca",
        "mba",
        "phd",
        "ph.d",
        "diploma",
        "degree",
        "cgpa",
        "gpa",
        "graduated",
        "graduation",
    ];
    let small = text.to_lowercase().replace('’', "'");
    let word = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\''));
    small.contains("master of") || small.split(word).any(|word| STUDIES.contains(&word.trim_end_matches('.')))
}

/// Posts by their last word, in the singular.
const POSTS: [&str; 60] = [
    "accountant",
    "administrator",
    "admin",
    "advisor",
    "adviser",
    "agent",
    "analyst",
    "apprentice",
    "architect",
    "assistant",
    "associate",
    "ceo",
    "clerk",
    "coach",
    "co-founder",
    "cofounder",
    "consultant",
    "contractor",
    "coordinator",
    "cto",
    "designer",
    "developer",
    "devops",
    "dba",
    "director",
    "engineer",
    "executive",
    "expert",
    "fellow",
    "founder",
    "freelance",
    "freelancer",
    "head",
    "instructor",
    "intern",
    "internship",
    "lead",
    "leader",
    "lecturer",
    "manager",
    "mentor",
    "nurse",
    "officer",
    "operator",
    "owner",
    "president",
    "professor",
    "programmer",
    "researcher",
    "scientist",
    "sde",
    "sre",
    "specialist",
    "supervisor",
    "surgeon",
    "teacher",
    "technician",
    "tester",
    "trainee",
    "tutor",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).flat_map(|word| {
        // "Web-developer", but "co-founder" as it stands.
        std::iter::once(word).chain(word.split('-').filter(move |part| part.len() < word.len()))
    })
}

/// The post and the employer that the lines of a head name.
///
/// Labels say which is which ("Designation: ..."). Else the lines are cut at commas, bars and dashes: the first part that names a post
/// is the title; the employer is what "at" leads to, what ends as firms do ("Ltd"), or the part next to the title. Of the lines `below`
/// only labels count.
pub(super) fn named(scan: &Scan<'_>, lines: &[Span], below: impl Iterator<Item = Span>) -> Named {
    let mut found = Named::default();
    let mut parts: Vec<Part> = Vec::new();
    for line in lines {
        if has_other_label(line.of(scan.text)) {
            continue;
        }
        match label(scan.text, *line) {
            Some((true, value)) => found.title = found.title.or(value),
            Some((false, value)) => found.company = found.company.or(value),
            None => cut(scan, *line, &mut parts),
        }
    }
    for (is_title, value) in below.filter_map(|line| label(scan.text, line)) {
        let place = if is_title { &mut found.title } else { &mut found.company };
        *place = place.or(value);
    }
    let text = |part: &Part| part.span.of(scan.text);
    if found.title.is_none() {
        let short = |part: &Part, most: usize| !part.place && text(part).split_whitespace().count() <= most;
        let title = parts.iter().position(|part| short(part, TITLE_WORDS) && ends_as_post(text(part)));
        let title = title.or_else(|| parts.iter().position(|part| short(part, TITLE_WORDS) && names_post(text(part))));
        let title = title.or_else(|| parts.iter().position(|part| short(part, 2) && is_post(text(part))));
        found.title = title.map(|at| parts.remove(at).span);
    }
    if found.company.is_none() {
        let capital = |part: &Part| text(part).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let plain = |part: &Part| text(part).split_whitespace().count() <= FIRM_WORDS && !names_study(text(part));
        parts.retain(|part| !part.place && plain(part) && (part.led || capital(part)));
        // One name of a technology may be the employer's; several are what the work was done with.
        let is_name = |part: &Part| scan.names_in(part.span).iter().any(|name| name.span == part.span);
        if parts.iter().filter(|part| is_name(part)).count() > 1 {
            parts.retain(|part| part.led || !is_name(part));
        }
        let led = parts.iter().position(|part| part.led);
        let firm = || parts.iter().position(|part| text(part).split_whitespace().next_back().is_some_and(is_firm_word));
        // Where the name was taken out, what stands next is a place.
        let whole = found.title.is_some() && !lines.iter().any(|line| line.of(scan.text).contains(", ,"));
        let near = || whole.then(|| parts.iter().position(|part| !names_post(text(part)))).flatten();
        found.company = led.or_else(firm).or_else(near).map(|at| parts[at].span);
    }
    found
}

/// Words of a title, and of a firm's name.
const TITLE_WORDS: usize = 8;
const FIRM_WORDS: usize = 6;

fn is_firm_word(word: &str) -> bool {
    is_firm(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether the last word names a post, but for a step of a ladder: "Web developer II".
pub(super) fn ends_as_post(text: &str) -> bool {
    let plain = |word: &&str| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit() || b == b'I' || b == b'V');
    let last = text.split(|c: char| !c.is_alphanumeric()).rfind(plain).unwrap_or_default();
    is_post(last) && names_post(text) || names_post(last)
}

/// A part of a head.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    /// Whether "at" stands before it.
    led: bool,
    /// Whether it stands in brackets, as places and durations do.
    place: bool,
}

/// The value behind a label, and whether it is the title.
fn label(text: &str, line: Span) -> Option<(bool, Option<Span>)> {
    const TITLES: [&str; 9] = [
        "designation",
        "role",
        "position",
        "title",
        "job title",
        "position held",
        "post",
        "occupation",
        "occupation or position held",
    ];
    const FIRMS: [&str; 12] = [
        "company",
        "company name",
        "name of company",
        "client",
        "employer",
        "organization",
        "organisation",
        "firm",
        "name of the company",
        "organization name",
        "organisation name",
        "name and address of employer",
    ];
    // Europass sets its labels in a column of their own.
    const COLUMN: [(&str, bool); 2] =
        [("Occupation or position held ", true), ("Name and address of employer ", false)];
    if let Some((label, is_title)) = COLUMN.iter().find(|(label, _)| line.of(text).starts_with(label)) {
        return Some((*is_title, Some(Span { start: line.start + label.len() as u32, end: line.end })));
    }
    let (name, value) = line.of(text).split_once([':', '–', '|'])?;
    let small = name.trim().trim_end_matches(['-', ' ']).to_lowercase();
    let is_title = match () {
        () if TITLES.contains(&small.as_str()) => true,
        () if FIRMS.contains(&small.as_str()) => false,
        () => return None,
    };
    let value = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = line.end as usize - value.len();
    let span = Span::new(start, start + value.trim_end_matches([' ', '.', ',']).len());
    Some((is_title, (!span.of(text).is_empty()).then_some(span)))
}

/// "Currently working as an engineer" without what leads to the post.
fn without_lead(text: &str) -> &str {
    const LEADS: [&str; 17] = [
        "i",
        "am",
        "have",
        "been",
        "was",
        "currently",
        "presently",
        "present",
        "working",
        "worked",
        "work",
        "employed",
        "served",
        "as",
        "a",
        "an",
        "the",
    ];
    let first = text.split(' ').next().unwrap_or_default();
    match text.strip_prefix(first).map(str::trim_start) {
        Some(rest) if LEADS.contains(&first.to_lowercase().as_str()) => without_lead(rest),
        _ => text,
    }
}

/// Whether a line opens with a label that is neither a number nor a post: "Description: ...".
fn has_other_label(line: &str) -> bool {
    const LABEL_MAX: usize = 30;
    let Some((label, _)) = line.split_once([':']).filter(|(_, rest)| rest.starts_with([' ', '-'])) else {
        return false;
    };
    let known = self::label(line, Span::new(0, line.len())).is_some();
    label.len() <= LABEL_MAX && !known && !label.contains(|c: char| c.is_ascii_digit()) && !names_post(label)
}

/// Cuts a line into parts, without its dates.
fn cut(scan: &Scan<'_>, line: Span, parts: &mut Vec<Part>) {
    let dated = range(scan, line).map(|range| range.span);
    let mut depth = 0_i32;
    let mut start = line.start;
    let (mut led, mut place) = (false, false);
    let text = line.of(scan.text);
    let mut chars = text.char_indices().peekable();
    let mut push = |start: u32, end: u32, led: bool, place: bool| {
        let trimmed =
            Span { start, end }.of(scan.text).trim_matches(|c: char| c.is_whitespace() || "•-–—,;:|/".contains(c));
        let trimmed = trimmed.trim_end_matches(" since").trim_end_matches(" from");
        let trimmed = without_lead(trimmed.trim_end_matches(['.', ' ']).trim_start_matches(". "));
        if trimmed.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            let at = trimmed.as_ptr() as usize - scan.text.as_ptr() as usize;
            parts.push(Part { span: Span::new(at, at + trimmed.len()), led, place });
        }
    };
    while let Some((at, c)) = chars.next() {
        let at = line.start + at as u32;
        if let Some(dates) = dated.filter(|dates| at >= dates.start && at < dates.end) {
            if at == dates.start {
                push(start, at, led, place);
                (led, place) = (false, false);
            }
            start = dates.end;
            continue;
        }
        let spaced = at > line.start
            && scan.text.as_bytes()[at as usize - 1] == b' '
            && chars.peek().is_some_and(|n| n.1 == ' ');
        let rest = &scan.text[at as usize..line.end as usize];
        let lead = ["at ", "with ", "@ ", "bei ", "chez "]
            .iter()
            .find(|word| at > line.start && scan.text.as_bytes()[at as usize - 1] == b' ' && rest.starts_with(**word));
        match c {
            // "Example (P) Ltd" has no place in its brackets.
            '(' if rest.find(')').is_some_and(|end| end <= 3) => {}
            '(' | '[' => {
                push(start, at, led, place);
                (start, led, place) = (at + 1, false, true);
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                push(start, at, led, place);
                (start, led, place) = (at + 1, false, false);
                depth -= 1;
            }
            ',' | '|' | '\t' | ';' | '•' | '·' => {
                push(start, at, led, place);
                (start, led) = (at + c.len_utf8() as u32, false);
            }
            '-' | '–' | '—' | '/' | '~' if spaced => {
                // "Engineer / Senior engineer" is one title.
                if c != '/' {
                    push(start, at, led, place);
                    (start, led) = (at + c.len_utf8() as u32, false);
                }
            }
            ':' if chars.peek().is_none_or(|n| n.1 == ' ') => {
                push(start, at, led, place);
                (start, led) = (at + 1, false);
            }
            _ => {
                if let Some(word) = lead {
                    push(start, at, led, place);
                    (start, led) = (at + word.len() as u32, true);
                }
            }
        }
    }
    if start < line.end {
        push(start, line.end, led, place);
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn a_head_names_the_post_and_the_employer_in_any_order() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (head, title, company) in [
            ("Senior Engineer, Example Ltd, 2020 - 2022", "Senior Engineer", "Example Ltd"),
            ("Example Ltd, Bern\nSenior Engineer\nMay 2020 - now", "Senior Engineer", "Example Ltd"),
            ("May 2020 - now\nWeb Developer\nExample Rooms", "Web Developer", "Example Rooms"),
            ("2019 - 2021: Full Stack Developer at Example (Bern)", "Full Stack Developer", "Example"),
            ("2019 - 2021 Example (P) Ltd., Pune\n.NET Team Lead", ".NET Team Lead", "Example (P) Ltd"),
            ("Engineer / Senior Engineer | Oracle | 2019 - 2021", "Engineer / Senior Engineer", "Oracle"),
            (
                "Designation : Data Analyst\nCompany name : Example Works\nPeriod : May 2019 - June 2021",
                "Data Analyst",
                "Example Works",
            ),
            (
                "Dates May 2019 - June 2021\nOccupation or position held Clerk\nName and address of employer Example",
                "Clerk",
                "Example",
            ),
            ("Currently working as a Developer with Example since May 2019 to till date", "Developer", "Example"),
            ("Java Developer - Java, Spring, Kafka\n2019 - 2021", "Java Developer", "-"),
            ("2019 - 2021, Network Engineer, , Moscow", "Network Engineer", "-"),
            ("2019 - 2021 Frontend Developer (Bern)\nDescription: a page", "Frontend Developer", "-"),
            ("2019 - 2021", "-", "-"),
        ] {
            let text = format!("Jo Doe\n\nExperience\n{head}\n• Ran a shop\n");
            let profile = extractor.resume(&text);
            let [role] = &profile.roles[..] else { panic!("{head}: {:?}", profile.roles) };
            let named = |span: Option<crate::text::Span>| span.map_or("-", |span| span.of(&text));
            assert_eq!((named(role.title), named(role.company)), (title, company), "{head}");
        }
    }

    #[test]
    fn letters_of_an_abbreviation_and_endings_of_files_are_no_languages() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let meant = |skills: &str| {
            let profile = extractor.resume(&format!("Jo Doe\n\nSkills\n{skills}\n"));
            profile.skills.iter().filter(|skill| skill.mentions > 0).count()
        };
        for (skills, count) in
            [("S.S.C, D.T. and P.M & I.R", 0), ("the page index.html", 0), ("C, D and R.", 3), ("HTML, Node.js", 2)]
        {
            assert_eq!(meant(skills), count, "{skills}");
        }
    }

    #[test]
    fn an_employer_called_as_a_technology_shows_none() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let names = |experience: &str| {
            let profile = extractor.resume(&format!("Jo Doe\n\nExperience\n{experience}\n"));
            let meant = profile.skills.iter().filter(|skill| skill.mentions > 0);
            meant.map(|skill| extractor.taxonomy().skill(skill.skill).name.clone()).collect::<Vec<_>>()
        };
        for head in [
            "2017/04 - 2018/10 Salesforce (Bern, Switzerland) Web Front End Developer",
            "Senior Engineer, Oracle, 2019 - 2021",
            "Unity Technologies, Bern\nEngineer\n2019 - 2021",
            "Engineer at Elastic, May 2019 - now",
        ] {
            assert_eq!(names(&format!("{head}\n• Ran a shop of clay")), [""; 0], "{head}");
        }
        assert_eq!(names("Java Developer, Oracle, 2019 - 2021\n• Ran a shop"), ["Java"]);
        assert_eq!(names("Engineer, Oracle, 2019 - 2021\n• Moved a ledger to Salesforce"), ["Salesforce"]);
        assert_eq!(names("Developer - Java, Kafka\n2019 - 2021\n• Ran a shop"), ["Java", "Kafka"]);
    }
}
