//! The hiring signals of a statement, each with the words that prove it (GUIDE section 2).

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::contract::{api_design, is_of_calls};
use super::cues::{Cue, Cues, Found};
use super::decision::database_decision;
use super::everyday::Everyday;
use super::metric::{Metric, MetricKind};
use super::reliability::reliability;
use super::scale::scale;
use super::security::security;
use super::trade_off::trade_off;
use super::word::{Class, Word};
use crate::text::Span;

/// What a hiring manager looks for in a statement of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Signal {
    /// A number that shows how big the system was.
    Scale,
    /// The person designed the contract of an API.
    ApiDesign,
    /// A store or its layout was chosen, for a reason.
    DatabaseDecision,
    /// Work on what keeps a system up.
    Reliability,
    /// Security inside a feature.
    Security,
    /// One thing chosen over another, for a reason.
    TradeOff,
}

impl Signal {
    /// How many there are.
    pub(super) const COUNT: usize = Self::TradeOff as usize + 1;

    #[inline]
    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Those that are proved, a bit each.
    #[inline]
    pub(super) fn bits(proofs: &[Proof]) -> u32 {
        proofs.iter().fold(0, |bits, proof| bits | proof.signal.bit())
    }

    /// The id that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::ApiDesign => "api_design",
            Self::DatabaseDecision => "database_decision",
            Self::Reliability => "reliability",
            Self::Security => "security",
            Self::TradeOff => "trade_off",
        }
    }
}

/// A signal and the words that prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Which.
    pub signal: Signal,
    /// The words, in the whole text.
    pub span: Span,
}

/// What was found in one statement.
pub(super) struct Facts<'a> {
    pub text: &'a str,
    pub words: &'a [Word<'a>],
    /// What classes its words have.
    pub classes: Class,
    pub cues: Cues<'a>,
    /// Which cues there are, a bit each.
    pub present: u64,
    pub metrics: &'a [Metric],
    /// Names of databases in it.
    pub databases: &'a [Span],
    /// Names of queues, which may be what a store was chosen over.
    pub queues: &'a [Span],
    /// All names of skills in it.
    pub skills: &'a [Span],
    /// Which of them everybody uses, by their places, so that their names tell nothing.
    pub everyday: Everyday<'a>,
    /// Whether a number tells of a change, or of how good the result is.
    pub result: bool,
    /// Whether a number tells by itself that the work reached somebody.
    pub reaches: bool,
    /// Whether it opens with somebody else's work: designs in it are not the person's own.
    pub only_helped: bool,
    /// Whether it only says what the person knows: "Strong knowledge of OAuth and TLS".
    pub only_known: bool,
}

