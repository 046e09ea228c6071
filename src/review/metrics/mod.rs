//! Which numbers of a statement say something? A number, what multiplies it, its unit, and its part in a change.
//!
//! One walk over the tokens of a statement. A number without a unit that is known is a metric only as the first half of a
//! change ("from 12 to 3 minutes"); years, versions, team sizes, tenures, ratings and ordinals are none.

mod number;
mod roles;
mod token;
mod unit;

use crate::text::Span;

use self::token::{Kind, Token, tokens};
use self::unit::{Reach, Unit, currency_sign, period, unit};
use super::metric::{Metric, MetricKind};

/// The metrics of the statement `within` of `text`, in the order of the text; spans do not overlap.
pub fn metrics(text: &str, within: Span) -> Vec<Metric> {
    let piece = within.of(text);
    let reader = Reader { text, tokens: tokens(text, within), lower: piece.to_lowercase() };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        match reader.metric(at) {
            Some((metric, next)) => {
                found.push(metric);
                at = next.max(at + 1);
            }
            None => at = reader.skip(at),
        }
    }
    roles::assign(&reader, &mut found);
    found.into_iter().filter_map(|f| f.kind.map(|_| f.metric)).collect()
}

/// A number that was read. Without a kind it counts only as the first half of a change.
struct Found {
    pub kind: Option<MetricKind>,
    pub metric: Metric,
    /// Its tokens, half open.
    pub tokens: (usize, usize),
    /// Whether it is a time that is a metric only in a change: days and longer.
    pub tenure: bool,
    /// Whether the number's unit is of a kind that is never a metric.
    pub refused: bool,
}

struct Reader<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    /// The whole statement in small letters.
    pub lower: String,
}

/// A number with what multiplies it.
struct Amount {
    value: f64,
    next: usize,
    /// Whether it was written as more than bare digits: with a factor, a separator or a fraction.
    dressed: bool,
}

/// Words that tell that a time is that of an answer.
const ANSWERS: [&str; 22] = [
    "latency",
    "latencies",
    "response",
    "p50",
    "p90",
    "p95",
    "p99",
    "percentile",
    "load",
    "loads",
    "query",
    "queries",
    "request",
    "lookup",
    "render",
    "page",
    "endpoint",
    "api",
    "cold start",
    "time to",
    "round trip",
    "search",
];

/// Words that tell that a share is that of the time in which a system works.
const UPTIME: [&str; 12] = [
    "uptime",
    "availability",
    "available",
    "sla",
    "slo",
    "slos",
    "durability",
    "crash-free",
    "crash free",
    "success rate",
    "reliability",
    "up-time",
];

