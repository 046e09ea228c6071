//! `gaprank extract`: one JSON line a document.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Extract, Kind};
use super::{DONE, print_line, resume_reader};
use crate::error::Result;
use crate::extract::{Extractor, Level, PostingProfile, ResumeProfile};
use crate::ingest::{Limits, PostingReader, Reject, ResumeDocument, discover};
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
                        let profile = extractor.posting(&text);
                        print_line(
                            &posting_json(extractor.taxonomy(), p.posting_id.as_str(), &profile, &text).to_string(),
                        )?;
                    }
                    Err(reject) => refuse(&reject),
                }
            }
        }
        Kind::Resume => {
            let reader = resume_reader(limits);
            for file in &files {
                match reader.read(file) {
                    Ok(document) => {
                        let text = resume_text(&document.blocks);
                        let profile = extractor.resume(&text);
                        let json = resume_json(extractor.taxonomy(), &document, &profile, &text);
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
            let name = |s: &crate::taxonomy::SkillId| taxonomy.skill(*s).name.as_str();
            json!({
                "requirement_id": r.requirement_id,
                "keyword": name(&r.any_of[0]),
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
    json!({
        "id": id,
        "level": profile.level.map(Level::as_str),
        "min_years": profile.min_years,
        "low_confidence": profile.low_confidence,
        "requirements": requirements,
        "text": text,
    })
}

fn resume_json(taxonomy: &Taxonomy, document: &ResumeDocument, profile: &ResumeProfile, text: &str) -> Value {
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
                "mentions": e.mentions,
                "sections": e.sections.iter().map(|s| s.as_str()).collect::<Vec<_>>(),
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
            json!({ "from": r.start.to_string(), "to": end, "level": r.level.map(Level::as_str), "start": r.span.start, "end": r.span.end })
        })
        .collect();
    let remarks: Vec<Value> =
        document.remarks.iter().map(|r| json!({ "kind": r.kind.as_str(), "text": r.text })).collect();
    json!({
        "id": document.resume_id.as_str(),
        "reading_quality": document.quality.as_str(),
        "remarks": remarks,
        "low_confidence": profile.low_confidence,
        "skills": skills,
        "roles": roles,
        "text": text,
    })
}
