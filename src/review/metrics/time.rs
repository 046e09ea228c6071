//! Lengths of time: "240 ms", "3h10", "2 h 15 min", "40m" beside another time.

use super::token::Kind;
use super::unit::{Reach, Unit};
use super::{Found, Reader};
use crate::review::metric::MetricKind;
use crate::review::word::Class;

impl Reader<'_> {
    /// The time that is written in two parts or with the letter of another unit: "3h10", "2 h 15 min", "90m".
    pub(super) fn odd_time(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        let glued = self.hours_and_minutes(at, value, next);
        glued.or_else(|| self.in_two_parts(at, value, next)).or_else(|| self.minutes_m(at, value, next))
    }

    /// "Half an hour", "a quarter of an hour", "an hour and a half", and "from an hour", "under a minute": times without a number.
    pub(super) fn worded_time(&self, at: usize) -> Option<(Found, usize)> {
        let article = |at: usize| matches!(self.word(at), "a" | "an");
        let (value, place) = match self.word(at) {
            "half" if article(at + 1) => (0.5, at + 2),
            "a" if self.word(at + 1) == "quarter" && self.word(at + 2) == "of" && article(at + 3) => (0.25, at + 4),
            "a" | "an" => (1.0, at + 1),
            _ => return None,
        };
        let Some(Unit::Time(ms, reach)) = self.unit(place).filter(|_| self.word(place).len() > 3) else { return None };
        // "A second cluster"
        if self.word(place).ends_with('s') || value == 1.0 && self.word(place) == "second" {
            return None;
        }
        let and_half = [1, 2, 3].map(|n| self.word(place + n)) == ["and", "a", "half"];
        if value == 1.0 && and_half {
            return self.time(at, 1.5, place + 4, ms, reach, false);
        }
        // "An hour and ten"
        let rest = (value == 1.0 && self.word(place) == "hour" && self.word(place + 1) == "and")
            .then(|| self.below_hundred(place + 2))
            .flatten();
        if let Some((minutes, next)) = rest
            && minutes % 5.0 == 0.0
            && (self.word(next).is_empty() || self.is(next, Class::STOP))
        {
            return Some(self.found(MetricKind::Duration, (60.0 + minutes) * 60_000.0, "ms".into(), (at, next)));
        }
        // "40 an hour" and "in a week" are no times of their own.
        const LEADS: [&str; 10] =
            ["below", "from", "needed", "needs", "take", "takes", "taking", "than", "took", "under"];
        let before = |n: usize| at.checked_sub(n).map_or("", |b| self.word(b));
        let leads = LEADS.contains(&before(1))
            || before(2) == "instead" && before(1) == "of"
            || matches!(before(1), "about" | "almost" | "over" | "nearly") && LEADS.contains(&before(2));
        (value < 1.0 || leads).then(|| self.time(at, value, place + 1, ms, reach, false)).flatten()
    }

    /// "2 h 15 min", "1h 20m", "3 hours and 20 minutes", "2 min 30 s".
    fn in_two_parts(&self, at: usize, first: f64, next: usize) -> Option<(Found, usize)> {
        let second = next + 1 + usize::from(self.word(next + 1) == "and");
        let part = match self.tokens.get(second)?.kind {
            Kind::Number(n) if n < 60.0 => n,
            _ => return None,
        };
        let unit = self.word(second + 1);
        let ms = match self.word(next) {
            "h" | "hr" | "hrs" | "hour" | "hours" if matches!(unit, "m" | "min" | "mins" | "minute" | "minutes") => {
                (first * 60.0 + part) * 60_000.0
            }
            "m" | "min" | "mins" | "minute" | "minutes"
                if matches!(unit, "s" | "sec" | "secs" | "second" | "seconds") =>
            {
                (first * 60.0 + part) * 1_000.0
            }
            _ => return None,
        };
        Some(self.found(MetricKind::Duration, ms, "ms".into(), (at, second + 2)))
    }

    /// "6h -> 40m", "40m instead of 3h": the letter means minutes beside another time.
    fn minutes_m(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        /// Tokens between the two.
        const REACH: usize = 4;
        if self.word(next) != "m" || !self.glued(next) {
            return None;
        }
        let time = |unit: usize| {
            unit > 0
                && self.is_number(unit - 1)
                && matches!(self.unit(unit), Some(Unit::Time(_, reach)) if reach != Reach::Glued)
        };
        let near = (at.saturating_sub(REACH)..at).any(time) || (next + 1..next + 1 + REACH).any(time);
        near.then(|| self.found(MetricKind::Duration, value * 60_000.0, "ms".into(), (at, next + 1)))
    }

    /// "3h10", "1h40min": the minutes are glued to the hours.
    fn hours_and_minutes(&self, at: usize, hours: f64, next: usize) -> Option<(Found, usize)> {
        let minutes = self.word(next).strip_prefix('h').filter(|_| self.glued(next))?;
        let minutes = minutes.strip_suffix("min").or_else(|| minutes.strip_suffix('m')).unwrap_or(minutes);
        let two_digits = (1..=2).contains(&minutes.len()) && minutes.bytes().all(|b| b.is_ascii_digit());
        let minutes = two_digits.then(|| minutes.parse::<f64>().ok()).flatten().filter(|m| *m < 60.0)?;
        let ms = (hours * 60.0 + minutes) * 60_000.0;
        Some(self.found(MetricKind::Duration, ms, "ms".into(), (at, next + 1)))
    }

    pub(super) fn time(
        &self,
        at: usize,
        value: f64,
        end: usize,
        ms: f64,
        reach: Reach,
        glued: bool,
    ) -> Option<(Found, usize)> {
        if reach == Reach::Glued && !glued {
            return None;
        }
        // "Drivers of the 1980s"
        if self.word(end - 1) == "s" && glued && (1900.0..2100.0).contains(&value) && value % 10.0 == 0.0 {
            return None;
        }
        // "5S" is a method.
        if self.tokens[end - 1].span.of(self.text) == "S" {
            return None;
        }
        // "100s of devices"
        if self.word(end - 1) == "s" && glued && self.word(end) == "of" {
            return self.counted(at, value, end + 1, end + 1);
        }
        // "10,000 hours of speech" are what a system was fed with.
        const RECORDED: [&str; 7] = ["audio", "footage", "radio", "recordings", "speech", "talk", "video"];
        if reach == Reach::Long && ms >= 3_600_000.0 && self.word(end) == "of" && RECORDED.contains(&self.word(end + 1))
        {
            return Some(self.found(MetricKind::Count, value, "hours".into(), (at, end + 2)));
        }
        if !matches!(reach, Reach::Latency | Reach::Glued) && self.is_event(end) {
            return None;
        }
        // "saved 6 hours a week"; "worked 40 hours a week" is no metric.
        let mut end = end;
        if matches!(reach, Reach::Long | Reach::Tenure) {
            let (_, behind) = self.period_at(end);
            // "Two hours each morning" were somebody's work.
            let day = behind > end && matches!(self.word(behind - 1), "morning" | "evening");
            if behind > end && !day {
                if !self.has_any(Class::SAVED, &[]) && !self.improving() {
                    return None;
                }
                end = behind;
            }
        }
        let kind = match reach {
            Reach::Latency | Reach::Glued => MetricKind::Latency,
            Reach::Seconds if self.answers() || value <= 10.0 && self.is_brief() => MetricKind::Latency,
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

    /// Whether the statement tells that a time is that of an answer.
    fn answers(&self) -> bool {
        self.has_any(Class::ANSWER, &["lag time", "cold start", "time to", "round trip"])
    }

    /// Whether it tells so of a few seconds.
    fn is_brief(&self) -> bool {
        self.has_any(Class::BRIEF, &["opens in", "start-up", "first view"])
    }

    /// Whether a time is the length of an event: "a 24-hour hackathon", "a 10-minute talk".
    fn is_event(&self, end: usize) -> bool {
        const EVENTS: [&str; 20] = [
            "hackathon",
            "talk",
            "talks",
            "presentation",
            "meeting",
            "meetings",
            "workshop",
            "workshops",
            "course",
            "lecture",
            "lectures",
            "shift",
            "shifts",
            "training",
            "interview",
            "demo",
            "video",
            "call",
            "competition",
            "exam",
        ];
        // "40 minutes a shift" are saved in each.
        !matches!(self.word(end), "a" | "an" | "per" | "each" | "every")
            && (end..end + 2).any(|at| EVENTS.contains(&self.word(at)))
    }
}
