//! Finds the objects in a stream of JSON without parsing them, so that a broken one costs itself alone.

use std::io::{self, BufRead, ErrorKind};

use memchr::memchr2;

/// Names under which boards and exports keep their list of postings.
const LISTS: [&str; 5] = ["jobs", "postings", "results", "data", "items"];

/// Where an object was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In an array, be it the whole of the stream or the list of a board's answer.
    Listed,
    /// By itself, or one of several that follow each other.
    Alone,
}

/// What is wrong with the stream as such; the objects before it are sound.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error("objects are needed here; the rest was not read")]
    NoObject,
    #[error("the file ends inside of this object: copy it again")]
    CutOff,
    #[error("the array has no end: copy the file again")]
    NoEnd,
}

impl From<Broken> for io::Error {
    fn from(broken: Broken) -> Self {
        Self::new(ErrorKind::InvalidData, broken)
    }
}

/// The objects of a stream, one at a time.
pub(super) struct Objects<R> {
    reader: R,
    state: State,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// Between objects that stand by themselves.
    Alone,
    /// In an array; `wrapped` if an object is around it.
    Array {
        wrapped: bool,
    },
    End,
}

impl<R: BufRead> Objects<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, state: State::Start, bytes: Vec::new() }
    }

    /// The object found last, from brace to brace.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Finds the next object; none at the end.
    ///
    /// # Errors
    /// [`Broken`] inside of an [`io::Error`], or an error of the stream. Nothing more can be found after either.
    pub(super) fn next(&mut self) -> io::Result<Option<Place>> {
        self.bytes.clear();
        loop {
            let next = self.skip_white()?;
            match (self.state, next) {
                (State::End, _) | (State::Start | State::Alone, None) => return Ok(None),
                (State::Array { .. }, None) => return Err(Broken::NoEnd.into()),
                (State::Start, Some(b'[')) => {
                    self.reader.consume(1);
                    self.state = State::Array { wrapped: false };
                }
                (State::Array { .. } | State::Alone, Some(b',')) => self.reader.consume(1),
                (State::Array { wrapped }, Some(b']')) => {
                    self.reader.consume(1);
                    self.state = State::End;
                    if wrapped {
                        // What a board says behind its list is not needed, but must be there.
                        self.object(false, 1)?;
                    }
                }
                (State::Start | State::Alone, Some(b'{')) => {
                    if self.object(self.state == State::Start, 0)? {
                        self.state = State::Alone;
                        return Ok(Some(Place::Alone));
                    }
                    self.bytes.clear();
                    self.state = State::Array { wrapped: true };
                }
                (State::Array { .. }, Some(b'{')) => {
                    self.object(false, 0)?;
                    return Ok(Some(Place::Listed));
                }
                (_, Some(_)) => return Err(Broken::NoObject.into()),
            }
        }
    }

    /// Takes what is left of an object, `depth` braces deep, into `bytes`. With `may_wrap` it stops inside, and says false,
    /// where a list of postings begins.
    fn object(&mut self, may_wrap: bool, mut depth: u32) -> io::Result<bool> {
        // Whether the text that ended last is a name under which postings are kept, and what came after it.
        let mut named = Named::No;
        loop {
            let Some(&b) = self.reader.fill_buf()?.first() else { return Err(Broken::CutOff.into()) };
            named = match (named, b) {
                (named, b' ' | b'\n' | b'\r' | b'\t') => named,
                (Named::List, b':') => Named::Colon,
                (Named::Colon, b'[') => Named::Array,
                // What begins the first object, or ends an empty list, is for the next look at the stream.
                (Named::Array, b'{' | b']') => return Ok(false),
                _ => Named::No,
            };
            self.bytes.push(b);
            self.reader.consume(1);
            match b {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Ok(true);
                    }
                }
                b'"' => {
                    let start = self.bytes.len();
                    self.string()?;
                    let name = &self.bytes[start..self.bytes.len() - 1];
                    if may_wrap && depth == 1 && LISTS.iter().any(|list| list.as_bytes() == name) {
                        named = Named::List;
                    }
                }
                _ => {}
            }
        }
    }

    /// The next byte that is not white, not yet taken.
    fn skip_white(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let white = buffer.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let (found, ended) = (buffer.get(white).copied(), buffer.is_empty());
            self.reader.consume(white);
            if found.is_some() || ended {
                return Ok(found);
            }
        }
    }

    /// Takes a string whose opening mark was taken.
    fn string(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Err(Broken::CutOff.into());
            }
            let n = memchr2(b'"', b'\\', buffer).map_or(buffer.len(), |at| at + 1);
            self.bytes.extend_from_slice(&buffer[..n]);
            self.reader.consume(n);
            match self.bytes.last() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => {
                    // Whatever is escaped ends nothing.
                    let Some(&escaped) = self.reader.fill_buf()?.first() else { return Err(Broken::CutOff.into()) };
                    self.bytes.push(escaped);
                    self.reader.consume(1);
                }
                _ => {}
            }
        }
    }
}

/// How far the beginning of a list of postings has been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    No,
    List,
    Colon,
    Array,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every object, and the error that ended the stream.
    fn found(json: &str) -> Vec<String> {
        // A small buffer, so that every place is its edge once.
        let mut objects = Objects::new(io::BufReader::with_capacity(3, json.as_bytes()));
        let mut out = Vec::new();
        loop {
            match objects.next() {
                Ok(Some(place)) => out.push(format!("{place:?} {}", String::from_utf8_lossy(objects.bytes()))),
                Ok(None) => return out,
                Err(error) => {
                    out.push(error.to_string().chars().take(12).collect());
                    return out;
                }
            }
        }
    }

    #[test]
    fn objects_are_found_where_postings_stand() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            (" [ ] ", &[]),
            (r#"[{"a": "}\"{"}, {"b": [{}]}]"#, &[r#"Listed {"a": "}\"{"}"#, r#"Listed {"b": [{}]}"#]),
            (r#"{"a": 1} {"b": 2}"#, &[r#"Alone {"a": 1}"#, r#"Alone {"b": 2}"#]),
            (r#"{"meta": {"jobs": [{}]}, "jobs" : [ {"a": 1},{}], "x": 1}"#, &[r#"Listed {"a": 1}"#, "Listed {}"]),
            (r#"{"jobs": []}"#, &[]),
            (r#"{"jobs": ["a"], "x": "jobs"}"#, &[r#"Alone {"jobs": ["a"], "x": "jobs"}"#]),
            (r#"[{"a": 1}, 5]"#, &[r#"Listed {"a": 1}"#, "objects are "]),
            (r#"[{"a": nonsense}, {"b": 1}]"#, &[r#"Listed {"a": nonsense}"#, r#"Listed {"b": 1}"#]),
            (r#"[{"a": 1}"#, &[r#"Listed {"a": 1}"#, "the array ha"]),
            (r#"[{"a": "1"#, &["the file end"]),
            (r#"[{"a": "\"#, &["the file end"]),
            (r#"{"jobs": [{}]"#, &["Listed {}", "the file end"]),
            ("7", &["objects are "]),
        ];
        for (json, expected) in table {
            assert_eq!(found(json), *expected, "{json}");
        }
    }
}
