//! Outcomes that are told by numbers beside each other, or by how a thing has fared: what the old one took, how long a battery lasts,
//! what share of all goes through what was made, how long it has held.

use super::cues::Cue;
use super::signal::Facts;
use super::word::{Class, Word};
use crate::ingest::opens_month;

/// Whether a statement tells so what came of it.
pub(super) fn has_aftermath(facts: &Facts<'_>) -> bool {
    let counted = || {
        beside_the_old(facts)
            || shrinks_in_time(facts)
            || is_rated(facts)
            || takes_share(facts)
            || measures_up(facts)
            || some_are_gone(facts)
    };
    facts.classes.has(Class::DIGIT | Class::NUMBER) && counted()
        || lasts(facts)
        || has_held(facts)
        || sooner(facts)
        || gets_back(facts)
        || never_again(facts)
}

/// "4 brokers where the old one took 11", "5 hours on 8 GPUs instead of three days on 40 nodes", "the old one needed 41 s": a number beside
/// that of what was there.
pub(super) fn beside_the_old(facts: &Facts<'_>) -> bool {
    /// Words from one number to what leads to the other.
    const BEFORE: usize = 8;
    const OLD: [&str; 7] = ["former", "legacy", "old", "original", "predecessor", "previous", "vendor's"];
    const HAD: [&str; 12] =
        ["cost", "did", "had", "managed", "needed", "ran", "required", "took", "used", "wanted", "was", "were"];
    const DAYS: [&str; 4] = ["day", "week", "month", "hour"];
    let words = facts.words;
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let number_in = |from: usize, len: usize| {
        (from..words.len())
            .take(len)
            .take_while(|n| *n == from || !words[n - 1].ends_clause)
            .find(|n| words[*n].tells_number())
    };
    let before = |at: usize| {
        words[at.saturating_sub(BEFORE)..at].iter().rev().take_while(|w| !w.ends_clause).any(Word::tells_number)
    };
    // "Works 30 hours instead of 40", "uses 16 bits instead of 32" is how it is set.
    let set =
        words.first().is_some_and(|w| matches!(w.lower, "set" | "use" | "used" | "uses" | "work" | "worked" | "works"));
    let had = |from: usize, len: usize| {
        let verb = (from..words.len())
            .take(len)
            .take_while(|n| *n == from || !words[n - 1].ends_phrase)
            .find(|n| HAD.contains(&word(*n)));
        verb.is_some_and(|verb| number_in(verb + 1, 3).is_some())
    };
    // "Where a person takes 6"
    let takes = |from: usize, len: usize| {
        let verb = (from..words.len()).take(len).find(|n| matches!(word(*n), "need" | "needs" | "take" | "takes"));
        verb.is_some_and(|verb| number_in(verb + 1, 2).is_some())
    };
    (1..words.len()).any(|at| {
        let beside = match word(at) {
            "instead" | "rather" if matches!(word(at + 1), "of" | "than") => {
                let about = usize::from(matches!(word(at + 2), "a" | "about" | "almost" | "nearly" | "over" | "some"));
                let first = at + 2 + about;
                let number = words.get(first).is_some_and(Word::tells_number);
                // "On day two rather than in week three"
                let earlier = || {
                    words[at + 2..].iter().take(2).any(|w| DAYS.contains(&w.lower))
                        && words[at.saturating_sub(3)..at].iter().any(|w| DAYS.contains(&w.lower))
                };
                // "In two minutes at the bed instead of ten at the desk"
                let timed = || words[at.saturating_sub(6)..at].iter().any(is_time) && !words[first].ends_phrase;
                (number && (words[first].is_number() || times(facts, first) || timed()) || earlier())
                    && !chosen(facts, at)
                    && !set
            }
            "where" => had(at + 1, 6) || takes(at + 1, 6),
            "what" => words.get(at + 1).is_some_and(Word::tells_number) && HAD.contains(&word(at + 2)),
            // "Two incidents, after 19 the year before"
            "after" | "against" | "from" => {
                words.get(at + 1).is_some_and(Word::tells_number)
                    && (at + 2..at + 6)
                        .any(|n| matches!(word(n), "before" | "earlier" | "last" | "previous" | "previously"))
            }
            // "3.4 s, now 400 ms"
            "now" => {
                let next = words.get(at + 1).is_some_and(Word::is_number) && words[at - 1].ends_phrase;
                next && words[at.saturating_sub(3)..at].iter().any(Word::is_number)
            }
            old if OLD.contains(&old) => had(at + 1, 4),
            _ => false,
        };
        beside && before(at) && !facts.in_cause(at)
    })
}

