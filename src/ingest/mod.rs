//! What came in? Files and records become postings and resumes as they were written, or rejects with a reason.
//!
//! In: paths. Out: [`PostingRecord`]s, [`ResumeDocument`]s and [`Reject`]s, in input order.
//! This room knows formats. It must never know skills, scores or tables.

mod card;
mod contain;
mod decode;
mod discover;
mod document;
mod format;
mod html;
mod id;
mod known;
mod limits;
mod month;
mod named_csv;
mod open_end;
mod pairs;
mod posting;
mod reject;
mod resume;

pub use card::Card;
pub use contain::{READING_COMMAND, ReadingProgram, alone, quiet_contained_panics, serve};
pub use discover::{InputFile, discover};
pub use document::{Block, BlockKind, Reading, ReadingQuality, Remark, RemarkKind, ResumeDocument};
pub use format::{GivenCell, PostingColumns};
pub use html::{HtmlBlock, has_entities, html_blocks, is_html, unescape};
pub use id::{Imprint, PostingId, ResumeId, hash_of};
pub use known::{KnownPosting, KnownPostings, PostingHashes};
pub use limits::Limits;
pub use month::opens_month;
pub use named_csv::NamedCsv;
pub use open_end::awaits_more;
pub use pairs::{WantedPair, read_pairs};
pub use posting::{PostingBatch, PostingReader, PostingRecord};
pub use reject::{Reject, RejectCode, RejectKind};
pub use resume::{Means, ReadingCache, ReadingOutcome, ResumeReader, check_pdfium, read_resume};
