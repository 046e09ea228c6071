//! What was not chosen, and why: "instead of", "over", "not", "was rejected".

use super::cues::{Cue, Found};
use super::decision::is_store;
use super::part::{Opens, for_clause, parts, tells_why, told_apart};
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// What stands against a choice: its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternative {
    /// "instead of", "over", "not", "was rejected", half open.
    pub words: (usize, usize),
    pub span: Span,
    /// Whether what was turned down stands before it: "REST was rejected".
    pub turned_down: bool,
}

/// Whether a statement may say of something that it was not chosen; most do not.
pub(super) fn has_alternatives(facts: &Facts<'_>) -> bool {
    const AGAINST: u64 = Cue::bits(&[Cue::Versus, Cue::Over, Cue::Reject]);
    facts.present & AGAINST != 0 || denies(facts)
}

/// Whether a word of it says no.
fn denies(facts: &Facts<'_>) -> bool {
    facts.classes.has(Class::NOT.with(Class::NEVER))
}

/// The ways to say that something was not chosen.
pub(super) fn alternatives(facts: &Facts<'_>) -> impl Iterator<Item = Alternative> {
    // "1.3 s instead of 4.2 s" is a change, and so is "in 45 ms instead of the next morning".
    let change = |f: &Found| {
        let at = f.words.0;
        // "In one hour rather than two days"
        const TIMES: [&str; 10] =
            ["hour", "hours", "minute", "minutes", "day", "days", "week", "weeks", "second", "seconds"];
        let timed = || TIMES.contains(&facts.before(at, 1));
        let measured = || at > 1 && !facts.words[at - 1].ends_phrase && (facts.words[at - 2].is_number() || timed());
        ["instead", "rather"].contains(&facts.words[at].lower)
            && (measured() || facts.metrics.iter().any(|m| m.role.is_some() && m.span.start.abs_diff(f.span.end) <= 1))
    };
    let plain = |f: &Found| Alternative { words: f.words, span: f.span, turned_down: false };
    let versus = facts.all(Cue::Versus).filter(move |f| !change(f)).map(plain);
    let over = facts.all(Cue::Over).filter(|f| is_choice(facts, f)).map(plain);
    // "Malformed messages are rejected at the gateway": no way is turned down but what comes in.
    let comes_in = |f: &&Found| {
        let next = facts.words.get(f.words.1).map_or("", |w| w.lower);
        let at_door = matches!(next, "at" | "before" | "during" | "if" | "unless" | "when");
        facts.words[f.words.0].lower == "rejected" && f.words.0 > 0 && at_door
    };
    let reject = facts.all(Cue::Reject).filter(move |f| !comes_in(f)).map(move |f| {
        // "REST was rejected", "Redshift gave way to ClickHouse"
        let word = |at: usize| facts.words.get(at).map_or("", |w| w.lower);
        let turned_down = word(f.words.0).starts_with('w') || word(f.words.0) == "gave" && word(f.words.0 + 1) == "way";
        Alternative { turned_down, ..plain(f) }
    });
    versus.chain(over).chain(reject).chain(negated(facts))
}