/// "Chose one region instead of two" is what was decided.
fn chosen(facts: &Facts<'_>, at: usize) -> bool {
    facts.all(Cue::Choose).any(|f| f.words.1 <= at && facts.one_clause(f.words.0, at))
}

/// "Seen at seven, not at noon", "done in March rather than in autumn": a time beside the one that it would have been.
fn sooner(facts: &Facts<'_>) -> bool {
    const AT: [&str; 8] = ["a", "after", "an", "at", "by", "in", "on", "until"];
    const WHEN: [&str; 12] = [
        "afternoon",
        "autumn",
        "evening",
        "lunch",
        "midnight",
        "monday",
        "morning",
        "night",
        "noon",
        "spring",
        "summer",
        "winter",
    ];
    let words = facts.words;
    let when = |w: &Word<'_>| w.tells_number() || is_time(w) || WHEN.contains(&w.lower) || opens_month(w.lower);
    // "Backups run at two, not at four" is a setting.
    const RUNS: [&str; 8] = ["open", "opens", "run", "runs", "scheduled", "set", "start", "starts"];
    (2..words.len()).any(|at| {
        let behind = match words[at].lower {
            "not" if words[at - 1].ends_phrase => at + 1,
            "rather" if words.get(at + 1).is_some_and(|w| w.lower == "than") => at + 2,
            _ => return false,
        };
        let leads = words.get(behind).is_some_and(|w| AT.contains(&w.lower));
        leads
            && words[behind + 1..].iter().take(2).any(when)
            && words[at.saturating_sub(4)..at].iter().any(when)
            && !words[at.saturating_sub(5)..at].iter().any(|w| RUNS.contains(&w.lower))
            && !chosen(facts, at)
            && !facts.in_cause(at)
    })
}

/// "4.5 stars from 1,100 ratings", "rated 4.7 in the App Store": what those who use it say.
fn is_rated(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    words.iter().enumerate().any(|(at, w)| {
        let rating = w.lower.len() == 3 && w.lower.parse::<f32>().is_ok_and(|n| (3.5..=5.0).contains(&n));
        let word = |n: usize| words.get(at + n).map_or("", |w| w.lower);
        let stars = || matches!(word(1), "stars" | "star");
        let store = || word(1) == "in" && (2..5).any(|n| matches!(word(n), "store" | "stores" | "play"));
        // "Pumps rated 4.2 kW" has a unit behind it.
        let alone =
            || facts.ends_phrase(at) || matches!(word(1), "across" | "by" | "from" | "in" | "on" | "out" | "over");
        let rated = || at > 1 && matches!(facts.before(at, 1), "rated" | "rating") && alone();
        rating && facts.before(at, 1) != "of" && (stars() || store() || rated())
    })
}

/// Whether a length of time stands near behind the word at `from`.
fn times(facts: &Facts<'_>, from: usize) -> bool {
    facts.words[from.min(facts.words.len())..].iter().take(3).any(is_time)
}

/// A unit of time, of one or of several.
fn is_time(word: &Word<'_>) -> bool {
    const TIMES: [&str; 6] = ["second", "minute", "hour", "day", "week", "month"];
    TIMES.contains(&word.lower.trim_end_matches('s'))
}

