//! What came of the work for users, teams or the business: by numbers, by words of outcomes, or by what others do since.
//!
//! A gain without a number ("much faster now") is a claim and no outcome.

use super::aftermath::has_aftermath;
use super::cues::{Cue, Found};
use super::ended::has_ended;
use super::metric::{MetricKind, MetricRole};
use super::others::others_act;
use super::reach::works;
use super::settled::is_settled;
use super::signal::Facts;
use super::told::is_told;
use super::used::is_used;
use super::word::{Class, Word, is_people};
use crate::text::Span;

/// Whether a statement says what came of it.
pub(super) fn has_outcome(facts: &Facts<'_>, whole: Span) -> bool {
    // Coverage of tests serves nobody by itself; that it rose from what it was is a result.
    let of_tests = || {
        let rose = || facts.metrics.iter().any(|m| m.role == Some(MetricRole::Before));
        whole.of(facts.text).contains("coverage")
            && !rose()
            && facts.metrics.iter().all(|m| m.role.is_none() || m.kind == MetricKind::Percent)
    };
    // "Reducing costs drastically"
    const BOASTS: [&str; 6] = ["drastically", "significantly", "dramatically", "massively", "greatly", "substantially"];
    let boasts = || facts.words.iter().any(|w| BOASTS.contains(&w.lower));
    // Claims in a row are none: "reduced costs, improved velocity and increased satisfaction"; "which reduced support calls" is one.
    let claims = || {
        let leads = |w: &Word<'_>| matches!(w.lower, "which" | "that" | "so" | "thereby");
        facts.metrics.is_empty() && facts.all(Cue::Improve).nth(1).is_some() && !facts.words.iter().any(leads)
    };
    // "Reduced support calls": a business feels it, with a number or without.
    let business = || {
        !claims()
            && facts.all(Cue::Improve).any(|verb| {
                // "Better engagement" is a claim, until a number says how much.
                const FELT: [&str; 4] = ["conversion", "conversions", "engagement", "retention"];
                let claimed = |f: &Found| facts.metrics.is_empty() && FELT.contains(&facts.words[f.words.1 - 1].lower);
                let near = |f: &Found| f.words.0 >= verb.words.1 && f.words.0 - verb.words.1 <= 5 && !claimed(f);
                facts.all(Cue::Business).any(near) && !boasts()
            })
    };
    // ", so it could run on the controller itself" is what was wanted.
    let aims = |subject: Span| {
        let at = facts.word_at(subject.start);
        let next = facts.words.get(at + 1).is_some_and(|w| matches!(w.lower, "can" | "could" | "may" | "would"));
        matches!(facts.words[at].lower, "it" | "they") && next
    };
    // ", so clients never see their stack traces"
    let so = || {
        facts.classes.has(Class::SO)
            && facts.words.windows(3).any(|w| {
                w[0].ends_phrase
                    && w[1].is(Class::SO)
                    && !matches!(w[2].lower, "i" | "we" | "far" | "called" | "as" | "that")
                    && !aims(w[2].span)
            })
    };
    // "No outage since", "no lost order since go-live"
    // "No lost ticket", "without a single break", "so new students start it with one command"
    let unharmed = || {
        facts.words.windows(3).any(|w| {
            w[0].lower == "no" && matches!(w[1].lower, "lost" | "duplicate" | "missed" | "failed") && !w[1].ends_phrase
                || w[0].lower == "without" && (w[1].lower == "a" && w[2].lower == "single" || w[1].lower == "one")
                || w[0].lower == "no" && w[2].lower == "outage" && !w[1].ends_phrase
        })
    };
    // "No double payout in 19 months", "zero duplicate postings in two years"
    let none_in = || {
        let words = facts.words;
        // "An alert on zero prints in 15 minutes"
        let watched = |at: usize| matches!(facts.before(at, 1), "on" | "at" | "if" | "when" | "for");
        let none =
            |at: &usize| matches!(words[*at].lower, "no" | "zero" | "0") && !words[*at].ends_phrase && !watched(*at);
        let end = if facts.classes.has(Class::DIGIT | Class::NUMBER) { words.len() } else { 0 };
        (0..end).filter(none).any(|at| {
            // "No incident in the three upgrades after"
            let number = |n: usize| {
                let n = n + usize::from(words.get(n).is_some_and(|w| matches!(w.lower, "the" | "all" | "its")));
                let n = n + usize::from(words.get(n).is_some_and(|w| matches!(w.lower, "last" | "past" | "following")));
                words.get(n).is_some_and(|w| w.is_number() || w.is(Class::NUMBER) && !matches!(w.lower, "one" | "half"))
            };
            (at + 2..(at + 6).min(words.len()))
                .take_while(|n| !words[n - 1].ends_phrase)
                .any(|n| matches!(words[n].lower, "in" | "for" | "over") && number(n + 1))
        })
    };
    let so_people = || {
        facts.classes.has(Class::SO)
            && (1..facts.words.len()).filter(|at| facts.words[*at].is(Class::SO) && !bars(facts, *at)).any(|at| {
                let mut subject = facts.words[at + 1..].iter().take(3).take_while(|w| !w.ends_phrase);
                subject.any(|w| is_people(w.lower, w.classes) && w.lower.ends_with('s'))
                    // "So a new colleague can start it with one command"
                    || facts.words[at + 1..]
                        .windows(2)
                        .take(4)
                        .any(|w| is_people(w[0].lower, w[0].classes) && matches!(w[1].lower, "can" | "could"))
            })
    };
    let since = || {
        let mut end = facts.words.iter().rev().take(3);
        let then = || facts.words.windows(2).any(|pair| pair[0].lower == "since" && pair[1].lower == "then");
        (end.any(|w| w.lower == "since") || then())
            && facts.words.iter().enumerate().any(|(at, w)| {
                matches!(w.lower, "no" | "not" | "never" | "nobody" | "none" | "nothing" | "without" | "0" | "zero")
                    // "Left it alone, because nobody had touched it since" tells why.
                    && !facts.in_cause(at)
            })
    };
    // "Enabling cutting-edge insight", "drove adoption of best practices": a boast.
    let boast = |o: &Found| {
        const ENABLES: [&str; 3] = ["enabl", "adopt", "empower"];
        let big = |f: &Found| f.words.0 >= o.words.1 && f.words.0 - o.words.1 <= 6;
        let behind = |n: usize| facts.words.get(o.words.1 + n).map_or("", |w| w.lower);
        // "Improved the satisfaction of users", "led to higher conversion" claim it.
        let claims = || match facts.words[o.words.1 - 1].lower {
            "satisfaction" => {
                facts.has(Cue::Improve)
                    || matches!(facts.before(o.words.0, 1), "complete" | "full" | "great" | "high" | "their" | "utmost")
            }
            // "Making it easier to use"
            "easier" => behind(0) == "to" && !facts.words.iter().any(Word::is_number),
            // "Deliver quality on time and on budget"
            "budget" => facts.before(o.words.0, 1) == "and" && facts.before(o.words.0, 2) == "time",
            // "Enabling agility and velocity"
            word if word.starts_with("enabl") => {
                const GAINS: [&str; 12] = [
                    "agility",
                    "efficiency",
                    "excellence",
                    "flexibility",
                    "growth",
                    "innovation",
                    "resilience",
                    "scalability",
                    "success",
                    "synergies",
                    "transformation",
                    "velocity",
                ];
                (0..2).any(|n| GAINS.contains(&behind(n)))
            }
            "conversion" | "engagement" | "retention" => {
                // "Increased loyalty and conversion"
                let listed = || {
                    facts.before(o.words.0, 1) == "and"
                        && !facts.words.iter().any(Word::is_number)
                        && facts.all(Cue::Improve).any(|f| f.words.0 < 2)
                };
                matches!(facts.before(o.words.0, 1), "better" | "higher" | "improved" | "greater" | "increased")
                    || listed()
            }
            _ => false,
        };
        // "Which led to better engagement", "sign-ups went up"
        const COMPARED: [&str; 12] = [
            "better",
            "bigger",
            "easier",
            "enhanced",
            "faster",
            "greater",
            "higher",
            "improved",
            "increased",
            "more",
            "significant",
            "smoother",
        ];
        let leads = || matches!(facts.words[o.words.0].lower, "led" | "leading" | "resulted" | "resulting");
        // "Resulting in significantly better performance"
        let how = usize::from(behind(0).len() > 4 && behind(0).ends_with("ly"));
        let compared = || COMPARED.contains(&behind(how)) || behind(0) == "a" && COMPARED.contains(&behind(1));
        let more = || leads() && compared();
        let rose = || {
            matches!(
                facts.words[o.words.0].lower,
                "sign-ups" | "signups" | "conversion" | "retention" | "revenue" | "satisfaction"
            ) && matches!(behind(0), "went" | "improved" | "increased" | "grew" | "rose")
        };
        let claimed = !facts.result && (claims() || more() || rose() && !facts.words.iter().any(Word::is_number));
        claimed
            || ENABLES.iter().any(|stem| facts.words[o.words.0].lower.starts_with(stem))
                && facts.all(Cue::Buzz).any(big)
    };
    // "After an audit showed that old keys still worked" tells why, "helped them to adopt it" what was wanted.
    let why_or_aim = |o: &Found| match facts.words[o.words.0].lower {
        "found" | "showed" | "revealed" | "proved" => {
            (1..6).any(|n| matches!(facts.before(o.words.0, n), "after" | "because" | "since" | "when"))
        }
        "adopt" => {
            const TEACHES: [&str; 7] = ["assist", "coach", "encourag", "help", "support", "teach", "train"];
            let teaches = |n: usize| TEACHES.iter().any(|stem| facts.before(o.words.0, n).starts_with(stem));
            facts.before(o.words.0, 1) == "to" && (2..5).any(teaches)
        }
        // "Three stores were compared; SQLite won" tells what was chosen.
        "won" if o.words.1 == o.words.0 + 1 => {
            let next = facts.words.get(o.words.1).map_or("", |w| w.lower);
            facts.ends_phrase(o.words.0)
                || matches!(next, "as" | "because" | "for" | "here" | "on" | "out" | "over" | "since" | "there")
        }
        // "So that no clerk can open them" is what it is for.
        "so" if bars(facts, o.words.0) => true,
        // "So that scrolling feels smooth" claims it.
        "so" => {
            const CLAIMED: [&str; 8] =
                ["better", "cleaner", "easier", "faster", "more", "quicker", "smooth", "smoother"];
            let near = o.words.1..facts.words.len().min(o.words.1 + 5);
            facts.metrics.is_empty()
                && near.into_iter().any(|n| CLAIMED.contains(&facts.words[n].lower) && facts.ends_phrase(n))
        }
        // "The old one stopped responding"
        "stopped" => {
            let next = facts.words.get(o.words.1);
            next.is_some_and(|w| matches!(w.lower, "answering" | "responding" | "working"))
        }
        // "A bug where returns were lost", "ensured that no data was lost"
        "was" | "were" if facts.words[o.words.1 - 1].lower == "lost" => {
            let which = |n: usize| matches!(facts.before(o.words.0, n), "that" | "where" | "which" | "when" | "if");
            (1..5).any(|n| which(n) && facts.before(o.words.0, n + 1) != "so")
        }
        // "Is down to earth"
        "is" | "are" if facts.words[o.words.1 - 1].lower == "to" => {
            facts.words.get(o.words.1).is_some_and(|w| w.lower == "earth")
        }
        // "Tools that were switched off", "when it launched on time" say which, or when.
        _ if SETTLED.contains(&facts.words[o.words.1 - 1].lower)
            && (1..5).any(|n| matches!(facts.before(o.words.0, n), "that" | "which" | "who" | "when")) =>
        {
            true
        }
        // "To enable handovers", "in order to prevent falls": an aim.
        word => {
            const AIMS: [&str; 5] = ["allow", "eliminate", "enable", "prevent", "unblock"];
            facts.before(o.words.0, 1) == "to" && AIMS.contains(&word)
        }
    };
    facts.all(Cue::Outcome).any(|o| !facts.in_cause(o.words.0) && !boast(o) && !why_or_aim(o))
        || facts.result && !of_tests()
        || facts.reaches && !is_load_test(facts)
        || others_act(facts)
        || is_used(facts)
        || finds(facts)
        || removes(facts)
        || beats(facts)
        || passes_audit(facts)
        || mends_findings(facts)
        || hires(facts)
        || business()
        || so()
        || so_people()
        || unharmed()
        || none_in()
        || is_so_now(facts)
        || by_hand(facts)
        || facts.metrics.iter().any(|m| works(facts, m))
        || since()
        || is_told(facts)
        || has_aftermath(facts)
        || has_ended(facts)
        || is_settled(facts)
}

