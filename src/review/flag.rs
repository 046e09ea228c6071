//! What weakens a statement (GUIDE section 3): where, why, and what to do.
//!
//! Where the guide leaves room, it is read so:
//!
//! - `no_scale` or `no_system` stands on each statement of work on software that has no scale, by whether it names a system.
//!   Other work (meetings, hiring, sales) has neither: to ask a treasurer which system is noise, and a page full of it is not
//!   read. What is no work (a degree, a grade, a phone number, a wish, the name of an employer) has no flag at all; titles and
//!   descriptions of projects are no statements in the first place (`extract`).
//! - Teams that adopt something are an outcome, as the guide lists them there, and tell how many the work is for: a scale, too.
//!   How often people ship is none.
//! - `table_stakes` goes by a list of what everybody uses (`everyday.csv`), not of what is rare: nobody can list all that is
//!   interesting, and a flag on it would be wrong. A technology that was chosen, that a named system was moved to, or that is counted
//!   in (140 test cases) is told of; one that an improvement was only made with ("the dashboard, using React") is not.
//! - A gain without a number ("much faster now", "which reduced effort") is a claim: no outcome by itself.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::cues::{Cue, Found};
use super::line::{is_no_work, is_of_software, leads_team};
use super::metric::MetricKind;
use super::naming::by_deed;
use super::opener::{Opener, Ownership};
use super::others::tells_given;
use super::outcome::has_outcome;
use super::settled::fewer_by_number;
use super::signal::{Facts, Proof, Signal};
use super::word::{Class, Word, is_people};
use crate::text::Span;

/// A weakness of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Flag {
    /// Opens without ownership.
    WeakOpener,
    /// Leaves open what this person did.
    UnclearContribution,
    /// A system without its size.
    NoScale,
    /// An improvement without a number.
    UnquantifiedImprovement,
    /// Only technology that everybody uses.
    TableStakes,
    /// A big word without what, why or result.
    Buzzword,
    /// Building, but not what.
    NoSystem,
    /// Nothing for users, teams or the business.
    NoOutcome,
}

impl Flag {
    /// How many there are.
    pub(super) const COUNT: usize = Self::NoOutcome as usize + 1;

    /// The id that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WeakOpener => "weak_opener",
            Self::UnclearContribution => "unclear_contribution",
            Self::NoScale => "no_scale",
            Self::UnquantifiedImprovement => "unquantified_improvement",
            Self::TableStakes => "table_stakes",
            Self::Buzzword => "buzzword",
            Self::NoSystem => "no_system",
            Self::NoOutcome => "no_outcome",
        }
    }

    /// Why it weakens, in one sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::WeakOpener => "It opens with words that show no ownership.",
            Self::UnclearContribution => "A reader cannot tell what you did yourself.",
            Self::NoScale => "It names a system, but not how big, how many or how fast.",
            Self::UnquantifiedImprovement => "It claims an improvement without before and after.",
            Self::TableStakes => "It names only what everybody at this level uses.",
            Self::Buzzword => "A big word stands here without what, why or result.",
            Self::NoSystem => "It does not say which system, under which constraint.",
            Self::NoOutcome => "It does not say what came of it for users, teams or the business.",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::WeakOpener => "Open with the verb of what you did: built, led, designed, chose, cut.",
            Self::UnclearContribution => "Say your own part: what did you design, write, decide or run?",
            Self::NoScale => "Add one number of the system: requests, users, data, services or latency.",
            Self::UnquantifiedImprovement => "Give the number before and the number after.",
            Self::TableStakes => "Say what was hard or special about it, or drop it.",
            Self::Buzzword => "Replace the word by what you built, why, and what came of it.",
            Self::NoSystem => "Name the system and the constraint it had to meet.",
            Self::NoOutcome => "Say who uses it, what got better, or what stopped going wrong.",
        }
    }
}

/// A flag and the words that earn it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weakness {
    /// Which.
    pub flag: Flag,
    /// The words, in the whole text.
    pub span: Span,
}

