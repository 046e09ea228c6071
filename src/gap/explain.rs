//! One pair, requirement by requirement.

use std::cmp::Reverse;
use std::ops::Deref;
use std::sync::OnceLock;

use arrayvec::ArrayVec;

use crate::extract::{Choices, Evidence, Level, Month, PostingProfile, Requirement, ResumeProfile, SkillEvidence};
use crate::score::Shares;
use crate::taxonomy::{SkillId, Taxonomy};

use super::advice::Phrases;
use super::fix::Fix;
use super::worded::Worded;

/// A posting as explaining needs it.
#[derive(Debug, Clone, Copy)]
pub struct PostingSide<'a> {
    /// What it asks for.
    pub profile: &'a PostingProfile,
    /// The points of what it asks for.
    pub shares: Shares<'a>,
    /// The words that the profile points into: those kept of its text, or all of it.
    pub words: &'a str,
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
    /// How it stands to each skill of the taxonomy.
    stands: Vec<Stand>,
    /// What carries the evidence for each of the profile's skills, by their numbers from 1.
    carriers: Vec<Carrier>,
    /// What advice says of each of the profile's skills.
    phrases: Vec<OnceLock<Box<Phrases>>>,
}

impl<'a> ResumeSide<'a> {
    /// The resume of this profile and text; `as_of` is the month by which years are judged.
    pub fn new(taxonomy: &Taxonomy, profile: &'a ResumeProfile, text: &'a str, as_of: Option<Month>) -> Self {
        let mut stands = vec![Stand::MISSING; taxonomy.skills().len()];
        for (e, number) in profile.skills.iter().zip(1..) {
            stands[e.skill.0 as usize] = Stand::of(number, e.evidence, after_fix(e, profile));
        }
        Self {
            profile,
            text,
            level: profile.level(as_of),
            experience_tenths: profile.experience_tenths(as_of),
            stands,
            carriers: [Carrier::NONE].into_iter().chain(profile.skills.iter().map(Carrier::of)).collect(),
            phrases: (0..profile.skills.len()).map(|_| OnceLock::new()).collect(),
        }
    }

    /// What advice says of the profile's skill at a place: hundreds are shown, and few are asked for.
    pub(super) fn phrases(&self, place: usize) -> &Phrases {
        self.phrases[place].get_or_init(Box::default)
    }

    fn skill(&self, skill: SkillId) -> Option<&'a SkillEvidence> {
        self.stands[skill.0 as usize].place().map(|place| &self.profile.skills[place])
    }
}

/// How a resume stands to a skill, small enough for those of a whole taxonomy to stay in a core's cache: above, the evidence; then what
/// a fix makes of it; below, its place in the profile's skills, from 1, or 0 where it is missing.
#[derive(Debug, Clone, Copy)]
struct Stand(u32);

impl Stand {
    const PLACE_BITS: u32 = 24;
    const FIXED: u32 = Self::PLACE_BITS;
    const EVIDENCE: u32 = Self::FIXED + 4;
    const MISSING: Self = Self::of(0, Evidence::Missing, Evidence::Demonstrated);

    const fn of(number: u32, evidence: Evidence, fixed: Evidence) -> Self {
        Self((evidence as u32) << Self::EVIDENCE | (fixed as u32) << Self::FIXED | number)
    }

    /// The number of the evidence in the profile, from 1; 0 where it is missing.
    fn number(self) -> usize {
        self.0 as usize & ((1 << Self::PLACE_BITS) - 1)
    }

    /// The place of the evidence in the profile; none where it is missing.
    fn place(self) -> Option<usize> {
        self.number().checked_sub(1)
    }

    fn evidence(self) -> Evidence {
        Evidence::ALL[(self.0 >> Self::EVIDENCE) as usize]
    }

    /// The evidence after a fix.
    fn fixed(self) -> Evidence {
        Evidence::ALL[(self.0 >> Self::FIXED & 7) as usize]
    }

