//! Numbers that are kept as their bytes: a run reads them back by the hundred million, and telling where each ends, as numbers of any
//! length have it, took longer than all else that is done with them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

/// A sequence of numbers that has bytes.
pub(crate) trait Numbers: Sized {
    /// The bytes of all of them.
    fn to_bytes(&self) -> Vec<u8>;
    /// The numbers of these bytes; none where they are not those of such a sequence.
    fn of_bytes(bytes: &[u8]) -> Option<Self>;
}

impl Numbers for Box<[u16]> {
    fn to_bytes(&self) -> Vec<u8> {
        self.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks();
        rest.is_empty().then(|| numbers.iter().map(|number| u16::from_le_bytes(*number)).collect())
    }
}

impl<const N: usize> Numbers for [u32; N] {
    fn to_bytes(&self) -> Vec<u8> {
        self.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks();
        let numbers: &[[u8; size_of::<u32>()]; N] = numbers.try_into().ok()?;
        rest.is_empty().then(|| numbers.map(u32::from_le_bytes))
    }
}

/// For `#[serde(with = ...)]`.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn serialize<N: Numbers, S: Serializer>(numbers: &N, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(&numbers.to_bytes())
}

/// The same way back.
///
/// # Errors
/// Those of the deserializer, and where the bytes are not those of such numbers.
pub(crate) fn deserialize<'de, N: Numbers, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    deserializer.deserialize_bytes(Bytes(PhantomData))
}

struct Bytes<N>(PhantomData<N>);

impl<'de, N: Numbers> Visitor<'de> for Bytes<N> {
    type Value = N;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes of numbers")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        N::of_bytes(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
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
