//! Outcomes that are told without a verb of result: how it used to be, what share it was, what happened next.

use super::cues::Cue;
use super::signal::Facts;
use super::word::{Class, Word};

/// Whether a statement tells so what came of it.
pub(super) fn is_told(facts: &Facts<'_>) -> bool {
    // Most statements have none of the words that these are told with.
    let told = || {
        was_otherwise(facts)
            || is_part_of(facts)
            || next_time(facts)
            || at_last(facts)
            || nothing_wrong(facts)
            || has_since(facts)
            || others_on_it(facts)
            || is_sorted_out(facts)
            || scores(facts)
    };
    facts.classes.has(Class::TELLS) && told() || found_fault(facts) || departments_can(facts)
}

/// "It used to take an afternoon", "where Selenium had needed an hour", "six minutes, was forty": how it was before.
fn was_otherwise(facts: &Facts<'_>) -> bool {
    // "A tool used to run tests" is what it is for.
    const USED_TO: [&str; 23] = [
        "be", "choke", "cost", "crash", "die", "end", "fail", "freeze", "hang", "have", "land", "lose", "mean", "miss",
        "need", "page", "require", "spend", "stall", "swallow", "take", "wake", "want",
    ];
    let words = facts.words;
    let used = |w: &[Word<'_>]| w[0].lower == "used" && w[1].lower == "to" && USED_TO.contains(&w[2].lower);
    let number = |w: &Word<'_>| w.tells_number() || matches!(w.lower, "about" | "almost" | "over");
    let had = |w: &[Word<'_>]| {
        w[0].lower == "had"
            && matches!(w[1].lower, "needed" | "taken" | "cost" | "required" | "been")
            && (number(&w[2])
                || matches!(w[2].lower, "a" | "an" | "half")
                // "Had needed the whole morning"
                || w[2].lower == "the" && matches!(w[1].lower, "needed" | "required"))
    };
    let was = |w: &[Word<'_>]| {
        w[0].ends_phrase
            && matches!(w[1].lower, "was" | "were" | "previously" | "formerly")
            && (number(&w[2]) || matches!(w[2].lower, "a" | "an" | "half"))
    };
    words.windows(3).any(|w| used(w) || had(w) || was(w))
}

/// "Half the bill", "at a tenth of the latency", "a third of all tickets": how much it is now, or what it took over, as a part.
fn is_part_of(facts: &Facts<'_>) -> bool {
    const PARTS: [&str; 9] =
        ["half", "third", "quarter", "fifth", "tenth", "twentieth", "hundredth", "fraction", "thirds"];
    const OF: [&str; 38] = [
        "bandwidth",
        "battery",
        "bill",
        "bytes",
        "compute",
        "cost",
        "costs",
        "cpu",
        "current",
        "delay",
        "disk",
        "effort",
        "energy",
        "expense",
        "fee",
        "fees",
        "footprint",
        "gpu",
        "hosting",
        "hours",
        "latency",
        "machines",
        "memory",
        "money",
        "power",
        "price",
        "ram",
        "rent",
        "run-time",
        "runtime",
        "servers",
        "size",
        "space",
        "spend",
        "storage",
        "time",
        "upkeep",
        "work",
    ];
    let words = facts.words;
    let fraction = |at: usize| {
        let behind = words[at + 1..].iter().take(4);
        let article = |w: &&Word<'_>| matches!(w.lower, "of" | "the" | "its" | "what" | "our");
        let mut thing = behind.skip_while(article);
        // "Half of the time they need"
        let part = thing.any(|w| OF.contains(&w.lower));
        // What something was like before is no share of it now: "since it took half of the time".
        let leads = matches!(facts.before(at, 1), "at" | "for" | "in" | "on" | "with" | "using")
            || (1..3).any(|n| matches!(facts.before(at, n), "at" | "for" | "in" | "needs" | "uses" | "costs"))
            || at > 0 && words[at - 1].ends_phrase;
        let all = || {
            let word = |n: usize| words.get(at + n).map_or("", |w| w.lower);
            word(1) == "of" && matches!(word(2), "all" | "everything" | "every")
        };
        let in_reason = || facts.all(Cue::Reason).any(|r| r.words.0 < at && facts.one_clause(r.words.0, at));
        // "Online orders made up a fifth of its Christmas business"
        let made_up = || (1..3).any(|n| facts.before(at, n) == "up" && facts.before(at, n + 1) == "made");
        (part && leads || all() || made_up()) && !in_reason()
    };
    (0..words.len()).filter(|at| PARTS.contains(&words[*at].lower)).any(fraction)
}

/// "..., and the next peak drained in two minutes": what happened the next time.
fn next_time(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    let opens = |at: usize| at > 0 && (words[at - 1].ends_phrase || words[at - 1].lower == "and");
    words.windows(2).enumerate().any(|(at, w)| {
        const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        // "; on Monday the helpdesk had four calls", but not "on Monday we met"
        let own = || words[at + 2..].iter().take(5).any(|w| matches!(w.lower, "i" | "meeting" | "meetings" | "we"));
        let day = w[0].lower == "on" && DAYS.contains(&w[1].lower);
        let on = day && at > 0 && words[at - 1].ends_clause && !own();
        let next = w[0].lower == "the" && matches!(w[1].lower, "next" | "following") && opens(at) || on;
        let mut clause = words[at + 2..].iter().take(5);
        next && clause.any(|w| w.is(Class::FINITE) || w.lower.ends_with("ed") || w.lower == "ran")
    })
}

/// "The board finally argues about one number": a state that was long waited for.
fn at_last(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    (1..words.len().saturating_sub(1)).filter(|at| words[*at].lower == "finally").any(|at| {
        let (before, next) = (&words[at - 1], &words[at + 1]);
        let state = next.is(Class::FINITE) || next.is(Class::USES) || next.lower.len() > 3 && next.lower.ends_with('s');
        // "Visitors can finally pay in euros"
        let can = matches!(before.lower, "can" | "could");
        !before.ends_phrase && !matches!(before.lower, "and" | "then" | "i" | "we") && (state || can)
    })
}

/// "No downtime, and nothing was lost", "no client had to change": harm that did not come about.
fn nothing_wrong(facts: &Facts<'_>) -> bool {
    const HARM: [&str; 8] =
        ["outage", "outages", "interruption", "interruptions", "disruption", "breakage", "bricks", "incidents"];
    const HAPPENS: [&str; 12] =
        ["asked", "called", "did", "had", "has", "noticed", "lost", "sent", "used", "was", "were", "needed"];
    let words = facts.words;
    // "Because no schema was there" says what was missing.
    let cause = |at: usize| {
        (1..5).any(|n| matches!(facts.before(at, n), "because" | "since" | "as" | "where" | "when" | "after" | "if"))
    };
    let none = |w: &Word<'_>| matches!(w.lower, "no" | "zero" | "0" | "without") && !w.ends_phrase;
    words.windows(3).enumerate().any(|(at, w)| {
        let harm = none(&w[0]) && HARM.contains(&w[1].lower);
        let data = none(&w[0]) && w[1].lower == "data" && w[2].lower == "loss";
        // "No client had to change"
        let whole = w[0].lower == "no" && !w[1].ends_phrase && HAPPENS.contains(&w[2].lower);
        // "Within a month nobody sent wishes on paper"; "the things nobody had documented" is what was wrong.
        let opens = at == 0
            || words[at - 1].ends_phrase
            || words[at - 1].is(Class::TIME)
            || matches!(words[at - 1].lower, "and" | "so" | "but");
        // "Removed dead feature flags; nobody used them" is why.
        let unused = || {
            let thrown = |w: &Word<'_>| ["delet", "remov", "retir"].iter().any(|stem| w.lower.starts_with(stem));
            w[1].lower == "used" && words[..at].iter().any(thrown)
        };
        let nothing = opens && matches!(w[0].lower, "nothing" | "nobody") && HAPPENS.contains(&w[1].lower) && !unused();
        let same = none(&w[0]) && w[1].lower.starts_with("change") && matches!(w[2].lower, "to" | "for" | "in");
        (harm || data || whole || nothing && !facts.in_cause(at) || same) && !cause(at)
    }) || words.last().is_some_and(|w| HARM.contains(&w.lower)) && words.len() > 2 && none(&words[words.len() - 2])
}

/// "; it has merged 340 updates since": what was done with it since then.
fn has_since(facts: &Facts<'_>) -> bool {
    /// Words between "has" and "since".
    const APART: usize = 10;
    let words = facts.words;
    (2..words.len()).filter(|at| words[*at].lower == "since" && facts.ends_phrase(*at)).any(|at| {
        let mut before = words[at.saturating_sub(APART)..at].iter().rev().take_while(|w| !w.ends_clause);
        before.any(|w| matches!(w.lower, "has" | "have" | "nothing" | "nobody"))
    })
}

/// "... and found a rounding bug in invoices": what the work brought to light, beside the work.
fn found_fault(facts: &Facts<'_>) -> bool {
    const FAULTS: [&str; 14] = [
        "bug",
        "condition",
        "deadlock",
        "defect",
        "error",
        "fault",
        "flaw",
        "hole",
        "leak",
        "misconfiguration",
        "mistake",
        "overflow",
        "regression",
        "vulnerability",
    ];
    let words = facts.words;
    let end = if facts.classes.has(Class::FINDS) { words.len() } else { 0 };
    (0..end).filter(|at| words[*at].is(Class::FINDS)).any(|at| {
        let article = words.get(at + 1).is_some_and(|w| matches!(w.lower, "a" | "an"));
        let beside = at > 2 && (words[at - 1].ends_phrase || matches!(facts.before(at, 1), "and" | "that" | "which"));
        // "Caught a race condition before launch"
        let early =
            || words.windows(2).any(|w| w[0].lower == "before" && EARLY.iter().any(|end| w[1].lower.starts_with(end)));
        let fault =
            || words[at + 1..].iter().take(6).take_while(|w| !w.is(Class::END) || matches!(w.lower, "a" | "an"));
        article && fault().any(|w| FAULTS.contains(&w.lower)) && (beside || early())
    })
}

/// What a fault is found before.
const EARLY: [&str; 6] = ["launch", "release", "go-live", "rollout", "shipping", "production"];

/// "The chess club runs its ladder on it": others do something with it.
fn others_on_it(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    (3..words.len()).filter(|at| words[*at].lower == "it" && facts.ends_phrase(*at)).any(|at| {
        let clause = words[at.saturating_sub(8)..at].iter().rev().take_while(|w| !w.ends_clause);
        matches!(words[at - 1].lower, "on" | "with" | "through")
            && clause.clone().any(|w| w.is(Class::USES))
            && !clause.clone().any(|w| matches!(w.lower, "i" | "we" | "to" | "by" | "and"))
    })
}

/// ", so marketing can switch it off", "support resends failed orders by themselves": a department that does it now.
fn departments_can(facts: &Facts<'_>) -> bool {
    const WHO: [&str; 18] = [
        "accounting",
        "business",
        "compliance",
        "dispatch",
        "editorial",
        "finance",
        "hr",
        "legal",
        "logistics",
        "management",
        "marketing",
        "ops",
        "operations",
        "procurement",
        "product",
        "purchasing",
        "sales",
        "support",
    ];
    let words = facts.words;
    let end = if facts.classes.has(Class::SO) { words.len() } else { 0 };
    (0..end).filter(|at| words[*at].is(Class::SO)).any(|at| {
        let subject = words[at + 1..].iter().take(4).take_while(|w| !w.ends_phrase);
        subject.zip(words.iter().skip(at + 2)).any(|(who, verb)| {
            WHO.contains(&who.lower)
                && (matches!(verb.lower, "can" | "could" | "never" | "now" | "no")
                    || verb.is(Class::FINITE)
                    || verb.is(Class::USES)
                    || verb.lower.contains('-') && verb.lower.ends_with('s'))
        })
    })
}

/// "Threw out 70 % of the alerts", "closed the audit finding": what was in the way is gone.
fn is_sorted_out(facts: &Facts<'_>) -> bool {
    const DROPS: [&str; 12] = [
        "binned", "cut", "deleted", "dropped", "killed", "muted", "pruned", "removed", "retired", "scrapped",
        "silenced", "threw",
    ];
    const CLOSES: [&str; 7] = ["clos", "fix", "mend", "remed", "resolv", "sav", "clear"];
    let words = facts.words;
    let dropped = || {
        (0..words.len()).filter(|at| DROPS.contains(&words[*at].lower)).any(|at| {
            let near = words[at + 1..].iter().take(6);
            let share =
                near.clone().any(|w| w.tells_number() || matches!(w.lower, "half" | "most" | "third" | "two-thirds"));
            share && near.clone().any(|w| matches!(w.lower, "alerts" | "alarms"))
        })
    };
    // "A finding list" is none.
    let ends = |at: usize| words[at].ends_phrase || words.get(at + 1).is_none_or(|w| w.is(Class::END));
    let finding = || {
        (1..words.len()).filter(|at| words[*at].lower == "finding" && !words[*at - 1].ends_phrase && ends(*at)).any(
            |at| words[at.saturating_sub(6)..at].iter().any(|w| CLOSES.iter().any(|stem| w.lower.starts_with(stem))),
        )
    };
    dropped() || finding()
}

/// "Lighthouse 48 to 91", "instead of the fourteenth": a score or a day that was better than before.
fn scores(facts: &Facts<'_>) -> bool {
    const SCORES: [&str; 9] =
        ["lighthouse", "pagespeed", "score", "scores", "csat", "nps", "rating", "ratings", "grade"];
    let words = facts.words;
    let number = |at: usize| words.get(at).is_some_and(Word::is_number);
    let rose = |at: usize| {
        let first = (at + 1..at + 5).find(|n| number(*n));
        first.is_some_and(|n| {
            words.get(n + 1).is_some_and(|w| matches!(w.lower, "to" | "up" | "from"))
                && (number(n + 2) || number(n + 3))
        })
    };
    // "On the ninth day instead of the fourteenth"
    let earlier = || {
        words.windows(4).any(|w| {
            matches!(w[0].lower, "instead" | "rather")
                && w[2].lower == "the"
                && w[3].lower.ends_with("th")
                && w[3].lower.len() > 4
                && !w[3].lower.ends_with("month")
        })
    };
    facts.classes.has(Class::DIGIT) && (0..words.len()).any(|at| SCORES.contains(&words[at].lower) && rose(at))
        || earlier()
}
