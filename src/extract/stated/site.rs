//! Where a job is, in the words of its posting.

use super::roots::Roots;

/// Labels in front of a place, in small letters, the longer ones first. They are labels with a colon behind them or alone on
/// their line.
const LABELS: [&str; 19] = [
    "locations available",
    "available locations",
    "primary location",
    "working location",
    "office location",
    "work location",
    "job location",
    "job locations",
    "locations",
    "location(s)",
    "location",
    "place of work",
    "working place",
    "work place",
    "workplace",
    "work address",
    "city",
    "standort",
    "arbeitsort",
];

/// Longest place in bytes.
const MOST: usize = 100;

/// What every label has in it.
const ROOTS: [&str; 7] = ["location", "workplace", "place", "address", "city", "standort", "arbeitsort"];

/// The first place that a label or a sentence about the job names; `lower` is the text in small ASCII letters.
pub(super) fn site(text: &str, lower: &str, roots: &Roots) -> Option<String> {
    labelled(text, lower, roots).or_else(|| stated(text, lower, roots))
}

/// "Location: Berlin", also with the place on the next line.
fn labelled(text: &str, lower: &str, roots: &Roots) -> Option<String> {
    let title = text.find('\n')?;
    roots.starting(&ROOTS).filter(|(at, _)| *at > title).find_map(|(at, root)| {
        let start = lower[..at].rfind('\n').map_or(0, |n| n + 1);
        let (label, from) = LABELS.iter().find_map(|label| {
            // The label may begin before its root.
            let from = at.checked_sub(label.find(root)?)?;
            lower.get(from..)?.starts_with(label).then_some((*label, from))
        })?;
        // A label begins a line or, in a text whose line breaks are lost, has a capital.
        let before = &lower[start.min(from)..from];
        let begins = before.trim_matches(['•', ' ', '-', '*']).is_empty();
        let capital = text[from..].starts_with(char::is_uppercase) && before.ends_with(' ');
        let rest = &text[from + label.len()..];
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        let value = match line.trim_start().strip_prefix(':') {
            Some(value) if begins || capital => value.trim(),
            None if begins && line.trim().is_empty() => "",
            _ => return None,
        };
        let next = || below.lines().map(str::trim).find(|l| !l.is_empty()).filter(|l| l.len() <= MOST);
        let value = if value.is_empty() { next()? } else { value };
        place(value)
    })
}

/// "This role is based in San Francisco, CA."
fn stated(text: &str, lower: &str, roots: &Roots) -> Option<String> {
    const SUBJECTS: [&str; 10] = [
        "role is",
        "position is",
        "job is",
        "role will be",
        "position will be",
        "job will be",
        "you will be",
        "you'll be",
        "opportunity is",
        "vacancy is",
    ];
    for (at, _) in roots.starting(&["based"]) {
        let before = lower[..at].trim_end();
        let begins = lower[..at].trim_end_matches(['•', ' ', '-']).ends_with('\n');
        if !begins && !SUBJECTS.iter().any(|s| before.ends_with(s)) {
            continue;
        }
        let behind = text[at + "based".len()..].trim_start_matches(' ');
        let Some(behind) = ["in ", "at ", "out of "].iter().find_map(|w| behind.strip_prefix(w)) else { continue };
        let behind = ["our ", "the ", "either ", "downtown ", "central "]
            .iter()
            .fold(behind, |b, w| b.strip_prefix(w).unwrap_or(b));
        let name = capitalised(behind);
        if !name.is_empty() {
            return Some(name.to_owned());
        }
    }
    None
}

/// The words with capitals at the start of `text`, with the commas between them.
fn capitalised(text: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let bare = word.trim_end_matches([' ', '\n', ',', '.', ';', ':', ')', '!']);
        if !bare.starts_with(char::is_uppercase) || at + bare.len() > MOST {
            break;
        }
        end = at + bare.len();
        at += word.len();
        // An initial or short form does not end the sentence: "St. Gallen".
        let state = bare.len() == 2 && bare.bytes().all(|b| b.is_ascii_uppercase());
        let ends = word.trim_end().ends_with(['.', ';', ':', ')', '!']) && (bare.len() > 2 || state);
        if ends || word.ends_with('\n') {
            break;
        }
    }
    &text[..end]
}

