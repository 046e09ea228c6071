//! Selection rates of groups that the user supplies, and the four-fifths rule.

use std::collections::BTreeMap;
use std::path::Path;

use crate::compare::Run;
use crate::error::Result;
use crate::ingest::NamedCsv;

/// How one group fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRate {
    /// The group as the file names it.
    pub group: String,
    /// Its clients.
    pub clients: usize,
    /// Those of them who reach the threshold with at least one posting.
    pub selected: usize,
    /// Its rate over the highest of all groups, in 1/1,000; none where no group has anybody selected.
    pub impact: Option<u32>,
    /// The same with one client more selected, or one less where nobody is left out: how much hangs on one person.
    pub impact_by_one: Option<u32>,
}

impl GroupRate {
    /// Whether the ratio is under four fifths.
    pub fn is_under_four_fifths(&self) -> bool {
        self.impact.is_some_and(|impact| impact < 800)
    }
}

/// What a file of groups says of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The groups by name.
    pub groups: Vec<GroupRate>,
    /// Resumes of the run that the file does not name.
    pub without: usize,
    /// Rows of the file that name no resume of the run.
    pub unknown: Vec<String>,
}

/// Reads a CSV with a column `resume_id` or `source_path` and a column `group`: the group of each resume.
///
/// # Errors
/// [`Error::NoSuchPath`](crate::error::Error::NoSuchPath), or [`Error::Config`](crate::error::Error::Config) where a column or a cell is missing or a resume has two groups.
pub fn read_groups(path: &Path) -> Result<BTreeMap<String, String>> {
    let mut csv = NamedCsv::open(path)?;
    let (Some(resume), Some(group)) = (csv.resume_column(), csv.column("group")) else {
        return Err(csv.wrong("needs a column resume_id or source_path, and a column group".to_owned()));
    };
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    while let Some((row, record)) = csv.next_row()? {
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let (resume, group) = (cell(resume), cell(group));
        if resume.is_empty() || group.is_empty() {
            return Err(csv.wrong(format!("row {row} names no resume or no group")));
        }
        let before = out.insert(resume.clone(), group.clone());
        if before.is_some_and(|before| before != group) {
            return Err(csv.wrong(format!("row {row}: {resume:?} is in two groups; one row a resume")));
        }
    }
    Ok(out)
}

/// The rates of `groups` (by resume_id or source_path) at `threshold` (in 1/100). Resumes that repeat another, in `repeated`,
/// count once.
pub fn rates(run: &Run, groups: &BTreeMap<String, String>, repeated: &dyn Fn(&str) -> bool, threshold: u16) -> Rates {
    let mut best: BTreeMap<&str, u16> = BTreeMap::new();
    for ((resume, _), score) in &run.scores {
        let best = best.entry(resume).or_default();
        *best = (*best).max(score.unwrap_or(0));
    }
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut without = 0;
    for (id, document) in run.resumes.iter().filter(|(id, _)| !repeated(id)) {
        let Some(group) = groups.get(id).or_else(|| groups.get(&document.name)) else {
            without += 1;
            continue;
        };
        let (clients, selected) = counts.entry(group).or_default();
        *clients += 1;
        *selected += usize::from(best.get(id.as_str()).is_some_and(|best| *best >= threshold && threshold > 0));
    }
    let rate = |(clients, selected): (usize, usize)| (selected as u64, clients as u64);
    let highest = counts.values().copied().map(rate).max_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
    let impact = |selected: usize, clients: usize| {
        let (best, of) = highest.filter(|(best, _)| *best > 0)?;
        Some((selected as u64 * of * 1000 / (clients as u64 * best)) as u32)
    };
    let known = |name: &str| run.resumes.contains_key(name) || run.resumes.values().any(|d| d.name == name);
    Rates {
        groups: counts
            .iter()
            .map(|(group, (clients, selected))| GroupRate {
                group: (*group).to_owned(),
                clients: *clients,
                selected: *selected,
                impact: impact(*selected, *clients),
                impact_by_one: impact(if selected < clients { selected + 1 } else { selected - 1 }, *clients),
            })
            .collect(),
        without,
        unknown: groups.keys().filter(|name| !known(name)).cloned().collect(),
    }
}
