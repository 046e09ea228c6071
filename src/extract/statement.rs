//! What a person says to have done: the bullets of jobs and projects.

use serde::{Deserialize, Serialize};

use crate::ingest::opens_month;
use crate::text::Span;

use super::clause::sentences;
use super::date::{RoleEnd, range};
use super::entry::is_post;
use super::post::{ends_as_post, names_post};
use super::role::Role;
use super::scan::Scan;
use super::section::{Piece, ResumeSection};

/// A bullet, or a sentence of a job's or project's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its words, without the mark of the list.
    pub span: Span,
    /// Where it stands: experience or projects.
    pub section: ResumeSection,
    /// The role it belongs to, as a place in [`super::ResumeProfile::roles`].
    pub role: Option<u16>,
}

/// The statements of experience and projects. Headers of roles, dates and bare lists of technologies are none.
pub(super) fn statements(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], roles: &[Role]) -> Vec<Statement> {
    let mut out = Vec::new();
    for piece in pieces {
        let work = matches!(piece.section, ResumeSection::Experience | ResumeSection::Projects);
        if !work || piece.heading {
            continue;
        }
        let role = roles.iter().position(|r| r.span.contains(piece.span)).map(|r| r as u16);
        let mut add = |span: Span| out.push(Statement { span, section: piece.section, role });
        let is_stack = |span: Span| is_stack(scan, span) || is_enumeration(scan, span);
        if piece.item {
            let text = piece.span.of(scan.text);
            let n = words(text);
            // "Engineer, Example Ltd, March 2020 - June 2021"; one month alone stands in statements, too.
            let dated = || range(scan, piece.span).is_some_and(|r| n < 7 || r.end != RoleEnd::In(r.start));
            let header = n < 12 && (dated() || is_bare_head(text)) && !tells_a_deed(text);
            if let Some(deed) = behind_dates(scan, piece.span) {
                add(deed);
            } else if !header && n >= 2 && !is_list(text) && !is_stack(piece.span) {
                add(piece.span);
            }
        } else {
            for sentence in sentences(scan.text, piece.span) {
                let text = sentence.of(scan.text);
                let n = words(text);
                let ended = text.ends_with(['.', ';', '!']);
                if is_firm_line(text) || !(ended && n >= 4 || n >= 9) {
                    continue;
                }
                // "Engineer, Example Ltd Bern, Switzerland June 2019 - present 4 years 2 months" says nothing of what was done.
                let spans = || range(scan, sentence).is_some_and(|r| r.end != RoleEnd::In(r.start));
                let header = || n < 16 && range(scan, sentence).is_some() || n < 24 && !ended && spans();
                if let Some(deed) = behind_dates(scan, sentence) {
                    add(deed);
                } else if !is_about_others(text) && !header() && !is_list(text) && !is_stack(sentence) {
                    add(sentence);
                }
            }
        }
    }
    out
}

/// "Managed two sites from 2018 to 2021" has dates and is no head of a job.
pub(super) fn tells_a_deed(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(',').to_lowercase();
    let regular = first.len() > 4 && first.ends_with("ed") && !matches!(first.as_str(), "limited" | "united");
    regular
        || matches!(
            first.as_str(),
            "led"
                | "ran"
                | "built"
                | "wrote"
                | "kept"
                | "grew"
                | "taught"
                | "took"
                | "spent"
                | "used"
                | "responsible"
                | "accountable"
        )
}

/// "Example (Bern) Web Developer" is the head of a job whose dates were lost; "Working as a Developer" tells of the work.
fn is_bare_head(text: &str) -> bool {
    let verb = text.split_whitespace().next().is_some_and(|word| word.ends_with("ing"));
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.starts_with(char::is_uppercase) && is_post(last) && ends_as_post(text) && !verb
}

/// What was done in a time that stands before it: "May 2018 - March 2022: Built the booking of a ferry".
fn behind_dates(scan: &Scan<'_>, span: Span) -> Option<Span> {
    const WORDS_MIN: usize = 4;
    // Most statements begin with no date, which their first word tells.
    let first = scan.word(scan.token_at(span.start));
    if !first.starts_with(|c: char| c.is_ascii_digit()) && !opens_month(&first.to_ascii_lowercase()) {
        return None;
    }
    let dates = range(scan, span).filter(|dates| !dates.single && dates.span.start <= span.start + 1)?;
    let rest = Span { start: dates.span.end.min(span.end), end: span.end };
    let text = rest.of(scan.text);
    let deed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = rest.start + (text.len() - deed.len()) as u32;
    (tells_a_deed(deed) && words(deed) >= WORDS_MIN).then_some(Span { start, end: span.end })
}

