//! What a sentence denies: "no Java", "Perl is not needed", "we stopped using MongoDB".

use super::clause::{Gap, list_gap};
use super::cue::{Cue, Kinds};
use super::mention::Mention;
use super::scan::{FoundCue, Scan};
use super::softening::denies;

/// Words that may stand between a denial and what it denies. Any other word turns it to something else: "no less than
/// three years of Java", "not only Java", "you do not need to be an expert in Java".
const FILLERS: [&str; 47] = [
    "a",
    "an",
    "the",
    "any",
    "our",
    "old",
    "legacy",
    "prior",
    "previous",
    "specific",
    "experience",
    "experiences",
    "knowledge",
    "understanding",
    "familiarity",
    "skills",
    "background",
    "expertise",
    "certification",
    "hands",
    "professional",
    "commercial",
    "extensive",
    "deep",
    "need",
    "of",
    "with",
    "in",
    "on",
    "for",
    "about",
    "to",
    "know",
    "have",
    "use",
    "using",
    "used",
    "be",
    "been",
    "worked",
    "writing",
    "written",
    "working",
    "doing",
    "touched",
    "tried",
    "seen",
];

/// Most words between a denial and what it denies.
const REACH: u32 = 6;

/// Cues that deny.
pub(super) const DENIALS: Kinds = Kinds::of(&[Cue::NegationBefore, Cue::DenialBefore, Cue::NegationAfter]);

/// Whether each mention is denied by one of the cues of its sentence. What the sentence calls a plus is not denied by "not
/// required".
pub(super) fn denied(scan: &Scan<'_>, cues: &[FoundCue], mentions: &[Mention], softened: &[bool]) -> Vec<bool> {
    let mut out = vec![false; mentions.len()];
    for cue in cues {
        match cue.cue {
            Cue::NegationBefore => deny_next(scan, cue, mentions, |gap| gap.or || gap.slash, softened, &mut out),
            Cue::DenialBefore => deny_next(scan, cue, mentions, |_| true, softened, &mut out),
            Cue::NegationAfter if denies(scan, cue) => deny_last(scan, cue, mentions, softened, &mut out),
            _ => {}
        }
    }
    out
}

/// "no Java", "instead of Java or Perl": what stands right behind it, and what is joined to that.
fn deny_next(
    scan: &Scan<'_>,
    cue: &FoundCue,
    mentions: &[Mention],
    joins: impl Fn(Gap) -> bool,
    softened: &[bool],
    out: &mut [bool],
) {
    let first = mentions.partition_point(|m| m.span.start < cue.span.end);
    let Some(next) = mentions.get(first) else { return };
    let gap = &scan.text[cue.span.end as usize..next.span.start as usize];
    if gap.contains([',', ';', '(', '.']) || !is_filled(scan, cue.tokens.1, next.tokens.0) {
        return;
    }
    // "You need not know Rust, but it helps"
    if softened[first] && scan.text[next.span.end as usize..].trim_start_matches([',', ' ']).starts_with("but ") {
        return;
    }
    mark_list(mentions, first, out, |a, b| joint(scan, a, b).is_some_and(&joins));
}

/// Marks a mention in `out`, and those behind it as long as each is `listed` with the one before.
pub(super) fn mark_list(
    mentions: &[Mention],
    first: usize,
    out: &mut [bool],
    listed: impl Fn(&Mention, &Mention) -> bool,
) {
    let more = mentions[first..].windows(2).take_while(|pair| listed(&pair[0], &pair[1])).count();
    out[first..=first + more].fill(true);
}

/// "Java is not needed", "experience with Java, Perl or Tcl is not required": what stands right before it, and the list that
/// this closes.
fn deny_last(scan: &Scan<'_>, cue: &FoundCue, mentions: &[Mention], softened: &[bool], out: &mut [bool]) {
    let end = mentions.partition_point(|m| m.span.end <= cue.span.start);
    let Some(last) = end.checked_sub(1) else { return };
    let between = &scan.text[mentions[last].span.end as usize..cue.span.start as usize];
    if between.contains([',', ';']) || !is_filled(scan, mentions[last].tokens.1 + 1, cue.tokens.0) {
        return;
    }
    // "We use Go, and Java is not needed": one thing is denied; "Go, Rust, and Zig are not needed" denies three.
    let plural = scan.word(cue.tokens.0).to_ascii_lowercase().starts_with("are");
    let mut first = last;
    while first > 0
        && let Some(gap) = joint(scan, &mentions[first - 1], &mentions[first])
        && !gap.open
        && !gap.close
        && (gap.and || gap.or || gap.slash || first < last)
        && (!gap.comma || plural || first < last)
    {
        first -= 1;
    }
    for i in first..=last {
        out[i] |= !softened[i];
    }
}

fn joint(scan: &Scan<'_>, a: &Mention, b: &Mention) -> Option<Gap> {
    let gap = scan.text[a.span.end as usize..b.span.start as usize].trim();
    // "nor" joins as "or" does.
    if gap == "nor" { Some(Gap { or: true, ..Gap::default() }) } else { list_gap(gap) }
}

fn is_filled(scan: &Scan<'_>, from: u32, to: u32) -> bool {
    to.saturating_sub(from) <= REACH
        && (from..to).all(|token| FILLERS.iter().any(|f| scan.word(token).eq_ignore_ascii_case(f)))
}
