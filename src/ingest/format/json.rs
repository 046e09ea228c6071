//! A JSON array of objects, or objects one after the other.

use std::io::{self, BufRead};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::columns::{self, Column};
use super::fields::{Field, Fields};
use super::source::{Allowance, Bounded, Source, read_fault};
use super::{Entry, Fault, Records};
use crate::ingest::{InputFile, Limits, PostingRecord, RejectCode};

pub(super) fn open(file: &InputFile, limits: &Limits) -> Result<Records, Fault> {
    read(Source::open(file)?, &file.source_path, limits)
}

/// Reads objects as they are asked for. Behind an object that is not JSON nothing can be found again: the file ends there.
pub(super) fn read(source: Source, source_path: &str, limits: &Limits) -> Result<Records, Fault> {
    let (mut reader, allowance) = Bounded::new(source.into_reader(), limits.max_record_bytes);
    let in_array = match next_byte(&mut reader, b"").map_err(|error| read_fault(&error))? {
        None => return Ok(Box::new(std::iter::empty())),
        Some(b'[') => {
            reader.consume(1);
            true
        }
        Some(b'{') => false,
        Some(_) => return Err((RejectCode::BadRecord, "an array of objects is needed".into())),
    };
    let source_path = source_path.to_owned();
    Ok(Box::new(Objects { reader, allowance, in_array, source_path, number: 0, ended: false }))
}

/// The fields of an object. A number as id keeps its text; an object that stands for a name (`"company": {"name": …}`)
/// counts as that name; what has no text is left out.
pub(super) fn fields(object: Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    for (key, value) in object {
        let Some(column) = Column::of(&key) else { continue };
        let field = match value {
            Value::Array(items) => Some(Field::List(items.into_iter().filter_map(text).collect())),
            value => text(value).map(Field::Text),
        };
        if let Some(field) = field {
            fields.put(column, field);
        }
    }
    fields
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(mut object) => match object.remove("name") {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        Value::Array(_) | Value::Null => None,
    }
}

/// What a value is, for a sentence.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

struct Objects<R> {
    reader: Bounded<R>,
    allowance: Allowance,
    in_array: bool,
    source_path: String,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.ended {
            return None;
        }
        self.allowance.renew();
        let separators: &[u8] = if self.number > 0 { b"," } else { b"" };
        self.number += 1;
        let number = Some(self.number);
        let outcome = match next_byte(&mut self.reader, separators) {
            Ok(None) if self.in_array => Err((RejectCode::Damaged, "the array has no end: copy the file again".into())),
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Ok(Some(b']')) if self.in_array => {
                self.ended = true;
                return None;
            }
            // An object ends with its brace, so nothing behind it is taken; numbers could not be told from their end.
            Ok(Some(b'{')) => self.object().map(|object| self.posting(object, number)),
            Ok(Some(_)) => Err((RejectCode::BadRecord, "an object is needed here; the rest was not read".into())),
            Err(error) => Err(read_fault(&error)),
        };
        self.ended = outcome.is_err();
        Some((number, outcome.and_then(|posting| posting)))
    }
}

impl<R: BufRead> Objects<R> {
    fn object(&mut self) -> Result<Map<String, Value>, Fault> {
        let mut deserializer = serde_json::Deserializer::from_reader(&mut self.reader);
        Map::deserialize(&mut deserializer).map_err(|error| match error.io_error_kind() {
            Some(kind) => read_fault(&io::Error::new(kind, error)),
            None => (RejectCode::BadRecord, format!("not JSON: {error}; the rest was not read")),
        })
    }

    /// A lone object must say what it describes; an object among others may lack a description of its own.
    fn posting(&self, object: Map<String, Value>, number: Option<u64>) -> Result<PostingRecord, Fault> {
        let describes = |key: &String| Column::of(key).is_some_and(|(column, _)| column == Column::Description);
        if !self.in_array && !object.keys().any(describes) {
            let reason = columns::no_description_column(object.keys().map(String::as_str));
            return Err((RejectCode::BadRecord, reason));
        }
        Ok(fields(object).into_posting(&self.source_path, number))
    }
}

/// The next byte that is neither white nor a separator, not yet consumed.
fn next_byte(reader: &mut impl BufRead, separators: &[u8]) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let skipped = buffer.iter().take_while(|b| b.is_ascii_whitespace() || separators.contains(b)).count();
        let found = buffer.get(skipped).copied();
        reader.consume(skipped);
        if found.is_some() {
            return Ok(found);
        }
    }
}
