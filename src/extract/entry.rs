//! Heads of entries that have words of headings: titles of posts, names of firms and schools.

use crate::text::{Line, LineKind, Span};

use super::date::range;
use super::scan::Scan;
use super::section::ResumeSection;

/// Whether a line that could be a heading is the head of an entry: "Software Engineer", "Skills Academy". Known by its last word,
/// where that is no part of a heading's phrase, or by the dates that follow it.
pub(super) fn names_post_or_firm(scan: &Scan<'_>, lines: &[Line], at: usize, found: ResumeSection) -> bool {
    /// Lines below a title or a firm that may have its dates.
    const BELOW: usize = 2;
    let (line, below) = (lines[at].span, &lines[at + 1..]);
    if line.of(scan.text).trim_end().ends_with([':', '：']) {
        return false;
    }
    let behind =
        scan.cues_in(line).iter().filter(|c| ResumeSection::of_heading(c.cue).is_some()).map(|c| c.tokens.1).max();
    let above = |n: usize| at.checked_sub(n).map(|up| lines[up]).filter(|up| up.kind == LineKind::Plain);
    let titled = || (1..=2).filter_map(above).any(|up| range(scan, up.span).is_some_and(|range| !range.single));
    if is_firm_of_trade(scan, line, below, titled) {
        return true;
    }
    let mut words = (behind.unwrap_or(0)..scan.token_at(line.end)).rev().map(|token| scan.word(token));
    let Some(last) = words.find(|word| !is_step(word)) else { return false };
    if is_post(last) || is_firm(last) {
        return true;
    }
    let dated = below.iter().take(BELOW).any(|line| range(scan, line.span).is_some());
    dated && !matches!(found, ResumeSection::Experience | ResumeSection::Education) && !ends_headings(last)
}

/// "Example Technologies": a name before a word that firms share with headings, and nothing below it that such a heading heads, or right
/// below dates and a title.
fn is_firm_of_trade(scan: &Scan<'_>, line: Span, below: &[Line], titled: impl Fn() -> bool) -> bool {
    const SHARED: [&str; 6] = ["technologies", "technology", "software", "solutions", "systems", "tools"];
    /// Lines below a heading in which something it heads is named.
    const HEADED: usize = 2;
    let (first, last) = (scan.token_at(line.start), scan.token_at(line.end));
    let shared = last > first + 1 && SHARED.contains(&scan.word(last - 1).to_lowercase().as_str());
    let known =
        || scan.cues_in(line).iter().any(|c| ResumeSection::of_heading(c.cue).is_some() && c.tokens == (first, last));
    let names = || below.iter().take(HEADED).any(|line| !scan.names_in(line.span).is_empty());
    let dated = || below.first().is_some_and(|line| range(scan, line.span).is_some_and(|range| !range.single));
    shared && !known() && (!names() || titled() || dated()) && !scan.word(first).chars().all(char::is_lowercase)
}

/// "II" or "2" behind a title.
fn is_step(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || word.len() < 4 && word.bytes().all(|b| b == b'I' || b == b'V')
}

/// Whether a word names who does something.
pub(super) fn is_post(word: &str) -> bool {
    const ENDS: [&str; 8] = ["er", "or", "ist", "yst", "ant", "ian", "eur", "ent"];
    const POSTS: [&str; 12] = [
        "architect",
        "associate",
        "apprentice",
        "coach",
        "cto",
        "executive",
        "expert",
        "fellow",
        "head",
        "intern",
        "lead",
        "trainee",
    ];
    let word = word.to_lowercase();
    word.len() > 4 && ENDS.iter().any(|end| word.ends_with(end)) && !word.ends_with("ment") || POSTS.contains(&&*word)
}

/// Whether a word ends the names of firms and schools.
pub(super) fn is_firm(word: &str) -> bool {
    const FIRMS: [&str; 32] = [
        "ab",
        "academy",
        "ag",
        "agency",
        "bv",
        "co",
        "college",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "group",
        "inc",
        "institute",
        "kg",
        "labs",
        "limited",
        "llc",
        "llp",
        "ltd",
        "network",
        "nv",
        "oy",
        "partners",
        "plc",
        "pty",
        "pvt",
        "sa",
        "sarl",
        "school",
        "srl",
        "university",
    ];
    FIRMS.contains(&&*word.to_lowercase())
}

/// Whether a word goes on with a heading behind its phrase: "Education background", "Skills overview".
fn ends_headings(word: &str) -> bool {
    const TAILS: [&str; 16] = [
        "background",
        "details",
        "development",
        "highlights",
        "history",
        "information",
        "list",
        "matrix",
        "overview",
        "participation",
        "profile",
        "record",
        "section",
        "summary",
        "timeline",
        "undertaken",
    ];
    TAILS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    /// Whether a line between two jobs ends the section they stand in.
    fn heads(line: &str) -> bool {
        let text = format!(
            "Jo Doe\n\nExperience\nEngineer, 2021 - 2023\n• Ran a shop\n\n{line}\nBern, 2019 - 2020\n• Built a port with Kafka\n"
        );
        let profile = Extractor::new(Taxonomy::built_in().unwrap()).unwrap().resume(&text);
        profile.roles.len() < 2
    }

    #[test]
    fn a_firm_right_below_dates_and_a_title_is_no_heading() {
        let text = "Jo Doe\n\nExperience\nMay 2019 - now\nWeb Developer\nExample Technologies\n• Built shops with Kafka and Rust\n";
        let profile = Extractor::new(Taxonomy::built_in().unwrap()).unwrap().resume(text);
        assert_eq!(profile.roles[0].company.map(|firm| firm.of(text)), Some("Example Technologies"));
    }

    #[test]
    fn titles_and_firms_are_no_headings() {
        for title in [
            "Software Engineer",
            "Software Engineer II",
            "Technology Consultant",
            "Project Manager",
            "Tools Programmer",
            "Database Administrator",
            "Education Officer",
            "Portfolio Manager",
            "Programming Instructor",
            "Web Technologies Lead",
            "Software AG",
            "Skills Academy",
            "Projects Ltd",
            "Core Technologies Inc",
            "Technology Partners",
            "Summary Rooms",
        ] {
            assert!(!heads(title), "{title}");
        }
        for heading in [
            "Skills",
            "Technical Skills",
            "Software Skills",
            "Skills Overview",
            "SKILLS:",
            "Project Details",
            "Education",
            "Education Background",
            "Engineering Projects",
            "Certifications & Courses",
        ] {
            assert!(heads(heading), "{heading}");
        }
    }
}
