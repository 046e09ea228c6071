//! What the market asks for and what would open it: the tables `demand` and `unlocks`.

use rayon::prelude::*;

use super::intake::Posting;
use super::sides::Sides;
use super::survey::{Company, Survey};
use crate::extract::{Evidence, Importance};
use crate::gap::{Fix, Near, Unlock, unlocks};
use crate::report::{DemandCells, Names, Ratio, Text, UnlockRow};
use crate::taxonomy::{SkillId, Taxonomy};

/// Steps of a plan.
const STEPS: usize = 10;

/// How often a skill is asked for.
#[derive(Default, Clone, Copy)]
struct Asked {
    postings: u32,
    required: u32,
    preferred: u32,
}

/// For every skill of the taxonomy, how many requirements of `postings` name it.
pub(crate) fn asked_for<'a>(taxonomy: &Taxonomy, postings: impl Iterator<Item = &'a Posting>) -> Vec<u32> {
    let mut asked = vec![0; taxonomy.skills().len()];
    let skills = postings.flat_map(|p| p.profile.requirements.skills());
    skills.for_each(|skill| asked[skill.0 as usize] += 1);
    asked
}

/// What the rows of `demand` go by.
pub(super) struct Market<'a> {
    sides: &'a Sides<'a>,
    pub survey: Survey<'a>,
    /// All skills in the order of the rows.
    order: Vec<SkillId>,
    /// How many resumes show a skill.
    have: Vec<u32>,
}

impl<'a> Market<'a> {
    /// Postings that repeat another one, and resumes that do, count once.
    pub(super) fn new(sides: &'a Sides<'a>) -> Self {
        let (taxonomy, names) = (sides.basis.taxonomy(), &sides.basis.names);
        let mut have = vec![0_u32; taxonomy.skills().len()];
        for resume in sides.counted_resumes().map(|at| &sides.resumes[at]) {
            let shown = resume.profile.skills.iter().filter(|e| e.evidence.meets());
            shown.for_each(|e| have[e.skill.0 as usize] += 1);
        }
        let mut order: Vec<SkillId> = (0..taxonomy.skills().len() as u32).map(SkillId).collect();
        order.sort_by_cached_key(|skill| (names.tier(taxonomy.skill(*skill).tier), names.skill(*skill), *skill));
        let mut place = vec![0_u32; order.len()];
        order.iter().zip(0..).for_each(|(skill, at)| place[skill.0 as usize] = at);
        Self { sides, survey: Survey::new(sides, &place), order, have }
    }

    /// The rows of some companies.
    pub(super) fn cells<'c>(&'c self, companies: &'c [Company<'a>]) -> Vec<DemandCells<'c>> {
        let (taxonomy, names) = (self.sides.basis.taxonomy(), &self.sides.basis.names);
        let min_group = self.sides.config.min_group;
        let mut rows = Vec::new();
        // By place; what a company asks for is taken out again.
        let mut asked = vec![Asked::default(); self.order.len()];
        let mut touched: Vec<u32> = Vec::new();
        for Company { name, postings, demands } in companies {
            let n = u64::from(*postings);
            for demand in self.survey.demands[demands.clone()].iter().flatten() {
                let asked = &mut asked[demand.place()];
                if asked.postings == 0 {
                    touched.push(demand.place() as u32);
                }
                asked.postings += 1;
                asked.required += u32::from(demand.is(Importance::Required));
                asked.preferred += u32::from(demand.is(Importance::Preferred));
            }
            touched.sort_unstable();
            rows.extend(touched.drain(..).map(|at| {
                let (skill, asked) = (self.order[at as usize], std::mem::take(&mut asked[at as usize]));
                let clients = self.have[skill.0 as usize];
                DemandCells {
                    company: name,
                    tier: names.tier(taxonomy.skill(skill).tier),
                    keyword: names.skill(skill),
                    postings: asked.postings,
                    share: Ratio(((u64::from(asked.postings) * 10_000 + n / 2) / n) as u16),
                    required: asked.required,
                    preferred: asked.preferred,
                    cohort_have: (clients >= min_group || min_group <= 1).then_some(clients),
                    trend: None,
                }
            }));
        }
        rows
    }
}

/// The rows of `unlocks`: the cohort's first, then each resume's. The cohort's figures are null where they are about fewer
/// than `min_group` clients.
pub(super) fn unlock_rows(sides: &Sides<'_>) -> Vec<UnlockRow> {
    let (names, min_group) = (&sides.basis.names, sides.config.min_group);
    let n_skills = sides.basis.taxonomy().skills().len();
    let threshold = (sides.config.unlock_threshold * 100.0).round() as u16;
    let counted: Vec<usize> = sides.counted_postings().collect();
    let counted = sides.compiled(counted.into_par_iter());
    let planned: Vec<(Vec<Near>, Vec<UnlockRow>)> = sides
        .resumes
        .par_iter()
        .enumerate()
        .map(|(person, resume)| {
            let mut levels = vec![Evidence::Missing; n_skills];
            resume.profile.skills.iter().for_each(|e| levels[e.skill.0 as usize] = e.evidence);
            let level = |skill: u32| levels[skill as usize];
            let near: Vec<Near> =
                counted.iter().filter_map(|p| Near::new(p, threshold, person as u32, level)).collect();
            let id = Text::from(resume.document.resume_id.as_str());
            let steps = unlocks(near.clone(), STEPS);
            let fix = |s: &Unlock| Fix::of(level(s.skill), true).map(|f| Text::Fixed(f.as_str()));
            let rows = rows(names, &steps, Some(&id), fix);
            (near, rows)
        })
        .collect();
    let mut cohort = Vec::new();
    let mut out = Vec::new();
    for ((near, rows), repeated) in planned.into_iter().zip(&sides.repeated_resumes) {
        out.extend(rows);
        if repeated.is_none() {
            cohort.extend(near);
        }
    }
    let steps = unlocks(cohort, STEPS);
    let mut all = rows(names, &steps, None, |_| None);
    if min_group > 1 {
        let mut told = true;
        for (row, step) in all.iter_mut().zip(&steps) {
            let enough = step.people >= min_group;
            told &= enough;
            row.postings_unlocked = row.postings_unlocked.filter(|_| enough);
            row.cumulative = row.cumulative.filter(|_| told);
        }
    }
    all.append(&mut out);
    all
}

fn rows(names: &Names, steps: &[Unlock], id: Option<&Text>, fix: impl Fn(&Unlock) -> Option<Text>) -> Vec<UnlockRow> {
    let row = |(at, step): (usize, &Unlock)| UnlockRow {
        resume_id: id.cloned(),
        step: at as u32 + 1,
        keyword: names.skill(SkillId(step.skill)).clone(),
        fix: fix(step),
        postings_unlocked: Some(step.unlocked),
        cumulative: Some(step.cumulative),
    };
    steps.iter().enumerate().map(row).collect()
}
