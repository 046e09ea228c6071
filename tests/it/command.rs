//! The program as a user calls it, and its tables as a user reads them.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use polars::prelude::{DataFrame, ParquetReader, SerReader};
use tempfile::TempDir;

/// A file or folder of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs `gaprank` in the repository's folder, so that what it prints holds no path of a machine.
pub(crate) fn gaprank<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gaprank"))
        .args(args)
        .current_dir(repository(""))
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// A run over files written for one test.
pub(crate) struct Case {
    folder: TempDir,
}

impl Case {
    /// An empty case: `postings/` and `resumes/` are there, `out` is not.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["postings", "resumes"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    /// With a file, by its path in the case's folder.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.path(path), content).unwrap();
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Leaves the files where they are, to be looked at.
    pub(crate) fn keep(self) -> PathBuf {
        self.folder.keep()
    }

    /// `gaprank run` over the case's folders, with further arguments.
    pub(crate) fn run(&self, more: &[&str]) -> Output {
        let paths = ["postings", "resumes", "out"].map(|name| self.path(name).display().to_string());
        let mut args = vec!["run", "--postings", &paths[0], "--resumes", &paths[1], "--out", &paths[2]];
        args.extend(more);
        gaprank(&args)
    }

    /// The rows of a table of its output.
    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        table(&self.path("out"), name)
    }
}

/// A row of a CSV table by column.
pub(crate) type Row = BTreeMap<String, String>;

/// The rows of `NAME.csv` in an output folder.
pub(crate) fn table(out: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(out.join(format!("{name}.csv"))).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// `NAME.parquet` in an output folder.
pub(crate) fn parquet(out: &Path, name: &str) -> DataFrame {
    ParquetReader::new(File::open(out.join(format!("{name}.parquet"))).unwrap()).finish().unwrap()
}

/// The texts that offsets point into, by kind and id.
pub(crate) fn texts(out: &Path) -> BTreeMap<(String, String), String> {
    let frame = parquet(out, "texts");
    let column = |name: &str| -> Vec<String> {
        let values = frame.column(name).unwrap().as_materialized_series().clone();
        (0..values.len()).map(|at| values.get(at).unwrap().get_str().unwrap().to_owned()).collect()
    };
    let keys = column("kind").into_iter().zip(column("id"));
    keys.zip(column("text")).collect()
}

/// Points as integers of 1/100.
pub(crate) fn points(cell: &str) -> u32 {
    let (whole, cents) = cell.split_once('.').unwrap_or_else(|| panic!("{cell:?} has two decimals"));
    assert_eq!(cents.len(), 2, "{cell:?} has two decimals");
    whole.parse::<u32>().unwrap() * 100 + cents.parse::<u32>().unwrap()
}

/// The output folder of one run over `sample_data/`, made once, with an index in `state` beside it.
pub(crate) fn sample() -> &'static Path {
    static SAMPLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, out) = SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (out, state) = (folder.path().join("out"), folder.path().join("state"));
        let done = gaprank(&[
            "run".as_ref(),
            "--postings".as_ref(),
            "sample_data/postings.csv".as_ref(),
            "--resumes".as_ref(),
            "sample_data/resumes".as_ref(),
            "--quiet".as_ref(),
            "--out".as_ref(),
            out.as_os_str(),
            "--state".as_ref(),
            state.as_os_str(),
        ]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        (folder, out)
    });
    out
}
