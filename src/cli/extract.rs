//! `gaprank extract`: one JSON line a document.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Extract, Kind};
use super::{DONE, print_line, resume_reader};
use crate::error::Result;
use crate::extract::{Extractor, Level, Period, PostingProfile, ResumeProfile, ResumeSection, Stated};
use crate::ingest::{Limits, PostingReader, Reject, ResumeDocument, discover};
use crate::review::{Bullet, MetricRole, Review, Rewrite, Wording, review, rewrite};
use crate::taxonomy::Taxonomy;
use crate::text::{Span, posting_text, resume_text};

pub(super) fn run(args: &Extract) -> Result<u8> {
    crate::ingest::quiet_contained_panics();
    let taxonomy = args.taxonomy.as_deref().map_or_else(Taxonomy::built_in, |p: &Path| Taxonomy::load(p))?;
    let extractor = Extractor::new(taxonomy)?;
    let files = discover(&args.files)?;
    let limits = Limits::default();
    let mut rejected = 0usize;
    let mut refuse = |reject: &Reject| {
        rejected += 1;
        eprintln!("{}: {} ({})", reject.source_path, reject.reason, reject.code);
    };
    match args.kind {
        Kind::Posting => {
            for outcome in PostingReader::new(files, limits) {
                match outcome {
                    Ok(p) => {
                        let text = posting_text(&p.title, &p.tags, &p.description);
                        let profile = extractor.posting_of(&text, &p.company);
                        print_line(
                            &posting_json(extractor.taxonomy(), p.posting_id.as_str(), &profile, &text).to_string(),
                        )?;
                    }
                    Err(reject) => refuse(&reject),
                }
            }
        }
        Kind::Resume => {
            let reader = resume_reader(limits)?;
            for file in &files {
                match reader.read(file) {
                    Ok(mut document) => {
                        let text = resume_text(&document.blocks);
                        let profile = extractor.resume(&text);
                        document.remarks = extractor.remarks(&text, &profile, document.remarks);
                        let found = review(extractor.taxonomy(), &text, &profile, profile.newest);
                        let draft = |bullet| rewrite(&text, bullet, found.level, &Wording::default());
                        let drafts: Vec<Rewrite> = found.bullets.iter().map(draft).collect();
                        let json = resume_json(extractor.taxonomy(), &document, &profile, &text, &found, &drafts);
                        print_line(&json.to_string())?;
                    }
                    Err(reject) => refuse(&reject),
                }
            }
        }
    }
    if rejected > 0 {
        eprintln!("rejected: {rejected}");
    }
    Ok(DONE)
}

fn place(span: Span, text: &str) -> Value {
    json!({ "quote": span.of(text), "start": span.start, "end": span.end })
}

fn posting_json(taxonomy: &Taxonomy, id: &str, profile: &PostingProfile, text: &str) -> Value {
    let requirements: Vec<Value> = profile
        .requirements
        .iter()
        .map(|r| {
            let name = |s: crate::taxonomy::SkillId| taxonomy.skill(s).name.as_str();
            json!({
                "requirement_id": taxonomy.skill(r.any_of.first()).id,
                "keyword": name(r.any_of.first()),
                "any_of": r.any_of.iter().map(name).collect::<Vec<_>>(),
                "tier": taxonomy.tier(r.tier).id,
                "importance": r.importance.as_str(),
                "min_years": r.min_years,
                "section": r.section.as_str(),
                "quote": r.quote.of(text),
                "start": r.quote.start,
                "end": r.quote.end,
            })
        })
        .collect();
    let stated = Stated::of(text);
    json!({
        "id": id,
        "pay": stated.pay.map(|p| json!({
            "min": p.min,
            "max": p.max,
            "currency": p.currency,
            "period": p.period.map(Period::as_str),
        })),
        "is_remote": stated.is_remote,
        "location": stated.location,
        "date_posted": stated.date_posted,
        "level": profile.level.map(Level::as_str),
        "min_years": profile.min_years,
        "low_confidence": profile.low_confidence,
        "requirements": requirements,
        "text": text,
    })
}

