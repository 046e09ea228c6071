//! Decisions of a statement: a store, one thing over another (GUIDE section 2).

use super::cues::{Cue, Found};
use super::line::is_technical;
use super::rejected::{against, stopped};
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
    turned_down: bool,
}

/// Whether a statement may say of something that it was not chosen; most do not.
fn has_alternatives(facts: &Facts<'_>) -> bool {
    const AGAINST: u64 = Cue::bits(&[Cue::Versus, Cue::Over, Cue::Reject]);
    facts.present & AGAINST != 0 || facts.classes.has(Class::NOT)
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
    let reject = facts.all(Cue::Reject).map(move |f| {
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
    let named = at.checked_sub(1).is_some_and(|before| facts.within(facts.skills, before))
        || (at.saturating_sub(4)..at).any(|w| facts.within(facts.databases, w)) && is_store(facts, end, end + 3, true);
    let verb = |f: &Found| f.words.1 <= at && at - f.words.1 <= 8;
    // "Server-side rendering over a single-page app, because ...": things from the start, and a cause behind.
    let bare = || {
        !facts.words[0].is(Class::VERB)
            && facts
                .all(Cue::Reason)
                .any(|r| r.words.0 > end && matches!(facts.words[r.words.0].lower, "because" | "since" | "as"))
    };
    named || facts.all(Cue::Choose).any(verb) || bare()
}

/// "in PostgreSQL, not Redis", "PostgreSQL and not MongoDB", "into ClickHouse, not into PostgreSQL": a name that was not taken.
/// After a verb of choice it may be anything: "went for at-least-once delivery, not exactly-once".
fn negated<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Alternative> + 'a {
    const SMALL: [&str; 17] = [
        "in", "into", "on", "to", "with", "by", "a", "an", "the", "main", "our", "existing", "old", "primary", "same",
        "plain", "shared",
    ];
    let end = if facts.classes.has(Class::NOT) { facts.words.len() } else { 0 };
    (1..end).filter_map(move |at| {
        let (word, before) = (&facts.words[at], &facts.words[at - 1]);
        if !(before.ends_phrase || before.lower == "and") || !word.is(Class::NOT) {
            return None;
        }
        let mut next = at + 1;
        while facts.words.get(next).is_some_and(|w| SMALL.contains(&w.lower)) {
            next += 1;
        }
        let named = facts.within(facts.skills, next) || is_store(facts, next, next + 1, true);
        let chosen = facts.all(Cue::Choose).any(|f| f.words.1 <= at && facts.one_clause(f.words.0, at));
        // "One region, not two, because ..."
        let cause = || {
            facts
                .all(Cue::Reason)
                .any(|r| r.words.0 > at && r.words.0 - at <= 6 && facts.words[r.words.0 - 1].ends_phrase)
        };
        (next < facts.words.len() && (named || cause() || word.lower == "not" && chosen)).then_some(Alternative {
            words: (at, at + 1),
            span: word.span,
            turned_down: false,
        })
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
    // "Instead of DELETEs that locked the table": what was wrong with the other way.
    let fault = || {
        let behind = facts.words[of.words.1..].iter().take(6).take_while(|w| !w.ends_clause);
        let mut pairs = behind.clone().zip(behind.skip(1));
        let (that, verb) = pairs.find(|(that, verb)| that.lower == "that" && verb.lower.ends_with("ed"))?;
        Some(joined(that.span, verb.span))
    };
    let cause = facts.first(Cue::Reason).map(|f| f.span).or_else(aim);
    cause.or_else(|| explained(facts, of.words.1)).or_else(price).or_else(fault)
}

/// What a colon or semicolon near behind the word at `from` explains.
pub(super) fn explained(facts: &Facts<'_>, from: usize) -> Option<Span> {
    let mut near = from..(from + 12).min(facts.words.len());
    let at = near.find(|at| facts.words[*at].opens_clause && !facts.words[*at].ends_clause)?;
    // What stands behind it must say something: "rather than Jenkins: 14 repositories" counts only.
    let behind = facts.words[at + 1..].iter().take(8);
    // "Replaced A by B: flake rate 12 % to 0.7 %" tells what came of it: a number explains where its part has a verb.
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
            || w.lower.len() > 4 && w.lower.ends_with("ied")
            || matches!(w.lower, "do" | "does" | "did" | "would" | "could" | "can")
    };
    let inside = |span: Span| part.first().zip(part.last()).is_some_and(|(a, b)| joined(a.span, b.span).contains(span));
    let result = part.iter().any(Word::is_number) && !part.iter().any(verb)
        || facts.metrics.iter().any(|m| m.role.is_some() && inside(m.span));
    let says = behind.len() > 1 && !result;
    says.then(|| facts.words[at].span)
}

/// Whether anything in a statement is of the trade: a name or a cue of technology, or a word that only it uses so.
fn is_of_the_trade(facts: &Facts<'_>) -> bool {
    // "Took a taxi over the train, and presented the planner": what stands in another clause says nothing of the choice.
    let choice = facts.cues.iter().find(|f| matches!(f.cue, Cue::Over | Cue::Versus)).map_or(0, |f| f.words.1);
    let other = (choice.max(1)..facts.words.len())
        .find(|at| facts.words[*at].lower == "and" && facts.words[at - 1].ends_phrase)
        .unwrap_or(facts.words.len());
    is_technical(facts)
        || facts
            .cues
            .iter()
            .any(|f| matches!(f.cue, Cue::Craft | Cue::Observe | Cue::System | Cue::Generic) && f.words.0 < other)
}

/// One thing over another, and why. `of_store` tells whether a store was decided on.
pub(super) fn trade_off(facts: &Facts<'_>, of_store: bool) -> Option<Span> {
    // Towns and tables are chosen for reasons, too.
    chosen_over(facts, of_store).filter(|_| is_of_the_trade(facts))
}

/// The same, of whatever trade.
fn chosen_over(facts: &Facts<'_>, of_store: bool) -> Option<Span> {
    if let Some(stopped) = stopped(facts) {
        return Some(stopped);
    }
    const CHANGED: u64 = Cue::bits(&[Cue::Reason, Cue::Purpose, Cue::Move]);
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
        const WORSE: [&str; 16] = [
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
                && matches!(facts.before(at, 1), "can" | "could" | "may" | "might" | "must" | "to" | "would")
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
        && let Some(why) = reason.map(|f| f.span).or_else(|| explained(facts, at + to))
    {
        return Some(joined(facts.words[at].span, why));
    }
    let cause = |r: &&Found| matches!(facts.words[r.words.0].lower, "because" | "since" | "as");
    // "Chose strangler routes instead, as agents could not wait", "kept the brokerage monolith ..., since nothing else needed it"
    let instead =
        || facts.words.windows(2).position(|w| w[0].lower == "instead" && w[0].ends_phrase && !w[1].is_number());
    let kept = || (facts.words.first()?.lower == "kept" && !facts.has(Cue::Over)).then_some(0);
    if let (Some(at), Some(reason)) = (instead().filter(|_| facts.has(Cue::Choose)).or_else(kept), reason.filter(cause))
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
    if let (true, Some(cause)) = (facts.has(Cue::Choose), facts.all(Cue::Reason).find(cause))
        && let Some(at) = beside().filter(|at| *at < cause.words.0)
    {
        return Some(joined(facts.words[at].span, cause.span));
    }
    // "Stuck with a monolith, because ..."
    if let (Some(stay), Some(reason)) = (facts.first(Cue::Stay), reason) {
        return Some(joined(stay.span, reason.span));
    }
    // "Replaced RabbitMQ by Kafka: a whole day had to be replayed"
    let colon = facts.first(Cue::Move).and_then(|moved| explained(facts, moved.words.1));
    let reason = reason.map(|f| f.span).or(colon).or_else(|| {
        let needs = facts.all(Cue::Purpose).find(|f| facts.words[f.words.0].lower.starts_with("need"))?;
        facts.words.iter().any(|w| w.lower == "so").then_some(needs.span)
    })?;
    // "Evaluated A, B and C and chose B for its latency", "... and took B since"
    let taken = |weigh: &Found| {
        let chosen = facts.first(Cue::Choose).map(|f| f.span);
        chosen.or_else(|| facts.words[weigh.words.1..].iter().find(|w| w.lower == "took").map(|w| w.span))
    };
    if let Some((weigh, choice)) = facts.first(Cue::Weigh).and_then(|f| Some((f.span, taken(f)?)))
        && facts.skills.len() > 1
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
    if let (Some(pair), Some(cause)) = (arrow, facts.all(Cue::Reason).find(cause)) {
        return Some(joined(pair[0], cause.span));
    }
    // "From GitFlow to trunk-based development because": with a cause behind it, names need not be known.
    if let (Some(moved), Some(cause)) = (facts.first(Cue::Move), facts.first(Cue::Reason))
        && matches!(facts.words[cause.words.0].lower, "because" | "since" | "as")
    {
        let between = &facts.words[moved.words.1.min(cause.words.0)..cause.words.0];
        // "Out of SQL Server blobs into Blob Storage"
        let out = || between.windows(2).position(|w| w[0].lower == "out" && w[1].lower == "of");
        let from = between.iter().position(|w| w.lower == "from").or_else(out);
        if from.is_some_and(|at| between[at..].iter().any(|w| matches!(w.lower, "to" | "into" | "onto"))) {
            return Some(joined(moved.span, cause.span));
        }
    }
    // "from MySQL to Redis because", "replaced Jenkins with GitLab CI because": what was there was turned down.
    let moved = facts.first(Cue::Move)?;
    let replaced = facts.words[moved.words.0].lower.starts_with("replac");
    // "Replaced NFS with S3-compatible storage since": with a cause behind it, names need not be known here either.
    if let Some(cause) = facts.all(Cue::Reason).find(|r| cause(r) && r.words.0 > moved.words.1).filter(|_| replaced)
        && facts.words[moved.words.1..cause.words.0].iter().any(|w| matches!(w.lower, "with" | "by"))
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
    // "Swapped MongoDB for PostgreSQL"
    let swapped = facts.words[moved.words.0].lower.starts_with("swap");
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

/// Whether a store stands among these words, by name or by kind.
fn is_store(facts: &Facts<'_>, from: usize, to: usize, queues: bool) -> bool {
    // Where data may be, too, when it is what was turned down.
    const PLACES: [&str; 16] = [
        "broker", "brokers", "cluster", "primary", "files", "file", "disk", "memory", "table", "tables", "log",
        "queue", "dumps", "csv", "json", "folders",
    ];
    (from..to.min(facts.words.len())).any(|at| {
        let word = &facts.words[at];
        facts.within(facts.databases, at)
            || queues && facts.within(facts.queues, at)
            || word.gives(Cue::Store)
            || PLACES.contains(&word.lower)
            || [Cue::Store, Cue::StoreName].iter().any(|cue| facts.all(*cue).any(|f| f.words.0 == at))
    })
}

/// A store chosen, moved to or laid out anew, and what drove it. A list of stores, and a move without its reason, are none.
pub(super) fn database_decision(facts: &Facts<'_>) -> Option<Span> {
    let reason = facts.first(Cue::Reason);
    let aim = facts.first(Cue::Purpose);
    const DRIVEN: u64 = Cue::bits(&[Cue::Reason, Cue::Purpose, Cue::Quality, Cue::Move]);
    const LAID_OUT: u64 = Cue::bits(&[Cue::Partition, Cue::Layout]);
    let stored = !facts.databases.is_empty() || facts.has(Cue::StoreName);
    // "Rolled back the Cassandra experiment: one Postgres holds it all": two stores and why.
    if facts.databases.len() > 1
        && let Some(stopped) = stopped(facts).or_else(|| against(facts))
    {
        return Some(stopped);
    }
    if !(facts.present & LAID_OUT != 0 || has_alternatives(facts) || stored && facts.present & DRIVEN != 0) {
        return None;
    }
    let mut stores: Vec<Span> =
        facts.databases.iter().copied().chain(facts.all(Cue::StoreName).map(|f| f.span)).collect();
    stores.sort_unstable();
    let place = || stores.iter().copied().chain(facts.all(Cue::Store).map(|f| f.span)).min();
    // "Partitioned the events table by month": a result says as well as a reason what it was for.
    let measured = || facts.metrics.iter().any(|m| m.role.is_some());
    let driven = reason.is_some() || aim.is_some() || facts.has(Cue::Versus) || measured();
    if let (Some(verb), true) = (facts.first(Cue::Partition), driven) {
        let by = facts.words[verb.words.1..].iter().take(4).find(|w| w.lower == "by").map(|w| w.span);
        // Nothing but data is denormalised.
        let of_data = facts.words[verb.words.0].lower.starts_with("denormali").then_some(verb.span);
        if let Some(place) = place().or(by).or(of_data) {
            return Some(joined(verb.span, place));
        }
    }
    // An index is tuning, unless it stands instead of something.
    let tuning =
        |f: &&Found| facts.words[f.words.1 - 1].lower.starts_with("ind") && alternatives(facts).next().is_none();
    if let (Some(layout), true) = (facts.all(Cue::Layout).find(|f| !tuning(f)), driven) {
        return Some(layout.span);
    }
    // "Chose a document store over ... because ...", "audit rows in PostgreSQL rather than Kafka because ..."
    for other in alternatives(facts) {
        let Some(why) = why(facts, &other) else { continue };
        let (from, to) = other.words;
        let near = |at: usize| stores.iter().any(|s| facts.words.get(at).is_some_and(|w| s.contains(w.span)));
        let from = from.max(1);
        let (before, behind) = (from.saturating_sub(8)..from, to..(to + 6).min(facts.words.len()));
        // "Redis Streams instead of Kafka": a queue over a queue.
        let queue = facts.words[from - 1].lower.starts_with("stream") || facts.words[from - 1].lower == "pub/sub";
        let own = !queue
            && before
                .clone()
                .filter(|at| facts.one_clause(*at, from))
                .any(|at| near(at) || is_store(facts, at, at + 1, false));
        let foreign =
            behind.clone().take_while(|at| facts.one_clause(to, *at)).any(|at| is_store(facts, at, at + 1, true));
        let named = before.chain(behind).any(near);
        // "Dropped the search cluster and used Postgres indexes": what was taken stands behind.
        let later = (to + 3..(to + 10).min(facts.words.len())).any(near);
        let rejected = facts.all(Cue::Reject).any(|f| f.words == other.words);
        let both = if other.turned_down { own } else { (own || rejected && later) && foreign };
        if both && (named || facts.has(Cue::Choose)) {
            return Some(joined(other.span, why));
        }
    }
    // "Events live in Cassandra because ..."
    let chosen = stores.iter().find_map(|store| {
        let why = facts.all(Cue::Reason).find(|r| r.span.start > store.end && is_chosen(facts, *store, r))?;
        Some(joined(*store, why.span))
    });
    if chosen.is_some() {
        return chosen;
    }
    if let (Some(verb), Some(_), Some(store)) = (facts.first(Cue::Choose), reason, stores.first())
        && facts.words.iter().position(|w| store.contains(w.span)).is_some_and(|at| at.abs_diff(verb.words.0) <= 8)
    {
        return Some(joined(verb.span, *store));
    }
    // "Moved sessions from MySQL to Redis because ...": two stores and why.
    let moved = facts.first(Cue::Move)?;
    let need = || facts.all(Cue::Purpose).find(|f| facts.words[f.words.0].lower.starts_with("need"));
    let why = reason.or_else(|| facts.first(Cue::Quality)).or_else(need);
    let which = |f: &&Found| matches!(facts.words[f.words.0].lower, "which" | "thereby") && f.words.0 > moved.words.1;
    let why = why.or_else(|| facts.all(Cue::Purpose).find(which));
    let two = stores.len() >= 2 || stores.len() == 1 && facts.first(Cue::StoreRole).is_some();
    // "Moved hot features from Cassandra to ScyllaDB, 70 ms to 6": what came of it says as well what it was for.
    let from = || stores.first().is_some_and(|s| facts.before(facts.word_at(s.start), 1) == "from");
    (two && (why.is_some() || from() && measured())).then(|| stores.iter().fold(moved.span, |span, s| joined(span, *s)))
}

/// Whether a reason behind a store is that of its choice: they stand in one clause, close by, with no alternative between.
fn is_chosen(facts: &Facts<'_>, store: Span, reason: &Found) -> bool {
    let Some(at) = facts.words.iter().rposition(|w| store.contains(w.span)) else { return false };
    let between = reason.words.0.saturating_sub(at + 1);
    let other = facts
        .cues
        .iter()
        .any(|f| matches!(f.cue, Cue::Versus | Cue::Over) && f.words.0 > at && f.words.1 <= reason.words.0);
    // "Policies in Postgres, so that one clinic never sees another" gives the aim of the policies.
    const CAUSES: [&str; 8] = ["because", "since", "as", "due", "given", "for", "on", "owing"];
    let of_store = CAUSES.contains(&facts.words[reason.words.0].lower)
        || facts.all(Cue::Choose).any(|f| f.words.1 <= at && facts.one_clause(f.words.0, at));
    between <= 3 && !other && of_store && facts.one_clause(at, reason.words.0)
}
