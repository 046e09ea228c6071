//! Fingerprints of the code that reads, extracts, reviews and scores, so that what an earlier build found is not taken for what this one
//! would find: see `src/state/`.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    for (name, parts) in [
        ("GAPRANK_READING", &["ingest", "text"][..]),
        ("GAPRANK_EXTRACTION", &["ingest", "text", "taxonomy", "extract"]),
        ("GAPRANK_REVIEW", &["review"]),
        ("GAPRANK_SCORING", &["score", "gap", "config.rs", "pipeline.rs", "pipeline"]),
    ] {
        let mut hasher = DefaultHasher::new();
        for part in parts {
            let part = Path::new("src").join(part);
            println!("cargo:rerun-if-changed={}", part.display());
            files_under(&part).iter().for_each(|path| hasher.write(&std::fs::read(path).unwrap_or_default()));
        }
        println!("cargo:rustc-env={name}={:016x}", hasher.finish());
    }
}

/// The files of a folder and its folders, sorted; a file itself.
fn files_under(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { out.extend(files_under(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}
