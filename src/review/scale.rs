//! The number that shows how big, how many or how fast a system is.

use super::cues::{Cue, Found};
use super::line::is_of_software;
use super::metric::{Metric, MetricKind, MetricRole};
use super::reach::is_limit;
use super::signal::{Facts, is_adoption, is_staff, is_taught};
use super::system::system;
use super::word::{Class, Word, class_of};
use crate::text::Span;

/// What only circuits and programs make so many of a second.
const MACHINE_MADE: [&str; 10] = [
    "gigapackets",
    "gigasamples",
    "kilocycles",
    "kilopackets",
    "kilosamples",
    "megapackets",
    "megasamples",
    "operations",
    "packets",
    "teraflops",
];

/// The number that shows how big, how many or how fast a system is.
pub(super) fn scale(facts: &Facts<'_>) -> Option<Span> {
    // "Served 140 covers a night" is the scale of a kitchen. What runs into thousands is that of a system all the same.
    const BY_HAND: f64 = 1_000.0;
    let of_software = || is_of_software(facts) || system(facts).is_some();
    let by_hand = |m: &Metric| {
        m.value < BY_HAND
            && matches!(m.kind, MetricKind::Count | MetricKind::Users | MetricKind::Rate)
            && !MACHINE_MADE.contains(&&*m.unit.thing)
            && !of_software()
    };
    // "Over two native apps": what was turned down has no size.
    let turned_down = |m: &Metric| {
        let before = |f: &Found| f.words.1 == facts.word_at(m.span.start);
        m.value < 10.0 && (facts.all(Cue::Over).any(before) || facts.all(Cue::Versus).any(before))
    };
    // "Cleared 1,800 failing tests"
    let failing = |m: &Metric| {
        let mut words = facts.words.iter().filter(|w| m.span.contains(w.span));
        words.any(|w| w.lower.starts_with("fail") || matches!(w.lower, "flaky" | "broken" | "orphaned"))
    };
    // "Would have overpaid customers by 30k a month" did not come to be.
    let averted = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        let mut before = facts.words[at.saturating_sub(7)..at].windows(2);
        m.kind == MetricKind::Money && before.any(|w| w[0].lower == "would" && w[1].lower == "have")
    };
    // "Saving $1.4M a year", "cut spend by 11,500 € a month": what is no longer paid.
    let saved = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        let near = || facts.words[at.saturating_sub(5)..(at + 5).min(facts.words.len())].iter();
        let saves = |w: &Word<'_>| w.lower.starts_with("sav") && w.lower != "savings";
        // "Took 4k a month off what the cloud costs"
        let comes_off = || facts.words.get(facts.word_at(m.span.end)).is_some_and(|w| w.lower == "off");
        m.kind == MetricKind::Money
            && (m.role == Some(MetricRole::Change) || near().any(|w| saves(w) || w.lower == "cheaper") || comes_off())
            // "Saved the company 12k a year", "saving 300 hours a month"
            || m.kind == MetricKind::Rate && facts.words[at.saturating_sub(4)..at].iter().any(saves)
    };
    // "Once two people had overwritten each other's shifts"
    let few = |m: &Metric| {
        let (at, behind) = (facts.word_at(m.span.start), facts.word_at(m.span.end));
        let used = || {
            (1..4).any(|n| matches!(facts.before(at, n), "by" | "for"))
                || facts.words.get(behind).is_some_and(|w| matches!(w.lower, "use" | "used" | "rely" | "relied"))
        };
        const STAFF: [&str; 10] = [
            "accountants",
            "clerks",
            "dispatchers",
            "editors",
            "nurses",
            "operators",
            "people",
            "planners",
            "researchers",
            "technicians",
        ];
        m.value < 10.0 && m.kind == MetricKind::Users && STAFF.contains(&&*m.unit.thing) && !used()
    };
    // "Quotes older than 300 ms"
    let limit = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        facts.before(at, 1) == "than" && matches!(facts.before(at, 2), "older" | "newer" | "longer" | "larger")
    };
    // "So that the two other applications could follow": what was left.
    let others = |m: &Metric| {
        let its_words = || facts.words.iter().filter(|w| m.span.contains(w.span));
        m.value < 10.0
            && !["teams", "squads"].iter().any(|group| m.unit.thing.ends_with(group))
            // "Two other studios took it over"
            && !class_of(&m.unit.thing).has(Class::ORGANISATION)
            && its_words().any(|w| w.lower == "other")
    };
    // "Accepting 40 KB more flash": by how much, not how much.
    let difference = |m: &Metric| {
        let behind = facts.word_at(m.span.end);
        let goes_on = behind > 0 && !facts.words[behind - 1].ends_phrase;
        goes_on
            && facts.words.get(behind).is_some_and(|w| {
                matches!(
                    w.lower,
                    "better" | "faster" | "fewer" | "less" | "lower" | "more" | "quicker" | "shorter" | "slower"
                )
            })
    };
    // "Four teams asking for mTLS"
    let asking = |m: &Metric| {
        let behind = facts.words.get(facts.word_at(m.span.end)).map_or("", |w| w.lower);
        m.value < 10.0 && matches!(behind, "asked" | "asking" | "needed" | "needing" | "wanted" | "wanting")
    };
    // "Deleted 120k lines", "retired 46 obsolete jobs"
    let thrown_away = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        let thrown = |n: usize| matches!(facts.before(at, n), "deleted" | "dropped" | "pruned" | "removed" | "retired");
        // A worker that "silently dropped 1,100 images" lost them.
        let own = |n: usize| {
            let before = at - n;
            before < 2 || facts.words[before - 1].ends_phrase || facts.words[before - 1].lower == "and"
        };
        m.kind == MetricKind::Count && (1..4).any(|n| thrown(n) && (&*m.unit.thing == "lines" || own(n)))
    };
    // "By 40 KB": by how much it changed.
    let by = |m: &Metric| m.kind == MetricKind::Size && m.role == Some(MetricRole::Change);
    facts
        .metrics
        .iter()
        .find(|m| {
            !is_staff(facts, m)
                && !saved(m)
                && !averted(m)
                && !difference(m)
                && !by(m)
                && !thrown_away(m)
                && !is_audience(facts, m)
                && !is_setting(facts, m)
                && !asking(m)
                && !few(m)
                && !limit(m)
                && !others(m)
                && !is_limit(facts, m)
                && (m.is_scale()
                    || is_run(facts, m)
                    || is_bill(facts, m)
                    || is_stock(facts, m) && of_software()
                    || is_objective(facts, m)
                    || is_adoption(facts, m))
                && !turned_down(m)
                && !is_taught(facts, m)
                && !by_hand(m)
                && !failing(m)
        })
        .map(|m| m.span)
}

