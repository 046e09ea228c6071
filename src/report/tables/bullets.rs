//! The table `bullets`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "bullets"
    /// A statement of work of a resume, reviewed. Ordered by resume_id, bullet_id.
    BulletRow {
        /// The resume.
        resume_id: Text,
        /// Its number in the resume, in the order of the text: b001.
        bullet_id: Text,
        /// Section that it stands in: experience or projects.
        section: Text,
        /// The line that heads its role; null where no dated role holds it.
        role: Option<Text>,
        /// The statement.
        text: Text,
        /// Where it starts: UTF-8 bytes into the resume's text.
        start: u32,
        /// Where it ends, exclusive: UTF-8 bytes into the resume's text.
        end: u32,
        /// The words that it opens with.
        opener: Text,
        /// What they say of the person's part: strong, shared, weak or none.
        ownership: Text,
        /// Its numbers: kind, value, unit, and before, after or change.
        metrics: Vec<Text>,
        /// How many numbers it has.
        n_metrics: u32,
        /// What it shows: scale, api_design, database_decision, reliability, security, trade_off.
        signals: Vec<Text>,
        /// What weakens it: the flags' ids.
        flags: Vec<Text>,
        /// 0 to 100, by the person's level.
        strength: u32,
        /// A draft with blanks in square brackets; empty where nothing needs to change.
        rewrite: Text,
        /// What to ask the client, one question for each blank.
        questions: Vec<Text>,
    }
}
