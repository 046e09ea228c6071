//! Documents that are broken in every way: bytes flipped, cut, spliced. Each becomes a row or a reject, and none brings the
//! run down or holds it up.
//!
//! `MUTATIONS=2000 cargo test --release --test it mutations` tries more of them, `MUTATIONS_OF=FOLDER` other documents,
//! and `MUTATIONS_KEPT=1` leaves them where they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::time::Instant;

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::command::{Case, repository, stderr};

/// Documents that are tried where nobody asks for more: a few seconds.
const USUAL: usize = 60;

/// Seconds of processor time that one may take; a sound one takes a hundredth.
const SECONDS: u64 = 10;

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// A range inside of `length` bytes, short as often as long.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let start = self.below(length);
        let longest = [16, 256, 4096, length][self.below(4)];
        (start, (start + self.below(longest)).min(length))
    }
}

/// Breaks `bytes` in one to three ways; `other` is what foreign parts come from.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        if bytes.is_empty() {
            return;
        }
        let (start, end) = dice.range(bytes.len());
        match dice.below(8) {
            0 => {
                for _ in 0..=dice.below(20) {
                    let at = dice.below(bytes.len());
                    bytes[at] ^= 1 << dice.below(8);
                }
            }
            1 => bytes.truncate(dice.below(bytes.len())),
            2 => drop(bytes.drain(start..end)),
            3 => bytes[start..end].fill(0),
            4 => {
                let piece = bytes[start..end].to_vec();
                let at = dice.below(bytes.len());
                bytes.splice(at..at, piece);
            }
            5 => {
                let (from, to) = dice.range(other.len());
                bytes.splice(start..end, other[from..to].iter().copied());
            }
            6 => bytes[start..end].reverse(),
            // Lengths, offsets and references are numbers in both formats.
            _ => {
                let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
                for _ in 0..=dice.below(10) {
                    if let Some(at) = digits.get(dice.below(digits.len())) {
                        bytes[*at] = b'0' + dice.below(10) as u8;
                    }
                }
            }
        }
    }
}

/// Breaks one part of a zip and packs it anew, so that the damage is not found by a checksum alone.
fn mutate_inside(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(zip.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).ok()?;
        if at == chosen || name == "word/document.xml" && dice.below(2) == 0 {
            mutate(&mut part, other, dice);
        }
        out.start_file(name, SimpleFileOptions::default()).ok()?;
        out.write_all(&part).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

fn documents() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = std::env::var_os("MUTATIONS_OF").map_or_else(|| repository("sample_data/resumes"), PathBuf::from);
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf" || extension == "docx"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
}

#[test]
fn every_broken_document_is_a_row_or_a_reject() {
    let wanted = std::env::var("MUTATIONS").map_or(USUAL, |n| n.parse().expect("a number of documents"));
    let documents = documents();
    let dice = &mut Dice(11);
    let mut case = Case::new().with("postings/a.csv", "id,title,description\n1,Engineer,You know Go.\n");
    for n in 0..wanted {
        let (path, bytes) = &documents[n % documents.len()];
        let other = &documents[dice.below(documents.len())].1;
        let extension = path.extension().unwrap().to_str().unwrap();
        let inside = if extension == "docx" && dice.below(3) > 0 { mutate_inside(bytes, other, dice) } else { None };
        let broken = inside.unwrap_or_else(|| {
            let mut bytes = bytes.clone();
            mutate(&mut bytes, other, dice);
            bytes
        });
        case = case.with(&format!("resumes/{n:05}.{extension}"), broken);
    }
    let limits = format!("[limits]\nmax_seconds = {SECONDS}\nmax_memory_bytes = {}\n", 512 << 20);
    let case = case.with("gaprank.toml", limits);
    let config = case.path("gaprank.toml").display().to_string();
    let started = Instant::now();
    let done = case.run(&["--quiet", "--config", &config]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let (rows, rejects) = (case.table("resumes"), case.table("rejects"));
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *outcomes.entry(row["reading_quality"].as_str()).or_default() += 1;
    }
    for reject in &rejects {
        *outcomes.entry(reject["code"].as_str()).or_default() += 1;
    }
    eprintln!("{wanted} broken documents in {:.1} s: {outcomes:?}", started.elapsed().as_secs_f64());
    // A reader that a broken document holds up is ended in time: by the clock at the latest.
    let held_up = outcomes.get("timeout").copied().unwrap_or(0) as u64;
    let allowed = 60 + wanted as u64 / 10 + held_up * SECONDS * 4;
    assert!(started.elapsed().as_secs() < allowed, "took {:?}", started.elapsed());
    assert_eq!(rows.len() + rejects.len(), wanted);
    if std::env::var_os("MUTATIONS_KEPT").is_some() {
        eprintln!("kept in {}", case.keep().display());
    }
}
