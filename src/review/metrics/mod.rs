//! Which numbers of a statement say something? A number, what multiplies it, its unit, and its part in a change.
//!
//! One walk over the tokens of a statement. A number without a unit that is known is a metric only as the first half of a
//! change ("from 12 to 3 minutes"); years, versions, team sizes, tenures, ratings and ordinals are none.

mod amount;
mod apart;
mod counted;
mod measure;
mod number;
mod per;
mod roles;
mod time;
mod token;
mod unit;
mod worded;

pub(super) use self::roles::is_change;

use std::cell::OnceCell;

use crate::ingest::opens_month;
use crate::text::Span;

use self::amount::Amount;
use self::token::{Kind, Token, tokens};
use self::unit::{Unit, currency_sign, unit};
pub(super) use self::unit::{period, unit_words};
use super::lower::Lower;
use super::metric::{Metric, MetricKind, MetricUnit};
use super::word::{Class, Word, may_have_number, read_words, words};

/// The metrics of the statement `within` of `text`, in the order of the text; spans do not overlap.
pub fn metrics(text: &str, within: Span) -> Vec<Metric> {
    let lower = Lower::of(text);
    let mut words = Vec::new();
    let classes = read_words(&lower, within, &mut words);
    if !may_have_number(&words, classes) {
        return Vec::new();
    }
    metrics_of(text, within, lower.text(), &words, &mut Room::default())
}

/// The same, of a statement of `words`. `lower` is the text in small letters, byte by byte as it stands.
pub(super) fn metrics_of<'t>(
    text: &'t str,
    within: Span,
    lower: &'t str,
    words: &[Word<'t>],
    Room { tokens, found }: &mut Room<'t>,
) -> Vec<Metric> {
    let reader = Reader::new(text, within, lower, words, tokens);
    found.clear();
    let mut at = 0;
    while let Some(token) = reader.tokens.get(at) {
        if !token.opens {
            at += 1;
            continue;
        }
        match reader.metric(at) {
            Some((metric, next)) => {
                found.push(metric);
                at = next.max(at + 1);
            }
            None => at = reader.skip(at),
        }
    }
    roles::assign(&reader, found);
    let mut metrics = Vec::with_capacity(found.iter().filter(|f| f.kind.is_some()).count());
    metrics.extend(found.drain(..).filter_map(|f| f.kind.map(|_| f.metric)));
    metrics
}

/// Every number of `within`, metric or not, by its value; none for those that have only a spelling ("3.11.2").
pub(super) fn amounts(text: &str, within: Span) -> Vec<(Option<f64>, Span)> {
    let lower = Lower::of(text);
    let mut room = Vec::new();
    let reader = Reader::new(text, within, lower.text(), &words(&lower, within), &mut room);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = reader.tokens.get(at) {
        if let Some(amount) = reader.amount(at) {
            let end = reader.tokens[amount.next - 1].span.end;
            out.push((Some(amount.value), Span { start: token.span.start, end }));
            at = amount.next.max(at + 1);
            continue;
        }
        if matches!(token.kind, Kind::Number(_) | Kind::NoNumber) {
            out.push((None, token.span));
        }
        at += 1;
    }
    out
}

/// Room for what is found in one statement after the other.
pub(super) struct Room<'t> {
    tokens: Vec<Token<'t>>,
    found: Vec<Found>,
}

impl Default for Room<'_> {
    /// For a statement; few have more.
    fn default() -> Self {
        Self { tokens: Vec::with_capacity(48), found: Vec::with_capacity(8) }
    }
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
    pub tokens: &'t [Token<'t>],
    /// The whole statement in small letters, byte by byte as it stands.
    pub lower: &'t str,
    /// Whether the statement tells of a change, once it was asked.
    improving: OnceCell<bool>,
}

/// Whether a word may open a metric: a number, what becomes one with a factor, a change in words, or a currency.
pub(super) fn opening_words() -> impl Iterator<Item = &'static str> {
    let currencies = unit_words().filter(|word| matches!(unit(word), Some(Unit::Money(_))));
    number_words().chain(["a", "an", "by", "in", "several"]).chain(currencies)
}

/// Words that are numbers, multiply them, or open a change in words.
pub(super) fn number_words() -> impl Iterator<Item = &'static str> {
    number::WORDS.into_iter().chain(number::TENS).chain(number::FACTORS).chain(worded::OPENING)
}

