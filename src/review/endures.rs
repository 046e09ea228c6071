//! What goes on while something else fails, or was made to fail on purpose.

use super::cues::Cue;
use super::line::{is_of_software, is_technical};
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// A system outlives a failure: it goes on, the failure is kept where it is, was rehearsed, or its data came back from a backup.
pub(super) fn endures(facts: &Facts<'_>) -> Option<Span> {
    let when = |class: Class| facts.classes.has(class).then_some(());
    goes_on(facts)
        .or_else(|| when(Class::BROKEN).and_then(|()| contained(facts)))
        .or_else(|| when(Class::MACHINE).and_then(|()| may_fail(facts)))
        .or_else(|| when(Class::REHEARSES).and_then(|()| rehearsed(facts)))
        .or_else(|| when(Class::NEVER).and_then(|()| spared(facts)))
        .or_else(|| restored_backup(facts))
}

/// Whether the word at `at` denies a verb, and where that verb is: "doesn't stop", "will not stop", "can no longer stop".
fn denied(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let end = match word(at) {
        "cannot" | "can't" | "couldn't" | "doesn't" | "don't" | "never" | "won't" => at + 1,
        "can" | "could" | "did" | "do" | "does" | "must" | "will" => match (word(at + 1), word(at + 2)) {
            ("not" | "never", _) => at + 2,
            ("no", "longer") => at + 3,
            _ => return None,
        },
        "no" if word(at + 1) == "longer" => at + 2,
        _ => return None,
    };
    (end < words.len() && !words[at].ends_phrase).then_some(end)
}

/// "Keeps taking orders when the till is offline", "when the supplier is down, travellers still see prices", "... the others don't wait".
fn goes_on(facts: &Facts<'_>) -> Option<Span> {
    const WHEN: [&str; 12] =
        ["when", "while", "if", "once", "after", "during", "without", "under", "through", "although", "whenever", "as"];
    // What whoever goes on does not do.
    const SUFFERS: [&str; 14] = [
        "block", "break", "care", "feel", "freeze", "halt", "hang", "lose", "notice", "stall", "stand", "stop",
        "suffer", "wait",
    ];
    // "Explained to callers what to do" is support.
    const WRITES: [&str; 9] =
        ["described", "documented", "laid", "noted", "practised", "rehearsed", "tested", "wrote", "written"];
    let words = facts.words;
    facts.all(Cue::Down).find_map(|down| {
        let when = (down.words.0.saturating_sub(6)..down.words.1).rev().find(|at| WHEN.contains(&words[*at].lower))?;
        let on = facts.all(Cue::Survive).find(|on| {
            let before = on.words.1 <= when + 1 && when - on.words.0 <= 8;
            let behind = on.words.0 >= down.words.1 && on.words.0 - down.words.1 <= 5;
            (before || behind) && facts.one_clause(on.words.0, down.words.0)
        });
        if let Some(on) = on {
            return Some(joined(on.span, down.span));
        }
        // "Wrote down what to do when the switch is down"
        if matches!(words[when].lower, "if" | "when" | "whenever")
            && facts.before(when, 1) == "do"
            && facts.before(when, 3) == "what"
            && words.iter().take(3).any(|w| WRITES.contains(&w.lower))
        {
            return Some(joined(words[when - 3].span, down.span));
        }
        let near = when.saturating_sub(6)..words.len().min(down.words.1 + 10);
        // "Users don't notice messages when it crashes": what they do not see is no comfort.
        let alone = |verb: usize| !matches!(words[verb].lower, "notice" | "care" | "feel") || words[verb].ends_phrase;
        let unharmed =
            |at: usize| denied(words, at).filter(|verb| SUFFERS.contains(&words[*verb].lower) && alone(*verb));
        let verb = near.filter_map(unharmed).find(|verb| facts.one_clause(*verb, down.words.0))?;
        Some(joined(down.span, words[verb].span))
    })
}

/// "One slow insurer cannot hold up the quotes of the others": what fails takes nothing else with it.
fn contained(facts: &Facts<'_>) -> Option<Span> {
    const HARMS: [&str; 30] = [
        "affect", "block", "blank", "break", "bring", "delay", "drag", "drown", "empty", "fail", "flood", "freeze",
        "halt", "hold", "hurt", "kill", "lock", "lose", "poison", "sink", "slow", "spoil", "spread", "stall", "starve",
        "stop", "stops", "take", "tear", "touch",
    ];
    /// Words from what is broken to its verb.
    const NEAR: usize = 5;
    let words = facts.words;
    // "A failed login does not lock the account" is of the login.
    const OF_PEOPLE: [&str; 7] = ["attempt", "build", "card", "link", "login", "payment", "test"];
    let one = |at: usize| {
        matches!(facts.before(at, 1), "a" | "an" | "any" | "each" | "every" | "one" | "single")
            && words[at].is(Class::BROKEN)
            && !words.get(at + 1).is_some_and(|w| OF_PEOPLE.contains(&w.lower))
    };
    let broken = (1..words.len()).find(|at| one(*at))?;
    let verb = (broken + 2..words.len().min(broken + NEAR)).find_map(|at| {
        let verb = denied(words, at)?;
        words[broken..at].iter().all(|w| !w.ends_phrase).then_some(verb)
    })?;
    let mends = words[0].is(Class::MENDS) || words[0].lower.starts_with("fix");
    // "No longer delays"
    let verb_word = words[verb].lower;
    let harms = HARMS.contains(&verb_word) || verb_word.strip_suffix('s').is_some_and(|stem| HARMS.contains(&stem));
    (harms && !mends && (is_of_software(facts) || facts.classes.has(Class::MACHINE)))
        .then(|| joined(words[broken].span, words[verb].span))
}

