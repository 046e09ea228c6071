//! Reviewing resumes on one thread: statements with their numbers, signals, flags and strength.
//!
//! What is timed is `review` over resumes that were read and extracted before; bytes are those of the whole texts.
#![allow(clippy::expect_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::extract::Extractor;
use gaprank::review::review;
use gaprank::taxonomy::Taxonomy;

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

fn reviewing(c: &mut Criterion) {
    let extractor = Extractor::new(Taxonomy::built_in().expect("the taxonomy")).expect("an extractor");
    let read: Vec<_> = resumes().into_iter().map(|text| (extractor.resume(&text), text)).collect();
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
    // Every statement of the table is one, and what a round finds is what the first found.
    let statements: usize = read.iter().map(|(profile, _)| profile.statements.len()).sum();
    let first = all();
    assert!(statements >= 300 && first.0 == statements && first.1 > statements / 3, "{statements} {first:?}");

    let mut group = c.benchmark_group("review");
    group.throughput(Throughput::Bytes(read.iter().map(|(_, text)| text.len() as u64).sum()));
    group.bench_function("review", |b| b.iter(|| assert_eq!(black_box(all()), first)));
    group.finish();
}

criterion_group!(benches, reviewing);
criterion_main!(benches);
