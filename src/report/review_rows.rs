//! From a review to the rows of `bullets` and `statistics`.

use std::collections::BTreeMap;

use super::cell::Text;
use super::tables::{BulletRow, ResumeRow, StatisticRow};
use crate::extract::ResumeProfile;
use crate::review::{Metric, MetricRole, Review, rewrite};

/// Characters of a role's line that are kept.
const ROLE_CHARS: usize = 120;

/// The rows of a resume's statements, in the order of the text.
pub fn bullet_rows(resume_id: &Text, profile: &ResumeProfile, text: &str, review: &Review) -> Vec<BulletRow> {
    let role = |at: u16| {
        let line = profile.roles.get(usize::from(at))?.span.of(text).lines().next()?;
        Some(Text::from(line.chars().take(ROLE_CHARS).collect::<String>()))
    };
    let row = |(number, bullet): (usize, &crate::review::Bullet)| {
        let draft = rewrite(text, bullet, review.level);
        BulletRow {
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
        }
    };
    review.bullets.iter().enumerate().map(row).collect()
}

/// "latency 240 ms after"
fn metric_cell(metric: &Metric) -> Text {
    let role = metric.role.map(MetricRole::as_str).unwrap_or_default();
    format!("{} {} {} {role}", metric.kind.as_str(), metric.value, metric.unit).trim_end().into()
}

/// The figures of the batch: over all resumes and by level. Those of fewer than `min_group` resumes have no value.
pub fn statistic_rows(resumes: &[ResumeRow], min_group: u32) -> Vec<StatisticRow> {
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
        let figures = [
            ("mean_bullets", mean(&|r| r.n_bullets)),
            ("mean_readiness", mean(&|r| r.readiness)),
            ("share_over_budget", share(&|r| r.over_budget)),
            ("share_with_api_design", share(&|r| r.api_signals > 0)),
            ("share_with_reliability", share(&|r| r.reliability_signals > 0)),
            ("share_with_security", share(&|r| r.security_signals > 0)),
            ("share_without_database_decision", share(&|r| r.database_signals == 0)),
            ("share_without_scale", share(&|r| r.scale_signals == 0)),
        ];
        out.extend(figures.into_iter().map(|(metric, value)| StatisticRow {
            group: group.as_str().into(),
            metric: Text::Fixed(metric),
            value: (members.len() as u32 >= min_group).then_some((value * 1e4).round() / 1e4),
            count: members.len() as u32,
        }));
    }
    out
}
