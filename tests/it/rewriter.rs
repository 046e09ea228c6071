//! A rewriter of the user's: what it invents, says too late or not at all never reaches a table.
#![cfg(unix)]

use std::sync::LazyLock;
use std::time::Duration;

use gaprank::extract::{Extractor, Month};
use gaprank::review::{Wording, review, rewrite};
use gaprank::rewriter::{Ask, Calls, Patience, Rewriter};
use gaprank::taxonomy::Taxonomy;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Taxonomy::built_in().unwrap()).unwrap());

const STATEMENTS: [&str; 5] = [
    "Helped build the order API in Go",
    "Worked on the billing service in Java",
    "Improved the search page",
    "Responsible for the data pipeline on Kafka",
    "Built scalable microservices",
];

/// The drafts of five statements by a shell script, ours, and what came of the calls.
fn drafts(script: &str, wait_ms: u64, calls: u64) -> (Vec<String>, Vec<String>, Calls) {
    let list: String = STATEMENTS.map(|s| format!("• {s}\n")).concat();
    let text = format!("Ada Example\n\nExperience\n\nDeveloper, Example Ltd, 01/2022 - 06/2024\n{list}");
    let profile = EXTRACTOR.resume(&text);
    let found = review(EXTRACTOR.taxonomy(), &text, &profile, Month::of_iso("2024-06-01"));
    let command = ["sh", "-c", script].map(str::to_owned);
    let patience = Patience { wait: Duration::from_millis(wait_ms), calls };
    let mut rewriter = Rewriter::start(&command, patience).unwrap();
    let (mut theirs, mut all_ours) = (Vec::new(), Vec::new());
    for bullet in &found.bullets {
        let ours = rewrite(&text, bullet, found.level, &Wording::default());
        let ask = Ask::of(&text, &profile, found.level, bullet, &ours);
        theirs.push(rewriter.draft(&EXTRACTOR, &ask, ours.clone()).text);
        all_ours.push(ours.text);
    }
    assert_eq!(theirs.len(), STATEMENTS.len());
    (theirs, all_ours, rewriter.calls())
}

/// A script that answers each line with a draft.
fn answering(draft: &str) -> String {
    format!(r#"n=0; while read -r line; do n=$((n+1)); printf '{{"id":%s,"draft":"{draft}"}}\n' "$n"; done"#)
}

#[test]
fn a_draft_that_invents_nothing_is_taken() {
    let (theirs, _, calls) = drafts(&answering("[Your own part?] in the search page"), 20_000, 100);
    assert_eq!(theirs[2], "[Your own part?] in the search page");
    // Of the other statements it claims a search page that they do not have.
    assert_eq!(calls, Calls { asked: 5, taken: 1, refused: 4, late: 0, passed_over: 0 });
    assert!(calls.note().unwrap().contains("1 of 5 drafts taken"));
}

#[test]
fn numbers_names_and_technologies_are_refused() {
    for lie in ["Built an API for 77 clients", "Ran it on ClickHouse", "Built it for Umbrella", "Led everything", ""] {
        let (theirs, ours, calls) = drafts(&answering(lie), 20_000, 100);
        assert_eq!(theirs, ours, "{lie}");
        assert_eq!((calls.taken, calls.refused), (0, 5), "{lie}");
    }
}

#[test]
fn a_program_that_hangs_is_left_after_three_calls() {
    let (theirs, ours, calls) = drafts("exec sleep 600", 100, 100);
    assert_eq!(theirs, ours);
    assert_eq!(calls, Calls { asked: 3, taken: 0, refused: 0, late: 3, passed_over: 2 });
}

#[test]
fn garbage_endless_lines_and_a_sudden_end_are_no_answers() {
    let scripts = [
        "while read -r line; do echo '<html>503</html>'; done",
        "yes",
        "tr -d '\\n' < /dev/zero",
        "exit 3",
        "while read -r line; do echo '{\"id\":0,\"draft\":\"x\"}'; done",
        "read -r line; echo '{\"id\":1'; exec cat > /dev/null",
    ];
    for script in scripts {
        let (theirs, ours, calls) = drafts(script, 300, 100);
        assert_eq!(theirs, ours, "{script}");
        assert_eq!(calls.taken, 0, "{script}");
        assert_eq!(calls.refused + calls.late + calls.passed_over, 5, "{script}");
    }
}

#[test]
fn no_more_calls_are_made_than_are_allowed() {
    let (_, _, calls) = drafts(&answering("[Your own part?] in the search page"), 20_000, 2);
    assert_eq!((calls.asked, calls.passed_over), (2, 3));
}

#[test]
fn a_program_that_is_not_there_is_an_error_before_any_work() {
    let patience = Patience { wait: Duration::from_secs(1), calls: 1 };
    let error = Rewriter::start(&["/nonexistent/rewriter".to_owned()], patience).err().unwrap().to_string();
    assert!(error.starts_with("rewriter: cannot start"), "{error}");
}
