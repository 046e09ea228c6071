//! A cold run and the night after it, at growing sizes: `cargo bench --bench nights -- 1000x100 10000x1000`.
//!
//! With `NIGHTS_INPUTS=DIR` the documents of a size are only written there, for other programs to be timed on.
//!
//! Seconds are processor time by stage, but for `wall`; `busy` is that of all threads together, `but write` what of it does not
//! write tables: the figure of which a night may take a twentieth of the cold run's `busy`.
//!
//! No statistics of repeated runs: each size takes from seconds to many minutes, and its figure is one line. What is
//! asserted is that a night in which one posting in a hundred is new ends with the tables of a cold run over everything.
#![allow(clippy::expect_used, clippy::print_stdout)]

mod texts;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use gaprank::config::{Config, Format};
use gaprank::pipeline::{Request, run};
use gaprank::report::{RunJson, process_time};
use gaprank::taxonomy::Taxonomy;
use texts::{Dice, names, posting, resume};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sizes that are run where none is named.
const SIZES: [&str; 2] = ["1000x100", "10000x1000"];

fn main() {
    let inputs = std::env::var_os("NIGHTS_INPUTS");
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| arg.contains('x')).collect();
    let sizes = if named.is_empty() { SIZES.map(str::to_owned).to_vec() } else { named };
    println!(
        "{:>9} {:>7} {:<6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>8} {:>9}",
        "postings",
        "resumes",
        "run",
        "read",
        "extract",
        "index",
        "score",
        "explain",
        "write",
        "html",
        "state",
        "busy",
        "but write",
        "wall",
        "MB out"
    );
    for size in sizes {
        let (postings, resumes) = size.split_once('x').expect("POSTINGSxRESUMES");
        let (postings, resumes) = (postings.parse().expect("a number"), resumes.parse().expect("a number"));
        match &inputs {
            Some(dir) => {
                let dir = Path::new(dir);
                fs::create_dir_all(dir).expect("a folder");
                write_postings(&dir.join("all.jsonl"), 0..postings);
                write_resumes(&dir.join("resumes"), resumes);
            }
            None => night(postings, resumes),
        }
    }
}

fn night(n_postings: usize, n_resumes: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str| dir.path().join(name);
    let fresh = n_postings / 100;
    write_postings(&at("old.jsonl"), 0..n_postings - fresh);
    write_postings(&at("new.jsonl"), n_postings - fresh..n_postings);
    write_postings(&at("all.jsonl"), 0..n_postings);
    write_resumes(&at("resumes"), n_resumes);
    let go = |name: &str, postings: &str, state: Option<&str>, snapshot: bool| {
        let config = Config { top_resumes: 3, format: vec![Format::Parquet], ..Config::default() };
        let request = Request {
            postings: vec![at(postings)],
            resumes: vec![at("resumes")],
            out: at("out"),
            state: state.map(&at),
            snapshot,
            ..Request::default()
        };
        let before = process_time();
        let done = run(&config, &request, &()).expect("a run").run;
        let busy = (process_time() - before).as_secs_f64();
        report(name, n_postings, n_resumes, &done, busy);
        done
    };
    let cold = go("cold", "all.jsonl", None, false);
    go("first", "old.jsonl", Some("state"), false);
    copy(&at("state"), &at("state2"));
    let new = go("new", "new.jsonl", Some("state"), false);
    let whole = go("whole", "all.jsonl", Some("state2"), true);
    for after in [new, whole] {
        assert_eq!(after.rows, cold.rows, "the tables of a cold run");
        // Those that say nothing of earlier runs are the same to the byte.
        let same = |run: &RunJson, name: &str| run.files.iter().find(|f| f.path == name).map(|f| f.blake3.clone());
        for table in ["gaps.parquet", "requirements.parquet", "skills.parquet", "demand.parquet", "texts.parquet"] {
            assert_eq!(same(&after, table), same(&cold, table), "{table}");
        }
    }
}

/// `busy` is the processor time of the whole run on all threads.
fn report(name: &str, postings: usize, resumes: usize, run: &RunJson, busy: f64) {
    let s = run.seconds;
    let bytes: u64 = run.files.iter().map(|f| f.bytes).sum();
    println!(
        "{postings:>9} {resumes:>7} {name:<6} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {busy:>7.2} {:>9.2} {:>8.2} {:>9.1}   peak {} MB",
        s.read,
        s.extract,
        s.index,
        s.score,
        s.explain,
        s.write,
        s.html,
        s.state,
        busy - s.write,
        s.total,
        bytes as f64 / 1e6,
        peak() >> 10
    );
}

/// The most memory that this process has held so far, in KiB, where the system tells.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    // From here on it is counted anew.
    let _ = fs::write("/proc/self/clear_refs", "5");
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn write_postings(path: &Path, which: std::ops::Range<usize>) {
    let taxonomy = Taxonomy::built_in().expect("the taxonomy");
    let names = names(&taxonomy);
    let mut out = BufWriter::new(fs::File::create(path).expect("a file"));
    for n in which {
        // Each posting has dice of its own, so that it is the same in whatever file it stands.
        let dice = &mut Dice(n as u64 * 7_919 + 1);
        let (title, description) = posting(dice, &names);
        let company = format!("Example Works {}", dice.roll(5_000));
        let day = format!("2026-{:02}-{:02}", 1 + dice.roll(10), 1 + dice.roll(28));
        let line = serde_json::json!({
            "id": format!("job-{n:08}"), "title": title, "company": company, "date_posted": day, "description": description,
        });
        writeln!(out, "{line}").expect("a line");
    }
    out.flush().expect("a file");
}

fn write_resumes(dir: &Path, n: usize) {
    let taxonomy = Taxonomy::built_in().expect("the taxonomy");
    let names = names(&taxonomy);
    fs::create_dir(dir).expect("a folder");
    let dice = &mut Dice(3);
    (0..n).for_each(|n| fs::write(dir.join(format!("r{n:05}.txt")), resume(dice, &names)).expect("a file"));
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("an entry")) {
        let path = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&path).expect("a folder");
        } else {
            fs::copy(entry.path(), &path).expect("a file");
        }
    }
}