/// The weaknesses of a statement, in the order of [`Flag`], each once.
pub(super) fn flags(
    facts: &Facts<'_>,
    named: Option<Span>,
    opener: Option<&Opener>,
    signals: &[Proof],
    whole: Span,
) -> ArrayVec<Weakness, { Flag::COUNT }> {
    let scaled = Signal::bits(signals) & Signal::Scale.bit() != 0;
    // A degree, a phone number and a wish are no work: nothing weakens them.
    let opened = opener.is_some_and(|o| o.ownership != Ownership::None);
    if is_no_work(facts, opened) {
        return ArrayVec::new();
    }
    let result = facts.result;
    let outcome = has_outcome(facts, whole);
    // A cause excuses; an aim ("to support the business") says little.
    let reason = facts.all(Cue::Reason).any(|r| !matches!(facts.words[r.words.0].lower, "to" | "in"));
    let opening = opener.map_or(whole, |o| o.span);
    let mut out = ArrayVec::new();
    let mut add = |flag: Flag, span: Span| out.push(Weakness { flag, span });
    if let Some(opener) = opener {
        if opener.ownership == Ownership::Weak {
            add(Flag::WeakOpener, opening);
        }
        // Who takes part in a rotation answers its pages.
        let on_call = || {
            let takes_part = facts.words.iter().take(2).any(|w| w.lower.starts_with("particip") || w.lower == "part");
            let answers = |f: &Found| {
                let first = facts.words[f.words.0].lower;
                first.starts_with("on-call")
                    || first == "incident" && facts.words.get(f.words.0 + 1).is_some_and(|w| w.lower == "response")
            };
            takes_part && facts.all(Cue::Reliable).any(answers)
        };
        if opener.unclear && !on_call() {
            add(Flag::UnclearContribution, opening);
        }
    }
    if let Some(span) = named.filter(|_| !scaled) {
        add(Flag::NoScale, span);
    }
    // "As their proxies cut idle sockets" claims nothing.
    // "Tuned the disk alerts" is work on them.
    let of_alerts = |f: &Found| {
        let behind = facts.words[f.words.1..].iter().take(3);
        facts.words[f.words.0].lower == "tuned"
            && behind.clone().any(|w| matches!(w.lower, "alerts" | "alarms" | "thresholds" | "rules"))
    };
    // "Development, enhancement, maintenance": kinds of work.
    let kind_of_work = |f: &Found| {
        const KINDS: [&str; 6] = ["enhancement", "improvement", "optimi", "reduction", "tuning", "performance"];
        let (at, last, words) = (f.words.0, f.words.1 - 1, facts.words);
        let kind = !words[at].lower.ends_with("ed") && KINDS.iter().any(|stem| words[at].lower.starts_with(stem));
        let opens = at > 0 && words[at - 1].ends_phrase;
        let ends = facts.ends_phrase(last);
        let enhancement = words[at].lower.starts_with("enhancement");
        // "Maintenance and enhancement of the programs"
        let upkeep = || {
            matches!(facts.before(at, 1), "and" | "or")
                && matches!(facts.before(at, 2), "maintenance" | "support" | "development" | "fixes" | "upkeep")
        };
        // "Performance tuning, backup and recovery", "code optimisation and bug fixing"
        let noun = ["ion", "ions", "ment", "ments", "tuning"].iter().any(|end| words[last].lower.ends_with(end));
        let beside = ends || words.get(last + 1).is_some_and(|w| w.lower == "and");
        let listed = noun
            && at < 2
            && beside
            && words[last + 1..].iter().take(6).all(|w| !matches!(w.lower, "of" | "for" | "in"));
        // "Responsible for continuous improvement"
        let continuous = matches!(facts.before(at, 1), "continual" | "continuous") && ends;
        continuous
            || kind && (opens && ends || listed && facts.skills.is_empty())
            || enhancement && at > 0 && (ends || opens || upkeep())
    };
    // "Test cases to increase coverage" says what they are for.
    let aim = |f: &Found| {
        facts.before(f.words.0, 1) == "to" && facts.words[f.words.1..].iter().take(4).any(|w| w.lower == "coverage")
    };
    // "Tasked with improving database performance" tells of what was wanted.
    let wanted = |f: &Found| {
        opener.is_some_and(|o| o.ownership == Ownership::Weak)
            && (1..4).any(|n| matches!(facts.before(f.words.0, n), "tasked" | "assigned" | "charged"))
    };
    // "A macro to ease the daily work of buyers" says what it is for.
    let eases = |f: &Found| {
        const WORK: [&str; 7] = ["chores", "everyday", "life", "routine", "routines", "work", "working"];
        let makes = matches!(facts.before(f.words.0, 1), "makes" | "make") && facts.before(f.words.0, 2) == "to";
        let behind = facts.words[f.words.0..].iter().take(6).take_while(|w| !w.ends_clause);
        let made = || {
            facts.words.iter().take(2).any(|w| w.is(Class::MAKER) || w.lower.ends_with("ming") || w.gives(Cue::Build))
        };
        (makes || facts.before(f.words.0, 1) == "to") && behind.clone().any(|w| WORK.contains(&w.lower)) && made()
    };
    // "With fewer than 40 returns" is a number, "3 fewer boxes to patch" another.
    let fewer_than = |f: &Found| {
        let next = |n: usize| facts.words.get(f.words.1 + n);
        matches!(facts.words[f.words.0].lower, "fewer" | "less")
            && next(0).is_some_and(|w| w.lower == "than")
            && next(1).is_some_and(Word::tells_number)
            || fewer_by_number(facts) == Some(f.words.0)
    };
    let claim = facts.all(Cue::Improve).filter(|f| !wanted(f)).find(|f| {
        !facts.in_cause(f.words.0) && !of_alerts(f) && !kind_of_work(f) && !aim(f) && !eases(f) && !fewer_than(f)
    });
    if let Some(verb) = claim.filter(|_| !result) {
        add(Flag::UnquantifiedImprovement, verb.span);
    }
    // "SQL migrations" are a thing, "migrated" is a deed.
    let moves = facts.all(Cue::Move).any(|f| {
        let word = facts.words[f.words.0].lower;
        !word.starts_with("introduc") && !word.ends_with("ions")
    });
    // A newer version of the same is no move.
    let upgrades = || facts.all(Cue::Move).all(|f| facts.words[f.words.0].lower.starts_with("upgrad"));
    // "Migrated the monolith to Laravel" tells which of the maker's systems, though no stranger could tell it from others.
    const LARGE: [&str; 8] =
        ["monolith", "warehouse", "lakehouse", "modules", "forms", "portal", "platform", "backend"];
    // "Helped the backend team" says who.
    let team =
        |at: usize| facts.words.get(at + 1).is_some_and(|w| matches!(w.lower, "team" | "developers" | "engineers"));
    let large = || (0..facts.words.len()).any(|at| LARGE.contains(&facts.words[at].lower) && !team(at));
    // So is what it was chosen over, or a technology that was made better in a named system ("the Hibernate queries of the
    // tender search"); one that is only the means ("the checkout, using React") is not.
    let chooses = facts.has(Cue::Over) && facts.has(Cue::Choose)
        || facts.has(Cue::Versus)
        || facts.has(Cue::Improve) && named.is_some() && !facts.skills.iter().all(|span| is_means(facts, *span));
    // "A REST API" and "an agile team" say how, not with what.
    const STYLES: [&str; 12] = [
        "http",
        "rest",
        "graphql",
        "grpc",
        "openapi",
        "microservice",
        "agile",
        "scrum",
        "kanban",
        "devops",
        "saas",
        "tdd",
    ];
    let style = |span: &Span| {
        let name = span.of(facts.text).as_bytes();
        let opens = |style: &[u8]| name.get(..style.len()).is_some_and(|n| n.eq_ignore_ascii_case(style));
        let next = || facts.words.get(facts.word_at(span.end)).filter(|w| w.span.start == span.end + 1);
        let first = name.first().map_or(0, u8::to_ascii_lowercase);
        STYLES.iter().any(|style| style.as_bytes()[0] == first && opens(style.as_bytes()))
            // "Open source projects on GitHub" says where.
            || matches!(facts.before(facts.word_at(span.start), 1), "on" | "via")
                && matches!(span.of(facts.text), "GitHub" | "GitLab" | "Bitbucket" | "Github" | "Gitlab")
            // "the iOS team"
            || next().is_some_and(|w| matches!(w.lower, "team" | "developers"))
    };
    // Where somebody else designed the interface, only its technology is left.
    let foreign = facts.has(Cue::ApiForeign);
    let everyday = || {
        let mut technologies = facts.skills.iter().enumerate().filter(|(_, span)| foreign || !style(span)).peekable();
        technologies.peek().is_some() && technologies.all(|(at, _)| facts.everyday.is(at, named.is_some()))
    };
    let helped = opener.is_some_and(|o| o.ownership == Ownership::Weak);
    // "Reduced AWS costs significantly" is a claim about money, "optimised Docker images" still one about technology.
    let claims_cost =
        || claim.is_some() && facts.words.iter().take(5).any(|w| matches!(w.lower, "cost" | "costs" | "spend"));
    if !result
        && !claims_cost()
        && signals.is_empty()
        && !facts.skills.is_empty()
        // "64 test cases": something is told of the work.
        && !facts.metrics.iter().any(|m| m.kind == MetricKind::Count)
        && !(moves && (named.is_some() || large()) && !(helped && upgrades()))
        && !(named.is_none() && (leads(facts) || leads_team(facts)))
        && !tells_how(facts)
        && !builds_special(facts)
        // "A script that parses tower logs": what it does is told.
        && by_deed(facts).is_none()
        && !(named.is_some() && (is_out(facts) || facts.words.iter().any(|w| w.lower == "offline")))
        && !(named.is_some() && tells_what_of(facts))
        && !chooses
        && !outcome
        && !reason
        && !tells_given(facts)
        // Some names are interesting by themselves.
        && everyday()
    {
        add(Flag::TableStakes, facts.skills[0]);
    }
    // Microservices that do something by name are no mere word; "scalable" stays one.
    // "Cleaner and more maintainable code" is a claim, "in an agile environment" says where.
    let claims = |at: usize| facts.words[at].lower == "maintainable" && (1..4).any(|n| facts.before(at, n) == "more");
    let where_from = |buzz: &Found| {
        let next = facts.words[buzz.words.1 - 1].lower;
        facts.words[buzz.words.0].lower == "agile" && (next == "environment" || next.starts_with("methodolog"))
    };
    let mere = |buzz: &&Found| {
        let microservices = facts.words[buzz.words.0].lower.starts_with("microservice");
        let architecture = facts.words[buzz.words.1 - 1].lower == "architecture";
        // "From idea to launch", "solutions end to end": of a system that has a name it tells something.
        let first = facts.words[buzz.words.0].lower;
        let whole = matches!(first, "from" | "vision" | "idea" | "ideas" | "entire")
            || matches!(facts.words[buzz.words.1 - 1].lower, "end" | "end-to-end") && buzz.words.1 > buzz.words.0 + 1;
        let style = microservices || whole || first == "event-driven";
        !claims(buzz.words.0)
            && !where_from(buzz)
            && (named.is_none() || !style || microservices && architecture && !facts.has(Cue::Partition))
            && !is_name(facts, buzz)
    };
    // An improvement that is claimed without a number excuses no big word.
    let claimed = facts.has(Cue::Improve) && !result;
    let unexcused = facts.metrics.is_empty() && !reason && (!outcome || claimed);
    if let Some(buzz) = facts.all(Cue::Buzz).find(mere).filter(|_| unexcused) {
        add(Flag::Buzzword, buzz.span);
    }
    // Without a scale, work on software lacks either the size of its system or the system. A meeting and mere knowledge lack neither.
    // "Gained exposure to AWS" tells of work, though not of which.
    let known = facts.only_known && (!helped || facts.skills.is_empty());
    if named.is_none() && !scaled && !known && is_of_software(facts) {
        const TELLING: [Cue; 6] = [Cue::Build, Cue::Improve, Cue::Buzz, Cue::Generic, Cue::System, Cue::Partition];
        let verb = TELLING.iter().find_map(|cue| facts.first(*cue)).map(|f| f.span);
        let weak = opener.filter(|o| o.unclear || o.ownership == Ownership::Weak).map(|o| o.span);
        let about = verb.or(weak).or(signals.first().map(|p| p.span)).or_else(|| facts.skills.first().copied());
        add(Flag::NoSystem, about.unwrap_or(opening));
    }
    if !outcome {
        add(Flag::NoOutcome, whole);
    }
    out
}

