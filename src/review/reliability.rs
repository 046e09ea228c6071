//! What keeps a system up, in a statement of work (GUIDE section 2).

use super::cues::{Cue, Found};
use super::endures::endures;
use super::line::is_technical;
use super::metric::{Metric, MetricKind};
use super::security::is_listed;
use super::signal::{Facts, joined};
use super::word::{Class, Word, class_of};
use crate::text::Span;

/// What keeps a system up, in a statement of work. Monitoring and alerting as nouns are names; set up, tuned or answered
/// they are work, and so are fewer crashes and incidents by number.
pub(super) fn reliability(facts: &Facts<'_>) -> Option<Span> {
    // Retries that a contract speaks of are the client's.
    let webhooks = || facts.words.iter().any(|w| w.lower.starts_with("webhook"));
    let idempotent = |f: &Found| facts.words[f.words.0].lower.starts_with("idempot");
    let of_contract = || {
        facts.has(Cue::ApiOwn) || facts.has(Cue::ApiTrait) && facts.all(Cue::Api).any(|f| !idempotent(f)) || webhooks()
    };
    let own = |f: &&Found| {
        let word = facts.words[f.words.0].lower;
        !((word.starts_with("retr") || matches!(word, "backoff" | "idempotent")) && of_contract())
    };
    // "The list of on-call doctors"
    let of_people = |f: &Found| facts.words.get(f.words.1).is_some_and(|w| w.is(Class::RESCUE) || w.is(Class::ON_DUTY));
    // "Wake-up time" is that of a chip.
    let of_chip = |f: &Found| {
        facts.words[f.words.0].lower.starts_with("wake")
            && facts.words.get(f.words.1).is_some_and(|w| matches!(w.lower, "time" | "times" | "latency" | "current"))
    };
    let named = |f: &&Found| !is_listed(facts, f) && !of_people(f) && !of_chip(f) && !is_praise_or_load(facts, f);
    if let Some(strong) = facts.all(Cue::Reliable).filter(named).find(own) {
        return Some(strong.span);
    }
    if let Some(up) = facts.metrics.iter().find(|m| m.kind == MetricKind::Availability) {
        return Some(up.span);
    }
    if let Some(proof) =
        outage(facts).or_else(|| endures(facts)).or_else(|| traced(facts)).or_else(|| caught_before(facts))
    {
        return Some(proof);
    }
    // Fixing the crashes of an app is fixing it.
    let fixes = || facts.words.iter().take(3).any(|w| w.lower.starts_with("fix"));
    // "From 200+ errors a day to about 15"
    let rate = || {
        let of_failures = |m: &Metric| {
            m.kind == MetricKind::Rate
                && class_of(m.unit.thing.split('/').next().unwrap_or_default()).has(Class::FAILURE)
        };
        facts.words.iter().any(|w| w.lower == "from") && facts.metrics.iter().any(of_failures)
    };
    let fewer = |_: &&Found| (facts.metrics.iter().any(|m| m.role.is_some()) || rate()) && !fixes();
    let gone = |f: &&Found| {
        facts.words[f.words.1..]
            .iter()
            .take(2)
            .any(|w| matches!(w.lower, "stopped" | "vanished" | "disappeared" | "ended"))
    };
    if let Some(fault) = facts.first(Cue::Fault).filter(|f| fewer(f) || gone(f)) {
        return Some(fault.span);
    }
    let alert = |noun: &Found| {
        let last = facts.words[noun.words.1 - 1].lower;
        facts.words[noun.words.0].lower.starts_with("alert") || last.starts_with("alert") || last.starts_with("alarm")
    };
    // "Alerts on late tables": an alert for something was set up, whatever the verb.
    const FOR: [&str; 10] = ["on", "per", "for", "when", "if", "before", "that", "after", "to", "as"];
    let purpose = |noun: &&Found| {
        let next = facts.words.get(noun.words.1).map_or("", |w| w.lower);
        let drift = facts.words[noun.words.0].lower == "drift";
        alert(noun)
            && (drift || noun.words.1 == noun.words.0 + 1)
            && FOR.contains(&next)
            && !facts.words[noun.words.1 - 1].ends_phrase
    };
    if let Some(noun) = facts.all(Cue::Observe).find(purpose) {
        return Some(noun.span);
    }
    // "Set up the monitoring of bee hives": of what no word says that it is software.
    let of_software = || {
        is_technical(facts)
            || [Cue::System, Cue::Generic, Cue::Property, Cue::Craft, Cue::Buzz].iter().any(|cue| facts.has(*cue))
    };
    let other = |noun: &Found| {
        noun.words.1 == noun.words.0 + 1
            && facts.words.get(noun.words.1).is_some_and(|w| w.lower == "of")
            && !of_software()
    };
    facts.all(Cue::Operate).find_map(|verb| {
        let last = &facts.words[verb.words.1 - 1];
        // "Instrumented 21 services of a school with tracing"; "the alerts: set them up and answered them".
        let far = |noun: &Found| alert(noun) || facts.words[verb.words.0].lower.starts_with("instrument");
        let back = matches!(last.lower, "up" | "answered" | "tuned") && verb.words.1 - verb.words.0 != 2;
        facts
            .all(Cue::Observe)
            .find(|noun| {
                let behind = noun.words.0 >= verb.words.1;
                // "Developing, monitoring and maintaining": one deed beside another.
                let listed = noun.words.0 == verb.words.1
                    && last.ends_phrase
                    && facts.words[noun.words.0].lower.ends_with("ing")
                    && facts.words.get(noun.words.1).is_some_and(|w| w.lower == "and");
                !other(noun) && behind && !listed && (noun.words.0 - verb.words.1 <= 4 || far(noun))
                    || verb.words.0 >= noun.words.1 && (verb.words.0 - noun.words.1 <= 1 || back && alert(noun))
            })
            .map(|noun| joined(verb.span, noun.span))
    })
}

