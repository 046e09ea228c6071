//! Indexing postings against a bare tantivy loop over the same fields, and what a run asks the index.
//!
//! `cargo bench --bench index`. Both loops get the same documents, one writing thread and the same memory.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::index::{PostingDoc, PostingIndex};
use gaprank::report::process_time;
use tantivy::schema::{FAST, INDEXED, STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};

const POSTINGS: usize = 10_000;
const WORDS_A_POSTING: usize = 350;
const MEMORY: usize = 128 << 20;
const TURNS: usize = 9;

/// A linear congruential generator: the same postings on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }

    /// A word of 30,000, the low numbers far more often, as in language.
    fn word(&mut self) -> String {
        let below = 1 + self.next(30_000);
        format!("word{}", self.next(below))
    }
}

fn postings() -> Vec<PostingDoc> {
    let mut numbers = Numbers(1);
    (0..POSTINGS)
        .map(|n| {
            let body: Vec<_> = (0..WORDS_A_POSTING).map(|_| numbers.word()).collect();
            let skills: Vec<_> = (0..9).map(|_| format!("skill-{}", numbers.next(600))).collect();
            PostingDoc {
                posting_id: format!("posting-{n:06}"),
                title: format!("{} engineer {}", numbers.word(), numbers.word()),
                company: format!("company {}", numbers.next(500)),
                location: format!("town {}", numbers.next(200)),
                body: body.join(" "),
                skill_names: skills.iter().map(|skill| skill.replace('-', " ")).collect(),
                skills,
                tiers: vec!["languages".to_owned(), "databases".to_owned()],
                date: Some(format!("2026-{:02}-{:02}", 1 + n % 11, 1 + n % 28)),
                level: Some("senior".to_owned()),
                min_years: Some((n % 9) as u32),
                is_remote: Some(n % 2 == 0),
                n_required: 5,
            }
        })
        .collect()
}

/// The loop of tantivy's own documentation.
fn bare(postings: &[PostingDoc]) -> tantivy::Result<u64> {
    let mut schema = Schema::builder();
    let posting_id = schema.add_text_field("posting_id", STRING | FAST);
    let title = schema.add_text_field("title", TEXT | STORED);
    let company = schema.add_text_field("company", TEXT | STORED);
    let location = schema.add_text_field("location", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT);
    let skill = schema.add_text_field("skill", STRING | FAST);
    let tier = schema.add_text_field("tier", STRING);
    let date = schema.add_text_field("date", STRING | FAST | STORED);
    let level = schema.add_text_field("level", STRING | FAST);
    let min_years = schema.add_u64_field("min_years", INDEXED | FAST);
    let is_remote = schema.add_bool_field("is_remote", INDEXED | FAST);
    let n_required = schema.add_u64_field("n_required", INDEXED | FAST);
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    for posting in postings {
        let mut document = TantivyDocument::default();
        document.add_text(posting_id, &posting.posting_id);
        document.add_text(title, &posting.title);
        document.add_text(company, &posting.company);
        document.add_text(location, &posting.location);
        document.add_text(body, &posting.body);
        for term in posting.skills.iter().chain(&posting.skill_names) {
            document.add_text(skill, term);
        }
        for term in &posting.tiers {
            document.add_text(tier, term);
        }
        document.add_text(date, posting.date.as_deref().unwrap_or_default());
        document.add_text(level, posting.level.as_deref().unwrap_or_default());
        document.add_u64(min_years, posting.min_years.unwrap_or_default().into());
        document.add_bool(is_remote, posting.is_remote.unwrap_or_default());
        document.add_u64(n_required, posting.n_required.into());
        writer.add_document(document)?;
    }
    writer.commit()?;
    Ok(index.reader()?.searcher().num_docs())
}

fn ours(postings: &[PostingDoc]) -> gaprank::error::Result<PostingIndex> {
    let mut index = PostingIndex::in_memory(1)?;
    index.add(postings)?;
    index.commit()?;
    Ok(index)
}

/// Both loops in turn, by processor time, so that what else runs on the machine counts for little: medians and their ratio.
fn compare(postings: &[PostingDoc]) {
    let timed = |work: &dyn Fn() -> u64| {
        let before = process_time();
        assert_eq!(work(), POSTINGS as u64);
        (process_time() - before).as_secs_f64()
    };
    let (mut theirs, mut own) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        theirs.push(timed(&|| bare(postings).expect("an index")));
        own.push(timed(&|| ours(postings).expect("an index").len()));
    }
    let [theirs, own] = [theirs, own].map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds[TURNS / 2]
    });
    println!("processor seconds: bare tantivy loop {theirs:.3}, gaprank {own:.3}, {:.2} x", own / theirs);
}

fn benches(criterion: &mut Criterion) {
    let postings = postings();
    compare(&postings);
    let bytes: usize = postings.iter().map(|posting| posting.title.len() + posting.body.len()).sum();

    let mut group = criterion.benchmark_group("indexing");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("bare tantivy loop", |bench| {
        bench.iter(|| assert_eq!(bare(&postings).expect("an index"), POSTINGS as u64));
    });
    group.bench_function("gaprank", |bench| {
        bench.iter(|| assert_eq!(ours(&postings).expect("an index").len(), POSTINGS as u64));
    });
    group.finish();

    let index = ours(&postings).expect("an index");
    let resume = &postings[7].body;
    let ids: Vec<_> = postings.iter().step_by(POSTINGS / 50).map(|posting| posting.posting_id.as_str()).collect();
    let mut group = criterion.benchmark_group("asking");
    group.bench_function("select half of the postings", |bench| {
        bench.iter(|| assert_eq!(index.select("is_remote:true").expect("ids").len(), POSTINGS / 2));
    });
    group.bench_function("relevance of one resume to 50 postings", |bench| {
        bench.iter(|| {
            let scores = index.relevance(black_box(resume), &ids).expect("scores");
            assert_eq!(scores.len(), ids.len());
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
