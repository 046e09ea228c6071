//! From what a posting asks for to points.

use crate::extract::{Importance, PostingProfile, Requirement};
use crate::score::{CompiledPosting, Credits, SharesOfAll, Wanted};
use crate::taxonomy::{Profile, SkillId, Taxonomy, Tier};

/// Weights by importance, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// Said to be needed.
    pub required: u32,
    /// Nice to have.
    pub preferred: u32,
    /// Named in passing.
    pub mentioned: u32,
}

impl Weights {
    fn of(&self, importance: Importance) -> u32 {
        match importance {
            Importance::Required => self.required,
            Importance::Preferred => self.preferred,
            Importance::Mentioned => self.mentioned,
        }
    }
}

/// How much rarer skills weigh more: in thousandths, from 1,000 (every posting asks for it) to 2,000 (one does).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rarity {
    by_skill: Vec<u32>,
}

impl Rarity {
    /// No difference: rarity is off.
    pub fn off() -> Self {
        Self::default()
    }

    /// From each skill's document frequency among `postings`: 1 + ln(N / df) / ln(N), inverse document frequency scaled so
    /// that it is bounded whatever the number of postings. Rounded to thousandths, so that it adds no other arithmetic.
    pub fn from_frequencies(frequencies: &[u64], postings: u64) -> Self {
        let all = postings as f64;
        let factor = |df: u64| match (postings, df) {
            (0 | 1, _) | (_, 0) => 2000,
            _ => 1000 + (1000.0 * (all / df as f64).ln() / all.ln()).round().clamp(0.0, 1000.0) as u32,
        };
        Self { by_skill: frequencies.iter().map(|df| factor(*df)).collect() }
    }

    fn of(&self, skill: SkillId) -> u32 {
        self.by_skill.get(skill.0 as usize).copied().unwrap_or(1000)
    }
}

/// The weight of a requirement in millionths of thousandths: importance x tier weight x rarity, each in thousandths; 0 in a tier that is not
/// scored.
pub fn weight(
    taxonomy: &Taxonomy,
    profile: &Profile,
    weights: &Weights,
    rarity: &Rarity,
    requirement: Requirement<'_>,
) -> u64 {
    let tier = tier_weight(taxonomy.tier(requirement.tier), profile).unwrap_or_default();
    weight_in(tier, weights, rarity, requirement)
}

/// The weight of a tier; none where it is not scored.
fn tier_weight(tier: &Tier, profile: &Profile) -> Option<u64> {
    tier.scored.then(|| profile.weight(&tier.id).into())
}

/// The weight of a requirement in a tier of this weight.
fn weight_in(tier: u64, weights: &Weights, rarity: &Rarity, requirement: Requirement<'_>) -> u64 {
    u64::from(weights.of(requirement.importance)) * tier * u64::from(rarity.of(requirement.any_of.first()))
}

/// A posting's requirements of scored tiers, as the kernel takes them; in the order of their ids.
pub fn compile(
    taxonomy: &Taxonomy,
    profile: &Profile,
    weights: &Weights,
    rarity: &Rarity,
    credits: &Credits,
    posting: &PostingProfile,
) -> CompiledPosting {
    let scored = posting.requirements.iter().filter(|r| taxonomy.tier(r.tier).scored);
    let wanted = scored.map(|r| Wanted {
        any_of: r.any_of.iter().map(|s| s.0),
        weight: weight(taxonomy, profile, weights, rarity, r),
        required: r.importance == Importance::Required,
    });
    CompiledPosting::new(wanted, credits)
}

/// The points of the same requirements alone, of many postings.
pub fn shares<'p>(
    taxonomy: &Taxonomy,
    profile: &Profile,
    weights: &Weights,
    rarity: &Rarity,
    credits: &Credits,
    postings: impl ExactSizeIterator<Item = &'p PostingProfile>,
) -> SharesOfAll {
    // A tier's weight is looked up by its name, there are few tiers, and millions of requirements.
    let tiers: Vec<Option<u64>> = taxonomy.tiers().iter().map(|tier| tier_weight(tier, profile)).collect();
    let tiers = &tiers;
    let of = |posting: &'p PostingProfile| {
        let requirements = posting.requirements.iter();
        requirements.filter_map(move |r| Some(weight_in(tiers[usize::from(r.tier.0)]?, weights, rarity, r)))
    };
    SharesOfAll::new(postings.map(of), credits)
}