/// "From a week of retyping to a ten-minute import": a time before and after, with words between.
fn shrinks_in_time(facts: &Facts<'_>) -> bool {
    /// Words to the second time.
    const REACH: usize = 10;
    const JOINED: [&str; 4] = ["-second", "-minute", "-hour", "-day"];
    let words = facts.words;
    let joined = |w: &Word<'_>| JOINED.iter().any(|end| w.lower.ends_with(end));
    (0..words.len()).filter(|at| words[*at].lower == "from" && times(facts, at + 2)).any(|at| {
        let end = words.len().min(at + REACH + 2);
        let to = (at + 3..end).find(|n| matches!(words[*n].lower, "to" | "into"));
        to.is_some_and(|to| words[to + 1..].iter().take(2).any(joined))
    })
}

/// "40 % of calls are answered by the bot", "a third of new members come through it", "two calls out of five": the share of all that goes
/// through what was made.
fn takes_share(facts: &Facts<'_>) -> bool {
    /// Words of what it is a share of.
    const WHOLE: usize = 5;
    const PARTS: [&str; 7] = ["half", "third", "quarter", "fifth", "tenth", "thirds", "quarters"];
    // A share of the working time, or of what was tested, reached nobody.
    const OWN: [&str; 14] = [
        "case", "cases", "code", "codebase", "coverage", "effort", "job", "my", "our", "role", "test", "tests", "time",
        "work",
    ];
    let words = facts.words;
    let opens =
        |at: usize| at == 0 || words[at - 1].ends_phrase || matches!(words[at - 1].lower, "and" | "so" | "now" | "a");
    let share = |at: usize| {
        let (part, of) = (&words[at], words.get(at + 1).map_or("", |w| w.lower));
        let first =
            if part.is_number() || words[at.saturating_sub(1)].lower != "a" { at } else { at.saturating_sub(1) };
        let counts = PARTS.contains(&part.lower)
            || part.is_number() && facts.text[part.span.end as usize..].trim_start().starts_with('%')
            || part.lower.ends_with('%');
        if !(counts && of == "of") {
            return false;
        }
        let whole = (at + 2..words.len()).take(WHOLE).take_while(|n| *n == at + 2 || !words[n - 1].ends_phrase);
        // "With 97.2 % of fields right"
        let right = |n: usize| matches!(words[n].lower, "right" | "correct" | "correctly") && facts.ends_phrase(n);
        if whole.clone().skip(1).any(right) {
            return true;
        }
        let verb = whole.clone().skip(1).find(|n| goes(&words[*n]));
        opens(first)
            && verb.is_some_and(|verb| !words[at + 2..verb].iter().any(|w| OWN.contains(&w.lower)))
            && !facts.in_cause(at)
    };
    // "Answers two calls out of five"; "green nine days out of ten" tells of time.
    let small = |w: &Word<'_>| w.is(Class::NUMBER) && !w.is_number();
    let out_of = |at: usize| {
        let of = words[at].lower == "out" && words[at + 1].lower == "of" && small(&words[at + 2]);
        let before = &words[at.saturating_sub(3)..at];
        of && before.iter().any(small) && !before.iter().any(|w| w.is(Class::TIME))
    };
    (0..words.len()).any(share) || (0..words.len().saturating_sub(2)).any(out_of)
}

/// A verb of what goes through a system, of the present.
fn goes(word: &Word<'_>) -> bool {
    const GOES: [&str; 18] = [
        "arrive", "begin", "book", "buy", "choose", "close", "come", "get", "go", "happen", "leave", "order", "pass",
        "pay", "reach", "run", "start", "use",
    ];
    GOES.contains(&word.lower)
}

