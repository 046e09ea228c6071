//! Numbers whose unit does not stand behind them: "our hosts (around 70)", "85 of them".

use super::{Found, Reader};
use crate::review::metric::{MetricKind, MetricUnit, is_part};
use crate::review::word::Class;

impl Reader<'_> {
    /// The metric of a number whose unit is told otherwise than behind it.
    pub(super) fn apart(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        self.in_brackets(at, value, next).or_else(|| self.of_them(at, value, next))
    }

    /// "Our VMs (around 40)": how many of what stands before the bracket.
    fn in_brackets(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        const ABOUT: [&str; 6] = ["about", "around", "some", "roughly", "over", "nearly"];
        if self.sign(next) != Some(')') {
            return None;
        }
        let open = at.checked_sub(1)?;
        let open = if ABOUT.contains(&self.word(open)) { open.checked_sub(1)? } else { open };
        let thing = self.word(open.checked_sub(1)?);
        let counted = self.sign(open) == Some('(') && is_part(thing);
        counted.then(|| {
            let unit = MetricUnit { thing: thing.to_owned().into(), period: None };
            self.found(MetricKind::Count, value, unit, (at, next))
        })
    }

    /// "dbt models for marketing, 85 of them": the plural before it is counted.
    fn of_them(&self, at: usize, value: f64, next: usize) -> Option<(Found, usize)> {
        const FEW: f64 = 10.0;
        if value < FEW || self.word(next) != "of" || self.word(next + 1) != "them" {
            return None;
        }
        let plural = |b: &usize| {
            let word = self.word(*b);
            // "Our services to Kubernetes, 12 of them"
            let name = || self.tokens[*b].span.of(self.text).starts_with(char::is_uppercase);
            is_part(word)
                || word.len() > 4
                    && word.ends_with('s')
                    && !word.ends_with("ss")
                    && !self.is(*b, Class::STOP)
                    && !name()
        };
        let thing = self.word((at.saturating_sub(8)..at).rev().find(plural)?);
        let unit = MetricUnit { thing: thing.to_owned().into(), period: None };
        Some(self.found(MetricKind::Count, value, unit, (at, next + 2)))
    }
}
