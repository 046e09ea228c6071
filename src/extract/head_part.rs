//! The parts of a line that heads a job, without its dates.

use crate::text::{CELL_MARK, Span};

use super::date::range;
use super::firm::{end_of_form, ends_as_house, goes_on_as_form};
use super::post::{ends_as_post, names_post};
use super::scan::Scan;

/// The word that leads to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// None.
    No,
    /// "as": a post follows.
    As,
    /// "at", "with", "@": an employer follows.
    At,
    /// "in", "for" in a sentence that tells of a job: mostly an employer follows.
    In,
}

/// A part of a head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub span: Span,
    pub lead: Lead,
    /// Whether it stands in brackets, as places and durations do.
    pub bracket: bool,
    /// The line that it stands in.
    pub line: usize,
    /// The mark before it; a space where its line begins or its dates stand, a dot behind a firm's legal form.
    pub mark: char,
}

/// Bytes of something in quotes at most.
const QUOTED: usize = 90;

/// Where a line tells of a job, if it does: "Working as ...", "Example Ltd - worked as ...".
pub(super) fn told_at(text: &str) -> Option<usize> {
    let mut words = words(text);
    while let Some(word) = words.next() {
        if leads_on(word, words.clone()) {
            return Some(word.as_ptr().addr() - text.as_ptr().addr());
        }
    }
    None
}

/// Whether a line says of itself that it tells of a job: nothing but "I have been" stands before the verb.
pub(super) fn is_told(text: &str) -> bool {
    const OPEN: [&str; 18] = [
        "i",
        "am",
        "have",
        "has",
        "had",
        "been",
        "currently",
        "presently",
        "previously",
        "present",
        "year",
        "years",
        "yr",
        "yrs",
        "month",
        "months",
        "of",
        "with",
    ];
    let mut words = words(text);
    let opens = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit()) || OPEN.iter().any(|open| word.eq_ignore_ascii_case(open))
    };
    let verb = words.find(|word| !opens(word));
    verb.is_some_and(|verb| leads_on(verb, words))
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Verbs that tell whom somebody works for, and as what.
const WORK_VERBS: [&str; 8] = ["worked", "working", "works", "work", "employed", "associated", "served", "serving"];

/// Whether a verb of work is followed by what leads to a post or an employer.
fn leads_on<'t>(verb: &str, mut rest: impl Iterator<Item = &'t str>) -> bool {
    const OTHERS: [&str; 3] = ["joined", "experience", "experienced"];
    const BETWEEN: [&str; 4] = ["currently", "presently", "there", "now"];
    let is = |list: &[&str], word: &str| list.iter().any(|one| word.eq_ignore_ascii_case(one));
    // Most words begin with another letter.
    if !verb.starts_with(['w', 'W', 'e', 'E', 'a', 'A', 's', 'S', 'j', 'J'])
        || !(is(&WORK_VERBS, verb) || is(&OTHERS, verb))
    {
        return false;
    }
    let mut next = rest.next().unwrap_or_default();
    // "6 months of experience as a tester"
    if verb.as_bytes()[1].eq_ignore_ascii_case(&b'x') {
        return next.eq_ignore_ascii_case("as");
    }
    if is(&BETWEEN, next) {
        next = rest.next().unwrap_or_default();
    }
    is(&["as", "at", "with", "in", "for", "under", "by"], next)
}

/// A line on its way into parts.
struct Cutting<'s, 't> {
    scan: &'s Scan<'t>,
    number: usize,
    /// Where the part begins, and what stands before it.
    start: u32,
    lead: Lead,
    bracket: bool,
    mark: char,
}

impl Cutting<'_, '_> {
    /// Ends a part before `end`; the next begins at `start`.
    fn part(&mut self, end: u32, start: u32, mark: char, parts: &mut Vec<Part>) {
        let span = Span { start: self.start, end };
        let part = Part { span, lead: self.lead, bracket: self.bracket, line: self.number, mark: self.mark };
        // Dates may stand in what is quoted.
        if span.start < span.end {
            push(self.scan, part, parts);
        }
        (self.start, self.mark, self.lead) = (start.max(self.start), mark, Lead::No);
    }
}

