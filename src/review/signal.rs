//! The hiring signals of a statement, each with the words that prove it (GUIDE section 2).

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::contract::api_design;
use super::cues::{Cue, Cues, Found};
use super::decision::database_decision;
use super::everyday::Everyday;
use super::line::is_of_software;
use super::metric::{Metric, MetricKind, MetricRole};
use super::reach::is_limit;
use super::reliability::reliability;
use super::security::security;
use super::system::system;
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
    classes.has(Class::LIST) && words.iter().take(4).any(|w| w.opens_clause && !w.ends_clause && w.is(Class::LIST))
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

    /// Whether something stands in a clause that gives a cause: it is no result and no claim there.
    pub(super) fn in_cause(&self, found: &Found) -> bool {
        self.all(Cue::Reason).any(|cause| {
            matches!(self.words[cause.words.0].lower, "because" | "since" | "as")
                && cause.words.0 < found.words.0
                && self.one_clause(cause.words.0, found.words.0)
        })
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
    add(Signal::ApiDesign, api_design(facts));
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
    stores > 0 && stores + facts.queues.iter().filter(|s| whole.contains(**s)).count() > 1
}

fn scale(facts: &Facts<'_>) -> Option<Span> {
    // "Served 140 covers a night" is the scale of a kitchen. What runs into thousands is that of a system all the same.
    const BY_HAND: f64 = 1_000.0;
    let of_software = || is_of_software(facts) || system(facts).is_some();
    let by_hand = |m: &Metric| {
        m.value < BY_HAND
            && matches!(m.kind, MetricKind::Count | MetricKind::Users | MetricKind::Rate)
            // Only circuits and programs go at a kilohertz.
            && &*m.unit.thing != "kilocycles"
            && !of_software()
    };
    // "Over two native apps": what was turned down has no size.
    let turned_down = |m: &Metric| {
        let before = |f: &Found| f.words.1 == facts.word_at(m.span.start);
        m.value < 10.0 && (facts.all(Cue::Over).any(before) || facts.all(Cue::Versus).any(before))
    };
    // "Cleared 1,800 failing tests", "removed 46 unsafe blocks"
    let failing = |m: &Metric| {
        let mut words = facts.words.iter().filter(|w| m.span.contains(w.span));
        words.any(|w| {
            w.lower.starts_with("fail") || matches!(w.lower, "flaky" | "broken" | "dead" | "orphaned" | "unsafe")
        })
    };
    // "Would have overpaid customers by 30k a month" did not come to be.
    let averted = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        let mut before = facts.words[at.saturating_sub(7)..at].windows(2);
        m.kind == MetricKind::Money && before.any(|w| w[0].lower == "would" && w[1].lower == "have")
    };
    // "Saving $1.4M a year", "cut spend by 11,500 € a month": what is no longer paid.
    let saved = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        let near = || facts.words[at.saturating_sub(5)..(at + 5).min(facts.words.len())].iter();
        let saves = |w: &Word<'_>| w.lower.starts_with("sav") && w.lower != "savings";
        // "Took 4k a month off what the cloud costs"
        let comes_off = || facts.words.get(facts.word_at(m.span.end)).is_some_and(|w| w.lower == "off");
        m.kind == MetricKind::Money
            && (m.role == Some(MetricRole::Change) || near().any(|w| saves(w) || w.lower == "cheaper") || comes_off())
            // "Saved the company 12k a year", "saving 300 hours a month"
            || m.kind == MetricKind::Rate && facts.words[at.saturating_sub(4)..at].iter().any(saves)
    };
    // "Once two people had overwritten each other's shifts"
    let few = |m: &Metric| {
        let (at, behind) = (facts.word_at(m.span.start), facts.word_at(m.span.end));
        let used = || {
            (1..4).any(|n| matches!(facts.before(at, n), "by" | "for"))
                || facts.words.get(behind).is_some_and(|w| matches!(w.lower, "use" | "used" | "rely" | "relied"))
        };
        const STAFF: [&str; 10] = [
            "accountants",
            "clerks",
            "dispatchers",
            "editors",
            "nurses",
            "operators",
            "people",
            "planners",
            "researchers",
            "technicians",
        ];
        m.value < 10.0 && m.kind == MetricKind::Users && STAFF.contains(&&*m.unit.thing) && !used()
    };
    // "Quotes older than 300 ms"
    let limit = |m: &Metric| {
        let at = facts.word_at(m.span.start);
        facts.before(at, 1) == "than" && matches!(facts.before(at, 2), "older" | "newer" | "longer" | "larger")
    };
    // "So that the two other applications could follow": what was left.
    let others = |m: &Metric| {
        let its_words = || facts.words.iter().filter(|w| m.span.contains(w.span));
        m.value < 10.0
            && !["teams", "squads"].iter().any(|group| m.unit.thing.ends_with(group))
            && its_words().any(|w| w.lower == "other")
    };
    // "Accepting 40 KB more flash": by how much, not how much.
    let difference = |m: &Metric| {
        let behind = facts.word_at(m.span.end);
        let goes_on = behind > 0 && !facts.words[behind - 1].ends_phrase;
        goes_on
            && facts.words.get(behind).is_some_and(|w| {
                matches!(
                    w.lower,
                    "better" | "faster" | "fewer" | "less" | "lower" | "more" | "quicker" | "shorter" | "slower"
                )
            })
    };
    // "Four teams asking for mTLS"
    let asking = |m: &Metric| {
        let behind = facts.words.get(facts.word_at(m.span.end)).map_or("", |w| w.lower);
        m.value < 10.0 && matches!(behind, "asked" | "asking" | "needed" | "needing" | "wanted" | "wanting")
    };
    facts
        .metrics
        .iter()
        .find(|m| {
            !is_staff(facts, m)
                && !saved(m)
                && !averted(m)
                && !difference(m)
                && !asking(m)
                && !few(m)
                && !limit(m)
                && !others(m)
                && !is_limit(facts, m)
                && (m.is_scale() || is_run(facts, m) || is_bill(facts, m) || is_adoption(facts, m))
                && !turned_down(m)
                && !is_taught(facts, m)
                && !by_hand(m)
                && !failing(m)
        })
        .map(|m| m.span)
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
    (few || needing()) && facts.all(Cue::Reason).any(|why| behind(why) && !seen(why))
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