/// The last words of what was settled: "was certified", "got hired", "switched off", "opened on time", "on the planned day", "without a
/// ticket".
const SETTLED: [&str; 8] = ["certified", "date", "day", "gone", "hired", "off", "ticket", "time"];

/// Whether "so" at `at` opens what shall not be possible: "so that two files cannot be joined", "so that only the ward can read it".
fn bars(facts: &Facts<'_>, at: usize) -> bool {
    /// Words of the clause.
    const REACH: usize = 7;
    let words = facts.words;
    if words.get(at + 1).is_none_or(|w| w.lower != "that") {
        return false;
    }
    // "So that a jam cannot stop the line" tells of harm that does not come.
    const GETS: [&str; 22] = [
        "access", "alter", "be", "change", "copy", "decrypt", "edit", "export", "flash", "forge", "get", "guess",
        "join", "link", "open", "read", "reach", "replay", "reuse", "see", "view", "write",
    ];
    let clause = || words[at + 2..].windows(2).take(REACH);
    let none = words.get(at + 2).is_some_and(|w| matches!(w.lower, "neither" | "no" | "nobody" | "none" | "only"));
    let whose = || {
        words[at + 2..].windows(2).take(REACH).any(|w| w[0].lower == "only" && matches!(w[1].lower, "its" | "their"))
    };
    clause().any(|w| match w[0].lower {
        "can't" | "cannot" | "couldn't" => GETS.contains(&w[1].lower),
        "can" | "could" | "may" => none && GETS.contains(&w[1].lower),
        _ => false,
    }) || whose()
}

