//! The table of statements: what each shows and lacks by the guide, and how often the review agrees.
//!
//! Rules were made by looking at the sets `tuned` and `other`, which another author wrote from the guide. The set `blind` was
//! written from the guide alone before the rules of its day were run on it; since what it showed was mended, its figures are
//! now those of a set that was seen. The same holds for the second half of `other` and for `apart`, three sets written to be
//! unlike the rest: each found gaps when it was first run, and was in sight when they were mended. `clumsy` is terse, in broken
//! English, and of all trades, as real resumes are; its second half stood at .40 (trade_off) to 1 when it was first run. `last` was
//! written after all rules, run once, and no rule was changed for it. `kinds` holds a statement or two for each kind of error that
//! later sets by other authors showed. `abroad` is of other trades and other Englishes. Its first eighty stood at
//! .66/1 (precision and recall of scale), .33/.25 (reliability), .67/.50 (security), .80/.80 (trade_off) and .68/.93 (no_system) when
//! they were first run; the next forty, written after the kinds of those errors had been mended, at .92/.92 (scale), 1/.50
//! (reliability, security and trade_off, of two each), .89/.67 (no_scale) and .58/.78 (no_system); the last forty, after that, at
//! .89/1 (scale), .67/1 (database_decision), 1/.67 (reliability), 1/.80 (weak_opener), .71/1 (table_stakes), .73/.89 (no_system) and
//! .90/.96 (no_outcome). All three are in sight now.
//!
//! What is expected follows two readings of the guide that were settled later than most rows: which system, and how big, is
//! asked of work on software alone (a meeting lacks neither, a degree lacks nothing), and teams that adopt something are an
//! outcome and a scale.

use std::collections::{BTreeMap, BTreeSet};

use gaprank::review::MetricRole;

use crate::review::reviewed;

/// Agreement on one id: found and expected, found alone, expected alone.
#[derive(Default, Clone, Copy)]
struct Tally {
    both: u32,
    found: u32,
    missed: u32,
}

impl Tally {
    fn add(&mut self, found: bool, expected: bool) {
        match (found, expected) {
            (true, true) => self.both += 1,
            (true, false) => self.found += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn precision(self) -> f64 {
        f64::from(self.both) / f64::from((self.both + self.found).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.both) / f64::from((self.both + self.missed).max(1))
    }
}

/// Precision and recall of each id over the whole table.
const FLOOR: f64 = 0.9;

const TITLES: [(&str, &str); 3] =
    [("junior", "Junior Developer"), ("mid", "Software Developer"), ("senior", "Senior Engineer")];

#[test]
fn signals_and_flags_are_those_of_the_guide() {
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut wrong = String::new();
    let mut rows = 0;
    let mut reader = csv::Reader::from_reader(include_str!("bullets.csv").as_bytes());
    for record in reader.records() {
        let record = record.unwrap();
        let [set, level, field, text, metrics, signals, flags] = std::array::from_fn(|at| record[at].to_owned());
        let title = TITLES.iter().find(|(name, _)| *name == level).unwrap().1;
        let bullet = reviewed(title, &text);
        rows += 1;
        let mut agree = |kind: &str, found: BTreeSet<String>, expected: BTreeSet<String>| {
            for id in found.union(&expected) {
                let name = if kind == "metrics" { "metrics".to_owned() } else { id.clone() };
                let tally = tallies.entry((set.clone(), name)).or_default();
                tally.add(found.contains(id), expected.contains(id));
            }
            if found != expected {
                let listed = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
                    a.difference(b).cloned().collect::<Vec<_>>().join(", ")
                };
                let (more, less) = (listed(&found, &expected), listed(&expected, &found));
                wrong += &format!("{set} {level} {field}: {text}\n    {kind}: +[{more}] -[{less}]\n");
            }
        };
        let words = |cell: &str| cell.split_whitespace().map(str::to_owned).collect();
        agree("signals", bullet.signals.iter().map(|p| p.signal.as_str().to_owned()).collect(), words(&signals));
        agree("flags", bullet.flags.iter().map(|w| w.flag.as_str().to_owned()).collect(), words(&flags));
        let metric = |m: &gaprank::review::Metric| {
            let role = m.role.map_or(String::new(), |r| format!(" {}", MetricRole::as_str(r)));
            format!("{} {} {}{role}", m.kind.as_str(), m.value, m.unit)
        };
        // "-": numbers are not judged in this row.
        if metrics == "-" {
            continue;
        }
        let expected = metrics.split("; ").filter(|m| !m.is_empty()).map(str::to_owned).collect();
        agree("metrics", bullet.metrics.iter().map(metric).collect(), expected);
    }
    assert!(rows >= 300, "{rows}");
    // By set for the reader; what must hold is over all sets. The goal is .95 each: no_scale, no_system, table_stakes and
    // trade_off were short of it when this floor was set.
    let mut report = String::new();
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for ((set, id), tally) in &tallies {
        let (precision, recall) = (tally.precision(), tally.recall());
        report +=
            &format!("{set:6} {id:25} precision {precision:.3} recall {recall:.3} of {}\n", tally.both + tally.missed);
        let sum = all.entry(id).or_default();
        (sum.both, sum.found, sum.missed) = (sum.both + tally.both, sum.found + tally.found, sum.missed + tally.missed);
    }
    println!("{report}\n{wrong}");
    let low = all.iter().filter(|(_, tally)| tally.precision() < FLOOR || tally.recall() < FLOOR);
    let low: Vec<&&str> = low.map(|(id, _)| id).collect();
    assert!(low.is_empty(), "below {FLOOR}: {low:?}\n{report}\n{wrong}");
}

/// What the look-up of words relies on: beginnings of at least four letters, whole words at the head of longer phrases, and no
/// line twice.
#[test]
fn the_lists_of_words_are_in_order() {
    let lists = [
        include_str!("../../src/review/cues.csv"),
        include_str!("../../src/review/words.csv"),
        include_str!("../../src/review/verbs.csv"),
    ];
    for list in lists {
        let lines: Vec<&str> = list.lines().skip(1).collect();
        let unlike: BTreeSet<&str> = lines.iter().copied().collect();
        assert_eq!(unlike.len(), lines.len(), "a line stands twice");
    }
    for line in lists[0].lines().skip(1) {
        let (_, phrase) = line.split_once(',').unwrap();
        assert!(!phrase.is_empty() && !phrase.contains(','), "{line}");
        match phrase.split_once(' ') {
            Some((first, _)) => assert!(!first.contains('*'), "{line}"),
            None => assert!(phrase.strip_suffix('*').is_none_or(|stem| stem.len() >= 4), "{line}"),
        }
    }
}