/// Whether words, which are of `classes`, open as those of a skills list do: "Good understanding of", "Familiar with", "Skills:".
pub(super) fn only_knows(words: &[Word<'_>], classes: Class) -> bool {
    // "Knowledge graph of drug interactions" is a thing.
    let thing = |at: usize| {
        let next = words.get(at + 1).filter(|_| words[at].lower == "knowledge" && !words[at].ends_phrase);
        next.is_some_and(|w| matches!(w.lower, "base" | "bases" | "graph" | "graphs"))
    };
    classes.has(Class::KNOWING) && (0..words.len().min(4)).any(|at| words[at].is(Class::KNOWING) && !thing(at))
        || words.len() > 1
            && matches!(words[0].lower, "experience" | "expert" | "learned" | "learnt")
            && matches!(words[1].lower, "in" | "with" | "of" | "on" | "about")
        || words.len() > 2
            && matches!(words[0].lower, "hands-on" | "solid" | "strong" | "good" | "extensive" | "deep" | "practical")
            && words[1].lower == "experience"
            && matches!(words[2].lower, "in" | "with" | "of" | "on")
        || opens_list(words, classes)
}

/// Whether words open with the label of a list: "Client-side languages:", "Technologies used:".
pub(super) fn opens_list(words: &[Word<'_>], classes: Class) -> bool {
    classes.has(Class::LIST) && words.iter().take(4).any(|w| w.ends_in_colon() && w.is(Class::LIST))
}

impl Facts<'_> {
    #[inline]
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.cues.has(cue)
    }

    #[inline]
    pub(super) fn all(&self, cue: Cue) -> impl Iterator<Item = &Found> {
        self.cues.all(cue)
    }

    #[inline]
    pub(super) fn first(&self, cue: Cue) -> Option<&Found> {
        self.all(cue).next()
    }

    /// Reasons that open a clause of their own: "because", "since", "as".
    pub(super) fn causes(&self) -> impl Iterator<Item = &Found> {
        self.all(Cue::Reason).filter(|reason| self.is_cause(reason))
    }

    /// Whether a reason is one of [`causes`](Self::causes).
    pub(super) fn is_cause(&self, reason: &Found) -> bool {
        matches!(self.words[reason.words.0].lower, "because" | "since" | "as")
    }

    /// Whether the word at `at` stands in a clause that gives a cause: "since the old one needed 41 s" is no result and no claim.
    pub(super) fn in_cause(&self, at: usize) -> bool {
        self.causes().any(|cause| cause.words.0 < at && self.one_clause(cause.words.0, at))
    }

    /// Whether words of the statement stand in one clause: no semicolon or full stop between them.
    #[inline]
    pub(super) fn one_clause(&self, from: usize, to: usize) -> bool {
        if !self.classes.has(Class::ENDS_CLAUSE) {
            return true;
        }
        let (from, to) = (from.min(to), from.max(to));
        !self.words[from..to].iter().any(|w| w.ends_clause)
    }

    /// The first word that begins at `place` or behind it.
    #[inline]
    pub(super) fn word_at(&self, place: u32) -> usize {
        self.words.partition_point(|w| w.span.start < place)
    }

    /// The `n`th word before the one at `at`, in small letters; empty where there is none.
    #[inline]
    pub(super) fn before(&self, at: usize, n: usize) -> &str {
        at.checked_sub(n).map_or("", |b| self.words[b].lower)
    }

    /// Whether a phrase ends behind the word at `at`, be it with the statement.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        self.words[at].ends_phrase || at + 1 == self.words.len()
    }

    /// Whether the word at `at` belongs to one of `spans`.
    #[inline]
    pub(super) fn within(&self, spans: &[Span], at: usize) -> bool {
        self.words.get(at).is_some_and(|w| spans.iter().any(|s| s.contains(w.span)))
    }
}

/// The signals of a statement, in the order of [`Signal`], each once.
pub(super) fn signals(facts: &Facts<'_>) -> ArrayVec<Proof, { Signal::COUNT }> {
    // What is only known was not done.
    if facts.only_known {
        return ArrayVec::new();
    }
    let database = database_decision(facts);
    let trade_off = trade_off(facts, database.is_some());
    let database = database.or_else(|| trade_off.filter(|span| is_of_stores(facts, *span)));
    let mut proofs = ArrayVec::new();
    let mut add = |signal: Signal, span: Option<Span>| {
        if let Some(span) = span {
            proofs.push(Proof { signal, span });
        }
    };
    add(Signal::Scale, scale(facts));
    let api = api_design(facts).or_else(|| trade_off.filter(|span| is_of_styles(facts, *span)));
    add(Signal::ApiDesign, api);
    add(Signal::DatabaseDecision, database);
    add(Signal::Reliability, reliability(facts));
    add(Signal::Security, security(facts));
    add(Signal::TradeOff, trade_off);
    proofs
}

/// Whether a trade-off is one of stores: "looked at Neo4j but stayed on Postgres", "not Kafka but a Postgres table".
fn is_of_stores(facts: &Facts<'_>, trade_off: Span) -> bool {
    let first = facts.word_at(trade_off.start).saturating_sub(6);
    let whole = Span { start: facts.words[first].span.start, end: trade_off.end };
    let stores = facts.databases.iter().filter(|s| whole.contains(**s)).count();
    // "Assessed two lakehouses and bought neither: one MariaDB holds it all"
    // "Redis Streams" is the database's queue.
    let named = |f: &Found| {
        facts.databases.iter().any(|s| s.contains(f.span) || f.span.contains(*s))
            || facts.queues.iter().any(|s| s.contains(f.span) || f.span.contains(*s))
    };
    let called = |f: &&Found| whole.contains(f.span) && !named(f);
    let stores = stores + facts.all(Cue::StoreName).filter(called).count();
    // "An event store was on the table": a kind of store beside one by name.
    let kind = |f: &&Found| {
        let last = facts.words[f.words.1 - 1].lower;
        f.words.1 - f.words.0 > 1 && whole.contains(f.span) && matches!(last, "store" | "stores" | "database")
    };
    let stores = stores + facts.all(Cue::Store).filter(kind).count().min(stores);
    stores > 0 && stores + facts.queues.iter().filter(|s| whole.contains(**s)).count() > 1
}

