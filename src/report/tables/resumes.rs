//! The table `resumes`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "resumes"
    /// A resume that was read. Ordered by resume_id.
    ResumeRow {
        /// Slug of source_path with its extension, and 6 hex digits of the path's hash; safe as a file name.
        resume_id: Text,
        /// The file, relative to the folder given, with "/".
        source_path: Text,
        /// pdf, docx, html, markdown, text or json_resume.
        format: Text,
        /// The reader that read it, with its version.
        reader: Text,
        /// Length of the text in characters.
        chars: u32,
        /// Hash of the file's bytes: 32 hex digits of BLAKE3.
        content_hash: Text,
        /// The resume_id of the resume that says nearly the same, in another format or once more; null where there is none.
        duplicate_of: Option<Text>,
        /// Level of the person; null where the resume doesn't show it.
        level: Option<Text>,
        /// Years of work, overlapping jobs counted once; where no job has dates, as the resume states them; null where it states none.
        years_experience: Option<f64>,
        /// Skills with evidence: demonstrated, listed or implied.
        n_skills: u32,
        /// Of these, listed only.
        n_listed: u32,
        /// Of these, demonstrated in a statement of work or project.
        n_demonstrated: u32,
        /// Whether more skills are listed than the person's level can carry.
        over_budget: bool,
        /// How well it could be read: ok, multi_column, garbled or truncated.
        reading_quality: Text,
        /// Whether the text is not English, so that only names of skills are sure.
        low_confidence: bool,
        /// Text that the file holds and a person does not see: white on white, tiny, off the page, without ink. Not scored.
        hidden_text: Vec<Text>,
        /// Statements of work and projects.
        n_bullets: u32,
        /// Of these, with a number.
        n_quantified: u32,
        /// Of these, with a number that shows how big a system was.
        scale_signals: u32,
        /// Of these, that show the design of an API.
        api_signals: u32,
        /// Of these, that show a decision on a store.
        database_signals: u32,
        /// Of these, that show work on reliability.
        reliability_signals: u32,
        /// Of these, that show security inside a feature.
        security_signals: u32,
        /// What a hiring manager would find in ten seconds, 0 to 100; apart from any score.
        readiness: u32,
        /// What a person should look at: hidden_text, instruction (a sentence that speaks to a machine, seen or hidden), keyword_stuffing (a
        /// line that names skills for the sake of naming them), mojibake (wrongly decoded characters).
        remarks: Vec<Text>,
        /// The text that each of the remarks is about, in the same order; cut after 500 characters.
        remark_texts: Vec<Text>,
        /// Why the level is what it is, and what the statements show of what is expected at it: a sentence each.
        level_reasons: Vec<Text>,
    }
}