/// "Tester – Example Solutions Pvt. Ltd.": its last dot ends the name of a firm, no sentence.
fn is_firm_line(text: &str) -> bool {
    const WORDS_MAX: usize = 13;
    const FORMS: [&str; 11] = ["ltd", "inc", "corp", "co", "pvt", "plc", "llc", "llp", "pty", "bhd", "s.r.o"];
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    let does = text.split_whitespace().next().is_some_and(|first| first.ends_with("ing"));
    FORMS.iter().any(|form| last.eq_ignore_ascii_case(form)) && words(text) <= WORDS_MAX && !does && !tells_a_deed(text)
}

/// The words of a text, counted as far as anybody here asks.
fn words(text: &str) -> usize {
    const ASKED: usize = 24;
    if !text.is_ascii() {
        return text.split_whitespace().take(ASKED).count();
    }
    // A word begins where white ends.
    let white = |b: u8| b == b' ' || (b'\t'..=b'\r').contains(&b);
    let begins = |(count, before), b| (count + usize::from(white(before) & !white(b)), b);
    text.bytes().fold((0, b' '), begins).0.min(ASKED)
}

/// "Example Group is a leading supplier of valves": a sentence on an employer or a client.
fn is_about_others(text: &str) -> bool {
    const KINDS: [&str; 20] = [
        "company",
        "provider",
        "organization",
        "organisation",
        "manufacturer",
        "supplier",
        "group",
        "bank",
        "institution",
        "corporation",
        "firm",
        "retailer",
        "operator",
        "leader",
        "leading",
        "largest",
        "subsidiary",
        "enterprise",
        "insurer",
        "agency",
    ];
    let copula = text.split_whitespace().take(8).position(|w| matches!(w, "is" | "are"));
    let Some(at) = copula.filter(|at| *at > 0) else { return false };
    let words: Vec<&str> = text.split_whitespace().take(16).collect();
    let article = words.get(at + 1).is_some_and(|w| matches!(*w, "a" | "an" | "one" | "the"));
    let own =
        words[..at].iter().any(|w| matches!(*w, "I" | "we" | "We" | "my" | "My" | "our" | "Our" | "role" | "Role"));
    let kind = |w: &&str| KINDS.contains(&w.trim_end_matches([',', '.', ';']).to_lowercase().as_str());
    article && !own && words[at + 1..].iter().any(kind)
}

/// Whether a line only names what the work was done with.
pub(super) fn names_tools(scan: &Scan<'_>, span: Span) -> bool {
    let text = span.of(scan.text);
    let whom = ["Role:", "Client:", "Role :", "Client :"].iter().any(|label| text.starts_with(label));
    !whom && !names_post(text) && (is_list(text) || is_stack(scan, span))
}

/// "VoIP, CircleCI, Git": names of technology and nothing done with them. They are the stack of the job.
fn is_stack(scan: &Scan<'_>, span: Span) -> bool {
    let names: Vec<Span> =
        scan.names_in(span).iter().map(|name| name.span).filter(|name| span.contains(*name)).collect();
    let text = span.of(scan.text);
    // "Configured Nginx and Jenkins" says little, and says it of oneself.
    if names.len() < 2 || tells_a_deed(text) {
        return false;
    }
    let base = text.as_ptr() as usize;
    let outside =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '|' | ';' | '•' | '·')).filter(|word| {
            let at = span.start as usize + (word.as_ptr() as usize - base);
            let named = names.iter().any(|name| (name.start as usize) < at + word.len() && at < name.end as usize);
            word.chars().any(char::is_alphanumeric)
                && !named
                && !matches!(word.to_lowercase().as_str(), "and" | "&" | "etc" | "etc.")
        });
    outside.take(2).count() <= 1
}

/// "Qt 5, Example SDK, POSIX shell, Jenkins, C": four short parts or more, half of them names of technology, and no deed.
fn is_enumeration(scan: &Scan<'_>, span: Span) -> bool {
    const PARTS_MIN: usize = 4;
    const WORDS_MAX: usize = 3;
    let text = span.of(scan.text).trim_end_matches('.');
    let names = scan.names_in(span);
    if names.len() * 2 < PARTS_MIN {
        return false;
    }
    let base = text.as_ptr() as usize;
    let (mut parts, mut named) = (0, 0);
    for part in text.split(',') {
        let at = span.start as usize + (part.as_ptr() as usize - base);
        let of = |name: Span| at <= name.start as usize && name.end as usize <= at + part.len();
        let has_name = names.iter().any(|name| of(name.span));
        // Verbs and prose stand in small letters outside of the names.
        let small =
            |w: &str| matches!(w, "of" | "for" | "with" | "in" | "using" | "to" | "the" | "a" | "by" | "on" | "from");
        let prose = part.split_whitespace().next().is_some_and(|w| w.starts_with(char::is_lowercase)) && !has_name
            || part.split_whitespace().any(small);
        if words(part) > WORDS_MAX || prose || tells_a_deed(part.trim()) || part.contains([':', '(']) {
            return false;
        }
        (parts, named) = (parts + 1, named + usize::from(has_name));
    }
    parts >= PARTS_MIN && named * 2 >= parts
}