impl Reader<'_> {
    /// The letters of a token in small ones; empty behind the end.
    fn word(&self, at: usize) -> String {
        self.tokens
            .get(at)
            .filter(|t| t.kind == Kind::Word)
            .map(|t| t.span.of(self.text).to_lowercase())
            .unwrap_or_default()
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    /// Whether the statement has one of these words.
    fn has_any(&self, words: &[&str]) -> bool {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        words.iter().any(|w| {
            self.lower.match_indices(w).any(|(at, _)| {
                boundary(self.lower[..at].chars().next_back()) && boundary(self.lower[at + w.len()..].chars().next())
            })
        })
    }

    /// Passes over what is no metric: all that is glued to a refused number ("555-0148", "03/2020", "24/7").
    fn skip(&self, at: usize) -> usize {
        let is_number = |t: &Token| matches!(t.kind, Kind::Number(_) | Kind::NoNumber);
        let mut next = at + 1;
        if !is_number(&self.tokens[at]) {
            return next;
        }
        while let (Some('/' | '-' | '–' | '.' | ':'), Some(t)) = (self.sign(next), self.tokens.get(next + 1)) {
            if !(self.glued(next) && t.glued && is_number(t)) {
                break;
            }
            next += 2;
        }
        next
    }

    /// The number that begins at `at`, with its factor: "2.3m", "two million", "half a million", "a dozen".
    fn amount(&self, at: usize) -> Option<Amount> {
        let (mut value, mut next, mut dressed, mut needs_factor) = match self.tokens.get(at)?.kind {
            Kind::Number(value) => {
                let digits = self.tokens[at].span.of(self.text);
                (value, at + 1, digits.bytes().any(|b| !b.is_ascii_digit()), false)
            }
            Kind::Word => match self.word(at).as_str() {
                "a" | "one" => (1.0, at + 1, true, true),
                "half" if self.word(at + 1) == "a" => (0.5, at + 2, true, true),
                word => {
                    let tens = number::spelled(word)?;
                    let ones = (self.sign(at + 1) == Some('-') && self.glued(at + 1))
                        .then(|| number::spelled(&self.word(at + 2)))
                        .flatten()
                        .filter(|n| (1.0..10.0).contains(n) && tens >= 20.0);
                    (tens + ones.unwrap_or(0.0), if ones.is_some() { at + 3 } else { at + 1 }, false, false)
                }
            },
            _ => return None,
        };
        loop {
            let word = self.word(next);
            let glued = self.glued(next);
            let Some(factor) = number::factor(&word, glued) else { break };
            // "30m" alone is a time; "5 m" a length.
            if word == "m" && glued && !self.is_counted(at, next + 1) {
                break;
            }
            value *= factor;
            next += 1;
            (dressed, needs_factor) = (true, false);
            if word == "mio" && self.sign(next) == Some('.') {
                next += 1;
            }
        }
        if needs_factor {
            return None;
        }
        if self.sign(next) == Some('+') && self.glued(next) {
            next += 1;
        }
        Some(Amount { value: (value * 1e6).round() / 1e6, next, dressed })
    }

    /// Whether "m" behind a number means million: before something that is counted, or behind a currency.
    fn is_counted(&self, number: usize, behind: usize) -> bool {
        let money = number.checked_sub(1).is_some_and(|b| self.sign(b).and_then(currency_sign).is_some());
        let plus = usize::from(self.sign(behind) == Some('+'));
        let word = self.word(behind + plus);
        let thing = word.len() > 2
            && !["to", "and", "from", "per", "for", "with", "the", "runtime", "after", "builds"]
                .contains(&word.as_str());
        money
            || thing && unit(&word).is_none_or(|u| !matches!(u, Unit::None))
            || period(&self.word(behind + 1)).is_some() && self.sign(behind) == Some('/')
    }

    /// The metric that begins at `at`, and the token behind it.
    fn metric(&self, at: usize) -> Option<(Found, usize)> {
        if let Some(found) = self.fraction(at) {
            return Some(found);
        }
        let currency = self.sign(at).and_then(currency_sign).or_else(|| {
            let Some(Unit::Money(code)) = unit(&self.word(at)) else { return None };
            matches!(self.tokens.get(at + 1)?.kind, Kind::Number(_)).then_some(code)
        });
        let first = if currency.is_some() { at + 1 } else { at };
        // "US$ 2m"
        let amount = self.amount(first)?;
        if currency.is_none() && self.is_label(at, &amount) {
            return None;
        }
        let (mut value, mut next) = (amount.value, amount.next);
        let mut dressed = amount.dressed;
        // A range is its upper end.
        if let Some(end) = self.range_end(first, next) {
            (value, next, dressed) = (end.value, end.next, true);
        }
        if let Some(code) = currency {
            let (unit, next) = self.with_period(code, next);
            return Some(self.found(MetricKind::Money, value, unit, (at, next)));
        }
        self.measured(at, value, next, dressed)
    }

    /// The upper end of the range that goes on at `next`.
    fn range_end(&self, first: usize, next: usize) -> Option<Amount> {
        let dash = matches!(self.sign(next), Some('-' | '–' | '—'));
        let to = self.word(next) == "to" && first.checked_sub(1).is_none_or(|b| self.word(b) != "from");
        let and = self.word(next) == "and" && first.checked_sub(1).is_some_and(|b| self.word(b) == "between");
        if !(dash || to || and) {
            return None;
        }
        let behind = if self.sign(next + 1).and_then(currency_sign).is_some() { next + 2 } else { next + 1 };
        let start = self.tokens.get(behind)?;
        if !matches!(start.kind, Kind::Number(_)) || dash && !start.glued && self.glued(next) {
            return None;
        }
        let end = self.amount(behind)?;
        // "12 to 3 minutes" is a change, not a range; "5 to 10 services" grows.
        let low = self.amount(first)?;
        (end.value >= low.value && (!to || !roles::improves(self))).then_some(end)
    }

    /// Whether a number belongs to the word before it: "Java 17", "port 8080", "#1", "top 10", "in 2021".
    fn is_label(&self, at: usize, amount: &Amount) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if matches!(self.sign(before), Some('#' | '/' | '.' | '_')) && self.glued(at) {
            return true;
        }
        if self.sign(before) == Some('(') && amount.value >= 1950.0 && amount.value < 2100.0 && !amount.dressed {
            return true;
        }
        let word = self.word(before);
        const LABELS: [&str; 24] = [
            "top", "port", "ports", "version", "level", "tier", "phase", "grade", "gpa", "no", "number", "ranked",
            "rank", "chapter", "iso", "rfc", "soc", "pci", "dss", "series", "room", "floor", "class", "v",
        ];
        if LABELS.contains(&word.as_str()) {
            return true;
        }
        let year = (1950.0..2100.0).contains(&amount.value) && !amount.dressed;
        const DATED: [&str; 14] = [
            "in", "since", "of", "from", "by", "until", "during", "early", "late", "summer", "fall", "spring",
            "winter", "to",
        ];
        if year && (DATED.contains(&word.as_str()) || date_word(&word)) {
            return true;
        }
        // A small bare number behind a name: "Java 8 services", "Angular 2 apps".
        let name = before > 0
            && self.tokens[before].kind == Kind::Word
            && self.tokens[before].span.of(self.text).starts_with(char::is_uppercase)
            && amount.value < 30.0
            && !matches!(self.tokens[at].kind, Kind::Word);
        const FUNCTION: [&str; 22] = [
            "of", "to", "by", "for", "with", "and", "from", "over", "in", "the", "across", "serving", "at", "than",
            "under", "about", "all", "into", "on", "handling", "using", "up",
        ];
        name && !FUNCTION.contains(&word.as_str())
    }

    /// The metric of `value` whose unit begins at `next`.
    fn measured(&self, at: usize, value: f64, next: usize, dressed: bool) -> Option<(Found, usize)> {
        match self.sign(next) {
            Some('%') => return Some(self.percent(at, value, next + 1)),
            Some('×') => return Some(self.found(MetricKind::Multiplier, value, "x".into(), (at, next + 1))),
            Some('€' | '£' | '$' | '₹') => {
                let code = self.sign(next).and_then(currency_sign)?;
                let (unit, next) = self.with_period(code, next + 1);
                return Some(self.found(MetricKind::Money, value, unit, (at, next)));
            }
            // "1.2k/s"
            Some('/') => {
                if let Some(period) = period(&self.word(next + 1)) {
                    return Some(self.found(MetricKind::Rate, value, format!("events/{period}"), (at, next + 2)));
                }
            }
            _ => {}
        }
        // "30-minute", "40-node": the hyphen joins number and unit.
        let hyphen = self.sign(next) == Some('-') && self.glued(next) && self.glued(next + 1);
        let from = if hyphen { next + 1 } else { next };
        let word = self.word(from);
        if word == "per" && self.word(from + 1) == "cent" {
            return Some(self.percent(at, value, from + 2));
        }
        if matches!(word.as_str(), "a" | "an" | "per" | "each" | "every")
            && dressed
            && let Some(period) = period(&self.word(from + 1))
        {
            return Some(self.found(MetricKind::Rate, value, format!("events/{period}"), (at, from + 2)));
        }
        if word == "percentage" && self.word(from + 1).starts_with("point") {
            return Some(self.percent(at, value, from + 2));
        }
        // The thing counted stands within four words: "2.3 million monthly active users".
        for ahead in 0..4 {
            let place = from + ahead;
            let Some(token) = self.tokens.get(place) else { break };
            let word = self.word(place);
            if token.kind != Kind::Word {
                // "auto-scaled nodes": a hyphen joins; any other sign ends the phrase.
                if ahead > 0 && self.sign(place) == Some('-') && token.glued && self.glued(place + 1) {
                    continue;
                }
                break;
            }
            let glued = place == next && token.glued || hyphen;
            match unit(&word) {
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
                None if STOPS.contains(&word.as_str()) => break,
                None => {}
            }
        }
        self.counted(at, value, from, next).or_else(|| self.bare(at, value, next))
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
            Unit::Plain(MetricKind::Multiplier, _) => {
                let word = self.word(place);
                // "four times a year" is no factor.
                let factor = word != "times"
                    || [
                        "faster", "as", "more", "the", "fewer", "less", "higher", "lower", "larger", "cheaper",
                        "smaller", "quicker", "over",
                    ]
                    .contains(&self.word(end).as_str());
                (factor && (word != "x" || glued || self.word(end) != ""))
                    .then(|| self.found(MetricKind::Multiplier, value, "x".into(), (at, end)))
                    .or_else(|| {
                        (word == "x" && factor)
                            .then(|| self.found(MetricKind::Multiplier, value, "x".into(), (at, end)))
                    })
            }
            Unit::Plain(MetricKind::Rate, unit) => Some(self.found(MetricKind::Rate, value, unit.into(), (at, end))),
            Unit::Plain(kind, noun) => {
                let (unit, end) = self.with_period(noun, end);
                let unit =
                    if unit.contains('/') { unit } else { self.period_before(next, place, noun).unwrap_or(unit) };
                let kind = if kind == MetricKind::Users || !unit.contains('/') { kind } else { MetricKind::Rate };
                let unit = if kind == MetricKind::Users { noun.to_owned() } else { unit };
                Some(self.found(kind, value, unit, (at, end)))
            }
            Unit::Size(bytes) => {
                // "16 GB RAM" of a computer says nothing of the work.
                let (unit, end) = self.with_period("bytes", end);
                Some(self.found(MetricKind::Size, value * bytes, unit, (at, end)))
            }
            Unit::Money(code) => {
                let (unit, end) = self.with_period(code, end);
                Some(self.found(MetricKind::Money, value, unit, (at, end)))
            }
            Unit::Nines => {
                let share = 100.0 - 100.0 / 10f64.powf(value.clamp(1.0, 9.0));
                Some(self.found(MetricKind::Availability, (share * 1e7).round() / 1e7, "%".into(), (at, end)))
            }
            Unit::Stars => (value > 20.0).then(|| self.found(MetricKind::Count, value, "stars".into(), (at, end))),
            Unit::Team(noun) => {
                let whom = (at.saturating_sub(3)..at).any(|b| {
                    ["by", "for", "serving", "serves", "to", "across", "supporting", "enabling", "unblocked"]
                        .contains(&self.word(b).as_str())
                });
                let led = self.has_any(&[
                    "led",
                    "lead",
                    "team of",
                    "managed",
                    "mentored",
                    "mentoring",
                    "supervised",
                    "hired",
                    "trained",
                    "coached",
                ]);
                (whom && !led).then(|| self.found(MetricKind::Users, value, noun.into(), (at, end)))
            }
            Unit::Time(ms, reach) => self.time(at, value, end, ms, reach, glued),
        }
    }

    fn time(&self, at: usize, value: f64, end: usize, ms: f64, reach: Reach, glued: bool) -> Option<(Found, usize)> {
        if reach == Reach::Glued && !glued {
            return None;
        }
        // One letter is a unit only close to its number: "2 s", "240 h".
        let kind = match reach {
            Reach::Latency | Reach::Glued => MetricKind::Latency,
            Reach::Seconds if self.has_any(&ANSWERS) => MetricKind::Latency,
            _ => MetricKind::Duration,
        };
        let (mut found, next) = self.found(kind, (value * ms * 1e6).round() / 1e6, "ms".into(), (at, end));
        let yearly = reach == Reach::Tenure;
        found.tenure = yearly;
        if yearly {
            found.kind = None;
        }
        Some((found, next))
    }

    fn percent(&self, at: usize, value: f64, mut end: usize) -> (Found, usize) {
        // "20 % of my time", "50 % position"
        let mine = self.word(end) == "of" && (end + 1..end + 4).any(|n| self.word(n) == "time")
            || ["time", "position", "capacity"].contains(&self.word(end).as_str());
        let up = value >= 90.0 && value <= 100.0 && self.has_any(&UPTIME) || value >= 99.9 && value < 100.0;
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

    /// A plural noun within three words that no list knows: "14 dashboards", "26 screens", "3 order services".
    fn counted(&self, at: usize, value: f64, from: usize, next: usize) -> Option<(Found, usize)> {
        let hyphen = from > next;
        for place in from..from + 3 {
            let token = self.tokens.get(place)?;
            if token.kind != Kind::Word {
                return None;
            }
            let word = self.word(place);
            if STOPS.contains(&word.as_str()) || unit(&word).is_some() {
                return None;
            }
            const NOT_PLURAL: [&str; 16] = [
                "across",
                "this",
                "is",
                "was",
                "has",
                "its",
                "as",
                "vs",
                "kubernetes",
                "aws",
                "js",
                "plus",
                "various",
                "less",
                "business",
                "previous",
            ];
            let plural =
                word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !NOT_PLURAL.contains(&word.as_str());
            let joined = hyphen
                && place == from
                && [
                    "node",
                    "server",
                    "service",
                    "region",
                    "shard",
                    "table",
                    "screen",
                    "host",
                    "container",
                    "core",
                    "broker",
                    "pod",
                ]
                .contains(&word.as_str());
            if plural || joined {
                // A number word counts only next to what it counts: "one of two systems" is prose.
                let (unit, end) = self.with_period(&word, place + 1);
                let unit =
                    if unit.contains('/') { unit } else { self.period_before(next, place, &word).unwrap_or(unit) };
                let kind = if unit.contains('/') { MetricKind::Rate } else { MetricKind::Count };
                return Some(self.found(kind, value, unit, (at, end)));
            }
            if period(&word).is_some() && word.ends_with("ly") {
                continue;
            }
        }
        None
    }

    /// A number without a unit: the first half of a change, perhaps.
    fn bare(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        let (mut found, next) = self.found(MetricKind::Count, value, String::new(), (at, next));
        found.kind = None;
        matches!(self.tokens[at].kind, Kind::Number(_)).then_some((found, next))
    }

    /// "/s", "per day", "a month", "each night", "daily" behind a thing.
    fn with_period(&self, thing: &str, end: usize) -> (String, usize) {
        let word = self.word(end);
        let behind = self.word(end + 1);
        let (period, next) = if self.sign(end) == Some('/')
            || matches!(word.as_str(), "per" | "a" | "an" | "each" | "every")
        {
            (period(&behind), end + 2)
        } else if word.ends_with("ly") || matches!(word.as_str(), "arr" | "mrr") {
            (period(&word), end + 1)
        } else if word == "in" && matches!(behind.as_str(), "annual" | "monthly" | "daily" | "yearly" | "arr" | "mrr") {
            (period(&behind), end + 2)
        } else {
            // "events processed daily", "requests handled per second"
            let late = self.word(end).ends_with("ed")
                && matches!(self.word(end + 1).as_str(), "per" | "a" | "daily" | "monthly" | "each" | "every");
            match (late, period(&self.word(end + 1)), period(&self.word(end + 2))) {
                (true, Some(p), _) => (Some(p), end + 2),
                (true, None, Some(p)) => (Some(p), end + 3),
                _ => (None, end),
            }
        };
        period.map_or((thing.to_owned(), end), |p| (format!("{thing}/{p}"), next))
    }

    /// "daily" between a number and its thing: "2m daily events".
    fn period_before(&self, from: usize, to: usize, thing: &str) -> Option<String> {
        (from..to)
            .map(|at| self.word(at))
            .filter(|w| w.ends_with("ly"))
            .find_map(|w| period(&w))
            .map(|p| format!("{thing}/{p}"))
    }

    /// "halved", "by a third", "doubled", "tenfold": changes in words.
    fn fraction(&self, at: usize) -> Option<(Found, usize)> {
        let word = self.word(at);
        let whole = |kind, value, unit: &str, next| Some(self.found(kind, value, unit.to_owned(), (at, next)));
        match word.as_str() {
            "halved" | "halving" | "halves" => return whole(MetricKind::Percent, 50.0, "%", at + 1),
            "doubled" | "doubling" | "twofold" => return whole(MetricKind::Multiplier, 2.0, "x", at + 1),
            "tripled" | "tripling" | "threefold" | "trebled" => return whole(MetricKind::Multiplier, 3.0, "x", at + 1),
            "quadrupled" | "quadrupling" | "fourfold" => return whole(MetricKind::Multiplier, 4.0, "x", at + 1),
            "fivefold" => return whole(MetricKind::Multiplier, 5.0, "x", at + 1),
            "tenfold" => return whole(MetricKind::Multiplier, 10.0, "x", at + 1),
            "twice" if ["as", "the"].contains(&self.word(at + 1).as_str()) => {
                return whole(MetricKind::Multiplier, 2.0, "x", at + 1);
            }
            "by" | "in" => {}
            _ => return None,
        }
        let mut next = at + 1;
        if ["more", "nearly", "almost", "about", "over", "roughly", "around"].contains(&self.word(next).as_str()) {
            next += if self.word(next + 1) == "than" { 2 } else { 1 };
        }
        let count: f64 = match self.word(next).as_str() {
            "a" | "one" => 1.0,
            "two" => 2.0,
            "three" => 3.0,
            "half" => {
                // "in half" and "by half"; "in half a day" is a time.
                return (self.word(next + 1) != "a")
                    .then(|| self.found(MetricKind::Percent, 50.0, "%".into(), (at, next + 1)));
            }
            _ => return None,
        };
        if word == "in" {
            return None;
        }
        let part = match self.word(next + 1).as_str() {
            "half" => 50.0,
            "third" | "thirds" => 100.0 / 3.0,
            "quarter" | "quarters" => 25.0,
            "fifth" | "fifths" => 20.0,
            "tenth" => 10.0,
            _ => return None,
        };
        whole(MetricKind::Percent, ((count * part) * 10.0).round() / 10.0, "%", next + 2)
    }

    fn found(&self, kind: MetricKind, value: f64, unit: String, (first, next): (usize, usize)) -> (Found, usize) {
        let span = Span { start: self.tokens[first].span.start, end: self.tokens[next - 1].span.end };
        let metric = Metric { kind, value, unit, role: None, span };
        (Found { kind: Some(kind), metric, tokens: (first, next), tenure: false, refused: false }, next)
    }
}

/// Words that end the phrase of a number.
const STOPS: [&str; 34] = [
    "and", "or", "to", "in", "of", "for", "with", "from", "by", "on", "at", "that", "which", "while", "using", "into",
    "over", "across", "per", "a", "an", "the", "instead", "than", "as", "via", "through", "between", "after", "before",
    "is", "are", "was", "were",
];

fn date_word(word: &str) -> bool {
    word.len() >= 3
        && [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "sept",
        ]
        .iter()
        .any(|m| m.starts_with(word))
}
