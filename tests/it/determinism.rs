//! Same input, same bytes: whatever the number of threads, whatever the order in which files arrive.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::command::{gaprank, repository, stderr};

/// Every file of a run by its path, but the manifest, which holds times.
fn bytes(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(out).into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != "run.json");
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(out).unwrap().display().to_string();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn run(postings: &[OsString], resumes: &[OsString], more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut args: Vec<OsString> = vec!["run".into(), "--quiet".into(), "--out".into(), out.clone().into()];
    args.push("--postings".into());
    args.extend_from_slice(postings);
    args.push("--resumes".into());
    args.extend_from_slice(resumes);
    args.extend(more.iter().map(Into::into));
    let done = gaprank(&args);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    bytes(&out)
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert!(one.keys().eq(other.keys()), "the same files");
    for (name, bytes) in one {
        assert!(*bytes == other[name], "{name} differs");
    }
}

#[test]
fn threads_leave_no_trace() {
    let (postings, resumes) = (["sample_data/postings.csv".into()], ["sample_data/resumes".into()]);
    // Small lists, rarity and relevance bring the index and both sides' cuts into play.
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("gaprank.toml");
    fs::write(&config, "top = 3\ntop_resumes = 2\n[score]\nrarity = true\ntext_relevance = true\n").unwrap();
    let config = config.display().to_string();
    for more in [vec![], vec!["--config", config.as_str(), "--where", "NOT title:manager"]] {
        let with = |threads| run(&postings, &resumes, &[&more[..], &["--threads", threads]].concat());
        assert_same(&with("1"), &with("8"));
    }
}

#[test]
fn the_order_of_files_leaves_no_trace() {
    let mut resumes: Vec<OsString> = fs::read_dir(repository("sample_data/resumes"))
        .unwrap()
        .map(|entry| entry.unwrap().path().into_os_string())
        .collect();
    resumes.sort();
    // The postings as four files, a record each in its own would say no more.
    let folder = tempfile::tempdir().unwrap();
    let mut reader = csv::Reader::from_path(repository("sample_data/postings.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    let mut postings: Vec<OsString> = Vec::new();
    for (part, records) in records.chunks(6).enumerate() {
        let path = folder.path().join(format!("part{part}.csv"));
        let mut writer = csv::Writer::from_path(&path).unwrap();
        writer.write_record(&head).unwrap();
        records.iter().for_each(|record| writer.write_record(record).unwrap());
        writer.flush().unwrap();
        postings.push(path.into());
    }
    let forth = run(&postings, &resumes, &[]);
    postings.rotate_left(1);
    postings.reverse();
    resumes.rotate_left(5);
    resumes.reverse();
    assert_same(&forth, &run(&postings, &resumes, &[]));
}
