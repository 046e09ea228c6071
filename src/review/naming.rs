//! Which system was worked on, told without a word for it: by what it does, by the process that it runs, by the data that it keeps.

use super::cues::Cue;
use super::signal::Facts;
use super::system::{is_abstract, is_plain, may_be_of_software};
use super::word::{Class, Word};
use crate::text::Span;

/// "Assistive keyboard for patients: wrote the word prediction": what stands before a colon and says whom it is for, where a deed
/// follows.
pub(super) fn label(facts: &Facts<'_>) -> Option<Span> {
    const LONGEST: usize = 8;
    let words = facts.words;
    let colon = words.iter().take(LONGEST).position(|w| w.opens_clause && !w.ends_clause)?;
    let deed = words.get(colon + 1)?.is(Class::VERB);
    let whom = words[1..=colon].iter().position(|w| w.lower == "for")? + 1;
    let plain = |w: &Word<'_>| is_plain(facts, w) && !w.is(Class::NO_THING) && !w.is(Class::VERB) && !w.is(Class::END);
    let named = deed && whom > 1 && words[..whom].iter().all(plain);
    named.then(|| Span { start: words[0].span.start, end: words[whom - 1].span.end })
}

/// "A script that reads delivery notes and puts them in SAP", "a model to predict parcel delays": what a program does, and to what,
/// tells which one it is. "A tool that automates tasks" is any.
pub(super) fn by_deed(facts: &Facts<'_>) -> Option<Span> {
    /// Words from a kind of program to what it does.
    const REACH: usize = 7;
    let words = facts.words;
    let end = if facts.classes.has(Class::PROGRAM) { words.len() } else { 0 };
    (0..end).filter(|at| words[*at].is(Class::PROGRAM)).find_map(|at| {
        // "Moved the app to dedicated hosts" says where.
        let aim = || {
            // "A query to fetch records" is a task.
            const TASKS: [&str; 7] = ["batch", "form", "page", "query", "report", "search", "skill"];
            let to = words.get(at + 1).is_some_and(|w| w.lower == "to");
            to && !words[at].ends_phrase && !facts.has(Cue::Move) && !TASKS.contains(&words[at].lower)
        };
        let clause = || {
            let reach = (at + 1..words.len()).take(REACH).take_while(|n| !words[n - 1].ends_clause);
            let leads = reach.clone().find(|n| matches!(words[*n].lower, "that" | "which"))?;
            // "The app that I built" tells nothing of it.
            words.get(leads + 1).is_some_and(is_third_person).then_some(leads)
        };
        // "To easily connect"
        let adverb = |n: usize| words.get(n).is_some_and(|w| w.lower.len() > 4 && w.lower.ends_with("ly"));
        let leads = if aim() { at + 1 } else { clause()? };
        let verb = leads + 1 + usize::from(adverb(leads + 1));
        // "Added export to the reporting module"
        const NO_VERB: [&str; 8] = ["the", "a", "an", "our", "my", "their", "its", "all"];
        if words.get(verb).is_none_or(|w| NO_VERB.contains(&w.lower)) || facts.within(facts.skills, verb) {
            return None;
        }
        let object = object(facts, verb + 1)?;
        Some(Span { start: words[at].span.start, end: object.end })
    })
}

/// Whether a word is what one thing does: "reads", "posts".
fn is_third_person(word: &Word<'_>) -> bool {
    const HELPERS: [&str; 4] = ["is", "was", "has", "does"];
    word.lower.len() > 3 && word.lower.ends_with('s') && !word.lower.ends_with("ss") && !HELPERS.contains(&word.lower)
        || matches!(word.lower, "lets" | "let")
}

/// What the verb before the word at `from` is done to, where it can be told from others: "scanned invoices", "delivery notes", and
/// not "data" or "tasks".
fn object(facts: &Facts<'_>, from: usize) -> Option<Span> {
    const WORDS_MAX: usize = 5;
    let words = facts.words;
    let article =
        |n: &usize| matches!(words[*n].lower, "the" | "a" | "an" | "all" | "each" | "every" | "our" | "my" | "their");
    let start = (from..words.len()).take(3).find(|n| !article(n))?;
    let phrase = (start..words.len())
        .take(WORDS_MAX)
        .take_while(|n| *n == start || !words[n - 1].ends_phrase)
        .take_while(|n| !words[*n].is(Class::END));
    let last = phrase.last()?;
    let tells = |n: usize| is_plain(facts, &words[n]) && !words[n].is(Class::NO_THING) && !is_abstract(&words[n]);
    let head = &words[last];
    // "Log files", "X-ray images": what stands before tells which.
    let named = if head.is(Class::RECORDS) { last > start && tells(last - 1) } else { tells(last) };
    named.then(|| Span { start: words[start].span.start, end: head.span.end })
}

