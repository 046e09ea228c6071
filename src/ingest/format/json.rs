//! JSON that is not one object a line: an array of objects, objects one after the other, or the answer of a job board, whose
//! objects stand in an array under a name.

use std::io::{BufRead, ErrorKind};

use serde_json::{Map, Value};

use super::board;
use super::columns::{self, Column};
use super::fields::{Field, Fields};
use super::object::{Objects, Place};
use super::recognised::Recognised;
use super::source::{Allowance, Bounded, Source, read_fault};
use super::{Entry, Fault, Records, Terms};
use crate::ingest::{InputFile, PostingRecord, RejectCode, decode};

pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    read(Source::open(file)?, &file.source_path, terms)
}

/// Reads objects as they are asked for; one that is not JSON is refused by itself.
pub(super) fn read(source: Source, source_path: &str, terms: &Terms) -> Result<Records, Fault> {
    let (bounded, allowance) = Bounded::new(source.into_reader(), terms.limits.max_record_bytes);
    let source_path = source_path.to_owned();
    let recognised = Recognised::new(terms, "json", []);
    let objects = Objects::new(bounded);
    Ok(Box::new(Postings { objects, allowance, recognised, source_path, number: 0, ended: false }))
}

/// The fields of an object: those of its board, if it has the shape of one, else by the names of its keys. A number as id
/// keeps its text; an object that stands for a name (`"company": {"name": …}`) counts as that name; what has no text is
/// left out.
pub(super) fn fields(object: Map<String, Value>) -> Fields {
    if let Some(board) = board::of(&object) {
        return (board.fields)(&object);
    }
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

struct Postings<R> {
    objects: Objects<Bounded<R>>,
    allowance: Allowance,
    recognised: Recognised,
    source_path: String,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Postings<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.ended {
            return None;
        }
        self.allowance.renew();
        let found = self.objects.next();
        self.number += 1;
        let number = Some(self.number);
        match found {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some(place)) => {
                // What is refused of a lone object is no fault of one among others.
                let parts: [&[u8]; 2] = [if place == Place::Alone { b"alone" } else { b"" }, self.objects.bytes()];
                Some((number, self.recognised.or_read(parts, || self.posting(place, number))))
            }
            Err(error) => {
                self.ended = true;
                Some((number, Err(fault(&error))))
            }
        }
    }
}

impl<R: BufRead> Postings<R> {
    /// A lone object must say what it describes; an object among others may lack a description of its own.
    fn posting(&self, place: Place, number: Option<u64>) -> Result<PostingRecord, Fault> {
        let value: Value = serde_json::from_str(&decode::record(self.objects.bytes()))
            .map_err(|error| (RejectCode::BadRecord, format!("not JSON ({error}): export the record again")))?;
        let Value::Object(object) = value else {
            return Err((
                RejectCode::BadRecord,
                format!("a posting is an object with named values, this is {}: export it as objects", kind(&value)),
            ));
        };
        let describes = |key: &String| Column::of(key).is_some_and(|(column, _)| column == Column::Description);
        if place == Place::Alone && board::of(&object).is_none() && !object.keys().any(describes) {
            let reason = columns::no_description_column(object.keys().map(String::as_str));
            return Err((RejectCode::BadRecord, reason));
        }
        Ok(fields(object).into_posting(&self.source_path, number))
    }
}

fn fault(error: &std::io::Error) -> Fault {
    match error.kind() {
        // Ours: what is read from a compressed stream has an error inside.
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof
            if error.get_ref().and_then(|e| e.downcast_ref::<super::object::Broken>()).is_some() =>
        {
            (RejectCode::BadRecord, error.to_string())
        }
        _ => read_fault(error),
    }
}
