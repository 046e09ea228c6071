//! What postings ask for and a resume shows, tier by tier.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::percent;
use super::plot::{Stack, stacks};
use crate::report::GapRow;
use crate::taxonomy::Taxonomy;

/// Missing skills that a tier names.
const NAMED: usize = 6;

/// A tier over some pairs of posting and resume.
#[derive(Debug, Serialize)]
pub(super) struct Tier<'a> {
    pub name: &'a str,
    /// Demands of the postings.
    pub demands: usize,
    /// Shares of the points of these demands, in percent, by evidence: shown in work, named only, not shown.
    pub shown: u64,
    pub named: u64,
    pub missing: u64,
    /// The skills that are asked for most and not shown in work, with the demands they leave open.
    pub lacking: Vec<(&'a str, usize)>,
}

#[derive(Default)]
struct Sum<'a> {
    demands: usize,
    points: [u64; 3],
    lacking: BTreeMap<&'a str, (u64, usize)>,
}

/// The tiers that `gaps` ask something of, in the taxonomy's order.
pub(super) fn tiers<'a>(taxonomy: &'a Taxonomy, gaps: impl Iterator<Item = &'a GapRow>) -> Vec<Tier<'a>> {
    let mut sums: BTreeMap<&str, Sum<'_>> = BTreeMap::new();
    for gap in gaps.filter(|gap| gap.points_possible.0 > 0) {
        let sum = sums.entry(&gap.tier).or_default();
        let at = match &*gap.status {
            "demonstrated" => 0,
            "listed" | "implied" => 1,
            _ => 2,
        };
        sum.demands += 1;
        sum.points[at] += u64::from(gap.points_possible.0);
        if at == 2 {
            let (points, demands) = sum.lacking.entry(&gap.keyword).or_default();
            *points += u64::from(gap.points_possible.0);
            *demands += 1;
        }
    }
    let tier = |tier: &'a crate::taxonomy::Tier| {
        let sum = sums.remove(&*tier.id)?;
        let whole = sum.points.iter().sum();
        let mut lacking: Vec<_> = sum.lacking.into_iter().collect();
        lacking.sort_by_key(|(_, (points, _))| Reverse(*points));
        let (shown, named) = (percent(sum.points[0], whole), percent(sum.points[1], whole));
        Some(Tier {
            name: &tier.name,
            demands: sum.demands,
            shown,
            named: named.min(100 - shown),
            missing: 100 - shown - named.min(100 - shown),
            lacking: lacking.into_iter().take(NAMED).map(|(skill, (_, demands))| (skill, demands)).collect(),
        })
    };
    taxonomy.tiers().iter().filter_map(tier).collect()
}

/// The tiers as a plot.
pub(super) fn coverage(tiers: &[Tier<'_>]) -> Option<String> {
    let stack = |tier: &Tier<'_>| Stack { label: tier.name.to_owned(), parts: [tier.shown, tier.named, tier.missing] };
    stacks(&tiers.iter().map(stack).collect::<Vec<_>>())
}