/// "over" after a verb of choice, or between two names.
fn is_choice(facts: &Facts<'_>, over: &Found) -> bool {
    let (at, end) = over.words;
    // "Postgres won over Mongo for the ledger"
    let won = || at > 1 && facts.words[at - 1].lower == "won";
    let named = won()
        || at.checked_sub(1).is_some_and(|before| facts.within(facts.skills, before))
        || (at.saturating_sub(4)..at).any(|w| facts.within(facts.databases, w)) && is_store(facts, end, end + 3, true);
    let verb = |f: &Found| f.words.1 <= at && at - f.words.1 <= 8;
    // "Server-side rendering over a single-page app, because ...": things from the start of a sentence, and a cause behind.
    let start = (0..at).rev().find(|n| facts.words[*n].ends_clause).map_or(0, |n| n + 1);
    let bare = || {
        let cause = || facts.causes().any(|r| r.words.0 > end);
        // "Lead for events at a port. Hudi over Delta, since ..."; "Two weeks over Easter, since" tells of a time.
        if start > 0 {
            const WAYS: [Cue; 5] = [Cue::Craft, Cue::Store, Cue::StoreName, Cue::Style, Cue::Layout];
            let way = facts.words.get(end).is_some_and(|w| {
                w.is(Class::WAY)
                    || WAYS.iter().any(|cue| w.gives(*cue))
                    || w.span.of(facts.text).starts_with(char::is_uppercase) && !w.is(Class::TIME)
            });
            return at - start < 4 && way && cause() && !facts.words[start].is(Class::VERB);
        }
        // "Batch over streaming for the ledger export: the bank reads it once a day"
        // "Worked nights over Christmas because" tells of a time.
        let deed = facts.words[0].is(Class::VERB) || facts.words[0].lower.ends_with("ed");
        !deed && (cause() || at < 4 && (explained(facts, end).is_some() || told_apart(facts, end).is_some()))
    };
    // "Took the exact matching over the probabilistic one"
    let took = || {
        (at.saturating_sub(8)..at.saturating_sub(1)).any(|w| facts.words[w].lower == "took" && facts.one_clause(w, at))
    };
    named || facts.all(Cue::Choose).any(verb) || bare() || took()
}

/// "in PostgreSQL, not Redis", "PostgreSQL and not MongoDB", "into ClickHouse, not into PostgreSQL": a name that was not taken.
/// After a verb of choice it may be anything: "went for at-least-once delivery, not exactly-once".
fn negated<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Alternative> + 'a {
    const SMALL: [&str; 20] = [
        "through", "via", "from", "in", "into", "on", "to", "with", "by", "a", "an", "the", "main", "our", "existing",
        "old", "primary", "same", "plain", "shared",
    ];
    let end = if denies(facts) { facts.words.len() } else { 0 };
    // "Not Kafka but a Postgres table, since", "deliberately no ORM: ..."
    let opens = |at: usize| {
        at.checked_sub(1).is_none_or(|before| {
            let before = &facts.words[before];
            before.ends_phrase || matches!(before.lower, "and" | "consciously" | "deliberately" | "intentionally")
        })
    };
    (0..end).filter_map(move |at| {
        let word = &facts.words[at];
        // "Not only taken but restored"
        let only =
            || matches!(facts.words.get(at + 1).map_or("", |w| w.lower), "even" | "just" | "merely" | "only" | "yet");
        // "A command is a wanted state, never an action, so ..."
        let never = word.lower == "never"
            && at > 0
            && facts.words.get(at + 1).is_some_and(|w| {
                // "Prices are pushed, never polled, since"
                let deed = w.lower.ends_with("ed") && w.ends_phrase;
                // "Never a missed deadline" boasts.
                let boast = facts.words.get(at + 2).is_some_and(|w| w.lower.ends_with("ed") || w.lower == "single");
                let leads =
                    matches!(w.lower, "a" | "an" | "by" | "from" | "in" | "on" | "per" | "the" | "through" | "via");
                deed || leads && !boast
            });
        if !opens(at) || !(word.is(Class::NOT) || never) || only() {
            return None;
        }
        let mut next = at + 1;
        while facts.words.get(next).is_some_and(|w| SMALL.contains(&w.lower)) {
            next += 1;
        }
        // "In DuckDB and not in a cloud database"
        let kind = || {
            next > at + 1
                && word.lower == "not"
                && !facts.databases.is_empty()
                && facts.words.get(next + 1).is_some_and(|w| w.gives(Cue::Store))
        };
        let named = facts.within(facts.skills, next) || is_store(facts, next, next + 1, true) || kind();
        let chosen = facts.all(Cue::Choose).any(|f| f.words.1 <= at && facts.one_clause(f.words.0, at));
        // "One region, not two, because ..."
        // "No service mesh: Linkerd doubled the p99"
        let none = || {
            let clause = || next..facts.words.len().min(next + 4);
            let last = clause().find(|n| facts.words[*n].ends_phrase);
            word.lower == "no"
                && (at == 0 || facts.words[at - 1].ends_clause)
                && last.is_some_and(|last| {
                    facts.words[last].ends_in_colon() && (next..=last).any(|n| facts.words[n].is(Class::WAY))
                })
        };
        let cause = || {
            facts
                .all(Cue::Reason)
                .any(|r| r.words.0 > at && r.words.0 - at <= 6 && facts.words[r.words.0 - 1].ends_phrase)
        };
        // "Rules, not a neural net: 300 examples were too few", "to build, not buy, the seat planner"
        let bare = || at < 5 && !facts.words[0].is(Class::VERB) && explained(facts, next).is_some();
        let buys = || matches!((facts.before(at, 1), facts.words[next].lower), ("buy", "build") | ("build", "buy"));
        // "UUIDs and not sequences (no coordination between branches)", "not a thin client, for coverage comes and goes"
        let apart = || words_apart(facts, next);
        // "Warmed up by the calendar, not by load, which always came late"
        let faulted = || {
            let clause = facts.words[next.min(facts.words.len())..].iter().take(8).take_while(|w| !w.ends_clause);
            let mut pairs = clause.clone().zip(clause.skip(1));
            pairs.any(|(that, verb)| {
                matches!(that.lower, "that" | "which")
                    && (verb.is(Class::FALLS_SHORT)
                        || matches!(verb.lower, "always" | "could" | "had" | "never" | "nobody" | "only" | "would"))
            })
        };
        // "..., so a late one cannot flood the field"
        let so = || {
            let so = facts.all(Cue::Purpose).find(|f| f.words.0 > at && facts.words[f.words.0].lower == "so");
            so.is_some_and(|f| f.words.0 - at <= 6 && facts.words[f.words.0 - 1].ends_phrase)
        };
        if never {
            return (cause() || so() || apart()).then_some(Alternative {
                words: (at, at + 1),
                span: word.span,
                turned_down: false,
            });
        }
        let taken = || cause() || none() || word.lower == "not" && (chosen || bare() || buys() || apart() || faulted());
        (next < facts.words.len() && (named || taken())).then_some(Alternative {
            words: (at, at + 1),
            span: word.span,
            turned_down: false,
        })
    })
}

