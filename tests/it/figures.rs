//! Figures about the cohort: what is told of how many, what is left out, and that it says so.

use crate::command::{Case, stderr, stdout};

const POSTINGS: &str = "id,title,company,description
p1,Engineer,Example Ltd,\"Requirements:
- Rust
- Kafka\"
p2,Engineer,=1+1,\"Requirements:
- Rust
- Redis\"
";

/// Two clients who write nothing alike.
fn case() -> Case {
    let ada = "Ada Sample\n\nExperience\n\nEngineer, Example Ltd, 2020 - 2022\n- Built the order service with Rust\n\
        - Answered the phone for the shipping desk on Mondays\n";
    let ben = "Ben Other\n\nProjects\n\nChess clock\n• A tournament timer in Rust that keeps its games in Redis\n\n\
        Education\n\nDiploma in joinery, Sampletown College, 2011\n";
    let case = Case::new().with("postings/a.csv", POSTINGS).with("gaprank.toml", "min_group = 2\n");
    case.with("resumes/a.txt", ada).with("resumes/b.txt", ben)
}

#[test]
fn figures_about_too_few_clients_are_left_out() {
    let case = case();
    let config = case.path("gaprank.toml").display().to_string();
    assert!(case.run(&["--quiet", "--config", &config]).status.success());
    let (cohort, own): (Vec<_>, Vec<_>) =
        case.table("unlocks").into_iter().partition(|row| row["resume_id"].is_empty());
    // Kafka opens the first posting for both, Redis the second for one of them.
    let figures: Vec<_> = cohort.iter().map(|r| [&r["keyword"], &r["postings_unlocked"], &r["cumulative"]]).collect();
    assert_eq!(figures, [["Kafka", "2", "2"], ["Redis", "", ""]]);
    assert!(own.iter().all(|row| !row["postings_unlocked"].is_empty()));
    let html = std::fs::read_to_string(case.path("out/report/index.html")).unwrap();
    assert!(!html.contains(">none<"), "a null is no word on a page");
}

#[test]
fn unlocks_that_are_left_out_are_said() {
    let case = case().with("gaprank.toml", "unlock_pairs = 3\n");
    let config = case.path("gaprank.toml").display().to_string();
    let done = case.run(&["--config", &config]);
    assert!(
        stderr(&done).contains("note: unlocks is empty: 4 pairs are more than unlock_pairs = 3"),
        "{}",
        stderr(&done)
    );
    let run: serde_json::Value = serde_json::from_slice(&std::fs::read(case.path("out/run.json")).unwrap()).unwrap();
    assert!(run["notes"][0].as_str().unwrap().starts_with("unlocks is empty"), "{run}");
}

#[test]
fn a_company_that_looks_like_a_formula_is_found_by_its_name() {
    let case = case();
    assert!(case.run(&["--quiet", "--format", "csv,xlsx"]).status.success());
    assert!(case.path("out/gaprank.xlsx").is_file());
    let out = case.path("out").display().to_string();
    let done = crate::command::gaprank(&["demand", "--out", &out, "--company", "=1+1"]);
    assert!(stdout(&done).starts_with("=1+1: 1 posting and 2 clients"), "{}{}", stdout(&done), stderr(&done));
}
