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
    (
        "Junior Developer",
        "Assisted with front-end development",
        "Built 14 React components for the booking form; abandonment dropped from 31% to 22% among 5,000 weekly visitors",
    ),
    (
        "Junior Developer",
        "Worked on APIs for a school project",
        "Designed and documented 7 REST endpoints with JWT login for a timetable app used by 210 students",
    ),
    (
        "Junior Developer",
        "Responsible for testing",
        "Wrote 85 integration tests for the invoice service in pytest, catching 12 bugs before release and cutting rollback from 4 to 1 a month",
    ),
    (
        "Junior Developer",
        "Used Docker and Git to deploy applications",
        "Containerised 3 Flask services with Docker and set up GitHub Actions; a deploy takes 6 minutes instead of 45, for a site with 2,000 daily users",
    ),
    (
        "Junior Developer",
        "Helped improve website speed",
        "Cut page load of the course catalogue from 4.2 s to 1.3 s for 8k monthly visitors by adding Redis caching",
    ),
    (
        "Developer",
        "Was tasked with maintaining the billing module",
        "Took over the billing service: rewrote retries and idempotency keys in Java, cutting duplicate charges from 120 a month to 3 across 90k invoices",
    ),
    (
        "Developer",
        "Involved in cloud migration",
        "Led the move of 22 services from on-premise VMs to EKS over two quarters; infrastructure cost fell by 38% and deploys went from weekly to daily",
    ),
    (
        "Developer",
        "Optimized database queries",
        "Reduced p99 of order search from 2.4 seconds to 310 ms at 900 RPS by partitioning a 400M-row PostgreSQL table by month",
    ),
    (
        "Developer",
        "Worked with Kafka and microservices",
        "Built the notification pipeline on Kafka: 18 million messages a day to 3 mobile apps, with consumer lag under 2 seconds",
    ),
    (
        "Developer",
        "Contributed to improving CI/CD",
        "Rebuilt the CI pipeline in GitLab with cached test shards; build time went from 38 to 9 minutes for 60 engineers across 7 teams",
    ),
    (
        "Senior Engineer",
        "Architected scalable systems using best practices",
        "Chose DynamoDB over PostgreSQL for the session store because writes peaked at 45k per second; kept 99.99% availability through two Black Fridays and saved $310k a year",
    ),
    (
        "Senior Engineer",
        "Participated in reliability improvements",
        "Set error budgets and SLOs for 31 payment services processing $4bn a year; Sev-1 incidents fell from 14 to 3 per quarter, and 9 teams adopted the runbook standard",
    ),
    (
        "Senior Engineer",
        "Responsible for API development",
        "Designed the versioned partner API (gRPC internally, REST at the edge, because partners could not ship protobuf); 140 merchants integrated and support tickets dropped 60%",
    ),
    (
        "Senior Engineer",
        "Helped modernize legacy platform",
        "Split the claims monolith into 9 services instead of a rewrite, to avoid freezing 5 product teams; release lead time went from 3 weeks to 1 day at 2.1m claims a month",
    ),
    (
        "Senior Engineer",
        "Worked on data pipelines",
        "Replaced nightly Spark batches with Flink streaming to meet a 5-minute fraud window: 1.2 TB a day, fraud losses down 27%, pattern adopted by 4 teams",
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
