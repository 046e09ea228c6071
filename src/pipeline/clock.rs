//! Where the time of a run goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::report::Seconds;

/// Busy time of each stage in nanoseconds, over all threads.
#[derive(Default)]
pub(super) struct Clock {
    pub read: AtomicU64,
    pub extract: AtomicU64,
    pub index: AtomicU64,
    pub score: AtomicU64,
    pub explain: AtomicU64,
    pub write: AtomicU64,
    pub html: AtomicU64,
}

impl Clock {
    pub(super) fn seconds(&self, total: Duration) -> Seconds {
        let read = |stage: &AtomicU64| Duration::from_nanos(stage.load(Ordering::Relaxed)).as_secs_f64();
        Seconds {
            read: read(&self.read),
            extract: read(&self.extract),
            index: read(&self.index),
            score: read(&self.score),
            explain: read(&self.explain),
            write: read(&self.write),
            html: read(&self.html),
            total: total.as_secs_f64(),
        }
    }
}

/// Does `work` and adds its time to `stage`.
pub(super) fn timed<T>(stage: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let out = work();
    stage.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
    out
}
