//! Whether a statement says which system was worked on: a kind of system with words that tell which one, or a thing that work
//! was done for.

use super::cues::{Cue, Found, Word};
use super::opener::is_verb;
use super::signal::Facts;
use crate::text::Span;

/// Whether a statement names a system: not "REST APIs", "the application" or "our platform", but "the complaint portal",
/// "the backend of a book club" or "checkout".
pub(super) fn system(facts: &Facts<'_>, words: &[Word<'_>]) -> Option<Span> {
    facts.all(Cue::System).find(|f| is_named(facts, words, f)).map(|f| f.span).or_else(|| thing(facts, words))
}

/// What work was done for or on, where no word says that it is a system: "the speed of the exam calendar", "alerts for a
/// blood bank". An article makes it one thing; people, activities and qualities are none.
fn thing(facts: &Facts<'_>, words: &[Word<'_>]) -> Option<Span> {
    const WORDS_MAX: usize = 4;
    // "Half of the load" is a share of something.
    let is_share =
        |word: &Word<'_>| word.lower.starts_with(|c: char| c.is_ascii_digit()) || SHARES.contains(&word.lower);
    let tells = |at: usize| {
        let word = &words[at];
        is_plain(facts, word) && !facts.all(Cue::System).any(|f| f.words.0 <= at && at < f.words.1)
    };
    let phrase = |at: usize| {
        let article = words.get(at + 1).filter(|w| matches!(w.lower, "the" | "a" | "an"))?;
        if !matches!(words[at].lower, "of" | "for") || words[at].ends_phrase || article.ends_phrase {
            return None;
        }
        if at.checked_sub(1).is_some_and(|before| is_share(&words[before])) {
            return None;
        }
        let first = at + 2;
        let more =
            (first + 1..words.len()).take_while(|n| !words[n - 1].ends_phrase && !ENDS.contains(&words[*n].lower));
        let last = more.take(WORDS_MAX - 1).last().unwrap_or(first);
        let head = words.get(last)?;
        let runs = !NO_THINGS.contains(&head.lower)
            && !ENDS.contains(&head.lower)
            && !ABSTRACT_ENDS.iter().any(|end| head.lower.ends_with(end));
        (runs && (first..=last).any(tells)).then(|| Span { start: words[first].span.start, end: head.span.end })
    };
    (0..words.len()).find_map(phrase)
}

/// People, times and other words that name nothing which could run.
const NO_THINGS: &[&str] = &[
    "analyst",
    "architecture",
    "bugs",
    "business",
    "client",
    "code",
    "codebase",
    "colleagues",
    "company",
    "course",
    "customer",
    "day",
    "degree",
    "department",
    "developers",
    "employer",
    "engineers",
    "feature",
    "features",
    "firm",
    "group",
    "hackathon",
    "infrastructure",
    "internship",
    "job",
    "lead",
    "lot",
    "manager",
    "market",
    "money",
    "month",
    "needs",
    "number",
    "office",
    "organisation",
    "organization",
    "part",
    "people",
    "position",
    "process",
    "processes",
    "product",
    "products",
    "project",
    "projects",
    "queries",
    "quarter",
    "range",
    "release",
    "requirements",
    "rest",
    "role",
    "semester",
    "sprint",
    "squad",
    "stakeholders",
    "start-up",
    "startup",
    "students",
    "tables",
    "task",
    "tasks",
    "team",
    "teams",
    "tests",
    "thesis",
    "time",
    "tools",
    "university",
    "user",
    "variety",
    "way",
    "week",
    "work",
    "year",
    "years",
];

/// Words before "of" that count or part what follows.
const SHARES: [&str; 12] =
    ["all", "any", "half", "lot", "majority", "most", "number", "part", "percent", "quarter", "some", "third"];

/// Ends of words for activities and qualities: "maintenance", "scalability".
const ABSTRACT_ENDS: [&str; 8] = ["tion", "tions", "ment", "ing", "ity", "ness", "ance", "ence"];

/// Whether a word may tell one system from others: no technology, no number, not "internal" or "web".
fn is_plain(facts: &Facts<'_>, word: &Word<'_>) -> bool {
    !GENERIC_WORDS.contains(&word.lower)
        && !word.lower.starts_with(|c: char| c.is_ascii_digit())
        && !facts.skills.iter().any(|s| s.contains(word.span))
}

