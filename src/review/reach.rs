//! What a number tells by itself: a result, or that the work reached somebody.

use super::cues::Cue;
use super::metric::{Metric, MetricKind};
use super::scale::is_audience;
use super::signal::{Facts, is_adoption, is_staff, is_taught};
use super::word::{Class, Word, class_of};
use crate::text::Span;

/// "Answers in 40 ms", "updated with 2 failures": whether a metric says how well something works.
pub(super) fn works(facts: &Facts<'_>, metric: &Metric) -> bool {
    const DOES: [&str; 14] = [
        "answers",
        "answer",
        "responds",
        "respond",
        "replies",
        "returns",
        "loads",
        "opens",
        "starts",
        "renders",
        "finishes",
        "completes",
        "runs",
        "appears",
    ];
    let at = facts.word_at(metric.span.start);
    let before = |n: usize| facts.before(at, n);
    // "; a new environment takes 25 min"
    let takes = || {
        matches!(before(1), "takes" | "take")
            && (at.saturating_sub(7)..at).any(|n| facts.words[n].ends_phrase || facts.words[n].opens_clause)
    };
    // "; one job finishes in 18 minutes"
    let finishes = || {
        let done = |n: usize| matches!(before(n), "completes" | "ends" | "finishes");
        matches!(before(1), "after" | "in" | "within" | "under") && (2..4).any(done)
    };
    match metric.kind {
        MetricKind::Latency | MetricKind::Duration if takes() => true,
        MetricKind::Duration if finishes() => true,
        MetricKind::Latency => {
            // "Since the page had to answer within 2 s" is what was wanted.
            let had = |n: usize| matches!(before(n), "had" | "has" | "have" | "needs" | "needed");
            let wanted = |n: usize| matches!(before(n), "must" | "should") || before(n) == "to" && had(n + 1);
            let does = |n: usize| DOES.contains(&before(n)) && !wanted(n + 1);
            matches!(before(1), "in" | "within" | "under") && (2..6).any(does)
        }
        // "The console build holds 60 fps in rain"
        MetricKind::Rate if &*metric.unit.thing == "frames" => {
            const HOLDS: [&str; 12] = [
                "draws", "held", "hold", "holds", "keeps", "pan", "pans", "plays", "renders", "runs", "scrolls",
                "stays",
            ];
            (1..8).any(|n| HOLDS.contains(&before(n)))
        }
        MetricKind::Count => class_of(&metric.unit.thing).has(Class::FAILURE) && matches!(before(1), "with" | "only"),
        _ => false,
    }
}

/// Whether a number tells of a change, or of how good the result is.
pub(super) fn has_result(facts: &Facts<'_>) -> bool {
    facts.metrics.iter().any(|m| {
        m.role.is_some() && !is_version(facts, m) && !is_spared(facts, m)
            || matches!(m.kind, MetricKind::Multiplier | MetricKind::Availability) && !is_spared(facts, m)
            || m.kind == MetricKind::Percent && is_quality(facts.text, m.span)
    })
}

/// "It would have doubled the disks": what another way would have done.
fn is_spared(facts: &Facts<'_>, metric: &Metric) -> bool {
    let at = facts.word_at(metric.span.start);
    (1..4).any(|n| {
        facts.before(at, n) == "have" && matches!(facts.before(at, n + 1), "could" | "might" | "must" | "would")
    })
}

/// "Upgraded Vue from 2 to 3"
fn is_version(facts: &Facts<'_>, metric: &Metric) -> bool {
    const MOVES: [&str; 5] = ["bump", "migrat", "mov", "updat", "upgrad"];
    let at = facts.word_at(metric.span.start);
    let near = at.saturating_sub(4)..at;
    metric.kind == MetricKind::Count
        && metric.unit.thing.is_empty()
        && matches!(facts.before(at, 1), "from" | "to")
        && facts.words.first().is_some_and(|w| MOVES.iter().any(|stem| w.lower.starts_with(stem)))
        && near.into_iter().any(|n| facts.within(facts.skills, n))
}

/// "95 % accuracy", "an accuracy of 95 %", "80 % test coverage".
fn is_quality(text: &str, percent: Span) -> bool {
    const QUALITIES: [&str; 9] =
        ["accuracy", "precision", "recall", "coverage", "satisfaction", "auc", "sensitivity", "success", "correct"];
    let around =
        |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| QUALITIES.contains(&word));
    let (start, end) = (percent.start as usize, percent.end as usize);
    let mut from = start.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 24).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    around(&text[from..start]) || around(&text[end..to])
}