/// Whether a trade-off is one of styles of calls: "GraphQL for our apps, where bandwidth matters; REST for partners, whose tools ...".
fn is_of_styles(facts: &Facts<'_>, trade_off: Span) -> bool {
    let called = |f: &&Found| is_of_calls(facts, f) && trade_off.contains(f.span);
    let mut calls = facts.all(Cue::Style).filter(called).map(|f| facts.words[f.words.0].lower);
    let first = calls.next();
    !facts.only_helped && !facts.has(Cue::ApiForeign) && calls.any(|other| Some(other) != first)
}

/// The few people of a reason are those who do the work: "since five people cannot run twelve services".
pub(super) fn is_staff(facts: &Facts<'_>, metric: &Metric) -> bool {
    let few = metric.value < 50.0
        && (matches!(&*metric.unit.thing, "people" | "persons" | "developers" | "engineers" | "colleagues")
            || metric.kind == MetricKind::Count && metric.unit.thing.ends_with("teams"));
    let behind = |why: &Found| {
        let at = facts.word_at(metric.span.start);
        why.words.1 <= at && at - why.words.1 <= 2 && facts.one_clause(why.words.0, at.min(facts.words.len()))
    };
    // "As the three clients needed different slices"
    let needing = || {
        let behind = facts.words.get(facts.word_at(metric.span.end));
        metric.value < 10.0
            && matches!(&*metric.unit.thing, "clients" | "consumers")
            && behind.is_some_and(|w| matches!(w.lower, "need" | "needed" | "want" | "wanted" | "asked"))
    };
    // "Having measured that nine teams lost hours" counts them.
    let seen = |why: &Found| facts.words[why.words.0].lower == "having";
    // "Since two downstream teams read it": those are served.
    let served = || {
        let mut words = facts.words.iter().filter(|w| metric.span.contains(w.span));
        words.any(|w| matches!(w.lower, "consuming" | "downstream" | "partner"))
    };
    (few && !served() || needing()) && facts.all(Cue::Reason).any(|why| behind(why) && !seen(why))
}

/// "Mentors two trainees", "spoke with three customers a week": nobody is served by it.
pub(super) fn is_taught(facts: &Facts<'_>, metric: &Metric) -> bool {
    const TEACHES: [&str; 7] = ["mentor", "coach", "supervis", "train", "interview", "tutor", "taught"];
    const TALKS: [&str; 5] = ["met", "spoke", "talked", "visited", "listened"];
    metric.value < 50.0
        && metric.kind == MetricKind::Users
        && facts.skills.is_empty()
        && facts
            .words
            .iter()
            .take(3)
            .any(|w| TALKS.contains(&w.lower) || TEACHES.iter().any(|stem| w.lower.starts_with(stem)))
}

/// "Adopted by 4 teams", "11 teams lint against it": how many use it. "Led 4 teams" and "worked with 4 teams" are no adoption.
pub(super) fn is_adoption(facts: &Facts<'_>, metric: &Metric) -> bool {
    if metric.kind != MetricKind::Count || !["teams", "squads"].iter().any(|group| metric.unit.thing.ends_with(group)) {
        return false;
    }
    let at = facts.word_at(metric.span.start);
    let before = |n: usize| facts.before(at, n);
    const NONE: [&str; 13] = [
        "led",
        "lead",
        "managed",
        "managing",
        "between",
        "coordinated",
        "blocked",
        "joined",
        "leading",
        "supported",
        "among",
        "against",
        "persuaded",
    ];
    // "One of 4 teams", "a department of 4 teams", "coordinating the activities of 3 teams"; but "the standard of 14 teams", "the
    // clients of 4 teams"
    const PARTS: [&str; 24] = [
        "one",
        "part",
        "member",
        "lead",
        "head",
        "out",
        "department",
        "group",
        "organisation",
        "organization",
        "division",
        "tribe",
        "unit",
        "consisting",
        "management",
        "activities",
        "work",
        "coordination",
        "supervision",
        "leadership",
        "efforts",
        "members",
        "leads",
        "charge",
    ];
    let part = before(1) == "of" && PARTS.contains(&before(2));
    // "Worked with 4 teams"
    const TOGETHER: [&str; 5] = ["work", "collab", "coordinat", "partner", "liais"];
    let together =
        before(1) == "with" && facts.words.iter().take(4).any(|w| TOGETHER.iter().any(|t| w.lower.starts_with(t)));
    // "Scrum master for two teams"
    let serves = before(1) == "for" && matches!(before(2), "master" | "coach" | "owner" | "lead" | "manager");
    !NONE.contains(&before(1)) && !part && !together && !serves
}

#[inline]
pub(super) fn joined(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}
