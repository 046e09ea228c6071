//! A statement in its parts, by the marks between them, and which of them tell why something was chosen.

use super::cues::Cue;
use super::metric::{Metric, MetricKind};
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// What stands before a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing: the statement begins.
    Start,
    Comma,
    Colon,
    /// A semicolon or a full stop.
    Stop,
    Dash,
    Bracket,
    /// A bracket closes.
    Closed,
}

/// Words between two marks, half open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub words: (usize, usize),
    pub opens: Opens,
}

impl Part {
    #[inline]
    pub(super) fn has(&self, at: usize) -> bool {
        (self.words.0..self.words.1).contains(&at)
    }

    /// Its words.
    pub(super) fn of<'f>(&self, facts: &Facts<'f>) -> &'f [Word<'f>] {
        &facts.words[self.words.0..self.words.1]
    }

    fn span(&self, facts: &Facts<'_>) -> Span {
        joined(facts.words[self.words.0].span, facts.words[self.words.1 - 1].span)
    }
}

/// The mark in what stands between two words.
fn mark(gap: &str) -> Option<Opens> {
    if gap == " " {
        return None;
    }
    // "40,000", "3.5", "2–3"
    let within = gap.len() == 1 && matches!(gap, "," | ".") || gap == "–";
    let dash = || gap.contains(" –") || gap.contains('—') || gap.contains(" - ") || gap.contains("--");
    match () {
        () if within => None,
        () if gap.contains('(') => Some(Opens::Bracket),
        () if gap.contains([';', '.', '!', '?']) => Some(Opens::Stop),
        () if gap.contains(':') => Some(Opens::Colon),
        () if dash() => Some(Opens::Dash),
        () if gap.contains(')') => Some(Opens::Closed),
        () if gap.contains(',') => Some(Opens::Comma),
        () => None,
    }
}

/// The parts of a statement, in order.
pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let mut out = Vec::with_capacity(8);
    let (mut from, mut opens) = (0, Opens::Start);
    for (at, pair) in facts.words.windows(2).enumerate() {
        let gap = facts.text.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or_default();
        if let Some(next) = mark(gap) {
            out.push(Part { words: (from, at + 1), opens });
            (from, opens) = (at + 1, next);
        }
    }
    if from < facts.words.len() {
        out.push(Part { words: (from, facts.words.len()), opens });
    }
    out
}

/// Whether the word at `at` is a verb of a clause: by the list, or by its end ("planning slowed", "a memory bug had cost us").
pub(super) fn is_verb(facts: &Facts<'_>, at: usize) -> bool {
    const MODAL: [&str; 9] =
        ["can't", "couldn't", "didn't", "doesn't", "don't", "isn't", "wasn't", "won't", "wouldn't"];
    let word = &facts.words[at];
    // "Merges used to eat every second Friday"
    let used_to = || word.lower == "used" && facts.words.get(at + 1).is_some_and(|w| w.lower == "to");
    let past =
        || word.lower.len() > 4 && word.lower.ends_with("ed") && !matches!(facts.before(at, 1), "a" | "an" | "the");
    word.is(Class::FINITE) || word.is(Class::ALSO_VERB) || MODAL.contains(&word.lower) || past() || used_to()
}

/// Whether the `n`th part, behind a choice, tells why: a clause of something else than the person, what there was not or only, who there was; and
/// no result ("typing lag fell"), no deed ("repaired 40 tests") and no list.
pub(super) fn tells_why(facts: &Facts<'_>, parts: &[Part], n: usize) -> bool {
    let Some(part) = parts.get(n) else { return false };
    // "Doses, batches and patients are relational": behind a colon or a dash a list is one part.
    let listed = || parts[n + 1..].iter().take_while(|p| p.opens == Opens::Comma).last();
    let whole = || match part.opens {
        Opens::Colon | Opens::Dash | Opens::Bracket => listed().map(|last| (part.words.0, last.words.1)),
        _ => None,
    };
    tells(facts, part) || whole().is_some_and(|words| tells(facts, &Part { words, ..*part }))
}