/// Whether a metric tells by itself that the work reached somebody: users served, traffic carried, measured availability,
/// adoption by teams.
pub(super) fn reaches(facts: &Facts<'_>, metric: &Metric) -> bool {
    if is_staff(facts, metric) || is_taught(facts, metric) || is_audience(facts, metric) {
        return false;
    }
    match metric.kind {
        // What a screen draws reaches nobody by its number.
        MetricKind::Rate => {
            !matches!(&*metric.unit.thing, "frames" | "cycles" | "kilocycles") && !is_limit(facts, metric)
        }
        MetricKind::Requests => metric.is_scale(),
        MetricKind::Users | MetricKind::Availability => true,
        // A budget is what was given, not what came of it.
        MetricKind::Money => {
            let at = facts.word_at(metric.span.start);
            !facts.words[at.saturating_sub(4)..(at + 4).min(facts.words.len())].iter().any(|w| w.lower == "budget")
        }
        MetricKind::Size => metric.unit.period.is_some(),
        // "1,200 stars", "a dashboard with 4,000 views": a screen has fewer.
        MetricKind::Count => match &*metric.unit.thing {
            // A library that was mended has its stars from others.
            "stars" | "forks" | "likes" | "upvotes" => !is_others_own(facts),
            // "18k concurrent sockets"
            "connections" | "sessions" | "sockets" => {
                let number = metric.span.of(facts.text);
                // "A leak that left 3,000 open connections"
                let fault = || {
                    const FAULTS: [&str; 6] = ["hang", "leak", "left", "orphan", "stale", "stuck"];
                    facts.words.iter().any(|w| FAULTS.iter().any(|stem| w.lower.starts_with(stem)))
                };
                ["concurrent", "live", "open", "parallel", "simultaneous"].iter().any(|how| number.contains(how))
                    && !fault()
            }
            "copies" => {
                let at = facts.word_at(metric.span.start);
                metric.value >= 100.0
                    && facts.words[at.saturating_sub(3)..].iter().take(8).any(|w| matches!(w.lower, "sells" | "sold"))
            }
            "plays" => metric.value >= 100.0,
            "views" => metric.value >= 500.0,
            _ => {
                is_adoption(facts, metric)
                    || serves(facts, metric)
                    || came_in(facts, metric)
                    || is_in_the_field(facts, metric)
            }
        },
        _ => false,
    }
}

/// "Fixed a bug in a library (2,000 stars)": what somebody else made.
fn is_others_own(facts: &Facts<'_>) -> bool {
    const MENDS: [&str; 6] = ["contribut", "fix", "patch", "report", "submit", "translat"];
    facts.words.iter().take(2).any(|w| MENDS.iter().any(|stem| w.lower.starts_with(stem)))
}

/// Who may take only so much.
const ONE: [&str; 15] = [
    "account", "address", "app", "card", "client", "consumer", "customer", "device", "ip", "key", "merchant",
    "partner", "tenant", "token", "user",
];

/// "5 tries an hour per account": what one may do at most, not what all of them do.
pub(super) fn is_limit(facts: &Facts<'_>, metric: &Metric) -> bool {
    let behind = facts.word_at(metric.span.end);
    let words = || facts.words[behind..].iter().take(4);
    let per_one = metric.kind == MetricKind::Rate
        && words().next().is_some_and(|w| w.lower == "per")
        && words().any(|w| ONE.contains(&w.lower))
        && (matches!(&*metric.unit.thing, "attempts" | "logins" | "tries")
            || facts.has(Cue::Quota)
            || facts.words.iter().any(|w| w.lower.starts_with("limit")));
    per_one || limited(facts, metric).is_some()
}

/// The verb that limits each of them to a number: "limited each key to 20 calls a minute".
pub(super) fn limited(facts: &Facts<'_>, metric: &Metric) -> Option<Span> {
    const LIMITS: [&str; 4] = ["capped", "caps", "limited", "throttled"];
    const WHAT: [&str; 10] = [
        "attempts",
        "calls",
        "logins",
        "messages",
        "operations",
        "payments",
        "queries",
        "requests",
        "transfers",
        "tries",
    ];
    /// Words from the verb to the number.
    const REACH: usize = 8;
    if !matches!(metric.kind, MetricKind::Rate | MetricKind::Requests)
        || metric.role.is_some()
        || !WHAT.contains(&&*metric.unit.thing)
    {
        return None;
    }
    let at = facts.word_at(metric.span.start);
    let verb = (at.saturating_sub(REACH)..at).rev().find(|n| LIMITS.contains(&facts.words[*n].lower))?;
    // "Each API client"
    let each = (verb..at).find(|n| matches!(facts.words[*n].lower, "each" | "every" | "one" | "an" | "per"))?;
    let one = facts.words[each..at].iter().take(3).any(|w| ONE.contains(&w.lower));
    one.then(|| facts.words[verb].span)
}

