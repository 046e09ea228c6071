//! The rules of the house, where a tool can see them: arrows point one way, libraries stay behind their fences.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::repository;

/// Lines that a source file may have, its tests included.
const LINES_MAX: usize = 500;

/// A library, and the only places of `src/` that may name it.
const FENCES: &[(&str, &[&str])] = &[
    ("tantivy", &["index/"]),
    ("rust_xlsxwriter", &["report/xlsx.rs"]),
    ("polars", &["report/", "state/columns.rs", "ingest/format/parquet.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/manual.rs"]),
    ("signal_hook", &["cli/interrupt.rs"]),
    ("tracing", &["cli/log.rs"]),
    ("tracing_subscriber", &["cli/log.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("pdf_oxide", &["ingest/resume/pdf/oxide/"]),
    ("pdfium_render", &["ingest/resume/pdf/pdfium/"]),
    ("quick_xml", &["ingest/resume/docx/"]),
    ("zip", &["ingest/resume/docx/"]),
    ("html5ever", &["ingest/html/"]),
    ("minijinja", &["report/html/"]),
    ("plotters", &["report/html/plot.rs"]),
    ("sha2", &["report/html/mod.rs"]),
    ("base64", &["report/html/mod.rs"]),
    ("walkdir", &["ingest/discover.rs"]),
    ("whatlang", &["extract/scan.rs"]),
    ("unicode_normalization", &["text/fold.rs"]),
    ("rustix", &["report/busy.rs", "report/publish.rs", "report/staging.rs", "ingest/contain/worker.rs"]),
    ("pulp", &["score/lanes.rs", "score/stretch.rs", "text/mask.rs"]),
    // Parallel loops live in few places.
    ("rayon", &["report/", "state/store.rs", "pipeline.rs", "pipeline/", "arrow/"]),
    ("arrow_array", &["arrow/"]),
    ("arrow_cast", &["arrow/"]),
    ("arrow_ipc", &["arrow/"]),
    ("arrow_schema", &["arrow/"]),
    ("postcard", &["state/", "arrow/packed.rs"]),
];

/// Rooms that map values to values: no files, no printing, no threads of their own.
const PURE: &[&str] = &["text", "extract", "review", "score", "gap"];

/// What a pure room has no use for outside its tests.
const IMPURE: &[&str] = &["std::fs", "std::io", "std::env", "std::net", "std::process", "std::thread", "std::time"];

/// A source file: its path in `src/`, and its lines of code with their numbers, without comments.
struct Source {
    path: String,
    lines: Vec<(usize, String)>,
    all: String,
}

impl Source {
    /// The room that a file is of: `text` for `text/fold.rs` and `text.rs`.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The lines before the file's own tests.
    fn without_tests(&self) -> impl Iterator<Item = &(usize, String)> {
        self.lines.iter().take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }
}

fn sources() -> Vec<Source> {
    let root = repository("src");
    let mut files = files_under(&root);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let source = |path: PathBuf| {
        let all = fs::read_to_string(&path).unwrap();
        let code = all.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        let lines = code.map(|(at, line)| (at + 1, line.to_owned())).collect();
        let path = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        Source { path, lines, all }
    };
    files.into_iter().map(source).collect()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds files", folder.display());
    files
}

/// The rooms in the order of `lib.rs`.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(repository("src/lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Whether `line` names the crate or module `name` at the head of a path.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let head = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '"' | '.'));
        head && line[at + name.len()..].starts_with("::")
    })
}

fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn a_room_names_only_rooms_before_it() {
    let rooms = rooms();
    let place = |room: &str| rooms.iter().position(|r| r == room);
    let mut findings = Vec::new();
    for source in sources() {
        let Some(own) = place(source.room()) else {
            assert!(matches!(source.path.as_str(), "lib.rs" | "main.rs"), "{} is of no room", source.path);
            continue;
        };
        for (number, line) in &source.lines {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let named: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                match place(&named) {
                    Some(named) if named <= own => {}
                    Some(_) => findings.push(format!("src/{}:{number} points forward to {named}", source.path)),
                    None => findings.push(format!("src/{}:{number} names no room: {}", source.path, line.trim())),
                }
            }
        }
    }
    none(&findings);
}

