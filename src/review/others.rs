//! What others do with what was made, in a clause of their own: people, firms, authorities.

use super::signal::Facts;
use super::word::{Class, Word, is_people};

/// Whether others than the person act in a statement, so that something came of the work.
pub(super) fn others_act(facts: &Facts<'_>) -> bool {
    others_do(facts) || people_do(facts) || clause_behind_comma(facts) || outsiders_decide(facts) || have_a_habit(facts)
}

/// "The customer signed", "the association withdrew its complaint": what those decided whom the work was for.
fn outsiders_decide(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    // "Invoices that the client approved" says which: the article opens its clause.
    let article = |at: usize| {
        (1..4).any(|n| {
            matches!(facts.before(at, n), "a" | "an" | "both" | "each" | "its" | "one" | "our" | "the" | "their")
                && (at == n || words[at - n - 1].ends_phrase || matches!(words[at - n - 1].lower, "and" | "so"))
        })
    };
    // "Two other departments switched to contract tests"
    let followed = |at: usize, w: &[Word<'_>]| {
        let several = w[0].is(Class::ORGANISATION) || matches!(w[0].lower, "teams" | "squads" | "groups");
        let counted = || {
            (1..3).any(|n| {
                at >= n
                    && (words[at - n].tells_number()
                        || matches!(words[at - n].lower, "further" | "other" | "several" | "all"))
            })
        };
        several
            && !w[0].ends_phrase
            && matches!(
                w[1].lower,
                "adopted" | "bought" | "copied" | "followed" | "joined" | "moved" | "ordered" | "switched"
            )
            && counted()
    };
    words.windows(2).enumerate().any(|(at, w)| {
        if followed(at, w) {
            return !facts.in_cause(at);
        }
        let decided = w[0].is(Class::DECIDES) && !w[0].ends_phrase && w[1].is(Class::DECIDED);
        // "The approved budget", "as the client approved"
        decided
            && article(at)
            && !facts.in_cause(at)
            && !(1..5).any(|n| matches!(facts.before(at, n), "after" | "when" | "until" | "once" | "if"))
    })
}

/// "The mayor's office publishes the values from it each morning", "three insurers license the engine today": a statement about what
/// others do again and again.
fn have_a_habit(facts: &Facts<'_>) -> bool {
    /// Words of the subject, and from its verb to how often.
    const SUBJECT: usize = 4;
    const REACH: usize = 12;
    // "Vendors coordination", "office supplies": the ends of nouns.
    const NOUNS: [&str; 6] = ["ance", "ems", "ies", "ing", "ion", "ment"];
    const OFTEN: [&str; 8] = ["daily", "each", "every", "monthly", "nightly", "still", "today", "weekly"];
    let words = facts.words;
    let opens = |at: usize| at == 0 || words[at - 1].ends_clause;
    let acts = |at: usize| {
        let (who, Some(verb)) = (&words[at], words.get(at + 1)) else { return false };
        let several = who.lower.ends_with('s') && (who.is(Class::ORGANISATION) || is_people(who.lower, who.classes));
        // "The head gardener opens it each morning"
        let person = is_people(who.lower, who.classes) && !who.lower.ends_with('s') && verb.is(Class::USES);
        let one = (who.is(Class::PLACE) || person) && verb.lower.ends_with('s') && !verb.lower.ends_with("ss");
        let plural =
            several && !verb.lower.ends_with('s') && !verb.lower.ends_with("ing") && !verb.lower.ends_with("ed");
        (one || plural)
            && !who.ends_phrase
            && verb.lower.len() > 3
            && !verb.is(Class::END)
            && !verb.is(Class::INTO)
            && !NO_VERBS.contains(&verb.lower)
            && !NOUNS.iter().any(|end| verb.lower.ends_with(end))
            && !(at > 0 && is_given(words[at + 1..].iter().take(1)))
            // "Customers raise tickets every day which I sort"
            && !words.iter().any(|w| matches!(w.lower, "i" | "my" | "we"))
            && words[at + 2..]
                .iter()
                .take(REACH)
                .take_while(|w| !w.ends_clause)
                .chain(words.last())
                .any(|w| OFTEN.contains(&w.lower))
    };
    (0..words.len()).filter(|at| opens(*at)).any(|from| {
        let subject = (from..words.len()).take(SUBJECT);
        let mut own = subject.take_while(|n| {
            let word = &words[*n];
            !(word.is(Class::INTO)
                || word.is(Class::VERB)
                || matches!(word.lower, "for" | "i" | "we" | "with")
                || *n > from && words[n - 1].ends_phrase)
        });
        own.any(acts)
    })
}

