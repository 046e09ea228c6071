//! What makes a line, or the start of one, a heading: its known phrases and how little else stands beside them.

use crate::text::{Line, LineKind, Span};

use super::cue::Cue;
use super::scan::{FoundCue, Scan};

/// Words of a line that begins with a known phrase and ends in a colon.
const ANNOUNCING_WORDS: usize = 14;

/// Words of a heading beyond its known phrase that do not make it a sentence.
const HEADING_WORDS: usize = 9;

/// The section that a line opens by being its heading and nothing else.
pub(super) fn whole_line_heading<S: Copy>(
    scan: &Scan<'_>,
    line: Line,
    of: impl Fn(Cue) -> Option<S>,
    rank: impl Fn(S) -> u8,
) -> Option<S> {
    let span = line.span;
    if span.end - span.start > 120 {
        return None;
    }
    // Most lines have more words than any heading, and nothing in brackets that could be left out.
    let most = if line.kind == LineKind::Plain { ANNOUNCING_WORDS } else { HEADING_WORDS };
    let words = scan.token_at(span.end) - scan.token_at(span.start);
    if words as usize > most && memchr::memchr(b')', span.of(scan.text).as_bytes()).is_none() {
        return None;
    }
    let cues = scan.cues_in(span);
    let first = cues.iter().position(|c| of(c.cue).is_some())?;
    let text = span.of(scan.text).trim_end().trim_end_matches(['-', '–', '—', '_', '=', '~', ' ']);
    // "EDUCATION." is set as a sentence and says none.
    let text = text
        .strip_suffix('.')
        .filter(|text| (line.opens_block || capitals(text)) && titled_words(text))
        .unwrap_or(text);
    if text.ends_with(['.', ',', ';']) {
        return None;
    }
    let colon = text.ends_with([':', '：']);
    let bare = without_bracket(text);
    // "Skills (nice to have)" says in the brackets what it heads.
    let added = |c: &FoundCue| of(c.cue).is_some() && c.span.start >= span.start + bare.len() as u32;
    let text = if cues.iter().any(added) { text } else { bare };
    let (from, to) = (scan.token_at(span.start), scan.token_at(span.start + text.len() as u32));
    let words = (to - from) as usize;
    // "This role requires a wide variety of strengths and capabilities including:"
    let announces = colon && line.kind == LineKind::Plain && cues[first].tokens.0 == from;
    let most = if announces { ANNOUNCING_WORDS } else { HEADING_WORDS };
    if words > most {
        return None;
    }
    // A bit a word, of which there are few.
    let mut covered = 0_u32;
    let mut best: Option<S> = None;
    for cue in &cues[first..] {
        let Some(section) = of(cue.cue) else { continue };
        if cue.tokens.1 > to {
            continue;
        }
        covered |= ((1 << (cue.tokens.1 - cue.tokens.0)) - 1) << (cue.tokens.0 - from);
        if best.is_none_or(|b| rank(section) < rank(b)) {
            best = Some(section);
        }
    }
    let n_covered = covered.count_ones() as usize;
    let others = (0..words).filter(|i| covered >> i & 1 == 0 && !is_small(scan.word(from + *i as u32))).count();
    let spoken_first = covered & 1 == 1 || scan.word(from).chars().all(|c| !c.is_alphabetic());
    let named = || {
        let names = scan.names_in(span);
        names.first().is_some_and(|n| n.guard.is_none())
            || names.last().is_some_and(|n| label_ends(scan, span, n.span.start))
    };
    let plain = line.kind == LineKind::Plain;
    let is_heading = others == 0
        || colon && (others <= 3 || spoken_first)
        || plain && others <= 2 && others < n_covered + 1 && titled(scan, from, to) && !named()
        || plain && line.opens_block && spoken_first && others <= 2 && n_covered * 2 >= words && !named();
    (is_heading && !(line.kind == LineKind::Item && others > 0 && !colon)).then_some(best).flatten()
}

