//! The table `texts`, in Parquet only: what every offset points into.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "texts"
    /// The text of a document as it was judged; offsets of the other tables are UTF-8 bytes into it. Ordered by kind, id.
    TextRow as TextCells {
        /// posting or resume.
        kind: Text,
        /// posting_id or resume_id.
        id: Text,
        /// The whole text.
        text: Text,
    }
}
