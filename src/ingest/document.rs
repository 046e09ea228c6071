//! A resume as its reader saw it: blocks of text in reading order.

use serde::{Deserialize, Serialize};

use super::ResumeId;

/// What a reader knows about a block from the file's own structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading by the file's own word (a style, `#`, a JSON Resume section).
    Heading,
    /// An item of a list.
    Item,
    /// A paragraph that the file itself delimits: its line breaks are the author's.
    Paragraph,
    /// A line of a text, where a paragraph may go on in the next line.
    Line,
    /// The rest of the block before: only the width of the page parted them.
    Wrapped,
}

/// A piece of text with what its reader knows of it. Never holds a line break of its own meaning: a break inside `text`
/// is a break the author made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, as read: not yet folded or trimmed.
    pub text: String,
}

/// How well a document could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReadingQuality {
    /// Nothing to remark.
    Ok,
    /// Several columns: the order of the text was reconstructed.
    MultiColumn,
    /// A part of the text is not language: a font without a map to characters.
    Garbled,
    /// Cut at a limit.
    Truncated,
}

impl ReadingQuality {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::MultiColumn => "multi_column",
            Self::Garbled => "garbled",
            Self::Truncated => "truncated",
        }
    }
}

/// What a person should know of a document's text beside the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// Text that the file holds and a person does not see: hidden, white on white, too small to read, clipped, off the page. It is
    /// left out.
    HiddenText,
    /// Characters that were decoded wrongly before the file was saved; those that are sure were put right.
    Mojibake,
    /// A sentence that speaks to a machine: "ignore all previous instructions". What it names is no evidence.
    Instruction,
    /// A line that names skills for the sake of naming them.
    KeywordStuffing,
}

impl RemarkKind {
    /// The word for tables and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HiddenText => "hidden_text",
            Self::Mojibake => "mojibake",
            Self::Instruction => "instruction",
            Self::KeywordStuffing => "keyword_stuffing",
        }
    }
}

/// A remark with the text that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it says.
    pub kind: RemarkKind,
    /// The text concerned, as it stood in the file, cut where it is long.
    pub text: String,
}

impl Remark {
    /// A remark on `text`, of which enough is kept to find it.
    pub fn new(kind: RemarkKind, text: &str) -> Self {
        const KEPT: usize = 500;
        Self { kind, text: text.chars().take(KEPT).collect() }
    }
}

/// What a reader makes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// How well it could be read.
    pub quality: ReadingQuality,
    /// What else is to be said of it.
    pub remarks: Vec<Remark>,
}

impl From<(Vec<Block>, ReadingQuality)> for Reading {
    fn from((blocks, quality): (Vec<Block>, ReadingQuality)) -> Self {
        Self { blocks, quality, remarks: Vec::new() }
    }
}

/// A resume that could be read.
#[derive(Debug, Clone)]
pub struct ResumeDocument {
    /// Its identity.
    pub resume_id: ResumeId,
    /// The file, relative to the folder given, with "/".
    pub source_path: String,
    /// `pdf`, `docx`, `html`, `markdown`, `text` or `json_resume`.
    pub format: &'static str,
    /// The reader and its version: `pdf_oxide 0.3.78`.
    pub reader: &'static str,
    /// Hash of the file's bytes: 32 hex digits of BLAKE3.
    pub content_hash: String,
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// How well it could be read.
    pub quality: ReadingQuality,
    /// What else is to be said of its text.
    pub remarks: Vec<Remark>,
}
