//! A text or Markdown file that is one posting.

use std::io::Read;

use super::source::{Source, read_fault};
use super::{FEWER_BYTES, Fault, Records, Terms};
use crate::ingest::{InputFile, PostingId, PostingRecord, RejectCode, decode};

/// Characters of a first line that can be a title; a longer one is the text's first sentence.
const TITLE_MAX: usize = 120;

pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    read(Source::open(file)?, &file.source_path, terms)
}

/// The whole input is one posting without a record number.
pub(super) fn read(source: Source, source_path: &str, terms: &Terms) -> Result<Records, Fault> {
    let mut bytes = Vec::new();
    let limit = terms.limits.max_record_bytes;
    source.into_reader().take(limit + 1).read_to_end(&mut bytes).map_err(|error| read_fault(&error))?;
    if bytes.len() as u64 > limit {
        return Err((RejectCode::TooLarge, format!("the text is longer than {limit} bytes: {FEWER_BYTES}")));
    }
    let posting = posting(&decode::text(&bytes), source_path);
    Ok(Box::new(std::iter::once((None, Ok(posting.into())))))
}

/// Title: the first line that is not empty, without heading marks; the file's stem where that line is too long.
/// Description: what follows the title, or everything where nothing follows.
fn posting(text: &str, source_path: &str) -> PostingRecord {
    let body = text.trim_start();
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    let first = first.trim().trim_start_matches('#').trim();
    let (title, description) = if first.is_empty() || first.chars().count() >= TITLE_MAX {
        (stem(source_path).to_owned(), body)
    } else {
        (first.to_owned(), if rest.trim().is_empty() { body } else { rest })
    };
    PostingRecord {
        posting_id: PostingId::hashed(&title, "", description),
        source_path: source_path.to_owned(),
        record: None,
        title,
        company: String::new(),
        location: String::new(),
        is_remote: None,
        date_posted: None,
        url: None,
        tags: Vec::new(),
        job_level: None,
        salary_min: None,
        salary_max: None,
        salary_interval: None,
        currency: None,
        description: description.to_owned(),
    }
}

fn stem(source_path: &str) -> &str {
    let name = source_path.rsplit('/').next().unwrap_or(source_path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_into_title_and_description() {
        let long = "word ".repeat(40);
        let table = [
            ("# Platform engineer\n\nGo, Kafka\n", "Platform engineer", "\nGo, Kafka\n"),
            ("\n\nPlatform engineer\r\nGo", "Platform engineer", "Go"),
            ("Only a title", "Only a title", "Only a title"),
            (&long, "ad", &long),
        ];
        for (text, title, description) in table {
            let posting = posting(text, "folder/ad.v2.md");
            assert_eq!((posting.title.as_str(), posting.description.as_str()), (title, description));
        }
    }
}