/// The same of a part as it stands.
fn tells(facts: &Facts<'_>, part: &Part) -> bool {
    const RESULT: [&str; 22] = [
        "afterwards",
        "cut",
        "cutting",
        "down",
        "dropped",
        "fell",
        "fewer",
        "grew",
        "halved",
        "improved",
        "increased",
        "now",
        "reduced",
        "reducing",
        "rose",
        "saved",
        "saves",
        "saving",
        "shrank",
        "still",
        "today",
        "went",
    ];
    // What follows, goes on or is told of the person.
    const ELSE: [&str; 17] = [
        "and", "but", "later", "now", "or", "so", "that", "then", "this", "thus", "using", "when", "where", "which",
        "while", "who", "with",
    ];
    const LACKS: [&str; 12] = [
        "already", "enough", "never", "nobody", "none", "nothing", "only", "overkill", "single", "too", "unless",
        "without",
    ];
    const STAFF: [&str; 12] = [
        "admin",
        "admins",
        "colleagues",
        "dba",
        "dbas",
        "developer",
        "developers",
        "engineers",
        "people",
        "persons",
        "staff",
        "team",
    ];
    /// Behind a mere comma it must say what was possible, or not.
    const BOUNDS: [&str; 11] =
        ["already", "anyhow", "anyway", "can", "cannot", "could", "couldn't", "had", "must", "nobody", "too"];
    let words = part.of(facts);
    let Some(first) = words.first().filter(|_| words.len() > 1) else { return false };
    let span = part.span(facts);
    let result = words.iter().any(|w| RESULT.contains(&w.lower))
        || facts.metrics.iter().any(|m| m.role.is_some() && span.contains(m.span));
    // "Repaired 40 tests", "we cancelled the order"
    let deed = |w: &Word<'_>| {
        w.is(Class::VERB) && (w.lower.ends_with("ed") || matches!(w.lower, "built" | "wrote" | "led" | "ran"))
    };
    let own = deed(first) || matches!(first.lower, "i" | "we") && words.get(1).is_some_and(deed);
    if result || own || ELSE.contains(&first.lower) || first.lower.ends_with("ing") && part.opens != Opens::Bracket {
        return false;
    }
    let verb = (part.words.0 + 1..part.words.1).any(|at| is_verb(facts, at));
    let lacks = || words.iter().any(|w| w.is(Class::NOT) || LACKS.contains(&w.lower));
    let staff = || words.iter().any(|w| STAFF.contains(&w.lower)) && words.iter().any(Word::tells_number);
    // "Qt over Electron: 512 MB of RAM", "a table over a broker – 200 messages an hour"
    let size = || {
        let of_size = |m: &&Metric| matches!(m.kind, MetricKind::Size | MetricKind::Rate) && span.contains(m.span);
        facts.has(Cue::Choose) && facts.metrics.iter().any(|m| of_size(&m))
    };
    match part.opens {
        Opens::Colon | Opens::Dash => {
            verb || lacks() || staff() || size() || words.len() > 2 && !words.iter().any(Word::is_number)
        }
        Opens::Bracket => verb || lacks() || staff(),
        Opens::Stop => verb && (lacks() || !words.iter().any(Word::is_number)),
        Opens::Comma => {
            let falls_short = || words.iter().any(|w| w.is(Class::FALLS_SHORT)) && !words.iter().any(Word::is_number);
            // "Their CPUs take seconds for the latter"
            let theirs = matches!(first.lower, "its" | "their");
            verb && (theirs || is_short(words) || words.iter().any(|w| BOUNDS.contains(&w.lower)) || falls_short())
        }
        Opens::Start | Opens::Closed => false,
    }
}

/// "The depot has no line": what there was not, or only once.
fn is_short(words: &[Word<'_>]) -> bool {
    let short = |at: usize, word: &Word<'_>| match word.lower {
        "no" | "only" | "neither" => true,
        "one" => at == 0,
        _ => false,
    };
    let has = words.iter().position(|w| matches!(w.lower, "had" | "has" | "have"));
    has.is_some_and(|has| words[has + 1..].iter().take(5).enumerate().any(|(at, w)| short(at, w)))
}

/// ", for coverage in the tunnels comes and goes": a cause that opens as an aim does.
pub(super) fn for_clause(facts: &Facts<'_>, part: &Part) -> Option<Span> {
    const ELSE: [&str; 9] = ["that", "to", "what", "where", "which", "who", "whom", "whose", "when"];
    const REACH: usize = 9;
    let words = part.of(facts);
    let first = words.first().filter(|w| w.lower == "for" && part.opens != Opens::Start)?;
    let clause = (part.words.0 + 1..part.words.1).take(REACH).take_while(|at| !ELSE.contains(&facts.words[*at].lower));
    // "For shared or secured use"
    let verb = |at: &usize| {
        let word = &facts.words[*at];
        (word.is(Class::FINITE) || word.is(Class::ALSO_VERB))
            && !matches!(facts.before(*at, 1), "and" | "or" | "a" | "the" | "of")
    };
    clause.skip(1).find(verb).map(|at| joined(first.span, facts.words[at].span))
}

