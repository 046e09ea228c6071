//! Drafts invent nothing, and are better than what they are drafts of once their blanks are filled.

use std::sync::LazyLock;

use gaprank::extract::{Extractor, Month};
use gaprank::review::{InventedKind, Wording, check, review, rewrite};
use gaprank::taxonomy::Taxonomy;
use proptest::prelude::*;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Taxonomy::built_in().unwrap()).unwrap());

const TITLES: [&str; 3] = ["Junior Developer", "Software Developer", "Senior Engineer"];

/// The draft, its questions and the strength of a statement in a resume.
fn drafted(title: &str, statement: &str) -> (String, Vec<String>, u8) {
    let text = format!("Ada Example\n\nExperience\n\n{title}, Example Ltd, 01/2022 - 06/2024\n• {statement}\n");
    let profile = EXTRACTOR.resume(&text);
    let review = review(EXTRACTOR.taxonomy(), &text, &profile, Month::of_iso("2024-06-01"));
    let bullet = review.bullets.iter().find(|b| b.span.of(&text) == statement).unwrap_or_else(|| panic!("{text}"));
    let draft = rewrite(&text, bullet, review.level, &Wording::default());
    (draft.text, draft.questions, bullet.strength)
}

#[test]
fn drafts_read_as_english() {
    let mut out = String::new();
    for (title, statement) in [
        (TITLES[0], "Helped build a REST API for orders in Flask."),
        (TITLES[1], "Was responsible for the payments service in Java"),
        (TITLES[1], "Improved query performance of the reporting database by adding indexes"),
        (TITLES[1], "Collaborated with designers on the React dashboard"),
        (TITLES[2], "Assisted in migrating the shop to Kubernetes"),
        (TITLES[2], "Built scalable microservices"),
        (TITLES[2], "Led the event pipeline on Kafka"),
        (
            TITLES[1],
            "Cut p95 of the search service from 900 ms to 120 ms at 400 requests per second, so that shoppers left less often",
        ),
    ] {
        let (draft, questions, _) = drafted(title, statement);
        out += &format!("{statement}\n  {draft}\n");
        questions.iter().for_each(|q| out += &format!("  ? {q}\n"));
    }
    insta::assert_snapshot!("rewrites", out);
}

/// What a client could answer, by the words of the blank.
fn filled(draft: &str) -> String {
    let mut out = String::new();
    let mut rest = draft;
    while let Some((head, tail)) = rest.split_once('[') {
        let (blank, tail) = tail.split_once(']').unwrap();
        out += head;
        let has = |word: &str| blank.contains(word);
        out += if has("Your own part") {
            "Designed and built the core of"
        } else if has("your own part") {
            "where I designed the schema"
        } else if has("because") {
            "chosen over a nightly job because orders must not be lost"
        } else if has("from ") {
            "from 900 ms to 120 ms"
        } else if has("system") {
            "for the order service of a shop with two data centres"
        } else if has("hard") || has("whom") || has("so that") || has("worth") {
            "which 3 teams now use, and support tickets fell by 30 %"
        } else {
            "serving 4,000 users at 300 requests per second"
        };
        rest = tail;
    }
    out + rest
}

fn statement() -> impl Strategy<Value = String> {
    let opening = prop::sample::select(vec![
        "Helped build",
        "Helped to migrate",
        "Assisted in testing",
        "Worked on",
        "Was responsible for",
        "Participated in",
        "Contributed to",
        "Involved in designing",
        "Built",
        "Designed",
        "Improved",
        "Optimised",
        "Collaborated on",
        "We built",
        "Was part of the team that built",
        "Maintained",
        "Reduced latency of",
        "Tasked with",
    ]);
    let system = prop::sample::select(vec![
        "the order API",
        "a payment service",
        "the data pipeline",
        "scalable microservices",
        "the search index",
        "an admin dashboard",
        "software systems",
        "the login page",
        "CI/CD pipelines",
        "the Postgres database",
        "unit tests",
        "web applications",
    ]);
    let technology = prop::sample::select(vec![
        "",
        " in Go",
        " with Spring Boot and Kafka",
        " using React",
        " on AWS (EKS)",
        " in Python 3.11",
    ]);
    let tail = prop::sample::select(vec![
        "",
        " for 2k merchants",
        ", cutting costs by 40 %",
        " without downtime",
        " following best practices",
        " for Initech",
        " by adding a cache",
        " in a team of 5",
        ", from 1.8 s to 240 ms",
        "; handled 3 million events a day",
    ]);
    let stop = prop::sample::select(vec!["", "."]);
    (opening, system, technology, tail, stop).prop_map(|(a, b, c, d, e)| format!("{a} {b}{c}{d}{e}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn a_draft_invents_nothing_and_a_changed_one_is_caught(
        statement in statement(), title in prop::sample::select(&TITLES[..]),
        (more, kind) in prop::sample::select(vec![
            ("for 77 clients", InventedKind::Number), ("with ClickHouse", InventedKind::Technology),
            ("for Umbrella", InventedKind::Name), ("single-handedly", InventedKind::Claim),
        ]),
    ) {
        let (draft, questions, strength) = drafted(title, &statement);
        let draft = if draft.is_empty() { statement.clone() } else { draft };
        prop_assert_eq!(check(&EXTRACTOR, &statement, "", &draft), Ok(()), "{} -> {}", statement, draft);
        let blanks = draft.matches('[').count();
        prop_assert!(blanks <= 3 && blanks <= questions.len(), "{}", draft);
        prop_assert_eq!(draft.matches("], [").count() < 2, true, "three blanks in a row: {}", draft);
        let lie = format!("{} {more}", draft.trim_end_matches('.'));
        let caught = check(&EXTRACTOR, &statement, "", &lie).err().unwrap_or_default();
        prop_assert!(caught.iter().any(|i| i.kind == kind), "{} -> {:?}", lie, caught);
        if !questions.is_empty() {
            let better = filled(&draft);
            let (_, _, after) = drafted(title, &better);
            prop_assert!(after > strength, "{} ({}) -> {} ({})", statement, strength, better, after);
        }
    }
}

#[test]
fn levels_are_asked_for_what_they_lack() {
    let (junior, ..) = drafted(TITLES[0], "Built the order service");
    let (senior, ..) = drafted(TITLES[2], "Built the order service");
    assert!(!junior.contains("because") && senior.contains("because"), "{junior}\n{senior}");
}
