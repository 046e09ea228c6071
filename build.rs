//! Fingerprints of the code that reads, extracts and scores, so that what an earlier build found is not taken for what this one
//! would find: see `src/state/`.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    for (name, rooms) in [
        ("GAPRANK_READING", &["ingest", "text"][..]),
        ("GAPRANK_EXTRACTION", &["ingest", "text", "taxonomy", "extract"]),
        ("GAPRANK_REVIEW", &["review"]),
        ("GAPRANK_SCORING", &["score", "gap"]),
    ] {
        let mut hasher = DefaultHasher::new();
        for room in rooms {
            let room = Path::new("src").join(room);
            println!("cargo:rerun-if-changed={}", room.display());
            files_under(&room).iter().for_each(|path| hasher.write(&std::fs::read(path).unwrap_or_default()));
        }
        println!("cargo:rustc-env={name}={:016x}", hasher.finish());
    }
}

/// The files of a folder and its folders, sorted.
fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { out.extend(files_under(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}