/// "After two expiries had taken the shop down": why the work was done.
fn outage(facts: &Facts<'_>) -> Option<Span> {
    const TAKES: [&str; 8] = ["take", "takes", "taking", "took", "taken", "bring", "brings", "brought"];
    let words = facts.words;
    let down = words.iter().position(|w| w.lower == "down")?;
    // "Took the latency down to 40 ms"
    let to = |w: &Word<'_>| w.is_number() || matches!(w.lower, "to" | "by" | "from");
    let takes = || (down.saturating_sub(5)..down).any(|n| TAKES.contains(&words[n].lower));
    if words.get(down + 1).is_some_and(to) || !takes() {
        return None;
    }
    let after = (down.saturating_sub(10)..down).rev().find(|at| words[*at].lower == "after")?;
    // "After profiling, brought page load times down"
    if after == 0 || words[after..down].iter().any(|w| w.ends_phrase) {
        return None;
    }
    let why = &words[after];
    // What was laid out anew for it is a decision on a store.
    const ELSE: u64 = Cue::bits(&[Cue::Layout, Cue::Partition]);
    (is_technical(facts) && facts.present & ELSE == 0).then(|| joined(why.span, words[down].span))
}

/// "A robust, self-healing infrastructure" praises, "survives 3 million viewers" tells of a load, and whoever paged through rows read them.
fn is_praise_or_load(facts: &Facts<'_>, found: &Found) -> bool {
    const PRAISED: [&str; 7] =
        ["architecture", "environment", "environments", "infrastructure", "platform", "solutions", "systems"];
    const CROWD: [&str; 3] = ["users", "viewers", "visitors"];
    let (at, end) = found.words;
    let behind = &facts.words[end..];
    let next = behind.first().map_or("", |w| w.lower);
    match facts.words[at].lower {
        word if word.starts_with("self-heal") => PRAISED.contains(&next) && !facts.classes.has(Class::DIGIT),
        "survives" | "surviving" => {
            let crowd = |w: &Word<'_>| w.is(Class::PEOPLE) || CROWD.contains(&w.lower);
            next == "as" || behind.first().is_some_and(Word::is_number) && behind.iter().take(4).any(crowd)
        }
        // "Paging rules: cursors, no offsets" are those of lists.
        "paging" => facts.has(Cue::ApiTrait) || facts.has(Cue::ApiOwn),
        // "A lock that lost its key at every failover" was replaced.
        word if word.starts_with("fail") && matches!(facts.before(at, 1), "each" | "every") => {
            let faults = facts.words[at.saturating_sub(8)..at].windows(2);
            faults.into_iter().any(|w| matches!(w[0].lower, "that" | "which") && w[1].is(Class::FALLS_SHORT))
        }
        "paged" if next == "through" => {
            let pager =
                |w: &Word<'_>| w.gives(Cue::Observe) || matches!(w.lower, "opsgenie" | "pagerduty" | "sms" | "phone");
            !behind.iter().take(4).any(pager)
        }
        _ => false,
    }
}

/// "Traced the hourly freezes of the dispatch board to DNS": why a system stops now and then was found.
fn traced(facts: &Facts<'_>) -> Option<Span> {
    const TRACES: [&str; 8] = ["chased", "found", "hunted", "pinned", "traced", "tracked", "tracing", "tracking"];
    /// Words from the verb to what stopped, and from there to the cause.
    const NEAR: usize = 8;
    let words = facts.words;
    if !facts.classes.has(Class::STOPS) {
        return None;
    }
    let verb = words.iter().take(4).position(|w| TRACES.contains(&w.lower))?;
    let stop = (verb + 1..words.len().min(verb + NEAR)).find(|at| words[*at].is(Class::STOPS))?;
    // "Found out why the displays froze"
    let why = (verb + 1..stop).find(|at| words[*at].lower == "why");
    if let (Some(_), true) = (why, is_technical(facts) || facts.has(Cue::System)) {
        return Some(joined(words[verb].span, words[stop].span));
    }
    let to = (stop + 1..words.len().min(stop + NEAR)).find(|at| words[*at].lower == "to")?;
    let one = !words[verb..to].iter().any(|w| w.ends_clause);
    (one && (is_technical(facts) || facts.has(Cue::System))).then(|| joined(words[verb].span, words[to].span))
}

/// "Two wrong payslip runs caught before they went out", "a bad price file is held back before a customer sees it".
fn caught_before(facts: &Facts<'_>) -> Option<Span> {
    const CATCHES: [&str; 8] =
        ["blocked", "caught", "held", "intercepted", "quarantined", "rejected", "stopped", "stops"];
    let words = facts.words;
    if !(facts.classes.has(Class::BAD) && facts.classes.has(Class::RUN)) {
        return None;
    }
    let bad = words.iter().position(|w| w.is(Class::BAD))?;
    let run = (bad + 1..words.len().min(bad + 4)).find(|at| words[*at].is(Class::RUN))?;
    let near = run.saturating_sub(8)..words.len().min(run + 9);
    let caught = near.into_iter().find(|at| CATCHES.contains(&words[*at].lower))?;
    let before = (caught.max(run) + 1..words.len()).take(4).find(|at| words[*at].lower == "before")?;
    Some(joined(words[bad].span, words[before].span))
}
