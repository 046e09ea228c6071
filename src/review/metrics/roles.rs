//! Before, after, change: the part of each number in "from 1.8 s to 240 ms".

use super::token::{Kind, Token};
use super::unit::{Unit, period};
use super::{Found, Reader};
use crate::review::metric::{MetricKind, MetricRole, MetricUnit};
use crate::review::word::{Class, class_of};

/// Stems of verbs that tell of a change for the better or the worse, by their first letter.
fn changes(first: u8) -> &'static [&'static str] {
    match first {
        b'a' => &["accelerat"],
        b'b' => &["boost", "brought", "bring"],
        b'c' => &["cut"],
        b'd' => &["doubl", "drop", "decreas"],
        b'f' => &["fell", "fall"],
        b'g' => &["grew", "grow"],
        b'h' => &["halv"],
        b'i' => &["improv", "increas"],
        b'l' => &["lower"],
        b'm' => &["mov", "minimi"],
        b'o' => &["optimi"],
        b'q' => &["quadrupl"],
        b'r' => &["reduc", "rais", "rose", "rise"],
        b's' => &["sped", "speed", "shrink", "shrank", "shorten", "sav", "slash", "scal"],
        b't' => &["tripl", "trebl", "trim", "took"],
        b'w' => &["went"],
        _ => &[],
    }
}

/// Whether a word begins as one that tells of a change does.
pub(in crate::review) fn is_change(word: &str) -> bool {
    let stems = word.as_bytes().first().map_or(&[][..], |first| changes(*first));
    matches!(word, "down" | "from" | "up") || stems.iter().any(|stem| word.starts_with(stem))
}

