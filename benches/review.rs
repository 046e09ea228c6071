//! Reviewing resumes on one thread: statements with their numbers, signals, flags and strength.
//!
//! What is timed is `review` over resumes that were read and extracted before; bytes are those of the whole texts. The statements are
//! those of the table of tests, the hardest there are: nearly every one has numbers, cues of several signals, or what only looks
//! so. Real resumes can be given: `GAPRANK_RESUMES=FOLDER cargo bench --bench review`.
#![allow(clippy::expect_used)]

use std::env;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::extract::Extractor;
use gaprank::ingest::{Limits, discover, read_resume};
use gaprank::review::review;
use gaprank::taxonomy::Taxonomy;
use gaprank::text::resume_text;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Statements of one resume.
const STATEMENTS: usize = 12;

/// Resumes made of the table of statements, in its order.
fn resumes() -> Vec<String> {
    let mut rows = csv::Reader::from_reader(include_str!("../tests/it/bullets.csv").as_bytes());
    let all: Vec<String> = rows.records().map(|r| r.expect("a row")[3].to_owned()).collect();
    let resume = |statements: &[String]| {
        let list: String = statements.iter().map(|s| format!("• {s}\n")).collect();
        format!(
            "Ada Example\n\nSummary\n\nEngineer of ten years who likes small systems.\n\nSkills\n\nPython, Go, PostgreSQL, Kafka, \
             Kubernetes, Terraform\n\nExperience\n\nDeveloper, Example Ltd, January 2020 - March 2024\n{list}\nEducation\n\nBSc, \
             Example College, 2019\n"
        )
    };
    all.chunks(STATEMENTS).map(resume).collect()
}

/// The texts of the files below a folder that can be read.
fn texts_below(folder: String) -> Vec<String> {
    let files = discover(&[folder.into()]).expect("a folder");
    let text = |file| read_resume(file, &Limits::default()).ok().map(|document| resume_text(&document.blocks));
    files.iter().filter_map(text).collect()
}

fn reviewing(c: &mut Criterion) {
    let extractor = Extractor::new(Taxonomy::built_in().expect("the taxonomy")).expect("an extractor");
    let mut group = c.benchmark_group("review");
    let mut measure = |name: &str, texts: Vec<String>| {
        let read: Vec<_> = texts.into_iter().map(|text| (extractor.resume(&text), text)).collect();
        let all = || -> (usize, usize, usize) {
            let mut sum = (0, 0, 0);
            for (profile, text) in &read {
                let found = review(extractor.taxonomy(), text, profile, None);
                sum.0 += found.bullets.len();
                sum.1 += found.bullets.iter().map(|b| b.metrics.len()).sum::<usize>();
                sum.2 += found.bullets.iter().map(|b| usize::from(b.strength)).sum::<usize>();
            }
            sum
        };
        // Every statement is reviewed, and what a round finds is what the first found.
        let statements: usize = read.iter().map(|(profile, _)| profile.statements.len()).sum();
        let first = all();
        assert!(first.0 == statements, "{statements} {first:?}");
        group.throughput(Throughput::Bytes(read.iter().map(|(_, text)| text.len() as u64).sum()));
        group.bench_function(name, |b| b.iter(|| assert_eq!(black_box(all()), first)));
        first
    };
    let (statements, numbers, _) = measure("the table's statements", resumes());
    assert!(statements >= 300 && numbers > statements / 3, "{statements} {numbers}");
    if let Ok(folder) = env::var("GAPRANK_RESUMES") {
        measure("real resumes", texts_below(folder));
    }
    group.finish();
}

criterion_group!(benches, reviewing);
criterion_main!(benches);
