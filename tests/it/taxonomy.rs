//! The built-in taxonomy: loads, is in order, raises no doubt, and knows what the guide names.

use std::fs;

use gaprank::extract::{Evidence, Extractor};
use gaprank::taxonomy::{Taxonomy, lint};
use gaprank::text::resume_text;

use crate::command::repository;

/// Keywords that a backend hiring manager scans for, by tier.
const GUIDE: &[(&str, &[&str])] = &[
    ("languages", &["Node.js", "Python", "Java", "Go", "Rust", "Ruby", "PHP", "C#", ".NET"]),
    (
        "frameworks",
        &["Express", "FastAPI", "Django", "Spring Boot", "Rails", "Gin", "gRPC", "GraphQL", "REST", "OpenAPI"],
    ),
    ("databases", &["PostgreSQL", "MySQL", "MongoDB", "Redis", "Cassandra", "DynamoDB", "Elasticsearch", "ClickHouse"]),
    ("messaging", &["Kafka", "RabbitMQ", "SQS", "Pub/Sub", "Kinesis", "NATS"]),
    ("infrastructure", &["AWS", "GCP", "Azure", "Docker", "Kubernetes", "Terraform", "CI/CD", "Nginx"]),
    (
        "observability",
        &["Datadog", "Prometheus", "Grafana", "OpenTelemetry", "Sentry", "PagerDuty", "distributed tracing"],
    ),
];

/// Findings of the lint that were looked at and are meant so, as `skill: message`.
const MEANT: &[&str] = &[];

#[test]
fn nothing_in_it_is_doubtful() {
    let taxonomy = Taxonomy::built_in().unwrap();
    let findings: Vec<String> = lint(&taxonomy).iter().map(|f| format!("{}: {}", f.skill, f.message)).collect();
    assert_eq!(findings, MEANT, "gaprank taxonomy lint");
}

#[test]
fn the_guides_keywords_are_known_in_their_tier() {
    let taxonomy = Taxonomy::built_in().unwrap();
    for (tier, keywords) in GUIDE {
        for keyword in *keywords {
            let owners: Vec<_> = taxonomy
                .skills()
                .iter()
                .filter(|skill| skill.aliases.iter().any(|alias| alias.text.eq_ignore_ascii_case(keyword)))
                .collect();
            assert_eq!(owners.len(), 1, "{keyword} is a spelling of one skill");
            assert_eq!(taxonomy.tiers()[usize::from(owners[0].tier.0)].id, *tier, "{keyword}");
        }
    }
}

#[test]
fn the_guides_keywords_are_found_in_a_list_of_skills() {
    let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
    let block = |text: &str| gaprank::ingest::Block { kind: gaprank::ingest::BlockKind::Line, text: text.to_owned() };
    let taxonomy = extractor.taxonomy();
    for (tier, keywords) in GUIDE {
        let line = keywords.join(", ");
        let text = resume_text(&[block("Jo Doe"), block(""), block("SKILLS"), block(&line)]);
        let profile = extractor.resume(&text);
        for keyword in *keywords {
            let found = profile.skills.iter().find(|e| {
                let spelled = |alias: &gaprank::taxonomy::Alias| alias.text.eq_ignore_ascii_case(keyword);
                taxonomy.skill(e.skill).aliases.iter().any(spelled)
            });
            assert_eq!(found.map(|e| e.evidence), Some(Evidence::Listed), "{keyword} of {tier} in {text:?}");
        }
    }
}

#[test]
fn the_table_is_sorted() {
    let path = repository("src/taxonomy/skills.csv");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let id = |row: &str| row.split(',').next().unwrap_or_default().to_owned();
    if std::env::var_os("UPDATE").is_some() {
        rows.sort_by_key(|row| id(row));
        fs::write(&path, format!("{head}\n{}\n", rows.join("\n"))).unwrap();
    }
    let unsorted = rows.windows(2).find(|pair| id(pair[0]) >= id(pair[1]));
    assert_eq!(unsorted, None, "UPDATE=1 cargo test --release --test it taxonomy puts it in order");
}

#[test]
fn words_that_are_none_of_technologies_are_let_alone() {
    let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
    for sentence in [
        "We go the extra mile and express our thanks to the rest of the team.",
        "Spring into action, swift as the wind, and sip a gin at the bar.",
        "Our rails are safe: a sentry stands by the ruby gate, where no rust grows.",
        "Ready to go live? Let us know what you excel at.",
    ] {
        let text = gaprank::text::posting_text("Office Manager", &[], sentence);
        let profile = extractor.posting(&text);
        let found: Vec<&str> =
            profile.requirements.skills().map(|s| extractor.taxonomy().skill(s).id.as_str()).collect();
        assert_eq!(found, [""; 0], "{sentence}");
    }
}
