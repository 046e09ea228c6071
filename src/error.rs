//! What stops a whole run. What stops one document is a [`Reject`](crate::ingest::Reject), never an `Error`.

use std::path::PathBuf;

/// A reason why a run, or a command, could not go on. Every one of them ends the program with exit code 2.
///
/// Messages are lower-case fragments without a full stop, so that they can follow "cannot" or "error:".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path on the command line that is not there.
    #[error("{path}: no such file or folder", path = .0.display())]
    NoSuchPath(PathBuf),

    /// The operating system refused to read or write.
    #[error("{doing} {path}: {source}", path = path.display())]
    Io {
        /// What was being done, as a gerund: "reading", "writing", "creating".
        doing: &'static str,
        /// The file or folder it was done to.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// A key or value of `gaprank.toml`, or an argument, that cannot be used.
    #[error("{place}: {message}")]
    Config {
        /// The file, key or argument.
        place: String,
        /// What is wrong with it and what would be right.
        message: String,
    },

    /// A taxonomy that cannot be loaded.
    #[error("{place}: {message}")]
    Taxonomy {
        /// File and row.
        place: String,
        /// What is wrong and what to do.
        message: String,
    },

    /// A query that tantivy cannot read.
    #[error("cannot read the query: {message}\n  {query}\n  {marker:>width$}", marker = '^', width = column + 1)]
    Query {
        /// The query as it was given.
        query: String,
        /// Where reading stopped: characters from the start, 0-based.
        column: usize,
        /// What is wrong there.
        message: String,
    },

    /// The posting index failed.
    #[error("posting index: {0}")]
    Index(String),

    /// Something in the folder of `--state` cannot be used.
    #[error("{path}: {message}", path = path.display())]
    State {
        /// The folder or file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },

    /// A text of a state that is not what was written.
    #[error("{path}: the file is damaged: it is not what was written", path = path.display())]
    Text {
        /// The file.
        path: PathBuf,
    },

    /// A state that a later version of gaprank made.
    #[error("{path}: a newer gaprank made this state: use that version, or name another folder", path = path.display())]
    StateFormat {
        /// The file that says so.
        path: PathBuf,
    },

    /// Whoever started the run wants it to end.
    #[error("interrupted: the output and the state are those of the last complete run")]
    Interrupted,

    /// The output folder cannot be used.
    #[error("{path}: {message}", path = path.display())]
    Output {
        /// The folder.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },

    /// A record batch that cannot be used.
    #[error("{0}")]
    Batch(String),

    /// The caller asked to stop.
    #[error("stopped before the end")]
    Stopped,

    /// A table could not be written.
    #[error("writing {path}: {message}", path = path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What its writer said.
        message: String,
    },
}

impl Error {
    /// The sort of error as one word, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchPath(_) => "no_such_path",
            Self::Io { .. } => "io",
            Self::Config { .. } => "config",
            Self::Taxonomy { .. } => "taxonomy",
            Self::Query { .. } => "query",
            Self::Index(_) => "index",
            Self::State { .. } => "state",
            Self::Text { .. } => "state",
            Self::StateFormat { .. } => "state_format",
            Self::Output { .. } => "output",
            Self::Batch(_) => "batch",
            Self::Stopped => "stopped",
            Self::Interrupted => "interrupted",
            Self::Table { .. } => "table",
        }
    }

    /// An [`Error::Io`], for `map_err`.
    pub fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }
}

/// `std::result::Result` with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
