//! How much one input may ask of the machine.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits of one file or record. What goes beyond is a reject (`too_large`), or text cut at the limit (`truncated`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of a resume's file, as it lies on disk. Postings are streamed: their files may have any size.
    pub max_file_bytes: u64,
    /// Bytes of one posting: a line of JSONL, a row of CSV, an object of a JSON array, a text file.
    pub max_record_bytes: u64,
    /// Bytes of text that are kept of a resume; the rest is cut. The longest are a tenth of the default.
    pub max_text_bytes: u64,
    /// Bytes that all parts read from one DOCX may expand to.
    pub max_expanded_bytes: u64,
    /// Pages of a PDF that are read; the rest is cut.
    pub max_pages: u32,
    /// Depth of nested elements in a DOCX.
    pub max_xml_depth: u32,
    /// Seconds of processor time that reading one PDF or DOCX may take (`timeout`). By the clock twenty times as much, so that a
    /// busy machine changes nothing; four times where the system does not count processor time.
    pub max_seconds: u32,
    /// Bytes of memory that the process that reads PDFs and DOCX may take.
    pub max_memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            max_file_bytes: 50 * MIB,
            max_record_bytes: 16 * MIB,
            max_text_bytes: MIB,
            max_expanded_bytes: 64 * MIB,
            max_pages: 200,
            max_xml_depth: 512,
            max_seconds: 30,
            max_memory_bytes: 1024 * MIB,
        }
    }
}
