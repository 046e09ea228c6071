//! What the README shows is what the program prints.

use std::fs;

use crate::command::{gaprank, repository, stderr, stdout};

/// Lines of the explanation that the README shows.
const EXPLAINED: usize = 13;

/// The text between `<!-- name -->` and the next `<!-- end -->`.
fn part<'t>(readme: &'t str, name: &str) -> &'t str {
    let (_, rest) = readme.split_once(&format!("<!-- {name} -->\n")).expect("the README has the mark");
    rest.split_once("<!-- end -->").expect("a part ends").0
}

#[test]
fn its_examples_are_real() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report").display().to_string();
    let print = |args: &[&str]| {
        let done = gaprank(args);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        stdout(&done).replace(&out, "report")
    };
    let run =
        print(&["run", "--postings", "sample_data/postings.csv", "--resumes", "sample_data/resumes", "--out", &out]);
    let explain = print(&["explain", "--out", &out, "in-06469c2b37f07ac6", "mira_castellane_backend.pdf"]);
    let explain: Vec<&str> = explain.lines().take(EXPLAINED).collect();
    let path = repository("README.md");
    for (name, text) in [("run", run), ("explain", explain.join("\n") + "\n...\n")] {
        let fresh = format!("```text\n{text}```\n");
        let readme = fs::read_to_string(&path).unwrap();
        let kept = part(&readme, name);
        if kept != fresh && std::env::var_os("UPDATE").is_some() {
            fs::write(&path, readme.replacen(kept, &fresh, 1)).unwrap();
            continue;
        }
        assert_eq!(kept, fresh, "UPDATE=1 cargo test --release --test it readme");
    }
}
