//! One JSON object a line.

use std::io::{self, BufRead};

use memchr::memchr;
use serde_json::Value;

use super::json;
use super::recognised::Recognised;
use super::source::{Source, read_fault};
use super::{Entry, FEWER_BYTES, Fault, Records, Terms};
use crate::ingest::{InputFile, PostingRecord, RejectCode, decode};

pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    Ok(read(Source::open(file)?, &file.source_path, terms))
}

/// Reads lines as they are asked for; a line that is no object, or too long, is refused by itself.
pub(super) fn read(source: Source, source_path: &str, terms: &Terms) -> Records {
    Box::new(Lines {
        reader: source.into_reader(),
        source_path: source_path.to_owned(),
        recognised: Recognised::new(terms, "jsonl", []),
        limit: terms.limits.max_record_bytes,
        line: Vec::new(),
        number: 0,
        ended: false,
    })
}

struct Lines<R> {
    reader: R,
    source_path: String,
    recognised: Recognised,
    limit: u64,
    line: Vec<u8>,
    /// Lines so far, blank ones too: a record's number is its line's, as an editor shows it.
    number: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while !self.ended {
            let read = self.read_line();
            let number = Some(self.number);
            match read {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    let reason = format!("the line is longer than {} bytes: {FEWER_BYTES}", self.limit);
                    return Some((number, Err((RejectCode::TooLarge, reason))));
                }
                Ok(Line::Text) if self.line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Line::Text) => {
                    let bytes = [self.line.trim_ascii()];
                    return Some((number, self.recognised.or_read(bytes, || self.posting(number))));
                }
                Err(error) => {
                    self.ended = true;
                    return Some((number, Err(read_fault(&error))));
                }
            }
        }
        None
    }
}

enum Line {
    Text,
    TooLong,
    End,
}

impl<R: BufRead> Lines<R> {
    /// Takes the next line into `self.line`; of one over the limit only its end is looked for, nothing is kept.
    fn read_line(&mut self) -> io::Result<Line> {
        self.line.clear();
        self.number += 1;
        let mut taken = 0u64;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(match taken {
                    0 => Line::End,
                    n if n > self.limit => Line::TooLong,
                    _ => Line::Text,
                });
            }
            let (n, ends) = memchr(b'\n', buffer).map_or((buffer.len(), false), |at| (at + 1, true));
            taken += n as u64;
            if taken <= self.limit {
                self.line.extend_from_slice(&buffer[..n]);
            }
            self.reader.consume(n);
            if ends {
                return Ok(if taken > self.limit { Line::TooLong } else { Line::Text });
            }
        }
    }

    fn posting(&self, number: Option<u64>) -> Result<PostingRecord, Fault> {
        let value: Value = serde_json::from_str(&decode::record(&self.line))
            // The parser was given one line and numbers it 1, which would contradict the record's number.
            .map_err(|error| {
                let reason = format!("not JSON ({error}): write one object a line, without breaks inside");
                (RejectCode::BadRecord, reason.replace(" line 1 column", " column"))
            })?;
        let Value::Object(object) = value else {
            return Err((
                RejectCode::BadRecord,
                format!(
                    "a posting is an object with named values, this is {}: export it as objects",
                    json::kind(&value)
                ),
            ));
        };
        Ok(json::fields(object).into_posting(&self.source_path, number))
    }
}