/// "Technologies used: Java, Spring": a label and names.
fn is_list(text: &str) -> bool {
    // What a project was called, who it was for and what it was to be: told of a job, and nobody's deed.
    const ABOUT: [&str; 33] = [
        "title",
        "description",
        "project description",
        "project title",
        "project name",
        "projectname",
        "project:",
        "name of",
        "company",
        "designation",
        "aim",
        "organization",
        "organisation",
        "value of",
        "nature of",
        "contract title",
        "position",
        "profile of the company",
        "about the",
        "service period",
        "salary",
        "goal",
        "objective",
        "topic",
        "employer",
        "employee number",
        "current employer",
        "end user",
        "domain",
        "location",
        "department",
        "abstract",
        "industry",
    ];
    const LABELS: [&str; 18] = [
        "tech",
        "used stack",
        "tool:",
        "environment",
        "tools",
        "stack",
        "skills",
        "languages",
        "frameworks",
        "platform",
        "software used",
        "used:",
        "database",
        "operating system",
        "role:",
        "client:",
        "duration",
        "team size",
    ];
    // The labels of the forms that whole countries fill in have no colon.
    const OF_FORMS: [&str; 6] = [
        "occupation or position held",
        "name and address of",
        "name and type of organi",
        "type of business or sector",
        "principal subjects",
        "title of qualification awarded",
    ];
    if OF_FORMS.iter().any(|form| text.get(..form.len()).is_some_and(|head| head.eq_ignore_ascii_case(form))) {
        return true;
    }
    let Some(colon) = text.find(':').filter(|at| *at <= 40) else { return false };
    let label = text[..=colon].to_lowercase();
    // "Project description: Developed the booking of a ferry" tells a deed.
    if ABOUT.iter().any(|l| label.starts_with(l))
        && !tells_a_deed(text[colon + 1..].trim_start_matches(['-', ' ', '–']))
    {
        return true;
    }
    LABELS.iter().any(|l| label.starts_with(l) || label.contains("technolog"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_a_job_and_a_bare_stack_are_no_statements() {
        let profile = |experience: &str| {
            let text = format!("Jo Doe\n\nExperience\n\nTester, Example Ltd, 2019 - 2022\n\n{experience}\n");
            let profile =
                crate::extract::Extractor::new(crate::taxonomy::Taxonomy::built_in().unwrap()).unwrap().resume(&text);
            profile.statements.iter().map(|s| s.span.of(&text).to_owned()).collect::<Vec<_>>()
        };
        for none in [
            "Freelance Software Development Feb. 2012 - Present",
            "Example Valve Solutions Pvt. Ltd.",
            "Safety Officer – Example & Sample Valve Solutions Pvt. Ltd.",
            "• Qt 5, Example SDK, POSIX shell, Jenkins, Docker, C++",
            "• Occupation or position held Clerk for maps",
        ] {
            assert_eq!(profile(none), Vec::<String>::new(), "{none}");
        }
        assert_eq!(
            profile("• May 2018 - March 2022: Moved the booking of a ferry to Go"),
            ["Moved the booking of a ferry to Go"]
        );
        assert_eq!(profile("• Wrote parsers, Kafka consumers, Redis caches, tests").len(), 1);
        assert_eq!(profile("• Used Git, Docker and Jenkins"), ["Used Git, Docker and Jenkins"]);
    }

    #[test]
    fn what_a_job_was_about_is_no_deed() {
        for about in ["Title: Valve stock", "Description: Cloud storage for photos", "Project name: Ferry desk"] {
            assert!(is_list(about), "{about}");
        }
        assert!(!is_list("Project description: Developed the booking of a ferry"));
        assert!(!is_list("Responsibilities: renewed the editor"));
        assert!(is_about_others("Example Group is a leading supplier of valves in the north."));
        assert!(!is_about_others("My part is a parser that the group uses."));
        assert!(!is_about_others("The parser is a library in Rust for invoices."));
    }
}
