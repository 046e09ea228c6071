//! The Arrow room against itself: packed profiles and rankings of parts come to what the whole comes to. That the whole is the
//! command line's is tested from Python, over the same sample data.

use std::sync::Arc;

use gaprank::arrow::{Floors, Keep, Matches, Packed, Pairs, Postings, RecordBatch, Resumes, Rules, merge};
use gaprank::config::Config;

use crate::command::repository;

fn rules() -> Rules {
    Rules::new(Config { as_of: Some("2026-11-20".into()), ..Config::default() }).unwrap()
}

fn sample(rules: &Rules) -> (Arc<Postings>, Arc<Resumes>) {
    let postings = Postings::of_paths(rules, &[repository("sample_data/postings.csv")], &()).unwrap();
    let resumes = Resumes::of_paths(rules, &[repository("sample_data/resumes")], &()).unwrap();
    assert!(postings.len() > 20 && !postings.is_empty());
    (Arc::new(postings), Arc::new(resumes))
}

fn rows(batches: &[RecordBatch]) -> usize {
    batches.iter().map(RecordBatch::num_rows).sum()
}

#[test]
fn packed_profiles_match_as_the_resumes_do() {
    let rules = rules();
    let (postings, resumes) = sample(&rules);
    let keep = Keep { top: 50, top_resumes: 50 };
    let plain = Matches::new(&rules, postings.clone(), resumes.clone(), keep, &()).unwrap();
    let bytes = Packed::to_bytes(&rules, &Packed::pack(&rules, &resumes).unwrap()).unwrap();
    let packed = Arc::new(Packed::of_bytes(&rules, &bytes).unwrap());
    let found = Matches::new(&rules, postings, packed, keep, &()).unwrap();
    assert_eq!(found.matches(&rules, &()).unwrap(), plain.matches(&rules, &()).unwrap());
    assert_eq!(found.gaps(&rules, &()).unwrap(), plain.gaps(&rules, &()).unwrap());
    assert!(rows(&plain.gaps(&rules, &()).unwrap()) > plain.len());

    let other = Rules::new(Config { taxonomy: Some(repository("src/taxonomy/skills.csv")), ..Config::default() });
    let damaged = Packed::of_bytes(&rules, &bytes[..bytes.len() / 2]).unwrap_err();
    assert_eq!(damaged.code(), "batch");
    // The same skills without the built-in guards are another taxonomy.
    if let Ok(other) = other
        && other.fingerprint() != rules.fingerprint()
    {
        assert!(Packed::of_bytes(&other, &bytes).unwrap_err().to_string().contains("pack them anew"));
    }
}

#[test]
fn rankings_of_parts_come_to_the_ranking_of_the_whole() {
    let rules = rules();
    let (postings, resumes) = sample(&rules);
    let mut spared = 0;
    for (top, top_resumes) in [(50, 50), (3, 2), (5, 0), (1, 1), (0, 4)] {
        let keep = Keep { top, top_resumes };
        let whole = Matches::new(&rules, postings.clone(), resumes.clone(), keep, &()).unwrap();
        for parts in [1, 3, 40] {
            let ranked: Vec<Matches> = postings
                .parts(parts)
                .into_iter()
                .map(|part| Matches::new(&rules, Arc::new(part), resumes.clone(), keep, &()).unwrap())
                .collect();
            let told = |floors: Option<&Floors>| -> Vec<RecordBatch> {
                ranked.iter().map(|part| part.candidates(floors).unwrap()).collect()
            };
            let all = told(None);
            let merged = merge(&all, top).unwrap();
            assert_eq!(merged.num_rows(), whole.len(), "{keep:?} in {parts}");
            // What the first part alone says of the last places spares the others pairs, and changes nothing.
            let floors = Floors::default().raised(&[merge(&all[..1], top).unwrap()], top).unwrap();
            let above = told(Some(&floors));
            assert_eq!(merge(&above, top).unwrap(), merged, "{keep:?} in {parts}");
            spared += rows(&all) - rows(&above);
            let pairs = [Pairs::of_batch(&merged).unwrap()];
            let found = Matches::of_pairs(&rules, postings.clone(), resumes.clone(), &pairs).unwrap();
            assert_eq!(found.matches(&rules, &()).unwrap(), whole.matches(&rules, &()).unwrap(), "{keep:?} in {parts}");
        }
    }
    assert!(spared > 0);
}

#[test]
fn work_stops_when_it_is_told_to() {
    let rules = rules();
    let stop = std::sync::atomic::AtomicBool::new(true);
    let stopped = Postings::of_paths(&rules, &[repository("sample_data/postings.csv")], &stop).unwrap_err();
    assert_eq!(stopped.code(), "stopped");
    let stopped = Resumes::of_paths(&rules, &[repository("sample_data/resumes")], &stop).unwrap_err();
    assert_eq!(stopped.code(), "stopped");
}
