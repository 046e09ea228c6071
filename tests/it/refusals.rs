//! What cannot be run, and what cannot be read: a message that says what to do, an exit code, a row of the table.

use crate::command::{Case, gaprank, sample, stderr, stdout};

const POSTING: &str = "id,title,company,description\n1,Backend Engineer,Acme,\"You know Go, PostgreSQL and Kafka.\"\n";
const RESUME: &str = "Jo Doe\n\nSkills\nGo, PostgreSQL, Redis\n";

/// A case that runs.
fn sound() -> Case {
    Case::new().with("postings/a.csv", POSTING).with("resumes/jo.txt", RESUME)
}

/// The rejects of a case as "kind path record code".
fn rejects(case: &Case) -> Vec<String> {
    let line = |r: &crate::command::Row| {
        assert!(r["reason"].len() > 10, "{r:?}");
        format!("{} {} {} {}", r["kind"], r["source_path"], r["record"], r["code"])
    };
    case.table("rejects").iter().map(line).collect()
}

#[test]
fn a_sound_case_runs() {
    let case = sound();
    let done = case.run(&["--strict"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).starts_with("1 postings x 1 resumes: 1 matches kept"), "{}", stdout(&done));
    // In place of its own earlier run.
    assert_eq!(case.run(&["--quiet"]).status.code(), Some(0));
}

#[test]
fn what_cannot_run_exits_with_2_and_says_why() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out").display().to_string();
    let run = |more: &[&str]| {
        let all = ["--postings", "sample_data/postings.csv", "--resumes", "sample_data/resumes", "--out", &out];
        let first = |flag: &str| more.contains(&flag);
        let kept = all.chunks(2).filter(|pair| !first(pair[0])).flatten();
        gaprank(&["run", "--quiet"].iter().chain(kept).chain(more).copied().collect::<Vec<_>>())
    };
    let config = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(config.path(), "[score]\nrarety = true\n").unwrap();
    let pairs = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(pairs.path(), "person,posting_id\nx,y\n").unwrap();
    let (config, pairs) = (config.path().to_str().unwrap(), pairs.path().to_str().unwrap());
    for (more, words) in [
        (vec!["--postings", "no/such.csv"], vec!["no/such.csv", "no such file or folder"]),
        (vec!["--resumes", "no/such"], vec!["no/such", "no such file or folder"]),
        (vec!["--where", "title:(backend AND"], vec!["query", "title:(backend AND", "^"]),
        (vec!["--where", "salary:[1 TO 2]"], vec!["salary"]),
        (vec!["--profile", "chef"], vec!["chef", "backend"]),
        (vec!["--taxonomy", "no/such.csv"], vec!["no/such.csv"]),
        (vec!["--config", config], vec!["rarety", "rarity"]),
        (vec!["--pairs", pairs], vec!["resume_id"]),
        (vec!["--as-of", "yesterday"], vec!["as_of", "YYYY-MM-DD"]),
        (vec!["--threads", "0"], vec!["threads"]),
        (vec!["--top", "0", "--top-resumes", "0"], vec!["top"]),
        (vec!["--format", "docx"], vec!["docx", "csv", "parquet"]),
        (vec!["--nonsense"], vec!["--nonsense"]),
        (vec!["--out", "sample_data"], vec!["sample_data"]),
        (vec!["--out", "Cargo.toml"], vec!["Cargo.toml"]),
    ] {
        let done = run(&more);
        let said = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{more:?}: {said}");
        assert!(said.starts_with("error: "), "{more:?}: {said}");
        assert!(words.iter().all(|word| said.contains(word)), "{more:?}: {said}");
        assert!(!std::path::Path::new(&out).exists(), "{more:?} leaves nothing behind");
    }
}

