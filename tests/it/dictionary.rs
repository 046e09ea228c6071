//! `docs/tables.md`, the data dictionary, is what the row types say, with examples from the sample data.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gaprank::report::{Column, TABLES, Table, read_table};

use crate::command::{gaprank, repository, stderr};

/// Letters of an example.
const EXAMPLE: usize = 48;

const HEAD: &str = "\
# The tables

Every column of every table that a run writes, generated from the types that write them
(`UPDATE=1 cargo test --release --test it dictionary`). The same descriptions are in each Parquet file and in
[`schemas/`](../schemas); [queries.md](queries.md) shows how to read them there, and how to ask these tables things.

The examples are of one run over the [sample data](../sample_data/README.md): the first value of each column. In CSV, lists are joined
with `; `, an empty cell is null or an empty text, and `score`, points and `potential` have two decimals.
";

#[test]
fn it_says_what_the_types_say() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let (postings, resumes) = ("sample_data/postings.csv", "sample_data/resumes");
    let args = ["run", "--postings", postings, "--resumes", resumes, "--out", out.to_str().unwrap(), "--quiet"];
    let done = gaprank(&args);
    assert!(done.status.success(), "{}", stderr(&done));

    let mut fresh = HEAD.to_owned();
    TABLES.iter().for_each(|table| section(&mut fresh, table, &out));
    let path = repository("docs/tables.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == fresh, "docs/tables.md is out of step: UPDATE=1 cargo test --release --test it dictionary");
}

fn section(text: &mut String, table: &Table, out: &Path) {
    let about = in_one_line(table.description);
    write!(text, "\n## {}\n\n{about}\n\n", table.name).unwrap();
    text.push_str("| column | type | null | what it says | example |\n|---|---|---|---|---|\n");
    let rows = read_table(out, table.name, |_| true).unwrap();
    for Column { name, kind, nullable, description } in table.columns {
        let example = rows.iter().map(|row| row.get(name)).find(|cell| !cell.is_empty()).unwrap_or_default();
        let null = if *nullable { "yes" } else { "" };
        let (kind, description) = (kind.name(), in_one_line(description));
        let example = if example.is_empty() { String::new() } else { format!("`{}`", short(example)) };
        writeln!(text, "| `{name}` | {kind} | {null} | {description} | {example} |").unwrap();
    }
}

/// A cell of a Markdown table.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn short(text: &str) -> String {
    let text = in_one_line(text).replace('`', "'");
    if text.chars().count() <= EXAMPLE {
        return text;
    }
    text.chars().take(EXAMPLE - 1).chain(['…']).collect()
}
