//! The main job from files to published tables: the sample data, and 2,000 postings x 200 resumes.
#![allow(clippy::expect_used)]

mod texts;

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::config::Config;
use gaprank::pipeline::{Request, run};
use gaprank::taxonomy::Taxonomy;
use texts::{Dice, names, posting, resume};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const POSTINGS: usize = 2_000;
const RESUMES: usize = 200;

/// Runs into a new folder; the rows of the tables, and how many inputs were refused.
fn rows(postings: &Path, resumes: &Path) -> ([u64; 4], usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let request = Request {
        postings: vec![postings.to_owned()],
        resumes: vec![resumes.to_owned()],
        out: dir.path().join("out"),
        ..Request::default()
    };
    let outcome = run(&Config::default(), &request, &()).expect("a run");
    let rows = |table: &str| outcome.run.rows.get(table).copied().unwrap_or(0);
    (["postings", "resumes", "matches", "gaps"].map(rows), outcome.rejects.len())
}

fn write_inputs(dir: &Path) {
    let taxonomy = Taxonomy::built_in().expect("the taxonomy");
    let names = names(&taxonomy);
    let dice = &mut Dice(3);
    let mut csv = csv::Writer::from_path(dir.join("postings.csv")).expect("a file");
    csv.write_record(["id", "title", "company", "description"]).expect("a header");
    for n in 0..POSTINGS {
        let (title, description) = posting(dice, &names);
        csv.write_record([&format!("p{n}"), &title, "Example Works", &description]).expect("a row");
    }
    csv.flush().expect("a file");
    std::fs::create_dir(dir.join("resumes")).expect("a folder");
    for n in 0..RESUMES {
        std::fs::write(dir.join(format!("resumes/r{n:03}.txt")), resume(dice, &names)).expect("a file");
    }
}

fn benches(criterion: &mut Criterion) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let dir = tempfile::tempdir().expect("a folder");
    write_inputs(dir.path());
    let generated = (dir.path().join("postings.csv"), dir.path().join("resumes"));
    let sample = (sample.join("postings.csv"), sample.join("resumes"));

    let mut group = criterion.benchmark_group("run");
    group.sample_size(10);
    for (name, (postings, resumes)) in [("sample data", &sample), ("2,000 postings x 200 resumes", &generated)] {
        let expected = rows(postings, resumes);
        let ([n_postings, n_resumes, matches, _], refused) = expected;
        if name == "sample data" {
            assert_eq!((n_postings + n_resumes, refused), (24 + 12, 1));
        } else {
            assert_eq!((n_postings, n_resumes, refused), (POSTINGS as u64, RESUMES as u64, 0));
            assert!(matches >= (RESUMES * 50) as u64);
        }
        group.throughput(Throughput::Elements(n_postings * n_resumes));
        group.bench_function(name, |bench| bench.iter(|| assert_eq!(rows(postings, resumes), expected)));
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