/// "Leading seven engineers, a third of my week in Go code", "mentor of two graduates; keeper of the pipelines": people, with a technology
/// beside them.
fn leads(facts: &Facts<'_>) -> bool {
    const LEADS: [&str; 8] = ["coach", "coaching", "leading", "led", "managing", "mentor", "mentored", "mentoring"];
    facts.has(Cue::People) && facts.skills.len() < 3 && facts.words.iter().any(|w| LEADS.contains(&w.lower))
}

/// "Example Innovation Fund": a big word inside a name, told by the capitals around it.
fn is_name(facts: &Facts<'_>, buzz: &Found) -> bool {
    const IN_NAMES: [&str; 6] = ["innovat", "dynamic", "comprehensive", "holistic", "emerging", "passionate"];
    let (at, end) = buzz.words;
    let capital =
        |at: usize| facts.words.get(at).is_some_and(|w| w.span.of(facts.text).starts_with(char::is_uppercase));
    IN_NAMES.iter().any(|stem| facts.words[at].lower.starts_with(stem))
        && at > 0
        && capital(at)
        && (capital(end) || at > 1 && capital(at - 1))
}

/// "By vectorising loops"; "by using Angular" only says with what.
fn tells_how(facts: &Facts<'_>) -> bool {
    const TOOLS: [&str; 10] = [
        "using",
        "introducing",
        "preferring",
        "moving",
        "adopting",
        "applying",
        "leveraging",
        "utilizing",
        "utilising",
        "following",
    ];
    facts.classes.has(Class::BY)
        && facts
            .words
            .windows(2)
            .any(|pair| pair[0].is(Class::BY) && pair[1].lower.ends_with("ing") && !TOOLS.contains(&pair[1].lower))
}

