//! Where a sentence ends, and what stands between two names.

use crate::ingest::opens_month;
use crate::text::Span;

/// The sentences of a line, in order, without the white space between them.
pub(super) fn sentences(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let (start, end) = (line.start as usize, line.end as usize);
    let mut marks = memchr::memchr3_iter(b'.', b'!', b'?', &text.as_bytes()[start..end]).map(move |n| start + n);
    let mut rest = Some(start);
    std::iter::from_fn(move || {
        while let Some(from) = rest {
            let mark = marks.find(|at| ends_sentence(text, from, *at, end));
            rest = mark.map(|at| at + 1 + usize::from(closes(text, at, end)));
            // A mark alone is no sentence.
            if let Some(found) = trimmed(text, from, rest.unwrap_or(end)).filter(|_| mark != Some(from)) {
                return Some(found);
            }
        }
        None
    })
}

/// Whether the mark at `at` ends the sentence that begins at `from`, in a line up to `end`.
fn ends_sentence(text: &str, from: usize, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let apart = at + 1 >= end || bytes[at + 1] == b' ' || closes(text, at, end);
    if !apart || is_abbreviation(&bytes[from..at]) {
        return false;
    }
    // "( . NET and others )" of texts with spaced punctuation.
    let name = &text[at + 1..end];
    let dot_net = name.starts_with(" NET") || name.starts_with(" Net");
    if dot_net && at > from && !name[4..].starts_with(|c: char| c.is_alphanumeric()) && bytes[at - 1] == b' ' {
        return false;
    }
    // "C, C++. C#. Python.": dots that were commas.
    if bytes[at] == b'.' && goes_on(&text[from..at], &text[at + 1..end]) {
        return false;
    }
    // "Feb. 2012"
    if is_month(&text[from..at]) && text[at + 1..end].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // ". net" and ". js" of texts with spaced punctuation go on.
    !(at > from && bytes[at - 1] == b' ' && continues_small(&text[at + 1..end]))
}

/// Whether what follows a dot is one more word of the list that ends before it: a single word with a capital and a dot of its own,
/// behind a list's comma or colon, or behind another such word.
fn goes_on(before: &str, after: &str) -> bool {
    const LONGEST: usize = 14;
    let Some(next) = after.strip_prefix(' ') else { return false };
    let word = &next[..next.find(['.', ' ']).unwrap_or(0)];
    let alone = !word.is_empty()
        && word.len() <= LONGEST
        && next[word.len()..].starts_with('.')
        && !next[word.len() + 1..].starts_with(|c: char| !c.is_whitespace())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#'));
    alone && before.trim_end().rfind(' ').is_some_and(|at| before[..at].ends_with([',', ':', '.']))
}

/// Whether a bracket or quotation mark closes right behind the mark at `at` and a capital opens the next sentence: "(and more!) We
/// use". A list may go on behind dots ("(Go, Java...) Python").
fn closes(text: &str, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let closed = matches!(bytes.get(at + 1), Some(b')' | b']' | b'"')) && bytes.get(at + 2) == Some(&b' ');
    let capital = || text[..end].get(at + 3..).is_some_and(|next| next.starts_with(char::is_uppercase));
    let dots = at > 0 && bytes[at - 1] == b'.';
    closed && !dots && capital()
}

fn trimmed(text: &str, from: usize, to: usize) -> Option<Span> {
    let piece = &text[from..to];
    let kept = piece.trim_start();
    let lead = piece.len() - kept.len();
    let kept = kept.trim_end().len();
    (kept > 0).then(|| Span::new(from + lead, from + lead + kept))
}

/// Whether a text ends in an abbreviation whose dot ends no sentence.
pub(super) fn is_abbreviation(before: &[u8]) -> bool {
    const KNOWN: [&str; 18] = [
        "e.g", "i.e", "eg", "ie", "etc", "vs", "incl", "approx", "mid", "sr", "jr", "no", "prof", "dr", "mr", "mrs",
        "pvt", "dept",
    ];
    const LONGEST: usize = "approx".len();
    if before.ends_with(b" e g ") || before.ends_with(b" e g") {
        return true;
    }
    // "e.g ." of texts with spaced punctuation.
    let before = match before {
        [.., b'e', b'.', b'g', b' '] | [.., b'i', b'.', b'e', b' '] => &before[..before.len() - 1],
        _ => before,
    };
    let word_start = before.iter().rposition(|b| matches!(b, b' ' | b'(' | b'/' | b',')).map_or(0, |n| n + 1);
    let word = &before[word_start..];
    // "etc." ends a list, and mostly a sentence only where a capital follows; lists go on in lower case.
    let known = || word.len() <= LONGEST && KNOWN.iter().any(|k| word.eq_ignore_ascii_case(k.as_bytes()));
    known() || word.len() == 1 && word[0].is_ascii_uppercase()
}

/// Whether a text ends with a month's short name.
fn is_month(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (word.len() == 3 || word.eq_ignore_ascii_case("sept")) && opens_month(&word.to_ascii_lowercase())
}

fn continues_small(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_lowercase()) && rest.len() < 8
}

