//! The review of statements: numbers, and pairs of a weak statement and a strong one.

use std::sync::LazyLock;

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

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Taxonomy::built_in().unwrap()).unwrap());

/// The review of a statement in a resume of one job with this title.
pub(crate) fn reviewed(title: &str, statement: &str) -> Bullet {
    let text = format!("Ada Sample\n\nExperience\n\n{title}, Example Ltd, January 2020 - March 2020\n• {statement}\n");
    let profile = EXTRACTOR.resume(&text);
    let mut all = review(EXTRACTOR.taxonomy(), &text, &profile, None).bullets;
    assert_eq!(all.len(), 1, "{text}");
    assert_eq!(all[0].span.of(&text), statement);
    all.remove(0)
}

/// Pairs of a weak statement and what it becomes once its facts are told: ten a level that rules were made by, and twenty
/// that were written after them and run once before anything was mended.
#[test]
fn a_told_statement_beats_its_original() {
    let mut wrong = Vec::new();
    let mut reader = csv::Reader::from_reader(include_str!("pairs.csv").as_bytes());
    let pairs: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for title in ["Junior Developer", "Software Developer", "Senior Engineer"] {
        let of_level = |p: &&csv::StringRecord| &p[0] == "tuned" && &p[1] == title;
        assert!(pairs.iter().filter(of_level).count() >= 10, "{title}");
    }
    for pair in &pairs {
        let [set, title, before, flags, after] = std::array::from_fn(|at| &pair[at]);
        let (weak, strong) = (reviewed(title, before), reviewed(title, after));
        if strong.strength < weak.strength + 20 {
            wrong.push(format!("{set}: {before}: {} then {}", weak.strength, strong.strength));
        }
        let found: Vec<&str> = weak.flags.iter().map(|w| w.flag.as_str()).collect();
        let missing: Vec<&str> = flags.split(' ').filter(|f| !found.contains(f)).collect();
        if !missing.is_empty() {
            wrong.push(format!("{set}: {before}: without {missing:?}"));
        }
        let bad = [
            Flag::WeakOpener,
            Flag::UnclearContribution,
            Flag::NoScale,
            Flag::UnquantifiedImprovement,
            Flag::NoOutcome,
        ];
        let left: Vec<&str> = strong.flags.iter().filter(|w| bad.contains(&w.flag)).map(|w| w.flag.as_str()).collect();
        if !left.is_empty() {
            wrong.push(format!("{set}: {after}: {left:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs:\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

/// In a job of another trade only what names software is asked how big it was, and lists of things are no work at all.
#[test]
fn other_trades_are_not_asked_for_systems() {
    let flags = |title: &str, statement: &str| -> Vec<&'static str> {
        let bullet = reviewed(title, statement);
        bullet.flags.iter().map(|w| w.flag.as_str()).collect()
    };
    for (title, statement, expected) in [
        ("Site Electrician", "Installed the fire alarm system of a hotel", vec!["no_outcome"]),
        (
            "Site Electrician",
            "Wrote the roster app of the yard in Python",
            vec!["no_scale", "table_stakes", "no_outcome"],
        ),
        ("Senior Engineer", "Maintained the ticket system of a museum", vec!["no_scale", "no_outcome"]),
        ("Software Developer", "Public address system (speakers, microphones)", vec!["no_scale", "no_outcome"]),
        ("Software Developer", "HT & LT Panels, AMF Panel", vec![]),
        ("Software Developer", "Certified Kubernetes Administrator, valid until 2026", vec![]),
    ] {
        assert_eq!(flags(title, statement), expected, "{title}: {statement}");
    }
}

/// What a job is of is told by its statements where its head does not say it: one technology makes no software of pumps.
#[test]
fn jobs_of_untold_trades_are_of_what_their_statements_are_of() {
    let asked = |title: &str, statements: &[&str]| -> Vec<String> {
        let items: String = statements.iter().map(|statement| format!("\u{2022} {statement}\n")).collect();
        let text = format!("Ada Sample\n\nExperience\n\n{title}, Example Hotels, January 2020 - March 2022\n{items}");
        let all = review(EXTRACTOR.taxonomy(), &text, &EXTRACTOR.resume(&text), None).bullets;
        assert_eq!(all.len(), statements.len(), "{title}");
        let of_software =
            |bullet: &&Bullet| bullet.flags.iter().any(|w| matches!(w.flag, Flag::NoScale | Flag::NoSystem));
        all.iter().filter(of_software).map(|bullet| bullet.span.of(&text).to_owned()).collect()
    };
    let house = [
        "Ran the cooling system of the tower",
        "Checked the fire detection system every week",
        "Maintained the access control system of the garage",
        "Kept records of all lifts and boilers",
        "Supervised the testing of cables",
        "Prepared the daily report of the shift",
        "Inspected all motors of the plant",
        "Replaced filters in the ventilation system",
        "Trained two apprentices on the switchboard",
        "Ordered spare parts for the pumping system",
        "Typed meter readings into the MySQL form of the office",
    ];
    for title in ["Shift Engineer", "Senior Engineer"] {
        assert_eq!(asked(title, &house), ["Typed meter readings into the MySQL form of the office"], "{title}");
    }
    let models = [
        "Developed learning algorithms for groups of robots",
        "Published a paper on sparse attention",
        "Trained a neural network for the sorting system",
        "Presented the results at two workshops",
        "Maintained the labelling system of the group",
    ];
    assert!(asked("Research Fellow", &models).contains(&"Maintained the labelling system of the group".to_owned()));
}

/// A label stands before a statement and is no part of it, yet it may say that what follows is no work.
#[test]
fn what_a_stack_is_made_of_is_no_work() {
    for (item, asked) in [
        ("Tech stack: Kotlin 2.0, Spring Boot, PostgreSQL 16, Kafka, team of 6", false),
        ("Tech stack: rewrote the Java services of a ferry line in Go", true),
    ] {
        let text = format!(
            "Ada Sample\n\nExperience\n\nSoftware Developer, Example Ltd, January 2020 - March 2020\n\u{2022} {item}\n"
        );
        let all = review(EXTRACTOR.taxonomy(), &text, &EXTRACTOR.resume(&text), None).bullets;
        assert_eq!(all.iter().any(|bullet| !bullet.flags.is_empty()), asked, "{item}");
    }
}
