//! A comparison in words: the same for the page and for the terminal.

use std::collections::BTreeMap;

use super::attribute::{Cause, Parts};
use super::compared::{Change, Comparison, Counts};
use crate::report::ChangesPage;

impl Comparison {
    /// The comparison in words, with up to `rows` rows a list.
    pub fn page(&self, rows: usize) -> ChangesPage {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "none".to_owned());
        let same = |same: bool| if same { "the same" } else { "changed" }.to_owned();
        let facts = vec![
            [
                "day".to_owned(),
                format!(
                    "{} -> {} (levels and years depend on it, scores do not)",
                    day(&self.days[0]),
                    day(&self.days[1])
                ),
            ],
            ["taxonomy".to_owned(), same(self.same_taxonomy)],
            ["weights".to_owned(), same(self.same_weights)],
            ["postings".to_owned(), documents(self.postings)],
            ["resumes".to_owned(), documents(self.resumes)],
            ["pairs in both".to_owned(), format!("{}, of which {} moved", self.pairs, self.moved().count())],
        ];
        let standing = |change: &&Change| {
            let because = match change.parts {
                Some(parts) => in_words(parts),
                None => change.because.to_owned(),
            };
            [change.client.clone(), named(change), score(change.old), score(change.new), because]
        };
        let moved = |change: &Change| {
            let parts = change.parts.unwrap_or_default();
            [
                change.client.clone(),
                named(change),
                score(change.old),
                score(change.new),
                signed(parts.sum().into()),
                in_words(parts),
            ]
        };
        let mut qualified: Vec<&Change> = self.changes.iter().filter(|c| c.qualifies).collect();
        qualified.sort_by(|a, b| (&a.client, b.new, &a.posting_id).cmp(&(&b.client, a.new, &b.posting_id)));
        let mut lost: Vec<&Change> = self.changes.iter().filter(|c| c.lost).collect();
        lost.sort_by(|a, b| (&a.client, b.old, &a.posting_id).cmp(&(&b.client, a.old, &b.posting_id)));
        let over = |n: usize| n.saturating_sub(rows);
        ChangesPage {
            facts,
            notes: self.notes.clone(),
            causes: self
                .by_cause()
                .into_iter()
                .map(|(cause, pairs, points)| [cause.as_str().to_owned(), pairs.to_string(), signed(points)])
                .collect(),
            left_out: if over(qualified.len()) + over(lost.len()) + over(self.moved().count()) > 0 {
                self.changes.len()
            } else {
                0
            },
            caseload: caseload(&self.changes).into_iter().take(rows).collect(),
            qualified: qualified.iter().take(rows).map(standing).collect(),
            lost: lost.iter().take(rows).map(standing).collect(),
            moved: self.moved().take(rows).map(moved).collect(),
            threshold: hundredths(self.threshold.into()),
        }
    }

    /// The pairs in both runs whose score moved, most first.
    fn moved(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|c| c.parts.is_some_and(|parts| parts.0 != [0; 6]))
    }
}

/// Client, postings that newly qualify, postings that no longer do; who gains most first.
fn caseload(changes: &[Change]) -> Vec<[String; 3]> {
    let mut of: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for change in changes.iter().filter(|c| c.qualifies || c.lost) {
        let (won, lost) = of.entry(&change.client).or_default();
        *won += usize::from(change.qualifies);
        *lost += usize::from(change.lost);
    }
    let mut of: Vec<_> = of.into_iter().collect();
    of.sort_by_key(|(_, (won, lost))| (std::cmp::Reverse(*won), *lost));
    of.into_iter().map(|(client, (won, lost))| [client.to_owned(), won.to_string(), lost.to_string()]).collect()
}

fn named(change: &Change) -> String {
    format!("{} ({})", change.posting, change.posting_id)
}

fn documents(counts: Counts) -> String {
    let Counts { old, new, added, gone, changed } = counts;
    format!("{old} -> {new}: {added} new, {gone} gone, {changed} changed")
}

fn score(score: Option<Option<u16>>) -> String {
    score.flatten().map_or_else(|| "-".to_owned(), |points| hundredths(points.into()))
}

/// "taxonomy -2.00, resume +12.50"
fn in_words(parts: Parts) -> String {
    let part = |cause: Cause| Some((cause, parts.of(cause))).filter(|(_, part)| *part != 0);
    let parts = Cause::ALL.into_iter().filter_map(part);
    let words: Vec<String> = parts.map(|(cause, part)| format!("{} {}", cause.as_str(), signed(part.into()))).collect();
    words.join(", ")
}

fn signed(points: i64) -> String {
    let sign = if points < 0 { "-" } else { "+" };
    format!("{sign}{}", hundredths(points.unsigned_abs()))
}

fn hundredths(points: u64) -> String {
    format!("{}.{:02}", points / 100, points % 100)
}
