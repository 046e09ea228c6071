//! Whether others are said to use what was made.

use super::cues::Cue;
use super::signal::Facts;
use super::word::{Class, Word, is_people};

/// Whether a statement says that people or firms use what was made, or how many places do.
pub(super) fn is_used(facts: &Facts<'_>) -> bool {
    is_habit(facts)
        || is_used_by(facts)
        || is_used_in(facts)
        || is_used_everywhere(facts)
        || they_use_it(facts)
        || is_lived_by(facts)
        || is_in_release(facts)
}

/// "Used in all branches of the bank", "live at every depot": places that are not counted.
fn is_used_everywhere(facts: &Facts<'_>) -> bool {
    const USED: [&str; 7] = ["deployed", "embedded", "installed", "live", "run", "running", "used"];
    const WHERE: [&str; 5] = ["across", "at", "by", "in", "on"];
    const ALL: [&str; 5] = ["all", "both", "each", "every", "most"];
    let place = |w: &Word<'_>| {
        let several = w.lower.ends_with('s') || w.lower.ends_with('y');
        w.is(Class::ORGANISATION)
            || several
                && matches!(
                    w.lower.trim_end_matches('s'),
                    "branche" | "classroom" | "factory" | "location" | "ward" | "country"
                )
            || matches!(
                w.lower,
                "branch" | "clinic" | "depot" | "hospital" | "office" | "plant" | "school" | "shop" | "store" | "team"
            )
            || matches!(w.lower, "teams" | "countries" | "factories" | "squads" | "subsidiaries")
    };
    facts.words.windows(3).enumerate().any(|(at, w)| {
        USED.contains(&w[0].lower)
            && !w[0].ends_phrase
            && WHERE.contains(&w[1].lower)
            && ALL.contains(&w[2].lower)
            && facts.words[at + 3..].iter().take(3).any(place)
    })
}

/// "The drivers have been using my route sheet every day", "our guides still open the audio tour": a statement whose subject is
/// people that use it. "Users can upload photos" tells what it does.
fn they_use_it(facts: &Facts<'_>) -> bool {
    /// Words of the subject.
    const SUBJECT: usize = 4;
    let words = facts.words;
    let opens = words
        .first()
        .is_some_and(|w| matches!(w.lower, "the" | "our" | "all" | "most" | "even") || w.lower.ends_with('s'));
    let last = (0..words.len().min(SUBJECT)).take_while(|n| *n == 0 || !words[n - 1].ends_phrase).find(|n| {
        let word = &words[*n];
        // "Our guides still open it": whoever it is, they are several.
        let several = || {
            *n > 0
                && !word.is(Class::VERB)
                && !word.is(Class::NO_THING)
                && ![Cue::System, Cue::Generic].iter().any(|cue| word.gives(*cue))
                && words.get(n + 1).is_some_and(|w| matches!(w.lower, "still" | "now"))
        };
        word.lower.ends_with('s') && !word.ends_phrase && (is_people(word.lower, word.classes) || several())
    });
    let using = |at: usize| {
        let word = |n: usize| words.get(at + n).map_or("", |w| w.lower);
        let often = usize::from(matches!(word(0), "still" | "now" | "all" | "even"));
        let plain = words.get(at + often).is_some_and(|w| w.is(Class::USES) && !matches!(w.lower, "can" | "get"));
        let been =
            word(0) == "have" && (word(1) == "been" && word(2) == "using" || word(1) == "used" || word(1) == "relied");
        // "Our resellers code against the order API"
        let lives = matches!(word(0), "build" | "code" | "depend" | "integrate" | "rely")
            && matches!(word(1), "against" | "on" | "with");
        often > 0 && plain || been || lives
    };
    opens && last.is_some_and(|last| using(last + 1))
}

/// "Which the robotics club shows at every open day", "that my grandmother fills in each morning": somebody else's habit.
fn is_habit(facts: &Facts<'_>) -> bool {
    const WHOSE: [&str; 6] = ["the", "my", "our", "their", "all", "every"];
    const OFTEN: [&str; 9] = ["every", "each", "daily", "weekly", "monthly", "nightly", "still", "today", "now"];
    let words = facts.words;
    let end = if facts.classes.has(Class::USES) { words.len() } else { 0 };
    (1..end).any(|at| {
        // "...; the sailing club prints it each spring"
        let opens = usize::from(matches!(words[at].lower, "which" | "that"));
        (opens > 0 || words[at - 1].ends_clause) && words.get(at + opens).is_some_and(|w| WHOSE.contains(&w.lower)) && {
            let clause = || words[at + opens + 1..].iter().take(10);
            clause().any(|w| w.is(Class::USES)) && clause().any(|w| OFTEN.contains(&w.lower))
        }
    })
}

