//! Outcomes that stand with others than the person: what became of those who were taught, which of their matters is closed, how many of
//! them are live, who uses a thing, what there is less of to look after, and how it had been until then.

use super::cues::Cue;
use super::opener::other_form;
use super::signal::Facts;
use super::word::{Class, Word, is_people};

/// Whether a statement tells so what came of it.
pub(super) fn is_settled(facts: &Facts<'_>) -> bool {
    // Most statements have none of the words that these are told with.
    let has = |class: Class| facts.classes.has(class);
    let number = has(Class::DIGIT | Class::NUMBER);
    become_more(facts)
        || has(Class::SETTLES) && matter_is_closed(facts)
        || has(Class::SETTLES | Class::DECIDED) && body_relents(facts)
        || number && (several_are_live(facts) || fewer_by_number(facts).is_some())
        || has(Class::USES) && all_of_them_use(facts)
        || has(Class::OPENS_CLAUSE | Class::ENDS_CLAUSE)
            && (many_act_on_it(facts) || office_takes_it(facts) || could_go(facts))
        || has(Class::SETTLES) && had_been_until_then(facts)
        || has(Class::TELLS) && on_an_earlier_day(facts)
}

/// Whether the word at `at` stands in a clause that gives a cause; "since my third month" only says when.
fn in_why(facts: &Facts<'_>, at: usize) -> bool {
    let when = |cause: usize| {
        facts.words[cause].lower == "since" && facts.words[cause + 1..].iter().take(3).any(|w| w.is(Class::TIME))
    };
    facts.causes().any(|cause| cause.words.0 < at && !when(cause.words.0) && facts.one_clause(cause.words.0, at))
}

/// The words of the phrase that ends before `at`, at most `reach` of them.
fn phrase_before<'f>(facts: &'f Facts<'_>, at: usize, reach: usize) -> &'f [Word<'f>] {
    let words = facts.words;
    let first = (at.saturating_sub(reach)..at).rev().take_while(|n| !words[*n].ends_phrase).last().unwrap_or(at);
    &words[first..at]
}

/// "Taught three clerks, two of whom now run the desk", "mentored two juniors; both became senior": what became of people.
fn become_more(facts: &Facts<'_>) -> bool {
    /// Words from "whom" to what they became.
    const REACH: usize = 5;
    const TEACHES: [&str; 12] =
        ["brought", "coach", "guid", "hir", "lead", "led", "manag", "mentor", "onboard", "taught", "teach", "train"];
    const BECAME: [&str; 14] = [
        "advanced",
        "became",
        "become",
        "earned",
        "graduated",
        "hired",
        "leads",
        "moved",
        "now",
        "passed",
        "promoted",
        "since",
        "stayed",
        "succeeded",
    ];
    let words = facts.words;
    // "Two of my juniors lead teams today"
    if let [number, of, whose, ..] = words
        && (number.tells_number() || matches!(number.lower, "both" | "all" | "most"))
        && of.lower == "of"
        && matches!(whose.lower, "my" | "our")
        && words.iter().skip(3).take(2).any(|w| is_people(w.lower, w.classes))
    {
        return words.iter().skip(4).any(|w| BECAME.contains(&w.lower) || w.lower == "today");
    }
    if !words.iter().take(3).any(|w| TEACHES.iter().any(|stem| w.lower.starts_with(stem))) {
        return false;
    }
    (2..words.len()).any(|at| {
        let them = match words[at].lower {
            "whom" | "them" | "these" => facts.before(at, 1) == "of" && !words[at].ends_phrase,
            "both" | "all" => words[at - 1].ends_phrase,
            _ => false,
        };
        let mut behind = words[at + 1..].iter().take(REACH);
        // "Two of them now in Riga"
        let place = || {
            let end = words.len().min(at + 1 + REACH);
            words[at + 1..end].windows(2).any(|w| matches!(w[0].lower, "now" | "since") && w[1].is(Class::INTO))
        };
        them && behind.any(|w| BECAME.contains(&w.lower)) && !place()
    })
}

