//! Which system was worked on, told without a word for it: by what it does, by the process that it runs, by the data that it keeps.

use super::cues::Cue;
use super::signal::Facts;
use super::system::{is_abstract, is_plain, may_be_of_software};
use super::word::{Class, Word, is_people};
use crate::text::Span;

/// "A script that reads delivery notes and puts them in SAP", "a model to predict parcel delays": what a program does, and to what,
/// tells which one it is. "A tool that automates tasks" is any.
pub(super) fn by_deed(facts: &Facts<'_>) -> Option<Span> {
    /// Words from a kind of program to what it does.
    const REACH: usize = 7;
    let words = facts.words;
    let end = if facts.classes.has(Class::PROGRAM) { words.len() } else { 0 };
    // "Fine-tuned DistilBERT to sort letters": a model by its name. "Trained clerks on Excel" is about people.
    let taught = words.first().is_some_and(|w| matches!(w.lower, "fine-tuned" | "retrained" | "trained"));
    let others = |w: &Word<'_>| w.is(Class::INTO) || w.lower == "with" || is_people(w.lower, w.classes);
    let model = || {
        let at = (1..words.len().min(4)).find(|at| facts.within(facts.skills, *at) && !words[*at].ends_phrase)?;
        (!words[1..at].iter().any(others)).then_some(at)
    };
    let model = if taught { model() } else { None };
    model.into_iter().chain((0..end).filter(|at| words[*at].is(Class::PROGRAM))).find_map(|at| {
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
        // "Renames and sorts supplier invoices"
        let both =
            words.get(verb + 1).is_some_and(|w| w.lower == "and") && words.get(verb + 2).is_some_and(is_third_person);
        let verb = if both { verb + 2 } else { verb };
        // "Added export to the reporting module"
        const NO_VERB: [&str; 8] = ["the", "a", "an", "our", "my", "their", "its", "all"];
        // "The app to Play Store"
        let name = |w: &Word<'_>| w.span.of(facts.text).starts_with(char::is_uppercase);
        if words.get(verb).is_none_or(|w| NO_VERB.contains(&w.lower) || name(w)) || facts.within(facts.skills, verb) {
            return None;
        }
        let object = object(facts, verb + 1)?;
        Some(Span { start: words[at].span.start, end: object.end })
    })
}

/// Whether a word is what one thing does: "reads", "posts".
pub(super) fn is_third_person(word: &Word<'_>) -> bool {
    const HELPERS: [&str; 4] = ["is", "was", "has", "does"];
    // "A table that sales edit"
    let noun = || word.is(Class::NO_THING | Class::PEOPLE) || word.lower == "sales";
    word.lower.len() > 3
        && word.lower.ends_with('s')
        && !word.lower.ends_with("ss")
        && !HELPERS.contains(&word.lower)
        && !noun()
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
    // So for people: "merges duplicate suppliers".
    let told = head.is(Class::RECORDS) || head.is(Class::NO_THING) && is_people(head.lower, head.classes);
    let named = if told { (start..last).any(tells) } else { tells(last) };
    named.then(|| Span { start: words[start].span.start, end: head.span.end })
}

/// "The trade settlement process", "the order-to-cash process": what a firm does again and again, which software runs.
pub(super) fn process(facts: &Facts<'_>) -> Option<Span> {
    const RUNS: [&str; 12] = [
        "calendar",
        "cycle",
        "flow",
        "funnel",
        "journey",
        "logic",
        "path",
        "procedure",
        "process",
        "processes",
        "run",
        "runs",
    ];
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
    let words = facts.words;
    // "Split invoicing out of the monolith"
    let taken = |at: &usize| {
        let out = facts.ends_phrase(*at) || words.get(at + 1).is_some_and(|w| matches!(w.lower, "out" | "from"));
        let verb = if matches!(words[at - 1].lower, "just" | "only") { 2 } else { 1 };
        words[*at].is(Class::ACTIVITY)
            && out
            && matches!(
                facts.before(*at, verb),
                "split" | "took" | "extracted" | "carved" | "pulled" | "moved" | "lifted"
            )
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
            && !word.is(Class::OF_ALL)
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
                    || matches!(
                        w.lower,
                        "together" | "there" | "too" | "alone" | "automatic" | "automatically" | "coded" | "written"
                    )
                    || facts.within(facts.skills, at + 1)
            })
    };
    // "Interest calculation": what is reckoned may be what cannot run.
    let calculates = |at: usize| words[at].lower.starts_with("calculation");
    let reckoned = |at: usize| calculates(at) && words[at - 1].lower == "interest";
    // "Voltage drop calculation" is done by hand.
    let by_hand = |at: usize| calculates(at) && facts.classes.has(Class::ELECTRICAL);
    let head = (1..words.len()).find(|at| {
        words[*at].is(Class::DOES) && (tells(&words[at - 1]) || reckoned(*at)) && whole(*at) && !by_hand(*at)
    })?;
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
