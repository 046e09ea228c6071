//! Months and ranges of months as resumes write them.

use serde::{Deserialize, Serialize};

use super::scan::Scan;
use crate::text::Span;

/// A month: `year * 12 + month - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(pub u32);

impl Month {
    /// The month `month` (1 to 12) of `year`.
    pub fn new(year: u32, month: u32) -> Self {
        Self(year * 12 + month.clamp(1, 12) - 1)
    }

    /// The month of an ISO date.
    pub fn of_iso(date: &str) -> Option<Self> {
        let (year, rest) = date.split_once('-')?;
        Some(Self::new(year.parse().ok()?, rest.get(..2)?.parse().ok()?))
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 12
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.0 % 12 + 1)
    }
}

/// When a role ended. "Present" stays what it is until a run's date is known, so that a kept profile does not age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoleEnd {
    /// In this month, itself included.
    In(Month),
    /// Not yet.
    Present,
}

impl RoleEnd {
    /// The month that this stands for at `as_of`.
    pub fn at(self, as_of: Option<Month>) -> Option<Month> {
        match self {
            Self::In(month) => Some(month),
            Self::Present => as_of,
        }
    }
}

/// A range of months and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub start: Month,
    pub end: RoleEnd,
    pub span: Span,
}

/// A date as written: with or without its month.
#[derive(Debug, Clone, Copy)]
struct Written {
    year: u32,
    month: Option<u32>,
    /// Tokens, half open.
    tokens: (u32, u32),
}

/// The first range of dates in `span`: "Jan 2020 - Present", "03/2019 – 05/2021", "2018-2020", "since 2021"; a single
/// year or month is a range of itself.
pub(super) fn range(scan: &Scan<'_>, span: Span) -> Option<Range> {
    let (from, to) = (scan.token_at(span.start), scan.token_at(span.end));
    let mut token = from;
    while token < to {
        let Some(first) = written(scan, token, to) else {
            token += 1;
            continue;
        };
        let first = Written { tokens: (token, first.tokens.1), ..first };
        let start = Month::new(first.year, first.month.unwrap_or(1));
        let whole = |last: u32| Span {
            start: scan.tokens[first.tokens.0 as usize].start,
            end: scan.tokens[last as usize - 1].end,
        };
        let mut next = first.tokens.1;
        if next < to && matches!(lower(scan, next).as_str(), "to" | "until" | "till" | "bis" | "à" | "hasta") {
            next += 1;
        }
        if next < to && scan.tokens[next as usize].start - scan.tokens[first.tokens.1 as usize - 1].end <= 8 {
            if is_present(&lower(scan, next)) {
                return Some(Range { start, end: RoleEnd::Present, span: whole(next + 1) });
            }
            if let Some(last) = written(scan, next, to) {
                let end = Month::new(last.year, last.month.unwrap_or(12));
                if end >= start {
                    return Some(Range { start, end: RoleEnd::In(end), span: whole(last.tokens.1) });
                }
            }
        }
        let since = token > from && matches!(lower(scan, token - 1).as_str(), "since" | "seit" | "depuis");
        let end = if since { RoleEnd::Present } else { RoleEnd::In(Month::new(first.year, first.month.unwrap_or(12))) };
        return Some(Range { start, end, span: whole(first.tokens.1) });
    }
    None
}

/// The date that begins at `token`.
fn written(scan: &Scan<'_>, token: u32, to: u32) -> Option<Written> {
    let word = lower(scan, token);
    let next = |n: u32| (token + n < to).then(|| lower(scan, token + n));
    if let Some(month) = month_of(&word) {
        let mut at = 1;
        // "Jan '20" and "Jan. 5, 2020"
        if next(at).is_some_and(|w| w.len() <= 2 && w.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d)))
            && next(at + 1).is_some_and(|w| year_of(&w).is_some())
        {
            at += 1;
        }
        let year = next(at).and_then(|w| year_of(&w).or_else(|| short_year(scan, token + at)))?;
        return Some(Written { year, month: Some(month), tokens: (token, token + at + 1) });
    }
    if let Some(year) = year_of(&word) {
        // "2020-03", "2020/03"; but "2018-2020" is two years.
        let iso = next(1)
            .filter(|w| w.len() == 2 && tight(scan, token))
            .and_then(|w| w.parse().ok())
            .filter(|m| (1..=12).contains(m));
        return Some(Written { year, month: iso, tokens: (token, token + 1 + u32::from(iso.is_some())) });
    }
    // "03/2020", "03.2020"
    if word.len() <= 2
        && tight(scan, token)
        && let Ok(month @ 1..=12) = word.parse::<u32>()
        && let Some(year) = next(1).and_then(|w| year_of(&w))
    {
        return Some(Written { year, month: Some(month), tokens: (token, token + 2) });
    }
    None
}

/// Whether one sign of a date stands between this token and the next.
fn tight(scan: &Scan<'_>, token: u32) -> bool {
    let Some(next) = scan.tokens.get(token as usize + 1) else { return false };
    let gap = &scan.text[scan.tokens[token as usize].end as usize..next.start as usize];
    matches!(gap, "/" | "." | "-")
}

fn lower(scan: &Scan<'_>, token: u32) -> String {
    scan.word(token).to_lowercase()
}

/// Years that a working life can hold.
fn year_of(word: &str) -> Option<u32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1960..=2035).contains(y))
}

fn short_year(scan: &Scan<'_>, token: u32) -> Option<u32> {
    let at = scan.tokens[token as usize].start as usize;
    let two: u32 = scan.word(token).parse().ok().filter(|n| *n < 100)?;
    scan.text[..at].ends_with('\'').then_some(if two > 60 { 1900 + two } else { 2000 + two })
}

fn is_present(word: &str) -> bool {
    matches!(
        word,
        "present"
            | "now"
            | "current"
            | "currently"
            | "today"
            | "ongoing"
            | "date"
            | "heute"
            | "présent"
            | "aujourd"
            | "actualidad"
            | "presente"
    )
}

/// English names and seasons, and the German, French and Spanish names that differ.
pub(super) fn month_of(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "januar" | "janvier" | "enero" | "janv" | "winter" => 1,
        "february" | "feb" | "februar" | "février" | "febrero" | "févr" => 2,
        "march" | "mar" | "märz" | "mars" | "marzo" | "spring" => 3,
        "april" | "apr" | "avril" | "abril" | "avr" => 4,
        "may" | "mai" | "mayo" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "summer" => 6,
        "july" | "jul" | "juli" | "juillet" | "julio" | "juil" => 7,
        "august" | "aug" | "août" | "agosto" => 8,
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "fall" | "autumn" => 9,
        "october" | "oct" | "oktober" | "octobre" | "octubre" | "okt" => 10,
        "november" | "nov" | "novembre" | "noviembre" => 11,
        "december" | "dec" | "dezember" | "décembre" | "diciembre" | "dez" | "déc" => 12,
        _ => return None,
    })
}
