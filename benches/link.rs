//! Linking near-duplicates. `cargo bench --bench link`; `LINKED=1000000 cargo bench --bench link` does it once for so many ads and
//! tells time and memory instead.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::text::{Compared, Likeness, Signature, duplicates};
use rayon::prelude::*;

/// Ads of the benchmark.
const ADS: usize = 20_000;

/// Words of an ad.
const WORDS: usize = 150;

fn mixed(n: u64) -> u64 {
    let mut z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z ^ (z >> 27)
}

/// Ads, and how many of them repeat an earlier one. Of ten, six are like no other, one repeats one of a few texts word by word,
/// one repeats its neighbour but for a few words, and two are of employers whose ads share two thirds of their words.
fn ads(n: usize) -> (Vec<String>, usize) {
    let word = |seed: u64, at: usize| mixed(seed << 20 | at as u64) % 20_000;
    let text = |ad: usize| {
        let seed = match ad % 10 {
            6 => 1_000_000_000 + (ad / 10 % 5) as u64,
            7 => ad as u64 - 1 - 2,
            _ => ad as u64,
        };
        let words = (0..WORDS).map(|at| match ad % 10 {
            7 if at % 60 == 9 => word(ad as u64 + 2_000_000_000, at),
            8 | 9 if at < WORDS * 2 / 3 => word(3_000_000_000 + (ad / 10 % 50) as u64, at),
            _ => word(seed, at),
        });
        words.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    };
    let texts: Vec<String> = (0..n).into_par_iter().map(text).collect();
    let repeats = texts.len() / 10 - (n / 10).min(5) + texts.len() / 10;
    (texts, repeats)
}

fn signatures(texts: &[String]) -> Vec<Signature> {
    texts.par_iter().map(|text| Signature::of(text, Likeness::POSTING)).collect()
}

fn link(texts: &[String], signatures: &[Signature]) -> usize {
    let mut compared = Compared::new(Likeness::POSTING, |at: usize| texts[at].as_str().into());
    let linked = duplicates(texts.len(), |at| &signatures[at], |at| at, |a, b| compared.alike(a, b));
    linked.firsts.iter().flatten().count()
}

fn benches(criterion: &mut Criterion) {
    if let Ok(n) = std::env::var("LINKED") {
        return once(n.parse().expect("a number of ads"));
    }
    let (texts, repeats) = ads(ADS);
    let kept = signatures(&texts);
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("link");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("signatures", |bench| bench.iter(|| signatures(&texts)));
    group.throughput(Throughput::Elements(ADS as u64));
    group.bench_function("duplicates", |bench| bench.iter(|| assert_eq!(link(&texts, &kept), repeats)));
    group.finish();
}

fn once(n: usize) {
    let (texts, repeats) = ads(n);
    let memory = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        format!("{} {}", line("VmRSS"), line("VmHWM"))
    };
    println!("{n} ads, {} bytes: {}", texts.iter().map(String::len).sum::<usize>(), memory());
    let started = Instant::now();
    let kept = signatures(&texts);
    println!("signatures in {:?}, {} bytes each: {}", started.elapsed(), size_of::<Signature>(), memory());
    let started = Instant::now();
    let linked = link(&texts, &kept);
    println!("{linked} linked of {repeats} in {:?}: {}", started.elapsed(), memory());
}

criterion_group!(all, benches);
criterion_main!(all);
