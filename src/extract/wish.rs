//! Lines that head what would be welcome, in whatever words: "Other skills that would be useful", "Not a must, but great".

use crate::text::{Line, LineKind};

use super::cue::Cue;
use super::scan::{FoundCue, Name, Scan};

/// Words of a heading that add nothing to the words that soften.
const PLAIN: [&str; 96] = [
    "a",
    "abilities",
    "ability",
    "additional",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "attributes",
    "background",
    "be",
    "below",
    "but",
    "can",
    "candidate",
    "candidates",
    "considered",
    "could",
    "criteria",
    "even",
    "experience",
    "experiences",
    "expertise",
    "familiarity",
    "following",
    "for",
    "get",
    "great",
    "has",
    "have",
    "having",
    "highly",
    "if",
    "in",
    "is",
    "it",
    "it's",
    "items",
    "know",
    "knowing",
    "knowledge",
    "make",
    "makes",
    "may",
    "might",
    "more",
    "not",
    "of",
    "one",
    "or",
    "other",
    "our",
    "points",
    "qualification",
    "qualifications",
    "requirement",
    "requirements",
    "seen",
    "set",
    "should",
    "skill",
    "skills",
    "some",
    "strong",
    "strongly",
    "technical",
    "technologies",
    "technology",
    "that",
    "the",
    "them",
    "these",
    "things",
    "this",
    "those",
    "to",
    "too",
    "traits",
    "us",
    "very",
    "we",
    "we'd",
    "we'll",
    "what",
    "which",
    "will",
    "with",
    "would",
    "you",
    "you'd",
    "you'll",
    "your",
    "you've",
];

/// Words that soften a heading and a sentence alike, and are too common for cues.
const SOFT: [&str; 13] = [
    "advantages",
    "beneficial",
    "bonuses",
    "desirables",
    "favourable",
    "favorable",
    "helpful",
    "nice",
    "preferred",
    "useful",
    "valuable",
    "valued",
    "welcome",
];

/// Longest such heading, in words.
const WORDS: usize = 12;

/// Whether a line, item or not, says nothing but that what stands below it is welcome.
pub(super) fn heads_wishes(scan: &Scan<'_>, line: Line, next: Option<&Line>) -> bool {
    let cues = scan.cues_in(line.span);
    let softens = |c: &&FoundCue| matches!(c.cue, Cue::HeadingPreferred | Cue::SoftBefore | Cue::SoftAfter);
    let over_items = next.is_some_and(|l| l.kind == LineKind::Item);
    if !cues.iter().any(|c| softens(&c)) || !(over_items || line.kind == LineKind::Plain && next.is_some()) {
        return false;
    }
    let text = line.span.of(scan.text).trim_end();
    let (first, last) = (scan.token_at(line.span.start), scan.token_at(line.span.end));
    // "Highly regarded (though we train our people in these skills):" says by the words outside its bracket what it heads.
    let bracket = text.split_once('(').and_then(|(lead, rest)| Some((lead.len(), lead.len() + 1 + rest.find(')')?)));
    let inside = |token: u32| {
        let at = (scan.tokens[token as usize].start - line.span.start) as usize;
        bracket.is_some_and(|(from, to)| from < at && at < to)
    };
    let outside = |from: u32| (from..last).filter(|token| !inside(*token));
    // "These are the tools we use, experience with any of them is desirable:"
    let closes = |c: &FoundCue| {
        c.cue == Cue::SoftAfter && scan.text[c.span.end as usize..line.span.end as usize].trim_end() == ":"
    };
    let concluded = over_items && cues.iter().any(closes);
    // "Skills or tools" are no name.
    let names = |name: &Name| name.guard.is_none() || name.span.of(scan.text).contains(char::is_uppercase);
    if outside(first).count() > if concluded { 2 * WORDS } else { WORDS }
        || text.ends_with(['.', ',', ';'])
        || scan.names_in(line.span).iter().any(names)
    {
        return false;
    }
    let first = if is_enumerator(scan, first) { first + 1 } else { first };
    // What softens, and what says that it need not be.
    let told = |c: &&FoundCue| softens(c) || matches!(c.cue, Cue::NegationAfter | Cue::HeadingUnasked | Cue::OneOf);
    let covered = |t: u32| cues.iter().filter(told).any(|c| c.tokens.0 <= t && t < c.tokens.1);
    let plain = |t: u32| {
        let word = scan.word(t);
        PLAIN.iter().chain(&SOFT).any(|w| word.eq_ignore_ascii_case(w))
    };
    // "Any experience with these is a bonus:" speaks of what is below; without a colon it may be a wish of its own.
    let bare = outside(first).all(|t| covered(t) || plain(t));
    let announces = text.ends_with(':') && line.kind == LineKind::Item && over_items || concluded;
    // "Required" asks, and not in "not required".
    let denied = |c: &FoundCue| (c.tokens.0..c.tokens.1).all(&covered);
    let demands = |c: &FoundCue| c.cue == Cue::HeadingRequirements && !bare && !concluded;
    let asks = cues.iter().any(|c| c.cue == Cue::NeedAfter && !denied(c) || demands(c));
    (bare || announces) && !asks
}

/// Whether a token numbers its line: "2.", "b)", "IV.".
fn is_enumerator(scan: &Scan<'_>, token: u32) -> bool {
    let word = scan.word(token);
    let numeral = word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    (word.len() == 1 || word.len() <= 3 && numeral) && scan.gap(token).starts_with(['.', ')', ':'])
}