/// "Lectured to audiences of several hundred people": listeners are no users.
pub(super) fn is_audience(facts: &Facts<'_>, metric: &Metric) -> bool {
    const HEARD: [&str; 9] =
        ["attendees", "audience", "audiences", "keynote", "lecture", "lectures", "talk", "talks", "webinars"];
    /// Words from the talk to its listeners.
    const REACH: usize = 12;
    let heard = |w: &Word<'_>| HEARD.contains(&w.lower);
    let at = facts.word_at(metric.span.start);
    metric.kind == MetricKind::Users
        && facts.words.iter().take(5).any(heard)
        && facts.words[at.saturating_sub(REACH)..at].iter().any(heard)
}

/// "A TTL of 60 s", "sessions expire after 15 minutes", "16 KB pages": what was set, or what the hardware is like, tells no size.
fn is_setting(facts: &Facts<'_>, metric: &Metric) -> bool {
    const SET: [&str; 11] = [
        "backoff",
        "cooldown",
        "debounce",
        "expire",
        "expires",
        "expiry",
        "lease",
        "lifetime",
        "retention",
        "timeout",
        "ttl",
    ];
    const BLOCKS: [&str; 6] = ["blocks", "chunks", "page", "pages", "parts", "sectors"];
    // By its stem, what goes round so often.
    const LOOPS: [&str; 5] = ["control", "loop", "task", "tick", "update"];
    /// Words between the setting and its value; "the lifetime of a session was cut to 10 minutes" has more.
    const REACH: usize = 4;
    const LONG_REACH: usize = 8;
    let at = facts.word_at(metric.span.start);
    let behind = facts.word_at(metric.span.end);
    let goes_on = behind > 0 && !facts.words[behind - 1].ends_phrase;
    let set = |w: &Word<'_>| SET.contains(&w.lower);
    match metric.kind {
        MetricKind::Latency | MetricKind::Duration => {
            let before = |reach: usize| facts.words[at.saturating_sub(reach)..at].iter();
            // "Cached for 60 s"
            let cached = || {
                facts.before(at, 1) == "for"
                    && before(LONG_REACH).any(|w| matches!(w.lower, "cache" | "cached" | "caches"))
            };
            before(REACH).any(set)
                || before(LONG_REACH).any(|w| w.lower == "lifetime" || w.lower == "retention")
                || goes_on && facts.words.get(behind).is_some_and(set)
                || cached()
        }
        MetricKind::Size => {
            let next = facts.words.get(behind).filter(|_| goes_on);
            next.is_some_and(|w| BLOCKS.contains(&w.lower))
        }
        // "Resampled to 16 kHz", "PWM at 20 kHz"; a control loop at 5 kHz is a rate of work.
        MetricKind::Rate if &*metric.unit.thing == "kilocycles" => {
            let near = at.saturating_sub(5)..facts.words.len().min(behind + if goes_on { 2 } else { 0 });
            !facts.words[near].iter().any(|w| LOOPS.iter().any(|stem| w.lower.starts_with(stem)))
        }
        _ => false,
    }
}