/// "; the sales floor opens them every morning", "; analysts run their reports on a laptop": another clause, of others, who do
/// something with what was made.
fn others_do(facts: &Facts<'_>) -> bool {
    const WITH_IT: [&str; 4] = ["them", "it", "their", "without"];
    if !(facts.classes.has(Class::OPENS_CLAUSE) && facts.classes.has(Class::ENDS_CLAUSE)) {
        return false;
    }
    let words = facts.words;
    (1..words.len()).any(|at| {
        let first = &words[at];
        let others = || {
            matches!(first.lower, "the" | "every" | "each" | "all")
                || first.lower.len() > 4
                    && first.lower.ends_with('s')
                    && !first.is(Class::VERB)
                    && !first.is(Class::FINITE)
                    && !facts.within(facts.skills, at)
                || first.is_number()
        };
        let clause = || words[at + 1..].iter().take(10).take_while(|w| !matches!(w.lower, "because" | "since" | "as"));
        words[at - 1].opens_clause
            && words[at - 1].ends_clause
            && others()
            && clause().any(|w| WITH_IT.contains(&w.lower))
            && !is_given(words[at..].iter().take(10))
            // Not what the person did next.
            && !clause().any(|w| matches!(w.lower, "i" | "we" | "my"))
    })
}

/// "; developers trust the nightly build again", "; the bank's auditor closed the finding", "after which the clerks opened it": a clause
/// of its own in which people do something.
fn people_do(facts: &Facts<'_>) -> bool {
    /// Words of a clause before the verb of its subject.
    const SUBJECT: usize = 6;
    let words = facts.words;
    let opens = |at: usize| {
        let (before, word) = (&words[at - 1], words[at].lower);
        let next = |next: &str| words.get(at + 1).is_some_and(|w| w.lower == next);
        // "And the regulator withdrew its remark"; most words stand within a phrase.
        if !before.ends_phrase {
            return word == "and" && next("the");
        }
        // "incl. status codes"
        before.ends_clause && !matches!(before.lower, "incl" | "approx" | "vs" | "resp")
            || word == "after" && next("which")
            // ", and recruiters stopped their exports"
            || word == "and"
    };
    let acts = |at: usize| {
        let verb = words.get(at + 1);
        // "The OpenWeather API" is a product.
        let name = words[at].span.of(facts.text).starts_with(char::is_uppercase) && !words[at - 1].ends_clause;
        !name
            // "Five banks integrated from the document alone"
            && (is_people(words[at].lower, words[at].classes) || words[at].is(Class::ORGANISATION))
            && !words[at].ends_phrase
            && verb.is_some_and(|w| {
                // "Two players' rows" are things.
                w.span.start == words[at].span.end + 1
                    && !w.is(Class::END)
                    && !w.is(Class::INTO)
                    && !w.is_number()
                    && !NO_VERBS.contains(&w.lower)
                    && !is_given(words[at + 1..].iter().take(1))
            })
    };
    (1..words.len()).filter(|at| opens(*at)).any(|at| {
        let from = match words[at].lower {
            "after" => at + 2,
            "and" => at + 1,
            _ => at,
        };
        let subject = (from..words.len()).take(SUBJECT).take_while(|n| *n == from || !words[n - 1].ends_phrase);
        // "On call for nurses who ..." has its people behind a preposition, and "I", "we" and the deed itself are the person's.
        let mut own = subject.take_while(|n| {
            let word = &words[*n];
            let mine =
                matches!(word.lower, "i" | "we" | "my" | "by" | "with" | "to" | "as" | "because" | "since" | "where");
            !(word.is(Class::INTO) || mine || word.is(Class::VERB) && *n == from)
        });
        // "; they followed the plan": programs follow nothing.
        let they = || {
            const WHAT: [&str; 9] =
                ["adopted", "bought", "copied", "follow", "followed", "kept", "renewed", "signed", "stayed"];
            // "Taught the helpdesk SQL; they answer most of it alone"
            const TAUGHT: [&str; 9] =
                ["answer", "build", "decide", "handle", "now", "release", "run", "solve", "write"];
            let taught = || {
                let first = words[0].lower;
                ["coach", "mentor", "taught", "train"].iter().any(|stem| first.starts_with(stem))
            };
            words.get(from).is_some_and(|w| w.lower == "they")
                && words.get(from + 1).is_some_and(|w| WHAT.contains(&w.lower) || TAUGHT.contains(&w.lower) && taught())
        };
        own.any(acts) || they()
    })
}

