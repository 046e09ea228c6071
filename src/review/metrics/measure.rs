//! What a number measures: the unit behind it, the thing counted, the period.

use super::token::Kind;
use super::unit::{Unit, currency_sign, period};
use super::{Found, Reader};
use crate::review::metric::{MetricKind, MetricUnit};
use crate::review::word::Class;

impl Reader<'_> {
    /// The metric of `value` whose unit begins at `next`.
    pub(super) fn measured(&self, at: usize, value: f64, next: usize, dressed: bool) -> Option<(Found, usize)> {
        // "A Fortune 500 insurer", "one of every 5,000 meters": a name and a share count nothing.
        let before = |n: usize| at.checked_sub(n).map_or("", |b| self.word(b));
        const LISTS: [&str; 6] = ["fortune", "ftse", "forbes", "nasdaq", "dax", "stoxx"];
        if LISTS.contains(&before(1)) || before(1) == "every" && matches!(before(2), "of" | "in") {
            return None;
        }
        let elsewhere = self.odd_time(at, value, next).or_else(|| self.apart(at, value, next));
        if let Some(found) = elsewhere.or_else(|| self.samples(at, value, next)) {
            return Some(found);
        }
        // "Four 9s of availability"
        let nine = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number(9.0));
        if value <= 9.0 && nine(next) && self.word(next + 1) == "s" {
            return self.with_unit(at, value, (next, next + 1), Unit::Nines, false);
        }
        match self.sign(next) {
            Some('%') => return Some(self.percent(at, value, next + 1)),
            Some('×') if self.is_number(next + 1) => return self.of_each(at, value, next + 1),
            Some('×') => return Some(self.found(MetricKind::Multiplier, value, "x".into(), (at, next + 1))),
            Some('€' | '£' | '$' | '₹') => {
                let code = self.sign(next).and_then(currency_sign)?;
                return Some(self.money(at, value, code, next + 1));
            }
            // "1.2k/s"
            Some('/') => {
                if let Some(period) = period(self.word(next + 1)) {
                    return Some(self.found(MetricKind::Rate, value, a_period("events", period), (at, next + 2)));
                }
            }
            _ => {}
        }
        // "30-minute", "40-node": the hyphen joins number and unit.
        let hyphen = self.sign(next) == Some('-') && self.glued(next) && self.glued(next + 1);
        let from = if hyphen { next + 1 } else { next };
        let word = self.word(from);
        // "From 1.4 kB to 300 B"
        if word == "b" && !self.glued(from) && self.tokens[from].span.of(self.text) == "B" {
            return self.with_unit(at, value, (next, from), Unit::Size(1.0), false);
        }
        if word == "per" && self.word(from + 1) == "cent" {
            return Some(self.percent(at, value, from + 2));
        }
        // "About 25 a day"
        let about = || {
            const ABOUT: [&str; 8] =
                ["about", "around", "some", "roughly", "over", "nearly", "almost", "approximately"];
            at.checked_sub(1)
                .is_some_and(|b| ABOUT.contains(&self.word(b)) || matches!(self.sign(b), Some(',' | '~' | '≈')))
                && !matches!(self.word(from + 1), "year" | "month")
        };
        if matches!(word, "a" | "an" | "per" | "each" | "every")
            // "Tickets 90 a week → 20"
            && (dressed || self.improving() || about() || matches!(self.sign(from + 2), Some('→' | '➔' | '⇒')))
            && let Some(period) = period(self.word(from + 1))
        {
            return Some(self.found(MetricKind::Rate, value, a_period("events", period), (at, from + 2)));
        }
        if word == "percentage" && self.word(from + 1).starts_with("point") {
            return Some(self.percent(at, value, from + 2));
        }
        // The thing counted stands within four words: "2.3 million monthly active users".
        for ahead in 0..4 + self.compound(from) {
            let place = from + ahead;
            let Some(token) = self.tokens.get(place) else { break };
            let word = self.word(place);
            if token.kind != Kind::Word {
                // "auto-scaled nodes": a hyphen joins; any other sign ends the phrase.
                if ahead > 0 && self.sign(place) == Some('-') && token.glued && self.glued(place + 1)
                    || ahead > 0 && self.belongs_to_name(place)
                {
                    continue;
                }
                break;
            }
            let glued = place == next && token.glued || hyphen;
            // "In 3 time zones" tells where people sit.
            if word == "time" && self.word(place + 1) == "zones" {
                return None;
            }
            // "3 million customer records": the records are counted.
            let behind = self.word(place + 1);
            if matches!(word, "user" | "customer" | "member" | "client" | "person" | "employee" | "developer")
                && behind.len() > 3
                && behind.ends_with('s')
                && !self.is(place + 1, Class::STOP)
                && self.unit(place + 1).is_none()
            {
                return self.counted(at, value, place + 1, place + 1);
            }
            match self.unit(place) {
                Some(Unit::None) if word == "points" && (ahead == 0 || !self.is_place(place)) => {
                    return self.counted_points(at, value, place);
                }
                Some(Unit::None) if ahead == 0 => return None,
                Some(found) => {
                    if ahead > 0
                        && !matches!(
                            found,
                            Unit::Plain(MetricKind::Users | MetricKind::Requests | MetricKind::Count, _)
                                | Unit::Team(_)
                                | Unit::Stars
                        )
                    {
                        // "12 production hours"? A unit of measure stands next to its number.
                        return self.counted(at, value, from, next);
                    }
                    return self.with_unit(at, value, (next, place), found, glued);
                }
                None if ahead > 0 && self.joins_names(place) => {}
                None if token.classes.has(Class::STOP) && !self.is_hyphened(place) => break,
                None => {}
            }
        }
        self.counted(at, value, from, next).or_else(|| self.bare(at, value, next))
    }

    /// "8 x 4K streams", "2 x 10GbE links", "6 x A100 GPUs": things with what each of them is. "4 x 180 kW" is a product.
    fn of_each(&self, at: usize, value: f64, each: usize) -> Option<(Found, usize)> {
        let size = self.is_number(each) && self.glued(each + 1) && self.tokens.get(each + 1)?.kind == Kind::Word;
        let name = || {
            let token =
                self.tokens.get(each).filter(|t| t.kind == Kind::Word && !t.glued && !t.classes.has(Class::COMPARED));
            token.is_some_and(|t| t.span.of(self.text).starts_with(char::is_uppercase))
        };
        let from = if size {
            each + 2
        } else if name() {
            each
        } else {
            return None;
        };
        self.counted(at, value, from, from)
    }

    /// "400 MS/s": in capitals, and a second, these are samples.
    fn samples(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        let thing = match self.tokens.get(next)?.span.of(self.text) {
            "kS" | "KS" => "kilosamples",
            "MS" => "megasamples",
            "GS" => "gigasamples",
            _ => return None,
        };
        let second = self.sign(next + 1) == Some('/') && self.word(next + 2) == "s";
        second.then(|| self.found(MetricKind::Rate, value, a_period(thing, "second"), (at, next + 3)))
    }

    /// A number whose word is a unit that is known.
    fn with_unit(
        &self,
        at: usize,
        value: f64,
        (next, place): (usize, usize),
        found: Unit,
        glued: bool,
    ) -> Option<(Found, usize)> {
        let end = place + 1;
        match found {
            Unit::None => None,
            Unit::Plain(MetricKind::Percent, _) => Some(self.percent(at, value, end)),
            Unit::Plain(MetricKind::Multiplier, _) if self.is_number(end) => self.of_each(at, value, end),
            Unit::Plain(MetricKind::Multiplier, _) => {
                let word = self.word(place);
                // "802.1X" is a standard.
                if word == "x" && value == 802.1 {
                    return None;
                }
                // "1,000 x-ray reports a day"
                if word == "x" && !glued && self.sign(end) == Some('-') && self.glued(end) {
                    return self.counted(at, value, end + 1, end + 1);
                }
                if word == "x"
                    && !glued
                    && let Some(found) = self.of_each(at, value, end)
                {
                    return Some(found);
                }
                // "Called 400,000 times a month" is traffic, "met four times a year" none.
                const OFTEN: f64 = 20.0;
                if word == "times"
                    && value >= OFTEN
                    && let (Some(period), next) = self.period_at(end)
                {
                    return Some(self.found(MetricKind::Rate, value, a_period(self.times_of(at), period), (at, next)));
                }
                // "four times a year" is no factor.
                let factor = word != "times"
                    || [
                        "faster", "as", "more", "the", "fewer", "less", "higher", "lower", "larger", "cheaper",
                        "smaller", "quicker", "over",
                    ]
                    .contains(&self.word(end))
                    // "Increased throughput by 2.5 times"
                    || at > 0 && self.word(at - 1) == "by" && self.improving();
                // "12k X-ray images" is no factor, "2x-3x" is.
                let factor = factor && !(word == "x" && !glued && self.sign(end) == Some('-') && self.glued(end));
                (factor && (word != "x" || glued || !self.word(end).is_empty()))
                    .then(|| self.found(MetricKind::Multiplier, value, "x".into(), (at, end)))
                    .or_else(|| {
                        (word == "x" && factor)
                            .then(|| self.found(MetricKind::Multiplier, value, "x".into(), (at, end)))
                    })
            }
            // "A motor at 20,000 rpm" turns.
            Unit::Rate("requests", "minute") if self.tokens.iter().any(|t| ROTATES.contains(&t.word)) => {
                Some(self.found(MetricKind::Rate, value, a_period("revolutions", "minute"), (at, end)))
            }
            Unit::Rate(thing, period) => Some(self.found(MetricKind::Rate, value, a_period(thing, period), (at, end))),
            // "A 14-person start-up"
            Unit::Plain(MetricKind::Users, _) if self.word(place) == "person" && place > next => None,
            // "(4 people, 6 days)": who did the work.
            Unit::Plain(MetricKind::Users, "people")
                if value < 50.0 && at.checked_sub(1).is_some_and(|b| self.sign(b) == Some('(')) =>
            {
                None
            }
            // "1,400 cloud accounts" are of the maker, not of users.
            Unit::Plain(MetricKind::Users, "accounts")
                if (next..place).any(|b| matches!(self.word(b), "cloud" | "aws" | "azure" | "gcp" | "service")) =>
            {
                Some(self.found(MetricKind::Count, value, "accounts".into(), (at, end)))
            }
            // "A cluster of 5 brokers" of Kafka
            Unit::Plain(MetricKind::Users, "brokers")
                if value < 50.0
                    && self
                        .tokens
                        .iter()
                        .any(|t| matches!(t.word, "kafka" | "mqtt" | "pulsar" | "topics" | "partitions")) =>
            {
                Some(self.found(MetricKind::Count, value, "brokers".into(), (at, end)))
            }
            // "Two other team members"
            Unit::Plain(MetricKind::Users, _)
                if (next..place).any(|b| matches!(self.word(b), "team" | "crew" | "staff")) =>
            {
                None
            }
            // "Grew the guild to 30 members"
            Unit::Plain(MetricKind::Users, _)
                if at > 1
                    && matches!(self.word(at - 1), "of" | "to")
                    && ["guild", "chapter", "choir", "orchestra", "band"].contains(&self.word(at - 2)) =>
            {
                None
            }
            // "a team of 13 employees", "a startup of 40 people"
            Unit::Plain(MetricKind::Users, _)
                if (at.saturating_sub(3)..at)
                    .rev()
                    .map(|b| self.word(b))
                    .take_while(|w| !w.is_empty())
                    .any(|w| GROUPS.contains(&w)) =>
            {
                None
            }
            // "Built 45 reports" are not people who report to one.
            Unit::Team("reports")
                if self.word(place - 1) != "direct"
                    && (value >= 20.0 || at.checked_sub(1).is_some_and(|b| self.is(b, Class::MAKER))) =>
            {
                Some(self.found(MetricKind::Count, value, "reports".into(), (at, end)))
            }
            // "3 pull requests merged" are of the work.
            Unit::Plain(MetricKind::Requests, _)
                if matches!(self.word(place - 1), "pull" | "merge" | "change" | "feature") =>
            {
                Some(self.found(MetricKind::Count, value, "pull requests".into(), (at, end)))
            }
            Unit::Plain(kind, noun) => {
                let (period, end) = self.period_at(end);
                // "1 call, down from 7" counts what a page needs, not what a system carries.
                let kind = if noun == "calls" && value < 1e3 && kind == MetricKind::Requests {
                    MetricKind::Count
                } else {
                    kind
                };
                // People are people, however often; copies are fetched so many a month.
                let often = || period.or_else(|| self.period_before(next, place, noun));
                let people = kind == MetricKind::Users && !matches!(noun, "downloads" | "installs" | "installations");
                let period = if people { None } else { often() };
                let kind = if period.is_some() { MetricKind::Rate } else { kind };
                Some(self.found(kind, value, MetricUnit { thing: noun.into(), period }, (at, end)))
            }
            Unit::Size(bytes) => {
                // "16 GB RAM" of a computer says nothing of the work.
                let (period, end) = self.period_of(end);
                Some(self.found(
                    MetricKind::Size,
                    value * bytes,
                    MetricUnit { thing: "bytes".into(), period },
                    (at, end),
                ))
            }
            // "90 thousand CAD seats" are drawn with, not paid with.
            Unit::Money("CAD") if self.word(end).len() > 3 && self.word(end).ends_with('s') => {
                self.measured(at, value, end, false)
            }
            Unit::Money(code) => Some(self.money(at, value, code, end)),
            Unit::Nines => {
                let share = 100.0 - 100.0 / 10f64.powf(value.clamp(1.0, 9.0));
                Some(self.found(MetricKind::Availability, (share * 1e7).round() / 1e7, "%".into(), (at, end)))
            }
            Unit::Stars => (value > 20.0).then(|| self.found(MetricKind::Count, value, "stars".into(), (at, end))),
            Unit::Lines(each) => Some(self.found(MetricKind::Count, value * each, "lines".into(), (at, end))),
            Unit::Team(noun) => {
                let whom = (at.saturating_sub(3)..at).any(|b| {
                    [
                        "by",
                        "for",
                        "serving",
                        "serves",
                        "to",
                        "across",
                        "supporting",
                        "enabling",
                        "unblocked",
                        "lets",
                        "letting",
                    ]
                    .contains(&self.word(b))
                }) || (at.saturating_sub(5)..at).any(|b| self.word(b) == "used" && self.word(b + 1) == "by");
                // "60 colleagues read it"
                let whom = whom || self.uses(end);
                let led = self.has_any(Class::LEADING, &["team of"]);
                // "340 developers create previews": no team has as many.
                let many = value >= 100.0 && !(at.saturating_sub(3)..at).any(|b| GROUPS.contains(&self.word(b)));
                ((whom || many) && !led).then(|| self.found(MetricKind::Users, value, noun.into(), (at, end)))
            }
            Unit::Time(ms, reach) => self.time(at, value, end, ms, reach, glued),
        }
    }

    /// Whether the word at `at` says that somebody uses something: "validators use it", "45 colleagues used".
    pub(super) fn uses(&self, at: usize) -> bool {
        self.is(at, Class::USES) || self.word(at) == "used"
    }

    #[inline]
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Number(_) | Kind::NoNumber))
    }

    /// Whether it tells that a share is that of the time in which a system works.
    fn is_uptime(&self) -> bool {
        self.has_any(Class::UPTIME, &["success rate", "up-time"])
    }

    fn percent(&self, at: usize, value: f64, mut end: usize) -> (Found, usize) {
        // "Cut outages by 95 %"
        let by = at.checked_sub(1).is_some_and(|b| self.word(b) == "by");
        let up = !by && (90.0..=100.0).contains(&value) && self.is_uptime()
            // "99.97 % of the events" and "99.9 % crash-free" are shares.
            || (99.9..100.0).contains(&value) && self.word(end) != "of" && !self.lower.contains("crash");
        // "20 % of my time", "50 % position"
        let mine = self.lower.contains("of my time")
            || !up && (end..end + 6).any(|at| ["exam", "exams", "finals"].contains(&self.word(at)))
            || self.word(end) == "of" && (end + 1..end + 4).any(|n| self.word(n) == "time")
            || ["time", "position", "capacity", "marks", "aggregate", "cgpa", "grade"].contains(&self.word(end));
        if self.sign(end) == Some('+') && self.glued(end) {
            end += 1;
        }
        let kind = if up { MetricKind::Availability } else { MetricKind::Percent };
        let (mut found, next) = self.found(kind, value, "%".into(), (at, end));
        if mine {
            (found.kind, found.refused) = (None, true);
        }
        (found, next)
    }

    /// A number without a unit: the first half of a change, perhaps.
    fn bare(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        let (mut found, next) = self.found(MetricKind::Count, value, "".into(), (at, next));
        found.kind = None;
        let zero = value == 0.0 && at.checked_sub(1).is_some_and(|b| self.word(b) == "to");
        // "Six days to three"
        let second = || {
            // "25 minutes to under one"
            let below = at > 3 && matches!(self.word(at - 1), "below" | "under");
            let to = at - usize::from(below);
            to > 2 && self.word(to - 1) == "to" && matches!(self.unit(to - 2), Some(Unit::Time(..)))
        };
        // "Gas per claim down to 61k"
        const REACH: usize = 12;
        let gas = || value >= 1e3 && (at.saturating_sub(REACH)..at).any(|b| self.word(b) == "gas");
        if next > at + 1 && gas() {
            return Some(self.found(MetricKind::Count, value, "gas".into(), (at, next)));
        }
        (zero || matches!(self.tokens[at].kind, Kind::Number(_)) || second()).then_some((found, next))
    }

    /// Money, with its period.
    pub(super) fn money(&self, at: usize, value: f64, code: &'static str, end: usize) -> (Found, usize) {
        let (period, next) = self.period_of(end);
        self.found(MetricKind::Money, value, MetricUnit { thing: code.into(), period }, (at, next))
    }
}

/// So many things a period.
pub(super) fn a_period(thing: &'static str, period: &'static str) -> MetricUnit {
    MetricUnit { thing: thing.into(), period: Some(period) }
}

/// What turns so many times a minute.
const ROTATES: [&str; 9] = ["bldc", "drill", "engine", "fan", "motor", "motors", "rotor", "spindle", "turbine"];

/// People who work together: how many they are says nothing of a system.
const GROUPS: [&str; 14] = [
    "one",
    "shift",
    "crew",
    "class",
    "team",
    "startup",
    "start-up",
    "company",
    "department",
    "office",
    "firm",
    "group",
    "squad",
    "unit",
];
