//! The table `gaps`: the report itself, when read from the top.

use crate::report::cell::{Points, Sentence, Text};
use crate::report::table::table;

table! {
    "gaps"
    /// A requirement of a posting, judged against a resume of a kept pair. Ordered by resume_id, rank_in_resume (null
    /// last), posting_id, gap_rank, so that the table read from the top is the report.
    GapRow as GapCells {
        /// The posting.
        posting_id: Text,
        /// The resume.
        resume_id: Text,
        /// Place of the posting among the resume's postings, from 1; null where it lies outside the resume's top N.
        rank_in_resume: Option<u32>,
        /// Place of this requirement in the pair, from 1: by fix_points falling, then requirement_id.
        gap_rank: u32,
        /// The requirement.
        requirement_id: Text,
        /// Tier of the keyword, or other.
        tier: Text,
        /// Display name of the skill asked for: the first of any_of.
        keyword: Text,
        /// Display names of the skills any one of which meets the requirement; never empty.
        any_of: Vec<Text>,
        /// required, preferred or mentioned.
        importance: Text,
        /// Years of experience that the posting asks for with this skill; null where it names none.
        min_years: Option<f64>,
        /// Evidence in the resume: demonstrated, listed, implied, adjacent or missing.
        status: Text,
        /// Display name of the resume's skill through which the requirement is met or nearly met; null where it is missing.
        via: Option<Text>,
        /// Points that the requirement is worth, 0 to 100; those of a posting sum to 100.
        points_possible: Points,
        /// Points that the evidence earns, 0 to points_possible; those of a pair sum to its score.
        points_earned: Points,
        /// What to do: show, name_it, bridge, learn or mirror_wording; empty where nothing is to be done.
        fix: Text,
        /// Points that the fix would win, 0 to 100.
        fix_points: Points,
        /// The fix as a sentence to the resume's owner; empty where nothing is to be done.
        advice: Sentence,
        /// The posting's own words.
        posting_quote: Text,
        /// Where they start: UTF-8 bytes into the posting's text.
        posting_start: u32,
        /// Where they end, exclusive: UTF-8 bytes into the posting's text.
        posting_end: u32,
        /// The resume's own words; null where there is no evidence.
        resume_quote: Option<Text>,
        /// Where they start: UTF-8 bytes into the resume's text; null where there is no evidence.
        resume_start: Option<u32>,
        /// Where they end, exclusive: UTF-8 bytes into the resume's text; null where there is no evidence.
        resume_end: Option<u32>,
        /// Section of the resume that they stand in; null where there is no evidence.
        resume_section: Option<Text>,
    }
}