/// How fast something runs, before and after: "the nightly run went from 7 hours to 80 minutes". How long people take to
/// notice, mend, close or learn is none.
fn is_run(facts: &Facts<'_>, metric: &Metric) -> bool {
    const DAY: f64 = 86_400_000.0;
    metric.kind == MetricKind::Duration
        && matches!(metric.role, Some(MetricRole::Before | MetricRole::After))
        && metric.value <= DAY
        && !is_handling(facts, metric)
}

/// Whether words near a length of time tell that people took it: "median time to acknowledge went from 41 minutes to 4".
fn is_handling(facts: &Facts<'_>, metric: &Metric) -> bool {
    const BEFORE: usize = 12;
    const BEHIND: usize = 6;
    let at = facts.word_at(metric.span.start);
    // "$4k a month", "spot instances"
    let spot =
        |n: usize| facts.words[n].lower == "spot" && facts.words.get(n + 1).is_some_and(|w| w.lower.ends_with('s'));
    let period =
        |n: usize| facts.words[n].lower == "month" && matches!(facts.before(n, 1), "a" | "per" | "each" | "every");
    let near = at.saturating_sub(BEFORE)..(at + BEHIND).min(facts.words.len());
    facts.classes.has(Class::HANDLING)
        && near.into_iter().any(|n| facts.words[n].is(Class::HANDLING) && !period(n) && !spot(n))
}

/// "The monthly bill went from $41k to $17k": what running it costs; what was saved alone tells no size.
fn is_bill(facts: &Facts<'_>, metric: &Metric) -> bool {
    const BILLS: [&str; 8] = ["bill", "bills", "cost", "costs", "invoice", "run-rate", "spend", "spending"];
    // "A scan costs $0.40 instead of $11" is of one of them.
    const ONE: f64 = 100.0;
    metric.value >= ONE
        && metric.kind == MetricKind::Money
        && matches!(metric.role, Some(MetricRole::Before | MetricRole::After))
        && facts.words.iter().any(|w| BILLS.contains(&w.lower))
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
