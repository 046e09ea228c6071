//! Where the time of a run goes, and how it gets on.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Progress;
use crate::error::{Error, Result};
use crate::report::{Seconds, process_time, thread_time};

/// The busy time of a stage, in nanoseconds over all threads.
#[derive(Default)]
pub(super) struct Stage(AtomicU64);

impl Stage {
    /// Does `work` and adds the processor time that this thread takes for it. Work that waits for other threads belongs
    /// into [`alone`](Self::alone): a thread that waits may help another stage meanwhile.
    pub(super) fn busy<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = thread_time();
        let out = work();
        self.add(thread_time().saturating_sub(before));
        out
    }

    /// Does `work`, which has the process to itself, and adds the processor time that all threads take for it.
    pub(super) fn alone<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = process_time();
        let out = work();
        self.add(process_time().saturating_sub(before));
        out
    }

    /// Does `work`, which other processes do a part of, and adds the time until it is done.
    pub(super) fn waiting<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = Instant::now();
        let out = work();
        self.add(before.elapsed());
        out
    }

    /// Adds time that was taken elsewhere.
    pub(super) fn add(&self, time: Duration) {
        self.0.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
    }

    fn seconds(&self) -> f64 {
        Duration::from_nanos(self.0.load(Ordering::Relaxed)).as_secs_f64()
    }
}

/// The clock of each stage, and whoever is told how the run gets on.
pub(super) struct Meter<'a> {
    pub progress: &'a dyn Progress,
    started: Instant,
    pub read: Stage,
    pub extract: Stage,
    pub index: Stage,
    pub score: Stage,
    pub explain: Stage,
    pub write: Stage,
    pub html: Stage,
    pub state: Stage,
}

impl<'a> Meter<'a> {
    pub(super) fn start(progress: &'a dyn Progress) -> Self {
        let new = Stage::default;
        Self {
            progress,
            started: Instant::now(),
            read: new(),
            extract: new(),
            index: new(),
            score: new(),
            explain: new(),
            write: new(),
            html: new(),
            state: new(),
        }
    }

    pub(super) fn seconds(&self) -> Seconds {
        Seconds {
            read: self.read.seconds(),
            extract: self.extract.seconds(),
            index: self.index.seconds(),
            score: self.score.seconds(),
            explain: self.explain.seconds(),
            write: self.write.seconds(),
            html: self.html.seconds(),
            state: self.state.seconds(),
            total: self.started.elapsed().as_secs_f64(),
        }
    }

    /// Ends the run where it is to end.
    ///
    /// # Errors
    /// [`Error::Interrupted`].
    pub(super) fn go_on(&self) -> Result<()> {
        if self.progress.is_cancelled() { Err(Error::Interrupted) } else { Ok(()) }
    }
}