/// "Radiology worklist in Qt", "ray tracer in Rust": a statement without a verb that opens with a thing and says with what it was made.
pub(super) fn titled(facts: &Facts<'_>) -> Option<Span> {
    /// The most words of the thing.
    const LONGEST: usize = 5;
    /// What work is told by, whatever the system.
    const PIECES: [&str; 24] = [
        "animations",
        "configuration",
        "customisations",
        "customizations",
        "enhancements",
        "fixes",
        "functions",
        "interfaces",
        "layouts",
        "macros",
        "objects",
        "procedures",
        "queries",
        "scripts",
        "styles",
        "templates",
        "tickets",
        "triggers",
        "views",
        "policies",
        "charts",
        "rotation",
        "training",
        "planning",
    ];
    /// Who somebody is.
    const ROLES: [&str; 26] = [
        "administrator",
        "analyst",
        "architect",
        "beginner",
        "committer",
        "consultant",
        "contributor",
        "designer",
        "developer",
        "engineer",
        "freelancer",
        "instructor",
        "lecturer",
        "maintainer",
        "manager",
        "member",
        "moderator",
        "officer",
        "programmer",
        "reviewer",
        "scientist",
        "specialist",
        "speaker",
        "tester",
        "trainer",
        "tutor",
    ];
    let words = facts.words;
    let end = (0..words.len().min(LONGEST + 1))
        .find(|at| matches!(words[*at].lower, "in" | "on" | "using" | "with") || facts.within(facts.skills, *at))?;
    let made = |at: usize| (at + 1..at + 3).any(|n| facts.within(facts.skills, n));
    let head = end.checked_sub(1).filter(|head| *head > 0 && !facts.within(facts.skills, end) && made(end))?;
    let deed = |w: &Word<'_>| w.is(Class::VERB) || w.is(Class::FINITE) || w.is(Class::END) || w.lower.ends_with("ed");
    let plain =
        |n: &usize| is_plain(facts, &words[*n]) && !words[*n].is(Class::NO_THING) && !words[*n].is(Class::OF_THE_WORK);
    let word = &words[head];
    let cues = [Cue::System, Cue::Generic, Cue::Api, Cue::Store, Cue::Buzz, Cue::Observe];
    let other = is_abstract(word)
        || word.is(Class::PEOPLE)
        || word.is(Class::TRADE)
        || ROLES.contains(&word.lower)
        || PIECES.contains(&word.lower)
        || cues.iter().any(|cue| word.gives(*cue));
    let thing = !other && !words[0].lower.ends_with("ing");
    let phrase = || 0..=head;
    (thing && phrase().all(|n| plain(&n) && !deed(&words[n]) && (n == head || !words[n].ends_phrase)))
        .then(|| Span { start: words[0].span.start, end: word.span.end })
}

/// "The trade settlement process", "the order-to-cash process": what a firm does again and again, which software runs.
pub(super) fn process(facts: &Facts<'_>) -> Option<Span> {
    const RUNS: [&str; 5] = ["process", "processes", "cycle", "flow", "procedure"];
    let words = facts.words;
    let software = may_be_of_software(facts);
    // "The building process" makes software, "the training process" teaches.
    let own =
        |w: &Word<'_>| matches!(w.lower, "building" | "training" | "planning" | "grading" | "reporting" | "tracking");
    let activity = |w: &Word<'_>| w.is(Class::ACTIVITY) && !own(w) || w.lower.contains("-to-") && !w.is(Class::GENERIC);
    let whole = |at: &usize| {
        let word = &words[*at];
        let runs = || !word.ends_phrase && words.get(at + 1).is_some_and(|w| RUNS.contains(&w.lower));
        activity(word) && runs() || BUSINESS_PROCESSES.contains(&word.lower)
    };
    (0..words.len()).filter(|_| software).find(whole).map(|at| words[at].span)
}

