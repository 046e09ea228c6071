//! The place beside the output folder in which a run is built, `.NAME.gaprank-PID-N`.
//!
//! Whoever writes into it holds a lock on it, so that what a killed run left behind can be told from the work of a living
//! one, also where the two cannot see each other's process ids.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The sibling that a run is written into, and the lock that says that somebody does.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    _lock: Option<File>,
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nobody is left to tell; what cannot be removed here is removed by the next run.
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Staging {
    /// Makes a place beside the folder `name` of `parent`, and removes those that killed runs left there.
    ///
    /// # Errors
    /// [`Error::Io`] where `parent` cannot be written.
    pub(super) fn beside(parent: &Path, name: &OsStr) -> Result<Self> {
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".gaprank-");
        remove_leftovers(parent, &prefix);
        Self::create(parent, &prefix)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn create(parent: &Path, prefix: &OsString) -> Result<Self> {
        let pid = std::process::id();
        for n in 0_u32.. {
            let mut name = prefix.clone();
            name.push(format!("{pid}-{n}"));
            let path = parent.join(name);
            match fs::create_dir(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(Error::io("creating", path)(error)),
            }
            // A file system without locks still gets its output; only the cleaning of leftovers is lost there.
            let lock = File::open(&path).and_then(|file| file.lock().map(|()| file)).ok();
            // Between creating and locking, a run that cleans up may have taken the folder for a leftover.
            if path.is_dir() {
                return Ok(Self { path, _lock: lock });
            }
        }
        Err(Error::Output { path: parent.to_owned(), message: "no name is free for a folder to write into".to_owned() })
    }
}

/// Removes what runs that were killed left beside the output. Whatever cannot be locked belongs to a living run.
fn remove_leftovers(parent: &Path, prefix: &OsString) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()).is_some_and(is_pid_and_number);
        if ours
            && let Ok(folder) = File::open(entry.path())
            && folder.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a name ends as [`Staging::create`] ends it: two numbers with a hyphen between.
fn is_pid_and_number(rest: &[u8]) -> bool {
    let parts: Vec<_> = rest.split(|&byte| byte == b'-').collect();
    parts.len() == 2 && parts.iter().all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The names of what is in a folder, sorted.
    pub(in crate::report) fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).expect("a folder").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn leftovers_of_killed_runs_go_and_those_of_living_runs_stay() {
        let home = tempfile::tempdir().expect("a temporary folder");
        for name in [".out.gaprank-999999-0", ".out.gaprank-notes", ".out2.gaprank-999999-0"] {
            fs::create_dir(home.path().join(name)).expect("a folder");
        }
        let living = Staging::beside(home.path(), OsStr::new("out")).expect("a first run");
        let second = Staging::beside(home.path(), OsStr::new("out")).expect("a second run");
        assert!(living.path().is_dir() && second.path() != living.path());
        drop((living, second));
        assert_eq!(names(home.path()), [".out.gaprank-notes", ".out2.gaprank-999999-0"]);
    }
}
