//! Amounts as people write them: "2.3m", "5½", "half a dozen", "a hundred and forty", "3×10^8", "20-30k".

use super::Reader;
use super::number::{factor, spelled};
use super::token::Kind;
use super::unit::{Unit, currency_sign, period};

/// A number with what multiplies it.
pub(super) struct Amount {
    pub value: f64,
    pub next: usize,
    /// Whether it was written as more than bare digits: with a factor, a separator or a fraction.
    pub dressed: bool,
}

/// A number before what multiplies it is read.
struct Start {
    value: f64,
    next: usize,
    dressed: bool,
    /// Whether it is one only before a factor: the "a" of "a thousand".
    needs_factor: bool,
}

impl Reader<'_> {
    /// The number that begins at `at`, with its factor: "2.3m", "two million", "half a million", "a dozen".
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let Start { mut value, mut next, mut dressed, mut needs_factor } = match self.tokens.get(at)?.kind {
            Kind::Number(value) => self.in_digits(at, value),
            Kind::Word => self.in_words(at)?,
            _ => return None,
        };
        // "40 or so suppliers"
        if self.word(next) == "or" && self.word(next + 1) == "so"
            // "40-odd services"
            || self.sign(next) == Some('-') && self.glued(next) && self.word(next + 1) == "odd"
        {
            next += 2;
        }
        loop {
            // "400-million-row"
            let joined = self.sign(next) == Some('-')
                && self.glued(next)
                && self.glued(next + 1)
                && self.word(next + 1).len() > 2
                && factor(self.word(next + 1), false).is_some();
            next += usize::from(joined);
            let word = self.word(next);
            let glued = self.glued(next);
            // "₹12L", "5L+ farmers": else the letter is litres.
            let plus = || self.sign(next + 1) == Some('+') && self.glued(next + 1);
            let lakh = word == "l" && glued && (self.follows_currency(at) || plus());
            let Some(factor) = factor(word, glued).or(lakh.then_some(1e5)) else { break };
            // "30m" alone is a time; "5 m" a length.
            if word == "m" && glued && !self.is_counted(at, next + 1) {
                break;
            }
            value *= factor;
            next += 1;
            (dressed, needs_factor) = (true, false);
            let small =
                || self.tokens.get(next + 1).is_some_and(|t| t.span.of(self.text).starts_with(char::is_lowercase));
            let short = matches!(word, "mio" | "mrd" | "tsd" | "mln") || word == "cr" && small();
            if short && self.sign(next) == Some('.') {
                next += 1;
            }
            // "Two thousand five hundred"
            if word == "thousand"
                && self.word(next + 1) == "hundred"
                && let Some((hundreds, behind)) = self.below_hundred(next)
            {
                (value, next) = (value + hundreds * 100.0, behind + 1);
            }
            // "A hundred and forty"
            if (word == "hundred" || self.word(next.wrapping_sub(1)) == "hundred")
                && self.word(next) == "and"
                && let Some((rest, behind)) = self.below_hundred(next + 1)
            {
                (value, next) = (value + rest, behind);
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

    /// A number that begins with digits: "40", "5½", "1e9", "10^6", "3×10^8".
    fn in_digits(&self, at: usize, value: f64) -> Start {
        let digits = self.tokens[at].span.of(self.text);
        let plain =
            Start { value, next: at + 1, dressed: digits.bytes().any(|b| !b.is_ascii_digit()), needs_factor: false };
        let powered = |value: f64, power: f64, next| Start {
            value: value * 10f64.powi(power as i32),
            next,
            dressed: true,
            needs_factor: false,
        };
        /// The highest power of ten that anything is counted in.
        const HIGHEST: f64 = 18.0;
        let power = |at: usize| match self.tokens.get(at).map(|t| t.kind) {
            Some(Kind::Number(n)) if self.glued(at) && n <= HIGHEST => Some(n),
            _ => None,
        };
        let raised = |at: usize| power(at + 1).filter(|_| self.sign(at) == Some('^') && self.glued(at));
        if let Some(n) = raised(at + 1).filter(|_| value == 10.0) {
            return powered(1.0, n, at + 3);
        }
        if matches!(self.word(at + 1), "x10")
            && let Some(n) = raised(at + 2)
        {
            return powered(value, n, at + 4);
        }
        let times = matches!(self.sign(at + 1), Some('×' | '*')) || self.word(at + 1) == "x";
        if times
            && matches!(self.tokens.get(at + 2).map(|t| t.kind), Some(Kind::Number(10.0)))
            && let Some(n) = raised(at + 3)
        {
            return powered(value, n, at + 5);
        }
        if !self.glued(at + 1) {
            return plain;
        }
        // "1e9"
        let exponent = self.word(at + 1).strip_prefix('e').filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if let Some(n) = exponent.and_then(|n| n.parse().ok()).filter(|n| *n <= HIGHEST) {
            return powered(value, n, at + 2);
        }
        let part = match self.sign(at + 1) {
            Some('¼') => 0.25,
            Some('½') => 0.5,
            Some('¾') => 0.75,
            _ => return plain,
        };
        Start { value: value + part, next: at + 2, dressed: true, needs_factor: false }
    }

    /// A number that begins with a word: "twelve", "half a million", "two and a half million", "a few thousand".
    fn in_words(&self, at: usize) -> Option<Start> {
        let plain = |value, next| Some(Start { value, next, dressed: false, needs_factor: false });
        let before_factor = |value, next| Some(Start { value, next, dressed: true, needs_factor: true });
        let word = self.word(at);
        let behind = [1, 2, 3].map(|n| self.word(at + n));
        // "Two and a half million", "one and a half million"
        let half = || behind == ["and", "a", "half"] && factor(self.word(at + 4), false).is_some();
        // "Two and a half hours"
        let half_more = || behind == ["and", "a", "half"] && matches!(self.unit(at + 4), Some(Unit::Time(..)));
        match word {
            // "From two a week to one a quarter"
            "one" if matches!(behind[0], "a" | "per") && period(behind[1]).is_some() => plain(1.0, at + 1),
            // "To under one"
            "one" if at > 1 && matches!(self.word(at - 1), "below" | "under") && self.word(at - 2) == "to" => {
                plain(1.0, at + 1)
            }
            "one" if half() => before_factor(1.5, at + 4),
            "a" | "several" | "half" => self.about_factor(at),
            _ if half_more() => plain(spelled(word)? + 0.5, at + 4),
            "one" => before_factor(1.0, at + 1),
            "three" if behind == ["quarters", "of", "a"] && factor(self.word(at + 4), false).is_some() => {
                before_factor(0.75, at + 4)
            }
            _ if half() => before_factor(spelled(word)? + 0.5, at + 4),
            _ => {
                let (value, next) = self.below_hundred(at)?;
                plain(value, next)
            }
        }
    }

    /// What is no exact number before its factor: "a", "half a", "a few", "a couple of", "several", "a quarter of a".
    fn about_factor(&self, at: usize) -> Option<Start> {
        let (first, second) = (self.word(at + 1), self.word(at + 2));
        let (value, next) = match self.word(at) {
            "half" if first == "a" => (0.5, at + 2),
            "half" => return None,
            // Amounts that are no exact number are their order of magnitude.
            "a" if first == "few" => (1.0, at + 2),
            "a" if first == "couple" => (2.0, at + 2 + usize::from(second == "of")),
            "a" if first == "quarter" => {
                (0.25, at + 2 + if second == "of" && self.word(at + 3) == "a" { 2 } else { 0 })
            }
            _ => (1.0, at + 1),
        };
        Some(Start { value, next, dressed: true, needs_factor: true })
    }

    /// The number word at `at`, be it of two parts ("forty-two"), and the token behind it.
    pub(super) fn below_hundred(&self, at: usize) -> Option<(f64, usize)> {
        let tens = spelled(self.word(at))?;
        let hyphen = self.sign(at + 1) == Some('-') && self.glued(at + 1);
        let ones = hyphen.then(|| spelled(self.word(at + 2))).flatten();
        let ones = ones.filter(|n| (1.0..10.0).contains(n) && tens >= 20.0);
        Some(ones.map_or((tens, at + 1), |ones| (tens + ones, at + 3)))
    }

    /// Whether a currency stands before the number at `at`.
    fn follows_currency(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|b| {
            self.sign(b).and_then(currency_sign).is_some() || matches!(self.unit(b), Some(Unit::Money(_)))
        })
    }

    /// Whether "m" behind a number means million: before something that is counted, or behind a currency.
    fn is_counted(&self, number: usize, behind: usize) -> bool {
        // "€30-40m a day"
        let range = || number > 1 && matches!(self.sign(number - 1), Some('-' | '–')) && self.is_number_at(number - 2);
        let money = self.follows_currency(number) || range() && self.follows_currency(number - 2);
        let plus = usize::from(self.sign(behind) == Some('+'));
        let hyphen = self.sign(behind) == Some('-') && self.glued(behind);
        let place = behind + if hyphen { 1 } else { plus };
        let word = self.word(place);
        let thing = word.len() > 2
            && !["to", "and", "from", "per", "for", "with", "the", "runtime", "after", "builds"].contains(&word);
        // "from 2m to 90k"
        let to = word == "to"
            && self.is_number_at(behind + 1)
            && self.glued(behind + 2)
            && factor(self.word(behind + 2), true).is_some();
        money
            || to
            || thing && self.unit(place).is_none_or(|u| !matches!(u, Unit::None))
            || period(self.word(behind + 1)).is_some() && self.sign(behind) == Some('/')
    }

    /// The upper end of the range that goes on at `next`.
    pub(super) fn range_end(&self, first: usize, next: usize) -> Option<Amount> {
        let dash = matches!(self.sign(next), Some('-' | '–' | '—'));
        let before = |n: usize| first.checked_sub(n).map_or("", |b| self.word(b));
        // "Audiences ranging from ten to several hundred"
        let ranging = before(1) == "from" && matches!(before(2), "ranges" | "ranging" | "varied" | "varying");
        let to = self.word(next) == "to" && (ranging || before(1) != "from");
        let and = self.word(next) == "and" && before(1) == "between";
        if !(dash || to || and) {
            return None;
        }
        let behind = if self.sign(next + 1).and_then(currency_sign).is_some() { next + 2 } else { next + 1 };
        let start = self.tokens.get(behind)?;
        if !ranging && !matches!(start.kind, Kind::Number(_)) || dash && !start.glued && self.glued(next) {
            return None;
        }
        let end = self.amount(behind)?;
        // "SharePoint 2019 - 25k users": a year is no lower end.
        let first_value = self.amount(first)?;
        if dash && end.dressed && !first_value.dressed && (1950.0..2100.0).contains(&first_value.value) {
            return None;
        }
        // "12 to 3 minutes" is a change, not a range; "5 to 10 services" grows.
        (end.value >= first_value.value && (!to || ranging || !self.improving())).then_some(end)
    }
}
