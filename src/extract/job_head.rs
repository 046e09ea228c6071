//! Lines that head a job: how they tell of it, and its dates.

use crate::text::Span;

use super::date::{Range, range};
use super::entry::is_post;
use super::head_part::is_told;
use super::post::names_post;
use super::scan::Scan;
use super::section::{Piece, ResumeSection};

/// Bytes of a line that may be the head of a job; a statement that says so of itself ("Worked as ...") may be longer.
const HEAD: u32 = 200;
const TOLD_HEAD: u32 = 400;

/// Bytes of a line before which its dates stand at its start: behind a mark, a bracket, "from".
const AT_START: u32 = 4;

/// How a line tells of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A line of its own with a range of dates, beside or below a title.
    Line,
    /// "Duration: May 2015 - June 2016", below what the job was.
    Labelled,
    /// "Worked as an engineer at Example from May 2015 to June 2016".
    Told,
    /// An item whose dates stand at its start or end.
    Item,
}

/// Whether a line heads a job, and its dates.
pub(super) fn head(scan: &Scan<'_>, piece: &Piece<ResumeSection>) -> Option<(Head, Range)> {
    if piece.heading {
        return None;
    }
    let length = piece.span.end - piece.span.start;
    if length > TOLD_HEAD {
        return opening_of_prose(scan, piece.span);
    }
    let dated = range(scan, piece.span)?;
    let several = !dated.single;
    let text = piece.span.of(scan.text);
    let head = match () {
        () if (several || dated.exact)
            && is_labelled(text, &text[..(dated.span.start - piece.span.start) as usize]) =>
        {
            Head::Labelled
        }
        () if several && (is_told(text) || is_since(text, dated.span, piece.span)) => Head::Told,
        () if length > HEAD => return opening_of_prose(scan, piece.span),
        () if !piece.item && (several || is_told(text) || is_set_apart(scan, piece.span, dated.span)) => Head::Line,
        () if !piece.item => return None,
        () if several && (dated.span.start <= piece.span.start + AT_START || dated.span.end + 3 >= piece.span.end) => {
            Head::Item
        }
        // "Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer"
        () if several && in_brackets(scan.text, dated.span) && text.split_whitespace().any(is_post) => Head::Item,
        () => return None,
    };
    Some((head, dated))
}

/// The dates and the title that a paragraph begins with: "2012 - 2021, Network Engineer, Example Ltd. Planned ...".
fn opening_of_prose(scan: &Scan<'_>, line: Span) -> Option<(Head, Range)> {
    const TITLE: u32 = 120;
    let end = scan.text.floor_char_boundary((line.start + TITLE).min(line.end) as usize) as u32;
    let opening = Span { start: line.start, end };
    let dated = range(scan, opening)?;
    let first = dated.span.start <= line.start + AT_START && !dated.single;
    let titled = names_post(Span { start: dated.span.end, end: end.max(dated.span.end) }.of(scan.text));
    (first && titled).then_some((Head::Line, dated))
}

/// Whether one date alone stands where a line has its dates: at its start, at its end or between commas. Elsewhere it is a date in a
/// sentence, and right behind a name it is a version.
fn is_set_apart(scan: &Scan<'_>, line: Span, dated: Span) -> bool {
    let before = scan.text[line.start as usize..dated.start as usize].trim_end();
    let behind = scan.text[dated.end as usize..line.end as usize].trim_start();
    let names = scan.names_in(line);
    let version = names.iter().any(|name| name.span.end <= dated.start && name.span.end + 1 >= dated.start);
    let sentence = behind.starts_with(char::is_lowercase) || behind == "." && before.contains(' ');
    let parted = before.is_empty() || before.ends_with([',', '(', '[', '|', '/', '-', '–', '—', ':', '.', ';', '•']);
    let ended = behind.is_empty() || behind.starts_with([',', ')', ']', '|', '/', '-', '–', '—', ':', ';', '.']);
    let alone = before.chars().chain(behind.chars()).all(|c| !c.is_alphanumeric());
    alone || !version && !sentence && (before.is_empty() || ended && (parted || behind.is_empty()))
}

/// Whether the words before a colon name a stretch of time, or those `before` the dates, whose colon was lost with the table they stood in.
fn is_labelled(text: &str, before: &str) -> bool {
    const LABELS: [&str; 10] = [
        "duration",
        "period",
        "tenure",
        "dates",
        "date",
        "from",
        "service period",
        "experience",
        "work period",
        "time period",
    ];
    if ["duration", "period", "tenure"].iter().any(|label| before.trim().eq_ignore_ascii_case(label)) {
        return true;
    }
    if text.strip_prefix("Dates ").is_some_and(|rest| !rest.starts_with(char::is_lowercase)) {
        return true;
    }
    let Some((label, _)) = text.split_once([':', '–', '-']) else { return false };
    let label = label.trim().to_lowercase();
    LABELS.contains(&label.as_str()) || label.starts_with("period of") || label.starts_with("duration")
}

/// Whether a line opens with its dates and goes on with whom or as what: "Since May 2011 with Example Ltd as ...".
fn is_since(text: &str, dated: Span, line: Span) -> bool {
    const BEFORE: u32 = 8;
    let behind = &text[(dated.end - line.start) as usize..];
    let next =
        behind.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    dated.start <= line.start + BEFORE
        && ["since ", "from "].iter().any(|word| text.to_lowercase().starts_with(word))
        && matches!(next.as_str(), "as" | "at" | "with" | "in" | "i" | "working" | "worked" | "employed")
}

/// Whether dates stand in brackets.
fn in_brackets(text: &str, dated: Span) -> bool {
    text[..dated.start as usize].ends_with('(') && text[dated.end as usize..].starts_with(')')
}