/// "For suppliers whose IT is one person", "for farmers who own no smartphone": whom the other way would not do for.
fn for_whom(facts: &Facts<'_>, from: usize) -> Option<Span> {
    const REACH: usize = 14;
    let end = facts.words.len().min(from + REACH);
    let at = (from..end).find(|at| facts.words[*at].lower == "for")?;
    let who =
        (at + 2..end.min(at + 7)).find(|n| matches!(facts.words[*n].lower, "whose" | "who" | "that" | "which"))?;
    let barred = |w: &Word<'_>| {
        w.is(Class::NOT) || matches!(w.lower, "cannot" | "can't" | "don't" | "only" | "never" | "without")
    };
    let clause = || facts.words[who..].iter().take(8).take_while(|w| !w.ends_clause);
    (facts.words[who].lower == "whose" || clause().any(barred)).then(|| facts.words[who].span)
}

/// "And we knowingly pay a third more": what the choice costs was taken into account.
fn knowing_price(facts: &Facts<'_>) -> Option<Span> {
    const KNOWS: [&str; 7] = ["consciously", "gladly", "happily", "knowingly", "willingly", "giving", "forgoing"];
    const PAYS: [&str; 10] = ["accept", "accepted", "accepting", "gave", "give", "lose", "paid", "pay", "paying", "up"];
    let knows = facts.words.iter().position(|w| KNOWS.contains(&w.lower))?;
    let pays = |w: &&Word<'_>| PAYS.contains(&w.lower);
    facts.words[knows + 1..].iter().take(2).find(pays).map(|w| joined(facts.words[knows].span, w.span))
}

/// Why, behind the word at `from`, without a word of cause: in a bracket, behind a dash, in a clause that "for" opens, by whom it is for,
/// or by what it knowingly costs.
pub(super) fn told_apart(facts: &Facts<'_>, from: usize) -> Option<Span> {
    let parts = parts(facts);
    told_behind(facts, &parts, from).or_else(|| for_whom(facts, from)).or_else(|| knowing_price(facts))
}

/// The same of parts alone: one of the next three.
pub(super) fn told_behind(facts: &Facts<'_>, parts: &[Part], from: usize) -> Option<Span> {
    let behind = (0..parts.len()).filter(|n| parts[*n].words.0 > from).take(3);
    let mut in_for = behind.clone().filter_map(|n| for_clause(facts, &parts[n]));
    let near = |n: &usize| parts[*n].words.0 - from <= 14 && tells_why(facts, parts, *n);
    in_for.next().or_else(|| behind.clone().find(near).map(|n| parts[n].span(facts)))
}

/// A word of cause that stands anywhere but in `but`, half open.
pub(super) fn cause_outside(facts: &Facts<'_>, but: (usize, usize)) -> Option<Span> {
    let strict = |at: usize| {
        let word = facts.words[at].lower;
        !matches!(word, "for" | "on" | "would" | "which" | "therefore" | "hence" | "to")
    };
    facts.all(Cue::Reason).find(|r| strict(r.words.0) && !(but.0..but.1).contains(&r.words.0)).map(|r| r.span)
}

/// "(nobody understood its settings)", ", the team had spent more time on it than on the form": what was wrong with what was replaced.
pub(super) fn complaint(facts: &Facts<'_>) -> Option<Span> {
    let parts = parts(facts);
    let wrong = |part: &Part| {
        let mut pairs = part.of(facts).windows(2);
        let had = |verb: &str| {
            verb.ends_with("ed") || matches!(verb, "cost" | "lost" | "spent" | "taken" | "broken" | "grown")
        };
        pairs.any(|w| match w[0].lower {
            "nobody" | "cannot" | "couldn't" => true,
            // "Queries kept changing", "we had no use for shards"
            "kept" => w[1].lower.ends_with("ing"),
            "no" => w[1].lower == "use",
            "could" | "did" => w[1].lower == "not",
            "had" => had(w[1].lower),
            _ => false,
        })
    };
    let of_it = |n: &usize| parts[*n].opens != Opens::Closed && wrong(&parts[*n]) && tells_why(facts, &parts, *n);
    (1..parts.len()).find(of_it).map(|n| parts[n].span(facts))
}