/// "; the open audit point is settled", "tenants' complaint withdrawn": a matter that others had raised, in a phrase of its own.
fn matter_is_closed(facts: &Facts<'_>) -> bool {
    /// Words from the matter to what became of it.
    const REACH: usize = 5;
    const MATTERS: [&str; 21] = [
        "boycott",
        "complaint",
        "complaints",
        "dispute",
        "fine",
        "finding",
        "findings",
        "grievance",
        "lawsuit",
        "objection",
        "objections",
        "penalties",
        "penalty",
        "petition",
        "point",
        "points",
        "protest",
        "remark",
        "remarks",
        "reservations",
        "warning",
    ];
    const CLOSED: [&str; 13] = [
        "cancelled",
        "cleared",
        "closed",
        "dismissed",
        "dropped",
        "gone",
        "lifted",
        "remitted",
        "resolved",
        "settled",
        "waived",
        "withdrawn",
        "ended",
    ];
    let words = facts.words;
    (1..words.len()).filter(|at| CLOSED.contains(&words[*at].lower) && facts.ends_phrase(*at)).any(|at| {
        let phrase = phrase_before(facts, at, REACH + 3);
        let first = at - phrase.len();
        let matter = phrase.iter().rev().take(REACH).position(|w| MATTERS.contains(&w.lower));
        // "Open points" are of an audit, or none at all.
        let whose = |w: &Word<'_>| matches!(w.lower, "audit" | "auditor" | "auditor's" | "open" | "pen-test" | "test");
        let of_audit = || !phrase.iter().any(|w| matches!(w.lower, "point" | "points")) || phrase.iter().any(whose);
        first > 0
            && matter.is_some()
            && of_audit()
            && !phrase.iter().any(|w| w.is(Class::VERB) || matches!(w.lower, "that" | "which" | "where" | "until"))
            && !in_why(facts, at)
    })
}

/// "; the society of the deaf took back its petition", "the commissioner for data protection closed the case": a body with what it is of
/// between it and its verb.
fn body_relents(facts: &Facts<'_>) -> bool {
    /// Words from the body to its verb.
    const REACH: usize = 6;
    const BODIES: [&str; 9] =
        ["alliance", "chairman", "circle", "club", "company", "director", "head", "society", "works"];
    const RELENTS: [&str; 13] = [
        "cancelled",
        "closed",
        "dismissed",
        "ended",
        "recommended",
        "recommends",
        "relented",
        "scrapped",
        "settled",
        "stopped",
        "took",
        "withdrew",
        "yielded",
    ];
    let words = facts.words;
    let opens = |at: usize| {
        matches!(words[at].lower, "a" | "an" | "one" | "our" | "the" | "their")
            && at > 0
            && (words[at - 1].ends_phrase
                || matches!(words[at - 1].lower, "and" | "so")
                || words[at - 1].lower == "which" && facts.before(at, 2) == "after")
    };
    (1..words.len()).filter(|at| opens(*at)).any(|first| {
        let body = (first + 1..words.len())
            .take(3)
            .take_while(|n| !words[n - 1].ends_phrase)
            .find(|n| words[*n].is(Class::DECIDES) || BODIES.contains(&words[*n].lower));
        let Some(body) = body.filter(|at| !words[*at].ends_phrase) else { return false };
        let verb = (body + 1..words.len())
            .take(REACH)
            .take_while(|n| !words[n - 1].ends_phrase)
            .find(|n| words[*n].is(Class::DECIDED) || RELENTS.contains(&words[*n].lower));
        let between = |verb: usize| &words[body + 1..verb];
        let other = |w: &Word<'_>| {
            w.is(Class::FINITE) || matches!(w.lower, "that" | "to" | "which" | "who" | "whose" | "with" | "had")
        };
        // "Took back its petition", not "took 4 weeks"
        let back = |verb: usize| {
            words[verb].lower != "took" || words[verb + 1..].iter().take(1).any(|w| matches!(w.lower, "back" | "over"))
        };
        let whose = |verb: usize| {
            between(verb).is_empty()
                || matches!(words[body + 1].lower, "of" | "for")
                || between(verb).len() == 1 && words[body + 1].is(Class::DECIDES)
        };
        verb.is_some_and(|verb| whose(verb) && back(verb) && !between(verb).iter().any(other) && !in_why(facts, verb))
    })
}

