//! A draft of a better statement from its own words: what is missing becomes a blank and a question, never a claim.

use super::blank::{change, kind, meaning};
use super::bullet::Bullet;
use super::flag::{Flag, Weakness};
use super::opener::Ownership;
use super::opening::behind_part;
use super::signal::Signal;
use super::wording::Wording;
use crate::extract::Level;
use crate::taxonomy::SkillId;
use crate::text::Span;

/// A draft with blanks, and the questions that fill them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rewrite {
    /// The draft; empty where nothing needs to change. Outside its blanks, which are in square brackets, it has the
    /// statement's own words alone ([`check`](fn@super::check)).
    pub text: String,
    /// What to ask the client: one for each blank, in their order by weight, then what had no room in the draft.
    pub questions: Vec<String>,
}

/// More blanks than these make a draft unreadable. The first are those that weigh most.
const BLANKS: usize = 3;

/// Blanks that may stand side by side.
const IN_A_ROW: usize = 2;

/// A blank on its way into the draft: where in the statement, its words, and the question.
struct Blank {
    at: usize,
    text: String,
    question: String,
}

/// A name in other words: where in the statement, how long, and the words of the postings.
struct Renamed {
    at: usize,
    len: usize,
    text: String,
}

/// The draft for a statement of a person of `level`; without one as for mid. Names of skills are put in the words of the
/// postings (`wording`) where those never use the statement's. Empty where nothing is to change.
pub fn rewrite(text: &str, bullet: &Bullet, level: Option<Level>, wording: &Wording) -> Rewrite {
    let renamed = renamed(text, bullet, wording);
    if bullet.flags.is_empty() && renamed.is_empty() {
        return Rewrite::default();
    }
    let whole = bullet.span.of(text);
    let body = whole.trim_end_matches(['.', ';', ',', ' ']);
    let lower = body.to_lowercase();
    let flag = |flag: Flag| bullet.flags.iter().find(|w| w.flag == flag);
    let level = level.unwrap_or(Level::Mid);
    let local = |span: Span| (span.end.saturating_sub(bullet.span.start) as usize).min(body.len());
    let mut blanks: Vec<Blank> = Vec::new();
    let mut unasked: Vec<String> = Vec::new();
    let mut ask = |at: usize, text: String, question: String| {
        if blanks.len() < BLANKS && blanks.iter().filter(|b| b.at == at && at > 0).count() < IN_A_ROW {
            blanks.push(Blank { at, text, question });
        } else {
            unasked.push(question);
        }
    };
    let end = body.len();

    // Whose work it was.
    let weak = bullet.ownership == Ownership::Weak || flag(Flag::UnclearContribution).is_some();
    let rest =
        if weak { body.get(local(bullet.opener_span)..).unwrap_or("").trim_start_matches([':', ',']) } else { "" };
    // Nothing stands behind the opening where it is all there is.
    let weak = weak && !rest.trim().is_empty();
    let part = || kind(&[lower.as_str()]).part;
    if weak {
        let thing = rest.trim();
        let thing = ["in ", "on ", "with ", "to "].iter().find_map(|p| thing.strip_prefix(p)).unwrap_or(thing);
        let question =
            format!("What did you do yourself in \"{}\": what did you design, build, decide or run?", short(thing));
        ask(0, format!("Your own part: {}?", part()), question);
    } else if bullet.ownership == Ownership::Shared {
        ask(end, format!("your own part: {}?", part()), "Which part of it was yours alone?".to_owned());
    }
    if flag(Flag::NoSystem).is_some() {
        let question =
            format!("Which system did you mean by \"{}\", and which constraint did it have to meet?", short(body));
        ask(end, "which system, under which constraint?".to_owned(), question);
    }
    if let Some(verb) = flag(Flag::UnquantifiedImprovement) {
        let (blank, question) = change(&lower);
        let question = format!("You write \"{}\". {question}", verb.span.of(text).to_lowercase());
        ask(clause_end(body, local(verb.span)), blank.to_owned(), question);
    }
    if let Some(Weakness { span: at, .. }) = flag(Flag::NoScale) {
        let kind = kind(&[at.of(text).to_lowercase().as_str(), lower.as_str()]);
        let question = format!("You name \"{}\" without its size: {}", at.of(text), kind.scale);
        // Behind the system and what it is of; a page that is only helped on is asked about at the end.
        ask(clause_end(body, local(*at)), kind.scale.to_owned(), question);
    }
    if let Some(buzz) = flag(Flag::Buzzword) {
        let word = buzz.span.of(text);
        let (blank, question) = meaning(&word.to_lowercase());
        ask(local(buzz.span), blank.to_owned(), format!("You write \"{word}\". {question}"));
    }
    // A reason belongs to a decision; of senior people it is expected of what they built, too (GUIDE section 3).
    let reasoned = bullet.reasoned || bullet.signals.iter().any(|p| p.signal == Signal::TradeOff);
    let owes_reason = match level {
        Level::Intern | Level::Junior => false,
        Level::Mid => bullet.decides,
        Level::Senior | Level::Lead => bullet.decides || bullet.ownership == Ownership::Strong,
    };
    if !bullet.flags.is_empty() && owes_reason && !reasoned {
        let question = "Which alternative did you turn down, and which constraint decided?";
        ask(end, "chosen over what, because of which constraint?".to_owned(), question.to_owned());
    }
    if flag(Flag::TableStakes).is_some() {
        ask(
            end,
            "what was hard about it, and what came of it?".to_owned(),
            "What was hard or unusual about this work? If nothing was, drop the line.".to_owned(),
        );
    } else if flag(Flag::NoOutcome).is_some() {
        let (blank, question) = match level {
            Level::Intern | Level::Junior => {
                ("used by whom, for what?", "Who used what you made, and what can they do now?")
            }
            Level::Mid => (
                "so that who could do what?",
                "What changed for users or for other teams: what got faster, cheaper or safer, and by how much?",
            ),
            Level::Senior | Level::Lead => (
                "worth how much to the business, or taken up by how many teams?",
                "What was it worth to the business in money, time or risk, and which teams took it up?",
            ),
        };
        ask(end, blank.to_owned(), question.to_owned());
    }
    if blanks.is_empty() && renamed.is_empty() {
        return Rewrite::default();
    }
    let mut draft = assemble(body, weak.then_some(rest), whole.ends_with('.'), blanks, renamed);
    draft.questions.append(&mut unasked);
    draft
}

