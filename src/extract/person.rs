//! What in a resume says who a person is: names, addresses, schools. Nothing there shows a skill, whatever it is spelled like.
//!
//! A list of names, towns and schools would never be whole, so the rules are the other way round: in the header and in the
//! education, a technology counts only where the words around it say that work or learning is meant.

use std::sync::LazyLock;

use crate::text::Span;

use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::words::Words;

/// Words of a headline: what stands in its part of a line, and behind it, tells of work.
const ROLES: &[&str] = &[
    "administrator",
    "analyst",
    "architect",
    "backend",
    "coder",
    "consultant",
    "dba",
    "dev",
    "developer",
    "devops",
    "engineer",
    "engineering",
    "entwickler",
    "entwicklerin",
    "expert",
    "expertise",
    "frontend",
    "fullstack",
    "informatiker",
    "ingeniero",
    "ingénieur",
    "lead",
    "machine",
    "manager",
    "programmer",
    "desarrollador",
    "développeur",
    "qa",
    "scientist",
    "software",
    "specialist",
    "sre",
    "stack",
    "technologist",
    "technologies",
    "tester",
];

/// Words that say what was learnt or is known, rather than where.
const LEARNING: &[&str] = &[
    "administration",
    "application",
    "applications",
    "basics",
    "built",
    "certificate",
    "certification",
    "certified",
    "course",
    "courses",
    "coursework",
    "developed",
    "developing",
    "development",
    "dissertation",
    "implementation",
    "installation",
    "introduction",
    "knowledge",
    "learned",
    "learnt",
    "modules",
    "programming",
    "project",
    "projects",
    "skills",
    "studied",
    "subjects",
    "technologies",
    "thesis",
    "tools",
    "topics",
    "training",
    "used",
    "using",
    "with",
    "workshop",
    "wrote",
];

/// Words before a colon that open a list of what is known.
const LABELS: &[&str] = &[
    "backend",
    "databases",
    "database",
    "framework",
    "frameworks",
    "frontend",
    "ide",
    "ides",
    "languages",
    "language",
    "libraries",
    "os",
    "platforms",
    "servers",
    "stack",
    "systems",
    "web",
];

/// Words of a school's name beside [`NAMED_AFTER`].
const SCHOOLS: &[&str] = &["academy", "academia", "bootcamp", "campus", "faculty", "high", "institution"];

/// Words of an address.
const STREETS: &[&str] = &[
    "address",
    "apartment",
    "apt",
    "avenue",
    "ave",
    "blvd",
    "boulevard",
    "born",
    "city",
    "county",
    "court",
    "district",
    "drive",
    "lane",
    "ln",
    "nationality",
    "place",
    "plaza",
    "rd",
    "road",
    "rue",
    "calle",
    "square",
    "st",
    "straße",
    "strasse",
    "street",
    "village",
];

/// What words say, a bit for each of the lists.
static SAID: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        (ROLES, ROLE),
        (LEARNING, LEARNT),
        (LABELS, LABEL),
        (STREETS, STREET),
        (SCHOOLS, SCHOOL),
        (NAMED_AFTER, SCHOOL | NAMES_SCHOOL),
        (STREETS_NAMED_AFTER, NAMES_STREET),
    ])
});
const ROLE: u8 = 1;
const LEARNT: u8 = 2;
const LABEL: u8 = 4;
const STREET: u8 = 8;
const SCHOOL: u8 = 16;
const NAMES_SCHOOL: u8 = 32;
const NAMES_STREET: u8 = 64;

/// What the words of `text` say.
fn says(text: &str) -> u8 {
    words(text).fold(0, |said, (_, word)| said | SAID.of(word))
}

/// A line of so many words is a statement ("Backend developer who ..."), not a name or a place.
const STATEMENT_WORDS: usize = 12;

/// Who a person is stands in so many lines below the top, or below a heading such as "Contact". A resume without any
/// heading is all header to the sections, and not all of it is a name.
const HEADER_LINES: usize = 12;

