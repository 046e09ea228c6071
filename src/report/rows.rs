//! From what the rooms before found to rows: the only place that knows both.

use std::sync::Arc;

use super::cell::{Points, Ratio, Text};
use super::tables::{GapRow, MatchRow, PostingRow, RejectRow, RequirementRow, ResumeRow, SkillRow};
use crate::extract::{Evidence, Importance, Month, PostingProfile, ResumeProfile, ResumeSection, SkillEvidence};
use crate::gap::Explanation;
use crate::ingest::{PostingRecord, Reject, RemarkKind, ResumeDocument, hash_of};
use crate::review::{Listing, Review, SKILL_BUDGET, STALE_AFTER, Signal};
use crate::taxonomy::{SkillId, Taxonomy, TierId};

/// The display names of skills and tiers as cells, one allocation each for a whole run.
#[derive(Debug)]
pub struct Names {
    skills: Vec<Text>,
    ids: Vec<Text>,
    tiers: Vec<Text>,
}

impl Names {
    /// The names of a taxonomy.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        Self {
            skills: taxonomy.skills().iter().map(|s| s.name.as_str().into()).collect(),
            ids: taxonomy.skills().iter().map(|s| s.id.as_str().into()).collect(),
            tiers: taxonomy.tiers().iter().map(|t| t.id.as_str().into()).collect(),
        }
    }

    /// The display name of a skill.
    pub fn skill(&self, id: SkillId) -> Text {
        self.skills[id.0 as usize].clone()
    }

    /// The id of a requirement whose first skill is this one, which is that skill's.
    fn requirement(&self, id: &str, first: SkillId) -> Text {
        let own = &self.ids[first.0 as usize];
        if **own == *id { own.clone() } else { id.into() }
    }

    /// The id of a tier.
    pub fn tier(&self, id: TierId) -> Text {
        self.tiers[usize::from(id.0)].clone()
    }
}

/// The row of a posting. `day` is the day of the run that saw it.
pub fn posting_row(
    taxonomy: &Taxonomy,
    posting: &PostingRecord,
    profile: &PostingProfile,
    text: &str,
    duplicate_of: Option<&str>,
    seen: (Option<&str>, Option<&str>),
) -> PostingRow {
    let count = |importance| {
        let scored = |r: &&crate::extract::Requirement| taxonomy.tier(r.tier).scored;
        profile.requirements.iter().filter(scored).filter(|r| r.importance == importance).count() as u32
    };
    PostingRow {
        posting_id: posting.posting_id.as_str().into(),
        source_path: posting.source_path.as_str().into(),
        title: posting.title.as_str().into(),
        company: posting.company.as_str().into(),
        location: posting.location.as_str().into(),
        is_remote: posting.is_remote,
        date_posted: posting.date_posted.as_deref().map(Text::from),
        url: posting.url.as_deref().map(Text::from),
        level: profile.level.map(|l| Text::Fixed(l.as_str())),
        min_years: profile.min_years.map(f64::from),
        salary_min: posting.salary_min,
        salary_max: posting.salary_max,
        currency: posting.currency.as_deref().map(Text::from),
        n_required: count(Importance::Required),
        n_preferred: count(Importance::Preferred),
        n_mentioned: count(Importance::Mentioned),
        chars: text.chars().count() as u32,
        content_hash: hash_of([&posting.title, &posting.company, text]).to_hex()[..32].into(),
        duplicate_of: duplicate_of.map(Text::from),
        first_seen: seen.0.map(Text::from),
        last_seen: seen.1.map(Text::from),
        status: Text::Fixed("open"),
        low_confidence: profile.low_confidence,
    }
}

