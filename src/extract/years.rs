//! Years of experience that a text asks for.

use crate::text::Span;

use super::cue::Cue;
use super::scan::Scan;

/// "5+ years", "3-5 years", "at least three years".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// The lower end, 0 to 30.
    pub min: u8,
    /// From the number to the word.
    pub span: Span,
}

/// More is not asked of anybody: a larger number is the company's age.
const MOST: u8 = 30;

/// The statements of years inside `span`, in order.
pub(super) fn years(scan: &Scan<'_>, span: Span) -> Vec<Years> {
    let mut out = Vec::new();
    for cue in scan.cues_in(span) {
        if cue.cue != Cue::Years || cue.tokens.0 == 0 {
            continue;
        }
        let first = scan.token_at(span.start);
        let mut token = cue.tokens.0 - 1;
        // "3 or more years", "5 plus years", "two full years"
        while token > first && matches!(word(scan, token).as_str(), "more" | "or" | "plus" | "full" | "solid" | "good")
        {
            token -= 1;
        }
        if token < first {
            continue;
        }
        let Some(mut number) = number(&word(scan, token)) else { continue };
        let mut start = token;
        // "3-5", "3 to 5", "three (3)": the lower end is the first.
        let mut back = token;
        if back > first && matches!(word(scan, back - 1).as_str(), "to" | "and") && back - 1 > first {
            back -= 1;
        }
        if back > first {
            let between =
                &scan.text[scan.tokens[back as usize - 1].end as usize..scan.tokens[token as usize].start as usize];
            let joined = between.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '~' | '(' | '+' | '/'))
                && !between.trim().is_empty()
                || back < token;
            if joined && let Some(lower) = self::number(&word(scan, back - 1)) {
                number = number.min(lower);
                start = back - 1;
            }
        }
        if number <= MOST {
            out.push(Years { min: number, span: Span { start: scan.tokens[start as usize].start, end: cue.span.end } });
        }
    }
    out
}

fn word(scan: &Scan<'_>, token: u32) -> String {
    scan.word(token).to_ascii_lowercase()
}

fn number(word: &str) -> Option<u8> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|w| *w == word).map(|n| n as u8).or_else(|| match word {
        "fifteen" => Some(15),
        w => w.parse().ok().filter(|n| *n <= 99),
    })
}
