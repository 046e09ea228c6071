//! What a person reads, as it stands on the terminal. To be read when it changes: is it what a coach would want to see?

use crate::command::{Case, gaprank, sample, stderr, stdout, table};

/// Output with the folder of the run and all times made the same.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let folder = sample().parent().unwrap().display().to_string();
    settings.add_filter(&regex_of(&folder), "FOLDER");
    settings.add_filter(r"\d+\.\d s\b", "0.0 s");
    settings
}

/// A text as a regular expression that matches it alone.
fn regex_of(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("\\{c}") }).collect()
}

fn said(args: &[&str]) -> String {
    let done = gaprank(args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", stderr(&done));
    stdout(&done)
}

#[test]
fn run() {
    let out = sample().with_file_name("again").display().to_string();
    let args = ["run", "--postings", "sample_data/postings.csv", "--resumes", "sample_data/resumes", "--out", &out];
    let done = gaprank(&args);
    settings().bind(|| insta::assert_snapshot!("run", format!("{}--- stderr\n{}", stdout(&done), stderr(&done))));
}

#[test]
fn explain() {
    let out = sample().display().to_string();
    let posting = |title: &str| {
        let found = table(sample(), "postings").into_iter().find(|p| p["title"] == title);
        found.unwrap_or_else(|| panic!("no posting is called {title:?}"))["posting_id"].clone()
    };
    for (name, title, resume) in [
        ("explain_strong", "Senior Backend Engineer (Go)", "mira_castellane_backend.pdf"),
        ("explain_gaps", "Full-Stack Engineer", "luis_farrowby_full_stack.docx"),
    ] {
        let text = said(&["explain", "--out", &out, &posting(title), resume]);
        settings().bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn extract() {
    let pretty = |line: &str| {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        // The text is the input's; what was found in it is what is to be read.
        value.as_object_mut().unwrap().remove("text");
        format!("{value:#}")
    };
    let posting = said(&["extract", "--kind", "posting", "sample_data/postings.csv"]);
    let first = posting.lines().next().unwrap();
    settings().bind(|| insta::assert_snapshot!("extract_posting", pretty(first)));
    let resume = said(&["extract", "--kind", "resume", "sample_data/resumes/ruben_ashgrove_career_changer.md"]);
    settings().bind(|| insta::assert_snapshot!("extract_resume", pretty(resume.trim_end())));
}

#[test]
fn search() {
    let state = sample().with_file_name("state").display().to_string();
    let query = "skill:kafka AND date:[2026-11-01 TO *] AND NOT title:manager";
    let text = said(&["search", "--state", &state, query]);
    settings().bind(|| insta::assert_snapshot!("search", text));
}

#[test]
fn demand() {
    let out = sample().display().to_string();
    let all = said(&["demand", "--out", &out, "--limit", "3"]);
    settings().bind(|| insta::assert_snapshot!("demand", all));
    let company = said(&["demand", "--out", &out, "--company", "larkmoor"]);
    settings().bind(|| insta::assert_snapshot!("demand_company", company));
    let refused = gaprank(&["demand", "--out", &out, "--company", "nobody & sons"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("no company of this run is called"), "{}", stderr(&refused));
}

#[test]
fn refused_query() {
    let case = Case::new();
    let done = case.run(&["--where", "title:(backend AND"]);
    settings().bind(|| insta::assert_snapshot!("refused_query", stderr(&done)));
}

#[test]
fn taxonomy() {
    for (name, skill) in [("taxonomy_go", "go"), ("taxonomy_eks", "amazon eks")] {
        let text = said(&["taxonomy", "show", skill]);
        settings().bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn help() {
    for (name, args) in [("help", vec!["--help"]), ("help_run", vec!["run", "--help"])] {
        let text = said(&args);
        settings().bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn review() {
    let resume =
        crate::command::repository("sample_data/resumes/ruben_ashgrove_career_changer.md").display().to_string();
    let text = said(&["review", &resume]);
    settings().bind(|| insta::assert_snapshot!("review", text));
}
