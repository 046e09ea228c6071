//! Years of experience that a text asks for.

use crate::text::Span;

use super::cue::Cue;
use super::scan::Scan;
use super::section::PostingSection;
use super::small::Small;

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
        while token > first && matches!(&*word(scan, token), "more" | "or" | "plus" | "full" | "solid" | "good") {
            token -= 1;
        }
        if token < first {
            continue;
        }
        // Where line breaks were lost a number may touch the word before it: "a related field3+ years".
        let glued = |word: &str| {
            let word = word.trim_end_matches('+');
            let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
            let touches = letters.len() >= 4 && letters.bytes().all(|b| b.is_ascii_lowercase());
            touches.then(|| number(&word[letters.len()..])).flatten()
        };
        let last = scan.word(token);
        let Some(mut number) = number(&Small::of(last)).or_else(|| glued(last)) else { continue };
        if not_of_experience(scan, span, token, cue.span) {
            continue;
        }
        let mut start = token;
        // "3-5", "3 to 5", "three (3)": the lower end is the first.
        let mut back = token;
        if back > first && matches!(&*word(scan, back - 1), "to" | "and") && back - 1 > first {
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
        // "2.5 years", "1.5-3 years": the whole ones.
        if start > first
            && let (Some(before), Some(here)) = (scan.tokens.get(start as usize - 1), scan.tokens.get(start as usize))
            && matches!(&scan.text[before.end as usize..here.start as usize], "." | ",")
            && let Some(whole) = self::number(&word(scan, start - 1))
        {
            number = whole;
            start -= 1;
        }
        if number <= MOST {
            out.push(Years { min: number, span: Span { start: scan.tokens[start as usize].start, end: cue.span.end } });
        }
    }
    out
}

/// The years that a sentence asks of the whole career rather than of one technology. `small` is room for its letters.
pub(super) fn overall_years(
    scan: &Scan<'_>,
    section: PostingSection,
    sentence: Span,
    asked: &[Years],
    small: &mut String,
) -> Option<u8> {
    if asked.is_empty() {
        return None;
    }
    if matches!(
        section,
        PostingSection::About | PostingSection::Benefits | PostingSection::Eeo | PostingSection::Preferred
    ) {
        return None;
    }
    small.clear();
    small.push_str(sentence.of(scan.text));
    small.make_ascii_lowercase();
    let text = &**small;
    // Before any heading a company tells of itself: there only experience is meant.
    if section == PostingSection::Intro && !text.contains("experience") {
        return None;
    }
    let own = ["experience", "background", "work", "as a", "professional", "industry", "in ", "of "]
        .iter()
        .any(|w| text.contains(w));
    // "For over 10 years we", "a company with 20 years of experience" are the company's.
    let first = asked.iter().map(|y| y.span.start - sentence.start).min().unwrap_or(0) as usize;
    let near = text.get(text.floor_char_boundary(first.saturating_sub(60))..first).unwrap_or_default();
    let said_of = |words: &[&str]| words.iter().any(|w| near.contains(w));
    let ours = || said_of(&["we ", "we've", "our team", "staff", "company", "agency", "firm", "history", "with over"]);
    let yours = || said_of(&["you", "looking for", "candidate", "requirement", "qualification", "skills"]);
    let others = section != PostingSection::Requirements && ours() && !yours()
        || ["years ago", "for over", "for more than", "founded"].iter().any(|w| text.contains(w));
    (own && !others).then(|| asked.iter().map(|y| y.min).max()).flatten()
}

/// Whether the years are those of a degree, a contract, an age, a company or the calendar. `number` is the token before them.
fn not_of_experience(scan: &Scan<'_>, span: Span, number: u32, years: Span) -> bool {
    const BEHIND: [&str; 26] = [
        "old",
        "of age",
        "ago",
        "contract",
        "fixed",
        "degree",
        "bachelor",
        "college",
        "university",
        "diploma",
        "program",
        "course",
        "of study",
        "of education",
        "of schooling",
        "thereafter",
        "in business",
        "on the market",
        "of history",
        "of innovation",
        "of success",
        "of growth",
        "warranty",
        "vest",
        "anniversary",
        "term",
    ];
    const BEFORE: [&str; 13] = [
        "every", "past", "last", "next", "previous", "coming", "another", "age", "aged", "ages", "within", "upon",
        "once in",
    ];
    const TERM: [&str; 6] = ["contract", "duration", "vest", "guarantee", "warranty", "age limit"];
    let text = scan.text;
    let end = text.floor_char_boundary((years.end as usize + 24).min(span.end as usize)).max(years.end as usize);
    let behind = text[years.end as usize..end].to_ascii_lowercase();
    let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
    if BEHIND.iter().any(|w| behind.starts_with(w)) {
        return true;
    }
    let to = scan.tokens[number as usize].start as usize;
    let from = text.floor_char_boundary(to.saturating_sub(32)).max(span.start as usize).min(to);
    let before = text[from..to].to_ascii_lowercase();
    // Past the lower end of a range: "aged 22-35 years".
    let near = before.trim_end_matches(|c: char| !c.is_alphabetic());
    let near = near.strip_suffix(" than").map_or(near, |n| n.trim_end_matches(" more"));
    let ends = |w: &str| near.strip_suffix(w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    BEFORE.iter().any(|w| ends(w)) || TERM.iter().any(|w| before.contains(w))
}

fn word<'t>(scan: &'t Scan<'_>, token: u32) -> Small<'t> {
    Small::of(scan.word(token))
}

fn number(word: &str) -> Option<u8> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|w| *w == word).map(|n| n as u8).or_else(|| match word {
        "fifteen" => Some(15),
        w => w.parse().ok().filter(|n| *n <= 99),
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn a_posting_asks_for_the_years_of_experience_and_no_others() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (line, years) in [
            ("3-5 years of experience in backend work", Some(3)),
            ("5+ yrs of professional experience", Some(5)),
            ("At least three years' experience as a developer", Some(3)),
            ("Minimum of 2 yrs in a similar role", Some(2)),
            ("Two (2) years of experience in support", Some(2)),
            ("4 or more years of software development", Some(4)),
            ("1.5-3 years of experience in testing", Some(1)),
            ("At least 2.5 years of experience in web work", Some(2)),
            ("A degree in a related field3+ years of experience with services", Some(3)),
            ("A 4 year degree in computer science", None),
            ("A contract of 2 years, with work in a team", None),
            ("Must be at least 18 years old to work here", None),
            ("Background check every two years thereafter", None),
            ("Published work in the last 5 years", None),
        ] {
            let text = crate::text::posting_text("Engineer", &[], &format!("Requirements\n- {line}\n"));
            assert_eq!(extractor.posting(&text).min_years, years, "{line}");
        }
        for line in [
            "For over 20 years we have worked in banking.",
            "We are a company with more than 20 years of experience in logistics.",
            "Our firm has a 25-year history of work in insurance.",
        ] {
            let text = crate::text::posting_text("Engineer", &[], line);
            assert_eq!(extractor.posting(&text).min_years, None, "{line}");
        }
    }

    #[test]
    fn a_technology_has_the_years_said_of_it() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let text = crate::text::posting_text("Engineer", &[], "Requirements\n- 5+ years of Java, 2 years with Kafka\n");
        let profile = extractor.posting(&text);
        let shown: Vec<_> = profile
            .requirements
            .iter()
            .map(|r| (extractor.taxonomy().skill(r.any_of.first()).id.as_str(), r.min_years))
            .collect();
        assert_eq!(shown, [("java", Some(5)), ("kafka", Some(2))]);
    }
}