/// The places, in order and apart, that say who the person is.
pub(super) fn personal(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut header_lines = 0;
    let mut name = None;
    for (i, piece) in pieces.iter().enumerate() {
        let line = || Line::of(scan.text, piece.span);
        if piece.section == ResumeSection::Header && i > 0 && piece.heading {
            header_lines = 0;
            continue;
        }
        match piece.section {
            ResumeSection::Header if header_lines < HEADER_LINES => {
                let (line, first) = (line(), i == 0);
                header_lines = if piece.item || line.is_statement() { HEADER_LINES } else { header_lines + 1 };
                if first {
                    name = line.name(scan);
                }
                line.header(scan, first, &mut out);
            }
            ResumeSection::Education if !piece.heading => line().education(scan, piece.item, &mut out),
            _ => {}
        }
    }
    if let Some(name) = name {
        out.extend(repeats(scan.text, name));
    }
    out.extend(namesakes(scan));
    out.sort_unstable();
    // Apart again: the ends of an earlier span may reach over a later one.
    out.dedup_by(|later, before| {
        let inside = later.start < before.end;
        if inside {
            before.end = before.end.max(later.end);
        }
        inside
    });
    out
}

/// Words that make a name of a school out of the capitalised word beside them, wherever a resume has it. "Academy" and
/// "Bootcamp" are not among them: what is taught there is as often in the name.
const NAMED_AFTER: &[&str] = &[
    "college",
    "colegio",
    "école",
    "ecole",
    "gymnasium",
    "hochschule",
    "institut",
    "institute",
    "instituto",
    "lycée",
    "polytechnic",
    "school",
    "schule",
    "universidad",
    "universidade",
    "università",
    "universität",
    "université",
    "universiteit",
    "university",
];

/// Words that make an address of the name before them, wherever a resume has it. "Drive", "Place" and "Square" are not among
/// them: products are called so.
const STREETS_NAMED_AFTER: &[&str] = &["avenue", "boulevard", "road", "street"];

/// The names of technologies that are the name of a school or a street: "Rust College", "University of Kotlin", "Django Road". In
/// the experience and the projects too: people teach, and study beside their work.
fn namesakes<'s>(scan: &'s Scan<'_>) -> impl Iterator<Item = Span> + 's {
    let is = |token: u32, names: u8| {
        let word = scan.word(token);
        word.starts_with(char::is_uppercase) && SAID.of(word) & names != 0
    };
    let school = move |token: u32| is(token, NAMES_SCHOOL);
    let near =
        |from: u32, to: u32| matches!(scan.text.get(from as usize..to as usize), Some(" " | " of " | " of the "));
    scan.names.iter().filter_map(move |name| {
        let (first, last) = name.tokens;
        let behind = || {
            let token = scan.tokens.get(last as usize)?;
            let named = is(last, NAMES_SCHOOL | NAMES_STREET);
            (named && near(name.span.end, token.start)).then_some(name.span)
        };
        let before = || {
            let at = (1..=3).filter_map(|n| first.checked_sub(n)).find(|t| school(*t))?;
            let token = scan.tokens[at as usize];
            // "School Java" has nothing between them that makes one name of both.
            (token.end + 1 < name.span.start && near(token.end, name.span.start)).then_some(name.span)
        };
        behind().or_else(before)
    })
}

/// A line of a resume and its parts, as commas, bars and dashes part it.
struct Line<'t> {
    text: &'t str,
    parts: Vec<(Span, &'t str)>,
}

impl<'t> Line<'t> {
    fn of(text: &'t str, span: Span) -> Self {
        let line = span.of(text);
        let mut parts = Vec::new();
        let mut from = 0;
        let ends =
            line.match_indices(['|', ',', ';', '•', '·', '–', '—', '(', ')', '\t']).map(|(at, mark)| (at, mark.len()));
        for (at, len) in ends.chain([(line.len(), 0)]) {
            let start = span.start as usize + from;
            parts.push((Span::new(start, span.start as usize + at), &line[from..at]));
            from = at + len;
        }
        parts.retain(|(_, part)| !part.trim().is_empty());
        Self { text: line, parts }
    }

    fn is_statement(&self) -> bool {
        words(self.text).nth(STATEMENT_WORDS - 1).is_some() && !is_contact(self.text)
    }