#[test]
fn libraries_stay_behind_their_fences() {
    let mut findings = Vec::new();
    for source in sources() {
        for (library, places) in FENCES {
            if places.iter().any(|place| source.path.starts_with(place)) {
                continue;
            }
            let named = source.lines.iter().filter(|(_, line)| names(line, library));
            findings.extend(named.map(|(number, _)| format!("src/{}:{number} names {library}", source.path)));
        }
    }
    none(&findings);
}

#[test]
fn pure_rooms_touch_nothing() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room())) {
        for (number, line) in source.without_tests() {
            let found = IMPURE.iter().filter(|name| line.contains(**name));
            findings.extend(found.map(|name| format!("src/{}:{number} uses {name}", source.path)));
        }
    }
    none(&findings);
}

#[test]
fn only_cli_prints_and_nothing_is_unsafe() {
    let mut findings = Vec::new();
    for source in sources() {
        for (number, line) in &source.lines {
            let prints = ["println!", "print!", "eprintln!", "eprint!", "dbg!"].iter().any(|m| line.contains(m));
            if prints && source.room() != "cli" {
                findings.push(format!("src/{}:{number} prints", source.path));
            }
            if line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe") {
                findings.push(format!("src/{}:{number} is unsafe", source.path));
            }
        }
    }
    none(&findings);
}

#[test]
fn the_python_package_is_safe_and_short() {
    let mut findings = Vec::new();
    for path in files_under(&repository("python/src")) {
        let all = fs::read_to_string(&path).unwrap();
        let unsafe_line =
            all.lines().any(|line| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "unsafe"));
        if unsafe_line || all.lines().count() > LINES_MAX || !all.starts_with("//! ") {
            findings.push(format!("{} is unsafe, long, or does not open with //!", path.display()));
        }
    }
    none(&findings);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut findings = Vec::new();
    for source in sources() {
        let lines = source.all.lines().count();
        if lines > LINES_MAX {
            findings.push(format!("src/{} has {lines} lines: give a part of it a file of its own", source.path));
        }
        if !source.all.starts_with("//! ") {
            findings.push(format!("src/{} does not open with //!", source.path));
        }
        let stem = source.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        if ["util", "utils", "helper", "helpers", "common", "misc", "types"].contains(&stem) {
            findings.push(format!("src/{} says nothing by its name", source.path));
        }
    }
    none(&findings);
}

#[test]
fn every_room_asks_its_question() {
    let mut findings = Vec::new();
    for source in sources() {
        // A room's own page, not that of a folder inside it.
        let is_room = source.path.matches('/').count() == 1 && source.path.ends_with("/mod.rs");
        if is_room && !source.all.lines().next().unwrap().contains('?') {
            findings.push(format!("src/{} does not open with the question it answers", source.path));
        }
    }
    none(&findings);
}

#[test]
fn no_path_of_a_machine_is_kept() {
    // Put together here, so that this file is none of its own findings.
    let homes = ["home", "root", "Users", "tmp", "work", "mnt"].map(|home| format!("/{home}/"));
    let mut findings = Vec::new();
    for part in [
        "src",
        "python/src",
        "python/gaprank",
        "python/tests",
        "tests",
        "benches",
        "schemas",
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Cargo.toml",
    ] {
        for path in files_under(&repository(part)) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            for (at, line) in text.lines().enumerate() {
                // Not the tail of a longer path or URL.
                let absolute = |home: &String| {
                    line.match_indices(home.as_str()).any(|(at, _)| {
                        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}'))
                    })
                };
                if homes.iter().any(absolute) {
                    findings.push(format!("{}:{} {}", path.display(), at + 1, line.trim()));
                }
            }
        }
    }
    none(&findings);
}
