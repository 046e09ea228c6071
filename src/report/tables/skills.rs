//! The table `skills`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "skills"
    /// A skill that a resume has evidence for. Ordered by resume_id, tier, keyword.
    SkillRow {
        /// The resume.
        resume_id: Text,
        /// Tier of the skill.
        tier: Text,
        /// Display name of the skill.
        keyword: Text,
        /// Strongest evidence: demonstrated, listed or implied.
        evidence: Text,
        /// Times that it is named; 0 where it is implied only.
        mentions: u32,
        /// Sections that name it, in their order in the resume.
        sections: Vec<Text>,
        /// Last year of use, YYYY; null where no dated statement names it.
        last_used: Option<u32>,
        /// Years of use by the dates of the statements that name it; null where there are none.
        years: Option<f64>,
        /// What to do with it in the skills list: keep, show (put it into a statement of work) or drop; null where it is not listed.
        suggestion: Option<Text>,
        /// The resume's own words for the strongest evidence.
        quote: Text,
        /// Where they start: UTF-8 bytes into the resume's text.
        start: u32,
        /// Where they end, exclusive: UTF-8 bytes into the resume's text.
        end: u32,
        /// What an interviewer will ask about it where the skills list names it and no statement does; null elsewhere.
        interview_question: Option<Text>,
    }
}