/// Cuts a line into parts at its marks, at words that lead to a post or an employer, and behind legal forms.
pub(super) fn cut(scan: &Scan<'_>, line: Span, number: usize, parts: &mut Vec<Part>) {
    let dated = range(scan, line).map(|range| range.span);
    let text = line.of(scan.text);
    let told = told_at(text);
    let mut depth = 0_i32;
    let mut at_line = Cutting { scan, number, start: line.start, lead: Lead::No, bracket: false, mark: ' ' };
    let mut skip = line.start;
    for (offset, c) in text.char_indices() {
        let at = line.start + offset as u32;
        if let Some(dates) = dated.filter(|dates| at >= dates.start && at < dates.end) {
            if at == dates.start {
                at_line.part(at, dates.end, ' ', parts);
            }
            continue;
        }
        if at < skip {
            continue;
        }
        let before = text[..offset].chars().next_back().unwrap_or(' ');
        let rest = &text[offset..];
        let behind = &rest[c.len_utf8()..];
        let next = line.start + (offset + c.len_utf8()) as u32;
        let spaced = |both: bool| {
            let (left, right) = (before == ' ', behind.is_empty() || behind.starts_with(' '));
            if both { left && right } else { left || right }
        };
        match c {
            '"' | '“' if !before.is_alphanumeric() => {
                if let Some(end) = behind.find(['"', '”']).filter(|end| *end <= QUOTED) {
                    let lead = at_line.lead;
                    at_line.part(at, next, '"', parts);
                    at_line.lead = lead;
                    let end = next + end as u32;
                    at_line.part(end, end + 1, '"', parts);
                    skip = line.end.min(end + 1);
                    while !scan.text.is_char_boundary(skip as usize) {
                        skip += 1;
                    }
                    at_line.start = skip;
                }
            }
            // "Example (P) Ltd" has no place in its brackets.
            '(' if rest.find(')').is_some_and(|end| end <= 3 || goes_on_as_form(&rest[end + 1..])) => {}
            '(' | '[' => {
                if depth == 0 {
                    at_line.part(at, next, c, parts);
                    at_line.bracket = true;
                }
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    at_line.part(at, next, c, parts);
                    at_line.bracket = false;
                }
            }
            _ if depth > 0 => {}
            ',' if goes_on_as_form(behind) => {}
            ',' | '|' | CELL_MARK | ';' | '•' | '·' => at_line.part(at, next, c, parts),
            '-' | '~' if spaced(true) => at_line.part(at, next, '-', parts),
            '–' | '—' if spaced(false) => at_line.part(at, next, '-', parts),
            ':' if spaced(false) => at_line.part(at, next, c, parts),
            _ if matches!(before, ' ' | '\n') && (c.is_ascii_alphabetic() || c == '@') => {
                if let Some((word, lead)) =
                    lead(rest, &scan.text[at_line.start as usize..at as usize], told.is_some_and(|told| told < offset))
                {
                    skip = at + word as u32;
                    at_line.part(at, skip, at_line.mark, parts);
                    at_line.lead = lead;
                } else if rest.starts_with("www.") || rest.starts_with("http") {
                    let end = at + rest.find(' ').unwrap_or(rest.len()) as u32;
                    at_line.part(at, end, ' ', parts);
                    skip = end;
                }
            }
            _ => {}
        }
    }
    if at_line.start < line.end {
        at_line.part(line.end, line.end, ' ', parts);
    }
}

