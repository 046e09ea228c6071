//! What a run goes by beside its documents: the taxonomy and the configuration, made ready.

use crate::config::Config;
use crate::error::Result;
use crate::extract::{Extractor, PostingProfile, Requirement};
use crate::gap::{Rarity, Weights, compile, shares, weight};
use crate::index::PostingIndex;
use crate::report::Names;
use crate::score::{CompiledPosting, Credits, SharesOfAll};
use crate::taxonomy::{Profile, Taxonomy};

/// A taxonomy and the weights of a configuration.
pub(super) struct Basis {
    pub extractor: Extractor,
    pub names: Names,
    profile: Profile,
    weights: Weights,
    credits: Credits,
    /// Off until the postings are known.
    rarity: Rarity,
}

impl Basis {
    /// # Errors
    /// [`Error::Config`](crate::error::Error::Config), [`Error::Taxonomy`](crate::error::Error::Taxonomy).
    pub(super) fn new(config: &Config) -> Result<Self> {
        let taxonomy = config.taxonomy.as_deref().map_or_else(Taxonomy::built_in, Taxonomy::load)?;
        let profile = config.tier_weights(&taxonomy)?;
        Ok(Self {
            names: Names::new(&taxonomy),
            profile,
            weights: config.importance_weights(),
            credits: config.credits()?,
            rarity: Rarity::off(),
            extractor: Extractor::new(taxonomy)?,
        })
    }

    /// The same, by which skills weigh more that fewer postings of `index` ask for.
    ///
    /// # Errors
    /// [`Error::Index`](crate::error::Error::Index).
    pub(super) fn with_rarity(mut self, index: &PostingIndex) -> Result<Self> {
        let frequency = |skill: &crate::taxonomy::Skill| index.document_frequency(&skill.id);
        let frequencies = self.taxonomy().skills().iter().map(frequency).collect::<Result<Vec<u64>>>()?;
        self.rarity = Rarity::from_frequencies(&frequencies, index.len());
        Ok(self)
    }

    pub(super) fn taxonomy(&self) -> &Taxonomy {
        self.extractor.taxonomy()
    }

    /// What a posting asks for, in points.
    pub(super) fn compile(&self, posting: &PostingProfile) -> CompiledPosting {
        compile(self.taxonomy(), &self.profile, &self.weights, &self.rarity, &self.credits, posting)
    }

    /// The points of what each posting asks for.
    pub(super) fn shares<'p>(&self, postings: impl ExactSizeIterator<Item = &'p PostingProfile>) -> SharesOfAll {
        shares(self.taxonomy(), &self.profile, &self.weights, &self.rarity, &self.credits, postings)
    }

    /// The weight of a requirement in millionths of thousandths.
    pub(super) fn weight(&self, requirement: Requirement<'_>) -> u64 {
        weight(self.taxonomy(), &self.profile, &self.weights, &self.rarity, requirement)
    }
}
