//! One pair, requirement by requirement.

use std::cmp::Reverse;

use crate::extract::{Evidence, Importance, Level, Month, PostingProfile, Requirement, ResumeProfile, SkillEvidence};
use crate::score::{CompiledPosting, CompiledRequirement};
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Excerpts;

use super::advice::Phrases;
use super::fix::Fix;

/// A posting as explaining needs it.
#[derive(Debug, Clone, Copy)]
pub struct PostingSide<'a> {
    /// What it asks for.
    pub profile: &'a PostingProfile,
    /// The same in points.
    pub compiled: &'a CompiledPosting,
    /// The words that the profile points to.
    pub text: &'a Excerpts,
}

/// A resume as explaining needs it, made ready for all pairs that it is part of.
#[derive(Debug)]
pub struct ResumeSide<'a> {
    /// What it shows.
    pub profile: &'a ResumeProfile,
    /// Its normalised text.
    pub text: &'a str,
    level: Option<Level>,
    experience_tenths: Option<u32>,
    /// For each skill of the taxonomy its place in the profile's skills, from 1; 0 where it is missing.
    places: Vec<u32>,
    /// What advice says of each of the profile's skills.
    pub(super) phrases: Vec<Phrases>,
}

impl<'a> ResumeSide<'a> {
    /// The resume of this profile and text; `as_of` is the month by which years are judged.
    pub fn new(taxonomy: &Taxonomy, profile: &'a ResumeProfile, text: &'a str, as_of: Option<Month>) -> Self {
        let mut places = vec![0; taxonomy.skills().len()];
        profile.skills.iter().zip(1..).for_each(|(e, place)| places[e.skill.0 as usize] = place);
        Self {
            profile,
            text,
            level: profile.level(as_of),
            experience_tenths: profile.experience_tenths(as_of),
            places,
            phrases: vec![Phrases::default(); profile.skills.len()],
        }
    }

    /// The place of a skill's evidence in the profile; none where it is missing.
    fn place(&self, skill: SkillId) -> Option<usize> {
        (self.places[skill.0 as usize] as usize).checked_sub(1)
    }

    fn skill(&self, skill: SkillId) -> Option<&'a SkillEvidence> {
        self.place(skill).map(|place| &self.profile.skills[place])
    }
}

/// Whether the person's level is that of the posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelFit {
    /// The person's level is below the posting's.
    Below,
    /// The same.
    Fits,
    /// The person's level is above the posting's.
    Above,
}

impl LevelFit {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Fits => "fits",
            Self::Above => "above",
        }
    }
}

/// A pair explained. Points are integers of 1/100.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The sum of the points earned; none where the posting has nothing to score.
    pub score: Option<u16>,
    /// Required requirements of scored tiers.
    pub required_total: u32,
    /// Those of them that are met.
    pub required_met: u32,
    /// Preferred requirements of scored tiers.
    pub preferred_total: u32,
    /// Those of them that are met.
    pub preferred_met: u32,
    /// The score after every `show` and `name_it`.
    pub potential: Option<u16>,
    /// Share of the scored requirements whose own spelling the resume has, in 1/10,000.
    pub literal_coverage: Option<u16>,
    /// The person's level against the posting's.
    pub level_fit: Option<LevelFit>,
    /// Years had over years asked, at most 1, in 1/10,000.
    pub years_fit: Option<u16>,
    /// One a requirement: by what the fix wins, most first, then requirement id.
    pub gaps: Vec<Gap>,
}

impl Explanation {
    /// How many demands the score rests on: requirements that are worth points.
    pub fn demands(&self) -> usize {
        self.gaps.iter().filter(|gap| gap.possible > 0).count()
    }
}

/// A requirement judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its place in [`PostingProfile::requirements`].
    pub requirement: usize,
    /// The best evidence over its alternatives.
    pub status: Evidence,
    /// The skill that carries the evidence, where it is not the keyword.
    pub via: Option<SkillId>,
    /// Points it is worth.
    pub possible: u16,
    /// Points the evidence earns.
    pub earned: u16,
    /// What to do.
    pub fix: Option<Fix>,
    /// Points the fix would win.
    pub fix_points: u16,
    /// The place of its evidence in [`ResumeProfile::skills`]; none where it is missing.
    pub evidence: Option<usize>,
}

