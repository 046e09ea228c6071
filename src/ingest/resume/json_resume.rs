//! JSON Resume (jsonresume.org): a resume as data.

use serde_json::Value;

use super::ReadOutcome;
use crate::ingest::{Block, BlockKind, Limits, ReadingQuality, RejectCode, decode};

/// How an entry of a section is written.
struct Section {
    key: &'static str,
    heading: &'static str,
    /// Facts of the entry's first line, joined with ", ".
    facts: &'static [&'static str],
    /// Lists that become items, or stand behind the facts in one line.
    lists: &'static [&'static str],
    one_line: bool,
}

const SECTIONS: &[Section] = &[
    section("work", "Work", &["position", "name", "company", "location"], &["highlights"]),
    section("volunteer", "Volunteer", &["position", "organization"], &["highlights"]),
    section("projects", "Projects", &["name", "entity", "type"], &["highlights", "keywords", "roles"]),
    Section { one_line: true, ..section("skills", "Skills", &["name"], &["keywords"]) },
    section("education", "Education", &["studyType", "area", "institution"], &["courses"]),
    section("certificates", "Certificates", &["name", "issuer", "date"], &[]),
    section("awards", "Awards", &["title", "awarder", "date"], &[]),
    section("publications", "Publications", &["name", "publisher", "releaseDate"], &[]),
    section("languages", "Languages", &["language", "fluency"], &[]),
    Section { one_line: true, ..section("interests", "Interests", &["name"], &["keywords"]) },
];

const fn section(
    key: &'static str,
    heading: &'static str,
    facts: &'static [&'static str],
    lists: &'static [&'static str],
) -> Section {
    Section { key, heading, facts, lists, one_line: false }
}

/// Name, label and summary first, then each section under its heading: one paragraph an entry, its highlights as items.
pub(super) fn read(bytes: &[u8], _: &Limits) -> ReadOutcome {
    let value: Value = serde_json::from_str(&decode::text(bytes))
        .map_err(|error| (RejectCode::BadRecord, format!("the file is not JSON ({error}): export it again")))?;
    if !value.get("basics").is_some_and(Value::is_object) && !value.get("work").is_some_and(Value::is_array) {
        let reason =
            "not a JSON Resume, for neither \"basics\" nor \"work\" is there: see jsonresume.org for its fields";
        return Err((RejectCode::BadRecord, reason.into()));
    }
    let mut blocks = Vec::new();
    let mut push = |kind, text: String| {
        if !text.trim().is_empty() {
            blocks.push(Block { kind, text });
        }
    };
    for key in ["name", "label", "email", "summary"] {
        push(BlockKind::Paragraph, string(&value["basics"], key));
    }
    for section in SECTIONS {
        let Some(entries) = value[section.key].as_array().filter(|entries| !entries.is_empty()) else { continue };
        push(BlockKind::Heading, section.heading.into());
        for entry in entries {
            let lists: Vec<_> = section.lists.iter().flat_map(|key| strings(&entry[*key])).collect();
            let facts = facts(entry, section.facts);
            if section.one_line {
                let gap = if facts.is_empty() || lists.is_empty() { "" } else { ": " };
                push(BlockKind::Item, format!("{facts}{gap}{}", lists.join(", ")));
                continue;
            }
            push(BlockKind::Paragraph, facts);
            for key in ["summary", "description"] {
                push(BlockKind::Paragraph, string(entry, key));
            }
            lists.into_iter().for_each(|item| push(BlockKind::Item, item));
        }
    }
    Ok((blocks, ReadingQuality::Ok).into())
}

/// The facts of an entry and its dates, as a resume has them: `Engineer, Example Ltd, 2020-01 - Present`.
fn facts(entry: &Value, keys: &[&str]) -> String {
    let mut facts: Vec<_> = keys.iter().map(|key| string(entry, key)).filter(|fact| !fact.is_empty()).collect();
    let (start, end) = (string(entry, "startDate"), string(entry, "endDate"));
    match (start.is_empty(), end.is_empty()) {
        (false, false) => facts.push(format!("{start} - {end}")),
        (false, true) => facts.push(format!("{start} - Present")),
        (true, false) => facts.push(end),
        (true, true) => {}
    }
    facts.join(", ")
}

/// The text under `key`: a string or number as it stands, else nothing.
fn string(object: &Value, key: &str) -> String {
    match &object[key] {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn strings(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Reading;

    #[test]
    fn a_json_resume_reads_as_a_resume() {
        let json = r#"{"basics": {"name": "Jane Roe", "label": "Engineer", "summary": null},
            "work": [{"name": "Example Ltd", "position": "Engineer", "startDate": "2020-01", "highlights": ["Built X"]}],
            "skills": [{"name": "Web", "keywords": ["Go", "SQL"]}], "education": []}"#;
        let Reading { blocks, .. } = read(json.as_bytes(), &Limits::default()).unwrap();
        let lines: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        let work = "Engineer, Example Ltd, 2020-01 - Present";
        assert_eq!(lines, ["Jane Roe", "Engineer", "Work", work, "Built X", "Skills", "Web: Go, SQL"]);
        assert!(read(b"[1]", &Limits::default()).is_err() && read(b"{", &Limits::default()).is_err());
    }
}
