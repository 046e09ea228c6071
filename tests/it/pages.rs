//! The pages of a run: what documents say stays text. `tests/browser` drives them in a browser.

use std::fs;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::command::{Case, sample, stderr, stdout};

const POSTINGS: &str = r#"id,title,company,job_url,description
p1,"Engineer <script>alert(1)</script>","""><img src=x onerror=alert(2)>","javascript:alert(3)","Requirements:
- Rust and <b>Kafka</b>; ""quoted"" & 'single'"
p2,"Plain engineer","Example Ltd","https://example.com/?a=1&b=""2","Requirements:
- Rust"
"#;

const RESUME: &str = "Ada Sample\n\nExperience\n\nEngineer, Example Ltd, January 2020 - March 2021\n\
    - Built <script>alert(4)</script> the parser in Rust\n- Worked on \"><svg onload=alert(5)> a queue with Kafka\n";

fn pages_of(case: &Case) -> Vec<String> {
    let report = case.path("out").join("report");
    let mut pages = vec![report.join("index.html")];
    pages.extend(fs::read_dir(report.join("resumes")).unwrap().map(|entry| entry.unwrap().path()));
    pages.into_iter().map(|page| fs::read_to_string(page).unwrap()).collect()
}

/// The text of the one element of this name.
fn content<'a>(html: &'a str, element: &str) -> &'a str {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    assert_eq!([html.matches(&open).count(), html.matches(&close).count()], [1, 1], "{element}");
    html.split_once(&open).unwrap().1.split_once(&close).unwrap().0
}

#[test]
fn what_documents_say_stays_text() {
    let case =
        Case::new().with("postings/a.csv", POSTINGS).with("resumes/a.txt", RESUME).with("resumes/b<i>.txt", "no");
    let done = case.run(&[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let pages = pages_of(&case);
    assert_eq!(pages.len(), 2);
    for html in &pages {
        let own = html.replace(content(html, "script"), "");
        let lower = own.to_lowercase();
        for planted in
            ["<script>a", "<img", "<svg o", "<b>kafka", "<i>.txt", "href=\"javascript", " style=", " onclick="]
        {
            assert!(!lower.contains(planted), "{planted}");
        }
    }
    let html = &pages[1];
    assert!(html.contains("&lt;script&gt;alert(4)"), "the words themselves are there");
    assert!(html.contains("weak opener"), "statements are reviewed");
    assert!(html.contains("https:"), "a plain address is a link");
    assert!(html.contains("Rests on 1 demand<"), "a score that rests on little says so");
    assert!(stdout(&done).contains("; rests on 2 demands)"), "in the summary, too: the best is p1");
}

#[test]
fn the_policy_names_the_pages_own_style_and_script_and_nothing_else() {
    let html = fs::read_to_string(sample().join("report/index.html")).unwrap();
    let hash = |element| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content(&html, element))));
    let policy = format!(
        "content=\"default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'\"",
        hash("style"),
        hash("script")
    );
    assert!(html.contains(&policy), "{policy}");
    assert!(!html.contains("unsafe-"));
}

#[test]
fn a_clients_page_stays_under_300_kb() {
    const SKILLS: &str = "Rust Kafka PostgreSQL Docker Kubernetes Redis Python Terraform GraphQL Prometheus Java MySQL MongoDB RabbitMQ \
                          Grafana Django Angular TypeScript Jenkins Ansible Cassandra Elasticsearch Kotlin Scala Datadog Nginx";
    let filler = |seed: usize| (0..60).map(|at| format!("word{seed}x{at} ")).collect::<String>();
    let demands = |ad: usize| {
        let line = |(at, skill): (usize, &str)| format!("- {skill} & {}\n", filler(ad * 100 + at));
        SKILLS.split(' ').filter(|skill| !skill.is_empty()).enumerate().map(line).collect::<String>()
    };
    let postings: String =
        (0..30).map(|ad| format!("p{ad},Engineer {ad},,,\"Requirements:\n{}\"\n", demands(ad))).collect();
    let bullets: String =
        (0..150).map(|at| format!("- Worked on Rust services & improved the {}\n", filler(at))).collect();
    let case = Case::new()
        .with("postings/a.csv", format!("id,title,company,job_url,description\n{postings}"))
        .with("resumes/a.txt", format!("Ada Sample\n\nExperience\n\nEngineer, Example Ltd, 2020 - 2021\n{bullets}"));
    assert!(case.run(&[]).status.success());
    let html = &pages_of(&case)[1];
    assert!((100_000..300_000).contains(&html.len()), "{}", html.len());
    assert!(html.contains("more are in the tables matches and gaps") && html.contains("more are in the table bullets"));
}

#[test]
fn pages_are_left_out_where_they_are_not_asked_for() {
    let case = Case::new().with("postings/a.csv", POSTINGS).with("resumes/a.txt", RESUME);
    assert!(case.run(&["--format", "csv"]).status.success());
    assert!(!case.path("out").join("report").exists());
}
