//! The arguments. A dozen flags; everything else is a key of `gaprank.toml`.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::config::Format;
use crate::ingest::READING_COMMAND;

/// Matches job postings with resumes in batches: what each posting asks for, what each resume shows, and the gap
/// between them. Offline, deterministic, every number explained.
#[derive(Debug, Parser)]
#[command(name = "gaprank", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score every resume against every posting and write ranked gap reports
    Run(Box<Run>),
    /// Print what single documents ask for or show, as JSON lines
    Extract(Extract),
    /// Review resumes as a hiring manager would: what each statement shows, what weakens it, what to ask
    Review(ReviewArgs),
    /// Show what companies scan for, per tier, against what the clients of a run show
    Demand(DemandArgs),
    /// Tell what moved between two runs, and because of what
    Compare(Compare),
    /// Check a run for fairness: rates of groups that you supply, and a test that who a person is changes nothing
    Audit(Audit),
    /// Explain every point of one score, with the words of both sides
    Explain(Explain),
    /// Find postings by a tantivy query, in the index that `run --state` keeps
    Search(Search),
    /// Look after the folder that `run --state` keeps
    State {
        #[command(subcommand)]
        command: StateCommand,
    },
    /// Check or show the taxonomy of skills
    Taxonomy {
        #[command(subcommand)]
        command: Taxonomy,
    },
    /// Print or write the JSON Schemas of all tables and of gaprank.toml
    Schema(Schema),
    /// Print a script that completes commands and options in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one a command into a folder
    Man {
        /// Where gaprank.1, gaprank-run.1 and so on go
        #[arg(long, value_name = "DIR")]
        write: Option<PathBuf>,
    },
    /// Read documents from standard input; for the program itself
    #[command(name = READING_COMMAND, hide = true)]
    ReadDocuments,
}

#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  gaprank run --postings jobs.csv --resumes clients/ --out report
  gaprank run --postings jobs.csv --resumes clients/ --out report --where 'title:backend AND skill:kafka'
  zcat jobs.jsonl.gz | gaprank run --postings - --resumes clients/ --out report --format parquet

Exit codes: 0 done (rejects are listed), 1 done but --strict and something was rejected, 2 could not run.")]
pub(super) struct Run {
    /// Postings: CSV, JSON, JSONL, Parquet, HTML, text or Markdown; files, folders, or - for standard input
    #[arg(long, required = true, num_args = 1.., value_name = "PATH", help_heading = "Input")]
    pub postings: Vec<PathBuf>,
    /// Resumes: PDF, DOCX, HTML, Markdown, text or JSON Resume; files or folders
    #[arg(long, required = true, num_args = 1.., value_name = "PATH", help_heading = "Input")]
    pub resumes: Vec<PathBuf>,
    /// Only the postings that this tantivy query picks (fields: title, company, location, body, skill, tier, date, level, ...)
    #[arg(long = "where", allow_hyphen_values = true, value_name = "QUERY", help_heading = "Input")]
    pub query: Option<String>,
    /// Only the pairs in this CSV: resume_id or source_path; posting_id or company
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub pairs: Option<PathBuf>,
    /// Keep postings, readings and the index here between runs: only what is new or changed is read and scored
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub state: Option<PathBuf>,
    /// With --state: the postings given are all that are open; others are marked as closed
    #[arg(long, requires = "state", help_heading = "Input")]
    pub snapshot: bool,

    /// Where the tables go: a new folder, an empty one, or that of an earlier run
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub out: PathBuf,
    /// Best postings a resume that are kept [default: 50]
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top: Option<usize>,
    /// Best resumes a posting that are kept [default: 50]
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top_resumes: Option<usize>,
    /// What is written [default: csv,parquet,html]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Output")]
    pub format: Option<Vec<TableFormat>>,

    /// A taxonomy of your own: a folder, or a skills.csv
    #[arg(long, value_name = "PATH", help_heading = "Judging")]
    pub taxonomy: Option<PathBuf>,
    /// Weights per tier [default: backend]
    #[arg(long, value_name = "NAME", help_heading = "Judging")]
    pub profile: Option<String>,
    /// The day by which ages and years are judged [default: the newest posting's]
    #[arg(long, value_name = "DATE", help_heading = "Judging")]
    pub as_of: Option<String>,

    /// Read settings from this file
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub config: Option<PathBuf>,
    /// Threads [default: one for each core]
    #[arg(long, value_name = "N", help_heading = "Running")]
    pub threads: Option<usize>,
    /// Exit with 1 if anything was rejected
    #[arg(long, help_heading = "Running")]
    pub strict: bool,
    /// Print nothing but errors
    #[arg(long, short, help_heading = "Running")]
    pub quiet: bool,
    /// How progress and what came of the run are told on standard error
    #[arg(long, value_enum, default_value_t = Log::Text, help_heading = "Running")]
    pub log: Log,
}

