//! Finding names, and the whole reading of postings and resumes, on one thread.
//!
//! Names are found three ways in one run: by the token trie, and by two automata over the very same spellings (whole words, in
//! any case, the longest from left to right). An automaton must look at overlapping matches before it may choose: "the longest
//! first, then check its edges" loses names. Names together with the cues of the trade, of which ads have five times as many,
//! are part of the readings.
#![allow(clippy::expect_used)]

mod texts;

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use daachorse::DoubleArrayAhoCorasick;
use gaprank::extract::Extractor;
use gaprank::taxonomy::{Source, Taxonomy};
use gaprank::text::posting_text;
use texts::{Dice, names, posting, resume};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TEXTS: usize = 400;
/// Spellings of the small taxonomy, about.
const FEW: usize = 5_000;
/// Spellings of the large taxonomy.
const MANY: usize = 30_000;

/// Whether a match stands between the edges of words.
fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let inside = |left: Option<&u8>, right: Option<&u8>| word(left) && word(right);
    let before = start.checked_sub(1).and_then(|n| text.get(n));
    let suffix = matches!(text.get(end), Some(b'+' | b'#'));
    !inside(before, text.get(start)) && !inside(text.get(end - 1), text.get(end)) && !suffix
}

/// How many matches are left when the longest from left to right are chosen.
fn choose(found: &mut Vec<(usize, usize)>) -> usize {
    found.sort_unstable_by_key(|&(start, end)| (start, usize::MAX - end));
    let mut from = 0;
    let chosen = found.drain(..).filter(|&(start, end)| {
        let free = start >= from;
        if free {
            from = end;
        }
        free
    });
    chosen.count()
}

/// Spellings of a taxonomy.
fn spellings(taxonomy: &Taxonomy) -> Vec<String> {
    let mut all: Vec<String> =
        taxonomy.skills().iter().flat_map(|s| &s.aliases).map(|a| a.text.to_lowercase()).collect();
    all.sort();
    all.dedup();
    all
}

/// A part of the built-in taxonomy with about [`FEW`] spellings.
fn few() -> Taxonomy {
    let mut source = Source::built_in();
    let mut rows = csv::Reader::from_reader(source.skills.as_bytes());
    let mut kept = csv::Writer::from_writer(Vec::new());
    let header = rows.headers().expect("a header").clone();
    kept.write_record(&header).expect("a row");
    let implies = header.iter().position(|h| h == "implies").expect("a column");
    let whole = spellings(&Taxonomy::built_in().expect("the taxonomy")).len();
    for (n, row) in rows.records().enumerate() {
        // Evenly from the whole list, which is in the order of the alphabet.
        if n * FEW / whole != (n + 1) * FEW / whole {
            let row = row.expect("a row");
            // What a skill implies may have been left out.
            kept.write_record(row.iter().enumerate().map(|(i, cell)| if i == implies { "" } else { cell }))
                .expect("a row");
        }
    }
    source.skills = String::from_utf8(kept.into_inner().expect("the rows")).expect("text");
    Taxonomy::from_source(source).expect("the taxonomy")
}

/// The built-in taxonomy with made-up names up to [`MANY`] spellings, of one to three words, some of them common.
fn many() -> Taxonomy {
    const PARTS: [&str; 12] = ["ba", "ke", "ri", "lo", "mu", "ta", "ne", "shi", "vo", "gra", "plex", "dyn"];
    const COMMON: [&str; 8] = ["data", "cloud", "web", "server", "stream", "graph", "open", "core"];
    let mut source = Source::built_in();
    let dice = &mut Dice(7);
    let built_in: usize = Taxonomy::built_in().expect("the taxonomy").skills().iter().map(|s| s.aliases.len()).sum();
    for n in built_in..MANY {
        let word = |dice: &mut Dice| match dice.roll(3) {
            0 => dice.pick(&COMMON).to_owned(),
            _ => (0..3).map(|_| dice.pick(&PARTS)).collect(),
        };
        let words: Vec<String> = (0..1 + dice.roll(3)).map(|_| word(dice)).collect();
        source.skills.push_str(&format!("zz-{n},{} x{n},languages,,,,,,,\n", words.join(" ")));
    }
    Taxonomy::from_source(source).expect("the taxonomy")
}

/// How many names the two automata find, spelling by spelling as whole words.
struct Automata {
    daachorse: DoubleArrayAhoCorasick<u32>,
    aho: AhoCorasick,
}

impl Automata {
    fn new(spellings: &[String]) -> Self {
        Self {
            daachorse: DoubleArrayAhoCorasick::new(spellings).expect("an automaton"),
            aho: AhoCorasick::builder().ascii_case_insensitive(true).build(spellings).expect("an automaton"),
        }
    }

