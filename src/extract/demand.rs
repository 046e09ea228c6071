//! Demands that stand where a posting mostly tells: among duties, in the introduction, in what it says of itself.

use crate::text::Span;

use super::cue::Cue;
use super::importance::Importance;
use super::mention::{Mention, is_role};
use super::scan::{FoundCue, Scan};
use super::section::PostingSection;

/// Words that may stand between the start of a sentence and the words of a demand: "Very good practical knowledge of".
const BEFORE: [&str; 53] = [
    "a",
    "about",
    "advanced",
    "all",
    "also",
    "an",
    "any",
    "approximately",
    "at",
    "basic",
    "broad",
    "clear",
    "commercial",
    "deep",
    "demonstrable",
    "demonstrated",
    "depth",
    "excellent",
    "extensive",
    "first",
    "good",
    "great",
    "hands",
    "have",
    "hold",
    "in",
    "initial",
    "least",
    "minimum",
    "must",
    "of",
    "on",
    "over",
    "plus",
    "practical",
    "previous",
    "prior",
    "professional",
    "profound",
    "proven",
    "real",
    "relevant",
    "several",
    "should",
    "significant",
    "solid",
    "some",
    "sound",
    "strong",
    "substantial",
    "technical",
    "the",
    "very",
];

/// Words of a demand that open a duty or a promise as well.
const DOUBTFUL: [&str; 6] = ["ability to", "at least", "exposure to", "passion for", "require", "requires"];

/// Nouns that end a demand without a verb: "Redis and PostgreSQL experience".
const NOUNS: [&str; 6] = ["experience", "skills", "knowledge", "expertise", "proficiency", "know-how"];

/// Most bytes between a name and the words that say it is needed.
const NEAR: u32 = 60;

