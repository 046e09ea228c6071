//! An input that was refused: a row of the table `rejects`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which side of the match the refused input belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectKind {
    /// A job posting.
    Posting,
    /// A resume.
    Resume,
}

/// Why an input was refused. The text of each code is part of the public contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RejectCode {
    /// No reader for this kind of file.
    UnsupportedType,
    /// Pages without a text layer: a scan or a picture.
    ImageOnly,
    /// Readable, but with too little text to judge.
    NoText,
    /// Protected by a password.
    Encrypted,
    /// Not what its name says, cut off, or broken inside.
    Damaged,
    /// Over a limit of size, pages or expanded bytes.
    TooLarge,
    /// Over the time limit of a file.
    Timeout,
    /// A posting without a description that has a letter.
    NoDescription,
    /// An id that an earlier record of other content has.
    DuplicateId,
    /// The same id and content once more.
    DuplicateRecord,
    /// A record that cannot be read: wrong number of fields, broken JSON, no usable column.
    BadRecord,
    /// The operating system refused to open or read it.
    Unreadable,
    /// A fault of gaprank itself, met while it looked at this document.
    InternalError,
}

impl RejectCode {
    /// The code as the tables print it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnsupportedType => "unsupported_type",
            Self::ImageOnly => "image_only",
            Self::NoText => "no_text",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooLarge => "too_large",
            Self::Timeout => "timeout",
            Self::NoDescription => "no_description",
            Self::DuplicateId => "duplicate_id",
            Self::DuplicateRecord => "duplicate_record",
            Self::BadRecord => "bad_record",
            Self::Unreadable => "unreadable",
            Self::InternalError => "internal_error",
        }
    }
}

impl RejectKind {
    /// The kind as the tables print it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Posting => "posting",
            Self::Resume => "resume",
        }
    }
}

impl fmt::Display for RejectCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One refused file or record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// Posting or resume.
    pub kind: RejectKind,
    /// The file, relative to the folder given, with "/".
    pub source_path: String,
    /// The record in that file, 1-based; none where the whole file is refused.
    pub record: Option<u64>,
    /// Why, as a code.
    pub code: RejectCode,
    /// Why, as a sentence for the person whose document it is, with what to do.
    pub reason: String,
}

/// Why a file or record is refused, before it is known whose it is: the code and the sentence.
pub(super) type Fault = (RejectCode, String);

/// A sentence fit for a cell of a table: libraries quote what they could not read.
pub(super) fn in_one_line(reason: &str) -> String {
    const LONGEST: usize = 300;
    let line: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line,
    }
}
