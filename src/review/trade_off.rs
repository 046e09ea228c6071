//! One thing over another, and why (GUIDE section 2): the strongest form of a decision.

use super::alternative::{alternatives, explained, has_alternatives, suffices, why};
use super::cues::{Cue, Found};
use super::line::is_of_software;
use super::part::{complaint, told_apart};
use super::rejected::{OF_LIFE, against, given_up, stopped};
use super::rival::rival;
use super::sense::TAKES;
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// Whether anything in a statement is of the trade: a name or a cue of technology, or a word that only it uses so.
fn is_of_the_trade(facts: &Facts<'_>) -> bool {
    // "Took a taxi over the train, and presented the planner": what stands in another clause says nothing of the choice.
    let choice = facts.cues.iter().find(|f| matches!(f.cue, Cue::Over | Cue::Versus)).map_or(0, |f| f.words.1);
    let other = (choice.max(1)..facts.words.len())
        .find(|at| facts.words[*at].lower == "and" && facts.words[at - 1].ends_phrase)
        .unwrap_or(facts.words.len());
    is_of_software(facts)
        || facts.classes.has(Class::WAY)
        || facts
            .cues
            .iter()
            .any(|f| matches!(f.cue, Cue::Craft | Cue::Observe | Cue::System | Cue::Generic) && f.words.0 < other)
}

/// One thing over another, and why. `of_store` tells whether a store was decided on.
pub(super) fn trade_off(facts: &Facts<'_>, of_store: bool) -> Option<Span> {
    // Towns and tables are chosen for reasons, too.
    chosen_over(facts, of_store).or_else(|| rival(facts)).filter(|_| is_of_the_trade(facts))
}

