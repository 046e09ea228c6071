//! Labels that say of a line in a job's head what it is: "Designation: ...".

use crate::text::Span;

use super::post::names_post;

/// Bytes of a label at most.
const LABEL_MAX: usize = 36;

/// What a label says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The post.
    Title,
    /// The employer.
    Employer,
    /// Whom the employer works for; the employer where none is named.
    Client,
}

/// The label that some words are.
pub(super) fn label_of(words: &str) -> Option<Label> {
    const TITLES: [&str; 13] = [
        "designation",
        "role",
        "position",
        "title",
        "job title",
        "position held",
        "post",
        "post held",
        "working as",
        "job role",
        "occupation",
        "job profile",
        "occupation or position held",
    ];
    const FIRMS: [&str; 15] = [
        "company",
        "company name",
        "name of company",
        "employer",
        "employer name",
        "name of employer",
        "name of the employer",
        "organization",
        "organisation",
        "firm",
        "name of the company",
        "organization name",
        "organisation name",
        "name of organization",
        "name and address of employer",
    ];
    let bare = words.trim_matches(|c: char| !c.is_alphabetic());
    if bare.is_empty() || bare.len() > LABEL_MAX {
        return None;
    }
    // Nothing but letters and spaces is a label, and not many words.
    if bare.bytes().filter(|b| *b == b' ').nth(4).is_some() || bare.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut small = bare.to_lowercase();
    while let Some(at) = small.find("  ") {
        small.remove(at);
    }
    // "Current designation", "Last employer"
    let first = ["current ", "present ", "previous ", "last ", "my "];
    let label = first.iter().find_map(|word| small.strip_prefix(word)).unwrap_or(&small);
    match label {
        "client" | "client name" => Some(Label::Client),
        label if TITLES.contains(&label) => Some(Label::Title),
        label if FIRMS.contains(&label) => Some(Label::Employer),
        _ => None,
    }
}

/// The label of a line and the value behind it.
pub(super) fn label(text: &str, line: Span) -> Option<(Label, Option<Span>)> {
    // Europass sets its labels in a column of their own.
    const COLUMN: [(&str, Label); 2] =
        [("Occupation or position held ", Label::Title), ("Name and address of employer ", Label::Employer)];
    let whole = line.of(text);
    if let Some((label, kind)) = COLUMN.iter().find(|(label, _)| whole.starts_with(label)) {
        return Some((*kind, Some(Span { start: line.start + label.len() as u32, end: line.end })));
    }
    // Most lines have no mark where a label ends.
    let lead = &whole[..whole.floor_char_boundary(whole.len().min(LABEL_MAX + " - ".len()))];
    let (name, mark) = mark_in(lead).map(|at| (at, 1)).or_else(|| spaced_dash(lead).map(|at| (at, 3)))?;
    let kind = label_of(&whole[..name])?;
    let value = &whole[whole.ceil_char_boundary(name + mark)..];
    let value = value.trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
    let start = line.end as usize - value.len();
    // "Organisation | Designation | Duration" heads a table.
    if label_of(value.split(['|', ':']).next().unwrap_or_default()).is_some() {
        return None;
    }
    // A second label in the same line ends the first one's value.
    let value = &value[..next_label(value).unwrap_or(value.len())];
    let span = Span::new(start, start + value.trim_end_matches([' ', '.', ',', '|', ';', '"']).len());
    Some((kind, (!span.of(text).is_empty()).then_some(span)))
}

/// Where the first mark of a label stands.
fn mark_in(lead: &str) -> Option<usize> {
    let dash = |at: usize| lead.is_char_boundary(at) && lead[at..].starts_with('–');
    let bytes = lead.as_bytes();
    (0..bytes.len()).find(|at| matches!(bytes[*at], b':' | b'|') || bytes[*at] >= 0x80 && dash(*at))
}

/// Where the first dash between spaces begins.
fn spaced_dash(lead: &str) -> Option<usize> {
    let bytes = lead.as_bytes();
    (1..bytes.len())
        .find(|at| bytes[*at] == b'-' && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' '))
        .map(|at| at - 1)
}

/// The labels of a line with their values.
pub(super) fn labels(text: &str, line: Span) -> impl Iterator<Item = (Label, Option<Span>)> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let (kind, value) = label(text, line)?;
        rest = value.map(|value| Span { start: value.end, end: line.end });
        Some((kind, value))
    })
}

/// Whether a line names the employer behind a label.
pub(super) fn names_employer(text: &str, line: Span) -> bool {
    labels(text, line).any(|(label, value)| label == Label::Employer && value.is_some())
}

/// Whether a line names the post behind a label that only jobs have; projects have roles, too.
pub(super) fn names_designation(text: &str, line: Span) -> bool {
    label(text, line).is_some_and(|(label, _)| label == Label::Title)
        && line.of(text).get(..LABEL_MAX.min(line.of(text).len())).is_some_and(|lead| {
            let small = lead.to_lowercase();
            ["designation", "position", "job title"].iter().any(|label| small.contains(label))
        })
}

/// Where the next label of a line begins: "Example Ltd  Designation: ...".
fn next_label(value: &str) -> Option<usize> {
    let colon = value.find([':', '|']).or_else(|| value.rfind(" - "))?;
    let lead = value[..colon].trim_end();
    let mut from = lead.len();
    for _ in 0..2 {
        from = lead[..from].trim_end().rfind(' ')? + 1;
        let words = &lead[from..];
        let known = label_of(words).is_some() || is_beside(words);
        if known && words.starts_with(char::is_uppercase) {
            return Some(from);
        }
    }
    is_beside(lead.rsplit(' ').next()?).then(|| lead.rfind(' ').map_or(0, |at| at + 1))
}

/// Labels of other matters that stand beside a value.
fn is_beside(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "duration" | "location" | "period" | "date" | "place" | "from")
}

/// Whether a line opens with a label that is neither a number nor a post: "Description: ...".
pub(super) fn has_other_label(line: &str) -> bool {
    let Some((label, _)) = line.split_once([':']).filter(|(_, rest)| rest.starts_with([' ', '-'])) else {
        return false;
    };
    let known = self::label(line, Span::new(0, line.len())).is_some();
    label.len() <= LABEL_MAX && !known && !label.contains(|c: char| c.is_ascii_digit()) && !names_post(label)
}
