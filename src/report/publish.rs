//! The output folder, which changes in one step: a reader sees the run before or this run, never half of one.
//!
//! A run is written into a sibling, `.NAME.gaprank-PID-N`, and takes the place of the folder by one atomic exchange
//! (`renameat2` on Linux). Elsewhere, and on file systems that cannot exchange, by two renames: between them, for an
//! instant, there is no folder of that name.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::run_json::{RunJson, WrittenFile};
use super::staging::Staging;
use crate::error::{Error, Result};

/// The manifest's name; a folder that holds one is taken for an earlier output.
const MANIFEST: &str = "run.json";

/// An output folder under construction. Dropped without [`publish`](Self::publish), it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    target: PathBuf,
    staging: Staging,
}

impl Output {
    /// Makes sure that `dir` can become this run's output, and a place beside it to write into.
    ///
    /// # Errors
    /// [`Error::Output`] where `dir` is a file, or a folder with other things than an earlier run in it; [`Error::Io`] where
    /// its parent cannot be written.
    pub fn open(dir: &Path) -> Result<Self> {
        let target = resolve(dir)?;
        let refuse = |message: &str| Err(Error::Output { path: dir.to_owned(), message: message.to_owned() });
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return refuse("this folder has no place beside it; name a folder in it");
        };
        match fs::metadata(&target) {
            Ok(found) if !found.is_dir() => return refuse("there is a file of this name; name a folder"),
            Ok(_) if !is_empty(&target)? && !target.join(MANIFEST).is_file() => {
                return refuse(
                    "the folder is not empty and holds no run.json, so it is not an earlier output; name another one",
                );
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(parent).map_err(Error::io("creating", parent))?;
            }
            Err(error) => return Err(Error::io("reading", target)(error)),
        }
        Ok(Self { staging: Staging::beside(parent, name)?, target })
    }

    /// The folder in which the output folder is: on the same disk, for what a run keeps there meanwhile.
    pub fn beside(&self) -> &Path {
        self.staging.path().parent().unwrap_or(self.staging.path())
    }

    /// Where the run's files are to be written.
    pub fn dir(&self) -> &Path {
        self.staging.path()
    }

    /// The files that were written so far, by path, each on disk.
    ///
    /// # Errors
    /// [`Error::Io`] with the file.
    pub fn files(&self) -> Result<Vec<WrittenFile>> {
        let staging = self.staging.path();
        let (_, paths) = listed(staging)?;
        let mut files: Vec<WrittenFile> = paths.par_iter().map(|path| seal(staging, path)).collect::<Result<_>>()?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// Adds `run`, which names all [`files`](Self::files), as `run.json`, makes sure that all of it is on disk, and puts the
    /// folder in its place.
    ///
    /// # Errors
    /// [`Error::Io`] with the file or folder; what was there before is then still there.
    pub fn publish(self, run: &RunJson) -> Result<()> {
        let staging = self.staging.path();
        let (folders, _) = listed(staging)?;
        let manifest = staging.join(MANIFEST);
        let mut json = serde_json::to_vec_pretty(run)
            .map_err(|error| Error::Table { path: manifest.clone(), message: error.to_string() })?;
        json.push(b'\n');
        fs::write(&manifest, json).map_err(Error::io("writing", &manifest))?;
        sync(&manifest)?;
        // Subfolders first: a folder's entry must not outlive what it names.
        folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;

        if let Ok(before) = fs::metadata(&self.target) {
            // Who could read the last run can read this one.
            let _ = fs::set_permissions(staging, before.permissions());
        }
        exchange(staging, &self.target).map_err(Error::io("publishing", &self.target))?;
        if let Some(parent) = self.target.parent() {
            sync_folder(parent)?;
        }
        // What stands at the sibling's path now is the earlier run, if there was one: dropping removes it.
        Ok(())
    }
}

/// The real place of `dir`: through symbolic links, absolute, also where it does not exist yet.
fn resolve(dir: &Path) -> Result<PathBuf> {
    match fs::canonicalize(dir) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(dir) {
            Ok(_) => Err(Error::Output { path: dir.to_owned(), message: "a symbolic link to nothing".to_owned() }),
            Err(_) => {
                let path = std::path::absolute(dir).map_err(Error::io("reading", dir))?;
                // The part that exists may itself be reached through links.
                match (path.parent(), path.file_name()) {
                    (Some(parent), Some(name)) if parent.is_dir() => {
                        Ok(fs::canonicalize(parent).map_err(Error::io("reading", parent))?.join(name))
                    }
                    _ => Ok(path),
                }
            }
        },
        Err(error) => Err(Error::io("reading", dir)(error)),
    }
}