/// A label's value as a place: cut where it ends; none where it names only a way of working.
fn place(value: &str) -> Option<String> {
    let mut value = value;
    for (at, _) in value.match_indices(". ") {
        let word = value[..at].rsplit([' ', ',']).next().unwrap_or_default();
        // "No. 9", "Dist. 1" go on.
        if word.chars().count() > 4 {
            value = &value[..at];
            break;
        }
    }
    let value = value.split(['|', ';', '•']).next().unwrap_or(value);
    let value = value.split("&nbsp").next().unwrap_or(value);
    let value = if value.len() > MOST { short(value) } else { value };
    let value = value.trim().trim_end_matches(['.', ',', '-', '–']).trim_end();
    let begins = value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    const WAYS: [&str; 16] = [
        "remote", "hybrid", "onsite", "on", "site", "only", "office", "fully", "and", "or", "in", "the", "work",
        "from", "home", "full",
    ];
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let names = words.any(|w| w.chars().any(char::is_alphabetic) && !WAYS.contains(&w.to_lowercase().as_str()));
    // A sentence is no place: "This role can be done from many cities".
    let small = value.split(' ').filter(|w| w.starts_with(char::is_lowercase)).count();
    (begins && names && small <= 3 && value.len() <= MOST).then(|| value.to_owned())
}

/// The place at the start of a text whose line breaks are lost: "Austin, TX About the department ...".
fn short(value: &str) -> &str {
    const NEXT: [&str; 16] = [
        "About",
        "Job",
        "Role",
        "Team",
        "The",
        "We",
        "You",
        "Your",
        "Employment",
        "Type",
        "Department",
        "Our",
        "What",
        "Salary",
        "Responsibilities",
        "Contract",
    ];
    let name = capitalised(value);
    let cut = NEXT.iter().filter_map(|w| name.find(&format!(" {w}"))).min();
    &name[..cut.unwrap_or(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let lower = text.to_ascii_lowercase();
        site(text, &lower, &Roots::of(&lower))
    }

    #[test]
    fn places_are_read_as_written() {
        for (body, place) in [
            ("Location: Berlin", Some("Berlin")),
            ("• Location: Berlin, Germany.", Some("Berlin, Germany")),
            ("Work Location: No. 9 Harbour Street, Hanoi", Some("No. 9 Harbour Street, Hanoi")),
            ("Job location\nBasel, Switzerland", Some("Basel, Switzerland")),
            ("Location:\n\nTallinn", Some("Tallinn")),
            ("Standort: Köln", Some("Köln")),
            ("Location: Remote, India", Some("Remote, India")),
            ("This role is based in San Francisco, CA. We pay well.", Some("San Francisco, CA")),
            ("You will be based in our Oslo office.", Some("Oslo")),
            ("• Based in Hanoi, working with Stockholm", Some("Hanoi")),
            ("Location: Lyon | Full-time", Some("Lyon")),
            ("Location: Remote", None),
            ("Location: On-site only", None),
            ("Our company is based in Stockholm.", None),
            ("We have teams in several locations: all are fun.", None),
            ("Find the location of the fault.", None),
            ("Project based in part on Go", None),
        ] {
            assert_eq!(read(&format!("Engineer\n\n{body}\n")).as_deref(), place, "{body}");
        }
    }

    #[test]
    fn a_text_without_line_breaks_gives_its_place_alone() {
        let rest =
            "About the team we build things that many people use every day and we like to build them well and slowly.";
        let text = format!("Engineer\n\nJoin us. Location: Austin, TX {rest}");
        assert_eq!(read(&text).as_deref(), Some("Austin, TX"));
    }
}