/// What stands between two neighbours of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap {
    /// A comma, semicolon, bar or bullet.
    pub comma: bool,
    /// "and", "&", "+"
    pub and: bool,
    /// "or", "and/or"
    pub or: bool,
    /// A slash without white space, or with it on both sides.
    pub slash: bool,
    /// An opening bracket.
    pub open: bool,
    /// A closing bracket.
    pub close: bool,
}

/// Words that change nothing between two names.
const FILLERS: [&str; 8] = ["even", "also", "the", "a", "an", "preferably", "either", "both"];

/// "And" and "or" of other languages, as they stand between the names of a list.
const ANDS: [&str; 18] =
    ["und", "et", "y", "i", "e", "oraz", "en", "och", "og", "và", "и", "ve", "和", "与", "及", "と", "및", "와"];
const ORS: [&str; 12] = ["oder", "ou", "o", "lub", "albo", "eller", "hoặc", "или", "veya", "或", "または", "또는"];

/// Reads `gap` as the joint of a list, none if it has other words. Versions and quotation marks are passed over:
/// "Java 17, Go", "React (v18) or Vue 3".
pub(super) fn list_gap(gap: &str) -> Option<Gap> {
    if gap.len() > 40 {
        return None;
    }
    let mut out = Gap::default();
    let mut any = false;
    let mut rest = gap;
    while let Some(c) = rest.chars().next() {
        let n = c.len_utf8();
        match c {
            ' ' | '\t' | '"' | '\'' | '*' | '`' => {}
            ',' | ';' | '|' | '•' | '·' | '、' | '，' => out.comma = true,
            '/' => out.slash = true,
            '&' => out.and = true,
            '+' => out.and = true,
            '(' | '[' => out.open = true,
            ')' | ']' => out.close = true,
            c if c.is_alphanumeric() || c == '.' => {
                let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+'))).unwrap_or(rest.len());
                let word = &rest[..len];
                let is = |known: &str| word.eq_ignore_ascii_case(known);
                if is("and") || ANDS.contains(&word) {
                    out.and = true;
                } else if is("or") || ORS.contains(&word) {
                    out.or = true;
                } else if !FILLERS.iter().any(|filler| is(filler)) && !is_version(word) {
                    return None;
                }
                any = true;
                rest = &rest[len..];
                continue;
            }
            _ => return None,
        }
        any |= c != ' ';
        rest = &rest[n..];
    }
    // "and/or" is "or".
    if out.and && out.or {
        (out.and, out.slash) = (false, false);
    }
    any.then_some(out)
}

/// "17", "3.x", "v2", "8+", "2019", "5.1", "es6" is not.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let digits = digits.strip_suffix(".").unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'x' | b'X' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        for (text, expected) in [
            ("We use Go. You know SQL.", vec!["We use Go.", "You know SQL."]),
            ("Clouds, e.g. AWS. Docker!", vec!["Clouds, e.g. AWS.", "Docker!"]),
            ("Node.js and ASP.NET", vec!["Node.js and ASP.NET"]),
            ("Spaced text . More text .", vec!["Spaced text .", "More text ."]),
            ("3.5 years", vec!["3.5 years"]),
            ("Clouds ( e.g . AWS ) . Docker", vec!["Clouds ( e.g . AWS ) .", "Docker"]),
            ("Bonus points (and more!) We use Go.", vec!["Bonus points (and more!)", "We use Go."]),
            ("One of (Go, Java...) Python", vec!["One of (Go, Java...) Python"]),
            ("Tester Feb. 2012 - Mar. 2014", vec!["Tester Feb. 2012 - Mar. 2014"]),
            ("Since Feb. I test.", vec!["Since Feb.", "I test."]),
            ("One of C, C++. C#. Python. You test.", vec!["One of C, C++. C#. Python.", "You test."]),
            ("Languages: Java. Go. Kotlin.", vec!["Languages: Java. Go. Kotlin."]),
            ("You know Docker. Kubernetes. Go", vec!["You know Docker.", "Kubernetes.", "Go"]),
            ("Clouds (AWS etc.) Docker", vec!["Clouds (AWS etc.) Docker"]),
            ("You say \"ship it.\"", vec!["You say \"ship it.\""]),
        ] {
            let got: Vec<&str> = sentences(text, Span::new(0, text.len())).map(|s| s.of(text)).collect();
            assert_eq!(got, expected, "{text:?}");
        }
    }

    #[test]
    fn joints_of_lists() {
        let gap = |s| list_gap(s);
        assert_eq!(gap(", "), Some(Gap { comma: true, ..Gap::default() }));
        assert_eq!(gap(" or "), Some(Gap { or: true, ..Gap::default() }));
        assert_eq!(gap(" and/or "), Some(Gap { or: true, ..Gap::default() }));
        assert_eq!(gap(" oder "), Some(Gap { or: true, ..Gap::default() }));
        assert_eq!(gap(" i "), Some(Gap { and: true, ..Gap::default() }));
        assert_eq!(gap("と"), Some(Gap { and: true, ..Gap::default() }));
        assert_eq!(gap(" I "), None);
        assert_eq!(gap(" 17, "), Some(Gap { comma: true, ..Gap::default() }));
        assert_eq!(gap("/"), Some(Gap { slash: true, ..Gap::default() }));
        assert_eq!(gap(" ("), Some(Gap { open: true, ..Gap::default() }));
        assert_eq!(gap(" with "), None);
        assert_eq!(gap(" "), None);
    }
}
