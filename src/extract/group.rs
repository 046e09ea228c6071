//! Which technologies of a sentence are alternatives: "Java, Go or Python" is one requirement, "Java and Go" are two.

use crate::taxonomy::Taxonomy;
use crate::text::Span;

use super::clause::{Gap, list_gap};
use super::cue::Cue;
use super::mention::Mention;
use super::scan::Scan;

/// How a mention is joined to the one before it in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Not at all.
    None,
    /// As the next of a list.
    List(Gap),
    /// As an example of the one before ("NoSQL solutions like MongoDB").
    Example,
}

/// The groups of a sentence's mentions, as lists of places in `mentions`, in order. A group of several is "any of".
pub(super) fn groups(taxonomy: &Taxonomy, scan: &Scan<'_>, sentence: Span, mentions: &[Mention]) -> Vec<Vec<usize>> {
    if mentions.is_empty() {
        return vec![];
    }
    let joints: Vec<Joint> = (0..mentions.len())
        .map(|i| if i == 0 { Joint::None } else { joint(scan, &mentions[i - 1], &mentions[i]) })
        .collect();
    let mut out = Vec::new();
    let mut start = 0;
    while start < mentions.len() {
        let end = (start + 1..mentions.len()).find(|i| joints[*i] == Joint::None).unwrap_or(mentions.len());
        chain(taxonomy, scan, sentence, mentions, &joints, start..end, &mut out);
        start = end;
    }
    out
}

/// Groups one chain: mentions with nothing but joints of a list between them.
fn chain(
    taxonomy: &Taxonomy,
    scan: &Scan<'_>,
    sentence: Span,
    mentions: &[Mention],
    joints: &[Joint],
    range: std::ops::Range<usize>,
    out: &mut Vec<Vec<usize>>,
) {
    // Brackets part a chain: what is inside belongs together, and to the name before it.
    let mut parts: Vec<(std::ops::Range<usize>, Option<usize>)> = Vec::new();
    let mut from = range.start;
    let mut head = None;
    for i in range.clone().skip(1) {
        let (open, close) = match joints[i] {
            Joint::List(gap) => (gap.open, gap.close),
            Joint::Example => (true, false),
            Joint::None => (false, false),
        };
        if open || close {
            parts.push((from..i, head));
            head = open.then_some(i - 1);
            from = i;
        }
    }
    parts.push((from..range.end, head));
    for (part, head) in parts {
        let all = examples_before(scan, sentence, mentions, part.start)
            || similar_after(scan, sentence, mentions, part.end - 1)
            || head.is_some_and(|h| is_class(scan, &mentions[h]));
        let mut groups = if all { vec![part.clone().collect()] } else { split(taxonomy, scan, mentions, joints, part) };
        if let Some(h) = head
            && is_open_class(scan, &mentions[h])
            && let Some(last) = out.last_mut()
            && last.last() == Some(&h)
            && let Some(inside) = groups.first_mut()
        {
            // "NoSQL (MongoDB, Cassandra)": the class stands with its examples.
            last.append(inside);
            groups.remove(0);
        }
        out.append(&mut groups);
    }
}