/// The same, of whatever trade.
fn chosen_over(facts: &Facts<'_>, of_store: bool) -> Option<Span> {
    if let Some(given_up) = stopped(facts).or_else(|| given_up(facts)) {
        return Some(given_up);
    }
    const CHANGED: u64 = Cue::bits(&[Cue::Reason, Cue::Purpose, Cue::Move, Cue::Weigh, Cue::Stay, Cue::Choose]);
    if !(has_alternatives(facts) || facts.classes.has(Class::GIVES) || facts.present & CHANGED != 0) {
        return None;
    }
    for alternative in alternatives(facts) {
        if let Some(why) = why(facts, &alternative) {
            return Some(joined(alternative.span, why));
        }
    }
    // "...; a database per tenant would have meant 4,200 of them": what the other way would have cost.
    const COST: [&str; 6] = ["meant", "cost", "needed", "required", "taken", "doubled"];
    let would = || {
        facts.words.windows(3).position(|w| w[0].lower == "would" && w[1].lower == "have" && COST.contains(&w[2].lower))
    };
    if let Some(at) = facts.classes.has(Class::FINITE).then(would).flatten()
        && facts.words[..at].iter().rev().take(8).any(|w| w.ends_phrase)
    {
        return Some(joined(facts.words[at].span, facts.words[at + 2].span));
    }
    // "Went with a monolith; two of us could not have run more": what the other way would have asked for.
    let could = || {
        let words = facts.words;
        (1..words.len().saturating_sub(1)).find(|at| match words[*at].lower {
            "could" => words[at + 1].lower == "not" && words.get(at + 2).is_some_and(|w| w.lower == "have"),
            "couldn't" => words[at + 1].lower == "have",
            _ => false,
        })
    };
    if let Some(choice) = facts.first(Cue::Choose)
        && let Some(at) = could().filter(|at| *at > choice.words.1)
        && facts.words[at.saturating_sub(6)..at].iter().any(|w| w.ends_clause)
    {
        return Some(joined(choice.span, facts.words[at].span));
    }
    // "Considered Neo4j, but recursive queries did the job"
    if let Some(weigh) = facts.first(Cue::Weigh) {
        let but = (weigh.words.1..facts.words.len()).find(|at| facts.words[*at].lower == "but");
        let did = |at: usize| {
            let clause = facts.words[at + 1..].iter().take(8);
            clause
                .clone()
                .find(|w| matches!(w.lower, "enough" | "sufficed" | "suffice" | "did" | "won"))
                .map(|w| w.span)
        };
        if let Some(why) = but.and_then(did) {
            return Some(joined(weigh.span, why));
        }
    }
    // "Traded freshness for cost", "gave up 15 ms for half the bill": what was won is the reason.
    let gives = facts.classes.has(Class::GIVES);
    let traded =
        || facts.words.iter().position(|w| matches!(w.lower, "traded" | "trade" | "trading") && !w.ends_phrase);
    let gave_up = || facts.words.windows(2).position(|w| w[0].lower == "gave" && w[1].lower == "up");
    if let Some(at) = gives.then(traded).flatten().or_else(|| facts.has(Cue::Versus).then(gave_up).flatten())
        && let Some(won) = {
            // "A trade reporting engine for a bank": the noun.
            let reach = if facts.words[at].lower == "gave" { 8 } else { 5 };
            facts.words[at + 1..].iter().take(reach).find(|w| w.lower == "for")
        }
    {
        return Some(joined(facts.words[at].span, won.span));
    }
    // "Where we accepted 40 ms slower writes to survive losing a region"
    let accepts = || {
        const WORSE: [&str; 22] = [
            "delay",
            "duplicates",
            "lag",
            "latency",
            "loss",
            "staleness",
            "slower",
            "higher",
            "longer",
            "more",
            "extra",
            "stale",
            "weaker",
            "worse",
            "larger",
            "doubled",
            "fewer",
            "less",
            "old",
            "older",
            "eventual",
            "eventually",
        ];
        let words = facts.words;
        // "Could live with stale reads for a minute"
        // "Went live with more" accepts nothing.
        let lives = |at: usize| {
            words[at].lower == "live"
                && words.get(at + 1).is_some_and(|w| w.lower == "with")
                && matches!(
                    facts.before(at, 1),
                    "can" | "could" | "i" | "may" | "might" | "must" | "to" | "we" | "would"
                )
        };
        let accepts = |at: &usize| matches!(words[*at].lower, "accepted" | "accept" | "accepting") || lives(*at);
        let at = (0..words.len()).find(accepts)?;
        let near = at.saturating_sub(4)..(at + 8).min(facts.words.len());
        near.into_iter().find(|n| WORSE.contains(&facts.words[*n].lower)).map(|n| (at, n))
    };
    if let Some((at, worse)) = gives.then(accepts).flatten() {
        return Some(joined(facts.words[at].span, facts.words[worse].span));
    }
    let reason = facts.first(Cue::Reason);
    // "Preferred server-rendered pages to a single-page app, since ..."
    let preferred = || facts.words.iter().position(|w| matches!(w.lower, "preferred" | "prefer"));
    if let Some(at) = gives.then(preferred).flatten()
        && let Some(to) = facts.words[at..].iter().take(8).position(|w| w.lower == "to")
        && let Some(why) =
            reason.map(|f| f.span).or_else(|| explained(facts, at + to)).or_else(|| told_apart(facts, at + to))
    {
        return Some(joined(facts.words[at].span, why));
    }
    // "Chose strangler routes instead, as agents could not wait", "kept the brokerage monolith ..., since nothing else needed it"
    let instead =
        || facts.words.windows(2).position(|w| w[0].lower == "instead" && w[0].ends_phrase && !w[1].is_number());
    // "Left the tariff engine in COBOL, because"
    let kept = || {
        const LEAVES: [&str; 4] = ["kept", "left", "leaving", "keeping"];
        // "Kept in touch with the vendor"
        const IN: [&str; 7] = ["contact", "contract", "mind", "project", "sync", "team", "touch"];
        let kept_in = || facts.words.get(2).is_some_and(|w| IN.contains(&w.lower));
        // "Left the bank for a startup because" is about somebody's life.
        let of_life = || facts.words.iter().take(8).any(|w| OF_LIFE.contains(&w.lower));
        let leaves = LEAVES.contains(&facts.words.first()?.lower) && !facts.has(Cue::Over);
        (leaves && !kept_in() && !of_life()).then_some(0)
    };
    if let (Some(at), Some(reason)) =
        (instead().filter(|_| facts.has(Cue::Choose)).or_else(kept), reason.filter(|r| facts.is_cause(r)))
        && at < reason.words.0
    {
        return Some(joined(facts.words[at].span, reason.span));
    }
    if let Some(against) = against(facts) {
        return Some(against);
    }
    // "Decided for gRPC between the servers and kept REST at the edge, because ..."
    let beside = || {
        let words = facts.words;
        (1..words.len()).find(|at| {
            words[at - 1].lower == "and"
                && matches!(words[*at].lower, "kept" | "left")
                && (at + 1..at + 3).any(|n| facts.within(facts.skills, n))
        })
    };
    if let (true, Some(cause)) = (facts.has(Cue::Choose), facts.causes().next())
        && let Some(at) = beside().filter(|at| *at < cause.words.0)
    {
        return Some(joined(facts.words[at].span, cause.span));
    }
    if let Some(apart) = each_in_its_place(facts) {
        return Some(apart);
    }
    // "Decided to buy the CRM and build the quoting tool, because quoting is where the margin is"
    let buys = || {
        facts.words.iter().any(|w| w.lower == "buy")
            && facts.words.iter().any(|w| matches!(w.lower, "build" | "building"))
    };
    if let (Some(choice), Some(cause)) = (facts.first(Cue::Choose), facts.causes().next())
        && choice.words.0 < cause.words.0
        && buys()
        && facts.all(Cue::System).any(|f| (choice.words.1..cause.words.0).contains(&f.words.0))
    {
        return Some(joined(choice.span, cause.span));
    }
    // "Deliberately simple, one VM and cron, because the volunteers must run it"
    // "Deliberately moved to a remote job because" is about somebody's life.
    const MADE: u64 = Cue::bits(&[Cue::Store, Cue::StoreName, Cue::Style, Cue::Craft, Cue::System, Cue::Generic]);
    let made = || !facts.skills.is_empty() || facts.present & MADE != 0;
    let went = |at: usize| facts.words.get(at + 1).is_some_and(|w| matches!(w.lower, "left" | "moved" | "quit"));
    if let (Some(at), Some(cause)) =
        (facts.words.iter().position(|w| ON_PURPOSE.contains(&w.lower)), facts.causes().next())
        && at < cause.words.0
        && made()
        && !went(at)
    {
        return Some(joined(facts.words[at].span, cause.span));
    }
    // "Stuck with a monolith, because ..."; "on purpose" alone says no why.
    let purpose = |r: &&Found| facts.words[r.words.0].lower == "on" && facts.words[r.words.1 - 1].lower == "purpose";
    let told = facts.all(Cue::Reason).find(|r| !purpose(r));
    // "Went back to a plain consumer: nobody could debug the state"
    if let Some(stay) = facts.first(Cue::Stay)
        && let Some(why) =
            told.map(|f| f.span).or_else(|| explained(facts, stay.words.1)).or_else(|| told_apart(facts, stay.words.1))
    {
        return Some(joined(stay.span, why));
    }
    // "A monolith on purpose, since four people run it"
    // and so does "on purpose. Every hour not spent on servers went into the importer".
    if let Some(on) = facts.all(Cue::Reason).find(purpose) {
        let behind = || {
            let clause = facts.words[on.words.1..].iter().take(12);
            clause.clone().next().filter(|_| {
                let last = &facts.words[on.words.1 - 1];
                last.ends_clause || last.opens_clause
            })?;
            clause.clone().find(|w| w.is(Class::FINITE)).map(|w| w.span)
        };
        if let Some(why) = facts.causes().next().map(|r| r.span).or_else(behind) {
            return Some(joined(on.span, why));
        }
    }
    // "Looked at Neo4j but stayed on Postgres; recursive queries were fast enough"
    if let Some(weigh) = facts.first(Cue::Weigh).filter(|_| reason.is_none() && facts.skills.len() > 1)
        && let Some(stay) = facts.all(Cue::Stay).find(|stay| stay.words.0 > weigh.words.0)
        && let Some(why) = suffices(facts, stay.words.1)
    {
        return Some(joined(weigh.span, why));
    }
    // "Replaced RabbitMQ by Kafka: a whole day had to be replayed"
    let colon = facts.first(Cue::Move).and_then(|moved| explained(facts, moved.words.1));
    let opens = facts.first(Cue::Move).is_some_and(|moved| moved.words.0 < 2);
    let complaint = || opens.then(|| complaint(facts))?;
    let reason = reason.map(|f| f.span).or(colon).or_else(complaint).or_else(|| {
        let needs = facts.all(Cue::Purpose).find(|f| facts.words[f.words.0].lower.starts_with("need"))?;
        facts.words.iter().any(|w| w.lower == "so").then_some(needs.span)
    })?;
    // "Evaluated A, B and C and chose B for its latency", "... and took B since"
    // "Rust was tempting for the parser; we used Go because"
    let taken = |weigh: &Found| {
        let chosen = facts.first(Cue::Choose).map(|f| f.span);
        let takes = |w: &&Word<'_>| matches!(w.lower, "took" | "used" | "won" | "stayed");
        chosen.or_else(|| facts.words[weigh.words.1..].iter().find(takes).map(|w| w.span))
    };
    // "Looked at logs in Kibana and used": it is not what was weighed that is named.
    let weighed = |weigh: &&Found| {
        let plain = matches!(facts.words[weigh.words.0].lower, "considered" | "looked" | "spiked");
        let named = |at: usize| facts.within(facts.skills, at) || facts.within(facts.databases, at);
        weigh.words.0 > 1 || !plain || (weigh.words.1..weigh.words.1 + 2).any(named)
    };
    // "Tried four solvers and took the plainest, as the others saved no time": several, whatever they are called.
    let several = |weigh: Span| {
        let behind = facts.word_at(weigh.end);
        let counted = || facts.words[behind..].iter().take(3).any(|w| w.tells_number() && w.lower != "one");
        counted() && facts.causes().any(|r| r.words.0 > behind)
    };
    if let Some((weigh, choice)) = facts.first(Cue::Weigh).filter(weighed).and_then(|f| Some((f.span, taken(f)?)))
        && (facts.skills.len() > 1 || several(weigh))
    {
        return Some(joined(joined(weigh, choice), reason));
    }
    // "In VictoriaMetrics, since Postgres could not keep up": the reason names what was turned down.
    if let Some(cause) = facts.first(Cue::Reason).filter(|_| of_store) {
        let behind = facts.words[cause.words.1..].iter().take_while(|w| !w.ends_clause);
        let lacks = behind.clone().any(|w| matches!(w.lower, "not" | "cannot" | "too" | "never" | "slow" | "blocked"));
        let other = behind.take(6).any(|w| facts.databases.iter().any(|s| s.contains(w.span)));
        if other && lacks && facts.databases.iter().any(|s| s.end < cause.span.start) {
            return Some(cause.span);
        }
    }
    // "Cassandra → ScyllaDB because"
    let mut pairs = facts.skills.windows(2).filter(|pair| pair[0].end < pair[1].start);
    let arrow = pairs.find(|pair| {
        let between = facts.text.get(pair[0].end as usize..pair[1].start as usize).unwrap_or_default();
        matches!(between.trim(), "→" | "->" | "=>" | "⇒" | "➔")
    });
    if let (Some(pair), Some(cause)) = (arrow, facts.causes().next()) {
        return Some(joined(pair[0], cause.span));
    }
    // "3 TB out of a vendor's archive into Parquet, because": a move without a verb.
    // "Off site" is where.
    let out_of = |w: &[Word<'_>]| {
        w[0].lower == "out" && w[1].lower == "of"
            || w[0].lower == "off" && !matches!(w[1].lower, "line" | "peak" | "premises" | "shore" | "site")
    };
    if let Some(cause) = facts.causes().next().filter(|_| !facts.has(Cue::Move))
        && let Some(out) = facts.words[..cause.words.0].windows(2).position(out_of)
        && let Some(into) = (out + 2..cause.words.0.min(out + 9))
            .find(|at| matches!(facts.words[*at].lower, "into" | "onto") && facts.one_clause(out, *at))
        && (into + 1..cause.words.0.min(into + 5)).any(|at| facts.within(facts.skills, at))
    {
        return Some(joined(facts.words[out].span, cause.span));
    }
    // "From GitFlow to trunk-based development because": with a cause behind it, names need not be known.
    if let (Some(moved), Some(cause)) = (facts.first(Cue::Move), facts.first(Cue::Reason))
        && facts.is_cause(cause)
    {
        let between = &facts.words[moved.words.1.min(cause.words.0)..cause.words.0];
        // "Out of SQL Server blobs into Blob Storage"
        let out = || between.windows(2).position(|w| w[0].lower == "out" && w[1].lower == "of");
        let from = between.iter().position(|w| w.lower == "from").or_else(out);
        // "Took latency from 900 ms to 90 ms", "from Monday to Friday", "from clients to developers"
        let about = |w: &Word<'_>| matches!(w.lower, "about" | "almost" | "around" | "nearly" | "over" | "some");
        let amount = |at: usize| {
            let at = at + 1 + usize::from(between.get(at + 1).is_some_and(about));
            between.get(at).is_none_or(|w| w.is_number() || w.is(Class::TIME))
        };
        let loose = TAKES.contains(&facts.words[moved.words.0].lower);
        let named = |at: usize| {
            facts
                .skills
                .iter()
                .chain(facts.databases)
                .any(|s| s.start > between[at].span.end && s.end < cause.span.start)
        };
        let to = |at: usize| between[at..].iter().any(|w| matches!(w.lower, "to" | "into" | "onto"));
        // "From support to development because I liked coding"
        let taste = facts.words.get(cause.words.1).is_some_and(|w| w.lower == "i")
            && facts.words.get(cause.words.1 + 1).is_some_and(|w| {
                matches!(w.lower, "enjoy" | "enjoyed" | "felt" | "like" | "liked" | "love" | "loved" | "wanted")
            });
        if !taste && from.is_some_and(|at| !amount(at) && to(at) && (!loose || named(at))) {
            return Some(joined(moved.span, cause.span));
        }
    }
    // "from MySQL to Redis because", "replaced Jenkins with GitLab CI because": what was there was turned down.
    let moved = facts.first(Cue::Move)?;
    let replaced = facts.words[moved.words.0].lower.starts_with("replac");
    // "Swapped MongoDB for PostgreSQL"
    let swapped = facts.words[moved.words.0].lower.starts_with("swap");
    // "Replaced NFS with S3-compatible storage since": with a cause behind it, names need not be known here either.
    let with = |w: &Word<'_>| matches!(w.lower, "with" | "by") || swapped && w.lower == "for";
    if let Some(cause) = facts.causes().find(|r| r.words.0 > moved.words.1).filter(|_| replaced || swapped)
        && facts.words[moved.words.1..cause.words.0].iter().any(with)
    {
        return Some(joined(moved.span, cause.span));
    }
    let first_named = facts.skills.first().copied();
    // "Migrated a MongoDB collection to PostgreSQL because"
    let onto = |s: &Span| {
        let behind = || facts.words[facts.word_at(s.end)..].iter().take(9);
        first_named == Some(*s)
            && s.start > moved.span.end
            // "Cron scripts into a Docker image" turns nothing down.
            && behind().any(|w| matches!(w.lower, "to" | "onto") || w.lower == "into" && facts.databases.contains(s))
    };
    let from = |s: &&Span| {
        if onto(s) {
            return true;
        }
        let at = facts.words.iter().position(|w| s.contains(w.span));
        let before = |n: usize| at.map_or("", |at| facts.before(at, n));
        before(1) == "from" || before(1) == "off" || before(1) == "of" && before(2) == "out"
    };
    let by = |span: Span| facts.words.iter().any(|w| w.span.start > span.end && matches!(w.lower, "with" | "by"));
    let taken = |span: Span| facts.words.iter().any(|w| w.span.start == span.end + 1 && w.lower == "for");
    // "A lakehouse on Iceberg; it replaced Teradata because"
    let it = replaced && moved.words.0 > 0 && matches!(facts.before(moved.words.0, 1), "it" | "which" | "that");
    if let Some(old) = facts.skills.iter().find(|s| s.start > moved.span.end && it)
        && facts.skills.iter().chain(facts.databases).any(|s| s.end < moved.span.start)
    {
        return Some(joined(joined(moved.span, *old), reason));
    }
    let from = facts.skills.iter().find(from).or_else(|| {
        let first = facts.skills.iter().find(|s| s.start > moved.span.end)?;
        (replaced && by(*first) || swapped && taken(*first)).then_some(first)
    })?;
    let two = facts.skills.iter().chain(facts.databases).any(|s| s.start > from.end)
        || facts.all(Cue::StoreName).any(|f| f.span.start > from.end);
    two.then(|| joined(moved.span, reason))
}

