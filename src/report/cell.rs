//! What can stand in a cell, and how each sort of cell presents itself to a file format.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::extract::Choices;
use crate::gap::Advice;
use crate::taxonomy::Joined;

/// The type of a column, the same in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A list of texts; in CSV joined with "; ".
    List,
    /// True or false.
    Bool,
    /// An unsigned integer of 32 bits.
    Count,
    /// An unsigned integer of 64 bits.
    Long,
    /// A floating-point number.
    Number,
    /// A decimal with so many digits after the point: an exact integer inside, in Parquet the nearest double.
    Decimal(u8),
}

impl Kind {
    /// The type's name, as the metadata of a Parquet file gives it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::List => "list<string>",
            Self::Bool => "bool",
            Self::Count => "uint32",
            Self::Long => "uint64",
            Self::Number | Self::Decimal(_) => "double",
        }
    }
}

/// What takes the cells of a row, in the order of its columns; `None` is a cell without a value.
pub trait Sink {
    /// A [`Kind::Text`].
    fn text(&mut self, value: Option<&str>);
    /// Where texts are [made](Self::made), one after the other.
    fn room(&mut self) -> &mut String;
    /// A [`Kind::Text`] that `put` appends to what it is given, which is empty.
    fn made(&mut self, put: impl FnOnce(&mut String)) {
        let mut text = std::mem::take(self.room());
        text.clear();
        put(&mut text);
        self.text(Some(&text));
        *self.room() = text;
    }
    /// A [`Kind::List`].
    fn list(&mut self, value: List<'_>);
    /// A [`Kind::Bool`].
    fn bool(&mut self, value: Option<bool>);
    /// A [`Kind::Count`].
    fn count(&mut self, value: Option<u32>);
    /// A [`Kind::Long`].
    fn long(&mut self, value: Option<u64>);
    /// A [`Kind::Number`].
    fn number(&mut self, value: Option<f64>);
    /// A [`Kind::Decimal`]: `value` of units of `10^-digits`.
    fn decimal(&mut self, value: Option<u32>, digits: u8);
}

/// A type that can stand in a cell.
pub trait Cell: Sized {
    /// The column's type.
    const KIND: Kind;
    /// Whether the cell may be without a value.
    const NULLABLE: bool = false;
    /// The value where it stands elsewhere: what the cell is written from.
    type Borrowed<'a>: Copy;
    /// The value as it stands here.
    fn borrowed(&self) -> Self::Borrowed<'_>;
    /// A copy of its own.
    fn owned(value: Self::Borrowed<'_>) -> Self;
    /// Puts the value, or its absence, into `sink`.
    fn put(value: Option<Self::Borrowed<'_>>, sink: &mut impl Sink);
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    type Borrowed<'a> = Option<T::Borrowed<'a>>;

    fn borrowed(&self) -> Self::Borrowed<'_> {
        self.as_ref().map(T::borrowed)
    }

    fn owned(value: Self::Borrowed<'_>) -> Self {
        value.map(T::owned)
    }

    fn put(value: Option<Self::Borrowed<'_>>, sink: &mut impl Sink) {
        T::put(value.flatten(), sink);
    }
}

impl Cell for Text {
    const KIND: Kind = Kind::Text;
    type Borrowed<'a> = &'a str;

    fn borrowed(&self) -> &str {
        self
    }

    fn owned(value: &str) -> Self {
        value.into()
    }

    fn put(value: Option<&str>, sink: &mut impl Sink) {
        sink.text(value);
    }
}

impl Cell for Sentence {
    const KIND: Kind = Kind::Text;
    type Borrowed<'a> = Said<'a>;

    fn borrowed(&self) -> Said<'_> {
        Said::Text(self)
    }

    fn owned(value: Said<'_>) -> Self {
        match value {
            Said::Text(text) => Self(text.into()),
            Said::Advice(advice) => {
                let mut text = String::new();
                advice.put(&mut text);
                text.into()
            }
        }
    }

