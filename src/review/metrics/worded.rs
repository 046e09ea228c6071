//! Changes in words: "halved", "by a third", "doubled", "tenfold".

use super::token::Kind;
use super::{Found, Reader};
use crate::review::metric::MetricKind;
use crate::review::word::Class;

/// Words that alone may open such a change.
pub(super) const OPENING: [&str; 27] = [
    "halved",
    "halving",
    "halves",
    "half",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
    "tenth",
    "twice",
    "twofold",
    "threefold",
    "fourfold",
    "fivefold",
    "sixfold",
    "eightfold",
    "tenfold",
    "doubled",
    "doubling",
    "tripled",
    "tripling",
    "trebled",
    "quadrupled",
    "quadrupling",
    "dozen",
];

impl Reader<'_> {
    /// "From one in six to one in ninety": a share before or after a change.
    pub(super) fn one_in(&self, at: usize) -> Option<(Found, usize)> {
        let one = self.word(at) == "one" || matches!(self.tokens[at].kind, Kind::Number(1.0));
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        if !one || self.word(at + 1) != "in" || !matches!(before, "from" | "to") {
            return None;
        }
        let whole = self.amount(at + 2).filter(|n| n.value > 2.0)?;
        let share = (1e5 / whole.value).round() / 1e3;
        let share = if share >= 1.0 { (share * 10.0).round() / 10.0 } else { share };
        Some(self.found(MetricKind::Percent, share, "%".into(), (at, whole.next)))
    }

    /// "halved", "by a third", "doubled", "tenfold": changes in words.
    pub(super) fn fraction(&self, at: usize) -> Option<(Found, usize)> {
        let word = self.word(at);
        // "The halved-pear icons"
        if self.sign(at + 1) == Some('-') && self.glued(at + 1) && self.glued(at + 2) {
            return None;
        }
        let whole = |kind, value, unit: &'static str, next| Some(self.found(kind, value, unit.into(), (at, next)));
        match word {
            "halved" | "halving" | "halves" => return whole(MetricKind::Percent, 50.0, "%", at + 1),
            "doubled" | "doubling" | "twofold" => return whole(MetricKind::Multiplier, 2.0, "x", at + 1),
            "tripled" | "tripling" | "threefold" | "trebled" => return whole(MetricKind::Multiplier, 3.0, "x", at + 1),
            "quadrupled" | "quadrupling" | "fourfold" => return whole(MetricKind::Multiplier, 4.0, "x", at + 1),
            "sixfold" => return whole(MetricKind::Multiplier, 6.0, "x", at + 1),
            "eightfold" => return whole(MetricKind::Multiplier, 8.0, "x", at + 1),
            "fivefold" => return whole(MetricKind::Multiplier, 5.0, "x", at + 1),
            "tenfold" => return whole(MetricKind::Multiplier, 10.0, "x", at + 1),
            "twice" if ["as", "the"].contains(&self.word(at + 1)) => {
                return whole(MetricKind::Multiplier, 2.0, "x", at + 1);
            }
            // "Bounce rate down a quarter"
            "a" if at
                .checked_sub(1)
                .is_some_and(|b| matches!(self.word(b), "down" | "fell" | "dropped" | "shrank")) =>
            {
                let share = part(self.word(at + 1))?;
                return whole(MetricKind::Percent, (share * 10.0).round() / 10.0, "%", at + 2);
            }
            // "The bill is a third lower"
            "a" if self.is(at + 2, Class::COMPARED) => {
                let share = part(self.word(at + 1))?;
                return whole(MetricKind::Percent, (share * 10.0).round() / 10.0, "%", at + 2);
            }
            "by" | "in" => {}
            _ => return None,
        }
        // "by a factor of six"
        if word == "by" && self.word(at + 1) == "a" && self.word(at + 2) == "factor" && self.word(at + 3) == "of" {
            let amount = self.amount(at + 4)?;
            return whole(MetricKind::Multiplier, amount.value, "x", amount.next);
        }
        let mut next = at + 1;
        if ["more", "nearly", "almost", "about", "over", "roughly", "around"].contains(&self.word(next)) {
            next += if self.word(next + 1) == "than" { 2 } else { 1 };
        }
        let count: f64 = match self.word(next) {
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
        let part = part(self.word(next + 1))?;
        whole(MetricKind::Percent, ((count * part) * 10.0).round() / 10.0, "%", next + 2)
    }
}

/// The share that a word stands for, in percent.
fn part(word: &str) -> Option<f64> {
    Some(match word {
        "half" => 50.0,
        "third" | "thirds" => 100.0 / 3.0,
        "quarter" | "quarters" => 25.0,
        "fifth" | "fifths" => 20.0,
        "tenth" => 10.0,
        _ => return None,
    })
}
