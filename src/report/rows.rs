//! From what the rooms before found to rows: the only place that knows both.

use super::cell::{List, Points, Ratio, Said, Text};
use super::tables::{GapCells, MatchCells, PostingCells, RejectRow, RequirementCells, ResumeRow, SkillRow};
use crate::extract::{
    Evidence, Importance, Level, Month, PostingProfile, Requirement, ResumeProfile, ResumeSection, SkillEvidence,
};
use crate::gap::{Advice, Fix, LevelFit, PostingSide, Verdict};
use crate::ingest::{Card, Imprint, Reject, RemarkKind, ResumeDocument};
use crate::review::{Listing, Review, SKILL_BUDGET, STALE_AFTER, Signal};
use crate::taxonomy::{Joined, SkillId, Taxonomy, TierId};

/// The display names of skills and tiers as cells, one allocation each for a whole run, and close together for those that are
/// borrowed.
#[derive(Debug)]
pub struct Names {
    skills: Vec<Text>,
    names: Joined,
    ids: Joined,
    tiers: Vec<Text>,
}

impl Names {
    /// The names of a taxonomy.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        Self {
            skills: taxonomy.skills().iter().map(|s| s.name.as_str().into()).collect(),
            names: taxonomy.names().clone(),
            ids: taxonomy.skills().iter().map(|s| s.id.as_str()).collect(),
            tiers: taxonomy.tiers().iter().map(|t| t.id.as_str().into()).collect(),
        }
    }

    /// The display name of a skill.
    pub fn skill(&self, id: SkillId) -> &Text {
        &self.skills[id.0 as usize]
    }

    /// The id of a tier.
    pub fn tier(&self, id: TierId) -> &Text {
        &self.tiers[usize::from(id.0)]
    }

    /// The cells of a requirement that both tables have.
    fn requirement<'a>(&'a self, requirement: Requirement<'a>) -> Named<'a> {
        let first = requirement.any_of.first().0 as usize;
        Named {
            id: self.ids.at(first),
            tier: &self.tiers[usize::from(requirement.tier.0)],
            keyword: self.names.at(first),
            any_of: List::Skills(&self.names, requirement.any_of),
        }
    }
}

/// A requirement by its names.
struct Named<'a> {
    /// A requirement has the id of its first skill.
    id: &'a str,
    tier: &'a str,
    keyword: &'a str,
    any_of: List<'a>,
}

/// The cells of a posting. `seen` are the days of the first and the last run that was given it.
pub fn posting_cells<'a>(
    taxonomy: &Taxonomy,
    posting: &'a Card,
    profile: &PostingProfile,
    imprint: &'a Imprint,
    duplicate_of: Option<&'a str>,
    seen: (Option<&'a str>, Option<&'a str>),
) -> PostingCells<'a> {
    let count = |importance| {
        let scored = |r: &Requirement<'_>| taxonomy.tier(r.tier).scored;
        profile.requirements.iter().filter(scored).filter(|r| r.importance == importance).count() as u32
    };
    PostingCells {
        posting_id: posting.posting_id(),
        source_path: &posting.source_path,
        title: posting.title(),
        company: posting.company(),
        location: posting.location(),
        is_remote: posting.is_remote,
        date_posted: posting.date_posted(),
        url: posting.url(),
        level: profile.level.map(Level::as_str),
        min_years: profile.min_years.map(f64::from),
        salary_min: posting.salary_min,
        salary_max: posting.salary_max,
        currency: posting.currency(),
        n_required: count(Importance::Required),
        n_preferred: count(Importance::Preferred),
        n_mentioned: count(Importance::Mentioned),
        chars: imprint.chars,
        content_hash: imprint.hash(),
        duplicate_of,
        first_seen: seen.0,
        last_seen: seen.1,
        status: "open",
        low_confidence: profile.low_confidence,
    }
}

/// The cells of a posting's requirement; `words` are those that it points into. `weight` is in millionths of thousandths.
pub fn requirement_cells<'a>(
    names: &'a Names,
    posting_id: &'a str,
    requirement: Requirement<'a>,
    words: &'a str,
    weight: u64,
) -> RequirementCells<'a> {
    let Named { id, tier, keyword, any_of } = names.requirement(requirement);
    RequirementCells {
        posting_id,
        requirement_id: id,
        tier,
        keyword,
        any_of,
        importance: requirement.importance.as_str(),
        min_years: requirement.min_years.map(f64::from),
        weight: weight as f64 / 1e9,
        section: Some(requirement.section.as_str()),
        quote: requirement.quoted.of(words),
        start: requirement.quote.start,
        end: requirement.quote.end,
    }
}

