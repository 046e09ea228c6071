//! How much a posting wants something: required, preferred or mentioned.

use crate::text::Span;

use super::cue::Cue;
use super::mention::Mention;
use super::scan::{FoundCue, Scan};
use super::section::PostingSection;

/// How a posting asks for something. The order is that of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Importance {
    /// Named in duties, the team's stack or the company's description only.
    Mentioned,
    /// Softened: "nice to have", "a plus".
    Preferred,
    /// In the title, the tags, the requirements, or said to be needed.
    Required,
}

impl Importance {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Preferred => "preferred",
            Self::Mentioned => "mentioned",
        }
    }
}

/// Bytes that words of benefits or law reach: a sentence of a text without line breaks may go on to other things.
const BLURB_REACH: u32 = 160;

/// What a section alone says. `asks` tells whether the posting has requirements of its own: where it has none, its stack
/// is what it asks for. None: nothing there asks.
pub(super) fn of_section(section: PostingSection, asks: bool) -> Option<Importance> {
    use PostingSection as S;
    match section {
        S::Title | S::Tags | S::Requirements => Some(Importance::Required),
        S::Preferred => Some(Importance::Preferred),
        S::Stack if !asks => Some(Importance::Required),
        S::Intro | S::Duties | S::Stack | S::About | S::Learn => Some(Importance::Mentioned),
        S::Benefits | S::Eeo => None,
    }
}

/// The importance of each mention of one sentence, none where it is denied or not asked for.
pub(super) fn of_sentence(
    scan: &Scan<'_>,
    sentence: Span,
    section: PostingSection,
    asks: bool,
    mentions: &[Mention],
) -> Vec<Option<Importance>> {
    let base = of_section(section, asks);
    let mut out = vec![base; mentions.len()];
    if base.is_none() || !scan.cues_in(sentence).iter().any(|c| speaks(c.cue)) {
        return out;
    }
    // A phrase that runs over the end of the sentence says nothing of it.
    let cues: Vec<FoundCue> = scan.cues_in(sentence).iter().filter(|c| c.span.end <= sentence.end).copied().collect();
    if section != PostingSection::Requirements {
        for cue in cues.iter().filter(|c| c.cue == Cue::Blurb) {
            for (m, o) in mentions.iter().zip(&mut out) {
                let apart = m.span.start.max(cue.span.start) - m.span.end.min(cue.span.end);
                if apart < BLURB_REACH {
                    *o = None;
                }
            }
        }
    }
    // "Said to be needed" counts where the section says nothing: in the introduction, and anywhere in a posting that has
    // no requirements under a heading.
    let open = section == PostingSection::Intro || !asks && section != PostingSection::Preferred;
    if base == Some(Importance::Mentioned) && open {
        for cue in cues.iter().filter(|c| matches!(c.cue, Cue::Need | Cue::NeedAfter)) {
            for (m, o) in mentions.iter().zip(&mut out).filter(|(_, o)| o.is_some()) {
                if cue.cue == Cue::NeedAfter || m.span.start >= cue.span.end {
                    *o = Some(Importance::Required);
                }
            }
        }
    }
    // "or be willing to learn Puppet": what follows; "Go, which you can learn on the job": what stands before, if nothing
    // follows.
    if let Some(learn) = cues.iter().find(|c| c.cue == Cue::Learn) {
        let follows = mentions.iter().any(|m| m.span.start >= learn.span.end);
        for (m, o) in mentions.iter().zip(&mut out) {
            if (m.span.start >= learn.span.end) == follows {
                *o = (*o).min(Some(Importance::Mentioned));
            }
        }
    }
    let mut softened = vec![false; mentions.len()];
    // "two plus years" softens nothing.
    let of_years = |c: &FoundCue| cues.iter().any(|y| y.cue == Cue::Years && y.tokens.0 == c.tokens.1);
    // "Docker is not required" denies; "not required but welcome", "(not required)" soften.
    let denies = |c: &FoundCue| c.cue == Cue::NegationAfter && !goes_on_with_but(scan, c);
    let denied = |c: &FoundCue| {
        c.cue == Cue::SoftAfter && cues.iter().any(|d| denies(d) && d.tokens.0 < c.tokens.0 && c.tokens.1 <= d.tokens.1)
    };
    let softeners = cues.iter().filter(|c| matches!(c.cue, Cue::SoftAfter | Cue::SoftBefore));
    for cue in softeners.filter(|c| !of_years(c) && !denied(c)) {
        let Some((from, to)) = softened_range(scan, sentence, &cues, cue, mentions) else { continue };
        for ((m, o), soft) in mentions.iter().zip(&mut out).zip(&mut softened) {
            if m.span.start >= from && m.span.end <= to {
                *o = Some(Importance::Preferred);
                *soft = true;
            }
        }
    }
    for cue in &cues {
        for (i, m) in mentions.iter().enumerate() {
            let denied = match cue.cue {
                Cue::NegationBefore => denies_next(scan, cue, m, mentions),
                // "Not needed: PHP, Perl" is a heading of its own.
                Cue::NegationAfter if scan.text[cue.span.end as usize..].starts_with(':') => {
                    m.span.start >= cue.span.end
                }
                Cue::NegationAfter => denies_last(scan, cue, m, mentions) && !softened[i],
                _ => false,
            };
            if denied {
                out[i] = None;
            }
        }
    }
    out
}

/// "not required but welcome", "not needed, but ..."
fn goes_on_with_but(scan: &Scan<'_>, cue: &FoundCue) -> bool {
    scan.text[cue.span.end as usize..].trim_start_matches([',', ' ']).starts_with("but ")
}

