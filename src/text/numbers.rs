//! Numbers that are kept as their bytes: a run reads them back by the hundred million, and telling where each ends, as numbers of any
//! length have it, took longer than all else that is done with them.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

/// Bytes of a number.
const BYTES: usize = size_of::<u32>();

/// For `#[serde(with = ...)]` of a `Box<[u32]>`.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn serialize<S: Serializer>(numbers: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    serializer.serialize_bytes(&bytes)
}

/// The same way back.
///
/// # Errors
/// Those of the deserializer, and where the bytes are not those of whole numbers.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[u32]>, D::Error> {
    deserializer.deserialize_bytes(Numbers)
}

struct Numbers;

impl<'de> Visitor<'de> for Numbers {
    type Value = Box<[u32]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the bytes of numbers of {BYTES} bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        let (numbers, rest) = bytes.as_chunks::<BYTES>();
        if !rest.is_empty() {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        Ok(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
    }

    /// As JSON has bytes.
    fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Self::Value, A::Error> {
        let mut all: Vec<u8> = Vec::new();
        while let Some(byte) = bytes.next_element()? {
            all.push(byte);
        }
        self.visit_bytes(&all)
    }
}
