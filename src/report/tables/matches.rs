//! The table `matches`.

use crate::report::cell::{Points, Ratio, Text};
use crate::report::table::table;

table! {
    "matches"
    /// A posting and a resume whose pair is kept: it is among the resume's best postings or the posting's best resumes.
    /// Ordered by resume_id, rank_in_resume (null last), posting_id.
    MatchRow as MatchCells {
        /// The posting.
        posting_id: Text,
        /// The resume.
        resume_id: Text,
        /// Points earned of the 100 possible; null where no requirement of the posting is recognised.
        score: Option<Points>,
        /// Place among the posting's resumes, from 1; null where the pair lies outside the posting's top N.
        rank_in_posting: Option<u32>,
        /// Place among the resume's postings, from 1; null where the pair lies outside the resume's top N.
        rank_in_resume: Option<u32>,
        /// Required requirements of the posting.
        required_total: u32,
        /// Of these, met: with evidence that is demonstrated, listed or implied.
        required_met: u32,
        /// Preferred requirements of the posting.
        preferred_total: u32,
        /// Of these, met.
        preferred_met: u32,
        /// The score after every fix that only words need (`show` and `name_it`), 0 to 100; null where the score is.
        potential: Option<Points>,
        /// Share of the requirements whose spelling in the posting stands in the resume as written, 0 to 1; null where none is
        /// recognised.
        literal_coverage: Option<Ratio>,
        /// Level of the person against the posting's: below, fits or above; null where either is not known.
        level_fit: Option<Text>,
        /// Years of experience over the years asked, at most 1; null where either is not known.
        years_fit: Option<Ratio>,
        /// BM25 of the resume's text against the posting, from 0 without an upper bound, to three decimals; null unless
        /// the configuration asks for it, because it moves with every new posting.
        text_relevance: Option<f64>,
        /// Whether the pair was not among the matches of the run before; false without a state.
        is_new: bool,
    }
}
