//! What does it say? Markup, layout and odd characters become one plain text that everything else points into.
//!
//! In: a posting's fields or a resume's blocks. Out: the normalised text that the table `texts` keeps, and its lines.
//! The lines are a function of the text alone, so that a kept text can be read again without its file.
//! This room knows characters and lines. It must never know skills.

mod excerpts;
mod fold;
mod head;
mod items;
mod line;
mod link;
pub(crate) mod mask;
pub(crate) mod numbers;
mod posting;
mod relink;
mod resume;
mod seam;
mod shingle;
mod signature;
mod span;

pub(crate) use excerpts::Excerpts;
pub use fold::fold;
pub use line::{ITEM_MARK, Line, LineKind, lines};
pub use link::{Compared, Links, duplicates};
pub use posting::posting_text;
pub use relink::{Before, relink};
pub(crate) use resume::CELL_MARK;
pub use resume::resume_text;
pub use signature::{Likeness, SIGNATURE_BYTES, Signature};
pub use span::Span;