/// Whether what was not taken, which begins at the word at `from`, is told in a few words, and why in the part behind them.
fn words_apart(facts: &Facts<'_>, from: usize) -> bool {
    const FEW: usize = 4;
    let parts = parts(facts);
    let at = parts.iter().position(|p| p.has(from));
    let next = at.and_then(|at| Some((at, parts[at], parts.get(at + 1)?)));
    next.is_some_and(|(at, this, next)| {
        this.words.1 - from <= FEW && next.opens != Opens::Comma && tells_why(facts, &parts, at + 1)
            || this.words.1 - from <= FEW && for_clause(facts, next).is_some()
    })
}

/// Why something was chosen: a reason anywhere, an aim behind the alternative, or a need before it; a colon explains too
/// ("did not move to Cassandra: the refunds join five tables").
pub(super) fn why(facts: &Facts<'_>, of: &Alternative) -> Option<Span> {
    const NEEDS: [&str; 8] = ["need", "needed", "needs", "must", "had", "we", "required", "requires"];
    let aim = || {
        facts
            .all(Cue::Purpose)
            .filter(|f| {
                facts.words[f.words.0].lower != "which" || f.words.0 >= of.words.1 && f.words.0 - of.words.1 <= 8
            })
            .find(|f| f.words.0 >= of.words.1 || NEEDS.contains(&facts.words[f.words.0].lower))
            .map(|f| f.span)
    };
    // ", accepting stale reads"
    let price = || {
        let mut later = (of.words.1.max(1)..facts.words.len()).filter(|at| facts.words[at - 1].ends_phrase);
        later.find(|at| facts.words[*at].lower == "accepting").map(|at| facts.words[at].span)
    };
    // "Instead of DELETEs that locked the table", "a saga that nobody could debug": what was wrong with the other way.
    let fault = || {
        let behind = facts.words[of.words.1..].iter().take(6).take_while(|w| !w.ends_clause);
        let mut pairs = behind.clone().zip(behind.skip(1));
        let wrong = |w: &Word<'_>| {
            w.lower.ends_with("ed") || w.is(Class::FALLS_SHORT) || matches!(w.lower, "nobody" | "never" | "no")
        };
        let (that, verb) = pairs.find(|(that, verb)| that.lower == "that" && wrong(verb))?;
        Some(joined(that.span, verb.span))
    };
    // "Go was tried for six weeks and lost messages"
    let failed = || {
        let mut behind = facts.words[of.words.1..].iter().take(9).take_while(|w| !w.ends_clause);
        behind.find(|w| w.is(Class::FALLS_SHORT)).filter(|_| of.turned_down).map(|w| w.span)
    };
    let cause = facts.first(Cue::Reason).map(|f| f.span).or_else(aim).or_else(failed);
    // "By changing the default rather than writing to every tenant": what it brought is why.
    let brought = || {
        let spared = facts.words.get(of.words.1).filter(|w| w.lower.ends_with("ing"))?;
        let how = facts.words[of.words.0.saturating_sub(8)..of.words.0].iter().find(|w| w.lower == "by")?;
        facts.metrics.iter().any(|m| m.role.is_some()).then(|| joined(how.span, spared.span))
    };
    cause
        .or_else(|| explained(facts, of.words.1))
        .or_else(price)
        .or_else(fault)
        .or_else(|| suffices(facts, of.words.1))
        .or_else(|| says_why(facts, of.words.1))
        .or_else(|| told_apart(facts, of.words.1))
        .or_else(brought)
}

