//! Inputs that mean harm: bombs, endless lines, folders that lead in circles. Each costs itself alone.

use std::io::Write;
use std::time::Instant;

use crate::command::{Case, Row, repository, stderr};
use zip::write::{SimpleFileOptions, ZipWriter};

const POSTING: &str = "id,title,description\n1,Engineer,You know Go.\n";
const RESUME: &str = "Jo Doe\n\nSkills\nGo, PostgreSQL, Redis\n";

fn codes(case: &Case) -> Vec<String> {
    let line = |r: &Row| format!("{} {}", r["source_path"], r["code"]);
    case.table("rejects").iter().map(line).collect()
}

/// Runs within three minutes on a busy machine, or is as good as hung; seconds are usual.
fn run(case: &Case, more: &[&str]) {
    let started = Instant::now();
    let done = case.run(&[&["--quiet"], more].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(started.elapsed().as_secs() < 180, "took {:?}", started.elapsed());
}

fn docx(document: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_a_document_costs_is_limited() {
    let sample = |name: &str| std::fs::read(repository("sample_data/resumes").join(name)).unwrap();
    let case = |limits: &str| {
        Case::new()
            .with("postings/a.csv", POSTING)
            .with("resumes/a.txt", RESUME)
            .with("resumes/b.pdf", sample("mira_castellane_backend.pdf"))
            .with("resumes/c.docx", sample("luis_farrowby_full_stack.docx"))
            .with("gaprank.toml", format!("[limits]\n{limits}\n"))
    };
    for (limits, rejects) in [
        ("max_seconds = 0", vec!["b.pdf timeout", "c.docx timeout"]),
        ("max_file_bytes = 100", vec!["b.pdf too_large", "c.docx too_large"]),
        ("max_expanded_bytes = 1000", vec!["c.docx too_large"]),
        ("max_xml_depth = 2", vec!["c.docx too_large"]),
        ("max_text_bytes = 600", vec![]),
        ("max_pages = 1", vec![]),
    ] {
        let case = case(limits);
        run(&case, &["--config", case.path("gaprank.toml").to_str().unwrap()]);
        assert_eq!(codes(&case), rejects, "{limits}");
        assert_eq!(case.table("resumes").len() + rejects.len(), 3, "{limits}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_limited_and_the_next_document_is_read() {
    let text = |n: usize| {
        format!("<w:document xmlns:w='w'><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:document>", "Go is a word ".repeat(n))
    };
    let case = Case::new()
        .with("postings/a.csv", POSTING)
        .with("resumes/a.docx", docx(&text(9)))
        .with("resumes/b.docx", docx(&text(16 << 20)))
        .with("resumes/c.docx", docx(&text(9)))
        .with("gaprank.toml", "[limits]\nmax_expanded_bytes = 400000000\nmax_memory_bytes = 300000000\n");
    run(&case, &["--threads", "1", "--config", case.path("gaprank.toml").to_str().unwrap()]);
    assert_eq!(codes(&case), ["b.docx too_large"]);
    assert!(case.table("rejects")[0]["reason"].contains("memory"), "{:?}", case.table("rejects"));
    assert_eq!(case.table("resumes").len(), 2);
}

/// On a system that limits the memory of a process.
#[cfg(target_os = "linux")]
#[test]
fn bombs_and_endless_lines_cost_themselves_alone() {
    let mut case = Case::new().with("postings/a.csv", POSTING).with("resumes/a.txt", RESUME);
    let n = 1 << 18;
    let body = |inner: String| format!("<w:document xmlns:w='w'><w:body>{inner}</w:body></w:document>");
    for (name, content) in [
        ("deep.docx", docx(&body("<w:p>".repeat(n)))),
        ("wide.docx", docx(&body(format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(80 << 20))))),
        ("deep.html", "<div>".repeat(n).into_bytes()),
        ("tags.html", [b"<b>".repeat(n), b"</i>".repeat(n)].concat()),
        ("attributes.html", [b"<p ".to_vec(), b"a b ".repeat(n), b">x".to_vec()].concat()),
        ("deep.json", [b"{\"basics\":".to_vec(), b"[".repeat(n)].concat()),
        ("brackets.md", b"[".repeat(n)),
        ("links.md", b"[a]".repeat(6 << 20)),
        ("quotes.md", b">".repeat(n)),
        ("word.txt", b"x".repeat(60 << 20)),
        ("names.txt", b"Go Kafka, ".repeat(n)),
        ("headings.txt", b"Skills\n\n".repeat(n)),
        ("roles.txt", b"Experience\n2019 - 2020 x\n\n".repeat(n / 4)),
    ] {
        case = case.with(&format!("resumes/{name}"), content);
    }
    for (name, content) in [
        (
            "line.jsonl",
            [b"{\"description\": \"".to_vec(), b"x".repeat(20 << 20), b"\n{\"id\": 2, \"text\": \"Go\"}".to_vec()]
                .concat(),
        ),
        ("cell.csv", [b"id,text\n3,Go\n4,\"".to_vec(), b"x\n".repeat(9 << 20)].concat()),
        ("line.txt", b"x".repeat(20 << 20)),
        ("deep.html", b"<div>".repeat(n)),
        ("deep.json", [b"[{\"id\": 5, \"text\": ".to_vec(), b"[".repeat(n)].concat()),
        ("cells.jsonl", [b"{\"id\": 6, \"text\": \"".to_vec(), b"<p>&amp;".repeat(n), b"\"}".to_vec()].concat()),
        ("names.txt", b"Go Kafka, ".repeat(n)),
    ] {
        case = case.with(&format!("postings/{name}"), content);
    }
    run(&case, &[]);
    assert_eq!(
        codes(&case),
        [
            "cell.csv too_large",
            "deep.html no_description",
            "deep.json bad_record",
            "line.jsonl too_large",
            "line.txt too_large",
            "attributes.html no_text",
            "brackets.md no_text",
            "deep.docx too_large",
            "deep.html no_text",
            "deep.json bad_record",
            "links.md too_large",
            "quotes.md no_text",
            "tags.html no_text",
            "wide.docx too_large",
            "word.txt too_large",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_is_walked_whatever_lies_in_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let case =
        Case::new().with("postings/a.csv", POSTING).with("resumes/a.txt", RESUME).with("resumes/closed.txt", RESUME);
    let resumes = case.path("resumes");
    std::fs::set_permissions(resumes.join("closed.txt"), PermissionsExt::from_mode(0o000)).unwrap();
    symlink(&resumes, resumes.join("loop")).unwrap();
    symlink(resumes.join("self"), resumes.join("self")).unwrap();
    symlink(resumes.join("gone"), resumes.join("broken.txt")).unwrap();
    symlink("/dev/zero", resumes.join("endless.txt")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(resumes.join("pipe.txt")).status();
    let socket = std::os::unix::net::UnixListener::bind(resumes.join("socket.txt")).unwrap();
    run(&case, &[]);
    drop(socket);
    let mut expected = vec!["broken.txt unreadable", "closed.txt unreadable", "endless.txt unsupported_type"];
    if fifo.is_ok_and(|status| status.success()) {
        expected.push("pipe.txt unsupported_type");
    }
    expected.extend(["self unreadable", "socket.txt unsupported_type"]);
    // The superuser reads closed files too.
    let open = std::fs::read(resumes.join("closed.txt")).is_ok();
    expected.retain(|line| !(open && line.starts_with("closed")));
    assert_eq!(codes(&case), expected);
}
