//! One run at a time: the lock on a state's folder.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// Held as long as a run uses the state. The system lets go of it when the process ends, however that comes about.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the state in `dir`.
    ///
    /// # Errors
    /// [`Error::State`] where another process has it, with its number; [`Error::Io`] where the folder cannot be written.
    pub(super) fn take(dir: &Path) -> Result<Self> {
        let path = dir.join("lock");
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(Error::io("writing", &path))?;
        match file.try_lock() {
            Ok(()) => {
                let write = || -> std::io::Result<()> {
                    file.set_len(0)?;
                    file.rewind()?;
                    writeln!(file, "{}", std::process::id())
                };
                let mut write = write;
                write().map_err(Error::io("writing", &path))?;
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                let mut owner = String::new();
                let _ = file.read_to_string(&mut owner);
                let owner = match owner.trim() {
                    "" => "another process".to_owned(),
                    pid => format!("process {pid}"),
                };
                let message = format!("{owner} is using this state: wait until it ends, or stop it, and run again");
                Err(Error::State { path: dir.to_owned(), message })
            }
            Err(TryLockError::Error(error)) => Err(Error::io("locking", &path)(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_the_first_is() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let first = Lock::take(dir.path()).expect("a lock");
        let error = Lock::take(dir.path()).expect_err("it is taken").to_string();
        assert!(error.contains(&format!("process {}", std::process::id())), "{error}");
        drop(first);
        Lock::take(dir.path()).expect("it is free again");
    }
}