/// Whether a cue can change what the section says. Most sentences have none of these.
fn speaks(cue: Cue) -> bool {
    use Cue as C;
    matches!(
        cue,
        C::Blurb
            | C::Need
            | C::NeedAfter
            | C::Learn
            | C::SoftAfter
            | C::SoftBefore
            | C::NegationBefore
            | C::NegationAfter
    )
}

/// The range that a softener softens.
fn softened_range(
    scan: &Scan<'_>,
    sentence: Span,
    cues: &[FoundCue],
    cue: &FoundCue,
    mentions: &[Mention],
) -> Option<(u32, u32)> {
    let text = scan.text;
    let before = &text[sentence.start as usize..cue.span.start as usize];
    let after = &text[cue.span.end as usize..sentence.end as usize];
    let twin = |kind: Cue| cues.iter().any(|c| c.cue == kind && c.span.start == cue.span.start);
    if twin(Cue::SoftAfter) && twin(Cue::SoftBefore) {
        // "nice to have" softens what follows it where it opens the sentence or a colon follows, else what it closes.
        let opens = before.trim_matches([' ', '(', '-', '•']).is_empty() || after.trim_start().starts_with(':');
        let follows = !mentions.iter().any(|m| m.span.end <= cue.span.start);
        let forward = opens || follows;
        if forward != (cue.cue == Cue::SoftBefore) {
            return None;
        }
    }
    let close = after.find(')').filter(|n| !after[..*n].contains('(')).map(|n| cue.span.end + n as u32);
    let open = before.rfind('(').filter(|n| !before[*n..].contains(')')).map(|n| sentence.start + n as u32);
    if cue.cue == Cue::SoftBefore {
        let mut to = after.find(';').map_or(sentence.end, |n| cue.span.end + n as u32);
        if let (Some(close), Some(_)) = (close, open) {
            to = to.min(close);
        }
        return Some((cue.span.end, to));
    }
    let mut from = before.rfind(';').map_or(sentence.start, |n| sentence.start + n as u32 + 1);
    if let (Some(open), Some(_)) = (open, close) {
        if mentions.iter().any(|m| m.span.start > open && m.span.end <= cue.span.start) {
            from = from.max(open);
        } else {
            // "(preferred)": only what stands right before the bracket.
            let head = mentions.iter().rev().find(|m| m.span.end <= open)?;
            return (open - head.span.end <= 12).then_some((head.span.start, head.span.end));
        }
    }
    let floor = from;
    for other in cues.iter().filter(|c| c.span.end <= cue.span.start && c.span.start >= floor) {
        let lead = text[sentence.start as usize..other.span.start as usize].trim_end();
        match other.cue {
            // "Java is required, Kotlin is a plus"
            Cue::NeedAfter | Cue::SoftAfter => from = from.max(other.span.end),
            // "strong Python, good knowledge of Go is a plus": a comma and at most two words before it.
            Cue::Need if parted(lead, mentions, sentence.start) => from = from.max(other.span.start),
            _ => {}
        }
    }
    Some((from, cue.span.start))
}

/// Whether `lead`, the text before a cue, ends in a comma, dash or "but" with at most two words behind it, none of them a
/// technology.
fn parted(lead: &str, mentions: &[Mention], start: u32) -> bool {
    let Some(at) = lead.rfind([',', '–', '—']).max(lead.rfind(" but").map(|n| n + 4)) else { return false };
    let behind = start + at as u32;
    lead[at..].split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count() <= 2
        && !mentions.iter().any(|m| m.span.start >= behind && m.span.end <= start + lead.len() as u32)
}

/// "Java is not needed", "Java or Perl experience is not needed": right behind it, or behind the list that it closes.
fn denies_last(scan: &Scan<'_>, cue: &FoundCue, mention: &Mention, mentions: &[Mention]) -> bool {
    let before = &mentions[..mentions.partition_point(|m| m.span.end <= cue.span.start)];
    let Some(last) = before.last().filter(|last| cue.tokens.0 - last.tokens.1 <= 1) else { return false };
    let joined = |pair: &[Mention]| {
        let gap = scan.text[pair[0].span.end as usize..pair[1].span.start as usize].trim();
        matches!(gap, "or" | "nor" | "and" | "/")
    };
    let chain = before.windows(2).rev().take_while(|pair| joined(pair)).count();
    mention.span == last.span || before[before.len() - 1 - chain..].iter().any(|m| m.span == mention.span)
}

/// "no Java", "instead of Java or Perl": right before it, or before the list that it stands in.
fn denies_next(scan: &Scan<'_>, cue: &FoundCue, mention: &Mention, mentions: &[Mention]) -> bool {
    if mention.span.start < cue.span.end {
        return false;
    }
    let only = scan.text[cue.span.end as usize..].trim_start();
    if ["only", "just", "limited", "necessarily", "later", "least"].iter().any(|w| only.starts_with(w)) {
        return false;
    }
    let first = mentions.iter().find(|m| m.span.start >= cue.span.end);
    let Some(first) = first else { return false };
    if first.tokens.0 - cue.tokens.1 > 2 || scan.text[cue.span.end as usize..first.span.start as usize].contains(',') {
        return false;
    }
    if mention.span == first.span {
        return true;
    }
    // "no Java or Perl": joined by "or" alone.
    mentions
        .windows(2)
        .skip_while(|w| w[0].span != first.span)
        .map_while(|w| {
            let gap = scan.text[w[0].span.end as usize..w[1].span.start as usize].trim();
            matches!(gap, "or" | "nor" | "/").then_some(w[1].span)
        })
        .any(|span| span == mention.span)
}