/// "52,000 applications in the first quarter", "1.3m logins in the first hour": what came in since.
fn came_in(facts: &Facts<'_>, metric: &Metric) -> bool {
    const LEAST: f64 = 100.0;
    const FEW: f64 = 20.0;
    let behind = &facts.words[facts.word_at(metric.span.end)..];
    let since = |w: &[Word<'_>]| {
        matches!(w[0].lower, "in" | "on" | "during" | "within")
            && matches!(w[1].lower, "the" | "its" | "their" | "our")
            && matches!(w[2].lower, "first" | "last" | "opening")
    };
    // "300 orders on a normal day"
    let usual = |w: &[Word<'_>]| {
        matches!(w[0].lower, "on" | "in" | "at")
            && matches!(w[1].lower, "a" | "an" | "the")
            && matches!(w[2].lower, "average" | "busy" | "good" | "normal" | "peak" | "typical" | "usual")
    };
    // "3.2m letters every morning"
    let daily = || {
        behind.windows(2).next().is_some_and(|w| {
            matches!(w[0].lower, "a" | "each" | "every" | "per")
                && matches!(
                    w[1].lower,
                    "morning" | "evening" | "afternoon" | "weekend" | "shift" | "season" | "harvest" | "term"
                )
        })
    };
    let once = || {
        behind.windows(4).next().is_some_and(|w| {
            (since(w) || usual(w))
                && (w[3].is(Class::TIME) || matches!(w[3].lower, "season" | "weekend" | "night" | "hour" | "day"))
        })
    };
    // "Some 80 boxes every Friday", "60 tickets on a Saturday"
    let market_day = || {
        const DAYS: [&str; 9] =
            ["friday", "market", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday", "weekend"];
        behind.windows(3).next().is_some_and(|w| {
            let on = usize::from(w[0].lower == "on" && matches!(w[1].lower, "a" | "each" | "every"));
            matches!(w[on].lower, "a" | "each" | "every") && DAYS.contains(&w[on + 1].lower.trim_end_matches('s'))
        }) || behind.len() == 2 && matches!(behind[0].lower, "each" | "every") && DAYS.contains(&behind[1].lower)
    };
    let thing = class_of(&metric.unit.thing);
    let of_the_work = || thing.has(Class::RELEASE | Class::OF_THE_WORK | Class::FAILURE | Class::TIME);
    metric.is_scale()
        && (metric.value >= LEAST && (daily() || once()) || metric.value >= FEW && market_day() && !of_the_work())
}

/// "80,000 units in shops", "1,200 boxes sold": things that were made and are out there.
fn is_in_the_field(facts: &Facts<'_>, metric: &Metric) -> bool {
    const OUT: [&str; 5] = ["delivered", "fielded", "installed", "shipped", "sold"];
    const WHERE: [&str; 10] =
        ["cars", "circulation", "field", "flats", "homes", "households", "service", "shops", "use", "vehicles"];
    let behind = &facts.words[facts.word_at(metric.span.end)..];
    let sold = behind.first().is_some_and(|w| OUT.contains(&w.lower));
    let placed = || behind.iter().take(3).any(|w| WHERE.contains(&w.lower)) && behind[0].lower == "in";
    let goes_on = facts.words.get(facts.word_at(metric.span.end).wrapping_sub(1)).is_some_and(|w| !w.ends_phrase);
    // "A report on 40,000 items sold" only reads of them.
    let at = facts.word_at(metric.span.start);
    let read = || {
        const READS: [&str; 9] =
            ["dashboard", "dashboards", "import", "importer", "imports", "parser", "parsers", "report", "reports"];
        (1..3).any(|n| matches!(facts.before(at, n), "for" | "of" | "on" | "with"))
            || facts.words[..at].iter().any(|w| READS.contains(&w.lower))
    };
    goes_on && !read() && metric.is_scale() && (sold || placed())
}

/// Whether organisations are counted that the work was for: "52 councils", "430 hotels".
fn serves(facts: &Facts<'_>, metric: &Metric) -> bool {
    let before = facts.text[..metric.span.start as usize].split_whitespace().next_back().unwrap_or_default();
    let unit = metric.unit.thing.split(' ').next_back().unwrap_or_default();
    // "Delivered 17 web shops": what was made.
    let at = facts.word_at(metric.span.start);
    let made = at > 0 && facts.words[at - 1].is(Class::MAKER) || facts.before(at, 1) == "delivered";
    // "40 edge sites" are machines somewhere.
    if unit == "sites" && metric.span.of(facts.text).to_lowercase().contains("edge ") {
        return false;
    }
    if made && matches!(unit, "shops" | "sites" | "stores") {
        return false;
    }
    class_of(unit).has(Class::ORGANISATION) && !["from", "of", "across"].contains(&before.to_lowercase().as_str())
}
