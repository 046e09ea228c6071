//! Names whose first word is said once: "Spring (Boot, Data, Security)", "Azure services such as Functions", "Spring Boot,
//! Security and Data".

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::clause::list_gap;
use super::scan::{Extractor, Name, Scan};
use super::vocabulary::UNKNOWN;

/// Most words of a list that are looked at.
const WORDS: u32 = 16;

/// Most bytes of a list that are looked at.
const BYTES: usize = 200;

/// Most plain words between a name and the list of its parts: "Azure networking services (".
const BETWEEN: usize = 2;

/// What opens a list of parts without a bracket.
const LEADS: [&str; 17] = [
    ": ",
    " such as ",
    ", such as ",
    " like ",
    " including ",
    ", including ",
    " e.g. ",
    ", e.g. ",
    " with ",
    " especially with ",
    " especially ",
    ", especially with ",
    ", especially ",
    ", particularly with ",
    ", particularly ",
    ", in particular ",
    ", mainly ",
];

/// Where the parts of a name are listed.
struct Parts {
    /// Bytes from the name to the first part.
    lead: usize,
    /// Whether a bracket holds them.
    bracket: bool,
    /// Whether they stand right behind the name, so that each can be nothing but a part of it.
    close: bool,
}

impl Extractor {
    /// Adds the names that go on a name said before them: those in a bracket or list of its parts, and those that share its
    /// first word.
    pub(super) fn add_elliptic(&self, scan: &mut Scan<'_>) {
        let mut more: Vec<Name> = Vec::new();
        for (i, head) in scan.names.iter().enumerate() {
            let rest = &scan.text[head.span.end as usize..];
            let goes_on = match rest.as_bytes() {
                [b',' | b'/', ..] => true,
                [b' ', b'a' | b'&', ..] => rest.starts_with(" and ") || rest.starts_with(" & "),
                _ => false,
            };
            if !goes_on && !self.has_parts[head.skill.0 as usize] {
                continue;
            }
            if let Some(parts) = parts_behind(rest) {
                let from = head.span.end + parts.lead as u32;
                if let Some(end) = parts_end(rest, &parts) {
                    self.add_parts(scan, i, &parts, from, head.span.end + end as u32, &mut more);
                }
            } else if goes_on {
                self.add_siblings(scan, i, &mut more);
            }
        }
        scan.add_names(more);
    }

    /// Adds the parts of the `i`th name that stand between `from` and `to`.
    fn add_parts(&self, scan: &Scan<'_>, i: usize, parts: &Parts, from: u32, to: u32, more: &mut Vec<Name>) {
        let head = &scan.names[i];
        let mut token = scan.token_at(from);
        let last = token + WORDS;
        while token < last
            && let Some(t) = scan.tokens.get(token as usize)
            && t.end <= to
        {
            let opens = t.start == from || opens_item(scan.text, t.start);
            let capital = scan.word(token).starts_with(char::is_uppercase);
            let found = match capital && opens && !is_named(&scan.names[i + 1..], token, to) {
                true => self.whole(scan, head, token, to),
                false => None,
            };
            let found = found.filter(|n| parts.close || closes_item(scan.text, n.span.end));
            token += found.map_or(1, |n| n.tokens.1 - n.tokens.0);
            more.extend(found);
        }
    }

    /// Adds the items behind the `i`th name that share its first word, up to the first that does not.
    fn add_siblings(&self, scan: &Scan<'_>, i: usize, more: &mut Vec<Name>) {
        let head = &scan.names[i];
        let Some((first, _)) = head.span.of(scan.text).split_once(' ') else { return };
        let shares = |skill: SkillId| {
            let lead = self.taxonomy.skill(skill).name.get(..first.len());
            lead.is_some_and(|lead| lead.eq_ignore_ascii_case(first))
        };
        if !shares(head.skill) {
            return;
        }
        let (mut at, mut token) = (head.span.end, head.tokens.1);
        while token < head.tokens.1 + WORDS
            && let Some(t) = scan.tokens.get(token as usize)
        {
            if matches!(scan.word(token), "and" | "or") {
                token += 1;
                continue;
            }
            let gap = list_gap(&scan.text[at as usize..t.start as usize]);
            if !gap.is_some_and(|g| (g.comma || g.and || g.or || g.slash) && !g.open && !g.close) {
                return;
            }
            if let Some(known) = scan.names[i + 1..].iter().take_while(|n| n.tokens.0 <= token).last()
                && known.tokens.0 == token
            {
                (at, token) = (known.span.end, known.tokens.1);
                continue;
            }
            let phrase = format!("{first} {}", scan.word(token));
            let found = self.name_of(&phrase).filter(|skill| *skill != head.skill && shares(*skill));
            let Some(skill) = found.filter(|_| closes_item(scan.text, t.end)) else { return };
            if !scan.word(token).starts_with(char::is_uppercase) {
                return;
            }
            let span = Span { start: t.start, end: t.end };
            more.push(Name { skill, guard: None, span, tokens: (token, token + 1) });
            (at, token) = (t.end, token + 1);
        }
    }

