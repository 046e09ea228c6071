//! What to change first: the fixes that win most over a client's best postings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::client::ShownPosting;
use super::shown;
use crate::report::GapRow;

/// Fixes of each kind that a page puts first.
const FIXES: usize = 4;

/// One skill and what to do about it.
#[derive(Debug, Serialize)]
pub(super) struct Fix<'a> {
    /// What to do, as a title.
    pub title: String,
    /// The sentence of the posting where it wins most.
    pub advice: &'a str,
    /// That posting, title and company.
    pub posting: String,
    /// Postings in which it wins something.
    pub postings: usize,
    /// What it wins in each of them, on average.
    pub points: String,
}

/// What to change first.
#[derive(Debug, Serialize)]
pub(super) struct Fixes<'a> {
    /// What words alone do: what the client knows already.
    pub words: Vec<Fix<'a>>,
    /// What has to be learnt, or carried over from a neighbour.
    pub learning: Vec<Fix<'a>>,
    /// Postings that were looked at.
    pub postings: usize,
}

/// The fixes that win most, one a skill and kind. Postings whose score rests on little say little of what to change: they are looked at
/// only where there are no others.
pub(super) fn fixes<'a>(postings: &'a [ShownPosting<'a>]) -> Fixes<'a> {
    let solid: Vec<&ShownPosting<'_>> = postings.iter().filter(|p| p.is_solid()).collect();
    let looked_at = if solid.is_empty() { postings.iter().collect() } else { solid };
    let mut sums: BTreeMap<(&str, &str), (u32, usize, &GapRow, &ShownPosting<'_>)> = BTreeMap::new();
    for (posting, gap) in looked_at.iter().flat_map(|p| p.gaps.iter().map(move |gap| (*p, gap))) {
        if gap.fix_points.0 == 0 {
            continue;
        }
        let sum = sums.entry((&gap.keyword, &gap.fix)).or_insert((0, 0, gap, posting));
        sum.0 += gap.fix_points.0;
        sum.1 += 1;
        if gap.fix_points > sum.2.fix_points {
            (sum.2, sum.3) = (gap, posting);
        }
    }
    let mut sums: Vec<_> = sums.into_values().collect();
    sums.sort_by_key(|(points, ..)| Reverse(*points));
    let fix = |(points, postings, gap, posting): &(u32, usize, &'a GapRow, &ShownPosting<'_>)| Fix {
        title: title(gap),
        advice: &gap.advice,
        posting: posting.name(),
        postings: *postings,
        points: shown(points / *postings as u32),
    };
    let of = |words: bool| {
        let is_words = move |gap: &GapRow| matches!(&*gap.fix, "show" | "name_it");
        sums.iter().filter(|(_, _, gap, _)| is_words(gap) == words).take(FIXES).map(fix).collect()
    };
    Fixes { words: of(true), learning: of(false), postings: looked_at.len() }
}

fn title(gap: &GapRow) -> String {
    let asked = &*gap.keyword;
    let via = gap.via.as_deref();
    // What is shown may be another of several that are asked for.
    let own = via.filter(|via| gap.any_of.iter().any(|k| **k == **via)).unwrap_or(asked);
    match &*gap.fix {
        "show" => format!("Show {own} in your work"),
        "name_it" => format!("Name {own}"),
        "bridge" => match via {
            Some(via) => format!("From {via} to {asked}"),
            None => format!("Say what carries over to {asked}"),
        },
        _ => format!("Learn {asked}"),
    }
}
