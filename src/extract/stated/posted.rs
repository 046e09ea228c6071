//! The day a posting was published, where its text has one.

use super::roots::Roots;
use crate::extract::date::month_of;

/// The day behind a label: "Date posted: 2026-10-03", "Posted on March 3, 2026". Days counted from today ("3 days ago") and
/// days whose order is open ("03/04/2026") are none.
/// `lower` is the text in small letters.
pub(super) fn posted(lower: &str, roots: &Roots) -> Option<String> {
    for (at, _) in roots.starting(&["post", "publi"]) {
        for label in ["posted", "posting date", "published", "publication date"] {
            if !lower[at..].starts_with(label) {
                continue;
            }
            let before = lower[..at].rsplit('\n').next().unwrap_or_default().trim_matches(['•', '|', ' ', '-', '(']);
            let begins = before.is_empty();
            let labelled = ["date", "job", "ad"]
                .iter()
                .any(|w| before.strip_suffix(w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
            // "Published" stands in sentences about other things too.
            if !begins && !labelled {
                continue;
            }
            let behind = lower[at + label.len()..].trim_start_matches([' ', ':', '-', '–']);
            let behind = ["date", "on", "since", "at"].iter().fold(behind, |b, w| {
                b.strip_prefix(w).filter(|r| r.starts_with([' ', ':'])).map_or(b, |r| r.trim_start_matches([' ', ':']))
            });
            if let Some(day) = day(behind) {
                return Some(day);
            }
        }
    }
    None
}

/// The date that `text`, in small letters, begins with.
fn day(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(40)];
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    // "2026-10-03t08:00": the time is no part of the day.
    let third = parts.next()?.split('t').next().filter(|p| !p.is_empty()).or(Some(""))?;
    let sign = text[first.len()..].chars().next()?;
    let number = |p: &str| p.trim_end_matches(char::is_alphabetic).parse::<u32>().ok();
    if first.len() == 4 {
        return iso(number(first)?, number(second)?, number(third)?);
    }
    if let Some(month) = month_of(first) {
        return iso(year(third)?, month, number(second)?);
    }
    if let Some(month) = month_of(second) {
        return iso(year(third)?, month, number(first)?);
    }
    let (a, b) = (number(first)?, number(second)?);
    let year = year(third)?;
    match sign {
        '.' => iso(year, b, a),
        '/' | '-' if a > 12 => iso(year, b, a),
        '/' | '-' if b > 12 || a == b => iso(year, a, b),
        _ => None,
    }
}

fn year(text: &str) -> Option<u32> {
    (text.len() == 4).then(|| text.parse().ok()).flatten()
}

/// `YYYY-MM-DD`, if the calendar has the day.
fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=days).contains(&day) && (1990..2100).contains(&year)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<String> {
        let text = format!("engineer\n\n{}\n", body.to_ascii_lowercase());
        posted(&text, &Roots::of(&text))
    }

    #[test]
    fn days_are_read_where_they_are_whole() {
        for (body, day) in [
            ("Date posted: 2026-10-03", Some("2026-10-03")),
            ("Date posted: 2026-10-03 Likes: 0", Some("2026-10-03")),
            ("Posted 2026-10-03T08:00:00Z", Some("2026-10-03")),
            ("Posted on March 3, 2026", Some("2026-03-03")),
            ("Job posted on 3rd March 2026.", Some("2026-03-03")),
            ("Posting date: 3. Oktober 2026", Some("2026-10-03")),
            ("Published: 25/10/2026", Some("2026-10-25")),
            ("Published: 10/25/2026", Some("2026-10-25")),
            ("Posted: 03.10.2026", Some("2026-10-03")),
            ("• Publication date: Feb 29, 2028", Some("2028-02-29")),
            ("Publication date: Feb 29, 2027", None),
            ("Posted: 03/04/2026", None),
            ("Posted 3 days ago", None),
            ("Posted today", None),
            ("In a list published in June 2025 we came first.", None),
            ("We were featured, published on March 3, 2026, in a magazine.", None),
            ("Start date: 2026-12-01", None),
        ] {
            assert_eq!(read(body).as_deref(), day, "{body}");
        }
    }
}
