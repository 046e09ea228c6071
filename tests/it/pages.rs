//! The pages of a run: what documents say stays text.

use std::fs;

use crate::command::{Case, stderr};

const POSTINGS: &str = r#"id,title,company,job_url,description
p1,"Engineer <script>alert(1)</script>","""><img src=x onerror=alert(2)>","javascript:alert(3)","Requirements:
- Rust and <b>Kafka</b>; ""quoted"" & 'single'"
p2,"Plain engineer","Example Ltd","https://example.com/?a=1&b=""2","Requirements:
- Rust"
"#;

const RESUME: &str = "Ada Sample\n\nExperience\n\nEngineer, Example Ltd, January 2020 - March 2021\n\
    - Built <script>alert(4)</script> the parser in Rust\n- Worked on \"><svg onload=alert(5)> a queue with Kafka\n";

#[test]
fn what_documents_say_stays_text() {
    let case =
        Case::new().with("postings/a.csv", POSTINGS).with("resumes/a.txt", RESUME).with("resumes/b<i>.txt", "no");
    let done = case.run(&[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let report = case.path("out").join("report");
    let mut pages = vec![report.join("index.html")];
    pages.extend(fs::read_dir(report.join("resumes")).unwrap().map(|entry| entry.unwrap().path()));
    assert_eq!(pages.len(), 2);
    for page in pages {
        let html = fs::read_to_string(&page).unwrap();
        let lower = html.to_lowercase();
        for planted in ["<script", "<img", "<svg", "<b>kafka", "<i>.txt", "href=\"javascript"] {
            assert!(!lower.contains(planted), "{planted} in {}", page.display());
        }
        assert!(html.contains("default-src 'none'"));
    }
    let client = fs::read_dir(report.join("resumes")).unwrap().next().unwrap().unwrap().path();
    let html = fs::read_to_string(client).unwrap();
    assert!(html.contains("&lt;script&gt;alert(4)"), "the words themselves are there");
    assert!(html.contains("worked on") || html.contains("weak opener"), "statements are reviewed");
    assert!(html.contains("https:"), "a plain address is a link");
}

#[test]
fn pages_are_left_out_where_they_are_not_asked_for() {
    let case = Case::new().with("postings/a.csv", POSTINGS).with("resumes/a.txt", RESUME);
    assert!(case.run(&["--format", "csv"]).status.success());
    assert!(!case.path("out").join("report").exists());
}