/// Groups a plain list by its joints.
fn split(
    taxonomy: &Taxonomy,
    scan: &Scan<'_>,
    mentions: &[Mention],
    joints: &[Joint],
    part: std::ops::Range<usize>,
) -> Vec<Vec<usize>> {
    let gap = |i: usize| match joints[i] {
        Joint::List(gap) => gap,
        _ => Gap::default(),
    };
    // First what a slash joins, then what "or" joins.
    let mut units: Vec<Vec<usize>> = Vec::new();
    for i in part.clone() {
        let slashed = i > part.start
            && gap(i).slash
            && !gap(i).comma
            && are_alternatives(taxonomy, scan, &mentions[i - 1], &mentions[i]);
        match units.last_mut() {
            Some(unit) if slashed => unit.push(i),
            _ => units.push(vec![i]),
        }
    }
    let left = |unit: &Vec<usize>| gap(unit[0]);
    let mut any = vec![false; units.len()];
    for u in 1..units.len() {
        if !left(&units[u]).or {
            continue;
        }
        any[u] = true;
        // Back over commas: "Java, Go or Python". A comma list that follows an "and" begins behind it.
        let mut first = u - 1;
        while first > 0 && left(&units[first]).comma && !left(&units[first]).and && !left(&units[first]).or {
            first -= 1;
        }
        if first > 0 && left(&units[first]).and && first + 1 < u {
            first += 1;
        }
        any[first + 1..=u].fill(true);
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (u, mut unit) in units.into_iter().enumerate() {
        match out.last_mut() {
            Some(group) if any[u] => group.append(&mut unit),
            _ => out.push(unit),
        }
    }
    out
}

fn joint(scan: &Scan<'_>, a: &Mention, b: &Mention) -> Joint {
    let (from, to) = (a.span.end, b.span.start);
    let gap = &scan.text[from as usize..to as usize];
    if gap.contains(';') {
        return Joint::None;
    }
    if let Some(gap) = list_gap(gap) {
        return Joint::List(gap);
    }
    if gap.len() > 60 {
        return Joint::None;
    }
    // Words for classes may stand between: "MySQL database or PostgreSQL", "NoSQL solutions like MongoDB".
    let mut rest = String::with_capacity(gap.len());
    let mut at = from;
    let mut example = false;
    for cue in scan.cues_in(Span { start: from, end: to }) {
        if matches!(cue.cue, Cue::Class | Cue::SuchAs) && cue.span.start >= at && cue.span.end <= to {
            rest.push_str(&scan.text[at as usize..cue.span.start as usize]);
            at = cue.span.end;
            example |= cue.cue == Cue::SuchAs;
        }
    }
    rest.push_str(&scan.text[at as usize..to as usize]);
    if example {
        let bare = rest.trim_matches([' ', '(', ',', ':', '.']).is_empty();
        return if bare && is_open_class(scan, a) { Joint::Example } else { Joint::None };
    }
    list_gap(&rest).filter(|g| g.comma || g.or || g.and || g.slash).map_or(Joint::None, Joint::List)
}

/// Whether examples are announced right before the mention: "such as", "one of", "message queues:", "databases (".
fn examples_before(scan: &Scan<'_>, sentence: Span, mentions: &[Mention], first: usize) -> bool {
    let at = mentions[first].span.start;
    let floor = if first == 0 { sentence.start } else { mentions[first - 1].span.end };
    let before = Span { start: floor, end: at };
    let cues = scan.cues_in(before);
    cues.iter().rev().any(|cue| {
        if cue.span.end > at {
            return false;
        }
        let between = &scan.text[cue.span.end as usize..at as usize];
        let bare = between.chars().all(|c| matches!(c, ' ' | ',' | '.' | ':' | '(' | '"' | '-'));
        match cue.cue {
            Cue::SuchAs => bare || between.split_whitespace().count() <= 2 && !between.contains(','),
            Cue::OneOf => between.split_whitespace().count() <= 6 && !between.contains(','),
            Cue::Class => bare && between.contains([':', '(']) || between.trim() == "-",
            _ => false,
        }
    })
}

/// Whether "or similar" closes the list whose last mention this is.
fn similar_after(scan: &Scan<'_>, sentence: Span, mentions: &[Mention], last: usize) -> bool {
    let at = mentions[last].span.end;
    let ceiling = mentions.get(last + 1).map_or(sentence.end, |m| m.span.start).min(sentence.end);
    scan.cues_in(Span { start: at, end: ceiling.max(at) }).iter().any(|cue| {
        cue.cue == Cue::OrSimilar
            && scan.text[at as usize..cue.span.start as usize].chars().all(|c| matches!(c, ' ' | ',' | '.' | '…' | '"'))
    })
}

/// Whether the name is itself a word for a class: "NoSQL", "CI/CD".
fn is_class(scan: &Scan<'_>, m: &Mention) -> bool {
    scan.cues_in(m.span).iter().any(|c| matches!(c.cue, Cue::Class | Cue::Practice) && c.span == m.span)
}

/// Whether the class stands with its examples. A practice stands alone.
fn is_open_class(scan: &Scan<'_>, m: &Mention) -> bool {
    scan.cues_in(m.span).iter().any(|c| c.cue == Cue::Class && c.span == m.span)
}

/// Whether a slash between the two means "or". It does not where one is built on the other (React/Redux) or where they
/// come as a pair (HTML/CSS, Linux/Unix), nor across tiers (Node.js/React).
fn are_alternatives(taxonomy: &Taxonomy, scan: &Scan<'_>, a: &Mention, b: &Mention) -> bool {
    let (first, second) = (taxonomy.skill(a.skill), taxonomy.skill(b.skill));
    let built_on = first.implies.contains(&b.skill) || second.implies.contains(&a.skill);
    let pair = |x: &str, y: &str| first.id == x && second.id == y || first.id == y && second.id == x;
    let together =
        pair("html", "css") || pair("linux", "unix") || pair("docker", "kubernetes") || pair("css", "javascript");
    let tight = &scan.text[a.span.end as usize..b.span.start as usize];
    first.tier == second.tier && !built_on && !together && tight.contains('/')
}