/// "Appointment booking", "seat reservation", "scope detection": what a system does, with the thing that it does it to. Work on
/// software alone has such features; "job scheduling" and "bug tracking" are of all of it.
pub(super) fn feature(facts: &Facts<'_>) -> Option<Span> {
    const DOES: [&str; 29] = [
        "closing",
        "dunning",
        "picking",
        "scanning",
        "detection",
        "recognition",
        "billing",
        "booking",
        "bookings",
        "dispatch",
        "enrolment",
        "enrollment",
        "fulfilment",
        "fulfillment",
        "invoicing",
        "matching",
        "metering",
        "pricing",
        "reconciliation",
        "rental",
        "reservation",
        "reservations",
        "rostering",
        "routing",
        "scheduling",
        "settlement",
        "ticketing",
        "tracking",
        "underwriting",
    ];
    const OF_ALL: [&str; 76] = [
        "container",
        "port",
        "vulnerability",
        "security",
        "collision",
        "crash",
        "duplicate",
        "leak",
        "reuse",
        "spam",
        "anomaly",
        "character",
        "drift",
        "edge",
        "entity",
        "face",
        "facial",
        "image",
        "intrusion",
        "named",
        "outlier",
        "sentiment",
        "speech",
        "text",
        "activity",
        "asset",
        "bug",
        "change",
        "code",
        "content",
        "cpu",
        "date",
        "defect",
        "dynamic",
        "error",
        "event",
        "experiment",
        "eye",
        "fuzzy",
        "goal",
        "issue",
        "job",
        "link",
        "load",
        "location",
        "meeting",
        "message",
        "metric",
        "motion",
        "network",
        "object",
        "packet",
        "page",
        "pattern",
        "performance",
        "pod",
        "process",
        "progress",
        "project",
        "regex",
        "request",
        "resource",
        "route",
        "state",
        "status",
        "string",
        "task",
        "template",
        "test",
        "thread",
        "ticket",
        "time",
        "traffic",
        "url",
        "version",
        "workload",
    ];
    let words = facts.words;
    // "Split invoicing out of the monolith"
    let taken = |at: &usize| {
        let out = words.get(at + 1).is_some_and(|w| matches!(w.lower, "out" | "from"));
        words[*at].is(Class::ACTIVITY)
            && out
            && matches!(words[at - 1].lower, "split" | "took" | "extracted" | "carved" | "pulled" | "moved" | "lifted")
    };
    if let Some(at) = (1..words.len()).find(taken).filter(|_| facts.has(Cue::System)) {
        return Some(words[at].span);
    }
    if !may_be_of_software(facts) {
        return None;
    }
    let tells = |word: &Word<'_>| {
        is_plain(facts, word)
            && !word.ends_phrase
            && !word.is(Class::NO_THING)
            && !word.is(Class::VERB)
            && !word.is(Class::END)
            && !is_abstract(word)
            && !OF_ALL.contains(&word.lower)
            && !word.lower.ends_with("ed")
            && !word.lower.ends_with("ly")
            && !matches!(word.lower, "and" | "or" | "of" | "with" | "in" | "to")
    };
    // "Order tracking" ends a phrase or the statement; "of the order tracking team" is about people.
    let whole = |at: usize| {
        words[at].ends_phrase
            || words.get(at + 1).is_none_or(|w| {
                w.is(Class::END)
                    || w.is(Class::INTO)
                    || w.is(Class::VERB)
                    || matches!(w.lower, "together" | "there" | "too" | "alone")
                    || facts.within(facts.skills, at + 1)
            })
    };
    let head = (1..words.len()).find(|at| DOES.contains(&words[*at].lower) && tells(&words[at - 1]) && whole(*at))?;
    Some(Span { start: words[head - 1].span.start, end: words[head].span.end })
}

/// Processes of every firm by their names, which tell what is done from end to end.
const BUSINESS_PROCESSES: [&str; 16] = [
    "acquire-to-retire",
    "hire-to-retire",
    "idea-to-product",
    "issue-to-resolution",
    "lead-to-cash",
    "make-to-order",
    "make-to-stock",
    "order-to-cash",
    "plan-to-produce",
    "procure-to-pay",
    "purchase-to-pay",
    "quote-to-cash",
    "record-to-report",
    "source-to-pay",
    "hire-to-pay",
    "plan-to-product",
];

/// "Kept payroll runs in PostgreSQL", "moved restaurant menus out of MySQL", "sensor readings live in TimescaleDB": data that a store
/// holds tell which system it is. What every store holds ("sessions", "log files") tells none.
pub(super) fn kept_data(facts: &Facts<'_>) -> Option<Span> {
    const KEEPS: [&str; 40] = [
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
    let is_store = |at: usize| facts.within(facts.databases, at) || facts.all(Cue::StoreName).any(|f| f.words.0 == at);
    let store = |at: usize| (at..words.len()).take(6).any(is_store);
    let plain = |n: usize| is_plain(facts, &words[n]) && !words[n].is(Class::END);
    // The data that `first..end` names.
    let data = |first: usize, end: usize| {
        let article = words.get(first).is_some_and(|w| matches!(w.lower, "the" | "all" | "our"));
        let first = first + usize::from(article);
        let head = (first < end).then(|| end - 1)?;
        // "The orders table", "event data"
        let table = matches!(words[head].lower, "table" | "tables" | "collection" | "collections");
        let last = if table { head.checked_sub(1).filter(|last| *last >= first)? } else { head };
        let held = |n: usize| words[n].is(Class::NO_THING) || words[n].is(Class::RECORDS) || words[n].is(Class::HELD);
        let tells = (first..=last).all(plain)
            && (!held(last) || last > first && !held(first))
            && !is_abstract(&words[last])
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
    let end = if facts.databases.is_empty() && !facts.has(Cue::Partition) && !facts.has(Cue::StoreName) {
        0
    } else {
        words.len()
    };
    (0..end).find_map(|at| match words[at].lower {
        verb if KEEPS.contains(&verb) => kept(at),
        verb if LIVES.contains(&verb) => lives(at),
        _ => None,
    })
}
