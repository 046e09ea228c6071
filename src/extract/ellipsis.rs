//! Names whose first word is said once: "Spring (Boot, Data, Security)", "Azure (Functions, DevOps)".

use crate::text::Span;

use super::scan::{Extractor, Name, Scan};

/// Most words of a bracket that are looked at.
const WORDS: u32 = 16;

impl Extractor {
    /// Adds the names that stand in a bracket behind the name that they go on.
    pub(super) fn add_elliptic(&self, scan: &mut Scan<'_>) {
        let bytes = scan.text.as_bytes();
        let mut more: Vec<Name> = Vec::new();
        for (i, head) in scan.names.iter().enumerate() {
            let rest = &bytes[head.span.end as usize..];
            let lead = if rest.starts_with(b" ( ") { 3 } else { 2 };
            if !rest.starts_with(b" (") {
                continue;
            }
            let from = head.span.end + lead;
            let inside = &rest[lead as usize..rest.len().min(200)];
            let Some(close) = memchr::memchr2(b')', b'\n', inside) else { continue };
            let to = from + close as u32;
            let mut token = head.tokens.1;
            while token < head.tokens.1 + WORDS
                && let Some(t) = scan.tokens.get(token as usize)
                && t.end <= to
            {
                let known = scan.names[i + 1..]
                    .iter()
                    .take_while(|n| n.span.start < to)
                    .any(|n| n.tokens.0 <= token && token < n.tokens.1);
                let capital = scan.word(token).starts_with(char::is_uppercase) && opens_item(scan.text, t.start);
                let found = if known || !capital { None } else { self.whole(scan, head, token, to) };
                token += found.map_or(1, |n| n.tokens.1 - n.tokens.0);
                more.extend(found);
            }
        }
        if !more.is_empty() {
            scan.names.extend(more);
            scan.names.sort_by_key(|n| n.span.start);
        }
    }

    /// The name that `head` and the words from `token` on make together.
    fn whole(&self, scan: &Scan<'_>, head: &Name, token: u32, to: u32) -> Option<Name> {
        let start = scan.tokens[token as usize].start;
        for n in [2, 1] {
            let Some(last) = scan.tokens.get((token + n - 1) as usize).filter(|t| t.end <= to) else { continue };
            let phrase = format!("{} {}", head.span.of(scan.text), &scan.text[start as usize..last.end as usize]);
            let Some(skill) = self.name_of(&phrase).filter(|s| *s != head.skill) else { continue };
            let (whole, first) = (self.taxonomy.skill(skill), self.taxonomy.skill(head.skill));
            if whole.implies.contains(&head.skill) || whole.name.starts_with(first.name.as_str()) {
                return Some(Name {
                    skill,
                    guard: None,
                    span: Span { start, end: last.end },
                    tokens: (token, token + n),
                });
            }
        }
        None
    }
}

/// Whether a bracket, comma, slash or "and" stands before `at`.
fn opens_item(text: &str, at: u32) -> bool {
    let before = text[..at as usize].trim_end_matches(' ');
    before.ends_with(['(', ',', '/', '&', '|']) || before.ends_with(" and") || before.ends_with(" or")
}
