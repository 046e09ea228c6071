//! Writing the table `gaps`, the largest of a run. `cargo bench --bench report`.
#![allow(clippy::expect_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::report::{Formats, GapRow, Points, TableWriter, Text};

const ROWS: usize = 200_000;

fn rows() -> Vec<GapRow> {
    let keywords: Vec<Text> = (0..600).map(|n| format!("Keyword {n}").into()).collect();
    let quotes: Vec<Text> =
        (0..5_000).map(|n| format!("{n} years of hands-on work with some keyword").into()).collect();
    let row = |n: usize| GapRow {
        posting_id: format!("posting-{:06}", n / 9 % 20_000).into(),
        resume_id: format!("resume-{:06}", n / 450).into(),
        rank_in_resume: Some((n / 9 % 50) as u32 + 1),
        gap_rank: (n % 9) as u32 + 1,
        requirement_id: format!("r{:02}", n % 9).into(),
        tier: Text::Fixed("languages"),
        keyword: keywords[n * 7 % keywords.len()].clone(),
        any_of: vec![keywords[n * 7 % keywords.len()].clone()],
        importance: Text::Fixed("required"),
        min_years: n.is_multiple_of(4).then_some(3.0),
        status: Text::Fixed("missing"),
        via: None,
        points_possible: Points(1_111),
        points_earned: Points(0),
        fix: Text::Fixed("learn"),
        fix_points: Points(1_111),
        advice: format!("Learn {} first, then show it in a project.", &*keywords[n * 7 % keywords.len()]).into(),
        posting_quote: quotes[n * 11 % quotes.len()].clone(),
        posting_start: (n % 3_000) as u32,
        posting_end: (n % 3_000) as u32 + 40,
        resume_quote: None,
        resume_start: None,
        resume_end: None,
        resume_section: None,
    };
    (0..ROWS).map(row).collect()
}

fn benches(criterion: &mut Criterion) {
    let rows = rows();
    let mut group = criterion.benchmark_group("gaps");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    for (name, csv, parquet) in [("csv", true, false), ("parquet", false, true), ("both", true, true)] {
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let dir = tempfile::tempdir().expect("a folder");
                let mut writer = TableWriter::create(dir.path(), Formats { csv, parquet }).expect("files");
                rows.chunks(10_000).for_each(|rows| writer.append(rows).expect("rows"));
                assert_eq!(writer.finish().expect("a footer").rows, ROWS as u64);
            });
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