/// ". 17 savings banks live", ", four carriers certified so far": how many take part since, in a phrase of their own.
fn several_are_live(facts: &Facts<'_>) -> bool {
    /// Words from the number to what they are.
    const REACH: usize = 7;
    /// Whoever they are, people or things that are no software.
    const LIVE: [&str; 7] = ["aboard", "board", "it", "live", "onboarded", "up", "enrolled"];
    /// Firms and people alone.
    const LINKED: [&str; 9] =
        ["adopted", "certified", "connected", "converted", "integrated", "migrated", "moved", "switched", "trained"];
    const BEHIND: [&str; 12] =
        ["already", "at", "by", "from", "in", "now", "on", "since", "so", "to", "today", "within"];
    let words = facts.words;
    (2..words.len()).any(|at| {
        let word = words[at].lower;
        let (live, linked) = (LIVE.contains(&word), LINKED.contains(&word));
        if !(live || linked) {
            return false;
        }
        let whole = match word {
            "board" | "it" => matches!(facts.before(at, 1), "on" | "using"),
            "up" => matches!(facts.before(at, 1), "signed" | "lined"),
            _ => true,
        };
        let ends = facts.ends_phrase(at) || words.get(at + 1).is_some_and(|w| BEHIND.contains(&w.lower));
        let phrase = phrase_before(facts, at, REACH);
        let first = at - phrase.len();
        // "Over 140 garages onboarded"
        let lead = phrase.iter().take_while(|w| {
            matches!(w.lower, "about" | "all" | "almost" | "and" | "nearly" | "over" | "some" | "with")
        });
        let phrase = &phrase[lead.count()..];
        let numbers = phrase.iter().take_while(|w| w.tells_number()).count();
        if !whole || !ends || first == 0 || numbers == 0 || in_why(facts, at) {
            return false;
        }
        let software = |w: &Word<'_>| {
            w.is(Class::SOFTWARE | Class::PROGRAM | Class::RECORDS | Class::MACHINE | Class::TIME)
                || matches!(w.lower, "endpoints" | "repos" | "repositories" | "services" | "servers" | "tests")
        };
        // "3 modules live"
        let none = |w: &Word<'_>| w.is(Class::NO_THING) && !w.is(Class::ORGANISATION) && !is_people(w.lower, w.classes);
        let tested = words[0].lower.starts_with("test") || words[0].lower.starts_with("load-test");
        let firms =
            |w: &Word<'_>| w.lower.ends_with('s') && (w.is(Class::ORGANISATION) || is_people(w.lower, w.classes));
        let who = &phrase[numbers..];
        let several = || who.iter().any(|w| w.lower.ends_with('s') && w.lower.len() > 3 && !w.is(Class::FINITE));
        !who.is_empty()
            && !who.iter().any(|w| software(w) || matches!(w.lower, "not" | "of" | "yet" | "which" | "that"))
            && !tested
            && (live && several() && !who.iter().any(none) || who.iter().any(firms))
    })
}

/// "A glossary every new colleague reads", "12 checklists the whole crew uses": a thing, and who uses it right behind.
fn all_of_them_use(facts: &Facts<'_>) -> bool {
    /// Words of those who use it.
    const REACH: usize = 4;
    const USES: [&str; 17] = [
        "consult", "consults", "follow", "follows", "keep", "open", "opens", "print", "prints", "read", "reads",
        "relies", "rely", "trust", "trusts", "use", "uses",
    ];
    const GROUPS: [&str; 12] = [
        "crew",
        "department",
        "desk",
        "group",
        "house",
        "kitchen",
        "office",
        "parish",
        "shift",
        "staff",
        "team",
        "ward",
    ];
    const OFTEN: [&str; 5] = ["before", "daily", "each", "every", "weekly"];
    // "Makes sure that all testers follow it" says what is wanted.
    const NONE: [&str; 11] = ["as", "bug", "how", "lets", "made", "makes", "sure", "that", "what", "when", "where"];
    let words = facts.words;
    (2..words.len()).any(|at| {
        let all = matches!(words[at].lower, "all" | "each" | "every" | "most");
        let one = matches!(words[at].lower, "everybody" | "everyone");
        let their = matches!(words[at].lower, "my" | "our" | "the" | "their");
        if !(all || one || their) || words[at].ends_phrase {
            return false;
        }
        let before = &words[at - 1];
        let thing = !before.ends_phrase
            && !before.is(Class::END)
            && !before.is(Class::VERB)
            && !before.is(Class::FINITE)
            && !before.is_number()
            && !before.lower.ends_with("ing")
            && !before.lower.ends_with("ly")
            && !matches!(before.lower, "and" | "or" | "but")
            && !NONE.contains(&before.lower)
            && (before.lower.ends_with('s') || other_form(before.lower).is_none());
        let verb = (at + 1..words.len())
            .take(REACH + 1)
            .take_while(|n| *n == at + 1 || !words[n - 1].ends_phrase)
            .find(|n| USES.contains(&words[*n].lower) || words[*n].lower == "work" && n + 1 < words.len());
        let Some(verb) = verb.filter(|verb| thing && (one || *verb > at + 1)) else { return false };
        let who = &words[at + 1..verb];
        let whole = who.iter().any(|w| matches!(w.lower, "whole" | "entire" | "still" | "now" | "all"));
        let people = |w: &Word<'_>| {
            is_people(w.lower, w.classes) || w.is(Class::ORGANISATION | Class::PLACE) || GROUPS.contains(&w.lower)
        };
        let often = || words[verb + 1..].iter().take(4).any(|w| OFTEN.contains(&w.lower));
        let works = words[verb].lower != "work" || words[verb + 1].lower == "with";
        let others = who.iter().any(|w| matches!(w.lower, "to" | "can" | "that" | "which" | "of" | "and"));
        // "Fields every team uses differently" tells no use of one thing.
        let whole_verb = facts.ends_phrase(verb)
            || words[verb + 1..].iter().take(2).any(|w| OFTEN.contains(&w.lower))
            || words.get(verb + 1).is_some_and(|w| w.is(Class::INTO) || w.is(Class::END) || w.lower == "to");
        works
            && whole_verb
            && !others
            && (one || who.iter().any(people) && (all || whole || often()))
            && !in_why(facts, at)
    })
}

