//! Which system was worked on, told by a word of its trade, wherever it stands: no other work is on timesheets or on milking.

use super::cues::Cue;
use super::line::is_of_software;
use super::signal::Facts;
use super::system::is_plain;
use super::word::{Class, Word, class_of, is_people};
use crate::text::Span;

/// "Rewrote dispatching in Rust", "Postgres for timesheets", "tariff look-ups behind Redis", "pensioner records": a thing or an activity of
/// a trade. Whom the work was for ("for the payroll team") and where it was done ("at a fish market") tell no system.
pub(super) fn subject(facts: &Facts<'_>) -> Option<Span> {
    let owner = || facts.words.iter().any(|w| w.lower.ends_with("'s") || w.lower.ends_with("’s"));
    let told =
        facts.classes.has(Class::SUBJECT | Class::PLACE) || facts.has(Cue::Subject) || facts.has(Cue::Move) || owner();
    if !told || !is_of_software(facts) {
        return None;
    }
    let words = facts.words;
    // "Trained the kitchen staff on Excel" is about people.
    if words.first().is_some_and(|w| matches!(w.lower, "coached" | "taught" | "trained")) {
        return None;
    }
    let phrase = || facts.all(Cue::Subject).find_map(|f| named(facts, f.words.0, f.words.1 - 1, Class::SUBJECT));
    // What follows "so" is what came of it.
    let word = |at: usize| {
        let classes = classes_of(&words[at]);
        let of_people = || facts.has(Cue::Move) && is_person(facts, at);
        let tells = classes.has(Class::SUBJECT | Class::PLACE) || of_people();
        tells.then(|| named(facts, at, at, classes)).flatten()
    };
    (0..words.len()).take_while(|at| !words[*at].is(Class::SO)).find_map(word).or_else(phrase)
}

/// The classes of a word, of "the bakery's" as of the bakery.
fn classes_of(word: &Word<'_>) -> Class {
    match word.lower.strip_suffix("'s").or_else(|| word.lower.strip_suffix("’s")) {
        Some(owner) if !word.is(Class::KNOWN) => class_of(owner),
        _ => word.classes,
    }
}

/// What the words of a trade from `first` to `at`, which are of `classes`, tell with those behind them.
fn named(facts: &Facts<'_>, first: usize, at: usize, classes: Class) -> Option<Span> {
    let words = facts.words;
    let (subject, common) = (classes.has(Class::SUBJECT), classes.has(Class::COMMON_SUBJECT));
    let last = phrase_end(facts, at);
    let head = &words[last];
    let place = || {
        // "School projects" are what pupils do.
        let busy = classes.has(Class::NO_THING) && !head.is(Class::SUBJECT);
        classes.has(Class::PLACE) && is_kept(head) && !busy
    };
    let of_trade = if last > at { subject || place() || !classes.has(Class::PLACE) } else { subject && !common };
    // "The invoices table" is of every shop, "an insurance project" of a whole trade.
    let of_every = common && matches!(head.lower, "project" | "projects" | "table" | "tables");
    // "Scalable invoicing solutions" are any.
    let any = of_every || facts.has(Cue::Buzz) && (head.gives(Cue::System) || head.gives(Cue::Generic));
    // "The sailing club prints the table" does something.
    let acts = last > at
        && head.lower.ends_with('s')
        && words.get(last + 1).is_some_and(|w| !head.ends_phrase && matches!(w.lower, "a" | "an" | "its" | "the"));
    let told = of_trade
        && !acts
        && (first..=at).any(|n| is_plain(facts, &words[n]))
        && !is_figure_of_speech(facts, first)
        && !is_counted_or_place(facts, first)
        && !(at + 1..=last).any(|n| is_whom(&words[n]))
        && !any
        && !facts.in_cause(first);
    told.then(|| Span { start: words[first].span.start, end: head.span.end })
}

/// Where the compound of the word at `at` ends: "tariff look-ups", "payslip mailing".
fn phrase_end(facts: &Facts<'_>, at: usize) -> usize {
    /// The most words behind it.
    const REACH: usize = 3;
    let words = facts.words;
    let ends = |n: usize| {
        let word = &words[n];
        words[n - 1].ends_phrase
            || word.is(Class::END)
            || word.is(Class::INTO)
            || word.is(Class::FINITE)
            || word.is_number()
            || matches!(
                word.lower,
                "again"
                    | "and"
                    | "back"
                    | "down"
                    | "here"
                    | "off"
                    | "or"
                    | "out"
                    | "there"
                    | "to"
                    | "too"
                    | "up"
                    | "while"
            )
            || word.is(Class::VERB) && word.lower.ends_with("ed")
            || facts.within(facts.skills, n)
    };
    (at + 1..words.len()).take(REACH).take_while(|n| !ends(*n)).last().unwrap_or(at)
}