/// "Load-tested a portal at 3,000 users": nobody was served.
fn is_load_test(facts: &Facts<'_>) -> bool {
    let tests = |w: &str| ["load-test", "stress-test", "benchmark"].iter().any(|stem| w.starts_with(stem));
    let virtual_users = |pair: &[Word<'_>]| pair[0].lower == "virtual" && pair[1].lower == "users";
    facts.words.iter().take(2).any(|w| tests(w.lower)) || facts.words.windows(2).any(virtual_users)
}

/// "Passed the ministry's audit", "the external pentest closed with no high finding", "PCI approval came in the first round".
fn passes_audit(facts: &Facts<'_>) -> bool {
    const BY: [&str; 15] = [
        "acceptance",
        "approval",
        "emc",
        "emv",
        "homologation",
        "qualification",
        "audit",
        "audits",
        "check",
        "checks",
        "inspection",
        "certification",
        "recertification",
        "surveillance",
        "validation",
    ];
    const ENDS: [&str; 10] =
        ["accepted", "closed", "ended", "passed", "came", "went", "signed", "succeeded", "granted", "followed"];
    let words = facts.words;
    let passed = facts.classes.has(Class::PASSED).then(|| words.iter().position(|w| w.is(Class::PASSED))).flatten();
    let ends = |pair: &[Word<'_>]| pair[0].is(Class::VERDICT) && !pair[0].ends_phrase && ENDS.contains(&pair[1].lower);
    passed.is_some_and(|at| words[at + 1..].iter().take(7).any(|w| BY.contains(&w.lower)))
        || facts.classes.has(Class::VERDICT) && words.windows(2).any(ends)
}

/// "Found 11 contract mismatches before release"
fn finds(facts: &Facts<'_>) -> bool {
    facts.classes.has(Class::FINDS)
        && (0..facts.words.len()).any(|at| {
            let number = |n: usize| facts.words.get(at + n).is_some_and(Word::tells_number);
            let and = || facts.words.get(at + 1).is_some_and(|w| w.lower == "and");
            let verb = &facts.words[at];
            // "Found and mended 11 leaks"
            // "After our audit found two injection holes" says why.
            let cause =
                || (1..6).any(|n| matches!(facts.before(at, n), "after" | "because" | "since" | "when" | "where"));
            verb.is(Class::FINDS) && !verb.ends_phrase && (number(1) || and() && number(3)) && !cause()
        })
        // "Fuzzing turned up nine crashes"
        || facts.words.windows(3).any(|w| w[0].lower == "turned" && w[1].lower == "up" && w[2].tells_number())
}

/// ", removing 1,900 local passwords": what is gone, counted.
fn removes(facts: &Facts<'_>) -> bool {
    facts.classes.has(Class::DIGIT)
        && facts.words.windows(3).any(|w| {
            w[0].ends_phrase
                && matches!(w[1].lower, "removing" | "eliminating" | "freeing" | "sparing" | "replacing" | "retiring")
                && w[2].is_number()
        })
}

/// "F1 of 0.91", "12 points of recall against 9": how good a model is, as a share or beside what was there.
fn beats(facts: &Facts<'_>) -> bool {
    const MEASURES: [&str; 24] = [
        "auc-roc",
        "auroc",
        "cer",
        "dice",
        "gini",
        "logloss",
        "mcc",
        "perplexity",
        "rouge",
        "smape",
        "accuracy",
        "auc",
        "bleu",
        "f1",
        "iou",
        "mae",
        "map",
        "mape",
        "ndcg",
        "precision",
        "recall",
        "rmse",
        "roc-auc",
        "wer",
    ];
    let words = facts.words;
    let end = if facts.classes.has(Class::DIGIT) { words.len() } else { 0 };
    let number = |at: usize| words.get(at).is_some_and(Word::is_number);
    (0..end).filter(|at| MEASURES.contains(&words[*at].lower)).any(|at| {
        let first = (at + 1..at + 5).find(|n| number(*n));
        first.is_some_and(|first| {
            let against = words.get(first + 1).is_some_and(|w| {
                matches!(w.lower, "against" | "versus" | "vs" | "over" | "from" | "instead" | "where" | "up")
            });
            // "AUC 0.84 on the holdout"
            const SHARES: [&str; 8] = ["accuracy", "auc", "f1", "iou", "ndcg", "precision", "recall", "roc-auc"];
            let unit = || words.get(first + 1).is_some_and(|w| matches!(w.lower, "mm" | "cm" | "m" | "s" | "ms"));
            let alone =
                SHARES.contains(&words[at].lower) && words[first].span.of(facts.text).starts_with("0.") && !unit();
            alone || against && (first + 2..first + 7).any(number)
        })
    })
}

/// "Closing 6 findings of the pen test"
fn mends_findings(facts: &Facts<'_>) -> bool {
    const MENDS: [&str; 7] = ["clos", "clean", "fix", "mend", "resolv", "remed", "remov"];
    let mends = |w: &Word<'_>| MENDS.iter().any(|stem| w.lower.starts_with(stem));
    let end = if facts.classes.has(Class::FAILURE) { facts.words.len() } else { 0 };
    (0..end)
        .filter(|at| facts.words[*at].lower == "findings")
        .any(|at| facts.words[at.saturating_sub(6)..at].iter().any(mends))
}

/// "Automated the reconciliation, which the desk had done by hand": work that is saved.
fn by_hand(facts: &Facts<'_>) -> bool {
    // "Had to be resumed by hand" is what was wrong.
    let hand = |w: &[Word<'_>]| matches!(w[2].lower, "by" | "with") && w[3].lower == "hand" && w[0].lower != "be";
    // "Which the desk had done", "before, an analyst did it"
    // "Which two services had, so we gave those certificates by hand" is of another clause.
    let then = |w: &Word<'_>| {
        matches!(w.lower, "before" | "formerly") || matches!(w.lower, "had" | "was" | "were" | "did") && !w.ends_phrase
    };
    let words = facts.words;
    let at = words.iter().position(|w| w.lower == "hand").filter(|at| *at > 2);
    at.is_some_and(|at| hand(&words[at - 3..=at]) && words[at.saturating_sub(10)..at].iter().any(then))
}

/// "Hired 12 engineers": who is there now is what came of it.
fn hires(facts: &Facts<'_>) -> bool {
    facts.classes.has(Class::DIGIT)
        && facts.words.windows(2).any(|pair| pair[0].lower == "hired" && pair[1].is_number())
}

/// "Carriers now integrate alone"; "until now" and "now working as" tell nothing.
fn is_so_now(facts: &Facts<'_>) -> bool {
    const CLAIMS: [&str; 11] = [
        "faster",
        "better",
        "easier",
        "smoother",
        "quicker",
        "cleaner",
        "stable",
        "more",
        "happy",
        "happier",
        "satisfied",
    ];
    let end = if facts.classes.has(Class::NOW) { facts.words.len() } else { 0 };
    (2..end).any(|at| {
        facts.words[at].is(Class::NOW)
            && !matches!(facts.words[at - 1].lower, "until" | "till" | "from" | "by" | "upto" | "to")
            && (!facts.words[at - 1].ends_phrase
                // ", now part of the weekly release"
                || facts.words.get(at + 1).is_some_and(|w| matches!(w.lower, "part" | "our" | "used" | "runs" | "serves")))
            // "Much faster now" is a claim, not a result.
            && !facts.words.iter().take(at + 4).skip(at.saturating_sub(3)).any(|w| CLAIMS.contains(&w.lower))
    })
}
