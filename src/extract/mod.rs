//! What does a posting ask for, and what does a resume show? Texts become requirements and evidence, each with its place.
//!
//! In: a normalised text and the taxonomy. Out: [`PostingProfile`]s and [`ResumeProfile`]s that own their data.
//! One pass over the text finds every name of a skill and every cue (`cue`); all else works on these few places.
//! Pure: no files, no threads. This room must never know scores.

mod clause;
mod cue;
mod date;
mod demand;
mod denial;
mod disclaimed;
mod ellipsis;
mod employer;
mod entry;
mod evidence;
mod examples;
mod firm;
mod glued;
mod group;
mod head_label;
mod head_lines;
mod head_part;
mod heading;
mod importance;
mod instruction;
mod job_head;
mod joint;
mod level;
mod lexicon;
mod mention;
mod merge;
mod misses;
mod named;
mod part_kind;
mod person;
mod places;
mod post;
mod posting;
mod requirement;
mod resume;
mod resume_pieces;
mod role;
mod role_fold;
mod role_head;
mod scan;
mod section;
mod small;
mod softening;
mod split;
mod stated;
mod stated_years;
mod statement;
mod stem;
mod token;
mod trade;
mod trick;
mod vendor;
mod vocabulary;
mod whole_name;
mod wish;
mod words;
mod years;

pub use date::{Month, RoleEnd};
pub use evidence::{Evidence, Sections, SkillEvidence};
pub use importance::Importance;
pub use level::Level;
pub use posting::PostingProfile;
pub use requirement::{Choices, Requirement, Requirements};
pub use resume::ResumeProfile;
pub use role::Role;
pub use scan::Extractor;
pub use section::{PostingSection, ResumeSection};
pub use stated::{Pay, Period, Stated, is_remote};
pub use statement::Statement;
pub use trick::Trick;
pub(crate) use vocabulary::{UNKNOWN, Vocabulary};
