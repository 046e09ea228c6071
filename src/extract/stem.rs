//! Headings of no known phrase, by their form and the stems of their words: "You will get extra points for the following".

use crate::text::{Line, LineKind};

use super::heading::opens_demand;
use super::scan::Scan;
use super::section::PostingSection;

/// Words of a line that may be a heading.
const WORDS: usize = 10;

/// Words that end a heading which its lines go on with, where no colon does.
const GOES_ON: [&str; 9] = ["following", "for", "have", "if", "in", "include", "including", "will", "with"];

/// How words begin that say of a heading what it heads.
struct Class {
    section: PostingSection,
    stems: &'static [&'static str],
}

/// Stems that decide wherever they stand in a heading. The first class with one of its stems in it decides: a heading that
/// softens softens what is demanded too ("Preferred qualifications").
const ANYWHERE: [Class; 5] = [
    Class {
        section: PostingSection::Preferred,
        stems: &[
            "advantag",
            "appreciat",
            "bonus",
            "brownie",
            "desirabl",
            "desired",
            "extra",
            "happier",
            "impress",
            "nice-to",
            "optional",
            "plus",
            "prefer",
            "valued",
        ],
    },
    Class {
        section: PostingSection::Benefits,
        stems: &["benefit", "compensation", "offer", "perk", "remuneration", "reward"],
    },
    Class {
        section: PostingSection::Requirements,
        stems: &["eligib", "must", "need", "prerequisite", "qualif", "qualit", "require", "skill", "toolbox"],
    },
    Class {
        section: PostingSection::Duties,
        stems: &["accountab", "activities", "duties", "duty", "responsib", "task"],
    },
    Class { section: PostingSection::Stack, stems: &["stack", "tooling"] },
];

/// Longest heading in bytes.
const LONGEST: u32 = 90;

/// Whether a line is short enough for a heading, and ends as one may.
pub(super) fn may_be_heading(scan: &Scan<'_>, line: Line) -> bool {
    let length = line.span.end - line.span.start;
    let text = line.span.of(scan.text);
    line.kind == LineKind::Plain
        && length <= LONGEST
        && !text.ends_with(['.', ',', ';', '!'])
        && (1..=WORDS as u32).contains(&(scan.token_at(line.span.end) - scan.token_at(line.span.start)))
}

/// The section of a line that [may be a heading](may_be_heading) and has no known phrase of one; none where its words say nothing.
pub(super) fn heading_by_stems(scan: &Scan<'_>, line: Line, next: Option<&Line>) -> Option<PostingSection> {
    let text = line.span.of(scan.text).trim();
    let (first, last) = (scan.token_at(line.span.start), scan.token_at(line.span.end));
    let ending = scan.word(last - 1);
    let goes_on = GOES_ON.iter().any(|w| ending.eq_ignore_ascii_case(w));
    let marked = goes_on || text.ends_with([':', '?']) || next.is_some_and(|l| l.kind == LineKind::Item);
    if !(marked || line.opens_block && stands_out(text))
        || opens_demand(scan.word(first))
        || !scan.names_in(line.span).is_empty()
    {
        return None;
    }
    let words: Vec<String> = (first..last).map(|t| scan.word(t).to_ascii_lowercase()).collect();
    would_please(&words).or_else(|| by_stems(&words)).or_else(|| by_opening(&words))
}

/// Whether a condition tells what would please and is not demanded: "Will be great if you know", "We want to meet you if you
/// also have".
fn would_please(words: &[String]) -> Option<PostingSection> {
    let impersonal = matches!(words[0].as_str(), "will" | "would" | "it's" | "it'd" | "it'll")
        || words[0] == "it" && words.get(1).is_some_and(|w| matches!(w.as_str(), "is" | "would" | "will"));
    let more = words.iter().any(|w| matches!(w.as_str(), "also" | "even") || w.starts_with("addition"));
    let condition = words.iter().any(|w| w == "if");
    ((impersonal || more) && condition).then_some(PostingSection::Preferred)
}

/// Whether a line ends in a condition on the reader: "You'll be at home here if you:".
pub(super) fn ends_in_condition(scan: &Scan<'_>, line: Line) -> bool {
    let last = scan.token_at(line.span.end);
    let word = |n: u32| last.checked_sub(n).map_or("", |t| scan.word(t));
    word(1).eq_ignore_ascii_case("you") && word(2).eq_ignore_ascii_case("if")
}

/// Whether every longer word has a capital, or the line is in capitals.
fn stands_out(text: &str) -> bool {
    text.split_whitespace().all(|w| w.len() < 4 || !w.starts_with(char::is_lowercase))
}

fn by_stems(words: &[String]) -> Option<PostingSection> {
    if words.iter().any(|w| matches!(w.as_str(), "no" | "not" | "don't" | "without")) {
        return None;
    }
    let has = |class: &&Class| words.iter().any(|w| class.stems.iter().any(|s| w.starts_with(s)));
    ANYWHERE.iter().find(has).map(|class| class.section)
}

/// What the first words say: "About Acme", "As an engineer you will".
fn by_opening(words: &[String]) -> Option<PostingSection> {
    let any = |of: &[&str]| words.iter().any(|w| of.contains(&w.as_str()));
    let last = words.last()?.as_str();
    if words[0] == "about" || words.windows(2).any(|pair| pair[0] == "about" && pair[1] == "the") {
        return Some(PostingSection::About);
    }
    let to_you = any(&["you", "you'll", "candidate", "candidates", "you've", "you're"]);
    match last {
        "you" if words.iter().rev().nth(1).is_some_and(|w| w == "if") => Some(PostingSection::Requirements),
        "have" | "bring" | "know" | "possess" | "be" | "if" | "are" if to_you => Some(PostingSection::Requirements),
        "will" | "you'll" | "do" | "deliver" | "build" | "doing" | "contribute" if to_you => {
            Some(PostingSection::Duties)
        }
        _ => None,
    }
}
