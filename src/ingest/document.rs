//! A resume as its reader saw it: blocks of text in reading order.

use super::ResumeId;

/// What a reader knows about a block from the file's own structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, as read: not yet folded or trimmed.
    pub text: String,
}

/// How well a document could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// How text was kept from the eyes of a person who reads the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// White on white.
    White,
    /// Too small to be seen.
    Tiny,
    /// Beyond the edges of the page.
    OffPage,
    /// Drawn without ink, or transparent.
    Unpainted,
}

/// Text that a person does not see. It is not in the document's blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it was hidden.
    pub kind: FindingKind,
    /// What it says.
    pub text: String,
}

/// A resume that could be read.
#[derive(Debug, Clone)]
pub struct ResumeDocument {
    /// Its identity.
    pub resume_id: ResumeId,
    /// The file, relative to the folder given, with "/".
    pub source_path: String,
    /// `pdf`, `docx`, `markdown`, `text` or `json_resume`.
    pub format: &'static str,
    /// The reader and its version: `pdf_oxide 0.3.78`.
    pub reader: &'static str,
    /// Hash of the file's bytes: 32 hex digits of BLAKE3.
    pub content_hash: String,
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// How well it could be read.
    pub quality: ReadingQuality,
}
