//! Heads and labels of an ad's parts inside a line that was several: "QualificationsA degree", "You know Git. Requirements:".

use super::line::is_bullet;

/// Words that head a part of an ad even where nothing sets them off from what follows ("QualificationsA degree").
pub(super) const HEADS: [&str; 6] =
    ["Qualifications", "Responsibilities", "Requirements", "Required", "Preferred", "Overview"];

/// Words that labels of demands begin with.
pub(super) const LABELS: [&str; 13] = [
    "Preferred",
    "Required",
    "Minimum",
    "Basic",
    "Desired",
    "Nice",
    "Bonus",
    "Additional",
    "Helpful",
    "Key",
    "Must",
    "Optional",
    "Desirable",
];

/// The length of the head at `at`, if something is glued to its end or it stands apart before a capital.
pub(super) fn glued_head(line: &str, at: usize) -> Option<usize> {
    let head = HEADS.iter().find(|h| line[at..].starts_with(**h))?;
    let rest = &line[at + head.len()..];
    let glued = rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let opens = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || is_bullet(c) || matches!(c, '*' | '·');
    let apart = HEADS[..3].contains(head) && rest.strip_prefix(' ').is_some_and(|r| r.starts_with(opens));
    (glued || apart).then_some(head.len())
}

/// Where a label begins that a sentence before it has drawn to its end: "You know Git. Requirements:".
pub(super) fn label_at_end(line: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    const WORDS: usize = 4;
    let label = line.strip_suffix(':')?;
    let (lead, words) = label.rsplit_once(". ")?;
    let at = lead.len() + 2;
    // "2. Storage:" is numbered.
    if !lead.ends_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let heads = words.starts_with(|c: char| c.is_ascii_uppercase()) && !words.contains([':', ',', '(']);
    (heads && words.len() <= LONGEST && words.split(' ').count() <= WORDS).then_some(at)
}

/// Where a label begins that ends right before the item at `at`: its first word is one that labels of demands begin with.
pub(super) fn label_before(line: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let before = line[..at].trim_end();
    let colon = before.ends_with(':');
    // "... skills. 2. Nice to have• Go": without a colon a label stands behind the end of a sentence.
    let ended = |i: usize| {
        let lead = before[..i].trim_end();
        let lead = lead.strip_suffix('.').map_or(lead, |l| l.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end());
        lead.ends_with(['.', '!', '?', ';', ')']) || lead.len() < i && before[..i].trim_end().ends_with(['.', '!', '?'])
    };
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let starts = |i: usize| {
        let word = word_at(line, i);
        LABELS.iter().any(|f| *f == word || word.len() > 3 && f.to_ascii_uppercase() == word)
    };
    (from.max(1)..before.len()).find(|i| {
        let last = before.as_bytes()[i - 1];
        before.is_char_boundary(*i)
            && (last == b' ' || last.is_ascii_lowercase() || last == b'.')
            && before.as_bytes()[*i].is_ascii_uppercase()
            && starts(*i)
            && (colon || ended(*i))
    })
}

/// Words that headings open with and sentences seldom.
const OPENING: [&str; 16] = [
    "About",
    "Benefits",
    "Compensation",
    "Even",
    "How",
    "Our",
    "Perks",
    "Qualifications",
    "Requirements",
    "Responsibilities",
    "Welcome",
    "What",
    "Who",
    "Why",
    "You",
    "Your",
];

/// Where the heading begins that stands before the dash of an item, with no mark before it: "... with others Welcome - Go", "... of
/// the service What you'll bring - Go".
pub(super) fn heading_before_dash(line: &str, at: usize) -> Option<usize> {
    const WORDS_MAX: usize = 9;
    let before = &line[..at];
    let body = before.trim_end_matches([':', '.', ' ']);
    let opens = |i: usize| {
        let word = word_at(line, i);
        let same = |known: &&str| *known == word || word.len() > 2 && known.to_ascii_uppercase() == word;
        LABELS.iter().chain(&OPENING).any(same) || line[i..].starts_with("Strong candidates")
    };
    let mut found = None;
    for (n, _) in body.rmatch_indices(' ').take(WORDS_MAX) {
        let ended = body[..n].ends_with(['.', '!', '?']);
        match (opens(n + 1), found) {
            (true, _) => found = Some(n + 1),
            // "What You Bring" opens with the first of its words.
            (false, Some(_)) => break,
            (false, None) if ended => break,
            (false, None) => {}
        }
        if ended {
            break;
        }
    }
    found
}

/// Where "About Acme Acme makes hats" begins, a heading that has lost its line, and how long it is; none if no name is said twice.
pub(super) fn about_twice(line: &str, at: usize) -> Option<usize> {
    let rest = line[at..].strip_prefix("About ")?;
    let name = &rest[..rest.find([' ', ','])?];
    let again = rest[name.len()..].strip_prefix(' ')?;
    let twice = name.starts_with(char::is_uppercase) && again.starts_with(name);
    (twice && !again[name.len()..].starts_with(char::is_alphanumeric)).then_some("About ".len() + name.len())
}

/// Where the sentence begins that closes right before `at` with a colon or a question: "... developer. These would be welcome:
/// - Go - Rust", "... for you. What do we expect? - Go".
pub(super) fn sentence_before(line: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 160;
    let before = line[..at].trim_end();
    let ended = |n: &usize| before[..*n].ends_with(['.', '!', '?']);
    let start = before.rmatch_indices(' ').map(|(n, _)| n).find(ended)? + 1;
    let near = before.ends_with([':', '?']) && before.len() - start < LONGEST;
    (near && line.as_bytes()[start].is_ascii_uppercase()).then_some(start)
}

/// The letters (with hyphens and apostrophes) from `at` on.
pub(super) fn word_at(line: &str, at: usize) -> &str {
    let rest = &line[at..];
    let len = rest.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '\''))).unwrap_or(rest.len());
    &rest[..len]
}
