//! From a review to the rows of `bullets` and `statistics`.

use std::collections::BTreeMap;

use super::cell::{Points, Text};
use super::tables::{BulletRow, ResumeRow, StatisticRow};
use crate::extract::ResumeProfile;
use crate::review::{Bullet, Metric, MetricRole, Review, Rewrite};

/// Characters of a role's line that are kept.
const ROLE_CHARS: usize = 120;

/// The rows of a resume's statements, in the order of the text, with a draft each.
pub fn bullet_rows(
    resume_id: &Text,
    profile: &ResumeProfile,
    text: &str,
    review: &Review,
    drafts: Vec<Rewrite>,
) -> Vec<BulletRow> {
    let role = |at: u16| {
        let line = profile.roles.get(usize::from(at))?.span.of(text).lines().next()?;
        Some(Text::from(line.chars().take(ROLE_CHARS).collect::<String>()))
    };
    let row = |(number, (bullet, draft)): (usize, (&Bullet, Rewrite))| BulletRow {
        resume_id: resume_id.clone(),
        bullet_id: format!("b{:03}", number + 1).into(),
        section: Text::Fixed(bullet.section.as_str()),
        role: bullet.role.and_then(role),
        text: bullet.span.of(text).into(),
        start: bullet.span.start,
        end: bullet.span.end,
        opener: bullet.opener_span.of(text).into(),
        ownership: Text::Fixed(bullet.ownership.as_str()),
        metrics: bullet.metrics.iter().map(metric_cell).collect(),
        n_metrics: bullet.metrics.len() as u32,
        signals: bullet.signals.iter().map(|p| Text::Fixed(p.signal.as_str())).collect(),
        flags: bullet.flags.iter().map(|w| Text::Fixed(w.flag.as_str())).collect(),
        strength: bullet.strength.into(),
        rewrite: draft.text.into(),
        questions: draft.questions.into_iter().map(Text::from).collect(),
    };
    review.bullets.iter().zip(drafts).enumerate().map(row).collect()
}

/// "latency 240 ms after"
fn metric_cell(metric: &Metric) -> Text {
    let role = metric.role.map(MetricRole::as_str).unwrap_or_default();
    format!("{} {} {} {role}", metric.kind.as_str(), metric.value, metric.unit).trim_end().into()
}

/// The names of the score's deciles.
const DECILES: [&str; 9] = [
    "best_score_p10",
    "best_score_p20",
    "best_score_p30",
    "best_score_p40",
    "best_score_p50",
    "best_score_p60",
    "best_score_p70",
    "best_score_p80",
    "best_score_p90",
];

/// The figures of the batch: over all resumes and by level. Those of fewer than `min_group` resumes have no value. `best`
/// gives the score of a resume's best match, by resume_id; `best_score_p10` is the score that a tenth of those who have one
/// don't pass, and so on.
pub fn statistic_rows(resumes: &[ResumeRow], best: &BTreeMap<&str, Points>, min_group: u32) -> Vec<StatisticRow> {
    let mut groups: BTreeMap<String, Vec<&ResumeRow>> = BTreeMap::new();
    for resume in resumes.iter().filter(|r| r.duplicate_of.is_none()) {
        groups.entry("all".to_owned()).or_default().push(resume);
        let level = resume.level.as_ref().map_or("unknown", |level| level);
        groups.entry(level.to_owned()).or_default().push(resume);
    }
    let mut out = Vec::new();
    for (group, members) in &groups {
        let n = members.len() as f64;
        let share = |of: &dyn Fn(&ResumeRow) -> bool| members.iter().filter(|r| of(r)).count() as f64 / n;
        let mean = |of: &dyn Fn(&ResumeRow) -> u32| members.iter().map(|r| f64::from(of(r))).sum::<f64>() / n;
        let read_as = |quality: &str| share(&|r| &*r.reading_quality == quality);
        let mut scores: Vec<Points> = members.iter().filter_map(|r| best.get(&*r.resume_id).copied()).collect();
        scores.sort_unstable();
        let mut figures = vec![
            ("mean_bullets", mean(&|r| r.n_bullets)),
            ("mean_readiness", mean(&|r| r.readiness)),
            ("share_over_budget", share(&|r| r.over_budget)),
            ("share_reading_garbled", read_as("garbled")),
            ("share_reading_multi_column", read_as("multi_column")),
            ("share_reading_ok", read_as("ok")),
            ("share_reading_truncated", read_as("truncated")),
            ("share_with_api_design", share(&|r| r.api_signals > 0)),
            ("share_with_reliability", share(&|r| r.reliability_signals > 0)),
            ("share_with_security", share(&|r| r.security_signals > 0)),
            ("share_without_database_decision", share(&|r| r.database_signals == 0)),
            ("share_without_scale", share(&|r| r.scale_signals == 0)),
        ];
        if !scores.is_empty() {
            let decile = |tenth: usize| scores[(tenth * scores.len()).div_ceil(10) - 1];
            figures.extend(DECILES.iter().zip(1..).map(|(name, tenth)| (*name, f64::from(decile(tenth).0) / 100.0)));
        }
        figures.sort_by_key(|(name, _)| *name);
        out.extend(figures.into_iter().map(|(metric, value)| StatisticRow {
            group: group.as_str().into(),
            metric: Text::Fixed(metric),
            value: (members.len() as u32 >= min_group).then_some((value * 1e4).round() / 1e4),
            count: members.len() as u32,
        }));
    }
    out
}
