//! What the word behind a number says of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::review::metric::MetricKind;

/// What a word measures. `of` is the reviewed list `units.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    /// A kind with its unit as it is printed.
    Plain(MetricKind, &'static str),
    /// Things a period.
    Rate(&'static str, &'static str),
    /// Time, in milliseconds a unit.
    Time(f64, Reach),
    /// Bytes a unit.
    Size(f64),
    /// An ISO currency.
    Money(&'static str),
    /// "four nines"
    Nines,
    /// People of the same trade: the size of a team, unless they are whom the work was for.
    Team(&'static str),
    /// Stars: a rating where they are few, else people who liked a repository.
    Stars,
    /// Lines of code a unit: "400 kLOC".
    Lines(f64),
    /// No metric: "2nd", "3-tier".
    None,
}

/// What a time may be: how long an answer takes, how long work takes, or how long a project took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Milliseconds and less: always a latency.
    Latency,
    /// A word that is one only where it is glued to the number: "300us".
    Glued,
    /// Seconds: a latency where the statement speaks of answers.
    Seconds,
    /// Minutes and hours.
    Long,
    /// Days and longer: mostly the length of a project.
    Tenure,
}

static UNITS: LazyLock<FxHashMap<&'static str, Unit>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split(',');
        let (word, kind, unit) = (cells.next()?, cells.next()?, cells.next()?);
        let ms = |reach| unit.parse().ok().map(|n| Unit::Time(n, reach));
        let unit = match kind {
            "users" => Unit::Plain(MetricKind::Users, unit),
            "requests" => Unit::Plain(MetricKind::Requests, unit),
            "rate" => unit.split_once('/').map(|(thing, period)| Unit::Rate(thing, period))?,
            "count" => Unit::Plain(MetricKind::Count, unit),
            "percent" => Unit::Plain(MetricKind::Percent, unit),
            "multiplier" => Unit::Plain(MetricKind::Multiplier, unit),
            "latency" => ms(Reach::Latency)?,
            "micro" => ms(Reach::Glued)?,
            "time" => ms(Reach::Seconds)?,
            "long" => ms(Reach::Long)?,
            "tenure" => ms(Reach::Tenure)?,
            "size" => Unit::Size(unit.parse().ok()?),
            "money" => Unit::Money(unit),
            "lines" => Unit::Lines(unit.parse().ok()?),
            "nines" => Unit::Nines,
            "team" => Unit::Team(unit),
            "stars" => Unit::Stars,
            _ => Unit::None,
        };
        Some((word, unit))
    };
    include_str!("units.csv").lines().skip(1).filter_map(line).collect()
});

/// All words that say something of a number.
pub(in crate::review) fn unit_words() -> impl Iterator<Item = &'static str> {
    UNITS.keys().copied()
}

/// The unit that a word in small letters stands for.
pub(super) fn unit(word: &str) -> Option<Unit> {
    UNITS.get(word).copied()
}

/// The currency of a sign.
pub(super) fn currency_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '₹' => "INR",
        '¥' => "JPY",
        _ => return None,
    })
}

/// The period that a word names: "day", "daily", "s".
pub(in crate::review) fn period(word: &str) -> Option<&'static str> {
    Some(match word {
        "s" | "sec" | "second" | "seconds" => "second",
        "min" | "minute" | "minutes" => "minute",
        "h" | "hr" | "hour" | "hours" | "hourly" => "hour",
        "day" | "days" | "daily" | "morning" | "evening" | "night" | "nightly" | "weekday" => "day",
        "week" | "weeks" | "weekly" => "week",
        "month" | "months" | "monthly" | "mo" => "month",
        "quarter" | "quarterly" => "quarter",
        "year" | "years" | "yearly" | "annually" | "annual" | "annum" | "yr" | "arr" => "year",
        "mrr" => "month",
        "release" => "release",
        "sprint" => "sprint",
        _ => return None,
    })
}
