//! `schemas/` is what the types say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::command::{gaprank, repository, stderr};

fn files(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn the_folder_equals_the_types() {
    let fresh = tempfile::tempdir().unwrap();
    let done = gaprank(&["schema".as_ref(), "--write".as_ref(), fresh.path().as_os_str()]);
    assert!(done.status.success(), "{}", stderr(&done));
    let (fresh, kept) = (files(fresh.path()), repository("schemas"));
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&kept);
        fs::create_dir_all(&kept).unwrap();
        fresh.iter().for_each(|(name, text)| fs::write(kept.join(name), text).unwrap());
    }
    let kept = files(&kept);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&fresh), "schemas/ is out of step: UPDATE=1 cargo test --release --test it schemas");
    for (name, text) in &fresh {
        assert_eq!(kept[name], *text, "{name} is out of step: UPDATE=1 cargo test --release --test it schemas");
    }
}