/// "..., not microservices; four people can run it", "instead of Kafka, a table can do 200 events a day": a clause right behind, of
/// something else than the person, that is neither a result nor what follows from it.
fn says_why(facts: &Facts<'_>, from: usize) -> Option<Span> {
    /// Words to the end of the clause that tells of the choice, and to the verb of the one behind it.
    const NEAR: usize = 10;
    const SUBJECT: usize = 6;
    // What follows, goes on or is listed.
    const ELSE: [&str; 22] = [
        "and", "but", "for", "i", "in", "it", "now", "on", "or", "so", "that", "then", "this", "to", "using", "we",
        "when", "where", "which", "while", "who", "with",
    ];
    let words = facts.words;
    let mut ends = (from..words.len().min(from + NEAR))
        .filter(|at| words[*at].ends_phrase && !words[*at].opens_clause || words[*at].ends_clause);
    let end = ends.next()?;
    let first = words.get(end + 1)?;
    if ELSE.contains(&first.lower) || first.is(Class::VERB) || first.lower.ends_with("ing") {
        return None;
    }
    let subject = (end + 2..words.len()).take(SUBJECT);
    let verb = subject.take_while(|n| !words[n - 1].ends_phrase).find(|n| words[*n].is(Class::FINITE))?;
    let clause = || words[end + 1..].iter().take(NEAR).take_while(|w| !w.ends_clause);
    // "Positions are 2 seconds old", "the closing takes 3 minutes" tell what came of it.
    let measure = matches!(words[verb].lower, "is" | "are" | "was" | "were" | "takes" | "take" | "needs" | "costs")
        && words.get(verb + 1).is_some_and(Word::tells_number);
    let told = measure || facts.metrics.iter().any(|m| m.role.is_some() && m.span.start > first.span.start);
    let result = clause().any(|w| matches!(w.lower, "now" | "since" | "fell" | "dropped" | "went" | "grew"));
    // Behind a mere comma it must say what was possible, or not: "all tables are documented" goes on telling.
    const BOUNDS: [&str; 10] =
        ["already", "can", "cannot", "could", "couldn't", "enough", "had", "nobody", "only", "too"];
    let parted = words[end].ends_clause || words[end].opens_clause;
    let bound = || clause().any(|w| BOUNDS.contains(&w.lower));
    (!told && !result && (parted || bound())).then(|| words[verb].span)
}

