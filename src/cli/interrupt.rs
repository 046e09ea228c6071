//! Ctrl-C, and what service managers send: the run ends where it can, and leaves what was there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::FAILED;

static WANTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From here on the first signal asks for an end, and the second takes it.
pub(super) fn listen() {
    let wanted = WANTED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag down and raises it, the second finds it up. Where there is no way to
        // listen, a signal ends the program at once, which costs nothing that was complete either.
        let _ = flag::register_conditional_shutdown(signal, FAILED.into(), wanted.clone());
        let _ = flag::register(signal, wanted.clone());
    }
}

/// Whether somebody asked for an end.
pub(super) fn is_wanted() -> bool {
    WANTED.get().is_some_and(|wanted| wanted.load(Ordering::Relaxed))
}