    fn put(value: Option<Said<'_>>, sink: &mut impl Sink) {
        match value {
            None => sink.text(None),
            Some(Said::Text(text)) => sink.text(Some(text)),
            Some(Said::Advice(advice)) => sink.made(|text| advice.put(text)),
        }
    }
}

impl Cell for Vec<Text> {
    const KIND: Kind = Kind::List;
    type Borrowed<'a> = List<'a>;

    fn borrowed(&self) -> List<'_> {
        List::All(self)
    }

    fn owned(value: List<'_>) -> Self {
        match value {
            List::All(texts) => texts.to_vec(),
            List::Skills(names, skills) => skills.iter().map(|skill| names.at(skill.0 as usize).into()).collect(),
        }
    }

    fn put(value: Option<List<'_>>, sink: &mut impl Sink) {
        sink.list(value.unwrap_or(List::All(&[])));
    }
}

/// Cells that are copied as they are.
macro_rules! cells {
    ($($type:ty => $kind:expr, |$value:ident, $sink:ident| $put:expr;)*) => {$(
        impl Cell for $type {
            const KIND: Kind = $kind;
            type Borrowed<'a> = Self;

            fn borrowed(&self) -> Self {
                *self
            }

            fn owned(value: Self) -> Self {
                value
            }

            fn put($value: Option<Self>, $sink: &mut impl Sink) {
                $put
            }
        }
    )*};
}

cells! {
    bool => Kind::Bool, |value, sink| sink.bool(value);
    u32 => Kind::Count, |value, sink| sink.count(value);
    u64 => Kind::Long, |value, sink| sink.long(value);
    // What is not a number has no cell: no reader of CSV or JSON agrees with another on its spelling.
    f64 => Kind::Number, |value, sink| sink.number(value.filter(|number| number.is_finite()));
    Points => Kind::Decimal(2), |value, sink| sink.decimal(value.map(|points| points.0), 2);
    Ratio => Kind::Decimal(4), |value, sink| sink.decimal(value.map(|ratio| u32::from(ratio.0)), 4);
}

/// The texts of a list, where they stand.
#[derive(Debug, Clone, Copy)]
pub enum List<'a> {
    /// All of these.
    All(&'a [Text]),
    /// Of the names of all skills, those of some.
    Skills(&'a Joined, Choices<'a>),
}

impl<'a> List<'a> {
    /// The texts, in their order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let (all, named) = match self {
            Self::All(texts) => (texts, None),
            Self::Skills(names, skills) => (&[][..], Some((names, skills))),
        };
        let of = |(names, skills): (&'a Joined, Choices<'a>)| skills.iter().map(|skill| names.at(skill.0 as usize));
        all.iter().map(|text| &**text).chain(named.into_iter().flat_map(of))
    }
}

/// A sentence to the resume's owner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Sentence(pub Text);

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Deref for Sentence {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A sentence as it stands, or what it is made of.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// As it stands.
    Text(&'a str),
    /// What it is made of.
    Advice(Advice<'a>),
}

/// Points of a score: an integer of 1/100, so that 8,750 is 87.50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(pub u32);

/// A share: an integer of 1/10,000, so that 10,000 is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ratio(pub u16);

/// Text that many rows can share: a word of the program, or one allocation that every clone points to.
#[derive(Clone)]
pub enum Text {
    /// A word that the program itself has.
    Fixed(&'static str),
    /// Text that came from outside.
    Shared(Arc<str>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Shared(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Shared(text.into())
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Self::Shared(text)
    }
}

/// No text: what a cell holds that is never null and has nothing to say.
impl Default for Text {
    fn default() -> Self {
        Self::Fixed("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

/// As the `str` that it is: a map by text can be asked for a `&str`.
impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10_000.0)
    }
}

macro_rules! inline_schemas {
    ($($type:ident => $schema:tt)*) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

inline_schemas! {
    Text => { "type": "string" }
    Sentence => { "type": "string" }
    Points => { "type": "number", "minimum": 0, "maximum": 100 }
    Ratio => { "type": "number", "minimum": 0, "maximum": 1 }
}