/// The word that `rest` begins with, where it leads to a part, by its length with the space behind it. `part` stands before it.
fn lead(rest: &str, part: &str, told: bool) -> Option<(usize, Lead)> {
    const AT: [&str; 5] = ["at ", "with ", "@ ", "bei ", "chez "];
    const IN: [&str; 2] = ["in ", "for "];
    const STOPS: [&str; 5] = ["on ", "under ", "during ", "where ", "having "];
    const TIMES: [&str; 5] = ["in year ", "in the year ", "in the month ", "for the period ", "in month "];
    let opens = |word: &&&str| {
        let lead = rest.as_bytes().get(..word.len());
        let same = |(one, two): (&u8, u8)| one.eq_ignore_ascii_case(&two) || *one == b'\n' && two == b' ';
        lead.is_some_and(|lead| lead.iter().zip(word.bytes()).all(same))
            && (told || !rest.starts_with(char::is_uppercase))
    };
    if let Some(word) = AT.iter().find(opens) {
        return Some((word.len(), Lead::At));
    }
    if rest.starts_with('@') && rest[1..].starts_with(char::is_uppercase) {
        return Some((1, Lead::At));
    }
    // "Engineer & thereafter as a tester" is one title.
    let before = part.trim_end().to_lowercase();
    let then = ["&", "and", "then", "thereafter", "later"].iter().any(|word| before.ends_with(word));
    if opens(&&"as ") && !(then && names_post(part)) && !rest.starts_with("as well") {
        return Some((3, Lead::As));
    }
    if told && let Some(word) = TIMES.iter().find(opens) {
        return Some((word.len(), Lead::No));
    }
    if told && let Some(word) = IN.iter().find(opens) {
        return Some((word.len(), Lead::In));
    }
    if told && let Some(word) = STOPS.iter().find(opens) {
        return Some((word.len(), Lead::No));
    }
    // "System Analyst in Example Technologies"
    let firm = || {
        let name = rest[3..].split([',', '(', '|', '–', '-']).next().unwrap_or_default().trim_end();
        name.starts_with(char::is_uppercase) && ends_as_house(name)
    };
    (rest.starts_with("in ") && ends_as_post(part) && firm()).then_some((3, Lead::At))
}

/// Adds a part without what leads to it and what stands around it; what stands behind a legal form is a part of its own.
fn push(scan: &Scan<'_>, part: Part, parts: &mut Vec<Part>) {
    const AROUND: &str = "•-–—,;:|/~\"“”'";
    let mut text = part.span.of(scan.text).trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c));
    text = without_number(text);
    for word in ["since", "from", "during", "between"] {
        let lead = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at));
        let ends =
            lead.filter(|at| text[*at..].eq_ignore_ascii_case(word) && !text[..*at].ends_with(char::is_alphanumeric));
        text = ends.map_or(text, |at| text[..at].trim_end_matches([',', ' ']));
    }
    text = without_lead(text.trim_start_matches(". "));
    let span = |from: usize, to: usize| {
        let inner = text[from..to].trim_end_matches(['.', ' ', ',']);
        let inner = inner.trim_start_matches([' ', '\n', ',', '-', '–']).trim_start_matches(". ");
        let start = inner.as_ptr().addr() - scan.text.as_ptr().addr();
        Span::new(start, start + inner.len())
    };
    let mut add = |span: Span, part: Part| {
        if span.of(scan.text).chars().filter(|c| c.is_alphabetic()).count() > 1 {
            parts.push(Part { span, ..part });
        }
    };
    let end = end_of_form(text).filter(|end| {
        text[*end..].trim_start_matches([' ', '\n', ',', '.', '-', '–']).starts_with(|c: char| c.is_alphanumeric())
    });
    match end {
        Some(end) if !part.bracket => {
            add(span(0, end), part);
            add(span(end, text.len()), Part { lead: Lead::No, mark: '.', ..part });
        }
        _ => add(span(0, text.len()), part),
    }
}

/// "2. Worked as ..." without its number in a list.
fn without_number(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = digits.strip_prefix(['.', ')']).unwrap_or(digits);
    match digits.len() < text.len() && text.len() - digits.len() <= 2 && rest.len() < digits.len() {
        true => rest.trim_start_matches([' ', '"', '“']),
        false => text,
    }
}

/// "Currently working as an engineer" without what leads to the post.
fn without_lead(text: &str) -> &str {
    const LEADS: [&str; 10] = ["i", "am", "have", "had", "been", "was", "currently", "presently", "present", "as"];
    const ARTICLES: [&str; 4] = ["a", "an", "the", "M/s"];
    let first = text.split([' ', '\n']).next().unwrap_or_default();
    let leads = LEADS.iter().chain(&WORK_VERBS).any(|lead| first.eq_ignore_ascii_case(lead));
    match text.strip_prefix(first).map(|rest| rest.trim_start_matches([' ', '\n', '"', '“', '.'])) {
        Some(rest) if leads || ARTICLES.contains(&first.trim_end_matches('.')) => without_lead(rest),
        Some("") if leads => "",
        _ => text,
    }
}
