//! Which system was worked on, told by the data that a store of it holds.

use super::cues::Cue;
use super::signal::Facts;
use super::system::{is_abstract, is_plain};
use super::word::{Class, Word};
use crate::text::Span;

/// "Kept payroll runs in PostgreSQL", "moved restaurant menus out of MySQL", "sensor readings live in TimescaleDB": data that a store
/// holds tell which system it is. What every store holds ("sessions", "log files") tells none.
pub(super) fn kept_data(facts: &Facts<'_>) -> Option<Span> {
    const KEEPS: [&str; 42] = [
        "cached",
        "caching",
        "copied",
        "copying",
        "exporting",
        "ingest",
        "ingested",
        "ingesting",
        "ingests",
        "load",
        "loaded",
        "loading",
        "loads",
        "streamed",
        "streaming",
        "synced",
        "syncing",
        "landing",
        "archived",
        "archiving",
        "held",
        "hold",
        "holding",
        "keep",
        "keeping",
        "keeps",
        "kept",
        "migrated",
        "move",
        "moved",
        "moving",
        "pulled",
        "put",
        "putting",
        "sharded",
        "split",
        "partitioned",
        "store",
        "stored",
        "storing",
        "take",
        "took",
    ];
    const WHERE: [&str; 8] = ["back", "by", "from", "in", "into", "on", "out", "to"];
    const LIVES: [&str; 6] = ["live", "lives", "lived", "sit", "sits", "sat"];
    let words = facts.words;
    let database = |w: &Word<'_>| matches!(w.lower, "database" | "databases");
    let is_store = |at: usize| {
        facts.within(facts.databases, at)
            || facts.all(Cue::StoreName).any(|f| f.words.0 == at)
            || words.get(at).is_some_and(database)
    };
    let store = |at: usize| (at..words.len()).take(6).any(is_store);
    // "Frequently accessed data", "query results"
    let of_all = |word: &str| {
        word.ends_with("ly")
            || matches!(word, "accessed" | "api" | "cached" | "hot" | "http" | "query" | "requested" | "search")
    };
    let plain = |n: usize| is_plain(facts, &words[n]) && !words[n].is(Class::END) && !of_all(words[n].lower);
    // The data that `first..end` names.
    let data = |first: usize, end: usize| {
        let article = words.get(first).is_some_and(|w| matches!(w.lower, "the" | "all" | "our" | "its" | "their"));
        let first = first + usize::from(article);
        let head = (first < end).then(|| end - 1)?;
        // "The orders table", "event data"
        let table = matches!(words[head].lower, "table" | "tables" | "collection" | "collections");
        let last = if table { head.checked_sub(1).filter(|last| *last >= first)? } else { head };
        // "Cached expensive queries"
        const PIECES: [&str; 4] = ["fragments", "pages", "queries", "tokens"];
        let held = |n: usize| words[n].is(Class::NO_THING) || words[n].is(Class::RECORDS) || words[n].is(Class::HELD);
        let tells = (first..=last).all(plain)
            && (!held(last) || last > first && !held(first))
            && !is_abstract(&words[last])
            && !PIECES.contains(&words[last].lower)
            && !words[last].gives(Cue::System)
            && (last > first || words[last].lower.contains('_'));
        tells.then(|| Span { start: words[first].span.start, end: words[head].span.end })
    };
    let kept = |verb: usize| {
        let mut reach = (verb + 1..words.len()).take(5).take_while(|n| !words[n - 1].ends_phrase);
        let place = reach.find(|n| WHERE.contains(&words[*n].lower))?;
        let cut = words[place].lower == "by" && facts.has(Cue::Partition);
        (cut || store(place)).then(|| data(verb + 1, place)).flatten()
    };
    let lives = |verb: usize| {
        let first = (verb.saturating_sub(4)..verb)
            .rev()
            .take_while(|n| !words[*n].ends_phrase && !words[*n].is(Class::END))
            .last()?;
        (verb - first < 4 && words.get(verb + 1).is_some_and(|w| w.lower == "in") && store(verb + 1))
            .then(|| data(first, verb))
            .flatten()
    };
    let stored = !facts.databases.is_empty()
        || facts.has(Cue::Partition)
        || facts.has(Cue::StoreName)
        || facts.has(Cue::System) && words.iter().any(database);
    let end = if stored { words.len() } else { 0 };
    // "Chose Cosmos DB for storing audit records", "MongoDB to hold readings"
    let holds = |verb: usize| {
        let leads = verb > 1 && matches!(words[verb - 1].lower, "for" | "to");
        let near = || (verb.saturating_sub(5)..verb - 1).any(is_store);
        let phrase = (verb + 1..words.len()).take(4).take_while(|n| !words[*n].is(Class::END));
        let last = phrase.scan(false, |over, n| {
            let now = *over;
            *over = words[n].ends_phrase;
            (!now).then_some(n)
        });
        (leads && near()).then(|| data(verb + 1, last.last()? + 1)).flatten()
    };
    (0..end).find_map(|at| match words[at].lower {
        "hold" | "holding" | "keep" | "keeping" | "store" | "storing" => holds(at).or_else(|| kept(at)),
        verb if KEEPS.contains(&verb) => kept(at),
        verb if LIVES.contains(&verb) => lives(at),
        _ => None,
    })
}