#[test]
fn other_commands_say_what_is_not_there() {
    let out = sample().display().to_string();
    for (args, word) in [
        (vec!["explain", "--out", &out, "no-such-posting", "no-such-resume"], "no-such-resume"),
        (vec!["explain", "--out", "no/such", "a", "b"], "no/such"),
        (vec!["search", "--state", "no/such", "go"], "no/such"),
        (vec!["taxonomy", "show", "no-such-skill"], "no-such-skill"),
        (vec!["schema", "no-such-table"], "no-such-table"),
        (vec!["extract", "--kind", "resume", "no/such.pdf"], "no/such.pdf"),
    ] {
        let done = gaprank(&args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(stderr(&done).contains(word), "{args:?}: {}", stderr(&done));
    }
}

#[test]
fn a_folder_that_is_no_run_is_left_alone() {
    let case = sound();
    std::fs::create_dir(case.path("out")).unwrap();
    let case = case.with("out/letters.txt", "mine");
    let done = case.run(&[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("run.json"), "{}", stderr(&done));
    let left: Vec<_> = std::fs::read_dir(case.path("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["letters.txt"]);
}

#[test]
fn empty_folders_make_empty_tables() {
    let case = Case::new();
    let done = case.run(&["--strict"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    for name in ["matches", "gaps", "requirements", "postings", "resumes", "skills", "rejects"] {
        assert!(case.table(name).is_empty(), "{name}");
        assert_eq!(crate::command::parquet(&case.path("out"), name).height(), 0, "{name}");
    }
}

#[test]
fn an_input_that_cannot_be_read_is_a_row_with_its_reason() {
    let cut = std::fs::read(crate::command::repository("sample_data/resumes/mira_castellane_backend.pdf")).unwrap();
    let case = sound()
        .with("postings/b.csv", "id,title\n1,Cook\n")
        .with("postings/c.csv", vec![0; 4096])
        .with("postings/d.jsonl", "{\"id\": \"8\", \"description\": \"You know Rust.\"}\n{\"id\": \n")
        .with("postings/e.txt", "Cook\n- - -\n")
        .with("postings/f.txt", " \n")
        .with("postings/g.exe", "MZ")
        .with("postings/h.csv", "id,title,description\n7,Cook,\n")
        .with("resumes/a.txt", vec![0; 4096])
        .with("resumes/b.txt", "Jo Doe")
        .with("resumes/c.pdf", &cut[..600])
        .with("resumes/d.docx", "PK\u{3}\u{4} and no more of it")
        .with("resumes/e.png", "\u{89}PNG")
        .with("resumes/f.json", "{\"basics\": ");
    let done = case.run(&["--strict"]);
    assert_eq!(done.status.code(), Some(1), "--strict, and something was rejected: {}", stderr(&done));
    assert_eq!(
        rejects(&case),
        [
            "posting b.csv  bad_record",
            "posting c.csv  damaged",
            "posting d.jsonl 2 bad_record",
            "posting e.txt  no_description",
            "posting f.txt  no_description",
            "posting g.exe  unsupported_type",
            "posting h.csv 1 no_description",
            "resume a.txt  damaged",
            "resume b.txt  no_text",
            "resume c.pdf  damaged",
            "resume d.docx  damaged",
            "resume e.png  unsupported_type",
            "resume f.json  bad_record",
        ]
    );
    assert!(stderr(&done).contains("rejected: 7 of postings, 6 of resumes"), "{}", stderr(&done));
    assert_eq!(case.table("matches").len(), 2, "the sound ones are scored all the same");
    assert_eq!(case.run(&["--quiet"]).status.code(), Some(0), "rejects alone stop nothing");
}

#[test]
fn an_id_stands_for_one_posting() {
    let head = "id,title,description\n";
    let case = sound()
        .with("postings/a.csv", format!("{head}1,Baker,You know Go.\n1,Baker,You know Go.\n1,Baker,You know Rust.\n"));
    assert_eq!(case.run(&[]).status.code(), Some(0));
    assert_eq!(rejects(&case), ["posting a.csv 2 duplicate_record", "posting a.csv 3 duplicate_id"]);
    let kept = case.table("requirements");
    assert_eq!(kept.iter().map(|r| r["keyword"].as_str()).collect::<Vec<_>>(), ["Go"], "the first stays");
}

#[test]
fn a_pair_that_is_not_there_is_a_reject() {
    let case = sound().with("pairs.csv", "source_path,posting_id\njo.txt,1\njo.txt,2\nal.txt,1\n");
    let pairs = case.path("pairs.csv").display().to_string();
    let done = case.run(&["--pairs", &pairs]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(case.table("matches").len(), 1);
    assert_eq!(rejects(&case), ["posting pairs.csv 2 bad_record", "resume pairs.csv 3 bad_record"]);
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let case = Case::new()
        .with("postings/a.csv", "id,title,company,description\n=1+1,@SUM(A1),+Acme,\"You know Go.\"\n")
        .with("resumes/=cmd.txt", RESUME);
    assert_eq!(case.run(&[]).status.code(), Some(0));
    for name in ["matches", "gaps", "postings", "resumes", "requirements"] {
        for row in case.table(name) {
            for (column, cell) in row {
                let runs = cell.starts_with(['=', '@', '\t']) || cell.starts_with('+') || cell.starts_with("-c");
                assert!(!runs, "{name}.{column} {cell:?}");
            }
        }
    }
}