/// "$14m TVL", "€3bn under management", "40m in deposits": money that a system keeps or turns over.
fn is_stock(facts: &Facts<'_>, metric: &Metric) -> bool {
    const STOCKS: [&str; 8] = ["assets", "aum", "deposits", "gmv", "gtv", "tpv", "turnover", "tvl"];
    let behind = facts.word_at(metric.span.end);
    let before = facts.word_at(metric.span.start);
    let stock = |w: &Word<'_>| STOCKS.contains(&w.lower);
    let held = || {
        facts.words[behind..].windows(2).take(1).any(|w| {
            matches!(w[0].lower, "under" | "in" | "of") && matches!(w[1].lower, "management" | "custody" | "escrow")
        })
    };
    metric.kind == MetricKind::Money
        && metric.role != Some(MetricRole::Change)
        && (facts.words[behind..].iter().take(2).any(stock)
            || facts.words[before.saturating_sub(2)..before].iter().any(stock)
            || held())
}

/// "RPO zero, RTO 14 min": how fast a system is back.
fn is_objective(facts: &Facts<'_>, metric: &Metric) -> bool {
    let at = facts.word_at(metric.span.start);
    metric.kind == MetricKind::Duration
        && facts.words[at.saturating_sub(3)..at].iter().any(|w| matches!(w.lower, "rpo" | "rto"))
}

/// How fast something runs, before and after: "the nightly run went from 7 hours to 80 minutes". How long people take to
/// notice, mend, close or learn is none.
fn is_run(facts: &Facts<'_>, metric: &Metric) -> bool {
    const DAY: f64 = 86_400_000.0;
    metric.kind == MetricKind::Duration
        && matches!(metric.role, Some(MetricRole::Before | MetricRole::After))
        && metric.value <= DAY
        && !is_handling(facts, metric)
}

/// Whether words near a length of time tell that people took it: "median time to acknowledge went from 41 minutes to 4".
fn is_handling(facts: &Facts<'_>, metric: &Metric) -> bool {
    const BEFORE: usize = 12;
    const BEHIND: usize = 6;
    let at = facts.word_at(metric.span.start);
    // "$4k a month", "spot instances"
    let spot =
        |n: usize| facts.words[n].lower == "spot" && facts.words.get(n + 1).is_some_and(|w| w.lower.ends_with('s'));
    let period =
        |n: usize| facts.words[n].lower == "month" && matches!(facts.before(n, 1), "a" | "per" | "each" | "every");
    // "The month close posts in 50 minutes"
    let close = |n: usize| {
        let behind = facts.words.get(n + 1).map_or("", |w| w.lower);
        facts.words[n].lower == "month" && matches!(behind, "close" | "closing" | "end")
    };
    let near = at.saturating_sub(BEFORE)..(at + BEHIND).min(facts.words.len());
    // "Takes the finance team 20 minutes"
    facts.metrics.iter().any(|m| m.role.is_some() && is_by_hand(facts, m))
        || facts.classes.has(Class::HANDLING)
            && near.into_iter().any(|n| facts.words[n].is(Class::HANDLING) && !period(n) && !spot(n) && !close(n))
}

/// "Takes the finance team 20 minutes", "45 minutes of clicking": whether people spend a time.
fn is_by_hand(facts: &Facts<'_>, metric: &Metric) -> bool {
    const WHO: [&str; 10] = ["clerk", "clerks", "desk", "me", "office", "people", "staff", "team", "them", "us"];
    const WHAT: [&str; 6] = ["clicking", "copying", "manual", "paperwork", "typing", "work"];
    let who = WHO.contains(&facts.before(facts.word_at(metric.span.start), 1));
    let behind = facts.words[facts.word_at(metric.span.end)..].windows(2).next();
    matches!(metric.kind, MetricKind::Latency | MetricKind::Duration)
        && (who || behind.is_some_and(|w| w[0].lower == "of" && WHAT.contains(&w[1].lower)))
}

/// "The monthly bill went from $41k to $17k": what running it costs; what was saved alone tells no size.
fn is_bill(facts: &Facts<'_>, metric: &Metric) -> bool {
    const BILLS: [&str; 8] = ["bill", "bills", "cost", "costs", "invoice", "run-rate", "spend", "spending"];
    // "A scan costs $0.40 instead of $11" is of one of them.
    const ONE: f64 = 100.0;
    metric.value >= ONE
        && metric.kind == MetricKind::Money
        && matches!(metric.role, Some(MetricRole::Before | MetricRole::After))
        && facts.words.iter().any(|w| BILLS.contains(&w.lower))
}
