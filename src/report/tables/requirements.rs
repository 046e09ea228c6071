//! The table `requirements`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "requirements"
    /// A requirement of a posting: one or more skills any one of which meets it. Ordered by posting_id, requirement_id.
    RequirementRow as RequirementCells {
        /// The posting.
        posting_id: Text,
        /// The requirement, unique in its posting.
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
        /// Weight of the requirement in the score, from 0: importance x tier weight x rarity; 0 for the tier other.
        weight: f64,
        /// Section of the posting that the words stand in; null where the posting has none.
        section: Option<Text>,
        /// The posting's own words.
        quote: Text,
        /// Where they start: UTF-8 bytes into the posting's text.
        start: u32,
        /// Where they end, exclusive: UTF-8 bytes into the posting's text.
        end: u32,
    }
}