/// Explains a pair. The points are those of the kernel: the same table, added in the same integers.
pub fn explain(taxonomy: &Taxonomy, posting: PostingSide<'_>, resume: &ResumeSide<'_>) -> Explanation {
    let mut scored = posting.compiled.requirements().iter();
    let mut out = Explanation {
        score: posting.compiled.is_scored().then_some(0),
        required_total: 0,
        required_met: 0,
        preferred_total: 0,
        preferred_met: 0,
        potential: posting.compiled.is_scored().then_some(0),
        literal_coverage: None,
        level_fit: level_fit(posting.profile.level, resume.level),
        years_fit: years_fit(posting.profile.min_years, resume.experience_tenths),
        gaps: Vec::with_capacity(posting.profile.requirements.len()),
    };
    let (mut literal, mut counted) = (0u32, 0u32);
    for (place, requirement) in posting.profile.requirements.iter().enumerate() {
        let in_score = taxonomy.tier(requirement.tier).scored;
        let points = if in_score { scored.next() } else { None };
        let evidence = best(requirement, resume);
        let best = evidence.map(|place| &resume.profile.skills[place]);
        let status = best.map_or(Evidence::Missing, |e| e.evidence);
        // Where the best is missing, all are.
        let has_words = best.is_some() && has_posting_words(requirement, posting.text, resume);
        let fix = Fix::of(status, has_words);
        let possible = points.map_or(0, CompiledRequirement::possible);
        let earns = |level| points.map_or(0, |p| posting.compiled.earned(p, level));
        let earned = earns(status);
        let reached = earns(fix.map_or(status, |f| after(f, best, resume)));
        let fix_points = reached.saturating_sub(earned);
        if in_score {
            counted += 1;
            literal += u32::from(has_words);
            let met = u32::from(status.meets());
            match requirement.importance {
                Importance::Required => {
                    out.required_total += 1;
                    out.required_met += met;
                }
                Importance::Preferred => {
                    out.preferred_total += 1;
                    out.preferred_met += met;
                }
                Importance::Mentioned => {}
            }
            out.score = out.score.map(|s| s + earned);
            let wording = if fix.is_some_and(Fix::is_wording) { fix_points } else { 0 };
            out.potential = out.potential.map(|p| p + earned + wording);
        }
        out.gaps.push(Gap {
            requirement: place,
            status,
            via: best.and_then(|e| e.via.or((e.skill != requirement.any_of[0]).then_some(e.skill))),
            possible,
            earned,
            fix,
            fix_points,
            evidence,
        });
    }
    out.literal_coverage = (literal * 10_000 + counted / 2).checked_div(counted).map(|r| r as u16);
    // Requirements are in the order of their ids.
    out.gaps.sort_unstable_by_key(|gap| (Reverse(gap.fix_points), gap.requirement));
    out
}

/// The place of the strongest evidence over the alternatives; the first of equals.
fn best(requirement: Requirement<'_>, resume: &ResumeSide<'_>) -> Option<usize> {
    let evidence = |place: usize| resume.profile.skills[place].evidence;
    let mut best = None;
    for place in requirement.any_of.iter().filter_map(|skill| resume.place(*skill)) {
        if best.is_none_or(|b| evidence(place) > evidence(b)) {
            best = Some(place);
        }
    }
    best
}

/// The evidence after a fix. Naming what another skill proves makes it as good as that skill's own evidence.
fn after(fix: Fix, best: Option<&SkillEvidence>, resume: &ResumeSide<'_>) -> Evidence {
    match fix {
        Fix::NameIt => best
            .and_then(|e| e.via)
            .and_then(|via| resume.skill(via))
            .map_or(Evidence::Listed, |via| via.evidence.max(Evidence::Listed)),
        _ => Evidence::Demonstrated,
    }
}

/// Whether one of the posting's own spellings stands in the resume as written, in small or capital letters.
fn has_posting_words(requirement: Requirement<'_>, posting: &Excerpts, resume: &ResumeSide<'_>) -> bool {
    requirement.any_of.iter().zip(requirement.spelled).any(|(skill, span)| {
        resume.skill(*skill).is_some_and(|e| e.spelled.iter().any(|s| has_words_folded(s, posting.of(*span))))
    })
}

/// Whether `words` stand in `text` as whole words, in small or capital letters: "eks" in "EKS clusters".
fn has_words_folded(text: &str, words: &str) -> bool {
    if text.is_ascii() && words.is_ascii() {
        // Most spellings are the same as they stand, or cannot be.
        if text.len() <= words.len() {
            return text.eq_ignore_ascii_case(words);
        }
        let starts_alike = |at: &usize| text.as_bytes()[*at].eq_ignore_ascii_case(&words.as_bytes()[0]);
        if !words.is_empty() && !(0..=text.len() - words.len()).any(|at| starts_alike(&at)) {
            return false;
        }
    }
    has_words(&text.to_lowercase(), &words.to_lowercase())
}

/// Whether `words` stand in `text` as whole words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(text[..at].chars().next_back()) && !inside(text[at + words.len()..].chars().next())
    })
}

fn level_fit(asked: Option<Level>, has: Option<Level>) -> Option<LevelFit> {
    Some(match has?.cmp(&asked?) {
        std::cmp::Ordering::Less => LevelFit::Below,
        std::cmp::Ordering::Equal => LevelFit::Fits,
        std::cmp::Ordering::Greater => LevelFit::Above,
    })
}

fn years_fit(asked: Option<u8>, tenths: Option<u32>) -> Option<u16> {
    let asked = u32::from(asked.filter(|y| *y > 0)?) * 10;
    Some((tenths?.min(asked) * 10_000 / asked) as u16)
}
