//! The table `postings`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "postings"
    /// A job posting that was read. Ordered by posting_id.
    PostingRow as PostingCells {
        /// The input's id as it stands, else h- and a hash of title, company and text.
        posting_id: Text,
        /// The file it came from, relative to the folder given, with "/"; - for standard input.
        source_path: Text,
        /// Job title; empty where the input has none.
        title: Text,
        /// Employer; empty where the input has none.
        company: Text,
        /// Place as written: the input's, else what the text gives as its location; empty where neither has one.
        location: Text,
        /// Whether the work can be wholly remote (hybrid is not): the input's, else by location, title and text; null where nothing says.
        is_remote: Option<bool>,
        /// Day of publication, YYYY-MM-DD: the input's, else a date that the text labels so; null where neither has one.
        date_posted: Option<Text>,
        /// Where it was found; null where the input has none.
        url: Option<Text>,
        /// Level asked for; null where the posting doesn't say.
        level: Option<Text>,
        /// Years of experience asked for as a whole; null where the posting names none.
        min_years: Option<f64>,
        /// Lower end of the salary, in currency: the input's, else the text's. Of a year where the period is known (hours x 2080,
        /// days x 260, weeks x 52, months x 12), else as stated; null where there is none.
        salary_min: Option<f64>,
        /// Upper end of the salary, like salary_min.
        salary_max: Option<f64>,
        /// Currency of the salary as the input has it, as a rule an ISO 4217 code, else the code of the text's sign ("$" alone is
        /// USD); null where there is none.
        currency: Option<Text>,
        /// Requirements of importance required, without the tier other.
        n_required: u32,
        /// Requirements of importance preferred, without the tier other.
        n_preferred: u32,
        /// Requirements of importance mentioned, without the tier other.
        n_mentioned: u32,
        /// Length of the text in characters.
        chars: u32,
        /// Hash of title, company and text: 32 hex digits of BLAKE3.
        content_hash: Text,
        /// The posting_id of the earliest posting that says nearly the same; null where there is none.
        duplicate_of: Option<Text>,
        /// Day of the run that first saw it, by its as_of, YYYY-MM-DD; null where that run had no date.
        first_seen: Option<Text>,
        /// Day of the run that last saw it, by its as_of, YYYY-MM-DD; null where that run had no date.
        last_seen: Option<Text>,
        /// open or closed.
        status: Text,
        /// Whether the text is not English, so that only names of skills are sure.
        low_confidence: bool,
    }
}