/// "0.87 IoU on held-out scans", "position error under 20 cm": how good a model or a measurement is.
fn measures_up(facts: &Facts<'_>) -> bool {
    const SHARES: [&str; 12] =
        ["accuracy", "auc", "auroc", "dice", "f1", "f1-score", "iou", "map", "ndcg", "precision", "recall", "roc-auc"];
    const ERRORS: [&str; 6] = ["deviation", "drift", "error", "errors", "jitter", "tolerance"];
    let words = facts.words;
    words.windows(3).enumerate().any(|(at, w)| {
        let share = || {
            w[0].lower.starts_with("0.")
                && !w[0].ends_phrase
                && (SHARES.contains(&w[1].lower) || SHARES.contains(&w[2].lower) && !w[1].ends_phrase)
        };
        // "It stays within 4 cm of the edge"
        let within = || {
            matches!(w[0].lower, "stays" | "stay" | "holds" | "lands" | "parks" | "stops" | "keeps")
                && w[1].lower == "within"
                && w[2].is_number()
        };
        // "Predicted two of three breakdowns", "mechanics rate 8 of 10 answers as right"
        let of_all = || {
            w[0].tells_number()
                && w[1].lower == "of"
                && (w[2].tells_number()
                    || matches!(w[2].lower, "the" | "every" | "all")
                        && words.get(at + 3).is_some_and(Word::tells_number))
                && words[at.saturating_sub(3)..at].iter().any(|w| HITS.iter().any(|stem| w.lower.starts_with(stem)))
                // "Solved 3 of 5 tasks" is what the person did.
                && !((1..4).contains(&at) && words[0].is(Class::VERB) && !facts.has(Cue::System))
                && !words[..at].iter().any(|w| matches!(w.lower, "i" | "we"))
        };
        // "Median error 48 seconds"
        let typical = || {
            matches!(w[0].lower, "average" | "mean" | "median" | "rms")
                && ERRORS.contains(&w[1].lower)
                && w[2].is_number()
        };
        // "Word error rate 8.4 %"
        let rate = || {
            matches!(w[0].lower, "character" | "equal" | "phoneme" | "word")
                && w[1].lower == "error"
                && w[2].lower.starts_with("rate")
                && words[at + 3..].iter().take(2).any(Word::is_number)
        };
        let error = || {
            ERRORS.contains(&w[0].lower)
                && !w[0].ends_phrase
                && matches!(w[1].lower, "below" | "under" | "within")
                && w[2].is_number()
        };
        (share() || error() || rate() || typical() || within() || of_all()) && !facts.in_cause(at)
    })
}

/// What a model does with a case that it gets right, by its stem.
const HITS: [&str; 12] =
    ["answer", "catch", "caught", "detect", "flag", "foresaw", "match", "predict", "rate", "recogni", "solve", "spot"];

/// "2,900 objects analysed, 1,700 retired", "1,900 of 3,100 procedures deleted": what had been there and is gone, counted.
fn some_are_gone(facts: &Facts<'_>) -> bool {
    /// Words from the number to what became of them.
    const REACH: usize = 6;
    const GONE: [&str; 9] =
        ["cleared", "decommissioned", "deleted", "dropped", "gone", "removed", "retired", "scrapped", "thrown"];
    let words = facts.words;
    (1..words.len()).filter(|at| GONE.contains(&words[*at].lower)).any(|at| {
        let thrown = words[at].lower == "thrown";
        let ends = thrown
            || facts.ends_phrase(at)
            || words.get(at + 1).is_some_and(|w| matches!(w.lower, "before" | "in" | "within"));
        // "Investigated 14 accounts removed in May" is what was looked into.
        const SEEN: [&str; 3] = ["count", "investigat", "logged"];
        let seen = || words[..at].iter().any(|w| SEEN.iter().any(|stem| w.lower.starts_with(stem)));
        let mut before = words[at.saturating_sub(REACH)..at].iter().rev().take_while(|w| !w.ends_phrase);
        // The deed of the person opens its phrase: "removed 46 blocks" is another thing than "46 blocks removed".
        ends && !words[at - 1].ends_phrase && before.any(Word::is_number) && !seen()
    })
}

/// "The queue never grew beyond a minute again"
fn never_again(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    words.iter().position(|w| w.lower == "never").is_some_and(|at| {
        at > 0
            && words[at + 1..]
                .iter()
                .take(8)
                .take_while(|w| !w.ends_clause || w.lower == "again")
                .any(|w| w.lower == "again")
            && !facts.in_cause(at)
    })
}

/// "The data team got its Fridays back"
fn gets_back(facts: &Facts<'_>) -> bool {
    facts.words.windows(2).enumerate().any(|(at, w)| {
        // "Midwives got back twenty minutes a shift"
        let time = || w[0].lower == "got" && w[1].lower == "back" && times(facts, at + 2);
        time()
            || matches!(w[0].lower, "got" | "gets" | "get" | "has" | "have")
                && matches!(w[1].lower, "its" | "their" | "his" | "her")
                && facts.words[at + 2..].iter().take(4).any(|w| w.lower == "back")
    })
}

