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
            "beneficial",
            "bonus",
            "brownie",
            "desirabl",
            "desired",
            "extra",
            "favorabl",
            "favourabl",
            "happier",
            "helpful",
            "ideally",
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
        stems: &["eligib", "must", "need", "prerequisite", "qualif", "qualities", "require", "skill", "toolbox"],
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
    if !(marked || line.opens_block && stands_out(text)) || !scan.names_in(line.span).is_empty() {
        return None;
    }
    // "Experience with:" heads what it is of; "Experience in a team" is a demand.
    if opens_demand(scan.word(first)) {
        const OF: [&str; 6] = ["following", "in", "know", "of", "using", "with"];
        let of = OF.iter().any(|w| ending.eq_ignore_ascii_case(w));
        let over_items = next.is_some_and(|l| l.kind == LineKind::Item);
        return (of && over_items).then_some(PostingSection::Requirements);
    }
    let small = line.span.of(scan.text).to_ascii_lowercase();
    let words = words(scan, line, &small);
    would_please(&words).or_else(|| by_stems(&words)).or_else(|| by_opening(&words))
}

/// The words of a line out of its text in small letters.
fn words<'a>(scan: &Scan<'_>, line: Line, small: &'a str) -> Vec<&'a str> {
    let inside = |at: u32| (at - line.span.start) as usize;
    let tokens = &scan.tokens[scan.token_at(line.span.start) as usize..scan.token_at(line.span.end) as usize];
    tokens.iter().map(|t| small.get(inside(t.start)..inside(t.end)).unwrap_or_default()).collect()
}

/// Whether a condition tells what would please and is not demanded: "Will be great if you know", "We want to meet you if you
/// also have".
fn would_please(words: &[&str]) -> Option<PostingSection> {
    let impersonal = matches!(words[0], "will" | "would" | "it's" | "it'd" | "it'll")
        || words[0] == "it" && words.get(1).is_some_and(|w| matches!(*w, "is" | "would" | "will"));
    let more = words.iter().any(|w| matches!(*w, "also" | "even") || w.starts_with("addition"));
    let condition = words.contains(&"if");
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

fn by_stems(words: &[&str]) -> Option<PostingSection> {
    if words.iter().any(|w| matches!(*w, "no" | "not" | "don't" | "without")) {
        return None;
    }
    // "Requirements gathering and documentation" is work to do, and "full-stack testing" no stack.
    let says = |at: usize, stem: &str| {
        let next = words.get(at + 1).map_or("", |w| *w);
        let before = at.checked_sub(1).map_or("", |n| words[n]);
        words[at].starts_with(stem)
            && !match stem {
                "require" | "skill" | "stack" => OF_WORK.contains(&next) || before == "full",
                "need" => words[at] == "needs" && before != "what",
                _ => false,
            }
    };
    if paid(words) {
        return Some(PostingSection::Benefits);
    }
    let has = |class: &&Class| (0..words.len()).any(|at| class.stems.iter().any(|stem| says(at, stem)));
    ANYWHERE.iter().find(has).map(|class| class.section)
}

/// Words that make work of what stands before them: "Requirements analysis".
const OF_WORK: [&str; 12] = [
    "analysis",
    "building",
    "development",
    "elicitation",
    "engineering",
    "gathering",
    "management",
    "mapping",
    "planning",
    "refinement",
    "sharing",
    "traceability",
];

/// Whether a bonus is money: "Annual performance bonus".
fn paid(words: &[&str]) -> bool {
    words.iter().any(|w| w.starts_with("bonus")) && words.iter().any(|w| OF_PAY.contains(w))
}

/// Words beside which a bonus is paid.
const OF_PAY: [&str; 9] =
    ["annual", "annually", "company", "pay", "performance", "referral", "salary", "signing", "yearly"];

/// What a heading of a known phrase really heads, by its other words: "Prefered skills" and "Helpful experience" are welcome
/// though "skills" asks, "Requirements gathering" is work to do, and "Required and preferred skills" asks: its lines say which
/// is which.
pub(super) fn weighed(scan: &Scan<'_>, line: Line, found: PostingSection) -> PostingSection {
    const ASKS: [&str; 7] = ["basic", "essential", "mandatory", "minimum", "must", "must-have", "required"];
    if !matches!(found, PostingSection::Requirements | PostingSection::Preferred) {
        return found;
    }
    // One word is weighed by no other.
    if scan.token_at(line.span.end) - scan.token_at(line.span.start) < 2 {
        return found;
    }
    let small = line.span.of(scan.text).to_ascii_lowercase();
    let words = words(scan, line, &small);
    let any = |is: &dyn Fn(&str) -> bool| words.iter().any(|w| is(w));
    let [soft, ..] = &ANYWHERE;
    // A desired profile is the one they look for.
    let whole = any(&|w| matches!(w, "profile" | "candidate" | "candidates" | "person"));
    let softens = !whole && any(&|w| w == "nice" || soft.stems.iter().any(|stem| w.starts_with(stem)));
    let asks = any(&|w| ASKS.contains(&w));
    let joins = any(&|w| w == "and") || line.span.of(scan.text).contains(['/', '&']);
    let denies = any(&|w| matches!(w, "not" | "no" | "non" | "but") || OF_PAY.contains(&w));
    let work = words.windows(2).any(|pair| pair[0].starts_with("requirement") && OF_WORK.contains(&pair[1]));
    match found {
        PostingSection::Requirements if work => PostingSection::Duties,
        PostingSection::Preferred if paid(&words) || any(&|w| matches!(w, "benefits" | "perks" | "salary")) => {
            PostingSection::Benefits
        }
        PostingSection::Requirements if softens && !asks && !denies => PostingSection::Preferred,
        PostingSection::Preferred if softens && asks && joins && !denies => PostingSection::Requirements,
        _ => found,
    }
}

/// What the first words say: "About Acme", "As an engineer you will".
fn by_opening(words: &[&str]) -> Option<PostingSection> {
    let any = |of: &[&str]| words.iter().any(|w| of.contains(w));
    let last = *words.last()?;
    if words[0] == "about" || words.windows(2).any(|pair| pair[0] == "about" && pair[1] == "the") {
        return Some(PostingSection::About);
    }
    if words.len() == 1 && last == "you" {
        return Some(PostingSection::Requirements);
    }
    let to_you = any(&["you", "you'll", "candidate", "candidates", "you've", "you're"]);
    match last {
        "you" if words.iter().rev().nth(1).is_some_and(|w| *w == "if") => Some(PostingSection::Requirements),
        "have" | "bring" | "know" | "possess" | "be" | "if" | "are" if to_you => Some(PostingSection::Requirements),
        "will" | "you'll" | "do" | "deliver" | "build" | "doing" | "contribute" if to_you => {
            Some(PostingSection::Duties)
        }
        _ => None,
    }
}