    fn by_daachorse(&self, texts: &[String]) -> usize {
        let (mut found, mut lower) = (Vec::new(), Vec::new());
        let count = |text: &String| {
            lower.clear();
            lower.extend(text.bytes().map(|b| b.to_ascii_lowercase()));
            let all = self.daachorse.find_overlapping_iter(&lower).map(|m| (m.start(), m.end()));
            found.extend(all.filter(|m| is_whole(&lower, m.0, m.1)));
            choose(&mut found)
        };
        texts.iter().map(count).sum()
    }

    fn by_aho(&self, texts: &[String]) -> usize {
        let mut found = Vec::new();
        let count = |text: &String| {
            let all = self.aho.find_overlapping_iter(text).map(|m| (m.start(), m.end()));
            found.extend(all.filter(|m| is_whole(text.as_bytes(), m.0, m.1)));
            choose(&mut found)
        };
        texts.iter().map(count).sum()
    }
}

fn matching(criterion: &mut Criterion) {
    let (few, built_in) = (few(), Taxonomy::built_in().expect("the taxonomy"));
    let dice = &mut Dice(1);
    // Names that all taxonomies know, so that all find about the same.
    let names = names(&few);
    let texts: Vec<String> = (0..TEXTS)
        .map(|_| {
            let (title, description) = posting(dice, &names);
            posting_text(&title, &[], &description)
        })
        .collect();
    let by_trie = |extractor: &Extractor| texts.iter().map(|t| extractor.count_names(t)).sum::<usize>();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("names");
    group.sample_size(20).throughput(Throughput::Bytes(bytes as u64));

    for (name, taxonomy) in [("5,000 spellings", few.clone()), ("built-in taxonomy", built_in)] {
        let automata = Automata::new(&spellings(&taxonomy));
        let extractor = Extractor::new(taxonomy).expect("the cues");
        // The trie knows some more: plurals, and other signs between the words of a name.
        let (expected, by_automaton) = (by_trie(&extractor), automata.by_aho(&texts));
        assert_eq!(automata.by_daachorse(&texts), by_automaton);
        let close = expected >= by_automaton && expected - by_automaton <= expected / 25;
        assert!(close, "{name}: {expected} and {by_automaton}");
        // As dense as real ads, in which the whole taxonomy finds five names to the kilobyte.
        assert!((3..=7).contains(&(expected * 1_000 / bytes)), "{name}: {expected} in {bytes} bytes");
        let id = |what: &str| BenchmarkId::new(what, name);
        group.bench_function(id("gaprank"), |b| b.iter(|| assert_eq!(by_trie(black_box(&extractor)), expected)));
        group.bench_function(id("daachorse"), |b| b.iter(|| assert_eq!(automata.by_daachorse(&texts), by_automaton)));
        group.bench_function(id("aho-corasick"), |b| b.iter(|| assert_eq!(automata.by_aho(&texts), by_automaton)));
    }
    let large = Extractor::new(many()).expect("the cues");
    let in_large = by_trie(&large);
    assert!(in_large >= by_trie(&Extractor::new(few).expect("the cues")));
    let id = BenchmarkId::new("gaprank", "30,000 spellings");
    group.bench_function(id, |b| b.iter(|| assert_eq!(by_trie(black_box(&large)), in_large)));
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let extractor = Extractor::new(Taxonomy::built_in().expect("the taxonomy")).expect("the cues");
    let names = names(extractor.taxonomy());
    let dice = &mut Dice(2);
    let raw: Vec<(String, String)> = (0..TEXTS).map(|_| posting(dice, &names)).collect();
    let postings: Vec<String> = raw.iter().map(|(title, text)| posting_text(title, &[], text)).collect();
    let resumes: Vec<String> = (0..TEXTS).map(|_| resume(dice, &names)).collect();
    let bytes = |texts: &[String]| Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum());

    let mut group = criterion.benchmark_group("reading");
    group.sample_size(20).throughput(bytes(&postings));
    let read = |text: &str| extractor.posting(text).requirements.len();
    let demands: usize = postings.iter().map(|t| read(t)).sum();
    assert!(demands > TEXTS * 5);
    group.bench_function("postings, text alone", |b| {
        b.iter(|| raw.iter().map(|(title, text)| posting_text(title, &[], text).len()).sum::<usize>());
    });
    group.bench_function("postings", |b| {
        b.iter(|| assert_eq!(postings.iter().map(|t| read(t)).sum::<usize>(), demands));
    });
    group.bench_function("postings with their text", |b| {
        let whole = |(title, text): &(String, String)| read(&posting_text(title, &[], text));
        b.iter(|| assert_eq!(raw.iter().map(whole).sum::<usize>(), demands));
    });
    group.throughput(bytes(&resumes));
    let skills = || resumes.iter().map(|t| extractor.resume(t).skills.len()).sum::<usize>();
    let expected = skills();
    assert!(expected > TEXTS * 15);
    group.bench_function("resumes", |b| b.iter(|| assert_eq!(skills(), expected)));
    group.finish();
}

criterion_group!(all, matching, reading);
criterion_main!(all);