impl<'t> Reader<'t> {
    /// `room` is for the tokens.
    fn new<'a: 't>(
        text: &'a str,
        within: Span,
        lower: &'a str,
        words: &[Word<'a>],
        room: &'t mut Vec<Token<'a>>,
    ) -> Self {
        tokens(text, within, lower, words, room);
        Self { text, tokens: room, lower: within.of(lower), improving: OnceCell::new() }
    }
}

impl Reader<'_> {
    /// Whether the statement tells of a change.
    fn improving(&self) -> bool {
        *self.improving.get_or_init(|| roles::improves(self))
    }

    /// The letters of a token in small ones; empty behind the end.
    #[inline]
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.word)
    }

    #[inline]
    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    #[inline]
    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    /// Whether the word at `at` is of this class.
    #[inline]
    fn is(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|t| t.classes.has(class))
    }

    /// The unit that the word at `at` stands for.
    #[inline]
    fn unit(&self, at: usize) -> Option<Unit> {
        if self.is(at, Class::UNIT) { unit(self.word(at)) } else { None }
    }

    /// Whether the statement has a word of this class, or one of these phrases.
    fn has_any(&self, class: Class, phrases: &[&str]) -> bool {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let stands = |phrase: &&str| {
            self.lower.match_indices(phrase).any(|(at, _)| {
                let (before, behind) = (&self.lower[..at], &self.lower[at + phrase.len()..]);
                boundary(before.chars().next_back()) && boundary(behind.chars().next())
            })
        };
        self.tokens.iter().any(|t| t.classes.has(class)) || phrases.iter().any(stands)
    }

    /// Passes over what is no metric: all that is glued to a refused number ("555-0148", "03/2020", "24/7").
    fn skip(&self, at: usize) -> usize {
        let is_number = |t: &Token| matches!(t.kind, Kind::Number(_) | Kind::NoNumber);
        let mut next = at + 1;
        if !is_number(&self.tokens[at]) {
            return next;
        }
        while let (Some('/' | '-' | '–' | '.' | ':'), Some(t)) = (self.sign(next), self.tokens.get(next + 1)) {
            if !(self.glued(next) && t.glued && is_number(t)) || self.is_percentile(next) {
                break;
            }
            next += 2;
        }
        next
    }

    #[inline]
    fn is_number_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Number(_)))
    }

    fn found(&self, kind: MetricKind, value: f64, unit: MetricUnit, (first, next): (usize, usize)) -> (Found, usize) {
        let span = Span { start: self.tokens[first].span.start, end: self.tokens[next - 1].span.end };
        let metric = Metric { kind, value, unit, role: None, span, of_failures: false };
        (Found { kind: Some(kind), metric, tokens: (first, next), tenure: false, refused: false }, next)
    }

    /// The metric that begins at `at`, and the token behind it.
    fn metric(&self, at: usize) -> Option<(Found, usize)> {
        let worded = self.fraction(at).or_else(|| self.one_in(at)).or_else(|| self.worded_time(at));
        if let Some(found) = worded {
            return Some(found);
        }
        // "Rs. 45 lakhs"
        let dot = usize::from(self.word(at) == "rs" && self.sign(at + 1) == Some('.'));
        let currency = self.sign(at).and_then(currency_sign).or_else(|| {
            let Some(Unit::Money(code)) = self.unit(at).filter(|_| self.is_number_at(at + 1 + dot)) else {
                return None;
            };
            Some(code)
        });
        let first = if currency.is_some() { at + 1 + dot } else { at };
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
            return Some(self.money(at, value, code, next));
        }
        self.part_of(at, value, next).or_else(|| self.measured(at, value, next, dressed))
    }

    /// "87 of 95 services", "40 of the 110 views": things of which there are more.
    fn part_of(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        if self.word(next) != "of" {
            return None;
        }
        let article = matches!(self.word(next + 1), "the" | "our" | "its" | "their" | "all" | "about");
        let whole = self.amount(next + 1 + usize::from(article))?;
        let (all, _) = self.measured(at, value, whole.next, false)?;
        // "Nine of twelve validators use it"
        if all.kind == Some(MetricKind::Users) && self.uses(all.tokens.1) {
            return Some(self.found(MetricKind::Users, value, all.metric.unit, (at, next)));
        }
        let counted = all.kind == Some(MetricKind::Count) && all.metric.unit.period.is_none();
        counted.then(|| self.found(MetricKind::Count, value, all.metric.unit, (at, next)))
    }

    /// Whether the slash at `at` stands before the last of some latencies: "p50/p99 of 12/95 ms".
    fn is_percentile(&self, at: usize) -> bool {
        self.sign(at) == Some('/')
            && self.is_number_at(at + 1)
            && matches!(self.unit(at + 2), Some(Unit::Time(_, unit::Reach::Latency)))
    }

    /// Whether a number is a share with a sign: "+6.5% sessions".
    fn is_signed(&self, at: usize, next: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        matches!(self.sign(before), Some('+' | '-' | '–'))
            && self.glued(at)
            && !self.glued(before)
            && (self.sign(next) == Some('%') || matches!(self.word(next), "percent" | "pct"))
    }

    /// Whether a number belongs to the word before it: "Java 17", "port 8080", "#1", "top 10", "in 2021".
    fn is_label(&self, at: usize, amount: &Amount) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if matches!(self.sign(before), Some('#' | '/' | '.' | '_' | '+'))
            && self.glued(at)
            && !self.is_percentile(before)
        {
            return !self.is_signed(at, amount.next);
        }
        // "1:1s", "10:30"
        if self.sign(before) == Some(':') && self.glued(at) && before > 0 && self.is_number(before - 1) {
            return true;
        }
        // "Sev-1"
        if self.sign(before) == Some('-')
            && self.glued(at)
            && self.glued(before)
            && before > 0
            && self.tokens[before - 1].kind == Kind::Word
        {
            return true;
        }
        // "4 x 180 kW", "6×660"
        if self.sign(before) == Some('×') || self.word(before) == "x" && before > 0 && self.is_number(before - 1) {
            return true;
        }
        if self.sign(before) == Some('(') && amount.value >= 1950.0 && amount.value < 2100.0 && !amount.dressed {
            return true;
        }
        // "from Angular 12 to 16": the second version of one name.
        if !amount.dressed
            && matches!(self.word(before), "to" | "and" | "through")
            && before > 1
            && self.is_number_at(before - 1)
            && self.amount(before - 1).is_some_and(|first| !first.dressed && self.is_label(before - 1, &first))
            && self.tokens[before - 2].span.of(self.text).starts_with(char::is_uppercase)
        {
            return true;
        }
        let word = self.word(before);
        // "1 in 4 users" is a share, too.
        if word == "in"
            && before > 0
            && (self.word(before - 1) == "one" || self.tokens[before - 1].kind == Kind::Number(1.0))
        {
            return true;
        }
        // "7 of 10 trial users" is a share; "87 of 95 services" are counted.
        if word == "of" && before > 0 && self.is_number(before - 1) && !amount.dressed {
            let counted = || self.measured(at, amount.value, amount.next, false).map(|(found, _)| found.kind);
            return counted() != Some(Some(MetricKind::Count));
        }
        // "2nd place of 41 teams", "2nd of 48 teams"; "the first of 12 services" is one of them.
        let rank = |at: usize| match self.word(at) {
            "place" | "rank" | "out" => true,
            "st" | "nd" | "rd" | "th" => self.glued(at),
            _ => false,
        };
        if word == "of" && before > 0 && rank(before - 1) {
            return true;
        }
        if self.is(before, Class::NUMBERED) {
            return true;
        }
        let year = (1950.0..2100.0).contains(&amount.value) && !amount.dressed;
        const DATED: [&str; 16] = [
            "and", "or", "in", "since", "of", "from", "by", "until", "during", "early", "late", "summer", "fall",
            "spring", "winter", "to",
        ];
        if year && (DATED.contains(&word) || opens_month(word)) {
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
        // "RTO 8 h", "RAM 4 GB": a measure, no version.
        let measured = |at: usize| matches!(self.unit(at), Some(Unit::Time(..) | Unit::Size(_)));
        // "LCP 4.2 to 1.8 s"
        let second = || {
            let to = self.word(amount.next) == "to" || matches!(self.sign(amount.next), Some('→'));
            to && self.is_number_at(amount.next + 1) && measured(amount.next + 2)
        };
        let measure = measured(amount.next) || second();
        name && !measure && !FUNCTION.contains(&word)
    }
}
