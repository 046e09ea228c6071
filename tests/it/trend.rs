//! `gaprank demand --state`: how demand moved since the run of an earlier day.

use std::path::Path;

use crate::command::{Case, gaprank, stderr, stdout};

fn posting(id: u8, day: &str, asks: &str) -> String {
    // Words of its own, so that no two postings say nearly the same.
    let own: String = (0..30).map(|at| format!("part{id}{at} ")).collect();
    format!("p{id},Engineer,Example Ltd,{day},\"{own}\n\nRequirements:\n- {asks}\"\n")
}

fn night(case: Case, postings: &[String]) -> Case {
    let csv = format!("id,title,company,date_posted,description\n{}", postings.concat());
    let case = case.with("postings/a.csv", csv);
    let state = case.path("state");
    let done = case.run(&["--quiet", "--snapshot", "--state", state.to_str().unwrap()]);
    assert!(done.status.success(), "{}", stderr(&done));
    case
}

fn demand(out: &Path, state: &Path) -> String {
    let done = gaprank(&["demand".as_ref(), "--out".as_ref(), out.as_os_str(), "--state".as_ref(), state.as_os_str()]);
    assert!(done.status.success(), "{}", stderr(&done));
    stdout(&done)
}

#[test]
fn demand_moves_between_nights_and_the_table_stays_what_a_cold_run_writes() {
    let case = Case::new().with("resumes/a.txt", "Ada Sample\n\nExperience\n\n- Built the parser in Rust in 2024\n");
    let case = night(case, &[posting(1, "2026-11-01", "Rust"), posting(2, "2026-11-01", "Kafka")]);
    let (out, state) = (case.path("out"), case.path("state"));
    assert!(demand(&out, &state).contains("no earlier run in the history"));
    let case = night(
        case,
        &[
            posting(1, "2026-11-01", "Rust"),
            posting(3, "2026-11-02", "Rust"),
            posting(4, "2026-11-02", "Redis"),
            posting(5, "2026-11-02", "Rust"),
        ],
    );
    let said = demand(&out, &state);
    assert!(said.contains("since 2026-11-01"), "{said}");
    let line = |skill: &str| said.lines().find(|line| line.trim_start().starts_with(skill)).unwrap().to_owned();
    // Half of two postings, then three of four; none, then one of four.
    assert!(line("Rust").contains("75.0%   +25.0") && line("Redis").contains("25.0%   +25.0"), "{said}");
    assert!(case.table("demand").iter().all(|row| row["trend"].is_empty()));
    let nowhere = case.path("nowhere");
    let args = ["demand".as_ref(), "--out".as_ref(), out.as_os_str(), "--state".as_ref(), nowhere.as_os_str()];
    assert_eq!(gaprank(&args).status.code(), Some(2));
}