/// How a run is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Log {
    /// Bars on a terminal, lines elsewhere.
    Text,
    /// A JSON object a line: stages, rejects, notes, and the figures of the run at its end.
    Json,
}

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// Comma-separated values, for spreadsheets.
    Csv,
    /// Apache Parquet, for notebooks.
    Parquet,
    /// Pages for people, in `report/`.
    Html,
    /// An Excel workbook with a sheet a table, `gaprank.xlsx`.
    Xlsx,
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Parquet => Self::Parquet,
            TableFormat::Html => Self::Html,
            TableFormat::Xlsx => Self::Xlsx,
        }
    }
}

/// Which kind of document a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Job postings.
    Posting,
    /// Resumes.
    Resume,
}

#[derive(Debug, Group)]
pub(super) struct Extract {
    /// What the files are
    #[arg(long)]
    pub kind: Kind,
    /// Files or folders; - reads postings from standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A taxonomy of your own: a folder, or a skills.csv
    #[arg(long, value_name = "PATH")]
    pub taxonomy: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct ReviewArgs {
    /// Resumes: files or folders
    #[arg(required = true, value_name = "RESUME")]
    pub files: Vec<PathBuf>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = ReviewFormat::Text)]
    pub format: ReviewFormat,
    /// A taxonomy of your own: a folder, or a skills.csv
    #[arg(long, value_name = "PATH")]
    pub taxonomy: Option<PathBuf>,
    /// Read settings from this file: taxonomy, limits, rewriter
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// How a review is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReviewFormat {
    /// A page to read.
    Text,
    /// One JSON line a resume, as `extract --kind resume` prints it.
    Jsonl,
}

#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  gaprank demand --out report
  gaprank demand --out report --company acme --limit 5
  gaprank demand --out report --state state")]
pub(super) struct DemandArgs {
    /// The output folder of a run
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Show how each skill's share moved since the run of the day before in the history of this folder, which `run --state` keeps
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// One company's postings, by its name or a part of it [default: all postings]
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// Skills of a tier that are shown
    #[arg(long, default_value_t = 15, value_name = "N")]
    pub limit: usize,
}

#[derive(Debug, Group)]
pub(super) struct Compare {
    /// The output folder of the earlier run
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The output folder of the later run
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Write the table changes (CSV, Parquet) and a page here
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Audit {
    /// The output folder of a run
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// A CSV with the columns resume_id or source_path, and group; gaprank never infers a group
    #[arg(long, value_name = "FILE")]
    pub groups: PathBuf,
    /// The score from which a client counts as selected [default: the run's unlock_threshold]
    #[arg(long, value_name = "N")]
    pub threshold: Option<f64>,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// The output folder of a run
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// A posting_id
    pub posting: String,
    /// A resume_id, or the resume's source_path
    pub resume: String,
}

#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  gaprank search --state state 'title:backend AND skill:kafka AND date:[2026-11-01 TO *]'
  gaprank search --state state 'skill:\"spring boot\" OR company:acme'")]
pub(super) struct Search {
    /// The state that a run kept
    #[arg(long, value_name = "DIR")]
    pub state: PathBuf,
    /// A tantivy query
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// Postings to print
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
}

#[derive(Debug, Subcommand)]
pub(super) enum Taxonomy {
    /// List what is doubtful: spellings owned twice, English words without a guard, families of one
    Lint {
        /// A taxonomy of your own; the built-in one where it is left out
        #[arg(value_name = "PATH")]
        taxonomy: Option<PathBuf>,
    },
    /// List terms of postings or resumes that look like technologies and are in no taxonomy
    Misses {
        /// Files and folders, read as `run` reads them
        #[arg(required = true, value_name = "PATH")]
        files: Vec<PathBuf>,
        /// What the files are
        #[arg(long, default_value = "posting")]
        kind: Kind,
        /// A taxonomy of your own
        #[arg(long, value_name = "PATH")]
        taxonomy: Option<PathBuf>,
        /// Terms to print
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Turn ESCO's or O*NET's vocabulary, or a CSV of names and aliases, into a skills.csv on standard output
    Import {
        /// The vocabulary
        file: PathBuf,
        /// Tier of names that come without one
        #[arg(long, default_value = "other", value_name = "ID")]
        tier: String,
        /// Leave out what the built-in taxonomy knows
        #[arg(long)]
        new_only: bool,
    },
    /// Show tiers and counts, or one skill by id or spelling
    Show {
        /// A skill's id, name or spelling
        skill: Option<String>,
        /// A taxonomy of your own
        #[arg(long, value_name = "PATH")]
        taxonomy: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum StateCommand {
    /// What the state holds
    Info(StateArgs),
    /// Check every file against what was written; exit with 2 where one is damaged
    Verify(StateArgs),
    /// Write what is still used into as few files as it needs
    Compact(StateArgs),
    /// Have the next run make the index anew and extract everything again
    Rebuild(StateArgs),
}

#[derive(Debug, Group)]
pub(super) struct StateArgs {
    /// The folder of `run --state`
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The taxonomy that its runs go by, where it is not the built-in one
    #[arg(long, value_name = "PATH")]
    pub taxonomy: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Schema {
    /// One schema by name; all of them where it is left out
    pub name: Option<String>,
    /// Write each into this folder as NAME.schema.json
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
}