    /// The name that a spelling of `head` and the words from `token` on make together.
    fn whole(&self, scan: &Scan<'_>, head: &Name, token: u32, to: u32) -> Option<Name> {
        let start = scan.tokens[token as usize].start;
        let first = self.taxonomy.skill(head.skill);
        let spelled = head.span.of(scan.text);
        let short = |text: &&str| text.split(' ').count() <= 2;
        for n in [2, 1] {
            let Some(words) = scan.tokens.get(token as usize..(token + n) as usize) else { continue };
            let end = words[words.len() - 1].end;
            if end > to || words.iter().any(|t| t.word == UNKNOWN) {
                continue;
            }
            let rest = &scan.text[start as usize..end as usize];
            let plain = first.aliases.iter().filter(|a| a.guard.is_none()).map(|a| a.text.as_str()).filter(short);
            let found = std::iter::once(spelled)
                .chain(plain)
                .filter_map(|lead| self.name_of(&format!("{lead} {rest}")))
                .find(|skill| {
                    let whole = self.taxonomy.skill(*skill);
                    *skill != head.skill
                        && (whole.implies.contains(&head.skill) || whole.name.starts_with(first.name.as_str()))
                });
            if let Some(skill) = found {
                let span = Span { start, end };
                return Some(Name { skill, guard: None, span, tokens: (token, token + n) });
            }
        }
        None
    }
}

/// For each skill whether the names of others go on its own ("Azure", "Azure Functions"), or imply it: only such a skill is
/// looked at for its parts.
pub(super) fn have_parts(taxonomy: &Taxonomy) -> Vec<bool> {
    let skills = taxonomy.skills();
    let mut out = vec![false; skills.len()];
    for implied in skills.iter().flat_map(|skill| &skill.implies) {
        out[implied.0 as usize] = true;
    }
    let mut sorted: Vec<(&str, usize)> = skills.iter().map(|skill| skill.name.as_str()).zip(0..).collect();
    sorted.sort_unstable();
    // Of all that go on a name the first stands right behind it.
    for pair in sorted.windows(2).filter(|pair| pair[1].0.starts_with(pair[0].0)) {
        out[pair[0].1] = true;
    }
    out
}

/// Whether a list of parts stands behind a name, and where.
fn parts_behind(rest: &str) -> Option<Parts> {
    let mut at = 0;
    for between in 0..=BETWEEN {
        let tail = &rest[at..];
        if tail.starts_with(" (") {
            let lead = at + if tail.starts_with(" ( ") { 3 } else { 2 };
            return Some(Parts { lead, bracket: true, close: between == 0 });
        }
        if opens_lead(tail)
            && let Some(lead) = LEADS.iter().find(|lead| tail.starts_with(**lead))
        {
            return Some(Parts { lead: at + lead.len(), bracket: false, close: false });
        }
        let word = tail.strip_prefix(' ')?;
        let len = word.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'-').count();
        if len == 0 {
            return None;
        }
        at += 1 + len;
    }
    None
}

/// Whether one of [`LEADS`] may follow, by its first letters: nearly all else is told from them by these.
fn opens_lead(tail: &str) -> bool {
    matches!(tail.as_bytes(), [b':' | b',', b' ', ..] | [b' ', b's' | b'l' | b'i' | b'e' | b'w', ..])
}

/// Where the list ends, in bytes from the name.
fn parts_end(rest: &str, parts: &Parts) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(BYTES)];
    let inside = bytes.get(parts.lead..)?;
    if parts.bracket {
        let close = memchr::memchr2(b')', b'\n', inside)?;
        return Some(parts.lead + close);
    }
    let ends = |n: usize| match inside[n] {
        b'\n' | b';' | b'(' => true,
        b'.' => inside.get(n + 1).is_none_or(|next| !next.is_ascii_alphanumeric()),
        _ => false,
    };
    Some(parts.lead + (0..inside.len()).find(|n| ends(*n)).unwrap_or(inside.len()))
}

/// Whether one of `names`, which are in order, holds the token.
fn is_named(names: &[Name], token: u32, to: u32) -> bool {
    names.iter().take_while(|n| n.span.start < to).any(|n| n.tokens.0 <= token && token < n.tokens.1)
}

/// Whether a bracket, comma, slash or "and" stands before `at`.
pub(super) fn opens_item(text: &str, at: u32) -> bool {
    let before = text[..at as usize].trim_end_matches(' ');
    before.ends_with(['(', ',', '/', '&', '|']) || before.ends_with(" and") || before.ends_with(" or")
}

/// Whether an item of a list ends at `at`: at a mark, before "and" or "or", or with the line.
pub(super) fn closes_item(text: &str, at: u32) -> bool {
    let rest = &text[at as usize..];
    let behind = rest.trim_start_matches(' ');
    rest.is_empty()
        || behind.starts_with([',', '/', ')', ';', '.', '\n', '&', '|'])
        || ["and ", "or ", "etc", "and/or "].iter().any(|w| rest.starts_with(' ') && behind.starts_with(w))
        || behind.is_empty()
}
