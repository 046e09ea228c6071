//! Where a long line was several: ads copied without their line breaks, so that "in Java.Experience with SQL" and "a degree
//! Knowledge of Go" are left.

use super::head::{
    HEADS, LABELS, about_twice, glued_head, heading_before_dash, label_at_end, label_before, sentence_before, word_at,
};
use super::items::{are_items, dots_item, glued_dash, numbers, pictures_item, starts_item};
use super::line::is_bullet;
use super::mask::{BLOCK, masks, places};

/// Bytes of a line that is too short to be several.
const LONG: usize = 200;

/// Words that open a new demand, sorted.
const OPENERS: [&str; 67] = [
    "Ability",
    "Able",
    "Advanced",
    "Are",
    "Bachelor",
    "Bachelor's",
    "Basic",
    "Comfort",
    "Comfortable",
    "Curiosity",
    "Deep",
    "Demonstrated",
    "Desire",
    "Enjoy",
    "Excellent",
    "Exceptional",
    "Experience",
    "Experienced",
    "Expert",
    "Expertise",
    "Exposure",
    "Extensive",
    "Familiar",
    "Familiarity",
    "Fluency",
    "Fluent",
    "Good",
    "Great",
    "Hands-on",
    "Have",
    "Helpful",
    "Ideally",
    "Interest",
    "Knowledge",
    "Knowledgeable",
    "Minimum",
    "Must",
    "Outstanding",
    "Passion",
    "Passionate",
    "Possess",
    "Practical",
    "Preferred",
    "Previous",
    "Prior",
    "Proficiency",
    "Proficient",
    "Programming",
    "Proven",
    "Required",
    "Significant",
    "Skilled",
    "Skills",
    "Solid",
    "Some",
    "Strong",
    "Substantial",
    "Successful",
    "Thorough",
    "Track",
    "Understanding",
    "Very",
    "Well-versed",
    "Willing",
    "Willingness",
    "Work",
    "Working",
];

