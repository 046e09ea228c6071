//! Which store was decided on, and what drove it (GUIDE section 2).

use super::aftermath::beside_the_old;
use super::alternative::{alternatives, explained, has_alternatives, why};
use super::cues::{Cue, Found};
use super::part::{complaint, for_clause, parts};
use super::rejected::{against, stopped};
use super::signal::{Facts, joined};
use super::swapped::after_a_failure;
use super::word::Class;
use crate::text::Span;

/// Whether a store stands among these words, by name or by kind.
pub(super) fn is_store(facts: &Facts<'_>, from: usize, to: usize, queues: bool) -> bool {
    // Where data may be, too, when it is what was turned down.
    const PLACES: [&str; 17] = [
        "broker", "brokers", "cluster", "primary", "files", "file", "disk", "memory", "table", "tables", "log",
        "queue", "dumps", "csv", "json", "folders", "columns",
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
    if let Some(arrow) = arrow(facts) {
        return Some(arrow);
    }
    const DRIVEN: u64 = Cue::bits(&[Cue::Reason, Cue::Purpose, Cue::Quality, Cue::Move, Cue::Choose]);
    const LAID_OUT: u64 = Cue::bits(&[Cue::Partition, Cue::Layout]);
    let stored = !facts.databases.is_empty() || facts.has(Cue::StoreName);
    // "Rolled back the Cassandra experiment: one Postgres holds it all": two stores and why.
    if facts.databases.len() > 1
        && let Some(stopped) = stopped(facts).or_else(|| against(facts))
    {
        return Some(stopped);
    }
    if let Some(instead) = after_a_failure(facts) {
        return Some(instead);
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
    // "Six joins fewer per view"
    let fewer = || facts.words.iter().any(|w| matches!(w.lower, "fewer" | "less"));
    let driven = reason.is_some() || aim.is_some() || facts.has(Cue::Versus) || measured() || fewer();
    if let (Some(verb), true) = (facts.first(Cue::Partition), driven) {
        let by = facts.words[verb.words.1..].iter().take(4).find(|w| w.lower == "by").map(|w| w.span);
        // Nothing but data is denormalised.
        let of_data = facts.words[verb.words.0].lower.starts_with("denormali").then_some(verb.span);
        if let Some(place) = place().or(by).or(of_data) {
            return Some(joined(verb.span, place));
        }
    }
    // The storage layout of a spare-parts hall is that of shelves.
    let of_data = || {
        const DATA: [&str; 8] = ["data", "events", "index", "log", "logs", "rows", "table", "tables"];
        !facts.databases.is_empty()
            || facts.has(Cue::StoreName)
            || facts.words.iter().any(|w| {
                DATA.contains(&w.lower)
                    || w.gives(Cue::Store) && w.lower != "warehouse" && w.lower != "storage" && w.lower != "partition"
            })
            || facts.all(Cue::Store).any(|f| f.words.1 - f.words.0 > 1)
    };
    let of_shelves = |f: &Found| {
        let first = facts.words[f.words.0].lower;
        (first == "storage" || first.starts_with("partition")) && !of_data()
    };
    // "Sorted the Parquet files by station, as nearly all queries ask for one": data laid out for what reads it.
    if let Some(laid_out) = sorted_by(facts).or_else(|| keys(facts)).or_else(|| one_per(facts).filter(|_| driven)) {
        return Some(laid_out);
    }
    // An index is tuning, unless it stands instead of something.
    let tuning =
        |f: &&Found| facts.words[f.words.1 - 1].lower.starts_with("ind") && alternatives(facts).next().is_none();
    if let (Some(layout), true) = (facts.all(Cue::Layout).find(|f| !tuning(f) && !of_shelves(f)), driven) {
        return Some(layout.span);
    }
    // "Designed the on-disk format of an embedded store": whoever designs it decides what it is good for.
    let designed = |layout: &Found| {
        /// Words between the verb and the layout.
        const APART: usize = 3;
        let near = |verb: &Found| verb.words.1 <= layout.words.0 && layout.words.0 - verb.words.1 <= APART;
        facts.all(Cue::Design).any(near)
    };
    let on_disk =
        |f: &&Found| matches!(facts.words[f.words.0].lower, "on-disk" | "storage") && designed(f) && !of_shelves(f);
    if let Some(layout) = facts.all(Cue::Layout).find(on_disk) {
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
    // "Backed up MySQL every night because the office demanded it" chooses nothing.
    const CARES: [&str; 11] = [
        "backed",
        "cleaned",
        "dumped",
        "exported",
        "installed",
        "migrated",
        "patched",
        "queried",
        "restarted",
        "restored",
        "upgraded",
    ];
    let cares = facts.words.first().is_some_and(|w| CARES.contains(&w.lower));
    let chosen = stores.iter().filter(|_| !cares).find_map(|store| {
        let why = facts.all(Cue::Reason).find(|r| r.span.start > store.end && is_chosen(facts, *store, r))?;
        Some(joined(*store, why.span))
    });
    if let Some(chosen) = chosen
        .or_else(|| after_another(facts, &stores))
        .or_else(|| for_clause_behind(facts, &stores))
        .or_else(|| picked(facts, &stores))
    {
        return Some(chosen);
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
    let why = why.or_else(|| facts.all(Cue::Purpose).find(which)).map(|f| f.span);
    // "Moved berths off DynamoDB and onto PostgreSQL. Queries kept changing"
    let why = why.or_else(|| (moved.words.0 < 2).then(|| complaint(facts))?);
    let two = stores.len() >= 2 || stores.len() == 1 && facts.first(Cue::StoreRole).is_some();
    // "Moved hot features from Cassandra to ScyllaDB, 70 ms to 6": what came of it says as well what it was for.
    let from = || {
        let store = stores.first().map(|s| facts.word_at(s.start));
        // "Out of a 40-tab spreadsheet into BigQuery"
        let out = |at: usize| {
            let words = &facts.words[at.saturating_sub(4)..at];
            words.windows(2).any(|pair| pair[0].lower == "out" && pair[1].lower == "of")
        };
        store.is_some_and(|at| facts.before(at, 1) == "from" || out(at))
    };
    // "The new cluster has 4 brokers where the old one took 11"
    (two && (why.is_some() || from() && measured() || beside_the_old(facts)))
        .then(|| stores.iter().fold(moved.span, |span, s| joined(span, *s)))
}

/// "Oracle 12c to PostgreSQL 15, ...; saved 620k a year in licences": one store to another without a verb, and why, or what came of it.
fn arrow(facts: &Facts<'_>) -> Option<Span> {
    let [from, to, ..] = facts.databases else { return None };
    let (first, behind) = (facts.word_at(from.start), facts.word_at(from.end));
    let between = facts.words.get(behind..facts.word_at(to.start))?;
    let goes = between.len() <= 3 && between.iter().any(|w| matches!(w.lower, "to" | "into" | "onto"));
    let saved = || {
        !facts.metrics.is_empty()
            && facts.words.iter().any(|w| w.lower.starts_with("sav") || w.lower.starts_with("licen"))
    };
    let driven = || facts.has(Cue::Reason) || facts.metrics.iter().any(|m| m.role.is_some()) || saved();
    (first < 4 && goes && driven()).then(|| joined(*from, *to))
}

/// "Picked Cassandra for call records: writes only, read by one key": a store was chosen, and a colon explains.
fn picked(facts: &Facts<'_>, stores: &[Span]) -> Option<Span> {
    const PICKS: [&str; 7] = ["chose", "decided", "opted", "picked", "selected", "settled", "went"];
    let verb = facts.all(Cue::Choose).find(|f| f.words.0 < 3 && PICKS.contains(&facts.words[f.words.0].lower))?;
    let store = stores.iter().find(|s| s.start > verb.span.end && facts.word_at(s.start) - verb.words.1 <= 3)?;
    explained(facts, facts.word_at(store.end)).map(|why| joined(verb.span, why))
}

/// "Kept the audit trail in a Postgres of its own, for auditors must read it": a cause that opens as an aim does, right behind a store.
fn for_clause_behind(facts: &Facts<'_>, stores: &[Span]) -> Option<Span> {
    let near = || {
        stores.iter().find(|s| {
            let behind = facts.words[facts.word_at(s.end)..].iter().take(3);
            behind.into_iter().any(|w| w.lower == "for")
        })
    };
    let store = near()?;
    let at = facts.word_at(store.end);
    let parts = parts(facts);
    let clause = parts.iter().filter(|p| (at..at + 3).contains(&p.words.0)).find_map(|p| for_clause(facts, p))?;
    Some(joined(*store, clause))
}

/// Whether a reason behind a store is that of its choice: they stand in one clause, close by, with no alternative between.
fn is_chosen(facts: &Facts<'_>, store: Span, reason: &Found) -> bool {
    let Some(at) = facts.words.iter().rposition(|w| store.contains(w.span)) else { return false };
    let between = reason.words.0.saturating_sub(at + 1);
    // "PostGIS for the hydrant map because", but not "Redis and Lua for the search because"
    let plain = matches!(facts.words[reason.words.0].lower, "because" | "since")
        && !facts.skills.iter().any(|s| s.start > store.end && s.end < reason.span.start);
    // "A Redis cache in front of the price table because"
    let in_front = facts.words[at..reason.words.0].windows(2).any(|w| w[0].lower == "in" && w[1].lower == "front");
    let near = if plain && in_front {
        9
    } else if plain {
        5
    } else {
        3
    };
    let other = facts
        .cues
        .iter()
        .any(|f| matches!(f.cue, Cue::Versus | Cue::Over) && f.words.0 > at && f.words.1 <= reason.words.0);
    // "Policies in Postgres, so that one clinic never sees another" gives the aim of the policies.
    const CAUSES: [&str; 8] = ["because", "since", "as", "due", "given", "for", "on", "owing"];
    let of_store = CAUSES.contains(&facts.words[reason.words.0].lower)
        || facts.all(Cue::Choose).any(|f| f.words.1 <= at && facts.one_clause(f.words.0, at));
    between <= near && !other && of_store && facts.one_clause(at, reason.words.0)
}

/// "Standings in Redis after the SQL query took 3 s": a store instead of what was too slow.
fn after_another(facts: &Facts<'_>, stores: &[Span]) -> Option<Span> {
    const MENDS: [&str; 8] =
        ["debugged", "fixed", "mended", "rebuilt", "recovered", "repaired", "restarted", "restored"];
    let mends = facts.words.first().is_some_and(|w| MENDS.contains(&w.lower));
    facts.all(Cue::Purpose).filter(|f| facts.words[f.words.0].lower == "after" && !mends).find_map(|after| {
        let at = after.words.0;
        let old = facts.words[at + 1..].iter().take(4).take_while(|w| !w.ends_clause).zip(at + 1..);
        let slow = old
            .into_iter()
            .any(|(w, n)| matches!(w.lower, "sql" | "queries" | "query") || is_store(facts, n, n + 1, false));
        let store = stores.iter().rfind(|s| s.end < after.span.start)?;
        (slow && at - facts.word_at(store.end) <= 3).then(|| joined(*store, after.span))
    })
}

/// "Sorted the Parquet files by station and day, as nearly all queries ask for one station", "a table keyed by device and hour, so that ...".
fn sorted_by(facts: &Facts<'_>) -> Option<Span> {
    const SORTS: [&str; 6] = ["clustered", "keyed", "ordered", "sorted", "bucketed", "interleaved"];
    let words = facts.words;
    let sort = words.iter().position(|w| SORTS.contains(&w.lower))?;
    let by = (sort + 1..words.len().min(sort + 10)).find(|at| words[*at].lower == "by")?;
    let cause = facts.all(Cue::Reason).chain(facts.all(Cue::Versus)).find(|r| r.words.0 > by)?;
    is_store(facts, sort.saturating_sub(4), by, false).then(|| joined(words[sort].span, cause.span))
}

/// "ULIDs over auto-increment for the claims table, as customers guessed each other's numbers": what rows are found by.
fn keys(facts: &Facts<'_>) -> Option<Span> {
    const OF_ROWS: [&str; 8] = ["column", "index", "inserts", "joins", "row", "rows", "table", "tables"];
    if !facts.classes.has(Class::ROW_KEY) {
        return None;
    }
    let key = facts.words.iter().find(|w| w.is(Class::ROW_KEY))?;
    let rows = facts.words.iter().any(|w| OF_ROWS.contains(&w.lower));
    let other = alternatives(facts).find_map(|other| why(facts, &other)).filter(|_| rows)?;
    Some(joined(key.span, other))
}

/// "One Postgres schema per parish, so that it may leave with its data".
fn one_per(facts: &Facts<'_>) -> Option<Span> {
    const HOLDS: [&str; 10] =
        ["bucket", "collection", "database", "file", "index", "keyspace", "partition", "schema", "shard", "table"];
    const ONE: [&str; 6] = ["a", "each", "one", "own", "separate", "single"];
    let words = facts.words;
    let stored = !facts.databases.is_empty() || facts.has(Cue::StoreName);
    let at = (1..words.len()).find(|at| {
        let one = (1..4).any(|n| ONE.contains(&facts.before(*at, n)));
        HOLDS.contains(&words[*at].lower) && one && words.get(at + 1).is_some_and(|w| w.lower == "per")
    })?;
    let firm = matches!(words[at].lower, "database" | "keyspace" | "schema" | "shard");
    (stored || firm).then(|| joined(words[at].span, words[at + 1].span))
}
