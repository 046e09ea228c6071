//! The files behind the paths of a command line.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::WalkDir;

use crate::error::Error;

/// A file to read, not yet opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Relative to the folder given (the file's name, for a file), with "/". Bytes that are not UTF-8 are replaced by
    /// U+FFFD, so that two such names may read the same.
    pub source_path: String,
    /// Whether this is standard input.
    pub stdin: bool,
    /// False for a device, FIFO or socket: opening it could block for ever, so it is refused by its kind alone.
    pub regular: bool,
}

/// Lists the files of `paths` in the order given, those of one folder sorted by the bytes of their source path.
///
/// A path is a file, a folder, or `-`. Dot-files and dot-folders inside a folder are left aside. Links are followed, but
/// no file and no folder is listed twice, however many links lead to it, so loops end. What is listed and cannot be
/// opened (a broken link, a closed folder) is for its reader to refuse.
///
/// # Errors
/// [`Error::NoSuchPath`] for a path that is not there, [`Error::Io`] where the system refuses to say.
pub fn discover(paths: &[PathBuf]) -> Result<Vec<InputFile>, Error> {
    let mut seen = FxHashSet::default();
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let stdin = InputFile { path: path.clone(), source_path: "-".into(), stdin: true, regular: true };
            if !files.contains(&stdin) {
                files.push(stdin);
            }
            continue;
        }
        let metadata = path.metadata().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::NoSuchPath(path.clone()),
            _ => Error::io("reading", path)(error),
        })?;
        let canonical = path.canonicalize().map_err(Error::io("reading", path))?;
        if metadata.is_dir() {
            let start = files.len();
            walk(path, canonical, &mut seen, &mut files);
            files[start..].sort_by(|a, b| a.source_path.cmp(&b.source_path).then_with(|| a.path.cmp(&b.path)));
        } else if seen.insert(canonical) {
            let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
            let source_path = name.into_owned();
            files.push(InputFile { path: path.clone(), source_path, stdin: false, regular: metadata.is_file() });
        }
    }
    Ok(files)
}

/// Adds the files under `root`. Links wait until all that is really there has been seen, so that a file reached both
/// ways keeps its own name; each link to a folder is then walked in the same manner.
fn walk(root: &Path, canonical: PathBuf, seen: &mut FxHashSet<PathBuf>, files: &mut Vec<InputFile>) {
    let mut folders = std::collections::VecDeque::from([(root.to_path_buf(), canonical)]);
    let mut links = std::collections::VecDeque::new();
    loop {
        while let Some((folder, canonical)) = folders.pop_front() {
            if !seen.insert(canonical.clone()) {
                continue;
            }
            let mut entries = WalkDir::new(&folder).min_depth(1).sort_by_file_name().into_iter();
            while let Some(entry) = entries.next() {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        // A folder that cannot be opened stands in the list as itself: its reader refuses it aloud.
                        if let Some(path) = error.path() {
                            files.push(input(root, path.to_path_buf(), true));
                        }
                        continue;
                    }
                };
                let (kind, path) = (entry.file_type(), entry.path());
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    if kind.is_dir() {
                        entries.skip_current_dir();
                    }
                } else if kind.is_symlink() {
                    links.push_back(path.to_path_buf());
                } else {
                    // Nothing below `folder` was reached through a link, so its canonical path needs no asking.
                    let real = path.strip_prefix(&folder).map_or_else(|_| path.into(), |rest| canonical.join(rest));
                    match (kind.is_dir(), seen.insert(real)) {
                        (true, false) => entries.skip_current_dir(),
                        (false, true) => files.push(input(root, path.to_path_buf(), kind.is_file())),
                        _ => {}
                    }
                }
            }
        }
        let Some(link) = links.pop_front() else { return };
        match (link.canonicalize(), link.metadata()) {
            (Ok(target), Ok(metadata)) if metadata.is_dir() => folders.push_back((link, target)),
            (Ok(target), Ok(metadata)) => {
                if seen.insert(target) {
                    files.push(input(root, link, metadata.is_file()));
                }
            }
            _ => files.push(input(root, link, true)),
        }
    }
}

fn input(root: &Path, path: PathBuf, regular: bool) -> InputFile {
    let relative = path.strip_prefix(root).unwrap_or(&path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    InputFile { source_path: parts.join("/"), path, stdin: false, regular }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(paths: &[PathBuf]) -> Vec<String> {
        discover(paths).unwrap().into_iter().map(|file| file.source_path).collect()
    }

    #[test]
    fn a_folder_is_walked_in_order_without_dot_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.git")).unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        for name in ["b.txt", "b/z.md", "b/.git/config", ".hidden", "a.pdf", "B.txt"] {
            fs::write(root.join(name), "x").unwrap();
        }
        assert_eq!(names(&[root.into()]), ["B.txt", "a.pdf", "b.txt", "b/z.md"]);
        assert_eq!(names(&[root.join("b.txt"), root.into()]), ["b.txt", "B.txt", "a.pdf", "b/z.md"]);
        assert_eq!(names(&[root.join("empty")]), [""; 0]);
        assert_eq!(names(&["-".into(), "-".into()]), ["-"]);
        assert!(matches!(discover(&[root.join("none")]), Err(Error::NoSuchPath(_))));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once_and_loops_end() {
        use std::os::unix::fs::symlink;
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path();
        fs::create_dir(root.join("in")).unwrap();
        fs::write(root.join("in/cv.txt"), "x").unwrap();
        fs::write(outside.path().join("other.txt"), "x").unwrap();
        symlink(root.join("in/cv.txt"), root.join("a-link.txt")).unwrap();
        symlink(root, root.join("in/loop")).unwrap();
        symlink(outside.path(), root.join("far")).unwrap();
        symlink(outside.path(), root.join("far-again")).unwrap();
        symlink(root.join("gone"), root.join("broken")).unwrap();
        assert_eq!(names(&[root.into()]), ["broken", "far/other.txt", "in/cv.txt"]);
        symlink(root, outside.path().join("root")).unwrap();
        assert_eq!(names(&[outside.path().join("root")]), ["broken", "far/other.txt", "in/cv.txt"]);
    }
}