/// The places in `line` at which a new line begins, ascending.
pub(super) fn seams(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut out: Vec<usize> = label_at_end(line).into_iter().collect();
    if bytes.len() < LONG {
        return out;
    }
    // Nearly all of a text is passed over a block at a time.
    let blocks = masks(bytes, may_begin).into_iter().enumerate();
    let marks = blocks.flat_map(|(n, [mask])| places(mask).map(move |at| n * BLOCK + at));
    let (mut dashes, mut pictures) = (Vec::new(), Vec::new());
    for at in marks.skip_while(|at| *at == 0) {
        let before = bytes[at - 1];
        match bytes[at] {
            b'A'..=b'Z' if before != b' ' && !before.is_ascii_uppercase() && before < 0x80 && is_glued(line, at) => {
                out.push(at);
            }
            b'A'..=b'Z' if before == b' ' => {
                if let Some(second) = about_twice(line, at) {
                    out.extend([at, at + second]);
                    continue;
                }
                let glued = glued_head(line, at).filter(|len| bytes[at + len] != b' ');
                // "at sea Preferred QualificationsGo": the head is one of two words.
                let label = glued.map(|_| line[..at - 1].rfind(' ').map_or(0, |n| n + 1));
                if let Some((len, first)) = glued.zip(label).filter(|l| LABELS.contains(&&line[l.1..at - 1])) {
                    out.extend([first, at + len].into_iter().filter(|at| *at > 0));
                } else if stands_apart(line, at) || opens_anew(line, at) {
                    out.push(at);
                } else if let Some(len) = glued {
                    // "Key QualificationsGo"
                    out.push(at + len);
                }
            }
            // "PERLPreferred" and the like: the head may follow capitals.
            b'P' | b'R' | b'Q' if before.is_ascii_uppercase() && glued_head(line, at).is_some() => out.push(at),
            b'0'..=b'9' if before.is_ascii_lowercase() && counts_years(&line[at..]) => out.push(at),
            b'*' if before != b'*' && starts_item(&line[at..]) => out.push(at),
            b'-' if glued_dash(before, &line[at..]) => dashes.push(at),
            0xC0.. if line[at..].starts_with(is_bullet) || dots_item(&line[at..]) => out.push(at),
            0xC0.. if before == b' ' && pictures_item(&line[at..]) => pictures.push(at),
            _ => {}
        }
    }
    let spaced: Vec<usize> = memchr::memmem::find_iter(bytes, b" - ").collect();
    let heads = |at: &usize| heading_before_dash(line, *at).or_else(|| sentence_before(line, *at));
    if are_items(line, &spaced) {
        out.extend(spaced.iter().map(|at| at + 1));
        out.extend(spaced.iter().filter_map(heads));
    } else if let Some(first) = spaced.iter().position(|at| *at > 0 && matches!(bytes[at - 1], b':' | b';'))
        && spaced.len() > first + 2
    {
        // "Tasks: - know Go - write tests - like people": the first dash tells what the others are.
        out.extend(spaced[first..].iter().map(|at| at + 1));
        out.extend(sentence_before(line, spaced[first]));
    }
    // "Basic Qualifications 1. Five years of Go 2. Care Preferred Qualifications 1. Rust"
    let numbers = numbers(line);
    out.extend(numbers.iter().flat_map(|at| [Some(*at), heading_before_dash(line, at - 1)]).flatten());
    // One may be a slip of the pen, or the mark of a mood.
    for marks in [&mut dashes, &mut pictures].into_iter().filter(|marks| marks.len() > 1) {
        out.append(marks);
    }
    // "... in mathematics Preferred qualifications:• Go": the label that items follow is a line of its own.
    let labels: Vec<usize> = out.iter().filter_map(|at| label_before(line, *at)).collect();
    out.extend(labels);
    // What follows a head that stands apart or glued.
    let mut behind: Vec<usize> = out.iter().filter_map(|at| Some(at + glued_head(line, *at)?)).collect();
    behind.extend(glued_head(line, 0));
    out.append(&mut behind);
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a byte may begin a new line: a capital, a digit, a star, a dash or a sign beyond ASCII.
#[inline(always)]
fn may_begin(b: u8) -> u8 {
    u8::from((b.wrapping_sub(b'A') < 26) | (b.wrapping_sub(b'0') < 10) | (b == b'*') | (b == b'-') | (b >= 0xC0))
}

/// Whether the capital at `at`, which follows a letter, digit or sign, begins a new line.
fn is_glued(line: &str, at: usize) -> bool {
    let before = line.as_bytes()[at - 1];
    let next = word_at(line, at);
    if glued_head(line, at).is_some() {
        return before.is_ascii_alphanumeric() || matches!(before, b'.' | b')' | b'+' | b'#' | b'!' | b'?' | b';');
    }
    match before {
        b'.' | b'!' | b'?' | b';' => {
            let sentence = &line[..at - 1];
            let last = sentence.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            // "node.Js" and "Asp.Net" are names; "U.S." and "Ph.D" are none of our business.
            let name = matches!(next, "Js" | "JS" | "Net" | "NET" | "Io" | "Ai" | "AI" | "Com" | "Org" | "Py" | "Core");
            let ended = last.len() > 2 && last.starts_with(|c: char| c.is_lowercase()) || sentence.ends_with(')');
            !name && (ended || is_opener(next) || starts_sentence(next) || heads_more(next))
        }
        b'a'..=b'z' | b'0'..=b'9' | b')' | b'+' | b'#' => {
            let opens = before != b'0' && opens_degree(&line[at..])
                || next != "Work" && is_opener(next) && line[at + next.len()..].starts_with([' ', ':', ',']);
            opens
                || before == b')' && closes_aside(&line[..at]) && line[at + next.len()..].starts_with(' ')
                || ends_word(line, at) && next.len() > 2 && line[at + next.len()..].starts_with([' ', ',', ':'])
                || before.is_ascii_lowercase() && ends_heading(&line[..at]) && line[at + next.len()..].starts_with(' ')
        }
        _ => false,
    }
}

/// Whether a degree begins here: "BS/MS in Physics", "Bachelor's".
fn opens_degree(rest: &str) -> bool {
    const DEGREES: [&str; 10] = ["B.S", "BA/", "BS ", "BS/", "BSc", "M.S", "MS ", "MS/", "MSc", "PhD"];
    DEGREES.iter().any(|d| rest.starts_with(d))
}

/// Whether the bracket that ends here stood apart from the word before it: "timers, etc.)Operating systems", and not
/// "(re)Design".
fn closes_aside(before: &str) -> bool {
    before.rfind('(').is_some_and(|open| before[..open].ends_with(' ') && before[open..].contains([' ', ',']))
}

/// Whether a word in small letters ends right before `at` whose ending no name has inside: "environmentsSoftware" was two
/// words, and "typeScript" is one.
fn ends_word(line: &str, at: usize) -> bool {
    const ENDINGS: [&str; 10] = ["ance", "ed", "ence", "ency", "ing", "ion", "ity", "ment", "ness", "s"];
    let from = line.as_bytes()[..at].iter().rposition(|b| !b.is_ascii_lowercase()).map_or(0, |n| n + 1);
    let word = &line[from..at];
    word.len() > 4 && line[..from].ends_with([' ', '-', '/', '(']) && ENDINGS.iter().any(|e| word.ends_with(e))
}

/// Whether a word opens sentences and headings, and no name that a dot joins to another.
fn starts_sentence(word: &str) -> bool {
    const FIRST: [&str; 24] = [
        "About",
        "As",
        "At",
        "Benefits",
        "Bonus",
        "For",
        "How",
        "If",
        "In",
        "Nice",
        "Our",
        "Preferably",
        "Please",
        "The",
        "This",
        "We",
        "We're",
        "What",
        "What's",
        "Who",
        "Why",
        "You",
        "You'll",
        "Your",
    ];
    FIRST.contains(&word)
}

/// Whether the word is a heading with what follows glued to it: "BenefitsA".
fn heads_more(word: &str) -> bool {
    let bytes = word.as_bytes();
    let inner = bytes.windows(2).position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    inner.is_some_and(|at| ends_heading(&word[..=at]))
}

/// Whether the last word is one that headings end in: "What you will doBuild features", "BenefitsA laptop".
fn ends_heading(before: &str) -> bool {
    const LAST: [&str; 26] = [
        "are",
        "do",
        "for",
        "have",
        "need",
        "bring",
        "offer",
        "us",
        "role",
        "you",
        "team",
        "company",
        "requirements",
        "qualifications",
        "responsibilities",
        "benefits",
        "skills",
        "plus",
        "stack",
        "profile",
        "position",
        "expect",
        "tasks",
        "duties",
        "opportunity",
        "perks",
    ];
    let from = before.bytes().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |n| n + 1);
    LAST.iter().any(|last| before[from..].eq_ignore_ascii_case(last))
}

