//! A draft of a better statement from its own words: what is missing becomes a blank and a question, never a claim.

use super::bullet::Bullet;
use super::flag::Flag;
use super::opener::Ownership;
use crate::extract::Level;

/// A draft with blanks, and the questions that fill them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rewrite {
    /// The draft; empty where nothing needs to change. Outside square brackets it has the statement's own words alone.
    pub text: String,
    /// What to ask the client, one for each blank.
    pub questions: Vec<String>,
}

/// The draft for a statement of a person of `level`.
pub fn rewrite(text: &str, bullet: &Bullet, level: Option<Level>) -> Rewrite {
    let has = |flag: Flag| bullet.flags.iter().any(|w| w.flag == flag);
    let whole = bullet.span.of(text);
    let mut questions = Vec::new();
    let mut draft = String::with_capacity(whole.len() + 80);
    let weak = bullet.ownership == Ownership::Weak || has(Flag::UnclearContribution);
    let rest = if weak {
        whole.get(bullet.opener_span.end as usize - bullet.span.start as usize..).unwrap_or(whole)
    } else {
        whole
    };
    let rest = rest.trim().trim_end_matches(['.', ';', ',']).trim_start_matches([':', ',']).trim();
    if weak {
        draft.push_str("[your part: built, designed, led, fixed?] ");
        questions.push(format!(
            "What did you do yourself here: what did you build, design, decide or run of \"{}\"?",
            short(rest)
        ));
    }
    draft.push_str(rest);
    if has(Flag::NoSystem) {
        draft.push_str(" [which system, under which constraint?]");
        questions.push("Which system was it, and what constraint did it have to meet?".into());
    }
    if has(Flag::NoScale) {
        let system = bullet.flags.iter().find(|w| w.flag == Flag::NoScale).map_or("system", |w| w.span.of(text));
        let (blank, question) = scale_question(system);
        draft.push_str(&format!(" [{blank}]"));
        questions.push(question);
    }
    if has(Flag::UnquantifiedImprovement) {
        let verb = bullet
            .flags
            .iter()
            .find(|w| w.flag == Flag::UnquantifiedImprovement)
            .map_or("improved", |w| w.span.of(text));
        draft.push_str(" [from what, to what?]");
        questions
            .push(format!("You write \"{}\": what was the number before, and what was it after?", verb.to_lowercase()));
    }
    if has(Flag::NoOutcome) {
        draft.push_str(" [what changed, and for whom?]");
        questions
            .push("What came of it: who uses it, what got faster, cheaper or safer, what stopped going wrong?".into());
    }
    let senior = level.is_some_and(|l| l >= Level::Senior);
    let reasoned = bullet.signals.iter().any(|p| p.signal == super::signal::Signal::TradeOff) || bullet.reasoned;
    if senior && bullet.names_system && !reasoned && !questions.is_empty() {
        draft.push_str(" [chosen over what, because of which constraint?]");
        questions.push("Which alternative did you turn down, and which constraint decided?".into());
    }
    if questions.is_empty() && !has(Flag::Buzzword) && !has(Flag::TableStakes) {
        return Rewrite::default();
    }
    if has(Flag::Buzzword) {
        let word = bullet.flags.iter().find(|w| w.flag == Flag::Buzzword).map_or("", |w| w.span.of(text));
        questions.push(format!(
            "What does \"{word}\" mean here: what did you build so that it holds, and how do you know that it does?"
        ));
    }
    if has(Flag::TableStakes) {
        questions.push("What was hard or unusual about this work? If nothing was, drop the line.".into());
    }
    Rewrite { text: draft, questions }
}

/// What to ask of a system's size, by its kind.
fn scale_question(system: &str) -> (String, String) {
    let lower = system.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    let what = if any(&["api", "endpoint", "service", "backend", "gateway", "server", "proxy", "graphql"]) {
        "how many endpoints, how many requests a second?"
    } else if any(&["pipeline", "etl", "queue", "broker", "job", "worker", "warehouse", "lake", "feed", "stream"]) {
        "how many events or how much data a day?"
    } else if any(&["database", "table", "schema", "index", "store", "cache"]) {
        "how many rows or gigabytes?"
    } else if any(&["cluster", "infrastructure", "deploy", "integration"]) {
        "how many services or nodes, how many deployments a day?"
    } else {
        "how many users?"
    };
    (what.to_owned(), format!("How big was the {lower}: {what}"))
}

fn short(text: &str) -> &str {
    text.char_indices()
        .nth(60)
        .map_or(text, |(at, _)| text[..at].rsplit_once(' ').map_or(&text[..at], |(head, _)| head))
}
