//! Keeps a panic inside a third-party reader to the one file that caused it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

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
}