/// Whether the capital at `at`, which follows a space, begins a new line: a word that opens a demand behind one that ends
/// none, as in "a degree Knowledge of Go", or a head behind the end of a sentence.
fn opens_anew(line: &str, at: usize) -> bool {
    let next = word_at(line, at);
    let last = || line[..at].trim_end().rsplit(' ').next().unwrap_or_default();
    if let Some(head) = HEADS[..3].iter().find(|head| line[at..].starts_with(**head)) {
        let glued = line[at + head.len()..].starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let last = last();
        let ended = last.ends_with(['.', '!', '?', ')', ';']) || is_plain(last);
        return ended && glued_head(line, at).is_some() || glued && HEADS.contains(&last);
    }
    line[at + next.len()..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| !c.is_uppercase()))
        && is_opener(next)
        && (is_plain(last()) || opens_sentence(next) && ends_list(last()))
}

/// Whether a word opens a demand by itself, and is no part of a title before what follows: "Proficient with", but not
/// "Work Experience with".
fn opens_sentence(word: &str) -> bool {
    const SURE: [&str; 10] = [
        "Comfortable",
        "Excellent",
        "Exposure",
        "Familiar",
        "Familiarity",
        "Good",
        "Helpful",
        "Proficient",
        "Solid",
        "Strong",
    ];
    SURE.contains(&word)
}

/// Whether a word may be the last of a list of names: "Git Proficient with", "SOAP) Solid grasp of", "Java 8+ Strong".
fn ends_list(word: &str) -> bool {
    let bare = word.strip_suffix(')').unwrap_or(word);
    let name = bare.chars().any(char::is_uppercase) && bare.len() > 1 && !is_opener(bare);
    (name || word.ends_with([')', '+', '#'])) && !word.ends_with([',', ':', '-', '/', '&'])
}

/// Whether a word may end a line: small letters throughout, and no word that needs another behind it.
fn is_plain(word: &str) -> bool {
    const NEED_MORE: [&str; 35] = [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "in",
        "to",
        "for",
        "with",
        "our",
        "your",
        "their",
        "as",
        "is",
        "are",
        "on",
        "at",
        "by",
        "from",
        "user",
        "customer",
        "digital",
        "developer",
        "be",
        "extensive",
        "good",
        "has",
        "have",
        "least",
        "previous",
        "proven",
        "relevant",
        "solid",
        "strong",
    ];
    word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == ')') && !NEED_MORE.contains(&word)
}