/// Says that something was meant so.
const ON_PURPOSE: [&str; 3] = ["consciously", "deliberately", "intentionally"];

/// "gRPC inside, REST outside, since banks' gateways only speak HTTP/1.1": two ways, each in its place, and why.
fn each_in_its_place(facts: &Facts<'_>) -> Option<Span> {
    /// Words from one to the other, and from there to the reason.
    const APART: usize = 8;
    const REACH: usize = 16;
    const PLACES: [&str; 9] =
        ["behind", "beside", "elsewhere", "externally", "inside", "internally", "near", "outside", "towards"];
    // "Postgres for writes and OpenSearch for reads": of stores, a purpose is a place.
    let stores = |pair: &[Span]| pair.iter().all(|s| facts.databases.contains(s));
    let place = |skill: &Span, stores: bool| {
        let next = facts.words.get(facts.word_at(skill.end)).map_or("", |w| w.lower);
        PLACES.contains(&next) || stores && next == "for"
    };
    facts.skills.windows(2).find_map(|pair| {
        let (first, second) = (facts.word_at(pair[0].end), facts.word_at(pair[1].start));
        let apart = first < second && second - first <= APART && facts.one_clause(first, second);
        let cause = || facts.causes().find(|r| r.words.0 > second && r.words.0 - second <= REACH);
        (apart && pair.iter().all(|skill| place(skill, stores(pair)))).then(cause)?.map(|why| joined(pair[0], why.span))
    })
}