fn is_empty(dir: &Path) -> Result<bool> {
    Ok(fs::read_dir(dir).map_err(Error::io("reading", dir))?.next().is_none())
}

/// The folder `dir` with all folders below it, and every file.
fn listed(dir: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut files) = (vec![dir.to_owned()], Vec::new());
    list(dir, &mut folders, &mut files)?;
    Ok((folders, files))
}

/// Every file and folder below `dir`.
fn list(dir: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir).map_err(Error::io("reading", dir))? {
        let path = entry.map_err(Error::io("reading", dir))?.path();
        if path.is_dir() {
            folders.push(path.clone());
            list(&path, folders, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Size and hash of a file, which is on disk afterwards.
fn seal(root: &Path, path: &Path) -> Result<WrittenFile> {
    let mut file = File::open(path).map_err(Error::io("reading", path))?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer).map_err(Error::io("reading", path))?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    sync(path)?;
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(WrittenFile { path: parts.join("/"), bytes, blake3: hasher.finalize().to_hex()[..32].to_owned() })
}

fn sync(path: &Path) -> Result<()> {
    // Opened for writing: some systems flush only through a handle that could have written.
    let file = File::options().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(Error::io("writing", path))
}

/// Makes a folder's entries durable where the system has a way to.
fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(Error::io("writing", path))?;
    }
    Ok(())
}

/// Puts `staging` in the place of `target`; what was there before stands at `staging` afterwards, if anything.
fn exchange(staging: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(staging, target);
    }
    match exchange_at_once(staging, target) {
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {}
        result => return result,
    }
    let mut aside = staging.as_os_str().to_owned();
    aside.push("0");
    let aside = PathBuf::from(aside);
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(staging, target) {
        // The old output goes back: a failed run must not cost the last good one.
        fs::rename(&aside, target)?;
        return Err(error);
    }
    fs::rename(&aside, staging)
}

#[cfg(target_os = "linux")]
fn exchange_at_once(staging: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::staging::tests::names;

    fn run(dir: &Path, word: &str) -> Result<RunJson> {
        let output = Output::open(dir)?;
        fs::create_dir_all(output.dir().join("inputs")).expect("a folder");
        fs::write(output.dir().join("inputs/config"), word).expect("a file");
        fs::write(output.dir().join("matches.csv"), word).expect("a file");
        let run = RunJson { gaprank: word.to_owned(), files: output.files()?, ..RunJson::default() };
        output.publish(&run).map(|()| run)
    }

    #[test]
    fn a_run_takes_the_place_of_the_run_before_and_leaves_nothing_beside_it() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let dir = home.path().join("deep/out");
        for word in ["first", "second"] {
            let manifest = run(&dir, word).expect("a run");
            let files: Vec<_> = manifest.files.iter().map(|file| (file.path.as_str(), file.bytes)).collect();
            assert_eq!(files, [("inputs/config", word.len() as u64), ("matches.csv", word.len() as u64)]);
            assert_eq!(manifest.files[0].blake3, blake3::hash(word.as_bytes()).to_hex()[..32]);
            assert_eq!(fs::read_to_string(dir.join("matches.csv")).expect("a file"), word);
            let read: RunJson = serde_json::from_slice(&fs::read(dir.join(MANIFEST)).expect("a file")).expect("JSON");
            assert_eq!(read, manifest);
            assert_eq!(names(&home.path().join("deep")), ["out"]);
        }
    }

    #[test]
    fn only_an_absent_an_empty_and_an_earlier_output_are_taken() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("empty")).expect("a folder");
        fs::create_dir(at("foreign")).expect("a folder");
        fs::write(at("foreign/thesis.txt"), "years of work").expect("a file");
        fs::write(at("file"), "").expect("a file");
        for (name, taken) in [("absent", true), ("empty", true), ("foreign", false), ("file", false)] {
            assert_eq!(Output::open(&at(name)).is_ok(), taken, "{name}");
        }
        assert_eq!(names(home.path()), ["empty", "file", "foreign"], "a run that was given up leaves nothing");
        assert!(at("foreign/thesis.txt").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_stays_a_link() {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(home.path().join("real")).expect("a folder");
        let link = home.path().join("link");
        std::os::unix::fs::symlink(home.path().join("real"), &link).expect("a link");
        run(&link, "word").expect("a run");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(names(&home.path().join("real")), ["inputs", "matches.csv", "run.json"]);
    }
}