/// Whether a line is nothing but "About" and the name of somebody, as an employer heads what it tells of itself.
pub(super) fn is_about_somebody(text: &str) -> bool {
    text.strip_prefix("About ").is_some_and(|name| titled_words(name) && !name.ends_with(['.', ',', ';']))
}

/// Whether a few words all begin with a capital.
fn titled_words(text: &str) -> bool {
    const WORDS_MAX: usize = 3;
    text.split_whitespace().nth(WORDS_MAX).is_none()
        && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

fn capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A heading without what is added in brackets: "Work experience (6+ years):".
fn without_bracket(text: &str) -> &str {
    const KEPT: [char; 3] = [' ', ':', '：'];
    let bare = text.trim_end_matches(KEPT);
    if !bare.ends_with(')') {
        return text;
    }
    match bare.rfind('(').map(|at| bare[..at].trim_end()).filter(|lead| !lead.is_empty()) {
        Some(lead) => lead,
        None => text,
    }
}

/// Whether a colon stands between the start of a line and `at`: what follows it is what the heading heads.
fn label_ends(scan: &Scan<'_>, line: Span, at: u32) -> bool {
    scan.text[line.start as usize..at as usize].contains(':')
}

/// Whether a short line of no known phrase heads demands: half the items below it, two or more, open as demands do.
pub(super) fn heads_demands(scan: &Scan<'_>, line: Line, below: &[Line]) -> bool {
    let text = line.span.of(scan.text).trim_end();
    let words = scan.token_at(line.span.end) - scan.token_at(line.span.start);
    let promises = ["we ", "our ", "will", "'ll", "benefit", "perk", "offer"];
    let small = text.to_ascii_lowercase();
    if line.kind != LineKind::Plain
        || !(1..=HEADING_WORDS as u32).contains(&words)
        || text.ends_with(['.', ',', ';', '!'])
        || promises.iter().any(|w| small.contains(w))
        || !scan.names_in(line.span).is_empty()
    {
        return false;
    }
    let (n, demands) = demands_among(scan, below);
    demands >= 2 && demands * 2 >= n
}

/// Whether the items that `lines` begin with are demands, though no heading says so: two thirds of them, three or more, open
/// as demands do.
pub(super) fn are_demands(scan: &Scan<'_>, lines: &[Line]) -> bool {
    let (n, demands) = demands_among(scan, lines);
    demands >= 3 && demands * 3 >= n * 2
}

/// First words of demands.
const FIRST: [&str; 43] = [
    "advanced",
    "are",
    "bachelor",
    "bachelor's",
    "basic",
    "bring",
    "can",
    "comfortable",
    "competent",
    "confident",
    "deep",
    "degree",
    "excellent",
    "experience",
    "experienced",
    "expert",
    "expertise",
    "extensive",
    "familiar",
    "familiarity",
    "fluency",
    "fluent",
    "good",
    "hands",
    "have",
    "in-depth",
    "know",
    "knowledge",
    "minimum",
    "must",
    "practical",
    "previous",
    "prior",
    "proficiency",
    "proficient",
    "profound",
    "proven",
    "solid",
    "sound",
    "strong",
    "understand",
    "understanding",
    "working",
];

/// Whether a word opens demands: "Strong", "Experience".
pub(super) fn opens_demand(word: &str) -> bool {
    FIRST.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// How many items `lines` begin with, and how many of them open as demands do: "Strong Java", "5 years of", "You know".
fn demands_among(scan: &Scan<'_>, lines: &[Line]) -> (usize, usize) {
    const LOOKED_AT: usize = 12;
    let items = || lines.iter().take_while(|l| l.kind == LineKind::Item).take(LOOKED_AT);
    let opens = |item: &&Line| {
        let first = scan.token_at(item.span.start);
        let known = || opens_demand(scan.word(first));
        let cue = |c: &FoundCue| matches!(c.cue, Cue::Need | Cue::Years) && c.tokens.0 <= first + 3;
        // An item may be a picture alone.
        scan.token_at(item.span.end) > first && (known() || scan.cues_in(item.span).iter().any(cue))
    };
    (items().count(), items().filter(opens).count())
}

/// Words that make a heading longer and say nothing of its kind.
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 19] = [
        "and", "or", "the", "your", "our", "you", "for", "of", "in", "a", "to", "&", "we", "if", "us", "this", "that",
        "is", "it",
    ];
    const LONGEST: usize = 4;
    word.len() <= LONGEST && SMALL.iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// Whether every longer word of the tokens begins with a capital, as in a title.
fn titled(scan: &Scan<'_>, from: u32, to: u32) -> bool {
    (from..to).all(|t| {
        let word = scan.word(t);
        word.len() < 4 || word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
    })
}

/// The section named by a label of more words than its phrase ("The basic requirements we are looking for: Go", "Preferred
/// Technical Background: Rust"), and where its content begins. What is beside the phrases is two titled words at most.
pub(super) fn long_label<S: Copy>(
    scan: &Scan<'_>,
    span: Span,
    of: impl Fn(Cue) -> Option<S>,
    rank: impl Fn(S) -> u8,
) -> Option<(S, u32)> {
    let text = span.of(scan.text);
    // Where line breaks were lost, the mark of the first item ends the label.
    let lead = &text[..text.floor_char_boundary(text.len().min(LABEL_MAX))];
    let item = || if lead.is_ascii() { None } else { lead.find(" • ") };
    let colon = memchr::memchr(b':', lead.as_bytes()).or_else(item)?;
    let label = Span { start: span.start, end: span.start + colon as u32 };
    let (first, last) = (scan.token_at(label.start), scan.token_at(label.end));
    let cues = || scan.cues_in(label).iter().filter(|c| c.tokens.1 <= last);
    let mut found: Vec<(u32, S)> = cues().filter_map(|c| Some((c.tokens.0, of(c.cue)?))).collect();
    if found.first()?.0 > first + 1 || !scan.names_in(label).is_empty() {
        return None;
    }
    let covered = |t: u32| cues().any(|c| of(c.cue).is_some() && c.tokens.0 <= t && t < c.tokens.1);
    let mut others = (first..last).filter(|t| !covered(*t)).map(|t| scan.word(t)).filter(|w| !is_small(w));
    let titled = others.by_ref().take(3).map(|w| w.starts_with(char::is_uppercase)).collect::<Vec<_>>();
    if titled.len() > 2 || titled.contains(&false) {
        return None;
    }
    found.sort_by_key(|(_, section)| rank(*section));
    let content = &text[colon + 1..];
    let lead = content.len() - content.trim_start_matches([' ', '•']).len();
    Some((found[0].1, label.end + 1 + lead as u32))
}

/// Longest label in bytes.
const LABEL_MAX: usize = 70;

/// The section named by a label that opens `span` ("Nice to have: Kafka"), and where its content begins.
pub(super) fn labelled<S>(scan: &Scan<'_>, span: Span, of: impl Fn(Cue) -> Option<S>) -> Option<(S, u32)> {
    let first = scan.token_at(span.start);
    let cue: &FoundCue = scan.cues_in(span).iter().find(|c| of(c.cue).is_some())?;
    // A word or two may stand before the phrase ("Our requirements:").
    if cue.tokens.0 > first + 1 || cue.span.end > span.end {
        return None;
    }
    let rest = &scan.text[cue.span.end as usize..span.end as usize];
    let skipped = rest.len() - rest.trim_start_matches([' ', ')', '*']).len();
    let rest = &rest[skipped..];
    let mark = [":", "：", "- ", "– ", "— ", "• ", "● ", "▪ "].iter().find(|m| rest.starts_with(**m))?;
    // "Example Technology - where people ..." is a name.
    if cue.cue == Cue::HeadingTags && !matches!(*mark, ":" | "：") && cue.tokens.0 > first {
        return None;
    }
    let content = cue.span.end + (skipped + mark.len()) as u32;
    let lead = scan.text[content as usize..span.end as usize].len()
        - scan.text[content as usize..span.end as usize].trim_start().len();
    Some((of(cue.cue)?, content + lead as u32))
}