    /// The strongest over the alternatives; the first of equals.
    #[inline]
    fn best(all: &[Self], any_of: Choices<'_>) -> Self {
        let of = any_of.iter().map(|skill| all[skill.0 as usize]);
        of.fold(Self::MISSING, |best, of| if of.0 >> Self::EVIDENCE > best.0 >> Self::EVIDENCE { of } else { best })
    }
}

/// The skill that carries the evidence for one of the profile's: another one that proves it, or itself.
#[derive(Debug, Clone, Copy)]
struct Carrier {
    skill: SkillId,
    is_another: bool,
}

impl Carrier {
    /// Of what is missing.
    const NONE: Self = Self { skill: SkillId(0), is_another: false };

    fn of(e: &SkillEvidence) -> Self {
        Self { skill: e.via.unwrap_or(e.skill), is_another: e.via.is_some() }
    }
}

/// The evidence that a fix makes of one. Naming what another skill proves makes it as good as that skill's own evidence.
fn after_fix(e: &SkillEvidence, profile: &ResumeProfile) -> Evidence {
    match e.evidence {
        Evidence::Implied => {
            let via = e.via.and_then(|via| profile.skill(via));
            via.map_or(Evidence::Listed, |via| via.evidence.max(Evidence::Listed))
        }
        _ => Evidence::Demonstrated,
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

/// What a pair comes to. Points are integers of 1/100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
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
}

/// A pair explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What it comes to.
    pub verdict: Verdict,
    /// One a requirement: by what the fix wins, most first, then requirement id.
    pub gaps: Vec<Gap>,
}

impl Deref for Explanation {
    type Target = Verdict;

    fn deref(&self) -> &Verdict {
        &self.verdict
    }
}

/// How many demands a score rests on: requirements that are worth points.
pub fn demands(gaps: &[Gap]) -> usize {
    gaps.iter().filter(|gap| gap.possible > 0).count()
}

/// A requirement judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Its place in [`PostingProfile::requirements`].
    pub requirement: u32,
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
    pub evidence: Option<u32>,
}

/// Most postings ask for no more.
const FEW: usize = 16;

/// How many kinds of importance there are: mentioned, preferred, required.
const IMPORTANCES: usize = 3;

/// Explains a pair. The points are those of the kernel: the same table, added in the same integers.
pub fn explain(taxonomy: &Taxonomy, posting: PostingSide<'_>, resume: &ResumeSide<'_>) -> Explanation {
    let mut gaps = Vec::with_capacity(posting.profile.requirements.len());
    let verdict = explain_into(&mut gaps, taxonomy, posting, resume, &mut Worded::default());
    Explanation { verdict, gaps }
}

