//! The review of statements: numbers, and pairs of a weak statement and a strong one.

use gaprank::extract::Extractor;
use gaprank::review::{Bullet, Flag, MetricRole, metrics, review};
use gaprank::taxonomy::Taxonomy;
use gaprank::text::Span;

#[test]
fn numbers_are_read_with_unit_and_part() {
    let mut wrong = Vec::new();
    for line in include_str!("metrics.txt").lines() {
        let (statement, expected) = line.rsplit_once(" =").unwrap();
        let found: Vec<String> = metrics(statement, Span::new(0, statement.len()))
            .iter()
            .map(|m| {
                let role = m.role.map_or(String::new(), |r| format!(" {}", MetricRole::as_str(r)));
                format!("{} {} {}{role}", m.kind.as_str(), m.value, m.unit)
            })
            .collect();
        if found.join("; ") != expected.trim() {
            wrong.push(format!("{statement}\n  expected {}\n  found    {}", expected.trim(), found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A title with dates that stand for the level, a weak statement, and what it becomes once its facts are told.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "Junior Developer",
        "Worked on the login page",
        "Built the login page with session tokens in Django; 1,200 students sign in with it every day",
    ),
    (
        "Junior Developer",
        "Helped with the REST API of the library app",
        "Built 9 REST endpoints in FastAPI for the library app, used by 640 members",
    ),
    (
        "Junior Developer",
        "Responsible for fixing bugs in the web shop",
        "Fixed 60 bugs in the web shop's checkout; failed payments fell from 4 % to 1 % of 800 orders a day",
    ),
    (
        "Developer",
        "Was involved in the migration of the database",
        "Led the migration of a 300 GB MySQL database to PostgreSQL with no downtime; nightly reports went from 3 hours to 20 minutes",
    ),
    (
        "Developer",
        "Improved performance of the search service",
        "Cut p95 of the search service from 900 ms to 120 ms at 400 requests per second by caching facets in Redis",
    ),
    (
        "Developer",
        "Participated in building a payment platform",
        "Built the refund service of the payment platform in Go: 12,000 refunds a day, support tickets down by 35 %",
    ),
    (
        "Senior Engineer",
        "Worked on microservices and scalable systems",
        "Split the order service into 3 services because one release train blocked 4 teams; deployments went from 2 a week to 9 a day for 50k daily orders",
    ),
    (
        "Senior Engineer",
        "Helped the team improve reliability",
        "Introduced SLOs and tuned alerting for 14 services; pages fell from 40 to 6 a week and availability reached 99.95 %",
    ),
    (
        "Senior Engineer",
        "Contributed to the event pipeline",
        "Chose Kafka over RabbitMQ for the event pipeline because replays were needed at 2 TB a day; 5 teams adopted it and lag fell from 20 minutes to 4 seconds",
    ),
];

fn reviewed(title: &str, statement: &str) -> Bullet {
    let text = format!("Ada Sample\n\nExperience\n\n{title}, Example Ltd, January 2020 - March 2020\n• {statement}\n");
    let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
    let profile = extractor.resume(&text);
    let mut all = review(extractor.taxonomy(), &text, &profile, None).bullets;
    assert_eq!(all.len(), 1, "{text}");
    assert_eq!(all[0].span.of(&text), statement);
    all.remove(0)
}

#[test]
fn a_told_statement_beats_its_original() {
    for (title, before, after) in PAIRS {
        let (weak, strong) = (reviewed(title, before), reviewed(title, after));
        assert!(strong.strength >= weak.strength + 20, "{before}: {} then {}", weak.strength, strong.strength);
        assert!(!weak.flags.is_empty(), "{before}");
        let bad = [
            Flag::WeakOpener,
            Flag::UnclearContribution,
            Flag::NoScale,
            Flag::UnquantifiedImprovement,
            Flag::NoOutcome,
        ];
        let found: Vec<&str> = strong.flags.iter().filter(|w| bad.contains(&w.flag)).map(|w| w.flag.as_str()).collect();
        assert!(found.is_empty(), "{after}: {found:?}");
    }
}