pub(super) fn resume_json(
    taxonomy: &Taxonomy,
    document: &ResumeDocument,
    profile: &ResumeProfile,
    text: &str,
    review: &Review,
    drafts: &[Rewrite],
) -> Value {
    let skills: Vec<Value> = profile
        .skills
        .iter()
        .filter(|e| e.evidence.meets())
        .map(|e| {
            let mut skill = json!({
                "keyword": taxonomy.skill(e.skill).name,
                "tier": taxonomy.tier_of(e.skill).id,
                "evidence": e.evidence.as_str(),
                "via": e.via.map(|v| taxonomy.skill(v).name.as_str()),
                "mentions": e.mentions(),
                "sections": e.sections.iter().map(ResumeSection::as_str).collect::<Vec<_>>(),
            });
            if let (Some(skill), Value::Object(place)) = (skill.as_object_mut(), place(e.quote, text)) {
                skill.extend(place);
            }
            skill
        })
        .collect();
    let roles: Vec<Value> = profile
        .roles
        .iter()
        .map(|r| {
            let end = match r.end {
                crate::extract::RoleEnd::In(month) => month.to_string(),
                crate::extract::RoleEnd::Present => "present".to_owned(),
            };
            json!({
                "title": r.title.map(|span| in_one_line(span.of(text))),
                "company": r.company.map(|span| in_one_line(span.of(text))),
                "from": r.start.to_string(),
                "to": end,
                "level": r.level.map(Level::as_str),
                "start": r.span.start,
                "end": r.span.end,
            })
        })
        .collect();
    let remarks: Vec<Value> =
        document.remarks.iter().map(|r| json!({ "kind": r.kind.as_str(), "text": r.text })).collect();
    let bullets: Vec<Value> = review.bullets.iter().zip(drafts).map(|(b, draft)| bullet_json(b, draft, text)).collect();
    let parts: Vec<Value> =
        review.readiness.parts.iter().map(|p| json!({ "part": p.name, "points": p.points, "of": p.of })).collect();
    json!({
        "id": document.resume_id.as_str(),
        "level": review.level.map(Level::as_str),
        "level_reasons": review.level_reasons,
        "readiness": review.readiness.score,
        "readiness_parts": parts,
        "bullets": bullets,
        "reading_quality": document.quality.as_str(),
        "remarks": remarks,
        "low_confidence": profile.low_confidence,
        "skills": skills,
        "roles": roles,
        "text": text,
    })
}

/// A name that a line break parts.
fn in_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bullet_json(bullet: &Bullet, draft: &Rewrite, text: &str) -> Value {
    let metrics: Vec<Value> = bullet
        .metrics
        .iter()
        .map(|m| {
            json!({
                "kind": m.kind.as_str(),
                "value": m.value,
                "unit": m.unit.to_string(),
                "role": m.role.map(MetricRole::as_str),
                "start": m.span.start,
                "end": m.span.end,
            })
        })
        .collect();
    json!({
        "text": bullet.span.of(text),
        "section": bullet.section.as_str(),
        "role": bullet.role,
        "start": bullet.span.start,
        "end": bullet.span.end,
        "opener": bullet.opener_span.of(text),
        "ownership": bullet.ownership.as_str(),
        "metrics": metrics,
        "signals": bullet.signals.iter().map(|p| p.signal.as_str()).collect::<Vec<_>>(),
        "proofs": bullet.signals.iter().map(|p| p.span.of(text)).collect::<Vec<_>>(),
        "flags": bullet.flags.iter().map(|w| w.flag.as_str()).collect::<Vec<_>>(),
        "strength": bullet.strength,
        "rewrite": draft.text,
        "questions": draft.questions,
    })
}