/// Whether the statement tells of a change.
pub(super) fn improves(reader: &Reader<'_>) -> bool {
    // A word of the lists tells it in most cases, and all of these are asked in one go.
    let all = reader.tokens.iter().fold(Class::NONE, |all, token| all | token.classes);
    let unknown = |t: &Token<'_>| !t.classes.has(Class::KNOWN) && is_change(t.word);
    // "600 to 4,000 a second after batching", "15 a week, then 3"
    let then = |pair: &[Token<'_>]| pair[0].word == "then" && matches!(pair[1].kind, Kind::Number(_));
    let after = |pair: &[Token<'_>]| pair[0].word == "after" && pair[1].word.ends_with("ing");
    let after = || reader.tokens.windows(2).any(|pair| after(pair) || then(pair));
    all.has(Class::CHANGE) || reader.tokens.iter().any(unknown) || after()
}

/// Before a number, they say that it is of the past.
const WAS: [&str; 9] = ["formerly", "lasted", "needed", "previously", "ran", "took", "used", "was", "were"];

/// Gives each number its part, and drops the times that are none without one.
pub(super) fn assign(reader: &Reader<'_>, found: &mut [Found]) {
    for i in 1..found.len() {
        let (before, after) = (found[i - 1].tokens, found[i].tokens);
        if found[i - 1].refused || found[i].refused || found[i - 1].metric.role.is_some() {
            continue;
        }
        let between = Between { reader, from: before.1, to: after.0.max(before.1) };
        let arrow = (before.1..after.0).any(|at| matches!(reader.sign(at), Some('→' | '>' | '➔' | '⇒')));
        // "From a week of retyping to a ten-minute import"
        let article = between.last() == "a" && between.back(2) == "to" && same_dimension(found, i);
        let to = (article || ["to", "under", "below", "about", "around"].contains(&between.last()))
            && between.has(&["to"])
            && between.len() <= 7;
        // "backups took 9 hours; they take 50 minutes now"
        let takes = || {
            matches!(between.last(), "takes" | "take" | "needs" | "need" | "is" | "nowadays" | "today")
                || between.last() == "in" && between.has(&["is", "are", "runs", "finishes", "completes"])
        };
        let now = reader.word(after.1) == "now" || between.has(&["now"]) || takes();
        let took = before.0.checked_sub(1).is_some_and(|b| WAS.contains(&reader.word(b)));
        if now && took && same_thing(&found[i - 1], &found[i]) {
            if same_dimension(found, i) {
                share(reader, found, i);
            }
            give(found, i, MetricRole::Before, MetricRole::After);
            continue;
        }
        // "4 hours of manual work became 10 minutes", "pages: 15 a week, then 3"
        let bare = found[i].metric.unit.thing.is_empty();
        let later = between.last() == "became" || between.last() == "then" && between.len() <= 2 && bare;
        if later && same_thing(&found[i - 1], &found[i]) {
            share(reader, found, i);
            give(found, i, MetricRole::Before, MetricRole::After);
            continue;
        }
        // "11 s before, 1.5 s after"
        // A mark is a token without a word.
        let then = (between.len() == 1 || between.len() == 2 && matches!(between.last(), "and" | ""))
            && reader.word(before.1) == "before"
            && ["after", "afterwards", "now"].contains(&reader.word(after.1));
        if (then || swapped(&between)) && same_thing(&found[i - 1], &found[i]) {
            share(reader, found, i);
            let (first, second) =
                if then { (MetricRole::Before, MetricRole::After) } else { (MetricRole::After, MetricRole::Before) };
            give(found, i, first, second);
            continue;
        }
        let from = (before.0.saturating_sub(5)..before.0).any(|at| reader.word(at) == "from");
        // "from 2 a week to 9 a day", "from $9,000 to $3,500 a month"
        let thing = |at: usize| &*found[at].metric.unit.thing;
        let periods = (from || arrow)
            && found[i - 1].metric.kind == found[i].metric.kind
            && !thing(i).is_empty()
            && thing(i - 1) == thing(i);
        if periods && (to || arrow) && found[i - 1].metric.unit.period.is_none() {
            found[i - 1].metric.unit = found[i].metric.unit.clone();
        }
        let same = (periods || found[i - 1].metric.unit == found[i].metric.unit) && found[i].kind.is_some();
        let bare = found[i - 1].metric.unit.thing.is_empty();
        // "failed releases went from 11 to 2": what is counted stands before.
        let both_bare =
            bare && found[i].metric.unit.thing.is_empty() && !(is_version(reader, before) && is_version(reader, after));
        // "from Win 95 to 98", "the age group of 18 to 60"
        let named = before.0 > 1 && {
            let name = &reader.tokens[before.0 - 1];
            name.kind == Kind::Word && name.span.of(reader.text).starts_with(char::is_uppercase)
        };
        // "Scaled the team from 3 to 28": team size is no metric.
        let team = (before.0.saturating_sub(3)..before.0).any(|at| {
            ["team", "squad", "staff", "headcount", "department", "crew", "group", "org"].contains(&reader.word(at))
        });
        let named = named || team;
        let near = (before.0.saturating_sub(2)..before.0).any(|at| reader.word(at) == "from");
        if both_bare && !named && (near && to && between.len() == 1 || arrow && reader.improving()) {
            // "Pages per week came down from 31 to 6"
            let each = (before.0.saturating_sub(6)..before.0.saturating_sub(1))
                .find(|at| reader.word(*at) == "per")
                .and_then(|at| period(reader.word(at + 1)))
                .filter(|each| !matches!(*each, "release" | "sprint"));
            if let Some(each) = each {
                for one in &mut found[i - 1..=i] {
                    one.metric.kind = MetricKind::Rate;
                    one.metric.unit = MetricUnit { thing: "events".into(), period: Some(each) };
                }
            }
            give(found, i, MetricRole::Before, MetricRole::After);
            continue;
        }
        // "72 nodes down to 18", "a backlog of 2,600 tickets to below 300"
        let down = matches!(between.back(2), "down" | "up") || matches!(between.last(), "below" | "under");
        let on = to && between.len() == 2 && down && reader.improving();
        // "from 120 a month to 3": the second half shares the unit.
        let shares =
            from && to && between.len() == 1 || arrow || on || is_second_half(reader, &found[i - 1], &found[i]);
        if !bare && found[i].metric.unit.thing.is_empty() && shares {
            share(reader, found, i);
            give(found, i, MetricRole::Before, MetricRole::After);
            continue;
        }
        // "Cut three hours of nightly batch to 25 minutes"
        let of = !bare
            && same_dimension(found, i)
            && reader.word(before.1) == "of"
            && between.last() == "to"
            && between.len() <= 5
            && reader.improving()
            && found[i - 1].metric.value > found[i].metric.value;
        let falling = of || to && bare && between.len() == 1 && falls(reader, &found[i - 1], &found[i]);
        if !(arrow || falling || to && (from || same && between.len() == 1))
            || !(same
                || bare && found[i].kind.is_some()
                || found[i - 1].tenure
                || found[i].tenure
                || same_dimension(found, i))
        {
            continue;
        }
        if bare {
            let (kind, unit) = (found[i].metric.kind, found[i].metric.unit.clone());
            let factor = factor_of(reader, &found[i]).max(million_of(reader, &found[i - 1], &found[i]));
            let first = &mut found[i - 1];
            first.metric.kind = kind;
            first.metric.value *= factor;
            first.metric.unit = unit;
        }
        give(found, i, MetricRole::Before, MetricRole::After);
        // "from 3 hours to 200 ms": one of both says what it is.
        if same_dimension(found, i) && found[i - 1].metric.kind != found[i].metric.kind {
            found[i - 1].metric.kind = MetricKind::Latency;
            found[i].metric.kind = MetricKind::Latency;
        }
    }
    for one in found.iter_mut() {
        if one.metric.unit.thing != "events" || one.metric.unit.period.is_none() {
            continue;
        }
        // "pages fell from 40 to 6 a week": what is counted stands before the numbers, and before no "and": "found 12 bugs and
        // cut rollback from 4".
        let before = (one.tokens.0.saturating_sub(12)..one.tokens.0).rev().map(|at| reader.word(at));
        let nouns: Vec<&str> = before.take_while(|w| *w != "and").collect();
        let at = nouns.iter().position(|w| w.len() > 3 && w.ends_with('s'));
        // "Support tickets about exports went from 30 a month to 2"
        let at = at.map(|at| at + 2).filter(|at| *at < nouns.len() && nouns[at - 1] == "about").or(at);
        // "late dashboards went from 9 to 1 a month"
        const WRONG: [&str; 16] = [
            "bricked",
            "crashed",
            "late",
            "broken",
            "failed",
            "failing",
            "wrong",
            "duplicate",
            "double",
            "missed",
            "lost",
            "abuse",
            "rejected",
            "manual",
            "support",
            "stale",
        ];
        let wrong = at.is_some_and(|at| nouns.iter().skip(at + 1).take(2).any(|w| WRONG.contains(w)));
        one.metric.of_failures = wrong
            || at.is_some_and(|at| {
                // Pages of a pager and releases: what is counted before a change.
                class_of(nouns[at]).has(Class::FAILURE)
                    || matches!(
                        nouns[at],
                        "pages" | "reports" | "releases" | "deployments" | "deploys" | "builds" | "commits"
                    )
            });
    }
    for one in found.iter_mut() {
        if one.metric.role.is_some() || one.refused {
            continue;
        }
        let (first, next) = one.tokens;
        let before = first.checked_sub(1).map(|b| reader.word(b)).unwrap_or_default();
        let two = first.checked_sub(2).map(|b| reader.word(b)).unwrap_or_default();
        let relative = matches!(one.metric.kind, MetricKind::Percent | MetricKind::Multiplier);
        // "adopted by 4 teams" says who, not by how much.
        let who = before == "by" && (two.ends_with("ed") || matches!(two, "held" | "kept" | "read" | "run" | "seen"));
        let by = !who && before == "by" || two == "by" || reader.word(first) == "by" || reader.word(first) == "in";
        let spelled = !matches!(reader.tokens[first].kind, Kind::Number(_));
        // "70 % of the load" is a share; "by 70 % of the load" is none.
        let share = || reader.word(next) == "of" && before != "by";
        let compared = || (next..next + 2).any(|at| reader.is(at, Class::COMPARED));
        let to = || {
            ["to", "under", "below"].contains(&before) && !(before == "to" && two == "up")
                || two == "to" && ["under", "below", "about", "around", "over"].contains(&before)
        };
        // "saved the finance team 6 hours"
        let near = first.saturating_sub(if one.metric.kind == MetricKind::Duration { 5 } else { 1 })..first;
        let saved = || {
            near.clone().any(|at| {
                let word = reader.word(at).as_bytes();
                (word.starts_with(b"sav") || word.starts_with(b"free"))
                    && matches!(word, b"saved" | b"saving" | b"saves" | b"save" | b"freed" | b"freeing" | b"frees")
            }) && one.metric.kind != MetricKind::Size
        };
        let less = || matches!(reader.word(next), "less" | "faster" | "saved" | "quicker" | "cheaper" | "lower");
        let change = || {
            relative && (by || compared() || spelled || reader.is_signed(first, first + 1))
                || by && reader.improving()
                || relative && !share() && !matches!(before, "to" | "of" | "at") && reader.improving()
                // "22 % off the list price", and not "a 20 % off banner"; "two nodes fewer"
                // "Geomean 6.4 %", "a speed-up of 30 %"
                || relative && (is_gain(before) || before == "of" && is_gain(two) || is_gain(reader.word(next)))
                || one.metric.kind == MetricKind::Percent && reader.word(next) == "off"
                    && matches!(reader.word(next + 1), "its" | "list" | "our" | "the" | "what")
                || one.metric.kind == MetricKind::Count && reader.word(next) == "fewer"
                || one.metric.kind != MetricKind::Count && less()
                || saved()
        };
        // "Down from about 35 a night"
        let hedged = || {
            let three = first.checked_sub(3).map(|b| reader.word(b)).unwrap_or_default();
            matches!(before, "about" | "almost" | "around" | "nearly" | "over" | "roughly" | "some")
                && two == "from"
                && matches!(three, "down" | "up")
        };
        one.metric.role = if reader.improving() && to() {
            Some(MetricRole::After)
        } else if (before == "from" && (two == "down" || two == "up" || reader.word(first + 1) == "in") || hedged())
            && reader.improving()
        {
            Some(MetricRole::Before)
        } else if change() {
            Some(MetricRole::Change)
        } else {
            None
        };
        // Days and weeks are the length of a project unless something got shorter.
        if one.tenure
            && matches!(one.metric.role, Some(MetricRole::After | MetricRole::Before))
            && one.metric.value < 3.0e9
        {
            one.kind = Some(MetricKind::Duration);
        }
    }
}

/// The tokens between two numbers.
struct Between<'r, 't> {
    reader: &'r Reader<'t>,
    from: usize,
    to: usize,
}

impl Between<'_, '_> {
    fn len(&self) -> usize {
        self.to - self.from
    }

    /// The `n`th word from the end, which is 1; empty where there is none.
    fn back(&self, n: usize) -> &str {
        if n <= self.len() { self.reader.word(self.to - n) } else { "" }
    }

    fn last(&self) -> &str {
        self.back(1)
    }

    /// Whether one of these words is among them.
    fn has(&self, words: &[&str]) -> bool {
        (self.from..self.to).any(|at| words.contains(&self.reader.word(at)))
    }
}

/// Whether the words between two numbers put the new one first: "6 minutes instead of 45", "240 ms, down from 1.8 s".
fn swapped(between: &Between<'_, '_>) -> bool {
    const FORMERLY: [&str; 7] = ["before", "previously", "formerly", "earlier", "was", "were", "not"];
    // "6 ms p99, from 70", "4 min (from 25)"
    let apart = |at: usize| matches!(between.reader.sign(at), Some(',' | '('));
    if between.last() == "from" && between.len() <= 4 && between.len() > 1 && apart(between.to - 2)
        // "12 pupils, from 10 to 18 years old"
        && !matches!(between.reader.word(between.to + 1), "to" | "and")
    {
        return true;
    }
    const BEHIND: [&str; 11] =
        ["took", "needed", "was", "were", "about", "it", "to", "almost", "nearly", "over", "just"];
    // "in 2.5 s, before it took 90 s", "40 min and not 6 h anymore", "18 minutes, earlier it was just over 2 hours", "in 0.6 s and
    // was almost 5 s"
    let formerly = between.len() <= 6
        && (FORMERLY.contains(&between.last())
            || BEHIND.contains(&between.last())
                && (between.has(&["before", "previously", "formerly", "earlier"])
                    // "240 ms was cut to 90 ms" tells it in order.
                    || between.has(&["was", "were"]) && !between.has(&["to"])));
    // "0.8 s now, used to be 5", "120 ms where it used to take 2.5 s"
    let used = between.len() <= 7
        && matches!(between.last(), "be" | "need" | "take" | "wait")
        && (between.back(3), between.back(2)) == ("used", "to");
    // "10 min where it took 50 min"
    let where_it = between.len() <= 4
        && ["took", "was", "were", "needed", "ran", "lasted"].contains(&between.last())
        && between.has(&["where"]);
    formerly
        || used
        || where_it
        || between.len() <= 3
            && matches!(
                (between.back(2), between.last()),
                ("instead", "of")
                    | ("rather", "than")
                    | ("down" | "up", "from")
                    | ("it", "was")
                    | ("compared", "to")
                    | (_, "vs")
            )
}

/// Whether a bare number is written as versions are: "from 5.7 to 8.0".
fn is_version(reader: &Reader<'_>, tokens: (usize, usize)) -> bool {
    reader.tokens.get(tokens.0).is_some_and(|token| {
        let digits = token.span.of(reader.text);
        digits.len() <= 4 && digits.contains('.') && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// Whether two numbers are of one kind, or the second has its unit from the first.
fn same_thing(first: &Found, second: &Found) -> bool {
    let time = |f: &Found| matches!(f.metric.kind, MetricKind::Latency | MetricKind::Duration);
    !first.metric.unit.thing.is_empty()
        && (second.metric.unit.thing.is_empty()
            || first.metric.unit == second.metric.unit
            || time(first) && time(second))
}

/// Whether a word says that the share beside it was won.
fn is_gain(word: &str) -> bool {
    matches!(word, "gain" | "gains" | "geomean" | "speedup" | "speedups" | "throughput" | "uplift")
}

/// Whether a bare number is more than a measure behind it: "MTTR 94 to 28 minutes" is a change, for a range would rise.
fn falls(reader: &Reader<'_>, first: &Found, second: &Found) -> bool {
    // "Rolled out iOS 17 to 5 % of devices" is none.
    let measure =
        matches!(second.metric.kind, MetricKind::Latency | MetricKind::Duration | MetricKind::Money | MetricKind::Size);
    measure && first.metric.value * factor_of(reader, second) > second.metric.value
}

/// "Build 71 min to 12", "laptop wait 9 days to 4": whether the bare second number is the rest of a fall. A range would rise.
fn is_second_half(reader: &Reader<'_>, first: &Found, second: &Found) -> bool {
    const BEHIND: [&str; 14] =
        ["across", "after", "and", "at", "by", "for", "in", "now", "on", "since", "via", "when", "while", "with"];
    let measure = matches!(first.metric.kind, MetricKind::Latency | MetricKind::Duration | MetricKind::Size)
        // "Cut 64 cores to 30"
        || first.metric.kind == MetricKind::Count && reader.improving();
    let (end, start, next) = (first.tokens.1, second.tokens.0, second.tokens.1);
    // "12 minutes of typing to 2"
    let of = reader.word(end) == "of" && (end + 3..end + 6).contains(&start) && reader.word(start - 1) == "to";
    let mark = reader.sign(next).is_some_and(|c| matches!(c, ',' | ';' | '.' | '(' | ')' | '—' | '–'));
    measure
        && (of || start == end + 1 && reader.word(end) == "to")
        && first.metric.value > second.metric.value * factor_of(reader, first)
        && (mark || next >= reader.tokens.len() || BEHIND.contains(&reader.word(next)))
}

/// "From 3 to 11 million": the factor that a bare first half has from the second.
fn million_of(reader: &Reader<'_>, first: &Found, second: &Found) -> f64 {
    let Kind::Number(digits) = reader.tokens[second.tokens.0].kind else { return 1.0 };
    let one_token = first.tokens.1 == first.tokens.0 + 1;
    let counted =
        matches!(second.metric.kind, MetricKind::Count | MetricKind::Users | MetricKind::Requests | MetricKind::Rate);
    if !counted || !one_token || digits <= first.metric.value {
        return 1.0;
    }
    (second.metric.value / digits).max(1.0)
}

/// Gives the `i`th number and the one before it their parts in a change, with which both count as what they are.
fn give(found: &mut [Found], i: usize, first: MetricRole, second: MetricRole) {
    for (one, role) in found[i - 1..=i].iter_mut().zip([first, second]) {
        (one.metric.role, one.kind) = (Some(role), Some(one.metric.kind));
    }
}

/// Gives a bare second number the unit of the first.
fn share(reader: &Reader<'_>, found: &mut [Found], i: usize) {
    if found[i].metric.unit.thing.is_empty() {
        let (kind, unit) = (found[i - 1].metric.kind, found[i - 1].metric.unit.clone());
        let factor = factor_of(reader, &found[i - 1]);
        let second = &mut found[i].metric;
        (second.kind, second.unit, second.value) = (kind, unit, second.value * factor);
    } else if same_dimension(found, i) && found[i - 1].metric.kind != found[i].metric.kind {
        found[i - 1].metric.kind = MetricKind::Latency;
        found[i].metric.kind = MetricKind::Latency;
    }
}

/// Whether two neighbours are both times.
fn same_dimension(found: &[Found], i: usize) -> bool {
    let time = |f: &Found| matches!(f.metric.kind, MetricKind::Latency | MetricKind::Duration);
    time(&found[i - 1]) && time(&found[i])
}

/// What the unit of `one` multiplies its number by: a bare first half shares it ("from 12 to 3 minutes").
fn factor_of(reader: &Reader<'_>, one: &Found) -> f64 {
    // "Two hundred ms", "six days"
    let worded = || reader.amount(one.tokens.0).map(|amount| amount.value).filter(|value| *value > 0.0);
    let digits = reader.tokens[one.tokens.0..one.tokens.1].iter().find_map(|t| match t.kind {
        Kind::Number(n) if n > 0.0 => Some(n),
        _ => None,
    });
    let scaled = matches!(one.metric.kind, MetricKind::Latency | MetricKind::Duration | MetricKind::Size);
    // "An hour"
    let unit = || match reader.unit(one.tokens.1 - 1) {
        Some(Unit::Time(ms, _)) => ms,
        _ => 1.0,
    };
    if !scaled {
        return 1.0;
    }
    digits.or_else(worded).map_or_else(unit, |n| one.metric.value / n)
}
