//! How much a posting wants something: required, preferred or mentioned.

use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::cue::{Cue, Kinds};
use super::demand::{customers_end, demand, opens_with_ability};
use super::denial::{DENIALS, denied};
use super::mention::Mention;
use super::scan::{FoundCue, Scan};
use super::section::PostingSection;
use super::softening::{RUN_ON, near_list_end, softened, taken_up_again};

/// How a posting asks for something. The order is that of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// What a section alone says. None: nothing there asks.
pub(super) fn of_section(section: PostingSection) -> Option<Importance> {
    use PostingSection as S;
    match section {
        S::Title | S::Tags | S::Requirements => Some(Importance::Required),
        S::Preferred => Some(Importance::Preferred),
        S::Intro | S::Duties | S::Stack | S::About | S::Learn => Some(Importance::Mentioned),
        S::Benefits | S::Eeo | S::Unasked => None,
    }
}

/// How a sentence wants its mentions, one sentence after the other in the same memory.
#[derive(Default)]
pub(super) struct Importances {
    cues: Vec<FoundCue>,
    of: Vec<Option<Importance>>,
}

impl Importances {
    /// The importance of each mention of one sentence, none where it is denied or not asked for.
    pub(super) fn read(
        &mut self,
        scan: &Scan<'_>,
        sentence: Span,
        section: PostingSection,
        asks: bool,
        mentions: &[Mention],
    ) -> &[Option<Importance>] {
        let mut base = of_section(section);
        let Self { cues, of: out } = self;
        cues.clear();
        if base.is_some() {
            attitudes(scan, sentence, cues);
        }
        // "Java Engineer (1 month bonus)": a title promises money.
        if section == PostingSection::Title {
            cues.retain(|c| !c.span.of(scan.text).eq_ignore_ascii_case("bonus"));
        }
        // "We use Go" tells of the team, whatever heading it stands under.
        let heading = matches!(section, PostingSection::Requirements | PostingSection::Preferred);
        if heading && asks && describes(scan, sentence, cues, mentions) {
            base = Some(Importance::Mentioned);
        }
        if section == PostingSection::Intro && opens_with_ability(scan, sentence) {
            base = Some(Importance::Required);
        }
        if opens_with_certificate(scan, sentence) {
            base = None;
        }
        out.clear();
        out.resize(mentions.len(), base);
        if base.is_some() {
            for (_, o) in mentions.iter().zip(&mut *out).filter(|(m, _)| names_certificate(scan, sentence, m)) {
                *o = None;
            }
        }
        if cues.is_empty() {
            return out;
        }
        if section != PostingSection::Requirements {
            for cue in cues.iter().filter(|c| c.cue == Cue::Blurb) {
                for (m, o) in mentions.iter().zip(&mut *out) {
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
                for (m, o) in mentions.iter().zip(&mut *out).filter(|(_, o)| o.is_some()) {
                    if cue.cue == Cue::NeedAfter || m.span.start >= cue.span.end {
                        *o = Some(Importance::Required);
                    }
                }
            }
        }
        // "Good to have: Kafka, Redis. Must know Git."
        if section == PostingSection::Preferred && must(scan, sentence, cues) {
            out.iter_mut().flatten().for_each(|o| *o = Importance::Required);
        }
        if base == Some(Importance::Mentioned) && section != PostingSection::Learn {
            demand(scan, sentence, section, cues, mentions, out);
        }
        for cue in cues.iter().filter(|c| c.cue == Cue::Customers && base == Some(Importance::Mentioned)) {
            // "On Heroku, backed by PostgreSQL" tells of no investors.
            if cue.span.of(scan.text).eq_ignore_ascii_case("backed by") && mentions[0].span.start < cue.span.start {
                continue;
            }
            let end = customers_end(scan, sentence, cue);
            for (m, o) in mentions.iter().zip(&mut *out).filter(|(m, _)| m.span.start >= cue.span.end) {
                if m.span.end <= end {
                    *o = None;
                }
            }
        }
        // "or be willing to learn Puppet": what follows; "Go, which you can learn on the job": what stands before, if nothing
        // follows.
        // "Any certification or training in IT" is what somebody has.
        let had = |c: &FoundCue| {
            let before = |n: u32| c.tokens.0.checked_sub(n).map_or("", |t| scan.word(t));
            scan.word(c.tokens.0).eq_ignore_ascii_case("training")
                && (matches!(before(1), "or" | "and") && before(2).starts_with("certificat")
                    || matches!(before(1), "formal" | "professional" | "prior"))
        };
        if let Some(learn) = cues.iter().find(|c| c.cue == Cue::Learn && !had(c)) {
            // "Go (or the will to learn it) and Kubernetes": a bracket speaks of what stands before it.
            let before = &scan.text[sentence.start as usize..learn.span.start as usize];
            let open = before.rfind('(').filter(|open| before.rfind(')') < Some(*open));
            let open = open.map(|at| sentence.start + at as u32);
            let last = mentions.iter().rposition(|m| m.span.end <= learn.span.start);
            let last = last.filter(|n| open.is_some_and(|open| mentions[*n].span.end <= open));
            let reach = if sentence.end - sentence.start > RUN_ON {
                near_list_end(scan, learn.span.end, mentions)
            } else {
                sentence.end
            };
            // "Go; Java or the will to learn it; Rust" speaks of Java.
            let floor = before.rfind(';').map_or(sentence.start, |at| sentence.start + at as u32);
            let behind = &scan.text[learn.span.end as usize..sentence.end.max(learn.span.end) as usize];
            let clause = behind.find(';').map_or(sentence.end, |at| learn.span.end + at as u32);
            let follows = last.is_none() && mentions.iter().any(|m| (learn.span.end..clause).contains(&m.span.start));
            let reach = reach.min(clause);
            // "Nice to have: Rust (or the will to learn it)" is welcome either way.
            let either =
                section == PostingSection::Preferred && before.trim_end().trim_end_matches(" a").ends_with("or");
            // "... Kafka Eager to learn" of a text without marks begins another demand, and so does "Go, and the eagerness to learn more".
            let more = || {
                let lead = before.trim_end();
                let lead = ["the", "a", "an"].iter().find_map(|w| lead.strip_suffix(w)).unwrap_or(lead).trim_end();
                lead.ends_with(" and") && behind.trim_start().starts_with("more")
            };
            let anew = !follows
                && open.is_none()
                && learn.span.start > sentence.start
                && (scan.word(learn.tokens.0).starts_with(char::is_uppercase) || more());
            for (i, (m, o)) in mentions.iter().zip(&mut *out).enumerate().filter(|_| !either && !anew) {
                let meant = (m.span.start >= learn.span.end) == follows && (floor..reach).contains(&m.span.start);
                if last.map_or(meant, |last| last == i) {
                    *o = (*o).min(Some(Importance::Mentioned));
                }
            }
        }
        let kinds: Kinds = cues.iter().map(|c| c.cue).collect();
        if !kinds.meet(const { Kinds::of(&[Cue::SoftAfter, Cue::SoftBefore]) }.with(DENIALS)) {
            return out;
        }
        let mut soft = vec![false; mentions.len()];
        for cue in cues.iter().filter(|c| matches!(c.cue, Cue::SoftAfter | Cue::SoftBefore) && !counts(scan, cues, c)) {
            if let Some(again) = taken_up_again(cue, mentions) {
                out[again] = None;
                continue;
            }
            let Some((from, to)) = softened(scan, sentence, cues, cue, mentions) else { continue };
            for ((m, o), soft) in mentions.iter().zip(&mut *out).zip(&mut soft) {
                if m.span.start >= from && m.span.end <= to {
                    *o = Some(Importance::Preferred);
                    *soft = true;
                }
            }
        }
        // "iSeries is a plus, as we have iSeries menus" speaks of one thing.
        for i in 1..mentions.len() {
            if !soft[i] && (0..i).any(|j| soft[j] && mentions[j].skill == mentions[i].skill) {
                out[i] = out[i].min(Some(Importance::Preferred));
            }
        }
        if !kinds.meet(DENIALS) {
            return out;
        }
        for (o, denied) in out.iter_mut().zip(denied(scan, cues, mentions, &soft)) {
            if denied {
                *o = None;
            }
        }
        out
    }
}

/// The cues of a sentence that can change what its section says; most sentences have none. A phrase that runs over its end
/// says nothing of it, and one inside a longer phrase is only a part of that: "plus" in "is a plus", "required" in "is not
/// required".
fn attitudes(scan: &Scan<'_>, sentence: Span, out: &mut Vec<FoundCue>) {
    for cue in scan.cues_in(sentence).iter().filter(|c| c.span.end <= sentence.end && speaks(c.cue)) {
        let inside = |c: &FoundCue| c.tokens.0 < cue.tokens.0 && cue.tokens.1 <= c.tokens.1;
        if !out.iter().rev().take(4).any(inside) {
            out.push(*cue);
        }
    }
    out.retain(|c| c.cue != Cue::Idle);
}

fn speaks(cue: Cue) -> bool {
    use Cue as C;
    matches!(
        cue,
        C::Blurb
            | C::Need
            | C::NeedAfter
            | C::Demand
            | C::Customers
            | C::Idle
            | C::Learn
            | C::Years
            | C::SoftAfter
            | C::SoftBefore
            | C::NegationBefore
            | C::NegationAfter
            | C::DenialBefore
    )
}

/// Whether a sentence says in the plainest words that it demands: it opens with "must", closes with "is a must" or "mandatory", or
/// ends in "required".
fn must(scan: &Scan<'_>, sentence: Span, cues: &[FoundCue]) -> bool {
    let denied = || cues.iter().any(|c| matches!(c.cue, Cue::NegationAfter | Cue::NegationBefore | Cue::SoftAfter));
    let opens = |c: &FoundCue| {
        c.cue == Cue::Need && c.span.start == sentence.start && scan.word(c.tokens.0).eq_ignore_ascii_case("must")
    };
    let closes = |c: &FoundCue| {
        let word = |back: u32, word: &str| scan.word(c.tokens.1 - back).eq_ignore_ascii_case(word);
        let last =
            || scan.text[c.span.end as usize..sentence.end as usize].trim_matches([' ', '.', '!', ')']).is_empty();
        let none = || c.tokens.0.checked_sub(1).is_some_and(|t| matches!(scan.word(t), "none" | "never" | "nothing"));
        let softened = || cues.iter().any(|c| c.cue == Cue::SoftBefore);
        let ends = || word(1, "required") && last() && !none() && !softened();
        let a_must = || word(1, "must") && c.tokens.1 - c.tokens.0 > 1 && word(2, "a");
        c.cue == Cue::NeedAfter && (a_must() || word(1, "mandatory") || ends())
    };
    cues.iter().any(|c| opens(c) || closes(c)) && !denied()
}

/// Whether a softener is a part of a number ("two plus years", "100 plus services") or a verb that goes on ("Kafka helps us
/// grow", beside "Kafka helps.").
fn counts(scan: &Scan<'_>, cues: &[FoundCue], cue: &FoundCue) -> bool {
    let number = || {
        cue.tokens.0.checked_sub(1).is_some_and(|t| scan.word(t).ends_with(|c: char| c.is_ascii_digit()))
            && scan.word(cue.tokens.0).eq_ignore_ascii_case("plus")
    };
    let verb = || {
        let rest = scan.text[cue.span.end as usize..].trim_start_matches(' ');
        scan.word(cue.tokens.1 - 1).eq_ignore_ascii_case("helps") && rest.starts_with(char::is_alphanumeric)
    };
    // "A modern language, with a strong preference for Go": that is the language asked for.
    let firm = || {
        let before = cue.tokens.0.checked_sub(1).map_or("", |t| scan.word(t));
        ["strong", "clear", "heavy", "definite"].iter().any(|w| before.eq_ignore_ascii_case(w))
            && scan.word(cue.tokens.0).eq_ignore_ascii_case("preference")
    };
    number() || verb() || firm() || cues.iter().any(|y| y.cue == Cue::Years && y.tokens.0 == cue.tokens.1)
}

/// Whether a sentence asks for certificates of somebody: "Certifications in Cisco CCNP".
fn opens_with_certificate(scan: &Scan<'_>, sentence: Span) -> bool {
    let first = scan.token_at(sentence.start);
    if !scan.word(first).starts_with(['c', 'C']) {
        return false;
    }
    let is = |token: u32, words: &[&str]| words.iter().any(|w| scan.word(token).eq_ignore_ascii_case(w));
    is(first, &["certificate", "certificates", "certification", "certifications"])
        && is(first + 1, &["by", "from", "in", "of"])
}

/// Whether a name is a part of a certificate's: "AWS Solutions Architect certification".
fn names_certificate(scan: &Scan<'_>, sentence: Span, name: &Mention) -> bool {
    const LONGEST: u32 = 9;
    let end = scan.token_at(sentence.end).min(name.tokens.1 + LONGEST);
    for token in name.tokens.1..end {
        let word = scan.word(token);
        // Most words are told by their first letter.
        if matches!(word.as_bytes(), [b'b' | b'd'..=b'n' | b'p'..=b'z', ..]) {
            return false;
        }
        if word.get(..8).is_some_and(|stem| stem.eq_ignore_ascii_case("certific")) {
            return true;
        }
        let joins = ["and", "or"].iter().any(|w| word.eq_ignore_ascii_case(w));
        if !joins && word.starts_with(char::is_lowercase) {
            return false;
        }
    }
    false
}

/// Whether a sentence tells what the team does or uses rather than what it wants: "we" or "our" is among its first words,
/// and nothing in it wants.
fn describes(scan: &Scan<'_>, sentence: Span, cues: &[FoundCue], mentions: &[Mention]) -> bool {
    // "GraphQL (our newer endpoints use it)" is about GraphQL.
    let named = mentions.first().map_or(u32::MAX, |m| m.tokens.0);
    let first = scan.token_at(sentence.start);
    let end = scan.token_at(sentence.end);
    let ours = (first..end.min(first + 3).min(named)).any(|t| {
        let word = scan.word(t);
        word.eq_ignore_ascii_case("we") || word.eq_ignore_ascii_case("our")
    });
    let wants = |c: &FoundCue| {
        matches!(c.cue, Cue::Need | Cue::NeedAfter | Cue::SoftAfter | Cue::SoftBefore | Cue::Demand | Cue::Years)
    };
    ours && !cues.iter().any(wants)
}
