//! Identities that stay the same between runs and machines.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A posting: the input's own id as it stands, else `h-` and a hash of title, company and text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PostingId(String);

/// A resume: the slug of its path with its extension, and 6 hex digits of the path's hash. Safe as a file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResumeId(String);

/// Bytes of a slug that a resume id keeps: with the hash it stays far below the 255 of a file name.
const SLUG_MAX: usize = 80;

/// BLAKE3 of several texts. Each goes in with its length, so that no other division of the same letters has the same hash.
pub fn hash_of<const N: usize>(parts: [&str; N]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize()
}

/// What tables say of a text without showing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// Characters.
    pub chars: u32,
    /// 32 hex digits of a hash of the text and of what names it.
    digits: [u8; 32],
}

impl Imprint {
    /// Of a posting.
    pub fn of_posting(title: &str, company: &str, text: &str) -> Self {
        let hash = hash_of([title, company, text]).to_hex();
        let mut digits = [0; 32];
        digits.copy_from_slice(&hash.as_bytes()[..32]);
        Self { chars: text.chars().count() as u32, digits }
    }

    /// 32 hex digits of a hash of the text and of what names it.
    pub fn hash(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or_default()
    }
}

impl PostingId {
    /// The input's own id.
    pub fn given(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The id of a posting that came without one.
    pub fn hashed(title: &str, company: &str, text: &str) -> Self {
        Self(format!("h-{}", &hash_of([title, company, text]).to_hex()[..16]))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ResumeId {
    /// The id that a program gives its resume.
    pub fn given(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The id of the resume at `source_path` (relative, with "/").
    pub fn of_path(source_path: &str) -> Self {
        let mut slug = String::with_capacity(source_path.len() + 7);
        for c in source_path.chars().flat_map(char::to_lowercase) {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        slug.truncate(SLUG_MAX);
        let slug = slug.trim_end_matches('-');
        let hash = blake3::hash(source_path.as_bytes()).to_hex();
        Self(if slug.is_empty() { hash[..6].to_owned() } else { format!("{slug}-{}", &hash[..6]) })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PostingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ResumeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