/// ". In June 9,000 of them wrote their finals on it", "; the whole parish books through it": many people do something with it.
fn many_act_on_it(facts: &Facts<'_>) -> bool {
    /// Words of the clause.
    const REACH: usize = 12;
    let words = facts.words;
    (3..words.len()).filter(|at| words[*at].lower == "it" && facts.ends_phrase(*at)).any(|at| {
        if !matches!(words[at - 1].lower, "on" | "over" | "through" | "via" | "with") {
            return false;
        }
        let from = at.saturating_sub(REACH);
        let first = (from..at).rev().take_while(|n| !words[*n].ends_clause).last().unwrap_or(at);
        let clause = &words[first..at];
        let many = clause.windows(3).any(|w| {
            let number = w[0].tells_number() || matches!(w[0].lower, "all" | "each" | "every" | "most");
            let of_them = w[1].lower == "of" && matches!(w[2].lower, "them" | "these");
            let people = |w: &Word<'_>| is_people(w.lower, w.classes);
            number && (of_them || people(&w[1]) || people(&w[2]) && !w[1].is(Class::END))
                || matches!(w[1].lower, "whole" | "entire") && !w[2].is(Class::SOFTWARE)
        });
        let own = |w: &Word<'_>| matches!(w.lower, "i" | "we" | "to" | "which" | "that" | "for" | "so");
        first > 0 && many && !clause[0].is(Class::VERB) && !clause.iter().any(own) && !in_why(facts, at)
    })
}

/// ", leaving 3 fewer boxes to patch", ": one licence fewer": how many fewer, as a number.
pub(super) fn fewer_by_number(facts: &Facts<'_>) -> Option<usize> {
    let words = facts.words;
    (1..words.len()).filter(|at| matches!(words[*at].lower, "fewer" | "less")).find(|at| {
        let next = words.get(at + 1).map_or("", |w| w.lower);
        let number = |n: usize| *at >= n && words[at - n].tells_number() && !words[at - n].ends_phrase;
        // "Two licences fewer to pay"
        let behind = || {
            number(2)
                && !words[at - 1].is(Class::END)
                && !words[at - 1].ends_phrase
                && (facts.ends_phrase(*at) || matches!(next, "to" | "a" | "per"))
                // "A plan that needs one slot less" has it in its phrase.
                && (*at > 2 && words[at - 3].ends_phrase
                    || matches!(facts.before(*at, 3), "leaves" | "leaving" | "us" | "with"))
        };
        // "40 % fewer" is a change by a share, and a multiplier one, too.
        let plain = || {
            let behind = facts.text[words[at - 1].span.end as usize..].trim_start();
            !behind.starts_with('%')
                && words[at - 1].lower.bytes().all(|b| b.is_ascii_alphanumeric())
                && !words[at - 1].lower.ends_with('x')
        };
        let whole = number(1) && !words[*at].ends_phrase && !matches!(next, "" | "than" | "time") && plain();
        !in_why(facts, *at) && (whole || behind())
    })
}