/// "Either server can be unplugged without callers noticing", "two brokers may die and no reading is lost".
fn may_fail(facts: &Facts<'_>) -> Option<Span> {
    const KILLED: [&str; 17] = [
        "down",
        "drained",
        "killed",
        "lost",
        "off",
        "out",
        "patched",
        "pulled",
        "rebooted",
        "removed",
        "replaced",
        "restarted",
        "shot",
        "stopped",
        "switched",
        "taken",
        "unplugged",
    ];
    const DIE: [&str; 9] = ["crash", "die", "disappear", "fail", "go", "reboot", "restart", "vanish", "break"];
    const UNHARMED: [&str; 15] = [
        "keep",
        "keeps",
        "no",
        "nobody",
        "none",
        "nothing",
        "remain",
        "remains",
        "stay",
        "stays",
        "still",
        "unaffected",
        "unnoticed",
        "while",
        "without",
    ];
    let words = facts.words;
    (1..words.len()).find_map(|at| {
        if !matches!(words[at].lower, "may" | "can" | "could" | "might") {
            return None;
        }
        let subject = at.saturating_sub(6)..at;
        let machine = subject.clone().any(|n| words[n].is(Class::MACHINE));
        let some = subject
            .into_iter()
            .any(|n| matches!(words[n].lower, "any" | "each" | "either" | "every" | "one" | "whole" | "two" | "a"));
        let next = words.get(at + 1)?.lower;
        let dies =
            DIE.contains(&next) || next == "be" && words[at + 2..].iter().take(2).any(|w| KILLED.contains(&w.lower));
        if !(machine && some && dies) {
            return None;
        }
        let on = (at + 2..words.len().min(at + 12)).find(|n| UNHARMED.contains(&words[*n].lower))?;
        facts.one_clause(at, on).then(|| joined(words[at].span, words[on].span))
    })
}

/// "Practised losing a zone each quarter", "drilled the loss of the main broker".
fn rehearsed(facts: &Facts<'_>) -> Option<Span> {
    const FAILS: [&str; 14] = [
        "crash",
        "evacuat",
        "fail",
        "lose",
        "losing",
        "loss",
        "outage",
        "rebuild",
        "recover",
        "restor",
        "switch-over",
        "switchover",
        "ransom",
        "blackout",
    ];
    let words = facts.words;
    let verb = words.iter().position(|w| w.is(Class::REHEARSES))?;
    let what =
        (verb + 1..words.len().min(verb + 7)).find(|at| FAILS.iter().any(|stem| words[*at].lower.starts_with(stem)))?;
    // A theatre rehearses the loss of its king, and a model is trained on losses.
    // "Simulated loss curves"
    let curves = words.get(what + 1).is_some_and(|w| matches!(w.lower, "curve" | "curves" | "function" | "functions"));
    let of_systems = is_technical(facts) || facts.has(Cue::System) || facts.classes.has(Class::MACHINE);
    (of_systems && !curves && facts.one_clause(verb, what)).then(|| joined(words[verb].span, words[what].span))
}

/// "The mainframe behind it never sees more than 90 calls a second": what stands in front holds the rush back.
fn spared(facts: &Facts<'_>) -> Option<Span> {
    const GETS: [&str; 9] = ["carries", "gets", "get", "has", "receives", "saw", "see", "sees", "takes"];
    let words = facts.words;
    let at = words.windows(5).position(|w| {
        w[0].lower == "never"
            && GETS.contains(&w[1].lower)
            && w[2].lower == "more"
            && w[3].lower == "than"
            && w[4].is_number()
    })?;
    // "A nurse never sees more than 9 patients"
    let load = facts.words[at + 4..]
        .iter()
        .take(4)
        .any(|w| ["call", "conn", "quer", "req", "rps", "hit", "second"].iter().any(|stem| w.lower.starts_with(stem)));
    let rate = facts.metrics.iter().any(|m| m.unit.period.is_some() && m.span.start < words[at].span.start);
    (load || rate && is_technical(facts)).then(|| joined(words[at].span, words[at + 4].span))
}

/// "Nightly backups, and restore one each quarter to be sure", "scripts that back up the shop; ..."; "backup and restore" alone is a duty.
fn restored_backup(facts: &Facts<'_>) -> Option<Span> {
    const APART: usize = 2;
    let words = facts.words;
    let backed = |at: usize| {
        matches!(words[at].lower, "back" | "backed" | "backing" | "backs")
            && words.get(at + 1).is_some_and(|w| w.lower == "up")
    };
    let noun = |at: usize| words[at].lower.starts_with("backup") || words[at].lower.starts_with("back-up");
    // "Restored the ledger from tape in three hours"
    let from = words.iter().take(3).position(|w| w.lower == "restored").and_then(|at| {
        let end = words.len().min(at + 8);
        (at + 2..end).find(|n| {
            words[*n].lower == "from"
                && words[n + 1..].iter().take(3).any(|w| matches!(w.lower, "tape" | "tapes" | "snapshot" | "snapshots"))
        })
    });
    if let Some(from) = from {
        return Some(words[from].span);
    }
    let backup = (0..words.len()).find(|at| noun(*at) || backed(*at))?;
    let restored = (backup + APART..words.len().min(backup + 14)).find(|at| {
        words[*at].lower.starts_with("restor")
            && (words[*at].lower.ends_with("ed") && facts.before(*at, 1) != "be"
                || words.get(at + 1).is_some_and(|w| matches!(w.lower, "one" | "them" | "it")))
    })?;
    Some(joined(words[backup].span, words[restored].span))
}
