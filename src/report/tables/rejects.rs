//! The table `rejects`.

use crate::report::cell::Text;
use crate::report::table::table;

table! {
    "rejects"
    /// A file or record that was refused. Ordered by kind, source_path, record (null first), code.
    RejectRow {
        /// posting or resume.
        kind: Text,
        /// The file, relative to the folder given, with "/"; - for standard input.
        source_path: Text,
        /// The record in that file, from 1; null where the whole file is refused.
        record: Option<u64>,
        /// Why, as a code: unsupported_type, image_only, no_text and so on.
        code: Text,
        /// Why, as a sentence with what to do.
        reason: Text,
    }
}