/// "One coin cell lasts three winters", "eleven years on one lithium cell", "sleeps at 12 µA": how long it runs by itself.
fn lasts(facts: &Facts<'_>) -> bool {
    const SOURCES: [&str; 8] = ["accumulator", "batteries", "battery", "cell", "cells", "charge", "pack", "powerbank"];
    const DRAWS: [&str; 6] = ["sleep", "draw", "idl", "consum", "quiescent", "standby"];
    const CURRENTS: [&str; 6] = ["µa", "μa", "ua", "na", "µw", "mw"];
    let words = facts.words;
    let source = |w: &Word<'_>| SOURCES.contains(&w.lower);
    words.windows(2).enumerate().any(|(at, w)| {
        // "Battery level, last sync" is an adjective.
        let how_long = || w[1].tells_number() || matches!(w[1].lower, "a" | "an");
        let last = (matches!(w[0].lower, "lasts" | "lasted") && w[1].lower != "longer"
            || w[0].lower == "last" && how_long())
            && !facts.words[at.saturating_sub(1)].ends_phrase
            && words[at.saturating_sub(3)..at].iter().any(source);
        let on = || w[1].lower == "on" && w[0].is(Class::TIME) && words[at + 2..].iter().take(5).any(source);
        let current = || {
            w[0].is_number()
                // Megawatts are those of a plant.
                && w[1].span.of(facts.text) != "MW"
                && CURRENTS.contains(&w[1].lower)
                && words[at.saturating_sub(5)..at].iter().any(|w| DRAWS.iter().any(|stem| w.lower.starts_with(stem)))
        };
        (last || on() || current()) && !facts.in_cause(at)
    })
}

/// "The plant has been running on it for two years", "three shops have run on it since May": how it has held.
fn has_held(facts: &Facts<'_>) -> bool {
    /// Words from the verb to the time.
    const REACH: usize = 10;
    const HELD: [&str; 15] = [
        "blocked",
        "carried",
        "caught",
        "flown",
        "gone",
        "handled",
        "held",
        "kept",
        "processed",
        "run",
        "served",
        "sold",
        "stayed",
        "stood",
        "survived",
    ];
    const AT_WORK: [&str; 4] = ["orbit", "production", "service", "use"];
    const RELATIVES: [&str; 7] = ["if", "that", "when", "where", "which", "who", "whose"];
    const STATES: [&str; 9] = ["in", "live", "online", "quiet", "running", "serving", "stable", "untouched", "up"];
    let words = facts.words;
    let end = words.len().saturating_sub(2);
    (1..end).filter(|at| matches!(words[*at].lower, "has" | "have")).any(|at| {
        let (subject, verb, next) = (&words[at - 1], &words[at + 1], &words[at + 2]);
        // "It has not crashed once in eighteen months"
        let never = matches!(verb.lower, "not" | "never")
            && words[at + 2..].iter().take(6).any(|w| matches!(w.lower, "once" | "again" | "since"));
        let own = subject.ends_phrase || matches!(subject.lower, "and" | "i" | "we" | "who" | "team");
        // "Has been in daily use"
        let at_work = || words[at + 3..].iter().take(2).any(|w| AT_WORK.contains(&w.lower));
        let been = || STATES.contains(&next.lower) && (next.lower != "in" || at_work());
        let held = HELD.contains(&verb.lower) || verb.lower == "been" && been();
        // "Deletes files that have been there for 30 days" describes the data.
        let describes =
            || words[..at].iter().rev().take_while(|w| !w.ends_clause).any(|w| RELATIVES.contains(&w.lower));
        let mut behind = words[at + 2..].iter().take(REACH).take_while(|w| !w.ends_clause);
        let mut since = || behind.any(|w| matches!(w.lower, "since" | "for")) || verb.lower == "survived";
        !own && (never || held && since()) && !describes() && !facts.in_cause(at)
    })
}
