//! What does a person or a notebook open? Rows become tables, tables become files, files become one finished folder.
//!
//! In: rows of the tables. Out: CSV and Parquet files, `run.json`, and a folder that is exchanged in one step.
//! This room knows files and columns. It must never know how a number came about.