/// "Which new joiners use to find owners", "that two partner banks now code against": a thing that people or firms are said to use.
fn is_used_by(facts: &Facts<'_>) -> bool {
    /// Words from "which" to those who use it.
    const SUBJECT: usize = 4;
    const USES: [&str; 11] =
        ["depend", "depends", "open", "relies", "rely", "respect", "respects", "trust", "trusts", "use", "uses"];
    let words = facts.words;
    let user = |w: &Word<'_>| {
        w.lower.ends_with('s') && (is_people(w.lower, w.classes) || w.is(Class::ORGANISATION))
            || w.lower.ends_with("people")
            || matches!(w.lower, "team" | "department" | "office" | "company" | "everybody" | "everyone")
    };
    let uses = |at: usize| {
        let still = usize::from(
            words.get(at).is_some_and(|w| matches!(w.lower, "now" | "still" | "all" | "also" | "actually")),
        );
        let word = |n: usize| words.get(at + still + n).map_or("", |w| w.lower);
        USES.contains(&word(0)) || word(0) == "code" && word(1) == "against"
    };
    // "Ensured that developers use linters" tells of no thing, and a bug that customers use is none.
    let thing = |at: usize| {
        const NONE: [&str; 8] = ["bug", "bugs", "check", "defect", "issue", "so", "sure", "verify"];
        let before = facts.before(at, 1);
        !(before.is_empty() || NONE.contains(&before) || before.starts_with("ensur") || words[at - 1].is(Class::VERB))
    };
    (1..words.len()).filter(|at| matches!(words[*at].lower, "which" | "that") && thing(*at)).any(|at| {
        let subject = (at + 1..words.len())
            .take(SUBJECT)
            .take_while(|n| !words[*n].is(Class::VERB) && (*n == at + 1 || !words[n - 1].ends_phrase));
        subject.clone().any(|n| user(&words[n]) && !words[n].ends_phrase && uses(n + 1))
    })
}

/// "Used in 130 repositories", "embedded in roughly 250 partner apps", "in use on 85 buses"
fn is_used_in(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    let number = |at: usize| words.get(at).is_some_and(Word::tells_number);
    // "In operation in 3 shifts"
    let time = |at: usize| words[at + 1..].iter().take(2).any(|w| w.is(Class::TIME) || w.lower == "shifts");
    // "Installed on 200 hosts" is what administrators do.
    let computers = |at: usize| {
        const COMPUTERS: [&str; 8] =
            ["computers", "hosts", "laptops", "machines", "nodes", "pcs", "servers", "workstations"];
        words[at..].iter().take(4).any(|w| COMPUTERS.contains(&w.lower))
    };
    let made = |at: usize| words[..at].iter().any(|w| w.is(Class::MAKER)) && !computers(at);
    facts.classes.has(Class::DIGIT | Class::NUMBER)
        && words.windows(3).enumerate().any(|(at, w)| {
            let used = match w[0].lower {
                "embedded" | "live" => w[1].lower == "in",
                "reused" | "used" => matches!(w[1].lower, "aboard" | "across" | "at" | "in") && !computers(at),
                "use" | "service" | "operation" => facts.before(at, 1) == "in" && IN.contains(&w[1].lower),
                "fitted" | "installed" | "mounted" => made(at) && IN.contains(&w[1].lower),
                _ => false,
            };
            let roughly = usize::from(matches!(w[2].lower, "roughly" | "about" | "over" | "some" | "around" | "all"));
            let first = at + 2 + roughly;
            used && number(first) && !time(first)
        })
}

/// "Merged in 9.2", "shipped in v3.1": which release brought it to others.
fn is_in_release(facts: &Facts<'_>) -> bool {
    const CAME: [&str; 5] = ["fixed", "landed", "merged", "released", "shipped"];
    const WHERE: [&str; 7] = ["distribution", "firmware", "kernel", "mainline", "release", "sdk", "upstream"];
    let words = facts.words;
    let numbered = words.windows(3).enumerate().any(|(at, w)| {
        // "Released in version 3.1 of the driver"
        let named = matches!(w[2].lower, "release" | "version").then(|| words.get(at + 3)).flatten();
        let version = named.unwrap_or(&w[2]).lower.trim_start_matches('v');
        CAME.contains(&w[0].lower)
            && matches!(w[1].lower, "in" | "with")
            && version.contains('.')
            && version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    // "Went into the vendor's next firmware"
    let named = |(at, w): (usize, &[Word<'_>])| {
        let into = w[0].lower == "went" && w[1].lower == "into";
        into && words[at + 2..].iter().take(5).any(|w| WHERE.contains(&w.lower))
    };
    numbered || words.windows(2).enumerate().any(named)
}

/// Leads to where something is used.
const IN: [&str; 6] = ["across", "aboard", "at", "by", "in", "on"];

/// "The order API our resellers code against", "a naming rule that all nineteen product lines follow": who lives by what was made stands
/// right behind it.
fn is_lived_by(facts: &Facts<'_>) -> bool {
    /// Words from "all" or "our" to the verb.
    const SUBJECT: usize = 7;
    const ON: [&str; 7] = ["against", "by", "from", "in", "on", "to", "with"];
    const LIVES: [&str; 16] = [
        "books",
        "build",
        "code",
        "deploy",
        "depend",
        "develop",
        "follow",
        "follows",
        "integrate",
        "live",
        "plan",
        "rely",
        "run",
        "sell",
        "ship",
        "work",
    ];
    let words = facts.words;
    let opens = |at: usize| {
        matches!(words[at].lower, "all" | "both" | "every" | "most" | "our")
            && !words[at - 1].ends_clause
            && (matches!(words[at - 1].lower, "that" | "which")
                || !words[at - 1].ends_phrase && !words[at - 1].is(Class::END))
    };
    (2..words.len()).filter(|at| opens(*at)).any(|at| {
        let verb = (at + 1..words.len())
            .take(SUBJECT)
            .take_while(|n| !words[n - 1].ends_phrase)
            .find(|n| LIVES.contains(&words[*n].lower));
        verb.is_some_and(|verb| {
            let alone = matches!(words[verb].lower, "follow" | "follows") && facts.ends_phrase(verb);
            let on = || words.get(verb + 1).is_some_and(|w| ON.contains(&w.lower)) && facts.ends_phrase(verb + 1);
            verb > at + 1 && (alone || !words[verb].ends_phrase && on())
        })
    })
}