/// Whether the words around a kind of system tell which one: what stands before it in its phrase, or what it is of or for.
fn is_named(facts: &Facts<'_>, words: &[Word<'_>], system: &Found) -> bool {
    if OWN_NAMES.contains(&system.span.of(facts.text).to_lowercase().as_str()) {
        return true;
    }
    let tells = |at: usize| {
        let word = &words[at];
        is_plain(facts, word)
            && !facts.all(Cue::Buzz).any(|f| f.words.0 <= at && at < f.words.1)
            && !facts
                .all(Cue::System)
                .any(|f| f.words.0 == at && !OWN_NAMES.contains(&word.lower) && at > system.words.0)
    };
    let ends = |at: usize| {
        let word = words[at].lower;
        words[at].ends_phrase
            || ENDS.contains(&word)
            || at < 3 && (is_verb(word) || facts.all(Cue::Improve).any(|f| f.words.1 == at + 1))
            || facts.all(Cue::Build).any(|f| f.words.0 == at)
    };
    let before = (0..system.words.0).rev().take_while(|at| !ends(*at)).any(tells);
    // "dashboards in Tableau for the sales team"
    let of = (system.words.1..words.len())
        .take_while(|at| !words[at - 1].ends_phrase)
        .take(6)
        .find(|at| matches!(words[*at].lower, "of" | "for"));
    before
        || of.is_some_and(|of| {
            (of + 1..words.len())
                .take_while(|at| !words[at - 1].ends_phrase)
                .take(4)
                .find(|at| !ENDS.contains(&words[*at].lower))
                .is_some_and(tells)
        })
}

/// Systems that are named by their kind alone: there is one of them, and everybody knows what it does.
const OWN_NAMES: [&str; 26] = [
    "checkout",
    "payments",
    "billing",
    "login",
    "onboarding",
    "inventory",
    "storefront",
    "shop",
    "web shop",
    "webshop",
    "marketplace",
    "ledger",
    "intranet",
    "extranet",
    "crm",
    "erp",
    "cms",
    "chatbot",
    "game",
    "lakehouse",
    "compiler",
    "simulator",
    "calculator",
    "planner",
    "data lake",
    "monolith",
];

/// Words before a kind of system that do not tell which one.
const GENERIC_WORDS: &[&str] = &[
    "ui",
    "overall",
    "software",
    "web",
    "mobile",
    "cloud",
    "cloud-based",
    "rest",
    "restful",
    "soap",
    "api",
    "apis",
    "backend",
    "back-end",
    "frontend",
    "front-end",
    "full-stack",
    "data",
    "etl",
    "elt",
    "ci/cd",
    "ci",
    "cd",
    "new",
    "existing",
    "various",
    "several",
    "multiple",
    "many",
    "different",
    "complex",
    "modern",
    "internal",
    "distributed",
    "enterprise",
    "legacy",
    "business",
    "main",
    "own",
    "responsive",
    "reusable",
    "single-page",
    "static",
    "custom",
    "client",
    "server",
    "server-side",
    "client-side",
    "database",
    "sql",
    "nosql",
    "microservice",
    "microservices",
    "crud",
    "production",
    "third-party",
    "external",
    "large",
    "large-scale",
    "small",
    "simple",
    "basic",
    "secure",
    "reliable",
    "application",
    "applications",
    "system",
    "systems",
    "fast",
    "big",
    "great",
    "good",
    "high-traffic",
    "fault-tolerant",
    "it",
    "technical",
    "digital",
    "online",
    "automated",
    "scheduled",
    "clients",
    "customers",
    "users",
    "version",
    "use",
];

/// Words at which a phrase about a system ends.
const ENDS: &[&str] = &[
    "about", "per", "who", "while", "when", "so", "where", "the", "a", "an", "of", "in", "on", "for", "to", "with",
    "and", "or", "by", "from", "our", "their", "my", "its", "his", "her", "that", "which", "using", "into", "as", "at",
    "through", "via", "across", "over", "under", "behind", "between", "all", "each", "every", "this", "these", "those",
    "is", "are", "was", "were", "be", "than",
];
