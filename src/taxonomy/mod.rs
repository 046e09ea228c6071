//! What is a skill? Tiers, skills, their spellings and how they relate, as data.
//!
//! In: CSV and TOML files, built in or the user's. Out: a checked [`Taxonomy`].
//! This room knows names and relations. It must never know texts.

mod guard;
mod import;
mod joined;
mod lint;
mod load;
mod profile;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use guard::{Alone, Case, Guard, GuardId, Phrases};
pub use import::import;
pub use joined::Joined;
pub use lint::{Finding, is_english, lint};
pub use load::Source;
pub use profile::Profile;

/// A skill's place in [`Taxonomy::skills`]. Ids are in the order of the skills' text ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkillId(pub u32);

/// A tier's place in [`Taxonomy::tiers`], which is the order in which reports show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TierId(pub u8);

/// A group of skills that stand in for each other in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyId(pub u32);

/// A group of skills that a hiring manager scans for together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// `languages`
    pub id: String,
    /// `Languages`
    pub name: String,
    /// Whether its skills count in scores, coverage, demand and unlocks.
    pub scored: bool,
}

/// One spelling of a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The spelling, as people write it.
    pub text: String,
    /// When it means the skill; always, where there is no guard.
    pub guard: Option<GuardId>,
}

/// A technology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Stable text id: `postgresql`.
    pub id: String,
    /// Display name, which the tables call `keyword`: `PostgreSQL`.
    pub name: String,
    /// Its tier.
    pub tier: TierId,
    /// Skills of one family are adjacent.
    pub family: Option<FamilyId>,
    /// What knowing it proves, directly or through others; sorted, without itself.
    pub implies: Vec<SkillId>,
    /// All spellings, the name first.
    pub aliases: Vec<Alias>,
    /// The URI of the same thing in ESCO: `http://data.europa.eu/esco/skill/…`.
    pub esco: Option<String>,
    /// The same thing among O*NET's technology skills, which have no ids: the commodity code of its class and the title of
    /// the example, `43232304 MongoDB`.
    pub onet: Option<String>,
}

/// A checked set of skills: ids unique and sorted, every reference resolved, no cycle in `implies`.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    skills: Vec<Skill>,
    /// The display name of each.
    names: Joined,
    /// The tier of each: a byte a skill stays in near memory, where skills do not.
    tier_ids: Vec<TierId>,
    tiers: Vec<Tier>,
    families: Vec<(String, Vec<SkillId>)>,
    guards: Vec<Guard>,
    profiles: BTreeMap<String, Profile>,
    source: Source,
}

impl Taxonomy {
    /// All skills, sorted by id.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// One skill.
    pub fn skill(&self, id: SkillId) -> &Skill {
        &self.skills[id.0 as usize]
    }

    /// The display name of a skill.
    pub fn name(&self, id: SkillId) -> &str {
        self.names.at(id.0 as usize)
    }

    /// The display names of all skills, by their places.
    pub fn names(&self) -> &Joined {
        &self.names
    }

    /// The skill with this text id.
    pub fn find(&self, id: &str) -> Option<SkillId> {
        self.skills.binary_search_by(|s| s.id.as_str().cmp(id)).ok().map(|i| SkillId(i as u32))
    }

    /// All tiers in the order of reports.
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// One tier.
    pub fn tier(&self, id: TierId) -> &Tier {
        &self.tiers[usize::from(id.0)]
    }

    /// The tier of a skill.
    pub fn tier_of(&self, id: SkillId) -> &Tier {
        self.tier(self.tier_id(id))
    }

    /// Which tier a skill is of.
    pub fn tier_id(&self, id: SkillId) -> TierId {
        self.tier_ids[id.0 as usize]
    }

    /// The name of a family.
    pub fn family_name(&self, id: FamilyId) -> &str {
        &self.families[id.0 as usize].0
    }

    /// The members of a family, sorted.
    pub fn family(&self, id: FamilyId) -> &[SkillId] {
        &self.families[id.0 as usize].1
    }

    /// The guards that aliases refer to.
    pub fn guard(&self, id: GuardId) -> &Guard {
        &self.guards[id.0 as usize]
    }

    /// Weights per tier, by the name of the profile.
    pub fn profiles(&self) -> &BTreeMap<String, Profile> {
        &self.profiles
    }

    /// The files it was made from, for the record of a run.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether the skills of `id`'s tier count in scores.
    pub fn is_scored(&self, id: SkillId) -> bool {
        self.tier_of(id).scored
    }
}