/// The row of a resume.
pub fn resume_row(
    document: &ResumeDocument,
    profile: &ResumeProfile,
    text: &str,
    duplicate_of: Option<&str>,
    as_of: Option<Month>,
    review: &Review,
) -> ResumeRow {
    let signals = |s| review.with_signal(s) as u32;
    let count = |level| profile.skills.iter().filter(|e| e.evidence == level).count() as u32;
    let hidden = document.remarks.iter().filter(|remark| remark.kind == RemarkKind::HiddenText);
    let in_list = |e: &&crate::extract::SkillEvidence| e.sections.contains(crate::extract::ResumeSection::Skills);
    ResumeRow {
        resume_id: document.resume_id.as_str().into(),
        source_path: document.source_path.as_str().into(),
        format: Text::Fixed(document.format),
        reader: Text::Fixed(document.reader),
        chars: text.chars().count() as u32,
        content_hash: document.content_hash.as_str().into(),
        duplicate_of: duplicate_of.map(Text::from),
        level: review.level.map(|l| Text::Fixed(l.as_str())),
        years_experience: profile.experience_tenths(as_of).map(|t| f64::from(t) / 10.0),
        n_skills: profile.skills.iter().filter(|e| e.evidence.meets()).count() as u32,
        n_listed: count(Evidence::Listed),
        n_demonstrated: count(Evidence::Demonstrated),
        over_budget: profile.skills.iter().filter(in_list).count() > SKILL_BUDGET,
        reading_quality: Text::Fixed(document.quality.as_str()),
        low_confidence: profile.low_confidence,
        hidden_text: hidden.map(|remark| Text::from(remark.text.as_str())).collect(),
        n_bullets: review.bullets.len() as u32,
        n_quantified: review.bullets.iter().filter(|b| !b.metrics.is_empty()).count() as u32,
        scale_signals: signals(Signal::Scale),
        api_signals: signals(Signal::ApiDesign),
        database_signals: signals(Signal::DatabaseDecision),
        reliability_signals: signals(Signal::Reliability),
        security_signals: signals(Signal::Security),
        readiness: review.readiness.score.into(),
        remarks: document.remarks.iter().map(|remark| Text::Fixed(remark.kind.as_str())).collect(),
        remark_texts: document.remarks.iter().map(|remark| Text::from(remark.text.as_str())).collect(),
        level_reasons: review.level_reasons.iter().map(|reason| Text::from(reason.as_str())).collect(),
    }
}

/// The rows of a resume's skills, by tier and keyword. `asked` tells how many postings ask for a skill; none
/// where there are no postings to go by.
pub fn skill_rows(
    taxonomy: &Taxonomy,
    names: &Names,
    resume_id: &Text,
    profile: &ResumeProfile,
    text: &str,
    as_of: Option<Month>,
    asked: &dyn Fn(SkillId) -> Option<u32>,
) -> Vec<SkillRow> {
    let in_list = |e: &SkillEvidence| e.sections.contains(ResumeSection::Skills);
    let listed = profile.skills.iter().filter(|e| in_list(e)).count();
    let mut rows: Vec<SkillRow> = profile
        .skills
        .iter()
        .filter(|e| e.evidence.meets())
        .map(|e| SkillRow {
            resume_id: resume_id.clone(),
            tier: names.tier(taxonomy.skill(e.skill).tier).clone(),
            keyword: names.skill(e.skill).clone(),
            evidence: Text::Fixed(e.evidence.as_str()),
            mentions: e.mentions(),
            sections: e.sections.iter().map(|s| Text::Fixed(s.as_str())).collect(),
            last_used: profile.last_used(e, as_of).map(Month::year),
            years: profile.skill_tenths(e, as_of).map(|t| f64::from(t) / 10.0),
            suggestion: in_list(e).then(|| {
                let listing = Listing::new(profile, e, asked(e.skill), as_of, STALE_AFTER, listed);
                Text::Fixed(listing.suggestion().as_str())
            }),
            quote: e.quote.of(text).into(),
            start: e.quote.start,
            end: e.quote.end,
            interview_question: question(taxonomy, e),
        })
        .collect();
    rows.sort_by(|a, b| (&*a.tier, &*a.keyword).cmp(&(&*b.tier, &*b.keyword)));
    rows
}