/// "A lock-free ring buffer in C++", "attendance by face recognition": what few build, whatever it is built with. To use a compiler is
/// nothing special.
fn builds_special(facts: &Facts<'_>) -> bool {
    const SPECIAL: [&str; 24] = [
        "allocator",
        "bootloader",
        "codec",
        "compiler",
        "debugger",
        "disassembler",
        "dissector",
        "emulator",
        "fuzzer",
        "fuzzing",
        "hypervisor",
        "interpreter",
        "lock-free",
        "property-based",
        "raytracer",
        "rasteriser",
        "rasterizer",
        "simulator",
        "solver",
        "synthesiser",
        "synthesizer",
        "transpiler",
        "tracer",
        "wait-free",
    ];
    const PAIRS: [(&str, &str); 5] = [
        ("face", "recognition"),
        ("feature", "store"),
        ("garbage", "collector"),
        ("ring", "buffer"),
        ("speech", "recognition"),
    ];
    let words = facts.words;
    let special = |at: usize| {
        let next = words.get(at + 1).map_or("", |w| w.lower);
        SPECIAL.contains(&words[at].lower) || PAIRS.contains(&(words[at].lower, next))
    };
    // "Compiler for a small language": nothing is done with what stands at the head.
    let deed = |w: &Word<'_>| w.is(Class::VERB) || w.is(Class::FINITE) || w.lower.len() > 4 && w.lower.ends_with("ed");
    let built = |at: usize| {
        words[..at].iter().any(|w| w.is(Class::MAKER) && w.is(Class::VERB)) || !words[..=at].iter().take(4).any(deed)
    };
    facts.skills.len() < 4 && (0..words.len()).any(|at| special(at) && built(at))
}