/// The rows of a posting's requirements, in their order. `weight` gives a requirement's weight in millionths of thousandths.
pub fn requirement_rows(
    names: &Names,
    posting_id: &Text,
    profile: &PostingProfile,
    text: &str,
    weight: impl Fn(&crate::extract::Requirement) -> u64,
) -> Vec<RequirementRow> {
    profile
        .requirements
        .iter()
        .map(|r| RequirementRow {
            posting_id: posting_id.clone(),
            requirement_id: r.requirement_id.as_str().into(),
            tier: names.tier(r.tier),
            keyword: names.skill(r.any_of[0]),
            any_of: r.any_of.iter().map(|s| names.skill(*s)).collect(),
            importance: Text::Fixed(r.importance.as_str()),
            min_years: r.min_years.map(f64::from),
            weight: weight(r) as f64 / 1e9,
            section: Some(Text::Fixed(r.section.as_str())),
            quote: r.quote.of(text).into(),
            start: r.quote.start,
            end: r.quote.end,
        })
        .collect()
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
    let in_list = |e: &&crate::extract::SkillEvidence| e.sections.contains(&crate::extract::ResumeSection::Skills);
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
    let in_list = |e: &SkillEvidence| e.sections.contains(&ResumeSection::Skills);
    let listed = profile.skills.iter().filter(|e| in_list(e)).count();
    let mut rows: Vec<SkillRow> = profile
        .skills
        .iter()
        .filter(|e| e.evidence.meets())
        .map(|e| SkillRow {
            resume_id: resume_id.clone(),
            tier: names.tier(taxonomy.skill(e.skill).tier),
            keyword: names.skill(e.skill),
            evidence: Text::Fixed(e.evidence.as_str()),
            mentions: e.mentions,
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
    let only_listed = e.sections.contains(&ResumeSection::Skills) && e.evidence < Evidence::Demonstrated;
    only_listed.then(|| crate::review::interview_question(&taxonomy.skill(e.skill).name)).flatten().map(Text::Fixed)
}

/// Which pair a row is of, and where it ranks.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The posting.
    pub posting_id: Text,
    /// The resume.
    pub resume_id: Text,
    /// Place among the posting's resumes, from 1.
    pub rank_in_posting: Option<u32>,
    /// Place among the resume's postings, from 1.
    pub rank_in_resume: Option<u32>,
}

/// The row of a kept pair.
pub fn match_row(pair: &Pair, explained: &Explanation, text_relevance: Option<f64>, is_new: bool) -> MatchRow {
    let points = |p: Option<u16>| p.map(|p| Points(p.into()));
    MatchRow {
        posting_id: pair.posting_id.clone(),
        resume_id: pair.resume_id.clone(),
        score: points(explained.score),
        rank_in_posting: pair.rank_in_posting,
        rank_in_resume: pair.rank_in_resume,
        required_total: explained.required_total,
        required_met: explained.required_met,
        preferred_total: explained.preferred_total,
        preferred_met: explained.preferred_met,
        potential: points(explained.potential),
        literal_coverage: explained.literal_coverage.map(Ratio),
        level_fit: explained.level_fit.map(|l| Text::Fixed(l.as_str())),
        years_fit: explained.years_fit.map(Ratio),
        text_relevance,
        is_new,
    }
}

/// The quotes of a posting's requirements as cells, made once for all pairs.
pub fn posting_quotes(profile: &PostingProfile, text: &str) -> Vec<Text> {
    profile.requirements.iter().map(|r| Text::from(r.quote.of(text))).collect()
}

/// The rows of a kept pair's requirements.
pub fn gap_rows(
    names: &Names,
    pair: &Pair,
    explained: Explanation,
    posting: &PostingProfile,
    posting_quotes: &[Text],
    resume_text: &str,
) -> Vec<GapRow> {
    let row = |(gap, gap_rank): (crate::gap::Gap, u32)| {
        let r = &posting.requirements[gap.requirement];
        GapRow {
            posting_id: pair.posting_id.clone(),
            resume_id: pair.resume_id.clone(),
            rank_in_resume: pair.rank_in_resume,
            gap_rank,
            requirement_id: names.requirement(&r.requirement_id, r.any_of[0]),
            tier: names.tier(r.tier),
            keyword: names.skill(r.any_of[0]),
            any_of: r.any_of.iter().map(|s| names.skill(*s)).collect(),
            importance: Text::Fixed(r.importance.as_str()),
            min_years: r.min_years.map(f64::from),
            status: Text::Fixed(gap.status.as_str()),
            via: gap.via.map(|s| names.skill(s)),
            points_possible: Points(gap.possible.into()),
            points_earned: Points(gap.earned.into()),
            fix: gap.fix.map_or_else(Text::default, |f| Text::Fixed(f.as_str())),
            fix_points: Points(gap.fix_points.into()),
            advice: Arc::<str>::from(gap.advice).into(),
            posting_quote: posting_quotes[gap.requirement].clone(),
            posting_start: r.quote.start,
            posting_end: r.quote.end,
            resume_quote: gap.evidence.map(|(span, _)| span.of(resume_text).into()),
            resume_start: gap.evidence.map(|(span, _)| span.start),
            resume_end: gap.evidence.map(|(span, _)| span.end),
            resume_section: gap.evidence.map(|(_, section)| Text::Fixed(section.as_str())),
        }
    };
    explained.gaps.into_iter().zip(1..).map(row).collect()
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
