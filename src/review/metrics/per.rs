//! The period in which so many are counted: "/s", "per working day", "nightly", "p.a.".

use super::Reader;
use super::unit::period;

impl Reader<'_> {
    /// "/s", "per day", "a month", "each night", "daily" behind a thing that ends before `end`, and the token behind that.
    pub(super) fn period_at(&self, end: usize) -> (Option<&'static str>, usize) {
        let word = self.word(end);
        let behind = self.word(end + 1);
        let (period, next) = if self.sign(end) == Some('/') || matches!(word, "per" | "a" | "an" | "each" | "every") {
            // "Per working day", "a normal weekday"
            const USUAL: [&str; 16] = [
                "average", "big", "busy", "business", "calendar", "good", "match", "normal", "peak", "quiet", "school",
                "single", "trading", "typical", "weekend", "working",
            ];
            let usual = usize::from(USUAL.contains(&behind) && period(self.word(end + 2)).is_some());
            (period(self.word(end + 1 + usual)), end + 2 + usual)
        } else if word == "p" && self.sign(end + 1) == Some('.') && self.word(end + 2) == "a" {
            (Some("year"), end + 3)
        } else if word.ends_with("ly") || matches!(word, "arr" | "mrr") {
            (period(word), end + 1)
        } else if word == "in" && matches!(behind, "annual" | "monthly" | "daily" | "yearly" | "arr" | "mrr") {
            (period(behind), end + 2)
        } else {
            // "events processed daily", "requests handled per second", "points are booked a year"
            let aux = usize::from(
                matches!(self.word(end), "are" | "is" | "were" | "was") && self.word(end + 1).ends_with("ed"),
            );
            // "paid out each quarter"
            let irregular = matches!(self.word(end), "paid" | "sold" | "sent" | "read" | "made" | "held" | "seen");
            let particle = irregular && matches!(self.word(end + 1), "out" | "in" | "up" | "off");
            let (aux, end) = (aux + usize::from(particle), end + aux + usize::from(particle));
            let late = (irregular || self.word(end).ends_with("ed"))
                && matches!(self.word(end + 1), "per" | "a" | "daily" | "monthly" | "each" | "every");
            match (late, period(self.word(end + 1)), period(self.word(end + 2))) {
                (true, Some(p), _) => (Some(p), end + 2),
                (true, None, Some(p)) => (Some(p), end + 3),
                _ => (None, end - aux),
            }
        };
        (period, if period.is_some() { next } else { end })
    }

    /// What is done so many times: releases, or something that a system does.
    pub(super) fn times_of(&self, at: usize) -> &'static str {
        let ships = |word: &str| ["deploy", "releas", "ship"].iter().any(|stem| word.starts_with(stem));
        if (at.saturating_sub(8)..at).any(|before| ships(self.word(before))) { "releases" } else { "times" }
    }

    /// The period of an amount, which may be said to be of something first: "410m of rent payments a year", "200 GB of clicks each
    /// night".
    pub(super) fn period_of(&self, end: usize) -> (Option<&'static str>, usize) {
        let (period, next) = self.period_at(end);
        // "(€900M loans/year)"
        if period.is_none() && self.word(end).ends_with('s') && self.sign(end + 1) == Some('/') {
            let (period, next) = self.period_at(end + 1);
            if period.is_some() {
                return (period, next);
            }
        }
        let word = |at: &usize| !self.word(*at).is_empty();
        // "120m CHF payments per day", "40 GB Kafka events a day"
        if period.is_none() {
            let things =
                (end..end + 2).take_while(word).find(|at| self.word(*at).len() > 3 && self.word(*at).ends_with('s'));
            let per = |at: &usize| matches!(self.word(*at), "per" | "a" | "each" | "every" | "daily");
            if let Some((Some(period), next)) = things.map(|at| at + 1).filter(per).map(|at| self.period_at(at)) {
                return (Some(period), next);
            }
        }
        if period.is_some() || !matches!(self.word(end), "of" | "in") {
            return (period, next);
        }
        let late = (end + 1..end + 5).take_while(word).map(|at| self.period_at(at));
        late.into_iter().find(|(period, _)| period.is_some()).unwrap_or((None, next))
    }

    /// "daily" between a number and its thing: "2m daily events".
    pub(super) fn period_before(&self, from: usize, to: usize, thing: &str) -> Option<&'static str> {
        // "60 nightly exports" are sixty, each of which runs every night.
        const SCHEDULED: [&str; 10] =
            ["jobs", "exports", "imports", "reports", "builds", "backups", "batches", "scripts", "syncs", "pipelines"];
        if SCHEDULED.contains(&thing) {
            return None;
        }
        (from..to).map(|at| self.word(at)).filter(|w| w.ends_with("ly")).find_map(period)
    }
}