/// Whether a word of a compound says who has the thing, and not what it is.
fn is_whom(head: &Word<'_>) -> bool {
    const WHOM: [&str; 24] = [
        "application",
        "applications",
        "area",
        "areas",
        "business",
        "chain",
        "company",
        "department",
        "domain",
        "experience",
        "expert",
        "firm",
        "giant",
        "group",
        "industry",
        "internship",
        "knowledge",
        "market",
        "office",
        "sector",
        "solutions",
        "team",
        "teams",
        "world",
    ];
    head.is(Class::CUSTOMER | Class::ORGANISATION | Class::PLACE | Class::TRADE | Class::COURSE | Class::DEGREE)
        || is_people(head.lower, head.classes)
        || WHOM.contains(&head.lower)
}

/// Whether a word is for things of a place: "records", "stock", "letters".
fn is_kept(head: &Word<'_>) -> bool {
    const KEPT: [&str; 15] = [
        "bills",
        "data",
        "details",
        "file",
        "files",
        "history",
        "histories",
        "list",
        "lists",
        "master",
        "menus",
        "profiles",
        "records",
        "register",
        "stock",
    ];
    let several = || head.lower.ends_with('s') && !head.lower.ends_with("ss") && !head.is(Class::NO_THING);
    KEPT.contains(&head.lower) || head.is(Class::SUBJECT | Class::ACTIVITY | Class::DOES) || several()
}

/// Whether a word is for people of a trade, before what is kept of them; of users and customers every system keeps something.
fn is_person(facts: &Facts<'_>, at: usize) -> bool {
    const ANY: [&str; 18] = [
        "author",
        "consumer",
        "customer",
        "developer",
        "employer",
        "engineer",
        "manager",
        "member",
        "order",
        "other",
        "owner",
        "partner",
        "provider",
        "sender",
        "supplier",
        "tester",
        "user",
        "vendor",
    ];
    let word = &facts.words[at];
    let kept = facts.words.get(at + 1).is_some_and(|w| matches!(w.lower, "data" | "records" | "files" | "register"));
    kept && !word.ends_phrase
        && !word.is(Class::THING
            | Class::TRADE
            | Class::VERB
            | Class::NO_THING
            | Class::GENERIC
            | Class::SOFTWARE
            | Class::PROGRAM)
        && !word.gives(Cue::System)
        && !ANY.contains(&word.lower.trim_end_matches('s'))
        && is_people(word.lower, word.classes)
}

/// "Three orders of magnitude", "at the expense of", "in flight": words that are of no trade there.
fn is_figure_of_speech(facts: &Facts<'_>, at: usize) -> bool {
    let next = facts.words.get(at + 1).map_or("", |w| w.lower);
    match facts.words[at].lower {
        "orders" | "expense" | "harvest" | "loads" => next == "of",
        "stock" => next == "android" || facts.before(at, 1) == "in",
        "flight" | "tax" => facts.before(at, 1) == "in",
        "car" | "food" | "drug" | "crop" => next == "and",
        "weed" => next == "out",
        "fuel" => next == "injection",
        // "Event dispatching" is of all software.
        "dispatching" => matches!(facts.before(at, 1), "action" | "command" | "event" | "job" | "message" | "task"),
        _ => false,
    }
}

/// "Saved four lorries", "at a fish market": what a number counts is told by it, and a place only says where.
fn is_counted_or_place(facts: &Facts<'_>, at: usize) -> bool {
    /// Words before it that belong to its phrase.
    const REACH: usize = 4;
    let words = facts.words;
    let inner =
        |w: &Word<'_>| !w.ends_phrase && (!w.is(Class::END) || matches!(w.lower, "a" | "an" | "the" | "our" | "its"));
    let first = (at.saturating_sub(REACH)..at).rev().take_while(|n| inner(&words[*n])).last().unwrap_or(at);
    let counted = words[first..at].iter().any(|w| w.tells_number() && w.lower != "one");
    let leads = first.checked_sub(1).map(|n| &words[n]).filter(|w| !w.ends_phrase);
    let place = leads.is_some_and(|w| matches!(w.lower, "as" | "at" | "like" | "than"));
    // "Six years of ferry delays"
    // "Loading time of the invoice list" is of the list.
    let of_time = || {
        words[first - 1].lower == "of"
            && first > 1
            && words[first - 2].is(Class::TIME)
            && words[first - 2].lower != "time"
    };
    // "Together with the crew"
    let beside = leads.is_some_and(|w| w.lower == "with") && is_people(words[at].lower, words[at].classes);
    counted || place || beside || leads.is_some() && of_time()
}