/// The names of the statement that no posting uses, with the words that postings use.
fn renamed(text: &str, bullet: &Bullet, wording: &Wording) -> Vec<Renamed> {
    let new = |(skill, span): &(SkillId, Span)| {
        let words = wording.instead_of(*skill, span.of(text))?;
        let at = span.start.checked_sub(bullet.span.start)? as usize;
        Some(Renamed { at, len: span.of(text).len(), text: words.to_owned() })
    };
    bullet.skills.iter().filter_map(new).collect()
}

/// Puts the blanks and the new names into the statement. `rest` is what stays of one whose opening goes; its first blank
/// takes that place.
fn assemble(
    body: &str,
    rest: Option<&str>,
    full_stop: bool,
    mut blanks: Vec<Blank>,
    mut renamed: Vec<Renamed>,
) -> Rewrite {
    let questions = blanks.iter().map(|b| b.question.clone()).collect();
    let mut draft = String::with_capacity(body.len() + 160);
    let behind;
    let mut kept = body;
    if let Some(rest) = rest {
        let first = blanks.remove(0);
        draft.push_str(&format!("[{}] ", first.text));
        behind = behind_part(rest);
        kept = &behind;
        // The new opening leaves the statement as it is towards its end, from where places are counted.
        let moved = |at: usize| (at + kept.len()).saturating_sub(body.len());
        blanks.iter_mut().for_each(|blank| blank.at = moved(blank.at));
        renamed.iter_mut().for_each(|name| name.at = moved(name.at));
    }
    blanks.sort_by_key(|b| b.at);
    let mut at = 0;
    let mut names = renamed.iter().peekable();
    // What stands from `at` to `to`, under its new names.
    let mut keep = |draft: &mut String, at: &mut usize, to: usize| {
        while let Some(name) = names.next_if(|name| name.at + name.len <= to) {
            if name.at >= *at && kept.is_char_boundary(name.at) {
                draft.push_str(&kept[*at..name.at]);
                draft.push_str(&name.text);
                *at = name.at + name.len;
            }
        }
        draft.push_str(&kept[*at..to]);
        *at = to;
    };
    for (place, blank) in blanks.iter().enumerate() {
        let mut to = blank.at.clamp(at, kept.len());
        while !kept.is_char_boundary(to) {
            to += 1;
        }
        keep(&mut draft, &mut at, to);
        // Two side by side are clauses of their own.
        let second = place > 0 && draft.ends_with(']');
        draft.push_str(if second { ", [" } else { " [" });
        draft.push_str(&blank.text);
        draft.push(']');
    }
    keep(&mut draft, &mut at, kept.len());
    if full_stop {
        draft.push('.');
    }
    Rewrite { text: draft, questions }
}

/// Where the clause of a verb that ends at `from` ends: before how, why or what else is told.
fn clause_end(body: &str, from: usize) -> usize {
    let Some(rest) = body.get(from..) else { return body.len() };
    const NEXT: [&str; 10] =
        [", ", "; ", " by ", " using ", " through ", " via ", " with ", " while ", " so that ", " and "];
    NEXT.iter().filter_map(|mark| rest.find(mark)).min().map_or(body.len(), |at| from + at)
}

fn short(text: &str) -> &str {
    text.char_indices()
        .nth(60)
        .map_or(text, |(at, _)| text[..at].rsplit_once(' ').map_or(&text[..at], |(head, _)| head))
}
