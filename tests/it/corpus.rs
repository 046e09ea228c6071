//! What fuzzing starts from and what it has found, replayed: `fuzz/corpus/TARGET/`.

#[path = "../../fuzz/checks.rs"]
mod checks;

use crate::command::repository;

#[test]
fn every_kept_input_is_read_or_refused() {
    gaprank::ingest::quiet_contained_panics();
    for target in checks::TARGETS {
        let folder = repository("fuzz/corpus").join(target);
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{target} has something to start from");
        for file in files {
            let input = std::fs::read(&file).unwrap();
            let checked = std::panic::catch_unwind(|| checks::check(target, &input));
            assert!(checked.is_ok(), "{} fails", file.display());
        }
    }
}
