//! What a part of a job's head is by its words: a duration, a heading, a school, the second part of a title.

use super::date::month_of;
use super::firm::{is_region, names_field};
use super::head_label::label_of;
use super::post::names_post;

/// "4 months", "(3 Years)", "2 yrs 5 mos"
pub(super) fn is_duration(part: &str) -> bool {
    let unit = |word: &str| {
        let small = word.to_lowercase();
        ["year", "yr", "month", "mo", "week", "day"].iter().any(|unit| small.starts_with(unit)) && small.len() <= 8
    };
    let mut words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        && words.all(|word| unit(word) || word.bytes().all(|b| b.is_ascii_digit()) || word == "and")
}

/// Whether words are more than a name: "Full responsibility for feature delivery", "4 months of experience".
pub(super) fn is_prose(text: &str) -> bool {
    const SMALL: usize = 4;
    let small = |word: &&str| word.len() >= SMALL && word.starts_with(char::is_lowercase);
    text.split(' ').filter(small).nth(1).is_some() || text.to_lowercase().contains("experience")
}

/// "Department of Trade", "Faculty of Arts": a part of an employer or a school.
pub(super) fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 6] = ["department", "dept", "faculty", "school", "institute", "division"];
    let mut words = text.split([' ', '.']);
    let unit = words.next().is_some_and(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)));
    unit && words.any(|word| word == "of")
}

/// "Example Dev University"
pub(super) fn is_school(text: &str) -> bool {
    const SCHOOLS: [&str; 5] = ["university", "college", "school", "institute", "academy"];
    const WORDS_MAX: usize = 5;
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.split(' ').nth(WORDS_MAX).is_none() && SCHOOLS.iter().any(|school| last.eq_ignore_ascii_case(school))
}

/// Whether an abbreviation has the initials of a name: "ESB" of "Example Savings Bank".
pub(super) fn is_short_for(short: &str, name: &str) -> bool {
    let initials = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    short.len() > 1 && initials.eq(short.chars())
}

/// "Job title", "Roles & responsibilities"
pub(super) fn is_heading(text: &str) -> bool {
    const LAST: [&str; 9] = [
        "responsibilities",
        "responsibility",
        "duties",
        "profile",
        "description",
        "achievements",
        "duration",
        "period",
        "tenure",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    LAST.iter().any(|heading| last.eq_ignore_ascii_case(heading)) || label_of(text).is_some()
}

/// Whether somebody worked in a field, and not for a firm: "Software Testing", but "Harbour Office".
pub(super) fn is_subject(text: &str) -> bool {
    const WORDS_MIN: usize = 3;
    let house = text.ends_with("Office") && text.split(' ').nth(WORDS_MIN - 1).is_some();
    names_field(text) && !house
}

/// Words that end as posts do and are none.
pub(super) fn is_no_post(text: &str) -> bool {
    const OTHERS: [&str; 8] = ["employer", "customer", "computer", "server", "number", "letter", "center", "provider"];
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    OTHERS.contains(&last.as_str()) || month_of(&last).is_some()
}

/// Whether brackets behind a title are a part of it: "(IT and Surveillance)", "(trainee)".
pub(super) fn is_second(text: &str) -> bool {
    let joined = text.contains(" and ") || text.contains('&');
    let short = text.split_whitespace().count() <= 4 && !text.contains(',') && !is_duration(text);
    let abbreviated = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_uppercase()) && !is_region(text);
    short && (joined || abbreviated || names_post(text) || names_field(text))
}