    /// Somebody's name, as the first line of a resume opens with it: some words, none of work, and not one technology.
    fn name(&self, scan: &Scan<'_>) -> Option<&'t str> {
        let (span, part) = *self.parts.first()?;
        let plain = part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
        let one_technology = scan.names_in(span).iter().any(|n| n.span.of(scan.text).len() == part.trim().len());
        let name = plain && (2..=5).contains(&words(part).count()) && says(part) & ROLE == 0 && !one_technology;
        name.then(|| part.trim())
    }

    /// How many parts are names of technologies and little else.
    fn bare(&self, scan: &Scan<'_>) -> usize {
        let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let named = |span: Span| -> usize { scan.names_in(span).iter().map(|n| length(n.span.of(scan.text))).sum() };
        self.parts.iter().filter(|(span, part)| named(*span) * 3 >= length(part) * 2).count()
    }

    /// Whether a label opens the line: "Databases: ...".
    fn is_labelled(&self) -> bool {
        self.text.split_once(':').is_some_and(|(label, _)| says(label) & (LABEL | LEARNT) != 0)
    }

    /// In the header, a headline counts from its first word of work to the next part that is an address, and so does a list of
    /// technologies below the name.
    fn header(&self, scan: &Scan<'_>, first: bool, out: &mut Vec<Span>) {
        if self.is_statement() {
            return;
        }
        let list = !first && !is_contact(self.text) && (self.is_labelled() || self.bare(scan) * 2 > self.parts.len());
        let mut headline = false;
        for (span, part) in &self.parts {
            let said = says(part);
            let place = is_contact(part) || said & (STREET | SCHOOL) != 0;
            headline = !place && (headline || said & ROLE != 0);
            if place || !headline && !list {
                out.push(*span);
            }
        }
    }

    /// In the education, what was learnt counts, in items, statements, lists and behind words that say so; a school's name never
    /// does.
    fn education(&self, scan: &Scan<'_>, item: bool, out: &mut Vec<Span>) {
        let list = self.is_labelled() || self.bare(scan) * 2 > self.parts.len();
        let mut learning = item || list || self.is_statement();
        for (span, part) in &self.parts {
            let said = says(part);
            learning |= said & LEARNT != 0;
            if !learning {
                out.push(*span);
            } else if said & (SCHOOL | STREET) != 0 {
                out.extend(around_place(*span, part));
            }
        }
    }
}

/// Words to either side of "University" or "Street" that belong to its name.
const PLACE_WORDS: usize = 4;

/// The stretches of a part that name schools and streets, in order and apart.
fn around_place(span: Span, part: &str) -> Vec<Span> {
    let words: Vec<(usize, &str)> = words(part).collect();
    let mut out: Vec<Span> = Vec::new();
    for (i, (_, word)) in words.iter().enumerate() {
        if SAID.of(word) & (SCHOOL | STREET) == 0 {
            continue;
        }
        let (first, (last, word)) =
            (words[i.saturating_sub(PLACE_WORDS)].0, words[(i + PLACE_WORDS).min(words.len() - 1)]);
        let (start, end) = (span.start as usize + first, span.start as usize + last + word.len());
        match out.last_mut() {
            Some(before) if before.end as usize >= start => before.end = end as u32,
            _ => out.push(Span::new(start, end)),
        }
    }
    out
}

/// A line or part of addresses: "GitHub: https://...", a mail address, a telephone number.
fn is_contact(part: &str) -> bool {
    let marks = ["://", "www.", "@", ".com", "linkedin", "Linkedin", "LinkedIn"];
    marks.iter().any(|mark| part.contains(mark)) || part.bytes().filter(u8::is_ascii_digit).count() > 4
}

/// The words of `text`, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Where the person's name stands again: the foot of a page, a signature.
fn repeats(text: &str, name: &str) -> Vec<Span> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), name.as_bytes());
    starts.skip(1).map(|start| Span::new(start, start + name.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_they_begin() {
        let text = "a-b, été 7";
        let found: Vec<_> = words(text).collect();
        assert_eq!(found, [(0, "a"), (2, "b"), (5, "été"), (11, "7")]);
    }

    #[test]
    fn a_school_takes_the_words_beside_it() {
        let names = |part: &'static str| -> Vec<&str> {
            around_place(Span::new(0, part.len()), part).into_iter().map(|s| s.of(part)).collect()
        };
        assert_eq!(names("BSc at Rust College"), ["BSc at Rust College"]);
        assert_eq!(names("used Java a lot in the labs of Spring Hill School"), ["labs of Spring Hill School"]);
        assert_eq!(names("used Java a lot"), [""; 0]);
    }
}