/// "; until then the plan had hung on the door", "which until then had been a binder": how it was before.
fn had_been_until_then(facts: &Facts<'_>) -> bool {
    /// Words of the clause to either side.
    const REACH: usize = 10;
    let words = facts.words;
    let then = |w: &[Word<'_>]| {
        matches!(w[0].lower, "until" | "till" | "before")
            && matches!(w[1].lower, "then" | "that")
            && (w[0].lower != "before" || w[1].lower == "that")
    };
    // "; sources had been mailed around before"
    let before = |at: usize| {
        let clause = words[at.saturating_sub(REACH)..at].iter().rev().take_while(|w| !w.ends_clause);
        let first = at - clause.clone().count();
        let had = clause.clone().zip(clause.skip(1)).any(|(next, w)| w.lower == "had" && next.lower == "been");
        words[at].lower == "before" && facts.ends_phrase(at) && first > 0 && words[first - 1].ends_clause && had
    };
    (2..words.len()).any(before)
        || words.windows(2).enumerate().filter(|(_, w)| then(w)).any(|(at, _)| {
            let own = |n: usize| matches!(words[n].lower, "i" | "we");
            let behind = (at + 2..words.len()).take(REACH).take_while(|n| *n == at + 2 || !words[n - 1].ends_clause);
            let before = (at.saturating_sub(REACH)..at).rev().take_while(|n| !words[*n].ends_clause);
            let had = |n: usize| {
                let next = words.get(n + 1).map_or("", |w| w.lower);
                match words[n].lower {
                    "had" => next.ends_with("ed") || next.ends_with('n') || PAST.contains(&next),
                    "was" | "were" => matches!(next, "by" | "done" | "in" | "kept" | "none" | "no" | "on" | "only"),
                    _ => false,
                }
            };
            (behind.clone().any(had) || before.clone().any(had)) && !behind.chain(before).any(own) && !in_why(facts, at)
        })
}

/// What stands behind "had" and does not end as most do.
const PAST: [&str; 14] =
    ["come", "cost", "gone", "held", "hung", "kept", "lain", "lived", "lost", "meant", "sat", "spent", "stood", "to"];

/// ": the tax office accepts it without a letter", "; our dispensary prints them": a body of others that takes what was made.
fn office_takes_it(facts: &Facts<'_>) -> bool {
    /// Words of the body.
    const REACH: usize = 4;
    const TAKES: [&str; 12] = [
        "accepts", "bills", "books", "checks", "follows", "orders", "pays", "prints", "reads", "sells", "trusts",
        "uses",
    ];
    let words = facts.words;
    (1..words.len()).filter(|at| TAKES.contains(&words[*at].lower)).any(|at| {
        let it =
            words.get(at + 1).is_some_and(|w| matches!(w.lower, "from" | "it" | "on" | "them" | "through" | "with"));
        let phrase = phrase_before(facts, at, REACH);
        let first = at - phrase.len();
        let body = phrase.last().is_some_and(|w| w.is(Class::PLACE | Class::DECIDES) && !w.ends_phrase);
        let opens =
            phrase.first().is_some_and(|w| matches!(w.lower, "each" | "every" | "its" | "our" | "the" | "their"));
        // "Batch over streaming: the bank reads it once a day" tells why.
        let chosen = || facts.has(Cue::Choose) || words[..first].iter().any(|w| matches!(w.lower, "not" | "over"));
        it && body && opens && !chosen() && first > 0 && words[first - 1].opens_clause && !in_why(facts, at)
    })
}

/// "; the old print host could go": what is no longer needed.
fn could_go(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    words.windows(2).enumerate().any(|(at, w)| {
        matches!(w[0].lower, "can" | "could")
            && w[1].lower == "go"
            && facts.ends_phrase(at + 1)
            && !in_why(facts, at)
            // "Checks whether an entry could go" is what a program does.
            && (1..at).any(|n| words[n - 1].ends_clause || words[n].is(Class::SO))
            && !words[..at].iter().any(|w| matches!(w.lower, "if" | "what" | "whether" | "which"))
    })
}

/// "Closed by noon instead of midnight": a time of day or of the year, and the one that it would have been.
fn on_an_earlier_day(facts: &Facts<'_>) -> bool {
    const WHEN: [&str; 16] = [
        "afternoon",
        "autumn",
        "evening",
        "friday",
        "lunch",
        "midnight",
        "monday",
        "morning",
        "night",
        "noon",
        "spring",
        "summer",
        "thursday",
        "tuesday",
        "wednesday",
        "winter",
    ];
    let words = facts.words;
    let when = |w: &Word<'_>| WHEN.contains(&w.lower);
    (2..words.len()).filter(|at| words[*at].lower == "instead").any(|at| {
        let behind = words[at + 1..].iter().skip(1).take(2).any(when);
        let near = &words[at.saturating_sub(3)..at];
        // "Backups run at noon instead of midnight" is a setting.
        let set = words.iter().take(at).any(|w| matches!(w.lower, "run" | "runs" | "scheduled" | "set" | "starts"));
        behind && near.iter().any(when) && !set && !in_why(facts, at)
    })
}