fn is_opener(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

/// Whether the word at `at` stands behind a gap that is wider than any between sentences, as line breaks leave it.
fn stands_apart(line: &str, at: usize) -> bool {
    line[..at].ends_with("   ")
}

/// "5+ years", "3-5 years"
fn counts_years(rest: &str) -> bool {
    let number = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-')).count();
    number <= 5 && rest[number..].trim_start().starts_with("year")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_sorted() {
        assert!(OPENERS.is_sorted());
    }

    #[test]
    fn lost_breaks_come_back() {
        let filler = "We make tools for people who mend bridges and we like to do it well. ".repeat(3);
        for (line, lines) in [
            ("a degree in sciences.Experience with Java", vec!["a degree in sciences.", "Experience with Java"]),
            ("Java or C++Experience with SQL", vec!["Java or C++", "Experience with SQL"]),
            ("solid designStrong Go", vec!["solid design", "Strong Go"]),
            ("three years of JavaBS/MS in sciences", vec!["three years of Java", "BS/MS in sciences"]),
            ("ports (USB, timers, etc.)Operating systems", vec!["ports (USB, timers, etc.)", "Operating systems"]),
            ("a(b)Tree of it, and (re)Design work", vec!["a(b)Tree of it, and (re)Design work"]),
            (
                "build environmentsSoftware for Go, typeScript and",
                vec!["build environments", "Software for Go, typeScript and"],
            ),
            ("new technologies5+ years of Go", vec!["new technologies", "5+ years of Go"]),
            ("it ends. QualificationsA degree", vec!["it ends.", "Qualifications", "A degree"]),
            ("it ends. Qualifications Some degree", vec!["it ends.", "Qualifications", "Some degree"]),
            ("at Acme Qualifications2+ years of Go", vec!["at Acme Qualifications", "2+ years of Go"]),
            (
                "at Acme Key Requirements Requirements2+ years",
                vec!["at Acme Key Requirements", "Requirements", "2+ years"],
            ),
            ("in JSPreferredExperience in Go", vec!["in JS", "Preferred", "Experience in Go"]),
            ("a degree Knowledge of Go", vec!["a degree", "Knowledge of Go"]),
            ("must have• Go• Rust", vec!["must have", "• Go", "• Rust"]),
            ("tools * Own them * Mend them", vec!["tools", "* Own them", "* Mend them"]),
            ("mathematics Preferred skills:• Go• Rust", vec!["mathematics", "Preferred skills:", "• Go", "• Rust"]),
            ("we can. 2. Nice to have• Go• Rust", vec!["we can. 2.", "Nice to have", "• Go", "• Rust"]),
            ("Must-have- Solid Go- Rust- 3 years", vec!["Must-have", "- Solid Go", "- Rust", "- 3 years"]),
            ("a Front- End team", vec!["a Front- End team"]),
            ("we care· Go and Rust· Kafka", vec!["we care", "· Go and Rust", "· Kafka"]),
            ("we grow.   Skills    Go, Rust   Needs    Care", vec!["we grow.", "Skills", "Go, Rust", "Needs", "Care"]),
            ("we grow. ⭐ Your skills ⭐ You know Go", vec!["we grow.", "⭐ Your skills", "⭐ You know Go"]),
            ("we had a lot of fun 🎉 Join us", vec!["we had a lot of fun 🎉 Join us"]),
            ("ASP.NET and Node.Js, JavaScript, PowerShell", vec!["ASP.NET and Node.Js, JavaScript, PowerShell"]),
            ("the Experience with our brand", vec!["the Experience with our brand"]),
            ("great User Experience with us", vec!["great User Experience with us"]),
            ("System.Text.Json in C#", vec!["System.Text.Json in C#"]),
            ("Preferred Qualifications Some Go", vec!["Preferred Qualifications Some Go"]),
            ("we sail Preferred QualificationsKnowing Go", vec!["we sail", "Preferred Qualifications", "Knowing Go"]),
        ] {
            let long = format!("{filler}{line}");
            let mut from = 0;
            let cut: Vec<&str> = seams(&long)
                .into_iter()
                .chain([long.len()])
                .map(|to| long[std::mem::replace(&mut from, to)..to].trim())
                .collect();
            let first = format!("{filler}{}", lines[0]);
            let expected: Vec<&str> = std::iter::once(first.as_str()).chain(lines[1..].iter().copied()).collect();
            assert_eq!(cut, expected, "{line:?}");
        }
        assert_eq!(seams("short.Experience with Java"), Vec::<usize>::new());
        assert_eq!(seams("You know Git. Requirements:"), [14]);
        assert_eq!(seams("You know e.g. these things, and. our way of work, all of it:"), Vec::<usize>::new());
    }
}
