//! Keeps a panic inside a third-party reader to the one file that caused it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::ingest::reject::{Reject, RejectCode, RejectKind, in_one_line};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Calls `read`; a panic inside it comes back as `Err` with the panic's message.
///
/// The values that `read` worked on must not be used after an `Err`: they may be half changed.
pub(in crate::ingest) fn contained<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    let outer = CONTAINED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(read));
    CONTAINED.set(outer);
    outcome.map_err(|payload| match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast_ref::<&str>().map_or_else(String::new, |message| (*message).to_owned()),
    })
}

/// Calls `look`, which works on one document. A panic in it, which is a fault of this program, costs that document alone.
///
/// # Errors
/// The reject of that document.
pub fn alone<T>(
    kind: RejectKind,
    source_path: &str,
    record: Option<u64>,
    look: impl FnOnce() -> T,
) -> Result<T, Reject> {
    contained(look).map_err(|message| Reject {
        kind,
        source_path: source_path.to_owned(),
        record,
        code: RejectCode::InternalError,
        reason: in_one_line(&format!(
            "gaprank itself failed on this document, please report it with the document: {message}"
        )),
    })
}

/// Keeps the messages of contained panics off standard error: what they mean for the user stands in the rejects.
///
/// For a program's start; a library's host keeps its own panic hook unless it asks. The hook in place goes on to be
/// called for every other panic. More calls change nothing.
pub fn quiet_contained_panics() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CONTAINED.get() {
                previous(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_as_its_message() {
        quiet_contained_panics();
        assert_eq!(contained(|| 7), Ok(7));
        assert_eq!(contained(|| -> u8 { panic!("page {}", 3) }), Err("page 3".to_owned()));
        assert!(!CONTAINED.get());
    }

    #[test]
    fn a_fault_of_ours_is_the_reject_of_one_document() {
        quiet_contained_panics();
        assert_eq!(alone(RejectKind::Posting, "a.csv", Some(3), || 7), Ok(7));
        let reject = alone(RejectKind::Posting, "a.csv", Some(3), || -> u8 { panic!("byte {}", 9) }).unwrap_err();
        assert_eq!((reject.source_path.as_str(), reject.record), ("a.csv", Some(3)));
        assert_eq!(reject.code.as_str(), "internal_error");
        assert!(reject.reason.ends_with("report it with the document: byte 9"), "{}", reject.reason);
    }
}