/// Whether a clause tells how things are, what is wanted, or what might have been, and so why something was done: "auditors insist on it",
/// "every field in it has an owner", "clerks change them weekly", "a broker would have cost us".
fn is_given<'w>(clause: impl Iterator<Item = &'w Word<'w>> + Clone) -> bool {
    /// Words to the verb.
    const VERB: usize = 3;
    const GIVEN: [&str; 36] = [
        "alter", "amend", "belongs", "change", "changes", "demand", "demands", "dislike", "distrust", "edit", "expect",
        "fear", "forget", "forgot", "hate", "insist", "insisted", "insists", "lack", "live", "lives", "might", "must",
        "need", "needs", "prefer", "require", "revise", "share", "sit", "touch", "touches", "want", "wants", "will",
        "would",
    ];
    // "Have sent 3,000 orders since" is what came of it, "has an owner" is not.
    let has = clause.clone().zip(clause.clone().skip(1)).take(6).any(|(verb, next)| {
        matches!(verb.lower, "has" | "have")
            && matches!(next.lower, "a" | "an" | "its" | "one" | "only" | "their" | "two")
    });
    // "Planners get changes at once" is no reason.
    has || clause.take(VERB).any(|w| GIVEN.contains(&w.lower))
}

/// "; auditors insist on a full trail": a clause behind the work that tells why, without a word for it.
pub(super) fn tells_given(facts: &Facts<'_>) -> bool {
    /// Words of the clause.
    const REACH: usize = 5;
    let words = facts.words;
    facts.classes.has(Class::ENDS_CLAUSE)
        && (1..words.len()).any(|at| {
            // "C++ would be my second language" is of the person.
            let clause = words[at..].iter().take(REACH);
            words[at - 1].ends_clause
                && words[at].lower.ends_with('s')
                && !clause.clone().any(|w| w.lower == "would")
                && is_given(clause)
        })
}

/// What stands behind people and is no verb of theirs.
const NO_VERBS: [&str; 11] = ["and", "or", "who", "whose", "that", "which", "not", "only", "with", "for", "as"];

/// ", managers look at it every morning", ", 26 000 devices updated without a visit": behind a mere comma, people or a number of
/// things need a verb right behind them to be a clause.
fn clause_behind_comma(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    let opens = |at: usize| words[at - 1].ends_phrase && !words[at - 1].ends_clause;
    let people = |at: usize| {
        let plural = words[at].lower.ends_with('s') || words[at].lower.ends_with("people");
        plural && is_people(words[at].lower, words[at].classes) && !words[at].ends_phrase
    };
    // "Debtors follow up" is a task.
    let up = |at: usize| words.get(at).is_some_and(|w| matches!(w.lower, "up" | "ups"));
    let uses = |at: usize| words.get(at).is_some_and(|w| w.is(Class::USES)) && !up(at + 1);
    let without = |at: usize| {
        let deed = words.get(at + 2).is_some_and(|w| w.lower.ends_with("ed") && !w.ends_phrase);
        words[at].is_number() && deed && words.get(at + 3).is_some_and(|w| w.lower == "without")
    };
    let end = if facts.classes.has(Class::USES) || facts.classes.has(Class::DIGIT) { words.len() } else { 0 };
    (1..end).filter(|at| opens(*at)).any(|at| people(at) && uses(at + 1) || without(at))
}
