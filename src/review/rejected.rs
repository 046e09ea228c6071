//! What was given up or not begun at all, and why.

use super::alternative::explained;
use super::cues::Cue;
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// What people leave, and go to.
pub(super) const OF_LIFE: [&str; 9] =
    ["career", "company", "employer", "firm", "job", "position", "start-up", "startup", "university"];

/// Brings others to a decision.
const TALKS: [&str; 6] = ["convinced", "persuaded", "argued", "decided", "talked", "advised"];

/// "Stopped a planned Cassandra rollout after a load test showed ...", "rolled back the microservices experiment: ...": what was begun was
/// given up, and why.
pub(super) fn stopped(facts: &Facts<'_>) -> Option<Span> {
    const STOPS: [&str; 17] = [
        "abandoned",
        "denied",
        "dropped",
        "shelved",
        "declined",
        "deferred",
        "postponed",
        "stopped",
        "rejected",
        "cancelled",
        "canceled",
        "killed",
        "halted",
        "rolled",
        "reversed",
        "vetoed",
        "ended",
    ];
    const BEGUN: [&str; 14] = [
        "proposal",
        "migration",
        "move",
        "split",
        "switch",
        "plan",
        "plans",
        "planned",
        "experiment",
        "rollout",
        "roll-out",
        "rewrite",
        "pilot",
        "initiative",
    ];
    let words = facts.words;
    let stop = words.iter().take(3).position(|w| STOPS.contains(&w.lower))?;
    // "Rolled out the pilot" began it.
    if words[stop].lower == "rolled" && words.get(stop + 1).is_none_or(|w| w.lower != "back") {
        return None;
    }
    let begun = (stop + 1..words.len().min(stop + 8)).find(|at| BEGUN.contains(&words[*at].lower))?;
    let cause = facts.all(Cue::Reason).find(|f| f.words.0 > begun).map(|f| f.span);
    // Whatever a colon explains here is why, and so is what was seen before.
    let told = |w: &&Word<'_>| w.lower == "after" || w.ends_in_colon();
    let why = cause.or_else(|| words[begun..].iter().find(told).map(|w| w.span))?;
    Some(joined(words[stop].span, why))
}

/// "Dropped Redis pub/sub for Phoenix's own: one less thing to run", "killed our re-ranker after finding that trees did as well": what
/// was there was given up, for what, and why.
pub(super) fn given_up(facts: &Facts<'_>) -> Option<Span> {
    const DROPS: [&str; 10] =
        ["abandoned", "binned", "ditched", "dropped", "killed", "left", "removed", "retired", "scrapped", "shelved"];
    /// Words from what was given up to what came instead, or to why.
    const REACH: usize = 9;
    let words = facts.words;
    // "Convinced the team to drop GraphQL for plain REST"
    let talks = words.iter().take(2).any(|w| TALKS.contains(&w.lower));
    let to_drop = || {
        let mut pairs = words.windows(2).take(8);
        let at = pairs.position(|w| {
            w[0].lower == "to" && matches!(w[1].lower, "abandon" | "ditch" | "drop" | "retire" | "scrap")
        })?;
        talks.then_some(at + 1)
    };
    // "Stock for a brewery. Left polling for MQTT since ..."
    let opens = |at: &usize| *at < 3 || words[at - 1].ends_clause;
    let mut drops = (0..words.len()).filter(|at| DROPS.contains(&words[*at].lower));
    let drop = drops.find(opens).or_else(to_drop)?;
    let reach = drop + 2..words.len().min(drop + REACH);
    let found = |at: &usize| {
        words[*at].lower == "after"
            && words.get(at + 1).is_some_and(|w| matches!(w.lower, "finding" | "seeing" | "measuring" | "showing"))
            // "Killed hung processes after measuring the load"
            && (drop..*at).any(|n| words[n].gives(Cue::System) || facts.within(facts.skills, n))
    };
    if let Some(after) = reach.clone().find(found) {
        return Some(joined(words[drop].span, words[after + 1].span));
    }
    // "Dropped support for old browsers" takes nothing instead.
    let named = |at: usize| {
        let phrase = (at..words.len()).take(4).take_while(|n| *n == at || !words[n - 1].ends_phrase);
        phrase.into_iter().any(|n| facts.within(facts.skills, n))
    };
    // With a cause behind it, one name of a technology will do.
    let of_life = || words[drop..].iter().take(12).any(|w| OF_LIFE.contains(&w.lower));
    let caused = |at: usize| !of_life() && words[drop].lower != "removed" && facts.causes().any(|r| r.words.0 > at);
    let both = |at: usize| named(at + 1) && named(drop + 1) || caused(at) && (named(at + 1) || named(drop + 1));
    let instead = reach.clone().find(|at| words[*at].lower == "for" && (talks || both(*at)))?;
    let cause = facts.all(Cue::Reason).find(|f| f.words.0 > instead).map(|f| f.span);
    // "Left MongoDB for Postgres once each screen wanted a join"
    let once = || {
        let once = (instead + 1..words.len().min(instead + 6)).find(|at| words[*at].lower == "once")?;
        let wanted = words[once + 1..].iter().take(5).any(|w| w.is(Class::FALLS_SHORT) || w.lower.ends_with("ed"));
        (wanted && both(instead)).then(|| words[once].span)
    };
    Some(joined(words[drop].span, cause.or_else(|| explained(facts, instead)).or_else(once)?))
}

/// "Kept us on MySQL when the board wanted a move: ...", "convinced the board not to split it, on the ground that ...": what others wanted
/// was not done, and why.
pub(super) fn against(facts: &Facts<'_>) -> Option<Span> {
    const WANT: [&str; 5] = ["wanted", "proposed", "suggested", "said", "preferred"];
    const WHILE: [&str; 6] = ["when", "where", "while", "though", "although", "even"];
    let words = facts.words;
    let at = if words.first()?.lower == "kept" {
        let near = |at: &usize| words[at.saturating_sub(4)..*at].iter().any(|w| WHILE.contains(&w.lower));
        (1..words.len()).filter(|at| WANT.contains(&words[*at].lower)).find(near)?
    } else if words.iter().take(2).any(|w| TALKS.contains(&w.lower)) {
        words.windows(2).position(|w| w[0].lower == "not" && w[1].lower == "to")?
    } else {
        return None;
    };
    let cause = facts.all(Cue::Reason).find(|r| r.words.0 > at).map(|r| r.span);
    Some(joined(words[at].span, cause.or_else(|| explained(facts, at))?))
}
