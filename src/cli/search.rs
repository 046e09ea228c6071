//! `gaprank search`

use std::collections::BTreeMap;

use super::args::Search;
use super::{DONE, print_line};
use crate::error::{Error, Result};
use crate::index::PostingIndex;
use crate::taxonomy::Taxonomy;

/// Skills of a tier that are printed.
const SHOWN_SKILLS: usize = 12;

pub(super) fn run(args: &Search) -> Result<u8> {
    let dir = args.state.join("index");
    if !dir.exists() {
        return Err(Error::Index(format!(
            "{} holds no index; make one with: gaprank run --state",
            args.state.display()
        )));
    }
    let index = PostingIndex::open(&dir, 1)?;
    let picked = index.select(&args.query)?;
    print_line(&format!("{} of {} postings", picked.len(), index.len()))?;
    for hit in index.search(&args.query, args.limit)? {
        let place = [hit.company.as_str(), hit.location.as_str(), hit.date.as_deref().unwrap_or_default()];
        let place: Vec<&str> = place.into_iter().filter(|p| !p.is_empty()).collect();
        print_line(&format!("{:>7.2}  {}  {}  ({})", hit.score, hit.posting_id, hit.title, place.join(", ")))?;
    }
    for (tier, skills) in demand(&index.skill_counts(&args.query)?)? {
        let shown: Vec<String> = skills.iter().take(SHOWN_SKILLS).map(|(n, skill)| format!("{skill} {n}")).collect();
        print_line(&format!("{tier}: {}", shown.join(", ")))?;
    }
    Ok(DONE)
}

/// A tier's name, and how many postings ask for each of its skills.
type TierDemand = (String, Vec<(u64, String)>);

/// Per tier, how many of the postings ask for each skill, most first.
fn demand(counts: &BTreeMap<String, u64>) -> Result<Vec<TierDemand>> {
    let taxonomy = Taxonomy::built_in()?;
    let mut tiers: Vec<TierDemand> = taxonomy.tiers().iter().map(|t| (t.name.clone(), vec![])).collect();
    for skill in taxonomy.skills() {
        if let Some(n) = counts.get(&skill.id) {
            tiers[usize::from(skill.tier.0)].1.push((*n, skill.name.clone()));
        }
    }
    tiers.retain(|(_, skills)| !skills.is_empty());
    tiers.iter_mut().for_each(|(_, skills)| skills.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1))));
    Ok(tiers)
}
