//! The scores of pairs with one cause after the other replaced.

use std::collections::BTreeMap;

use super::run::{Document, Run};
use crate::error::{Error, Result};
use crate::extract::{Evidence, Extractor, PostingProfile, ResumeProfile};
use crate::gap::{Rarity, Weights, compile};
use crate::score::{CompiledPosting, Credits};
use crate::taxonomy::{Profile, SkillId, Taxonomy};

/// How a run weighs what it finds.
struct Weighing {
    profile: Profile,
    weights: Weights,
    credits: Credits,
    /// How many postings ask for a skill, by its id, of how many; none where rarity is off.
    frequencies: Option<(BTreeMap<String, u64>, u64)>,
}

impl Weighing {
    fn new(run: &Run, postings: &BTreeMap<&str, PostingProfile>) -> Result<Self> {
        let taxonomy = run.extractor.taxonomy();
        let profile = taxonomy.profiles().get(&run.config.profile).cloned().ok_or_else(|| Error::Config {
            place: run.dir.join("inputs").display().to_string(),
            message: format!("no profile is called {:?}", run.config.profile),
        })?;
        let frequencies = run.config.score.rarity.then(|| {
            let mut of: BTreeMap<String, u64> = BTreeMap::new();
            for posting in postings.values() {
                let mut asked: Vec<SkillId> = posting.requirements.skills().collect();
                asked.sort_unstable();
                asked.dedup();
                asked.iter().for_each(|skill| *of.entry(taxonomy.skill(*skill).id.clone()).or_default() += 1);
            }
            (of, postings.len() as u64)
        });
        Ok(Self { profile, weights: run.config.importance_weights(), credits: run.config.credits()?, frequencies })
    }

    fn compiled<'a>(
        &self,
        taxonomy: &Taxonomy,
        postings: &BTreeMap<&'a str, PostingProfile>,
    ) -> BTreeMap<&'a str, CompiledPosting> {
        let rarity = match &self.frequencies {
            Some((of, postings)) => {
                let frequency = |s: &crate::taxonomy::Skill| of.get(&s.id).copied().unwrap_or(0);
                Rarity::from_frequencies(&taxonomy.skills().iter().map(frequency).collect::<Vec<_>>(), *postings)
            }
            None => Rarity::off(),
        };
        let compiled = |p| compile(taxonomy, &self.profile, &self.weights, &rarity, &self.credits, p);
        postings.iter().map(|(id, posting)| (*id, compiled(posting))).collect()
    }
}

/// Postings and resumes of both runs in each mixture of causes.
pub(super) struct Stages<'a> {
    /// All old, then with taxonomy, weights and text replaced.
    postings: [BTreeMap<&'a str, CompiledPosting>; 4],
    /// All old, then with taxonomy and text replaced.
    resumes: [BTreeMap<&'a str, ResumeProfile>; 3],
}

impl<'a> Stages<'a> {
    /// Reads the texts of both runs again. Both runs must have kept them.
    pub(super) fn new(old: &'a Run, new: &'a Run) -> Result<Self> {
        let same_taxonomy = old.extractor.taxonomy().source() == new.extractor.taxonomy().source();
        let asked = |run: &'a Run, extractor: &Extractor| {
            read(&run.postings, |text, of| extractor.posting_of(text, &of.company))
        };
        let shown = |run: &'a Run, extractor: &Extractor| read(&run.resumes, |text, _| extractor.resume(text));
        let postings = [asked(old, &old.extractor), asked(new, &new.extractor)];
        let resumes = [shown(old, &old.extractor), shown(new, &new.extractor)];
        let (mid_postings, mid_resumes) = if same_taxonomy {
            (postings[0].clone(), resumes[0].clone())
        } else {
            (asked(old, &new.extractor), shown(old, &new.extractor))
        };
        let before = Weighing::new(old, &postings[0])?;
        let after = Weighing::new(new, &postings[1])?;
        let (was, is) = (old.extractor.taxonomy(), new.extractor.taxonomy());
        let compiled = [
            before.compiled(was, &postings[0]),
            before.compiled(is, &mid_postings),
            after.compiled(is, &mid_postings),
            after.compiled(is, &postings[1]),
        ];
        let [first, last] = resumes;
        Ok(Self { postings: compiled, resumes: [first, mid_resumes, last] })
    }

    /// The scores of a pair with everything old, and then with day, taxonomy, weights, posting and resume replaced; none of a
    /// stage in which a document is not there.
    pub(super) fn scores(&self, resume: &str, posting: &str) -> [Option<Option<u16>>; 6] {
        let score = |resumes: usize, postings: usize| {
            let profile = self.resumes[resumes].get(resume)?;
            let level = |skill: u32| profile.skill(SkillId(skill)).map_or(Evidence::Missing, |e| e.evidence);
            Some(self.postings[postings].get(posting)?.assess(level).score)
        };
        // No score depends on the day.
        [score(0, 0), score(0, 0), score(1, 1), score(1, 2), score(1, 3), score(2, 3)]
    }
}

fn read<T>(documents: &BTreeMap<String, Document>, read: impl Fn(&str, &Document) -> T) -> BTreeMap<&str, T> {
    let texts = documents.iter().filter_map(|(id, document)| Some((id.as_str(), document.text.as_deref()?, document)));
    texts.map(|(id, text, document)| (id, read(text, document))).collect()
}