/// Whether a word may lead the words of a demand: "Any experience with", "Solid knowledge of".
pub(super) fn leads_demand(word: &str) -> bool {
    BEFORE.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// Makes required what a sentence outside the requirements says to be needed: it opens with the words of a demand, which a
/// duty does not do ("5+ years of Java"), or closes with them ("strong SQL skills are required").
pub(super) fn demand(
    scan: &Scan<'_>,
    sentence: Span,
    section: PostingSection,
    cues: &[FoundCue],
    mentions: &[Mention],
    out: &mut [Option<Importance>],
) {
    let raise = |out: &mut [Option<Importance>], from: u32, to: u32| {
        let within = |m: &Mention| m.span.start >= from && m.span.end <= to;
        for (_, o) in mentions.iter().zip(out).filter(|(m, o)| o.is_some() && within(m)) {
            *o = Some(Importance::Required);
        }
    };
    // "We are looking for a Java or Kotlin developer"
    for cue in cues.iter().filter(|c| c.cue == Cue::Demand) {
        let called = |m: &Mention| m.span.start >= cue.span.end && is_role(scan.word(m.tokens.1));
        let Some(last) = mentions.iter().position(called) else { continue };
        let near = |m: &Mention| m.span.start >= cue.span.end && mentions[last].span.end - m.span.start <= NEAR;
        if let Some(first) = mentions[..=last].iter().find(|m| near(m))
            && first.span.start - cue.span.end <= NEAR
        {
            raise(out, first.span.start, mentions[last].span.end);
        }
    }
    if let Some(from) = opens(scan, sentence, section, cues) {
        raise(out, from, sentence.end);
    }
    // "... in these areas.8 or more years of Java": a demand in a text that has lost its breaks.
    for cue in cues.iter().filter(|c| c.cue == Cue::Years && section != PostingSection::About) {
        if let Some(first) = mentions.iter().find(|m| m.span.start >= cue.span.end)
            && first.span.start - cue.span.end <= NEAR
            && asks_for_years(scan, sentence, cue)
        {
            raise(out, first.span.start, first.span.end);
        }
    }
    if section == PostingSection::Intro && ends_in_noun(scan, sentence, mentions) {
        raise(out, sentence.start, sentence.end);
    }
    for cue in cues.iter().filter(|c| c.cue == Cue::NeedAfter && c.tokens.1 - c.tokens.0 >= 2) {
        let before = &scan.text[sentence.start as usize..cue.span.start as usize];
        let part = before.rfind([';', '–', '—']).map_or(0, |n| n + 1) as u32;
        let Some(last) = mentions.iter().rev().find(|m| m.span.end <= cue.span.start) else { continue };
        if cue.span.start - last.span.end <= NEAR {
            raise(out, sentence.start + part, cue.span.start);
        }
    }
}

/// Whether a sentence without a subject tells what somebody is able to: "know how to build REST APIs".
pub(super) fn opens_with_ability(scan: &Scan<'_>, sentence: Span) -> bool {
    const ABLE: [&str; 4] = ["know", "master", "possess", "understand"];
    ABLE.iter().any(|w| scan.word(scan.token_at(sentence.start)).eq_ignore_ascii_case(w))
}

/// Where the words of a demand end that open the sentence.
fn opens(scan: &Scan<'_>, sentence: Span, section: PostingSection, cues: &[FoundCue]) -> Option<u32> {
    let first = scan.token_at(sentence.start);
    let known = |t: u32| {
        let word = scan.word(t);
        word.bytes().all(|b| b.is_ascii_digit()) || leads_demand(word)
    };
    cues.iter().find_map(|cue| {
        let counts = match cue.cue {
            Cue::Need => !DOUBTFUL.iter().any(|d| cue.span.of(scan.text).eq_ignore_ascii_case(d)),
            // A company is so many years old.
            Cue::Years => section != PostingSection::About,
            _ => false,
        };
        (counts && cue.tokens.0 - first <= 6 && (first..cue.tokens.0).all(known)).then_some(cue.span.end)
    })
}

/// Whether years are counted and are the reader's: "8 or more years of", and not "for 10 years we have used".
fn asks_for_years(scan: &Scan<'_>, sentence: Span, cue: &FoundCue) -> bool {
    const BACK: u32 = 6;
    let first = scan.token_at(sentence.start).max(cue.tokens.0.saturating_sub(BACK));
    let before = || (first..cue.tokens.0).map(|t| scan.word(t));
    let counted = before().any(|w| w.ends_with(|c: char| c.is_ascii_digit()) || w.ends_with('+'));
    let ours = |w: &str| {
        ["we", "we've", "our", "for", "over", "company", "past", "last"].iter().any(|o| w.eq_ignore_ascii_case(o))
    };
    let of = ["of", "in", "with"].iter().any(|w| scan.word(cue.tokens.1).eq_ignore_ascii_case(w));
    counted && of && !before().any(ours)
}

/// Whether the sentence is a few words that end in a noun of demands, and nobody acts in it.
fn ends_in_noun(scan: &Scan<'_>, sentence: Span, mentions: &[Mention]) -> bool {
    let (first, last) = (scan.token_at(sentence.start), scan.token_at(sentence.end));
    let Some(named) = mentions.last() else { return false };
    last - first <= 14
        && last - named.tokens.1 <= 3
        && last > first
        && NOUNS.iter().any(|n| scan.word(last - 1).eq_ignore_ascii_case(n))
        && !(first..last)
            .any(|t| ["we", "our", "us", "is", "are", "will"].iter().any(|w| scan.word(t).eq_ignore_ascii_case(w)))
}

/// Where the list of companies behind "trusted by" ends: where somebody else is spoken of.
pub(super) fn customers_end(scan: &Scan<'_>, sentence: Span, cue: &FoundCue) -> u32 {
    let rest = &scan.text[cue.span.end as usize..sentence.end as usize];
    let ends = [";", ", we ", " we ", ", you ", " you'll ", ", our ", " - ", " – ", " to ", " with ", " using "];
    let end = ends.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    cue.span.end + end as u32
}
