//! What each tier weighs for a kind of role: `profiles.toml`.

use std::collections::BTreeMap;

use crate::error::{Error, Result};

use super::Tier;

/// Weights per tier, in thousandths, by the tier's id. A tier that is not named weighs 1,000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    weights: BTreeMap<String, u32>,
}

impl Profile {
    /// The weight of a tier in thousandths.
    pub fn weight(&self, tier: &str) -> u32 {
        self.weights.get(tier).copied().unwrap_or(1000)
    }
}

/// Reads `profiles.toml`: a table a profile, a decimal weight (0 to 100) a tier.
pub(super) fn read_profiles(text: &str, tiers: &[Tier], place: &str) -> Result<BTreeMap<String, Profile>> {
    let wrong = |message: String| Error::Taxonomy { place: place.to_owned(), message };
    let raw: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().to_owned()))?;
    let mut profiles = BTreeMap::new();
    for (name, raw_weights) in raw {
        let mut weights = BTreeMap::new();
        for (tier, weight) in raw_weights {
            if !tiers.iter().any(|t| t.id == tier) {
                return Err(wrong(format!("profile {name}: no tier is called {tier:?}")));
            }
            if !(0.0..=100.0).contains(&weight) {
                return Err(wrong(format!("profile {name}: {tier} = {weight} is not between 0 and 100")));
            }
            weights.insert(tier, (weight * 1000.0).round() as u32);
        }
        profiles.insert(name, Profile { weights });
    }
    Ok(profiles)
}