/// The same for one pair of many: its gaps are put behind those that are in `gaps`, which is one piece of memory for all of them.
/// `worded` is what an earlier explanation of the very same pair found, and then what this one did.
pub fn explain_into(
    gaps: &mut Vec<Gap>,
    taxonomy: &Taxonomy,
    posting: PostingSide<'_>,
    resume: &ResumeSide<'_>,
    worded: &mut Worded,
) -> Verdict {
    let (before, known) = (gaps.len(), std::mem::replace(worded, Worded::begun()));
    let shares = posting.shares.possible();
    // How many requirements of scored tiers there are by importance, how many are met, and how many have their own spelling.
    let (mut total, mut met, mut literal) = ([0; IMPORTANCES], [0; IMPORTANCES], 0);
    let (mut score, mut potential, mut scored) = (0, 0, 0);
    // Millions of pairs are explained, and what comes next in one cannot be foreseen: what is found is computed, not branched by.
    for (requirement, place) in posting.profile.requirements.iter().zip(0..) {
        let in_score = taxonomy.tier(requirement.tier).scored;
        // What is in no score has no points.
        let possible = shares.get(scored).copied().unwrap_or_default() * u16::from(in_score);
        let best = Stand::best(&resume.stands, requirement.any_of);
        let status = best.evidence();
        let look = || has_posting_words(requirement, posting.words, resume);
        // Where the best is missing, all are.
        let has_words = best.number() > 0 && known.at(place).unwrap_or_else(look);
        worded.note(place, has_words);
        let fix = Fix::of(status, has_words);
        let earned = posting.shares.earned(possible, status);
        let fix_points = posting.shares.earned(possible, best.fixed()).saturating_sub(earned);
        let counts = u32::from(in_score);
        total[requirement.importance as usize] += counts;
        met[requirement.importance as usize] += counts & u32::from(status.meets());
        literal += counts & u32::from(has_words);
        scored += in_score as usize;
        score += earned;
        potential += earned + fix_points * u16::from(fix.is_some_and(Fix::is_wording));
        let Carrier { skill, is_another } = resume.carriers[best.number()];
        let is_via = (best.number() > 0) & (is_another | (skill != requirement.any_of.first()));
        gaps.push(Gap {
            requirement: place,
            status,
            via: is_via.then_some(skill),
            possible,
            earned,
            fix,
            fix_points,
            evidence: best.place().map(|place| place as u32),
        });
    }
    sort(&mut gaps[before..]);
    let [_, preferred_total, required_total] = total;
    let [_, preferred_met, required_met] = met;
    let (is_scored, counted) = (posting.shares.is_scored(), scored as u32);
    Verdict {
        score: is_scored.then_some(score),
        required_total,
        required_met,
        preferred_total,
        preferred_met,
        potential: is_scored.then_some(potential),
        literal_coverage: (literal * 10_000 + counted / 2).checked_div(counted).map(|r| r as u16),
        level_fit: level_fit(posting.profile.level, resume.level),
        years_fit: years_fit(posting.profile.min_years, resume.experience_tenths),
    }
}

/// Puts gaps into the order of a report: by what the fix wins, most first, then requirement id, in whose order they are.
fn sort(gaps: &mut [Gap]) {
    // Requirements are so few here that one takes less than 16 bits.
    let key = |gap: &Gap| u32::from(u16::MAX - gap.fix_points) << u16::BITS | gap.requirement;
    let (mut keys, mut unsorted) = ([u32::MAX; FEW], ArrayVec::<Gap, FEW>::new());
    if unsorted.try_extend_from_slice(gaps).is_err() {
        gaps.sort_unstable_by_key(|gap| (Reverse(gap.fix_points), gap.requirement));
        return;
    }
    keys.iter_mut().zip(&*gaps).for_each(|(to, gap)| *to = key(gap));
    // Each goes where as many are before it: for the few of a posting that takes less time than to find out whom to swap with whom.
    for gap in unsorted {
        let before = keys.iter().filter(|other| **other < key(&gap)).count();
        gaps[before] = gap;
    }
}

/// Whether one of the posting's own spellings stands in the resume as written, in small or capital letters.
fn has_posting_words(requirement: Requirement<'_>, words: &str, resume: &ResumeSide<'_>) -> bool {
    requirement.any_of.named().any(|(skill, span)| {
        resume.skill(skill).is_some_and(|e| e.spelled().iter().any(|s| has_words_folded(s, span.of(words))))
    })
}

/// Whether `words` stand in `text` as whole words, in small or capital letters: "eks" in "EKS clusters".
fn has_words_folded(text: &str, words: &str) -> bool {
    // Most spellings are the same as they stand, or cannot be.
    if text == words {
        return true;
    }
    if text.is_ascii() && words.is_ascii() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gaps_stand_by_what_a_fix_wins(points in prop::collection::vec(0u16..4, 0..2 * FEW)) {
            let gap = |(requirement, fix_points): (u32, u16)| Gap {
                requirement,
                status: Evidence::Listed,
                via: None,
                possible: 4,
                earned: 0,
                fix: Some(Fix::Show),
                fix_points,
                evidence: None,
            };
            let mut gaps: Vec<Gap> = (0..).zip(points).map(gap).collect();
            let mut expected = gaps.clone();
            // Stable: they come in the order of their requirements.
            expected.sort_by_key(|gap| Reverse(gap.fix_points));
            sort(&mut gaps);
            prop_assert_eq!(gaps, expected);
        }
    }
}