/// "Released to both stores", "published on Google Play": an app that anybody may get.
fn is_out(facts: &Facts<'_>) -> bool {
    const OUT: [&str; 6] = ["available", "launched", "live", "published", "released", "shipped"];
    let words = facts.words;
    (0..words.len()).filter(|at| OUT.contains(&words[*at].lower)).any(|at| {
        let mut near = words[at + 1..].iter().take(6);
        near.any(|w| matches!(w.lower, "store" | "stores" | "play" | "playstore" | "appstore" | "f-droid" | "steam"))
    })
}

/// "The roster app, with swaps and holiday rules", "the ticket routing by crop and district": two things of the system itself.
fn tells_what_of(facts: &Facts<'_>) -> bool {
    /// Words of the two together.
    const REACH: usize = 7;
    let words = facts.words;
    (3..words.len()).filter(|at| matches!(words[*at].lower, "with" | "by" | "including")).any(|at| {
        let own = |n: &usize| {
            let word = &words[*n];
            !facts.within(facts.skills, *n)
                && !word.is(Class::GENERIC)
                && !word.is_number()
                && !word.lower.ends_with("ing")
        };
        let tail =
            (at + 1..words.len()).take(REACH).take_while(own).take_while(|n| *n == at + 1 || !words[n - 1].ends_phrase);
        let ands = tail.clone().find(|n| words[*n].lower == "and");
        let deed = |n: usize| words.get(n + 1).is_none_or(|w| w.is(Class::VERB) || w.lower.ends_with("ing"));
        ands.is_some_and(|n| n > at + 1 && !deed(n) && own(&(n + 1)))
            && !tail.clone().any(|n| is_people(words[n].lower, words[n].classes))
    })
}

/// Whether a technology is what work was done with: "using React", "with Python and pandas", "in Vue".
fn is_means(facts: &Facts<'_>, skill: Span) -> bool {
    const WITH: [&str; 11] =
        ["using", "with", "in", "via", "by", "introducing", "preferring", "from", "to", "through", "under"];
    let at = facts.word_at(skill.start);
    let before = (at.saturating_sub(6)..at).rev();
    // "With Python, NumPy and pandas", "by introducing a world-class GitLab CI"
    before
        .map(|at| &facts.words[at])
        .take_while(|w| !w.ends_clause)
        .take_while(|w| !matches!(w.lower, "of" | "for" | "the"))
        .any(|w| WITH.contains(&w.lower))
}