/// "...; recursive queries were fast enough", ". Nobody could have debugged a saga": a clause of its own near behind the word at
/// `from`, which says that something sufficed or did not.
pub(super) fn suffices(facts: &Facts<'_>, from: usize) -> Option<Span> {
    /// Words to the end of the clause that tells of the choice, and of the one behind it.
    const NEAR: usize = 12;
    let words = facts.words;
    let end = (from..words.len().min(from + NEAR)).find(|at| words[*at].ends_clause)?;
    let clause = words[end + 1..].iter().take(NEAR);
    let tells =
        |w: &&Word<'_>| matches!(w.lower, "enough" | "cannot" | "couldn't" | "kept" | "nobody" | "overkill" | "too");
    let measured = |span: Span| facts.metrics.iter().any(|m| m.role.is_some() && m.span.start > span.start);
    clause.clone().find(tells).map(|w| w.span).filter(|span| !measured(*span))
}

/// What a colon or semicolon near behind the word at `from` explains.
pub(super) fn explained(facts: &Facts<'_>, from: usize) -> Option<Span> {
    let mut near = from..(from + 12).min(facts.words.len());
    let at = near.find(|at| facts.words[*at].opens_clause && !facts.words[*at].ends_clause)?;
    // What stands behind it must say something: "rather than Jenkins: 14 repositories" counts only.
    let behind = facts.words[at + 1..].iter().take(8);
    // "Replaced A by B: flake rate 12 % to 0.7 %" tells what came of it: a number explains where its part has a verb.
    const RESULTS: [&str; 8] = ["doubled", "dropped", "halved", "improved", "increased", "reduced", "saved", "tripled"];
    // The comma of "40,000" ends nothing.
    let thousands = |n: usize| {
        facts.words[n].is_number()
            && facts.words.get(n + 1).is_some_and(|w| w.span.start == facts.words[n].span.end + 1)
    };
    let end = (at + 1..facts.words.len()).find(|n| facts.words[*n].ends_phrase && !thousands(*n));
    let end = end.map_or(facts.words.len(), |n| n + 1);
    let part = &facts.words[at + 1..end.min(at + 9)];
    let verb = |w: &Word<'_>| {
        w.is(Class::FINITE)
            || w.lower.len() > 4 && w.lower.ends_with("ed") && !RESULTS.contains(&w.lower)
            || matches!(w.lower, "do" | "does" | "did" | "would" | "could" | "can" | "fit" | "fits")
    };
    let inside = |span: Span| part.first().zip(part.last()).is_some_and(|(a, b)| joined(a.span, b.span).contains(span));
    // "70bn rows, customers filter on any column": what is counted first needs its verb in the next part.
    let next = &facts.words[end.min(facts.words.len())..facts.words.len().min(end + 6)];
    let counted = part.len() <= 3
        && !part.last().is_some_and(|w| w.ends_clause)
        && next.first().is_some_and(|w| !w.is_number() && !w.is(Class::NOT));
    // "20k points a second, and nobody joins them"
    let nobody = || {
        let [and, who, ..] = next else { return false };
        and.lower == "and" && matches!(who.lower, "nobody" | "no" | "none" | "nothing")
    };
    let goes_on = || nobody() || counted && next.iter().take_while(|w| !w.ends_phrase).skip(1).any(verb);
    let result = part.iter().any(Word::is_number) && !part.iter().any(verb) && !goes_on()
        || facts.metrics.iter().any(|m| m.role.is_some() && inside(m.span));
    // "140 features, we simply didn't have the scale for Feast"
    let lacked = || {
        let clause = facts.words[at + 1..].iter().take(16).take_while(|w| !w.ends_clause);
        clause
            .into_iter()
            .any(|w| matches!(w.lower, "didn't" | "couldn't" | "wouldn't" | "can't" | "don't" | "doesn't"))
    };
    let says = behind.len() > 1 && (!result || lacked());
    says.then(|| facts.words[at].span)
}