/// The interviewer's question about a skill that is only listed.
fn question(taxonomy: &Taxonomy, e: &SkillEvidence) -> Option<Text> {
    let only_listed = e.sections.contains(ResumeSection::Skills) && e.evidence < Evidence::Demonstrated;
    only_listed.then(|| crate::review::interview_question(&taxonomy.skill(e.skill).name)).flatten().map(Text::Fixed)
}

/// Which pair a row is of, and where it ranks.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The posting.
    pub posting_id: &'a str,
    /// The resume.
    pub resume_id: &'a str,
    /// Place among the posting's resumes, from 1.
    pub rank_in_posting: Option<u32>,
    /// Place among the resume's postings, from 1.
    pub rank_in_resume: Option<u32>,
}

/// The cells of a kept pair.
pub fn match_cells<'a>(
    pair: Pair<'a>,
    explained: &Verdict,
    text_relevance: Option<f64>,
    is_new: bool,
) -> MatchCells<'a> {
    let points = |p: Option<u16>| p.map(|p| Points(p.into()));
    MatchCells {
        posting_id: pair.posting_id,
        resume_id: pair.resume_id,
        score: points(explained.score),
        rank_in_posting: pair.rank_in_posting,
        rank_in_resume: pair.rank_in_resume,
        required_total: explained.required_total,
        required_met: explained.required_met,
        preferred_total: explained.preferred_total,
        preferred_met: explained.preferred_met,
        potential: points(explained.potential),
        literal_coverage: explained.literal_coverage.map(Ratio),
        level_fit: explained.level_fit.map(LevelFit::as_str),
        years_fit: explained.years_fit.map(Ratio),
        text_relevance,
        is_new,
    }
}

/// The cells of a kept pair's gap, the `gap_rank`-th from 1: all that advice about it goes by, and the advice.
pub fn gap_cells<'a>(names: &'a Names, pair: Pair<'a>, (advice, gap_rank): (Advice<'a>, u32)) -> GapCells<'a> {
    let Advice { posting: PostingSide { profile: posting, words, .. }, resume, gap, .. } = advice;
    let (resume, resume_text) = (resume.profile, resume.text);
    let requirement = posting.requirements.at(gap.requirement as usize);
    let Named { id, tier, keyword, any_of } = names.requirement(requirement);
    let evidence = gap.evidence.map(|at| &resume.skills[at as usize]);
    GapCells {
        posting_id: pair.posting_id,
        resume_id: pair.resume_id,
        rank_in_resume: pair.rank_in_resume,
        gap_rank,
        requirement_id: id,
        tier,
        keyword,
        any_of,
        importance: requirement.importance.as_str(),
        min_years: requirement.min_years.map(f64::from),
        status: gap.status.as_str(),
        via: gap.via.map(|skill| names.names.at(skill.0 as usize)),
        points_possible: Points(gap.possible.into()),
        points_earned: Points(gap.earned.into()),
        fix: gap.fix.map_or("", Fix::as_str),
        fix_points: Points(gap.fix_points.into()),
        advice: Said::Advice(advice),
        posting_quote: requirement.quoted.of(words),
        posting_start: requirement.quote.start,
        posting_end: requirement.quote.end,
        resume_quote: evidence.map(|e| e.quote.of(resume_text)),
        resume_start: evidence.map(|e| e.quote.start),
        resume_end: evidence.map(|e| e.quote.end),
        resume_section: evidence.map(|e| e.section.as_str()),
    }
}

/// The row of a refused input.
pub fn reject_row(reject: &Reject) -> RejectRow {
    RejectRow {
        kind: Text::Fixed(reject.kind.as_str()),
        source_path: reject.source_path.as_str().into(),
        record: reject.record,
        code: Text::Fixed(reject.code.as_str()),
        reason: reject.reason.as_str().into(),
    }
}
